/*
 * login.c - signing in to an account for the first time, or again: what
 * to do in plain words, then the keeper gets what came (firmware/order/spool.h).
 */
#include "core/show.h"
#include "core/when/when.h"
#include "firmware/order/spool.h"
#include "firmware/verb/ask.h"
#include "firmware/verb/login.h"
#include "firmware/verb/verbs.h"
#include "net/dial.h"
#include "storage/grants.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { PATIENCE = 50 };			/* seconds for a worker */

/* --- how accounts stand ------------------------------------------------- */

static void
put_day(struct sink *k, int64_t t)
{
	char	 buf[40];
	struct sink day = { .buf = buf, .cap = sizeof(buf) };

	when_put(&day, t);		/* 2026-11-21T09:30:00Z */
	sink_put(k, slice_head(sink_slice(&day), 10));
	sink_byte(k, ' ');
	sink_put(k, slice_head(slice_from(sink_slice(&day), 11), 5));
	sink_text(k, " UTC");
}

static bool
lacks(const struct config *c, const struct config_account *a)
{
	bool	 any = false;

	for (size_t i = 0; i < c->nsources; i++)
		any |= c->sources[i].way.lacks &&
		    c->sources[i].way.account == (size_t)(a - c->accounts) + 1;
	for (size_t i = 0; i < c->nchannels; i++)
		any |= c->channels[i].way.lacks &&
		    c->channels[i].way.account == (size_t)(a - c->accounts) + 1;
	return any;
}

/* How an account stands, in words; a token that is not there is zeroed. */
static void
put_state(struct sink *k, const struct config *c,
    const struct config_account *a, const struct grant *t, int64_t now)
{
	bool	 new = a->seed != 0 && t->seed != a->seed;

	if (t->trouble.n && !new) {
		sink_put(k, t->trouble);
	} else if (a->kind == GRANT_NONE ? lacks(c, a) && t->pasted.n == 0 :
	    (t->access.n == 0 || new) && a->seed == 0) {
		sink_text(k, "not signed in yet: earshot login ");
		sink_put(k, a->name);
	} else if (a->kind == GRANT_NONE) {
		sink_text(k, "has all it needs");
	} else if (t->access.n == 0 || new) {
		sink_text(k, "signs in when it is first needed");
	} else if (t->expires == 0) {
		sink_text(k, "signed in since ");
		put_day(k, t->obtained);
	} else {
		sink_text(k, t->expires > now ? "signed in until " :
		    "was signed in until ");
		put_day(k, t->expires);
		sink_text(k, "; renewed by itself when it is needed");
	}
}

bool
login_states(const struct config *c, struct txn *txn)
{
	char	 buf[512];
	bool	 good = true;

	for (size_t i = 0; i < c->naccounts; i++) {
		const struct config_account *a = &c->accounts[i];
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		struct grant t = { .obtained = 0 };
		bool	 owner;

		if (txn != NULL)
			(void)grants_get(txn, a->name, &t);
		put_state(&k, c, a, &t, (int64_t)time(NULL));
		owner = slice_find(sink_slice(&k), SLICE("earshot login")) <
		    k.len;
		fprintf(stderr, "%s  account %.*s: %.*s\n", owner ? "HURTS" :
		    "good ", SLICE_ARG(a->name), SLICE_ARG(sink_slice(&k)));
		good = good && !owner;
	}
	return good;
}

/* --- workers ------------------------------------------------------------ */

static void
say_job(struct login *l, struct slot *s, const char *step)
{
	struct job j = { .cursor = slice_of(step) };
	slice	 rest = { l->pasted, l->npasted }, name, value;
	struct job_param p = { .secret = 1 };

	keeper_say_visit(&l->k, s, LETTER_SECONDS, SLICE(""));
	keeper_say_way(s, l->a->way, &j, true);
	while (grant_next(&rest, &name, &value)) {
		p.name = name;
		p.value = value;
		worker_say(&s->worker, &job_param, &p);
	}
	for (size_t i = 0; i < l->nextras; i++) {
		p.name = l->extras[i].name;
		p.value = l->extras[i].value;
		worker_say(&s->worker, &job_param, &p);
	}
	worker_go(&s->worker);
}

