#include "core/match/gist_ends.h"

enum {
	SITE_MOST = 5,		/* words of a site's name */
	LABEL_MOST = 2,		/* of "Update:" */
	KEPT_LEAST = 3,		/* that a title or text has besides */
	TAIL = 30,		/* words in which its end is looked for */
	VIA_TAIL = 5
};

/* What feeds write behind an excerpt. Folded; blanks between words. */
static const struct {
	slice	 words;
	bool	 cut;
} phrases[] = {
	{ { "continue reading", 16 }, true },
	{ { "read more", 9 }, true },
	{ { "read the full", 13 }, true },
	{ { "read the rest", 13 }, true },
	{ { "keep reading", 12 }, true },
	{ { "full story", 10 }, true },
	{ { "weiterlesen", 11 }, true },
	{ { "mehr lesen", 10 }, true },
	{ { "lire la suite", 13 }, true },
	{ { "lire plus", 9 }, true },
	{ { "leer mas", 8 }, true },
	{ { "seguir leyendo", 14 }, true },
	{ { "leggi tutto", 11 }, true },
	{ { "continua a leggere", 18 }, true },
	{ { "ler mais", 8 }, true },
	{ { "continue a ler", 14 }, true },
	{ { "submitted by u", 14 }, false },
	{ { "appeared first on", 17 }, false },
	{ { "erschien zuerst auf", 19 }, false },
	{ { "est apparu en premier sur", 25 }, false },
	{ { "se publico primero en", 21 }, false },
};

static void
loosen(struct gist *g, size_t from, size_t to)
{
	for (; from < to; from++)
		g->word[from].what |= GIST_LOOSE;
}

void
gist_label(struct gist *g, size_t from, size_t colon)
{
	if (colon > from && colon - from <= LABEL_MOST && colon <= g->n &&
	    g->n - colon >= KEPT_LEAST)
		loosen(g, from, colon);
}

void
gist_site(struct gist *g, size_t bar)
{
	if (bar >= KEPT_LEAST && g->n - bar <= SITE_MOST)
		loosen(g, bar, g->n);
}

static void
drop(struct gist *g, size_t from, size_t to)
{
	memmove(&g->word[from], &g->word[to],
	    (g->n - to) * sizeof(g->word[0]));
	g->n -= to - from;
}

static size_t
solid(const struct gist *g, size_t n)		/* of the first n words */
{
	size_t	 many = 0;

	for (size_t i = 0; i < n; i++)
		many += !(g->word[i].what & GIST_LOOSE);
	return many;
}

/* How far the words at `at` go on like those from `like` to `end`. */
static size_t
repeats(const struct gist *g, size_t like, size_t end, size_t at)
{
	size_t	 n = 0;

	while (like + n < end && at + n < g->n &&
	    g->word[like + n].hash == g->word[at + n].hash)
		n++;
	return n;
}

/* The title, perhaps with the site's name, is no beginning of the text. */
static void
drop_title(struct gist *g)
{
	size_t	 t = g->ntitle, n = repeats(g, 0, t, t), from = t;

	if (t < KEPT_LEAST || n < solid(g, t))
		return;
	drop(g, t, t + n);
	while (from > 0 && g->word[from - 1].what & GIST_LOOSE)
		from--;
	n = repeats(g, from, t, t);
	if (from < t && from + n == t && t + n == g->n)
		g->n = t;
}

static bool
reads(const struct gist *g, size_t at, slice words)
{
	slice	 word;

	while (words.n) {
		word = slice_cut(&words, ' ');
		if (at == g->n || !slice_eq(gist_fold(&g->word[at++]), word))
			return false;
	}
	return true;
}

/* "The post TITLE appeared first on SITE": from "The post" on. */
static size_t
begin_of(const struct gist *g, size_t at)
{
	for (size_t i = at; i-- > g->ntitle && at - i < TAIL;)
		if (reads(g, i, SLICE("the post")) ||
		    reads(g, i, SLICE("der beitrag")) ||
		    reads(g, i, SLICE("l article")) ||
		    reads(g, i, SLICE("la entrada")))
			return i;
	return at;
}

