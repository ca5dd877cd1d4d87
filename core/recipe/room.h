/*
 * room.h - output that grows while the values it is made of need memory too.
 *
 * What is left of an arena is halved: the sink writes into the lower half,
 * values on their way live in the upper one and are forgotten with it.
 */
#ifndef CORE_ROOM_H
#define CORE_ROOM_H

#include "core/fault.h"

struct room {
	struct sink	 k;
	struct arena	 upper;
};

struct room room_open(struct arena *);
/* False when either half was too small; then *out is empty. */
bool	 room_close(struct room *, struct arena *, slice *out, struct fault *);

#endif
