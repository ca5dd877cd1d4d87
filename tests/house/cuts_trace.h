/*
 * cuts_trace.h - what a writer did to its files, as strace(1) wrote it down.
 *
 *	strace -f -xx -s 200000 -o FILE -e trace=... PROGRAM
 *
 * Only calls that succeeded, and only what a disk would see of them.
 */
#ifndef HOUSE_CUTS_TRACE_H
#define HOUSE_CUTS_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum trace_what {
	TRACE_OPEN,		/* fd, name, create, now (O_DSYNC), cut,
				 * directory */
	TRACE_CLOSE,		/* fd */
	TRACE_WRITE,		/* fd, at, bytes */
	TRACE_SYNC,		/* fd */
	TRACE_SIZE,		/* fd, at: the new size */
	TRACE_GROW,		/* fd, at: at least this size */
	TRACE_RENAME,		/* name, to */
	TRACE_UNLINK,		/* name */
	TRACE_ACK,		/* at: its number, digest */
	TRACE_SEEK,		/* only while reading */
	TRACE_IGNORED
};

struct trace_op {
	enum trace_what	 what;
	int		 fd;
	bool		 create, now, cut, directory;
	uint64_t	 at, digest;
	char		*bytes;
	size_t		 n;
	char		 name[64], to[64];
};

struct trace {
	struct trace_op	*ops;
	size_t		 n;
};

/* False, and a word on stderr: the recording cannot be understood. A writer
 * says "ACK number digest" on its standard output after each commit. */
bool	 trace_read(struct trace *, const char *file);

#endif
