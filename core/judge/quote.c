#include "core/judge/quote.h"

#include "core/text/text.h"

/* Does it part our line? */
static bool
parts(char c, const char *signs)
{
	return c == ' ' || (c != '\0' && strchr(signs, c) != NULL);
}

/* As most are: what of ASCII can be seen, from here on. */
static slice
letters(slice words, const char *signs)
{
	size_t	 n = 0;

	while (n < words.n && (ascii_alpha(words.p[n]) || (words.p[n] > ' ' &&
	    words.p[n] < 0x7f && !parts(words.p[n], signs))))
		n++;
	return slice_head(words, n);
}

static bool
is_gap(uint32_t c, const char *signs)
{
	return c < 0x80 ? parts((char)c, signs) || ascii_space((char)c) :
	    c != TEXT_BAD && text_is_space(c);
}

/* The next character by itself; empty: it is not to be seen. */
static slice
take_sign(slice *words, const char *signs, bool *blank)
{
	slice	 at = *words;
	uint32_t c = text_next(words), out[3];
	bool	 gap = is_gap(c, signs);

	*blank |= gap;
	return slice_head(at, gap || c == TEXT_BAD || c < 0x20 ||
	    text_fold(c, out) == 0 ? 0 : at.n - words->n);
}

bool
quote_put(struct sink *k, slice words, const char *signs)
{
	size_t	 n = 0;
	bool	 blank = false;

	while (words.n && n < QUOTE_CHARS) {
		slice	 run = letters(slice_head(words,
		    QUOTE_CHARS - n), signs);
		size_t	 chars = run.n;

		if (run.n > 0) {
			words = slice_from(words, run.n);
		} else {
			run = take_sign(&words, signs, &blank);
			chars = run.n > 0;
		}
		if (run.n == 0)
			continue;
		if (blank && n > 0)
			sink_byte(k, ' ');
		blank = false;
		sink_put(k, run);
		n += chars;
	}
	return words.n == 0;
}
