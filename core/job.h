/*
 * job.h - what the keeper and a worker say to each other, packet by packet.
 *
 * To a worker: VISIT, then for fetch RULE..., and for each source JOB and its
 * PARAMs; for deliver one JOB, its PARAMs, a LETTER and perhaps its ITEM; for
 * renew one JOB, its PARAMs; behind the PARAMs a TOKEN (core/grant.h)
 * where there is one; at last GO. Back from fetch: FINDING..., an OUTCOME for
 * each source, perhaps a SESSION. Back from deliver: one ANSWER, perhaps a
 * SESSION. Back from renew: a TOKEN when there is one, at once, then the same.
 * Back from clock: one TIME.
 */
#ifndef CORE_JOB_H
#define CORE_JOB_H

#include "core/judge/shop.h"
#include "core/wire.h"

/* The one origin this worker may talk to, and how. */
struct job_visit {
	slice	 scheme, host;
	slice	 pinned;		/* address to use instead of DNS */
	slice	 ca_file;
	slice	 session;		/* TLS session to resume */
	struct shop shop;		/* for the judge */
	slice	 learnt;		/* core/learn/learn.h, for the judge */
	slice	 host_id;		/* our name in Message-IDs */
	int64_t	 port;
	int64_t	 allow_private;
	int64_t	 seconds;		/* for the whole visit */
	int64_t	 most;			/* bytes of a body */
	int64_t	 uid;			/* to become, when root; 0: stay */
	int64_t	 east;			/* seconds of the owner's clock */
};

struct job_rule {
	slice	 name;
	slice	 query;
};

struct job {
	slice	 name;			/* source or channel, as configured */
	slice	 recipe;		/* its JSON */
	slice	 url;			/* go here instead (a redirect) */
	slice	 cursor, etag, modified, seen;
	int64_t	 index;			/* in the configuration */
	int64_t	 everything;		/* no rule needed */
	int64_t	 known;			/* its first poll has been */
	int64_t	 budget;		/* left to spend (core/recipe/cost.h) */
	slice	 resume, high;		/* as in struct source_state */
	int64_t	 floor, dug;
	slice	 friends;		/* of a mailbox: who may pass something
					 * on, addresses with commas */
	int64_t	 shares;		/* 1: all that they send is passed on */
	slice	 rival;			/* the page of a business beside ours:
					 * its names there, a line each */
};

enum { JOB_RESUME = 4096,		/* bytes of `resume` at most */
	JOB_FRIENDS = 16384 };

struct job_param {
	slice	 name, value;
	int64_t	 secret;
};

/* One mention that a rule took. */
struct job_finding {
	slice	 item;			/* a wire_item record */
	slice	 canonical;		/* its address for comparing */
	slice	 sketch;		/* core/match/sketch.h, or empty */
	int64_t	 index;
	/* One of ours passed it on: */
	slice	 by;			/* their address, or name; empty: no */
	slice	 note;
	slice	 to;			/* name of whom it is for, or empty */
};

enum job_end {
	JOB_FRESH = 1,			/* read, something changed */
	JOB_UNCHANGED,			/* read, nothing new: write nothing */
	JOB_MOVED,			/* ask at `moved` instead */
	JOB_TROUBLE,			/* later again */
	JOB_OWNER,			/* the owner must do something */
	JOB_RENEW			/* our token was refused, in words */
};

struct job_outcome {
	slice	 cursor, etag, modified, seen;
	slice	 moved;
	slice	 trouble;		/* words; empty when all is well */
	int64_t	 index;
	int64_t	 end;			/* enum job_end */
	int64_t	 permanent;		/* 301, 308 */
	int64_t	 wait;			/* seconds the server asks for, +1; 0: none */
	int64_t	 fetched, unmatched;
	int64_t	 again;			/* there is more, or may be: visit soon */
	int64_t	 newest;
	slice	 resume, high;		/* as in struct source_state */
	int64_t	 floor, dug;
	int64_t	 cost;			/* spent of the budget */
	int64_t	 requests;
};

enum { JOB_AT_ONCE = 2 };		/* of `again` */

struct job_session {
	slice	 bytes;
};

struct job_answer {
	slice	 result;		/* id the channel gave it */
	slice	 why;
	int64_t	 what;			/* enum recipe_do + 1 */
	int64_t	 wait;			/* seconds, +1; 0: none */
	int64_t	 unsure;		/* 1: it went out, no answer came */
	slice	 state;			/* of a reply: for its next step */
	int64_t	 more;			/* 1: there is one, after `wait` */
};

struct job_time {
	slice	 why;			/* of none */
	int64_t	 now;			/* 0: nobody said */
};

extern const struct wire_shape job_visit, job_rule, job_job, job_param,
    job_finding, job_outcome, job_session, job_answer, job_time;

enum { JOB_GO = 'G' };			/* a packet of this one byte */

#endif
