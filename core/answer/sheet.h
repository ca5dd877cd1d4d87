/*
 * sheet.h - a draft while it is put together: pieces in their order, some of
 * which may go when room is short.
 */
#ifndef CORE_SHEET_H
#define CORE_SHEET_H

#include "core/answer/hole.h"
#include "core/answer/phrase.h"

enum { SHEET_PIECES = 10 };

struct sheet {
	struct arena *arena;
	size_t	 lang;			/* below PHRASE_LANGS */
	size_t	 chars;			/* at most */
	uint32_t dice;			/* what is left of the number */
	struct holes holes;
	struct {
		slice	 text;
		unsigned drop;		/* 0: must stay; the highest goes
					 * first */
	} pieces[SHEET_PIECES];
	size_t	 n;
};

/* In one line, without what cannot be seen; in the arena. */
slice	 sheet_clean(struct arena *, slice);

/* One of the phrases whose holes are filled, by the dice. Empty: there is
 * none. */
slice	 sheet_phrase(struct sheet *, enum phrase_key);
/* Nothing is added of an empty text. */
void	 sheet_add(struct sheet *, slice text, unsigned drop);

/* Characters left beside the pieces that must stay. */
size_t	 sheet_room(const struct sheet *);
/* At most so many characters of it: up to the end of a sentence if that keeps
 * half of it, or else with an ellipsis. */
slice	 sheet_cut(struct arena *, slice, size_t chars);

/* All with a blank between. Empty: what must stay has no room. */
slice	 sheet_close(struct sheet *);

/* A text without its signature, which begins at the last dash between two
 * blanks. */
slice	 sheet_unsigned(slice text);

#endif
