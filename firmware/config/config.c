#include "firmware/config/config.h"

#include "core/judge/score.h"
#include "firmware/config/account.h"
#include "firmware/config/reply.h"
#include "firmware/config/report.h"
#include "firmware/config/staff.h"
#include "firmware/config/way.h"
#include "firmware/config/web.h"
#include "firmware/config/wording.h"
#include "firmware/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { KEEP_MEMORY = 4 << 20, SCRATCH_MEMORY = 16 << 20,
	MONTH = 31 * 86400 };

static const slice nobody = { "", 0 };

static size_t
members(const cJSON *v)
{
	size_t	 n = 0;

	for (const cJSON *m = v ? v->child : NULL; m; m = m->next)
		n++;
	return n;
}

static const cJSON *
first(const cJSON *v)
{
	return v ? v->child : NULL;
}

/* Names are how a source is known in the store: each needs one of its own. */
static void
check_name(struct config_reader *r, const char *room, const cJSON *m)
{
	if (json_key(m).n == 0)
		config_complain(r, room, nobody, "one of them has no name");
	for (const cJSON *n = m->next; n; n = n->next)
		if (slice_eq(json_key(n), json_key(m)))
			config_complain(r, room, json_key(m),
			    "stands there twice");
}

/* "gazette": "https://..." is short for a feed. */
static const cJSON *
long_form(struct config_reader *r, const cJSON *m)
{
	cJSON	*o;

	if (!cJSON_IsString(m))
		return m;
	o = json_new(r->scratch, cJSON_Object);
	if (o == NULL)
		return m;
	json_add(r->scratch, o, SLICE("feed"), json_new_text(r->scratch,
	    slice_of(m->valuestring)));
	o->string = m->string;
	return o;
}

/* A network's manners hold, but not among the owner's own machines. */
static void
read_every(struct config_reader *r, const cJSON *way, struct config_source *s,
    const struct recipe *rec)
{
	char	 what[80];
	slice	 pinned;

	const cJSON *every = config_member(way, "every");

	s->every = json_int(every, every ? 0 : rec->every);
	if (s->every < 1 || s->every > MONTH ||
	    (every != NULL && !cJSON_IsNumber(every)))
		config_complain(r, "sources", s->way.name,
		    "\"every\" is seconds, from 1 to a month's 2678400");
	if (s->every >= rec->min ||
	    config_may_reach(r->c, s->way.origin.host, true, &pinned))
		return;
	snprintf(what, sizeof(what), "may be asked every %lld seconds, not "
	    "more often", (long long)rec->min);
	config_complain(r, "sources", s->way.name, what);
}

static void
read_source(struct config_reader *r, const cJSON *way, struct config_source *s)
{
	struct recipe rec = { .every = 300 };

	if (!cJSON_IsObject(way)) {
		config_complain(r, "sources", json_key(way),
		    "must be an address or an object");
		return;
	}
	if (config_way_read(r, "sources", &s->way, way, &rec)) {
		read_every(r, way, s, &rec);
		config_limits(r, s, &rec);
	}
	config_replies(r, s, way, &rec);
	s->presses = cJSON_IsTrue(json_at(rec.root, SLICE("/buttons")));
	s->everything = config_flag(r, way, "everything", false);
	config_whose(r, s, way);
}

/* Scratch is forgotten after each: fifty sources cost one recipe's room. */
static void
read_sources(struct config_reader *r, const cJSON *room)
{
	struct config *c = r->c;
	size_t	 used;

	c->sources = arena_take(r->keep,
	    members(room) * sizeof(c->sources[0]) + 1);
	for (const cJSON *m = first(room); m && c->sources; m = m->next) {
		used = r->scratch->used;
		check_name(r, "sources", m);
		read_source(r, long_form(r, m), &c->sources[c->nsources]);
		c->nsources++;
		r->scratch->used = used;
	}
}

static void
read_channel(struct config_reader *r, const cJSON *way,
    struct config_channel *ch)
{
	slice	 min = config_text(r, way, "min");
	struct recipe rec;

	ch->least = LEVEL_NORMAL;
	if (!cJSON_IsObject(way)) {
		config_complain(r, "channels", json_key(way),
		    "must be an object");
		return;
	}
	config_way_read(r, "channels", &ch->way, way, &rec);
	if (ch->way.machine && slice_eq(min, SLICE("never")))
		ch->least = LEVELS;	/* only how we are */
	else if (min.n && !score_level_named(min, &ch->least))
		config_complain(r, "channels", ch->way.name,
		    "\"min\" is low, normal, high or urgent");
}

