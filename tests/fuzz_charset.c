#include "core/text/charset.h"
#include "core/text/text.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* The first byte chooses. What comes out is UTF-8, for any bytes; a byte
 * never grows to more than the three of U+FFFD. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static char room[1 << 16];
	struct sink k = { .buf = room, .cap = sizeof(room) };
	slice	 s = { (const char *)data, n }, type;
	enum charset c;
	size_t	 nbom;

	if (n == 0)
		return 0;
	c = (enum charset)(data[0] % (CHARSET_UNKNOWN + 1));
	s = slice_from(s, 1);
	if (charset_decode(&k, s, c)) {
		assert(text_valid(sink_slice(&k)));
		assert(k.full || k.len <= 3 * s.n);
		assert(k.full || s.n < 5 || k.len > 0);
	} else {
		assert(c == CHARSET_UNKNOWN && k.len == 0);
		assert(charset_of_bom(s, &nbom) == CHARSET_UNKNOWN);
	}
	type = charset_of_type(s);
	assert(type.n <= s.n);
	assert(type.n == 0 || (type.p >= s.p && type.p + type.n <= s.p + s.n));
	charset_named(type);
	charset_named(s);
	return 0;
}
