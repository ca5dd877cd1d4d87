#include "core/learn/tap.h"

#include "core/judge/hash.h"
#include "core/show.h"

#define FIELD(tag, type, f, most) { tag, type, offsetof(struct tap, f), most }

static const struct wire_field fields[] = {
	FIELD(1, WIRE_INT, number, 0),
	FIELD(2, WIRE_INT, when, 0),
	FIELD(3, WIRE_INT, mention, 0),
	FIELD(4, WIRE_INT, what, 0),
	FIELD(5, WIRE_INT, before, 0),
	FIELD(6, WIRE_INT, after, 0),
	FIELD(7, WIRE_INT, order, 0),
	FIELD(8, WIRE_INT, undo, 0),
	FIELD(9, WIRE_TEXT, says, TAP_SAYS),
	FIELD(10, WIRE_WHOLE, moves, TAP_BYTES),
};

const struct wire_shape wire_tap = { 'B', fields, COUNT(fields),
	sizeof(struct tap) };

/* Where each tap wants a mention like this to be, in points before the bounds
 * and the doubt, and how much of the way each sort of trait goes. */
static const struct {
	int64_t	 aim;
	uint8_t	 share[TRAIT_SORTS];
} taps[TAPS] = {
	[TAP_USEFUL] = { 10, {
		[TRAIT_WORD] = 4, [TRAIT_NEAR] = 4, [TRAIT_PAIR] = 6,
		[TRAIT_SHAPE] = 4, [TRAIT_PLACE] = 4, [TRAIT_AUTHOR] = 2,
		[TRAIT_SITE] = 2, [TRAIT_SOURCE] = 2, [TRAIT_CLASS] = 2,
		[TRAIT_RULE] = 1, [TRAIT_LANG] = 1 } },
	[TAP_NOT_US] = { -42, {
		[TRAIT_WORD] = 4, [TRAIT_NEAR] = 6, [TRAIT_PAIR] = 8,
		[TRAIT_SHAPE] = 4, [TRAIT_PLACE] = 8, [TRAIT_AUTHOR] = 8,
		[TRAIT_SITE] = 4, [TRAIT_SOURCE] = 2, [TRAIT_RULE] = 1,
		[TRAIT_LANG] = 2 } },
	[TAP_NOT_URGENT] = { -30, {
		[TRAIT_WORD] = 4, [TRAIT_NEAR] = 3, [TRAIT_PAIR] = 2,
		[TRAIT_AUTHOR] = 8, [TRAIT_SITE] = 3, [TRAIT_SOURCE] = 3,
		[TRAIT_RULE] = 1, [TRAIT_CLASS] = 3 } },
};

/* ---- how common -------------------------------------------------------- */

enum { COMPARABLE = 8 };		/* texts */

void
counts_note(struct counts *c, const struct traits *t, bool waved_off)
{
	c->texts++;
	c->offs += waved_off;
	for (size_t i = 0; i < t->n; i++) {
		uint32_t at = t->t[i].hash % COUNTS;

		if (c->of[at] < UINT16_MAX)
			c->of[at]++;
		if (waved_off && c->off[at] < UINT8_MAX)
			c->off[at]++;
	}
}

/* What is in most texts tells nothing, nor does a source before there are
 * some to compare; what was never seen again tells of this text alone. In
 * eighths. */
static int64_t
rarity(const struct counts *c, const struct trait *t)
{
	uint32_t seen = c->of[t->hash % COUNTS];

	if (c->texts < COMPARABLE)
		return t->sort < TRAIT_SHAPE ? 8 : 0;
	if (seen > c->texts / 2)
		return 0;
	return seen > 1 ? 8 : 4;
}

/* In how many more of the texts that were waved off, this one with them, it is
 * than chance would have it. In eighths. */
static int64_t
excess(const struct counts *c, const struct trait *t)
{
	uint32_t at = t->hash % COUNTS;
	int64_t	 chance = 8 * ((int64_t)c->offs + 1) * c->of[at] /
		    (c->texts ? c->texts : 1);
	int64_t	 more = 8 * ((int64_t)c->off[at] + 1) - chance;

	return more < 0 ? 0 : more > 32 ? 32 : more;
}

/* ---- what a tap moves -------------------------------------------------- */

struct plan {
	const struct trait *t[TAP_MOVES];
	int64_t	 share[TAP_MOVES];
	size_t	 n;
	int64_t	 all;			/* sum of the shares */
};

