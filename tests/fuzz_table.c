/* fuzz_table.c - any text: the same sums with and without a memo, whole and
 * word by word, and a verdict within its bounds. */
#include <stdlib.h>

#include "core/judge/polarity.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
must(bool good)
{
	if (!good)
		abort();
}

static void
read_all(struct reading *r, const struct table *t, const struct memo *memo,
    slice text, int64_t apart[2])
{
	static struct sentence s;
	static int32_t parts[SENTENCE_WORDS];
	const struct table *one[] = { t };
	struct sentences k;
	int32_t	 marks[2];

	reading_init(r, one, 1, memo);
	sentences_init(&k, text);
	while (sentence_next(&k, &s)) {
		must(s.n > 0 && s.n <= SENTENCE_WORDS);
		must(s.len <= SENTENCE_BYTES);
		for (size_t h = 0; memo == NULL && h < 2; h++) {
			reading_parts(r, &s, h, parts);
			for (size_t i = 0; i < s.n; i++)
				apart[h] += parts[i];
		}
		reading_sentence(r, &s);
	}
	memcpy(marks, r->sum, sizeof(marks));
	must(memo != NULL ||
	    (apart[0] == 2 * marks[0] && apart[1] == 2 * marks[1]));
	reading_marks(r, &k);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct memo_word words[MEMO_LEAST];
	static struct memo_marks marks[MEMO_MARKS];
	const struct memo memo = { MEMO_LEAST - 1, words, marks };
	static struct table t;
	slice	 text = { (const char *)data, n };
	int64_t	 apart[2] = { 0, 0 };
	struct polarity_verdict v;
	struct reading a, b;
	struct tone g = { .compound = 0 };

	if (t.rows == NULL)
		must(polarity_table(&t));
	if (n > 3)
		g = (struct tone){ .compound = (data[0] - 128) * 7,
		    .plus = data[1] * 1000, .minus = data[2] * 1000 };
	read_all(&a, &t, NULL, text, apart);
	read_all(&b, &t, &memo, text, apart);
	must(a.sum[0] == b.sum[0] && a.sum[1] == b.sum[1]);
	must(a.nfeatures == b.nfeatures);
	polarity_of(&a, 0, &g, n % 8, &v);
	must(v.sentiment >= -100 && v.sentiment <= 100);
	must(v.chance[0] + v.chance[1] + v.chance[2] <= 1000);
	must(v.chance[0] >= 0 && v.chance[1] >= 0 && v.chance[2] >= 0);
	return 0;
}
