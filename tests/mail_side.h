/*
 * mail_side.h - the other side of a mail conversation: a scripted server that
 * can begin TLS, with a certificate of its own for "mail.test".
 */
#ifndef TESTS_MAIL_SIDE_H
#define TESTS_MAIL_SIDE_H

#include "core/slice.h"
#include "net/dial.h"
#include "net/tls.h"
#include "tests/test.h"

#include <mbedtls/ecp.h>
#include <mbedtls/pk.h>
#include <mbedtls/psa_util.h>
#include <mbedtls/ssl.h>
#include <mbedtls/x509_crt.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <psa/crypto.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct identity {
	mbedtls_pk_context key;
	mbedtls_x509_crt crt;
	char	 pem[2048];
};

struct side {
	int	 fd;
	bool	 secure;
	mbedtls_ssl_context ssl;
	mbedtls_ssl_config conf;
	struct identity *me;
};

static inline bool
identity_make(struct identity *id)
{
	mbedtls_x509write_cert w;
	mbedtls_x509_san_list san = { .node = {
	    .type = MBEDTLS_X509_SAN_DNS_NAME } };
	unsigned char serial[] = { 7 };
	char	 name[] = "mail.test";
	int	 r;

	san.node.san.unstructured_name.p = (unsigned char *)name;
	san.node.san.unstructured_name.len = sizeof(name) - 1;
	mbedtls_pk_init(&id->key);
	mbedtls_x509_crt_init(&id->crt);
	mbedtls_x509write_crt_init(&w);
	r = psa_crypto_init() != PSA_SUCCESS ||
	    mbedtls_pk_setup(&id->key,
	    mbedtls_pk_info_from_type(MBEDTLS_PK_ECKEY)) ||
	    mbedtls_ecp_gen_key(MBEDTLS_ECP_DP_SECP256R1,
	    mbedtls_pk_ec(id->key), mbedtls_psa_get_random,
	    MBEDTLS_PSA_RANDOM_STATE);
	mbedtls_x509write_crt_set_version(&w, MBEDTLS_X509_CRT_VERSION_3);
	mbedtls_x509write_crt_set_md_alg(&w, MBEDTLS_MD_SHA256);
	mbedtls_x509write_crt_set_subject_key(&w, &id->key);
	mbedtls_x509write_crt_set_issuer_key(&w, &id->key);
	r = r || mbedtls_x509write_crt_set_serial_raw(&w, serial, 1) ||
	    mbedtls_x509write_crt_set_subject_name(&w, "CN=mail.test") ||
	    mbedtls_x509write_crt_set_issuer_name(&w, "CN=mail.test") ||
	    mbedtls_x509write_crt_set_validity(&w, "20200101000000",
	    "20991231235959") ||
	    mbedtls_x509write_crt_set_basic_constraints(&w, 1, -1) ||
	    mbedtls_x509write_crt_set_subject_alternative_name(&w, &san) ||
	    mbedtls_x509write_crt_pem(&w, (unsigned char *)id->pem,
	    sizeof(id->pem), mbedtls_psa_get_random,
	    MBEDTLS_PSA_RANDOM_STATE) ||
	    mbedtls_x509_crt_parse(&id->crt, (unsigned char *)id->pem,
	    strlen(id->pem) + 1);
	mbedtls_x509write_crt_free(&w);
	return r == 0;
}

static inline void
identity_free(struct identity *id)
{
	mbedtls_pk_free(&id->key);
	mbedtls_x509_crt_free(&id->crt);
}

/* Trusts nobody but him. */
static inline struct roots *
identity_roots(const struct identity *me)
{
	char	 name[] = "/tmp/earshot-test-XXXXXX";
	struct fault fault = { "" };
	struct roots *roots;
	int	 fd = mkstemp(name);

	CHECK(fd >= 0 && write(fd, me->pem, strlen(me->pem)) > 0);
	close(fd);
	roots = roots_open(name, &fault);
	unlink(name);
	CHECK(roots != NULL);
	return roots;
}

static inline int
side_recv(void *ctx, unsigned char *buf, size_t n)
{
	ssize_t	 got = recv(((struct side *)ctx)->fd, buf, n, 0);

	return got > 0 ? (int)got : MBEDTLS_ERR_SSL_CONN_EOF;
}

static inline int
side_send(void *ctx, const unsigned char *buf, size_t n)
{
	ssize_t	 put = send(((struct side *)ctx)->fd, buf, n, MSG_NOSIGNAL);

	return put > 0 ? (int)put : MBEDTLS_ERR_SSL_CONN_EOF;
}

static inline bool
side_tls(struct side *s)
{
	mbedtls_ssl_init(&s->ssl);
	mbedtls_ssl_config_init(&s->conf);
	if (mbedtls_ssl_config_defaults(&s->conf, MBEDTLS_SSL_IS_SERVER,
	    MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT) ||
	    mbedtls_ssl_conf_own_cert(&s->conf, &s->me->crt, &s->me->key))
		return false;
	mbedtls_ssl_conf_rng(&s->conf, mbedtls_psa_get_random,
	    MBEDTLS_PSA_RANDOM_STATE);
	if (mbedtls_ssl_setup(&s->ssl, &s->conf))
		return false;
	mbedtls_ssl_set_bio(&s->ssl, s, side_send, side_recv, NULL);
	s->secure = mbedtls_ssl_handshake(&s->ssl) == 0;
	return s->secure;
}

static inline bool
side_put(struct side *s, const char *p, size_t n)
{
	while (n) {
		const unsigned char *b = (const unsigned char *)p;
		int	 r = s->secure ? mbedtls_ssl_write(&s->ssl, b, n) :
		    side_send(s, b, n);

		if (r <= 0)
			return false;
		p += r;
		n -= (size_t)r;
	}
	return true;
}

static inline int
side_get(struct side *s)		/* one byte; -1: the end */
{
	unsigned char c;
	int	 r = s->secure ? mbedtls_ssl_read(&s->ssl, &c, 1) :
	    side_recv(s, &c, 1);

	return r == 1 ? c : -1;
}

/* A line without its CRLF; false: the end, or no CRLF. */
static inline bool
side_line(struct side *s, char *buf, size_t cap)
{
	size_t	 n = 0;
	int	 c;

	while ((c = side_get(s)) >= 0 && n + 1 < cap) {
		if (c == '\n') {
			buf[n ? n - 1 : 0] = '\0';
			return n > 0 && buf[n - 1] != '\n';
		}
		buf[n++] = (char)c;
	}
	buf[n] = '\0';
	return false;
}

static inline void
side_end(struct side *s)
{
	if (s->secure)
		mbedtls_ssl_close_notify(&s->ssl);
	close(s->fd);
}

/* A listener on loopback, and where it is, by that name. */
static inline int
side_listen(struct dial_addresses *d, const char *host)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof(at);
	int	 fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	CHECK(fd >= 0 && bind(fd, (struct sockaddr *)&at, n) == 0);
	CHECK(listen(fd, 1) == 0);
	CHECK(getsockname(fd, (struct sockaddr *)&at, &n) == 0);
	*d = (struct dial_addresses){ .count = 1, .n = { n },
	    .port = ntohs(at.sin_port) };
	memcpy(&d->at[0], &at, n);
	memcpy(d->host, host, strlen(host) + 1);
	return fd;
}

#endif
