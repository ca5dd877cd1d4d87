#include "firmware/role/smtp.h"

#include "net/mail.h"

struct smtp_job
role_smtp(const struct role *r, const struct role_job *in)
{
	slice	 tls = role_param(in, "tls");

	return (struct smtp_job){ .host_id = r->visit.host_id,
	    .user = role_param(in, "user"),
	    .password = role_param(in, "password"), .token = role_token(in),
	    .starttls = slice_eq(tls, SLICE("starttls")),
	    .secure = slice_eq(tls, SLICE("implicit")) };
}

enum recipe_do
role_smtp_send(struct role *r, const struct smtp_job *job, struct fault *f)
{
	static const enum recipe_do meaning[] = {
		[SMTP_DONE] = RECIPE_SUCCESS, [SMTP_RETRY] = RECIPE_RETRY,
		[SMTP_REJECT] = RECIPE_FAIL, [SMTP_CONFIG] = RECIPE_CONFIG,
	};

	return meaning[mail_send(&r->to.addresses, r->to.roots, &r->arena, job,
	    r->to.deadline, f)];
}
