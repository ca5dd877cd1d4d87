/*
 * people.c - who there is: all of them, one of them, in and out.
 */
#include "core/show.h"
#include "core/when/when.h"
#include "firmware/verb/look.h"
#include "firmware/verb/people.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"
#include "storage/mentions.h"
#include "storage/outbox.h"
#include "storage/tasks.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
	PAGE = 20, PAGE_MOST = 500,
	SAID = 70			/* characters of a mention */
};

/* --- one of them ---------------------------------------------------------- */

static void
put_count(struct sink *k, int64_t n, const char *what)
{
	if (n == 0)
		return;
	sink_text(k, ", ");
	sink_int(k, n);
	sink_byte(k, ' ');
	sink_text(k, what);
}

static void
line_person(const struct contact *c, int64_t now)
{
	char	 buf[512];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	slice	 list = c->handles, line = SLICE("");

	show_put(&k, c->name.n ? c->name : SLICE("(no name)"), 30, false);
	if (lines_next(&list, &line) || (list = c->mail,
	    lines_next(&list, &line)) || (list = c->phone,
	    lines_next(&list, &line))) {
		sink_text(&k, ", ");
		show_put(&k, line, 40, false);
	}
	if (c->last && c->last < now) {
		sink_text(&k, ", ");
		when_put_ago(&k, now - c->last);
		sink_text(&k, " ago");
	}
	put_count(&k, c->negative, "against");
	put_count(&k, c->positive, "for");
	fprintf(stderr, "%5lld  %s%.*s\n", (long long)c->id,
	    c->never ? "NEVER  " : "", SLICE_ARG(sink_slice(&k)));
}

static void
json_person(struct arena *a, const struct contact *c)
{
	static const struct {
		const char	*key;
		uint16_t	 at;
	} texts[] = {
#define AT(f)	{ #f, offsetof(struct contact, f) }
		AT(name), AT(handles), AT(mail), AT(phone), AT(bought),
		AT(note), AT(prefers), AT(consent), AT(why), AT(parts),
	}, numbers[] = {
		AT(never), AT(imported), AT(first), AT(last), AT(negative),
		AT(neutral), AT(positive), AT(replied), AT(answered),
	};
#undef AT
	static const char *const moods[] = { "", "negative", "neutral",
	    "positive" };
	struct sink k = sink_open(a);
	struct json_line j = json_line_open(&k);
	const char *base = (const char *)c;

	json_line_int(&j, "contact", c->id);
	for (size_t i = 0; i < COUNT(texts); i++)
		json_line_text(&j, texts[i].key,
		    *(const slice *)(const void *)(base + texts[i].at));
	for (size_t i = 0; i < COUNT(numbers); i++)
		json_line_int(&j, numbers[i].key,
		    *(const int64_t *)(const void *)(base + numbers[i].at));
	json_line_text(&j, "before", slice_of(moods[c->before & 3]));
	json_line_text(&j, "after", slice_of(moods[c->after & 3]));
	json_line_text(&j, "writes", contact_habit(c));
	json_line_close(&j);
	print_line(&k);
}

size_t
people_which(struct look *look, slice who, uint64_t ids[static CONTACTS_FOUND])
{
	size_t	 n = contacts_find(look->txn, &look->arena, who, ids);
	struct contact c;

	if (n == 0)
		fprintf(stderr, "nobody called \"%.*s\" is known here\n",
		    SLICE_ARG(show(&look->arena, who, SAID, false)));
	if (n < 2)
		return n;
	fprintf(stderr, "several people may be meant; say which by the "
	    "number:\n");
	for (size_t i = 0; i < n; i++)
		if (contacts_whole(look->txn, &look->arena, ids[i], &c))
			line_person(&c, (int64_t)time(NULL));
	return n;
}

/* --- what they said, and what we did about it ----------------------------- */

static bool
our_answer(void *arg, const struct delivery *d)
{
	struct look *look = arg;

	if (d->order != 0)
		fprintf(stderr, "       our answer: %.*s\n", SLICE_ARG(show(
		    &look->arena, d->verdict, SAID, false)));
	return true;
}

static bool
said(void *arg, uint64_t id, const struct item *i)
{
	struct look *look = arg;
	size_t	 used = look->arena.used;
	struct task task = { .state = 0 };
	char	 buf[64];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	if (!print_to_person()) {
		k = sink_open(&look->arena);
		print_item(&k, id, i);
		print_line(&k);
		look->arena.used = used;
		return true;
	}
	when_put_ago(&k, (int64_t)time(NULL) - (i->mention.time ?
	    i->mention.time : i->found));
	fprintf(stderr, "%5llu  %-8.*s  %-9.*s  %-9.*s  %.*s: %.*s%s%.*s%s\n",
	    (unsigned long long)id, SLICE_ARG(sink_slice(&k)),
	    SLICE_ARG(i->verdict.class), SLICE_ARG(i->verdict.polarity),
	    SLICE_ARG(i->source), SLICE_ARG(show(&look->arena,
	    i->mention.text.n ? i->mention.text : i->mention.title, SAID,
	    false)), tasks_get(look->txn, id, &task) ? " (" : "",
	    SLICE_ARG(task.state ? task_state_name(task.state) : SLICE("")),
	    task.state ? ")" : "");
	outbox_notes(look->txn, id, our_answer, look);
	look->arena.used = used;
	return true;
}

