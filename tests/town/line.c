#include "tests/town/line.h"

#include "tests/town/buf.h"

#include <mbedtls/net_sockets.h>
#include <mbedtls/psa_util.h>
#include <mbedtls/ssl_ticket.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PATIENCE = 90 * 1000 };		/* ms without a byte */

struct tls {
	pthread_mutex_t	 lock;
	struct papers	*papers;
	mbedtls_ssl_config conf;
	mbedtls_ssl_ticket_context tickets;
	bool		 parsed;	/* a ticket of ours was just taken */
};

/* --- the server's side of TLS -------------------------------------------- */

static int
on_name(void *ctx, mbedtls_ssl_context *ssl, const unsigned char *name,
    size_t n)
{
	struct tls *t = ctx;
	struct line *l = mbedtls_ssl_get_user_data_p(ssl);

	if (n >= sizeof(l->host))
		return -1;
	for (size_t i = 0; i < n; i++)
		l->host[i] = ascii_lower((char)name[i]);
	l->host[n] = '\0';
	return papers_show(t->papers, ssl, l->host) ? 0 : -1;
}

static int
on_ticket(void *ctx, mbedtls_ssl_session *session, unsigned char *buf,
    size_t n)
{
	struct tls *t = ctx;
	int	 r = mbedtls_ssl_ticket_parse(&t->tickets, session, buf, n);

	t->parsed = t->parsed || r == 0;
	return r;
}

static int
new_ticket(void *ctx, const mbedtls_ssl_session *session,
    unsigned char *start, const unsigned char *end, size_t *n,
    uint32_t *lifetime)
{
	struct tls *t = ctx;

	return mbedtls_ssl_ticket_write(&t->tickets, session, start, end, n,
	    lifetime);
}

struct tls *
tls_open(const char *dir)
{
	struct tls *t = must_alloc(sizeof(*t));

	pthread_mutex_init(&t->lock, NULL);
	t->papers = papers_open(dir);
	mbedtls_ssl_config_init(&t->conf);
	mbedtls_ssl_ticket_init(&t->tickets);
	must(mbedtls_ssl_config_defaults(&t->conf, MBEDTLS_SSL_IS_SERVER,
	    MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT), "tls");
	mbedtls_ssl_conf_rng(&t->conf, TOWN_RNG);
	must(mbedtls_ssl_ticket_setup(&t->tickets, TOWN_RNG,
	    MBEDTLS_CIPHER_AES_256_GCM, 86400), "tickets");
	mbedtls_ssl_conf_session_tickets_cb(&t->conf, new_ticket, on_ticket,
	    t);
	mbedtls_ssl_conf_sni(&t->conf, on_name, t);
	papers_default(t->papers, &t->conf);
	return t;
}

/* --- waiting ------------------------------------------------------------- */

static bool
wait_fd(int fd, short events, int ms)
{
	struct pollfd p = { .fd = fd, .events = events };
	int	 n;

	do
		n = poll(&p, 1, ms);
	while (n < 0 && errno == EINTR);
	return n > 0;
}

static int
bio_recv(void *ctx, unsigned char *buf, size_t n)
{
	struct line *l = ctx;
	ssize_t	 r = recv(l->fd, buf, n, 0);

	if (r >= 0)
		return (int)r;
	return errno == EAGAIN || errno == EINTR ? MBEDTLS_ERR_SSL_WANT_READ :
	    MBEDTLS_ERR_NET_CONN_RESET;
}

static int
bio_send(void *ctx, const unsigned char *buf, size_t n)
{
	struct line *l = ctx;
	ssize_t	 r = send(l->fd, buf, n, MSG_NOSIGNAL);

	if (r >= 0)
		return (int)r;
	return errno == EAGAIN || errno == EINTR ? MBEDTLS_ERR_SSL_WANT_WRITE :
	    MBEDTLS_ERR_NET_CONN_RESET;
}

/* Did it only want to wait, and did the wait end well? */
static bool
go_on(struct line *l, int r)
{
	if (r == MBEDTLS_ERR_SSL_WANT_READ)
		return wait_fd(l->fd, POLLIN, PATIENCE);
	if (r == MBEDTLS_ERR_SSL_WANT_WRITE)
		return wait_fd(l->fd, POLLOUT, PATIENCE);
	return false;
}

/* --- a connection -------------------------------------------------------- */

