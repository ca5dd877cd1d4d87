/* test_sha1.c - the library as we configure it; FIPS 180-4. */
#include "core/slice.h"
#include "tests/test.h"

#include <mbedtls/sha1.h>

int
main(void)
{
	static const struct {
		slice	 text;
		unsigned times;
		unsigned char out[20];
	} cases[] = {
		{ { "", 0 }, 1, { 0xda, 0x39, 0xa3, 0xee, 0x5e, 0x6b,
		    0x4b, 0x0d, 0x32, 0x55, 0xbf, 0xef, 0x95, 0x60, 0x18,
		    0x90, 0xaf, 0xd8, 0x07, 0x09 } },
		{ { "abc", 3 }, 1, { 0xa9, 0x99, 0x3e, 0x36, 0x47, 0x06,
		    0x81, 0x6a, 0xba, 0x3e, 0x25, 0x71, 0x78, 0x50, 0xc2,
		    0x6c, 0x9c, 0xd0, 0xd8, 0x9d } },
		/* a million of them: many blocks, across their borders */
		{ { "aaaaaaaaaa", 10 }, 100000, { 0x34, 0xaa, 0x97, 0x3c,
		    0xd4, 0xc4, 0xda, 0xa4, 0xf6, 0x1e, 0xeb, 0x2b, 0xdb,
		    0xad, 0x27, 0x31, 0x65, 0x34, 0x01, 0x6f } },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		mbedtls_sha1_context ctx;
		unsigned char out[20];

		mbedtls_sha1_init(&ctx);
		CHECK(mbedtls_sha1_starts(&ctx) == 0);
		for (unsigned k = 0; k < cases[i].times; k++)
			CHECK(mbedtls_sha1_update(&ctx, (const unsigned char *)
			    cases[i].text.p, cases[i].text.n) == 0);
		CHECK(mbedtls_sha1_finish(&ctx, out) == 0);
		CHECK(memcmp(out, cases[i].out, 20) == 0);
	}
	return test_failed;
}
