#include "firmware/config/staff.h"

#include "core/desk/task.h"
#include "core/judge/label.h"
#include "core/judge/score.h"
#include "core/mail/address.h"
#include "core/match/entries.h"

enum { BUZZES_MOST = 1000, QUIET_ALL = WEEK_MINUTES };

static size_t
channel_named(const struct config *c, slice name)
{
	size_t	 i = 0;

	while (i < c->nchannels && !slice_eq(c->channels[i].way.name, name))
		i++;
	return i;
}

static void
add_way(struct config_reader *r, struct staff_person *p, slice name)
{
	const struct config *c = r->c;
	size_t	 i = channel_named(c, name);
	struct fault f = { "" };

	if (i == c->nchannels)
		fault_tell(&f, "there is no channel \"%\"", name);
	else if (c->channels[i].way.machine)
		fault_tell(&f, "channel \"%\" reaches no person: it gets every "
		    "letter anyway", name);
	else if (p->nways == STAFF_WAYS)
		fault_words(&f, "has too many channels");
	if (f.text[0] != '\0')
		config_note(r, "people", p->name, f.text);
	else
		p->ways[p->nways++] = (struct way_out){ (uint16_t)i,
		    (uint8_t)c->channels[i].least };
}

static void
read_ways(struct config_reader *r, struct staff_person *p, slice names)
{
	slice	 name;

	while ((name = slice_cut(&names, '\n')).n)
		add_way(r, p, name);
}

/* --- what is theirs --------------------------------------------------------- */

static bool
is_source(const struct config *c, slice name)
{
	size_t	 i = 0;

	while (i < c->nsources && !slice_eq(c->sources[i].way.name, name))
		i++;
	return i < c->nsources;
}

static bool
is_issue(const struct config *c, slice name)
{
	(void)c;
	return label_named(name) < LABELS || label_what_named(name) < WHATS;
}

/* "de", "pt-BR"; BCP 47 has thousands. */
static bool
is_language(const struct config *c, slice name)
{
	slice	 first = slice_head(name, slice_index(name, '-'));

	(void)c;
	for (size_t i = 0; i < first.n; i++)
		if (!ascii_alpha(first.p[i]))
			return false;
	return first.n == 2 || first.n == 3;
}

static bool
is_class(const struct config *c, slice name)
{
	enum class class;

	(void)c;
	return class_named(name, &class);
}

/* One that is none is told, and does no harm. */
static slice
read_names(struct config_reader *r, const cJSON *o,
    const struct staff_person *p, const char *key,
    bool (*is)(const struct config *, slice), const char *what)
{
	slice	 names = config_lines(r, "people", p->name,
	    config_member(o, key)), rest = names, name;

	while ((name = slice_cut(&rest, '\n')).n) {
		struct fault f = { "" };

		if (is(r->c, name))
			continue;
		fault_tell(&f, "there is no % \"%\"", slice_of(what), name);
		config_note(r, "people", p->name, f.text);
	}
	return names;
}

static void
read_theirs(struct config_reader *r, const cJSON *o, struct staff_person *p)
{
	slice	 classes = read_names(r, o, p, "classes", is_class, "class");
	enum class class;

	while (classes.n)
		if (class_named(slice_cut(&classes, '\n'), &class))
			p->classes |= 1u << class;
	p->sources = read_names(r, o, p, "sources", is_source, "source");
	p->issues = read_names(r, o, p, "issues", is_issue, "issue");
	p->langs = read_names(r, o, p, "languages", is_language, "language");
}

/* --- how loud ----------------------------------------------------------------- */

static void
read_loudness(struct config_reader *r, const cJSON *o, struct staff_person *p)
{
	slice	 min = config_text(r, o, "min");
	slice	 only = config_text(r, o, "only");
	const cJSON *buzzes = config_member(o, "buzzes");

	p->least = LEVEL_NORMAL;
	if (min.n && !score_level_named(min, &p->least))
		config_note(r, "people", p->name,
		    "\"min\" is low, normal, high or urgent");
	p->critical = slice_eq(only, SLICE("critical"));
	if (only.n && !p->critical)
		config_note(r, "people", p->name,
		    "\"only\" can be \"critical\", and nothing else");
	p->buzzes = buzzes ? json_int(buzzes, -2) : STAFF_BUZZES;
	if (p->buzzes >= 0 && p->buzzes <= BUZZES_MOST)
		return;
	config_note(r, "people", p->name, "\"buzzes\" is how many a day, 0 to "
	    "1000: 10 is assumed");
	p->buzzes = STAFF_BUZZES;
}

