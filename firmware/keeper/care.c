/*
 * care.c - trouble with a source goes to whose source it is, and when
 * it lasts to their backup. Sources that are nobody's stand in the digest.
 */
#include "firmware/keeper/keeper.h"

#include "core/judge/score.h"
#include "core/when/when.h"
#include "firmware/log.h"

enum { NAME_MOST = 300, AGAIN = 10 /* seconds */, ROOM = 4096 };

struct cared {
	struct keeper	*k;
	struct txn	*t;
	size_t		 source;
	struct source_state st;
	int64_t		 now;
};

static slice
care_name(slice source, char buf[static NAME_MOST])
{
	struct sink s = { .buf = buf, .cap = NAME_MOST };

	sink_text(&s, "care/");
	sink_put(&s, slice_head(source, 256));
	return sink_slice(&s);
}

/* bits of `whom`: 1 the owner, 2 the backup */
static bool
tell(const struct cared *c, unsigned whom, int64_t since)
{
	const struct config_source *s = &c->k->c->sources[c->source];
	char	 room[ROOM];
	struct arena a;
	struct letter l = { .born = c->now, .level = score_level_name(since ?
	    LEVEL_HIGH : LEVEL_LOW) };
	struct sink k;

	arena_init(&a, room, sizeof(room));
	k = sink_open(&a);
	sink_put(&k, slice_head(s->way.name, 60));
	sink_text(&k, since ? " is in trouble" : " works again");
	l.title = sink_close(&k, &a);
	k = sink_open(&a);
	if (since) {
		sink_put(&k, slice_head(c->st.trouble, 500));
		sink_text(&k, "\nFor ");
		when_put_ago(&k, c->now - since);
		sink_text(&k, ". Nothing is heard there until it is mended: "
		    "earshot sources. It is ");
		sink_put(&k, s->owner.n ? s->owner : s->backup);
		sink_text(&k, "'s to see to");
		sink_text(&k, s->owner.n && s->backup.n ? ", else " : "");
		sink_put(&k, s->owner.n ? s->backup : SLICE(""));
		sink_text(&k, ".");
	} else {
		sink_text(&k, "What was missed meanwhile is read now.");
	}
	l.text = sink_close(&k, &a);
	log_event(s->way.name, "its %s told", whom == 3 ?
	    "owner and backup are" : whom == 1 ? "owner is" : "backup is");
	for (unsigned i = 0; i < 2; i++)
		if ((whom >> i & 1) && !outlet_person(c->k->c, c->t,
		    &c->k->desk, staff_named(&c->k->c->staff, i ? s->backup :
		    s->owner), &l))
			return false;
	return !a.spent;
}

static bool
same(const struct care *a, const struct care *b)
{
	return a->since == b->since && a->told == b->told;
}

/* Whoever there is is the first. */
static bool
act(const struct cared *c, enum care_what what, const struct care *then,
    int64_t told)
{
	const struct config_source *s = &c->k->c->sources[c->source];
	unsigned both = (s->owner.n ? 1u : 0) | (s->backup.n ? 2u : 0);
	unsigned first = s->owner.n ? 1 : 2;
	char	 name[NAME_MOST], buf[CARE_BYTES + 16];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	bool	 good = true;

	if (what == CARE_TELL && (then->told == 1 || both == 3))
		good = tell(c, then->told == 1 ? first : 2, then->since);
	else if (what == CARE_WELL)
		good = tell(c, told == 1 ? first : both, 0);
	care_put(&k, then);
	return good && counts_state_put(c->t, care_name(s->way.name, name),
	    sink_slice(&k));
}

/* What each should be now; written only where it is not. */
static void
look(struct keeper *k, size_t source, int64_t now, int64_t *next)
{
	struct fault f = { "" };
	struct cared c = { .k = k, .source = source, .now = now };
	slice	 name = k->c->sources[source].way.name, state = SLICE("");
	struct care was = { .since = 0 }, then;
	char	 buf[NAME_MOST];
	enum care_what what = CARE_REST;
	int64_t	 told, at;

	for (int write = 0; write < 2; write++) {
		c.t = store_begin(k->store, write, &f);
		if (c.t == NULL)
			return;
		if (!sources_get(c.t, name, &c.st) || !counts_state_get(c.t,
		    care_name(name, buf), &state))
			break;
		care_get(state, &was);
		then = was;
		what = care_look(&then, c.st.trouble.n > 0,
		    k->c->staff.patience * 60, now, &told, &at);
		*next = at < *next ? at : *next;
		if (same(&was, &then))
			break;
		if (write && act(&c, what, &then, told)) {
			keeper_commit(k, c.t);
			return;
		}
		if (!write)
			store_abort(c.t);
	}
	store_abort(c.t);
}

void
care_run(struct keeper *k, int64_t now, int64_t *next)
{
	*next = k->care_due;
	if (now < k->cared && k->cared <= now + AGAIN)
		return;
	*next = INT64_MAX;
	k->cared = now + AGAIN;
	for (size_t i = 0; i < k->c->nsources; i++)
		if (k->c->sources[i].owner.n + k->c->sources[i].backup.n)
			look(k, i, now, next);
	if (*next < k->cared)
		*next = k->cared;
	k->care_due = *next;
}
