/*
 * program.h - a program of the owner's, with a text on its input and a time
 * limit: for the channel exec.
 */
#ifndef FIRMWARE_ROLE_PROGRAM_H
#define FIRMWARE_ROLE_PROGRAM_H

#include "core/slice.h"

#include <sys/types.h>

enum { PROGRAM_LINE = 200 };

struct program {
	pid_t	 pid;			/* of its process group, too */
	int	 in, out;
	int	 status;		/* of waitpid(2) */
	bool	 late;			/* it was killed for its time */
	char	 line[PROGRAM_LINE];	/* the first it wrote */
	size_t	 nline;
};

/*
 * Forks a child that waits for its input, then becomes the program: as that
 * user (when we are root; 0: stays), in a group of its own, in the folder "/",
 * with PATH alone in its environment and no other file open than input and
 * output. So what is called after this may give all rights away.
 */
bool	 program_open(struct program *, const char *path, uid_t uid);
/* Lets it go with that input, and waits for its end; when the deadline (ms,
 * monotonic) comes, the whole group is killed. */
void	 program_run(struct program *, slice input, int64_t deadline);
/* It does not run after all. */
void	 program_drop(struct program *);

#endif
