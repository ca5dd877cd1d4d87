/*
 * fetch.h - one HTTP exchange after another over one visit to one origin.
 */
#ifndef NET_FETCH_H
#define NET_FETCH_H

#include "core/web/http1.h"
#include "core/web/url.h"
#include "net/dial.h"
#include "net/tls.h"

struct visit {				/* to one scheme, host and port */
	struct dial_addresses addresses;
	struct roots	*roots;		/* NULL: plain http */
	struct peer_span *span;		/* as conn_dates(); mostly NULL */
	struct conn	*conn;		/* kept alive between exchanges */
	slice		 session;	/* TLS session to resume, or empty */
	struct sink	*ticket;	/* where the session for next time is
					 * written; NULL: nowhere */
	bool		 resumed;	/* the latest handshake was short */
	int64_t		 deadline;	/* of the whole visit, monotonic ms */
	size_t		 most;		/* bytes of a body, packed or not */
};

enum fetch_error {
	FETCH_OK,
	FETCH_CONNECT,			/* nobody answers */
	FETCH_TLS,			/* not who they say they are */
	FETCH_PROTOCOL,			/* not HTTP as it should be */
	FETCH_TOO_LARGE,
	FETCH_TIMEOUT,
	FETCH_BROKEN,			/* ended in the middle; no answer */
	FETCH_REFUSED			/* we will not: secret over http ... */
};

struct fetch_reply {
	struct http_head head;		/* final: 1xx are skipped */
	slice	 body;			/* unpacked; in the arena */
	bool	 partial;		/* body is only what came of it */
};

/*
 * One exchange. The arena receives head and body, unpacked from gzip and
 * deflate. A kept-alive connection that turns out to be closed is opened again
 * once, but what is no GET is never sent twice. Nothing is followed. The URL
 * must be of the visit's own origin.
 */
enum fetch_error fetch(struct visit *, const struct http_request *,
	    struct arena *, struct fetch_reply *, struct fault *);
/* The connection alone, for who speaks something else than HTTP on it. */
enum fetch_error visit_open(struct visit *, struct fault *);
void	 visit_close(struct visit *);

/*
 * Where a 301, 302, 303, 307 or 308 points: absolute, or empty with *fault
 * when it may not be followed (https to http, no http address at all). Empty
 * without a fault: it points nowhere, the answer is the answer.
 */
slice	 fetch_redirect(struct arena *, slice from, const struct http_head *,
	    struct fault *);

enum { FETCH_MAX_HOPS = 5 };

#endif
