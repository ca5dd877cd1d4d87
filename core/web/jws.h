/*
 * jws.h - a text that is signed with a shared key: JSON Web Signature in its
 * compact form, HS256 alone (RFC 7515; RFC 7518, 3.2). Any library for JWS or
 * JWT can check it, and so can openssl.
 */
#ifndef CORE_JWS_H
#define CORE_JWS_H

#include "core/recipe/template.h"

/* HEADER.PAYLOAD.SIGNATURE in the arena; empty when that is spent. */
slice	 jws_sign(struct arena *, const struct template_crypto *, slice key,
	    slice payload);
/* The payload in the arena. False: it is none, of another kind, or not signed
 * with that key: *why. */
bool	 jws_read(struct arena *, const struct template_crypto *, slice key,
	    slice text, slice *payload, struct fault *why);

#endif
