/*
 * keeper.h - the one process that owns clock, configuration and store.
 *
 * A loop: what is due gets a worker; what a worker brought back, once it has
 * exited with status 0, becomes one transaction. Nothing foreign is parsed
 * here; records are re-checked by core/wire.
 */
#ifndef FIRMWARE_KEEPER_KEEPER_H
#define FIRMWARE_KEEPER_KEEPER_H

#include "core/desk/care.h"
#include "core/desk/press.h"
#include "core/job.h"
#include "firmware/config/config.h"
#include "firmware/desk/counting.h"
#include "firmware/worker.h"
#include "storage/mentions.h"
#include "storage/outbox.h"
#include "storage/sources.h"
#include "storage/tasks.h"

enum {
	KEEPER_FETCHES = 4,		/* workers for the web at most */
	KEEPER_MAILS = 4,		/* for mailboxes: they may sit there */
	KEEPER_BUSY = 6,		/* all but those, so that letters go on */
	KEEPER_WORKERS = KEEPER_BUSY + KEEPER_MAILS,
	KEEPER_PRESENCES = 4,		/* brokers that are told of us */
	KEEPER_SOURCES = 16,		/* of one visit */
	VISIT_SECONDS = 60,
	IDLE_SECONDS = 600,		/* a mailbox worker waits for a mail:
					 * below the 29 min of RFC 2177 */
	AGAIN_SECONDS = 3,		/* between two of them */
	LETTER_SECONDS = 45,
	VISIT_MOST = 2 << 20,		/* bytes of a body */
	KEEPER_SCRATCH = 256 << 10,
	PRESS_ROOM = 24 << 10,		/* bytes for what one button does */
	WEB_GUESTS = 4,			/* at the same time */
	WEB_SECONDS = 10,		/* that one of them may take */
	WEB_KNOWN = 16,			/* addresses whose pace is kept */
	TALLY_SECONDS = 3600		/* counts of quiet polls wait this long */
};

/* A source while we run; what must survive is in the store. */
struct live {
	int64_t	 next;
	int64_t	 failures;
	int64_t	 owed;			/* spent, and not yet in the store */
	int64_t	 paced[CONFIG_RATES];	/* ms: asking from there on keeps to
					 * the rates; of the host's first source */
	struct tally pending;		/* of polls that wrote nothing */
	char	*detour;		/* a redirect to follow now */
	unsigned hops;
	bool	 running;
	bool	 alone;			/* its worker died: it takes no other along */
	bool	 told;			/* its trouble is in the log */
	bool	 renewed;		/* its token was, for this poll */
	uint64_t serial;		/* of the token its worker has */
	bool	 heard;			/* the two below are the latest */
	char	 etag[256];		/* of an answer that brought nothing: */
	char	 modified[64];		/* kept here, the store is spared */
};

struct outlet {				/* a channel while we run */
	int64_t	 hold;			/* not before; 0: free */
	int64_t	 failures;
	bool	 busy;			/* a worker has one of its letters */
	bool	 recovered;		/* just now: what waited goes as one */
	int64_t	 sure;			/* a reply that is marked as on its way,
					 * and surely is not yet */
};

struct account {			/* while we run */
	struct grant	 token;		/* as stored; in the record */
	char		*record;
	int64_t		 next;		/* no attempt before */
	int64_t		 failures;
	uint64_t	 serial;	/* grows with every token */
	bool		 wanted;	/* somebody waits for a good token */
	bool		 busy;		/* one worker at a time renews it */
	bool		 stale;		/* it was refused */
	bool		 unsaved;	/* not on disk yet, so not used yet */
	char		 why[FAULT_MAX];	/* there is no good one, in words */
};

struct slot {
	struct worker	 worker;
	bool		 used;
	bool		 fetch;		/* else: deliver */
	bool		 mail;		/* a fetch from a mailbox */
	bool		 renew;		/* neither: a token for an account */
	size_t		 account;
	uint64_t	 serial;	/* of its token at the start */
	bool		 typed;		/* its origin stands in the file */
	struct url	 origin;
	size_t		 sources[KEEPER_SOURCES];
	size_t		 nsources;
	size_t		 channel;
	int64_t		 due;		/* the letter's key */
	struct letter	 letter;	/* in the worker's memory */
};

