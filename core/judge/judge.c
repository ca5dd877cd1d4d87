#include "core/judge/judge.h"

#include "core/sink.h"
#include "core/text/text.h"

enum {
	SIDE = 20,		/* sentiment that is one side's */
	STRONG = 40,
	QUOTE_WORDS = 4,
	QUOTE_CHARS = 40,	/* of each */
	BLAME_MOST = 25,	/* points */
	BLAME_STEP = 25		/* hundredths of blame for one point */
};

typedef bool judge_fn(const struct judge *);

static size_t
found(const struct judge *j, enum tone_sort sort)
{
	return j->tone.found[sort].count;
}

static bool
is_crisis(const struct judge *j)
{
	return found(j, TONE_CRITICAL) || found(j, TONE_OWN_CRITICAL);
}

static bool
is_low_rated(const struct judge *j)
{
	return j->mention->rating == 1 || j->mention->rating == 2;
}

static bool
is_spam(const struct judge *j)
{
	return j->mention->rating == 0 && (found(j, TONE_SPAM) > 1 ||
	    (found(j, TONE_SPAM) && j->tone.addresses));
}

static bool
is_rumour(const struct judge *j)
{
	return found(j, TONE_RUMOUR);
}

/* Trouble that stays: no praise elsewhere in the text outweighs it. */
static bool
has_case(const struct judge *j)
{
	return found(j, TONE_AGAIN) || found(j, TONE_MONEY) ||
	    found(j, TONE_THREAT);
}

static bool
is_competitor(const struct judge *j)
{
	return found(j, TONE_COMPETITOR) && !has_case(j) &&
	    (found(j, TONE_LEAD) || j->tone.questions ||
	    j->verdict->sentiment <= -SIDE);
}

static bool
is_lead(const struct judge *j)
{
	return found(j, TONE_LEAD) && !has_case(j) &&
	    j->verdict->sentiment > -STRONG;
}

static bool
is_question(const struct judge *j)
{
	return found(j, TONE_QUESTION) && j->tone.questions && !has_case(j) &&
	    j->verdict->sentiment > -SIDE && j->verdict->sentiment < STRONG;
}

static bool
is_complaint(const struct judge *j)
{
	return j->verdict->sentiment <= -SIDE ||
	    (has_case(j) && j->verdict->sentiment < SIDE);
}

static bool
is_idea(const struct judge *j)
{
	return found(j, TONE_IDEA);
}

static bool
is_news(const struct judge *j)
{
	return found(j, TONE_NEWS) > 1 ||
	    (found(j, TONE_NEWS) && j->tone.addresses);
}

static bool
is_praise(const struct judge *j)
{
	return j->verdict->sentiment >= SIDE;
}

static bool
asks(const struct judge *j)
{
	return j->tone.questions > 0;
}

static bool
is_any(const struct judge *j)
{
	return j != NULL;
}

/* The first that fits. Evidence is what is quoted, where there is some. */
static const struct {
	const char *name;
	judge_fn *fits;
	int64_t	 points;
	enum tone_sort evidence;	/* TONE_SORTS: none */
	const char *why;
} classes[] = {
	{ "crisis", is_crisis, 80, TONE_CRITICAL, "critical" },
	{ "complaint", is_low_rated, 30, TONE_SORTS, "a complaint" },
	{ "spam", is_spam, -20, TONE_SPAM, "looks like spam" },
	{ "rumour", is_rumour, 45, TONE_RUMOUR, "a doubt or a rumour" },
	{ "competitor", is_competitor, 40, TONE_COMPETITOR,
	    "looks for another shop" },
	{ "lead", is_lead, 45, TONE_LEAD, "wants to buy" },
	{ "question", is_question, 35, TONE_QUESTION, "asks" },
	{ "complaint", is_complaint, 30, TONE_SORTS, "a complaint" },
	{ "idea", is_idea, 20, TONE_IDEA, "a wish" },
	{ "news", is_news, 5, TONE_NEWS, "news" },
	{ "praise", is_praise, 10, TONE_SORTS, "praise" },
	{ "question", asks, 25, TONE_SORTS, "asks" },
	{ "other", is_any, 0, TONE_SORTS, NULL },
};

/* ---- reasons ---------------------------------------------------------- */

/* What cannot be seen or is broken is left out; white space is one blank. */
static void
put_quoted(struct sink *k, slice words)
{
	size_t	 n = 0;
	bool	 blank = false;

	sink_byte(k, '\'');
	while (words.n && n < QUOTE_CHARS) {
		uint32_t c = text_next(&words), out[3];
		bool	 space = c != TEXT_BAD && text_is_space(c);

		if (c == TEXT_BAD || c < 0x20 || space ||
		    text_fold(c, out) == 0) {
			blank = blank || space;
			continue;
		}
		if (blank && n > 0)
			sink_byte(k, ' ');
		blank = false;
		text_put(k, c);
		n++;
	}
	sink_put(k, words.n ? SLICE("\xe2\x80\xa6'") : SLICE("'"));
}

