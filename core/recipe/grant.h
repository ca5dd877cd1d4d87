/*
 * grant.h - how an account signs in: what is asked, what the answer gives.
 *
 * `auth` of the kind session has its requests in the recipe; those of oauth2
 * are ready-made (RFC 6749, RFC 7636, RFC 8628). An account has one token,
 * whatever recipes use it: core/grant.h. Nothing here keeps one.
 */
#ifndef CORE_RECIPE_GRANT_H
#define CORE_RECIPE_GRANT_H

#include "core/grant.h"
#include "core/recipe/recipe.h"

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
/* What `auth` has there ("device_url"), filled; empty: nothing. */
slice	 grant_value(const struct recipe *, const struct template_scope *,
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

#endif
