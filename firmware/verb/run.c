/* run.c - the keeper, once or for ever. */
#include "firmware/config/staff.h"
#include "firmware/keeper/keeper.h"
#include "firmware/verb/verbs.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

int
verb_run(const char *file, int argc, char **argv)
{
	const struct config *c = config_read(file);

	(void)argc;
	(void)argv;
	if (c == NULL)
		return EXIT_USAGE;
	config_tell_notes(c, (int64_t)time(NULL));
	return keeper_run(c, false, false);
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
