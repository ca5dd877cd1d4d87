/*
 * midnight.h - when a day's quota begins anew.
 */
#ifndef CORE_MIDNIGHT_H
#define CORE_MIDNIGHT_H

#include "core/slice.h"

/* Seconds from now to the next "midnight:UTC", or to that of
 * America/Los_Angeles, where Google's days begin; -1: another zone. */
int64_t	 midnight_in(slice zone, int64_t now);
/* Unix seconds of the next month's beginning, UTC. */
int64_t	 month_ends(int64_t now);

#endif
