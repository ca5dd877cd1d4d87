#include "net/tls.h"

#include "net/peer.h"
#include "net/roots.h"

#include <mbedtls/net_sockets.h>
#include <mbedtls/psa_util.h>
#include <mbedtls/ssl.h>

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

struct tls {
	mbedtls_ssl_context	 ssl;
	mbedtls_ssl_config	 conf;
	mbedtls_ssl_session	 session;	/* to resume next time */
	bool			 fresh;		/* it is worth keeping */
	struct peer		 peer;
	unsigned char		 mark[ROOTS_MARK];
};

struct conn {
	int		 fd;
	int64_t		 deadline;		/* of the call under way */
	struct tls	*tls;			/* NULL: plain */
	struct peer_span *span;			/* NULL: our clock is right */
};

/* --- the socket, as the library wants it ---------------------------------- */

static int
bio_result(ssize_t n, int again)
{
	if (n > 0)
		return (int)n;
	if (n == 0)
		return MBEDTLS_ERR_SSL_CONN_EOF;
	return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ?
	    again : MBEDTLS_ERR_NET_CONN_RESET;
}

/* A peer that never stops sending must meet the deadline, too. */
static int
bio_recv(void *ctx, unsigned char *buf, size_t n)
{
	struct conn *c = ctx;

	if (dial_clock() >= c->deadline)
		return MBEDTLS_ERR_SSL_TIMEOUT;
	return bio_result(recv(c->fd, buf, n < INT_MAX ? n : INT_MAX, 0),
	    MBEDTLS_ERR_SSL_WANT_READ);
}

static int
bio_send(void *ctx, const unsigned char *buf, size_t n)
{
	struct conn *c = ctx;

	if (dial_clock() >= c->deadline)
		return MBEDTLS_ERR_SSL_TIMEOUT;
	return bio_result(send(c->fd, buf, n < INT_MAX ? n : INT_MAX,
	    MSG_NOSIGNAL), MBEDTLS_ERR_SSL_WANT_WRITE);
}

/* Did it only want to wait, and was the wait worth it? */
static bool
may_go_on(struct conn *c, int result)
{
	if (result == MBEDTLS_ERR_SSL_WANT_READ)
		return dial_wait(c->fd, POLLIN, c->deadline);
	if (result == MBEDTLS_ERR_SSL_WANT_WRITE)
		return dial_wait(c->fd, POLLOUT, c->deadline);
	return false;
}

struct conn *
conn_open(const struct dial_addresses *to, int64_t deadline, struct fault *f)
{
	struct conn *c = NULL;
	int	 fd = dial_connect(to, deadline, f);

	if (fd < 0)
		return NULL;
	c = calloc(1, sizeof(*c));
	if (c == NULL) {
		close(fd);
		fault_words(f, "no memory for the connection");
		return NULL;
	}
	c->fd = fd;
	return c;
}

void
conn_dates(struct conn *c, struct peer_span *span)
{
	c->span = span;
}

bool
conn_secure(const struct conn *c)
{
	return c->tls != NULL;
}

bool
conn_resumed(const struct conn *c)
{
	return c->tls != NULL && !c->tls->peer.seen;
}

/* --- the handshake -------------------------------------------------------- */

static int
configure(struct conn *c, struct roots *roots)
{
	struct tls *t = c->tls;
	mbedtls_ssl_config *conf = &t->conf;
	int	 r = mbedtls_ssl_config_defaults(conf, MBEDTLS_SSL_IS_CLIENT,
	    MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT);

	if (r != 0)
		return r;
	mbedtls_ssl_conf_min_tls_version(conf, MBEDTLS_SSL_VERSION_TLS1_2);
	mbedtls_ssl_conf_authmode(conf, MBEDTLS_SSL_VERIFY_REQUIRED);
	mbedtls_ssl_conf_rng(conf, mbedtls_psa_get_random,
	    MBEDTLS_PSA_RANDOM_STATE);
	mbedtls_ssl_conf_session_tickets(conf,
	    MBEDTLS_SSL_SESSION_TICKETS_ENABLED);
	mbedtls_ssl_conf_tls13_enable_signal_new_session_tickets(conf,
	    MBEDTLS_SSL_TLS1_3_SIGNAL_NEW_SESSION_TICKETS_ENABLED);
	mbedtls_ssl_conf_verify(conf, peer_check, &t->peer);
	roots_trust(roots, conf);
	r = mbedtls_ssl_setup(&t->ssl, conf);
	if (r != 0)
		return r;
	mbedtls_ssl_set_bio(&t->ssl, c, bio_send, bio_recv, NULL);
	/* RFC 6066, 3: no literal address in server_name; the library then
	 * leaves the name to peer_check */
	return mbedtls_ssl_set_hostname(&t->ssl,
	    t->peer.nip ? NULL : t->peer.host);
}

/* A session that cannot be used is no fault: the handshake is a full one. */
static bool
offer(struct tls *t, slice kept)
{
	mbedtls_ssl_session s;
	bool	 ok;

	if (kept.n <= ROOTS_MARK || memcmp(kept.p, t->mark, ROOTS_MARK) != 0)
		return false;
	kept = slice_from(kept, ROOTS_MARK);
	mbedtls_ssl_session_init(&s);
	ok = mbedtls_ssl_session_load(&s, (const unsigned char *)kept.p,
	    kept.n) == 0 && mbedtls_ssl_set_session(&t->ssl, &s) == 0;
	mbedtls_ssl_session_free(&s);
	return ok;
}

