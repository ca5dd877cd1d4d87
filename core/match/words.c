#include "core/match/words.h"

enum {
	LENGTHS = 64,			/* bits in words.lengths */
	FORMS = 2 * SPELLINGS
};

/* A word as it is looked for in mentions of some spellings. */
struct form {
	slice	 fold;
	uint8_t	 spellings;
};

struct forms {
	struct form all[FORMS];
	size_t	 n;
	char	 room[FORMS][TOKEN_MAX];
};

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

static void
add_form(struct forms *f, slice fold, uint8_t spellings)
{
	size_t	 i = 0;

	while (i < f->n && !slice_eq(f->all[i].fold, fold))
		i++;
	if (i == f->n)
		f->all[f->n++] = (struct form){ .fold = fold };
	f->all[i].spellings |= spellings;
}

static void
forms_of(const struct term *t, struct forms *f)
{
	const slice spelled[] = { t->fold, t->pairs };

	f->n = 0;
	for (size_t i = 0; i < FORMS; i++) {
		slice	 s = spelled[i / SPELLINGS];
		enum spelling how = (enum spelling)(i % SPELLINGS);

		if (s.n == 0)
			continue;
		s = (slice){ f->room[i], spelling_bare(how, s, f->room[i]) };
		add_form(f, s, (uint8_t)(1 << how));
	}
}

size_t
words_count(const struct term *t)
{
	struct forms f;

	forms_of(t, &f);
	return f.n;
}

static struct word *
word_of(struct words *w, struct arena *a, slice fold, bool prefix)
{
	uint64_t h = hash_start;
	struct word *word;

	for (size_t i = 0; i < fold.n; i++)
		h = hash_step(h, fold.p[i]);
	word = slot_of(w, h, fold, prefix);
	if (word->fold.n == 0)
		word->fold = arena_copy(a, fold);
	word->prefix = prefix;
	if (prefix)
		w->lengths |= (uint64_t)1 << fold.n;
	return word;
}

bool
words_add(struct words *w, struct arena *a, const struct term *t,
    uint32_t leaf, size_t place)
{
	struct forms f;

	forms_of(t, &f);
	for (size_t i = 0; i < f.n; i++) {
		struct word *word = word_of(w, a, f.all[i].fold, t->prefix);
		struct use *u = word->uses;

		if (u == NULL || u->leaf != leaf ||
		    u->spellings != f.all[i].spellings) {
			u = arena_take(a, sizeof(*u));
			if (u == NULL)
				return false;
			*u = (struct use){ .leaf = leaf,
			    .spellings = f.all[i].spellings,
			    .next = word->uses };
			word->uses = u;
		}
		u->places |= (uint64_t)1 << place;
	}
	return !a->spent;
}

/* A token while it is looked up. */
struct search {
	const struct words *words;
	enum spelling spelling;
	word_fn	*fn;
	void	*ctx;
};

static void
hit(const struct search *s, uint64_t h, slice fold, bool prefix)
{
	const struct word *word = slot_of(s->words, h, fold, prefix);

	for (const struct use *u = word->uses; u != NULL; u = u->next)
		if (u->spellings >> s->spelling & 1)
			s->fn(s->ctx, u);
}

/* One form of a token and its prefixes; `head` ends another form on the way. */
static void
find_form(const struct search *s, slice form, size_t head, bool whole)
{
	uint64_t h = hash_start, lengths = s->words->lengths;

	for (size_t n = 1; n <= form.n; n++) {
		h = hash_step(h, form.p[n - 1]);
		if (n < LENGTHS && (lengths >> n & 1))
			hit(s, h, slice_head(form, n), true);
		if (n == head || (n == form.n && whole))
			hit(s, h, slice_head(form, n), false);
	}
}

static void
find_bare(const struct search *s, slice form, size_t head, bool whole)
{
	char	 bare[TOKEN_MAX], start[TOKEN_MAX];

	if (s->spelling == SPELLING_PLAIN) {
		find_form(s, form, head, whole);
		return;
	}
	head = spelling_bare(s->spelling, slice_head(form, head), start);
	form = (slice){ bare, spelling_bare(s->spelling, form, bare) };
	find_form(s, form, head, whole);
}

static void
find_token(const struct search *s, const struct token *t)
{
	slice	 fold = token_fold(t);

	find_bare(s, fold, t->head, t->whole);
	if (t->tail > 0)
		find_bare(s, slice_from(fold, t->tail), 0, true);
}

void
words_find(const struct words *w, enum spelling spelling,
    const struct token *t, word_fn *fn, void *ctx)
{
	struct search s = { w, spelling, fn, ctx };
	struct token other;

	find_token(&s, t);
	if (spelling_pairs(t, &other))
		find_token(&s, &other);
}
