/*
 * twin.c - sketch_same(): the rules by which two that look alike are one.
 *
 * A wrong "same" hides what somebody says from the owner, a wrong "other"
 * only tells it twice. So the rules ask for more, the less else speaks for
 * it: fewest words of an account that copies another by name, most of two
 * strangers.
 */
#include "core/match/sketch.h"

#include "core/match/align.h"

enum {
	HOUR = 3600,
	DAY = 24 * HOUR,
	AGAIN = 6 * HOUR,	/* later, an account says it once more */
	WEEKLY = 4 * DAY,	/* later, a short notice is the next one */
	HEADLINE = 2 * DAY,	/* two papers have one headline so long */

	LEAST_CLAIM = 3,	/* words in common: of "RT @anna", of anna */
	LEAST_AUTHOR = 4,
	LEAST_TITLE = 5,
	LEAST_MARK = 6,
	LEAST_REVIEW = 6,
	LEAST_ARTICLE = 8,	/* one of them has a title */
	LEAST_STRANGERS = 12,
	WHOLE = 10,		/* a beginning so long stands for all */
	SOLID = 12,		/* text beside two names of sites */
	LONG = 30,		/* words: a place or two may differ */
	STORY = 40		/* no notice is so long */
};

struct twins {
	const struct mention *a, *b;
	struct gist	*ga, *gb;
	int64_t		 apart;		/* seconds; 0: not known */
	bool		 author, space;
	bool		 titled;	/* one of them is */
	bool		 claimed;	/* one names the other as its source */
	bool		 marked;
};

/* --- who and when ----------------------------------------------------- */

bool
sketch_author(const struct mention *a, const struct mention *b)
{
	uint32_t x = gist_account(a->handle), y = gist_account(b->handle);

	if (x != 0 && x == y)
		return true;
	return a->author.n != 0 && slice_eq(a->author, b->author);
}

static int64_t
apart(const struct mention *a, const struct mention *b)
{
	uint64_t x = (uint64_t)a->time, y = (uint64_t)b->time, d;

	if (a->time == 0 || b->time == 0)
		return 0;
	d = a->time > b->time ? x - y : y - x;
	return d > INT32_MAX ? INT32_MAX : (int64_t)d;
}

static bool
claims(const struct gist *g, const struct mention *of)
{
	return g->via != 0 && g->via == gist_account(of->handle);
}

static bool
is_review(const struct mention *m)
{
	return m->rating > 0 || slice_eq(m->type, SLICE("review"));
}

/* What stands where it stands for a reason of its own. */
static bool
is_answer(const struct mention *m)
{
	return m->parent.n != 0 || slice_eq(m->type, SLICE("reply")) ||
	    slice_eq(m->type, SLICE("comment")) ||
	    slice_eq(m->type, SLICE("message"));
}

/* May they be compared by their words at all? */
static bool
may_be(const struct twins *t)
{
	const struct mention *a = t->a, *b = t->b;

	if (a->rating != b->rating && a->rating > 0 && b->rating > 0)
		return false;
	if ((is_review(a) || is_review(b)) && !t->author)
		return false;
	if (is_answer(a) || is_answer(b))
		return is_answer(a) && is_answer(b) && t->author &&
		    slice_eq(a->parent, b->parent);
	return true;
}

/* --- how many words, and how few that differ --------------------------- */

static unsigned
words_needed(const struct twins *t, const struct align *d)
{
	bool	 titles = t->ga->ntitle && t->gb->ntitle;

	if (is_review(t->a) || is_review(t->b))
		return LEAST_REVIEW;
	if (t->claimed)
		return LEAST_CLAIM;
	if (t->author)
		return LEAST_AUTHOR;
	if (titles && d->replaced == 0)
		return LEAST_TITLE;
	if (t->marked)
		return LEAST_MARK;
	return t->ga->ntitle || t->gb->ntitle ? LEAST_ARTICLE :
	    LEAST_STRANGERS;
}

static bool
is_timely(const struct twins *t, const struct align *d)
{
	if (t->claimed || t->marked || d->same >= STORY)
		return true;
	if (t->space && t->author && t->apart > AGAIN)
		return false;
	return t->apart <= WEEKLY;
}

/* The shorter one ends where the other goes on. */
static bool
may_end(const struct twins *t, const struct align *d)
{
	if (d->tail == 0 || d->tail_cut || d->tail * 3 <= d->same)
		return true;
	if (!t->author && !t->titled)
		return false;		/* a stranger goes on in own words */
	if (d->all_title)
		return t->apart <= HEADLINE && d->same >= LEAST_TITLE &&
		    !t->space;
	return d->same >= WHOLE;
}

/* Numbers of a story move on. A form with another number is another's. */
static unsigned
facts_allowed(const struct twins *t, const struct align *d)
{
	bool	 titles = t->ga->ntitle >= LEAST_TITLE &&
		    t->gb->ntitle >= LEAST_TITLE;

	if (d->same < LONG || t->apart > 2 * DAY || (t->space && !titles))
		return 0;
	return 1 + d->same / 80;
}

