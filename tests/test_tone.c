#include "core/judge/sentence.h"
#include "core/judge/tone.h"
#include "core/sink.h"
#include "tests/test.h"

static const struct tongue english = { "en", "English", &lexicon_en, 0 };
static const struct tongue german = { "de", "German", &lexicon_de, 0 };
static const struct tongue wordless = { "xx", "none", &lexicon_emoji, 0 };
static const struct tongue unread = { "xx", "none", NULL, 0 };

static struct tone
tone(const char *text, const struct tongue *g)
{
	struct tone t = { .praise = 0 };

	tone_read(&t, slice_of(text), g);
	CHECK(t.praise >= 0 && t.blame >= 0);
	CHECK(t.compound >= -1000 && t.compound <= 1000);
	return t;
}

static int
compound(const char *text)
{
	return tone(text, &english).compound;
}

/* '+', '-' or '0', and a sort that is found or, in the last, is not. */
static const struct {
	const char *text;
	char	 side;
	int	 found, not_found;	/* enum tone_sort, -1: no matter */
} cases[] = {
	/* the language of service */
	{ "no complaints", '+', -1, TONE_BLAME },
	{ "Never had a better haircut", '+', -1, TONE_BLAME },
	{ "I would not go anywhere else", '+', -1, TONE_BLAME },
	{ "killer coffee", '+', TONE_PRAISE, TONE_BLAME },
	{ "can't fault them", '+', -1, TONE_BLAME },
	{ "they could not have been nicer", '+', -1, TONE_BLAME },
	{ "nothing was too much trouble", '+', -1, TONE_BLAME },
	{ "I can't wait to come back", '+', -1, TONE_BLAME },
	{ "without any problems", '+', -1, TONE_BLAME },
	{ "I wouldn't go there again", '-', -1, TONE_PRAISE },
	{ "do not waste your money", '-', -1, -1 },
	{ "left a lot to be desired", '-', -1, -1 },
	{ "could have been better", '-', -1, TONE_PRAISE },
	{ "used to be good", '-', -1, -1 },
	/* before a word of weight */
	{ "not good", '-', TONE_BLAME, TONE_PRAISE },
	{ "not very good", '-', TONE_BLAME, TONE_PRAISE },
	{ "not at all friendly", '-', TONE_BLAME, TONE_PRAISE },
	{ "no good reason", '-', -1, -1 },
	{ "no, it was great", '+', TONE_PRAISE, -1 },
	{ "it was not terrible", '+', -1, -1 },
	{ "never so happy", '+', TONE_PRAISE, TONE_BLAME },
	{ "the cake was nice but the staff were rude", '-', -1, -1 },
	{ "the staff were rude but the cake was excellent", '+', -1, -1 },
	/* drawn out, written together, without words */
	{ "sooooo goooood", '+', TONE_PRAISE, -1 },
	{ "looooove it", '+', TONE_PRAISE, -1 },
	{ "my flight #NotHappy", '-', TONE_BLAME, TONE_PRAISE },
	{ "#worstserviceever", '-', TONE_BLAME, -1 },
	{ "#samsungfail", '-', TONE_BLAME, -1 },
	{ "#therapist #mondays #newyork", '0', -1, TONE_BLAME },
	{ "#bestcoffeeintown", '+', TONE_PRAISE, -1 },
	{ "the order came :(", '-', TONE_BLAME, -1 },
	{ "the order came :-P", '+', TONE_PRAISE, -1 },
	{ "the order came =]", '+', TONE_PRAISE, -1 },
	{ "the order came \xf0\x9f\x98\xa1", '-', TONE_BLAME, -1 },
	{ "(the) order: came; 3:30", '0', -1, -1 },
	/* irony */
	{ "thanks for nothing", '-', TONE_IRONY, TONE_PRAISE },
	{ "great, another delay", '-', TONE_IRONY, TONE_PRAISE },
	{ "best service ever, yeah right", '-', TONE_IRONY, -1 },
	{ "lovely staff as always /s", '-', TONE_IRONY, -1 },
	{ "wonderful service #sarcasm", '-', TONE_IRONY, -1 },
	{ "so happy with them #not", '-', TONE_IRONY, -1 },
	{ "the \"fresh\" bread", '-', TONE_IRONY, TONE_PRAISE },
	{ "the \xe2\x80\x9c" "fresh\xe2\x80\x9d bread", '-', TONE_IRONY, -1 },
	{ "fresh bread and/or cakes", '+', TONE_PRAISE, TONE_IRONY },
	/* harm, said to have happened or not */
	{ "my son was injured", '-', TONE_CRITICAL, TONE_CRITICAL_ASKED },
	{ "no injuries", '?', TONE_CRITICAL_ASKED, TONE_CRITICAL },
	{ "nobody was injured", '?', TONE_CRITICAL_ASKED, TONE_CRITICAL },
	{ "Is it safe with a nut allergy?", '?', TONE_CRITICAL_ASKED,
	    TONE_CRITICAL },
	{ "Do you have an allergen menu?", '?', -1, TONE_CRITICAL },
	{ "is it nut free?", '?', -1, TONE_CRITICAL },
	{ "Why was there a piece of glass in it?", '-', TONE_CRITICAL, -1 },
	{ "Did anyone else get food poisoning there?", '-', TONE_CRITICAL,
	    -1 },
	{ "", '0', -1, TONE_PRAISE },
	{ "the", '0', -1, TONE_PRAISE },
};

