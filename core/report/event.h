/*
 * event.h - a day that the owner marks (a flyer, a sale, a new cook), so that
 * the curve can be read beside it.
 */
#ifndef CORE_EVENT_H
#define CORE_EVENT_H

#include "core/wire.h"

/* Of what is counted every week in four ways there is room for two years. */
enum { EVENT_WORDS = 80, EVENTS_MOST = 600 };

struct event {
	int64_t	 id;
	int64_t	 day;			/* local, from 1970 */
	int64_t	 order;			/* that made it; see core/desk/mark.h */
	slice	 words;
};

extern const struct wire_shape wire_event;

/* "2026-11-20", a day that there is between 1970 and 9999. */
bool	 day_parse(slice, int64_t *day);
void	 day_put(struct sink *, int64_t day);
void	 day_put_short(struct sink *, int64_t day);	/* "3 Nov" */

/* The words of a mark about one: "event 2026-11-20 flyer", "event remove 3". */
void	 event_put_order(struct sink *, const struct event *);
bool	 event_order(slice words, struct event *, bool *remove);

#endif