static void
print_person(struct look *look, uint64_t id)
{
	struct contact c;
	struct sink k;

	if (!contacts_whole(look->txn, &look->arena, id, &c))
		return;
	if (print_to_person()) {
		k = sink_open(&look->arena);
		contact_page(&k, &c, &look->c->keep_people,
		    (int64_t)time(NULL));
		fprintf(stderr, "%.*s\n", SLICE_ARG(sink_close(&k,
		    &look->arena)));
	} else {
		json_person(&look->arena, &c);
	}
	contacts_mentions(look->txn, &look->arena, id, said, look);
}

int
verb_person(const char *file, int argc, char **argv)
{
	uint64_t ids[CONTACTS_FOUND];
	struct look look;
	int	 status;

	if (argc != 2) {
		fprintf(stderr, "usage: earshot person WHO (a handle, an "
		    "address, a name or a number)\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	status = EXIT_NO;
	if (people_which(&look, slice_of(argv[1]), ids) == 1) {
		print_person(&look, ids[0]);
		status = EXIT_GOOD;
	}
	look_close(&look);
	return status;
}

/* --- all of them ---------------------------------------------------------- */

struct newest {
	int64_t	 left;			/* at most so many */
	size_t	 n;
	uint64_t ids[PAGE_MOST];
	int64_t	 last[PAGE_MOST];
};

/* The last heard first. */
static bool
sort_in(void *arg, const struct contact *c)
{
	struct newest *l = arg;
	size_t	 at, most = (size_t)l->left;

	if (l->n == most && l->last[most - 1] >= c->last)
		return true;
	at = l->n < most ? l->n++ : most - 1;
	for (; at > 0 && l->last[at - 1] < c->last; at--) {
		l->ids[at] = l->ids[at - 1];
		l->last[at] = l->last[at - 1];
	}
	l->ids[at] = (uint64_t)c->id;
	l->last[at] = c->last;
	return true;
}

static int
list_people(struct look *look, int64_t n)
{
	struct newest *l = arena_take(&look->arena, sizeof(*l));
	struct contact c;

	if (l == NULL)
		return EXIT_SYSTEM;
	l->left = n;
	contacts_walk(look->txn, &look->arena, sort_in, l);
	if (l->n == 0)
		fprintf(stderr, "nobody is known yet\n");
	for (size_t i = 0; i < l->n; i++) {
		size_t	 used = look->arena.used;

		if (contacts_whole(look->txn, &look->arena, l->ids[i], &c)) {
			if (print_to_person())
				line_person(&c, (int64_t)time(NULL));
			else
				json_person(&look->arena, &c);
		}
		look->arena.used = used;
	}
	return EXIT_GOOD;
}

/* --- the verb ------------------------------------------------------------- */

static int
people_usage(void)
{
	fprintf(stderr, "usage: earshot people [N]\n"
	    "       earshot people export vcard|csv\n"
	    "       earshot people import FILE\n"
	    "       earshot people merge WHO WHO | unmerge WHO\n");
	return EXIT_USAGE;
}

int
verb_people(const char *file, int argc, char **argv)
{
	bool	 out = argc == 3 && strcmp(argv[1], "export") == 0;
	struct look look;
	int64_t	 n = PAGE;
	int	 status;

	if (argc == 3 && strcmp(argv[1], "import") == 0) {
		const struct config *c = config_read(file);

		return c ? people_import(c, argv[2]) : EXIT_USAGE;
	}
	if (argc > 2 && !out)
		return strcmp(argv[1], "merge") == 0 && argc == 4 ?
		    people_join(file, argv[2], argv[3]) :
		    strcmp(argv[1], "unmerge") == 0 && argc == 3 ?
		    people_join(file, argv[2], NULL) : people_usage();
	if ((out && strcmp(argv[2], "csv") != 0 &&
	    strcmp(argv[2], "vcard") != 0) || (argc == 2 && (!slice_int(
	    slice_of(argv[1]), &n) || n < 1 || n > PAGE_MOST)))
		return people_usage();
	if (!look_open(&look, file, &status))
		return status;
	status = out ? people_export(&look, argv[2]) : list_people(&look, n);
	look_close(&look);
	return status;
}
