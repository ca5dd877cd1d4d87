/*
 * Every key that a recipe may have, and every word of those that have a list
 * of words, is named in recipe.5: in the section of its object, and by a macro
 * of its own (Cm), not by chance.
 */
#include "core/json/json.h"
#include "core/recipe/schema.h"
#include "core/recipe/texts.h"
#include "tests/files.h"

#include <string.h>

static char	 manual[1 << 17];

/* Where the keys of an object are described. */
static const struct {
	const char	*shape;
	const char	*sections[2];
} places[] = {
	{ "@from",	{ "VALUES" } },
	{ "@if",		{ "VALUES" } },
	{ "@lookup",	{ "VALUES" } },
	{ "@top",	{ "TOP LEVEL", "CHANNELS" } },
	{ "@param",	{ "PARAMETERS" } },
	{ "@auth",	{ "AUTHENTICATION" } },
	{ "@login",	{ "AUTHENTICATION" } },
	{ "@poll",	{ "TOP LEVEL" } },
	{ "@request",	{ "REQUESTS" } },
	{ "@records",	{ "RECORDS AND FIELDS" } },
	{ "@fields",	{ "RECORDS AND FIELDS" } },
	{ "@cursor",	{ "CURSORS" } },
	{ "@page",	{ "PAGES" } },
	{ "@limits",	{ "ERRORS AND LIMITS" } },
	{ "@cost",	{ "COSTS" } },
	{ "@rule",	{ "ERRORS AND LIMITS" } },
	{ "@when",	{ "AUTHENTICATION", "ERRORS AND LIMITS" } },
	{ "@reply",	{ "REPLIES" } },
	{ "@step",	{ "REPLIES" } },
	{ "@look",	{ "REPLIES" } },
	{ "@ok",		{ "CHANNELS" } },
	{ "@limit",	{ "CHANNELS" } },
	{ "@priority",	{ "CHANNELS" } },
	{ "@set",	{ "CHANNELS" } },
	{ "@message",	{ "CHANNELS" } },
	{ "@publish",	{ "CHANNELS" } },
	{ "@mail",	{ "MAILS" } },
	{ "names",	{ "TEMPLATES" } },
};

/* From its heading to the next. */
static slice
section(slice text, const char *name)
{
	while (name && text.n) {
		slice	 line = slice_cut(&text, '\n');

		if (slice_starts(line, SLICE(".Sh ")) &&
		    slice_eq(slice_from(line, 4), slice_of(name)))
			return slice_head(text, slice_find(text,
			    SLICE("\n.Sh ")));
	}
	CHECK(name == NULL);
	return SLICE("");
}

static bool
is_word(char c)
{
	return ascii_alpha(c) || ascii_digit(c) || c == '_';
}

/* The word stands on this line, alone. */
static bool
line_names(slice line, slice word)
{
	for (size_t i = 0; i + word.n <= line.n; i++)
		if (slice_eq(slice_head(slice_from(line, i), word.n), word) &&
		    (i == 0 || !is_word(line.p[i - 1])) &&
		    (i + word.n == line.n || !is_word(line.p[i + word.n])))
			return true;
	return false;
}

static bool
is_named(slice text, slice word)
{
	while (text.n) {
		slice	 line = slice_cut(&text, '\n');

		if ((slice_find(line, SLICE("Cm ")) < line.n ||
		    slice_find(line, SLICE("Qo ")) < line.n) &&
		    line_names(line, word))
			return true;
	}
	return false;
}

static void
check(slice text, slice shape, slice word)
{
	bool	 found = word.n == 0;

	for (size_t i = 0; i < COUNT(places); i++)
		for (int at = 0; slice_eq(slice_of(places[i].shape), shape) &&
		    at < 2; at++)
			found = found || is_named(section(text,
			    places[i].sections[at]), word);
	if (found)
		return;
	printf("recipe.5 does not name %.*s: %.*s\n", SLICE_ARG(shape),
	    SLICE_ARG(word));
	CHECK(false);
}

/* All words but the pointers. */
static void
check_words(slice text, slice shape, slice words)
{
	while (words.n) {
		slice	 word = slice_cut(&words, ' ');

		if (!slice_starts(word, SLICE("/")))
			check(text, shape, word);
	}
}

static size_t
check_keys(slice text, slice shape, slice keys)
{
	struct schema_key key;
	size_t	 n = 0;

	for (; schema_next(&keys, &key); n++) {
		check(text, shape, key.name);
		if (slice_starts(key.type, SLICE("=")))
			check_words(text, shape, slice_from(key.type, 1));
	}
	return n;
}

/* What the engine has as data. */
static void
test_texts(void)
{
	static const char *const texts[] = { answer_text, buttons_text,
	    oauth2_text };

	for (size_t i = 0; i < COUNT(texts); i++) {
		struct fault f = { "" };

		CHECK(json_check(slice_of(texts[i]), &f));
		CHECK(f.text[0] == '\0');
	}
	CHECK(strlen(format_text) == format_size);
	CHECK(schema_line(SLICE("@top")).n > 0);
	CHECK(schema_line(SLICE("no such line")).n == 0);
}

int
main(void)
{
	slice	 text = file_into(manual, sizeof(manual), "firmware/man",
	    "recipe.5"), format = slice_of(format_text);
	size_t	 n = 0, names = 0;

	test_texts();
	CHECK(text.n > 0);
	while (format.n) {
		slice	 what = slice_cut(&format, '\n');
		slice	 name = slice_cut(&what, ' ');

		if (slice_starts(name, SLICE("@")))
			n += check_keys(text, name, what);
		if (!slice_starts(name, SLICE("names")))
			continue;
		check_words(text, SLICE("names"), what);
		names++;
	}
	CHECK(n > 100 && names == 4);
	CHECK(!is_named(SLICE(".Cm recipes ,\n"), SLICE("recipe")));
	return test_failed;
}
