/*
 * role_deliver.c - the worker that hands one letter to one channel and brings
 * back the verdict: done, later, or never.
 */
#include "firmware/role.h"

#include "core/when/when.h"
#include "firmware/config.h"
#include "firmware/worker.h"
#include "net/mail.h"

#include <time.h>
#include <unistd.h>

struct delivery_work {
	struct role	*role;
	struct role_job	*in;
	struct recipe	 recipe;
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

static slice
param(const struct role_job *j, const char *name)
{
	for (size_t i = 0; i < j->nparams; i++)
		if (slice_eq(j->params[i].name, slice_of(name)))
			return j->params[i].value;
	return (slice){ "", 0 };
}

static slice
number(struct arena *a, int64_t v)
{
	struct sink k = sink_open(a);

	if (v)
		sink_int(&k, v);
	return sink_close(&k, a);
}

/* The letter's id everywhere: this box and the letter's number. */
static slice
letter_id(struct role *r)
{
	struct sink k = sink_open(&r->arena);

	sink_put(&k, r->visit.host_id);
	sink_byte(&k, '-');
	sink_int(&k, r->letter.id);
	return sink_close(&k, &r->arena);
}

static slice
limited(struct delivery_work *d, const char *field, slice s)
{
	enum text_unit unit = TEXT_CHARS;
	size_t	 most = recipe_limit(&d->recipe, slice_of(field), &unit);

	return most ? text_cut(&d->role->arena, s, most, unit) : s;
}

static void
set(struct role_job *j, const char *name, slice value, bool json)
{
	j->params[j->nparams++] = (struct template_var){
	    .name = slice_of(name), .value = value, .json = json };
}

/* What a channel's recipe may name (recipe.5). */
static void
letter_vars(struct delivery_work *d)
{
	struct role *r = d->role;
	struct arena *a = &r->arena;
	const struct mention *m = &r->item.mention;
	struct role_job *j = d->in;

	set(j, "id", letter_id(r), false);
	set(j, "title", limited(d, "title", r->letter.title), false);
	set(j, "text", limited(d, "text", r->letter.text), false);
	set(j, "url", limited(d, "url", r->letter.url), false);
	set(j, "level", r->letter.level, false);
	set(j, "priority", recipe_priority(a, &d->recipe, r->letter.level),
	    true);
	set(j, "source", r->item.source.n ? r->item.source : SLICE("earshot"),
	    false);
	set(j, "author", m->author, false);
	set(j, "time", number(a, m->time ? m->time : r->letter.born), false);
	set(j, "rating", number(a, m->rating), true);
	set(j, "host_id", r->visit.host_id, false);
	set(j, "now_unix", number(a, d->now), false);
	set(j, "tags", (slice){ "", 0 }, true);
	set(j, "actions", (slice){ "", 0 }, true);
}

static struct template_scope
letter_scope(struct delivery_work *d)
{
	letter_vars(d);
	return (struct template_scope){ .arena = &d->role->arena,
	    .vars = d->in->params, .nvars = d->in->nparams,
	    .crypto = &config_crypto };
}

static void
by_http(struct delivery_work *d)
{
	struct role *r = d->role;
	struct template_scope scope = letter_scope(d);
	struct http_request rq = { .nheaders = 0 };
	struct fetch_reply *reply = arena_take(&r->arena, sizeof(*reply));
	struct recipe_answer a;
	enum fetch_error e;

	if (reply == NULL ||
	    !recipe_request(&d->recipe, &scope, d->now, &rq, &d->fault)) {
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
	recipe_judge(&d->recipe, &reply->head, reply->body, &scope, d->now, &a);
	fault_say(&d->fault, slice_of(a.why));
	answer(d, a.what, a.wait);
	d->answer.result = slice_head(a.result, 1000);
}

/* A part of the recipe's message; the letter is refused when it cannot be
 * written. */
static slice
part(struct delivery_work *d, const struct template_scope *scope,
    const char *name)
{
	slice	 out = { "", 0 };

	(void)recipe_message(&d->recipe, scope, d->now, slice_of(name), &out,
	    &d->fault);
	return out;
}

static slice
mail_message(struct delivery_work *d, struct smtp_job *job)
{
	struct role *r = d->role;
	struct template_scope scope = letter_scope(d);
	struct smtp_letter l = { .from = part(d, &scope, "From"),
	    .to = part(d, &scope, "To"), .subject = part(d, &scope, "Subject"),
	    .text = part(d, &scope, "text"), .host_id = r->visit.host_id,
	    .id = letter_id(r), .date = r->letter.born,
	    .priority = part(d, &scope, "X-Priority") };
	struct sink k = sink_open(&r->arena);

	job->from = l.from;
	job->to = l.to;
	smtp_message(&k, &l);
	return sink_close(&k, &r->arena);
}

static void
by_mail(struct delivery_work *d)
{
	static const enum recipe_do meaning[] = {
		[SMTP_DONE] = RECIPE_SUCCESS, [SMTP_RETRY] = RECIPE_RETRY,
		[SMTP_REJECT] = RECIPE_FAIL, [SMTP_CONFIG] = RECIPE_CONFIG,
	};
	struct role *r = d->role;
	slice	 tls = param(d->in, "tls");
	struct smtp_job job = { .host_id = r->visit.host_id,
	    .user = param(d->in, "user"),
	    .password = param(d->in, "password"),
	    .starttls = slice_eq(tls, SLICE("starttls")),
	    .secure = slice_eq(tls, SLICE("implicit")) };

	job.message = mail_message(d, &job);
	if (d->fault.text[0])
		answer(d, RECIPE_CONFIG, -1);
	else
		answer(d, meaning[mail_send(&r->to.addresses, r->to.roots,
		    &r->arena, &job, r->to.deadline, &d->fault)], -1);
	d->answer.unsure = d->answer.what == RECIPE_RETRY + 1;
}

int
role_deliver(void)
{
	struct role *r = role_begin();
	struct delivery_work d = { .role = r, .in = &r->jobs[0],
	    .now = (int64_t)time(NULL) };

	if (!r->reachable) {
		fault_say(&d.fault, slice_of(r->fault.text));
		answer(&d, RECIPE_RETRY, -1);
	} else if (!recipe_load(&r->arena, d.in->job.recipe, &d.recipe,
	    &d.fault)) {
		answer(&d, RECIPE_CONFIG, -1);
	} else if (d.recipe.transport == RECIPE_SMTP) {
		by_mail(&d);
	} else {
		by_http(&d);
	}
	if (!worker_tell(&job_answer, &d.answer))
		return 1;
	return role_end(r);
}
