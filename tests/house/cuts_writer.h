/*
 * cuts_writer.h - a day of a keeper in a hurry, and how to know what of it
 * is there.
 */
#ifndef HOUSE_CUTS_WRITER_H
#define HOUSE_CUTS_WRITER_H

#include "storage/store.h"

/* Makes a store in dir and works in it; after each commit it writes "ACK
 * number digest" to standard output. Number 0 is the new store. */
int	 writer_run(const char *dir, size_t transactions);

/* The number of the last transaction that is in the store, and a digest of
 * every record in it. */
bool	 writer_seen(struct store *, uint64_t *number, uint64_t *digest);

/* One more transaction, as after the power is back. */
bool	 writer_goes_on(struct store *);

enum { WRITER_MAP = 1 << 20 };		/* small: it must forget, too */

#endif
