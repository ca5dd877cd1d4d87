#include "core/match/query.h"

#include "core/match/leaf.h"
#include "core/text/text.h"

struct parser {
	struct lex lex;
	struct lexeme now;
	struct arena *arena;
	struct fault *fault;
	uint32_t nleaves;
	unsigned depth;
	uint8_t	 fields;
};

static const struct {
	slice	 name;
	enum node_kind kind;
	uint8_t	 fields;
} fields[] = {
	{ { "title", 5 },	NODE_PHRASE, FIELD_TITLE },
	{ { "text", 4 },	NODE_PHRASE, FIELD_TEXT },
	{ { "author", 6 },	NODE_PHRASE, FIELD_AUTHOR },
	{ { "site", 4 },	NODE_SITE, 0 },
	{ { "lang", 4 },	NODE_LANG, 0 },
	{ { "type", 4 },	NODE_TYPE, 0 },
	{ { "stars", 5 },	NODE_STARS, 0 },
};

static struct node *parse_either(struct parser *);
static struct node *parse_not(struct parser *);

static struct node *
fail(struct parser *p, const char *what, unsigned at, const char *why)
{
	lex_fault(p->fault, slice_of(what), SLICE(""), SLICE(""), at,
	    slice_of(why));
	return NULL;
}

static void
advance(struct parser *p)
{
	p->now = lex_next(&p->lex);
}

static struct node *
make(struct parser *p, enum node_kind kind, unsigned at)
{
	struct node *n = arena_take(p->arena, sizeof(*n));

	if (n == NULL) {
		fault_words(p->fault, "there is no room for the rule");
		return NULL;
	}
	n->kind = kind;
	n->at = at;
	n->fields = p->fields;
	if (kind == NODE_PHRASE || kind == NODE_NEAR)
		n->leaf = p->nleaves++;
	return n;
}

static struct node *
parse_words(struct parser *p)
{
	struct node *n = make(p, NODE_PHRASE, p->now.at);

	if (n == NULL || !leaf_words(p->arena, &p->now, n, p->fault))
		return NULL;
	advance(p);
	return n;
}

static struct node *
parse_value(struct parser *p, enum node_kind kind)
{
	struct node *n = make(p, kind, p->now.at);
	struct lexeme value = lex_value(&p->lex);

	if (n == NULL || value.kind == LEX_BAD ||
	    !leaf_value(p->arena, &p->now, value.text, n, p->fault))
		return NULL;
	advance(p);
	return n;
}

static struct node *
missing(struct parser *p)
{
	static const char *const names[] = {
		[LEX_CLOSE] = "')'", [LEX_AND] = "AND", [LEX_OR] = "OR",
		[LEX_NOT] = "a second NOT", [LEX_NEAR] = "NEAR",
		[LEX_FIELD] = "a field",
	};

	if (p->now.kind == LEX_END)
		return fail(p, "a word is missing at the end,", p->now.at, "");
	lex_fault(p->fault, SLICE("a word is missing before "),
	    slice_of(names[p->now.kind]), SLICE(""), p->now.at, SLICE(""));
	return NULL;
}

static struct node *
parse_group(struct parser *p)
{
	unsigned at = p->now.at;
	struct node *n;

	if (p->depth++ == QUERY_DEPTH_MAX)
		return fail(p, "the parenthesis", at,
		    " is nested too deep");
	advance(p);
	if (p->now.kind == LEX_CLOSE)
		return fail(p, "the parentheses", at,
		    " are empty");
	n = parse_either(p);
	if (n == NULL)
		return NULL;
	if (p->now.kind != LEX_CLOSE)
		return fail(p, "the parenthesis", at,
		    " is never closed");
	p->depth--;
	advance(p);
	return n;
}

static struct node *
parse_atom(struct parser *p)
{
	switch (p->now.kind) {
	case LEX_WORD:
	case LEX_PHRASE:
		return parse_words(p);
	case LEX_OPEN:
		return parse_group(p);
	case LEX_BAD:
		return NULL;
	default:
		return missing(p);
	}
}

/* A word, a phrase, or such with OR between. */
static bool
fits_near(const struct node *n)
{
	if (n->kind == NODE_PHRASE)
		return true;
	if (n->kind != NODE_OR)
		return false;
	for (n = n->child; n != NULL; n = n->next)
		if (!fits_near(n))
			return false;
	return true;
}

