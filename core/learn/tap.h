/*
 * tap.h - one tap of the owner on one mention: which weights it moves by how
 * much, in words; and taking it back.
 *
 * "not us" moves most what stands around the words of the rule, and where it
 * comes from; "not urgent" moves less, and its class too; "useful" raises. A
 * tap moves as much as is missing to its aim and no more, so that tapping the
 * same thing again and again moves nothing further.
 */
#ifndef CORE_TAP_H
#define CORE_TAP_H

#include "core/learn/learn.h"
#include "core/wire.h"

enum {
	TAP_MOVES = 16,			/* traits that one tap moves */
	TAP_STEP = 8 * LEARN_UNIT,	/* one trait, by one tap */
	TAP_SAYS = 128,			/* bytes that tell which mention */
	TAP_BYTES = TAP_MOVES * (7 + TRAIT_LABEL),
	TAPS_KEPT = 64,			/* can be taken back: the latest */
	COUNTS = 4096
};

/* What is learnt and all that is kept of the taps. */
_Static_assert(LEARN_BYTES + TAPS_KEPT * (TAP_BYTES + TAP_SAYS + 80) <= 65536,
    "more than is promised");

struct tap {
	int64_t	 number;		/* 0: has none yet */
	int64_t	 when;
	int64_t	 mention;
	int64_t	 what;			/* enum tap_what + 1 */
	int64_t	 before, after;		/* points that it came to */
	int64_t	 order;			/* a name of its own, so that it never
					 * counts twice */
	int64_t	 undo;			/* not a tap: take that one back */
	slice	 says;			/* the mention, short */
	slice	 moves;			/* packed: tap_next() */
};

struct move {
	uint32_t hash;
	int16_t	 by;			/* LEARN_UNITs */
	slice	 label;
};

extern const struct wire_shape wire_tap;

/* How common each trait is, about: among the mentions of this shop, and among
 * those of them that were waved off ("not us", "not urgent"). */
struct counts {
	uint32_t texts, offs;
	uint16_t of[COUNTS];
	uint8_t	 off[COUNTS];
};
void	 counts_note(struct counts *, const struct traits *, bool waved_off);

/* What that tap would move; what, before, after and moves are set. False: the
 * arena is spent; it takes twice a struct learn. */
bool	 tap_make(struct arena *, const struct learn *, const struct traits *,
	    const struct counts *, enum tap_what, struct tap *);
/* Moves; the tap's own moves become what was really moved, within the bounds
 * and the room there is. It may come from elsewhere. False: it is malformed or
 * the arena is spent, and nothing has moved. */
bool	 tap_take(struct arena *, struct learn *, struct tap *);
/* Only of a tap that is among those the state is the sum of. False: it is
 * not, and nothing has moved. */
bool	 tap_undo(struct learn *, const struct tap *);

/* The next of the moves; false: the end, or malformed when bytes are left. */
bool	 tap_next(slice *moves, struct move *);
/* "'focus group' -6, 'cinema' -4": points, of all traits that read the same. */
void	 tap_words(struct sink *, const struct tap *);

#endif