/* Taps that differ make a trait count less, those that agree more. */
static int64_t
share_of(const struct learn *l, const struct counts *c,
    const struct trait *t, enum tap_what what)
{
	const struct weight *w = learn_weight(l, t->hash);
	int64_t	 share = taps[what].share[t->sort] * rarity(c, t);
	int64_t	 with, against;

	if (what != TAP_USEFUL)
		share *= excess(c, t);
	if (w == NULL)
		return share;
	with = w->taps[TAP_USEFUL];
	against = w->taps[TAP_NOT_US] + w->taps[TAP_NOT_URGENT];
	if (what != TAP_USEFUL)
		return share / (1 + with);
	return share * (2 + 2 * (with > 3 ? 3 : with)) / (2 + 3 * against);
}

/* The TAP_MOVES largest, the larger ones first. */
static void
plan_add(struct plan *p, const struct trait *t, int64_t share)
{
	size_t	 at = p->n;

	if (share <= 0 || (at == TAP_MOVES && p->share[at - 1] >= share))
		return;
	if (at == TAP_MOVES)
		p->all -= p->share[--at];
	else
		p->n++;
	for (; at > 0 && p->share[at - 1] < share; at--) {
		p->t[at] = p->t[at - 1];
		p->share[at] = p->share[at - 1];
	}
	p->t[at] = t;
	p->share[at] = share;
	p->all += share;
}

static void
put_move(struct sink *k, uint32_t hash, int64_t by, slice label)
{
	uint32_t v = (uint32_t)by & 0xffff;

	for (unsigned i = 4; i-- > 0;)
		sink_byte(k, (char)(hash >> (8 * i) & 0xff));
	sink_byte(k, (char)(v >> 8));
	sink_byte(k, (char)(v & 0xff));
	sink_byte(k, (char)label.n);
	sink_put(k, label);
}

static int64_t
clamp(int64_t v, int64_t most)
{
	return v > most ? most : v < -most ? -most : v;
}

static void
put_moves(struct sink *k, const struct plan *p, int64_t way)
{
	for (size_t i = 0; i < p->n; i++) {
		char	 buf[TRAIT_LABEL];
		struct sink label = { .buf = buf, .cap = sizeof(buf) };

		trait_label(&label, p->t[i]);
		put_move(k, p->t[i]->hash, clamp(way * p->share[i] / p->all,
		    TAP_STEP), sink_slice(&label));
	}
}

/* ---- moving ------------------------------------------------------------ */

bool
tap_next(slice *s, struct move *m)
{
	const unsigned char *p = (const unsigned char *)s->p;
	size_t	 n;
	int32_t	 by;

	if (s->n < 7 || (n = p[6]) > TRAIT_LABEL || s->n - 7 < n)
		return false;
	m->hash = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];
	by = (int32_t)p[4] << 8 | p[5];
	by = by < 0x8000 ? by : by - 0x10000;
	if (by > TAP_STEP || by < -TAP_STEP)
		return false;
	m->by = (int16_t)by;
	m->label = slice_head(slice_from(*s, 7), n);
	*s = slice_from(*s, 7 + n);
	return true;
}

/* Near its bound a weight moves only up to it. False: it cannot be counted. */
static bool
move(struct learn *l, enum tap_what what, struct move *m)
{
	bool	 there;
	size_t	 at = learn_place(l, m->hash, &there);
	struct weight *w = &l->w[at];
	int64_t	 to;

	if (there ? w->taps[what] == UINT8_MAX : l->n == LEARN_MOST)
		return false;
	if (!there) {
		memmove(w + 1, w, (l->n - at) * sizeof(*w));
		l->n++;
		*w = (struct weight){ .hash = m->hash };
	}
	to = w->sum + m->by;
	if (m->by > 0 && to > LEARN_WEIGHT)
		to = w->sum > LEARN_WEIGHT ? w->sum : LEARN_WEIGHT;
	if (m->by < 0 && to < -LEARN_WEIGHT)
		to = w->sum < -LEARN_WEIGHT ? w->sum : -LEARN_WEIGHT;
	m->by = (int16_t)(to - w->sum);
	w->sum = (int16_t)to;
	w->taps[what]++;
	return true;
}

