#include "core/web/url_host.h"

#include "core/text/text.h"
#include "core/web/url_ip.h"
#include "core/web/url_query.h"

enum { HOST_MAX = 253, LABEL_MAX = 63 };	/* RFC 1035, 2.3.4 */

/* Capital letters of the scripts that have them; step 2: every other code
 * point is one. Enough for names people type; IDNA maps many more. */
static const struct {
	uint16_t first, last;
	int16_t	 add;
	uint8_t	 step;
} capitals[] = {
	{ 0xc0, 0xd6, 32, 1 },		{ 0xd8, 0xde, 32, 1 },
	{ 0x100, 0x12e, 1, 2 },		{ 0x132, 0x136, 1, 2 },
	{ 0x139, 0x147, 1, 2 },		{ 0x14a, 0x176, 1, 2 },
	{ 0x178, 0x178, -121, 1 },	{ 0x179, 0x17d, 1, 2 },
	{ 0x386, 0x386, 38, 1 },	{ 0x388, 0x38a, 37, 1 },
	{ 0x38c, 0x38c, 64, 1 },	{ 0x38e, 0x38f, 63, 1 },
	{ 0x391, 0x3ab, 32, 1 },	{ 0x400, 0x40f, 80, 1 },
	{ 0x410, 0x42f, 32, 1 },	{ 0x460, 0x480, 1, 2 },
	{ 0x48a, 0x4be, 1, 2 },		{ 0x531, 0x556, 48, 1 },
	{ 0x1e00, 0x1e94, 1, 2 },	{ 0x1ea0, 0x1efe, 1, 2 },
};

static uint32_t
lower(uint32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)		/* full width */
		c -= 0xfee0;
	if (c == 0x3002 || c == 0xff61)		/* ideographic full stops */
		c = '.';
	if (c < 128)
		return (unsigned char)ascii_lower((char)c);
	for (size_t i = 0; i < COUNT(capitals); i++)
		if (c >= capitals[i].first && c <= capitals[i].last &&
		    (c - capitals[i].first) % capitals[i].step == 0)
			return (uint32_t)((int32_t)c + capitals[i].add);
	return c;
}

/* RFC 3492, 5 and 6.1: the parameters and how they adapt. */
enum { BASE = 36, TMIN = 1, TMAX = 26, SKEW = 38, DAMP = 700, BIAS = 72,
    FIRST = 128 };

static uint32_t
adapt(uint32_t delta, uint32_t points, bool first)
{
	uint32_t k = 0;

	delta /= first ? DAMP : 2;
	delta += delta / points;
	for (; delta > (BASE - TMIN) * TMAX / 2; k += BASE)
		delta /= BASE - TMIN;
	return k + (BASE - TMIN + 1) * delta / (delta + SKEW);
}

static void
put_delta(struct sink *k, uint32_t q, uint32_t bias)
{
	static const char digits[] = "abcdefghijklmnopqrstuvwxyz0123456789";

	for (uint32_t at = BASE;; at += BASE) {
		uint32_t t = at <= bias + TMIN ? TMIN :
		    at >= bias + TMAX ? TMAX : at - bias;

		if (q < t)
			break;
		sink_byte(k, digits[t + (q - t) % (BASE - t)]);
		q = (q - t) / (BASE - t);
	}
	sink_byte(k, digits[q]);
}

static uint32_t
least_from(const uint32_t *in, size_t n, uint32_t from)
{
	uint32_t least = UINT32_MAX;

	for (size_t i = 0; i < n; i++)
		if (in[i] >= from && in[i] < least)
			least = in[i];
	return least;
}

/* At most 63 code points below 0x110000: the sums stay below 2^27. */
static void
punycode(struct sink *k, const uint32_t *in, size_t n)
{
	uint32_t basic = 0, done, delta = 0, bias = BIAS, next = FIRST;

	sink_put(k, SLICE("xn--"));
	for (size_t i = 0; i < n; i++)
		if (in[i] < 128) {
			sink_byte(k, (char)in[i]);
			basic++;
		}
	if (basic)
		sink_byte(k, '-');
	for (done = basic; done < n; delta++, next++) {
		uint32_t least = least_from(in, n, next);

		delta += (least - next) * (done + 1);
		next = least;
		for (size_t i = 0; i < n; i++) {
			if (in[i] < next)
				delta++;
			if (in[i] != next)
				continue;
			put_delta(k, delta, bias);
			bias = adapt(delta, done + 1, done == basic);
			delta = 0;
			done++;
		}
	}
}

static bool
put_label(struct sink *k, const uint32_t *in, size_t n)
{
	size_t	 start = k->len;
	bool	 plain = true;

	for (size_t i = 0; i < n; i++)
		plain = plain && in[i] < 128;
	if (!plain)
		punycode(k, in, n);
	for (size_t i = 0; plain && i < n; i++)
		sink_byte(k, (char)in[i]);
	return k->len - start <= LABEL_MAX;
}

/* What would end the host, or is no character of one (WHATWG, 3.1). */
static bool
forbidden(uint32_t c)
{
	return c <= 0x20 || c == 0x7f || c == TEXT_BAD ||
	    (c < 128 && strchr("\"#%/:<>?@[\\]^`{|}", (int)c) != NULL);
}

static bool
put_name(struct sink *k, slice name)
{
	uint32_t label[LABEL_MAX];
	size_t	 n = 0;

	while (name.n) {
		uint32_t c = lower(text_next(&name));

		if (c == '.') {
			if (!put_label(k, label, n))
				return false;
			sink_byte(k, '.');
			n = 0;
		} else if (forbidden(c) || n == LABEL_MAX) {
			return false;
		} else {
			label[n++] = c;
		}
	}
	return put_label(k, label, n);
}

bool
url_host_put(struct sink *k, slice host)
{
	char	 buf[4 * HOST_MAX];
	struct sink plain = { .buf = buf, .cap = sizeof(buf) };
	bool	 literal = slice_index(host, ':') < host.n;
	size_t	 start = k->len;

	if (literal) {
		sink_byte(k, '[');
		for (size_t i = 0; i < host.n; i++)
			sink_byte(k, ascii_lower(host.p[i]));
		sink_byte(k, ']');
		return true;
	}
	url_decode(&plain, host, false);
	return !plain.full && put_name(k, sink_slice(&plain)) &&
	    k->len - start <= HOST_MAX + 1;	/* and a final point */
}

static bool
is_number(slice label)
{
	bool	 hex = slice_istarts(label, SLICE("0x"));

	for (size_t i = hex ? 2 : 0; i < label.n; i++) {
		char	 c = ascii_lower(label.p[i]);

		if (!ascii_digit(c) && !(hex && c >= 'a' && c <= 'f'))
			return false;
	}
	return label.n > 0;
}

bool
url_host_good(slice host)
{
	unsigned char ip[16];
	slice	 rest = host, label = { "", 0 };

	if (url_ip(host, ip))
		return true;
	if (slice_ends(rest, SLICE(".")))
		rest.n--;
	if (rest.n == 0 || rest.n > HOST_MAX || rest.p[rest.n - 1] == '.')
		return false;
	while (rest.n) {
		label = slice_cut(&rest, '.');
		if (label.n == 0 || label.n > LABEL_MAX)
			return false;
		for (size_t i = 0; i < label.n; i++)
			if (!ascii_alpha(label.p[i]) &&
			    !ascii_digit(label.p[i]) &&
			    label.p[i] != '-' && label.p[i] != '_')
				return false;
	}
	return !is_number(label);
}
