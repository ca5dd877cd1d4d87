/*
 * mbedtls_sha1.c - one block of SHA-1 (FIPS 180-4, 6.1.2) for the TLS library,
 * in a loop: the library's own is unrolled, 4 KB for a hash that is only met in
 * the signatures of old roots that an owner may bring along.
 */
#include <mbedtls/sha1.h>

#include <string.h>

static uint32_t
turn(uint32_t x, unsigned n)
{
	return x << n | x >> (32 - n);
}

/* What a quarter of the rounds mixes of three words. */
static uint32_t
mix(unsigned quarter, uint32_t b, uint32_t c, uint32_t d)
{
	return quarter == 0 ? (b & c) | (~b & d) :
	    quarter == 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
}

int
mbedtls_internal_sha1_process(mbedtls_sha1_context *ctx,
    const unsigned char data[64])
{
	static const uint32_t add[] = {
		0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6,
	};
	uint32_t w[80], v[5], next;

	for (unsigned i = 0; i < 16; i++, data += 4)
		w[i] = (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 |
		    (uint32_t)data[2] << 8 | data[3];
	for (unsigned i = 16; i < 80; i++)
		w[i] = turn(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	memcpy(v, ctx->MBEDTLS_PRIVATE(state), sizeof(v));
	for (unsigned i = 0; i < 80; i++) {
		next = turn(v[0], 5) + mix(i / 20, v[1], v[2], v[3]) + v[4] +
		    add[i / 20] + w[i];
		v[4] = v[3];
		v[3] = v[2];
		v[2] = turn(v[1], 30);
		v[1] = v[0];
		v[0] = next;
	}
	for (unsigned i = 0; i < 5; i++)
		ctx->MBEDTLS_PRIVATE(state)[i] += v[i];
	return 0;
}