struct presence {			/* the line to a broker */
	struct slot	 slot;
	int64_t		 hold;		/* not before */
	int64_t		 failures;
};

struct guest {				/* one connection, one worker */
	struct worker	 worker;
	bool		 used;
	bool		 asked;		/* its one question is answered */
	unsigned char	 from[16];
};

/* The page with the buttons: web.c. */
struct web {
	int		 door;		/* -1: there is none (now) */
	int64_t		 hold;		/* not opened before */
	bool		 told;		/* that it could not be opened */
	struct guest	 guests[WEB_GUESTS];
	struct { unsigned char from[16]; int64_t left, at; } known[WEB_KNOWN];
	int64_t		 busy;		/* ms: reports made so far are paid */
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
	struct account	*accounts;
	slice		*busy;		/* room for every channel's name */
	char		*scratch;	/* KEEPER_SCRATCH bytes, for letters */
	int		 spool;		/* tells of orders; -1: cannot */
	struct slot	 slots[KEEPER_WORKERS];
	struct presence	 presences[KEEPER_PRESENCES];
	struct web	 web;
	bool		 unkept;	/* no snapshot could be written */
	bool		 presses;	/* the secret of the buttons is there */
	char		 secret[TOKEN_SECRET];
	struct session	*sessions;	/* TLS sessions, one for each way */
	size_t		 nsessions;
	struct desk	 desk;		/* as it is in the store */
	struct desk_day	 day;
	int64_t		 rounds[ROUNDS];	/* days of their last turns */
	int64_t		 round_from, round_to;	/* between them there is none */
	int64_t		 told;		/* number of the last signed report; 0:
					 * none yet */
	struct detectors detect;	/* for all sources */
	struct rhythm	*rhythms;	/* of each */
	char		 host_id[STORE_BOX];
	int64_t		 began;
	int64_t		 cared;		/* trouble is looked at again then */
	int64_t		 care_due;	/* and something is due */
	int64_t		 flush;		/* when pending tallies are written */
	uint64_t	 commits;
	bool		 idles;		/* mailboxes may wait for a mail */
	bool		 plays;		/* workers of role/demo.c, no network */
	bool		 failed;	/* something did not work (once) */
	int64_t		 retired;	/* the day contacts were */
	bool		 owes;		/* forgetting was cut off */
	bool		 holds;		/* no letter goes out: somebody is to
					 * be forgotten first */
};

/* slot.c */
int64_t	 keeper_now(void);			/* Unix seconds */
uint32_t keeper_dice(void);
enum slot_kind { SLOT_LETTER, SLOT_FETCH, SLOT_MAIL };
struct slot *keeper_slot(struct keeper *, enum slot_kind);	/* NULL: busy */
void	 keeper_release(struct slot *);
/* Commits and, with "ack" in the file, says so. */
bool	 keeper_commit(struct keeper *, struct txn *);

/* What every worker hears first; `learnt` of the taps is for fetching. */
void	 keeper_say_visit(struct keeper *, struct slot *, int64_t seconds,
	    slice learnt);
void	 keeper_say_way(struct slot *, const struct config_way *,
	    struct job *, bool secrets);
void	 keeper_session(struct keeper *, struct slot *);	/* learn it */
/* Waits for one worker alone, outside the loop (send-test). */
void	 keeper_await(struct slot *);

/* keeper.c: false when somebody wants us to stop. */
bool	 keeper_pause(int ms);

/* clock.c: waits until the clock is right, and rights it. False: it
 * stayed wrong, or somebody wants us to stop. */
bool	 clock_begin(struct keeper *, bool once);

/* fetch.c */
void	 fetch_begin(struct keeper *);		/* reads the store */
void	 fetch_start(struct keeper *, int64_t now);
/* The earliest due later than `after`: what is due now and did not start
 * waits for a worker to end, not for the clock. */
int64_t	 fetch_next(const struct keeper *, int64_t after);

/* budget.c: how often a host may be asked, and what that may cost.
 * Seconds to wait, 0: none; *why is for money. */
int64_t	 budget_wait(struct keeper *, struct txn *, size_t source,
	    int64_t now, struct fault *why);
void	 budget_take(struct keeper *, size_t source, int64_t requests,
	    int64_t now);
