#include "core/match/align.h"

#include "core/match/spell.h"

enum {
	STRAY = 2,		/* words in common behind a gap longer than */
	STRAY_GAP = 6,		/* this are so by chance */
	LONG = 12,		/* an addition with sentences of its own */
	SHORT = 4
};

/* --- the longest common sequence -------------------------------------- */

/* length[i][j]: of a from i on and b from j on; at most 184, so a byte. */
static unsigned char *
lengths(struct arena *r, const struct gist *a, const struct gist *b)
{
	const size_t w = b->n + 1;
	unsigned char *l = arena_take(r, (a->n + 1) * w);

	for (size_t i = l != NULL ? a->n : 0; i-- > 0;)
		for (size_t j = b->n; j-- > 0;) {
			unsigned char down = l[(i + 1) * w + j];
			unsigned char right = l[i * w + j + 1];

			if (a->word[i].hash == b->word[j].hash)
				l[i * w + j] = (unsigned char)
				    (l[(i + 1) * w + j + 1] + 1);
			else
				l[i * w + j] = down > right ? down : right;
		}
	return l;
}

static void
pair(struct align *d, const unsigned char *l)
{
	const size_t w = d->b->n + 1;
	size_t	 i = 0, j = 0;

	while (i < d->a->n && j < d->b->n) {
		if (d->a->word[i].hash == d->b->word[j].hash)
			d->to[i++] = (short)j++;
		else if (l[(i + 1) * w + j] >= l[i * w + j + 1])
			i++;
		else
			j++;
	}
}

/* One or two common words beyond a long gap at either end are of chance. */
static void
unpair_head(struct align *d)
{
	size_t	 n = 0, i = 0, first, next;

	while (i < d->a->n && d->to[i] < 0)
		i++;
	for (first = i; i < d->a->n && d->to[i] >= 0 && (i == first ||
	    d->to[i] == d->to[i - 1] + 1); i++)
		n++;
	for (next = i; next < d->a->n && d->to[next] < 0; next++)
		continue;
	if (n == 0 || n > STRAY || next == d->a->n)
		return;
	if (next - i > STRAY_GAP ||
	    d->to[next] - d->to[i - 1] - 1 > STRAY_GAP)
		while (n-- > 0)
			d->to[--i] = -1;
}

static void
unpair_tail(struct align *d)
{
	size_t	 n = 0, i = d->a->n, last, next;

	while (i > 0 && d->to[i - 1] < 0)
		i--;
	for (last = i; i > 0 && d->to[i - 1] >= 0 && (i == last ||
	    d->to[i - 1] == d->to[i] - 1); i--)
		n++;
	for (next = i; next > 0 && d->to[next - 1] < 0; next--)
		continue;
	if (n == 0 || n > STRAY || next == 0)
		return;
	if (i - next > STRAY_GAP ||
	    d->to[i] - d->to[next - 1] - 1 > STRAY_GAP)
		for (; n > 0; n--)
			d->to[i++] = -1;
}

/* --- what stands between ---------------------------------------------- */

struct side {
	const struct gist *g;
	size_t	 from, to;
	unsigned solid, half;		/* words; half ones */
	unsigned loose, numbers, names, money, days, nots;
};

static struct side
side(const struct gist *g, size_t from, size_t to)
{
	struct side s = { .g = g, .from = from, .to = to };

	for (size_t i = from; i < to; i++) {
		const struct gist_word *w = &g->word[i];

		if (w->what & GIST_LOOSE) {
			s.loose++;
			continue;
		}
		s.half += w->what & GIST_WIDE ? 1 : 2;
		s.money += (w->what & GIST_MONEY) != 0;
		s.names += (w->what & GIST_NAME) != 0;
		s.numbers += (w->what & GIST_NUMBER) || spell_is_number(w);
		s.days += spell_is_day(w);
		s.nots += spell_is_not(w);
	}
	s.solid = (s.half + 1) / 2;
	return s;
}

