/*
 * items.c - what there is to do: the items, and what somebody did about
 * one.
 */
#include "core/judge/score.h"
#include "core/report/parts.h"
#include "core/show.h"
#include "core/when/when.h"
#include "firmware/desk/reaching.h"
#include "firmware/order/spool.h"
#include "firmware/verb/print.h"
#include "firmware/verb/timer.h"
#include "firmware/verb/verbs.h"
#include "storage/mentions.h"
#include "storage/tasks.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { PAGE = 20, SAID = 70 /* characters */ };

/* --- items ---------------------------------------------------------------- */

struct page {
	struct look	*look;
	int64_t		 state;		/* 0: any */
	slice		 owner;		/* empty: anybody's */
	int64_t		 left, now;
	bool		 open;		/* only those */
	size_t		 shown;
};

static slice
said(struct look *look, int64_t id)
{
	struct item item;

	if (!mentions_get(look->txn, (uint64_t)id, &item))
		return SLICE("(forgotten)");
	return show(&look->arena, item.mention.text.n ? item.mention.text :
	    item.mention.title, SAID, false);
}

static slice
lock_of(struct page *p, const struct task *t)
{
	struct sink k = sink_open(&p->look->arena);

	task_put_lock(&k, &p->look->c->staff, t, p->now);
	return sink_close(&k, &p->look->arena);
}

/* Everybody sees who did. */
static slice
answered_by(struct page *p, const struct task *t)
{
	struct sink k = sink_open(&p->look->arena);

	task_put_answered(&k, &p->look->c->staff, t, p->now);
	return sink_close(&k, &p->look->arena);
}

/* Minutes to a first answer; 0: nobody set any, or it is answered. */
static int64_t
goal_of(const struct page *p, const struct task *t)
{
	return t->replied == 0 && task_open(t) ?
	    staff_goal(&p->look->c->staff, t->class) : 0;
}

static bool
is_late(const struct page *p, const struct task *t)
{
	int64_t	 goal = goal_of(p, t);

	return goal > 0 && report_open_time(&p->look->c->staff.hours,
	    t->opened, p->now) > goal * 60;
}

static void
person_task(struct page *p, const struct task *t)
{
	char	 ago[32];
	struct sink k = { .buf = ago, .cap = sizeof(ago) }, timer;
	slice	 lock = lock_of(p, t);

	if (lock.n == 0)
		lock = answered_by(p, t);
	when_put_ago(&k, p->now - t->opened);
	fprintf(stderr, "%5lld  %-8.*s  %-7.*s  %-6.*s  %-8.*s  %.*s%s%.*s%s\n",
	    (long long)t->mention, SLICE_ARG(sink_slice(&k)),
	    SLICE_ARG(task_state_name(t->state)),
	    SLICE_ARG(score_level_name((enum level)t->level)),
	    SLICE_ARG(t->owner), SLICE_ARG(said(p->look, t->mention)),
	    lock.n ? " (" : "", SLICE_ARG(lock), lock.n ? ")" : "");
	timer = sink_open(&p->look->arena);
	timer_put(&timer, &p->look->c->staff, t, p->now);
	if (timer.len)
		fprintf(stderr, "       %s%.*s\n", is_late(p, t) ? "late: " :
		    "", SLICE_ARG(sink_slice(&timer)));
	if (t->note.n)
		fprintf(stderr, "       note: %.*s\n", SLICE_ARG(show(
		    &p->look->arena, t->note, 200, false)));
}

static void
put_history(struct json_line *j, slice history)
{
	struct task_line line;
	bool	 more = false;

	json_line_raw(j, "history", SLICE("["));
	for (; task_line(&history, &line); more = true) {
		struct json_line h;

		if (more)
			sink_byte(j->k, ',');
		sink_byte(j->k, '{');
		h = (struct json_line){ j->k, false };
		json_line_int(&h, "when", line.when);
		json_line_text(&h, "act", act_name(line.act));
		json_line_text(&h, "by", line.by);
		json_line_text(&h, "words", line.words);
		sink_byte(j->k, '}');
	}
	sink_byte(j->k, ']');
}

static void
json_task(struct page *p, const struct task *t)
{
	slice	 says = said(p->look, t->mention), lock = lock_of(p, t);
	slice	 answered = answered_by(p, t);
	struct sink k = sink_open(&p->look->arena);
	struct json_line j = json_line_open(&k);

	json_line_int(&j, "item", t->mention);
	json_line_text(&j, "state", task_state_name(t->state));
	json_line_text(&j, "owner", t->owner);
	json_line_text(&j, "level", score_level_name((enum level)t->level));
	if (t->critical)
		json_line_raw(&j, "critical", SLICE("true"));
	json_line_int(&j, "opened", t->opened);
	json_line_int(&j, "changed", t->changed);
	json_line_int(&j, "due", t->due);
	json_line_int(&j, "replied", t->replied);
	json_line_int(&j, "closed", t->closed);
	json_line_int(&j, "reopened", t->reopened);
	if (t->replied)
		json_line_zero(&j, "first_answer", t->replied - t->opened);
	json_line_int(&j, "goal_minutes", goal_of(p, t));
	if (is_late(p, t))
		json_line_raw(&j, "late", SLICE("true"));
	json_line_text(&j, "busy", lock);
	json_line_text(&j, "answered", answered);
	json_line_text(&j, "note", t->note);
	json_line_text(&j, "outcome", t->outcome);
	json_line_text(&j, "says", says);
	put_history(&j, t->history);
	json_line_close(&j);
	print_line(&k);
}

