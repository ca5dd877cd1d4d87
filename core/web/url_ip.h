/*
 * url_ip.h - addresses of machines: read, and told apart from the public ones.
 */
#ifndef CORE_URL_IP_H
#define CORE_URL_IP_H

#include "core/slice.h"

/* 10.1.2.3 or 2001:db8::1 literals to 4 or 16 bytes; 0: not a literal. Four
 * decimal numbers without leading zeros: no 0x7f.1, no 127.1, no zones. */
size_t	 url_ip(slice host, unsigned char out[static 16]);
/*
 * All that is not an address of the public net (RFC 6890): private, loopback,
 * link-local, multicast, unspecified, documentation, reserved, and those
 * whose inside is (IPv4-mapped, 6to4, NAT64). What has neither 4 nor 16 bytes
 * is not public either.
 */
bool	 url_ip_private(const unsigned char *ip, size_t n);

#endif
