/* outlet.c - where letters go out: channels, and sources that may be
 * answered on. */
#include "firmware/keeper/keeper.h"

#include "core/desk/reach.h"
#include "firmware/desk/reaching.h"

size_t
outlets_of(const struct config *c)
{
	return c->nchannels + c->nsources + 1;
}

slice
outlet_lane(const struct config *c, size_t outlet)
{
	size_t	 source = outlet - c->nchannels;

	if (outlet < c->nchannels)
		return c->channels[outlet].way.name;
	return source < c->nsources && c->sources[source].answer ?
	    c->sources[source].lane : (slice){ "", 0 };
}

const struct config_way *
outlet_way(const struct config *c, size_t outlet)
{
	return outlet < c->nchannels ? &c->channels[outlet].way :
	    c->sources[outlet - c->nchannels].answer;
}

bool
outlet_answers(const struct config *c, size_t outlet)
{
	return outlet >= c->nchannels;
}

size_t
outlet_named(const struct config *c, slice name)
{
	size_t	 i = 0;

	while (i + 1 < outlets_of(c) && !slice_eq(outlet_lane(c, i), name))
		i++;
	return i;
}

bool
outlet_tell(const struct config *c, struct txn *t, struct letter *l,
    size_t account)
{
	for (size_t i = 0; i < c->nchannels; i++) {
		const struct config_channel *ch = &c->channels[i];

		if (ch->least > LEVEL_HIGH || ch->way.machine ||
		    !reaching_house(c, i) ||
		    (account != 0 && ch->way.account == account))
			continue;
		l->channel = ch->way.name;
		if (!outbox_new(t, l->born, l))
			return false;
	}
	return true;
}

bool
outlet_person(const struct config *c, struct txn *t, const struct desk *desk,
    size_t who, const struct letter *l)
{
	const struct staff_person *p = &c->staff.people[who];
	struct letter one = *l;

	if (who >= c->staff.n || p->nways == 0)
		return true;
	one.channel = c->channels[p->ways[0].channel].way.name;
	one.who = p->name;
	return outbox_new(t, p->critical || reach_now(desk, who, LEVEL_URGENT,
	    l->born) == HELD_NOT ? l->born : reach_from(desk, who, l->born),
	    &one);
}
