/* check.c - what the keeper would read, and what is wrong with it. */
#include "firmware/config/staff.h"
#include "firmware/verb/look.h"
#include "firmware/verb/verbs.h"
#include "storage/mentions.h"
#include "storage/tasks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { IDLE_DAYS = 14 };

static void
describe(const struct config *c)
{
	static const char *const words[] = { "from low up", "from normal up",
	    "from high up", "from urgent up", "no letters" };

	for (size_t i = 0; i < c->nrules; i++)
		fprintf(stderr, "rule     %.*s: %.*s\n",
		    SLICE_ARG(c->rules[i].name), SLICE_ARG(c->rules[i].text));
	for (size_t i = 0; i < c->nsources; i++) {
		const struct config_source *s = &c->sources[i];

		fprintf(stderr, "source   %.*s: %.*s at %.*s, every %lld %s%s"
		    "%s\n",
		    SLICE_ARG(s->way.name), SLICE_ARG(s->way.recipe_name),
		    SLICE_ARG(s->way.origin.host), (long long)(s->every % 60 ?
		    s->every : s->every / 60), s->every % 60 ? "s" : "min",
		    s->everything ? ", everything it says" : "",
		    s->rival.n ? ", the page of a rival" : "");
	}
	for (size_t i = 0; i < c->nchannels; i++) {
		const struct config_channel *ch = &c->channels[i];

		fprintf(stderr, "channel  %.*s: %.*s at %.*s, %s\n",
		    SLICE_ARG(ch->way.name), SLICE_ARG(ch->way.recipe_name),
		    SLICE_ARG(ch->way.origin.host), words[ch->least]);
	}
}

/* What breaks through is read where the hours are set: each line of it. */
static void
describe_person(const struct config *c, size_t who)
{
	const struct staff_person *p = &c->staff.people[who];
	char	 room[4096];
	struct sink k = { .buf = room, .cap = sizeof(room) };
	slice	 rest;

	fprintf(stderr, "person   %.*s: ", SLICE_ARG(p->name.n ? p->name :
	    p->called));
	for (size_t i = 0; i < p->nways; i++)
		fprintf(stderr, "%s%.*s", i ? ", " : "", SLICE_ARG(
		    c->channels[p->ways[i].channel].way.name));
	fprintf(stderr, "%s\n", p->nways ? "" : "no channel");
	staff_breaks(&k, &c->staff, who);
	rest = sink_slice(&k);
	while (rest.n) {
		slice	 line = slice_cut(&rest, '\n');

		fprintf(stderr, "         %.*s\n", SLICE_ARG(line));
	}
}

/* --- rules that take nothing --------------------------------------------- */

struct rules_seen {
	const struct config *c;
	int64_t	 since;
	bool	*took;			/* of each rule */
	size_t	 left;
};

static bool
see_rule(void *arg, uint64_t id, const struct item *item)
{
	struct rules_seen *r = arg;

	(void)id;
	for (size_t i = 0; i < r->c->nrules; i++)
		if (!r->took[i] && slice_eq(r->c->rules[i].name, item->rule)) {
			r->took[i] = true;
			r->left--;
		}
	return r->left > 0 && item->found >= r->since;
}

static void
tell_idle(const struct rules_seen *r)
{
	for (size_t i = 0; i < r->c->nrules; i++) {
		if (r->took[i])
			continue;
		fprintf(stderr, "%s: rules \"%.*s\": note: has taken nothing for "
		    "%d days; try it on what is read: earshot match '%.*s' "
		    "FILE, with fewer words or a word*\n", r->c->file,
		    SLICE_ARG(r->c->rules[i].name), IDLE_DAYS,
		    SLICE_ARG(r->c->rules[i].text));
	}
}

/* None where nothing was ever stored, or not for long enough. */
static void
tell_idle_rules(const struct config *c, int64_t now)
{
	struct rules_seen r = { .c = c, .since = now - IDLE_DAYS * 86400,
	    .took = calloc(c->nrules + 1, sizeof(bool)), .left = c->nrules };
	struct store_options o = look_options(c, true);
	struct fault f = { "" };
	struct store *s = r.took ? store_open(c->data, &o, &f) : NULL;
	struct txn *t = s ? store_begin(s, false, &f) : NULL;
	struct desk desk;
	struct desk_day day = { .began = 0 };

	memset(&desk, 0, sizeof(desk));
	if (t != NULL && desk_load(t, &c->staff, &desk, &day) &&
	    day.began != 0 && day.began <= r.since) {
		mentions_newest(t, see_rule, &r);
		tell_idle(&r);
	}
	store_abort(t);
	store_close(s);
	free(r.took);
}

/* Once there is more than one who might be. */
static void
tell_ownerless(const struct config *c)
{
	bool	 any = false;

	for (size_t i = 0; c->staff.n > 1 && i < c->nsources; i++)
		if (c->sources[i].owner.n == 0) {
			fprintf(stderr, "%s%.*s", any ? ", " : "note: sources "
			    "without an \"owner\" (\"backup\"), whom their "
			    "trouble would be told: ",
			    SLICE_ARG(c->sources[i].way.name));
			any = true;
		}
	if (any)
		fprintf(stderr, "\n");
}

int
verb_check(const char *file, int argc, char **argv)
{
	int64_t	 now = (int64_t)time(NULL);
	const struct config *c;

	if (argc > 1 && strcmp(argv[1], "--recipes") == 0 && argc < 4)
		return verb_check_recipes(file, argc == 3 ? argv[2] : NULL);
	if (argc > 1) {
		fprintf(stderr, "usage: earshot check [--recipes [FOLDER]]\n");
		return EXIT_USAGE;
	}
	c = config_read(file);
	if (c == NULL)
		return EXIT_USAGE;
	describe(c);
	for (size_t i = 0; c->nchannels > 0 && i < c->staff.n; i++)
		describe_person(c, i);
	if (c->nsources == 0)
		fprintf(stderr, "note: no sources, so nothing will be heard\n");
	if (c->nchannels == 0)
		fprintf(stderr, "note: no channels, so nobody will be told\n");
	tell_ownerless(c);
	tell_idle_rules(c, now);
	if (config_tell_notes(c, now) > 0) {
		fprintf(stderr, "%s would run, but for what is said above\n",
		    file);
		return EXIT_USAGE;
	}
	fprintf(stderr, "%s is good\n", file);
	return EXIT_GOOD;
}
