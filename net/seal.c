#include "net/seal.h"

#include "net/tls.h"

#include <mbedtls/chachapoly.h>
#include <mbedtls/pkcs5.h>
#include <mbedtls/platform_util.h>

enum { NAME = 16, ROUNDS_AT = 16, SALT_AT = 20, SALT = 16,
	ROUNDS = 200000, ROUNDS_MOST = 4000000 };
#define LAST 0x80000000u

static const char name[NAME] = "Earshot backup\n1";

static void
put_u32(unsigned char *p, uint32_t v)
{
	struct sink k = { .buf = (char *)p, .cap = 4 };

	sink_big(&k, v, 4);
}

static uint32_t
get_u32(const unsigned char *p)
{
	return (uint32_t)slice_big((slice){ (const char *)p, 4 }, 0, 4);
}

void
seal_open(struct seal *s, slice password)
{
	uint32_t rounds = get_u32(s->head + ROUNDS_AT);

	if (mbedtls_pkcs5_pbkdf2_hmac_ext(MBEDTLS_MD_SHA256,
	    (const unsigned char *)password.p, password.n, s->head + SALT_AT,
	    SALT, rounds ? rounds : 1, sizeof(s->key), s->key) != 0)
		s->over = true;		/* seal_get() says no */
}

bool
seal_begin(struct seal *s, slice password)
{
	*s = (struct seal){ .hides = password.n != 0 };
	memcpy(s->head, name, NAME);
	put_u32(s->head + ROUNDS_AT, s->hides ? ROUNDS : 0);
	if (!tls_random(s->head + SALT_AT, SALT))
		return false;
	seal_open(s, password);
	return !s->over;
}

bool
seal_read(struct seal *s, const unsigned char head[static SEAL_HEAD])
{
	uint32_t rounds = get_u32(head + ROUNDS_AT);

	*s = (struct seal){ .hides = rounds != 0 };
	memcpy(s->head, head, SEAL_HEAD);
	return memcmp(head, name, NAME) == 0 && rounds <= ROUNDS_MOST;
}

/* The head and whether it is the last are sealed with each piece. */
struct around {
	unsigned char	 nonce[12], more[SEAL_HEAD + 1];
};

static struct around
around(struct seal *s, bool last)
{
	struct around a = { .more = { 0 } };

	put_u32(a.nonce + 4, (uint32_t)(s->piece >> 32));
	put_u32(a.nonce + 8, (uint32_t)s->piece);
	memcpy(a.more, s->head, SEAL_HEAD);
	a.more[SEAL_HEAD] = last;
	s->piece++;
	return a;
}

size_t
seal_put(struct seal *s, slice piece, bool last,
    unsigned char out[static SEAL_FRAME])
{
	struct around a = around(s, last);
	mbedtls_chachapoly_context c;
	int	 rc;

	if (piece.n > SEAL_PIECE)
		return 0;
	put_u32(out, (uint32_t)piece.n | (last ? LAST : 0));
	mbedtls_chachapoly_init(&c);
	rc = mbedtls_chachapoly_setkey(&c, s->key);
	if (rc == 0)
		rc = mbedtls_chachapoly_encrypt_and_tag(&c, piece.n, a.nonce,
		    a.more, sizeof(a.more), (const unsigned char *)piece.p,
		    out + SEAL_LENGTH, out + SEAL_LENGTH + piece.n);
	mbedtls_chachapoly_free(&c);
	return rc == 0 ? SEAL_LENGTH + piece.n + SEAL_TAG : 0;
}

size_t
seal_length(const unsigned char length[static SEAL_LENGTH])
{
	uint32_t n = get_u32(length) & ~LAST;

	return n <= SEAL_PIECE ? n + SEAL_TAG : 0;
}

bool
seal_get(struct seal *s, unsigned char *frame, slice *piece)
{
	uint32_t n = get_u32(frame) & ~LAST;
	bool	 last = (get_u32(frame) & LAST) != 0;
	struct around a = around(s, last);
	unsigned char *p = frame + SEAL_LENGTH;
	mbedtls_chachapoly_context c;
	int	 rc;

	if (s->over || n > SEAL_PIECE)
		return false;
	mbedtls_chachapoly_init(&c);
	rc = mbedtls_chachapoly_setkey(&c, s->key);
	if (rc == 0)
		rc = mbedtls_chachapoly_auth_decrypt(&c, n, a.nonce, a.more,
		    sizeof(a.more), p + n, p, p);
	mbedtls_chachapoly_free(&c);
	s->over = last;
	*piece = (slice){ (const char *)p, n };
	return rc == 0;
}
