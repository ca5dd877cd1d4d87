/*
 * answers.c - the FAQ of the shop: shown, grown from what was closed, and
 * what it lacks.
 */
#include "core/show.h"
#include "firmware/order/spool.h"
#include "firmware/verb/look.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"
#include "storage/answers.h"
#include "storage/mentions.h"
#include "storage/tasks.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { SHOWN = 160 /* characters */, FAQ_RECORD = 8192 };

static int
usage(void)
{
	fprintf(stderr, "usage: earshot answers [--json|--markdown]\n"
	    "       earshot answers save ID [QUESTION] ANSWER\n"
	    "       earshot answers add QUESTION ANSWER [LINK]\n"
	    "       earshot answers remove N\n"
	    "       earshot answers missing [DAYS]\n");
	return EXIT_USAGE;
}

/* --- the list ---------------------------------------------------------- */

static void
person_entry(struct arena *a, const struct faq *e)
{
	fprintf(stderr, "%4lld  %.*s\n", (long long)e->id,
	    SLICE_ARG(show(a, e->question, SHOWN, false)));
	if (e->answer.n)
		fprintf(stderr, "      %.*s\n",
		    SLICE_ARG(show(a, e->answer, SHOWN, false)));
	if (e->link.n)
		fprintf(stderr, "      %.*s\n",
		    SLICE_ARG(show(a, e->link, SHOWN, false)));
	if (e->uses)
		fprintf(stderr, "      used %lld time%s\n", (long long)e->uses,
		    e->uses == 1 ? "" : "s");
}

static void
list_entry(struct arena *a, const struct faq *e, const char *form)
{
	size_t	 mark = a->used;
	struct sink k;

	if (form == NULL && print_to_person()) {
		person_entry(a, e);
	} else {
		k = sink_open(a);
		if (form != NULL && strcmp(form, "--markdown") == 0)
			faq_put_markdown(&k, e);
		else
			faq_put_json(&k, e);
		print_line(&k);
	}
	a->used = mark;
}

static int
list(const char *file, int argc, char **argv)
{
	const char *form = argc > 1 ? argv[1] : NULL;
	struct look look;
	struct faq *all;
	size_t	 n;
	int	 status;

	if (!look_open(&look, file, &status))
		return status;
	n = answers_faq(look.txn, &look.arena, &all);
	for (size_t i = 0; i < n; i++)
		list_entry(&look.arena, &all[i], form);
	if (n == 0)
		fprintf(stderr, "no entry yet; one comes from an item that "
		    "is done: earshot answers save ID ANSWER\n");
	look_close(&look);
	return EXIT_GOOD;
}

/* --- orders ------------------------------------------------------------ */

/* What it came to, once it was carried out. */
static int
tell_entry(const char *file, const struct faq *want)
{
	struct look look;
	struct faq *all;
	int	 status;
	size_t	 n;

	if (!look_open(&look, file, &status))
		return status;
	status = EXIT_NO;
	n = answers_faq(look.txn, &look.arena, &all);
	for (size_t i = 0; i < n && status != EXIT_GOOD; i++)
		if (slice_eq(all[i].question, want->question) &&
		    slice_eq(all[i].answer, want->answer)) {
			fprintf(stderr, "FAQ: entry %lld, \"%.*s\"\n",
			    (long long)all[i].id, SLICE_ARG(want->question));
			status = EXIT_GOOD;
		}
	look_close(&look);
	if (status == EXIT_NO)
		fprintf(stderr, "it is not in the FAQ; earshot answers tells "
		    "what is\n");
	return status;
}

static int
hand_in(const struct config *c, struct entry *order)
{
	char	 name[SPOOL_PATH];
	struct fault f = { "" };

	if (!spool_put_entry(c->data, order, name, &f))
		return fprintf(stderr, "%s\n", f.text), EXIT_SYSTEM;
	return spool_hand_in(c, name);
}

