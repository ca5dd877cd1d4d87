#include "core/learn/learn.h"

enum {
	VERSION = 1,
	RECORD = 9,		/* bytes: hash, sum, taps */
	FAINT = 3,		/* points that are not worth a reason */
	NAMED = 3		/* traits that a reason names */
};

static const char *const names[TAPS] = {
	[TAP_USEFUL] = "useful", [TAP_NOT_US] = "not us",
	[TAP_NOT_URGENT] = "not urgent",
};

slice
tap_name(enum tap_what w)
{
	return slice_of(w < TAPS ? names[w] : "");
}

static bool
same_name(slice a, slice b)
{
	bool	 same = a.n == b.n;

	for (size_t i = 0; same && i < a.n; i++)
		same = a.p[i] == b.p[i] || (a.p[i] == '-' && b.p[i] == ' ');
	return same;
}

bool
tap_named(slice name, enum tap_what *what)
{
	for (size_t i = 0; i < TAPS; i++)
		if (same_name(name, slice_of(names[i]))) {
			*what = (enum tap_what)i;
			return true;
		}
	return false;
}

size_t
learn_place(const struct learn *l, uint32_t hash, bool *there)
{
	size_t	 low = 0, high = l->n;

	while (low < high) {
		size_t	 mid = low + (high - low) / 2;

		if (l->w[mid].hash < hash)
			low = mid + 1;
		else
			high = mid;
	}
	*there = low < l->n && l->w[low].hash == hash;
	return low;
}

const struct weight *
learn_weight(const struct learn *l, uint32_t hash)
{
	bool	 there;
	size_t	 at = learn_place(l, hash, &there);

	return there ? &l->w[at] : NULL;
}

/* Taking back another tap may have left a sum beyond the bound. */
static int64_t
weight_of(const struct learn *l, const struct trait *t)
{
	const struct weight *w = learn_weight(l, t->hash);
	int64_t	 v = w ? w->sum : 0;

	return v > LEARN_WEIGHT ? LEARN_WEIGHT :
	    v < -LEARN_WEIGHT ? -LEARN_WEIGHT : v;
}

static bool
is_elsewhere(const struct trait *t)
{
	return t->sort >= TRAIT_SITE;
}

int64_t
learn_sum(const struct learn *l, const struct traits *t)
{
	int64_t	 text = 0, elsewhere = 0;
	const int64_t least = LEARN_ELSEWHERE * LEARN_UNIT;

	for (size_t i = 0; l->n && i < t->n; i++)
		*(is_elsewhere(&t->t[i]) ? &elsewhere : &text) +=
		    weight_of(l, &t->t[i]);
	return text + (elsewhere < least ? least : elsewhere);
}

int64_t
learn_points(const struct learn *l, const struct traits *t)
{
	int64_t	 points = learn_sum(l, t) / LEARN_UNIT;

	if (points < 0)
		points = points < -LEARN_DOUBT ? points + LEARN_DOUBT : 0;
	return points < LEARN_LEAST ? LEARN_LEAST :
	    points > LEARN_TOP ? LEARN_TOP : points;
}

/* ---- in words --------------------------------------------------------- */

struct named {
	const struct trait *t[NAMED];
	char	 labels[NAMED][TRAIT_LABEL];
	slice	 label[NAMED];
	size_t	 n;
};

/* The same word near the rule's and anywhere reads the same. */
static void
name(struct named *d, const struct trait *t)
{
	struct sink k = { .buf = d->labels[d->n], .cap = TRAIT_LABEL };

	trait_label(&k, t);
	d->t[d->n] = t;
	d->label[d->n] = sink_slice(&k);
	for (size_t i = 0; i < d->n; i++)
		if (slice_ieq(d->label[i], d->label[d->n]))
			return;
	d->n++;
}

/* What pulls hardest to that side, after the ones named before. */
static const struct trait *
hardest(const struct learn *l, const struct traits *t, bool down,
    const struct trait *before)
{
	int64_t	 most = before ? weight_of(l, before) : down ? INT64_MIN :
		    INT64_MAX, best = 0;
	const struct trait *found = NULL;

	for (size_t i = 0; i < t->n; i++) {
		int64_t	 v = weight_of(l, &t->t[i]);
		bool	 later = before == NULL || (v == most ?
			    &t->t[i] > before : down ? v > most : v < most);

		if (later && (down ? v < best : v > best)) {
			best = v;
			found = &t->t[i];
		}
	}
	return found;
}

/* Which of the taps it was that moved it most often to that side. */
static enum tap_what
tapped(const struct learn *l, const struct trait *t, bool down)
{
	const struct weight *w = learn_weight(l, t->hash);

	if (!down || w == NULL)
		return TAP_USEFUL;
	return w->taps[TAP_NOT_URGENT] > w->taps[TAP_NOT_US] ?
	    TAP_NOT_URGENT : TAP_NOT_US;
}

bool
learn_reason(const struct learn *l, struct arena *a, const struct traits *t,
    struct reason *out)
{
	int64_t	 points = learn_points(l, t);
	const struct trait *at = NULL;
	struct named d = { .n = 0 };
	struct sink k;

	if (points > -FAINT && points < FAINT)
		return false;
	while (d.n < NAMED && (at = hardest(l, t, points < 0, at)) != NULL)
		name(&d, at);
	k = sink_open(a);
	sink_text(&k, "you tapped '");
	sink_put(&k, tap_name(d.n ? tapped(l, d.t[0], points < 0) :
	    TAP_NOT_US));
	sink_text(&k, "' on such: ");
	for (size_t i = 0; i < d.n; i++) {
		sink_text(&k, i ? ", '" : "'");
		sink_put(&k, d.label[i]);
		sink_byte(&k, '\'');
	}
	*out = (struct reason){ sink_close(&k, a), points };
	return true;
}

/* ---- as bytes --------------------------------------------------------- */

void
learn_put(struct sink *k, const struct learn *l)
{
	if (l->n)
		sink_byte(k, VERSION);
	for (size_t i = 0; i < l->n; i++) {
		const struct weight *w = &l->w[i];

		sink_big(k, w->hash, 4);
		sink_big(k, (uint16_t)w->sum, 2);
		for (size_t t = 0; t < TAPS; t++)
			sink_big(k, w->taps[t], 1);
	}
}

static bool
get_weight(slice s, struct weight *w)
{
	uint32_t sum = (uint32_t)slice_big(s, 4, 2), any = 0;

	w->hash = (uint32_t)slice_big(s, 0, 4);
	w->sum = (int16_t)(sum < 0x8000 ? (int32_t)sum :
	    (int32_t)sum - 0x10000);
	for (size_t t = 0; t < TAPS; t++)
		any |= w->taps[t] = (uint8_t)slice_big(s, 6 + t, 1);
	return any != 0 && w->sum >= -LEARN_SUM && w->sum <= LEARN_SUM;
}

bool
learn_get(slice s, struct learn *l)
{
	l->n = 0;
	if (s.n == 0)
		return true;
	if (s.p[0] != VERSION || s.n % RECORD != 1 || s.n > LEARN_BYTES)
		return false;
	for (size_t i = 0; i < s.n / RECORD; i++) {
		struct weight *w = &l->w[i];

		if (!get_weight(slice_from(s, 1 + i * RECORD), w) ||
		    (i > 0 && w->hash <= l->w[i - 1].hash)) {
			l->n = 0;
			return false;
		}
		l->n = i + 1;
	}
	return l->n > 0;
}
