#include <stdlib.h>

#include "core/judge/polarity.h"
#include "tests/test.h"

enum { BITS = 6, PARTS = 2, PER = 3, HEADS = PARTS * PER, DENSE = 2,
	LANGS = 2, CODE = 5, SIZE = 12 + 2 * LANGS * HEADS +
	2 * HEADS * DENSE + (HEADS << CODE) +
	((PARTS * CODE) << BITS) / 8 + 3 };

static uint64_t dice = 12345;

static uint8_t
roll(void)
{
	dice = dice * 6364136223846793005u + 1442695040888963407u;
	return (uint8_t)(dice >> 56);
}

/* A table of random values, as toolchain/train/pack.py writes them. */
static void
make(uint8_t bytes[SIZE])
{
	static const uint8_t head[12] = { 'E', 'T', 1, BITS, HEADS, PARTS,
		PER, DENSE, LANGS, CODE, 0x0a, 0x00 };

	for (size_t i = 0; i < SIZE; i++)
		bytes[i] = roll();
	memcpy(bytes, head, sizeof(head));
}

static void
opening(void)
{
	static const struct {
		size_t	 at;
		uint8_t	 byte;
	} broken[] = {
		{ 0, 'X' }, { 2, 2 }, { 3, 3 }, { 3, 21 }, { 3, BITS + 1 },
		{ 4, 0 }, { 4, 255 }, { 4, HEADS + 1 }, { 5, 1 }, { 6, 0 },
		{ 7, 9 }, { 8, 0 }, { 8, 200 }, { 9, 0 }, { 9, 11 }, { 9, 4 },
	};
	static uint8_t bytes[SIZE + 1];
	struct table t;

	make(bytes);
	CHECK(table_open(&t, bytes, SIZE));
	CHECK(t.heads == HEADS && t.unit == 0x0a00);
	for (size_t n = 0; n < SIZE; n++)
		CHECK(!table_open(&t, bytes, n));
	CHECK(!table_open(&t, bytes, SIZE + 1));
	for (size_t i = 0; i < COUNT(broken); i++) {
		make(bytes);
		bytes[broken[i].at] = broken[i].byte;
		CHECK(!table_open(&t, bytes, SIZE));
	}
}

static size_t
code_at(const struct table *t, size_t i)
{
	size_t	 code = 0;

	for (size_t b = 0; b < CODE; b++) {
		size_t	 at = i * CODE + b;

		code |= (size_t)(t->rows[at / 8] >> at % 8 & 1) << b;
	}
	return code;
}

/* The slow and obvious way: every feature's row, one after the other. */
static size_t
sum_of(const struct table *t, slice text, int64_t sum[HEADS])
{
	static struct sentence s;
	struct sentences k;
	struct features f = { .words = 0 };
	struct feature_place of[SENTENCE_WORDS];
	uint32_t h[FEATURE_PLACES_MOST];
	size_t	 n = 0, m;

#define TAKE(call) do {							\
	m = (call);							\
	n += m;								\
	for (size_t a = 0; a < m; a++)					\
		for (size_t p = 0; p < PARTS; p++)			\
			for (size_t c = 0; c < PER; c++)		\
				sum[p * PER + c] += (int8_t)t->book[	\
				    (p * (1 << CODE) + code_at(t,	\
				    (h[a] >> (32 - BITS)) * PARTS + p)) * \
				    PER + c];				\
} while (0)
	sentences_init(&k, text);
	while (sentence_next(&k, &s)) {
		for (size_t i = 0; i < s.n; i++)
			TAKE(feature_word(&s, i, h));
		TAKE(feature_places(&f, &s, of, h));
	}
	TAKE(feature_marks(&f, &k, h));
#undef TAKE
	return n;
}

static const char *const texts[] = {
	"", " ", ":)", "good", "Not good at all, but the soup was great!!",
	"soooo GOOD, sooo good, so good :D", "a b. c d! e f? g h... i",
	"I don\342\200\231t like #SlowService @joe http://a.b/c 10 12 99",
	"\360\237\230\241 \346\274\242\345\255\227 caf\303\251 \377\376",
};

