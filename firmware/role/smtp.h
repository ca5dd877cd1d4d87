/*
 * smtp.h - a letter or a reply by mail: who we are to the mail server, by
 * the parameters of the channel, and what its verdict means.
 */
#ifndef FIRMWARE_ROLE_SMTP_H
#define FIRMWARE_ROLE_SMTP_H

#include "core/smtp/smtp.h"
#include "firmware/role/role.h"

/* The caller adds from, to, and the message. */
struct smtp_job role_smtp(const struct role *, const struct role_job *);
enum recipe_do role_smtp_send(struct role *, const struct smtp_job *,
	    struct fault *);

#endif
