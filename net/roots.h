/*
 * roots.h - inside of net: the trust anchors, for the TLS library.
 *
 * Mozilla's list stays packed in the program: the library asks for the issuer
 * of one certificate, and only roots of that very name are parsed, for the time
 * of one verification. To find them the list is unpacked once, root by root.
 */
#ifndef NET_ROOTS_H
#define NET_ROOTS_H

#include "net/embed.h"
#include "net/tls.h"

#include <mbedtls/ssl.h>

/* mbedtls_x509_crt_ca_cb_t over a struct embed_roots: all roots, mostly one,
 * whose subject is this certificate's issuer. The library frees what it
 * gets. */
int	 roots_issuers(void *list, const mbedtls_x509_crt *child,
	    mbedtls_x509_crt **found);

/* Whom this configuration trusts from now on; the roots must outlive it. */
void	 roots_trust(struct roots *, mbedtls_ssl_config *);

/* Marks what was learnt under this trust about this host: a session taken
 * elsewhere must not stand in for checking a certificate here. */
enum { ROOTS_MARK = 32 };
void	 roots_mark(const struct roots *, slice host,
	    unsigned char out[static ROOTS_MARK]);

#endif
