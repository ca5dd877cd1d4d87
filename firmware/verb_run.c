/* verb_run.c - the keeper, once or for ever; and what it would read. */
#include "firmware/keeper.h"
#include "firmware/verbs.h"

#include <stdio.h>
#include <string.h>

int
verb_run(const char *file, int argc, char **argv)
{
	const struct config *c = config_read(file);

	(void)argc;
	(void)argv;
	return c ? keeper_run(c, false, false) : EXIT_USAGE;
}

int
verb_once(const char *file, int argc, char **argv)
{
	bool	 all = argc == 2 && strcmp(argv[1], "--all") == 0;
	const struct config *c;

	if (argc > 2 || (argc == 2 && !all)) {
		fprintf(stderr, "usage: earshot once [--all]\n");
		return EXIT_USAGE;
	}
	c = config_read(file);
	return c ? keeper_run(c, true, all) : EXIT_USAGE;
}

static void
describe(const struct config *c)
{
	static const char *const words[] = { "low", "normal", "high",
		"urgent" };

	for (size_t i = 0; i < c->nrules; i++)
		fprintf(stderr, "rule     %.*s: %.*s\n",
		    SLICE_ARG(c->rules[i].name), SLICE_ARG(c->rules[i].text));
	for (size_t i = 0; i < c->nsources; i++) {
		const struct config_source *s = &c->sources[i];

		fprintf(stderr, "source   %.*s: %.*s at %.*s, every %lld s%s\n",
		    SLICE_ARG(s->way.name), SLICE_ARG(s->way.recipe_name),
		    SLICE_ARG(s->way.origin.host), (long long)s->every,
		    s->everything ? ", everything it says" : "");
	}
	for (size_t i = 0; i < c->nchannels; i++) {
		const struct config_channel *ch = &c->channels[i];

		fprintf(stderr, "channel  %.*s: %.*s at %.*s, from %s up\n",
		    SLICE_ARG(ch->way.name), SLICE_ARG(ch->way.recipe_name),
		    SLICE_ARG(ch->way.origin.host), words[ch->least]);
	}
}

int
verb_check(const char *file, int argc, char **argv)
{
	const struct config *c;

	if (argc > 1 && strcmp(argv[1], "--recipes") == 0 && argc < 4)
		return verb_check_recipes(file, argc == 3 ? argv[2] : NULL);
	if (argc > 1) {
		fprintf(stderr, "usage: earshot check [--recipes [FOLDER]]\n");
		return EXIT_USAGE;
	}
	c = config_read(file);
	if (c == NULL)
		return EXIT_USAGE;
	describe(c);
	if (c->nsources == 0)
		fprintf(stderr, "note: no sources, so nothing will be heard\n");
	if (c->nchannels == 0)
		fprintf(stderr, "note: no channels, so nobody will be told\n");
	fprintf(stderr, "%s is good\n", file);
	return EXIT_GOOD;
}
