#include "core/recipe/room.h"

void
room_open(struct room *room, const struct template_scope *scope)
{
	struct arena *a = scope->arena;
	size_t	 half = (a->cap - a->used) / 2;
	char	*p = a->base + a->used;

	*room = (struct room){ .k = { .buf = p, .cap = half }, .scope = *scope,
	    .whole = a };
	room->scope.arena = &room->upper;
	arena_init(&room->upper, p + half, a->cap - a->used - half);
}

bool
room_close(struct room *room, slice *out, struct fault *fault)
{
	if (room->upper.spent)
		room->k.full = true;
	*out = sink_close(&room->k, room->whole);
	return !room->k.full ||
	    fault_words(fault, "too long for the memory of one job");
}
