#include "core/count/rise.h"

#include "core/count/fixed.h"
#include "core/count/pack.h"

enum {
	MANY = 1000000,		/* people; nothing is told of more */
	TOLD_MOST = 40000
};

/* value * 2^exp, the value in [2^31, 2^32): as much as a tail needs. */
struct wide {
	uint64_t value;
	int	 exp;
};

static struct wide
fit(uint64_t value, int exp)
{
	while (value >> 32) {
		value >>= 1;
		exp++;
	}
	while (value && value >> 31 == 0) {
		value <<= 1;
		exp--;
	}
	return (struct wide){ value, exp };
}

static struct wide
times(struct wide a, struct wide b)
{
	return fit(a.value * b.value, a.exp + b.exp);
}

static struct wide
share(uint64_t a, uint64_t b)			/* a / b */
{
	struct wide x = fit(a, 0), y = fit(b, 0);

	return fit((x.value << 31) / y.value, x.exp - y.exp - 31);
}

static struct wide
plus(struct wide a, struct wide b)
{
	if (a.exp < b.exp || a.value == 0)
		return b.value ? plus(b, a) : a;
	if (a.exp - b.exp > 32 || b.value == 0)
		return a;
	return fit(a.value + (b.value >> (a.exp - b.exp)), a.exp);
}

static struct wide
power(struct wide a, uint32_t n)
{
	struct wide p = fit(1, 0);

	for (; n; n >>= 1) {
		if (n & 1)
			p = times(p, a);
		a = times(a, a);
	}
	return p;
}

/* The term of x, then each next one from the one before, till they no longer
 * matter. */
int64_t
rise_odds(uint32_t n, uint32_t x, uint32_t a, uint32_t b)
{
	struct wide term, sum, inverse;

	if (x == 0 || x > n || a == 0 || b == 0 || n > MANY)
		return 1;
	term = times(power(share(a, (uint64_t)a + b), x),
	    power(share(b, (uint64_t)a + b), n - x));
	for (uint32_t i = 1; i <= x; i++)
		term = times(term, share(n - x + i, i));
	sum = term;
	for (uint32_t i = x; i < n && term.exp > sum.exp - 40; i++) {
		term = times(term, share((uint64_t)(n - i) * a,
		    (uint64_t)(i + 1) * b));
		sum = plus(sum, term);
	}
	inverse = fit(((uint64_t)1 << 62) / sum.value, -62 - sum.exp);
	if (inverse.exp > 8)
		return (int64_t)1 << 40;
	return inverse.exp < -32 ? 1 : fix_max(1, inverse.exp < 0 ?
	    (int64_t)(inverse.value >> -inverse.exp) :
	    (int64_t)(inverse.value << inverse.exp));
}

static void
insert(struct rise *out, size_t *n, const struct rise *r)
{
	size_t	 at = *n;

	while (at > 0 && out[at - 1].odds < r->odds)
		at--;
	if (at == RISES_MAX)
		return;
	if (*n < RISES_MAX)
		++*n;
	memmove(out + at + 1, out + at, (*n - at - 1) * sizeof(*out));
	out[at] = *r;
}

size_t
rises_find(const struct rise_counts *c, int64_t odds,
    struct rises_told *told, struct rise out[static RISES_MAX])
{
	size_t	 n = 0;

	for (unsigned i = 0; i < LABELS; i++) {
		uint32_t week = c->week[i], before = c->before[i];
		struct rise r = { i, week, 0, 0 };

		if (week < RISE_PEOPLE)
			told->people[i] = 0;
		if (week < RISE_PEOPLE || c->days == 0 || week > MANY ||
		    before > MANY || (told->people[i] && (told->people[i] == TOLD_MOST ||
		    week * 2 < told->people[i] * 3u)))
			continue;
		r.tenths = before * 10 * RISE_WEEK / c->days;
		r.odds = rise_odds(week + before, week, RISE_WEEK, c->days);
		if (r.odds >= odds)
			insert(out, &n, &r);
	}
	for (size_t i = 0; i < n; i++)
		told->people[out[i].label] = (uint16_t)fix_min(out[i].people,
		    TOLD_MOST);
	return n;
}

void
rises_put(struct sink *k, const struct rises_told *t)
{
	int64_t	 row[LABELS];

	for (size_t i = 0; i < LABELS; i++)
		row[i] = t->people[i];
	sink_byte(k, 'E');
	pack_put_row(k, row, LABELS);
}

bool
rises_get(slice in, struct rises_told *t)
{
	slice	 rest = slice_from(in, 1);
	int64_t	 row[LABELS];

	memset(t, 0, sizeof(*t));
	if (!slice_starts(in, SLICE("E")) ||
	    !pack_get_row(&rest, TOLD_MOST, row, LABELS) || rest.n)
		return false;
	for (size_t i = 0; i < LABELS; i++)
		t->people[i] = (uint16_t)row[i];
	return true;
}
