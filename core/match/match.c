#include "core/match/match.h"

#include "core/match/fact.h"
#include "core/match/words.h"

enum {
	FIRST = 2,		/* position of the first word: 0 is "never" */
	GAP = QUERY_PHRASE_MAX + QUERY_NEAR_MAX	/* between fields */
};

static const uint32_t none = UINT32_MAX;

/* A phrase or a NEAR of some rule. */
struct leaf {
	const struct node *node;
	uint32_t near;		/* phrase: the NEAR it stands in, or none */
	uint32_t side;		/* and on which side of it */
	uint32_t room[2];	/* NEAR: ends to remember for each side */
};

struct matcher {
	const struct query **rules;
	uint32_t *base;		/* of each rule's leaves */
	struct leaf *leaves;
	size_t	 nrules, nleaves, nwords;
	struct words words;
};

/* Where a phrase ended. */
struct end {
	uint32_t pos;
	slice	 raw;
};

/* Of one leaf during a run. */
struct live {
	uint64_t before, now;	/* bit i: its first i+1 words stand here */
	uint32_t last;		/* the position of `now` */
	bool	 found;
	struct end first[2];	/* where; a NEAR has two places */
	struct end *ring[2];	/* NEAR: latest ends of each side */
	uint32_t count[2];
};

struct run {
	const struct matcher *m;
	const struct mention *mention;
	struct live *live;
	enum spelling spelling;
	uint8_t	 field;
	uint32_t base, pos;	/* of this field, of this token */
	slice	 raw;		/* of this token */
	const char *starts[QUERY_PHRASE_MAX];	/* of the last words */
};

/* ---- making ----------------------------------------------------------- */

static uint32_t
width(const struct node *n)	/* words of the longest phrase below */
{
	uint32_t most = (uint32_t)n->nterms, w;

	for (const struct node *c = n->child; c != NULL; c = c->next)
		if ((w = width(c)) > most)
			most = w;
	return most;
}

static void
place_leaves(struct matcher *m, uint32_t base, const struct node *n,
    uint32_t near, uint32_t side)
{
	struct leaf *leaf = &m->leaves[base + n->leaf];
	bool	 is_near = n->kind == NODE_NEAR;
	uint32_t at = 0;

	if (n->kind == NODE_PHRASE || is_near)
		*leaf = (struct leaf){ n, near, side, { 0, 0 } };
	for (size_t i = 0; i < n->nterms; i++)
		m->nwords += words_count(&n->terms[i]);
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		if (is_near) {
			leaf->room[1 - at] = width(c) + 1;
			place_leaves(m, base, c, base + n->leaf, at++);
		} else {
			place_leaves(m, base, c, near, side);
		}
	}
}

static bool
add_words(struct matcher *m, struct arena *a)
{
	if (!words_init(&m->words, a, m->nwords))
		return false;
	for (uint32_t i = 0; i < m->nleaves; i++) {
		const struct node *n = m->leaves[i].node;

		for (size_t k = 0; k < n->nterms; k++)
			if (!words_add(&m->words, a, &n->terms[k], i, k))
				return false;
	}
	return true;
}

static bool
take_tables(struct matcher *m, struct arena *a, const struct query *const *q,
    size_t n)
{
	m->rules = arena_take(a, n * sizeof(*m->rules));
	m->base = arena_take(a, n * sizeof(*m->base));
	m->nrules = n;
	if (m->rules == NULL || m->base == NULL)
		return false;
	for (size_t i = 0; i < n; i++) {
		m->rules[i] = q[i];
		m->base[i] = (uint32_t)m->nleaves;
		m->nleaves += q[i] != NULL ? q[i]->nleaves : 0;
	}
	m->leaves = arena_take(a, m->nleaves * sizeof(*m->leaves));
	return m->leaves != NULL;
}

struct matcher *
matcher_make(struct arena *a, const struct query *const *q, size_t n)
{
	struct matcher *m = arena_take(a, sizeof(*m));

	if (m == NULL || !take_tables(m, a, q, n))
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (q[i] != NULL)
			place_leaves(m, m->base[i], q[i]->root, none, 0);
	return add_words(m, a) ? m : NULL;
}

/* ---- reading ---------------------------------------------------------- */

/*
 * Side `at` of a NEAR ended here and had begun at `start`: is there an end of
 * the other side before that, near enough? Of the ends that the ring keeps,
 * at most as many as this side is wide lie at or behind `start`; the next one
 * is the nearest before it.
 */
static void
near_step(struct run *r, const struct leaf *near, struct live *live,
    uint32_t at, struct end here, uint32_t start)
{
	const struct end *ring = live->ring[1 - at], *e = NULL;
	uint32_t room = near->room[1 - at], n = live->count[1 - at];
	uint32_t mine = near->room[at];

	for (uint32_t i = 0; i < room && i < n && e == NULL; i++)
		if (ring[(n - 1 - i) % room].pos < start)
			e = &ring[(n - 1 - i) % room];
	if (!live->found && e != NULL && start - e->pos <= near->node->high) {
		live->found = true;
		live->first[0] = *e;
		live->first[1] = here;
	}
	n = live->count[at];
	if (n == 0 || live->ring[at][(n - 1) % mine].pos != r->pos)
		live->ring[at][live->count[at]++ % mine] = here;
}

