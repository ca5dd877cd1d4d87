#include "core/judge/slip.h"

#include "core/judge/hash.h"
#include "core/judge/score.h"
#include "core/judge/sentence.h"
#include "core/judge/tables.h"
#include "tests/test.h"

#include <stdlib.h>

static _Alignas(16) char room[1 << 18], other[1 << 18];
static struct slips slips;

/* Empty: left as it is. */
static const struct {
	const char *word, *aim;
} words[] = {
	{ "terible", "terrible" }, { "servcie", "service" },
	{ "grat", "great" }, { "awfull", "awful" }, { "loove", "love" },
	{ "delicuous", "delicious" }, { "realy", "really" },
	{ "frendly", "friendly" }, { "amzaing", "amazing" },
	{ "dissappointing", "" },	/* too long for a number */
	{ "dindt", "didnt" }, { "nver", "never" }, { "thnaks", "thanks" },
	/* aims, and what a list has */
	{ "lots", "" }, { "lost", "" }, { "great", "" }, { "terrible", "" },
	{ "service", "" },
	{ "awful", "" }, { "refund", "" },
	/* real words so near to one */
	{ "find", "" }, { "diner", "" }, { "stock", "" }, { "hunt", "" },
	{ "plan", "" }, { "sharp", "" }, { "wheat", "" }, { "size", "" },
	/* the first letter is missing, too many, or one beside it; the last */
	{ "ervice", "service" }, { "esrvice", "service" },
	{ "sservice", "service" }, { "xservice", "service" },
	{ "dervice", "service" }, { "lreat", "" }, { "tervice", "" },
	{ "servic", "service" }, { "servicd", "service" },
	{ "greatt", "great" }, { "grewt", "great" }, { "grear", "great" },
	{ "unfortunatley", "unfortunately" }, { "greatx", "" },
	{ "terribly", "" }, { "terriblf", "" },
	{ "eally", "really" }, { "rgeat", "great" }, { "eaqualit", "" },
	/* real words so near to one for its first or last letter, and those
	 * of other languages */
	{ "round", "" }, { "able", "" }, { "either", "" }, { "cream", "" },
	{ "read", "" }, { "purchase", "" }, { "olive", "" }, { "cover", "" },
	{ "amore", "" }, { "problema", "" }, { "especial", "" },
	{ "tanti", "" }, { "weiter", "" }, { "vide", "" }, { "directo", "" },
	/* two changes */
	{ "teribel", "" }, { "srevcie", "" },
	/* short, long, no letters */
	{ "gd", "" }, { "bda", "" }, { "", "" }, { "g", "" }, { "gr8t", "" },
	{ "ter\303\255ble", "" }, { "terr{ble", "" }, { "terr`ble", "" },
	{ "serviceservice", "" },
};

static slice
meant(const struct slips *s, slice word, char aim[SLIP_MOST])
{
	return (slice){ aim, slip_meant(s, word, hash_bytes(word), aim) };
}

static void
test_words(void)
{
	for (size_t i = 0; i < COUNT(words); i++) {
		char	 aim[SLIP_MOST];
		slice	 found = meant(&slips, slice_of(words[i].word), aim);

		if (!slice_eq(found, slice_of(words[i].aim)))
			printf("%s: %.*s\n", words[i].word, SLICE_ARG(found));
		CHECK(slice_eq(found, slice_of(words[i].aim)));
	}
}

/* ---- the same, slow and obvious ------------------------------------------ */

enum { AIMS = 4096, TRIES = 20000 };

static struct {
	char	 p[SLIP_MOST];
	size_t	 n;
} aims[AIMS];
static size_t naims;

static void
read_aims(void)
{
	for (size_t b = 0; b < SLIP_BUCKETS; b++)
		for (size_t i = slips.starts[b]; i < slips.starts[b + 1]; i++) {
			uint64_t key = slips.aims[i];

			aims[naims].n = b / 26 + 4;
			aims[naims].p[0] = (char)('a' + b % 26);
			for (size_t c = 1; c < aims[naims].n; c++, key >>= 5)
				aims[naims].p[c] = (char)('a' + key % 32 - 1);
			CHECK(key == 0);
			naims++;
		}
}

/* Half a key and a row, or a key, is between them. */
static bool
beside(char a, char b)
{
	static const char keys[] = "qwertyuiopasdfghjkl.zxcvbnm";
	int	 i = (int)(strchr(keys, a) - keys);
	int	 k = (int)(strchr(keys, b) - keys), dy = abs(i / 10 - k / 10);
	int	 dx = abs(2 * (i % 10 - k % 10) + i / 10 - k / 10);

	return (dy == 0 && dx == 2) || (dy == 1 && dx == 1);
}

