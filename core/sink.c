#include "core/sink.h"

extern inline void sink_byte(struct sink *k, char c);
extern inline void sink_text(struct sink *k, const char *name);
extern inline slice sink_slice(const struct sink *k);

static const char hex[] = "0123456789abcdef";

void
sink_put(struct sink *k, slice s)
{
	if (k->full || s.n > k->cap - k->len) {
		k->full = true;
		return;
	}
	slice_copy(k->buf + k->len, s);
	k->len += s.n;
}

void
sink_int(struct sink *k, int64_t value)
{
	char	 digits[20], *to;
	size_t	 at = sizeof(digits);
	uint64_t v = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do {
		digits[--at] = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	if (value < 0)
		digits[--at] = '-';
	if (k->full || sizeof(digits) - at > k->cap - k->len) {
		k->full = true;
		return;
	}
	to = k->buf + k->len;
	k->len += sizeof(digits) - at;
	while (at < sizeof(digits))
		*to++ = digits[at++];
}

void
sink_big(struct sink *k, uint64_t v, unsigned bytes)
{
	while (bytes-- > 0)
		sink_byte(k, (char)(unsigned char)(v >> (8 * bytes)));
}

void
sink_base64(struct sink *k, slice s)
{
	static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < s.n; i += 3) {
		size_t	 left = s.n - i;
		uint32_t v = (uint32_t)(unsigned char)s.p[i] << 16;

		if (left > 1)
			v |= (uint32_t)(unsigned char)s.p[i + 1] << 8;
		if (left > 2)
			v |= (unsigned char)s.p[i + 2];
		sink_byte(k, set[v >> 18]);
		sink_byte(k, set[v >> 12 & 63]);
		sink_byte(k, left > 1 ? set[v >> 6 & 63] : '=');
		sink_byte(k, left > 2 ? set[v & 63] : '=');
	}
}

void
sink_base64url(struct sink *k, slice s)
{
	size_t	 at = k->len;

	sink_base64(k, s);
	while (k->len > at && k->buf[k->len - 1] == '=')
		k->len--;
	for (; at < k->len; at++)
		k->buf[at] = k->buf[at] == '+' ? '-' : k->buf[at] == '/' ?
		    '_' : k->buf[at];
}

void
sink_hex(struct sink *k, slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		sink_byte(k, hex[(unsigned char)s.p[i] >> 4]);
		sink_byte(k, hex[(unsigned char)s.p[i] & 15]);
	}
}

struct sink
sink_open(struct arena *a)
{
	return (struct sink){ .buf = a->base + a->used,
	    .cap = a->cap - a->used };
}

slice
sink_close(struct sink *k, struct arena *a)
{
	if (k->full) {
		a->spent = true;
		return (slice){ "", 0 };
	}
	arena_keep(a, k->len);
	return sink_slice(k);
}

slice
sink_number(struct arena *a, int64_t value)
{
	struct sink k = sink_open(a);

	sink_int(&k, value);
	return sink_close(&k, a);
}

slice
sink_joined(struct arena *a, const slice *parts, size_t n)
{
	struct sink k = sink_open(a);

	for (size_t i = 0; i < n; i++)
		sink_put(&k, parts[i]);
	return sink_close(&k, a);
}

slice
sink_made(struct arena *a, void (*put)(struct sink *, slice), slice s)
{
	struct sink k = sink_open(a);

	put(&k, s);
	return sink_close(&k, a);
}
