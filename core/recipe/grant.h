/*
 * grant.h - how an account signs in: what is asked, what the answer gives.
 *
 * `auth` of the kind session has its requests in the recipe; those of oauth2
 * are ready-made (RFC 6749, RFC 7636, RFC 8628). An account has one token,
 * whatever recipes use it. Nothing here keeps one: see storage/grants.h.
 */
#ifndef CORE_GRANT_H
#define CORE_GRANT_H

#include "core/recipe/recipe.h"
#include "core/wire.h"

enum {
	GRANT_MOST = 8192,		/* bytes of one token */
	GRANT_EXTRAS = 4096,		/* of all that came with it */
	GRANT_VARS = 10			/* names that it gives to templates */
};

/* All that is known of an account beyond the file. Every text is a secret but
 * the name and the trouble. */
struct grant {
	slice	 account;
	slice	 access;
	slice	 refresh;
	slice	 took;			/* further values: name TAB value */
	slice	 pasted;		/* what `login` was given, the same */
	slice	 trouble;		/* why it must sign in again */
	int64_t	 obtained;		/* Unix seconds */
	int64_t	 expires;		/* 0: nobody said */
	int64_t	 seed;			/* grant_seed(): another begins anew */
	int64_t	 order;			/* of the spool: the same counts once */
};

extern const struct wire_shape wire_grant;

enum grant_ask {
	GRANT_RENEW,			/* with the refresh token */
	GRANT_LOGIN,			/* with what stands in the file */
	GRANT_CODE,			/* with the code of a browser */
	GRANT_DEVICE,			/* for a code to show the owner */
	GRANT_POLL,			/* whether it was entered meanwhile */
	GRANT_BROWSER			/* nothing: its address is where the
					 * owner's browser goes */
};

enum grant_kind {
	GRANT_NONE,			/* nothing to renew */
	GRANT_SESSION,
	GRANT_CLIENT,			/* oauth2: the program for itself */
	GRANT_OWNER			/* oauth2: in the name of the owner */
};

/* How this recipe comes by its tokens, with these parameters: `auth`, or for
 * mail `auth.oauth2` when its token_url has a value. */
enum grant_kind grant_kind(const struct recipe *,
	    const struct template_scope *);
/* Has `auth` a value there ("device_url")? */
bool	 grant_offers(const struct recipe *, const struct template_scope *,
	    const char *key);
/* Which sign-in this is: changes with what the file says of it. 0: the file
 * says nothing to sign in with, what was stored stays good. */
int64_t	 grant_seed(const struct recipe *, const struct template_scope *);

/*
 * The request. Beside the parameters the scope holds: for GRANT_RENEW
 * refresh_token, for GRANT_CODE code, redirect_uri and verifier, for
 * GRANT_POLL device_code, for GRANT_BROWSER redirect_uri, state and challenge.
 */
bool	 grant_request(const struct recipe *, const struct template_scope *,
	    int64_t now, enum grant_ask, struct http_request *, struct fault *);

enum grant_end {
	GRANT_GOOD,
	GRANT_PENDING,			/* not entered yet (GRANT_POLL) */
	GRANT_SLOWER,			/* the same, asked too often */
	GRANT_AGAIN,			/* later: nobody's fault, or unclear */
	GRANT_REFUSED			/* never so: the owner must act */
};

/* What GRANT_DEVICE brings. */
struct grant_device {
	slice	 device_code, user_code;
	slice	 where, whole;		/* addresses: to type, to click */
	int64_t	 interval, seconds;
};
extern const struct wire_shape wire_device;

/*
 * What came. GRANT_GOOD: *t has the new tokens, in the arena; what an answer
 * left out (a refresh token, when it does not change) is empty. Else *fault
 * says why, without a secret of the scope; *wait is in seconds, -1: not told.
 */
enum grant_end grant_answer(const struct recipe *,
	    const struct template_scope *, int64_t now, enum grant_ask,
	    const struct http_head *, slice body, struct grant *,
	    int64_t *wait, struct fault *);
enum grant_end grant_device_answer(const struct recipe *,
	    const struct template_scope *, int64_t now,
	    const struct http_head *, slice body, struct grant_device *,
	    struct fault *);

/* May it be used still, and for a while? */
bool	 grant_fresh(const struct grant *, int64_t now);
/* As variables, at most `most`; how many. A pasted one that `have` names is
 * left out: the file goes first. */
size_t	 grant_vars(const struct grant *, const struct template_var *have,
	    size_t nhave, struct template_var *, size_t most);
/* The next of `took` or `pasted`; false: no more, or broken off. */
bool	 grant_next(slice *list, slice *name, slice *value);
/* Adds one; false: it cannot be kept (control characters, no room). */
bool	 grant_note(struct sink *, slice name, slice value);

#endif
