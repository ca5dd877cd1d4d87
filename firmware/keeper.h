/*
 * keeper.h - the one process that owns clock, configuration and store.
 *
 * A loop: what is due gets a worker; what a worker brought back, once it has
 * exited with status 0, becomes one transaction. Nothing foreign is parsed
 * here; records are re-checked by core/wire.
 */
#ifndef FIRMWARE_KEEPER_H
#define FIRMWARE_KEEPER_H

#include "core/job.h"
#include "firmware/config.h"
#include "firmware/worker.h"
#include "storage/mentions.h"
#include "storage/outbox.h"
#include "storage/sources.h"

enum {
	KEEPER_WORKERS = 6,
	KEEPER_FETCHES = 4,		/* of them at most, so letters go on */
	KEEPER_SOURCES = 16,		/* of one visit */
	VISIT_SECONDS = 60,
	LETTER_SECONDS = 45,
	VISIT_MOST = 2 << 20,		/* bytes of a body */
	KEEPER_SCRATCH = 256 << 10,
	TALLY_SECONDS = 3600		/* counts of quiet polls wait this long */
};

/* A source while we run; what must survive is in the store. */
struct live {
	int64_t	 next;
	int64_t	 failures;
	struct tally pending;		/* of polls that wrote nothing */
	char	*detour;		/* a redirect to follow now */
	unsigned hops;
	bool	 running;
	bool	 alone;			/* its worker died: it takes no other along */
	bool	 told;			/* its trouble is in the log */
	bool	 heard;			/* the two below are the latest */
	char	 etag[256];		/* of an answer that brought nothing: */
	char	 modified[64];		/* kept here, the store is spared */
};

struct outlet {				/* a channel while we run */
	int64_t	 hold;			/* not before; 0: free */
	int64_t	 failures;
	bool	 busy;			/* a worker has one of its letters */
	bool	 recovered;		/* just now: what waited goes as one */
};

struct slot {
	struct worker	 worker;
	bool		 used;
	bool		 fetch;		/* else: deliver */
	bool		 typed;		/* its origin stands in the file */
	struct url	 origin;
	size_t		 sources[KEEPER_SOURCES];
	size_t		 nsources;
	size_t		 channel;
	int64_t		 due;		/* the letter's key */
	struct letter	 letter;	/* in the worker's memory */
};

struct session {
	struct url	 origin;	/* of the configuration */
	char		*bytes;
	size_t		 n;
	int64_t		 used;
};

struct keeper {
	const struct config *c;
	struct store	*store;
	struct live	*live;
	struct outlet	*outlets;
	slice		*busy;		/* room for every channel's name */
	char		*scratch;	/* KEEPER_SCRATCH bytes, for letters */
	struct slot	 slots[KEEPER_WORKERS];
	struct session	*sessions;	/* TLS sessions, one for each way */
	size_t		 nsessions;
	char		 host_id[STORE_BOX];
	int64_t		 began;
	int64_t		 flush;		/* when pending tallies are written */
	uint64_t	 commits;
	bool		 failed;	/* something did not work (once) */
};

/* keeper_slot.c */
int64_t	 keeper_now(void);			/* Unix seconds */
uint32_t keeper_dice(void);
struct slot *keeper_slot(struct keeper *, bool fetch);	/* NULL: all busy */
void	 keeper_release(struct slot *);
/* Commits and, with "ack" in the file, says so. */
bool	 keeper_commit(struct keeper *, struct txn *);

/* What every worker hears first. */
void	 keeper_say_visit(struct keeper *, struct slot *, int64_t seconds);
void	 keeper_say_way(struct slot *, const struct config_way *,
	    struct job *, bool secrets);
void	 keeper_session(struct keeper *, struct slot *);	/* learn it */
/* Waits for one worker alone, outside the loop (send-test). */
void	 keeper_await(struct slot *);

/* keeper_fetch.c */
void	 fetch_begin(struct keeper *);		/* reads the store */
void	 fetch_start(struct keeper *, int64_t now);
/* The earliest due later than `after`: what is due now and did not start
 * waits for a worker to end, not for the clock. */
int64_t	 fetch_next(const struct keeper *, int64_t after);

/* keeper_settle.c */
void	 fetch_settle(struct keeper *, struct slot *);
void	 fetch_flush(struct keeper *);		/* pending tallies */

/* keeper_commit.c: false: nothing of its last part happened. *tally is what
 * the outcome came to, *baseline whether it was the source's first. */
bool	 commit_outcome(struct keeper *, struct slot *,
	    const struct job_outcome *, struct tally *, bool *baseline);
size_t	 keeper_make_room(struct keeper *);	/* the map is full: forget old */

/* keeper_deliver.c */
void	 deliver_start(struct keeper *, int64_t now, int64_t *next);
void	 deliver_settle(struct keeper *, struct slot *);

/* keeper_triage.c: one mention a rule took, inside the transaction. */
struct triage {
	struct keeper	*k;
	struct txn	*txn;
	size_t		 source;	/* index in the configuration */
	bool		 baseline;
	struct tally	 tally;
	bool		 failed;	/* the transaction must be aborted */
};
void	 triage(struct triage *, const struct job_finding *);

/* keeper.c: the whole loop. `once`: until nothing is due; `all`: every source is. */
int	 keeper_run(const struct config *, bool once, bool all);

#endif
