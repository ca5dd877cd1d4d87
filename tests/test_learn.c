#include "core/learn/tap.h"
#include "tests/test.h"

#include <stdlib.h>

static _Alignas(16) char room[1 << 18];

static uint32_t
dice(uint32_t *seed, uint32_t sides)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % sides;
}

/* Mentions of no sense out of few words, so that they share many. */
static void
any_traits(uint32_t *seed, char text[static 400], struct traits *t)
{
	static const char *const words[] = { "focus", "group", "cinema",
		"glasses", "lens", "waiting", "engine", "clutch", "the", "at",
		"was", "\xc3\xa9t\xc3\xa9", "news", "money", "poison", "!" };
	static const char *const places[] = { "", "Leeds", "Exeter Quay" };
	struct sink k = { .buf = text, .cap = 400 };
	struct heard h = { SLICE("feed"), SLICE("us"), SLICE("Focus") };
	struct verdict v = { .class = SLICE("other"), .lang = SLICE("en") };
	struct mention m = { .url = SLICE("https://x.example/1") };

	for (uint32_t n = dice(seed, 20) + 1; n > 0; n--) {
		sink_text(&k, words[dice(seed, COUNT(words))]);
		sink_byte(&k, ' ');
	}
	m.text = sink_slice(&k);
	m.place = slice_of(places[dice(seed, 3)]);
	traits_of(t, &m, &h, &v);
}

static slice
bytes_of(struct arena *a, const struct learn *l)
{
	struct sink k = sink_open(a);

	learn_put(&k, l);
	return sink_close(&k, a);
}

/* ---- taps and undos ---------------------------------------------------- */

enum { LIVING = 40 };

struct kept {
	struct tap	 tap;
	char		 moves[TAP_BYTES];
};

static void
keep(struct kept *k, const struct tap *tap)
{
	k->tap = *tap;
	CHECK(tap->moves.n <= sizeof(k->moves));
	memcpy(k->moves, tap->moves.p, tap->moves.n);
	k->tap.moves.p = k->moves;
}

/* The state anew from the taps that are left, in any order. */
static void
check_sum_of(const struct learn *l, const struct kept *kept, size_t n)
{
	static struct learn rest;

	memcpy(&rest, l, sizeof(rest));
	for (size_t i = 0; i < n; i += 2)
		CHECK(tap_undo(&rest, &kept[i].tap));
	for (size_t i = 1; i < n; i += 2)
		CHECK(tap_undo(&rest, &kept[i].tap));
	CHECK(rest.n == 0);
}

static void
check_bounds(const struct learn *l, const struct traits *t)
{
	int64_t	 points = learn_points(l, t);

	CHECK(points >= LEARN_LEAST && points <= LEARN_TOP);
	for (size_t i = 0; i < l->n; i++) {
		CHECK(l->w[i].sum >= -LEARN_SUM && l->w[i].sum <= LEARN_SUM);
		CHECK(i == 0 || l->w[i - 1].hash < l->w[i].hash);
	}
}

static void
check_codec(struct arena *a, const struct learn *l)
{
	static struct learn back;
	slice	 bytes = bytes_of(a, l);

	CHECK(bytes.n <= LEARN_BYTES && !a->spent);
	CHECK(learn_get(bytes, &back) && back.n == l->n);
	CHECK(slice_eq(bytes_of(a, &back), bytes));
}

/* Random taps and undos: an undo of the last one gives the bytes from before,
 * whatever; and all of them in any order leave nothing. */
