/*
 * verb_missing.c - what was asked in the last weeks and has no entry in the
 * FAQ, the most asked first: what to write on the shop's page next.
 */
#include "core/judge/classes.h"
#include "core/show.h"
#include "firmware/look.h"
#include "firmware/print.h"
#include "firmware/verbs.h"
#include "storage/answers.h"
#include "storage/mentions.h"

#include <stdio.h>
#include <time.h>

enum {
	DAY = 86400, WEEKS = 28 * DAY, DAYS_MOST = 366,
	GROUPS = 48,			/* different questions */
	ASKED = 400,			/* that are looked at */
	NUMBERS = 8,			/* told of one */
	SHOWN = 120			/* characters */
};

struct group {
	struct faq	 as;		/* the question, as an entry */
	const struct faq_book *book;	/* of it alone */
	size_t		 n;
	uint64_t	 ids[NUMBERS];
};

struct search {
	struct look	*look;
	const struct faq_book *book;	/* what there is */
	int64_t		 since;
	size_t		 left;
	struct group	 groups[GROUPS];
	size_t		 n;
};

static bool
is_asked(const struct item *item)
{
	return slice_eq(item->verdict.class, class_name(CLASS_QUESTION)) ||
	    (slice_eq(item->verdict.class, class_name(CLASS_LEAD)) &&
	    slice_index(item->mention.text, '?') < item->mention.text.n);
}

static bool
fits(struct search *s, const struct faq_book *book, const struct item *item)
{
	struct arena *a = &s->look->arena;
	size_t	 mark = a->used;
	struct faq_hit hit;
	bool	 found = faq_find(book, a, &item->mention, item->verdict.lang,
		    item->verdict.issues, &hit);

	a->used = mark;
	return found;
}

static void
join(struct group *g, uint64_t id)
{
	if (g->n < NUMBERS)
		g->ids[g->n] = id;
	g->n++;
}

static void
found(struct search *s, uint64_t id, const struct item *item)
{
	struct arena *a = &s->look->arena;
	struct group *g = &s->groups[s->n];

	for (size_t i = 0; i < s->n; i++)
		if (fits(s, s->groups[i].book, item)) {
			join(&s->groups[i], id);
			return;
		}
	if (s->n == GROUPS)
		return;
	*g = (struct group){ .n = 0 };
	faq_from(a, &item->mention, &item->verdict, SLICE(""), &g->as);
	g->as.labels = SLICE("");	/* by its words alone */
	g->book = faq_book(a, &g->as, 1);
	if (g->book == NULL || g->as.question.n == 0)
		return;
	join(g, id);
	s->n++;
}

static bool
look_at(void *arg, uint64_t id, const struct item *item)
{
	struct search *s = arg;

	if (item->found < s->since || s->left == 0)
		return false;
	if (is_asked(item)) {
		s->left--;
		if (!fits(s, s->book, item))
			found(s, id, item);
	}
	return !s->look->arena.spent;
}

static void
put_numbers(struct sink *k, const struct group *g)
{
	for (size_t i = 0; i < g->n && i < NUMBERS; i++) {
		sink_text(k, i ? "," : "");
		sink_int(k, (int64_t)g->ids[i]);
	}
}

static void
tell(struct search *s, const struct group *g)
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
	for (size_t i = 0; i < s->n; i++) {
		size_t	 mark = s->look->arena.used, best = 0;

		for (size_t g = 1; g < s->n; g++)
			if (s->groups[g].n > s->groups[best].n)
				best = g;
		tell(s, &s->groups[best]);
		s->groups[best].n = 0;
		s->look->arena.used = mark;
	}
	if (s->n == 0)
		fprintf(stderr, "nothing was asked that has no entry\n");
}

int
verb_answers_missing(const char *file, int argc, char **argv)
{
	struct search *s;
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
	s = arena_take(&look.arena, sizeof(*s));
	if (s != NULL) {
		s->look = &look;
		s->left = ASKED;
		s->since = (int64_t)time(NULL) - days * DAY;
		s->book = faq_book(&look.arena, all, n);
		if (s->book != NULL)
			mentions_newest(look.txn, look_at, s);
		tell_all(s);
	}
	look_close(&look);
	return s != NULL ? EXIT_GOOD : EXIT_SYSTEM;
}
