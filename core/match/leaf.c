#include "core/match/leaf.h"

#include "core/match/spelling.h"
#include "core/mention.h"
#include "core/text/text.h"

/* A star right behind this word, and no letter behind the star. */
static bool
star_follows(slice text, slice raw)
{
	slice	 rest = slice_from(text, (size_t)(raw.p + raw.n - text.p));

	if (rest.n == 0 || rest.p[0] != '*')
		return false;
	rest = slice_from(rest, 1);
	return rest.n == 0 || !text_is_word(text_next(&rest));
}

static size_t
count_words(slice text)
{
	struct tokens k;
	struct token t;
	size_t	 n = 0;

	tokens_init(&k, text);
	while (token_next(&k, &t))
		n = t.pos + 1;
	return n;
}

static bool
is_bare(const struct token *t)	/* a single letter */
{
	slice	 s = token_fold(t);

	if (t->kind != TOKEN_WORD)
		return false;
	text_next(&s);
	return s.n == 0;
}

static bool
put_term(struct arena *a, struct term *term, const struct token *t, bool star)
{
	struct token other;
	size_t	 n = t->n;

	term->fold = arena_copy(a, token_fold(t));
	if (spelling_pairs(t, &other)) {
		term->pairs = arena_copy(a, token_fold(&other));
		n = other.n;
	}
	term->prefix = star && (t->kind == TOKEN_WORD || t->kind == TOKEN_TAG);
	term->bare = is_bare(t);
	return t->whole && (!star || n <= QUERY_PREFIX_MAX);
}

/* The first token of a position is its term: a tag hides its first word. */
static bool
put_terms(struct arena *a, slice text, struct term *terms)
{
	struct tokens k;
	struct token t;
	uint32_t filled = 0;
	bool	 good = true;

	tokens_init(&k, text);
	while (token_next(&k, &t)) {
		if (t.pos < filled)
			continue;
		good = put_term(a, &terms[t.pos], &t,
		    star_follows(text, t.raw)) && good;
		filled = t.pos + 1;
	}
	return good;
}

/* Every star of the text stands right behind a word. */
static bool
stars_fit(slice text)
{
	struct tokens k;
	struct token t;
	size_t	 stars = 0, fit = 0;
	const char *last = text.p;	/* a tag and its last word share one */

	tokens_init(&k, text);
	while (token_next(&k, &t)) {
		const char *end = t.raw.p + t.raw.n;

		if (!star_follows(text, t.raw) || end <= last)
			continue;
		last = end;
		fit++;
	}
	for (size_t i = 0; i < text.n; i++)
		stars += text.p[i] == '*';
	return stars == fit;
}

static bool
is_single(slice text)
{
	uint32_t c = text.n ? text_next(&text) : 0;

	return c == '\'' || c == 0x2018 || c == 0x201a;
}

static bool
say(struct fault *f, const char *what, unsigned at, const char *why)
{
	return lex_fault(f, slice_of(what), SLICE(""), SLICE(""), at,
	    slice_of(why));
}

bool
leaf_words(struct arena *a, const struct lexeme *l, struct node *node,
    struct fault *f)
{
	size_t	 n = count_words(l->text);
	struct term *terms;

	if (n == 0)
		return lex_fault(f, SLICE("\""), l->text, SLICE("\""), l->at,
		    SLICE(" holds no word; it takes a letter, a digit "
		    "or an emoji"));
	if (n > QUERY_PHRASE_MAX)
		return say(f, "the phrase", l->at, " is longer than 64 words");
	if (!stars_fit(l->text))
		return say(f, "the '*' in the word", l->at,
		    " may only end a word, as in complain*");
	terms = arena_take(a, n * sizeof(*terms));
	if (terms == NULL)
		return say(f, "there is no room for the word", l->at, "");
	if (!put_terms(a, l->text, terms))
		return say(f, "the word", l->at, " is too long");
	node->terms = terms;
	node->nterms = n;
	node->quoted = l->kind == LEX_PHRASE;
	node->single = !node->quoted && is_single(l->text);
	return true;
}

static slice
without_address(slice s, struct node *n)	/* https://www.yelp.com/biz */
{
	static const slice heads[] = {
		{ "https://", 8 }, { "http://", 7 }, { "*.", 2 },
		{ "www.", 4 }, { ".", 1 },
	};

	for (size_t i = 0; i < COUNT(heads); i++)
		if (slice_istarts(s, heads[i]))
			s = slice_from(s, heads[i].n);
	n->path = slice_index(s, '/') + 1 < s.n;
	return slice_head(s, slice_index(s, '/'));
}

static bool
is_name(slice s)	/* letters, digits, dots and hyphens */
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x80 && !ascii_alpha(s.p[i]) &&
		    !ascii_digit(s.p[i]) && s.p[i] != '-' && s.p[i] != '.' &&
		    s.p[i] != '_')
			return false;
	return s.n > 0;
}

static bool
star_number(slice *s, int64_t *out)
{
	if (s->n == 0 || s->p[0] < '1' || s->p[0] > '5')
		return false;
	*out = s->p[0] - '0';
	*s = slice_from(*s, 1);
	return true;
}

static bool
take(slice *s, slice sign)
{
	bool	 there = slice_starts(*s, sign);

	*s = slice_from(*s, there ? sign.n : 0);
	return there;
}

/* 2, 1..2, 1-2, <3, <=3, >3, >=3; within 1 to 5. */
static bool
star_range(slice s, struct node *n)
{
	bool	 less = take(&s, SLICE("<"));
	bool	 more = !less && take(&s, SLICE(">"));
	int64_t	 beyond = (less || more) && !take(&s, SLICE("="));

	if (!star_number(&s, &n->low))
		return false;
	n->high = n->low;
	if (less) {
		n->high -= beyond;
		n->low = 1;
	} else if (more) {
		n->low += beyond;
		n->high = 5;
	} else if (take(&s, SLICE("..")) || take(&s, SLICE("-"))) {
		if (!star_number(&s, &n->high))
			return false;
	}
	return s.n == 0 && n->low <= n->high;
}

/* The value as it is looked for; empty: it is none. */
static slice
value_of(slice s, struct node *n)
{
	switch (n->kind) {
	case NODE_SITE:
		s = without_address(s, n);
		return is_name(s) ? s : SLICE("");
	case NODE_TYPE:
		return mention_type_named(s);
	case NODE_STARS:
		return star_range(s, n) ? s : SLICE("");
	default:
		return is_name(s) ? s : SLICE("");
	}
}

bool
leaf_value(struct arena *a, const struct lexeme *field, slice value,
    struct node *n, struct fault *f)
{
	static const char *const hints[] = {
		[NODE_SITE] = "; write it as site:example.org",
		[NODE_LANG] = "; write it as lang:en",
		[NODE_TYPE] = "; it is one of " MENTION_TYPES,
		[NODE_STARS] = "; write it as stars:2, stars:1..2 or stars:<3",
	};

	n->value = arena_copy(a, value_of(value, n));
	return n->value.n || lex_fault(f, SLICE("what follows "), field->text,
	    SLICE(":"), field->at, slice_of(hints[n->kind]));
}
