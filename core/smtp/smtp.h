/*
 * smtp.h - the dialogue of RFC 5321 (submission: RFC 6409, 8314) as a table.
 */
#ifndef CORE_SMTP_H
#define CORE_SMTP_H

#include "core/fault.h"
#include "core/smtp/message.h"
#include "core/smtp/reply.h"

enum { SMTP_RECIPIENTS = 100 };		/* what every server takes: RFC 5321 */

struct smtp_job {
	slice	 host_id;		/* our name for EHLO */
	slice	 user, password;	/* empty: no login */
	slice	 token;			/* OAuth access token: XOAUTH2 */
	slice	 from, to;		/* addresses; `to` may list several with
					 * commas; "Name <a@b>" allowed */
	slice	 message;		/* made by smtp_message() */
	bool	 starttls;		/* the connection begins in clear */
	bool	 secure;		/* TLS is up; mail_send() starts it when
					 * this is set (port 465) */
};

enum smtp_next {
	SMTP_SEND,		/* write `out`, then read the next reply */
	SMTP_TLS,		/* start TLS, then feed "" */
	SMTP_DONE,		/* accepted: the letter is theirs; *fault, if
				 * any, names recipients they did not take */
	SMTP_RETRY,		/* later (4xx, broken dialogue) */
	SMTP_REJECT,		/* never (5xx): *fault says why */
	SMTP_CONFIG		/* login or set-up refused: tell the owner */
};

struct smtp;			/* state of one dialogue, in the arena */

/* The job must live as long. NULL: the arena is spent. */
struct smtp *smtp_begin(struct arena *, const struct smtp_job *);

/*
 * Feed one complete reply (all its lines, CRLF between); `out` receives what
 * to send. After SMTP_TLS call it with an empty reply; at any other time an
 * empty reply means that the connection has ended. From SMTP_DONE on `out`
 * may hold a QUIT, which changes nothing: try to send it, and hang up.
 */
enum smtp_next smtp_step(struct smtp *, slice reply, struct sink *out,
	    struct fault *);

/* Room that `out` needs at most; the same for every step. */
size_t	 smtp_room(const struct smtp_job *);

#endif
