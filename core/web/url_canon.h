/*
 * url_canon.h - which addresses lead to the same page.
 */
#ifndef CORE_URL_CANON_H
#define CORE_URL_CANON_H

#include "core/arena.h"

/*
 * The same page under one spelling: scheme and host in lower case, no port
 * 80 or 443, no user, no fragment, no "www.", no tracking parameters (utm_*,
 * fbclid, ...), https for http, parameters in order, no slash at the end. For
 * comparing, not for fetching. What is no http address stays as it is.
 */
slice	 url_canonical(struct arena *, slice);

/* The address inside a redirect link of Google (Alerts, search): its url= or
 * q= parameter, decoded; any other address as it is. */
slice	 url_unwrap(struct arena *, slice);

#endif
