#include "core/people/trace.h"

static uint32_t
hash4(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;
	uint32_t v = (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 |
	    (uint32_t)b[2] << 8 | b[3];

	return v * 0x9e3779b1u;
}

struct traces *
traces_make(struct arena *a)
{
	struct traces *t = arena_take(a, sizeof(*t));

	if (t == NULL)
		return NULL;
	t->arena = a;
	t->most = TRACES_MOST * TRACE_FORMS;
	t->list = arena_take(a, t->most * sizeof(*t->list));
	return t->list != NULL ? t : NULL;
}

/* The longest trace here; those of one slot are few. */
static const struct trace *
at_here(const struct traces *t, slice s)
{
	uint32_t h = hash4(s.p);
	const struct trace *best = NULL;

	if ((t->maybe[h >> 19] & 1u << (h >> 16 & 7)) == 0)
		return NULL;
	for (size_t i = t->slots[h >> 20]; i != 0; i = t->list[i - 1].next) {
		const struct trace *one = &t->list[i - 1];

		if (slice_starts(s, one->bytes) &&
		    (best == NULL || one->bytes.n > best->bytes.n))
			best = one;
	}
	return best;
}

static bool
is_there(const struct traces *t, slice s)
{
	uint32_t h = hash4(s.p);

	for (size_t i = t->slots[h >> 20]; i != 0; i = t->list[i - 1].next)
		if (slice_eq(t->list[i - 1].bytes, s))
			return true;
	return false;
}

/* Not in the middle of a character: it may be printed. */
static slice
cut(slice s)
{
	size_t	 n = TRACE_MOST;

	if (s.n <= n)
		return s;
	while (n > TRACE_LEAST && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return slice_head(s, n);
}

static size_t
add_form(struct traces *t, slice s, enum trace_sort sort, size_t of)
{
	uint32_t h;

	s = cut(s);
	if (s.n < TRACE_LEAST || is_there(t, s))
		return t->most;
	s = t->n < t->most ? arena_copy(t->arena, s) : SLICE("");
	if (s.n == 0) {
		t->left_out = true;
		return t->most;
	}
	h = hash4(s.p);
	t->list[t->n] = (struct trace){ .bytes = s, .sort = (uint8_t)sort,
	    .of = (uint16_t)(of < t->most ? of : t->n),
	    .next = t->slots[h >> 20] };
	t->maybe[h >> 19] |= (uint8_t)(1u << (h >> 16 & 7));
	t->slots[h >> 20] = (uint16_t)(t->n + 1);
	return t->n++;
}

/* RFC 3986, 2.1: all but what never needs it. */
static void
put_percent(struct sink *k, slice s)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (ascii_alpha(s.p[i]) || ascii_digit(s.p[i]) ||
		    (c && memchr("-._~", c, 4) != NULL)) {
			sink_byte(k, s.p[i]);
			continue;
		}
		sink_byte(k, '%');
		sink_byte(k, digits[c >> 4]);
		sink_byte(k, digits[c & 15]);
	}
}

/* RFC 8259, 7; what is not ASCII stays, as our writer leaves it. */
static void
put_json(struct sink *k, slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			sink_byte(k, '\\');
		if (s.p[i] == '\n')
			sink_put(k, SLICE("\\n"));
		else
			sink_byte(k, s.p[i]);
	}
}

static void
put_lower(struct sink *k, slice s)
{
	for (size_t i = 0; i < s.n; i++)
		sink_byte(k, ascii_lower(s.p[i]));
}

void
traces_add(struct traces *t, slice s, enum trace_sort sort)
{
	static void (*const forms[])(struct sink *, slice) = {
		put_percent, put_json, put_lower,
	};
	char	 buf[TRACE_MOST * 3];
	size_t	 first;

	s = cut(slice_trim(s));
	first = add_form(t, s, sort, t->most);
	if (first == t->most)
		return;
	t->whole++;
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct sink k = { .buf = buf, .cap = sizeof(buf) };

		forms[i](&k, s);
		if (!slice_eq(sink_slice(&k), s))
			add_form(t, sink_slice(&k), sort, first);
	}
}

/* Up to the first blank behind TRACE_PIECE bytes. */
static slice
piece(slice *rest)
{
	size_t	 n = rest->n < TRACE_PIECE ? rest->n : TRACE_PIECE;
	slice	 s;

	while (n < rest->n && n < TRACE_MOST && !ascii_space(rest->p[n]))
		n++;
	while (n < rest->n && ((unsigned char)rest->p[n] & 0xc0) == 0x80)
		n++;
	s = slice_head(*rest, n);
	*rest = slice_from(*rest, n);
	return slice_trim(s);
}

void
traces_add_text(struct traces *t, slice text)
{
	size_t	 half = TRACE_PIECES / 2 * (TRACE_PIECE + 8);
	slice	 rest = text, s;

	for (int i = 0; i < TRACE_PIECES / 2 && rest.n; i++) {
		s = piece(&rest);
		if (s.n >= TRACE_PIECE / 2)	/* less is anybody's */
			traces_add(t, s, TRACE_SAID);
	}
	if (rest.n > half)
		rest = slice_from(rest, rest.n - half);
	while (rest.n) {
		s = piece(&rest);
		if (s.n >= TRACE_PIECE / 2)
			traces_add(t, s, TRACE_SAID);
	}
}

void
traces_scan(struct traces *t, slice s, size_t end)
{
	for (size_t i = 0; i + TRACE_LEAST <= s.n && i < end; i++) {
		uint32_t h = hash4(s.p + i);
		size_t	 at;

		if ((t->maybe[h >> 19] & 1u << (h >> 16 & 7)) == 0)
			continue;
		for (at = t->slots[h >> 20]; at; at = t->list[at - 1].next)
			if (slice_starts(slice_from(s, i),
			    t->list[at - 1].bytes))
				t->list[at - 1].hits++;
	}
}

void
traces_clear(struct traces *t)
{
	for (size_t i = 0; i < t->n; i++)
		t->list[i].hits = 0;
}

bool
traces_find(const struct traces *t, slice s, size_t from, size_t *at,
    const struct trace **which)
{
	for (*at = from; *at + TRACE_LEAST <= s.n; ++*at) {
		*which = at_here(t, slice_from(s, *at));
		if (*which != NULL && (*which)->sort != TRACE_WEAK)
			return true;
	}
	return false;
}

size_t
traces_found(const struct traces *t)
{
	size_t	 n = 0, counted = t->most;

	for (size_t i = 0; i < t->n; i++) {	/* forms stand together */
		const struct trace *one = &t->list[i];

		if (one->hits && one->sort != TRACE_WEAK &&
		    !t->list[one->of].stays && one->of != counted) {
			counted = one->of;
			n++;
		}
	}
	return n;
}

size_t
traces_strong(const struct traces *t)
{
	size_t	 n = 0;

	for (size_t i = 0; i < t->n; i++)
		n += t->list[i].of == i && t->list[i].sort != TRACE_WEAK;
	return n;
}

void
traces_mask(struct sink *k, const struct traces *t, slice s, slice with)
{
	const struct trace *which;
	size_t	 at, done = 0, from = 0;

	while (traces_find(t, s, from, &at, &which)) {
		from = at + 1;
		if (which->sort != TRACE_OWN)
			continue;
		sink_put(k, slice_head(slice_from(s, done), at - done));
		sink_put(k, with);
		from = done = at + which->bytes.n;
	}
	sink_put(k, slice_from(s, done));
}
