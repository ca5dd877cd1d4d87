/* test_wording.c - drafts: every class in every language, and what is never
 * said. */
#include "core/answer/phrase.h"
#include "core/judge/tongue.h"
#include "tests/wording.h"

static const char *const langs[] = { "en", "de", "fr", "es", "it", "pt" };

/* Every phrase is whole, and of each key one asks for nothing, but those that
 * are there for what they ask for. */
static void
test_phrases(void)
{
	static const bool asks[PHRASE_KEYS] = { [PHRASE_SERVICE] = true,
		[PHRASE_COMMUNITY] = true, [PHRASE_MORE] = true,
		[PHRASE_CONTACT] = true };
	char	 buf[PHRASE_MOST];
	size_t	 bytes = 0;

	for (size_t l = 0; l < PHRASE_LANGS; l++)
		for (unsigned key = 0; key < PHRASE_KEYS; key++) {
			size_t	 n = phrase_count(l, (enum phrase_key)key);
			bool	 plain = false;

			for (size_t i = 0; i < n; i++) {
				slice	 s = phrase_get(l,
				    (enum phrase_key)key, i, buf);
				bool	 hole = false;

				for (size_t k = 0; k < s.n; k++)
					hole |= (unsigned char)s.p[k] < HOLES;
				plain |= !hole;
				bytes += s.n;
				CHECK(s.n > 3 && text_valid(s));
			}
			CHECK(n > 0 && plain != asks[key]);
			CHECK(phrase_get(l, (enum phrase_key)key, n,
			    buf).n == 0);
		}
	CHECK(bytes > 15000);
	CHECK(phrase_count(PHRASE_LANGS, PHRASE_GREET) == 0);
	CHECK(phrase_count(0, PHRASE_KEYS) == 0);
}

static void
test_all(void)
{
	size_t	 foreign = 0, n = 0;

	for (size_t l = 0; l < COUNT(langs); l++)
		for (size_t i = 0; i < COUNT(all); i++)
			for (uint32_t dice = 0; dice < 40; dice++) {
				struct arena a;
				struct mention m = { .text = SLICE("x") };
				struct verdict v = verdict(&all[i], langs[l]);
				struct wording_case c = { .mention = &m,
				    .verdict = &v, .signer = SLICE("Anna"),
				    .kind = dice % 2 ? WORDING_SOLUTION :
				    WORDING_FIRST, .dice = dice / 2 };
				struct wording w;

				arena_init(&a, room, sizeof(room));
				w = make(&a, &house, &c);
				CHECK(sound(w.text, WORDING_CHARS));
				CHECK(slice_ends(w.text, SLICE("\xe2\x80\x93 "
				    "Anna, Caf\xc3\xa9 Mokka")));
				CHECK(slice_eq(w.lang, slice_of(langs[l])));
				n++;
				foreign += strcmp(tongue_of(w.text,
				    SLICE(""))->code, langs[l]) != 0;
			}
	if (foreign * 20 > n)
		printf("of %zu drafts %zu read as another language\n", n,
		    foreign);
	CHECK(foreign * 20 <= n);
}

/* Consecutive numbers: another opening each time, and many drafts before the
 * first comes back. */
static void
test_variety(void)
{
	for (size_t l = 0; l < COUNT(langs); l++)
		for (size_t i = 0; i < COUNT(all); i++) {
			struct arena a;
			struct mention m = { .text = SLICE("x") };
			struct verdict v = verdict(&all[i], langs[l]);
			struct wording_case c = { .mention = &m,
			    .verdict = &v, .signer = SLICE("Anna") };
			slice	 seen[6];
			/* who asks us for something gets no second sentence */
			uint32_t many = i == 9 ? 4 : COUNT(seen);

			arena_init(&a, room, sizeof(room));
			for (uint32_t d = 0; d < many; d++) {
				c.dice = d;
				seen[d] = make(&a, &house, &c).text;
				for (uint32_t e = 0; e < d; e++)
					CHECK(!slice_eq(seen[d], seen[e]));
			}
		}
}

