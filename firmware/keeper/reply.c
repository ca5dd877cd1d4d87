/*
 * reply.c - answers of the owner's: asked once more whether they may go,
 * for much may have happened since the order; marked before they go out,
 * because a repeated letter is a nuisance, a repeated answer in public is
 * worse; and told to every way to the owner when one did not, or perhaps not.
 */
#include "firmware/keeper/keeper.h"

#include "core/plan.h"
#include "core/recipe/reply.h"
#include "firmware/desk/answering.h"
#include "firmware/desk/freezing.h"
#include "firmware/log.h"
#include "storage/mentions.h"

#include <stdlib.h>

enum { ROOM = 16 << 10, WORDS = 600, ASK_ROOM = 64 << 10 };

static void
put_words(struct sink *k, const struct letter *l)
{
	sink_put(k, l->trouble);
	sink_text(k, "\n\nYou wrote: ");
	sink_put(k, text_valid(slice_head(l->text, WORDS)) ?
	    slice_head(l->text, WORDS) : l->text);
	if (l->url.n) {
		sink_text(k, "\n");
		sink_put(k, l->url);
	}
}

bool
reply_tell(struct keeper *k, struct txn *t, const struct letter *reply)
{
	char	*room = malloc(ROOM + REPLY_MOST);
	struct sink text = { .buf = room, .cap = ROOM + REPLY_MOST };
	struct letter l = { .level = SLICE("high"), .born = keeper_now(),
	    .title = SLICE("Your answer is not out"), .url = reply->url };
	bool	 good = room != NULL;

	if (good)
		put_words(&text, reply);
	l.text = sink_slice(&text);
	good = good && outlet_tell(k->c, t, &l, 0);
	free(room);
	return good;
}

/* *why it must not leave any more is in the room. */
static enum may
forbidden(struct keeper *k, struct txn *t, const struct letter *l, void *room,
    slice *why)
{
	size_t	 who = staff_named(&k->c->staff, l->who);
	struct arena arena;
	struct item item;
	struct answering a = { .c = k->c, .txn = t, .arena = &arena,
	    .id = (uint64_t)l->mention, .item = &item, .send = true,
	    .again = true, .now = keeper_now(), .written = l->born,
	    .anyway = l->anyway != 0,
	    .by = who < k->c->staff.n ? &k->c->staff.people[who] : NULL };

	arena_init(&arena, room, ASK_ROOM);
	if (l->step != 0 || !mentions_get(t, a.id, &item))
		return MAY;
	answering_know(&a);
	return answering_may(&a, SLICE(""), why);
}

/* It is with the owner, who may say it once more. */
static bool
hold_back(struct keeper *k, struct txn *t, int64_t due, const struct letter *l,
    slice why)
{
	struct letter copy = *l;

	copy.trouble = why;
	log_event(l->channel, "letter %lld stays here: %.*s", (long long)l->id,
	    SLICE_ARG(why));
	return reply_tell(k, t, &copy) && outbox_reject(t, due, &copy,
	    keeper_now());
}

/* It goes on its way, waits for the end of a crisis, or stays here. */
static bool
put_mark(struct keeper *k, struct txn *t, int64_t due, const struct letter *l,
    enum may may, slice why)
{
	struct letter copy = *l;

	copy.unsure = keeper_now();
	return may == MAY ? outbox_retry(t, due, &copy, due) :
	    may == MAY_NOT_CRISIS ? freeze(t, due, l, why) :
	    hold_back(k, t, due, l, why);
}

void
reply_mark(struct keeper *k, size_t ch, int64_t due, const struct letter *l)
{
	struct fault f = { "" };
	struct txn *t = store_begin(k->store, true, &f);
	char	*room = malloc(ASK_ROOM);
	slice	 why = { "", 0 };
	enum may may = MAY;

	k->outlets[ch].hold = keeper_now() + PLAN_FIRST_RETRY;
	if (t != NULL && room != NULL)
		may = forbidden(k, t, l, room, &why);
	if (t == NULL || room == NULL || !put_mark(k, t, due, l, may, why))
		store_abort(t);
	else if (keeper_commit(k, t)) {
		k->outlets[ch].hold = 0;
		k->outlets[ch].sure = may == MAY ? l->id : 0;
	}
	free(room);
	if (k->outlets[ch].hold == 0)
		return;
	if (store_full(k->store))
		keeper_make_room(k);
}
