#include "core/judge/table.h"

#include "core/judge/root.h"

/*
 * The bytes of a table, numbers of two bytes with the high one first:
 *   "ET" 1 bits heads parts per ndense nlangs codebits unit(2)
 *   bias[nlangs][heads](2), dense[heads][ndense](2): 1024ths
 *   book[parts][2^codebits][per](1)
 *   rows[2^bits][parts] of codebits each, the low bits of a byte first; and
 *   one byte more, so that two can be read for each
 */
enum { HEAD = 12, BITS_LEAST = 4, BITS_MOST = 20, BYTE = 8,
	CODE_MOST = 10,		/* bits: no code is in more than two bytes */
	PER_MOST = 8,		/* values of a part */
	LANES = 256,		/* features: 256 times 255 is below 65536 */
	LONG = 625, LONG_ROOT = 25,	/* features: some sixty words */
	MANY = 1 << 23 };	/* features: the sums cannot overflow */

static int32_t
number(const uint8_t *p)
{
	int32_t	 v = p[0] << 8 | p[1];

	return v < 0x8000 ? v : v - 0x10000;
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
	    t->parts * t->per != t->heads || t->bits - 1 >= CODE_MOST ||
	    t->per > PER_MOST)
		return false;
	t->bias = bytes + at;
	at += 2 * t->nlangs * t->heads;
	t->dense = bytes + at;
	at += 2 * t->heads * t->ndense;
	t->book = bytes + at;
	at += t->heads << t->bits;
	t->rows = bytes + at;
	return n - at >= PER_MOST &&
	    n == at + (t->parts * t->bits << bits) / BYTE + 1;
}

void
reading_init(struct reading *r, const struct table *const *tables, size_t n,
    struct table_memo *memo)
{
	*r = (struct reading){ .memo = memo };
	for (size_t i = 0; i < n && i < TABLES; i++) {
		if (r->heads + tables[i]->heads > TABLE_HEADS)
			break;
		r->tables[r->ntables++] = tables[i];
		r->heads += tables[i]->heads;
	}
}

static size_t
code(const struct table *t, size_t bit)
{
	const uint8_t *p = t->rows + bit / BYTE;

	return (size_t)(p[0] | p[1] << BYTE) >> bit % BYTE &
	    (((size_t)1 << t->bits) - 1);
}

/* Eight values, each 128 more than it is; what follows the last ones of the
 * book are rows. */
