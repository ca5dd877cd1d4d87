/*
 * message.h - a letter as a message of RFC 5322, ready for SMTP.
 */
#ifndef CORE_SMTP_MESSAGE_H
#define CORE_SMTP_MESSAGE_H

#include "core/sink.h"

/*
 * The message: headers (From, To, Subject by RFC 2047, Date, Message-ID
 * <id@host_id>, MIME), text as quoted-printable UTF-8 or 7bit, or text and
 * HTML as multipart/alternative (RFC 2046, 5.1.4), CRLF, not yet dot-stuffed. Header values lose their line breaks. Pure ASCII, unless an
 * address is not (then the server must know SMTPUTF8).
 *
 * The same letter gives the same Message-ID: a mailbox that gets it twice,
 * because an answer was lost, may show it once.
 */
struct smtp_letter {
	slice	 from, to, subject, text, host_id;
	slice	 html;			/* the same once more; empty: text alone */
	slice	 id;			/* stable per letter */
	slice	 priority;		/* X-Priority: "1" to "5" */
	slice	 parent;		/* Message-ID of what it answers: then a
					 * person wrote it */
	int64_t	 date;
};
void	 smtp_message(struct sink *, const struct smtp_letter *);
/* RFC 5321, 4.5.2, and the final line with a dot. Every line end becomes
 * CRLF, so that no server can see a line where another sees none. */
void	 smtp_stuff(struct sink *, slice message);

#endif
