/*
 * reply.h - what a mail server says: framing, code, offers, words.
 */
#ifndef CORE_SMTP_REPLY_H
#define CORE_SMTP_REPLY_H

#include "core/slice.h"

enum { SMTP_REPLY_MAX = 8192 };		/* all lines of one reply; a line may
					 * be longer than the 512 of RFC 5321 */

/* Length of the first complete reply in `bytes`, multi-line included; 0: not
 * all here; -1: not SMTP, or codes that change between the lines. */
long	 smtp_reply(slice bytes);
/* Its code; 0 when it is not exactly one reply. */
int	 smtp_reply_code(slice reply);

enum { SMTP_STARTTLS = 1, SMTP_8BIT = 2, SMTP_UTF8 = 4, SMTP_SIZE = 8,
	SMTP_AUTH = 16 };

struct smtp_offer {
	unsigned can;			/* SMTP_STARTTLS ... */
	unsigned logins;		/* sasl_bit() of each mechanism */
	int64_t	 size;			/* longest message, 0: no limit */
};
/* The answer to EHLO (RFC 5321, 4.1.1.1). */
struct smtp_offer smtp_reply_offer(slice reply);

/* Whether it repeats a secret: servers quote the command that they did not
 * understand, and what they say goes into a log. */
bool	 smtp_reply_tells(slice reply, slice secret);

#endif