static void
hear(struct login *l, const struct worker *w, struct grant_device *device)
{
	struct job_answer a;

	l->end = RECIPE_RETRY;
	l->why = arena_copy(&l->arena, slice_of(w->why[0] ? w->why :
	    "its worker told nothing"));
	for (size_t i = 0; i < w->nfound; i++) {
		slice	 p = arena_copy(&l->arena, w->found[i]);

		if (wire_kind(p) == wire_grant.kind)
			(void)wire_get(p, &wire_grant, &l->token);
		else if (wire_kind(p) == wire_device.kind && device)
			(void)wire_get(p, &wire_device, device);
		else if (wire_get(p, &job_answer, &a) && a.what >= 1 &&
		    a.what <= RECIPE_FAIL + 1) {
			l->end = (enum recipe_do)(a.what - 1);
			l->why = show(&l->arena, a.why, FAULT_MAX, false);
		}
	}
}

bool
login_run(struct login *l, const struct url *origin, const char *step,
    struct grant_device *device)
{
	struct slot *s = keeper_slot(&l->k, SLOT_LETTER);

	if (s == NULL)
		return false;
	s->typed = true;
	s->origin = *origin;
	say_job(l, s, step);
	if (worker_start(&s->worker, "renew", dial_clock() + PATIENCE * 1000))
		keeper_await(s);
	hear(l, &s->worker, device);
	keeper_release(s);
	return true;
}

/* --- what the file lacks ------------------------------------------------ */

static bool
ask_for(struct login *l, const cJSON *param)
{
	slice	 name = json_key(param), help = json_word(param, "/help");
	struct sink k = { .buf = l->pasted, .cap = sizeof(l->pasted),
	    .len = l->npasted };
	slice	 line;

	fprintf(stderr, "Paste \"%.*s\" of %.*s%s%.*s%s (it is not shown): ",
	    SLICE_ARG(name), SLICE_ARG(l->a->name), help.n ? " (" : "",
	    SLICE_ARG(help), help.n ? ")" : "");
	line = ask_line(&l->arena, true);
	if (line.n == 0 || !grant_note(&k, name, line))
		return fprintf(stderr, "that is nothing that can be kept\n"),
		    false;
	l->npasted = k.len;
	return true;
}

/* The secrets that must be there; when all of them may be missing, one. */
static bool
ask(struct login *l)
{
	const cJSON *p;
	bool	 any = false;

	if (!l->a->way->lacks)
		return true;
	for (int optional = 0; optional < 2 && !any; optional++)
		for (p = l->recipe.params; p && !(any && optional);
		    p = p->next) {
			if (recipe_type(p) != RECIPE_SECRET ||
			    config_given(l->a->way, json_key(p)) ||
			    json_true(p, "/optional") != (optional == 1) ||
			    (l->a->kind == GRANT_OWNER && slice_eq(json_key(p),
			    SLICE("refresh_token"))))
				continue;
			any = true;
			if (!ask_for(l, p))
				return false;
		}
	return true;
}

static bool
set_scope(struct login *l)
{
	const struct config_way *w = l->a->way;
	struct template_var *v = arena_take(&l->arena,
	    (w->nparams + GRANT_VARS) * sizeof(*v));
	struct grant t = { .pasted = { l->pasted, l->npasted } };
	size_t	 n = 0;

	if (v == NULL)
		return false;
	for (; n < w->nparams; n++)
		v[n] = (struct template_var){ .name = w->params[n].name,
		    .value = w->params[n].value,
		    .secret = w->params[n].secret };
	n += grant_vars(&t, v, n, v + n, GRANT_VARS);
	l->scope = (struct template_scope){ .arena = &l->arena, .vars = v,
	    .nvars = n, .crypto = &config_crypto };
	return true;
}

/* --- the ways ----------------------------------------------------------- */

/* Nothing is renewed here; one harmless request tells whether it is good. */
static bool
by_check(struct login *l)
{
	const struct config_way *w = l->a->way;

	if (!w->lacks)
		fprintf(stderr, "all of it stands in the file\n");
	if (l->recipe.kind != RECIPE_SOURCE ||
	    l->recipe.transport != RECIPE_HTTP ||
	    json_at(l->recipe.root, SLICE("/request/method")) != NULL)
		return true;		/* a message would not be harmless */
	if (login_run(l, &w->origin, "check", NULL) &&
	    (l->end == RECIPE_SUCCESS || l->end == RECIPE_LIMITED))
		return true;
	fprintf(stderr, "%.*s: %.*s\n", SLICE_ARG(l->a->name),
	    SLICE_ARG(l->why));
	return false;
}

