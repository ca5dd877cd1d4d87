/* score.c - what a text says and how much it matters. */
#include "core/judge/score.h"
#include "firmware/verb/lines.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"

#include <stdio.h>
#include <time.h>

enum {
	ROOM = 64 << 10,	/* of lines to write at once, */
	LINE = 64 << 10		/* and for one more: no verdict is so long */
};

/* A line behind those that wait to be written. */
static void
put_score(struct sink *k, const struct verdict *v)
{
	struct sink before = *k;
	struct json_line o = json_line_open(k);

	print_verdict(&o, v);
	json_line_close(&o);
	if (k->full) {
		print_line(k);		/* says so */
		*k = before;
	}
	if (k->len >= ROOM) {
		print_line(k);
		k->len = 0;
	}
}

int
verb_score(const char *file, int argc, char **argv)
{
	static const struct shop nobody;
	struct lines l;
	struct scorer *s;
	struct verdict v;
	struct sink k = { .cap = ROOM + LINE };

	(void)file;
	if (argc > 2) {
		fprintf(stderr, "usage: earshot score [FILE]\n");
		return EXIT_USAGE;
	}
	if (!lines_open(&l, argc > 1 ? argv[1] : "-") ||
	    (s = scorer_make(&l.arena, &nobody)) == NULL ||
	    (k.buf = arena_take(&l.arena, k.cap)) == NULL)
		return EXIT_SYSTEM;
	while (lines_read(&l)) {
		score(s, &l.arena, &l.mention,
		    l.mention.time ? (int64_t)time(NULL) : 0, &v);
		put_score(&k, &v);
	}
	print_line(&k);
	return EXIT_GOOD;
}
