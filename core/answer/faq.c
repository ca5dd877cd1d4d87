#include "core/answer/faq.h"

#include "core/judge/small_words.h"
#include "core/match/tokens.h"

enum {
	UNIT = 4,		/* of a word that all entries have */
	BARE = 4,		/* bytes that two words must share */
	TAIL = 2,		/* and how many the longer may have beyond */
	LONG = 6,		/* as many in common are the same word */
	ENOUGH = 50,		/* percent of the question */
	ISSUE = 15		/* percent for an entry of the same issue */
};

struct word {
	slice	 fold;		/* in the arena */
	slice	 raw;		/* where it stood */
	unsigned weight;	/* of an entry; before that, in quarters */
};

struct page {
	const struct faq *entry;
	struct word words[FAQ_WORDS];
	size_t	 n;
	unsigned weight;	/* of all of them */
};

struct faq_book {
	struct page *pages;
	size_t	 n;
};

/* ---- words ----------------------------------------------------------- */

/* In quarters. Numbers of one figure, single letters and small words carry
 * nothing; but long ones among those are "sunday" and "birthday", too. Of a
 * known language only its own small words are small. */
static unsigned
carries(const struct token *t, uint8_t small)
{
	if (t->kind == TOKEN_TAG || t->kind == TOKEN_EMOJI ||
	    (t->n < 2 && t->kind != TOKEN_WIDE))
		return 0;
	if ((small_word(t->hash) & small) == 0)
		return 4;
	return t->n >= LONG;
}

static uint8_t
small_of(slice lang)
{
	static const char codes[] = "endefresitptnl";
	slice	 head = slice_head(lang, 2);
	uint8_t	 all = 0;

	for (size_t i = 0; i < TONGUES; i++) {
		if (slice_ieq(head, (slice){ codes + 2 * i, 2 }))
			return (uint8_t)(1u << i);
		all |= (uint8_t)(1u << i);
	}
	return all;
}

/* How many quarters of a word it is: 4 the same, 3 but for its end, 0. */
static unsigned
alike(slice a, slice b)
{
	size_t	 n = 0, most = a.n > b.n ? a.n : b.n;

	while (n < a.n && n < b.n && a.p[n] == b.p[n])
		n++;
	if (n == most || (n >= LONG && most - n <= TAIL))
		return 4;
	if (n + 1 == BARE && most == BARE)	/* "dogs" */
		return (a.n > b.n ? a : b).p[n] == 's' ? 3 : 0;
	return n >= BARE && most - n <= TAIL ? 3 : 0;
}

/* Adds the words of a text, each once; returns how many there are then. */
static size_t
gather(struct arena *a, struct word *words, size_t n, size_t most, slice text,
    uint8_t small)
{
	struct tokens all;
	struct token t;

	tokens_init(&all, text);
	while (n < most && token_next(&all, &t)) {
		unsigned quarters = carries(&t, small);
		size_t	 i = 0;

		if (quarters == 0)
			continue;
		while (i < n && !slice_eq(words[i].fold, token_fold(&t)))
			i++;
		if (i == n)
			words[n++] = (struct word){ .raw = t.raw,
			    .fold = arena_copy(a, token_fold(&t)),
			    .weight = quarters };
	}
	return n;
}

/* ---- the book -------------------------------------------------------- */

/* The fewer entries have a word, the more it says: doubled rarity is one unit
 * more. */
static unsigned
rarity(const struct faq_book *b, slice fold)
{
	size_t	 have = 1;
	unsigned weight = UNIT;

	for (size_t i = 0; i < b->n; i++)
		for (size_t w = 0; w < b->pages[i].n; w++)
			if (alike(b->pages[i].words[w].fold, fold)) {
				have++;
				break;
			}
	for (; have * 2 <= b->n + 1; have *= 2)
		weight += UNIT;
	return weight;
}

static void
weigh(const struct faq_book *b, struct page *p)
{
	for (size_t w = 0; w < p->n; w++) {
		p->words[w].weight *= rarity(b, p->words[w].fold);
		p->weight += p->words[w].weight;
	}
}