static void
phrase_end(struct run *r, const struct leaf *leaf, struct live *live)
{
	uint32_t wide = (uint32_t)leaf->node->nterms;
	struct end here = { r->pos, r->raw };

	if (wide > 1) {
		const char *end = r->raw.p + r->raw.n;

		here.raw.p = r->starts[(r->pos - wide + 1) % QUERY_PHRASE_MAX];
		here.raw.n = (size_t)(end - here.raw.p);
	}
	if (!live->found) {
		live->found = true;
		live->first[0] = here;
	}
	if (leaf->near != none)
		near_step(r, &r->m->leaves[leaf->near], &r->live[leaf->near],
		    leaf->side, here, r->pos - wide + 1);
}

/* A word of a phrase stands here: each bit that was set one word ago moves
 * on if the word is also the phrase's next one. */
static void
word_seen(void *ctx, const struct use *u)
{
	struct run *r = ctx;
	const struct leaf *leaf = &r->m->leaves[u->leaf];
	struct live *live = &r->live[u->leaf];

	if (!(leaf->node->fields & r->field) ||
	    r->live[leaf->near == none ? u->leaf : leaf->near].found)
		return;
	if (live->last != r->pos) {
		live->before = live->last + 1 == r->pos ? live->now : 0;
		live->now = 0;
		live->last = r->pos;
	}
	live->now |= (live->before << 1 | 1) & u->places;
	if (live->now >> (leaf->node->nterms - 1) & 1)
		phrase_end(r, leaf, live);
}

static void
read_words(struct run *r, uint8_t field, struct tokens *k)
{
	struct token t;
	uint32_t seen = none;

	r->field = field;
	while (token_next(k, &t)) {
		r->pos = r->base + t.pos;
		r->raw = t.raw;
		if (r->pos != seen)
			r->starts[r->pos % QUERY_PHRASE_MAX] = t.raw.p;
		seen = r->pos;
		words_find(&r->m->words, r->spelling, &t, word_seen, r);
	}
	r->base += k->pos + GAP;
}

static void
read_mention(struct run *r)
{
	const struct mention *m = r->mention;
	const struct {
		uint8_t	 field;
		slice	 text;
	} parts[] = {
		{ FIELD_TITLE, m->title }, { FIELD_TEXT, m->text },
		{ FIELD_AUTHOR, m->author },
	};
	struct tokens k;

	r->base = FIRST;
	for (size_t i = 0; i < COUNT(parts); i++) {
		tokens_init(&k, parts[i].text);
		read_words(r, parts[i].field, &k);
	}
	tokens_init_handle(&k, m->handle);
	read_words(r, FIELD_AUTHOR, &k);
}

static bool
take_live(struct run *r, struct arena *a)
{
	const struct matcher *m = r->m;

	r->live = arena_take(a, m->nleaves * sizeof(*r->live));
	for (size_t i = 0; i < m->nleaves && r->live != NULL; i++)
		for (size_t side = 0; side < 2; side++) {
			size_t	 room = m->leaves[i].room[side];

			r->live[i].ring[side] = room == 0 ? NULL :
			    arena_take(a, room * sizeof(struct end));
		}
	return r->live != NULL && !a->spent;
}

/* ---- deciding --------------------------------------------------------- */

static bool
holds(const struct run *r, uint32_t base, const struct node *n)
{
	bool	 and = n->kind == NODE_AND;

	switch (n->kind) {
	case NODE_PHRASE:
	case NODE_NEAR:
		return r->live[base + n->leaf].found;
	case NODE_NOT:
		return !holds(r, base, n->child);
	case NODE_SITE:
	case NODE_LANG:
	case NODE_TYPE:
	case NODE_STARS:
		return fact_holds(n, r->mention);
	case NODE_AND:
	case NODE_OR:
		break;
	}
	for (const struct node *c = n->child; c != NULL; c = c->next)
		if (holds(r, base, c) != and)
			return !and;
	return and;
}

static void
put_word(struct match *out, uint32_t *order, const struct end *e)
{
	size_t	 i;

	for (i = 0; i < out->nwords; i++)
		if (out->words[i].p == e->raw.p && out->words[i].n == e->raw.n)
			return;
	if (e->raw.n == 0 || out->nwords == MATCH_WORDS_MAX)
		return;
	for (i = out->nwords++; i > 0 && order[i - 1] > e->pos; i--) {
		out->words[i] = out->words[i - 1];
		order[i] = order[i - 1];
	}
	out->words[i] = e->raw;
	order[i] = e->pos;
}

/* The words of the branches that hold; what is excluded took nothing. */
static void
gather(const struct run *r, uint32_t base, const struct node *n,
    struct match *out, uint32_t *order)
{
	if (n->kind == NODE_NOT || !holds(r, base, n))
		return;
	if (n->kind == NODE_PHRASE || n->kind == NODE_NEAR) {
		const struct live *live = &r->live[base + n->leaf];

		put_word(out, order, &live->first[0]);
		put_word(out, order, &live->first[1]);
		return;
	}
	for (const struct node *c = n->child; c != NULL; c = c->next)
		gather(r, base, c, out, order);
}

void
matcher_run(const struct matcher *m, struct arena *a,
    const struct mention *mention, struct match *out)
{
	struct run r = { .m = m, .mention = mention,
	    .spelling = spelling_of(mention->lang) };

	for (size_t i = 0; i < m->nrules; i++)
		out[i] = (struct match){ .hit = false };
	if (!take_live(&r, a))
		return;
	read_mention(&r);
	for (size_t i = 0; i < m->nrules; i++) {
		uint32_t order[MATCH_WORDS_MAX];

		if (m->rules[i] == NULL ||
		    !holds(&r, m->base[i], m->rules[i]->root))
			continue;
		out[i].hit = true;
		gather(&r, m->base[i], m->rules[i]->root, &out[i], order);
	}
}