/* Whoever mends a slip signs with one name, or it stands in a long text:
 * elsewhere a letter makes another name or number of a part. */
static bool
may_slip(const struct twins *t, const struct align *d)
{
	if (t->author)
		return d->typos * 10 <= d->same;
	return d->title_typos == 0 && (d->typos == 0 ||
	    (d->same >= LONG && d->typos * 20 <= d->same + 10));
}

static bool
may_differ(const struct twins *t, const struct align *d)
{
	if (d->hard || d->facts > facts_allowed(t, d) || !may_slip(t, d) ||
	    (d->clash && (d->body < SOLID || t->space)))
		return false;
	if (d->replaced * 6 > d->same)
		return false;
	if (d->same < LONG && (d->replaced > 1 || (d->replaced == 1 &&
	    !(t->author && d->same >= WHOLE && t->apart <= HOUR))))
		return false;
	if (d->ends > 3 && d->ends * 3 > d->same)
		return false;
	if (d->same >= LONG)
		return (d->added - d->longest) * 4 + d->longest * 2 <= d->same;
	return d->added * 6 <= d->same;
}

static bool
by_words(const struct twins *t, const struct align *d)
{
	if (d->denies || (d->asks && !t->author))
		return false;
	return d->same >= words_needed(t, d) && is_timely(t, d) &&
	    may_end(t, d) && may_differ(t, d);
}

/* A post that quotes the text of an article need not quote its title. */
static bool
by_text(struct twins *t, struct arena *r)
{
	struct gist *g = t->ga->ntitle ? t->ga : t->gb;
	size_t	 n = g->ntitle;
	struct align d;

	if (n == 0 || (t->ga->ntitle && t->gb->ntitle))
		return false;
	g->n -= n;
	g->ntitle = 0;
	memmove(g->word, &g->word[n], g->n * sizeof(g->word[0]));
	return align(&d, r, t->ga, t->gb) && by_words(t, &d);
}

/* --- one headline, two summaries --------------------------------------- */

static bool
holds(const struct gist *g, const struct gist_word *w)
{
	for (size_t i = g->ntitle; i < g->n; i++)
		if (g->word[i].hash == w->hash)
			return true;
	return false;
}

/* Most of what is longer than an article of either's text is in the other. */
static bool
share_text(const struct gist *a, const struct gist *b)
{
	unsigned all = 0, both = 0;

	if (a->n - a->ntitle > b->n - b->ntitle) {
		const struct gist *c = a;

		a = b;
		b = c;
	}
	for (size_t i = a->ntitle; i < a->n; i++)
		if (a->word[i].n >= 4) {
			all++;
			both += holds(b, &a->word[i]);
		}
	return both * 2 >= all;
}

static bool
by_headline(const struct twins *t, struct arena *r)
{
	size_t	 n = t->ga->n, m = t->gb->n;
	struct align d;
	bool	 ok;

	if (t->space || t->apart > HEADLINE || !t->ga->ntitle ||
	    !t->gb->ntitle || !share_text(t->ga, t->gb))
		return false;
	t->ga->n = t->ga->ntitle;	/* for a moment, only the title */
	t->gb->n = t->gb->ntitle;
	ok = align(&d, r, t->ga, t->gb) && d.same >= LEAST_TITLE &&
	    d.typos + d.replaced + d.added + d.ends + d.tail + d.clash == 0 &&
	    !d.denies && !d.asks;
	t->ga->n = n;
	t->gb->n = m;
	return ok;
}

/* --- both ways -------------------------------------------------------- */

/* The same answer, whichever comes first. */
static void
order(struct twins *t)
{
	struct gist *g = t->ga;
	size_t	 i = 0;

	if (g->n == t->gb->n)
		while (i < g->n && g->word[i].hash == t->gb->word[i].hash)
			i++;
	if (g->n > t->gb->n || (g->n == t->gb->n && i < g->n &&
	    g->word[i].hash > t->gb->word[i].hash)) {
		t->ga = t->gb;
		t->gb = g;
	}
}

bool
sketch_same(struct arena *r, const struct mention *a, const struct mention *b,
    bool space)
{
	const size_t mark = r->used;
	struct twins t = { .a = a, .b = b, .space = space,
		.ga = arena_take(r, sizeof(struct gist)),
		.gb = arena_take(r, sizeof(struct gist)),
		.author = sketch_author(a, b), .apart = apart(a, b),
		.titled = a->title.n || b->title.n };
	struct align d;
	bool	 same = false;

	if (t.ga != NULL && t.gb != NULL && may_be(&t)) {
		gist_read(t.ga, a);
		gist_read(t.gb, b);
		t.claimed = claims(t.ga, b) || claims(t.gb, a);
		t.marked = t.ga->marked || t.gb->marked;
		order(&t);
		same = align(&d, r, t.ga, t.gb) &&
		    (by_words(&t, &d) || by_headline(&t, r) ||
		    by_text(&t, r));
	}
	r->used = mark;
	return same;
}
