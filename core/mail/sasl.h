/*
 * sasl.h - logging in: what to answer to a mail server's challenges.
 *
 * PLAIN (RFC 4616), LOGIN and XOAUTH2: none of them protects the password,
 * so the connection must.
 */
#ifndef CORE_SASL_H
#define CORE_SASL_H

#include "core/fault.h"

struct sasl {
	slice	 user, password;
	slice	 token;			/* OAuth access token, tried first */
};

struct sasl_mech {
	slice	 name;
	const char *after;	/* to a challenge when all answers are given:
				 * XOAUTH2 says so why it refuses, and wants an
				 * empty line; the others give up with "*" */
	size_t	 answers;
	bool	 token;
};

/* The mechanism's bit, for `offered`; 0: not one of ours. */
unsigned sasl_bit(slice name);
/* The best of those offered that we have a secret for, or NULL. */
const struct sasl_mech *sasl_choose(const struct sasl *, unsigned offered);
/* Answer number `at` (0 ... answers - 1) in base64, in the arena. */
slice	 sasl_answer(struct arena *, const struct sasl_mech *,
	    const struct sasl *, size_t at);
/* What to say to a challenge that came to us when *said answers were given;
 * *secret is the one it gives. False: it was asked more often than that. */
bool	 sasl_next(struct arena *, const struct sasl_mech *,
	    const struct sasl *, size_t *said, slice *secret, struct sink *);
/* False: a user without a secret, or the other way, or with control bytes. */
bool	 sasl_check(const struct sasl *, struct fault *);

#endif
