/*
 * dial.h - a name and a port to a connected socket, under the owner's policy.
 *
 * Two steps, because a worker gives its rights away between them: first all
 * that reads files (resolv.conf, hosts), then what only needs sockets.
 */
#ifndef NET_DIAL_H
#define NET_DIAL_H

#include "core/fault.h"

#include <stdint.h>
#include <sys/socket.h>

enum { DIAL_ADDRESSES = 8 };

struct dial_addresses {
	struct sockaddr_storage	 at[DIAL_ADDRESSES];
	socklen_t		 n[DIAL_ADDRESSES];
	size_t			 count;
	char			 host[256];	/* as the URL names it */
	unsigned		 port;
};

struct dial_policy {
	slice	 pinned;	/* address to use instead of DNS, or empty */
	bool	 allow_private;	/* the owner typed or allowed this host */
};

/* False: no such name, or only addresses the policy forbids ("printer.lan is
 * 192.168.1.5, a private address: add it to allow_private if you mean it"). */
bool	 dial_resolve(struct dial_addresses *, slice host, unsigned port,
	    const struct dial_policy *, struct fault *);

/* A connected, non-blocking TCP socket with TCP_NODELAY; tries the addresses
 * in turn until `deadline` (CLOCK_MONOTONIC, ms). -1: *fault says why. */
int	 dial_connect(const struct dial_addresses *, int64_t deadline,
	    struct fault *);

int64_t	 dial_clock(void);		/* CLOCK_MONOTONIC in ms */
/* Waits for poll(2) events on a descriptor; false: none came in time. */
bool	 dial_wait(int fd, short events, int64_t deadline);

#endif
