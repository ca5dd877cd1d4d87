#include "core/judge/tongue.h"
#include "core/judge/sentence.h"
#include "core/judge/small_words.h"
#include "tests/test.h"

static const struct {
	const char *text, *said, *code;
} cases[] = {
	/* what people write about a shop, a few words long */
	{ "the soup was cold again", "", "en" },
	{ "Great coffee, friendly staff", "", "en" },
	{ "awesome pizza!!", "", "en" },
	{ "Suppe war kalt, nie wieder", "", "de" },
	{ "Sehr nettes Personal", "", "de" },
	{ "Beste Bäckerei der Stadt", "", "de" },
	{ "Frechheit!", "", "de" },
	{ "La soupe était froide", "", "fr" },
	{ "c'est nul", "", "fr" },
	{ "Très bon accueil, je recommande", "", "fr" },
	{ "La sopa estaba fría", "", "es" },
	{ "¡Qué rico todo!", "", "es" },
	{ "muy mala atención", "", "es" },
	{ "La zuppa era fredda", "", "it" },
	{ "che schifo", "", "it" },
	{ "Personale gentilissimo, ci torneremo", "", "it" },
	{ "A sopa estava fria", "", "pt" },
	{ "péssimo atendimento, não volto", "", "pt" },
	{ "Amei esse lugar", "", "pt" },
	{ "De soep was koud en het duurde lang", "", "nl" },

	/* without accents, in capitals, drawn, with a name and an address */
	{ "NO ME GUSTA NADA ESTE SITIO", "", "es" },
	{ "@joes voces sao otimos https://town.example/a?the=and", "", "pt" },
	{ "sooooo goooood", "", "en" },

	/* read by nobody here */
	{ "Jag tycker att det var en bra restaurang", "", "xx" },
	{ "Bardzo dobre jedzenie, ale nie ma miejsca", "", "xx" },
	{ "Makanan ini enak dan tidak mahal", "", "xx" },
	{ "Yemekler çok güzel ama servis yavaş", "", "xx" },
	{ "Суп был холодный", "", "xx" },
	{ "スープが冷たかった", "", "xx" },
	{ "الحساء بارد جدا", "", "xx" },
	{ "qwrt zxcvb plmk nbvc", "", "xx" },

	/* the source's word counts where the text leaves room for doubt */
	{ "Top!", "de-AT", "de" },
	{ "Top!", "pt-BR", "pt" },
	{ "Top!", "pl", "xx" },
	{ "the soup was cold and they did not care", "de", "en" },
	{ "the soup was cold", "und", "en" },

	/* nothing to read */
	{ "", "", "xx" },
	{ "\xf0\x9f\x98\x80\xf0\x9f\x98\x80", "", "xx" },
	{ "5 * 5 = 25", "", "xx" },
	{ "\xff\xfe\xc3", "", "xx" },

	/* most of it decides */
	{ "My wife said \"danke\" and they were so happy to hear it", "",
	    "en" },
	{ "Das war ein very nice Abend, wir kommen gerne wieder", "", "de" },
	{ "привет, the soup was cold and they did not care about it", "",
	    "en" },
};

static void
check_cases(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct tongue *t = tongue_of(slice_of(cases[i].text),
		    slice_of(cases[i].said));

		if (!slice_eq(slice_of(t->code), slice_of(cases[i].code)))
			printf("%s: %s, not %s\n", cases[i].text, t->code,
			    cases[i].code);
		CHECK(slice_eq(slice_of(t->code), slice_of(cases[i].code)));
	}
}

/* What cannot be read says which letters it has; emoji are read anyway. */
static void
check_names(void)
{
	const slice none = { "", 0 };

	CHECK(slice_eq(slice_of(tongue_of(SLICE("Суп был"), none)->name),
	    SLICE("Cyrillic letters")));
	CHECK(tongue_of(SLICE("Суп был"), none)->words == NULL);
	CHECK(tongue_of(SLICE("\xf0\x9f\x98\x80"), none)->words ==
	    &lexicon_emoji);
	CHECK(tongue_of(SLICE("che schifo"), none)->words == &lexicon_it);
	CHECK(tongue_of(SLICE("het is niet goed hier"), none)->words == NULL);
}

/* Three languages, and far more words than a byte could count. */
static void
check_long(void)
{
	static char text[1 << 17];
	const slice part = SLICE("the soup is cold. la zuppa era fredda. "
	    "la sopa estaba fria. ");
	size_t	 n = 0;

	for (; n + part.n <= sizeof(text); n += part.n)
		memcpy(text + n, part.p, part.n);
	CHECK(tongue_of((slice){ text, n }, (slice){ "", 0 }) != NULL);
	for (n = 0; n + 4 <= sizeof(text); n += 4)
		memcpy(text + n, "the ", 4);
	CHECK(slice_eq(slice_of(tongue_of((slice){ text, n },
	    (slice){ "", 0 })->code), SLICE("en")));
	memset(text, 'a', sizeof(text));
	CHECK(tongue_of((slice){ text, sizeof(text) }, (slice){ "", 0 }) !=
	    NULL);
}

/* Reading sentence by sentence says the same as all in one, and ends early
 * where it is clear. */
static void
check_signs(void)
{
	const slice text = SLICE("The soup was cold and they did not care at "
	    "all about it. We will never go there again.");
	struct tongue_signs g = { 0 };
	struct sentences k;
	struct sentence s;
	size_t	 n = 0;

	sentences_init(&k, text);
	while (sentence_next(&k, &s)) {
		n++;
		if (!tongue_add(&g, &s))
			break;
	}
	CHECK(n == 1);
	CHECK(g.words > 0 && g.words <= 16);
	CHECK(tongue_told(&g, text, (slice){ "", 0 }) ==
	    tongue_of(text, (slice){ "", 0 }));
}

static void
check_small_words(void)
{
	CHECK(small_word(hash_bytes(SLICE("the"))) == 1 << EN);
	CHECK(small_word(hash_bytes(SLICE("que"))) ==
	    (1 << FR | 1 << ES | 1 << PT));
	CHECK(small_word(hash_bytes(SLICE("soup"))) == 0);
	CHECK(small_word(hash_bytes(SLICE("och"))) == 0);
}

int
main(void)
{
	check_cases();
	check_names();
	check_long();
	check_signs();
	check_small_words();
	return test_failed;
}