/* Memo or none, words apart or not: all is the same sum. */
static void
sums(void)
{
	static uint8_t bytes[SIZE];
	static struct memo_word words[TABLES][MEMO_LEAST];
	static struct memo_marks counted[TABLES][MEMO_MARKS];
	const struct memo memo[TABLES] = {
		{ MEMO_LEAST - 1, words[0], counted[0] },
		{ MEMO_LEAST - 1, words[1], counted[1] } };
	static int32_t parts[SENTENCE_WORDS];
	static struct sentence s;
	struct table t;
	const struct table *both[] = { &t, &t };

	make(bytes);
	CHECK(table_open(&t, bytes, SIZE));
	for (size_t i = 0; i < 4 * COUNT(texts); i++) {
		slice	 text = slice_of(texts[i / 4]);
		size_t	 n = 1 + i % 2;
		int64_t	 want[HEADS] = { 0 }, apart[HEADS] = { 0 };
		struct sentences k;
		struct reading r;
		int32_t	 marks[TABLE_HEADS];

		reading_init(&r, both, n, i & 2 ? &memo[n - 1] : NULL);
		sentences_init(&k, text);
		while (sentence_next(&k, &s)) {
			for (size_t c = 0; c < HEADS; c++) {
				reading_parts(&r, &s, (n - 1) * HEADS + c,
				    parts);
				for (size_t w = 0; w < s.n; w++)
					apart[c] += parts[w];
			}
			reading_sentence(&r, &s);
		}
		memcpy(marks, r.sum, sizeof(marks));
		reading_marks(&r, &k);
		CHECK(r.heads == n * HEADS);
		CHECK(r.nfeatures == sum_of(&t, text, want));
		for (size_t c = 0; c < HEADS; c++) {
			CHECK(r.sum[c] == want[c]);
			CHECK(apart[c] == 2 * marks[c]);
			CHECK(n == 1 || r.sum[HEADS + c] == want[c]);
		}
	}
}

/* A hundred words of some thousands, those of a low number often. */
static slice
some(char text[401])
{
	size_t	 n = 0;

	for (size_t i = 0; i < 100; i++) {
		unsigned word = (unsigned)roll() * (roll() % 32u);

		text[n++] = (char)('a' + word % 16);
		text[n++] = (char)('a' + word / 16 % 16);
		text[n++] = (char)('a' + word / 256 % 26);
		text[n++] = ' ';
	}
	return (slice){ text, n };
}

/* More words than a memo has places for: the same sums, and what one knows of
 * another that was in its place does not matter. */
static void
crowded(void)
{
	static uint8_t bytes[SIZE];
	static struct memo_word words[MEMO_LEAST];
	const struct memo memo = { MEMO_LEAST - 1, words, NULL };
	static struct sentence s;
	struct table t;
	const struct table *one[] = { &t };

	make(bytes);
	CHECK(table_open(&t, bytes, SIZE));
	for (size_t i = 0; i < 500; i++) {
		char	 text[401];
		struct sentences k;
		struct reading with, without;

		sentences_init(&k, some(text));
		CHECK(sentence_next(&k, &s));
		reading_init(&with, one, 1, &memo);
		reading_init(&without, one, 1, NULL);
		reading_sentence(&without, &s);
		reading_sentence(&with, &s);
		CHECK(with.nfeatures == without.nfeatures);
		for (size_t c = 0; c < HEADS; c++)
			CHECK(with.sum[c] == without.sum[c]);
	}
}

/* Heads that have no room are left out, and nothing is written behind. */
static void
room(void)
{
	static uint8_t bytes[SIZE];
	struct table t, many[TABLES];
	const struct table *all[TABLES];
	struct reading r;

	make(bytes);
	CHECK(table_open(&t, bytes, SIZE));
	for (size_t i = 0; i < TABLES; i++) {
		many[i] = t;
		many[i].heads = TABLE_HEADS - 2;
		all[i] = &many[i];
	}
	reading_init(&r, all, TABLES, NULL);
	CHECK(r.ntables == 1 && r.heads == TABLE_HEADS - 2);
}