/* Left of its pot. */
int64_t	 budget_left(struct txn *, const struct config_source *, int64_t now);
/* What is owed goes into the transaction. */
bool	 budget_pay(struct keeper *, struct txn *, size_t source);
/* How its pot stands. */
bool	 budget_state(struct txn *, const struct config_source *, int64_t now,
	    struct source_state *);

/* settle.c */
void	 fetch_settle(struct keeper *, struct slot *);
void	 fetch_flush(struct keeper *);		/* pending tallies */

/* commit.c: false: nothing of its last part happened. *tally is what
 * the outcome came to, *baseline whether it was the source's first. */
bool	 commit_outcome(struct keeper *, struct slot *,
	    const struct job_outcome *, struct tally *, bool *baseline);
size_t	 keeper_make_room(struct keeper *);	/* the map is full: forget old */

/* spool.c: what was ordered meanwhile (firmware/order/spool.h). */
void	 keeper_spool_begin(struct keeper *);
void	 keeper_spool(struct keeper *);

/* account.c: one token for each account, renewed by one worker at a
 * time, on disk before it is used. */
bool	 accounts_begin(struct keeper *);	/* false: no memory */
void	 accounts_read(struct keeper *);	/* some may be new in the store */
void	 accounts_start(struct keeper *, int64_t now);
void	 account_settle(struct keeper *, struct slot *);
/* May a worker for it start now? False: a token will be got, if it can be;
 * then *next is when to ask again, 0: when that worker has ended. */
bool	 account_ready(struct keeper *, const struct config_way *, int64_t now,
	    int64_t *next);
/* For that: the source waits, and why can be seen. */
void	 account_hold(struct keeper *, size_t source, int64_t next);
/* Its token was refused; `serial` says which. False: it has none. */
bool	 account_refused(struct keeper *, const struct config_way *,
	    uint64_t serial);
/* Behind keeper_say_way(): what templates need of it, no refresh token. */
void	 keeper_say_grant(struct keeper *, struct slot *,
	    const struct config_way *);

/* deliver.c */
/* The role of the worker for letters to such a way. */
const char *deliver_role(const struct config_way *);
void	 deliver_start(struct keeper *, int64_t now, int64_t *next);
void	 deliver_settle(struct keeper *, struct slot *);

/* outlet.c: outlets are the channels, then the sources, then one for
 * what is neither. */
size_t	 outlets_of(const struct config *);
/* Its letters stand under that name; empty: it takes none. */
slice	 outlet_lane(const struct config *, size_t outlet);
const struct config_way *outlet_way(const struct config *, size_t outlet);
bool	 outlet_answers(const struct config *, size_t outlet);
size_t	 outlet_named(const struct config *, slice lane);
/* A letter of its own to every channel of a person that takes what is high,
 * but those of that account (0: none is left out). False: abort. */
bool	 outlet_tell(const struct config *, struct txn *, struct letter *,
	    size_t account);

/* To what that person reads first; in their quiet hours at the end of them. Of
 * nobody (STAFF_MAX) it goes nowhere. False: abort. */
bool	 outlet_person(const struct config *, struct txn *,
	    const struct desk *, size_t who, const struct letter *);

/* reply.c: before a reply goes out for the first time it is noted that
 * it may have. */
void	 reply_mark(struct keeper *, size_t outlet, int64_t due,
	    const struct letter *);
/* In the transaction, to who should hear of it: this answer of the owner's did
 * not go out, or perhaps not. */
bool	 reply_tell(struct keeper *, struct txn *, const struct letter *);

/* present.c */
void	 present_start(struct keeper *, int64_t now);
int64_t	 present_next(const struct keeper *);
void	 present_step(struct keeper *, struct presence *, short revents);

/* press.c */
void	 press_begin(struct keeper *);
/* To the worker that delivers this letter: its buttons, if it has any. */
void	 press_say(struct keeper *, struct slot *, struct txn *,
	    const struct config_way *, const struct letter *);
/* What pressing it would do. *told lives in the room. */
void	 press_look(struct keeper *, struct txn *, slice token,
	    struct press_told *, char room[static PRESS_ROOM]);
/* Pressed, or answered in a mail. True: commit; what is told counts then. */
bool	 press_make(struct keeper *, struct txn *, slice token,
	    struct press_told *, char room[static PRESS_ROOM]);
