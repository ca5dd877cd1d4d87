#include "core/recipe/cursor.h"

#include "core/recipe/extract.h"
#include "core/recipe/value.h"
#include "core/when/when.h"

enum { CURSOR_MOST = 200, TOMORROW = 86400 };

slice
cursor_of(const struct recipe *r, const struct template_scope *scope,
    int64_t time)
{
	const struct template_var *clock = template_var(scope,
	    SLICE("now_unix"));
	struct value v;
	int64_t	 now;
	slice	 s;

	if (!json_is(r->cursor, "/from", "time")) {
		v = value_of(json_get(r->cursor, "/from"), scope);
		s = slice_trim(value_as_text(scope->arena, v));
		if (!json_is(r->cursor, "/as", "time"))
			return s.n <= CURSOR_MOST ? s : SLICE("");
		if (!value_as_time(scope->arena, v, 0, &time))
			return SLICE("");
	}
	/* A date from the future would hide all that comes until then. */
	return time <= 0 || (clock != NULL && slice_int(clock->value, &now) &&
	    now > 0 && time - TOMORROW > now) ? SLICE("") :
	    sink_number(scope->arena, time);
}

/* numstr: digits that no number of ours may be able to hold. */
slice
cursor_larger(const struct recipe *r, slice a, slice b)
{
	int64_t	 x, y;

	if (json_is(r->cursor, "/as", "numstr"))
		return a.n > b.n || (a.n == b.n && slice_cmp(a, b) >= 0) ?
		    a : b;
	if (!slice_int(b, &y))
		return slice_int(a, &x) ? a : SLICE("");
	return slice_int(a, &x) && x >= y ? a : b;
}

slice
extract_cursor(const struct recipe *r, struct arena *a,
    const struct extract *x, slice old)
{
	return r->cursor == NULL ? SLICE("") :
	    arena_copy(a, cursor_larger(r, old, x->cursor));
}

slice
extract_cursor_value(const struct recipe *r, struct arena *a, slice stored)
{
	int64_t	 add = json_count(r->cursor, "/add", 0), n;
	char	 buf[40];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	if (json_is(r->cursor, "/as", "numstr"))
		return stored;
	if (r->cursor == NULL || !slice_int(stored, &n))
		return SLICE("");
	if (json_is(r->cursor, "/as", "time"))
		n = n > r->overlap ? n - r->overlap : 0;
	else if (add > 0 && n > INT64_MAX - add)
		return stored;
	else
		n += add;
	(json_is(r->cursor, "/format", "rfc3339") ? when_put :
	    json_is(r->cursor, "/format", "date") ? when_put_date :
	    sink_int)(&k, n);
	return arena_copy(a, sink_slice(&k));
}
