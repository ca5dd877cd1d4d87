#include "core/judge/table.h"

#include "core/judge/root.h"

/*
 * The bytes of a table, numbers of two bytes with the high one first:
 *   "ET" 1 bits heads parts per ndense nlangs codebits unit(2)
 *   bias[nlangs][heads](2), dense[heads][ndense](2): 1024ths
 *   book[parts][2^codebits][per](1)
 *   rows[2^bits][parts] of codebits each, the low bits of a byte first; and
 *   three bytes more, so that four can be read for each
 */
enum { HEAD = 12, BITS_LEAST = 4, BITS_MOST = 20, BYTE = 8,
	CODE_MOST = 10,		/* bits */
	PARTS_MOST = 2,		/* no row is in more than four bytes */
	PAD = 3,		/* bytes */
	PER_MOST = 8,		/* values of a part */
	MARKS_PRIME = 61,	/* below MEMO_MARKS */
	NUMBER = 64,		/* bits, which the values of a part share */
	LONG = 625, LONG_ROOT = 25,	/* features: some sixty words */
	MANY = 1 << 23 };	/* features: the sums cannot overflow */

static int32_t
number(const uint8_t *p)
{
	return ((p[0] << 8 | p[1]) ^ 0x8000) - 0x8000;
}

/* The values of the book side by side in what is zeros, each 128 more than it
 * is, so that one addition is that of all; and so many that none spills into
 * the next: 2^n times 255 is below 2^(n + 8). */
static void
widen(struct table *t)
{
	const uint8_t *p = t->book;

	t->lane = NUMBER / (unsigned)t->per;
	t->most = (size_t)1 << (t->lane - BYTE);
	for (size_t i = 0; i < t->parts << t->bits; i++)
		for (size_t k = 0; k < t->per; k++)
			t->wide[i] |= (uint64_t)(*p++ ^ 0x80) << k * t->lane;
}

bool
table_open(struct table *t, const uint8_t *bytes, size_t n)
{
	size_t	 bits, at = HEAD;

	if (n < HEAD || memcmp(bytes, "ET\1", 3) != 0)
		return false;
	bits = bytes[3];
	*t = (struct table){ .shift = 32 - (unsigned)bits,
	    .heads = bytes[4], .parts = bytes[5], .per = bytes[6],
	    .ndense = bytes[7], .nlangs = bytes[8],
	    .bits = bytes[9],
	    .unit = bytes[10] << 8 | bytes[11] };
	if (bits < BITS_LEAST || bits > BITS_MOST || t->heads == 0 ||
	    t->heads > TABLE_HEADS || t->nlangs == 0 ||
	    t->parts * t->per != t->heads || t->parts > PARTS_MOST ||
	    t->bits - 1 >= CODE_MOST || t->per > PER_MOST ||
	    t->parts << t->bits > TABLE_CODES)
		return false;
	t->bias = bytes + at;
	at += 2 * t->nlangs * t->heads;
	t->dense = bytes + at;
	at += 2 * t->heads * t->ndense;
	t->book = bytes + at;
	at += t->heads << t->bits;
	t->rows = bytes + at;
	if (n <= at || n != at + (t->parts * t->bits << bits) / BYTE + PAD)
		return false;
	widen(t);
	return true;
}

void
reading_init(struct reading *r, const struct table *const *tables, size_t n,
    const struct memo *memo)
{
	*r = (struct reading){ .memo = memo };
	for (size_t i = 0; i < n && i < TABLES; i++) {
		if (r->heads + tables[i]->heads > TABLE_HEADS)
			break;
		r->tables[r->ntables++] = tables[i];
		r->heads += tables[i]->heads;
	}
	r->sides = r->ntables > 0 && tables[0]->heads == TABLE_SIDES;
}

