#include "firmware/role/errand.h"

#include "firmware/worker.h"

#include <time.h>

void
errand_answer(struct errand *e, enum recipe_do what, int64_t wait, bool unsure)
{
	e->answer.what = (int64_t)what + 1;
	e->answer.wait = wait + 1;
	e->answer.unsure = unsure;
	e->answer.why = slice_of(e->fault.text);
}

bool
errand_begin(struct errand *e)
{
	struct role *r = role_begin();
	bool	 unsure = r->letter.unsure != 0;

	*e = (struct errand){ .role = r, .in = &r->jobs[0],
	    .now = (int64_t)time(NULL), .answer = {
	    .what = RECIPE_RETRY + 1 } };
	if (!r->reachable) {
		fault_words(&e->fault, r->fault.text);
		errand_answer(e, RECIPE_RETRY, -1, unsure);
		return false;
	}
	if (!recipe_load(&r->arena, e->in->job.recipe, &e->recipe,
	    &e->fault)) {
		errand_answer(e, RECIPE_CONFIG, -1, unsure);
		return false;
	}
	return true;
}

/* Not HTTP at all, or nothing that came back. */
static bool
never_left(enum fetch_error e)
{
	return e == FETCH_CONNECT || e == FETCH_TLS || e == FETCH_REFUSED;
}

const struct fetch_reply *
errand_ask(struct errand *e, const struct recipe *recipe, int64_t now,
    struct recipe_answer *a)
{
	struct role *r = e->role;
	struct http_request rq = { .nheaders = 0 };
	struct fetch_reply *reply = arena_take(&r->arena, sizeof(*reply));
	enum fetch_error end;

	if (reply == NULL || !recipe_request(recipe, &e->scope, now, &rq,
	    &e->fault)) {
		errand_answer(e, RECIPE_CONFIG, -1, false);
		return NULL;
	}
	end = fetch(&r->to, &rq, &r->arena, reply, &e->fault);
	if (end != FETCH_OK) {
		errand_answer(e, RECIPE_RETRY, -1, !never_left(end));
		return NULL;
	}
	recipe_judge(recipe, &reply->head, reply->body, &e->scope, e->now, a);
	return reply;
}

int
errand_end(struct errand *e)
{
	if (!worker_tell(&job_answer, &e->answer))
		return 1;
	return role_end(e->role);
}
