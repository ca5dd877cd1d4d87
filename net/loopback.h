/*
 * loopback.h - a door for the owner's own browser, and for nobody else: one
 * short request on 127.0.0.1.
 */
#ifndef NET_LOOPBACK_H
#define NET_LOOPBACK_H

#include "core/slice.h"

enum { LOOPBACK_MOST = 8192 };		/* bytes of a request */

/* *port 0: any that is free. -1: it is taken. */
int	 loopback_open(unsigned *port);
/* Lets one in and reads what it wants: the target of its GET, in buf. Empty:
 * it wanted nothing that we know. *guest is answered below. */
slice	 loopback_hear(int door, char buf[static LOOPBACK_MOST], int *guest);
/* Words for a person, and the end of it. */
void	 loopback_answer(int guest, bool good, const char *words);

#endif
