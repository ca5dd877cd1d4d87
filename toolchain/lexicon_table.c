#include "toolchain/lexicon_table.h"

#include <stdio.h>
#include <stdlib.h>

void
die(const char *why, slice what)
{
	fprintf(stderr, "lexicon: %s:%d: %s: %.*s\n", table.file, table.line,
	    why, SLICE_ARG(what));
	exit(1);
}

/* ---- the order -------------------------------------------------------- */

/* By the first word, the longest first, ours first. */
static int
by_first(const void *va, const void *vb)
{
	const struct entry *a = va, *b = vb;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return (a->line == 0) - (b->line == 0);
}

static bool
is_same(const struct entry *a, const struct entry *b)
{
	return a->first == b->first && a->n == b->n &&
	    memcmp(a->elements, b->elements, a->n) == 0;
}

/* Sorts; what is there twice is a fault, unless one of the two is not ours. */
static void
sort(void)
{
	size_t	 n = 0;

	qsort(table.entry, table.n, sizeof(table.entry[0]), by_first);
	for (size_t i = 0; i < table.n; i++) {
		struct entry *e = &table.entry[i];
		bool	 twice = false;

		for (size_t k = n; k > 0 &&
		    table.entry[k - 1].first == e->first; k--)
			if (is_same(&table.entry[k - 1], e)) {
				table.line = e->line;
				twice = true;
				if (e->line > 0)
					die("there twice", e->text);
			}
		if (!twice)
			table.entry[n++] = *e;
	}
	table.n = n;
}

typedef bool pick_fn(size_t);

static bool
is_word(size_t i)
{
	return table.entry[i].count == 0;
}

/* The first of several words that begin alike. */
static bool
is_group(size_t i)
{
	return table.entry[i].count > 0 && (i == 0 ||
	    table.entry[i - 1].first != table.entry[i].first);
}

static size_t
group_size(size_t i)
{
	size_t	 n = 1;

	while (i + n < table.n && table.entry[i + n].count > 0 &&
	    table.entry[i + n].first == table.entry[i].first)
		n++;
	if (n > MAXGROUP)
		die("too many entries begin like one of", table.entry[i].text);
	return n;
}

/* The next number of an array, which begins with its 0th. */
static void
put_number(const char *kind, const char *what, size_t i, long value)
{
	if (i == 0)
		printf("static const %s %s_%s[] = {", kind, table.name, what);
	printf("%s%ld,", i % 16 == 0 ? "\n\t" : " ", value);
	table.bytes += strcmp(kind, "uint16_t") == 0 ? 2 : 1;
}

static void
put_end(const char *kind, const char *what, size_t n)
{
	if (n == 0)
		put_number(kind, what, 0, 0);
	printf("\n};\n");
}

/* Bits, of which a few in ten are set; returns how many bits say which. */
static unsigned
put_filter(const char *what, const uint32_t *hash, size_t n, unsigned thin)
{
	static unsigned char bit[UINT16_MAX / 8 + 1];
	unsigned bits = 3;

	memset(bit, 0, sizeof(bit));
	while (bits < 16 && 1u << bits < thin * n)
		bits++;
	for (size_t i = 0; i < n; i++) {
		uint32_t at = hash[i] >> (32 - bits);

		bit[at / 8] |= (unsigned char)(1 << at % 8);
	}
	for (size_t i = 0; i < (1u << bits) / 8; i++)
		put_number("uint8_t", what, i, bit[i]);
	put_end("uint8_t", what, 1);
	return bits;
}

/* Of the number of a bucket, for n hashes. */
static unsigned
bucket_bits(size_t n)
{
	unsigned bits = 1;

	while (n >> bits > 8)
		bits++;
	return bits;
}

/* What an index cannot tell apart is a fault, too, unless one of the two is
 * not ours: that one goes. */
static void
drop_alike(pick_fn *pick)
{
	size_t	 n = 0, kept = 0;
	unsigned shift;

	for (size_t i = 0; i < table.n; i++)
		n += pick(i);
	shift = 32 - bucket_bits(n);
	for (size_t i = 0; i < table.n; i++) {
		struct entry *e = &table.entry[i], *was = e;

		while (pick(i) && was-- > table.entry &&
		    was->first >> shift == e->first >> shift) {
			if (!pick((size_t)(was - table.entry)) ||
			    (uint16_t)was->first != (uint16_t)e->first)
				continue;
			table.line = e->line;
			if (e->line > 0 && was->line > 0)
				die("hashes like another word", e->text);
			(e->line > 0 ? was : e)->alike = true;
		}
	}
	for (size_t i = 0; i < table.n; i++)
		if (!table.entry[i].alike)
			table.entry[kept++] = table.entry[i];
	table.n = kept;
}

