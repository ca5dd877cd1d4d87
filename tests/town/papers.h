/*
 * papers.h - who is who in the town: an authority made at start, and a
 * certificate for whoever is asked for by name, good or bad.
 *
 * Call under the town's TLS lock: the library is built without threads.
 */
#ifndef TOWN_PAPERS_H
#define TOWN_PAPERS_H

#include <mbedtls/ssl.h>
#include <mbedtls/x509_crt.h>

#include <stdbool.h>

struct papers;

/* Makes the authority and writes DIR/ca.pem. Ends the program on failure. */
struct papers *papers_open(const char *dir);

/*
 * Tells the handshake to show the certificate for that host: *.rude.town has
 * some that nobody should take (papers.c: `bad`). False: no such host here.
 */
bool	 papers_show(struct papers *, mbedtls_ssl_context *, const char *host);

/* Shown to whoever names no host (an address): 127.0.0.1 and localhost. */
void	 papers_default(struct papers *, mbedtls_ssl_config *);

/* The result of a call that cannot fail here, or the town ends. */
void	 must(int result, const char *what);

#define TOWN_RNG	mbedtls_psa_get_random, MBEDTLS_PSA_RANDOM_STATE

#endif
