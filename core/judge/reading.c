#include "core/judge/reading.h"

enum {
	MARKS_PRIME = 251,	/* below MEMO_MARKS */
	MANY = 1 << 23		/* features: the sums cannot overflow */
};

void
reading_init(struct reading *r, const struct table *const *tables, size_t n,
    const struct memo *memo)
{
	r->memo = memo;
	r->slips = NULL;
	r->features = (struct features){ .words = 0 };
	memset(r->sum, 0, sizeof(r->sum));
	memset(r->dense, 0, sizeof(r->dense));
	r->nfeatures = 0;
	r->ntables = r->heads = 0;
	for (size_t i = 0; i < n && i < TABLES; i++) {
		if (r->heads + tables[i]->heads > TABLE_HEADS)
			break;
		r->tables[r->ntables++] = tables[i];
		r->heads += tables[i]->heads;
	}
	r->sides = r->ntables > 0 && tables[0]->heads == TABLE_SIDES;
}

/* --- words -------------------------------------------------------------- */

static uint8_t
check_of(const struct sentence *s, const struct sentence_word *w)
{
	const char *p = s->buf + w->at;

	return (uint8_t)(w->n * 37u + (uint8_t)p[0] * 5u +
	    (uint8_t)p[w->n - 1u]);
}

/* A name looks like a slip, too: what has a capital inside a sentence. */
static bool
may_slip(const struct sentence *s, size_t word)
{
	const struct sentence_word *w = &s->words[word];

	return !w->emoji && !w->wide && !w->drawn && !w->tagged && (word == 0 ||
	    w->capitals || w->raw.p[0] < 'A' || w->raw.p[0] > 'Z');
}

/* What it was meant to be, into aim. */
static slice
meant(const struct reading *r, const struct sentence *s, size_t word,
    char aim[static SLIP_MOST])
{
	const struct sentence_word *w = &s->words[word];
	slice	 fold = { s->buf + w->at, w->n };

	return (slice){ aim, r->slips == NULL ? 0 :
	    slip_meant(r->slips, fold, w->hash, aim) };
}

static struct memo_word *
look_up(const struct reading *r, const struct sentence *s, size_t word,
    struct memo_word *w)
{
	char	 aim[SLIP_MOST];
	uint32_t hashes[FEATURE_WORD_MOST];
	int32_t	 sum[TABLE_HEADS] = { 0 };
	size_t	 n = feature_word(s, word, hashes);

	tables_add(r->tables, r->ntables, hashes, n, sum);
	w->hash = s->words[word].hash;
	w->sign = 0;
	w->features = n & 63;
	w->check = check_of(s, &s->words[word]);
	w->marks = meant(r, s, word, aim).n > 0 ? MEMO_SLIP : 0;
	memo_sums(w->sum, sum);
	return w;
}

/* Is it the word that is remembered here? */
static inline bool
is_it(const struct memo_word *w, const struct sentence *s,
    const struct sentence_word *at)
{
	return memo_is(w, at->hash) && w->features > 0 &&
	    w->check == check_of(s, at);
}

/* Where it is to be remembered. What comes often is kept in its place when
 * another wants there the first time. */
static struct memo_word *
room(const struct memo *m, uint32_t hash, struct memo_word *spare)
{
	struct memo_word *w, *best = spare;

	for (uint32_t i = 0; i < MEMO_PLACES; i++) {
		w = &m->words[memo_other(m, hash, i)];
		if (w->features == 0)
			return w;
		if (best == spare && (w->marks & MEMO_AGAIN) == 0)
			best = w;
	}
	for (uint32_t i = 0; i < MEMO_PLACES && best == spare; i++)
		m->words[memo_other(m, hash, i)].marks &=
		    (uint16_t)~MEMO_AGAIN;
	return best;
}

/* By its hash, or worked out. */
static __attribute__((noinline)) struct memo_word *
seek(const struct reading *r, const struct sentence *s, size_t word,
    struct memo_word *spare)
{
	const struct sentence_word *at = &s->words[word];
	const struct memo *m = r->memo;

