/*
 * mbedtls_client.h - for those files of the TLS library that would sign or
 * decrypt with a key of our own. The program has no such key: it is a client
 * without a certificate. Only the program is built with this, not the town.
 */
#define MBEDTLS_ALLOW_PRIVATE_ACCESS	/* as the files themselves have it */
#include <mbedtls/ecdsa.h>
#include <mbedtls/pk.h>
#include <mbedtls/rsa.h>
#include "common.h"
#include "ssl_misc.h"

/* whoever asks for a certificate of ours gets an empty answer */
#define mbedtls_ssl_own_cert(ssl)	((mbedtls_x509_crt *)NULL)
#define mbedtls_ssl_own_key(ssl)	((mbedtls_pk_context *)NULL)

#define NO_OWN_KEY(...)	MBEDTLS_ERR_PK_FEATURE_UNAVAILABLE
#define mbedtls_pk_sign(...)			NO_OWN_KEY()
#define mbedtls_pk_sign_ext(...)		NO_OWN_KEY()
#define mbedtls_rsa_pkcs1_sign(...)		NO_OWN_KEY()
#define mbedtls_rsa_pkcs1_decrypt(...)		NO_OWN_KEY()
#define mbedtls_rsa_pkcs1_encrypt(...)		NO_OWN_KEY()
#define mbedtls_rsa_check_pub_priv(...)		NO_OWN_KEY()
#define mbedtls_ecdsa_write_signature(...)	NO_OWN_KEY()
#define mbedtls_ecp_check_pub_priv(...)		NO_OWN_KEY()
