/*
 * crisis.c - the one switch, how it stands, and the time-line of all that
 * happened while it was on.
 */
#include "core/show.h"
#include "core/when/when.h"
#include "firmware/desk/crisis.h"
#include "firmware/order/crisis.h"
#include "firmware/order/spool.h"
#include "firmware/verb/look.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"
#include "storage/mentions.h"
#include "storage/outbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LINES_MOST = 8000, SAID = 300 /* characters */ };

static int
usage(void)
{
	fprintf(stderr, "usage: earshot crisis [on [STATEMENT] | off | log [N]] "
	    "[--by PERSON]\n");
	return EXIT_USAGE;
}

/* --- the time-line -------------------------------------------------------- */

struct line {
	int64_t	 when, item;
	const char *what;		/* NULL: `act` */
	slice	 act, by, words;
};

struct timeline {
	struct look	*look;
	struct crisis	 is;
	int64_t		 until, item;
	struct line	*lines;
	size_t		 n;
};

static void
add(struct timeline *t, struct line l)
{
	if (l.when >= t->is.from && l.when <= t->until && t->n < LINES_MOST)
		t->lines[t->n++] = l;
}

static bool
add_delivery(void *arg, const struct delivery *d)
{
	struct timeline *t = arg;

	add(t, (struct line){ d->when, t->item, d->order ? "answer" :
	    "letter", SLICE(""), d->channel, d->verdict });
	return true;
}

static bool
add_mention(void *arg, uint64_t id, const struct item *item)
{
	struct timeline *t = arg;
	struct line l = { item->found, (int64_t)id, "heard", SLICE(""),
	    item->source, item->mention.text.n ? item->mention.text :
	    item->mention.title };

	t->item = l.item;
	outbox_notes(t->look->txn, id, add_delivery, t);
	add(t, l);
	return item->found >= t->is.from;
}

static bool
add_task(void *arg, const struct task *task)
{
	struct timeline *t = arg;
	slice	 rest = task->history;
	struct task_line l;

	while (task_line(&rest, &l))
		if (l.act != ACT_OPEN)
			add(t, (struct line){ l.when, task->mention, NULL,
			    act_name(l.act), l.by, l.words });
	return true;
}

static int
by_time(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if (x->when != y->when)
		return x->when < y->when ? -1 : 1;
	return (x->item > y->item) - (x->item < y->item);
}

static void
print_one(struct look *look, const struct line *l)
{
	slice	 what = l->what ? slice_of(l->what) : l->act;
	slice	 words = show(&look->arena, l->words, SAID, false);
	struct sink k = sink_open(&look->arena);
	struct json_line j;

	if (print_to_person()) {
		zone_put(&k, &look->c->staff.hours.zone, l->when);
		fprintf(stderr, "%.*s  ", SLICE_ARG(sink_slice(&k)));
		if (l->item)
			fprintf(stderr, "%lld ", (long long)l->item);
		fprintf(stderr, "%.*s%s%.*s%s%.*s\n", SLICE_ARG(what), l->by.n ?
		    ", " : "", SLICE_ARG(l->by), words.n ? ": " : "",
		    SLICE_ARG(words));
		return;
	}
	j = json_line_open(&k);
	json_line_int(&j, "when", l->when);
	json_line_text(&j, "what", what);
	json_line_int(&j, "item", l->item);
	json_line_text(&j, "by", l->by);
	json_line_text(&j, "words", words);
	json_line_close(&j);
	print_line(&k);
}

static int
print_log(struct look *look, const struct crisis *is)
{
	struct timeline t = { .look = look, .is = *is, .until = is->until ?
	    is->until : INT64_MAX, .lines = arena_take(&look->arena,
	    LINES_MOST * sizeof(t.lines[0])) };
	const size_t mark = look->arena.used;

	if (t.lines == NULL)
		return EXIT_SYSTEM;
	add(&t, (struct line){ is->from, 0, "crisis on", SLICE(""), is->by,
	    is->words });
	if (is->until)
		add(&t, (struct line){ is->until, INT64_MAX, "crisis off",
		    SLICE(""), is->ended, SLICE("") });
	mentions_newest(look->txn, add_mention, &t);
	tasks_newest(look->txn, add_task, &t);
	qsort(t.lines, t.n, sizeof(t.lines[0]), by_time);
	for (size_t i = 0; i < t.n; i++, look->arena.used = mark) {
		if (t.lines[i].item == INT64_MAX)
			t.lines[i].item = 0;
		print_one(look, &t.lines[i]);
	}
	if (t.n == LINES_MOST)
		fprintf(stderr, "there was more than these %d lines\n",
		    LINES_MOST);
	return EXIT_GOOD;
}

