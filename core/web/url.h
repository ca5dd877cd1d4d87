/*
 * url.h - addresses of the web (RFC 3986): apart, joined, made canonical.
 *
 * Foreign addresses go through url_join() first (with an empty base when they
 * stand alone): only what it wrote is fit for a request.
 */
#ifndef CORE_URL_H
#define CORE_URL_H

#include "core/web/url_canon.h"
#include "core/web/url_ip.h"
#include "core/web/url_query.h"

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
	bool	 has_fragment;
};

/* Splits any reference; false only for one that can be no URL at all
 * (control bytes, a port that is no number, brackets around no IPv6). */
bool	 url_split(slice, struct url *);
/*
 * An absolute http or https address without blanks, with a host that is a
 * name or an IP literal (url_host_good); false otherwise.
 */
bool	 url_http(slice, struct url *);

/*
 * RFC 3986, 5.2. Tabs, line breaks and what stands around are dropped, what
 * is not ASCII is percent-encoded as UTF-8, hosts are made fit for DNS
 * (Punycode). "mailto:" and other schemes are kept: the caller looks at them.
 * Empty: an impossible reference, or a relative one without a base.
 */
slice	 url_join(struct arena *, slice base, slice reference);

/* Same scheme, host and port. */
bool	 url_same_origin(const struct url *, const struct url *);

/* Resolves "." and ".." in a path that begins with '/', in place; returns
 * its new length (RFC 3986, 5.2.4). */
size_t	 url_remove_dots(char *path, size_t n);

#endif