static void
say(slice text, int compound, struct polarity_verdict *v)
{
	static struct table t;
	static struct sentence s;
	const struct table *one[] = { &t };
	const struct tone g = { .compound = compound,
		.plus = compound > 0 ? 4 * compound : 0,
		.minus = compound < 0 ? -4 * compound : 0 };
	struct sentences k;
	struct reading r;

	CHECK(polarity_table(&t));
	reading_init(&r, one, 1, NULL);
	sentences_init(&k, text);
	while (sentence_next(&k, &s))
		reading_sentence(&r, &s);
	reading_marks(&r, &k);
	/* inputs that a table does not want weigh nothing */
	memset(r.dense, 0x7f, sizeof(r.dense));
	polarity_of(&r, 0, &g, 0, v);
}

/* Behind a "not" the sums of a word change places, and its parts with them,
 * where the first table has two heads. */
static void
sides(void)
{
	static uint8_t bytes[SIZE];
	static struct sentence s;
	static struct memo_word words[2][MEMO_LEAST];
	struct memo memo[2] = { { MEMO_LEAST - 1, words[0], NULL },
	    { MEMO_LEAST - 1, words[1], NULL } };
	struct table t, other;
	const struct table *first[] = { &t, &other }, *last[] = { &other, &t };
	int32_t	 parts[SENTENCE_WORDS], by, sum = 0;
	struct sentences k;
	struct reading a, b;
	const struct memo_word *w;

	make(bytes);
	CHECK(polarity_table(&t) && table_open(&other, bytes, SIZE));
	reading_init(&a, first, 2, &memo[0]);
	reading_init(&b, last, 2, &memo[1]);
	CHECK(a.sides && !b.sides);
	sentences_init(&k, SLICE("not lovely"));
	CHECK(sentence_next(&k, &s));
	reading_sentence(&b, &s);
	reading_sentence(&a, &s);
	w = &words[0][memo_place(&memo[0], s.words[1].hash)];
	by = memo_sum(w->sum, 1) - memo_sum(w->sum, 0);
	CHECK(memo_is(w, s.words[1].hash) && by > 0);
	CHECK(a.sum[0] - b.sum[HEADS] == by);
	CHECK(a.sum[1] - b.sum[HEADS + 1] == -by);
	for (size_t c = 0; c < HEADS; c++)
		CHECK(a.sum[2 + c] == b.sum[c]);
	reading_parts(&a, &s, 0, parts);
	for (size_t i = 0; i < s.n; i++)
		sum += parts[i];
	CHECK(sum == 2 * a.sum[0]);
}

static void
verdicts(void)
{
	static const struct {
		slice	 text;
		int	 compound;
		enum polarity side;
	} cases[] = {
		{ { "the staff were so lovely, thank you!", 36 }, 800,
		    POSITIVE },
		{ { "worst service ever, still waiting for a refund", 46 },
		    -700, NEGATIVE },
		{ { "Open Monday to Friday, 9am to 5pm", 33 }, 0, NEUTRAL },
		{ { "", 0 }, 0, NEUTRAL },
	};
	struct polarity_verdict v;

	for (size_t i = 0; i < COUNT(cases); i++) {
		int32_t	 sum;

		say(cases[i].text, cases[i].compound, &v);
		if (v.side != cases[i].side)
			printf("%.*s: %d\n", SLICE_ARG(cases[i].text), v.side);
		CHECK(v.side == cases[i].side);
		sum = v.chance[0] + v.chance[1] + v.chance[2];
		CHECK(sum > 996 && sum <= 1000);
		CHECK(v.sentiment >= -100 && v.sentiment <= 100);
	}
}

/* Length does not drown out what is said, nor overflow. */
static void
lengths(void)
{
	static char text[200000];
	struct polarity_verdict v;

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = "terrible awful. "[i % 16];
	say((slice){ text, sizeof(text) }, -999, &v);
	CHECK(v.side == NEGATIVE && v.sentiment <= -90);
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)roll();
	say((slice){ text, sizeof(text) }, 1000, &v);
	CHECK(v.sentiment >= -100 && v.sentiment <= 100);
}

int
main(void)
{
	opening();
	sums();
	crowded();
	room();
	sides();
	verdicts();
	lengths();
	return test_failed;
}
