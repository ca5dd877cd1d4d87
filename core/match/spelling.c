#include "core/match/spelling.h"

#include "core/text/text.h"

enum { DOTS = 0x308, RING = 0x30a };

static const struct {
	slice	 lang;
	enum spelling spelling;
} langs[] = {
	{ { "de", 2 }, SPELLING_GERMAN }, { { "da", 2 }, SPELLING_NORDIC },
	{ { "nb", 2 }, SPELLING_NORDIC }, { { "nn", 2 }, SPELLING_NORDIC },
	{ { "no", 2 }, SPELLING_NORDIC }, { { "sv", 2 }, SPELLING_NORDIC },
};

enum spelling
spelling_of(slice lang)
{
	size_t	 n = 0;

	while (n < lang.n && ascii_alpha(lang.p[n]))
		n++;
	for (size_t i = 0; i < COUNT(langs); i++)
		if (slice_ieq(langs[i].lang, slice_head(lang, n)))
			return langs[i].spelling;
	return SPELLING_PLAIN;
}

/* The second letter of the pair for c, which follows `before`; 0: none. */
static char
second(uint32_t c, char before)
{
	switch (c) {
	case 0xc4: case 0xd6: case 0xdc: case 0xe4: case 0xf6: case 0xfc:
	case 0xd8: case 0xf8:
		return 'e';
	case 0xc5: case 0xe5:
		return 'a';
	case DOTS:
		return before == 'a' || before == 'o' || before == 'u' ?
		    'e' : 0;
	case RING:
		return before == 'a' ? 'a' : 0;
	}
	return 0;
}

static void
put(struct token *t, char c)
{
	if (t->n == TOKEN_MAX)
		t->whole = false;
	else
		t->fold[t->n++] = c;
}

/* How many bytes of the fold, from `at` on, the character c is. */
static size_t
bytes_of(const struct token *t, size_t at, uint32_t c)
{
	char	 buf[16];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	uint32_t out[3];
	size_t	 n = text_fold(c, out);

	for (size_t i = 0; i < n; i++)
		text_put(&k, out[i]);
	if (c == ',' && at < t->n && t->fold[at] == '.')
		return 1;
	return slice_starts(slice_from(token_fold(t), at), sink_slice(&k)) ?
	    k.len : 0;
}

/* The next n bytes of the fold as they are, and the marks of its parts. */
static void
copy(const struct token *t, struct token *out, size_t at, size_t n)
{
	if (n > 0 && at == t->head)
		out->head = out->n;
	if (n > 0 && at == t->tail)
		out->tail = out->n;
	for (size_t i = 0; i < n; i++)
		put(out, t->fold[at + i]);
}

/* Most words have neither such letters nor such marks. */
static bool
may_have_pairs(const struct token *t)
{
	return t->whole && t->raw.n > 0 && (t->kind == TOKEN_WORD ||
	    t->kind == TOKEN_TAG) &&
	    (memchr(t->raw.p, 0xc3, t->raw.n) != NULL ||
	    memchr(t->raw.p, 0xcc, t->raw.n) != NULL);
}

bool
spelling_pairs(const struct token *t, struct token *out)
{
	slice	 raw = t->raw;
	size_t	 at = 0, n;
	bool	 any = false;

	if (!may_have_pairs(t))
		return false;
	*out = *t;
	out->n = out->head = out->tail = 0;
	if (t->kind == TOKEN_TAG) {
		copy(t, out, at++, 1);
		if (bytes_of(t, 0, text_next(&raw)) != 1)
			raw = t->raw;	/* the sign is understood */
	}
	while (raw.n) {
		uint32_t c = text_next(&raw);
		char	 extra;

		n = bytes_of(t, at, c);
		copy(t, out, at, n);
		at += n;
		extra = second(c, out->n ? out->fold[out->n - 1] : 0);
		if (extra)
			put(out, extra);
		any = any || extra;
	}
	return any && out->whole;
}

static bool
is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' ||
	    c == 'y';
}

/* Is c the second letter of a pair, behind these n bytes? "neue" and "quer"
 * have none: there u is no letter with dots. */
static bool
is_second(enum spelling s, const char *out, size_t n, char c)
{
	char	 last = n > 0 ? out[n - 1] : 0;

	if (c == 'e' && (last == 'a' || last == 'o'))
		return true;
	if (s == SPELLING_NORDIC)
		return c == 'a' && last == 'a';
	return c == 'e' && last == 'u' &&
	    (n == 1 || (out[n - 2] != 'q' && !is_vowel(out[n - 2])));
}

size_t
spelling_bare(enum spelling spelling, slice s, char *out)
{
	size_t	 n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (spelling == SPELLING_PLAIN ||
		    !is_second(spelling, out, n, s.p[i]))
			out[n++] = s.p[i];
	return n;
}
