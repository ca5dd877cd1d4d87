/*
 * reply.h - what an IMAP server says (RFC 9051, 7; RFC 3501, 7): framing
 * with literals, status and code, capabilities, the items of a FETCH.
 */
#ifndef CORE_IMAP_REPLY_H
#define CORE_IMAP_REPLY_H

#include "core/mail/message.h"

enum {
	IMAP_LINE_MAX = 65536,		/* of a reply without its literals */
	IMAP_REPLY_MAX = MESSAGE_MAX + IMAP_LINE_MAX
};

/* Where the search for a reply's end stands; begin with zeros. */
struct imap_frame {
	size_t	 line, scan, text;
};

/* Length of the first reply in `bytes`, which begin at the same place as in
 * the call before, only longer; 0: not all here; -1: longer than any that we
 * take. */
long	 imap_frame(struct imap_frame *, slice bytes);

enum imap_status { IMAP_DATA, IMAP_PLUS, IMAP_OK, IMAP_NO, IMAP_BAD, IMAP_BYE,
	IMAP_PREAUTH };

struct imap_reply {
	enum imap_status status;
	slice	 tag;			/* "*", "+", or a tag of ours */
	slice	 code;			/* inside the brackets; may be empty */
	slice	 text;			/* of a status; of data all that follows
				 * its name */
	slice	 name;			/* of data: "CAPABILITY", "EXISTS" */
	int64_t	 number;		/* before the name; 0: none */
};
struct imap_reply imap_reply(slice);

/* "UIDNEXT 4392": the number, when the code has that name; else -1. */
int64_t	 imap_code_number(slice code, slice name);

enum { IMAP_STARTTLS = 1, IMAP_NO_LOGIN = 2, IMAP_IR = 4, IMAP_IDLES = 8 };

struct imap_offer {
	unsigned can;			/* IMAP_STARTTLS ... */
	unsigned logins;		/* sasl_bit() of each mechanism */
};
struct imap_offer imap_offer(slice words);

struct imap_fetch {
	slice	 body;			/* of BODY[] or BODY[]<0> */
	slice	 date;			/* INTERNALDATE */
	int64_t	 uid, size;		/* 0: it does not say */
	bool	 has_body;
};
/* False: not a list of items. */
bool	 imap_fetch(slice text, struct imap_fetch *);

#endif
