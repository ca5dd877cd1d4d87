#include "core/web/url_ip.h"

#include "core/web/url_query.h"

static bool
ipv4(slice s, unsigned char out[])
{
	if (slice_ends(s, SLICE(".")))
		return false;
	for (unsigned i = 0; i < 4; i++) {
		slice	 part = slice_cut(&s, '.');
		int64_t	 v;

		if (part.n < 1 || part.n > 3 || !slice_int(part, &v) ||
		    v < 0 || v > 255 || (part.n > 1 && part.p[0] == '0') ||
		    (i < 3 && s.n == 0))
			return false;
		out[i] = (unsigned char)v;
	}
	return s.n == 0;
}

static bool
hex_group(slice s, unsigned char out[])
{
	unsigned v = 0;

	if (s.n < 1 || s.n > 4)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (url_hex(s.p[i]) < 0)
			return false;
		v = v << 4 | (unsigned)url_hex(s.p[i]);
	}
	out[0] = (unsigned char)(v >> 8);
	out[1] = (unsigned char)v;
	return true;
}

/* Groups between colons, the last one may be IPv4; the number of bytes
 * written, or 17 when they are none or too many. */
static size_t
groups(slice s, unsigned char out[], bool last)
{
	size_t	 n = 0;

	if (s.n == 0)
		return 0;
	for (;;) {
		slice	 part = slice_head(s, slice_index(s, ':'));

		if (part.n == s.n && last && n <= 12 && ipv4(part, out + n))
			return n + 4;
		if (n > 14 || !hex_group(part, out + n))
			return 17;
		n += 2;
		if (part.n == s.n)
			return n;
		s = slice_from(s, part.n + 1);
	}
}

static bool
ipv6(slice s, unsigned char out[])
{
	unsigned char tail[16];
	size_t	 gap = slice_find(s, SLICE("::")), head, more = 0;

	head = groups(slice_head(s, gap), out, gap == s.n);
	if (gap == s.n)
		return head == 16;
	more = groups(slice_from(s, gap + 2), tail, true);
	if (head + more > 14)		/* "::" stands for one group at least */
		return false;
	memset(out + head, 0, 16 - head);
	memcpy(out + 16 - more, tail, more);
	return true;
}

size_t
url_ip(slice host, unsigned char out[static 16])
{
	unsigned char got[16];
	size_t	 n = 0;

	if (host.n > 45)		/* the longest, with IPv4 at its end */
		return 0;
	if (ipv4(host, got))
		n = 4;
	else if (ipv6(host, got))
		n = 16;
	if (n)
		memcpy(out, got, n);
	return n;
}

struct range {
	unsigned char	 start[4];
	unsigned char	 bits;
};

static const struct range ranges4[] = {
	{ { 0 }, 8 },			/* this network */
	{ { 10 }, 8 },			/* private */
	{ { 100, 64 }, 10 },		/* shared by a provider's customers */
	{ { 127 }, 8 },			/* loopback */
	{ { 169, 254 }, 16 },		/* link-local, and clouds' metadata */
	{ { 172, 16 }, 12 },		/* private */
	{ { 192, 0, 0 }, 24 },		/* protocols */
	{ { 192, 0, 2 }, 24 },		/* documentation */
	{ { 192, 88, 99 }, 24 },	/* 6to4 relays, withdrawn */
	{ { 192, 168 }, 16 },		/* private */
	{ { 198, 18 }, 15 },		/* benchmarks */
	{ { 198, 51, 100 }, 24 },	/* documentation */
	{ { 203, 0, 113 }, 24 },	/* documentation */
	{ { 224 }, 4 },			/* multicast */
	{ { 240 }, 4 },			/* reserved, broadcast */
};

/* Inside 2000::/3; all that is outside of it is not public. */
static const struct range ranges6[] = {
	{ { 0x20, 0x01, 0, 0 }, 23 },	/* protocols, Teredo, benchmarks */
	{ { 0x20, 0x01, 0x0d, 0xb8 }, 32 },	/* documentation */
	{ { 0x3f, 0xff, 0, 0 }, 20 },	/* documentation */
};

static const struct {
	unsigned char	 prefix[12];
	unsigned char	 n, at;		/* its length; where the IPv4 stands */
} inside[] = {
	{ { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff }, 12, 12 },
	{ { 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0 }, 12, 12 },
	{ { 0, 0x64, 0xff, 0x9b }, 12, 12 },
	{ { 0x20, 0x02 }, 2, 2 },
};

static bool
in_range(const unsigned char *ip, const struct range *r)
{
	unsigned bytes = r->bits / 8, bits = r->bits % 8;

	return memcmp(ip, r->start, bytes) == 0 && (bits == 0 ||
	    (ip[bytes] ^ r->start[bytes]) >> (8 - bits) == 0);
}

static bool
in_any(const unsigned char *ip, const struct range *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (in_range(ip, &r[i]))
			return true;
	return false;
}

bool
url_ip_private(const unsigned char *ip, size_t n)
{
	if (n == 4)
		return in_any(ip, ranges4, COUNT(ranges4));
	if (n != 16)
		return true;
	for (size_t i = 0; i < COUNT(inside); i++)
		if (memcmp(ip, inside[i].prefix, inside[i].n) == 0)
			return url_ip_private(ip + inside[i].at, 4);
	return ip[0] >> 5 != 1 || in_any(ip, ranges6, COUNT(ranges6));
}
