/*
 * server.h - certificates and a small server on 127.0.0.1 for the tests of
 * net: a forked child that answers each request with the bytes it was given.
 */
#ifndef TESTS_SERVER_H
#define TESTS_SERVER_H

#include "net/tls.h"

#include <arpa/inet.h>
#include <mbedtls/ecp.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/oid.h>
#include <mbedtls/psa_util.h>
#include <mbedtls/ssl.h>
#include <mbedtls/ssl_ticket.h>
#include <mbedtls/x509_crt.h>
#include <psa/crypto.h>

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define RNG	mbedtls_psa_get_random, MBEDTLS_PSA_RANDOM_STATE

/* --- certificates --------------------------------------------------------- */

struct paper {			/* a key and the certificate for it */
	mbedtls_pk_context	 key;
	mbedtls_x509_crt	 crt;
	char			 name[64];	/* "CN=..." */
	char			 pem[2048];
};

struct paper_for {
	const char	*cn;
	const char	*dns, *dns2;	/* subjectAltNames, or NULL */
	bool		 ip;		/* and 127.0.0.1 */
	const char	*from, *to;	/* YYYYMMDDhhmmss; NULL: a long time */
	bool		 ca;
	bool		 sha1;		/* signed over a hash nobody trusts */
};

static void
must(int result, const char *what)
{
	if (result == 0)
		return;
	printf("cannot set up the test: %s: -0x%04x\n", what,
	    (unsigned)-result);
	exit(1);
}

static void
paper_names(mbedtls_x509write_cert *w, const struct paper_for *want)
{
	static unsigned char home[4] = { 127, 0, 0, 1 };
	mbedtls_x509_san_list list[3];
	const char *dns[] = { want->dns, want->dns2 };
	size_t	 n = 0;

	memset(list, 0, sizeof(list));
	for (size_t i = 0; i < 2; i++)
		if (dns[i] != NULL) {
			list[n].node.type = MBEDTLS_X509_SAN_DNS_NAME;
			list[n].node.san.unstructured_name.p =
			    (unsigned char *)(uintptr_t)dns[i];
			list[n++].node.san.unstructured_name.len =
			    strlen(dns[i]);
		}
	if (want->ip) {
		list[n].node.type = MBEDTLS_X509_SAN_IP_ADDRESS;
		list[n].node.san.unstructured_name.p = home;
		list[n++].node.san.unstructured_name.len = 4;
	}
	for (size_t i = 1; i < n; i++)
		list[i - 1].next = &list[i];
	if (n)
		must(mbedtls_x509write_crt_set_subject_alternative_name(w,
		    list), "names");
}

/* Signed by `by`, or by itself when that is NULL. */
static void
paper_make(struct paper *p, const struct paper_for *want, struct paper *by)
{
	mbedtls_x509write_cert w;
	unsigned char serial[] = { 1, 2, 3 };

	memset(p, 0, sizeof(*p));
	must((int)psa_crypto_init(), "psa");
	mbedtls_pk_init(&p->key);
	mbedtls_x509_crt_init(&p->crt);
	snprintf(p->name, sizeof(p->name), "CN=%s", want->cn);
	must(mbedtls_pk_setup(&p->key,
	    mbedtls_pk_info_from_type(MBEDTLS_PK_ECKEY)), "key");
	must(mbedtls_ecp_gen_key(MBEDTLS_ECP_DP_SECP256R1,
	    mbedtls_pk_ec(p->key), RNG), "key");
	mbedtls_x509write_crt_init(&w);
	mbedtls_x509write_crt_set_version(&w, MBEDTLS_X509_CRT_VERSION_3);
	mbedtls_x509write_crt_set_md_alg(&w, want->sha1 ? MBEDTLS_MD_SHA1 :
	    MBEDTLS_MD_SHA256);
	mbedtls_x509write_crt_set_subject_key(&w, &p->key);
	mbedtls_x509write_crt_set_issuer_key(&w, by ? &by->key : &p->key);
	must(mbedtls_x509write_crt_set_subject_name(&w, p->name), "subject");
	must(mbedtls_x509write_crt_set_issuer_name(&w, by ? by->name :
	    p->name), "issuer");
	must(mbedtls_x509write_crt_set_serial_raw(&w, serial, 3), "serial");
	must(mbedtls_x509write_crt_set_validity(&w, want->from ? want->from :
	    "20200101000000", want->to ? want->to : "20491231000000"), "dates");
	must(mbedtls_x509write_crt_set_basic_constraints(&w, want->ca, -1),
	    "constraints");
	paper_names(&w, want);
	must(mbedtls_x509write_crt_pem(&w, (unsigned char *)p->pem,
	    sizeof(p->pem), RNG), "pem");
	mbedtls_x509write_crt_free(&w);
	must(mbedtls_x509_crt_parse(&p->crt, (unsigned char *)p->pem,
	    strlen(p->pem) + 1), "parse");
}