/* Nothing was given: no name, no address, no number is in the draft. */
static void
test_nothing_given(void)
{
	static const struct wording_house none = { .lang = T("de") };

	for (size_t l = 0; l < COUNT(langs); l++)
		for (size_t i = 0; i < COUNT(all) * 6; i++) {
			struct arena a;
			struct mention m = { .author = SLICE("Bob Secret"),
			    .text = SLICE("Bob"), .handle = SLICE("@bob"),
			    .place = SLICE("Leeds") };
			struct said s = all[i / 6];
			struct verdict v = verdict(&s, langs[l]);
			struct wording_case c = { .mention = &m,
			    .verdict = &v, .signer = SLICE("Anna"),
			    .dice = (uint32_t)i };
			struct wording w;

			v.issue_words = SLICE("");
			arena_init(&a, room, sizeof(room));
			w = make(&a, &none, &c);
			CHECK(sound(w.text, WORDING_CHARS));
			CHECK(!has(w.text, "http") && !has(w.text, "@") &&
			    !has(w.text, "Bob") && !has(w.text, "Leeds") &&
			    !has(w.text, "Mokka"));
			for (size_t k = 0; k < w.text.n; k++)
				CHECK(!ascii_digit(w.text.p[k]));
			CHECK(slice_ends(w.text, SLICE(" Anna")));
		}
}

/* Of health and trust nothing is repeated, and no fault owned up to. */
static void
test_grave(void)
{
	static const char *const never[] = { "sick", "scam", "sorry", "fault",
		"leid", "dispiace", "siento", "regrette", "lamento",
		"apolog" };

	for (size_t l = 0; l < COUNT(langs); l++)
		for (uint32_t d = 0; d < 30; d++) {
			struct arena a;
			struct mention m = { .text = SLICE("x") };
			struct said s = all[d % 2 ? 3 : 12];
			struct verdict v = verdict(&s, langs[l]);
			struct wording_case c = { .mention = &m,
			    .verdict = &v, .signer = SLICE("Anna"),
			    .dice = d };
			struct wording w;

			arena_init(&a, room, sizeof(room));
			w = make(&a, &house, &c);
			CHECK(has(w.text, "0113 4960000"));
			CHECK(has(w.caution, "blame nobody"));
			for (size_t i = 0; i < COUNT(never); i++)
				CHECK(!has(w.text, never[i]));
		}
}

/* ---- which words of theirs ------------------------------------------- */

static void
test_words(void)
{
	static const struct {
		const char *issues, *words, *want;
		bool	 there;
	} rows[] = {
		{ "wait/late", "wait/late: still waiting", "still waiting",
		    true },
		{ "wait/late", "wait/late: late, third time", "third time",
		    true },
		{ "wait/late", "wait/late: late", "late\xe2\x80\x9d", false },
		{ "staff/rude", "staff/rude: fucking rude people", "rude peo",
		    false },
		{ "safety/ill", "safety/ill: threw up twice", "threw up",
		    false },
		{ "trust/scam, price/dear", "trust/scam: what a scam; "
		    "price/dear: far too dear", "far too dear", true },
		{ "price/dear", "price/dear: \xe2\x80\x9ctoo\xe2\x80\x9d dear "
		    "now", "dear now", false },
		{ "price/dear", "price/dear: see {link} @joe now", "{",
		    false },
		{ "price/dear", "price/dear: \xe2\x80\xae desrever txet",
		    "\xe2\x80\xae", false },
		{ "nonsense", "nonsense: a b c d e f g", "a b c d", false },
		{ "", ":;,:;", ":", false },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		bool	 there = false;

		for (uint32_t d = 0; d < 12; d++) {
			struct arena a;
			struct mention m = { .text = SLICE("x") };
			struct said s = { "complaint", "reactive",
			    rows[i].issues, rows[i].words };
			struct verdict v = verdict(&s, "en");
			struct wording_case c = { .mention = &m,
			    .verdict = &v, .signer = SLICE("Anna"),
			    .dice = d };
			struct wording_house none = { .lang = SLICE("en") };

			arena_init(&a, room, sizeof(room));
			there |= has(make(&a, &none, &c).text, rows[i].want);
		}
		if (there != rows[i].there)
			printf("row %zu\n", i);
		CHECK(there == rows[i].there);
	}
}

int
main(void)
{
	test_phrases();
	test_all();
	test_variety();
	test_nothing_given();
	test_grave();
	test_words();
	return test_failed;
}
