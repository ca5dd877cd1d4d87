/*
 * renew.c - the worker that gets an account its token, from the one place
 * that gives it. For `earshot login` it takes one step of a longer way, which
 * the job's cursor names.
 */
#include "firmware/role/errand.h"

#include "core/recipe/grant.h"
#include "firmware/config/config.h"
#include "firmware/worker.h"

/* As `login` hears them. */
static void
settle(struct errand *w, enum grant_end end, int64_t wait)
{
	static const enum recipe_do meaning[] = {
		[GRANT_GOOD] = RECIPE_SUCCESS, [GRANT_PENDING] = RECIPE_IGNORE,
		[GRANT_SLOWER] = RECIPE_LIMITED, [GRANT_AGAIN] = RECIPE_RETRY,
		[GRANT_REFUSED] = RECIPE_CONFIG,
	};

	errand_answer(w, meaning[end], wait, false);
}

/* False: there is no answer to look at, *end says why. */
static bool
exchange(struct errand *w, enum grant_ask ask, struct fetch_reply *reply,
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
get(struct errand *w, enum grant_ask ask)
{
	struct fetch_reply *reply = arena_take(&w->role->arena,
	    sizeof(*reply));
	enum grant_end end = GRANT_AGAIN;
	struct grant token;
	int64_t	 wait = -1;

	if (reply != NULL && exchange(w, ask, reply, &end))
		end = grant_answer(&w->recipe, &w->scope, w->now, ask,
		    &reply->head, reply->body, &token, &wait, &w->fault);
	if (end == GRANT_GOOD && !worker_tell(&wire_grant, &token))
		end = GRANT_AGAIN;
	settle(w, end, wait);
	return end;
}

/* The refresh token first, then what stands in the file, if that is a way. */
static void
renew(struct errand *w)
{
	enum grant_kind kind = grant_kind(&w->recipe, &w->scope);
	bool	 any = template_var(&w->scope, SLICE("refresh_token")) != NULL;

	if (kind == GRANT_OWNER ? grant_value(&w->recipe, &w->scope,
	    "refresh_token").n > 0 : any && kind == GRANT_SESSION) {
		if (get(w, GRANT_RENEW) != GRANT_REFUSED ||
		    kind == GRANT_OWNER)
			return;
	}
	if (kind != GRANT_OWNER) {
		(void)get(w, GRANT_LOGIN);
		return;
	}
	fault_words(&w->fault, "there is no sign-in yet");
	errand_answer(w, RECIPE_CONFIG, -1, false);
}

static void
code(struct errand *w)
{
	(void)get(w, GRANT_CODE);
}

static void
poll_device(struct errand *w)
{
	(void)get(w, GRANT_POLL);
}

static void
device(struct errand *w)
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
check(struct errand *w)
{
	struct recipe_answer a;

	if (errand_ask(w, &w->recipe, w->now, &a) == NULL)
		return;
	fault_words(&w->fault, a.why.text);
	errand_answer(w, a.what, a.wait, false);
}

static const struct {
	slice	 name;
	void	 (*take)(struct errand *);
} steps[] = {
	{ { "", 0 },		renew },
	{ { "code", 4 },	code },
	{ { "device", 6 },	device },
	{ { "poll", 4 },	poll_device },
	{ { "check", 5 },	check },
};

static void
run(struct errand *w)
{
	w->scope = (struct template_scope){ .arena = &w->role->arena,
	    .vars = w->in->params, .nvars = w->in->nparams,
	    .crypto = &config_crypto };
	for (size_t i = 0; i < COUNT(steps); i++)
		if (slice_eq(steps[i].name, w->in->job.cursor))
			steps[i].take(w);
}

int
role_renew(void)
{
	struct errand w;

	if (errand_begin(&w))
		run(&w);
	return errand_end(&w);
}