static void
put_index(const char *name, pick_fn *pick, char *as_c, size_t room)
{
	static uint32_t hash[MAXENTRIES];
	char	 starts[32], marks[32], filter[32];
	size_t	 n = 0, at = 0;
	unsigned bits, wide;

	snprintf(starts, sizeof(starts), "%s_starts", name);
	snprintf(marks, sizeof(marks), "%s_marks", name);
	snprintf(filter, sizeof(filter), "%s_filter", name);
	for (size_t i = 0; i < table.n; i++)
		if (pick(i))
			hash[n++] = table.entry[i].first;
	bits = bucket_bits(n);
	for (size_t i = 0; i < n; i++)
		put_number("uint16_t", marks, i, hash[i] & 0xffff);
	put_end("uint16_t", marks, n);
	for (size_t k = 0; k <= 1u << bits; k++) {
		while (at < n && hash[at] >> (32 - bits) < k)
			at++;
		put_number("uint16_t", starts, k, (long)at);
	}
	put_end("uint16_t", starts, 1);
	wide = put_filter(filter, hash, n, 3);
	snprintf(as_c, room, "{ %s_%s, %s_%s, %s_%s, %u, %u }", table.name,
	    starts, table.name, marks, table.name, filter, bits, wide);
}

static void
put_values(const char *kind)
{
	size_t	 n = 0;

	for (size_t i = 0; i < table.n; i++)
		if (is_word(i))
			put_number(kind, "values", n++, table.entry[i].value);
	put_end(kind, "values", n);
}

static size_t
put_group(size_t i, size_t at)
{
	const struct entry *e = &table.entry[i];

	if (is_group(i))
		put_number("uint8_t", "phrases", at++, (long)group_size(i));
	put_number("uint8_t", "phrases", at++, e->value & 0xff);
	put_number("uint8_t", "phrases", at++, (long)(e->count << 5 | e->n));
	for (size_t b = 0; b < e->n; b++)
		put_number("uint8_t", "phrases", at++, e->elements[b]);
	return at;
}

static unsigned
put_phrases(void)
{
	static uint32_t pair[MAXENTRIES];
	size_t	 n = 0, at = 0, groups = 0;

	for (size_t i = 0; i < table.n; i++)
		if (table.entry[i].count > 0) {
			pair[n++] = lexicon_pair(table.entry[i].first,
			    table.entry[i].second);
			at = put_group(i, at);
		}
	put_end("uint8_t", "phrases", at);
	if (at > UINT16_MAX)
		die("too many phrases", SLICE("in this file"));
	at = 0;
	for (size_t i = 0; i < table.n; i++) {
		if (is_group(i))
			put_number("uint16_t", "offsets", groups++,
			    (long)at++);
		if (table.entry[i].count > 0)
			at += 2 + table.entry[i].n;
	}
	put_end("uint16_t", "offsets", groups);
	return put_filter("pairs", pair, n, 6);
}

static void
put_meanings(void)
{
	for (size_t i = 0; i < COUNT(table.lengths); i++)
		put_number("uint16_t", "lengths", i, (long)table.lengths[i]);
	put_end("uint16_t", "lengths", 1);
	printf("static const struct lexicon_meaning %s_meanings[] = {\n",
	    table.name);
	for (size_t i = 0; i < table.meanings; i++)
		printf("\t{ %d, '%c' },\n", table.meaning[i].tenths,
		    table.meaning[i].kind);
	printf("\t{ 0, 0 },\n};\n");
	table.bytes += 2 * table.meanings;
}

void
put_table(void)
{
	static unsigned number;
	char	 words[160], groups[160];
	unsigned bits;

	sort();
	drop_alike(is_word);
	drop_alike(is_group);
	put_index("words", is_word, words, sizeof(words));
	put_values("int8_t");
	put_index("groups", is_group, groups, sizeof(groups));
	bits = put_phrases();
	put_meanings();
	printf("const struct lexicon lexicon_%s = {\n\t.words = %s,\n"
	    "\t.values = %s_values,\n\t.groups = %s,\n"
	    "\t.offsets = %s_offsets,\n\t.phrases = %s_phrases,\n"
	    "\t.pairs = %s_pairs,\n\t.pair_bits = %u,\n"
	    "\t.lengths = %s_lengths,\n\t.meanings = %s_meanings,\n"
	    "\t.number = %u,\n};\n\n",
	    table.name, words, table.name, groups, table.name, table.name,
	    table.name, bits, table.name, table.name, number++);
	fprintf(stderr, "%s: %zu entries, %zu bytes\n", table.name,
	    table.n, table.bytes);
}

/* ---- small words ------------------------------------------------------ */

/* One word of several languages is one entry with a bit for each. */
void
put_small_words(void)
{
	char	 index[160];
	size_t	 n = 0;

	qsort(table.entry, table.n, sizeof(table.entry[0]), by_first);
	for (size_t i = 0; i < table.n; i++)
		if (n > 0 && table.entry[n - 1].first == table.entry[i].first)
			table.entry[n - 1].value |= table.entry[i].value;
		else
			table.entry[n++] = table.entry[i];
	table.n = n;
	drop_alike(is_word);
	put_index("words", is_word, index, sizeof(index));
	put_values("uint8_t");
	printf("const struct lexicon_index small_words = %s;\n"
	    "const uint8_t *const small_words_in = %s_values;\n\n", index,
	    table.name);
	fprintf(stderr, "%s: %zu words, %zu bytes\n", table.name,
	    table.n, table.bytes);
}