static void
paper_free(struct paper *p)
{
	mbedtls_x509_crt_free(&p->crt);
	mbedtls_pk_free(&p->key);
}

/* Writes certificates to a file whose name stays valid until the next call. */
static const char *
paper_file(const char *text)
{
	static char name[64];
	int	 fd;

	snprintf(name, sizeof(name), "/tmp/earshot-test-XXXXXX");
	fd = mkstemp(name);
	must(fd < 0 || write(fd, text, strlen(text)) < 0, "temporary file");
	close(fd);
	return name;
}

/* Whom one trusts who has read these certificates. */
static inline struct roots *
paper_trust(const char *pem)
{
	const char *file = paper_file(pem);
	struct fault f = { "" };
	struct roots *r = roots_open(file, &f);

	must(r == NULL || f.text[0] != '\0', "roots");
	unlink(file);
	return r;
}

/* --- the server ----------------------------------------------------------- */

enum {
	STAY = 1,		/* await another request on the connection */
	DRIP = 2,		/* then one byte after the other, for ever */
	CUT = 4,		/* hang up without TLS's goodbye */
	MUTE = 8		/* say nothing, keep the line */
};

struct answer {
	const char	*bytes;
	size_t		 n;		/* 0: it is a string */
	int		 how;
};

struct server {
	pid_t		 pid;
	int		 fd;		/* listens */
	unsigned	 port;
	/* TLS, when there is a paper */
	struct paper	*paper;
	mbedtls_x509_crt *above;	/* sent, too */
	mbedtls_ssl_protocol_version only;	/* 0: both */
	bool		 no_tickets;
	const struct answer *answers;
	size_t		 n;
};

struct line {			/* one connection of the server's */
	int	 fd;
	mbedtls_ssl_context *ssl;
};

static int
line_recv(void *p, unsigned char *buf, size_t n)
{
	ssize_t	 r = recv(*(int *)p, buf, n, 0);

	return r < 0 ? MBEDTLS_ERR_NET_RECV_FAILED : (int)r;
}

static int
line_send(void *p, const unsigned char *buf, size_t n)
{
	ssize_t	 r = send(*(int *)p, buf, n, MSG_NOSIGNAL);

	return r < 0 ? MBEDTLS_ERR_NET_SEND_FAILED : (int)r;
}

static int
line_read(struct line *l, char *buf, size_t n)
{
	return l->ssl ? mbedtls_ssl_read(l->ssl, (unsigned char *)buf, n) :
	    line_recv(&l->fd, (unsigned char *)buf, n);
}

static bool
line_write(struct line *l, const char *p, size_t n)
{
	while (n) {
		int	 r = l->ssl ? mbedtls_ssl_write(l->ssl,
		    (const unsigned char *)p, n) :
		    line_send(&l->fd, (const unsigned char *)p, n);

		if (r <= 0)
			return false;
		p += r;
		n -= (size_t)r;
	}
	return true;
}

/* Reads one request head (and what came with it); false: no more. */
static bool
line_request(struct line *l)
{
	char	 buf[8192];
	size_t	 n = 0;

	while (n < sizeof(buf) - 1) {
		int	 r = line_read(l, buf + n, sizeof(buf) - 1 - n);

		if (r <= 0)
			return false;
		n += (size_t)r;
		buf[n] = '\0';
		if (strstr(buf, "\r\n\r\n") != NULL)
			return true;
	}
	return false;
}