static struct node *
parse_near(struct parser *p)
{
	struct node *left = parse_atom(p), *right, *n;
	struct lexeme op = p->now;

	if (left == NULL || op.kind != LEX_NEAR)
		return left;
	advance(p);
	right = parse_atom(p);
	n = right == NULL ? NULL : make(p, NODE_NEAR, op.at);
	if (n == NULL)
		return NULL;
	if (!fits_near(left) || !fits_near(right))
		return fail(p, "beside NEAR", op.at,
		    " stand words or phrases only");
	if (p->now.kind == LEX_NEAR)
		return fail(p, "the second NEAR", p->now.at,
		    " is one too many; write "
		    "(a NEAR/5 b) AND (b NEAR/5 c)");
	n->child = left;
	left->next = right;
	n->high = op.near;
	return n;
}

static struct node *
no_field(struct parser *p, const struct lexeme *l)
{
	lex_fault(p->fault, SLICE("there is no field "), l->text, SLICE(":"),
	    l->at, SLICE("; there are title, text, author, site, lang, type "
	    "and stars, or put the words in quotes"));
	return NULL;
}

static struct node *
parse_field(struct parser *p)
{
	struct lexeme l = p->now;
	uint8_t	 outer = p->fields;
	size_t	 i = 0;
	struct node *n;

	while (i < COUNT(fields) && !slice_ieq(fields[i].name, l.text))
		i++;
	if (i == COUNT(fields))
		return no_field(p, &l);
	if (fields[i].kind != NODE_PHRASE)
		return parse_value(p, fields[i].kind);
	p->fields = fields[i].fields;
	advance(p);
	n = parse_near(p);
	p->fields = outer;
	return n;
}

static struct node *
parse_not(struct parser *p)
{
	bool	 not = p->now.kind == LEX_NOT;
	unsigned at = p->now.at;
	struct node *n, *inner;

	if (not)
		advance(p);
	inner = p->now.kind == LEX_FIELD ? parse_field(p) : parse_near(p);
	if (inner == NULL || !not)
		return inner;
	n = make(p, NODE_NOT, at);
	if (n != NULL)
		n->child = inner;
	return n;
}

/* One node for a list of one, else a node of this kind over all of them. */
static struct node *
gather(struct parser *p, enum node_kind kind, struct node *first)
{
	struct node *n;

	if (first->next == NULL)
		return first;
	n = make(p, kind, first->at);
	if (n != NULL)
		n->child = first;
	return n;
}

static bool
goes_on(struct parser *p)	/* side by side, or with AND between */
{
	enum lexeme_kind kind = p->now.kind;

	if (kind == LEX_AND)
		advance(p);
	return kind != LEX_END && kind != LEX_CLOSE && kind != LEX_OR;
}

static struct node *
parse_both(struct parser *p)
{
	struct node *first = parse_not(p), *last = first;

	while (last != NULL && goes_on(p)) {
		struct node *more = parse_not(p);

		last->next = more;
		last = more;
	}
	return last == NULL ? NULL : gather(p, NODE_AND, first);
}

static struct node *
parse_either(struct parser *p)
{
	struct node *first = parse_both(p), *last = first;

	while (last != NULL && p->now.kind == LEX_OR) {
		struct node *more;

		advance(p);
		more = parse_both(p);
		last->next = more;
		last = more;
	}
	return last == NULL ? NULL : gather(p, NODE_OR, first);
}

static bool
is_rule(slice rule, struct fault *fault)
{
	if (slice_trim(rule).n == 0)
		return fault_words(fault, "the rule is empty");
	if (rule.n > QUERY_MAX)
		return fault_words(fault, "the rule is longer than 8192 bytes");
	return text_valid(rule) ||
	    fault_words(fault, "the rule is not UTF-8");
}

const struct query *
query_compile(struct arena *a, slice rule, struct fault *fault)
{
	struct parser p = { .arena = a, .fault = fault, .fields = FIELD_PLAIN };
	struct query *q = arena_take(a, sizeof(*q));
	struct node *root;

	if (!is_rule(rule, fault))
		return NULL;
	lex_init(&p.lex, rule, fault);
	advance(&p);
	root = parse_either(&p);
	if (root != NULL && p.now.kind == LEX_CLOSE)
		root = fail(&p, "the parenthesis", p.now.at,
		    " was never opened");
	if (root == NULL || p.now.kind == LEX_BAD)
		return NULL;
	if (q == NULL || a->spent) {
		fault_words(fault, "there is no room for the rule");
		return NULL;
	}
	*q = (struct query){ .root = root, .nleaves = p.nleaves };
	return q;
}
