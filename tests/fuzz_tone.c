#include "core/judge/tone.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static bool
is_part(slice whole, slice part)
{
	return part.p >= whole.p && part.p + part.n <= whole.p + whole.n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct tongue tongues[] = {
		{ "en", "", &lexicon_en, 0 }, { "de", "", &lexicon_de, 1 },
		{ "fr", "", &lexicon_fr, 2 }, { "xx", "", &lexicon_emoji, 0 },
	};
	struct tone t = { .praise = 0 };
	slice	 text = { (const char *)data + 1, n - 1 };

	if (n < 1)
		return 0;
	tone_read(&t, text, &tongues[data[0] % COUNT(tongues)]);
	assert(t.compound >= -1000 && t.compound <= 1000);
	assert(t.praise >= 0 && t.blame >= 0 && t.plus >= 0 && t.minus >= 0);
	for (size_t i = 0; i < TONE_SORTS; i++)
		for (size_t k = 0; k < t.found[i].count && k < TONE_WORDS; k++)
			assert(is_part(text, t.found[i].words[k]));
	return 0;
}
