/*
 * room.h - output that grows while the values it is made of need memory too.
 *
 * What is left of an arena is halved: the sink writes into the lower half,
 * values on their way live in the upper one and are forgotten with it.
 */
#ifndef CORE_ROOM_H
#define CORE_ROOM_H

#include "core/recipe/template.h"

struct room {
	struct sink	 k;
	struct arena	 upper;
	struct template_scope scope;	/* the one given, in the upper half */
	struct arena	*whole;
};

void	 room_open(struct room *, const struct template_scope *);
/* False when either half was too small; then *out is empty. */
bool	 room_close(struct room *, slice *out, struct fault *);

#endif
