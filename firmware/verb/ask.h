/*
 * ask.h - a line from whoever sits at the terminal.
 */
#ifndef FIRMWARE_VERB_ASK_H
#define FIRMWARE_VERB_ASK_H

#include "core/arena.h"

/* Kept in the arena, without blanks around; not shown while `secret`. Empty:
 * none came, or one that is too long. */
slice	 ask_line(struct arena *, bool secret);

#endif