static void
read_digest(struct config_reader *r, const cJSON *o, struct staff_person *p)
{
	slice	 at = config_text(r, o, "digest");

	p->digest = r->c->digest;
	if (at.n == 0)
		return;
	if (slice_eq(at, SLICE("off")))
		p->digest = -2;
	else if (slice_eq(at, SLICE("opening")))
		p->digest = -1;
	else if (config_minute(at) >= 0)
		p->digest = config_minute(at);
	else
		config_note(r, "people", p->name, "\"digest\" is a time like "
		    "\"18:00\", or \"opening\", or \"off\"");
}

static void
read_quiet(struct config_reader *r, const cJSON *o, struct staff_person *p)
{
	slice	 quiet = config_lines(r, "people", p->name,
	    config_member(o, "quiet"));
	struct fault f = { "" };

	if (quiet.n && !week_parse(quiet, &p->quiet, &f))
		config_note(r, "people", p->name, f.text);
}

static void
read_rights(struct config_reader *r, const cJSON *o, struct staff_person *p)
{
	static const struct { slice name; unsigned may; } rights[] = {
		{ { "read", 4 },	MAY_READ },
		{ { "draft", 5 },	MAY_READ | MAY_DRAFT },
		{ { "send", 4 },	MAY_READ | MAY_DRAFT | MAY_SEND },
	};
	slice	 may = config_text(r, o, "may");

	p->may = MAY_READ | MAY_DRAFT | MAY_SEND;
	if (may.n == 0)
		return;
	for (size_t i = 0; i < COUNT(rights); i++)
		if (slice_eq(rights[i].name, may)) {
			p->may = rights[i].may;
			return;
		}
	config_note(r, "people", p->name, "\"may\" is read, draft or send");
	p->may = MAY_READ;
}

/* A territory of nothing but signs would take nothing. */
static void
read_places(struct config_reader *r, const cJSON *o, struct staff_person *p)
{
	slice	 rest;

	p->territory = rest = config_lines(r, "people", p->name,
	    config_member(o, "places"));
	if (rest.n == 0 || entries_rule(r->scratch, &rest) != NULL)
		return;
	config_note(r, "people", p->name, "\"places\" names no place: it is "
	    "left out, so that they hear of all");
	p->territory = SLICE("");
}

/* What they pass on counts as theirs when it comes from there. */
static void
read_mails(struct config_reader *r, const cJSON *o, struct staff_person *p)
{
	slice	 rest = config_lines(r, "people", p->name,
	    config_member(o, "mail")), one;
	struct sink k = sink_open(r->keep);

	while ((one = slice_cut(&rest, '\n')).n) {
		struct fault f = { "" };
		struct address a;
		slice	 list = one;

		if (address_next(&list, &a, &f) && slice_trim(list).n == 0) {
			sink_text(&k, k.len ? "," : "");
			sink_put(&k, a.at);
			continue;
		}
		f.text[0] = '\0';
		fault_tell(&f, "\"mail\": \"%\" is no address", one);
		config_note(r, "people", p->name, f.text);
	}
	p->mails = sink_close(&k, r->keep);
}

/* One that is limited to nothing would be no agency. */
static void
read_agency(struct config_reader *r, const cJSON *o, struct staff_person *p)
{
	p->agency = cJSON_IsTrue(config_member(o, "agency"));
	if (!config_flag(r, o, "agency", false) || p->classes ||
	    p->territory.n || p->sources.n || p->issues.n || p->langs.n)
		return;
	p->agency = false;
	config_note(r, "people", p->name, "is an agency of everything: say "
	    "what is theirs with \"places\", \"sources\", \"classes\", "
	    "\"issues\" or \"languages\"; until then they see all");
}

static const char *const person_keys[] = {
	"name", "channels", "places", "sources", "issues", "languages",
	"classes", "min", "only", "buzzes", "quiet", "digest", "may",
	"agency", "mail", "//",
};

bool
config_person(struct config_reader *r, const cJSON *o, struct staff_person *p)
{
	slice	 name = arena_copy(r->keep, json_key(o));

	*p = (struct staff_person){ .name = name };
	if (!cJSON_IsObject(o) || name.n == 0 || name.n > TASK_NAME) {
		config_note(r, "people", name, cJSON_IsObject(o) ? "a name is "
		    "1 to 40 bytes long" : "must be an object");
		return false;
	}
	config_only(r, "people", name, o, person_keys, COUNT(person_keys));
	p->called = config_text(r, o, "name");
	if (p->called.n == 0)
		p->called = name;
	read_places(r, o, p);
	read_theirs(r, o, p);
	read_ways(r, p, config_lines(r, "people", name,
	    config_member(o, "channels")));
	read_loudness(r, o, p);
	read_quiet(r, o, p);
	read_digest(r, o, p);
	read_rights(r, o, p);
	read_agency(r, o, p);
	read_mails(r, o, p);
	if (p->nways == 0)
		config_note(r, "people", name, "has no channel, so that nothing "
		    "reaches them: add \"channels\": [\"phone\"]");
	return p->nways > 0;
}
