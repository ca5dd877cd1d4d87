#include "core/web/atproto.h"

#include "core/json/json.h"
#include "core/text/links.h"

/* `at` is where it begins; of a tag, with its sign. */
static void
put_facet(struct sink *k, size_t at, slice what, bool tag)
{
	sink_text(k, "{\"index\":{\"byteStart\":");
	sink_int(k, (int64_t)at);
	sink_text(k, ",\"byteEnd\":");
	sink_int(k, (int64_t)(at + what.n));
	sink_text(k, "},\"features\":[{\"$type\":"
	    "\"app.bsky.richtext.facet#");
	sink_text(k, tag ? "tag\",\"tag\":" : "link\",\"uri\":");
	json_quote(k, !tag ? what : slice_from(what, what.p[0] == '#' ? 1 : 3));
	sink_text(k, "}]}");
}

void
atproto_facets(struct sink *k, slice text)
{
	bool	 start = true;		/* white space or nothing before */
	bool	 any = false;
	slice	 rest = text;

	while (rest.n) {
		slice	 found = links_address(rest);
		bool	 tag = found.n == 0 && start;
		uint32_t c;

		if (tag)
			found = links_tag(rest);
		if (found.n) {
			sink_byte(k, any ? ',' : '[');
			put_facet(k, text.n - rest.n, found, tag);
			rest = slice_from(rest, found.n);
			any = start = true;
			continue;
		}
		c = text_next(&rest);
		start = text_is_space(c) || c == '(';
	}
	if (any)
		sink_byte(k, ']');
}

void
atproto_tid(struct sink *k, int64_t seconds, int64_t number, slice who)
{
	static const char digits[] = "234567abcdefghijklmnopqrstuvwxyz";
	uint64_t us = (uint64_t)seconds * 1000000 + (uint64_t)number % 1000000;
	uint64_t v = ((us & ((UINT64_C(1) << 53) - 1)) << 10) |
	    (slice_hash(who) & 1023);

	for (int shift = 60; shift >= 0; shift -= 5)
		sink_byte(k, digits[v >> shift & 31]);
}
