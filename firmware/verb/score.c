/* score.c - what a text says and how much it matters. */
#include "core/judge/score.h"
#include "firmware/verb/lines.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"

#include <stdio.h>
#include <time.h>

enum { ROOM = 64 << 10 };	/* of lines to write at once */

static void
put_score(struct arena *a, const struct verdict *v)
{
	struct sink k = sink_open(a);
	struct json_line o = json_line_open(&k);

	print_verdict(&o, v);
	json_line_close(&o);
	print_line(&k);
}

int
verb_score(const char *file, int argc, char **argv)
{
	static const struct shop nobody;
	struct lines l;
	struct scorer *s;
	struct mention m;
	struct verdict v;
	slice	 line;
	bool	 object;

	(void)file;
	if (argc > 2) {
		fprintf(stderr, "usage: earshot score [FILE]\n");
		return EXIT_USAGE;
	}
	if (!lines_open(&l, argc > 1 ? argv[1] : "-") ||
	    (s = scorer_make(&l.arena, &nobody)) == NULL)
		return EXIT_SYSTEM;
	setvbuf(stdout, arena_take(&l.arena, ROOM), _IOFBF, ROOM);
	while (lines_read(&l, &m, &line, &object)) {
		score(s, &l.arena, &m, m.time ? (int64_t)time(NULL) : 0, &v);
		put_score(&l.arena, &v);
	}
	return EXIT_GOOD;
}
