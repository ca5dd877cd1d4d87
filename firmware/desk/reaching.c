#include "firmware/desk/reaching.h"

#include "core/desk/route.h"
#include "storage/mentions.h"

#include <stdlib.h>

enum { ROOM = 512 << 10 };		/* for all territories and one text */

bool
reaching(const struct config *c, struct txn *t, size_t who, uint64_t mention)
{
	const struct router *r;
	struct arena a;
	struct item item;
	void	*room;
	bool	 good;

	if (who >= c->staff.n || !c->staff.people[who].agency)
		return true;
	if ((room = malloc(ROOM)) == NULL)
		return false;
	arena_init(&a, room, ROOM);
	r = router_make(&a, &c->staff);
	good = r != NULL && mentions_get(t, mention, &item) &&
	    route_reaches(r, &a, &item, who) && !a.spent;
	free(room);
	return good;
}

bool
reaching_mark(const struct config *c, struct txn *t, const struct mark *m,
    struct fault *why)
{
	const slice names[] = { m->by,
	    m->act == ACT_GIVE + 1 ? m->words : SLICE("") };

	for (size_t i = 0; i < COUNT(names); i++) {
		size_t	 who = names[i].n ? staff_named(&c->staff, names[i]) :
		    STAFF_MAX;

		if (!reaching(c, t, who, (uint64_t)m->mention))
			return fault_tell(why, "% is an agency, and this item "
			    "is not theirs", staff_called(&c->staff, who));
	}
	return true;
}

bool
reaching_house(const struct config *c, size_t channel)
{
	bool	 agency = false;

	for (size_t i = 0; i < c->staff.n; i++) {
		const struct staff_person *p = &c->staff.people[i];

		for (size_t n = 0; n < p->nways; n++)
			if (p->ways[n].channel == channel && !p->agency)
				return true;
			else
				agency |= p->ways[n].channel == channel;
	}
	return !agency;
}
