#include "core/judge/table.h"

/*
 * The bytes of a table, numbers of two bytes with the high one first:
 *   "ET" 1 bits heads parts per ndense nlangs codebits unit(2)
 *   bias[nlangs][heads](2), dense[heads][ndense](2): 1024ths
 *   book[parts][2^codebits][per](1)
 *   rows[2^bits][parts] of codebits each, the low bits of a byte first; and
 *   if they are not bytes one more, so that two can be read for each
 */
enum { HEAD = 12, BITS_LEAST = 4, BITS_MOST = 20, BYTE = 8,
	CODE_MOST = 10,		/* bits: no code is in more than two bytes */
	LONG = 625, LONG_ROOT = 25,	/* features: some sixty words */
	MANY = 1 << 23 };	/* features: the sums cannot overflow */

static int32_t
number(const uint8_t *p)
{
	int32_t	 v = p[0] << 8 | p[1];

	return v < 0x8000 ? v : v - 0x10000;
}

static int32_t
value(const uint8_t *p)
{
	return *p < 0x80 ? *p : *p - 0x100;
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
	    .bits = bytes[9] ? bytes[9] : BYTE,
	    .unit = bytes[10] << 8 | bytes[11] };
	if (bits < BITS_LEAST || bits > BITS_MOST || t->heads == 0 ||
	    t->heads > TABLE_HEADS || t->nlangs == 0 ||
	    t->parts * t->per != t->heads || t->bits > CODE_MOST)
		return false;
	t->bias = bytes + at;
	at += 2 * t->nlangs * t->heads;
	t->dense = bytes + at;
	at += 2 * t->heads * t->ndense;
	t->book = bytes + at;
	at += t->heads << t->bits;
	t->rows = bytes + at;
	return n == at + (t->parts * t->bits << bits) / BYTE +
	    (t->bits != BYTE);
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
code(const struct table *t, size_t i)
{
	size_t	 bit = i * t->bits;
	const uint8_t *p = t->rows + bit / BYTE;

	if (t->bits == BYTE)
		return *p;
	return (size_t)(p[0] | p[1] << BYTE) >> bit % BYTE &
	    (((size_t)1 << t->bits) - 1);
}

/* Two heads in one part, as of the polarity table: most of the work. */
static void
add_pairs(const struct table *t, const uint32_t *hash, size_t n, int32_t *sum)
{
	int32_t	 a = 0, b = 0;

	for (size_t i = 0; i < n; i++) {
		const uint8_t *p = t->book + 2 * code(t, hash[i] >> t->shift);

		a += value(p);
		b += value(p + 1);
	}
	sum[0] += a;
	sum[1] += b;
}

static void
add_row(const struct table *t, uint32_t hash, int32_t *sum)
{
	size_t	 row = (size_t)(hash >> t->shift) * t->parts;
	const uint8_t *book = t->book;

	for (size_t p = 0; p < t->parts; p++) {
		const uint8_t *values = book + code(t, row + p) * t->per;

		for (size_t k = 0; k < t->per; k++)
			*sum++ += value(values + k);
		book += t->per << t->bits;
	}
}

/* Adds the rows of features, of every table. */
static void
add(const struct reading *r, const uint32_t *hash, size_t n, int32_t *sum)
{
	for (size_t i = 0; i < r->ntables; i++) {
		const struct table *t = r->tables[i];

		if (t->heads == 2 && t->parts == 1)
			add_pairs(t, hash, n, sum);
		else
			for (size_t f = 0; f < n; f++)
				add_row(t, hash[f], sum);
		sum += t->heads;
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
	for (size_t k = 0; k < r->heads; k++)
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

/* The same, word by word: a pair belongs to both of its words. */
static void
explain(const struct reading *r, const struct sentence *s,
    int32_t (*parts)[TABLE_HEADS])
{
	struct features f = r->features;

	for (size_t i = 0; i <= s->n && s->n > 0; i++) {
		uint32_t hashes[FEATURE_PLACE_MOST];
		int32_t	 pair[TABLE_HEADS] = { 0 }, rest[TABLE_HEADS] = { 0 };
		size_t	 left = i == 0 ? 0 : i - 1, right = i < s->n ? i : left;
		size_t	 n = i < s->n ? feature_place(&f, s, i, hashes) :
		    feature_end(&f, s, hashes);

		add(r, hashes, 1, pair);
		add(r, hashes + 1, n - 1, rest);
		for (size_t k = 0; k < r->heads; k++) {
			parts[left][k] += pair[k];
			parts[right][k] += pair[k] + 2 * rest[k];
		}
	}
}

void
reading_sentence(struct reading *r, const struct sentence *s,
    int32_t (*parts)[TABLE_HEADS])
{
	struct table_word spare;

	if (r->nfeatures > MANY)
		return;
	if (parts != NULL) {
		memset(parts, 0, s->n * sizeof(*parts));
		explain(r, s, parts);
	}
	for (size_t i = 0; i < s->n; i++) {
		const struct table_word *w = recall(r, s, i, &spare);

		r->nfeatures += w->features;
		for (size_t k = 0; k < r->heads; k++)
			r->sum[k] += w->sum[k];
		for (size_t k = 0; parts != NULL && k < r->heads; k++)
			parts[i][k] += 2 * w->sum[k];
	}
	r->nfeatures += (uint32_t)places(r, s);
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
	uint64_t v = (uint64_t)n << 16, low = 0;

	if (n > LONG)
		return 256 * (int64_t)n / LONG_ROOT;

	for (uint64_t bit = 1u << 20; bit > 0; bit >>= 1)
		if ((low + bit) * (low + bit) <= v)
			low += bit;
	return (int64_t)(low ? low : 1);
}

int32_t
reading_share(const struct reading *r, size_t table, int32_t sum)
{
	/* unit / 65536 * sum / root, times 1024 */
	return (int32_t)((int64_t)sum * r->tables[table]->unit * 4 /
	    root(r->nfeatures));
}

void
reading_answer(const struct reading *r, size_t table, const int32_t *dense,
    size_t lang, int32_t *answer)
{
	const struct table *t = r->tables[table];
	const int32_t *sum = r->sum;
	size_t	 at = lang < t->nlangs ? lang * t->heads : 0;

	for (size_t i = 0; i < table; i++)
		sum += r->tables[i]->heads;
	for (size_t k = 0; k < t->heads; k++) {
		const uint8_t *w = t->dense + 2 * k * t->ndense;
		int64_t	 v = 0;

		for (size_t i = 0; i < t->ndense; i++)
			v += (int64_t)dense[i] * number(w + 2 * i);
		answer[k] = number(t->bias + 2 * (at + k)) +
		    (int32_t)(v / 1000) + reading_share(r, table, sum[k]);
	}
}
