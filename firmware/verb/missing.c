/*
 * missing.c - what was asked in the last weeks and has no entry in the
 * FAQ, the most asked first: what to write on the shop's page next.
 */
#include "core/answer/missing.h"
#include "core/show.h"
#include "firmware/verb/look.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"
#include "storage/answers.h"
#include "storage/mentions.h"

#include <stdio.h>
#include <time.h>

enum {
	DAY = 86400, WEEKS = 28 * DAY, DAYS_MOST = 366,
	SHOWN = 120			/* characters */
};

struct search {
	struct look	*look;
	struct missing	*missing;
	int64_t		 since;
};

static bool
look_at(void *arg, uint64_t id, const struct item *item)
{
	struct search *s = arg;

	return item->found >= s->since && missing_add(s->missing, id, item);
}

static void
put_numbers(struct sink *k, const struct missing_group *g)
{
	for (size_t i = 0; i < g->n && i < MISSING_NUMBERS; i++) {
		sink_text(k, i ? "," : "");
		sink_int(k, (int64_t)g->ids[i]);
	}
}

static void
tell(struct search *s, const struct missing_group *g)
{
	struct sink k = sink_open(&s->look->arena);
	struct json_line j;

	if (print_to_person()) {
		put_numbers(&k, g);
		fprintf(stderr, "%4zu x  %.*s  (%.*s)\n", g->n, SLICE_ARG(show(
		    &s->look->arena, g->as.question, SHOWN, false)),
		    SLICE_ARG(sink_slice(&k)));
		return;
	}
	j = json_line_open(&k);
	json_line_text(&j, "question", g->as.question);
	json_line_int(&j, "asked", (int64_t)g->n);
	json_line_raw(&j, "mentions", SLICE("["));
	put_numbers(&k, g);
	sink_byte(&k, ']');
	json_line_close(&j);
	print_line(&k);
}

/* The most asked first; of two, the newer one. */
static void
tell_all(struct search *s)
{
	size_t	 mark = s->look->arena.used;
	struct missing_group *g;

	while ((g = missing_next(s->missing)) != NULL) {
		tell(s, g);
		s->look->arena.used = mark;
	}
	if (s->missing->n == 0)
		fprintf(stderr, "nothing was asked that has no entry\n");
}

int
verb_answers_missing(const char *file, int argc, char **argv)
{
	struct search s;
	struct look look;
	struct faq *all;
	int64_t	 days = WEEKS / DAY;
	int	 status;
	size_t	 n;

	if (argc > 3 || (argc == 3 && (!slice_int(slice_of(argv[2]), &days) ||
	    days < 1 || days > DAYS_MOST))) {
		fprintf(stderr, "usage: earshot answers missing [DAYS]\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	n = answers_faq(look.txn, &look.arena, &all);
	s = (struct search){ .look = &look,
	    .since = (int64_t)time(NULL) - days * DAY,
	    .missing = missing_open(&look.arena, all, n) };
	if (s.missing != NULL) {
		mentions_newest(look.txn, look_at, &s);
		tell_all(&s);
	}
	look_close(&look);
	return s.missing != NULL ? EXIT_GOOD : EXIT_SYSTEM;
}