/* One change of the word makes the aim: how likely it is, or 0. */
static int
likely(slice aim, slice word)
{
	size_t	 n = word.n, i = 0, end = 0, less;

	while (i < aim.n && i < n && aim.p[i] == word.p[i])
		i++;
	while (end < aim.n && end < n &&
	    aim.p[aim.n - 1 - end] == word.p[n - 1 - end])
		end++;
	less = aim.n < n ? aim.n : n;
	if (aim.n == n && i + 1 + end == n)
		return i > 0 && end > 0 ? 2 : beside(aim.p[i], word.p[i]);
	if (aim.n == n)
		return i + 2 + end == n && aim.p[i] == word.p[i + 1] &&
		    aim.p[i + 1] == word.p[i] ? 4 : 0;
	if (aim.n + 1 < n || n + 1 < aim.n || i + end < less)
		return 0;
	if (aim.n < n)
		return i == 0 ? 2 : end > 0 ? 4 : 0;
	/* of letters in a row the last one is the one too many */
	return i > 1 && aim.p[i] == aim.p[i - 1] ? 4 : 3;
}

static bool
is_aim(slice word)
{
	for (size_t i = 0; i < naims; i++)
		if (slice_eq(word, (slice){ aims[i].p, aims[i].n }))
			return true;
	return false;
}

/* How likely the best of all aims is. */
static int
slow(slice word)
{
	int	 best = 0;

	if (word.n < SLIP_LEAST || word.n > SLIP_MOST || is_aim(word))
		return 0;
	for (size_t i = 0; i < naims; i++) {
		int	 how = likely((slice){ aims[i].p, aims[i].n }, word);

		best = how > best ? how : best;
	}
	return best;
}

/* Without the filter and the lists: what is found is what was meant. */
static void
test_slow(void)
{
	size_t	 found = 0, left = 0;

	srand(11);
	for (size_t t = 0; t < TRIES; t++) {
		size_t	 a = (size_t)rand() % naims, n = aims[a].n;
		size_t	 at = (size_t)rand() % n;
		char	 p[SLIP_MOST + 1], c = (char)('a' + rand() % 26);
		char	 aim[SLIP_MOST];
		slice	 word = { p, n }, is;

		memcpy(p, aims[a].p, n);
		for (int k = 1 + rand() % 8 / 7; k > 0; k--) {
			p[at] = c;
			c = p[n - 1 - at];
			at = (at + 1) % n;
		}
		is = meant(&slips, word, aim);
		found += is.n > 0;
		left += is.n == 0 && slow(word) > 0;
		CHECK(is.n == 0 || (is_aim(is) &&
		    likely(is, word) == slow(word)));
	}
	CHECK(found > TRIES / 4);
	CHECK(left < found);
}

/* Each aim with each letter left out, put twice, or changed places. */
static void
test_aims(void)
{
	size_t	 found = 0, all = 0;

	CHECK(naims > 1000);
	for (size_t a = 0; a < naims; a++)
		for (size_t at = 0; at + 1 < aims[a].n; at++)
			for (int kind = 0; kind < 3; kind++) {
				char	 p[SLIP_MOST + 1], aim[SLIP_MOST];
				size_t	 n = aims[a].n;
				slice	 word, is;

				memcpy(p, aims[a].p, n);
				if (kind == 0) {
					memmove(p + at, p + at + 1, n - at - 1);
					n--;
				} else if (kind == 1) {
					memmove(p + at + 1, p + at, n - at);
					n++;
				} else {
					char	 c = p[at];

					p[at] = p[at + 1];
					p[at + 1] = c;
				}
				word = (slice){ p, n };
				is = meant(&slips, word, aim);
				CHECK(is.n == 0 || (is_aim(is) &&
				    likely(is, word) == slow(word)));
				all++;
				found += slice_eq(is, (slice){ aims[a].p,
				    aims[a].n });
			}
	CHECK(found * 10 > all * 7);
}

/* ---- tables ------------------------------------------------------------- */

static void
test_tables(void)
{
	static uint8_t b[8192];
	char	 aim[SLIP_MOST];
	struct slips s;

	CHECK(judge_slips_size < sizeof(b));
	memcpy(b, judge_slips, judge_slips_size);
	CHECK(slips_open(&s, b, judge_slips_size));
	for (size_t n = 0; n < judge_slips_size; n++)
		CHECK(!slips_open(&s, b, n));
	CHECK(!slips_open(&s, b, judge_slips_size + 1));
	for (size_t i = 0; i < 7 + SLIP_CODE + SLIP_SYMBOLS; i++) {
		b[i] ^= 1;
		(void)slips_open(&s, b, judge_slips_size);
		CHECK(i >= 5 || s.slice == 0);
		(void)meant(&s, SLICE("terible"), aim);
		b[i] ^= 1;
	}
	memset(&s, 0, sizeof(s));
	CHECK(meant(&s, SLICE("terible"), aim).n == 0);
}

/* ---- texts -------------------------------------------------------------- */