static void
table(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct tone t = tone(cases[i].text, &english);
		char	 side = t.compound > 0 ? '+' : t.compound < 0 ? '-' :
		    '0';
		bool	 good = (cases[i].side == '?' ||
		    cases[i].side == side) && (cases[i].found < 0 ||
		    t.found[cases[i].found].count > 0) &&
		    (cases[i].not_found < 0 ||
		    t.found[cases[i].not_found].count == 0);

		if (!good)
			printf("%s: %d, praise %d, blame %d\n", cases[i].text,
			    t.compound, (int)t.praise, (int)t.blame);
		CHECK(good);
	}
}

/* The first of each pair is more than the second. */
static const char *const more[][2] = {
	{ "very good", "good" }, { "good", "kind of good" },
	{ "good!", "good" }, { "good!!", "good!" },
	{ "it was GOOD", "it was good" }, { "great", "good" },
	{ "soooo good", "so good" }, { "bad", "very bad" },
	{ "a bit bad", "bad" }, { "bad", "bad!!!" }, { "bad?", "bad???" },
	{ "really very good", "very good" }, { "good :)", "good :(" },
	{ "it is good but slow", "it is bad but slow" },
	{ "ABYSMAL. IT WAS BAD", "abysmal. it was BAD" },
};

static void
order(void)
{
	for (size_t i = 0; i < COUNT(more); i++) {
		bool	 good = compound(more[i][0]) > compound(more[i][1]);

		if (!good)
			printf("%s %d, %s %d\n", more[i][0],
			    compound(more[i][0]), more[i][1],
			    compound(more[i][1]));
		CHECK(good);
	}
	/* s / sqrt(s * s + 15): "good" is rated 1.9 */
	CHECK(compound("good") == 440);
	CHECK(compound("it is not good") == -341);
}

/* What a word weighed before a "not" is kept apart from what is left. */
static void
lost(void)
{
	struct tone t = tone("it is never tasty", &english);

	CHECK(t.lost_praise >= 1000 && t.lost_blame == 0 && t.plus == 0);
	t = tone("the room was not dirty", &english);
	CHECK(t.lost_blame >= 1000 && t.lost_praise == 0 && t.minus == 0);
	t = tone("the room was not dirty, but late", &english);
	CHECK(t.lost_blame < 1500 && t.lost_blame >= 500);
	t = tone("a tasty cake in a dirty room", &english);
	CHECK(t.lost_blame == 0 && t.lost_praise == 0);
}

static void
languages(void)
{
	CHECK(tone("nicht gut", &german).compound < 0);
	CHECK(tone("sehr gut", &german).compound >
	    tone("gut", &german).compound);
	CHECK(tone("awful \xf0\x9f\x98\x8d", &wordless).compound > 0);
	CHECK(tone("awful \xf0\x9f\x98\x8d", &unread).compound == 0);
}

/* Whatever is repeated, the findings stay within their bounds, and evidence
 * is a part of the text. */
static void
hostile(void)
{
	static const char *const parts[] = { "not ", "no ", "very ", "but ",
		"#a", "#", "#notgoodnotgoodnotgoodnotgood ", "\"good\"", "/s",
		":", ":)", "^_^ ", "\xff", "\xf0\x9f\x98\xa1", "good", "!",
		"? ", "GOOD ", "cant recommend ", "sooooo", " _ ", "* ",
		"#aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ", "thanks for " };
	static char text[32 * 1024];

	for (size_t i = 0; i < COUNT(parts) * COUNT(parts); i++) {
		struct sink k = { .buf = text, .cap = 2048 };
		struct tone t = { .praise = 0 };
		slice	 all;

		while (!k.full) {
			sink_text(&k, parts[i / COUNT(parts)]);
			sink_text(&k, parts[i % COUNT(parts)]);
		}
		all = sink_slice(&k);
		tone_read(&t, all, &english);
		CHECK(t.compound >= -1000 && t.compound <= 1000);
		CHECK(t.praise >= 0 && t.blame >= 0);
		for (size_t s = 0; s < TONE_SORTS; s++)
			for (size_t w = 0; w < t.found[s].count &&
			    w < TONE_WORDS; w++) {
				slice	 e = t.found[s].words[w];

				CHECK(e.p >= all.p && e.n > 0 &&
				    e.p + e.n <= all.p + all.n);
			}
	}
}

/* Who is named, as far as capitals tell. */
static void
names(void)
{
	static const struct {
		const char *text;
		size_t	 names, humps;
	} texts[] = {
		{ "Done with the Crown. Then Harker's, I'm off", 2, 0 },
		{ "Bread and I. STOP IT NOW", 0, 0 },
		{ "the Golden Lotus or Bombay Kettle", 2, 0 },
		{ "Man Held After Raid On Shop", 1, 0 },
		{ "VegBoxx lost it, so did iPlanet and eBay", 0, 3 },
		{ "we went to McSomething @TopFit #TopFit :D", 0, 1 },
		{ "a B c \303\226l http://AbC.example", 0, 0 },
		{ "", 0, 0 },
	};

	for (size_t i = 0; i < COUNT(texts); i++) {
		struct tone t = tone(texts[i].text, &english);

		CHECK(t.names == texts[i].names);
		CHECK(t.humps == texts[i].humps);
	}
}

int
main(void)
{
	table();
	order();
	lost();
	languages();
	names();
	hostile();
	return test_failed;
}