const struct faq_book *
faq_book(struct arena *a, const struct faq *entries, size_t n)
{
	struct faq_book *b = arena_take(a, sizeof(*b));
	size_t	 first = n > FAQ_MOST ? n - FAQ_MOST : 0;

	if (b == NULL)
		return NULL;
	b->n = n - first;
	b->pages = arena_take(a, b->n * sizeof(b->pages[0]));
	if (b->pages == NULL)
		return NULL;
	for (size_t i = 0; i < b->n; i++) {
		struct page *p = &b->pages[i];

		p->entry = &entries[first + i];
		p->n = gather(a, p->words, 0, FAQ_WORDS, p->entry->question,
		    small_of(p->entry->lang));
	}
	for (size_t i = 0; i < b->n; i++)
		weigh(b, &b->pages[i]);
	return a->spent ? NULL : b;
}

/* ---- finding --------------------------------------------------------- */

struct hit {
	unsigned sum;		/* what its words weigh: the better match has
				 * more of them, not the shorter question */
	unsigned percent;
	unsigned whole;		/* words that are there quite the same */
	size_t	 n;
	slice	 raw[FAQ_WORDS];	/* as the mention has them */
};

static void
lay(const struct page *p, const struct word *heard, size_t n, struct hit *h)
{
	*h = (struct hit){ .n = 0 };
	for (size_t w = 0; w < p->n; w++) {
		unsigned best = 0;
		size_t	 at = 0;

		for (size_t i = 0; i < n && best < 4; i++) {
			unsigned q = alike(p->words[w].fold, heard[i].fold);

			if (q > best) {
				best = q;
				at = i;
			}
		}
		h->sum += best * p->words[w].weight / 4;
		h->whole += best == 4;
		if (best)
			h->raw[h->n++] = heard[at].raw;
	}
	if (p->weight)
		h->percent = h->sum * 100 / p->weight;
}

static bool
same_issue(slice labels, slice issues)
{
	slice	 rest = issues;

	while (rest.n) {
		slice	 issue = slice_trim(slice_cut(&rest, ','));
		slice	 list = labels;

		while (list.n) {
			slice	 l = slice_trim(slice_cut(&list, ','));

			if (l.n && (slice_eq(l, issue) || slice_eq(l,
			    slice_head(issue, slice_index(issue, '/')))))
				return true;
		}
	}
	return false;
}

static bool
speaks(const struct faq *e, slice lang)
{
	return e->lang.n == 0 || lang.n == 0 || slice_eq(lang, SLICE("xx")) ||
	    slice_ieq(slice_head(e->lang, 2), slice_head(lang, 2));
}

/* One word is enough only where it is all that the entry has, or a long one
 * of two: "parking". */
static bool
fits(const struct page *p, const struct hit *h)
{
	return h->percent >= ENOUGH && h->whole > 0 && (h->n >= 2 ||
	    h->n == p->n || (p->n == 2 && h->raw[0].n >= LONG));
}

static slice
told(struct arena *a, const struct hit *h)
{
	struct sink k = sink_open(a);

	for (size_t i = 0; i < h->n; i++) {
		sink_text(&k, i ? ", " : "");
		sink_put(&k, h->raw[i]);
	}
	return sink_close(&k, a);
}

bool
faq_find(const struct faq_book *b, struct arena *a, const struct mention *m,
    slice lang, slice issues, struct faq_hit *out)
{
	struct word heard[FAQ_HEARD];
	struct hit best = { .n = 0 }, h;
	uint8_t	 small = small_of(lang);
	size_t	 n = gather(a, heard, 0, FAQ_HEARD, m->title, small);

	*out = (struct faq_hit){ .words = SLICE("") };
	n = gather(a, heard, n, FAQ_HEARD, m->text, small);
	for (size_t i = 0; i < b->n; i++) {
		const struct page *p = &b->pages[i];

		if (!speaks(p->entry, lang))
			continue;
		lay(p, heard, n, &h);
		if (h.n && same_issue(p->entry->labels, issues)) {
			h.percent += ISSUE;
			h.sum += h.sum * ISSUE / 100;
		}
		if (!fits(p, &h) || h.sum < best.sum ||
		    (h.sum == best.sum && out->entry != NULL &&
		    out->entry->uses >= p->entry->uses))
			continue;
		best = h;
		out->entry = p->entry;
	}
	if (out->entry == NULL)
		return false;
	out->percent = best.percent < 100 ? best.percent : 100;
	out->words = told(a, &best);
	return true;
}
