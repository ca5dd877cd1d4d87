#include "core/text/fit.h"

#include "core/text/escape.h"
#include "core/text/links.h"

size_t
fit_length(struct arena *a, const struct fit *f, slice s)
{
	struct arena before = *a;
	struct sink k;
	size_t	 n;

	if (f->as.n) {
		k = sink_open(a);
		escape_put(&k, f->as, s);
		s = sink_slice(&k);
	}
	n = f->unit == FIT_WEIGHTED ? links_weight(s) :
	    text_length(s, (enum text_unit)f->unit);
	*a = before;
	return n;
}

/* The longest cut that fits: what is written can only grow with it. */
static slice
search(struct arena *a, const struct fit *f, slice text)
{
	size_t	 fits = 0, over = f->most + 1, used = a->used;

	while (fits + 1 < over) {
		size_t	 mid = fits + (over - fits) / 2;

		if (fit_length(a, f, text_cut(a, text, mid, TEXT_CHARS)) <=
		    f->most)
			fits = mid;
		else
			over = mid;
		a->used = used;
	}
	return text_cut(a, text, fits, TEXT_CHARS);
}

slice
fit_cut(struct arena *a, const struct fit *f, slice text)
{
	if (fit_length(a, f, text) <= f->most)
		return text;
	if (f->as.n || f->unit == FIT_WEIGHTED)
		return search(a, f, text);
	return text_cut(a, text, f->most, (enum text_unit)f->unit);
}
