#include "core/judge/judge.h"

#include "core/judge/quote.h"

enum {
	QUOTE_WORDS = 4,
	BLAME_MOST = 25,	/* points */
	WAKING = 40,		/* points of a class that must be explained */
	BLAME_STEP = 25,	/* hundredths of blame for one point */
	CAPITALS = 3,		/* words of them that are a voice, */
	EXCLAMATIONS = 3,	/* and so many marks */
	HALF_LIFE = 6 * 3600	/* of a lead, in seconds (R26) */
};

/* A reason: its points, the findings that are quoted, and what they are. */
struct sign {
	int8_t	 points;
	uint8_t	 sort;		/* TONE_SORTS: none */
	uint8_t	 n;		/* bytes of why */
	char	 why[sizeof("trouble with another shop")];
};

/* What a class is worth before anything else is known. */
static const struct sign classes[CLASSES] = {
	[CLASS_CRISIS] = { 80, TONE_CRITICAL, SIZED("critical") },
	[CLASS_SPAM] = { -20, TONE_SPAM, SIZED("looks like spam") },
	[CLASS_RUMOUR] = { 45, TONE_RUMOUR, SIZED("a doubt or a rumour") },
	[CLASS_COMPETITOR] = { 40, TONE_COMPETITOR,
	    SIZED("trouble with another shop") },
	[CLASS_COMPLAINT] = { 30, TONE_SORTS, SIZED("a complaint") },
	[CLASS_LEAD] = { 45, TONE_LEAD, SIZED("wants to buy") },
	[CLASS_QUESTION] = { 30, TONE_QUESTION, SIZED("asks") },
	[CLASS_IDEA] = { 20, TONE_IDEA, SIZED("a wish") },
	[CLASS_PRAISE] = { 10, TONE_SORTS, SIZED("praise") },
	[CLASS_NEWS] = { 5, TONE_NEWS, SIZED("news") },
	[CLASS_OTHER] = { 0, TONE_SORTS, SIZED("") },
};

/* Words that are no class but count: the same for all classes but two. */
static const struct sign counts[] = {
	{ 15, TONE_AGAIN, SIZED("not solved yet") },
	{ 8, TONE_MONEY, SIZED("about money") },
	{ 8, TONE_THREAT, SIZED("leaves or tells others") },
};

static slice
why(const struct sign *s)
{
	return (slice){ s->why, s->n };
}

static size_t
found(const struct judge *j, enum tone_sort sort)
{
	return j->read->tone.found[sort].count;
}

/* ---- quoting ---------------------------------------------------------- */

static void
put_list(struct sink *k, const struct tone_list *l)
{
	for (size_t i = 0; i < l->count && i < QUOTE_WORDS; i++) {
		sink_put(k, i ? SLICE(", '") : SLICE("'"));
		if (!quote_put(k, l->words[i], ""))
			sink_put(k, SLICE("\xe2\x80\xa6"));
		sink_byte(k, '\'');
	}
	if (l->count > QUOTE_WORDS)
		sink_put(k, SLICE(", \xe2\x80\xa6"));
}

/* One place is left for what makes the sum fit. */
static void
add(struct judge *j, slice why, int64_t points)
{
	struct verdict *v = j->verdict;

	if (v->nreasons < REASONS_MAX - 1) {
		v->reasons[v->nreasons++] = (struct reason){ why, points };
		v->priority += points;
	}
}

/* "'third time', 'still waiting'", and what they are. */
static void
add_quoted(struct judge *j, const struct tone_list *l, slice what,
    int64_t points)
{
	struct sink k;

	if (l->count == 0) {
		add(j, what, points);
		return;
	}
	k = sink_open(j->arena);
	put_list(&k, l);
	if (what.n) {
		sink_put(&k, SLICE(": "));
		sink_put(&k, what);
	}
	add(j, sink_close(&k, j->arena), points);
}

static __attribute__((cold)) void
add_known(struct judge *j, enum known_sort sort, slice what, int64_t points)
{
	const struct match *m = &j->known[sort];
	struct tone_list l;

	l.count = m->nwords;
	for (size_t i = 0; i < m->nwords && i < TONE_WORDS; i++)
		l.words[i] = m->words[i];
	add_quoted(j, &l, what, points);
}

