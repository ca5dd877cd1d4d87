#include "core/report/say.h"

#include "core/show.h"

enum { NAME = 40 };

void
say_put(struct sink *k, const char *text, slice name, int64_t a, int64_t b,
    int64_t c)
{
	const int64_t n[] = { a, b, c };
	size_t	 i = 0;

	for (; *text; text++)
		if (*text == '%' && i < COUNT(n))
			sink_int(k, n[i++]);
		else if (*text == '$')
			show_put(k, name, NAME, false);
		else if (*text != '^')
			sink_byte(k, *text);
		else if (i == 0 || n[i - 1] != 1)
			sink_byte(k, 's');
}

void
say_quote(struct sink *k, slice said, size_t most)
{
	sink_byte(k, '"');
	show_put(k, said, most, false);
	sink_byte(k, '"');
}
