#include "core/report/weekly.h"

#include "core/letter.h"
#include "core/report/digest_part.h"
#include "core/report/doc.h"
#include "core/report/event.h"
#include "core/report/ratio.h"
#include "core/report/say.h"
#include "core/when/when.h"

enum { ROOM = 8 << 10, SAYS = 200, LEAST = 12 /* bytes said */,
	MOST = 1 << 30 };

static const slice nothing = { "", 0 };

struct quote {
	struct item item;
	int64_t	 rank;			/* 0: none */
};

struct weekly {
	struct arena *arena;
	struct weekly_head head;
	size_t	 heard, before;		/* before: in the week before */
	size_t	 classes[CLASSES];
	size_t	 wanted, answered, closed;
	struct spans delays;
	struct quote glad, sorry, waiting;
	int64_t	 mood;			/* for less against */
	size_t	 waits;
	int64_t	 oldest;
};

struct weekly *
weekly_open(struct arena *a, const struct weekly_head *head)
{
	struct weekly *w = arena_take(a, sizeof(*w));

	if (w != NULL) {
		w->arena = a;
		w->head = *head;
	}
	return w;
}

static slice
said(const struct item *i)
{
	return i->mention.text.n ? i->mention.text : i->mention.title;
}

static void
offer(struct quote *q, const struct item *item, int64_t rank)
{
	if (rank <= q->rank || said(item).n < LEAST)
		return;
	q->item = *item;
	q->rank = rank;
}

/* What its week made of it. */
static void
heard(struct weekly *w, const struct item *item, const struct task *task)
{
	int64_t	 feels = item->verdict.sentiment;
	enum class class;

	w->heard++;
	if (class_named(item->verdict.class, &class))
		w->classes[class]++;
	w->mood += (feels > 0) - (feels < 0);
	offer(feels > 0 ? &w->glad : &w->sorry, item, feels > 0 ? feels :
	    item->verdict.priority + 1);
	if (task == NULL || !digest_wants(item))
		return;
	w->wanted++;
	w->answered += task->replied != 0;
	w->closed += task->replied == 0 && !task_open(task);
}

void
weekly_mention(struct weekly *w, const struct item *item,
    const struct task *task)
{
	int64_t	 week = w->head.to - w->head.from;

	if (task && task->opened > 0 && task->replied >= w->head.from &&
	    task->replied < w->head.to)
		spans_add(&w->delays, task->replied - task->opened);
	if (task && task_open(task) && digest_wants(item)) {
		w->waits++;
		if (task->opened > 0 && (w->oldest == 0 ||
		    task->opened < w->oldest))
			w->oldest = task->opened;
		offer(&w->waiting, item, item->verdict.priority + 1);
	}
	if (item->fate == FATE_MUTED || item->found >= w->head.to ||
	    (task && task_state(task) == TASK_IGNORED))
		return;
	if (item->found >= w->head.from)
		heard(w, item, task);
	else
		w->before += item->found >= w->head.from - week;
}

/* --- five lines ------------------------------------------------------- */

static void
put_heard(struct weekly *w, struct sink *k)
{
	say_put(k, "% mention^ (% the week before)", nothing, (int64_t)w->heard,
	    (int64_t)w->before, 0);
	digest_put_classes(k, w->classes);
	if (w->wanted == 0)
		sink_text(k, " None wanted an answer.");
	else
		say_put(k, w->closed ? " % of % that wanted an answer had "
		    "one, % more settled otherwise." : " % of % that wanted an "
		    "answer had one.", nothing, (int64_t)w->answered,
		    (int64_t)w->wanted, (int64_t)w->closed);
}

static void
put_fastest(struct weekly *w, struct sink *k)
{
	if (w->delays.n == 0) {
		sink_text(k, "none, nothing was answered in this week.");
		return;
	}
	spans_put_time(k, spans_at(&w->delays, 0));
	sink_text(k, "; usually: ");
	if (ratio_tells(w->delays.seen))
		spans_put(k, &w->delays);
	else
		ratio_few(k, w->delays.seen);
	sink_byte(k, '.');
}

static int64_t
bounded(int64_t n)
{
	return n < 0 ? 0 : n > MOST ? MOST : n;
}

static void
put_saved(const struct tally *t, struct sink *k)
{
	int64_t	 spared = bounded(t->unmatched) + bounded(t->muted);

	say_put(k, "about % min. % new entries were read that needed nobody, "
	    "counted at % seconds each.", nothing,
	    (spared * WEEKLY_GLANCE + 30) / 60, spared, WEEKLY_GLANCE);
}

/* Of the mood that most were in. */
static const struct quote *
voice(const struct weekly *w)
{
	const struct quote *q = w->mood > 0 ? &w->glad : &w->sorry;

	return q->rank ? q : q == &w->glad ? &w->sorry : &w->glad;
}

static void
put_voice(struct weekly *w, struct sink *k)
{
	const struct quote *q = voice(w);

	if (q->rank == 0) {
		sink_text(k, "nobody said anything to quote.");
		return;
	}
	say_quote(k, said(&q->item), SAYS);
	sink_text(k, " \xe2\x80\x94 ");
	letter_kind(k, &q->item);
}

static void
put_waiting(struct weekly *w, struct sink *k)
{
	if (w->waits == 0) {
		sink_text(k, "nothing.");
		return;
	}
	say_put(k, w->waits == 1 ? "% for an answer, for " :
	    "% for an answer, the oldest for ", nothing, (int64_t)w->waits, 0,
	    0);
	when_put_ago(k, w->oldest && w->oldest < w->head.now ?
	    w->head.now - w->oldest : 0);
	if (w->waiting.rank) {
		sink_text(k, w->waits == 1 ? ": " : "; the loudest: ");
		say_quote(k, said(&w->waiting.item), SAYS);
	}
}

static slice
title(struct weekly *w)
{
	struct sink k = sink_open(w->arena);

	say_put(&k, "$, the week from ", w->head.shop.n ? w->head.shop :
	    SLICE("Earshot"), 0, 0, 0);
	day_put_short(&k, w->head.day);
	say_put(&k, ": % mention^", nothing, (int64_t)w->heard, 0, 0);
	return sink_close(&k, w->arena);
}

static void
write(struct weekly *w, struct doc *d, const struct tally *t)
{
	static const struct {
		slice	 name;
		void	(*put)(struct weekly *, struct sink *);
	} lines[] = {
		{ { "Heard:", 6 }, put_heard },
		{ { "Fastest answer:", 15 }, put_fastest },
		{ { "Time saved:", 11 }, NULL },
		{ { "In their words:", 15 }, put_voice },
		{ { "Waiting:", 8 }, put_waiting },
	};

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct sink k = sink_open(w->arena);

		if (lines[i].put)
			lines[i].put(w, &k);
		else
			put_saved(t, &k);
		doc_entry(d, lines[i].name, sink_close(&k, w->arena),
		    lines[i].put == put_voice ? voice(w)->item.mention.url :
		    nothing);
	}
}

bool
weekly_close(struct weekly *w, const struct tally *t, struct letter *l)
{
	struct doc d;

	if (!doc_take(&d, w->arena, ROOM, ROOM))
		return false;
	l->title = title(w);
	doc_open(&d, l->title);
	write(w, &d, t);
	return doc_letter(&d, w->arena, l);
}
