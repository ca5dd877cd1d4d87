#include "core/match/gist.h"

#include "core/match/gist_ends.h"
#include "core/match/tokens.h"
#include "core/text/text.h"

enum {
	ENTITY_MOST = 10,	/* bytes of "&hellip;" */
	MARKUP_MOST = 120	/* of "<a href=...>" */
};

struct reader {
	struct gist	*g;
	const char	*end;		/* of the word before */
	const char	*tag;		/* end of a handle already taken */
	const char	*hash;		/* end of a hashtag */
	size_t		 from;		/* first word of this part */
	size_t		 most;
	size_t		 site;		/* word behind the last dash or bar */
	size_t		 label;		/* the word behind the first colon */
	bool		 fresh;		/* a sentence begins */
	bool		 money;
};

static uint32_t
hash32(slice s)
{
	uint64_t h = slice_hash(s);

	return (uint32_t)(h ^ h >> 32);
}

/* --- between two words ------------------------------------------------ */

static const struct {
	slice	 sign;
	enum { STOP, ASK, COLON, BAR, DASH, MONEY } what;
} signs[] = {
	{ { ".", 1 }, STOP }, { { "!", 1 }, STOP }, { { "\n", 1 }, STOP },
	{ { "\"", 1 }, STOP }, { { "\xe2\x80\x9c", 3 }, STOP },
	{ { "\xe2\x80\x9e", 3 }, STOP }, { { "\xc2\xab", 2 }, STOP },
	{ { "\xe3\x80\x82", 3 }, STOP }, { { "(", 1 }, STOP },
	{ { "?", 1 }, ASK }, { { "\xef\xbc\x9f", 3 }, ASK },
	{ { ":", 1 }, COLON }, { { "]", 1 }, COLON },
	{ { "\xef\xbc\x9a", 3 }, COLON },
	{ { "|", 1 }, BAR }, { { "\xc2\xb7", 2 }, BAR },
	{ { "\xc2\xbb", 2 }, BAR }, { { "\xe2\x80\xa2", 3 }, BAR },
	{ { "::", 2 }, BAR }, { { " - ", 3 }, DASH },
	{ { "\xe2\x80\x93 ", 4 }, DASH }, { { "\xe2\x80\x94 ", 4 }, DASH },
	{ { "$", 1 }, MONEY }, { { "\xc2\xa3", 2 }, MONEY },
	{ { "\xe2\x82\xac", 3 }, MONEY }, { { "\xc2\xa5", 2 }, MONEY },
};

static void
sign(struct reader *r, int what)
{
	struct gist *g = r->g;
	struct gist_word *last = g->n > r->from ? &g->word[g->n - 1] : NULL;

	r->fresh = r->fresh || what <= BAR;
	if (what == ASK && last != NULL)
		last->what |= GIST_ASKS;
	else if (what == COLON && r->label == 0)
		r->label = g->n;
	else if (what == BAR || what == DASH)
		r->site = g->n;
	else if (what == MONEY) {
		r->money = true;
		if (last != NULL && last->what & GIST_NUMBER)
			last->what |= GIST_MONEY;
	}
}

static void
between(struct reader *r, slice gap)
{
	for (; gap.n; gap = slice_from(gap, 1)) {
		if (ascii_alpha(gap.p[0]))
			continue;
		for (size_t i = 0; i < COUNT(signs); i++)
			if (slice_starts(gap, signs[i].sign))
				sign(r, (int)signs[i].what);
	}
}

/* --- words ------------------------------------------------------------ */

static bool
is_capital(slice raw)
{
	uint32_t c = raw.n ? text_next(&raw) : 0;

	return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde) ||
	    (c >= 0x391 && c <= 0x3a9) || (c >= 0x400 && c <= 0x42f);
}

static unsigned
what_is(const struct reader *r, const struct token *t)
{
	unsigned what = 0;

	if (t->kind == TOKEN_WIDE)
		return GIST_WIDE;
	if (ascii_digit(t->fold[0]))
		what = r->money ? GIST_NUMBER | GIST_MONEY : GIST_NUMBER;
	else if (t->kind == TOKEN_TAG)
		what = GIST_NAME | GIST_TAG;
	else if (!r->fresh && is_capital(t->raw))
		what = GIST_NAME;
	if (r->hash != NULL && t->raw.p < r->hash)
		what |= GIST_TAG;
	return what;
}

static void
add(struct reader *r, slice fold, unsigned what)
{
	struct gist *g = r->g;
	struct gist_word *w;

	if (g->n == r->most)
		return;
	w = &g->word[g->n++];
	*w = (struct gist_word){ .hash = hash32(fold),
	    .what = (unsigned char)what };
	fold = slice_head(fold, GIST_FOLD);
	w->n = (unsigned char)fold.n;
	memcpy(w->fold, fold.p, fold.n);
}

static bool
is_one(const struct gist_word *w, const slice *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(gist_fold(w), words[i]))
			return true;
	return false;
}

static const slice marks[] = {
	{ "rt", 2 }, { "mt", 2 }, { "ht", 2 }, { "via", 3 }, { "repost", 6 },
	{ "reposted", 8 }, { "reposting", 9 }, { "regram", 6 },
	{ "crosspost", 9 }, { "fwd", 3 },
};

