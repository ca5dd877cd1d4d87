#include "core/answer/hole.h"

#include "core/text/text.h"

static enum hole
hole_named(slice name)
{
#define HOLE_SPELL(hole, name)	name,
	static const char *const names[HOLES] = { "", HOLE_LIST(HOLE_SPELL) };
	size_t	 i = HOLES;

	while (--i > 0 && !slice_eq(name, slice_of(names[i])))
		;
	return (enum hole)i;
}

/* A control character is not written: below HOLES it would be a hole. */
bool
hole_read(struct sink *k, slice text, slice *bad)
{
	while (text.n) {
		slice	 rest = text, name;
		uint32_t c = text_next(&rest);
		enum hole hole;

		if (c == '{' || c == '}') {
			name = slice_head(rest, slice_index(rest, '}'));
			hole = c == '{' && name.n < rest.n ?
			    hole_named(name) : HOLE_NONE;
			if (hole == HOLE_NONE) {
				*bad = slice_head(text, name.n + 2);
				return false;
			}
			sink_byte(k, (char)hole);
			rest = slice_from(rest, name.n + 1);
		} else if (c == '\n' || c == '\t') {
			sink_byte(k, ' ');
		} else if (c != TEXT_BAD && c >= 0x20 && c != 0x7f) {
			text_put(k, c);
		}
		text = rest;
	}
	return true;
}

bool
hole_fill(struct sink *k, slice phrase, const struct holes *h)
{
	size_t	 mark = k->len;

	for (size_t i = 0; i < phrase.n; i++) {
		size_t	 hole = (unsigned char)phrase.p[i];

		if (hole >= HOLES) {
			sink_byte(k, phrase.p[i]);
			continue;
		}
		if (h->value[hole].n == 0) {
			k->len = mark;
			return false;
		}
		sink_put(k, h->value[hole]);
	}
	return true;
}