/* Keeps the session the library has now, if it is a new one. */
static void
remember(struct tls *t)
{
	mbedtls_ssl_session_free(&t->session);
	mbedtls_ssl_session_init(&t->session);
	t->fresh = mbedtls_ssl_get_session(&t->ssl, &t->session) == 0;
}

static bool
handshake(struct conn *c, bool offered, struct fault *f)
{
	struct tls *t = c->tls;
	int	 r;

	do
		r = mbedtls_ssl_handshake(&t->ssl);
	while (r != 0 && may_go_on(c, r));
	if (r != 0)
		return peer_failed(&t->peer, &t->ssl, r, f);
	/* who was not looked at now was looked at when the session began */
	if ((!t->peer.seen && !offered) ||
	    mbedtls_ssl_get_verify_result(&t->ssl) != 0)
		return fault_tell(f, "% shows no certificate",
		    slice_of(t->peer.host));
	if (mbedtls_ssl_get_version_number(&t->ssl) ==
	    MBEDTLS_SSL_VERSION_TLS1_2)
		remember(t);
	return true;
}

static struct tls *
tls_open(void)
{
	struct tls *t = calloc(1, sizeof(*t));

	if (t == NULL)
		return NULL;
	mbedtls_ssl_init(&t->ssl);
	mbedtls_ssl_config_init(&t->conf);
	mbedtls_ssl_session_init(&t->session);
	return t;
}

bool
conn_tls(struct conn *c, const char *host, struct roots *roots, slice session,
    int64_t deadline, struct fault *f)
{
	int	 r;

	if (c->tls != NULL || roots == NULL)
		return fault_words(f, "TLS cannot begin here");
	c->tls = tls_open();
	if (c->tls == NULL)
		return fault_words(f, "no memory for TLS");
	c->deadline = deadline;
	if (!peer_init(&c->tls->peer, host))
		return fault_tell(f, "not the name of a host: %",
		    slice_of(host));
	c->tls->peer.span = c->span;
	roots_mark(roots, slice_of(c->tls->peer.host), c->tls->mark);
	r = configure(c, roots);
	if (r != 0)
		return peer_failed(&c->tls->peer, &c->tls->ssl, r, f);
	return handshake(c, offer(c->tls, session), f);
}

/* --- bytes ---------------------------------------------------------------- */

/* One attempt, in the library's terms; 0: the proper end. */
static int
read_once(struct conn *c, void *buf, size_t n)
{
	int	 r;

	if (n > INT_MAX)
		n = INT_MAX;
	if (c->tls == NULL) {
		r = bio_recv(c, buf, n);
		return r == MBEDTLS_ERR_SSL_CONN_EOF ? 0 : r;
	}
	do {
		r = mbedtls_ssl_read(&c->tls->ssl, buf, n);
		if (r == MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET)
			remember(c->tls);
	} while (r == MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET);
	/* the library calls a cut line 0 and a goodbye an error */
	if (r == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY)
		return 0;
	return r == 0 ? MBEDTLS_ERR_SSL_CONN_EOF : r;
}

static bool
lost(const struct conn *c, int r, struct fault *f)
{
	if (dial_clock() >= c->deadline)
		return fault_words(f, "the time allowed is over");
	if (r == MBEDTLS_ERR_SSL_CONN_EOF || r == MBEDTLS_ERR_NET_CONN_RESET)
		return fault_words(f, "the other side hung up in the middle");
	return fault_words(f, "the other side breaks the rules of TLS");
}

long
conn_read(struct conn *c, void *buf, size_t n, int64_t deadline,
    struct fault *f)
{
	int	 r;

	c->deadline = deadline;
	do
		r = read_once(c, buf, n);
	while (r < 0 && may_go_on(c, r));
	if (r >= 0)
		return r;
	lost(c, r, f);
	return -1;
}

bool
conn_write(struct conn *c, slice s, int64_t deadline, struct fault *f)
{
	c->deadline = deadline;
	while (s.n) {
		const unsigned char *p = (const unsigned char *)s.p;
		int	 r = c->tls ? mbedtls_ssl_write(&c->tls->ssl, p, s.n) :
		    bio_send(c, p, s.n);

		if (r > 0)
			s = slice_from(s, (size_t)r);
		else if (!may_go_on(c, r))
			return lost(c, r, f);
	}
	return true;
}

bool
conn_idle(struct conn *c)
{
	char	 byte;

	c->deadline = INT64_MAX;
	return read_once(c, &byte, 1) == MBEDTLS_ERR_SSL_WANT_READ;
}

bool
conn_session(struct conn *c, struct sink *k)
{
	struct tls *t = c->tls;
	size_t	 n = 0, room;

	if (t == NULL || !t->fresh || k->full ||
	    k->cap - k->len <= ROOTS_MARK)
		return false;
	room = k->cap - k->len - ROOTS_MARK;
	if (mbedtls_ssl_session_save(&t->session, (unsigned char *)k->buf +
	    k->len + ROOTS_MARK, room, &n) != 0)
		return false;
	memcpy(k->buf + k->len, t->mark, ROOTS_MARK);
	k->len += ROOTS_MARK + n;
	t->fresh = false;
	return true;
}

void
conn_close(struct conn *c)
{
	if (c == NULL)
		return;
	if (c->tls != NULL) {
		c->deadline = INT64_MAX;	/* one attempt, no waiting */
		mbedtls_ssl_close_notify(&c->tls->ssl);
		mbedtls_ssl_session_free(&c->tls->session);
		mbedtls_ssl_free(&c->tls->ssl);
		mbedtls_ssl_config_free(&c->tls->conf);
		free(c->tls);
	}
	close(c->fd);
	free(c);
}
