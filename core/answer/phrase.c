#include "core/answer/phrase.h"

static const char codes[PHRASE_LANGS][3] = { "en", "de", "fr", "es", "it",
	"pt" };

size_t
phrase_lang(slice code)
{
	size_t	 i = 0;

	while (i < PHRASE_LANGS && !slice_ieq(slice_head(code, 2),
	    slice_of(codes[i])))
		i++;
	return i;
}

slice
phrase_code(size_t lang)
{
	return slice_of(lang < PHRASE_LANGS ? codes[lang] : "");
}

size_t
phrase_count(size_t lang, enum phrase_key key)
{
	return lang < PHRASE_LANGS && key < PHRASE_KEYS ?
	    phrase_counts[lang][key] : 0;
}

/* What one byte stands for; the first of a pair comes out first. */
static void
unpack(struct sink *k, uint8_t code)
{
	uint8_t	 todo[PHRASE_DEPTH + 1];
	size_t	 n = 1;

	todo[0] = code;
	while (n > 0) {
		const uint8_t *pair = phrase_pairs[todo[--n]];

		if (pair[1] == 0) {
			sink_byte(k, (char)pair[0]);
		} else if (n + 2 <= sizeof(todo)) {
			todo[n++] = pair[1];
			todo[n++] = pair[0];
		}
	}
}

slice
phrase_get(size_t lang, enum phrase_key key, size_t which,
    char buf[static PHRASE_MOST])
{
	struct sink k = { .buf = buf, .cap = PHRASE_MOST };
	const uint8_t *at;

	if (which >= phrase_count(lang, key))
		return SLICE("");
	for (size_t i = 0; i < key; i++)
		which += phrase_counts[lang][i];
	for (at = phrase_packed[lang]; which > 0; which--)
		while (*at++ != 0)
			;
	while (*at != 0)
		unpack(&k, *at++);
	return k.full ? SLICE("") : sink_slice(&k);
}
