/*
 * churn.h - the same things said again, and things that only look the same:
 * made from our own stories, posts and templates in tests/churn/, by chance
 * out of a seed. Half of each is for looking at while the rules are written,
 * the other half, with mutations of its own, is only measured.
 */
#ifndef TESTS_CHURN_H
#define TESTS_CHURN_H

#include "core/mention.h"
#include "core/sink.h"
#include "tests/files.h"

#include <ctype.h>
#include <stdlib.h>

enum {
	CHURN_MOST = 4000,
	CHURN_ROOM = 4 << 20,
	CHURN_START = 1790000000,
	CHURN_DAY = 86400
};

struct churned {
	struct mention	 m;
	unsigned	 truth;		/* equal: the same thing */
	unsigned	 space;
	const char	*how;
};

struct churn {
	unsigned	 dice;
	bool		 held;
	unsigned	 truth;
	size_t		 n;
	struct churned	 all[CHURN_MOST];
	struct arena	 arena;
};

static inline unsigned
churn_roll(struct churn *c, unsigned n)
{
	c->dice = c->dice * 1103515245 + 12345;
	return (c->dice >> 8) % n;
}

#define CHURN_PICK(c, array)	(array)[churn_roll(c, COUNT(array))]

static inline slice
churn_line(struct churn *c, const char *format, slice a, slice b)
{
	struct sink k = sink_open(&c->arena);

	for (; *format; format++)
		if (*format == '^')
			sink_put(&k, a);
		else if (*format == '~')
			sink_put(&k, b);
		else
			sink_byte(&k, *format);
	return sink_close(&k, &c->arena);
}

static inline struct churned *
churn_add(struct churn *c, const char *how, unsigned space, int64_t when,
    slice title, slice text)
{
	static const char *const people[] = { "Ada", "Bo", "Cy", "Dot", "Edo",
	    "Fay", "Gil", "Hal", "Ira", "Jo", "Kim", "Lou" };
	struct churned *p = &c->all[c->n];
	char	 number[24];
	struct sink k = { .buf = number, .cap = sizeof(number) };

	CHECK(c->n + 1 < CHURN_MOST);
	c->n++;
	sink_int(&k, (int64_t)c->n);
	*p = (struct churned){ .truth = c->truth, .space = space, .how = how };
	p->m.id = arena_copy(&c->arena, sink_slice(&k));
	p->m.title = title;
	p->m.text = text;
	p->m.time = when;
	if (title.n == 0) {
		p->m.author = churn_line(c, "^ ~", slice_of(CHURN_PICK(c,
		    people)), p->m.id);
		p->m.handle = churn_line(c, "@p~", SLICE(""), p->m.id);
	}
	return p;
}

/* --- words ------------------------------------------------------------- */

/* The first n sentences, or those from the n-th on. */
static inline slice
churn_sentences(slice text, size_t from, size_t to)
{
	size_t	 begin = 0, n = 0, i = 0;

	for (; i < text.n && n < to; i++)
		if ((text.p[i] == '.' || text.p[i] == '!') &&
		    (i + 1 == text.n || text.p[i + 1] == ' '))
			if (++n == from)
				begin = i + 2;
	return slice_trim((slice){ text.p + (begin < i ? begin : 0),
	    begin < i ? i - begin : i });
}

/* About this share of it, in percent, to the end of a word. */
static inline slice
churn_head(slice text, unsigned percent)
{
	size_t	 n = text.n * percent / 100;

	while (n < text.n && text.p[n] != ' ')
		n++;
	return slice_head(text, n);
}

/* One word of at least six ASCII letters is mistyped. */
static inline slice
churn_typo(struct churn *c, slice text)
{
	slice	 copy = arena_copy(&c->arena, text);
	char	*p = c->arena.base + ((size_t)(copy.p - c->arena.base));

	for (int tries = 0; tries < 200; tries++) {
		size_t	 at = churn_roll(c, (unsigned)text.n), n = at;

		while (at > 0 && isalpha((unsigned char)p[at - 1]))
			at--;
		while (n < text.n && isalpha((unsigned char)p[n]))
			n++;
		if (n - at < 6 || !islower((unsigned char)p[at]))
			continue;
		at += 2 + churn_roll(c, (unsigned)(n - at) - 3);
		if (churn_roll(c, 2)) {
			char	 was = p[at];

			p[at] = p[at + 1];
			p[at + 1] = was;
		} else {
			p[at] = p[at] == 'e' ? 'a' : 'e';
		}
		return copy;
	}
	return copy;
}

