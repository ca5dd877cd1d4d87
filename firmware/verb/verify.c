/* verify.c - every invariant of a store, read-only. */
#include "firmware/verb/look.h"
#include "firmware/verb/verbs.h"
#include "storage/store.h"

#include <stdio.h>

static void
say(void *arg, const char *what)
{
	(void)arg;
	fprintf(stderr, "%s\n", what);
}

int
verb_verify(const char *file, int argc, char **argv)
{
	struct store_options o = { .readonly = true };
	const struct config *c = NULL;
	struct fault f = { "" };
	const char *dir;
	struct store *s;
	size_t	 broken;

	if (argc > 2) {
		fprintf(stderr, "usage: earshot verify [STORE]\n");
		return EXIT_USAGE;
	}
	if (argc == 1 && (c = config_read(file)) == NULL)
		return EXIT_USAGE;
	dir = argc == 2 ? argv[1] : c->data;
	if (c != NULL)
		o = look_options(c, true);
	s = store_open(dir, &o, &f);
	if (s == NULL) {
		fprintf(stderr, "%s\n", f.text);
		return EXIT_NO;
	}
	broken = store_verify(s, say, NULL);
	store_close(s);
	if (broken == 0)
		fprintf(stderr, "%s holds\n", dir);
	return broken ? EXIT_NO : EXIT_GOOD;
}
