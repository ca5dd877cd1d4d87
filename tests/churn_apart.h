/* churn_apart.h - what looks alike and is not: see tests/churn/apart.txt. */
#ifndef TESTS_CHURN_APART_H
#define TESTS_CHURN_APART_H

#include "tests/churn.h"

enum { APART_SAME = 4 };		/* times, when nothing alternates */

static inline slice
apart_choice(slice list, unsigned which, unsigned *many)
{
	slice	 out = { "", 0 }, rest = list;
	unsigned n = 0;

	for (size_t i = 0; i <= list.n; i++)
		n += i == list.n || list.p[i] == '|';
	for (unsigned i = 0; i < n; i++) {
		slice	 one = slice_cut(&rest, '|');

		if (i == which % n)
			out = one;
	}
	if (*many < n)
		*many = n;
	return out;
}

/* The line with the which-th of each {a|b|c}. */
static inline slice
apart_fill(struct churn *c, slice line, unsigned which, unsigned *many)
{
	struct sink k = sink_open(&c->arena);

	while (line.n) {
		slice	 plain = slice_cut(&line, '{'), list;

		sink_put(&k, plain);
		if (line.n == 0)
			break;
		list = slice_cut(&line, '}');
		sink_put(&k, apart_choice(list, which, many));
	}
	return sink_close(&k, &c->arena);
}

struct apart_kind {
	char	 letter;
	unsigned spaces;		/* from 21 on, in turns */
	int64_t	 step;			/* seconds from one to the next */
	bool	 one_author;
};

static const struct apart_kind apart_kinds[] = {
	{ 'p', 3, 4000, false },	{ 's', 1, 240, true },
	{ 'w', 1, 7 * CHURN_DAY, true }, { 't', 1, CHURN_DAY, false },
	{ 'f', 4, 5000, false },	{ 'r', 2, 30000, false },
	{ 'a', 1, 3000, true },		{ 'd', 1, CHURN_DAY / 2, true },
};

static inline void
apart_one(struct churn *c, const struct apart_kind *kind, unsigned i,
    slice line, int64_t t, char stars)
{
	unsigned many = 0;
	slice	 text = apart_fill(c, line, i, &many), title = { "", 0 };
	size_t	 bar = slice_find(text, SLICE(" / "));
	struct churned *p;

	if (kind->letter == 't' || kind->letter == 'f') {
		title = slice_head(text, bar);
		text = slice_from(text, bar < text.n ? bar + 3 : text.n);
	}
	c->truth++;
	p = churn_add(c, "apart", 21 + i % kind->spaces, t + (int64_t)i *
	    kind->step, title, text);
	if (kind->one_author) {
		p->m.author = SLICE("The Crown");
		p->m.handle = SLICE("@crown@social.example");
	}
	if (kind->letter == 'r')
		p->m.rating = stars - '0';
	if (kind->letter == 'a')
		p->m.parent = p->m.id;
}

static inline void
apart_line(struct churn *c, slice line, unsigned at)
{
	int64_t	 t = CHURN_START + (int64_t)at * CHURN_DAY / 3 + 55;
	char	 stars = line.n > 1 ? line.p[1] : ' ';
	slice	 body = slice_trim(slice_from(line, 1 + (stars != ' ')));

	for (size_t i = 0; i < COUNT(apart_kinds); i++) {
		unsigned many = 1;

		if (apart_kinds[i].letter != line.p[0])
			continue;
		apart_fill(c, body, 0, &many);
		many = many > 1 ? many : APART_SAME;
		for (unsigned n = 0; n < many; n++)
			apart_one(c, &apart_kinds[i], n, body, t, stars);
	}
}

static inline void
churn_apart(struct churn *c, slice file)
{
	bool	 held = false;

	for (unsigned at = 0; file.n; at++) {
		slice	 line = slice_trim(slice_cut(&file, '\n'));

		if (slice_starts(line, SLICE("=")))
			held = true;
		else if (line.n > 2 && line.p[0] != '#' && held == c->held)
			apart_line(c, line, at % 40);
	}
}

static inline int
churn_earlier(const void *a, const void *b)
{
	const struct churned *x = a, *y = b;

	return x->m.time != y->m.time ? (x->m.time > y->m.time) * 2 - 1 :
	    slice_cmp(x->m.id, y->m.id);
}

/* Everything, in the order of time. */
static inline void
churn_make(struct churn *c, unsigned seed, bool held)
{
	static char stories[1 << 17], posts[1 << 16], apart[1 << 16];

	c->dice = seed;
	c->held = held;
	c->n = 0;
	c->truth = 0;
	c->arena.used = 0;
	churn_stories(c, file_into(stories, sizeof(stories), "tests/churn",
	    "stories.txt"));
	churn_posts(c, file_into(posts, sizeof(posts), "tests/churn",
	    "posts.txt"));
	churn_apart(c, file_into(apart, sizeof(apart), "tests/churn",
	    "apart.txt"));
	qsort(c->all, c->n, sizeof(c->all[0]), churn_earlier);
}

#endif
