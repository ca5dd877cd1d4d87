/*
 * worker.h - one job, done by a fresh and confined copy of this program.
 *
 * The keeper queues packets (the job), the worker sends packets (the
 * findings) and exits. The keeper looks at the findings only after exit
 * status 0: a crash, a hang and a lie about length all end as "failed", and
 * nothing of a failed worker is ever stored.
 */
#ifndef FIRMWARE_WORKER_H
#define FIRMWARE_WORKER_H

#include "core/wire.h"

#include <sys/types.h>

enum {
	WORKER_FD = 3,
	WORKER_GUEST = 4,		/* the connection of who is served */
	WORKER_PACKETS = 2048,		/* either way */
	WORKER_MEMORY = 8 << 20		/* bytes of findings, touched as used */
};
enum worker_state { WORKER_IDLE, WORKER_RUNNING, WORKER_DONE, WORKER_FAILED };

struct worker {
	enum worker_state state;
	int		 fd;		/* poll it while RUNNING */
	pid_t		 pid;
	int		 guest;		/* is WORKER_GUEST there; stays the
					 * caller's to close; 0: nobody */
	int64_t		 deadline;	/* ms, monotonic */
	struct arena	 memory;	/* job and findings */
	slice		*job;		/* what is to be sent, in order */
	size_t		 njob, sent;
	slice		*found;
	size_t		 nfound;
	char		 why[96];	/* FAILED: what happened, in words */
};

/* Memory for one job; false when there is none. worker_close() returns it. */
bool	 worker_open(struct worker *);
void	 worker_close(struct worker *);		/* IDLE again */
/* Queues one packet; a full arena or queue shows at worker_start(). */
void	 worker_say(struct worker *, const struct wire_shape *, const void *);
void	 worker_go(struct worker *);		/* the packet that ends the job */

bool	 worker_start(struct worker *, const char *role, int64_t deadline);
short	 worker_events(const struct worker *);	/* for poll(2) */
/* Call when the descriptor is ready or the deadline has come. */
void	 worker_step(struct worker *, short revents, int64_t now);

/* --- in the worker -------------------------------------------------------- */

/* The next packet of the job, or what remains: false at its end. */
bool	 worker_hear(char *buf, size_t cap, slice *packet);
bool	 worker_tell(const struct wire_shape *, const void *);

/* Only where this program cannot execute itself (no /proc, an emulator):
 * what to call in a forked child instead. */
typedef int worker_role(const char *role);
void	 worker_fallback(worker_role *);

#endif
