/*
 * url.h - addresses of the web (RFC 3986): apart, joined, made canonical.
 */
#ifndef CORE_URL_H
#define CORE_URL_H

#include "core/sink.h"

struct url {
	slice	 scheme;	/* "https" */
	slice	 user;		/* before the @, usually empty */
	slice	 host;		/* without the brackets of an IPv6 literal */
	slice	 path;		/* with its slash; may be empty */
	slice	 query;		/* without '?' */
	slice	 fragment;	/* without '#' */
	unsigned port;		/* 80 or 443 when the address names none */
	bool	 has_query;
	bool	 has_host;
};

/* Splits any reference; false only for one that can be no URL at all
 * (control bytes, a port that is no number). */
bool	 url_split(slice, struct url *);
/* An absolute http or https address with a host; false otherwise. */
bool	 url_http(slice, struct url *);

/* RFC 3986, 5.2. What is not ASCII is percent-encoded as UTF-8, blanks
 * around it are dropped; an impossible reference gives an empty slice. */
slice	 url_join(struct arena *, slice base, slice reference);

/*
 * The same page under one spelling: scheme and host in lower case, no default
 * port, no fragment, no "www.", no tracking parameters (utm_*, fbclid, ...),
 * https for http, parameters in order, no slash at the end. For comparing,
 * not for fetching.
 */
slice	 url_canonical(struct arena *, slice);

/* The address inside a redirect link of Google (Alerts, search): its url= or
 * q= parameter, decoded; any other address as it is. */
slice	 url_unwrap(struct arena *, slice);

/* Same scheme, host and port. */
bool	 url_same_origin(const struct url *, const struct url *);

/* One parameter of a query, decoded; empty when absent. */
slice	 url_param(struct arena *, slice query, slice name);
/* Percent-encodes all but RFC 3986's unreserved. */
void	 url_escape(struct sink *, slice);

/* 10.1.2.3 or 2001:db8::1 literals to 4 or 16 bytes; 0: not a literal. */
size_t	 url_ip(slice host, unsigned char out[static 16]);
/* Private, loopback, link-local, multicast, unspecified, documentation and
 * the IPv4 inside mapped, 6to4 and NAT64 addresses (RFC 6890). */
bool	 url_ip_private(const unsigned char *ip, size_t n);

#endif
