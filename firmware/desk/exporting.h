/*
 * exporting.h - what is stored as tables for a spreadsheet (RFC 4180). Cells
 * that one would take for a formula are defused by csv_put().
 */
#ifndef FIRMWARE_DESK_EXPORTING_H
#define FIRMWARE_DESK_EXPORTING_H

#include "core/desk/week.h"
#include "storage/store.h"

/* Gets the table in pieces, in order. */
typedef void export_put(void *, slice);

/* Those of the local days from..to, where the table has any (events, people
 * and items are told whole); INT64_MIN and _MAX are no bound. False: there is
 * no such table: mentions, items, counts, events, people; and words: what
 * people talk about, as they say it, issue, words, count. */
bool	 exporting(slice table, const struct calendar *, struct txn *,
	    struct arena *, int64_t from, int64_t to, export_put *, void *);

#endif
