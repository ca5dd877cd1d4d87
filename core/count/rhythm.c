#include "core/count/rhythm.h"

#include "core/count/fixed.h"
#include "core/count/pack.h"

enum {
	HOUR = 3600,
	LONGEST = 7 * 86400,		/* between polls, that counts at all */
	LONG = 3 << 20,			/* a silence: three were due */
	WORST_FADE = 128,		/* gaps */
	SPREAD = 24			/* 16ths: gaps vary more than chance */
};

#define MOST	((int64_t)1 << 46)

void
rhythm_init(struct rhythm *r)
{
	memset(r, 0, sizeof(*r));
	profile_init(&r->profile);
}

static int64_t
level(const struct rhythm *r)		/* an hour, 20 bits of point */
{
	return fix_min((r->profile.level << 20) /
	    (r->profile.level_due + PROFILE_ONE), 1 << 20);
}

int64_t
rhythm_usual(const struct rhythm *r)
{
	int64_t	 due = level(r);

	return due > 0 && r->gaps >= RHYTHM_GAPS ?
	    ((int64_t)HOUR << 20) / due : 0;
}

/* The hour that ends is learnt, but not the hours of a silence longer than
 * any before: it would become the rhythm before it is told. Nights and Sundays
 * are silences like others before. */
static void
end_hour(struct rhythm *r, int64_t local)
{
	int	 quarters = (int)((r->covered + 450) / 900);

	if (r->active || r->silent < fix_max(LONG, r->worst))
		profile_learn(&r->profile, local, r->active,
		    (int)fix_min(quarters, 4), PROFILE_ONE);
	r->covered = r->active = 0;
}

/* The time between two polls, hour by hour. */
static void
listen(struct rhythm *r, int64_t from, int64_t to)
{
	while (from < to) {
		int64_t	 part = fix_min(to - from, HOUR - from % HOUR);

		r->silent += (level(r) * profile_share(&r->profile, from) >>
		    PROFILE_POINT) * part / HOUR;
		r->silent = fix_min(r->silent, MOST / 2);
		r->covered += part;
		from += part;
		if (from % HOUR == 0)
			end_hour(r, from - HOUR);
	}
}

static void
bring(struct rhythm *r, int64_t now)
{
	if (r->fresh) {
		r->gaps = fix_min(r->gaps + 1, MOST);
		r->worst -= r->worst / WORST_FADE;
		r->worst = fix_max(r->worst, r->silent);
	}
	r->active = 1;
	r->fresh = now;
	r->silent = r->told = 0;
}

/* n ln(1 + silent/n): minus the logarithm of the chance of such a gap. */
static bool
too_long(const struct rhythm *r, int quiet)
{
	int64_t	 n = r->profile.level << (20 - PROFILE_POINT);
	int64_t	 days = fix_max(1, fix_min(quiet, 3650));
	int64_t	 gaps = level(r) * 24 * days;	/* so many in that time */
	int64_t	 chance, limit;

	if (r->gaps < RHYTHM_GAPS || r->profile.hours < RHYTHM_HOURS ||
	    r->silent * 2 < r->worst * 3 || n <= 0)
		return false;
	chance = (n >> 12) * (fix_ln((uint64_t)(n + r->silent)) -
	    fix_ln((uint64_t)n)) >> 8;		/* 24 bits of point */
	limit = (fix_ln((uint64_t)gaps) - fix_ln(1 << 20)) * SPREAD / 16;
	return chance > fix_max(limit, (int64_t)4 << FIX_LN);
}

bool
rhythm_poll(struct rhythm *r, int64_t now, int32_t east, int64_t every,
    int64_t fresh, int quiet)
{
	int64_t	 gap = now - r->polled, most = every * 2 + 600;

	if (r->polled && gap > 0 && gap <= fix_min(most, LONGEST) &&
	    r->polled + east >= 0)
		listen(r, r->polled + east, now + east);
	else
		r->covered = r->active = 0;
	r->polled = fix_max(now, 1);
	if (fresh > 0)
		bring(r, now);
	else if (!r->told && r->fresh && too_long(r, quiet)) {
		r->told = 1;
		return true;
	}
	return false;
}

void
rhythm_put(struct sink *k, const struct rhythm *r)
{
	const int64_t row[] = { r->polled, r->fresh, r->silent, r->worst,
	    r->gaps, r->covered, r->active, r->told };

	sink_byte(k, 'R');
	profile_put(k, &r->profile);
	pack_put_row(k, row, COUNT(row));
}

bool
rhythm_get(slice in, struct rhythm *r)
{
	slice	 rest = slice_from(in, 1);
	int64_t	 row[8];

	rhythm_init(r);
	if (!slice_starts(in, SLICE("R")) ||
	    !profile_get(&rest, &r->profile) ||
	    !pack_get_row(&rest, MOST, row, COUNT(row)) || rest.n ||
	    row[5] > HOUR || row[6] > 1 || row[7] > 1) {
		rhythm_init(r);
		return false;
	}
	r->polled = row[0];
	r->fresh = row[1];
	r->silent = row[2];
	r->worst = row[3];
	r->gaps = row[4];
	r->covered = row[5];
	r->active = row[6];
	r->told = row[7];
	return true;
}