/* "RT @anna", "via @anna", "reposted from @anna": neither is of the text. */
static bool
is_marked(struct reader *r, const struct token *t)
{
	static const slice of[] = { { "from", 4 }, { "by", 2 }, { "von", 3 },
	    { "de", 2 }, { "di", 2 } };
	struct gist *g = r->g;
	size_t	 n = g->n;

	if (n > r->from + 1 && is_one(&g->word[n - 1], of, COUNT(of)))
		n--;
	if (n == r->from || !is_one(&g->word[n - 1], marks, COUNT(marks)))
		return false;
	g->n = n - 1;
	r->label = GIST_WORDS + 1;	/* "Not so! RT @anna: ..." has none */
	g->marked = true;
	g->via = hash32(slice_head(token_fold(t),
	    t->head ? t->head : t->n));
	return true;
}

static void
take(struct reader *r, const struct token *t)
{
	slice	 fold = token_fold(t);

	if (t->kind == TOKEN_EMOJI || (r->tag != NULL && t->raw.p < r->tag))
		return;
	if (t->kind == TOKEN_TAG && t->fold[0] == '#') {
		r->hash = t->raw.p + t->raw.n;
		return;
	}
	if (t->kind == TOKEN_TAG) {
		r->tag = t->raw.p + t->raw.n;
		if (t->head)
			fold.n = t->head;
		if (is_marked(r, t))
			return;
	}
	add(r, fold, what_is(r, t));
	r->fresh = r->money = false;
}

/* A run without addresses and markup. */
static void
run(struct reader *r, slice s)
{
	struct tokens k;
	struct token t;

	tokens_init(&k, s);
	r->end = s.p;
	while (r->g->n < r->most && token_next(&k, &t)) {
		if (t.raw.p > r->end)
			between(r, (slice){ r->end,
			    (size_t)(t.raw.p - r->end) });
		take(r, &t);
		if (t.raw.p + t.raw.n > r->end && t.kind != TOKEN_TAG)
			r->end = t.raw.p + t.raw.n;
	}
	if (r->g->n < r->most)
		between(r, slice_from(s, (size_t)(r->end - s.p)));
	r->tag = r->hash = NULL;
}

/* --- what is not words ------------------------------------------------ */

static size_t
until_blank(slice s)
{
	size_t	 n = 0;

	while (n < s.n && !ascii_space(s.p[n]) && s.p[n] != '<' &&
	    s.p[n] != '>' && s.p[n] != '"' && s.p[n] != ')')
		n++;
	return n;
}

/* "example.org/a" without its scheme. */
static bool
is_bare(slice s)
{
	size_t	 dot = 0, n = 0;

	while (n < s.n && (ascii_alpha(s.p[n]) || ascii_digit(s.p[n]) ||
	    s.p[n] == '-' || s.p[n] == '.')) {
		if (s.p[n] == '.')
			dot = n;
		n++;
	}
	return dot > 0 && n >= dot + 3 && n < s.n && s.p[n] == '/' &&
	    ascii_alpha(s.p[dot + 1]);
}

static size_t
address(slice s, bool word_begins)
{
	if (slice_istarts(s, SLICE("http://")) ||
	    slice_istarts(s, SLICE("https://")) ||
	    (word_begins && (slice_istarts(s, SLICE("www.")) || is_bare(s))))
		return until_blank(s);
	return 0;
}

static size_t
markup(slice s)
{
	slice	 inside = slice_head(s, MARKUP_MOST);
	size_t	 n;

	if (s.n < 3 || !(ascii_alpha(s.p[1]) || s.p[1] == '/'))
		return 0;
	n = slice_index(inside, '>');
	return n < inside.n ? n + 1 : 0;
}

static size_t
entity(slice s)
{
	slice	 inside = slice_head(s, ENTITY_MOST);
	size_t	 n = slice_index(inside, ';');

	if (n < 3 || n == inside.n)
		return 0;
	for (size_t i = 1; i < n; i++)
		if (!ascii_alpha(s.p[i]) && !ascii_digit(s.p[i]) &&
		    s.p[i] != '#')
			return 0;
	return n + 1;
}

static size_t
foreign(slice s, bool word_begins)
{
	if (s.p[0] == '<')
		return markup(s);
	if (s.p[0] == '&')
		return entity(s);
	return ascii_alpha(s.p[0]) || ascii_digit(s.p[0]) ?
	    address(s, word_begins) : 0;
}

static void
scan(struct reader *r, slice s)
{
	size_t	 at = 0, n;
	bool	 begins = true;

	while (at < s.n && r->g->n < r->most) {
		n = foreign(slice_from(s, at), begins);
		if (n > 0) {
			run(r, slice_head(s, at));
			s = slice_from(s, at + n);
			at = 0;
			begins = true;
			continue;
		}
		begins = ascii_space(s.p[at]) || s.p[at] == '(';
		at++;
	}
	run(r, slice_head(s, at));
}

static void
part(struct reader *r, slice s, size_t most)
{
	r->from = r->g->n;
	r->most = r->g->n + most < GIST_WORDS ? r->g->n + most : GIST_WORDS;
	r->site = r->label = 0;
	r->fresh = true;
	r->money = false;
	scan(r, s);
	gist_label(r->g, r->from, r->label);
}

void
gist_read(struct gist *g, const struct mention *m)
{
	struct reader r = { .g = g };

	*g = (struct gist){ .n = 0 };
	part(&r, m->title, GIST_TITLE);
	gist_site(g, r.site);
	g->ntitle = g->n;
	part(&r, m->text, GIST_WORDS);
	gist_ends(g, m);
}

uint32_t
gist_account(slice handle)
{
	struct tokens k;
	struct token t;

	tokens_init_handle(&k, handle);
	if (handle.n == 0 || !token_next(&k, &t) || t.kind != TOKEN_TAG)
		return 0;
	return hash32(slice_head(token_fold(&t), t.head ? t.head : t.n));
}
