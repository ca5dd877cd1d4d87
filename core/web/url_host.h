/*
 * url_host.h - the host of an address, as DNS and TLS want it.
 */
#ifndef CORE_URL_HOST_H
#define CORE_URL_HOST_H

#include "core/sink.h"

/*
 * Lower case, percent-decoded, international labels in Punycode (RFC 3492),
 * IPv6 in brackets. False: no host can be spelled so.
 */
bool	 url_host_put(struct sink *, slice host);

/*
 * A name that DNS may be asked for, or a literal of url_ip(). What ends in a
 * number and is no such literal (127.1, 0x7f.0.0.1, 2130706433) is neither:
 * libraries differ in where it leads.
 */
bool	 url_host_good(slice host);

#endif
