#include "core/mail/flowed.h"

struct line {
	slice	 text;
	size_t	 depth;		/* of quoting */
	bool	 soft;		/* goes on in the next line */
};

static struct line
read_line(slice *rest)
{
	slice	 s = slice_cut(rest, '\n');
	struct line l = { .depth = 0 };

	if (slice_ends(s, SLICE("\r")))
		s.n--;
	while (l.depth < s.n && s.p[l.depth] == '>')
		l.depth++;
	s = slice_from(s, l.depth);
	if (slice_starts(s, SLICE(" ")))
		s = slice_from(s, 1);		/* stuffed */
	l.text = s;
	l.soft = slice_ends(s, SLICE(" ")) && !slice_eq(s, SLICE("-- "));
	return l;
}

static void
begin(struct sink *k, const struct line *l)
{
	for (size_t i = 0; i < l->depth; i++)
		sink_byte(k, '>');
	if (l->depth)
		sink_byte(k, ' ');
}

void
flowed_put(struct sink *k, slice text, bool delsp)
{
	struct line before = { .soft = false };

	while (text.n) {
		struct line l = read_line(&text);
		bool	 sig = slice_eq(l.text, SLICE("-- "));
		bool	 joins = before.soft && before.depth == l.depth && !sig;

		if (!joins) {
			if (before.text.p != NULL)
				sink_byte(k, '\n');
			begin(k, &l);
		}
		if (l.soft && delsp)
			l.text.n--;
		sink_put(k, l.text);
		before = l;
	}
}
