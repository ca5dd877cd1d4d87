/*
 * draft.c - a draft of an answer: the words on standard output, ready for
 * earshot reply; what should be known of them on standard error. Nothing is
 * sent.
 */
#include "firmware/desk/drafting.h"
#include "firmware/verb/look.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"
#include "storage/mentions.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static void
tell_faq(const struct faq_hit *h)
{
	if (h->entry == NULL)
		return;
	fprintf(stderr, "FAQ: entry %lld, \"%.*s\", for they say: %.*s\n",
	    (long long)h->entry->id, SLICE_ARG(h->entry->question),
	    SLICE_ARG(h->words));
}

static void
tell_statement(const struct statement *s)
{
	if (s != NULL)
		fprintf(stderr, "on file: %.*s%s%.*s\n", SLICE_ARG(s->name),
		    s->name.n && s->link.n ? ", " : "", SLICE_ARG(s->link));
}

static void
tell_holding(const struct draft *d)
{
	if (d->pinned)
		fprintf(stderr, "Crisis mode is on. Say no more than: %.*s%s"
		    "%.*s\n", SLICE_ARG(d->holding.words),
		    d->holding.link.n ? " " : "", SLICE_ARG(d->holding.link));
}

static void
tell_playbook(struct arena *a, const struct playbook *p)
{
	struct sink k = sink_open(a);
	slice	 says;

	if (p == NULL)
		return;
	playbook_put(&k, p);
	says = sink_close(&k, a);
	fprintf(stderr, "playbook: %.*s\n", SLICE_ARG(says));
}

static void
tell(struct look *look, const struct draft *d, uint64_t id)
{
	slice	 caution = d->wording.caution;

	if (caution.n)
		fprintf(stderr, "careful: %.*s\n", SLICE_ARG(caution));
	if (d->why.n)
		fprintf(stderr, "note: %.*s\n", SLICE_ARG(d->why));
	if (d->pinned)
		tell_holding(d);
	else
		tell_statement(d->statement);
	tell_faq(&d->faq);
	tell_playbook(&look->arena, d->playbook);
	if (print_to_person())
		fprintf(stderr, "to send it as it is: earshot draft %llu | "
		    "earshot reply %llu -\n", (unsigned long long)id,
		    (unsigned long long)id);
}

static int
draft(struct look *look, uint64_t id, const char *by, enum wording_kind kind)
{
	struct fault f = { "" };
	struct item item;
	struct answering a = { .c = look->c, .txn = look->txn,
	    .arena = &look->arena, .id = id, .item = &item,
	    .now = (int64_t)time(NULL) };
	struct draft d;
	slice	 text;

	a.by = answering_by(look->c, slice_of(by), &f);
	if (a.by == NULL)
		return fprintf(stderr, "%s\n", f.text), EXIT_NO;
	if (!mentions_get(look->txn, id, &item))
		return fprintf(stderr, "there is no mention %llu\n",
		    (unsigned long long)id), EXIT_NO;
	answering_know(&a);
	if (!drafting_make(&a, *by ? a.by : NULL, kind, &d)) {
		fprintf(stderr, "no draft: %.*s\n", SLICE_ARG(d.why));
		tell_holding(&d);
		return EXIT_NO;
	}
	text = d.wording.text;
	printf("%.*s\n", SLICE_ARG(text));
	tell(look, &d, id);
	return EXIT_GOOD;
}

int
verb_draft(const char *file, int argc, char **argv)
{
	enum wording_kind kind = WORDING_FIRST;
	const char *by = "";
	struct look look;
	int64_t	 id = 0;
	int	 status;
	bool	 good = argc > 1 && slice_int(slice_of(argv[1]), &id) && id > 0;

	for (int i = 2; good && i < argc; i++)
		if (strcmp(argv[i], "--solution") == 0)
			kind = WORDING_SOLUTION;
		else if (strcmp(argv[i], "--by") == 0 && i + 1 < argc)
			by = argv[++i];
		else
			good = false;
	if (!good) {
		fprintf(stderr, "usage: earshot draft ID [--solution] "
		    "[--by PERSON]\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	status = draft(&look, (uint64_t)id, by, kind);
	look_close(&look);
	return status;
}
