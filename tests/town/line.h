/*
 * line.h - one connection, in clear or over TLS, blocking with a time limit.
 *
 * The TLS library is built without threads, so every call of it is made under
 * one lock, and nobody waits for the network while holding that.
 */
#ifndef TOWN_LINE_H
#define TOWN_LINE_H

#include "tests/town/papers.h"

#include <stddef.h>

struct tls;				/* the server's side: config, tickets */

struct line {
	int		 fd;
	struct tls	*tls;
	mbedtls_ssl_context *ssl;	/* NULL: in clear */
	char		 host[128];	/* who was asked for, lower case */
	bool		 resumed;	/* the handshake was a short one */
	char		 in[16384];
	size_t		 at, have;	/* in[at..have) is not yet read */
};

struct tls *tls_open(const char *dir);		/* makes the papers, too */

void	 line_open(struct line *, int fd);
bool	 line_secure(struct line *, struct tls *);	/* the handshake */
void	 line_close(struct line *);
void	 line_reset(struct line *);		/* hangs up rudely */
void	 line_cut(struct line *);		/* ... without TLS's goodbye */

int	 line_byte(struct line *);		/* -1: no more */
/* Without its end, cut to fit; false: no more, or longer than `most`. */
bool	 line_gets(struct line *, char *buf, size_t cap);
bool	 line_write(struct line *, const void *, size_t);
bool	 line_text(struct line *, const char *);
bool	 line_printf(struct line *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));
/* Bytes past TLS, as they are: to break its rules. */
bool	 line_raw(struct line *, const void *, size_t);
void	 line_await_end(struct line *, int seconds);	/* until they leave */

/* A listening socket on 127.0.0.1; *port 0: any, told there. -1: no. */
int	 line_listen(unsigned *port);

#endif
