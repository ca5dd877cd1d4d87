#include "core/judge/known.h"

#include "core/match/entries.h"

/* Each sort is a watch rule like the owner's own (core/match/query.h), so that
 * there is one way to find words. */
struct known {
	struct matcher *matcher;	/* NULL: nothing to look for */
};

const struct known *
known_make(struct arena *a, const struct shop *shop)
{
	slice	 lists[KNOWN_SORTS] = {
		[KNOWN_NAME] = shop->name, [KNOWN_HANDLE] = shop->handles,
		[KNOWN_PLACE] = shop->places, [KNOWN_RIVAL] = shop->rivals,
		[KNOWN_CRITICAL] = shop->critical,
	};
	const struct query *rules[KNOWN_SORTS];
	struct known *k = arena_take(a, sizeof(*k));
	bool	 any = false;

	for (size_t i = 0; i < KNOWN_SORTS; i++)
		any |= (rules[i] = entries_rule(a, &lists[i])) != NULL;
	if (k != NULL && any)
		k->matcher = matcher_make(a, rules, KNOWN_SORTS);
	return a->spent ? NULL : k;
}

bool
known_find(const struct known *k, struct arena *a, slice title, slice text,
    struct match out[static KNOWN_SORTS])
{
	struct mention m;
	size_t	 mark = a->used;

	for (size_t i = 0; i < KNOWN_SORTS; i++) {
		out[i].hit = false;
		out[i].nwords = 0;
	}
	if (k->matcher == NULL)
		return false;
	if (title.n + text.n == 0)
		return true;
	m = (struct mention){ .title = title, .text = text };
	matcher_run(k->matcher, a, &m, out);
	a->used = mark;
	return true;
}
