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
	LANE = 16,		/* bits: four values to a number */
	LANES = 256,		/* features: 256 times 255 is below 65536 */
	LONG = 625, LONG_ROOT = 25,	/* features: some sixty words */
	MANY = 1 << 23 };	/* features: the sums cannot overflow */

static int32_t
number(const uint8_t *p)
{
	return ((p[0] << 8 | p[1]) ^ 0x8000) - 0x8000;
}

/* The values of the book side by side in what is zeros, each 128 more than it
 * is, so that one addition is that of four. */
static void
widen(struct table *t)
{
	const uint8_t *p = t->book;

	for (size_t i = 0; i < t->parts << t->bits; i++)
		for (size_t k = 0; k < t->per; k++)
			t->wide[i][k / 4] |= (uint64_t)(*p++ ^ 0x80) <<
			    k % 4 * LANE;
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
}

/* The codes of a row, the first one lowest. */
static inline uint32_t
row(const struct table *t, uint32_t hash)
{
	size_t	 bit = t->bits * t->parts * (size_t)(hash >> t->shift);
	const uint8_t *p = t->rows + bit / BYTE;

	return ((uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	    (uint32_t)p[3] << 24) >> bit % BYTE;
}

static void
unpack(const uint64_t lanes[2], size_t per, int32_t bias, int32_t *sum)
{
	uint64_t v = lanes[0];

	for (size_t k = 0; k < per; k++, v >>= LANE) {
		v = k == 4 ? lanes[1] : v;
		sum[k] += (int32_t)(v & 0xffff) - bias;
	}
}

/* Adds the rows of at most LANES features: a lane has room for so many. */
static void
add_rows(const struct table *t, const uint32_t *hash, size_t n, int32_t *sum)
{
	const uint64_t (*second)[2] = t->wide + ((size_t)1 << t->bits);
	uint32_t mask = ((uint32_t)1 << t->bits) - 1;
	uint64_t one[2] = { 0, 0 }, two[2] = { 0, 0 };

	for (size_t i = 0; i < n; i++) {
		uint32_t codes = row(t, hash[i]);
		const uint64_t *v = t->wide[codes & mask];

		one[0] += v[0];
		one[1] += v[1];
		if (t->parts == 1)
			continue;
		v = second[codes >> t->bits & mask];
		two[0] += v[0];
		two[1] += v[1];
	}
	unpack(one, t->per, 128 * (int32_t)n, sum);
	if (t->parts > 1)
		unpack(two, t->per, 128 * (int32_t)n, sum + t->per);
}

/* Adds the rows of features, of every table. */
static void
add(const struct reading *r, const uint32_t *hash, size_t n, int32_t *sum)
{
	for (size_t i = 0; i < r->ntables; sum += r->tables[i++]->heads)
		for (size_t f = 0; f < n; f += LANES)
			add_rows(r->tables[i], hash + f,
			    n - f < LANES ? n - f : LANES, sum);
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
	w->features = (uint8_t)n;
	w->check = check_of(s, &s->words[word]);
	w->marks = 0;
	for (size_t k = 0; k < TABLE_HEADS; k++)
		w->sum[k] = (int16_t)sum[k];
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

	if (r->memo != NULL && w->features > 0 && w->hash == at->hash &&
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
reading_sentence(struct reading *r, struct sentence *s)
{
	struct memo_word spare;

	if (r->nfeatures > MANY)
		return;
	s->memo = r->memo != NULL ? r->memo->words : NULL;
	for (size_t i = 0; i < s->n; i++) {
		const struct memo_word *w = recall(r, s, i, &spare);

		s->words[i].slot = w == &spare ? MEMO_NONE :
		    (uint16_t)(w - r->memo->words);
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
	size_t	 part, code;

	while (head >= (*t)->heads)
		head -= (*t++)->heads;
	part = head / (*t)->per;
	code = row(*t, hash) >> (*t)->bits * part &
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
