/*
 * file.h - a whole file, or standard input ("-"), into an arena.
 */
#ifndef FIRMWARE_FILE_H
#define FIRMWARE_FILE_H

#include "core/fault.h"

bool	 file_read(struct arena *, const char *name, size_t most, slice *,
	    struct fault *);

#endif
