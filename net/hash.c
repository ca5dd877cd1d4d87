#include "net/tls.h"

#include <mbedtls/md.h>
#include <mbedtls/entropy.h>
#include <mbedtls/sha256.h>

#include <errno.h>
#include <sys/random.h>

/* The library's hook for entropy; it declares it in no public header. */
int	 mbedtls_hardware_poll(void *, unsigned char *, size_t, size_t *);

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

int
mbedtls_hardware_poll(void *unused, unsigned char *buf, size_t n, size_t *got)
{
	(void)unused;
	*got = 0;
	if (!tls_random(buf, n))
		return MBEDTLS_ERR_ENTROPY_SOURCE_FAILED;
	*got = n;
	return 0;
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
