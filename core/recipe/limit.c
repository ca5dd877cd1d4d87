#include "core/recipe/limit.h"

#include "core/text/fit.h"

/* Without a limit: of all there is. */
static struct fit
fit_of(const struct recipe *r, slice field)
{
	const cJSON *at = json_member(r->limit, field);
	int64_t	 most = json_count(at, "/max", 0);

	if (most <= 0 || most > INT32_MAX)
		return (struct fit){ .most = SIZE_MAX };
	return (struct fit){ json_word(at, "/as"),
	    slice_word("bytes chars utf16 graphemes", json_word(at, "/unit")),
	    (size_t)most };
}

slice
limit_cut(struct arena *a, const struct recipe *r, slice field, slice text,
    slice tail)
{
	struct fit c = fit_of(r, field);
	size_t	 n = fit_length(a, &c, tail) + 2;

	if (slice_eq(field, SLICE("url")) && fit_length(a, &c, text) > c.most)
		return SLICE("");
	if (tail.n == 0 || n >= c.most)
		return fit_cut(a, &c, text);
	c.most -= n;
	text = fit_cut(a, &c, text);
	return sink_join(a, text, text.n ? SLICE("\n\n") : SLICE(""), tail);
}

bool
limit_fits(struct arena *a, const struct recipe *r, slice field, slice text,
    struct fault *f)
{
	struct fit c = fit_of(r, field);
	size_t	 n = fit_length(a, &c, text);
	char	 over[24], most[24];

	return n <= c.most || fault_tell(f, c.unit == TEXT_BYTES ?
	    "too long by % bytes: % takes %" :
	    "too long by % characters: % takes %",
	    fault_int(over, (int64_t)(n - c.most)),
	    slice_head(r->title, slice_index(r->title, ':')),
	    fault_int(most, (int64_t)c.most));
}
