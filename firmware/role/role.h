/*
 * role.h - what every worker does first: hear the job, load what needs files,
 * give its rights away, find the one host it may talk to.
 */
#ifndef FIRMWARE_ROLE_ROLE_H
#define FIRMWARE_ROLE_ROLE_H

#include "core/arena.h"
#include "core/job.h"
#include "core/recipe/outgoing.h"
#include "net/fetch.h"

enum {
	ROLE_MEMORY = 24 << 20,		/* bytes of the arena, touched as used */
	ROLE_LIMIT = 48 << 20,		/* RLIMIT_AS */
	ROLE_JOBS = 16,			/* sources of one visit */
	ROLE_RULES = 256,
	ROLE_PARAMS = 32
};

struct role_job {
	struct job	 job;
	struct template_var params[ROLE_PARAMS + 16];	/* room for our own */
	size_t		 nparams;
};

struct role {
	struct arena	 arena;
	struct job_visit visit;
	struct job_rule	 rules[ROLE_RULES];
	size_t		 nrules;
	struct role_job	 jobs[ROLE_JOBS];
	size_t		 njobs;
	struct letter	 letter;
	struct item	 item;
	struct press_buttons buttons;	/* of the letter; zeroed: none */
	struct visit	 to;		/* net/fetch */
	char		 ticket_room[TLS_SESSION_MAX];
	struct sink	 ticket;	/* TLS session for next time */
	struct fault	 fault;		/* why there is no way to the host */
	bool		 reachable;
};

/* Hears the job and confines itself. Ends the process when the keeper sends
 * nonsense: that cannot happen, or is no keeper. */
struct role *role_begin(void);
/* The same for who talks to nobody: confines nothing yet. */
struct role *role_hear(void);
/* The TLS session for next time, if there is one, then exit status 0. */
int	 role_end(struct role *);

/* A parameter of the job; empty: not given. */
slice	 role_param(const struct role_job *, const char *name);
/* The OAuth token of a mail account: the one `login` brought, or the owner's
 * own. */
slice	 role_token(const struct role_job *);
/* What the keeper gave to be sent, as recipes see it. */
struct outgoing role_letter(const struct role *, int64_t now);

int	 role_fetch(void);
int	 role_mail(void);
int	 role_renew(void);
int	 role_deliver(void);
int	 role_present(void);
int	 role_exec(void);
int	 role_reply(void);
int	 role_web(void);
int	 role_clock(void);
int	 role_demo(void);

#endif