static bool
list_task(void *arg, const struct task *t)
{
	struct page *p = arg;
	size_t	 mark = p->look->arena.used;

	if ((p->state != 0 && t->state != p->state) ||
	    (p->open && !task_open(t)) ||
	    (p->owner.n && !slice_eq(p->owner, t->owner)))
		return true;
	if (print_to_person())
		person_task(p, t);
	else
		json_task(p, t);
	p->shown++;
	p->look->arena.used = mark;
	return --p->left > 0;
}

/* "open" (as without), "all", a state, a person, or how many. */
static bool
read_page(struct page *p, const struct config *c, slice word)
{
	if (slice_eq(word, SLICE("all")))
		p->open = false;
	else if (slice_eq(word, SLICE("open")))
		p->open = true;
	else if (task_state_named(word, &p->state))
		p->open = false;
	else if (staff_named(&c->staff, word) != STAFF_MAX)
		p->owner = word;
	else
		return slice_int(word, &p->left) && p->left > 0;
	return true;
}

int
verb_items(const char *file, int argc, char **argv)
{
	struct look look;
	struct page p = { .look = &look, .left = PAGE, .open = true,
	    .now = (int64_t)time(NULL) };
	int	 status;

	if (!look_open(&look, file, &status))
		return status;
	for (int i = 1; i < argc && status != EXIT_USAGE; i++)
		if (!read_page(&p, look.c, slice_of(argv[i]))) {
			fprintf(stderr, "usage: earshot items [open|all|new|"
			    "seen|doing|done|ignored] [PERSON] [N]\n");
			status = EXIT_USAGE;
		}
	if (status != EXIT_USAGE) {
		status = EXIT_GOOD;
		tasks_newest(look.txn, list_task, &p);
		if (p.shown == 0)
			fprintf(stderr, "nothing of that kind\n");
	}
	look_close(&look);
	return status;
}

/* --- mark ------------------------------------------------------------------- */

static int
mark_usage(void)
{
	fprintf(stderr, "usage: earshot mark ID seen|mine|done|ignore|not-us|"
	    "useful|not-urgent|\n"
	    "           reopen|visit|won|lost|recovered [--by PERSON]\n"
	    "       earshot mark ID note WORDS | give PERSON [--by PERSON]\n");
	return EXIT_USAGE;
}

/* Would it be done? Why not is told; so that nobody waits for the keeper to
 * refuse it. */
static bool
may_mark(struct look *look, const struct mark *m)
{
	struct fault why = { "" };
	struct task task;

	if (!tasks_get(look->txn, (uint64_t)m->mention, &task))
		return fprintf(stderr, "mention %lld is no item\n",
		    (long long)m->mention), false;
	if (reaching_mark(look->c, look->txn, m, &why) &&
	    mark_make(&look->arena, &look->c->staff, &task, m, &why) == ACTED)
		return true;
	fprintf(stderr, "%s\n", why.text[0] ? why.text :
	    "it is so already");
	return false;
}

static int
tell_mark(struct look *look, const struct mark *m)
{
	struct task task;

	if (!tasks_get(look->txn, (uint64_t)m->mention, &task) ||
	    !mark_is_made(&task, m))
		return EXIT_NO;
	fprintf(stderr, "item %lld is %.*s, and %.*s answers for it\n",
	    (long long)m->mention, SLICE_ARG(task_state_name(task.state)),
	    SLICE_ARG(task.owner));
	return EXIT_GOOD;
}

/* Asked, handed in, and looked at: no look may be open while the keeper, or we
 * in its place, write. */
static int
hand_in_mark(const char *file, struct mark *m)
{
	char	 name[SPOOL_PATH];
	struct fault f = { "" };
	struct look look;
	int	 status;
	bool	 may;

	if (!look_open(&look, file, &status))
		return status;
	if (m->by.n == 0)
		m->by = look.c->staff.people[0].name;
	may = may_mark(&look, m);
	look_close(&look);
	if (!may)
		return EXIT_NO;
	if (!spool_put_mark(look.c->data, m, name, &f))
		return fprintf(stderr, "%s\n", f.text), EXIT_SYSTEM;
	status = spool_hand_in(look.c, name);
	if (status != EXIT_GOOD || !look_open(&look, file, &status))
		return status;
	status = tell_mark(&look, m);
	look_close(&look);
	return status;
}

int
verb_mark(const char *file, int argc, char **argv)
{
	struct mark m = { .when = (int64_t)time(NULL) };
	enum act act;

	if (argc > 3 && argc <= 6 && strcmp(argv[argc - 2], "--by") == 0) {
		m.by = slice_of(argv[argc - 1]);
		argc -= 2;
	}
	if (argc < 3 || argc > 4 || !slice_int(slice_of(argv[1]), &m.mention) ||
	    m.mention < 1 || !act_named(slice_of(argv[2]), &act) ||
	    (argc == 4) != (act == ACT_NOTE || act == ACT_GIVE))
		return mark_usage();
	m.act = (int64_t)act + 1;
	m.words = argc == 4 ? slice_of(argv[3]) : SLICE("");
	return hand_in_mark(file, &m);
}
