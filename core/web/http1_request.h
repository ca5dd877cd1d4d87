/*
 * http1_request.h - the one request of a guest (RFC 9112), read strictly.
 *
 * A server need not be kind: lines end in CRLF, names are tokens, nothing is
 * folded, a header has no control byte. What two readers could read
 * differently is refused.
 */
#ifndef CORE_HTTP1_REQUEST_H
#define CORE_HTTP1_REQUEST_H

#include "core/web/http1.h"

enum {
	HTTP_CALL_HEAD = 8192,		/* bytes of a head */
	HTTP_CALL_TARGET = 1024
};

struct http_call {
	slice	 method;		/* as it is spelled: "GET" */
	slice	 target;		/* visible ASCII; begins with '/' */
	slice	 host;			/* of its one Host */
	uint64_t length;		/* of the body */
	struct http_head head;		/* for http_value(); status is 0 */
};

/*
 * How many bytes the head takes; 0: not all here yet; -1: no request for us,
 * *status is what to answer (400, 411, 414, 431, 505) and *fault says why.
 * Slices point into `bytes`.
 */
long	 http_call(slice bytes, struct http_call *, int *status,
	    struct fault *);

#endif
