#include "core/when/zone.h"

#include "core/when/when.h"
#include "core/when/zones.h"

enum {
	NEAR = 26 * 3600,	/* no clock is farther from UTC */
	SLIP_MAX = 32,		/* letters of a name that is compared */
	SLIPS = 3		/* more make another name */
};

/* Beyond, and for sums with it, a clock that does not change will do. */
#define MOST	INT64_C(1000000000000)

/* --- names ---------------------------------------------------------------- */

struct entry {
	const unsigned char *at;	/* the next one */
	char	 name[ZONE_NAME];
	size_t	 n;
	unsigned clock;
};

static bool
next(struct entry *e)
{
	if (*e->at == ZONE_END)
		return false;
	e->n = *e->at++;
	do
		e->name[e->n++] = (char)(*e->at & 0x7f);
	while (!(*e->at++ & 0x80));
	e->clock = *e->at++;
	return true;
}

static struct zone
zone_of(unsigned clock)
{
	if (clock < zone_neasts)
		return zone_fixed(zone_easts[clock] * ZONE_QUARTER);
	return (struct zone){ .rule = zone_rules[clock - zone_neasts] };
}

bool
zone_named(slice name, struct zone *z)
{
	struct entry e = { .at = zone_names };

	while (next(&e))
		if (slice_eq((slice){ e.name, e.n }, name)) {
			*z = zone_of(e.clock);
			return true;
		}
	return false;
}

struct zone
zone_fixed(int64_t east)
{
	return (struct zone){ .east = east < -NEAR || east > NEAR ? 0 :
	    (int32_t)east };
}

/* --- names that were perhaps meant ---------------------------------------- */

static char
folded(char c)
{
	return c == ' ' || c == '-' ? '_' : ascii_lower(c);
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many letters are wrong, missing, too many, or change places with their
 * neighbour; SLIP_MAX: too many. */
static size_t
slips(slice a, slice b)
{
	unsigned char rows[3][SLIP_MAX + 1] = { { 0 } };

	if (a.n > SLIP_MAX || b.n > SLIP_MAX || a.n > b.n + SLIPS ||
	    b.n > a.n + SLIPS)
		return SLIP_MAX;
	for (size_t j = 0; j <= b.n; j++)
		rows[0][j] = (unsigned char)j;
	for (size_t i = 1; i <= a.n; i++) {
		unsigned char *row = rows[i % 3], *up = rows[(i + 2) % 3];
		char	 c = folded(a.p[i - 1]);

		row[0] = (unsigned char)i;
		for (size_t j = 1; j <= b.n; j++) {
			char	 d = folded(b.p[j - 1]);
			size_t	 n = least(up[j], row[j - 1]) + 1u;

			n = least(n, up[j - 1] + (size_t)(c != d));
			if (i > 1 && j > 1 && c == folded(b.p[j - 2]) &&
			    d == folded(a.p[i - 2]))
				n = least(n, rows[(i + 1) % 3][j - 2] + 1u);
			row[j] = (unsigned char)n;
		}
	}
	return rows[a.n % 3][b.n];
}

static slice
place(slice name)
{
	size_t	 at = name.n;

	while (at && name.p[at - 1] != '/')
		at--;
	return slice_from(name, at);
}

static bool
has_digit(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (ascii_digit(s.p[i]))
			return true;
	return false;
}

/* In half slips: of the whole name; of its place, where no more is given, and
 * a half; the same place on another continent is one and a half. */
static size_t
farness(slice said, slice name)
{
	slice	 there = place(name), here = place(said);
	size_t	 n = 2 * slips(said, name);

	if (here.n == said.n)
		n = least(n, 2 * slips(said, there) + 1);
	else if (here.n > 3 && slice_ieq(here, there))
		n = least(n, 3);
	return n;
}

slice
zone_near(slice name, char buf[static 64])
{
	slice	 said = slice_trim(name), found = { buf, 0 };
	size_t	 best = said.n < 4 ? 2 : said.n < 8 ? 4 : 6;
	struct entry e = { .at = zone_names };

	if (said.n == 0 || said.n > SLIP_MAX || has_digit(said))
		return found;
	while (next(&e)) {
		slice	 it = { e.name, e.n };
		size_t	 n = has_digit(it) ? best : farness(said, it);

		if (n >= best)
			continue;
		best = n;
		memcpy(buf, e.name, e.n);
		found.n = e.n;
	}
	return found;
}

/* --- clocks --------------------------------------------------------------- */

/* Of a clock that follows no rule for a time. */
static int64_t
listed_east(const unsigned char *rule, int64_t utc)
{
	const unsigned char *at = zone_changes + (rule[1] << 8 | rule[2]);
	int64_t	 minutes = (utc - ZONE_EPOCH) / 60 -
	    ((utc - ZONE_EPOCH) % 60 < 0);
	int64_t	 east = (int8_t)rule[4];
	struct zone after;

	for (size_t n = rule[3]; n > 0; n--, at += ZONE_ENTRY) {
		if (minutes < (at[0] << 16 | at[1] << 8 | at[2]))
			return east * ZONE_QUARTER;
		east = (int8_t)at[3];
	}
	after = zone_of(rule[5]);
	return zone_east(&after, utc);
}

static int64_t
bounded(int64_t t)
{
	return t < -MOST ? -MOST : t > MOST ? MOST : t;
}

int64_t
zone_east(const struct zone *z, int64_t utc)
{
	utc = bounded(utc);
	if (z->rule == NULL)
		return z->east;
	if ((int8_t)z->rule[0] == ZONE_LISTED)
		return listed_east(z->rule, utc);
	return zone_rule_east(z->rule, utc);
}

int64_t
zone_local(const struct zone *z, int64_t utc)
{
	utc = bounded(utc);
	return utc + zone_east(z, utc);
}

int64_t
zone_change(const struct zone *z, int64_t from, int64_t to)
{
	int64_t	 east = zone_east(z, from), end = to;

	if (zone_east(z, to) == east)
		return to + 1;
	while (to - from > 1) {
		end = from + (to - from) / 2;
		if (zone_east(z, end) == east)
			from = end;
		else
			to = end;
	}
	return to;
}

/* Changes are days apart, so that there are two hours to choose from: that of
 * a day before, which is the first of a time that comes twice, and that of a
 * day after. */
int64_t
zone_utc(const struct zone *z, int64_t local)
{
	int64_t	 first, second;

	local = bounded(local);
	first = local - zone_east(z, local - NEAR);
	if (zone_local(z, first) == local)
		return first;
	second = local - zone_east(z, local + NEAR);
	if (zone_local(z, second) == local)
		return second;
	return zone_change(z, local - NEAR, local + NEAR);
}

void
zone_put(struct sink *k, const struct zone *z, int64_t utc)
{
	char	 buf[32];
	struct sink whole = { .buf = buf, .cap = sizeof(buf) };

	when_put(&whole, zone_local(z, utc));
	sink_put(k, (slice){ buf, 10 });
	sink_byte(k, ' ');
	sink_put(k, (slice){ buf + 11, 5 });
}
