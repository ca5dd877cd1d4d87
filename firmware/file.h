/*
 * file.h - a whole file: written, or read into an arena, as standard input
 * ("-") is.
 */
#ifndef FIRMWARE_FILE_H
#define FIRMWARE_FILE_H

#include "core/fault.h"

/* Written to its end; errno says why not. */
bool	 file_write(int fd, slice);
/* A new file of ours (0600), whole and synced. What was there goes; with
 * `keep` it stays, and that is EEXIST. */
bool	 file_put(const char *name, slice, bool keep);

bool	 file_read(struct arena *, const char *name, size_t most, slice *,
	    struct fault *);

#endif
