/*
 * message.h - a mail as it came (RFC 5322, MIME) to what a person reads.
 *
 * Every input is a mail: what is missing is empty. Bytes beyond MESSAGE_MAX
 * are not looked at. All text is UTF-8.
 */
#ifndef CORE_MESSAGE_H
#define CORE_MESSAGE_H

#include "core/sink.h"

enum { MESSAGE_MAX = 1 << 20, MESSAGE_DEPTH = 3 };

/*
 * What the owner's own mail server found out about the sender, by the first
 * Authentication-Results (RFC 8601). A server that checks nothing may leave a
 * stranger's line in its place: so this decides about words, never rights.
 */
enum message_trust { MESSAGE_UNPROVEN, MESSAGE_PROVEN, MESSAGE_FORGED };

struct message {
	slice	 id;		/* Message-ID; else made of the headers */
	slice	 parent;	/* In-Reply-To */
	slice	 name, from;	/* who wrote it; the address in lower case */
	slice	 subject;
	slice	 lang;
	slice	 plain, html;	/* the body; html with its tags */
	const struct message *inner;	/* a mail it carries along, or NULL */
	int64_t	 time;		/* 0: it does not say */
	enum message_trust trust;
	bool	 bulk;		/* written to many, or by a machine */
};

void	 message_read(struct arena *, slice bytes, struct message *);
/* "google.com" and all below it: is that where the address is at home? */
bool	 message_is_from(slice address, slice domain);

#endif
