#include "core/recipe/room.h"

struct room
room_open(struct arena *a)
{
	size_t	 half = (a->cap - a->used) / 2;
	char	*p = a->base + a->used;
	struct room room = { .k = { .buf = p, .cap = half } };

	arena_init(&room.upper, p + half, a->cap - a->used - half);
	return room;
}

bool
room_close(struct room *room, struct arena *a, slice *out,
    struct fault *fault)
{
	if (room->upper.spent)
		room->k.full = true;
	*out = sink_close(&room->k, a);
	return !room->k.full || fault_say(fault,
	    SLICE("too long for the memory of one job"));
}