void
line_open(struct line *l, int fd)
{
	int	 on = 1;

	memset(l, 0, offsetof(struct line, in));
	l->at = l->have = 0;
	l->fd = fd;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

static int
shake_hands(struct line *l)
{
	struct tls *t = l->tls;
	int	 r;

	do {
		pthread_mutex_lock(&t->lock);
		t->parsed = false;
		r = mbedtls_ssl_handshake(l->ssl);
		l->resumed = l->resumed || t->parsed;
		pthread_mutex_unlock(&t->lock);
	} while (r != 0 && go_on(l, r));
	return r;
}

bool
line_secure(struct line *l, struct tls *t)
{
	int	 r;

	l->tls = t;
	l->ssl = must_alloc(sizeof(*l->ssl));
	pthread_mutex_lock(&t->lock);
	mbedtls_ssl_init(l->ssl);
	r = mbedtls_ssl_setup(l->ssl, &t->conf);
	pthread_mutex_unlock(&t->lock);
	if (r != 0)
		return false;
	mbedtls_ssl_set_user_data_p(l->ssl, l);
	mbedtls_ssl_set_bio(l->ssl, l, bio_send, bio_recv, NULL);
	return shake_hands(l) == 0;
}

static void
forget_tls(struct line *l, bool goodbye)
{
	if (l->ssl == NULL)
		return;
	pthread_mutex_lock(&l->tls->lock);
	if (goodbye)
		mbedtls_ssl_close_notify(l->ssl);
	mbedtls_ssl_free(l->ssl);
	pthread_mutex_unlock(&l->tls->lock);
	free(l->ssl);
	l->ssl = NULL;
}

void
line_close(struct line *l)
{
	forget_tls(l, true);
	if (l->fd >= 0)
		close(l->fd);
	l->fd = -1;
}

void
line_cut(struct line *l)
{
	forget_tls(l, false);
	line_close(l);
}

void
line_reset(struct line *l)
{
	struct linger now = { .l_onoff = 1, .l_linger = 0 };

	setsockopt(l->fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	line_cut(l);
}

/* --- bytes --------------------------------------------------------------- */

static int
read_once(struct line *l)
{
	int	 r;

	if (l->ssl == NULL)
		return bio_recv(l, (unsigned char *)l->in, sizeof(l->in));
	pthread_mutex_lock(&l->tls->lock);
	r = mbedtls_ssl_read(l->ssl, (unsigned char *)l->in, sizeof(l->in));
	pthread_mutex_unlock(&l->tls->lock);
	return r;
}

static bool
fill(struct line *l)
{
	int	 r;

	do
		r = read_once(l);
	while (r < 0 && go_on(l, r));
	l->at = 0;
	l->have = r > 0 ? (size_t)r : 0;
	return r > 0;
}

int
line_byte(struct line *l)
{
	if (l->at == l->have && !fill(l))
		return -1;
	return (unsigned char)l->in[l->at++];
}

bool
line_gets(struct line *l, char *buf, size_t cap)
{
	size_t	 n = 0;
	int	 c;

	while ((c = line_byte(l)) != '\n') {
		if (c < 0 || n + 1 >= cap)
			return false;
		buf[n++] = (char)c;
	}
	while (n && buf[n - 1] == '\r')
		n--;
	buf[n] = '\0';
	return true;
}

static int
write_once(struct line *l, const unsigned char *p, size_t n)
{
	int	 r;

	if (l->ssl == NULL)
		return bio_send(l, p, n);
	pthread_mutex_lock(&l->tls->lock);
	r = mbedtls_ssl_write(l->ssl, p, n);
	pthread_mutex_unlock(&l->tls->lock);
	return r;
}

bool
line_write(struct line *l, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	while (n) {
		int	 r = write_once(l, p, n);

		if (r > 0) {
			p += r;
			n -= (size_t)r;
		} else if (!go_on(l, r)) {
			return false;
		}
	}
	return true;
}

bool
line_text(struct line *l, const char *s)
{
	return line_write(l, s, strlen(s));
}

bool
line_printf(struct line *l, const char *format, ...)
{
	char	 buf[2048];
	va_list	 ap;
	int	 n;

	va_start(ap, format);
	n = vsnprintf(buf, sizeof(buf), format, ap);
	va_end(ap);
	return n >= 0 && (size_t)n < sizeof(buf) &&
	    line_write(l, buf, (size_t)n);
}

bool
line_raw(struct line *l, const void *p, size_t n)
{
	return send(l->fd, p, n, MSG_NOSIGNAL) == (ssize_t)n;
}

void
line_await_end(struct line *l, int seconds)
{
	char	 byte;

	while (seconds-- > 0) {
		if (wait_fd(l->fd, POLLIN, 1000) &&
		    recv(l->fd, &byte, 1, MSG_DONTWAIT) <= 0 &&
		    errno != EAGAIN)
			return;
	}
}

int
line_listen(unsigned *port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)*port),
	    .sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t n = sizeof(at);
	int	 on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, (struct sockaddr *)&at, n) != 0 || listen(fd, 128) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &n) != 0) {
		close(fd);
		return -1;
	}
	*port = ntohs(at.sin_port);
	return fd;
}