static void
line_drip(struct line *l)
{
	struct timespec nap = { 0, 20 * 1000 * 1000 };

	while (line_write(l, "x", 1))
		nanosleep(&nap, NULL);
}

/* All answers of one connection; returns the number of the next one. */
static size_t
line_serve(const struct server *s, struct line *l, size_t at)
{
	while (at < s->n && line_request(l)) {
		const struct answer *a = &s->answers[at++];

		line_write(l, a->bytes, a->n ? a->n : strlen(a->bytes));
		if (a->how & MUTE)
			line_request(l);
		if (a->how & DRIP)
			line_drip(l);
		if (a->how & STAY)
			continue;
		if (l->ssl && !(a->how & CUT))
			mbedtls_ssl_close_notify(l->ssl);
		break;
	}
	return at;
}

static void
server_conf(const struct server *s, mbedtls_ssl_config *conf,
    mbedtls_ssl_ticket_context *tickets)
{
	mbedtls_ssl_config_init(conf);
	mbedtls_ssl_ticket_init(tickets);
	if (s->paper == NULL)
		return;
	must(mbedtls_ssl_config_defaults(conf, MBEDTLS_SSL_IS_SERVER,
	    MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT), "conf");
	mbedtls_ssl_conf_rng(conf, RNG);
	must(mbedtls_ssl_conf_own_cert(conf, &s->paper->crt, &s->paper->key),
	    "own certificate");
	must(mbedtls_ssl_ticket_setup(tickets, RNG,
	    MBEDTLS_CIPHER_AES_256_GCM, 86400), "tickets");
	if (!s->no_tickets)
		mbedtls_ssl_conf_session_tickets_cb(conf,
		    mbedtls_ssl_ticket_write, mbedtls_ssl_ticket_parse,
		    tickets);
	if (s->only) {
		mbedtls_ssl_conf_min_tls_version(conf, s->only);
		mbedtls_ssl_conf_max_tls_version(conf, s->only);
	}
}

static void
server_child(const struct server *s)
{
	mbedtls_ssl_config conf;
	mbedtls_ssl_ticket_context tickets;
	size_t	 at = 0;
	int	 fd;

	server_conf(s, &conf, &tickets);
	while (at < s->n && (fd = accept(s->fd, NULL, NULL)) >= 0) {
		mbedtls_ssl_context ssl;
		struct line l = { fd, s->paper ? &ssl : NULL };
		bool	 up = true;

		mbedtls_ssl_init(&ssl);
		if (s->paper) {
			must(mbedtls_ssl_setup(&ssl, &conf), "ssl");
			mbedtls_ssl_set_bio(&ssl, &fd, line_send, line_recv,
			    NULL);
			up = mbedtls_ssl_handshake(&ssl) == 0;
		}
		if (up)
			at = line_serve(s, &l, at);
		shutdown(fd, SHUT_WR);
		close(fd);
		mbedtls_ssl_free(&ssl);
	}
	_exit(0);
}

/* Serves until server_stop(); the answers are used up one after another,
 * whichever connection asks. */
static void
server_start(struct server *s, const struct answer *answers, size_t n)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
	    .sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t size = sizeof(at);

	s->answers = answers;
	s->n = n;
	s->fd = socket(AF_INET, SOCK_STREAM, 0);
	must(s->fd < 0 || bind(s->fd, (struct sockaddr *)&at, size) != 0 ||
	    listen(s->fd, 8) != 0 ||
	    getsockname(s->fd, (struct sockaddr *)&at, &size) != 0, "listen");
	s->port = ntohs(at.sin_port);
	must((int)psa_crypto_init(), "psa");
	fflush(stdout);
	s->pid = fork();
	must(s->pid < 0, "fork");
	if (s->pid == 0)
		server_child(s);
}

static void
server_stop(struct server *s)
{
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
	close(s->fd);
}

#endif
