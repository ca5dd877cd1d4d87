/*
 * token.h - the right to do one thing to one item, as text that fits into an
 * address, a button of a messenger (Telegram takes 64 bytes) or a Message-ID.
 *
 *	version and act	1	item	5	letter	5	person	4
 *	expiry		4	signature	17		36 bytes,
 *
 * numbers with the large end first, written as 48 characters of base64url (RFC
 * 4648, 5). The signature is the head of HMAC-SHA256 (RFC 2104) by a secret of
 * the box. The person stands there as four bytes of a hash of the name in the
 * file, so that a token says nothing to whoever sees it, and nothing about
 * somebody who no longer works here.
 *
 * The same letter gives the same tokens, however often it is sent.
 */
#ifndef CORE_TOKEN_H
#define CORE_TOKEN_H

#include "core/desk/task.h"
#include "core/recipe/template.h"

enum {
	TOKEN_CHARS = 48,
	TOKEN_SECRET = 32,		/* bytes */
	TOKEN_LIFE = 14 * 86400		/* seconds from the letter's birth */
};

struct token {
	int64_t	 item;
	int64_t	 letter;
	int64_t	 expires;
	uint32_t person;		/* token_person(); 0: nobody is named */
	enum act act;
};

uint32_t token_person(const struct template_crypto *, slice name);

/* False: a number does not fit, nothing was written. */
bool	 token_put(struct sink *, const struct template_crypto *,
	    slice secret, const struct token *);

/* Is it made of such characters? Says nothing about whether it is good. */
bool	 token_like(slice);

enum token_is {
	TOKEN_GOOD,
	TOKEN_FOREIGN,			/* altered, or of another box */
	TOKEN_OLD
};
/* Compares in constant time. Not TOKEN_GOOD: *why is a sentence, and the token
 * is zeroed unless it is old. */
enum token_is token_read(slice text, const struct template_crypto *,
	    slice secret, int64_t now, struct token *, struct fault *why);

#endif
