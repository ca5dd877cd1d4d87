#include "firmware/config/account.h"

#include <stdio.h>

enum { STAND_INS = 16, ACCOUNTS = 64 };

static const slice stand_in = { "1", 1 };

bool
config_may_paste(const struct recipe *rec, slice account)
{
	slice	 kind = slice_of(cJSON_GetStringValue(json_at(rec->root,
	    SLICE("/auth/kind"))));

	return account.n > 0 || slice_eq(kind, SLICE("session")) ||
	    slice_eq(kind, SLICE("oauth2"));
}

bool
config_given(const struct config_way *w, slice name)
{
	for (size_t i = 0; i < w->nparams; i++)
		if (slice_eq(w->params[i].name, name))
			return true;
	return false;
}

size_t
config_stand_ins(const struct config_way *w, const struct recipe *rec,
    struct template_var *v, size_t most)
{
	const cJSON *take = json_at(rec->root, SLICE("/auth/login/take"));
	size_t	 n = 0;

	for (const cJSON *p = rec->params; w->lacks && p; p = p->next)
		if (recipe_type(p) == RECIPE_SECRET &&
		    !json_true(p, "/optional") && n < most &&
		    !config_given(w, json_key(p)))
			v[n++] = (struct template_var){ .name = json_key(p),
			    .value = stand_in, .secret = true };
	if (!config_may_paste(rec, SLICE("")))
		return n;
	if (n < most)
		v[n++] = (struct template_var){ .name = SLICE("access_token"),
		    .value = stand_in, .secret = true };
	for (take = take ? take->child : NULL; take && n < most;
	    take = take->next)
		v[n++] = (struct template_var){ .name = json_key(take),
		    .value = stand_in };
	return n;
}

/* --- accounts ----------------------------------------------------------- */

static struct config_account *
find(struct config *c, slice name)
{
	for (size_t i = 0; i < c->naccounts; i++)
		if (slice_eq(c->accounts[i].name, name))
			return &c->accounts[i];
	return NULL;
}

static struct template_scope
scope_of(struct config_reader *r, const struct config_way *w,
    const struct recipe *rec, bool whole)
{
	struct template_var *v = arena_take(r->scratch,
	    (w->nparams + STAND_INS) * sizeof(*v));
	size_t	 n = 0;

	for (; v != NULL && n < w->nparams; n++)
		v[n] = (struct template_var){ .name = w->params[n].name,
		    .value = w->params[n].value,
		    .secret = w->params[n].secret };
	if (v != NULL && whole)
		n += config_stand_ins(w, rec, v + n, STAND_INS);
	return (struct template_scope){ .arena = r->scratch, .vars = v,
	    .nvars = n, .crypto = &config_crypto };
}

static struct config_account *
add(struct config_reader *r, const struct config_account *a)
{
	struct config *c = r->c;

	if (c->accounts == NULL)
		c->accounts = arena_take(r->keep, ACCOUNTS *
		    sizeof(c->accounts[0]));
	if (c->accounts == NULL || c->naccounts == ACCOUNTS) {
		config_complain(r, "accounts", a->name, "is one too many");
		return NULL;
	}
	c->accounts[c->naccounts] = *a;
	return &c->accounts[c->naccounts++];
}

/* Where its tokens come from. */
static bool
read_origin(struct config_reader *r, const struct config_way *w,
    const struct recipe *rec, struct config_account *a, struct fault *f)
{
	struct template_scope s = scope_of(r, w, rec, true);
	struct http_request login, renew;
	struct url there;

	if (a->kind == GRANT_NONE)
		return true;
	if (!grant_request(rec, &s, 0, GRANT_LOGIN, &login, f))
		return false;
	if (!url_http(arena_copy(r->keep, login.url), &a->origin) ||
	    !slice_eq(a->origin.scheme, SLICE("https")))
		return fault_words(f, "a sign-in needs https");
	if (a->kind != GRANT_SESSION ||
	    json_at(rec->root, SLICE("/auth/renew")) == NULL)
		return true;
	if (!grant_request(rec, &s, 0, GRANT_RENEW, &renew, f))
		return false;
	return (url_http(renew.url, &there) &&
	    url_same_origin(&there, &a->origin)) || fault_words(f, "auth.login "
	    "and auth.renew must be at the same place");
}

static bool
same_place(const struct url *a, const struct url *b)
{
	return url_same_origin(a, b) && slice_eq(a->path, b->path);
}

/* The one that signs in for all of them: the owner's own sign-in goes before
 * that of the program. */
static void
merge(struct config_reader *r, const char *room, struct config_way *w,
    struct config_account *old, const struct config_account *new)
{
	if (old->own || new->own)
		config_complain(r, room, w->name, "signs in under this name, "
		    "which is an account's: give it another, or \"account\"");
	else if (old->kind && new->kind &&
	    !same_place(&old->origin, &new->origin))
		config_complain(r, room, w->name, "signs in elsewhere than "
		    "others of this account: give it one of its own");
	else if (new->kind > old->kind)
		*old = *new;
}

void
config_accounts(struct config_reader *r, const cJSON *accounts)
{
	for (const cJSON *m = accounts ? accounts->child : NULL; m;
	    m = m->next)
		if (!cJSON_IsObject(m))
			config_complain(r, "accounts", json_key(m),
			    "must be an object in { }");
		else if (find(r->c, json_key(m)) == NULL)
			config_note(r, "accounts", json_key(m), "is used by no "
			    "source and no channel: name it there as "
			    "\"account\"");
}

void
config_join(struct config_reader *r, const char *room, struct config_way *w,
    slice name, const struct recipe *rec)
{
	struct template_scope s = scope_of(r, w, rec, false);
	struct config *c = r->c;
	struct config_account a = { .name = name.n ? name : w->name, .way = w,
	    .own = name.n == 0, .kind = grant_kind(rec, &s) };
	struct config_account *old = find(c, a.name);
	struct fault f = { "" };

	if (name.n == 0 && a.kind == GRANT_NONE)
		return;
	if (!read_origin(r, w, rec, &a, &f)) {
		config_complain(r, room, w->name, f.text);
		return;
	}
	if (a.kind != GRANT_NONE && (a.kind == GRANT_OWNER || !w->lacks))
		a.seed = grant_seed(rec, &s);
	if (old != NULL)
		merge(r, room, w, old, &a);
	else
		old = add(r, &a);
	if (old != NULL)
		w->account = (size_t)(old - c->accounts) + 1;
}
