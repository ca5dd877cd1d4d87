#include "core/recipe/cursor.h"

#include "core/recipe/extract.h"
#include "core/recipe/value.h"
#include "core/when/when.h"

enum { CURSOR_MOST = 200, TOMORROW = 86400 };

static const cJSON *
part(const struct recipe *r, slice pointer)
{
	return json_at(json_at(r->root, SLICE("/cursor")), pointer);
}

static bool
is(const cJSON *word, const char *what)
{
	return cJSON_IsString(word) &&
	    slice_eq(slice_of(word->valuestring), slice_of(what));
}

bool
cursor_grows(const struct recipe *r)
{
	return is(part(r, SLICE("/kind")), "max");
}

/* A date from the future would hide all that comes until then. */
static bool
is_future(const struct template_scope *scope, int64_t t)
{
	const struct template_var *now = template_var(scope,
	    SLICE("now_unix"));
	int64_t	 n;

	return now != NULL && slice_int(now->value, &n) && n > 0 &&
	    t - TOMORROW > n;
}

slice
cursor_of(const struct recipe *r, const struct template_scope *scope,
    int64_t time)
{
	const cJSON *from = part(r, SLICE("/from"));
	bool	 by_time = is(part(r, SLICE("/as")), "time");
	struct value v;
	char	 buf[24];
	slice	 s;

	if (!is(from, "time")) {
		v = value_of(from, scope);
		s = slice_trim(value_as_text(scope->arena, v));
		if (!by_time)
			return s.n <= CURSOR_MOST ? s : SLICE("");
		if (!value_as_time(scope->arena, v, 0, &time))
			return SLICE("");
	}
	if (time <= 0 || is_future(scope, time))
		return SLICE("");
	return arena_copy(scope->arena, fault_int(buf, time));
}

/* numstr: digits that no number of ours may be able to hold. */
static slice
larger_text(slice a, slice b)
{
	if (a.n != b.n)
		return a.n > b.n ? a : b;
	return slice_cmp(a, b) >= 0 ? a : b;
}

slice
cursor_larger(const struct recipe *r, slice a, slice b)
{
	int64_t	 x, y;

	if (is(part(r, SLICE("/as")), "numstr"))
		return larger_text(a, b);
	if (!slice_int(b, &y))
		return slice_int(a, &x) ? a : SLICE("");
	return slice_int(a, &x) && x >= y ? a : b;
}

slice
extract_cursor(const struct recipe *r, struct arena *a,
    const struct extract *x, slice old)
{
	if (!cursor_grows(r))
		return SLICE("");
	return arena_copy(a, cursor_larger(r, old, x->cursor));
}

static slice
spelled(const struct recipe *r, struct arena *a, int64_t t)
{
	const cJSON *format = part(r, SLICE("/format"));
	char	 buf[40];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	if (is(format, "rfc3339"))
		when_put(&k, t);
	else if (is(format, "date"))
		when_put_date(&k, t);
	else
		sink_int(&k, t);
	return arena_copy(a, sink_slice(&k));
}

slice
extract_cursor_value(const struct recipe *r, struct arena *a, slice stored)
{
	const cJSON *as = part(r, SLICE("/as"));
	int64_t	 add = json_int(part(r, SLICE("/add")), 0);
	int64_t	 overlap = json_int(part(r, SLICE("/overlap")), 0), n;

	if (!cursor_grows(r) || stored.n == 0 || is(as, "numstr"))
		return cursor_grows(r) ? stored : SLICE("");
	if (!slice_int(stored, &n))
		return SLICE("");
	if (is(as, "time"))
		return spelled(r, a, n > overlap ? n - overlap : 0);
	if (add > 0 && n > INT64_MAX - add)
		return stored;
	return spelled(r, a, n + add);
}
