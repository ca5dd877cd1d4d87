/*
 * copy.h - every record of a store, out and in again: for a backup, and for
 * another kind of processor, which cannot read this one's file.
 */
#ifndef STORAGE_COPY_H
#define STORAGE_COPY_H

#include "storage/store.h"

typedef bool copy_row(void *, slice table, slice key, slice value);

/* All of them, table by table in the order of their keys; tokens of accounts
 * only with `secrets`. The slices live until row() returns; false from it ends
 * the walk, and is what comes back. The name of the store (store_box()) stays:
 * letters of what is made of it must not look like its own. */
bool	 copy_out(struct txn *, bool secrets, copy_row *, void *);

/* One record; false: there is no such table, or it failed. */
bool	 copy_in(struct txn *, slice table, slice key, slice value,
	    struct fault *);

/* The store of the directory `from` becomes that of `dir`, whole or not at
 * all. False: there is one already, or a keeper is at work, or *fault. */
bool	 copy_install(const char *from, const char *dir, struct fault *);

#endif