static void
put_list(struct sink *k, const struct tone_list *l)
{
	for (size_t i = 0; i < l->count && i < QUOTE_WORDS; i++) {
		sink_put(k, i ? SLICE(", ") : SLICE(""));
		put_quoted(k, l->words[i]);
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
add_quoted(struct judge *j, const struct tone_list *l, const char *why,
    int64_t points)
{
	struct sink k = sink_open(j->arena);

	put_list(&k, l);
	if (*why != '\0')
		sink_put(&k, k.len ? SLICE(": ") : SLICE(""));
	sink_text(&k, why);
	add(j, sink_close(&k, j->arena), points);
}

static void
add_number(struct judge *j, const char *before, int64_t n, const char *behind,
    int64_t points)
{
	struct sink k = sink_open(j->arena);

	sink_text(&k, before);
	sink_int(&k, n);
	sink_text(&k, behind);
	add(j, sink_close(&k, j->arena), points);
}

static void
add_class(struct judge *j)
{
	static const struct tone_list nothing = { .count = 0 };
	size_t	 i = 0;
	const struct tone_list *l;

	while (!classes[i].fits(j))
		i++;
	j->verdict->class = slice_of(classes[i].name);
	if (classes[i].why == NULL)
		return;
	l = classes[i].evidence == TONE_SORTS ? &nothing :
	    &j->tone.found[classes[i].evidence];
	if (i == 0 && found(j, TONE_OWN_CRITICAL))
		l = &j->tone.found[TONE_OWN_CRITICAL];
	add_quoted(j, l, classes[i].why, classes[i].points);
}

/* Words that are no class but count: the same for all classes but two. */
static const struct {
	enum tone_sort sort;
	int64_t	 points;
	const char *why;
} counts[] = {
	{ TONE_AGAIN, 15, "not solved yet" },
	{ TONE_MONEY, 8, "about money" },
	{ TONE_THREAT, 8, "leaves or tells others" },
	{ TONE_SHOP, 5, "names the shop" },
	{ TONE_TOWN, 5, "names the town" },
};

static void
add_words(struct judge *j)
{
	int64_t	 points = j->tone.blame / BLAME_STEP;

	if (found(j, TONE_BLAME))
		add_quoted(j, &j->tone.found[TONE_BLAME], "",
		    points < BLAME_MOST ? points : BLAME_MOST);
	if (found(j, TONE_PRAISE))
		add_quoted(j, &j->tone.found[TONE_PRAISE], "", 0);
	for (size_t i = 0; i < COUNT(counts); i++)
		if (found(j, counts[i].sort))
			add_quoted(j, &j->tone.found[counts[i].sort],
			    counts[i].why, counts[i].points);
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
	const struct tone *t = &j->tone;

	if (t->capitals >= 3 && 2 * t->capitals > t->letters_only)
		add(j, SLICE("written in capitals"), 6);
	if (t->exclamations >= 3)
		add_number(j, "", (int64_t)t->exclamations,
		    " exclamation marks", 3);
}

/* What was said an hour ago can still be answered; leads go stale first. */
static void
add_age(struct judge *j)
{
	static const struct {
		int64_t	 least, unit, points, lead;
		const char *name;
	} ages[] = {
		{ 0, 60, 5, 10, " min ago" },
		{ 3600, 3600, 3, 5, " h ago" },
		{ 6 * 3600, 3600, 0, -5, " h ago" },
		{ 2 * 86400, 86400, -5, -15, " d ago" },
		{ 14 * 86400, 86400, -15, -30, " d ago" },
	};
	int64_t	 then = j->mention->time, age;
	bool	 lead = slice_eq(j->verdict->class, SLICE("lead"));
	size_t	 i = COUNT(ages);

	if (j->now <= 0 || then <= 0 || then > j->now)
		return;
	age = j->now - then;
	while (age < ages[--i].least)
		;
	if (age < 60)
		add(j, SLICE("posted just now"), lead ? ages[i].lead :
		    ages[i].points);
	else
		add_number(j, "posted ", age / ages[i].unit, ages[i].name,
		    lead ? ages[i].lead : ages[i].points);
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

	if (j->tongue->words != NULL)
		return;
	k = sink_open(j->arena);
	sink_put(&k, SLICE("a language I cannot read yet ("));
	sink_text(&k, j->tongue->name);
	sink_byte(&k, ')');
	add(j, sink_close(&k, j->arena), 15);
}

static void
balance(struct verdict *v)
{
	struct reason *last = &v->reasons[v->nreasons];

	if (v->priority > 100)
		*last = (struct reason){ SLICE("capped at 100"),
		    100 - v->priority };
	else if (v->priority < 0)
		*last = (struct reason){ SLICE("cannot be less than 0"),
		    -v->priority };
	else
		return;
	v->nreasons++;
	v->priority += last->points;
}

void
judge_reasons(struct judge *j)
{
	add_class(j);
	add_words(j);
	add_stars(j);
	add_voice(j);
	add_tongue(j);
	add_reach(j);
	add_age(j);
	if (j->verdict->nreasons == 0)
		add(j, SLICE("nothing stands out"), 0);
	balance(j->verdict);
}
