/*
 * Every key that a recipe may have, and every word of those that have a list
 * of words, is named in recipe.5: in the section of its object, and by a macro
 * of its own (Cm), not by chance.
 */
#include "core/recipe/schema.h"
#include "tests/files.h"

#include <string.h>

static char	 manual[1 << 17];

/* Where the keys of an object are described. */
static const struct {
	const char	*shape;
	const char	*sections[2];
} places[] = {
	{ "top",	{ "TOP LEVEL", "CHANNELS" } },
	{ "param",	{ "PARAMETERS" } },
	{ "auth",	{ "AUTHENTICATION" } },
	{ "login",	{ "AUTHENTICATION" } },
	{ "poll",	{ "TOP LEVEL" } },
	{ "request",	{ "REQUESTS" } },
	{ "records",	{ "RECORDS AND FIELDS" } },
	{ "fields",	{ "RECORDS AND FIELDS" } },
	{ "cursor",	{ "CURSORS" } },
	{ "page",	{ "PAGES" } },
	{ "limits",	{ "ERRORS AND LIMITS" } },
	{ "cost",	{ "COSTS" } },
	{ "rule",	{ "ERRORS AND LIMITS" } },
	{ "when",	{ "AUTHENTICATION", "ERRORS AND LIMITS" } },
	{ "reply",	{ "REPLIES" } },
	{ "step",	{ "REPLIES" } },
	{ "look",	{ "REPLIES" } },
	{ "ok",		{ "CHANNELS" } },
	{ "limit",	{ "CHANNELS" } },
	{ "priority",	{ "CHANNELS" } },
	{ "set",	{ "CHANNELS" } },
	{ "message",	{ "CHANNELS" } },
	{ "publish",	{ "CHANNELS" } },
	{ "mail",	{ "MAILS" } },
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

		if (slice_find(line, SLICE("Cm ")) < line.n &&
		    line_names(line, word))
			return true;
	}
	return false;
}

static void
check(slice text, const char *shape, slice word)
{
	bool	 found = word.n == 0;

	for (size_t i = 0; i < COUNT(places); i++)
		for (int at = 0; strcmp(places[i].shape, shape) == 0 && at < 2;
		    at++)
			found = found || is_named(section(text,
			    places[i].sections[at]), word);
	if (found)
		return;
	printf("recipe.5 does not name %s: %.*s\n", shape, SLICE_ARG(word));
	CHECK(false);
}

static void
check_names(slice text, const char *words)
{
	slice	 rest = slice_of(words);

	while (rest.n)
		check(text, "names", slice_cut(&rest, ' '));
}

int
main(void)
{
	slice	 text = file_into(manual, sizeof(manual), "firmware/man",
	    "recipe.5");
	size_t	 n = 0;

	CHECK(text.n > 0);
	for (size_t i = 0; i < schema_nshapes; i++) {
		slice	 keys = slice_of(schema_shapes[i].keys);
		struct schema_key key;

		for (; schema_next(&keys, &key); n++) {
			slice	 words = key.type;

			check(text, schema_shapes[i].name, key.name);
			while (slice_index(key.type, '|') < key.type.n &&
			    words.n)
				check(text, schema_shapes[i].name,
				    slice_cut(&words, '|'));
		}
	}
	CHECK(n > 100);
	check_names(text, SCHEMA_ALWAYS " " SCHEMA_OF_POLL " "
	    SCHEMA_OF_REPLY " " SCHEMA_OF_LETTER);
	CHECK(!is_named(SLICE(".Cm recipes ,\n"), SLICE("recipe")));
	return test_failed;
}