static void
test_undo(void)
{
	static struct learn l;
	static struct kept kept[LIVING];
	static struct counts counts;
	struct traits t;
	struct arena a;
	char	 text[400];
	uint32_t seed = 7;
	size_t	 n = 0;

	for (int round = 0; round < 3000; round++) {
		struct tap tap = { .number = 0 };
		slice	 before;

		arena_init(&a, room, sizeof(room));
		if (n == LIVING || (n > 0 && dice(&seed, 3) == 0)) {
			size_t	 at = dice(&seed, (uint32_t)n);

			CHECK(tap_undo(&l, &kept[at].tap));
			keep(&kept[at], &kept[--n].tap);
			continue;
		}
		any_traits(&seed, text, &t);
		counts_note(&counts, &t, round % 3 == 0);
		before = bytes_of(&a, &l);
		CHECK(tap_make(&a, &l, &t, &counts,
		    (enum tap_what)dice(&seed, TAPS), &tap));
		CHECK(slice_eq(bytes_of(&a, &l), before));
		CHECK(tap_take(&a, &l, &tap));
		keep(&kept[n++], &tap);
		check_bounds(&l, &t);
		CHECK(tap_undo(&l, &tap));
		CHECK(slice_eq(bytes_of(&a, &l), before));
		CHECK(tap_take(&a, &l, &tap));
		check_codec(&a, &l);
		if (round % 50 == 0)
			check_sum_of(&l, kept, n);
	}
	while (n > 0)
		CHECK(tap_undo(&l, &kept[--n].tap));
	CHECK(l.n == 0);
}

/* Tapping the same over and over goes to the aim and no further; the table
 * fills up and says no more. */
static void
test_full(void)
{
	static struct learn l;
	static struct counts none;
	struct arena a;

	l.n = 0;
	for (uint32_t i = 0; i < 1000; i++) {
		struct tap tap = { .number = 0 };
		struct traits t = { .n = 0 };

		arena_init(&a, room, sizeof(room));
		for (t.n = 0; t.n < 8; t.n++)
			t.t[t.n] = (struct trait){ i * 8 + (uint32_t)t.n + 1,
			    TRAIT_WORD, { SLICE("x"), SLICE("") } };
		CHECK(tap_make(&a, &l, &t, &none, TAP_NOT_US, &tap));
		CHECK(tap.after >= LEARN_LEAST && tap.after <= 0);
		CHECK(tap_take(&a, &l, &tap));
		CHECK(l.n <= LEARN_MOST);
		if (l.n < LEARN_MOST)
			CHECK(tap.before == 0 && tap.after < -20);
	}
	CHECK(l.n == LEARN_MOST);
	check_codec(&a, &l);
}

static void
test_again(void)
{
	static struct learn l;
	static struct counts none;
	struct heard h = { SLICE("feed"), SLICE("us"), SLICE("Focus") };
	struct verdict v = { .class = SLICE("complaint"), .lang = SLICE("en") };
	struct mention m = { .text = SLICE("Ford Focus engine stalls") };
	struct traits t;
	struct arena a;
	int64_t	 last = 0;

	traits_of(&t, &m, &h, &v);
	for (int i = 0; i < 300; i++) {
		struct tap tap = { .number = 0 };

		arena_init(&a, room, sizeof(room));
		CHECK(tap_make(&a, &l, &t, &none, TAP_NOT_US, &tap));
		CHECK(tap_take(&a, &l, &tap));
		CHECK(tap.after <= tap.before && tap.before == last);
		last = tap.after;
	}
	CHECK(last == LEARN_LEAST);
	for (size_t i = 0; i < l.n; i++)
		CHECK(l.w[i].sum >= -LEARN_WEIGHT);
}

/* ---- bytes that are none ------------------------------------------------ */

static void
test_bytes(void)
{
	/* version 1, then hash, sum, taps: big-endian on every processor */
	static const char good[] = "\1"
	    "\0\0\0\7" "\377\360" "\0\1\0"
	    "\200\0\0\0" "\0\20" "\2\0\0";
	static const struct {
		const char *why;
		size_t	 at;
		char	 is;
	} bad[] = {
		{ "version", 0, 2 },
		{ "no taps", 8, 0 },
		{ "the order", 1, '\377' },
		{ "the bound", 5, '\200' },
	};
	struct learn *l = calloc(1, sizeof(*l));
	char	 buf[sizeof(good)];
	struct arena a;

	arena_init(&a, room, sizeof(room));
	CHECK(learn_get(SLICE(""), l) && l->n == 0);
	CHECK(learn_get((slice){ good, sizeof(good) - 1 }, l) && l->n == 2);
	CHECK(l->w[0].hash == 7 && l->w[0].sum == -16);
	CHECK(l->w[1].hash == 0x80000000u && l->w[1].sum == 16);
	CHECK(l->w[0].taps[TAP_NOT_US] == 1 && l->w[1].taps[TAP_USEFUL] == 2);
	CHECK(slice_eq(bytes_of(&a, l), (slice){ good, sizeof(good) - 1 }));
	for (size_t i = 0; i < COUNT(bad); i++) {
		memcpy(buf, good, sizeof(good));
		buf[bad[i].at] = bad[i].is;
		CHECK(!learn_get((slice){ buf, sizeof(good) - 1 }, l));
		CHECK(l->n == 0);
	}
	for (size_t n = 1; n < sizeof(good) - 1; n++)
		CHECK(learn_get((slice){ good, n }, l) == (n == 10));
	free(l);
}