static uint64_t
values(const uint8_t *p)
{
	return ((uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
	    (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	    (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	    (uint64_t)p[7] << 56) ^ UINT64_C(0x8080808080808080);
}

/* All values of a part at once, four to a number: 16 bits have room for the
 * sum of as many features as LANES. */
static void
add_part(const struct table *t, size_t part, const uint32_t *hash, size_t n,
    int32_t *sum)
{
	const uint64_t mask = UINT64_C(0x00ff00ff00ff00ff);
	const uint8_t *book = t->book + (part * t->per << t->bits);
	size_t	 row = t->bits * t->parts;	/* bits */
	uint64_t lanes[2] = { 0, 0 };

	for (size_t i = 0; i < n; i++) {
		uint64_t v = values(book + t->per * code(t, row *
		    (hash[i] >> t->shift) + t->bits * part));

		lanes[0] += v & mask;
		lanes[1] += v >> 8 & mask;
	}
	for (size_t k = 0; k < t->per; k++)
		sum[k] += (int32_t)(lanes[k % 2] >> 8 * (k & ~(size_t)1) &
		    0xffff) - 128 * (int32_t)n;
}

/* Adds the rows of features, of every table. */
static void
add(const struct reading *r, const uint32_t *hash, size_t n, int32_t *sum)
{
	for (size_t i = 0; i < r->ntables; i++) {
		const struct table *t = r->tables[i];

		for (size_t p = 0; p < t->parts; p++, sum += t->per)
			for (size_t f = 0; f < n; f += LANES)
				add_part(t, p, hash + f,
				    n - f < LANES ? n - f : LANES, sum);
	}
}

static void
look_up(const struct reading *r, const struct sentence *s, size_t word,
    struct table_word *w)
{
	uint32_t hashes[FEATURE_WORD_MOST];
	int32_t	 sum[TABLE_HEADS] = { 0 };
	size_t	 n = feature_word(s, word, hashes);

	add(r, hashes, n, sum);
	w->hash = s->words[word].hash;
	w->features = (uint8_t)n;
	w->again = false;
	for (size_t k = 0; k < TABLE_HEADS; k++)
		w->sum[k] = (int16_t)sum[k];
}

/* By its hash, or worked out. A word that comes often is kept in its place
 * when another wants there the first time. */
static const struct table_word *
recall(const struct reading *r, const struct sentence *s, size_t word,
    struct table_word *spare)
{
	uint32_t hash = s->words[word].hash;
	struct table_word *w = r->memo == NULL ? spare :
	    &r->memo->words[hash % TABLE_MEMO];

	if (r->memo != NULL && w->features > 0 && w->hash == hash) {
		w->again = true;
		return w;
	}
	if (r->memo != NULL && w->again) {
		w->again = false;
		w = spare;
	}
	look_up(r, s, word, w);
	return w;
}

/* What the words are in their places; n: how many features there were. */
static size_t
places(struct reading *r, const struct sentence *s)
{
	uint32_t hashes[(SENTENCE_WORDS + 1) * FEATURE_PLACE_MOST];
	size_t	 n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += feature_place(&r->features, s, i, hashes + n);
	n += feature_end(&r->features, s, hashes + n);
	add(r, hashes, n, r->sum);
	return n;
}

void
reading_sentence(struct reading *r, const struct sentence *s)
{
	struct table_word spare;

	if (r->nfeatures > MANY)
		return;
	for (size_t i = 0; i < s->n; i++) {
		const struct table_word *w = recall(r, s, i, &spare);

		r->nfeatures += w->features;
		for (size_t k = 0; k < TABLE_HEADS; k++)
			r->sum[k] += w->sum[k];
	}
	r->nfeatures += (uint32_t)places(r, s);
}

static int32_t
value(const struct reading *r, size_t head, uint32_t hash)
{
	const struct table *const *t = r->tables;
	const uint8_t *p;
	size_t	 part;

	while (head >= (*t)->heads)
		head -= (*t++)->heads;
	part = head / (*t)->per;
	p = (*t)->book + (part * (*t)->per << (*t)->bits) + head % (*t)->per +
	    (*t)->per * code(*t, (*t)->bits * ((*t)->parts *
	    (size_t)(hash >> (*t)->shift) + part));
	return *p < 0x80 ? *p : *p - 0x100;
}

/* A pair belongs to both of its words. */
void
reading_parts(const struct reading *r, const struct sentence *s, size_t head,
    int32_t *parts)
{
	struct features f = { .before = 0 };
	struct table_word spare;

	for (size_t i = 0; i < s->n; i++)
		parts[i] = 2 * recall(r, s, i, &spare)->sum[head];
	for (size_t i = 0; i <= s->n && s->n > 0; i++) {
		uint32_t hashes[FEATURE_PLACE_MOST];
		size_t	 n = i < s->n ? feature_place(&f, s, i, hashes) :
		    feature_end(&f, s, hashes);
		size_t	 left = i == 0 ? 0 : i - 1, right = i < s->n ? i : left;
		int32_t	 pair = value(r, head, hashes[0]);

		parts[left] += pair;
		parts[right] += pair;
		while (n-- > 1)
			parts[right] += 2 * value(r, head, hashes[n]);
	}
}

void
reading_marks(struct reading *r, const struct sentences *k)
{
	uint32_t hashes[FEATURE_MARKS_MOST];
	size_t	 n = feature_marks(&r->features, k, hashes);

	add(r, hashes, n, r->sum);
	r->nfeatures += (uint32_t)n;
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
		for (size_t k = 0; k < t->heads && dense[i] != 0; k++)
			v[k] += (int64_t)dense[i] * number(t->dense +
			    2 * (k * t->ndense + i));
	/* unit / 65536 * sum / root, times 1024 */
	for (size_t k = 0; k < t->heads; k++)
		answer[k] = number(bias + 2 * k) + (int32_t)(v[k] / 1000) +
		    (int32_t)((int64_t)sum[k] * t->unit * 4 / by);
}