static unsigned
most(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static bool
in_title(const struct side *s)
{
	return s->from < s->g->ntitle;
}

/* A weekday or month within two words: the number is a date. */
static bool
is_dated(const struct side *s)
{
	size_t	 i = s->from > 2 ? s->from - 2 : 0;
	size_t	 to = s->to + 2 < s->g->n ? s->to + 2 : s->g->n;

	for (; i < to; i++)
		if (spell_is_day(&s->g->word[i]))
			return true;
	return false;
}

static void
replaced(struct align *d, const struct side *a, const struct side *b)
{
	bool	 fact = (a->names && b->names) || a->numbers || b->numbers ||
		    a->days || b->days;

	if (spell_alike(&a->g->word[a->from], a->to - a->from,
	    &b->g->word[b->from], b->to - b->from)) {
		d->typos++;
		d->title_typos += in_title(a) && in_title(b);
		return;
	}
	d->replaced += most(a->solid, b->solid);
	d->facts += fact;
	d->hard += fact && ((in_title(a) && in_title(b)) || a->money ||
	    b->money || ((a->numbers || b->numbers) && is_dated(a)) ||
	    a->days || b->days || (a->names && b->names));
}

static void
inside(struct align *d, const struct side *a, const struct side *b)
{
	const struct side *s = a->solid ? a : b;

	if (s->solid <= LONG && (a->nots != 0) != (b->nots != 0))
		d->denies = true;
	if (a->solid && b->solid) {
		replaced(d, a, b);
	} else {
		d->added += s->solid;
		d->longest = most(d->longest, s->solid);
		d->facts += s->solid <= SHORT && (s->numbers || s->days);
	}
}

static void
head(struct align *d, const struct side *a, const struct side *b)
{
	if ((a->nots != 0) != (b->nots != 0))
		d->denies = true;
	if (a->solid && b->solid)
		replaced(d, a, b);
	else
		d->ends += a->solid + b->solid;
}

/* Is there less of it because it says so, or is only a title? */
static void
ended(struct align *d, const struct side *stop, const struct side *on)
{
	d->tail = on->solid;
	d->tail_cut = stop->g->cut;
	d->all_title = stop->g->n == stop->g->ntitle ||
	    (on->g->ntitle && on->from == on->g->ntitle);
	if (!d->tail_cut && on->solid <= LONG && on->nots)
		d->denies = true;
}

static void
tail(struct align *d, const struct side *a, const struct side *b)
{
	bool	 near = a->solid <= SHORT || b->solid <= SHORT;

	if (a->solid == 0) {
		ended(d, a, b);
	} else if (b->solid == 0) {
		ended(d, b, a);
	} else if (near && most(a->solid, b->solid) <= LONG) {
		inside(d, a, b);
	} else {
		d->replaced += least(a->solid, b->solid);
		d->tail = most(a->solid, b->solid);
	}
}

static void
gap(struct align *d, size_t i, size_t i2, size_t j, size_t j2)
{
	struct side a = side(d->a, i, i2), b = side(d->b, j, j2);

	if (a.loose && b.loose && a.solid == 0 && b.solid == 0)
		d->clash += most(a.loose, b.loose);
	if (a.solid == 0 && b.solid == 0)
		return;
	if (i2 == d->a->n && j2 == d->b->n)
		tail(d, &a, &b);
	else if (i == 0 && j == 0)
		head(d, &a, &b);
	else
		inside(d, &a, &b);
}

/* One asks, the other ends a sentence with the same word. */
static bool
asks(const struct align *d, size_t i, size_t j)
{
	bool	 a = (d->a->word[i].what & GIST_ASKS) != 0;
	bool	 b = (d->b->word[j].what & GIST_ASKS) != 0;

	if (a == b)
		return false;
	return !((i + 1 == d->a->n && d->a->cut) ||
	    (j + 1 == d->b->n && d->b->cut));
}

static void
count(struct align *d)
{
	size_t	 i = 0, j = 0, half = 0, body = 0;

	for (size_t k = 0; k < d->a->n; k++) {
		const struct gist_word *w = &d->a->word[k];
		size_t	 weight = w->what & GIST_WIDE ? 1 : 2;

		if (d->to[k] < 0)
			continue;
		gap(d, i, k, j, (size_t)d->to[k]);
		i = k + 1;
		j = (size_t)d->to[k] + 1;
		if (w->what & GIST_LOOSE)
			weight = 0;
		half += weight;
		body += k >= d->a->ntitle && j > d->b->ntitle ? weight : 0;
		d->asks = d->asks || asks(d, k, j - 1);
	}
	gap(d, i, d->a->n, j, d->b->n);
	d->same = (unsigned)half / 2;
	d->body = (unsigned)body / 2;
}

bool
align(struct align *d, struct arena *r, const struct gist *a,
    const struct gist *b)
{
	const size_t mark = r->used;
	const unsigned char *l;

	*d = (struct align){ .a = a, .b = b };
	d->to = arena_take(r, (a->n + 1) * sizeof(d->to[0]));
	l = lengths(r, a, b);
	if (l == NULL || d->to == NULL)
		return false;
	for (size_t i = 0; i < a->n; i++)
		d->to[i] = -1;
	pair(d, l);
	unpair_head(d);
	unpair_tail(d);
	count(d);
	d->to = NULL;
	r->used = mark;
	return true;
}
