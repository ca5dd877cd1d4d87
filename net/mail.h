/*
 * mail.h - one letter to one submission server: core/smtp over a connection.
 */
#ifndef NET_MAIL_H
#define NET_MAIL_H

#include "core/smtp/smtp.h"
#include "net/dial.h"
#include "net/tls.h"

/*
 * The result is SMTP_DONE, _RETRY, _REJECT or _CONFIG; *fault has the words
 * (after SMTP_DONE: who was left out, if anybody). job->secure asks for TLS
 * from the first byte, job->starttls after a word in clear. The arena needs
 * smtp_room() and some 16 KB.
 *
 * A letter that was sent but not confirmed is SMTP_RETRY: it may arrive twice,
 * under one Message-ID.
 */
enum smtp_next mail_send(const struct dial_addresses *, struct roots *,
	    struct arena *, const struct smtp_job *, int64_t deadline,
	    struct fault *);

#endif
