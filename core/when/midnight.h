/*
 * midnight.h - when a day's quota begins anew.
 */
#ifndef CORE_MIDNIGHT_H
#define CORE_MIDNIGHT_H

#include "core/when/zone.h"

/* "midnight:UTC", "midnight:America/Los_Angeles", where Google's days begin:
 * false: not that word, or no such zone. */
bool	 midnight_zone(slice, struct zone *);
/* Seconds from now to the next of them; -1: it is none. A day, when now is no
 * time of a clock. */
int64_t	 midnight_in(slice, int64_t now);
/* Unix seconds of the next month's beginning, UTC. */
int64_t	 month_ends(int64_t now);

#endif
