/*
 * imap.h - reading a mailbox (RFC 9051, 3501; IDLE: RFC 2177) as a table.
 *
 * Nothing in the mailbox changes: the folder is opened with EXAMINE, mails are
 * read with BODY.PEEK. Each mail is handed out once, the oldest first.
 */
#ifndef CORE_IMAP_H
#define CORE_IMAP_H

#include "core/fault.h"
#include "core/imap/reply.h"

enum {
	IMAP_MAILS = 40,		/* of one visit */
	IMAP_FIRST = IMAP_MAILS,	/* looked at when nothing is known */
	IMAP_RESTART = 500,		/* when the folder was made anew */
	IMAP_PART = 65536		/* read of a mail beyond MESSAGE_MAX */
};

struct imap_job {
	slice	 user, password;
	slice	 token;			/* OAuth access token: XOAUTH2 */
	slice	 folder;		/* UTF-8 */
	int64_t	 validity, uid;		/* the cursor; 0, 0: none yet */
	int64_t	 since;			/* without a cursor: mails that came
					 * before are old (Unix seconds) */
	bool	 starttls;		/* the connection begins in clear */
	bool	 secure;		/* TLS is up */
	bool	 idle;			/* may wait for a mail */
};

enum imap_next {
	IMAP_READ,		/* write `out` if any, then read a reply */
	IMAP_WAIT,		/* the same, but nothing may come for long;
				 * when it is long enough, feed "" */
	IMAP_MAIL,		/* a mail is there; then as IMAP_READ */
	IMAP_TLS,		/* start TLS, then feed "" */
	IMAP_END,		/* all is read, the cursor is the new one */
	IMAP_RETRY,		/* later */
	IMAP_CONFIG		/* login or folder refused: tell the owner */
};

struct imap_mail {
	slice	 bytes;		/* of the reply just fed */
	int64_t	 uid;
	bool	 cut;		/* it was too long: only its beginning */
};

struct imap;			/* state of one dialogue, in the arena */

/* The job must live as long. NULL: the arena is spent. */
struct imap *imap_begin(struct arena *, const struct imap_job *);
/*
 * Feed one complete reply (imap_frame). An empty one, but after IMAP_TLS and
 * IMAP_WAIT, means that the connection has ended. From IMAP_END on `out` may
 * hold a LOGOUT: try to send it, and hang up.
 */
enum imap_next imap_step(struct imap *, slice reply, struct sink *out,
	    struct fault *);
const struct imap_mail *imap_mail(const struct imap *);

/* The cursor after what was handed out so far. */
void	 imap_cursor(const struct imap *, int64_t *validity, int64_t *uid);
bool	 imap_more(const struct imap *);	/* visit again at once */
bool	 imap_idles(const struct imap *);	/* it can tell of new mails */
/* What the server wants its user to read (ALERT), or mails it could not give;
 * empty: nothing. */
slice	 imap_note(const struct imap *);

/* Room that `out` needs at most. */
size_t	 imap_room(const struct imap_job *);

#endif
