/*
 * exchange.h - inside of net: an answer read off a connection, head and body.
 */
#ifndef NET_EXCHANGE_H
#define NET_EXCHANGE_H

#include "net/fetch.h"
#include "net/inflate.h"

struct exchange {
	struct visit	*v;		/* its connection is open */
	slice		 method;
	struct fetch_reply *r;
	struct fault	*f;
	struct http_chunks chunks;
	uint64_t	 left;		/* of a counted body */
	struct inflate	*packed;
	struct sink	 body;
	size_t		 wire;		/* bytes of body before unpacking */
	bool		 heard;		/* anything at all */
	size_t		 at, n;		/* what of buf is not used yet */
	char		 buf[4096];
};

/* A fault that came after the deadline is that deadline. */
enum fetch_error exchange_failed(const struct exchange *, enum fetch_error);
/* The final head into the reply, its bytes into the arena. */
enum fetch_error exchange_head(struct exchange *, struct arena *);
/* The body after it. *clean: another exchange may follow on the connection. */
enum fetch_error exchange_body(struct exchange *, struct arena *,
	    bool *clean);

#endif
