#include "core/match/lex.h"
#include "core/match/rule.h"

/*
 * Can a rule take anything, and does it take what it does not name? Each
 * word, phrase, site or language is a fact that may be so or not; with few
 * facts all cases are tried. A phrase needs its words, in the same field.
 */
enum {
	FACTS_MAX = 10,
	WHOLE = QUERY_PHRASE_MAX	/* the phrase as such, not a word */
};

struct fact {
	const struct node *node;
	size_t	 term;
	uint8_t	 field;
};

struct guess {
	struct fact facts[FACTS_MAX];
	size_t	 n;
	bool	 too_many;
	bool	 stars;
	uint32_t truth;		/* bit i: fact i */
	int64_t	 rating;
};

static bool
same_fact(const struct fact *a, const struct fact *b)
{
	const struct term *s, *t;

	if (a->field != b->field || (a->term == WHOLE) != (b->term == WHOLE))
		return false;
	if (a->term == WHOLE)
		return a->node == b->node || (a->node->value.n > 0 &&
		    a->node->kind == b->node->kind &&
		    slice_ieq(a->node->value, b->node->value));
	s = &a->node->terms[a->term];
	t = &b->node->terms[b->term];
	return s->prefix == t->prefix && slice_eq(s->fold, t->fold);
}

static bool
is_so(struct guess *g, const struct node *node, size_t term, uint8_t field)
{
	struct fact f = { node, term, field };
	size_t	 i = 0;

	while (i < g->n && !same_fact(&g->facts[i], &f))
		i++;
	if (i == FACTS_MAX) {
		g->too_many = true;
		return false;
	}
	if (i == g->n)
		g->facts[g->n++] = f;
	return g->truth >> i & 1;
}

/* A phrase, or phrases with OR between, in one field. */
static bool
stands(struct guess *g, const struct node *n, uint8_t field)
{
	bool	 all = n->fields & field, any = false;

	if (n->kind == NODE_OR) {
		for (n = n->child; n != NULL; n = n->next)
			any = stands(g, n, field) || any;
		return any;
	}
	for (size_t i = 0; i < n->nterms && all; i++)
		all = is_so(g, n, i, field);
	return all && (n->nterms == 1 || is_so(g, n, WHOLE, field));
}

static bool
stands_somewhere(struct guess *g, const struct node *n)
{
	bool	 any = false;

	for (uint8_t field = FIELD_TITLE; field <= FIELD_AUTHOR; field *= 2)
		if (n->kind == NODE_PHRASE)
			any = stands(g, n, field) || any;
		else
			any = (stands(g, n->child, field) &&
			    stands(g, n->child->next, field) &&
			    is_so(g, n, WHOLE, field)) || any;
	return any;
}

static bool
holds(struct guess *g, const struct node *n)
{
	bool	 and = n->kind == NODE_AND, so = and;

	switch (n->kind) {
	case NODE_PHRASE:
	case NODE_NEAR:
		return stands_somewhere(g, n);
	case NODE_NOT:
		return !holds(g, n->child);
	case NODE_SITE:
	case NODE_LANG:
		return is_so(g, n, WHOLE, 0);
	case NODE_STARS:
		g->stars = true;
		return g->rating >= n->low && g->rating <= n->high;
	case NODE_AND:
	case NODE_OR:
		break;
	}
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		bool	 one = holds(g, c);	/* every child: it has facts */

		so = and ? one && so : one || so;
	}
	return so;
}

static bool
can_hold(struct guess *g, const struct node *root)
{
	for (g->rating = 0; g->rating <= 5; g->rating++) {
		for (g->truth = 0; g->truth >> g->n == 0; g->truth++)
			if (holds(g, root) || g->too_many)
				return true;
		if (!g->stars)
			break;
	}
	return false;
}

static bool
lint_logic(const struct node *root, struct fault *f)
{
	struct guess g = { .n = 0 };

	if (holds(&g, root))
		return fault_say(f, SLICE("the rule takes whatever lacks some"
		    " words; name one that has to be there"));
	if (!can_hold(&g, root))
		return fault_say(f, SLICE("the rule can take nothing: "
		    "its parts exclude each other"));
	return true;
}

static bool
is_operator(slice word)
{
	return slice_eq(word, SLICE("and")) || slice_eq(word, SLICE("or")) ||
	    slice_eq(word, SLICE("not")) || slice_eq(word, SLICE("near"));
}

static bool
lint_word(const struct node *n, struct fault *f)
{
	const struct term *t = n->terms;
	const char *why = NULL;

	if (!n->quoted && is_operator(t->fold))
		why = " is a word like others; operators are in capitals";
	else if (n->single)
		why = " has single quotes, which make no phrase";
	else if (n->nterms == 1 && t->bare && t->prefix)
		why = " takes every word that begins so";
	else if (n->nterms == 1 && t->bare)
		why = " is a word of one letter";
	return why == NULL || lex_fault(f, SLICE("\""), t->fold,
	    t->prefix ? SLICE("*\"") : SLICE("\""), n->at, slice_of(why));
}

static bool
lint_words(const struct node *n, struct fault *f)
{
	if (n->kind == NODE_PHRASE)
		return lint_word(n, f);
	for (const struct node *c = n->child; c != NULL; c = c->next)
		if (!lint_words(c, f))
			return false;
	return true;
}

bool
query_lint(const struct query *q, struct fault *f)
{
	return lint_words(q->root, f) && lint_logic(q->root, f);
}
