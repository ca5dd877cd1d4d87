/*
 * role_deliver.c - the worker that hands one letter to one channel and brings
 * back the verdict: done, later, or never. And the one that holds the line to
 * a broker, so that everybody there sees that this box is up.
 */
#include "firmware/role.h"

#include "core/recipe/outgoing.h"
#include "firmware/config.h"
#include "firmware/role_smtp.h"
#include "firmware/worker.h"
#include "net/mqtt.h"

#include <time.h>
#include <unistd.h>

enum { KEEPALIVE = 60 };		/* seconds; silent for 90: gone */

struct delivery_work {
	struct role	*role;
	struct role_job	*in;
	struct recipe	 recipe;
	struct template_scope scope;	/* the letter's */
	struct job_answer answer;
	struct fault	 fault;
	int64_t		 now;
};

static void
answer(struct delivery_work *d, enum recipe_do what, int64_t wait)
{
	d->answer.what = (int64_t)what + 1;
	d->answer.wait = wait + 1;
	d->answer.why = slice_of(d->fault.text);
}

static struct outgoing
outgoing(const struct delivery_work *d)
{
	const struct role *r = d->role;

	return (struct outgoing){ .letter = &r->letter, .item = &r->item,
	    .host_id = r->visit.host_id, .now = d->now };
}

static void
by_http(struct delivery_work *d)
{
	struct role *r = d->role;
	struct http_request rq = { .nheaders = 0 };
	struct fetch_reply *reply = arena_take(&r->arena, sizeof(*reply));
	struct recipe_answer a;
	enum fetch_error e;

	if (reply == NULL || !recipe_request(&d->recipe, &d->scope, d->now,
	    &rq, &d->fault)) {
		answer(d, RECIPE_CONFIG, -1);
		return;
	}
	e = fetch(&r->to, &rq, &r->arena, reply, &d->fault);
	if (e != FETCH_OK) {
		answer(d, RECIPE_RETRY, -1);
		d->answer.unsure = e != FETCH_CONNECT && e != FETCH_TLS &&
		    e != FETCH_REFUSED;
		return;
	}
	recipe_judge(&d->recipe, &reply->head, reply->body, &d->scope, d->now,
	    &a);
	fault_say(&d->fault, slice_of(a.why));
	answer(d, a.what, a.wait);
	d->answer.result = slice_head(a.result, 1000);
}

/* A part of the recipe's message; the letter is refused when it cannot be
 * written. */
static slice
part(struct delivery_work *d, const char *name)
{
	slice	 out = { "", 0 };

	(void)recipe_message(&d->recipe, &d->scope, d->now, slice_of(name),
	    &out, &d->fault);
	return out;
}

static slice
mail_message(struct delivery_work *d, struct smtp_job *job)
{
	struct role *r = d->role;
	const struct outgoing o = outgoing(d);
	struct smtp_letter l = { .from = part(d, "From"),
	    .to = part(d, "To"), .subject = part(d, "Subject"),
	    .text = part(d, "text"), .host_id = r->visit.host_id,
	    .id = outgoing_id(&r->arena, &o), .date = r->letter.born,
	    .priority = part(d, "X-Priority") };
	struct sink k = sink_open(&r->arena);

	job->from = l.from;
	job->to = l.to;
	smtp_message(&k, &l);
	return sink_close(&k, &r->arena);
}

static void
by_mail(struct delivery_work *d)
{
	struct smtp_job job = role_smtp(d->role, d->in);

	job.message = mail_message(d, &job);
	if (d->fault.text[0])
		answer(d, RECIPE_CONFIG, -1);
	else
		answer(d, role_smtp_send(d->role, &job, &d->fault), -1);
	d->answer.unsure = d->answer.what == RECIPE_RETRY + 1;
}

static void
to_broker(struct delivery_work *d, bool presence)
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

	if (!outgoing_mqtt(&d->recipe, &d->scope, d->now, presence, &job,
	    &d->fault)) {
		answer(d, RECIPE_CONFIG, -1);
		return;
	}
	answer(d, meaning[mqtt_send(&r->to, secure, &r->arena, &job, &unsure,
	    &d->fault)], -1);
	d->answer.unsure = unsure;
}

static void
by_mqtt(struct delivery_work *d)
{
	to_broker(d, false);
}

static void
be_present(struct delivery_work *d)
{
	to_broker(d, true);
}

static void
by_nothing(struct delivery_work *d)
{
	fault_say(&d->fault, SLICE("this program cannot send that way yet"));
	answer(d, RECIPE_CONFIG, -1);
}

static bool
prepare(struct delivery_work *d)
{
	struct role *r = d->role;
	struct outgoing o;

	if (!r->reachable) {
		fault_say(&d->fault, slice_of(r->fault.text));
		answer(d, RECIPE_RETRY, -1);
		return false;
	}
	if (!recipe_load(&r->arena, d->in->job.recipe, &d->recipe,
	    &d->fault)) {
		answer(d, RECIPE_CONFIG, -1);
		return false;
	}
	o = outgoing(d);
	d->scope = outgoing_scope(&r->arena, &d->recipe, &o, d->in->params,
	    d->in->nparams);
	d->scope.crypto = &config_crypto;
	return true;
}

static int
run(bool presence)
{
	static void (*const ways[])(struct delivery_work *) = {
		[RECIPE_HTTP] = by_http, [RECIPE_SMTP] = by_mail,
		[RECIPE_MQTT] = by_mqtt, [RECIPE_WEBPUSH] = by_nothing,
		[RECIPE_IMAP] = by_nothing, [RECIPE_EXEC] = by_nothing,
	};
	struct role *r = role_begin();
	struct delivery_work d = { .role = r, .in = &r->jobs[0],
	    .now = (int64_t)time(NULL) };

	if (prepare(&d))
		(presence ? be_present : ways[d.recipe.transport])(&d);
	if (!worker_tell(&job_answer, &d.answer))
		return 1;
	return role_end(r);
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