/* A tap from elsewhere: nothing moves unless all of it is sound. */
static void
test_foreign(void)
{
	static struct learn l;
	static const struct {
		int64_t	 what;
		const char *moves;
		size_t	 n;
		bool	 good;
	} taps[] = {
		{ 2, "\0\0\0\1\377\0\1x", 8, false },	/* beyond a step */
		{ 2, "\0\0\0\1\377\360\1x", 8, true },
		{ 1, "\0\0\0\1\377\360\1x", 8, false },	/* the wrong side */
		{ 4, "\0\0\0\1\377\360\1x", 8, false },	/* no such tap */
		{ 0, "\0\0\0\1\377\360\1x", 8, false },
		{ 2, "\0\0\0\1\377\360\2x", 8, false },	/* cut off */
		{ 2, "\0\0\0\1\377\360\0\0\0\0\1\377\360\0", 14, false },
		{ 2, "\0\0\0\1\377\360\0\0\0\0\2\377\360\0", 14, true },
	};
	struct arena a;

	for (size_t i = 0; i < COUNT(taps); i++) {
		struct tap tap = { .what = taps[i].what,
		    .moves = { taps[i].moves, taps[i].n } };

		l.n = 0;
		arena_init(&a, room, sizeof(room));
		CHECK(!tap_undo(&l, &tap));	/* it never was */
		CHECK(tap_take(&a, &l, &tap) == taps[i].good);
		CHECK((l.n > 0) == taps[i].good);
	}
}

static void
test_hostile(void)
{
	static const slice texts[] = {
		{ "", 0 }, { "\0\0\0", 3 }, { "\xff\xfe\xf0\x9f", 4 },
		{ "focus \xe2\x80\xae focus \xe2\x80\x8b group", 21 },
		{ "Focus\n\n\nfocus\tFOCUS focus", 25 },
	};
	static char long_text[100000];
	struct heard h = { SLICE("feed"), SLICE("us"), SLICE("Focus") };
	struct verdict v = { .class = SLICE("other"), .lang = SLICE("xx") };
	struct traits t;

	for (size_t i = 0; i < sizeof(long_text); i++)
		long_text[i] = "focus aeb oui "[(i * i + i / 97) % 14];
	for (size_t i = 0; i <= COUNT(texts); i++) {
		struct mention m = { .text = i < COUNT(texts) ? texts[i] :
		    (slice){ long_text, sizeof(long_text) },
		    .url = SLICE("https://[::1"), .title = SLICE("\xc3") };

		traits_of(&t, &m, &h, &v);
		CHECK(t.n <= TRAITS_MOST);
		for (size_t k = 0; k < t.n; k++) {
			char	 buf[TRAIT_LABEL];
			struct sink label = { .buf = buf, .cap = sizeof(buf) };

			trait_label(&label, &t.t[k]);
			CHECK(!label.full);
			for (size_t n = 0; n < label.len; n++)
				CHECK((unsigned char)buf[n] >= 0x20);
			for (size_t n = k + 1; n < t.n; n++)
				CHECK(t.t[k].hash != t.t[n].hash);
		}
	}
}

int
main(void)
{
	test_undo();
	test_full();
	test_again();
	test_bytes();
	test_foreign();
	test_hostile();
	return test_failed;
}
