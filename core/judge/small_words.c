#include "core/judge/small_words.h"

uint8_t
small_word(uint32_t hash)
{
	int	 at = lexicon_search(&small_words, hash);

	return at < 0 ? 0 : small_words_in[at] & ((1 << TONGUES) - 1);
}
