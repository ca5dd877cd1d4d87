/* page_pictures.c - the pictures of the page. */
#include "core/report/chart.h"
#include "core/report/parts.h"

enum { SHOWN = CHART_LAYERS - 1 };	/* sources; the rest is one layer */

static const struct {
	const char	*name;
	uint32_t	 classes;	/* bits */
} kinds[] = {
	{ "complaints", 1u << CLASS_COMPLAINT | 1u << CLASS_CRISIS |
	    1u << CLASS_RUMOUR },
	{ "questions", 1u << CLASS_QUESTION },
	{ "customers", 1u << CLASS_LEAD },
	{ "praise", 1u << CLASS_PRAISE },
	{ "ideas", 1u << CLASS_IDEA },
	{ "others", 1u << CLASS_SPAM | 1u << CLASS_COMPETITOR |
	    1u << CLASS_NEWS | 1u << CLASS_OTHER },
};

static struct chart *
chart_of(struct report *r, unsigned number, bool weekly)
{
	const struct series *s = r->days;
	struct chart *c = arena_take(r->arena, sizeof(*c));
	size_t	 at, a, b;

	if (c == NULL)
		return NULL;
	c->number = number;
	c->bars = series_bars(s, weekly);
	for (size_t i = 0; i < c->bars && i < CHART_BARS; i++) {
		series_bar(s, weekly, i, &a, &b);
		c->day[i] = s->from + (int64_t)a;
	}
	for (size_t i = 0; i < r->nevents && i < CHART_MARKS; i++)
		if (series_has(s, r->events[i].day, &at)) {
			c->marks[c->nmarks].bar = series_bar_of(s, weekly, at);
			c->marks[c->nmarks++].number = r->events[i].id;
		}
	return c;
}

/* Straight into the page: the arena is not big enough for both. */
static void
draw(struct report *r, struct doc *d, struct chart *c, const char *about,
    void (*put)(struct sink *, const struct chart *))
{
	struct sink k = sink_open(r->arena);

	sink_text(&k, about);
	sink_text(&k, " from ");
	day_put(&k, r->days->from);
	sink_text(&k, " to ");
	day_put(&k, r->days->from + (int64_t)r->days->n - 1);
	sink_text(&k, "; the numbers stand in the tables below.");
	c->about = sink_close(&k, r->arena);
	doc_raw(d, SLICE("<figure><figcaption>"));
	doc_escape(&d->html, c->title);
	doc_raw(d, SLICE("</figcaption>\n"));
	put(&d->html, c);
	doc_raw(d, SLICE("</figure>\n"));
}

static void
sides(struct report *r, struct doc *d)
{
	static const enum polarity order[] = { NEGATIVE, NEUTRAL, POSITIVE };
	static const slice names[] = { { "against", 7 }, { "neither", 7 },
	    { "for", 3 } };
	bool	 weekly = report_weekly(r);
	struct chart *c = chart_of(r, 1, weekly);
	size_t	 a, b;

	if (c == NULL)
		return;
	c->title = weekly ? SLICE("Mentions a week, for and against") :
	    SLICE("Mentions a day, for and against");
	c->tones = CHART_SIDES;
	c->layers = COUNT(order);
	for (size_t l = 0; l < COUNT(order); l++) {
		c->names[l] = names[l];
		for (size_t i = 0; i < c->bars; i++) {
			series_bar(r->days, weekly, i, &a, &b);
			c->of[i][l] = series_side(r->days, order[l], a, b);
		}
	}
	draw(r, d, c, "Bars of mentions against, neither and for,",
	    chart_bars);
}

static void
by_kind(struct report *r, struct doc *d)
{
	struct chart *c = chart_of(r, 2, true);
	size_t	 a, b;

	if (c == NULL)
		return;
	c->title = SLICE("Mentions a week, by kind");
	c->tones = CHART_KINDS;
	c->layers = COUNT(kinds);
	for (size_t l = 0; l < COUNT(kinds); l++) {
		c->names[l] = slice_of(kinds[l].name);
		for (size_t i = 0; i < c->bars; i++) {
			series_bar(r->days, true, i, &a, &b);
			for (size_t n = 0; n < CLASSES; n++)
				if (kinds[l].classes >> n & 1)
					c->of[i][l] += series_class(r->days,
					    (enum class)n, a, b);
		}
	}
	draw(r, d, c, "Bars of mentions by kind,", chart_bars);
}

/* The numbers of the sources with most mentions, the most first. */
static size_t
top_sources(const struct series *s, size_t top[static SHOWN])
{
	size_t	 n = 0;

	for (size_t i = 0; i < s->nsources; i++) {
		int64_t	 is = series_by(s, i, 0, s->n);
		size_t	 at = n < SHOWN ? n++ : SHOWN;

		for (; at > 0 && series_by(s, top[at - 1], 0, s->n) < is; at--)
			if (at < SHOWN)
				top[at] = top[at - 1];
		if (at < SHOWN)
			top[at] = i;
	}
	return n;
}

static void
by_source(struct report *r, struct doc *d)
{
	const struct series *s = r->days;
	struct chart *c = chart_of(r, 3, true);
	size_t	 top[SHOWN], n = top_sources(s, top), a, b;

	if (c == NULL || n < 2)
		return;
	c->title = SLICE("Mentions a week, by source");
	c->tones = CHART_KINDS;
	c->layers = n;
	for (size_t l = 0; l < n; l++)
		c->names[l] = s->sources[top[l]];
	if (s->nsources > n)
		c->names[c->layers++] = SLICE("others");
	for (size_t i = 0; i < c->bars; i++) {
		int64_t	 rest;

		series_bar(s, true, i, &a, &b);
		rest = series_all(s, a, b);
		for (size_t l = 0; l < n; l++) {
			c->of[i][l] = series_by(s, top[l], a, b);
			rest -= c->of[i][l];
		}
		if (c->layers > n)
			c->of[i][n] = rest;
	}
	draw(r, d, c, "Bars of mentions by source,", chart_bars);
}

void
page_pictures(struct report *r, struct doc *d)
{
	sides(r, d);
	by_kind(r, d);
	by_source(r, d);
}

/* Only when there is a week that can be told of. */
void
page_words_picture(struct report *r, struct doc *d)
{
	struct chart *c = chart_of(r, 4, true);
	bool	 any = false;

	if (c == NULL)
		return;
	c->title = SLICE("How many of them use the new words, week by week");
	c->tones = CHART_KINDS;
	c->layers = 1;
	c->names[0] = SLICE("share, interval");
	for (size_t i = 0; i < c->bars; i++) {
		struct ratio w = report_words(r, i);
		bool	 tells = ratio_tells(w.n);

		c->of[i][0] = tells ? w.share : -1;
		c->of[i][1] = w.low;
		c->of[i][2] = w.high;
		any |= tells;
	}
	if (any)
		draw(r, d, c, "Points and intervals of the share of new "
		    "words,", chart_shares);
}
