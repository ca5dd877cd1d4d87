#include "core/desk/route.h"

#include "core/match/entries.h"
#include "core/match/match.h"
#include "core/show.h"

enum {
	RULES_MOST = STAFF_MAX * 4,	/* a territory of 4 KB is never more */
	WHY_PLACE = 40			/* characters */
};

struct router {
	const struct staff *staff;
	struct matcher *matcher;	/* NULL: nobody has a territory */
	uint32_t owned;			/* who has one */
	size_t	 nrules;
	uint8_t	 whose[RULES_MOST];
};

/* Where a mention was found to be. */
struct spot {
	uint32_t who;			/* whose territories */
	slice	 words;			/* that said so */
};

slice
staff_called(const struct staff *s, size_t who)
{
	const struct staff_person *p = &s->people[who];

	return p->called.n ? p->called : p->name;
}

bool
item_critical(const struct item *item)
{
	return slice_eq(item->verdict.class, class_name(CLASS_CRISIS));
}

/* ---- territories ------------------------------------------------------- */

const struct router *
router_make(struct arena *a, const struct staff *s)
{
	const struct query *rules[RULES_MOST];
	struct router *r = arena_take(a, sizeof(*r));

	if (r == NULL)
		return NULL;
	r->staff = s;
	for (size_t i = 0; i < s->n; i++) {
		slice	 list = s->people[i].territory;

		if (slice_trim(list).n)
			r->owned |= (uint32_t)1 << i;
		while (list.n && r->nrules < RULES_MOST) {
			const struct query *q = entries_rule(a, &list);

			if (q == NULL)
				continue;
			rules[r->nrules] = q;
			r->whose[r->nrules++] = (uint8_t)i;
		}
	}
	if (r->nrules > 0)
		r->matcher = matcher_make(a, rules, r->nrules);
	return a->spent ? NULL : r;
}

static bool
find(const struct router *r, struct arena *a, slice title, slice text,
    slice lang, struct spot *spot)
{
	struct mention m = { .title = title, .text = text, .lang = lang };
	size_t	 mark = a->used;
	struct match *hits = NULL;

	if (title.n + text.n > 0)
		hits = arena_take(a, r->nrules * sizeof(*hits));
	if (hits == NULL)
		return false;
	matcher_run(r->matcher, a, &m, hits);
	for (size_t i = 0; i < r->nrules; i++) {
		if (!hits[i].hit)
			continue;
		if (spot->who == 0 && hits[i].nwords > 0)
			spot->words = hits[i].words[0];
		spot->who |= (uint32_t)1 << r->whose[i];
	}
	a->used = mark;
	return spot->who != 0;
}

static struct spot
locate(const struct router *r, struct arena *a, const struct item *item)
{
	const struct mention *m = &item->mention;
	struct spot spot = { 0, { "", 0 } };
	slice	 lang = m->lang.n ? m->lang : item->verdict.lang;

	if (r->matcher != NULL &&
	    !find(r, a, m->title, m->text, lang, &spot) &&
	    !find(r, a, SLICE(""), m->place, lang, &spot))
		(void)find(r, a, SLICE(""), item->source, lang, &spot);
	return spot;
}

/* ---- the other lists --------------------------------------------------- */

static bool
lists_source(slice entry, const struct item *item)
{
	return slice_ieq(entry, item->source);
}

/* "wait" is all of what it may be, "wait/late" that one. */
static bool
lists_issue(slice entry, const struct item *item)
{
	slice	 rest = item->verdict.issues;

	while (rest.n) {
		slice	 one = slice_trim(slice_cut(&rest, ','));

		if (slice_ieq(one, entry) ||
		    slice_ieq(slice_cut(&one, '/'), entry))
			return true;
	}
	return false;
}

static slice
tongue_of(slice tag)
{
	return slice_head(tag, slice_index(tag, '-') < slice_index(tag, '_') ?
	    slice_index(tag, '-') : slice_index(tag, '_'));
}

static bool
lists_lang(slice entry, const struct item *item)
{
	slice	 lang = item->verdict.lang;

	if (lang.n == 0 || slice_eq(lang, SLICE("xx")))
		lang = item->mention.lang;
	return slice_ieq(tongue_of(entry), tongue_of(lang));
}

