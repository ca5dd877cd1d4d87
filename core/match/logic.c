#include "core/match/logic.h"

#include "core/match/fact.h"

enum {
	STEPS = 100000,		/* some milliseconds */
	LEAVES = 24,
	FACTS = 10
};

/* The facts of a case. Leaves that say the same are one fact. */
struct facts {
	const struct node *leaves[LEAVES];
	unsigned char fact[LEAVES];
	size_t	 n;
	const struct node *names[FACTS];
	uint32_t implies[FACTS], excludes[FACTS];	/* bit: that fact */
	size_t	 nfacts;
	bool	 stars;
	bool	 too_many;
	unsigned *steps;
	uint32_t truth;
	int64_t	 rating;
};

static bool
is_form(slice s, const struct term *t)
{
	if (!t->prefix)
		return slice_eq(s, t->fold) ||
		    (t->pairs.n && slice_eq(s, t->pairs));
	return slice_starts(s, t->fold) ||
	    (t->pairs.n && slice_starts(s, t->pairs));
}

/* Is every word that the one takes taken by the other? */
static bool
term_implies(const struct term *t, const struct term *u)
{
	if (t->prefix && !u->prefix)
		return false;
	return is_form(t->fold, u) && (t->pairs.n == 0 || is_form(t->pairs, u));
}

/* Does the phrase hold the other one? */
static bool
phrase_implies(const struct node *a, const struct node *b)
{
	size_t	 i;

	for (size_t at = 0; at + b->nterms <= a->nterms; at++) {
		for (i = 0; i < b->nterms; i++)
			if (!term_implies(&a->terms[at + i], &b->terms[i]))
				break;
		if (i == b->nterms)
			return true;
	}
	return false;
}

bool
logic_same_words(const struct node *a, const struct node *b)
{
	return a->kind == NODE_PHRASE && b->kind == NODE_PHRASE &&
	    a->nterms == b->nterms && phrase_implies(a, b) &&
	    phrase_implies(b, a);
}

static bool
near_implies(const struct node *a, const struct node *b)
{
	const struct node *left = a->child, *right = left->next;
	const struct node *to = b->child;

	return a->high <= b->high && ((logic_same_words(left, to) &&
	    logic_same_words(right, to->next)) ||
	    (logic_same_words(left, to->next) && logic_same_words(right, to)));
}

static bool
implies(const struct node *a, const struct node *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case NODE_PHRASE:
		return (a->fields & ~b->fields) == 0 && phrase_implies(a, b);
	case NODE_NEAR:
		return a == b || (near_implies(a, b) &&
		    (a->child->fields & ~b->child->fields) == 0);
	case NODE_SITE:
		return fact_host(a->value, b->value);
	case NODE_LANG:
		return fact_lang(a->value, b->value);
	default:
		return slice_eq(a->value, b->value);
	}
}

/* A mention has one site, one language, one type. */
static bool
excludes(const struct node *a, const struct node *b)
{
	return a->kind == b->kind && a->kind != NODE_PHRASE &&
	    a->kind != NODE_NEAR && !implies(a, b) && !implies(b, a);
}

static void
relate(struct facts *f, size_t new)
{
	for (size_t i = 0; i < new; i++) {
		const struct node *a = f->names[i], *b = f->names[new];

		f->implies[i] |= (uint32_t)implies(a, b) << new;
		f->implies[new] |= (uint32_t)implies(b, a) << i;
		f->excludes[i] |= (uint32_t)excludes(a, b) << new;
	}
}

static void
add_leaf(struct facts *f, const struct node *n)
{
	size_t	 i = 0;

	while (i < f->nfacts && !(implies(f->names[i], n) &&
	    implies(n, f->names[i])))
		i++;
	f->too_many |= i == FACTS || f->n == LEAVES;
	if (f->too_many)
		return;
	f->leaves[f->n] = n;
	f->fact[f->n++] = (unsigned char)i;
	if (i < f->nfacts)
		return;
	f->names[i] = n;
	f->implies[i] = f->excludes[i] = 0;
	f->nfacts++;
	relate(f, i);
}

static void
collect(struct facts *f, const struct node *n)
{
	if (n == NULL || f->too_many)
		return;
	if (n->kind == NODE_STARS)
		f->stars = true;
	else if (n->kind >= NODE_PHRASE)
		add_leaf(f, n);
	for (n = n->child; n != NULL; n = n->next)
		collect(f, n);
}

static bool
is_so(const struct facts *f, const struct node *n)
{
	size_t	 i = 0;

	while (i < f->n && f->leaves[i] != n)
		i++;
	return i < f->n && (f->truth >> f->fact[i] & 1);
}

static bool
holds(struct facts *f, const struct node *n)
{
	bool	 and = n->kind == NODE_AND || n->kind == NODE_NEAR;

	if (*f->steps > 0)
		--*f->steps;
	if (n->kind == NODE_NOT)
		return !holds(f, n->child);
	if (n->kind == NODE_STARS)
		return f->rating >= n->low && f->rating <= n->high;
	if (n->kind >= NODE_PHRASE && !is_so(f, n))
		return false;
	if (n->child == NULL)
		return true;
	for (n = n->child; n != NULL; n = n->next)
		if (holds(f, n) != and)
			return !and;
	return and;
}

static bool
consistent(const struct facts *f)
{
	for (size_t i = 0; i < f->nfacts; i++)
		if ((f->truth >> i & 1) && ((f->excludes[i] & f->truth) ||
		    (f->implies[i] & ~f->truth)))
			return false;
	return true;
}

void
logic_init(struct logic *l)
{
	l->steps = STEPS;
}

bool
logic_possible(struct logic *l, const struct node *a, const struct node *b,
    bool so)
{
	struct facts f = { .steps = &l->steps };

	collect(&f, a);
	collect(&f, b);
	l->steps -= l->steps > f.n ? (unsigned)f.n : l->steps;
	for (f.rating = f.stars ? 5 : 0; f.rating >= 0; f.rating--)
		for (f.truth = 0; f.truth >> f.nfacts == 0; f.truth++) {
			if (f.too_many || l->steps == 0)
				return true;
			if (consistent(&f) && holds(&f, a) &&
			    (b == NULL || holds(&f, b) == so))
				return true;
		}
	return false;
}

bool
logic_takes_nothing(const struct node *n)
{
	unsigned steps = 0;
	struct facts f = { .steps = &steps };

	return holds(&f, n);	/* without facts, none is so */
}
