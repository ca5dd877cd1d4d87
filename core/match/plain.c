#include "core/match/plain.h"

#include "core/match/tokens.h"

enum { X = PLAIN_OTHER };
#define SIXTEEN	X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X

const char plain_folds[256] = {
	['#'] = X, ['0'] = '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
	['@'] = X,
	['A'] = 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l',
	'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
	['a'] = 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l',
	'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
	[0x80] = SIXTEEN, SIXTEEN, SIXTEEN, SIXTEEN, SIXTEEN, SIXTEEN,
	SIXTEEN, SIXTEEN
};

bool
plain_goes_on(const char *p, const char *end)
{
	if ((*p & 0x80) != 0)
		return true;
	if (*p == '\'')
		return p + 1 == end || (p[1] & 0x80) != 0;
	return (*p == '.' || *p == ',') && ascii_digit(p[-1]);
}

size_t
token_plain(slice at, char *fold, uint32_t *hash)
{
	const char *p = at.p;
	uint32_t h = HASH_BEGIN;
	size_t	 n = 0;
	char	 c;

	if (at.n >= PLAIN_EIGHT)
		n = plain_take(p, fold, &h);
	if (at.n < PLAIN_EIGHT || n == PLAIN_EIGHT)
		for (; n < at.n && n < TOKEN_PLAIN &&
		    (c = plain_fold(p[n])) > PLAIN_OTHER; n++) {
			fold[n] = c;
			h = hash_byte(h, c);
		}
	if (n == 0 || n == TOKEN_PLAIN || (n < at.n && p[n] != ' ' &&
	    (p[n] == '\'' || plain_goes_on(p + n, p + at.n))))
		return 0;
	*hash = hash_end(h);
	return n;
}
