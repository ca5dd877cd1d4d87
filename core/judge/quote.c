#include "core/judge/quote.h"

#include "core/text/text.h"

static bool
is_plain(uint32_t c)	/* as most are */
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool
is_gap(uint32_t c, const char *signs)
{
	if (c > 0 && c < 0x80 && strchr(signs, (int)c) != NULL)
		return true;
	return c != TEXT_BAD && text_is_space(c);
}

bool
quote_put(struct sink *k, slice words, const char *signs)
{
	size_t	 n = 0;
	bool	 blank = false;

	while (words.n && n < QUOTE_CHARS) {
		uint32_t c = text_next(&words), out[3];

		if (!is_plain(c) && is_gap(c, signs)) {
			blank = true;
			continue;
		}
		if (!is_plain(c) && (c == TEXT_BAD || c < 0x20 ||
		    text_fold(c, out) == 0))
			continue;
		if (blank && n > 0)
			sink_byte(k, ' ');
		blank = false;
		text_put(k, c);
		n++;
	}
	return words.n == 0;
}
