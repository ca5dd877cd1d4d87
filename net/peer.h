/*
 * peer.h - inside of net: is the other side who we asked for, and if not,
 * why not, in words for a person.
 *
 * The library checks the chain and the dates. A name counts only when it is a
 * subjectAltName (RFC 9525): the library alone would also take a common name.
 */
#ifndef NET_PEER_H
#define NET_PEER_H

#include "core/fault.h"

#include <mbedtls/ssl.h>

/* The seconds at which all of a chain is valid. */
struct peer_span {
	int64_t	 from, to;
};

struct peer {
	char		 host[256];	/* as the certificate must name it */
	unsigned char	 ip[16];
	size_t		 nip;		/* 0: the host is a name */
	bool		 seen;		/* a certificate was looked at */
	struct peer_span *span;		/* narrowed, and the dates not judged;
					 * NULL: by our own clock */
	struct fault	 why;
};

bool	 peer_init(struct peer *, const char *host);	/* false: no host */
/* The library's callback, once for each certificate, the root's first. */
int	 peer_check(void *peer, mbedtls_x509_crt *, int depth,
	    uint32_t *flags);
/* A handshake that failed with this error: the certificate's fault, or the
 * error in words. Returns false. */
bool	 peer_failed(const struct peer *, const mbedtls_ssl_context *,
	    int error, struct fault *);

#endif
