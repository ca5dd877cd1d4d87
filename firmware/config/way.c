#include "firmware/config/way.h"

#include "core/mail/address.h"
#include "firmware/config/account.h"
#include "firmware/config/channel.h"
#include "firmware/file.h"
#include "net/embed.h"
#include "net/tls.h"

#include <stdio.h>

enum { MAIL_ADDRESSES = 50, STAND_INS = 16 };

const struct template_crypto config_crypto = { tls_sha256, tls_hmac };

static slice
embedded(struct arena *a, const struct embed_recipe *e)
{
	char	*text = arena_take(a, e->n);

	return text != NULL && embed_text(e, text) ? (slice){ text, e->n } :
	    (slice){ "", 0 };
}

const char *
config_recipes(struct arena *a, const char *file)
{
	struct fault unsaid = { "" };
	slice	 text, dir = { "", 0 };

	if (file_read(a, file, CONFIG_FILE_MAX, &text, &unsaid))
		dir = json_text(a, json_at(json_parse(a, text, &unsaid),
		    SLICE("/recipes")));
	return dir.n ? arena_string(a, dir) : CONFIG_RECIPES;
}

slice
config_recipe(struct arena *a, slice name, const char *dir)
{
	char	 file[512];
	struct fault f = { "" };
	slice	 text;

	snprintf(file, sizeof(file), "%s/%.*s.json", dir, SLICE_ARG(name));
	if (slice_index(name, '/') == name.n &&
	    file_read(a, file, CONFIG_FILE_MAX, &text, &f))
		return text;
	for (size_t i = 0; i < embed_nrecipes; i++)
		if (slice_eq(name, slice_of(embed_recipes[i].name)))
			return embedded(a, &embed_recipes[i]);
	return (slice){ "", 0 };
}

/* Keys of a source or a channel that are ours, not the recipe's. */
static const char *const own_keys[] = {
	"recipe", "account", "every", "everything", "min", "replies", "owner",
	"backup", "shares", "rival", "//",
};

static bool
is_known(const struct recipe *rec, slice key)
{
	for (size_t i = 0; i < COUNT(own_keys); i++)
		if (slice_eq(key, slice_of(own_keys[i])))
			return true;
	return json_member(json_get(rec->root, "/spec"), key) != NULL;
}

static void
check_keys(struct config_reader *r, const char *room, slice name,
    const cJSON *way, const struct recipe *rec)
{
	char	 what[160];

	for (const cJSON *m = way->child; m; m = m->next) {
		slice	 key = json_key(m);

		if (is_known(rec, key))
			continue;
		snprintf(what, sizeof(what), "recipe %.*s has no \"%.*s\"",
		    SLICE_ARG(rec->id), SLICE_ARG(key));
		config_complain(r, room, name, what);
	}
}

static void
missing(struct config_reader *r, const char *room, slice name,
    const cJSON *param)
{
	slice	 key = json_key(param), help = json_word(param, "/help");
	char	 what[320];

	snprintf(what, sizeof(what), "\"%.*s\" is missing%s%.*s%s",
	    SLICE_ARG(key), help.n ? " (" : "", SLICE_ARG(help),
	    help.n ? ")" : "");
	config_complain(r, room, name, what);
}

static slice
given(struct config_reader *r, const char *room, const struct config_way *w,
    const cJSON *way, const cJSON *account, const cJSON *param)
{
	const char *key = param->string;
	const cJSON *v = config_member(way, key);
	struct fault f = { "" };
	slice	 s;

	if (v == NULL)
		v = config_member(account, key);
	fault_tell(&f, "\"%\" must be text in quotes", slice_of(key));
	if (cJSON_IsArray(v) || cJSON_IsObject(v) ||
	    (cJSON_IsBool(v) && recipe_type(param) != RECIPE_BOOL))
		config_complain(r, room, w->name, f.text);
	s = json_text(r->scratch, v);
	return s.n ? s : json_text(r->scratch, json_get(param, "/default"));
}

/* Restored from a backup; it runs, and the network will say no. */
static void
left_out(struct config_reader *r, const char *room, const struct config_way *w,
    slice param)
{
	struct fault f = { "" };

	fault_tell(&f, "its \"%\" was " CONFIG_LEFT_OUT ": write it in again",
	    param);
	config_note(r, room, w->name, f.text);
}

static void
read_params(struct config_reader *r, const char *room, struct config_way *w,
    const cJSON *way, const cJSON *account, const struct recipe *rec,
    bool may_paste)
{
	size_t	 n = (size_t)cJSON_GetArraySize(json_get(rec->root, "/spec"));

	w->params = arena_take(r->keep, n * sizeof(w->params[0]) + 1);
	for (const cJSON *p = rec->params; p && w->params; p = p->next) {
		bool	 secret = recipe_type(p) == RECIPE_SECRET;
		slice	 v = given(r, room, w, way, account, p);
		struct fault f = { "" };

		if (v.n == 0) {
			if (json_true(p, "/optional"))
				;
			else if (may_paste && secret)
				w->lacks = true;
			else
				missing(r, room, w->name, p);
			continue;
		}
		if (slice_eq(v, SLICE(CONFIG_LEFT_OUT)))
			left_out(r, room, w, json_key(p));
		else if (!recipe_fits(p, v, &f))
			config_complain(r, room, w->name, f.text);
		w->params[w->nparams++] = (struct config_param){
		    arena_copy(r->keep, json_key(p)), arena_copy(r->keep, v),
		    secret };
	}
}

/* --- where it talks to ---------------------------------------------------- */

