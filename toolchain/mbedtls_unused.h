/*
 * mbedtls_unused.h - for those files of the TLS library that would reckon
 * what nobody here asks for. SHA-1 is known by its name, so that an old root
 * that signed itself with it can be read; no signature with it is ever
 * accepted, so that none needs to be checked. And of an RSA key that came
 * with a certificate there is no private half to be deduced. Only the
 * program is built with this, not the town.
 */
#define MBEDTLS_ALLOW_PRIVATE_ACCESS	/* as the files themselves have it */
#include <mbedtls/md.h>
#include <mbedtls/sha1.h>
#include "rsa_alt_helpers.h"

#define NO_SHA1(...)	MBEDTLS_ERR_MD_FEATURE_UNAVAILABLE
#define mbedtls_sha1(...)			NO_SHA1()
#define mbedtls_sha1_starts(...)		NO_SHA1()
#define mbedtls_sha1_update(...)		NO_SHA1()
#define mbedtls_sha1_finish(...)		NO_SHA1()

#define NO_OWN_KEY(...)	MBEDTLS_ERR_MPI_BAD_INPUT_DATA
#define mbedtls_rsa_deduce_primes(...)		NO_OWN_KEY()
#define mbedtls_rsa_deduce_private_exponent(...) NO_OWN_KEY()
#define mbedtls_rsa_deduce_crt(...)		NO_OWN_KEY()
