/*
 * state.h - inside of core/imap: one dialogue, and what its table
 * calls.
 */
#ifndef CORE_IMAP_STATE_H
#define CORE_IMAP_STATE_H

#include "core/imap/imap.h"
#include "core/mail/sasl.h"

enum imap_state {
	GREETING, ASK, STARTTLS, TLS, AUTH, LOGIN, EXAMINE, LIST, FETCH, IDLE,
	WAIT, WOKEN, OVER
};

struct imap_listed {
	int64_t	 uid, size;
};

struct imap {
	const struct imap_job *job;
	struct arena	*arena;
	struct sink	*out;		/* of this step */
	struct fault	*fault;
	struct sasl	 sasl;
	const struct sasl_mech *mech;
	slice		 secret;	/* the last answer sent */
	size_t		 said;
	enum imap_state	 state;
	unsigned	 tag;
	struct imap_offer offer;
	bool		 offered, secure, inside;
	int64_t		 exists, validity, next;	/* of the folder */
	int64_t		 counted;	/* mails when it was listed */
	int64_t		 uid;		/* cursor: all up to it is done */
	int64_t		 highest;	/* UID listed */
	struct imap_listed *list;		/* ascending */
	size_t		 nlist, at;
	size_t		 fetched;
	bool		 more;
	struct imap_mail mail;
	struct fault	 note;
};

typedef enum imap_next imap_act(struct imap *, const struct imap_reply *);

/* imap.c */
/* "<words>: text" into a fault, without a secret that the server repeats. */
void	 imap_explain(const struct imap *, struct fault *, slice words,
	    slice text);
enum imap_next imap_stop(struct imap *, enum imap_next, slice words);
/* The tag of a new command; what belongs behind it follows. */
void	 imap_command(struct imap *, enum imap_state, const char *words);
enum imap_next imap_ask(struct imap *, enum imap_state, const char *words);
enum imap_next imap_leave(struct imap *);

/* login.c: until we are inside */
imap_act imap_greeted, imap_proceed, imap_begin_tls, imap_answer, imap_literal,
    imap_logged_in;

/* mails.c: what is in the folder */
imap_act imap_examined, imap_fetch_next, imap_not_given, imap_idling,
    imap_woken;
imap_act imap_hear;			/* data, in any state */
void	 imap_hear_code(struct imap *, const struct imap_reply *);

#endif