static inline slice
churn_replace(struct churn *c, slice text, const char *from, const char *to)
{
	size_t	 at = slice_find(text, slice_of(from));
	struct sink k = sink_open(&c->arena);

	if (at == text.n)
		return text;
	sink_put(&k, slice_head(text, at));
	sink_put(&k, slice_of(to));
	sink_put(&k, slice_from(text, at + strlen(from)));
	return sink_close(&k, &c->arena);
}

static inline slice
churn_title_case(struct churn *c, slice title)
{
	slice	 copy = arena_copy(&c->arena, title);
	char	*p = c->arena.base + ((size_t)(copy.p - c->arena.base));

	for (size_t i = 0; i < copy.n; i++)
		if (i == 0 || p[i - 1] == ' ')
			p[i] = (char)toupper((unsigned char)p[i]);
	return copy;
}

/* --- a story, told again ------------------------------------------------ */

static inline void
churn_story_seen(struct churn *c, slice title, slice text, int64_t t)
{
	static const char *const sites[] = { "^ - The Gazette", "^ | BBC News",
	    "^ \xe2\x80\x93 Harbour Times", "^ \xc2\xb7 Town Voice",
	    "^ - Evening Post Online" };
	static const char *const ends[] = { "^\xe2\x80\xa6", "^ [\xe2\x80\xa6]",
	    "^... Continue reading", "^ Read more \xc2\xbb" };
	slice	 lead = churn_sentences(text, 0, 1);
	slice	 site = SLICE("The Gazette");

	churn_add(c, "summary", 2, t + 1800, churn_line(c,
	    CHURN_PICK(c, sites), title, title), churn_line(c, CHURN_PICK(c,
	    ends), lead, lead));
	churn_add(c, "title only", 3, t + 7200, churn_line(c, "^ - ~", title,
	    site), churn_line(c, "^  ~", title, site));
	churn_add(c, "remnants", 4, t + 3600, churn_title_case(c, title),
	    churn_line(c, "<p>^&nbsp;<b>~</b></p> https://a.example/?utm_source"
	    "=rss", lead, churn_sentences(text, 1, 9)));
	churn_add(c, "edit", 1, t + 5400, title, churn_typo(c,
	    churn_replace(c, text, " said ", " says ")));
	churn_add(c, "shared", 5, t + 9000, SLICE(""), churn_line(c,
	    "^ https://b.example/x?id=1 via @gazette", title, title));
	churn_add(c, "quoted", 6, t + 9900, SLICE(""), churn_line(c,
	    "Look at this: \"^\" \xf0\x9f\x91\x8f", lead, lead));
	churn_add(c, "other summary", 7, t + 4000, title,
	    churn_sentences(text, 1, 3));
}

static inline void
churn_story_held(struct churn *c, slice title, slice text, int64_t t)
{
	static const char *const sites[] = { "UPDATE: ^", "^ :: County Echo",
	    "^ \xc2\xab The Corner Blog", "^ \xe2\x80\x94 oakley.example",
	    "[Video] ^ | Coast FM" };
	slice	 lead = churn_sentences(text, 0, 1);

	churn_add(c, "held summary", 2, t + 600, churn_line(c,
	    CHURN_PICK(c, sites), title, title), churn_line(c, "^ The post ~ "
	    "appeared first on County Echo.", lead, title));
	churn_add(c, "held cut", 3, t + 40000, churn_line(c, "^ | Daily News",
	    title, title), slice_head(text, 160 + churn_roll(c, 30)));
	churn_add(c, "held sentence less", 4, t + 20000, title, churn_line(c,
	    "^ ~", lead, churn_sentences(text, 2, 9)));
	churn_add(c, "held note", 1, t + 9000, title, churn_line(c,
	    "^ This story has been updated with a comment.", churn_typo(c,
	    text), text));
	churn_add(c, "held shared", 5, t + 30000, SLICE(""), churn_line(c,
	    "Wow! ^ (via County Echo) www.echo.example/a", title, title));
	churn_add(c, "held lead", 6, t + 15000, SLICE(""), churn_line(c,
	    "^ #news #local https://short.example/AbC", lead, lead));
}

