#include "core/answer/missing.h"

#include "core/judge/classes.h"

struct missing *
missing_open(struct arena *a, const struct faq *entries, size_t n)
{
	struct missing *m = arena_take(a, sizeof(*m));

	if (m == NULL)
		return NULL;
	m->arena = a;
	m->left = MISSING_ASKED;
	m->book = faq_book(a, entries, n);
	return m->book ? m : NULL;
}

static bool
is_asked(const struct item *item)
{
	return slice_eq(item->verdict.class, class_name(CLASS_QUESTION)) ||
	    (slice_eq(item->verdict.class, class_name(CLASS_LEAD)) &&
	    slice_index(item->mention.text, '?') < item->mention.text.n);
}

static bool
fits(struct missing *m, const struct faq_book *book, const struct item *item)
{
	size_t	 mark = m->arena->used;
	struct faq_hit hit;
	bool	 found = faq_find(book, m->arena, &item->mention,
		    item->verdict.lang, item->verdict.issues, &hit);

	m->arena->used = mark;
	return found;
}

static void
join(struct missing_group *g, uint64_t id)
{
	if (g->n < MISSING_NUMBERS)
		g->ids[g->n] = id;
	g->n++;
}

static void
found(struct missing *m, uint64_t id, const struct item *item)
{
	struct missing_group *g = &m->groups[m->n];

	for (size_t i = 0; i < m->n; i++)
		if (fits(m, m->groups[i].book, item)) {
			join(&m->groups[i], id);
			return;
		}
	if (m->n == MISSING_GROUPS)
		return;
	*g = (struct missing_group){ .n = 0 };
	faq_from(m->arena, &item->mention, &item->verdict, SLICE(""), &g->as);
	g->as.labels = SLICE("");	/* by its words alone */
	g->book = faq_book(m->arena, &g->as, 1);
	if (g->book == NULL || g->as.question.n == 0)
		return;
	join(g, id);
	m->n++;
}

bool
missing_add(struct missing *m, uint64_t id, const struct item *item)
{
	if (m->left == 0 || m->arena->spent)
		return false;
	if (!is_asked(item))
		return true;
	m->left--;
	if (!fits(m, m->book, item))
		found(m, id, item);
	return !m->arena->spent;
}

struct missing_group *
missing_next(struct missing *m)
{
	struct missing_group *best = NULL;

	for (size_t i = 0; i < m->n; i++) {
		struct missing_group *g = &m->groups[i];

		if (g->book && (best == NULL || g->n > best->n))
			best = g;
	}
	if (best != NULL)
		best->book = NULL;	/* told */
	return best;
}
