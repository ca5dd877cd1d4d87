/*
 * archive.h - a backup as a run of rows: files, then the records of the store
 * in the order of their tables and keys, then an end.
 *
 *	1 byte	kind
 *	1, 2, 4	bytes: how long the name, the key, the value is, big-endian
 *	then	name, key, value
 *
 * The same on every processor; what is around it (net/seal.h) tells whether it
 * is whole. Sizes beyond ARCHIVE_VALUE are refused.
 */
#ifndef CORE_ARCHIVE_H
#define CORE_ARCHIVE_H

#include "core/slice.h"

enum {
	ARCHIVE_FILE = 'f',		/* name: of what kind; key: its name */
	ARCHIVE_RECORD = 'r',		/* name: its table */
	ARCHIVE_END = 'e',
	ARCHIVE_HEAD = 8,
	ARCHIVE_VALUE = 1 << 20,
	ARCHIVE_ROW = ARCHIVE_HEAD + 255 + 65535 + ARCHIVE_VALUE
};

struct archive_row {
	int	 kind;
	slice	 name, key, value;
};

/* What stands before name, key and value. False: it could not be read again. */
bool	 archive_head(const struct archive_row *, char out[static ARCHIVE_HEAD]);

/* The first row of what has come so far, taken off `bytes`; its slices point
 * into them. ARCHIVE_MORE: there is only a part of it, nothing was taken. */
enum archive_is { ARCHIVE_ROW_READ, ARCHIVE_MORE, ARCHIVE_BROKEN };
enum archive_is archive_next(slice *bytes, struct archive_row *);

/* May a file of that name be written? No folder, nothing hidden. */
bool	 archive_name_fits(slice);

#endif
