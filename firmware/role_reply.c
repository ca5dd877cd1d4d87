/*
 * role_reply.c - the worker that puts one answer of the owner's where the
 * mention stands: one step, and if it is not known whether that step was made
 * already, a look first. What may not be repeated is never sent twice.
 */
#include "firmware/role.h"

#include "core/recipe/reply.h"
#include "firmware/config.h"
#include "firmware/role_smtp.h"
#include "firmware/worker.h"

#include <time.h>
#include <unistd.h>

/* An idempotency key may be forgotten a little early. */
enum { MARGIN = 120, RESULT_MOST = 900 };

struct replying {
	struct role	*role;
	struct role_job	*in;
	struct recipe	 source;	/* what it is made of */
	struct recipe	 step;		/* of what is asked now */
	struct template_scope scope;
	struct job_answer answer;
	struct fault	 fault;
	size_t		 n;		/* number of the step */
	int64_t		 now;
};

static void
answer(struct replying *w, enum recipe_do what, int64_t wait, bool unsure)
{
	w->answer.what = (int64_t)what + 1;
	w->answer.wait = wait + 1;
	w->answer.unsure = unsure;
	w->answer.why = slice_of(w->fault.text);
}

static void
done(struct replying *w, slice result)
{
	w->answer.result = slice_head(result, RESULT_MOST);
	answer(w, RECIPE_SUCCESS, 0, false);
}

/* Not HTTP at all, or nothing that came back. */
static bool
never_left(enum fetch_error e)
{
	return e == FETCH_CONNECT || e == FETCH_TLS || e == FETCH_REFUSED;
}

/* --- has it arrived? ---------------------------------------------------- */

/* True: it is not there, so it may be sent. */
static bool
look(struct replying *w)
{
	struct role *r = w->role;
	struct recipe r_look;
	struct http_request rq;
	struct fetch_reply *reply = arena_take(&r->arena, sizeof(*reply));
	struct recipe_answer a;
	slice	 result;

	if (!reply_look(&r->arena, &w->source, &r_look)) {
		fault_say(&w->fault, SLICE("no answer came, and this network "
		    "cannot be asked: it may be there or not. Look, and order "
		    "it again if it is not"));
		answer(w, RECIPE_FAIL, -1, true);
		return false;
	}
	if (reply == NULL || !recipe_request(&r_look, &w->scope,
	    r->letter.born, &rq, &w->fault)) {
		answer(w, RECIPE_CONFIG, -1, true);
		return false;
	}
	if (fetch(&r->to, &rq, &r->arena, reply, &w->fault) != FETCH_OK) {
		answer(w, RECIPE_RETRY, -1, true);
		return false;
	}
	recipe_judge(&r_look, &reply->head, reply->body, &w->scope, w->now,
	    &a);
	if (a.what != RECIPE_SUCCESS) {
		fault_say(&w->fault, SLICE("looking whether it arrived: "),
		    slice_of(a.why));
		answer(w, a.what == RECIPE_FAIL || a.what == RECIPE_IGNORE ?
		    RECIPE_RETRY : a.what, a.wait, true);
		return false;
	}
	if (!reply_found(&w->source, &w->scope, reply->body, &result))
		return true;
	done(w, result);
	return false;
}

/* --- by HTTP ------------------------------------------------------------ */

/* What a good answer gives: to the next step, or to the owner. */
static void
went_well(struct replying *w, slice body)
{
	const struct letter *l = &w->role->letter;
	bool	 last = w->n + 1 >= reply_steps(&w->source);
	slice	 takes = reply_takes(&w->source, w->n, &w->scope, l->state,
	    body);

	if (last) {
		done(w, takes);
		return;
	}
	if (takes.n == 0) {
		fault_say(&w->fault, SLICE("its answer lacks what the next "
		    "step needs"));
		answer(w, RECIPE_RETRY, -1, true);
		return;
	}
	w->answer.state = takes;
	w->answer.more = 1;
	answer(w, RECIPE_SUCCESS, reply_pause(&w->source, w->n), false);
}

/* After an error of the server's own it may have been done all the same. */
static bool
is_doubtful(const struct recipe_answer *a, int status)
{
	return a->what != RECIPE_FAIL && (a->odd || status >= 500 ||
	    status == 408);
}

