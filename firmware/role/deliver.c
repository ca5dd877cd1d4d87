/*
 * deliver.c - the worker that hands one letter to one channel and brings
 * back the verdict: done, later, or never. And the one that holds the line to
 * a broker, so that everybody there sees that this box is up.
 */
#include "firmware/role/errand.h"

#include "firmware/config/config.h"
#include "firmware/role/smtp.h"
#include "net/mqtt.h"

enum { KEEPALIVE = 60 };		/* seconds; silent for 90: gone */

static void
by_http(struct errand *d)
{
	struct recipe_answer a;

	if (errand_ask(d, &d->recipe, d->now, &a) == NULL)
		return;
	fault_words(&d->fault, a.why.text);
	errand_answer(d, a.what, a.wait, false);
	d->answer.result = slice_head(a.result, 1000);
}

/* A part of the recipe's message; the letter is refused when it cannot be
 * written. */
static slice
part(struct errand *d, const char *name)
{
	slice	 out = { "", 0 };

	(void)recipe_message(&d->recipe, &d->scope, d->now, slice_of(name),
	    &out, &d->fault);
	return out;
}

/* An answer names the mail that it answers: that is then the key to its item.
 * The same letter has the same one, as often as it is sent. */
static slice
mail_id(struct errand *d, const struct outgoing *o)
{
	slice	 key = press_token(o->buttons, PRESS_ANSWER);

	return key.n ? key : outgoing_id(&d->role->arena, o);
}

static slice
mail_message(struct errand *d, struct smtp_job *job)
{
	struct role *r = d->role;
	const struct outgoing o = role_letter(d->role, d->now);
	struct smtp_letter l = { .from = part(d, "From"),
	    .to = part(d, "To"), .subject = part(d, "Subject"),
	    .text = part(d, "text"), .html = r->letter.html, .host_id = r->visit.host_id,
	    .id = mail_id(d, &o), .date = r->letter.born,
	    .priority = part(d, "X-Priority") };
	struct sink k = sink_open(&r->arena);

	job->from = l.from;
	job->to = l.to;
	smtp_message(&k, &l);
	return sink_close(&k, &r->arena);
}

static void
by_mail(struct errand *d)
{
	struct smtp_job job = role_smtp(d->role, d->in);
	enum recipe_do what = RECIPE_CONFIG;

	job.message = mail_message(d, &job);
	if (d->fault.text[0] == '\0')
		what = role_smtp_send(d->role, &job, &d->fault);
	errand_answer(d, what, -1, what == RECIPE_RETRY);
}

static void
to_broker(struct errand *d, bool presence)
{
	static const enum recipe_do meaning[] = {
		[MQTT_DONE] = RECIPE_SUCCESS, [MQTT_RETRY] = RECIPE_RETRY,
		[MQTT_CONFIG] = RECIPE_CONFIG,
	};
	struct role *r = d->role;
	struct mqtt_job job = { .user = role_param(d->in, "user"),
	    .password = role_param(d->in, "password"),
	    .again = r->letter.unsure != 0, .stay = presence,
	    .keepalive = presence ? KEEPALIVE : 0 };
	bool	 secure = slice_eq(r->visit.scheme, SLICE("mqtts"));
	bool	 unsure = false;
	enum recipe_do what;

	if (!outgoing_mqtt(&d->recipe, &d->scope, d->now, presence, &job,
	    &d->fault)) {
		errand_answer(d, RECIPE_CONFIG, -1, false);
		return;
	}
	what = meaning[mqtt_send(&r->to, secure, &r->arena, &job, &unsure,
	    &d->fault)];
	errand_answer(d, what, -1, unsure);
}

static void
by_mqtt(struct errand *d)
{
	to_broker(d, false);
}

static void
be_present(struct errand *d)
{
	to_broker(d, true);
}

static void
by_nothing(struct errand *d)
{
	fault_words(&d->fault, "this program cannot send that way yet");
	errand_answer(d, RECIPE_CONFIG, -1, false);
}

static void
see_letter(struct errand *d)
{
	const struct outgoing o = role_letter(d->role, d->now);

	d->scope = outgoing_scope(&d->role->arena, &d->recipe, &o,
	    d->in->params, d->in->nparams);
	d->scope.crypto = &config_crypto;
}

static int
run(bool presence)
{
	static void (*const ways[])(struct errand *) = {
		[RECIPE_HTTP] = by_http, [RECIPE_SMTP] = by_mail,
		[RECIPE_MQTT] = by_mqtt, [RECIPE_WEBPUSH] = by_nothing,
		[RECIPE_IMAP] = by_nothing, [RECIPE_EXEC] = by_nothing,
	};
	struct errand d;

	if (errand_begin(&d)) {
		see_letter(&d);
		(presence ? be_present : ways[d.recipe.transport])(&d);
	}
	return errand_end(&d);
}

int
role_deliver(void)
{
	return run(false);
}

int
role_present(void)
{
	return run(true);
}
