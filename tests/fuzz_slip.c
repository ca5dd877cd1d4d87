/* fuzz_slip.c - a table of any bytes, and any word held against it and against
 * ours: an aim is as long as the word, or one letter longer or shorter. */
#include "core/judge/hash.h"
#include "core/judge/slip.h"
#include "core/judge/tables.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
look(const struct slips *s, slice word)
{
	char	 aim[SLIP_MOST];
	size_t	 n = slip_meant(s, word, hash_bytes(word), aim);

	assert(n == 0 || (n >= SLIP_LEAST && n <= SLIP_MOST &&
	    n + 1 >= word.n && n <= word.n + 1 && ascii_alpha(aim[0])));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct slips ours;
	struct slips s;
	slice	 text = { (const char *)data, n };

	if (ours.slice == 0)
		assert(slips_open(&ours, judge_slips, judge_slips_size));
	(void)slips_open(&s, data, n);
	while (text.n > 0) {
		slice	 word = slice_cut(&text, ' ');

		look(&ours, word);
		look(&s, word);
	}
	return 0;
}
