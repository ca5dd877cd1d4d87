/*
 * said.h - a mail that answers one of our letters: what it wants done.
 */
#ifndef CORE_SAID_H
#define CORE_SAID_H

#include "core/mail/message.h"

/*
 * Its writer's own words. *act is enum act + 1 when they begin with one of
 * press_word(), or else 0; what remains is a note, at most as long as a task
 * keeps, in the arena; empty: there is none.
 */
slice	 said_read(struct arena *, const struct message *, int64_t *act);

#endif
