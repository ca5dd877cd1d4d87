/* rude_ports.c - ports that do not get as far as a handshake. */
#include "tests/town/town.h"

#include <stdlib.h>

/* The first record, whatever it says. */
static void
hear_hello(struct line *l)
{
	int	 n = 0;

	for (int i = 0; i < 5; i++)
		n = (n << 8 | (line_byte(l) & 0xff)) & 0xffff;
	for (; n > 0 && line_byte(l) >= 0; n--)
		;
}

static void
answer_hello(int fd, const unsigned char *bytes, size_t n)
{
	struct line *l = must_alloc(sizeof(*l));

	line_open(l, fd);
	hear_hello(l);
	line_raw(l, bytes, n);
	line_await_end(l, 5);
	line_close(l);
	free(l);
}

/* TLS 1.0: "fatal: protocol_version" */
void
rude_old_alert(struct town *t, int fd)
{
	static const unsigned char alert[] = { 21, 3, 1, 0, 2, 2, 70 };

	(void)t;
	answer_hello(fd, alert, sizeof(alert));
}

/* A ServerHello of TLS 1.0 with TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA */
void
rude_old_hello(struct town *t, int fd)
{
	static const unsigned char hello[5 + 4 + 38] = { 22, 3, 1, 0, 42,
		2, 0, 0, 38, 3, 1, [5 + 4 + 2 + 32] = 0, 0xc0, 0x13, 0 };

	(void)t;
	answer_hello(fd, hello, sizeof(hello));
}

/* http where https should be */
void
rude_plain(struct town *t, int fd)
{
	struct line *l = must_alloc(sizeof(*l));

	(void)t;
	line_open(l, fd);
	line_byte(l);
	line_text(l, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n"
	    "Connection: close\r\n\r\n");
	line_await_end(l, 5);
	line_close(l);
	free(l);
}

void
rude_mute(struct town *t, int fd)
{
	struct line *l = must_alloc(sizeof(*l));

	(void)t;
	line_open(l, fd);
	line_await_end(l, 3600);
	line_close(l);
	free(l);
}