static bool
holds(slice list, bool (*is)(slice, const struct item *),
    const struct item *item)
{
	bool	 any = false;

	while (list.n) {
		slice	 entry = slice_trim(slice_cut(&list, '\n'));

		any |= entry.n > 0;
		if (entry.n > 0 && is(entry, item))
			return true;
	}
	return !any;			/* an empty list is everything */
}

static bool
lists(const struct staff_person *p, const struct item *item)
{
	enum class c = CLASS_OTHER;

	(void)class_named(item->verdict.class, &c);
	return (p->classes == 0 || p->classes >> c & 1) &&
	    holds(p->sources, lists_source, item) &&
	    holds(p->issues, lists_issue, item) &&
	    holds(p->langs, lists_lang, item);
}

static bool
wants(const struct staff_person *p, const struct item *item)
{
	return (!p->critical || item_critical(item)) && lists(p, item);
}

/* An agency is on duty for its own territory, and for no other place. */
static bool
is_at_home(const struct router *r, const struct spot *spot, size_t who)
{
	return !r->staff->people[who].agency || !(r->owned >> who & 1) ||
	    (spot->who >> who & 1);
}

bool
route_reaches(const struct router *r, struct arena *a,
    const struct item *item, size_t who)
{
	const struct staff *s = r->staff;
	struct spot spot = { 0, { "", 0 } };

	if (who >= s->n || !s->people[who].agency)
		return true;
	if (r->owned >> who & 1)
		spot = locate(r, a, item);
	return is_at_home(r, &spot, who) && lists(&s->people[who], item);
}

/* ---- who --------------------------------------------------------------- */

static uint32_t
everyone(const struct staff *s)
{
	return ((uint32_t)1 << s->n) - 1;
}

/* Nobody wants it: those on duty, or else the first. */
static uint32_t
somebody(const struct staff *s, const struct item *item, uint32_t duty)
{
	uint32_t some = 0, house = staff_house(s);

	for (size_t i = 0; i < s->n; i++)
		if (!s->people[i].critical || item_critical(item))
			some |= (uint32_t)1 << i;
	some &= house;
	if (some == 0)
		some = house;
	if (some & duty)
		return some & duty;
	return some & (0 - some);	/* its lowest bit */
}

static size_t
owner_of(const struct staff *s, uint32_t who, uint32_t duty, uint32_t here)
{
	const uint32_t sets[] = { who & duty & here, who & duty, who & here,
	    who };
	size_t	 i = 0;

	for (size_t k = 0; k < COUNT(sets); k++)
		for (i = 0; i < s->n; i++)
			if (sets[k] >> i & 1)
				return i;
	return 0;
}

static void
put_names(struct sink *k, const struct staff *s, uint32_t who)
{
	bool	 any = false;

	for (size_t i = 0; i < s->n; i++) {
		if (!(who >> i & 1))
			continue;
		sink_text(k, any ? " and " : "");
		show_put(k, staff_called(s, i), WHY_PLACE, false);
		sink_text(k, "'s");
		any = true;
	}
}

static slice
why_of(const struct staff *s, struct arena *a, const struct spot *spot,
    bool wanted)
{
	struct sink k = sink_open(a);

	if (!wanted) {
		sink_text(&k, "nobody's lists take it: it goes to who is on "
		    "duty");
	} else if (spot->who) {
		show_put(&k, spot->words, WHY_PLACE, false);
		sink_text(&k, " is ");
		put_names(&k, s, spot->who);
	} else {
		sink_text(&k, "no place that is anybody's: it goes to who is "
		    "on duty");
	}
	return sink_close(&k, a);
}

void
route(const struct router *r, struct arena *a, const struct item *item,
    int64_t now, struct route *out)
{
	const struct staff *s = r->staff;
	uint32_t duty = staff_duty(s, now) & everyone(s), free, want = 0;
	struct spot spot = locate(r, a, item);

	*out = (struct route){ .who = 0 };
	for (size_t i = 0; i < s->n; i++)
		if (wants(&s->people[i], item) && is_at_home(r, &spot, i))
			want |= (uint32_t)1 << i;
	free = everyone(s) & ~r->owned;
	out->who = want & (free | (spot.who ? spot.who : duty));
	out->placed = (out->who & spot.who) != 0;
	if (r->owned != 0 || out->who == 0)
		out->why = why_of(s, a, &spot, out->who != 0);
	if (out->who == 0)
		out->who = somebody(s, item, duty);
	out->owner = owner_of(s, out->who, duty, spot.who);
}