static __attribute__((cold)) void
add_number(struct judge *j, const char *before, int64_t n, const char *behind,
    int64_t points)
{
	struct sink k = sink_open(j->arena);

	sink_text(&k, before);
	sink_int(&k, n);
	sink_text(&k, behind);
	add(j, sink_close(&k, j->arena), points);
}

/* What says so: the words of the lists, or those that the table heard most
 * in, where the class is worth waking somebody. */
static const struct tone_list *
evidence(struct judge *j, struct tone_list *heard)
{
	const struct sign *s = &classes[j->class];

	heard->count = 0;
	if (s->sort == TONE_SORTS)
		return heard;
	if (found(j, s->sort))
		return &j->read->tone.found[s->sort];
	if (s->points >= WAKING)
		read_heavy(j->reader, j->read,
		    POLARITIES - 1 + (size_t)j->class, heard);
	return heard;
}

static void
add_class(struct judge *j)
{
	struct tone_list heard;
	enum class c = j->class;
	const struct tone_list *l = evidence(j, &heard);

	if (c == CLASS_CRISIS && j->known[KNOWN_CRITICAL].hit)
		add_known(j, KNOWN_CRITICAL, why(&classes[c]),
		    classes[c].points);
	else if (c != CLASS_OTHER)
		add_quoted(j, l, why(&classes[c]), classes[c].points);
}

static void
add_words(struct judge *j)
{
	const struct tone *t = &j->read->tone;
	int64_t	 points = t->blame / BLAME_STEP;

	if (found(j, TONE_BLAME))
		add_quoted(j, &t->found[TONE_BLAME], SLICE(""),
		    points < BLAME_MOST ? points : BLAME_MOST);
	if (found(j, TONE_PRAISE))
		add_quoted(j, &t->found[TONE_PRAISE], SLICE(""), 0);
	for (size_t i = 0; i < COUNT(counts); i++)
		if (found(j, counts[i].sort))
			add_quoted(j, &t->found[counts[i].sort],
			    why(&counts[i]), counts[i].points);
}

static void
add_stars(struct judge *j)
{
	static const int64_t points[] = { 0, 35, 30, 5, 0, 0 };
	int64_t	 stars = j->mention->rating;

	if (stars >= 1 && stars <= 5)
		add_number(j, "", stars, stars == 1 ? " star" : " stars",
		    points[stars]);
}

static void
add_voice(struct judge *j)
{
	const struct tone *t = &j->read->tone;

	if (t->capitals >= CAPITALS && 2 * t->capitals > t->letters_only)
		add(j, SLICE("written in capitals"), 6);
	if (t->exclamations >= EXCLAMATIONS)
		add_number(j, "", (int64_t)t->exclamations,
		    " exclamation marks", 3);
}

/* ---- time ------------------------------------------------------------- */

/* 2 to the power of -age/HALF_LIFE, of 1024: by halves, and between them by
 * a straight line, which is never more than 6 % too high. */
static int64_t
left_of(int64_t age)
{
	int64_t	 halves = age / HALF_LIFE, rest = age % HALF_LIFE;
	int64_t	 whole = halves < 10 ? 1024 >> halves : 0;

	return whole - whole / 2 * rest / HALF_LIFE;
}

/* "posted 3 h ago" */
static void
add_posted(struct judge *j, int64_t age, int64_t points)
{
	static const struct {
		int64_t	 least, unit;
		const char *name;
	} units[] = {
		{ 0, 60, " min ago" },
		{ 3600, 3600, " h ago" },
		{ 2 * 86400, 86400, " d ago" },
	};
	size_t	 i = COUNT(units);

	while (age < units[--i].least)
		;
	if (age < 60)
		add(j, SLICE("posted just now"), points);
	else
		add_number(j, "posted ", age / units[i].unit, units[i].name,
		    points);
}

/* A lead goes stale within hours (R26); the rest within days. */
static void
add_age(struct judge *j)
{
	static const struct {
		int64_t	 least, points;
	} ages[] = {
		{ 0, 5 }, { 3600, 3 }, { 6 * 3600, 0 }, { 2 * 86400, -5 },
		{ 14 * 86400, -15 },
	};
	int64_t	 then = j->mention->time, age = j->now - then;
	int64_t	 worth = classes[CLASS_LEAD].points;
	size_t	 i = COUNT(ages);

	if (j->now <= 0 || then <= 0 || age < 0)
		return;
	while (age < ages[--i].least)
		;
	add_posted(j, age, j->class == CLASS_LEAD ?
	    worth * left_of(age) / 1024 - worth + ages[0].points :
	    ages[i].points);
}

