/*
 * smtp.h - the dialogue of RFC 5321 as a table, and the letter as a message.
 */
#ifndef CORE_SMTP_H
#define CORE_SMTP_H

#include "core/fault.h"

struct smtp_job {
	slice	 host_id;		/* our EHLO name and Message-ID domain */
	slice	 user, password;	/* empty: no login */
	slice	 token;			/* OAuth access token: XOAUTH2 */
	slice	 from, to;		/* addresses; `to` may list several with
					 * commas; "Name <a@b>" allowed */
	slice	 message;		/* made by smtp_message() */
	bool	 starttls;		/* the connection begins in clear */
	bool	 secure;		/* TLS is up now */
};

enum smtp_next {
	SMTP_SEND,		/* write `out`, then read the next reply */
	SMTP_TLS,		/* write `out` is done: start TLS, then feed "" */
	SMTP_DONE,		/* accepted: the letter is theirs */
	SMTP_RETRY,		/* later (4xx, broken dialogue) */
	SMTP_REJECT,		/* never (5xx): *fault says why */
	SMTP_CONFIG		/* login or set-up refused: tell the owner */
};

struct smtp;			/* state of one dialogue, in the arena */

struct smtp *smtp_begin(struct arena *, const struct smtp_job *);

/* Feed one complete reply (all its lines, CRLF between); `out` receives what
 * to send. After SMTP_TLS call it with an empty reply. */
enum smtp_next smtp_step(struct smtp *, slice reply, struct sink *out,
	    struct fault *);

/* Length of the first complete reply in `bytes`, multi-line included; 0: not
 * all here; -1: not SMTP. */
long	 smtp_reply(slice bytes);

/*
 * The message: headers (From, To, Subject by RFC 2047, Date, Message-ID
 * <id@host_id>, MIME), text as quoted-printable UTF-8 or 7bit, CRLF, not yet
 * dot-stuffed. Header values lose their line breaks.
 */
struct smtp_letter {
	slice	 from, to, subject, text, host_id;
	slice	 id;			/* stable per letter */
	slice	 priority;		/* X-Priority: "1" to "5" */
	int64_t	 date;
};
void	 smtp_message(struct sink *, const struct smtp_letter *);
/* RFC 5321, 4.5.2, and the final line with a dot. */
void	 smtp_stuff(struct sink *, slice message);

#endif
