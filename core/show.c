#include "core/show.h"

#include "core/text/text.h"
#include "core/text/unicode.h"

#define ELLIPSIS	"\xe2\x80\xa6"

/* What a screen does not show, or what makes it show something else: control
 * bytes, zero width, bidirectional overrides, tags. Joiners stay: families of
 * emoji and Persian need them. */
static bool
is_hidden(uint32_t c)
{
	static const uint32_t ranges[][2] = {
		{ 0x0000, 0x0008 }, { 0x000e, 0x001f }, { 0x007f, 0x0084 },
		{ 0x0086, 0x009f }, { 0x00ad, 0x00ad }, { 0x061c, 0x061c },
		{ 0x180e, 0x180e }, { 0x200b, 0x200b }, { 0x200e, 0x200f },
		{ 0x202a, 0x202e }, { 0x2060, 0x206f }, { 0xfeff, 0xfeff },
		{ 0xfff9, 0xfffb }, { 0xe0000, 0xe0fff },
	};

	return unicode_in(c, ranges, COUNT(ranges));
}

static bool
is_break(uint32_t c)
{
	return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 ||
	    c == 0x2029;
}

void
show_put(struct sink *k, slice s, size_t most, bool lines)
{
	char	 gap = '\0';
	bool	 begun = false;

	while (s.n) {
		uint32_t c = text_next(&s);

		if (is_hidden(c))
			continue;
		if (text_is_space(c)) {
			if (gap != '\n')
				gap = lines && is_break(c) ? '\n' : ' ';
			continue;
		}
		if (most-- == 0) {
			sink_put(k, SLICE(ELLIPSIS));
			return;
		}
		if (begun && gap)
			sink_byte(k, gap);
		gap = '\0';
		begun = true;
		text_put(k, c);
	}
}

slice
show(struct arena *a, slice s, size_t most, bool lines)
{
	struct sink k = sink_open(a);
	slice	 all, cut;
	size_t	 end;

	show_put(&k, s, 4 * most, lines);
	all = sink_close(&k, a);
	cut = text_cut(a, all, most, TEXT_GRAPHEMES);
	cut = text_cut(a, cut, 4 * most, TEXT_BYTES);
	if (slice_eq(cut, all) || !slice_ends(cut, SLICE(ELLIPSIS)))
		return cut;
	cut.n -= sizeof(ELLIPSIS) - 1;
	end = cut.n < all.n ? cut.n : 0;
	while (end > cut.n / 3 * 2 && !ascii_space(all.p[end]))
		end--;
	if (end > cut.n / 3 * 2)
		cut.n = end;
	k = sink_open(a);
	sink_put(&k, slice_trim(cut));
	sink_put(&k, SLICE(ELLIPSIS));
	return sink_close(&k, a);
}
