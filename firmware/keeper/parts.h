/*
 * parts.h - the keeper in pieces, for a day that is only played: see
 * verb/demo.c.
 */
#ifndef FIRMWARE_KEEPER_PARTS_H
#define FIRMWARE_KEEPER_PARTS_H

#include "firmware/keeper/keeper.h"

/* Signals that stop it; the configuration may come later. NULL: no memory. */
struct keeper *keeper_make(const struct config *);
/* Opens the store; `all`: every source is due. False: was told. */
bool	 keeper_begin(struct keeper *, bool all);
/* The loop; `once`: until nothing is due. */
void	 keeper_turns(struct keeper *, bool once);
void	 keeper_end(struct keeper *);

/* slot.c: what keeper_now() says from here on. */
void	 keeper_pretend(int64_t now);

#endif
