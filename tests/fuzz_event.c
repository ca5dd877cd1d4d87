#include "core/report/event.h"
#include "core/report/figure.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* A number that is told again as it was. */
static void
figure(slice text)
{
	struct fault why = { "" };
	enum figure is = FIGURES;
	slice	 coupon;
	int64_t	 n = -1;
	enum figure_is got = figure_read(text, &is, &coupon, &n, &why);

	assert((got == FIGURE_BAD) == (why.text[0] != '\0'));
	assert(figure_same(text, text) == (got == FIGURE_GOOD));
	if (got != FIGURE_GOOD)
		return;
	assert(is < FIGURES && n >= 0 && n <= INT64_C(99999999999));
	assert((is == FIGURE_COUPON) == (coupon.n > 0));
}

/* What is taken is written as it was read, and is a day or a number. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 text = { (const char *)data, n };
	char	 buf[1000];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct event e, again;
	bool	 remove = false;
	int64_t	 day;

	figure(text);
	if (day_parse(text, &day)) {
		day_put(&k, day);
		assert(slice_eq(sink_slice(&k), text));
		k.len = 0;
	}
	if (!event_order(text, &e, &remove))
		return 0;
	if (remove) {
		assert(e.id > 0);
		return 0;
	}
	assert(e.words.n > 0 && e.words.p >= text.p &&
	    e.words.p + e.words.n <= text.p + n);
	event_put_order(&k, &e);
	assert(!k.full);
	if (event_order(sink_slice(&k), &again, &remove))
		assert(again.day == e.day);
	return 0;
}
