#include "core/when/when.h"

#include <assert.h>
#include <string.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* What was read is written in three forms that mean the same second. */
static void
there_and_back(int64_t t)
{
	char	 buf[64];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	int64_t	 again = ~t;

	when_put(&k, t);
	assert(!k.full);
	assert(when_parse(sink_slice(&k), &again) && again == t);
	k.len = 0;
	again = ~t;
	when_put_mail(&k, t);
	assert(!k.full);
	assert(when_parse(sink_slice(&k), &again) && again == t);
	k.len -= strlen("+0000");	/* as the web writes it */
	sink_text(&k, "GMT");
	again = ~t;
	assert(when_http(sink_slice(&k), &again) && again == t);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 text = { (const char *)data, n };
	int64_t	 t = 42, there = 42, web = 42;
	bool	 ok = when_parse(text, &t);

	/* where the clock stands does not decide whether it is a date */
	assert(when_parse_zone(text, 3600, &there) == ok);
	assert(ok || (t == 42 && there == 42));
	/* every HTTP-date is a date, and the same one */
	if (when_http(text, &web))
		assert(ok && web == t);
	/* the years 0 to 9999; a zone may push a date beyond them */
	if (ok && t >= -62167219200 && t < 253402300800)
		there_and_back(t);
	return 0;
}