static void
drop_phrase(struct gist *g)
{
	size_t	 at = g->ntitle;

	if (g->n > at + TAIL)
		at = g->n - TAIL;
	for (; at < g->n; at++)
		for (size_t i = 0; i < COUNT(phrases); i++)
			if (reads(g, at, phrases[i].words)) {
				g->cut = g->cut || phrases[i].cut;
				g->n = phrases[i].cut ? at : begin_of(g, at);
				return;
			}
}

/* Without the address that stands behind it. */
static slice
before_address(slice text)
{
	size_t	 at;

	text = slice_trim(text);
	for (at = text.n; at > 0 && !ascii_space(text.p[at - 1]);)
		at--;
	return slice_istarts(slice_from(text, at), SLICE("http")) ?
	    slice_trim(slice_head(text, at)) : text;
}

static bool
has_dots(slice text)
{
	static const slice ends[] = { { "\xe2\x80\xa6", 3 }, { "...", 3 },
	    { "\xe2\x80\xa6]", 4 }, { "...]", 4 }, { "[&#8230;]", 9 },
	    { "&hellip;", 8 }, { "\xe2\x80\xa6)", 4 } };

	text = before_address(text);
	for (size_t i = 0; i < COUNT(ends); i++)
		if (slice_ends(text, ends[i]))
			return true;
	return false;
}

static void
loosen_via(struct gist *g)
{
	for (size_t at = g->n; at-- > g->ntitle + KEPT_LEAST &&
	    g->n - at <= VIA_TAIL;)
		if (reads(g, at, SLICE("via"))) {
			loosen(g, at, g->n);
			g->marked = true;
		}
}

static void
drop_mark(struct gist *g)			/* "RT: ..." */
{
	if (g->n > g->ntitle && (reads(g, g->ntitle, SLICE("rt")) ||
	    reads(g, g->ntitle, SLICE("repost")))) {
		drop(g, g->ntitle, g->ntitle + 1);
		g->marked = true;
	}
}

/* To whom, and under which heads. */
static void
loosen_tags(struct gist *g)
{
	size_t	 from = g->ntitle, to = g->n;

	while (from < to && g->word[from].what & GIST_TAG)
		from++;
	while (to > from && g->word[to - 1].what & GIST_TAG)
		to--;
	loosen(g, g->ntitle, from);
	loosen(g, to, g->n);
}

/* Where Every Word Has A Capital, it names nothing. */
static void
unname_title(struct gist *g)
{
	size_t	 n = 0;

	for (size_t i = 0; i < g->ntitle; i++)
		n += (g->word[i].what & GIST_NAME) != 0;
	for (size_t i = 0; i < g->ntitle && n * 5 > g->ntitle * 3; i++)
		if (g->word[i].fold[0] != '@')
			g->word[i].what &= (unsigned char)~GIST_NAME;
}

/* What is a name in one place is one where a sentence begins, too. */
static void
name_all(struct gist *g)
{
	for (size_t i = 0; i < g->n; i++)
		for (size_t j = 0; g->word[i].what & GIST_NAME &&
		    j < g->n; j++)
			if (g->word[j].hash == g->word[i].hash)
				g->word[j].what |= GIST_NAME;
}

void
gist_ends(struct gist *g, const struct mention *m)
{
	size_t	 before;

	unname_title(g);
	name_all(g);
	drop_mark(g);
	drop_title(g);
	before = g->n;
	drop_phrase(g);
	loosen_tags(g);
	loosen_via(g);
	if (before == g->n && has_dots(m->text) && g->n > g->ntitle) {
		g->cut = true;
		loosen(g, g->n - 1, g->n);	/* perhaps half a word */
	} else if (g->n == g->ntitle && has_dots(m->title) && g->n > 0) {
		g->cut = true;
		loosen(g, g->n - 1, g->n);
	}
}
