/*
 * keeper_reply.c - answers of the owner's: marked before they go out, because a
 * repeated letter is a nuisance, a repeated answer in public is worse; and
 * told to every way to the owner when one did not, or perhaps not.
 */
#include "firmware/keeper.h"

#include "core/plan.h"
#include "core/recipe/reply.h"

#include <stdlib.h>

enum { ROOM = 16 << 10, WORDS = 600 };

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
	for (size_t i = 0; good && i < k->c->nchannels; i++) {
		const struct config_channel *ch = &k->c->channels[i];

		if (ch->least > LEVEL_HIGH || ch->way.machine)
			continue;
		l.channel = ch->way.name;
		l.id = (int64_t)store_next_id(t, "letter");
		good = l.id != 0 && outbox_put(t, l.born, &l);
	}
	free(room);
	return good;
}

void
reply_mark(struct keeper *k, size_t ch, int64_t due, const struct letter *l)
{
	struct fault f = { "" };
	struct letter copy = *l;
	struct txn *t = store_begin(k->store, true, &f);

	copy.unsure = keeper_now();
	k->outlets[ch].hold = keeper_now() + PLAN_FIRST_RETRY;
	if (t == NULL)
		return;
	if (!outbox_retry(t, due, &copy, due))
		store_abort(t);
	else if (keeper_commit(k, t)) {
		k->outlets[ch].hold = 0;
		k->outlets[ch].sure = l->id;
		return;
	}
	if (store_full(k->store))
		keeper_make_room(k);
}