/* The codes of a row, the first one lowest; of so many bits. */
static inline uint32_t
row(const struct table *t, size_t bits, uint32_t hash)
{
	size_t	 bit = bits * (hash >> t->shift);
	const uint8_t *p = t->rows + bit / BYTE;

	return ((uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	    (uint32_t)p[3] << 24) >> bit % BYTE;
}

/* What n values together are, in their lanes. */
static void
unpack(const struct table *t, uint64_t lanes, size_t n, int32_t *sum)
{
	uint64_t mask = ~(uint64_t)0 >> (NUMBER - t->lane);

	for (size_t k = 0; k < t->per; k++)
		sum[k] += (int32_t)(lanes >> k * t->lane & mask) -
		    0x80 * (int32_t)n;
}

static void
add_one(const struct table *t, const uint32_t *hash, size_t n, int32_t *sum)
{
	uint32_t mask = ((uint32_t)1 << t->bits) - 1;
	uint64_t one = 0;
	size_t	 bits = t->bits;

	for (size_t i = 0; i < n; i++)
		one += t->wide[row(t, bits, hash[i]) & mask];
	unpack(t, one, n, sum);
}

static void
add_two(const struct table *t, const uint32_t *hash, size_t n, int32_t *sum)
{
	const uint64_t *second = t->wide + ((size_t)1 << t->bits);
	uint32_t mask = ((uint32_t)1 << t->bits) - 1;
	uint64_t one = 0, two = 0;
	size_t	 bits = (size_t)2 * t->bits;

	for (size_t i = 0; i < n; i++) {
		uint32_t codes = row(t, bits, hash[i]);

		one += t->wide[codes & mask];
		two += second[codes >> t->bits & mask];
	}
	unpack(t, one, n, sum);
	unpack(t, two, n, sum + t->per);
}

/* Adds the rows of features, of every table. */
static void
add(const struct reading *r, const uint32_t *hash, size_t n, int32_t *sum)
{
	for (size_t i = 0; i < r->ntables; i++) {
		const struct table *t = r->tables[i];

		for (size_t f = 0; f < n; f += t->most) {
			size_t	 some = n - f < t->most ? n - f : t->most;

			if (t->parts == 1)
				add_one(t, hash + f, some, sum);
			else
				add_two(t, hash + f, some, sum);
		}
		sum += t->heads;
	}
}

static uint8_t
check_of(const struct sentence *s, const struct sentence_word *w)
{
	const char *p = s->buf + w->at;

	return (uint8_t)(w->n * 37u + (uint8_t)p[0] * 5u +
	    (uint8_t)p[w->n - 1u]);
}

static void
look_up(const struct reading *r, const struct sentence *s, size_t word,
    struct memo_word *w)
{
	uint32_t hashes[FEATURE_WORD_MOST];
	int32_t	 sum[TABLE_HEADS] = { 0 };
	size_t	 n = feature_word(s, word, hashes);

	add(r, hashes, n, sum);
	w->hash = s->words[word].hash;
	w->sign = 0;
	w->features = n & 63;
	w->check = check_of(s, &s->words[word]);
	w->marks = 0;
	memo_sums(w->sum, sum);
}

/* By its hash, or worked out. A word that comes often is kept in its place
 * when another wants there the first time. */
static struct memo_word *
recall(const struct reading *r, const struct sentence *s, size_t word,
    struct memo_word *spare)
{
	const struct sentence_word *at = &s->words[word];
	struct memo_word *w = r->memo == NULL ? spare :
	    &r->memo->words[at->hash & r->memo->mask];

	if (r->memo != NULL && w->features > 0 && memo_is(w, at->hash) &&
	    w->check == check_of(s, at)) {
		w->marks |= MEMO_AGAIN;
		return w;
	}
	if (r->memo != NULL && (w->marks & MEMO_AGAIN)) {
		w->marks &= (uint16_t)~MEMO_AGAIN;
		w = spare;
	}
	look_up(r, s, word, w);
	return w;
}

/* The place of a word's own sum for a head. */
static inline size_t
side(const struct reading *r, const struct features *f, size_t head)
{
	return head ^ (r->sides && f->turned && head < TABLE_SIDES);
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

static void
add_pairs(struct reading *r, const struct pairs *p, size_t n)
{
	int32_t	 zero = MEMO_ZERO * (int32_t)n;

	for (size_t i = 0; i < MEMO_LANES; i++) {
		r->sum[4 * i] += (int32_t)(uint32_t)p->even[i] - zero;
		r->sum[4 * i + 1] += (int32_t)(uint32_t)p->odd[i] - zero;
		r->sum[4 * i + 2] += (int32_t)(p->even[i] >> 32) - zero;
		r->sum[4 * i + 3] += (int32_t)(p->odd[i] >> 32) - zero;
	}
}

void
reading_sentence(struct reading *r, struct sentence *s)
{
	const uint64_t half = UINT64_C(0x0000ffff0000ffff);
	uint32_t hashes[(SENTENCE_WORDS + 1) * FEATURE_PLACE_MOST];
	struct memo_word spare;
	struct pairs p = { { 0 }, { 0 } };
	size_t	 n = 0;

	if (r->nfeatures > MANY)
		return;
	s->memo = r->memo != NULL ? r->memo->words : NULL;
	for (size_t i = 0; i < s->n; i++) {
		const struct memo_word *w = recall(r, s, i, &spare);

		s->words[i].slot = w == &spare ? MEMO_NONE :
		    (uint16_t)(w - r->memo->words);
		n += feature_place(&r->features, s, i, hashes + n);
		r->nfeatures += w->features;
		for (size_t k = 0; k < MEMO_LANES; k++) {
			p.even[k] += w->sum[k] & half;
			p.odd[k] += w->sum[k] >> MEMO_LANE & half;
		}
		if (r->sides && r->features.turned)
			turn(r, w);
	}
	n += feature_end(&r->features, s, hashes + n);
	add_pairs(r, &p, s->n);
	add(r, hashes, n, r->sum);
	r->nfeatures += (uint32_t)n;
}

static int32_t
value(const struct reading *r, size_t head, uint32_t hash)
{
	const struct table *const *t = r->tables;
	const uint8_t *p;
	size_t	 part, code;

	while (head >= (*t)->heads)
		head -= (*t++)->heads;
	part = head / (*t)->per;
	code = row(*t, (*t)->bits * (*t)->parts, hash) >> (*t)->bits * part &
	    (((uint32_t)1 << (*t)->bits) - 1);
	p = (*t)->book + (part * (*t)->per << (*t)->bits) + head % (*t)->per +
	    (*t)->per * code;
	return *p < 0x80 ? *p : *p - 0x100;
}

/* A pair belongs to both of its words. */
void
reading_parts(const struct reading *r, const struct sentence *s, size_t head,
    int32_t *parts)
{
	struct features f = { .before = 0 };
	struct memo_word spare;

	memset(parts, 0, s->n * sizeof(*parts));
	for (size_t i = 0; i <= s->n && s->n > 0; i++) {
		uint32_t hashes[FEATURE_PLACE_MOST];
		size_t	 n = i < s->n ? feature_place(&f, s, i, hashes) :
		    feature_end(&f, s, hashes);
		size_t	 left = i == 0 ? 0 : i - 1, right = i < s->n ? i : left;
		int32_t	 pair = value(r, head, hashes[0]);

		if (i < s->n)
			parts[i] += 2 * memo_sum(recall(r, s, i, &spare)->sum,
			    side(r, &f, head));
		parts[left] += pair;
		parts[right] += pair;
		while (n-- > 1)
			parts[right] += 2 * value(r, head, hashes[n]);
	}
}

static void
marks_sum(const struct reading *r, const struct sentences *k,
    int32_t sum[TABLE_HEADS])
{
	uint32_t hashes[FEATURE_MARKS_MOST];

	add(r, hashes, feature_marks(&r->features, k, hashes), sum);
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
	const uint64_t *lanes;

	r->nfeatures += FEATURE_MARKS_MOST;
	if (r->memo == NULL || r->memo->marks == NULL) {
		marks_sum(r, k, r->sum);
		return;
	}
	lanes = recall_marks(r, k);
	for (size_t i = 0; i < TABLE_HEADS; i++)
		r->sum[i] += memo_sum(lanes, i);
}

/*
 * 256 times the root of n, rounded down; n is below 2^24. Above LONG it grows
 * as n does: what a long text repeats must not make it surer and surer.
 */
static int64_t
root(uint32_t n)
{
	if (n > LONG)
		return 256 * (int64_t)n / LONG_ROOT;
	return n > 0 ? root_of((uint64_t)n << 16) : 1;
}

/* Adds one dense input, to each head as it weighs there. */
static void
weigh(const struct table *t, size_t input, int32_t much, int64_t *v)
{
	const uint8_t *p = t->dense + 2 * input;

	for (size_t k = 0; k < t->heads; k++, p += 2 * t->ndense)
		v[k] += (int64_t)much * number(p);
}

void
reading_answer(const struct reading *r, size_t table, const int32_t *dense,
    size_t lang, int32_t *answer)
{
	const struct table *t = r->tables[table];
	const int32_t *sum = r->sum;
	const uint8_t *bias = t->bias + (lang < t->nlangs ?
	    2 * lang * t->heads : 0);
	int64_t	 v[TABLE_HEADS] = { 0 }, by = root(r->nfeatures);

	for (size_t i = 0; i < table; i++)
		sum += r->tables[i]->heads;
	for (size_t i = 0; i < t->ndense; i++)
		if (dense[i] != 0)
			weigh(t, i, dense[i], v);
	/* unit / 65536 * sum / root, times 1024 */
	for (size_t k = 0; k < t->heads; k++)
		answer[k] = number(bias + 2 * k) + (int32_t)(v[k] / 1000) +
		    (int32_t)((int64_t)sum[k] * t->unit * 4 / by);
}
