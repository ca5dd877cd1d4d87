/*
 * daytime.h - what time it is, for a box that woke up in 1970 and can check no
 * certificate.
 *
 * A server is asked over TLS, and its Date (RFC 9110, 6.6.1) is taken only if
 * its certificates, checked in all other ways as ever, are valid at that very
 * time, and if it is not before this program was written. So only whoever could
 * have answered as that server then can say that it is then.
 */
#ifndef NET_DAYTIME_H
#define NET_DAYTIME_H

#include "net/fetch.h"

/* The visit has roots and no session; its `span` is ours. The status of the
 * answer does not matter. False: *fault. */
bool	 daytime_ask(struct visit *, slice url, struct arena *, int64_t *now,
	    struct fault *);

#endif