static void
check_addresses(struct config_reader *r, struct config_way *w, const char *key)
{
	struct address one[MAIL_ADDRESSES];
	struct fault f = { "" }, g = { "" };

	if (address_list(config_param(w, key), one, MAIL_ADDRESSES, &f) != 0)
		return;
	fault_tell(&g, "%: %", slice_of(key), slice_of(f.text));
	config_complain(r, "channels", w->name, g.text);
}

static void
mail_origin(struct config_reader *r, const char *room, struct config_way *w)
{
	int64_t	 port = w->mail ? 993 : 465;

	(void)slice_int(config_param(w, "port"), &port);
	if (port < 1 || port > 65535)
		config_complain(r, room, w->name,
		    "port is a number from 1 to 65535");
	if (w->mail && (config_param(w, "password").n == 0) ==
	    (config_param(w, "token").n == 0)) {
		w->lacks = w->account && r->c->accounts[w->account - 1].kind ==
		    GRANT_NONE;
		if (!w->account || config_param(w, "token").n)
			config_complain(r, room, w->name, "needs one of "
			    "\"password\" and \"token\"");
	}
	if (!w->mail) {
		check_addresses(r, w, "from");
		check_addresses(r, w, "to");
	}
	w->origin = (struct url){ .scheme = w->mail ? SLICE("imap") :
	    SLICE("smtp"), .host = config_param(w, "host"), .port = (unsigned)port };
}

/* Stand-ins for what a letter will give. */
static const char *const letter_vars[] = { "id", "title", "text", "url",
	"priority", "level", "source", "time", "author", "now_unix" };

/* The request as it would be with an empty cursor tells the origin. */
static bool
http_origin(struct config_reader *r, struct config_way *w,
    const struct recipe *rec, struct fault *f)
{
	size_t	 n = 0;
	struct template_var *v = arena_take(r->scratch,
	    (w->nparams + COUNT(letter_vars) + STAND_INS) * sizeof(*v));
	struct template_scope scope = { .arena = r->scratch, .vars = v,
	    .crypto = &config_crypto };
	struct http_request rq = { .url = { "", 0 } };

	if (v == NULL)
		return fault_words(f, "too large");
	for (; n < w->nparams; n++)
		v[n] = (struct template_var){ .name = w->params[n].name,
		    .value = w->params[n].value, .secret = w->params[n].secret };
	for (size_t i = 0; rec->kind == RECIPE_CHANNEL &&
	    i < COUNT(letter_vars); i++)
		v[n++] = (struct template_var){
		    .name = slice_of(letter_vars[i]), .value = SLICE("1") };
	scope.nvars = n + config_stand_ins(w, rec, v + n, STAND_INS);
	if (!recipe_request(rec, &scope, 0, &rq, f))
		return false;
	if (!url_http(arena_copy(r->keep, rq.url), &w->origin))
		return fault_tell(f, "\"%\" is not an http or https address",
		    rq.url);
	if (rq.secret && slice_eq(w->origin.scheme, SLICE("http")))
		return fault_words(f, "a secret never goes over plain http: "
		    "write https");
	return true;
}

/* The recipe's text: one copy however many use it. */
static slice
recipe_text(struct config_reader *r, slice name)
{
	const struct config *c = r->c;

	for (size_t i = 0; i < c->nsources; i++)
		if (slice_eq(c->sources[i].way.recipe_name, name))
			return c->sources[i].way.recipe_text;
	return config_recipe(r->keep, name, c->recipes);
}

static bool
load(struct config_reader *r, const char *room, struct config_way *w,
    struct recipe *rec)
{
	struct fault f = { "" };
	bool	 source = strcmp(room, "sources") == 0;

	if (w->recipe_name.n == 0) {
		config_complain(r, room, w->name, "\"recipe\" is missing");
		return false;
	}
	w->recipe_text = recipe_text(r, w->recipe_name);
	if (w->recipe_text.n == 0)
		config_complain(r, room, w->name, "there is no such recipe");
	else if (!recipe_load(r->scratch, w->recipe_text, rec, &f))
		config_complain(r, room, w->name, f.text);
	else if ((rec->kind == RECIPE_SOURCE) != source)
		config_complain(r, room, w->name, source ?
		    "that recipe is a channel" : "that recipe is a source");
	else
		return true;
	return false;
}

bool
config_way_read(struct config_reader *r, const char *room,
    struct config_way *w, const cJSON *way, struct recipe *rec)
{
	slice	 account = config_text(r, way, "account");
	const cJSON *acc = NULL;
	struct fault f = { "" };
	bool	 before = r->bad;

	r->bad = false;
	w->name = arena_copy(r->keep, json_key(way));
	w->recipe_name = config_text(r, way, "recipe");
	if (w->recipe_name.n == 0 && config_member(way, "feed") != NULL)
		w->recipe_name = SLICE("feed");
	if (load(r, room, w, rec)) {
		w->feed = rec->feed;
		w->mail = rec->transport == RECIPE_IMAP;
		if (account.n && (acc = config_member(r->accounts,
		    arena_string(r->scratch, account))) == NULL)
			config_complain(r, room, w->name,
			    "there is no such account");
		check_keys(r, room, w->name, way, rec);
		read_params(r, room, w, way, acc, rec,
		    config_may_paste(rec, account));
		if (!r->bad)
			config_join(r, room, w, account, rec);
		if (r->bad)
			;
		else if (w->mail || rec->transport == RECIPE_SMTP)
			mail_origin(r, room, w);
		else if (rec->transport == RECIPE_MQTT)
			config_broker(r, w, rec);
		else if (rec->transport == RECIPE_EXEC)
			config_program(r, w, rec);
		else if (!http_origin(r, w, rec, &f))
			config_complain(r, room, w->name, f.text);
	}
	before = before || r->bad;
	r->bad = before;
	return w->origin.host.n != 0;
}
