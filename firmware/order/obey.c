/*
 * obey.c - orders, carried out: each in one transaction, and read twice
 * as good as once.
 */
#include "firmware/order/spool.h"

#include "firmware/desk/acting.h"
#include "firmware/desk/linking.h"
#include "firmware/desk/sharing.h"
#include "firmware/order/crisis.h"
#include "firmware/order/event.h"
#include "firmware/order/outbox.h"
#include "storage/answers.h"
#include "storage/grants.h"
#include "storage/mentions.h"
#include "storage/outbox.h"
#include "storage/taps.h"
#include "storage/tasks.h"

#include <stdlib.h>
#include <time.h>

enum { TASK_ROOM = 16 << 10 };

static void
say(struct fault *f, const struct tap *tap, bool back)
{
	char	 number[24];

	fault_tell(f, "%tap %, '%' on \"%\"",
	    back ? SLICE("taken back: ") : SLICE("learnt: "),
	    fault_int(number, tap->number),
	    tap_name((enum tap_what)(tap->what - 1)), tap->says);
}

static bool
obey_tap(struct txn *t, struct tap *tap, bool *write, struct fault *says)
{
	size_t	 room = 2 * sizeof(struct learn);
	void	*block = malloc(room);
	bool	 back = tap->undo != 0;
	enum taps_done done = TAPS_FAILED;
	struct arena a;

	if (block != NULL) {
		arena_init(&a, block, room);
		done = taps_put(t, &a, tap);
	}
	*write = done == TAPS_DONE;
	if (*write)
		say(says, tap, back);
	else if (done == TAPS_NONE)
		fault_words(says, "there is no such tap to take back");
	else if (done == TAPS_FAILED)
		fault_words(says, "a tap could not be learnt");
	free(block);
	return done != TAPS_FAILED;
}

static bool
obey_grant(struct txn *t, const struct grant *token, bool *write)
{
	struct grant old;

	*write = !grants_get(t, token->account, &old) ||
	    old.order < token->order;
	return !*write || grants_put(t, token);
}

struct before {
	int64_t	 order;
	bool	 known;
};

static bool
is_before(void *arg, const struct delivery *d)
{
	struct before *b = arg;

	b->known = d->order == b->order;
	return !b->known;
}

/* The note beside the mention keeps the order, whatever becomes of it. */
static bool
obey_reply(struct txn *t, struct letter *l, bool *write, struct fault *says)
{
	struct before b = { .order = l->order };
	struct item item;
	char	 number[24];

	outbox_notes(t, (uint64_t)l->mention, is_before, &b);
	if (b.known)
		return true;
	if (!mentions_get(t, (uint64_t)l->mention, &item))
		return fault_tell(says, "a reply to mention %, which is "
		    "forgotten", fault_int(number, l->mention)), true;
	*write = outbox_new(t, l->born, l);
	if (*write)
		fault_tell(says, "letter %: %", fault_int(number, l->id),
		    l->title);
	else
		fault_words(says, "a reply could not be stored");
	return *write;
}

static bool
obey_task(const struct config *c, struct txn *t, struct arena *a,
    const struct mark *m, bool *write, struct fault *says)
{
	struct task task;
	struct fault why = { "" };
	char	 number[24];
	enum acted acted;

	if (!tasks_get(t, (uint64_t)m->mention, &task))
		return fault_tell(says, "mention % is no item",
		    fault_int(number, m->mention)), true;
	if (!acting(c, t, a, m, &task, &acted, &why))
		return false;
	*write = acted == ACTED;
	if (*write)
		fault_tell(says, "item %: %%%", fault_int(number, m->mention),
		    act_name((enum act)(m->act - 1)),
		    m->by.n ? SLICE(", by ") : SLICE(""), m->by);
	else
		fault_say(says, why.text[0] ? slice_of(why.text) :
		    SLICE("it is so already"));
	return true;
}

static bool
obey_mark(const struct config *c, struct txn *t, const struct mark *m,
    bool *write, struct fault *says)
{
	char	 room[TASK_ROOM];
	struct arena a;

	int64_t	 letter;
	bool	 retry;

	if (is_event_order(m))
		return obey_event(t, m, write, says);
	if (outbox_order(m, &retry, &letter))
		return obey_outbox(t, m, write, says);
	arena_init(&a, room, sizeof(room));
	return m->mention == 0 ? obey_crisis(c, t, m, write, says) :
	    obey_task(c, t, &a, m, write, says);
}

/* --- the FAQ ------------------------------------------------------------ */

static bool
obey_add(struct txn *t, struct faq *e, bool *write, struct fault *says)
{
	char	 number[24];

	if (answers_have(t, e))
		return fault_words(says, "the FAQ has that already"),
		    true;
	*write = answers_put_faq(t, e, says);
	if (*write)
		fault_tell(says, "FAQ: entry %, \"%\"",
		    fault_int(number, e->id), e->question);
	return *write || says->text[0] != '\0';
}

static bool
obey_entry(struct txn *t, const struct entry *order, bool *write,
    struct fault *says)
{
	char	 number[24];
	struct faq e;

	if (order->remove == 0) {
		if (!wire_get(order->faq, &wire_faq, &e))
			return true;
		e.id = 0;
		return obey_add(t, &e, write, says);
	}
	*write = answers_get_faq(t, order->remove, &e);
	fault_say(says, *write ? SLICE("FAQ: without entry ") :
	    SLICE("the FAQ has no entry "),
	    fault_int(number, order->remove));
	return !*write || answers_del_faq(t, order->remove);
}

/* What is none of them is done with. */
bool
spool_obey(const struct config *c, struct txn *t, slice order, bool *write,
    struct fault *says)
{
	struct people_order people;
	struct mark mark;
	struct tap tap;
	struct grant token;
	struct letter letter;
	struct entry entry;
	struct link link;
	struct job_finding share;

	*write = false;
	if (wire_get(order, &wire_link, &link))
		return linking_obey(t, &link, (int64_t)time(NULL), write,
		    says);
	if (wire_get(order, &job_finding, &share))
		return share.by.n == 0 || sharing_obey(c, t, &share, write,
		    says);
	if (wire_get(order, &wire_people, &people))
		return people_obey(t, &people, write, says);
	if (wire_get(order, &wire_letter, &letter))
		return letter.order == 0 || letter.channel.n == 0 ||
		    obey_reply(t, &letter, write, says);
	if (wire_get(order, &wire_mark, &mark))
		return obey_mark(c, t, &mark, write, says);
	if (wire_get(order, &wire_entry, &entry))
		return obey_entry(t, &entry, write, says);
	if (wire_get(order, &wire_tap, &tap))
		return obey_tap(t, &tap, write, says);
	return !wire_get(order, &wire_grant, &token) ||
	    token.account.n == 0 || obey_grant(t, &token, write);
}
