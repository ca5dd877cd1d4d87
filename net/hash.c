#include "net/tls.h"

#include <mbedtls/md.h>
#include <mbedtls/sha256.h>
#include <psa/crypto.h>

#include <errno.h>
#include <sys/random.h>

bool
tls_random(void *buf, size_t n)
{
	char	*at = buf;

	while (n) {
		ssize_t	 got = getrandom(at, n, 0);

		if (got < 0 && errno != EINTR)
			return false;
		if (got > 0) {
			at += got;
			n -= (size_t)got;
		}
	}
	return true;
}

/* The library's hook: all chance is the kernel's. */
psa_status_t
mbedtls_psa_external_get_random(mbedtls_psa_external_random_context_t *unused,
    uint8_t *buf, size_t n, size_t *got)
{
	(void)unused;
	*got = tls_random(buf, n) ? n : 0;
	return *got == n ? PSA_SUCCESS : PSA_ERROR_INSUFFICIENT_ENTROPY;
}

void
tls_sha256(slice data, unsigned char out[static 32])
{
	if (mbedtls_sha256((const unsigned char *)data.p, data.n, out, 0) != 0)
		memset(out, 0, 32);
}

void
tls_hmac(slice key, slice data, unsigned char out[static 32])
{
	if (mbedtls_md_hmac(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256),
	    (const unsigned char *)key.p, key.n,
	    (const unsigned char *)data.p, data.n, out) != 0)
		memset(out, 0, 32);
}
