/*
 * learning.h - what a tap on a stored mention would move; and the taps that go
 * with an act, so that "not us" on a button teaches as much as earshot tap.
 */
#ifndef FIRMWARE_DESK_LEARNING_H
#define FIRMWARE_DESK_LEARNING_H

#include "core/desk/mark.h"
#include "core/learn/tap.h"
#include "firmware/config/config.h"
#include "storage/store.h"

enum { LEARNING_ROOM = 128 << 10 };	/* bytes of arena for one tap */

/* Against what was tapped before and what is common among the newest mentions;
 * all but tap->order is set, its slices live in the arena. False with a
 * sentence: nothing is learnt from it. */
bool	 learning_tap(struct txn *, struct arena *, uint64_t mention,
	    enum tap_what, int64_t now, struct tap *, struct fault *why);

/*
 * An act that was just done to that item. "not us", "useful" and "not urgent"
 * teach, each item once, whoever says so how often: another of them, or
 * "reopen" after "not us", takes back what it had taught. Nothing is learnt of
 * what is critical, nor when the store is full. False: abort.
 */
bool	 learning_act(struct txn *, const struct mark *);

#endif
