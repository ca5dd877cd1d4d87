#include "core/text/escape.h"

/* For each markup: the bytes that mean something there, and what to write
 * instead; none: a backslash before them. */
static const struct {
	slice	 name;
	const char *bytes;
	const char *instead[5];
} markups[] = {
	{ { "slack", 5 }, "&<>", { "&amp;", "&lt;", "&gt;" } },
	{ { "html", 4 }, "&<>\"'",
	    { "&amp;", "&lt;", "&gt;", "&quot;", "&#39;" } },
	{ { "md", 2 }, "\\`*_{}[]()#+!|>~-", { NULL } },
};

static size_t
named(slice name)
{
	size_t	 m = 0;

	while (m < COUNT(markups) && !slice_eq(markups[m].name, name))
		m++;
	return m;
}

bool
escape_knows(slice markup)
{
	return named(markup) < COUNT(markups);
}

void
escape_put(struct sink *k, slice markup, slice text)
{
	size_t	 m = named(markup);

	for (size_t i = 0; i < text.n && m < COUNT(markups); i++) {
		char	 c = text.p[i];
		const char *at = c ? strchr(markups[m].bytes, c) : NULL;
		const char *instead = at == NULL ? NULL :
		    markups[m].instead[(at - markups[m].bytes) % 5];

		if (at != NULL && markups[m].instead[0] == NULL)
			sink_byte(k, '\\');
		if (instead != NULL)
			sink_text(k, instead);
		else
			sink_byte(k, c);
	}
}
