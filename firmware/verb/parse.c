/* parse.c - a saved answer to mentions, without a network. */
#include "core/feed/feed_doc.h"
#include "firmware/config/config.h"
#include "firmware/file.h"
#include "firmware/verb/print.h"
#include "firmware/verb/saved.h"
#include "firmware/verb/verbs.h"

#include <stdio.h>
#include <stdlib.h>

enum { PARSE_MEMORY = 192 << 20, PARSE_MOST = 32 << 20,
	DOC_MAX = 64 << 20 };

static int
fail(const char *what, const struct fault *f)
{
	fprintf(stderr, "%s: %s\n", what, f->text);
	return EXIT_NO;
}

static int
parse_doc(struct arena *a, slice body, const char *name, slice base)
{
	struct feed feed;
	struct fault f = { "" };
	struct sink k;

	if (!feed_parse(a, body, base, (slice){ "", 0 }, &feed, &f))
		return fail(name, &f);
	if (feed.broken)
		fprintf(stderr, "%s: %s; kept what came before\n", name, f.text);
	k = sink_open(a);
	feed_doc_put(&k, &feed);
	print_line(&k);
	return EXIT_GOOD;
}

static int
parse_recipe(struct arena *a, slice recipe, slice body, const char *name,
    slice base)
{
	struct recipe r;
	struct template_scope scope = { .arena = a, .crypto = &config_crypto };
	struct fault f = { "" };
	struct notice n;
	struct sink k;
	bool	 broken;

	if (!recipe_load(a, recipe, &r, &f))
		return fail("recipe", &f), EXIT_USAGE;
	if (r.kind != RECIPE_SOURCE)
		return fprintf(stderr, "that recipe is a channel\n"), EXIT_USAGE;
	if (!saved_read(&r, &scope, body, base, &n, &broken, &f))
		return fail(name, &f);
	if (broken)
		fprintf(stderr, "%s: %s; kept what came before\n", name, f.text);
	for (size_t i = 0; i < n.n; i++) {
		k = sink_open(a);
		print_mention(&k, &n.mentions[i]);
		print_line(&k);
	}
	return EXIT_GOOD;
}

int
verb_parse(const char *file, int argc, char **argv)
{
	bool	 doc = argc > 1 && strcmp(argv[1], "--json-doc") == 0;
	void	*block = malloc(PARSE_MEMORY);
	const char *name;
	struct arena a;
	struct fault f = { "" };
	slice	 recipe, body, base;

	(void)file;
	argv += doc;
	argc -= doc;
	if (argc < 2 || argc > 4 || block == NULL) {
		fprintf(stderr, "usage: earshot parse [--json-doc] RECIPE "
		    "[FILE [BASE-URL]]\n");
		return EXIT_USAGE;
	}
	name = argc > 2 ? argv[2] : "-";
	base = slice_of(argc > 3 ? argv[3] : "");
	arena_init(&a, block, PARSE_MEMORY);
	recipe = config_recipe(&a, slice_of(argv[1]), "/etc/earshot/recipes");
	if (recipe.n == 0 && !file_read(&a, argv[1], PARSE_MOST, &recipe, &f)) {
		fprintf(stderr, "there is no recipe \"%s\"\n", argv[1]);
		return EXIT_USAGE;
	}
	if (!file_read(&a, name, PARSE_MOST, &body, &f))
		return fprintf(stderr, "%s\n", f.text), EXIT_SYSTEM;
	return doc ? parse_doc(&a, body, name, base) :
	    parse_recipe(&a, recipe, body, name, base);
}
