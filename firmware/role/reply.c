/*
 * reply.c - the worker that puts one answer of the owner's where the
 * mention stands: one step, and if it is not known whether that step was made
 * already, a look first. What may not be repeated is never sent twice.
 */
#include "firmware/role/errand.h"

#include "core/recipe/reply.h"
#include "firmware/config/config.h"
#include "firmware/role/smtp.h"

/* An idempotency key may be forgotten a little early. */
enum { MARGIN = 120, RESULT_MOST = 900 };

static void
done(struct errand *w, slice result)
{
	w->answer.result = slice_head(result, RESULT_MOST);
	errand_answer(w, RECIPE_SUCCESS, 0, false);
}

/* --- has it arrived? ---------------------------------------------------- */

/* True: it is not there, so it may be sent. */
static bool
look(struct errand *w)
{
	const struct fetch_reply *reply;
	struct reply_step step;
	struct recipe_answer a;
	slice	 result;

	if (!reply_step(&w->recipe, REPLY_LOOK, &step)) {
		fault_words(&w->fault, "no answer came, and this network "
		    "cannot be asked: it may be there or not. Look, and order "
		    "it again if it is not");
		errand_answer(w, RECIPE_FAIL, -1, true);
		return false;
	}
	reply = errand_ask(w, &step.asks, w->role->letter.born, &a);
	if (reply == NULL) {		/* no wiser than before */
		w->answer.unsure = 1;
		return false;
	}
	if (a.what != RECIPE_SUCCESS) {
		fault_tell(&w->fault, "looking whether it arrived: %",
		    slice_of(a.why.text));
		errand_answer(w, a.what == RECIPE_FAIL ||
		    a.what == RECIPE_IGNORE ? RECIPE_RETRY : a.what, a.wait,
		    true);
		return false;
	}
	if (!reply_found(&w->recipe, &w->scope, reply->body, &result))
		return true;
	done(w, result);
	return false;
}

/* --- by HTTP ------------------------------------------------------------ */

/* What a good answer gives: to the next step, or to the owner. */
static void
went_well(struct errand *w, const struct reply_step *step, slice body)
{
	slice	 takes = reply_takes(step, &w->scope, w->role->letter.state,
	    body);

	if (step->last) {
		done(w, takes);
		return;
	}
	if (takes.n == 0) {
		fault_words(&w->fault, "its answer lacks what the next step "
		    "needs");
		errand_answer(w, RECIPE_RETRY, -1, true);
		return;
	}
	w->answer.state = takes;
	w->answer.more = 1;
	errand_answer(w, RECIPE_SUCCESS, step->pause, false);
}

/* After an error of the server's own it may have been done all the same. */
static bool
is_doubtful(const struct recipe_answer *a, int status)
{
	return a->what != RECIPE_FAIL && (a->odd || status >= 500 ||
	    status == 408);
}

static void
send_it(struct errand *w, const struct reply_step *step)
{
	const struct fetch_reply *reply;
	struct recipe_answer a;

	reply = errand_ask(w, &step->asks, w->role->letter.born, &a);
	if (reply == NULL)
		return;
	if (a.what == RECIPE_SUCCESS || a.what == RECIPE_IGNORE) {
		went_well(w, step, reply->body);
		return;
	}
	fault_words(&w->fault, a.why.text);
	errand_answer(w, a.what, a.wait, is_doubtful(&a, reply->head.status));
}

static void
by_http(struct errand *w)
{
	const struct letter *l = &w->role->letter;
	int64_t	 age = w->now - l->unsure + MARGIN;
	struct reply_step step;

	if (!reply_step(&w->recipe, l->step > 0 ? l->step : 0, &step))
		errand_answer(w, RECIPE_CONFIG, -1, false);
	else if (l->unsure == 0 || step.safe < 0 ||
	    (age >= MARGIN && age < step.safe) || look(w))
		send_it(w, &step);
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
message(struct errand *w, struct smtp_job *job)
{
	struct role *r = w->role;
	struct fault unsaid = { "" };
	const struct outgoing o = role_letter(w->role, w->now);
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
by_mail(struct errand *w)
{
	struct smtp_job job = role_smtp(w->role, w->in);
	enum recipe_do what;

	job.from = role_param(w->in, "from");
	job.message = message(w, &job);
	if (job.to.n == 0) {
		fault_words(&w->fault, "it is not known who wrote it");
		errand_answer(w, RECIPE_FAIL, -1, false);
		return;
	}
	what = role_smtp_send(w->role, &job, &w->fault);
	errand_answer(w, what, -1, what == RECIPE_RETRY);
}

/* --- the role ----------------------------------------------------------- */

static void
see_mention(struct errand *w)
{
	struct role *r = w->role;
	const struct outgoing o = role_letter(w->role, w->now);

	w->scope = reply_scope(&r->arena, &w->recipe, &o, w->in->params,
	    w->in->nparams);
	w->scope.crypto = &config_crypto;
}

int
role_reply(void)
{
	struct errand w;

	if (errand_begin(&w)) {
		see_mention(&w);
		(w.recipe.transport == RECIPE_SMTP ? by_mail : by_http)(&w);
	}
	return errand_end(&w);
}
