#include "core/count/profile.h"

#include "core/count/fixed.h"
#include "core/count/pack.h"

enum {
	/* So many events at the average weigh as much as what was seen, and
	 * a quarter of what an hour, or a day, brings: more, and a closed day
	 * would look half open. */
	LEND = 4 * PROFILE_ONE,
	/* Before anything: half an event in a day. */
	BEFORE_COUNT = PROFILE_ONE,
	BEFORE_HOURS = 48 * PROFILE_ONE,
	SHARE_MOST = 16 * PROFILE_ONE
};

/* What a record may say: an hour's most, all the time. */
#define MOST	((int64_t)PROFILE_MOST * PROFILE_ONE * 24 * PROFILE_FADE * 2)

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static unsigned
hour_of(int64_t local)
{
	int64_t	 h = floor_div(local, 3600);

	return (unsigned)(h - floor_div(h, 24) * 24);
}

static unsigned
day_of(int64_t local)			/* 0 is a Thursday: 1 January 1970 */
{
	int64_t	 d = floor_div(local, 86400);

	return (unsigned)(d - floor_div(d, 7) * 7);
}

static int64_t
ratio(int64_t count, int64_t due, int64_t share, int64_t lend)
{
	int64_t	 all = count * PROFILE_ONE + lend * share;

	return fix_min(all / (due + lend), SHARE_MOST);
}

/* Shares whose mean is 1. */
static void
even_out(int32_t *share, const int64_t *raw, int n)
{
	int64_t	 sum = 0;

	for (int i = 0; i < n; i++)
		sum += raw[i];
	for (int i = 0; i < n; i++)
		share[i] = (int32_t)fix_max(1,
		    raw[i] * n * PROFILE_ONE / fix_max(sum, 1));
}

static void
shares(struct profile *p)
{
	int64_t	 once = p->level * PROFILE_ONE / (p->level_due + PROFILE_ONE);
	int64_t	 lend = LEND + once / 4, raw[24];

	for (unsigned h = 0; h < 24; h++) {
		unsigned a = (h + 23) % 24, b = (h + 1) % 24;
		int64_t	 lent = ratio(p->hour[a] + p->hour[h] + p->hour[b],
		    p->hour_due[a] + p->hour_due[h] + p->hour_due[b],
		    PROFILE_ONE, lend);

		raw[h] = ratio(p->hour[h], p->hour_due[h], lent, lend);
	}
	even_out(p->hour_share, raw, 24);
	for (unsigned d = 0; d < 7; d++)
		raw[d] = ratio(p->day[d], p->day_due[d], PROFILE_ONE,
		    LEND + once * 6);
	even_out(p->day_share, raw, 7);
}

void
profile_init(struct profile *p)
{
	memset(p, 0, sizeof(*p));
	shares(p);
}

int64_t
profile_level(int64_t level, int64_t due)
{
	return fix_scale(level + BEFORE_COUNT, 1 << 20, due + BEFORE_HOURS);
}

int64_t
profile_share(const struct profile *p, int64_t local)
{
	return (int64_t)p->hour_share[hour_of(local)] *
	    p->day_share[day_of(local)] >> PROFILE_POINT;
}

int64_t
profile_seen(const struct profile *p, int64_t local)
{
	return p->hour[hour_of(local)];
}

void
profile_fade(int64_t *row, size_t n)
{
	for (size_t i = 0; i < n; i++)
		row[i] -= row[i] / PROFILE_FADE;
}

bool
profile_fades(const struct profile *p)
{
	return p->hours % 24 == 0;
}

void
profile_learn(struct profile *p, int64_t local, int64_t count, int quarters,
    int64_t today)
{
	unsigned h = hour_of(local), d = day_of(local);
	int64_t	 usual, n;

	if (quarters <= 0)
		return;
	n = fix_min(count, PROFILE_MOST) * PROFILE_ONE;
	p->level += n;
	p->level_due += profile_share(p, local) * quarters / 4;
	usual = (p->level << 20) / (p->level_due + PROFILE_ONE) *
	    quarters / 4;
	p->hour[h] += n;
	p->hour_due[h] += (usual * p->day_share[d] >> 20) * today >>
	    PROFILE_POINT;
	p->day[d] += n;
	p->day_due[d] += usual * p->hour_share[h] >> 20;
	if (p->hours < 1 << 30)
		p->hours++;
	if (profile_fades(p)) {
		profile_fade(p->hour, 24);
		profile_fade(p->hour_due, 24);
		profile_fade(p->day, 7);
		profile_fade(p->day_due, 7);
		profile_fade(&p->level, 1);
		profile_fade(&p->level_due, 1);
	}
	shares(p);
}

void
profile_put(struct sink *k, const struct profile *p)
{
	pack_put(k, p->hours);
	pack_put(k, p->level);
	pack_put(k, p->level_due);
	pack_put_row(k, p->hour, 24);
	pack_put_row(k, p->hour_due, 24);
	pack_put_row(k, p->day, 7);
	pack_put_row(k, p->day_due, 7);
}

bool
profile_get(slice *s, struct profile *p)
{
	memset(p, 0, sizeof(*p));
	if (!pack_get(s, 1 << 30, &p->hours) ||
	    !pack_get(s, MOST, &p->level) ||
	    !pack_get(s, MOST, &p->level_due) ||
	    !pack_get_row(s, MOST, p->hour, 24) ||
	    !pack_get_row(s, MOST, p->hour_due, 24) ||
	    !pack_get_row(s, MOST, p->day, 7) ||
	    !pack_get_row(s, MOST, p->day_due, 7)) {
		profile_init(p);
		return false;
	}
	shares(p);
	return true;
}