static bool
by_itself(struct login *l)
{
	if (login_run(l, &l->a->origin, "", NULL) && l->end == RECIPE_SUCCESS)
		return true;
	fprintf(stderr, "%.*s: %.*s\n", SLICE_ARG(l->a->name),
	    SLICE_ARG(l->why));
	return false;
}

static const struct {
	const char	*option, *key;	/* of auth: it is offered */
	bool		 (*take)(struct login *);
} ways[] = {
	{ "--device",	"device_url",	login_device },
	{ "--browser",	"authorize_url", login_browser },
	{ "--paste",	"token_url",	login_paste },
};

static bool
by_owner(struct login *l, const char *wanted)
{
	for (size_t i = 0; i < COUNT(ways); i++) {
		bool	 offered = grant_value(&l->recipe, &l->scope,
		    ways[i].key).n > 0;

		if (wanted != NULL && strcmp(wanted, ways[i].option) != 0)
			continue;
		if (offered)
			return ways[i].take(l);
		if (wanted != NULL)
			fprintf(stderr, "%.*s has no such way to sign in\n",
			    SLICE_ARG(l->a->name));
	}
	return false;
}

static bool
sign_in(struct login *l, const char *wanted)
{
	if (!ask(l) || !set_scope(l))
		return false;
	if (l->a->kind == GRANT_NONE)
		return by_check(l);
	return l->a->kind == GRANT_OWNER ? by_owner(l, wanted) : by_itself(l);
}

/* --- the verb ----------------------------------------------------------- */

static int
store(struct login *l)
{
	char	 name[SPOOL_PATH], buf[512];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct fault f = { "" };
	int	 status;

	l->token.account = l->a->name;
	l->token.pasted = (slice){ l->pasted, l->npasted };
	l->token.seed = l->a->seed;
	if (!spool_put_grant(l->c->data, &l->token, name, &f)) {
		fprintf(stderr, "%s\n", f.text);
		return EXIT_SYSTEM;
	}
	status = spool_hand_in(l->c, name);
	put_state(&k, l->c, l->a, &l->token, (int64_t)time(NULL));
	fprintf(stderr, "%.*s: %.*s\n", SLICE_ARG(l->a->name),
	    SLICE_ARG(sink_slice(&k)));
	return status;
}

static bool
begin(struct login *l, const char *name)
{
	void	*block = malloc(LOGIN_MEMORY);
	struct fault f = { "" };

	for (size_t i = 0; i < l->c->naccounts && l->a == NULL; i++)
		if (slice_eq(l->c->accounts[i].name, slice_of(name)))
			l->a = &l->c->accounts[i];
	if (l->a == NULL) {
		fprintf(stderr, "there is no account \"%s\" to sign in to\n",
		    name);
		return false;
	}
	if (block == NULL)
		return false;
	arena_init(&l->arena, block, LOGIN_MEMORY);
	l->k.c = l->c;
	signal(SIGPIPE, SIG_IGN);
	return recipe_load(&l->arena, l->a->way->recipe_text, &l->recipe, &f);
}

static int
usage(void)
{
	fprintf(stderr, "usage: earshot login ACCOUNT [--device | --browser | "
	    "--paste] [--redirect ADDRESS]\n");
	return EXIT_USAGE;
}

int
verb_login(const char *file, int argc, char **argv)
{
	static struct login l;
	const char *wanted = NULL;

	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--redirect") == 0 && i + 1 < argc) {
			l.redirect = argv[++i];
			continue;
		}
		wanted = NULL;
		for (size_t n = 0; n < COUNT(ways); n++)
			if (strcmp(argv[i], ways[n].option) == 0)
				wanted = argv[i];
		if (wanted == NULL)
			return usage();
	}
	if (argc < 2)
		return usage();
	l.c = config_read(file);
	if (l.c == NULL || !begin(&l, argv[1]))
		return EXIT_USAGE;
	return sign_in(&l, wanted) ? store(&l) : EXIT_NO;
}
