#include "core/web/http1.h"

/* What comes before the next `end` that stands neither in <> nor in quotes;
 * *rest is what follows it. Escapes in quotes stay. */
static slice
take_part(slice *rest, char end)
{
	slice	 s = *rest;
	char	 inside = '\0';
	size_t	 n = 0;

	for (; n < s.n && (inside || s.p[n] != end); n++)
		if (inside)
			inside = s.p[n] == inside ? '\0' : inside;
		else
			inside = s.p[n] == '<' ? '>' : s.p[n] == '"' ? '"' :
			    '\0';
	*rest = slice_from(s, n + 1);
	return slice_head(s, n);
}

/* rel="prev next": is our relation one of them? */
static bool
is_rel(slice param, slice rel)
{
	slice	 name = slice_trim(slice_cut(&param, '='));

	param = slice_trim(param);
	if (slice_starts(param, SLICE("\""))) {
		slice_cut(&param, '"');
		param = slice_cut(&param, '"');
	}
	while (param.n && slice_ieq(name, SLICE("rel")))
		if (slice_ieq(slice_cut(&param, ' '), rel))
			return true;
	return false;
}

/* <target>; rel="next"; title="..." up to a comma. */
slice
http_link(const struct http_head *head, slice rel)
{
	for (size_t i = 0; i < head->nheaders; i++) {
		bool	 is = slice_ieq(head->headers[i].name, SLICE("Link"));
		slice	 s = is ? head->headers[i].value : SLICE("");

		while (s.n) {
			slice	 params = take_part(&s, ','), target;

			slice_cut(&params, '<');
			target = slice_cut(&params, '>');
			take_part(&params, ';');
			while (params.n && target.n)
				if (is_rel(take_part(&params, ';'), rel))
					return target;
		}
	}
	return SLICE("");
}