static int
put_in(const struct config *c, const char *file, const struct faq *e)
{
	char	 record[FAQ_RECORD];
	struct sink k = { .buf = record, .cap = sizeof(record) };
	struct entry order = { .remove = 0 };
	struct fault f = { "" };
	int	 status;

	if (!faq_sound(e, &f))
		return fprintf(stderr, "%s\n", f.text), EXIT_NO;
	wire_put(&k, &wire_faq, e);
	order.faq = sink_slice(&k);
	status = hand_in(c, &order);
	return status == EXIT_GOOD ? tell_entry(file, e) : status;
}

static bool
is_text(slice s)
{
	if (s.n == 0 || text_valid(s))
		return true;
	fprintf(stderr, "that is not UTF-8 text\n");
	return false;
}

static int
add(const char *file, int argc, char **argv)
{
	struct look look;
	struct faq e = { .made = (int64_t)time(NULL), .link = SLICE("") };
	int	 status;

	if (argc < 4 || argc > 5)
		return usage();
	e.question = slice_trim(slice_of(argv[2]));
	e.answer = slice_trim(slice_of(argv[3]));
	if (argc == 5)
		e.link = slice_of(argv[4]);
	if (!is_text(e.question) || !is_text(e.answer) || !is_text(e.link))
		return EXIT_NO;
	if (!look_open(&look, file, &status))
		return status;
	look_close(&look);
	return put_in(look.c, file, &e);
}

/* Of an item that is done with: what they asked, and what was the answer. */
static bool
entry_of(struct look *look, int64_t id, slice answer, struct faq *e)
{
	struct item item;
	struct task task;

	if (!mentions_get(look->txn, (uint64_t)id, &item)) {
		fprintf(stderr, "there is no mention %lld\n", (long long)id);
		return false;
	}
	if (tasks_get(look->txn, (uint64_t)id, &task) && task_open(&task) &&
	    task.replied == 0) {
		fprintf(stderr, "item %lld is still open: answer it first, or "
		    "mark it done\n", (long long)id);
		return false;
	}
	faq_from(&look->arena, &item.mention, &item.verdict, answer, e);
	e->lang = arena_copy(&look->arena, e->lang);
	e->labels = arena_copy(&look->arena, e->labels);
	e->mention = id;
	e->made = (int64_t)time(NULL);
	return true;
}

static int
save(const char *file, int argc, char **argv)
{
	struct look look;
	struct faq e;
	int64_t	 id;
	int	 status;
	bool	 good;

	if (argc < 4 || argc > 5 || !slice_int(slice_of(argv[2]), &id) ||
	    id < 1)
		return usage();
	if (!is_text(slice_of(argv[3])) || !is_text(slice_of(argv[argc - 1])))
		return EXIT_NO;
	if (!look_open(&look, file, &status))
		return status;
	good = entry_of(&look, id, slice_of(argv[argc - 1]), &e);
	look_close(&look);
	if (argc == 5)
		e.question = slice_trim(slice_of(argv[3]));
	return good ? put_in(look.c, file, &e) : EXIT_NO;
}

static int
take_out(const char *file, int argc, char **argv)
{
	struct entry order = { .faq = SLICE("") };
	struct look look;
	struct faq e;
	int	 status;
	bool	 has;

	if (argc != 3 || !slice_int(slice_of(argv[2]), &order.remove) ||
	    order.remove < 1)
		return usage();
	if (!look_open(&look, file, &status))
		return status;
	has = answers_get_faq(look.txn, order.remove, &e);
	look_close(&look);
	if (!has)
		return fprintf(stderr, "the FAQ has no entry %lld\n",
		    (long long)order.remove), EXIT_NO;
	return hand_in(look.c, &order);
}

int
verb_answers(const char *file, int argc, char **argv)
{
	static const struct {
		const char *name;
		int	 (*run)(const char *, int, char **);
	} parts[] = {
		{ "save", save }, { "add", add }, { "remove", take_out },
		{ "missing", verb_answers_missing },
		{ "--json", list }, { "--markdown", list },
	};

	if (argc == 1)
		return list(file, argc, argv);
	for (size_t i = 0; i < COUNT(parts); i++)
		if (strcmp(argv[1], parts[i].name) == 0)
			return parts[i].run == list && argc > 2 ? usage() :
			    parts[i].run(file, argc, argv);
	return usage();
}