/* What a slip says is what was meant, in the customer's letters. */
static const struct {
	const char *slip, *text, *quoted;
} texts[] = {
	{ "The servcie was terible!", "The service was terrible!",
	    "'terible'" },
	{ "Grat food", "Great food", "'Grat'" },
	{ "Ervice was terribel", "Service was terrible", "'terribel'" },
	{ "TERIBLE soup, nver again", "TERRIBLE soup, never again",
	    "'TERIBLE'" },
	{ "I dont recomend this place", "I dont recommend this place",
	    "'dont recomend'" },
	{ "it was not delicuous", "it was not delicious",
	    "'was not delicuous'" },
	/* no English for what is near to an English word */
	{ "Buongiorno amore", "Buongiorno amore", NULL },
	/* a name inside a sentence, a tag, another language */
	{ "We met Naice there", "We met Naice there", NULL },
	{ "Das Essen war grat und der Servcie schlecht",
	    "Das Essen war grat und der Servcie schlecht", "'schlecht'" },
};

static struct verdict
judge(struct scorer *s, struct arena *a, slice text)
{
	struct mention m = { .text = text };
	struct verdict v;
	int64_t	 sum = 0;

	score(s, a, &m, 0, &v);
	for (size_t i = 0; i < v.nreasons; i++)
		sum += v.reasons[i].points;
	CHECK(sum == v.priority);
	return v;
}

static void
test_texts(void)
{
	static const struct shop shop;
	struct arena a, b;
	struct scorer *s;

	arena_init(&a, room, sizeof(room));
	s = scorer_make(&a, &shop);
	for (size_t i = 0; i < 2 * COUNT(texts); i++) {
		size_t	 k = i / 2;
		struct verdict is = judge(s, &a, slice_of(texts[k].slip));
		struct verdict same = judge(s, &a, slice_of(texts[k].text));
		struct verdict fresh;
		bool	 quoted = texts[k].quoted == NULL;

		arena_init(&b, other, sizeof(other));
		fresh = judge(scorer_make(&b, &shop), &b,
		    slice_of(texts[k].slip));
		CHECK(is.sentiment == same.sentiment);
		CHECK(is.priority == same.priority);
		CHECK(slice_eq(is.class, same.class));
		CHECK(is.sentiment == fresh.sentiment &&
		    is.priority == fresh.priority);
		for (size_t r = 0; r < is.nreasons && !quoted; r++)
			quoted = slice_find(is.reasons[r].why,
			    slice_of(texts[k].quoted)) < is.reasons[r].why.n;
		if (!quoted || is.sentiment != same.sentiment)
			printf("%s: %d, %d\n", texts[k].slip,
			    (int)is.sentiment, (int)same.sentiment);
		CHECK(quoted);
	}
}

/* A sentence that is full has no room for one letter more. */
static void
test_room(void)
{
	static struct sentence s;
	struct sentences k;

	sentences_init(&k, SLICE("the grat food here"));
	CHECK(sentence_next(&k, &s) && s.n == 4);
	CHECK(sentence_change(&s, 1, SLICE("great")));
	CHECK(slice_eq(sentence_from(&s, 0), SLICE("the great food here")));
	CHECK(slice_eq(s.words[1].raw, SLICE("grat")));
	CHECK(s.words[1].n == 5 && s.words[3].at == 16);
	CHECK(s.words[1].hash == hash_bytes(SLICE("great")));
	CHECK(sentence_change(&s, 3, SLICE("her")));
	CHECK(sentence_change(&s, 0, SLICE("")));
	CHECK(slice_eq(sentence_from(&s, 0), SLICE(" great food her")));
	s.len = SENTENCE_BYTES;
	CHECK(!sentence_change(&s, 1, SLICE("greats")));
	CHECK(s.words[1].n == 5);
}

/* As many words as 100 KB hold, all of them slips, or nearly so. */
static void
test_hostile(void)
{
	static const char *const parts[] = { "grat ", "terible ", "servic ",
		"awfull\n", "disapointed. ", "unfortunatly ", "ervice ",
		"esrvice ", "xgreat ", "servicd ", "zzzzzzzzzzzzz " };
	static const struct shop shop;
	static char text[100000];
	struct arena a;
	struct scorer *s;

	arena_init(&a, room, sizeof(room));
	s = scorer_make(&a, &shop);
	for (size_t t = 0; t < COUNT(parts) + 2; t++) {
		size_t	 n = 0, mark = a.used;

		while (n + 16 < sizeof(text)) {
			const char *part = parts[(t < COUNT(parts) ? t : n) %
			    COUNT(parts)];

			if (t > COUNT(parts) && n % 3 == 0)
				part = "aaaaaaaaaaaaaaaaaaaaa ";
			memcpy(text + n, part, strlen(part));
			n += strlen(part);
		}
		(void)judge(s, &a, (slice){ text, n });
		a.used = mark;
	}
}

int
main(void)
{
	CHECK(slips_open(&slips, judge_slips, judge_slips_size));
	read_aims();
	test_words();
	test_slow();
	test_aims();
	test_tables();
	test_texts();
	test_room();
	test_hostile();
	return test_failed;
}