static void
send_it(struct replying *w)
{
	struct role *r = w->role;
	struct http_request rq;
	struct fetch_reply *reply = arena_take(&r->arena, sizeof(*reply));
	struct recipe_answer a;
	enum fetch_error e;

	if (reply == NULL || !reply_step(&r->arena, &w->source, w->n,
	    &w->step) || !recipe_request(&w->step, &w->scope, r->letter.born,
	    &rq, &w->fault)) {
		answer(w, RECIPE_CONFIG, -1, false);
		return;
	}
	e = fetch(&r->to, &rq, &r->arena, reply, &w->fault);
	if (e != FETCH_OK) {
		answer(w, RECIPE_RETRY, -1, !never_left(e));
		return;
	}
	recipe_judge(&w->step, &reply->head, reply->body, &w->scope, w->now,
	    &a);
	if (a.what == RECIPE_SUCCESS || a.what == RECIPE_IGNORE) {
		went_well(w, reply->body);
		return;
	}
	fault_say(&w->fault, slice_of(a.why));
	answer(w, a.what, a.wait, is_doubtful(&a, reply->head.status));
}

static void
by_http(struct replying *w)
{
	const struct letter *l = &w->role->letter;
	int64_t	 age = w->now - l->unsure + MARGIN;

	if (l->unsure == 0 || reply_repeats(&w->source, w->n,
	    age < MARGIN ? INT64_MAX : age) || look(w))
		send_it(w);
}

/* --- by mail ------------------------------------------------------------ */

static slice
subject(struct arena *a, slice title)
{
	struct sink k = sink_open(a);

	if (!slice_istarts(title, SLICE("re:")) &&
	    !slice_istarts(title, SLICE("aw:")))
		sink_text(&k, "Re: ");
	sink_put(&k, title);
	return sink_close(&k, a);
}

/* As a letter to the owner, but to whom wrote, in the thread of that mail. A
 * repeat has the same Message-ID. */
static slice
message(struct replying *w, struct smtp_job *job)
{
	struct role *r = w->role;
	struct fault unsaid = { "" };
	const struct outgoing o = { .letter = &r->letter, .item = &r->item,
	    .host_id = r->visit.host_id, .now = w->now };
	const cJSON *keep = json_parse(&r->arena, r->item.mention.keep,
	    &unsaid);
	struct smtp_letter l = { .from = job->from,
	    .to = json_text(&r->arena, json_at(keep, SLICE("/from"))),
	    .subject = subject(&r->arena, r->item.mention.title),
	    .text = r->letter.text, .host_id = r->visit.host_id,
	    .id = outgoing_id(&r->arena, &o), .date = r->letter.born,
	    .parent = json_text(&r->arena, json_at(keep,
	    SLICE("/message_id"))) };
	struct sink k = sink_open(&r->arena);

	job->to = l.to;
	smtp_message(&k, &l);
	return sink_close(&k, &r->arena);
}

static void
by_mail(struct replying *w)
{
	struct smtp_job job = role_smtp(w->role, w->in);
	enum recipe_do what;

	job.from = role_param(w->in, "from");
	job.message = message(w, &job);
	if (job.to.n == 0) {
		fault_say(&w->fault, SLICE("it is not known who wrote it"));
		answer(w, RECIPE_FAIL, -1, false);
		return;
	}
	what = role_smtp_send(w->role, &job, &w->fault);
	answer(w, what, -1, what == RECIPE_RETRY);
}

/* --- the role ----------------------------------------------------------- */

static bool
prepare(struct replying *w)
{
	struct role *r = w->role;
	const struct outgoing o = { .letter = &r->letter, .item = &r->item,
	    .host_id = r->visit.host_id, .now = w->now };

	if (!r->reachable) {
		fault_say(&w->fault, slice_of(r->fault.text));
		answer(w, RECIPE_RETRY, -1, r->letter.unsure != 0);
		return false;
	}
	if (!recipe_load(&r->arena, w->in->job.recipe, &w->source,
	    &w->fault)) {
		answer(w, RECIPE_CONFIG, -1, r->letter.unsure != 0);
		return false;
	}
	w->n = r->letter.step > 0 ? (size_t)r->letter.step : 0;
	w->scope = reply_scope(&r->arena, &w->source, &o, w->in->params,
	    w->in->nparams);
	w->scope.crypto = &config_crypto;
	return true;
}

int
role_reply(void)
{
	struct role *r = role_begin();
	struct replying w = { .role = r, .in = &r->jobs[0],
	    .now = (int64_t)time(NULL) };

	if (prepare(&w))
		(w.source.transport == RECIPE_SMTP ? by_mail : by_http)(&w);
	if (!worker_tell(&job_answer, &w.answer))
		return 1;
	return role_end(r);
}