/* ---- who and where ---------------------------------------------------- */

static void
add_attitude(struct judge *j)
{
	if (j->known[KNOWN_NAME].hit)
		add_known(j, KNOWN_NAME, SLICE("names the shop"), 5);
	if (slice_eq(j->verdict->attitude, SLICE("reactive")))
		add(j, SLICE("speaks to you"), 5);
}

/* Who is elsewhere buys elsewhere; an unknown place only lowers (R24). */
static void
add_place(struct judge *j)
{
	bool	 buys = j->class == CLASS_LEAD || j->class == CLASS_COMPETITOR;
	struct tone_list one;

	if (j->known[KNOWN_PLACE].hit) {
		add_known(j, KNOWN_PLACE, SLICE("is here"), buys ? 15 : 5);
	} else if (j->elsewhere) {
		one.count = 1;
		one.words[0] = j->mention->place;
		add_quoted(j, &one, SLICE("is not here"), buys ? -20 : -5);
	} else if (buys && j->shop->places.n) {
		add(j, SLICE("says not where"), -5);
	}
}

static void
add_reach(struct judge *j)
{
	const struct mention *m = j->mention;
	int64_t	 most = m->likes > m->replies ? m->likes : m->replies;

	if (m->followers >= 1000)
		add_number(j, "", m->followers, " followers",
		    m->followers >= 10000 ? 10 : 5);
	if (most >= 20)
		add_number(j, "", most, m->likes > m->replies ? " likes" :
		    " replies", 5);
}

static void
add_tongue(struct judge *j)
{
	struct sink k;

	if (j->read->tongue->words != NULL)
		return;
	k = sink_open(j->arena);
	sink_put(&k, SLICE("a language I cannot read yet ("));
	sink_text(&k, j->read->tongue->name);
	sink_byte(&k, ')');
	add(j, sink_close(&k, j->arena), 15);
}

/* Can any of add_frame() have something to say? Not of a text alone, which is
 * not loud, before a shop of which nothing is known. */
static bool
has_frame(const struct judge *j)
{
	const struct mention *m = j->mention;
	const struct tone *t = &j->read->tone;

	return j->named || j->shop->places.n > 0 || (m->rating |
	    m->followers | m->likes | m->replies | j->now) != 0 ||
	    t->capitals >= CAPITALS || t->exclamations >= EXCLAMATIONS ||
	    j->read->tongue->words == NULL;
}

/* Who says it and how, where, when and to how many. */
static __attribute__((cold)) void
add_frame(struct judge *j)
{
	add_stars(j);
	add_attitude(j);
	add_place(j);
	add_voice(j);
	add_tongue(j);
	add_reach(j);
	add_age(j);
}

static __attribute__((cold)) void
balance(struct verdict *v)
{
	struct reason *last = &v->reasons[v->nreasons++];

	if (v->priority > 100)
		*last = (struct reason){ SLICE("capped at 100"),
		    100 - v->priority };
	else
		*last = (struct reason){ SLICE("cannot be less than 0"),
		    -v->priority };
	v->priority += last->points;
}

/* What can hurt people or the shop most stays as loud as it is, whatever was
 * tapped: a critical word, one star for the shop. */
static bool
is_guarded(const struct judge *j)
{
	bool	 ours = j->known[KNOWN_NAME].hit || j->heard->words.n == 0;

	return j->class == CLASS_CRISIS || found(j, TONE_CRITICAL) ||
	    j->known[KNOWN_CRITICAL].hit || (j->mention->rating == 1 && ours);
}

static __attribute__((cold)) void
add_learnt(struct judge *j)
{
	struct traits t;
	struct reason r;

	if (j->learn->n == 0)
		return;
	traits_of(&t, j->mention, j->heard, j->verdict);
	if (learn_reason(j->learn, j->arena, &t, &r))
		add(j, r.why, r.points);
}

void
judge_reasons(struct judge *j)
{
	struct verdict *v = j->verdict;

	add_class(j);
	add_words(j);
	if (has_frame(j))
		add_frame(j);
	v->guarded = is_guarded(j);
	if (j->learn != NULL && !v->guarded)
		add_learnt(j);
	if (v->nreasons == 0)
		add(j, SLICE("nothing stands out"), 0);
	if (v->priority < 0 || v->priority > 100)
		balance(v);
}
