/*
 * confine.h - what a worker gives away, in two steps.
 *
 * First (before DNS): files larger than nothing, new processes, memory
 * without end, the user it started as. Second (before the first foreign
 * byte): every system call but those that move bytes on sockets.
 *
 * A platform is a file: confine_linux.c.
 */
#ifndef FIRMWARE_CONFINE_H
#define FIRMWARE_CONFINE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Dies with its keeper, and after `seconds` at the latest. False: a right
 * that should have gone is still there. `uid` 0 keeps the user. */
bool	 confine_first(unsigned seconds, size_t memory, uid_t uid);
/* A program of the owner's, before it begins: as that user, with no way to more
 * rights, and gone when its worker is. False: as above. */
bool	 confine_program(uid_t uid);
/* False: this kernel has no seccomp (doctor says so); all else holds. */
bool	 confine_second(void);
/* The same for who serves a guest: no socket but those it has. */
bool	 confine_indoors(void);

#endif
