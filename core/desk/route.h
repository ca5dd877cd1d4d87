/*
 * route.h - whose is it? By place, source, language, issue and class.
 *
 * Who has a territory hears of what is said there and of nothing else; who has
 * none hears of every place. Where a mention is comes from its words (title,
 * text), its place and its source, in that order, the first that is in
 * anybody's territory. When it is in nobody's, those on duty hear of it, too.
 *
 * The other lists are kept by all. When they leave nobody, those on duty hear
 * of it; when nobody is, the first of the file: never nowhere. Who wants
 * criticals only is nobody here for anything else, unless there is nobody but
 * such. `least` is not looked at: what is quieter waits for their digest.
 * An agency never hears of what its own lists and places do not take.
 */
#ifndef CORE_ROUTE_H
#define CORE_ROUTE_H

#include "core/desk/staff.h"
#include "core/wire.h"

struct router;

/* Once for many: all places of all territories made ready. The staff must
 * outlive it. NULL: the arena is spent. */
const struct router *router_make(struct arena *, const struct staff *);

struct route {
	uint32_t who;			/* never 0 */
	size_t	 owner;			/* one of them: who answers for it. On
					 * duty before others, of a territory
					 * before others, then by the file */
	bool	 placed;		/* a territory took it */
	slice	 why;			/* "Chicago is Anna's"; in the arena */
};

/* All words of all territories in one pass over the text. */
void	 route(const struct router *, struct arena *, const struct item *,
	    int64_t now, struct route *);

/* May that person see it, press and answer? Of an agency: do its lists and
 * places take it? Everybody else may. */
bool	 route_reaches(const struct router *, struct arena *,
	    const struct item *, size_t who);

/* "Anna": how a person is called, or else the name in the file. */
slice	 staff_called(const struct staff *, size_t who);
/* Passes quiet hours, closing time, the budget and the bar. */
bool	 item_critical(const struct item *);

#endif
