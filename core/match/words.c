#include "core/match/words.h"

enum { LENGTHS = 64 };		/* bits in words.lengths */

static const uint64_t hash_start = 0xcbf29ce484222325u;

/* FNV-1a, byte by byte: on the way to the whole word the prefixes pass by. */
static uint64_t
hash_step(uint64_t h, char c)
{
	return (h ^ (unsigned char)c) * 0x100000001b3u;
}

static size_t
hash_slot(uint64_t h)
{
	return (size_t)(h ^ h >> 32);
}

static struct word *
slot_of(const struct words *w, uint64_t h, slice fold, bool prefix)
{
	size_t	 i = hash_slot(h) & w->mask;

	while (w->slots[i].fold.n && (w->slots[i].prefix != prefix ||
	    !slice_eq(w->slots[i].fold, fold)))
		i = (i + 1) & w->mask;
	return &w->slots[i];
}

bool
words_init(struct words *w, struct arena *a, size_t n)
{
	size_t	 size = 4;

	while (size < 2 * n)
		size *= 2;
	w->slots = arena_take(a, size * sizeof(*w->slots));
	w->mask = size - 1;
	w->lengths = 0;
	return w->slots != NULL;
}

bool
words_add(struct words *w, struct arena *a, const struct term *t,
    uint32_t leaf, size_t place)
{
	uint64_t h = hash_start;
	struct word *word;
	struct use *u;

	for (size_t i = 0; i < t->fold.n; i++)
		h = hash_step(h, t->fold.p[i]);
	word = slot_of(w, h, t->fold, t->prefix);
	word->fold = t->fold;
	word->prefix = t->prefix;
	if (t->prefix)
		w->lengths |= (uint64_t)1 << t->fold.n;
	u = word->uses;
	if (u == NULL || u->leaf != leaf) {
		u = arena_take(a, sizeof(*u));
		if (u == NULL)
			return false;
		*u = (struct use){ .leaf = leaf, .next = word->uses };
		word->uses = u;
	}
	u->places |= (uint64_t)1 << place;
	return true;
}

static void
hit(const struct words *w, uint64_t h, slice fold, bool prefix, word_fn *fn,
    void *ctx)
{
	const struct word *word = slot_of(w, h, fold, prefix);

	for (const struct use *u = word->uses; u != NULL; u = u->next)
		fn(ctx, u);
}

/* One form of a token and its prefixes; `head` ends another form on the way. */
static void
find_form(const struct words *w, slice form, size_t head, bool whole,
    word_fn *fn, void *ctx)
{
	uint64_t h = hash_start;

	for (size_t n = 1; n <= form.n; n++) {
		h = hash_step(h, form.p[n - 1]);
		if (n < LENGTHS && (w->lengths >> n & 1))
			hit(w, h, slice_head(form, n), true, fn, ctx);
		if (n == head || (n == form.n && whole))
			hit(w, h, slice_head(form, n), false, fn, ctx);
	}
}

void
words_find(const struct words *w, const struct token *t, word_fn *fn,
    void *ctx)
{
	slice	 fold = token_fold(t);

	find_form(w, fold, t->head, t->whole, fn, ctx);
	if (t->tail > 0)
		find_form(w, slice_from(fold, t->tail), 0, true, fn, ctx);
}