bool	 press_deed_make(struct keeper *, struct txn *,
	    const struct press_deed *, struct press_told *, size_t *who,
	    char room[static PRESS_ROOM]);
/* Do we read there what is answered on that channel? */
bool	 press_is_read(const struct config_way *,
	    const struct config_source *);

/* deeds.c: what a visit to a messenger or a mailbox brought of presses,
 * in the transaction that moves its cursor. False: abort it. */
bool	 deeds_settle(struct keeper *, struct txn *, const struct worker *,
	    size_t source);

/* rival.c: the same of a rival's page; *write: something changed. */
bool	 rival_settle(struct keeper *, struct txn *, const struct worker *,
	    size_t source, bool *write);

/* web.c */
void	 web_begin(struct keeper *);
/* Opens the door where it should be open; when to ask again. */
int64_t	 web_next(struct keeper *, int64_t now);
enum { WEB_POLLS = WEB_GUESTS + 1 };
struct pollfd;				/* so many of them, both: */
void	 web_watch(const struct keeper *, struct pollfd *,
	    int64_t *ms);
void	 web_step(struct keeper *, const struct pollfd *);
void	 web_abandon(struct keeper *);

/* link.c: the worker asked for the report of a link; what it is to
 * pass on is queued. */
void	 link_answer(struct keeper *, struct worker *, slice token,
	    slice table);

/* desk.c */
bool	 desk_begin(struct keeper *);		/* reads the store */
void	 desk_read(struct keeper *);		/* it may be new in the store */
/* What comes by itself; *next is when to ask again. */
void	 desk_run(struct keeper *, int64_t now, int64_t *next);
/* count.c */
bool	 count_begin(struct keeper *);		/* reads the store */
/* The detectors, in the transaction of what they have heard. */
bool	 count_save(struct keeper *, struct txn *, const struct detectors *,
	    size_t source);
/* An alarm: its letters, and a mark on the report's curve unless it goes on
 * with one. False: abort. */
bool	 count_tell(struct keeper *, struct txn *, const struct letter *,
	    enum level, bool again, int64_t now);
/* A poll that worked, and so many entries that were new. */
void	 count_poll(struct keeper *, size_t source, int64_t fresh,
	    bool baseline, int64_t now);

/* digest.c: letters by the clock. */
void	 digest_run(struct keeper *, int64_t now, int64_t *next);
/* A mail has most room; else what they read first. NULL: nothing. */
const struct config_channel *digest_channel(const struct config *,
	    const struct staff_person *);
bool	 digest_put(struct txn *, struct letter *,
	    const struct config_channel *, slice who, int64_t now);
/* round.c: the same of a week and of a month. */
bool	 round_begin(struct keeper *);		/* reads the store */
void	 round_run(struct keeper *, int64_t now, int64_t *next);

/* care.c: trouble with a source, to its owner. */
void	 care_run(struct keeper *, int64_t now, int64_t *next);

/* Letters of one mention, in the transaction. False: abort it. */
struct telling {
	struct keeper	*k;
	struct txn	*txn;
	const struct item *item;
	uint64_t	 id;
	enum level	 level;
	int64_t		 opened;
	slice		 note;		/* of the item so far */
};
bool	 desk_call(struct telling *, const struct decision *);
/* A reply of ours is out. */
bool	 desk_answered(struct keeper *, struct txn *, const struct letter *);
size_t	 desk_machines(const struct config *, enum level);
bool	 desk_call_machines(struct telling *);

/* triage.c: one mention a rule took, inside the transaction. */
struct triage {
	struct keeper	*k;
	struct txn	*txn;
	size_t		 source;	/* index in the configuration */
	bool		 baseline;
	struct tally	 tally;
	struct desk	*desk;		/* as they will be */
	struct detectors *detect;
	bool		 spread;	/* something is known of how far */
	bool		 failed;	/* the transaction must be aborted */
};
void	 triage(struct triage *, const struct job_finding *);

/* spread.c: new, or seen once more; how far has it gone? */
void	 spread_heard(struct triage *, uint64_t id, const struct item *,
	    slice space, enum mentions_put);

/* keeper.c: the whole loop. `once`: until nothing is due; `all`: every source is. */
int	 keeper_run(const struct config *, bool once, bool all);

#endif
