#include "core/recipe/limit.h"

#include "core/recipe/escape.h"

enum { X_ADDRESS = 23 };	/* what X counts for any address */

static const slice units[] = {
	[TEXT_BYTES] = { "bytes", 5 }, [TEXT_CHARS] = { "chars", 5 },
	[TEXT_UTF16] = { "utf16", 5 }, [TEXT_GRAPHEMES] = { "graphemes", 9 },
};

/* How a field is counted. */
struct count {
	slice	 as;			/* markup that it is escaped for */
	size_t	 unit;			/* COUNT(units): X's */
	size_t	 most;
};

/* X counts Latin and its neighbours once, all else twice. */
static size_t
weight(uint32_t c)
{
	static const struct { uint32_t from, to; } light[] = {
		{ 0, 4351 }, { 8192, 8205 }, { 8208, 8223 }, { 8242, 8247 },
	};

	for (size_t i = 0; i < COUNT(light); i++)
		if (c >= light[i].from && c <= light[i].to)
			return 1;
	return 2;
}

static size_t
x_length(slice s)
{
	size_t	 sum = 0;

	while (s.n) {
		if (slice_istarts(s, SLICE("https://")) ||
		    slice_istarts(s, SLICE("http://"))) {
			while (s.n && !ascii_space(s.p[0]))
				s = slice_from(s, 1);
			sum += X_ADDRESS;
		} else {
			sum += weight(text_next(&s));
		}
	}
	return sum;
}

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
	n = c->unit < COUNT(units) ? text_length(s, (enum text_unit)c->unit) :
	    x_length(s);
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

/* False: there is no limit. */
static bool
count_of(struct arena *a, const struct recipe *r, slice field,
    struct count *c)
{
	const cJSON *at = json_at(r->root, SLICE("/limit"));
	int64_t	 most;
	slice	 unit;

	for (at = at ? at->child : NULL; at != NULL; at = at->next)
		if (slice_eq(json_key(at), field))
			break;
	most = json_int(json_at(at, SLICE("/max")), 0);
	if (most <= 0 || most > INT32_MAX)
		return false;
	*c = (struct count){ .most = (size_t)most,
	    .as = json_text(a, json_at(at, SLICE("/as"))) };
	unit = json_text(a, json_at(at, SLICE("/unit")));
	while (c->unit < COUNT(units) && !slice_eq(units[c->unit], unit))
		c->unit++;
	return true;
}

static slice
cut(struct arena *a, const struct count *c, slice text)
{
	if (length(a, c, text) <= c->most)
		return text;
	if (c->as.n || c->unit == COUNT(units))
		return search(a, c, text);
	return text_cut(a, text, c->most, (enum text_unit)c->unit);
}

slice
limit_cut(struct arena *a, const struct recipe *r, slice field, slice text)
{
	struct count c;

	if (!count_of(a, r, field, &c))
		return text;
	if (slice_eq(field, SLICE("url")) && length(a, &c, text) > c.most)
		return SLICE("");
	return cut(a, &c, text);
}

slice
limit_join(struct arena *a, const struct recipe *r, slice field, slice text,
    slice tail)
{
	bool	 bounded;
	struct count c;
	struct sink k;
	size_t	 n;

	if (tail.n == 0)
		return limit_cut(a, r, field, text);
	bounded = count_of(a, r, field, &c);
	n = bounded ? length(a, &c, tail) + 2 : 0;
	if (bounded && n >= c.most)
		return cut(a, &c, text);
	if (bounded) {
		c.most -= n;
		text = cut(a, &c, text);
	}
	k = sink_open(a);
	sink_put(&k, text);
	sink_text(&k, text.n ? "\n\n" : "");
	sink_put(&k, tail);
	return sink_close(&k, a);
}

bool
limit_fits(struct arena *a, const struct recipe *r, slice field, slice text,
    struct fault *f)
{
	char	 over[24], most[24];
	struct count c;
	size_t	 n;

	if (!count_of(a, r, field, &c) || (n = length(a, &c, text)) <= c.most)
		return true;
	return fault_say(f, SLICE("too long by "), fault_int(over,
	    (int64_t)(n - c.most)), c.unit == TEXT_BYTES ? SLICE(" bytes") :
	    SLICE(" characters"), SLICE(": "), slice_head(r->title, slice_index(
	    r->title, ':')), SLICE(" takes "),
	    fault_int(most, (int64_t)c.most));
}