static void
read_channels(struct config_reader *r, const cJSON *room)
{
	struct config *c = r->c;
	size_t	 used;

	c->channels = arena_take(r->keep,
	    members(room) * sizeof(c->channels[0]) + 1);
	for (const cJSON *m = first(room); m && c->channels; m = m->next) {
		used = r->scratch->used;
		check_name(r, "channels", m);
		read_channel(r, m, &c->channels[c->nchannels++]);
		r->scratch->used = used;
	}
}

static void
note_rule(const struct config *c, slice name, const struct query *q)
{
	struct fault notes[QUERY_NOTES];
	size_t	 n = query_lint(q, notes);

	for (size_t i = 0; i < n; i++)
		fprintf(stderr, "%s: rules \"%.*s\": note: %s\n", c->file,
		    SLICE_ARG(name), notes[i].text);
}

static void
read_rules(struct config_reader *r, const cJSON *room)
{
	struct config *c = r->c;

	c->rules = arena_take(r->keep, members(room) * sizeof(c->rules[0]) + 1);
	for (const cJSON *m = first(room); m && c->rules; m = m->next) {
		struct config_rule *rule = &c->rules[c->nrules++];
		const struct query *q;
		struct fault f = { "" };

		check_name(r, "rules", m);
		if (!cJSON_IsString(m))
			config_complain(r, "rules", json_key(m),
			    "must be words in quotes");
		rule->name = arena_copy(r->keep, json_key(m));
		rule->text = arena_copy(r->keep, json_text(r->scratch, m));
		q = query_compile(r->scratch, rule->text, &f);
		if (q == NULL)
			config_complain(r, "rules", rule->name, f.text);
		else
			note_rule(c, rule->name, q);
	}
}

static void
read_hosts(struct config_reader *r, const cJSON *pinned, const cJSON *allowed)
{
	struct config *c = r->c;
	unsigned char ip[16];

	c->hosts = arena_take(r->keep, (members(pinned) + members(allowed)) *
	    sizeof(c->hosts[0]) + 1);
	for (const cJSON *m = first(pinned); m && c->hosts; m = m->next) {
		slice	 address = json_text(r->scratch, m);

		if (url_ip(address, ip) == 0)
			config_complain(r, "hosts", json_key(m),
			    "is not given an address such as 192.168.1.5");
		c->hosts[c->nhosts++] = (struct config_host){
		    arena_copy(r->keep, json_key(m)),
		    arena_copy(r->keep, address) };
	}
	for (const cJSON *m = first(allowed); m && c->hosts; m = m->next)
		c->hosts[c->nhosts++] = (struct config_host){ arena_copy(
		    r->keep, json_text(r->scratch, m)), nobody };
}

enum { TEXT = cJSON_String, OBJECT = cJSON_Object, LIST = cJSON_Array,
	YES_NO = cJSON_True | cJSON_False, ANYTHING = 0xff };

static const struct {
	const char	*key;
	int		 type;
	const char	*must;
} top_keys[] = {
	{ "//",		ANYTHING,	"" },
	{ "data",	TEXT,		"must be the name of a folder" },
	{ "live",	TEXT,		"must be the name of a folder" },
	{ "ca_file",	TEXT,		"must be the name of a file" },
	{ "recipes",	TEXT,		"must be the name of a folder" },
	{ "shop",	OBJECT,		"must be an object" },
	{ "rules",	OBJECT,		"must be an object of names and rules" },
	{ "accounts",	OBJECT,		"must be an object of names" },
	{ "sources",	OBJECT,		"must be an object of names" },
	{ "channels",	OBJECT,		"must be an object of names" },
	{ "hosts",	OBJECT,		"must be an object of names" },
	{ "hours",	OBJECT,		"must be an object" },
	{ "people",	OBJECT,		"must be an object of names" },
	{ "rota",	LIST,		"must be a list of duties" },
	{ "escalate",	OBJECT,		"must be an object" },
	{ "goals",	OBJECT,		"must be an object of classes" },
	{ "answers",	OBJECT,		"must be an object" },
	{ "fleet",	OBJECT,		"must be an object" },
	{ "letters",	OBJECT,		"must be an object" },
	{ "phrases",	OBJECT,		"must be an object" },
	{ "keep",	OBJECT,		"must be an object" },
	{ "web",	OBJECT,		"must be an object" },
	{ "allow_private", LIST,	"must be a list of names" },
	{ "ack",	YES_NO,		"must be true or false" },
};

static void
check_top(struct config_reader *r, const cJSON *root)
{
	for (const cJSON *m = first(root); m; m = m->next) {
		size_t	 i = 0;

		while (i < COUNT(top_keys) && !slice_eq(json_key(m),
		    slice_of(top_keys[i].key)))
			i++;
		if (i == COUNT(top_keys))
			config_complain(r, "the file", json_key(m),
			    "there is no such key");
		else if ((m->type & top_keys[i].type) == 0)
			config_complain(r, "the file", json_key(m),
			    top_keys[i].must);
	}
}