static int
show_log(const char *file, int64_t nth)
{
	struct look look;
	struct crisis is;
	int	 status;

	if (!look_open(&look, file, &status))
		return status;
	if (crisis_nth(crisis_log(look.txn), (size_t)nth - 1, &is)) {
		status = print_log(&look, &is);
	} else {
		fprintf(stderr, "crisis mode was never on%s\n", nth > 1 ?
		    " so often, as far as is known" : "");
		status = EXIT_NO;
	}
	look_close(&look);
	return status;
}

/* --- how it stands -------------------------------------------------------- */

static int
show_state(const char *file)
{
	struct look look;
	slice	 pin;
	int	 status;
	struct sink k;

	if (!look_open(&look, file, &status))
		return status;
	pin = crisis_pin(look.c, look.txn, &look.arena, NULL);
	k = sink_open(&look.arena);
	crisis_put_waiting(&k, look.txn);
	if (pin.n)
		fprintf(stderr, "%.*s\n%.*s\n", SLICE_ARG(pin),
		    SLICE_ARG(sink_slice(&k)));
	else
		fprintf(stderr, "Crisis mode is off.\n");
	look_close(&look);
	return pin.n ? EXIT_GOOD : EXIT_NO;
}

/* --- the switch ----------------------------------------------------------- */

static bool
is_off(const char *file)
{
	struct look look;
	struct crisis is;
	int	 status;
	bool	 off;

	if (!look_open(&look, file, &status))
		return false;
	off = !crisis_nth(crisis_log(look.txn), 0, &is) || is.until != 0;
	look_close(&look);
	return off;
}

static int
turn(const char *file, bool on, slice words, slice by)
{
	char	 name[SPOOL_PATH], room[TASK_NOTE + 1];
	struct sink k = { .buf = room, .cap = TASK_NOTE };
	struct mark m = { .when = (int64_t)time(NULL), .by = by };
	struct fault f = { "" };
	const struct config *c = config_read(file);

	if (c == NULL)
		return EXIT_USAGE;
	if (m.by.n == 0)
		m.by = c->staff.people[0].name;
	sink_text(&k, on ? CRISIS_ON : CRISIS_OFF);
	sink_text(&k, words.n ? " " : "");
	sink_put(&k, words);
	m.words = sink_slice(&k);
	if (k.full)
		fault_words(&f, "a holding statement is a sentence or two: 390 "
		    "bytes at most");
	if (k.full || !crisis_may(c, m.by, &f))
		return fprintf(stderr, "%s\n", f.text), EXIT_NO;
	if (!spool_put_mark(c->data, &m, name, &f))
		return fprintf(stderr, "%s\n", f.text), EXIT_SYSTEM;
	fprintf(stderr, on ? "Crisis mode: everybody hears of what comes in, "
	    "together every 5 minutes, with the holding statement; critical "
	    "words at once; what was prepared before, and drafts, "
	    "wait. `earshot crisis off` ends it.\n" :
	    "Crisis mode is over; a summary is on its way.\n");
	return spool_hand_in(c, name);
}

int
verb_crisis(const char *file, int argc, char **argv)
{
	slice	 by = { "", 0 }, words = { "", 0 };
	int64_t	 nth = 1;
	bool	 on;

	if (argc > 3 && strcmp(argv[argc - 2], "--by") == 0) {
		by = slice_of(argv[argc - 1]);
		argc -= 2;
	}
	if (argc == 1)
		return show_state(file);
	if (strcmp(argv[1], "log") == 0)
		return argc <= 3 && (argc == 2 || (slice_int(slice_of(
		    argv[2]), &nth) && nth > 0 && nth < 1000)) ?
		    show_log(file, nth) : usage();
	on = strcmp(argv[1], "on") == 0;
	if (argc > 2 + on || (!on && strcmp(argv[1], "off") != 0))
		return usage();
	if (argc == 3)
		words = slice_trim(slice_of(argv[2]));
	if (!on && is_off(file))
		return fprintf(stderr, "Crisis mode is off already.\n"),
		    EXIT_GOOD;
	return turn(file, on, words, by);
}
