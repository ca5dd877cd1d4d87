/*
 * role_renew.c - the worker that gets an account its token, from the one place
 * that gives it. For `earshot login` it takes one step of a longer way, which
 * the job's cursor names.
 */
#include "firmware/role.h"

#include "core/recipe/grant.h"
#include "firmware/config.h"
#include "firmware/worker.h"

#include <time.h>

struct renewal {
	struct role	*role;
	struct role_job	*in;
	struct recipe	 recipe;
	struct template_scope scope;
	struct grant	 token;
	struct job_answer answer;
	struct fault	 fault;
	int64_t		 now;
};

static void
answer(struct renewal *w, enum recipe_do what, int64_t wait)
{
	w->answer.what = (int64_t)what + 1;
	w->answer.wait = wait + 1;
	w->answer.why = slice_of(w->fault.text);
}

/* As `login` hears them. */
static void
settle(struct renewal *w, enum grant_end end, int64_t wait)
{
	static const enum recipe_do meaning[] = {
		[GRANT_GOOD] = RECIPE_SUCCESS, [GRANT_PENDING] = RECIPE_IGNORE,
		[GRANT_SLOWER] = RECIPE_LIMITED, [GRANT_AGAIN] = RECIPE_RETRY,
		[GRANT_REFUSED] = RECIPE_CONFIG,
	};

	answer(w, meaning[end], wait);
}

/* False: there is no answer to look at, *end says why. */
static bool
exchange(struct renewal *w, enum grant_ask ask, struct fetch_reply *reply,
    enum grant_end *end)
{
	struct role *r = w->role;
	struct http_request rq;

	*end = GRANT_REFUSED;
	w->fault.text[0] = '\0';
	if (!grant_request(&w->recipe, &w->scope, w->now, ask, &rq, &w->fault))
		return false;
	*end = GRANT_AGAIN;
	return fetch(&r->to, &rq, &r->arena, reply, &w->fault) == FETCH_OK;
}

/* The keeper has the token before anything else can happen. */
static enum grant_end
get(struct renewal *w, enum grant_ask ask)
{
	struct fetch_reply *reply = arena_take(&w->role->arena,
	    sizeof(*reply));
	enum grant_end end = GRANT_AGAIN;
	int64_t	 wait = -1;

	if (reply != NULL && exchange(w, ask, reply, &end))
		end = grant_answer(&w->recipe, &w->scope, w->now, ask,
		    &reply->head, reply->body, &w->token, &wait, &w->fault);
	if (end == GRANT_GOOD && !worker_tell(&wire_grant, &w->token))
		end = GRANT_AGAIN;
	settle(w, end, wait);
	return end;
}

/* The refresh token first, then what stands in the file, if that is a way. */
static void
renew(struct renewal *w)
{
	enum grant_kind kind = grant_kind(&w->recipe, &w->scope);
	bool	 any = template_var(&w->scope, SLICE("refresh_token")) != NULL;

	if (kind == GRANT_OWNER ? grant_offers(&w->recipe, &w->scope,
	    "refresh_token") : any && kind == GRANT_SESSION) {
		if (get(w, GRANT_RENEW) != GRANT_REFUSED ||
		    kind == GRANT_OWNER)
			return;
	}
	if (kind != GRANT_OWNER) {
		(void)get(w, GRANT_LOGIN);
		return;
	}
	fault_say(&w->fault, SLICE("there is no sign-in yet"));
	answer(w, RECIPE_CONFIG, -1);
}

static void
code(struct renewal *w)
{
	(void)get(w, GRANT_CODE);
}

static void
poll_device(struct renewal *w)
{
	(void)get(w, GRANT_POLL);
}

static void
device(struct renewal *w)
{
	struct fetch_reply *reply = arena_take(&w->role->arena,
	    sizeof(*reply));
	enum grant_end end = GRANT_AGAIN;
	struct grant_device d;

	if (reply != NULL && exchange(w, GRANT_DEVICE, reply, &end))
		end = grant_device_answer(&w->recipe, &w->scope, w->now,
		    &reply->head, reply->body, &d, &w->fault);
	if (end == GRANT_GOOD && !worker_tell(&wire_device, &d))
		end = GRANT_AGAIN;
	settle(w, end, -1);
}

/* One harmless request with what was pasted: is it taken? */
static void
check(struct renewal *w)
{
	struct role *r = w->role;
	struct fetch_reply *reply = arena_take(&r->arena, sizeof(*reply));
	struct http_request rq;
	struct recipe_answer a;

	if (reply == NULL || !recipe_request(&w->recipe, &w->scope, w->now,
	    &rq, &w->fault)) {
		answer(w, RECIPE_CONFIG, -1);
	} else if (fetch(&r->to, &rq, &r->arena, reply, &w->fault) !=
	    FETCH_OK) {
		answer(w, RECIPE_RETRY, -1);
	} else {
		recipe_judge(&w->recipe, &reply->head, reply->body, &w->scope,
		    w->now, &a);
		fault_say(&w->fault, slice_of(a.why));
		answer(w, a.what, a.wait);
	}
}

static const struct {
	slice	 name;
	void	 (*take)(struct renewal *);
} steps[] = {
	{ { "", 0 },		renew },
	{ { "code", 4 },	code },
	{ { "device", 6 },	device },
	{ { "poll", 4 },	poll_device },
	{ { "check", 5 },	check },
};

static void
run(struct renewal *w)
{
	struct role *r = w->role;

	if (!r->reachable) {
		fault_say(&w->fault, slice_of(r->fault.text));
		answer(w, RECIPE_RETRY, -1);
		return;
	}
	if (!recipe_load(&r->arena, w->in->job.recipe, &w->recipe,
	    &w->fault)) {
		answer(w, RECIPE_CONFIG, -1);
		return;
	}
	w->scope = (struct template_scope){ .arena = &r->arena,
	    .vars = w->in->params, .nvars = w->in->nparams,
	    .crypto = &config_crypto };
	for (size_t i = 0; i < COUNT(steps); i++)
		if (slice_eq(steps[i].name, w->in->job.cursor))
			steps[i].take(w);
}

int
role_renew(void)
{
	struct role *r = role_begin();
	struct renewal w = { .role = r, .in = &r->jobs[0],
	    .now = (int64_t)time(NULL), .answer = {
	    .what = RECIPE_RETRY + 1 } };

	run(&w);
	if (!worker_tell(&job_answer, &w.answer))
		return 1;
	return role_end(r);
}
