#include "core/recipe/limit.h"

#include "core/text/escape.h"
#include "core/text/links.h"

/* How a field is counted. */
struct count {
	slice	 as;			/* markup that it is escaped for */
	int	 unit;			/* enum text_unit; -1: X's */
	size_t	 most;
};

static size_t
length(struct arena *a, const struct count *c, slice s)
{
	struct arena before = *a;
	struct sink k;
	size_t	 n;

	if (c->as.n) {
		k = sink_open(a);
		escape_put(&k, c->as, s);
		s = sink_slice(&k);
	}
	n = c->unit < 0 ? links_weight(s) :
	    text_length(s, (enum text_unit)c->unit);
	*a = before;
	return n;
}

/* The longest cut that fits: what is written can only grow with it. */
static slice
search(struct arena *a, const struct count *c, slice text)
{
	size_t	 fits = 0, over = c->most + 1, used = a->used;

	while (fits + 1 < over) {
		size_t	 mid = fits + (over - fits) / 2;

		if (length(a, c, text_cut(a, text, mid, TEXT_CHARS)) <=
		    c->most)
			fits = mid;
		else
			over = mid;
		a->used = used;
	}
	return text_cut(a, text, fits, TEXT_CHARS);
}

/* Without a limit: of all there is. */
static struct count
count_of(const struct recipe *r, slice field)
{
	const cJSON *at = json_member(r->limit, field);
	int64_t	 most = json_count(at, "/max", 0);

	if (most <= 0 || most > INT32_MAX)
		return (struct count){ .most = SIZE_MAX };
	return (struct count){ json_word(at, "/as"),
	    slice_word("bytes chars utf16 graphemes", json_word(at, "/unit")),
	    (size_t)most };
}

static slice
cut(struct arena *a, const struct count *c, slice text)
{
	if (length(a, c, text) <= c->most)
		return text;
	if (c->as.n || c->unit < 0)
		return search(a, c, text);
	return text_cut(a, text, c->most, (enum text_unit)c->unit);
}

slice
limit_cut(struct arena *a, const struct recipe *r, slice field, slice text,
    slice tail)
{
	struct count c = count_of(r, field);
	size_t	 n = length(a, &c, tail) + 2;

	if (slice_eq(field, SLICE("url")) && length(a, &c, text) > c.most)
		return SLICE("");
	if (tail.n == 0 || n >= c.most)
		return cut(a, &c, text);
	c.most -= n;
	text = cut(a, &c, text);
	return sink_join(a, text, text.n ? SLICE("\n\n") : SLICE(""), tail);
}

bool
limit_fits(struct arena *a, const struct recipe *r, slice field, slice text,
    struct fault *f)
{
	struct count c = count_of(r, field);
	size_t	 n = length(a, &c, text);
	char	 over[24], most[24];

	return n <= c.most || fault_tell(f, c.unit == TEXT_BYTES ?
	    "too long by % bytes: % takes %" :
	    "too long by % characters: % takes %",
	    fault_int(over, (int64_t)(n - c.most)),
	    slice_head(r->title, slice_index(r->title, ':')),
	    fault_int(most, (int64_t)c.most));
}
