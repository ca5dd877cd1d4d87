/*
 * pkce.h - a sign-in over the owner's browser: what we keep to ourselves, what
 * we show, and what comes back (RFC 6749, 4.1; RFC 7636).
 */
#ifndef CORE_PKCE_H
#define CORE_PKCE_H

#include "core/recipe/template.h"

enum { PKCE_CHANCE = 32 };		/* bytes that nobody can guess */

/* Of 32 random bytes: 43 characters that any address may hold. */
slice	 pkce_nonce(struct arena *, const unsigned char [static PKCE_CHANCE]);
/* S256 of a verifier. */
slice	 pkce_challenge(struct arena *, const struct template_crypto *,
	    slice verifier);
/*
 * The code in an address to which the browser was sent: whole, as it was
 * pasted, or its path and query alone. False: it is none, it is not the answer
 * to what we asked (`state`), or it says why there is no code.
 */
bool	 pkce_code(struct arena *, slice address, slice state, slice *code,
	    struct fault *);

#endif