static const char *
path(struct config_reader *r, const cJSON *root, const char *key,
    const char *otherwise)
{
	slice	 s = json_text(r->scratch, config_member(root, key));

	return s.n ? arena_string(r->keep, s) : otherwise;
}

static void
read_keep(struct config_reader *r, const cJSON *keep)
{
	struct config *c = r->c;
	const cJSON *days = config_member(keep, "days");
	const cJSON *mb = config_member(keep, "mb");
	const cJSON *who = config_member(keep, "strangers");
	const cJSON *own = config_member(keep, "customers");

	c->keep_people.strangers = who ? json_int(who, 0) : CONTACT_DAYS;
	c->keep_people.own = own ? json_int(own, 0) : CONTACT_OWN_DAYS;
	if (c->keep_people.strangers < 1 || c->keep_people.own < 1 ||
	    c->keep_people.strangers > 36500 || c->keep_people.own > 36500)
		config_complain(r, "keep", nobody, "\"strangers\" and "
		    "\"customers\" are days, 1 to 36500");
	c->keep_days = days ? json_int(days, 0) : 90;
	c->keep_mb = mb ? json_int(mb, 0) : 16;
	if (c->keep_days < 1 || c->keep_mb < 1 || c->keep_mb > 256)
		config_complain(r, "keep", nobody,
		    "\"days\" is at least 1, \"mb\" 1 to 256");
}

static bool
read_all(struct config_reader *r, const cJSON *root)
{
	struct config *c = r->c;

	if (!cJSON_IsObject(root)) {
		config_complain(r, "the file", nobody, "must be an object");
		return false;
	}
	check_top(r, root);
	c->data = path(r, root, "data", "/var/lib/earshot");
	c->live = path(r, root, "live", NULL);
	c->ca_file = path(r, root, "ca_file", NULL);
	c->ack = config_flag(r, root, "ack", false);
	c->recipes = path(r, root, "recipes", CONFIG_RECIPES);
	r->accounts = config_member(root, "accounts");
	if (c->ca_file != NULL && access(c->ca_file, R_OK) != 0)
		config_complain(r, "ca_file", slice_of(c->ca_file),
		    strerror(errno));
	read_keep(r, config_member(root, "keep"));
	config_shop(r, config_member(root, "shop"));
	read_hosts(r, config_member(root, "hosts"),
	    config_member(root, "allow_private"));
	read_rules(r, config_member(root, "rules"));
	read_sources(r, config_member(root, "sources"));
	read_channels(r, config_member(root, "channels"));
	config_accounts(r, r->accounts);
	config_answers(r);
	config_staff(r, root);
	config_wording(r, config_member(root, "answers"));
	config_report(r, root);
	config_web(r, config_member(root, "web"));
	if (r->keep->spent || r->scratch->spent)
		config_complain(r, "the file", nobody, "is too large");
	return !r->bad;
}

static const struct config *
parse(struct config_reader *r, const char *file)
{
	struct fault f = { "" };
	const cJSON *root;
	slice	 text;

	r->c = arena_take(r->keep, sizeof(*r->c));
	r->c->file = file;
	if (!file_read(r->scratch, file, CONFIG_FILE_MAX, &text, &f)) {
		fprintf(stderr, "%s\n", f.text);
		return NULL;
	}
	root = json_parse(r->scratch, text, &f);
	if (root == NULL) {
		fprintf(stderr, "%s: %s\n", file, f.text);
		return NULL;
	}
	return read_all(r, root) ? r->c : NULL;
}

const struct config *
config_read(const char *file)
{
	void	*kept = malloc(KEEP_MEMORY), *other = malloc(SCRATCH_MEMORY);
	struct arena keep, scratch;
	struct config_reader r = { .keep = &keep, .scratch = &scratch };
	const struct config *c = NULL;

	if (kept != NULL && other != NULL) {
		arena_init(&keep, kept, KEEP_MEMORY);
		arena_init(&scratch, other, SCRATCH_MEMORY);
		c = parse(&r, file);
	}
	free(other);
	if (c == NULL)
		free(kept);
	return c;
}

bool
config_may_reach(const struct config *c, slice host, bool typed,
    slice *pinned)
{
	unsigned char ip[16];

	*pinned = nobody;
	for (size_t i = 0; i < c->nhosts; i++)
		if (slice_ieq(c->hosts[i].name, host)) {
			*pinned = c->hosts[i].address;
			return true;
		}
	return typed && (url_ip(host, ip) != 0 ||
	    slice_ieq(host, SLICE("localhost")));
}
