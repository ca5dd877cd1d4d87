/*
 * mail.h - one letter to one submission server: core/smtp over a connection.
 */
#ifndef NET_MAIL_H
#define NET_MAIL_H

#include "core/smtp.h"
#include "net/dial.h"
#include "net/tls.h"

/* The result is SMTP_DONE, _RETRY, _REJECT or _CONFIG; *fault has the words. */
enum smtp_next mail_send(const struct dial_addresses *, struct roots *,
	    struct arena *, struct smtp_job *, int64_t deadline, struct fault *);

#endif