static inline void
churn_stories(struct churn *c, slice file)
{
	for (unsigned i = 0; file.n; i++) {
		size_t	 end = slice_find(file, SLICE("\n\n"));
		slice	 story = slice_trim(slice_head(file, end));
		slice	 title = slice_cut(&story, '\n');
		int64_t	 t = CHURN_START + (int64_t)i * CHURN_DAY / 4 + 777;

		file = slice_from(file, end + 2);
		if ((i % 2 == 1) != c->held)
			continue;
		c->truth++;
		churn_add(c, "story", 1, t, title, story);
		if (c->held)
			churn_story_held(c, title, story, t);
		else
			churn_story_seen(c, title, story, t);
	}
}

/* --- a post, told again -------------------------------------------------- */

static inline void
churn_as(struct churned *p, const struct churned *of, bool handle)
{
	p->m.author = of->m.author;
	if (handle)
		p->m.handle = of->m.handle;
}

static inline void
churn_post_seen(struct churn *c, const struct churned *b, slice s, int64_t t)
{
	slice	 name = slice_from(b->m.handle, 1);

	churn_add(c, "retweet", 11, t + 7000, SLICE(""), churn_line(c,
	    "RT @~: ^", s, name));
	churn_add(c, "via", 12, t + 600000, SLICE(""), churn_line(c,
	    "^ (via @~)", s, name));
	churn_as(churn_add(c, "elsewhere", 13, t + 60, SLICE(""), churn_line(c,
	    "^ \xf0\x9f\x98\xa1 #local https://c.example/p/1?utm_medium=social",
	    s, s)), b, false);
	churn_as(churn_add(c, "short", 14, t + 70, SLICE(""), churn_line(c,
	    "^\xe2\x80\xa6 https://d.example/2", churn_head(s, 65), s)), b,
	    false);
	churn_as(churn_add(c, "mended", 11, t + 1200, SLICE(""),
	    churn_typo(c, s)), b, true);
	churn_add(c, "comment", 15, t + 9000, SLICE(""), churn_line(c,
	    "So much this! RT @~: ^", s, name));
}

static inline void
churn_post_held(struct churn *c, const struct churned *b, slice s, int64_t t)
{
	slice	 name = slice_from(b->m.handle, 1);

	churn_add(c, "held reposted", 12, t + 90000, SLICE(""), churn_line(c,
	    "Reposted from @~: ^", s, name));
	churn_add(c, "held quote", 13, t + 500, SLICE(""), churn_line(c,
	    "\xe2\x80\x9c" "^\xe2\x80\x9d via @~@social.example", s, name));
	churn_as(churn_add(c, "held elsewhere", 14, t + 30, SLICE(""),
	    churn_line(c, "&quot;^&quot; <br/> #justsaying #oakley", s, s)), b,
	    false);
	churn_add(c, "held cut", 15, t + 800, SLICE(""), churn_line(c,
	    "RT @~: ^...", churn_head(s, 75), name));
	churn_as(churn_add(c, "held mended", 11, t + 2000, SLICE(""),
	    churn_typo(c, churn_replace(c, s, " and ", " & "))), b, true);
}

/* Said against it, or with much of one's own: not the same. */
static inline void
churn_post_against(struct churn *c, const struct churned *b, slice s,
    int64_t t)
{
	slice	 name = slice_from(b->m.handle, 1);

	c->truth++;
	churn_add(c, "against", 16, t + 900, SLICE(""), churn_line(c, c->held ?
	    "That is wrong: RT @~: ^" : "Not true! RT @~: ^", s, name));
	c->truth++;
	churn_add(c, "own words", 17, t + 950, SLICE(""), churn_line(c,
	    "My aunt had exactly the same trouble there last year and got her "
	    "money back after three letters, two calls and a lawyer friend: ^",
	    churn_head(s, 70), name));
}

static inline void
churn_posts(struct churn *c, slice file)
{
	for (unsigned i = 0; file.n; i++) {
		slice	 s = slice_trim(slice_cut(&file, '\n'));
		int64_t	 t = CHURN_START + (int64_t)i * CHURN_DAY / 5 + 333;
		struct churned *b;

		if ((i % 2 == 1) != c->held)
			continue;
		c->truth++;
		b = churn_add(c, "post", 11, t, SLICE(""), s);
		if (c->held)
			churn_post_held(c, b, s, t);
		else
			churn_post_seen(c, b, s, t);
		if (i % 3 == 0)
			churn_post_against(c, b, s, t);
	}
}

#endif
