/*
 * tls.h - a connection that may be encrypted: open, read, write, close.
 *
 * TLS 1.2 and 1.3 only. The chain and the name are always checked against a
 * subjectAltName; nothing turns that off. All calls wait until `deadline`.
 */
#ifndef NET_TLS_H
#define NET_TLS_H

#include "core/fault.h"
#include "net/dial.h"

#include <stdint.h>

struct roots;			/* whom we trust */

/* A PEM file, or Mozilla's list inside the program when `file` is NULL. Read
 * before the worker confines itself. NULL: *fault says why. */
struct roots *roots_open(const char *file, struct fault *);
void	 roots_close(struct roots *);

enum { TLS_SESSION_MAX = 4096 };	/* bytes of a session kept */

struct peer_span;		/* net/peer.h */
struct conn;			/* plain until conn_tls() */

struct conn *conn_open(const struct dial_addresses *, int64_t deadline,
	    struct fault *);		/* NULL: *fault */
/*
 * Handshake. `session` resumes an earlier one (may be empty). On failure
 * *fault has the reason in words ("the certificate of x is for y", "expired
 * on 2026-01-01", "signed by nobody we know", "speaks only TLS 1.1").
 */
bool	 conn_tls(struct conn *, const char *host, struct roots *,
	    slice session, int64_t deadline, struct fault *);
/* Before conn_tls(), where our own clock is wrong: the dates of the chain are
 * not held against it but noted, and the caller must hold them against the time
 * that the server tells (net/daytime.h). All else is checked as ever. */
void	 conn_dates(struct conn *, struct peer_span *);
bool	 conn_secure(const struct conn *);
bool	 conn_resumed(const struct conn *);

/* >0 bytes; 0: closed properly; -1: *fault. A TLS peer that hangs up without
 * close_notify is -1: somebody may have cut the line. */
long	 conn_read(struct conn *, void *buf, size_t n, int64_t deadline,
	    struct fault *);
bool	 conn_write(struct conn *, slice, int64_t deadline, struct fault *);
/* Open and silent: one may write to it after a pause. */
bool	 conn_idle(struct conn *);
/* The session to resume next time, written to the sink; false: none, or one
 * that was given before. A secret. It is good only for the same host under
 * the same roots; conn_tls() forgets it elsewhere. TLS 1.3 servers send it
 * with or after the first answer, so ask late. */
bool	 conn_session(struct conn *, struct sink *);
void	 conn_close(struct conn *);

/* SHA-256 and HMAC of the same library, for template_crypto. */
void	 tls_sha256(slice data, unsigned char out[static 32]);
void	 tls_hmac(slice key, slice data, unsigned char out[static 32]);
/* Random bytes of the kernel. False: none to be had. */
bool	 tls_random(void *buf, size_t n);

#endif
