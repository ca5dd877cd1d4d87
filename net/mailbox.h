/*
 * mailbox.h - one visit to one mailbox: core/mail/imap over a connection.
 */
#ifndef NET_MAILBOX_H
#define NET_MAILBOX_H

#include "core/imap/imap.h"
#include "net/dial.h"
#include "net/tls.h"

struct mailbox {
	const struct dial_addresses *to;
	struct roots	*roots;
	slice		 session;	/* TLS session to resume, or empty */
	struct sink	*ticket;	/* the one for next time, may be NULL */
	int64_t		 deadline;	/* of all */
	int64_t		 patience;	/* until then it may wait for a mail */
	/* Called with every mail; its bytes live until it returns. */
	void		(*take)(void *with, const struct imap_mail *);
	void		*with;
};

/*
 * The result is IMAP_END, _RETRY or _CONFIG; *fault has the words. job->secure
 * asks for TLS from the first byte, job->starttls after a word in clear. What
 * was read, and how far, `imap` says afterwards. The arena needs imap_room()
 * and IMAP_REPLY_MAX bytes and a little.
 */
enum imap_next mailbox_read(const struct mailbox *, struct arena *,
	    const struct imap_job *, struct imap *, struct fault *);

#endif
