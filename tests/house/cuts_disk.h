/*
 * cuts_disk.h - a disk as a power cut may leave it.
 *
 * What fsync(2) was called for, or was written with O_DSYNC, is there. Of the
 * rest, any: each write may have happened or not, in any order, and a write
 * under way may have reached any of its sectors of 512 bytes; a new size, a
 * new name, a rename or removal may have happened or not until their file or
 * directory was synced. A mapped file (LMDB's locks) may hold anything.
 */
#ifndef HOUSE_CUTS_DISK_H
#define HOUSE_CUTS_DISK_H

#include "tests/house/cuts_trace.h"

enum {
	DISK_FILES = 16,	/* ever made, in one directory */
	DISK_FDS = 64,
	DISK_PENDING = 1024,
	DISK_SECTOR = 512,
	DISK_SIZE = 2 << 20,	/* of a file, at most */
	DISK_SECTORS_MOST = DISK_SIZE / DISK_SECTOR
};

struct disk_file {
	char	*data;			/* what is durable */
	size_t	 size;
	uint64_t sums[DISK_SECTORS_MOST];
	const struct trace_op *pending[DISK_PENDING];
	size_t	 npending;
};

/* A name that a file has, or (file -1) that was taken away. */
struct disk_name {
	char	 name[64];
	int	 file;
	bool	 both;			/* one with the next: a rename */
};

struct disk {
	struct disk_file files[DISK_FILES];
	size_t	 nfiles;
	struct disk_name names[DISK_PENDING];
	size_t	 ndurable, nnames;	/* durable ones first, then changes */
	struct disk_fd {
		int	 file;
		bool	 directory, now, used;
	} fds[DISK_FDS];
};

/* Under way, and done. False: the model does not know such a thing. */
bool	 disk_begin(struct disk *, const struct trace_op *);
bool	 disk_end(struct disk *, const struct trace_op *);

/* How a cut chooses; the same dice give the same state. */
enum disk_mood { DISK_NOTHING, DISK_ALL, DISK_WRITES, DISK_TORN, DISK_MOODS };

struct disk_cut {
	enum disk_mood	 mood;
	uint64_t	 dice;
};

/* Puts the state into `dir`; NULL: only looks at it. The number returned is
 * the same for the same names and contents, the lock files' left out. */
uint64_t disk_cut(const struct disk *, struct disk_cut, const char *dir);

uint64_t disk_roll(uint64_t *dice);

#endif