/* All of them, none twice, none to the wrong side. */
static bool
is_sound(const struct tap *tap)
{
	slice	 rest = tap->moves;
	struct move m;
	size_t	 n = 0;
	uint32_t met[TAP_MOVES];

	if (tap->what < 1 || tap->what > TAPS)
		return false;
	for (; tap_next(&rest, &m); n++) {
		if (n == TAP_MOVES || (m.by != 0 &&
		    (tap->what - 1 == TAP_USEFUL) != (m.by > 0)))
			return false;
		for (size_t i = 0; i < n; i++)
			if (met[i] == m.hash)
				return false;
		met[n] = m.hash;
	}
	return rest.n == 0;
}

bool
tap_take(struct arena *a, struct learn *l, struct tap *tap)
{
	slice	 rest = tap->moves;
	struct sink k = sink_open(a);
	struct move m;

	if (!is_sound(tap) || k.cap < tap->moves.n)
		return false;
	while (tap_next(&rest, &m))
		if (move(l, (enum tap_what)(tap->what - 1), &m))
			put_move(&k, m.hash, m.by, m.label);
	tap->moves = sink_close(&k, a);
	return true;
}

bool
tap_undo(struct learn *l, const struct tap *tap)
{
	size_t	 what = (size_t)tap->what - 1;
	slice	 rest = tap->moves;
	struct move m;
	bool	 there = is_sound(tap);

	while (there && tap_next(&rest, &m)) {
		const struct weight *w = learn_weight(l, m.hash);

		there = w != NULL && w->taps[what] > 0 &&
		    clamp(w->sum - m.by, LEARN_SUM) == w->sum - m.by;
	}
	if (!there)
		return false;
	for (rest = tap->moves; tap_next(&rest, &m);) {
		size_t	 at = learn_place(l, m.hash, &there);
		struct weight *w = &l->w[at];

		w->sum = (int16_t)(w->sum - m.by);
		w->taps[what]--;
		if (w->taps[TAP_USEFUL] + w->taps[TAP_NOT_US] +
		    w->taps[TAP_NOT_URGENT] == 0)
			memmove(w, w + 1, (--l->n - at) * sizeof(*w));
	}
	return true;
}

/* Of this move and those behind it that read the same. */
static int64_t
moved(slice rest, const struct move *as)
{
	int64_t	 sum = as->by;
	struct move m;

	while (tap_next(&rest, &m))
		if (slice_ieq(m.label, as->label))
			sum += m.by;
	return sum / LEARN_UNIT;
}

static bool
is_told(slice all, const struct move *m)
{
	struct move before;

	while (tap_next(&all, &before) && before.label.p < m->label.p)
		if (slice_ieq(before.label, m->label))
			return true;
	return false;
}

void
tap_words(struct sink *k, const struct tap *tap)
{
	slice	 rest = tap->moves;
	struct move m;
	bool	 any = false;

	while (tap_next(&rest, &m)) {
		int64_t	 points = moved(rest, &m);

		if (points == 0 || is_told(tap->moves, &m))
			continue;
		sink_text(k, any ? ", '" : "'");
		show_put(k, m.label, TRAIT_LABEL, false);
		sink_text(k, points > 0 ? "' +" : "' ");
		sink_int(k, points);
		any = true;
	}
	if (!any)
		sink_text(k, "nothing by as much as a point");
}

/* ---- the whole of a tap ------------------------------------------------- */

static slice
moves_of(struct arena *a, const struct learn *l, const struct traits *t,
    const struct counts *c, enum tap_what what)
{
	int64_t	 way = taps[what].aim * LEARN_UNIT - learn_sum(l, t);
	struct plan p = { .n = 0 };
	struct sink k;

	if ((what == TAP_USEFUL) != (way > 0))
		return SLICE("");	/* it is there already */
	for (size_t i = 0; i < t->n; i++)
		plan_add(&p, &t->t[i], share_of(l, c, &t->t[i], what));
	k = sink_open(a);
	put_moves(&k, &p, way);
	return sink_close(&k, a);
}

bool
tap_make(struct arena *a, const struct learn *l, const struct traits *t,
    const struct counts *c, enum tap_what what, struct tap *tap)
{
	struct learn *then = arena_take(a, sizeof(*then));

	tap->what = (int64_t)what + 1;
	tap->before = learn_points(l, t);
	tap->moves = moves_of(a, l, t, c, what);
	if (then == NULL)
		return false;
	memcpy(then, l, sizeof(*then));
	if (!tap_take(a, then, tap))
		return false;
	tap->after = learn_points(then, t);
	return !a->spent;
}
