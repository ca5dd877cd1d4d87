/*
 * deeds.c - buttons of a messenger and answers by mail. Neither shows
 * by itself what became of it: a quiet letter says so, of a mail only when
 * nothing did.
 */
#include "firmware/keeper/keeper.h"

#include "firmware/log.h"

#include <stdlib.h>

/* The channel of that person that this source reads; NULL: there is none. */
static const struct config_way *
way_back(const struct config *c, size_t who, const struct config_source *s)
{
	const struct staff_person *p = &c->staff.people[who];

	for (size_t i = 0; who < c->staff.n && i < p->nways; i++) {
		const struct config_way *w =
		    &c->channels[p->ways[i].channel].way;

		if (press_is_read(w, s))
			return w;
	}
	return NULL;
}

static bool
put_letter(struct keeper *k, struct txn *t, const struct config_way *w,
    size_t who, const struct press_told *told)
{
	struct letter l = { .channel = w->name, .level = SLICE("low"),
	    .title = told->says, .text = told->about, .born = keeper_now(),
	    .who = k->c->staff.people[who].name };

	return outbox_new(t, l.born, &l);
}

static bool
settle(struct keeper *k, struct txn *t, const struct press_deed *d,
    char room[static PRESS_ROOM])
{
	const struct config_source *s = &k->c->sources[d->index];
	struct press_told told;
	const struct config_way *w;
	size_t	 who;

	(void)press_deed_make(k, t, d, &told, &who, room);
	if (told.status == 503)
		return false;
	if (told.status != 200)
		log_event(s->way.name, "%.*s", SLICE_ARG(told.says));
	w = way_back(k->c, who, s);
	return w == NULL || (s->way.mail && told.status == 200) ||
	    put_letter(k, t, w, who, &told);
}

bool
deeds_settle(struct keeper *k, struct txn *t, const struct worker *w,
    size_t source)
{
	char	*room = malloc(PRESS_ROOM);
	bool	 good = room != NULL;
	struct press_deed d;

	for (size_t i = 0; good && i < w->nfound; i++)
		if (wire_get(w->found[i], &press_deed, &d) &&
		    d.index == (int64_t)source)
			good = settle(k, t, &d, room);
	free(room);
	return good;
}