	if (m == NULL)
		return look_up(r, s, word, spare);
	for (uint32_t i = 0; i < MEMO_PLACES; i++) {
		struct memo_word *w = &m->words[memo_other(m, at->hash, i)];

		if (is_it(w, s, at)) {
			w->marks |= MEMO_AGAIN;
			return w;
		}
	}
	return look_up(r, s, word, room(m, at->hash, spare));
}

/* The same, and quick where it is in its first line: in which of the two
 * places nobody can guess, so there is no branch. */
static inline struct memo_word *
recall(const struct reading *r, const struct sentence *s, size_t word,
    struct memo_word *spare)
{
	const struct sentence_word *at = &s->words[word];
	struct memo_word *w;
	uint32_t place;

	if (r->memo == NULL)
		return seek(r, s, word, spare);
	place = memo_place(r->memo, at->hash);
	w = r->memo->words + (place ^ memo_is(r->memo->words + (place ^ 1),
	    at->hash));
	if (!is_it(w, s, at))
		return seek(r, s, word, spare);
	if ((w->marks & MEMO_AGAIN) == 0)	/* what is read need not be */
		w->marks |= MEMO_AGAIN;		/* written back */
	return w;
}

/* The place of a word's own sum for a head. */
static inline size_t
side(const struct reading *r, bool turned, size_t head)
{
	return head ^ (r->sides && turned && head < TABLE_SIDES);
}

/* A word that a "not" reaches, counted as it is, speaks for the other side. */
static void
turn(struct reading *r, const struct memo_word *w)
{
	int32_t	 less = memo_sum(w->sum, 0) - memo_sum(w->sum, 1);

	r->sum[0] -= less;
	r->sum[1] += less;
}

/* Two sums to a number, of the n words of a sentence. */
struct pairs {
	uint64_t even[MEMO_LANES], odd[MEMO_LANES];
};

static inline void
pair_up(struct pairs *p, const uint64_t lanes[MEMO_LANES])
{
	const uint64_t half = UINT64_C(0x00003fff00003fff);

#pragma GCC unroll 3
	for (size_t i = 0; i < MEMO_LANES; i++) {
		p->even[i] += lanes[i] & half;
		p->odd[i] += lanes[i] >> MEMO_LANE & half;
	}
}

static void
add_pairs(struct reading *r, struct pairs p, size_t n)
{
	int32_t	 zero = MEMO_ZERO * (int32_t)n;

	for (size_t i = 0; i < MEMO_LANES; i++) {
		r->sum[4 * i] += (int32_t)(uint32_t)p.even[i] - zero;
		r->sum[4 * i + 1] += (int32_t)(uint32_t)p.odd[i] - zero;
		r->sum[4 * i + 2] += (int32_t)(p.even[i] >> 32) - zero;
		r->sum[4 * i + 3] += (int32_t)(p.odd[i] >> 32) - zero;
	}
}

void
reading_sentence(struct reading *r, struct sentence *s)
{
	uint32_t hashes[FEATURE_PLACES_MOST];
	struct feature_place places[SENTENCE_WORDS];
	struct memo_word spare;
	struct pairs p = { { 0 }, { 0 } };
	size_t	 n;

	if (r->nfeatures > MANY)
		return;
	n = feature_places(&r->features, s, places, hashes);
	s->memo = r->memo != NULL ? r->memo->words : NULL;
	for (size_t i = 0; i < s->n; i++) {
		const struct memo_word *w = recall(r, s, i, &spare);

		s->words[i].slot = w == &spare ? MEMO_NONE :
		    (uint16_t)(w - r->memo->words);
		s->words[i].marks = w->marks;
		r->nfeatures += w->features;
		if ((w->marks & MEMO_SLIP) && may_slip(s, i)) {
			s->words[i].slipped = true;
			s->slips++;
		}
		pair_up(&p, w->sum);
		if (r->sides && places[i].turned)
			turn(r, w);
	}
	add_pairs(r, p, s->n);
	tables_add(r->tables, r->ntables, hashes, n, r->sum);
	r->nfeatures += (uint32_t)n;
}

