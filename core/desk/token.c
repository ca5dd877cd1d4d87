#include "core/desk/token.h"

enum { VERSION = 1, BODY = 19, SIGN = 17, BYTES = BODY + SIGN,
	ACT_BITS = 5 };

static const char set[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* Where each number stands, and how many bytes it has. */
enum { AT_ITEM = 1, AT_LETTER = 6, AT_PERSON = 11, AT_EXPIRY = 15 };

static bool
put_number(unsigned char *to, size_t n, int64_t v)
{
	if (v < 0 || v >> (8 * n) != 0)
		return false;
	for (size_t i = n; i-- > 0; v >>= 8)
		to[i] = (unsigned char)(v & 0xff);
	return true;
}

static int64_t
number(const unsigned char *at, size_t n)
{
	int64_t	 v = 0;

	for (size_t i = 0; i < n; i++)
		v = v << 8 | at[i];
	return v;
}

uint32_t
token_person(const struct template_crypto *c, slice name)
{
	unsigned char sum[32];
	uint32_t v;

	if (name.n == 0)
		return 0;
	c->sha256(name, sum);
	v = (uint32_t)number(sum, 4);
	return v ? v : 1;
}

static void
sign(const struct template_crypto *c, slice secret,
    const unsigned char body[static BODY], unsigned char out[static 32])
{
	c->hmac(secret, (slice){ (const char *)body, BODY }, out);
}

bool
token_put(struct sink *k, const struct template_crypto *c, slice secret,
    const struct token *t)
{
	unsigned char b[BYTES], sum[32];

	b[0] = (unsigned char)(VERSION << ACT_BITS | (unsigned)t->act);
	if ((unsigned)t->act >> ACT_BITS != 0 ||
	    !put_number(b + AT_ITEM, 5, t->item) ||
	    !put_number(b + AT_LETTER, 5, t->letter) ||
	    !put_number(b + AT_PERSON, 4, t->person) ||
	    !put_number(b + AT_EXPIRY, 4, t->expires))
		return false;
	sign(c, secret, b, sum);
	memcpy(b + BODY, sum, SIGN);
	for (size_t i = 0; i < BYTES; i += 3) {
		uint32_t v = (uint32_t)number(b + i, 3);

		for (int shift = 18; shift >= 0; shift -= 6)
			sink_byte(k, set[v >> shift & 63]);
	}
	return true;
}

/* 64: no such character. */
static unsigned
digit(char c)
{
	const char *at = c ? strchr(set, c) : NULL;

	return at ? (unsigned)(at - set) : 64;
}

bool
token_like(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (digit(s.p[i]) == 64)
			return false;
	return s.n == TOKEN_CHARS;
}

static void
decode(slice s, unsigned char b[static BYTES])
{
	for (size_t i = 0; i < TOKEN_CHARS; i += 4) {
		uint32_t v = 0;

		for (size_t j = 0; j < 4; j++)
			v = v << 6 | digit(s.p[i + j]);
		(void)put_number(b + i / 4 * 3, 3, v);
	}
}

/* As long, whatever differs where. */
static bool
is_same(const unsigned char *a, const unsigned char *b, size_t n)
{
	volatile unsigned char differ = 0;

	for (size_t i = 0; i < n; i++)
		differ = (unsigned char)(differ | (a[i] ^ b[i]));
	return differ == 0;
}

enum token_is
token_read(slice text, const struct template_crypto *c, slice secret,
    int64_t now, struct token *t, struct fault *why)
{
	unsigned char b[BYTES], sum[32];

	*t = (struct token){ .item = 0 };
	if (token_like(text)) {
		decode(text, b);
		sign(c, secret, b, sum);
	}
	if (!token_like(text) || !is_same(sum, b + BODY, SIGN) ||
	    b[0] >> ACT_BITS != VERSION) {
		fault_words(why, "this button is not one of this box");
		return TOKEN_FOREIGN;
	}
	*t = (struct token){ .act = (enum act)(b[0] & 31),
	    .item = number(b + AT_ITEM, 5),
	    .letter = number(b + AT_LETTER, 5),
	    .person = (uint32_t)number(b + AT_PERSON, 4),
	    .expires = number(b + AT_EXPIRY, 4) };
	if (now < t->expires)
		return TOKEN_GOOD;
	fault_words(why, "this button is older than two weeks and does nothing "
	    "any more");
	return TOKEN_OLD;
}