__attribute__((cold)) void
reading_mend_again(const struct reading *r, struct sentence *s)
{
	struct memo_word spare;
	char	 aim[SLIP_MOST];

	for (size_t i = 0; i < s->n && r->slips != NULL; i++)
		if ((seek(r, s, i, &spare)->marks & MEMO_SLIP) &&
		    may_slip(s, i))
			(void)sentence_change(s, i, meant(r, s, i, aim));
}

/* Adds a sentence, or what is less by it, to the sums alone. */
static __attribute__((cold)) void
count(struct reading *r, struct sentence *s, bool less)
{
	struct reading one = *r;

	memset(one.sum, 0, sizeof(one.sum));
	one.nfeatures = 0;
	reading_sentence(&one, s);
	for (size_t i = 0; i < TABLE_HEADS; i++)
		r->sum[i] += less ? -one.sum[i] : one.sum[i];
	r->nfeatures += less ? -one.nfeatures : one.nfeatures;
}

void
reading_mend(struct reading *r, struct sentence *s)
{
	if (s->slips == 0)
		return;
	count(r, s, true);
	reading_mend_again(r, s);
	count(r, s, false);
}

/* A word's own sum for a head. */
static int32_t
part_of(const struct reading *r, const struct sentence *s, size_t word,
    size_t head)
{
	const struct memo_word *w = sentence_memo(s, &s->words[word]);
	struct memo_word spare;

	return memo_sum(w != NULL ? w->sum : seek(r, s, word, &spare)->sum,
	    head);
}

/* A pair belongs to both of its words. */
__attribute__((cold)) void
reading_parts(const struct reading *r, const struct sentence *s, size_t head,
    int32_t *parts)
{
	struct features f = { .words = 0 };
	struct feature_place places[SENTENCE_WORDS];
	uint32_t hashes[FEATURE_PLACES_MOST], *h = hashes;
	const struct table *const *t = r->tables;
	size_t	 at = head;	/* of its table */

	while (at >= (*t)->heads)
		at -= (*t++)->heads;
	memset(parts, 0, s->n * sizeof(*parts));
	(void)feature_places(&f, s, places, hashes);
	for (size_t i = 0; i <= s->n && s->n > 0; i++) {
		size_t	 left = i == 0 ? 0 : i - 1, right = i < s->n ? i : left;
		int32_t	 pair = table_value(*t, at, *h++);

		parts[left] += pair;
		parts[right] += pair;
		if (i == s->n)
			break;
		parts[i] += 2 * part_of(r, s, i,
		    side(r, places[i].turned, head));
		if (places[i].hashes > 1)
			parts[i] += 2 * table_value(*t, at, *h++);
	}
}

/* --- the whole text ----------------------------------------------------- */

static __attribute__((cold)) void
marks_sum(const struct reading *r, const struct sentences *k,
    int32_t sum[TABLE_HEADS])
{
	uint32_t hashes[FEATURE_MARKS_MOST];

	tables_add(r->tables, r->ntables, hashes,
	    feature_marks(&r->features, k, hashes), sum);
}

/* Out of the memo, in which they are put where they were not. */
static const uint64_t *
recall_marks(const struct reading *r, const struct sentences *k)
{
	uint64_t key = feature_marks_key(&r->features, k) | (uint64_t)1 << 63;
	struct memo_marks *m = &r->memo->marks[key % MARKS_PRIME];
	int32_t	 sum[TABLE_HEADS] = { 0 };

	if (m->key != key) {
		marks_sum(r, k, sum);
		memo_sums(m->sum, sum);
		m->key = key;
	}
	return m->sum;
}

void
reading_marks(struct reading *r, const struct sentences *k)
{
	struct pairs p = { { 0 }, { 0 } };

	r->nfeatures += FEATURE_MARKS_MOST;
	r->root = table_root(r->nfeatures);
	if (r->memo == NULL || r->memo->marks == NULL) {
		marks_sum(r, k, r->sum);
		return;
	}
	pair_up(&p, recall_marks(r, k));
	add_pairs(r, p, 1);
}

void
reading_answer(const struct reading *r, size_t table, size_t lang,
    int32_t *answer)
{
	const int32_t *sum = r->sum;

	for (size_t i = 0; i < table; i++)
		sum += r->tables[i]->heads;
	table_answer(r->tables[table], sum, r->root, r->dense, lang, answer);
}
