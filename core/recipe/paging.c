#include "core/recipe/paging.h"

#include "core/recipe/room.h"
#include "core/web/url.h"
#include "core/recipe/value.h"

/* A page as its recipe describes it, and where we are. */
struct paging {
	const struct recipe *r;
	const struct template_scope *scope;
	const struct http_head *head;
	slice	 base;
};

/* --- Link headers -------------------------------------------------------- */

/* A token or a quoted string, taken off the front. Escapes in it stay. */
static slice
take_word(slice *s)
{
	slice	 word = *s;

	if (s->n && s->p[0] == '"') {
		*s = slice_from(*s, 1);
		return slice_cut(s, '"');
	}
	while (s->n && s->p[0] != ',' && s->p[0] != ';')
		*s = slice_from(*s, 1);
	return slice_trim(slice_head(word, word.n - s->n));
}

static bool
has_word(slice words, slice word)
{
	while (words.n)
		if (slice_ieq(slice_cut(&words, ' '), word))
			return true;
	return false;
}

/* ; rel="next" ; title="..." up to the comma. Is one of them our relation? */
static bool
take_params(slice *s, slice rel)
{
	bool	 ours = false;

	for (;;) {
		slice	 name;

		*s = slice_trim(*s);
		if (s->n == 0 || s->p[0] != ';')
			return ours;
		*s = slice_trim(slice_from(*s, 1));
		name = *s;
		while (s->n && memchr("=;,", s->p[0], 3) == NULL)
			*s = slice_from(*s, 1);
		name = slice_trim(slice_head(name, name.n - s->n));
		if (s->n == 0 || s->p[0] != '=')
			continue;
		*s = slice_trim(slice_from(*s, 1));
		if (has_word(take_word(s), rel) &&
		    slice_ieq(name, SLICE("rel")))
			ours = true;
	}
}

static slice
link_in(slice s, slice rel)
{
	while (slice_index(s, '<') < s.n) {
		slice	 target;

		s = slice_from(s, slice_index(s, '<') + 1);
		target = slice_cut(&s, '>');
		if (take_params(&s, rel))
			return target;
	}
	return SLICE("");
}

slice
paging_link(const struct http_head *head, slice rel)
{
	slice	 target = SLICE("");

	for (size_t i = 0; i < head->nheaders && target.n == 0; i++)
		if (slice_ieq(head->headers[i].name, SLICE("Link")))
			target = link_in(head->headers[i].value, rel);
	return target;
}

/* --- the kinds ----------------------------------------------------------- */

static const cJSON *
part(const struct paging *p, slice pointer)
{
	return json_at(json_at(p->r->root, SLICE("/page")), pointer);
}

static slice
by_link(const struct paging *p)
{
	slice	 rel = json_text(p->scope->arena, part(p, SLICE("/rel")));

	return paging_link(p->head, rel.n ? rel : SLICE("next"));
}

static slice
by_url(const struct paging *p)
{
	return value_as_text(p->scope->arena,
	    value_of(part(p, SLICE("/from")), p->scope));
}

/* The address again, with this one parameter set. */
static slice
with_param(const struct paging *p, slice name, slice value)
{
	struct sink k = sink_open(p->scope->arena);
	slice	 query = slice_head(p->base, slice_index(p->base, '#'));
	char	 glue = '?';

	sink_put(&k, slice_cut(&query, '?'));
	while (query.n) {
		slice	 pair = slice_cut(&query, '&');

		if (slice_eq(slice_head(pair, slice_index(pair, '=')), name))
			continue;
		sink_byte(&k, glue);
		sink_put(&k, pair);
		glue = '&';
	}
	sink_byte(&k, glue);
	sink_put(&k, name);
	sink_byte(&k, '=');
	url_escape(&k, value);
	return sink_close(&k, p->scope->arena);
}

static slice
param_name(const struct paging *p)
{
	slice	 name = json_text(p->scope->arena, part(p, SLICE("/query")));
	struct sink k = sink_open(p->scope->arena);

	url_escape(&k, name);
	return sink_close(&k, p->scope->arena);
}

static slice
by_token(const struct paging *p)
{
	slice	 token = by_url(p);

	return token.n ? with_param(p, param_name(p), token) : token;
}

/* The parameter of this address, or `start`, and one more. */
static slice
by_number(const struct paging *p)
{
	struct arena *a = p->scope->arena;
	int64_t	 start = json_int(part(p, SLICE("/start")), 0), next, pages;
	slice	 name = json_text(a, part(p, SLICE("/query")));
	slice	 query = p->base;
	char	 buf[24];

	slice_cut(&query, '?');
	if (!slice_int(url_param(a, query, name), &next))
		next = start;
	if (next < 0 || next > INT32_MAX)
		return SLICE("");
	next++;
	if (value_as_int(a, value_of(part(p, SLICE("/pages")), p->scope),
	    &pages) && next - start >= pages)
		return SLICE("");
	return with_param(p, param_name(p), fault_int(buf, next));
}

/* Our secrets go to nobody else; and no page is its own next. */
static slice
reachable(const struct template_scope *scope, slice base, slice next)
{
	struct url here, there;

	if (next.n == 0)
		return next;
	next = url_join(scope->arena, base, next);
	return url_http(base, &here) && url_http(next, &there) &&
	    url_same_origin(&here, &there) && !slice_eq(next, base) ? next :
	    SLICE("");
}

slice
paging_inside(const struct recipe *r, const struct template_scope *scope,
    slice base)
{
	struct paging p = { .r = r, .scope = scope };

	return reachable(scope, base, value_as_text(scope->arena,
	    value_of(part(&p, SLICE("/inside")), scope)));
}

slice
paging_next(const struct recipe *r, const struct template_scope *scope,
    const struct http_head *head, slice base, size_t n)
{
	static const struct {
		slice	 name;
		slice	 (*next)(const struct paging *);
	} kinds[] = {
		{ { "link", 4 },	by_link },
		{ { "url", 3 },		by_url },
		{ { "token", 5 },	by_token },
		{ { "number", 6 },	by_number },
	};
	struct paging p = { r, scope, head, base };
	slice	 kind = json_text(scope->arena, part(&p, SLICE("/kind")));
	slice	 next = SLICE("");

	for (size_t i = 0; i < COUNT(kinds) && n > 0; i++)
		if (slice_eq(kinds[i].name, kind))
			next = kinds[i].next(&p);
	return reachable(scope, base, next);
}

/* --- addresses without secrets ------------------------------------------- */

/* "key=value" of a query: is a secret its value? */
static bool
is_secret(const struct template_scope *scope, struct arena *a, slice pair)
{
	slice	 name = slice_head(pair, slice_index(pair, '='));
	slice	 value = url_param(a, pair, name);

	for (size_t i = 0; i < scope->nvars && value.n; i++)
		if (scope->vars[i].secret &&
		    slice_eq(scope->vars[i].value, value))
			return true;
	return false;
}

/* `url`, and of its query, or of another's, what is secret or what is not. */
static slice
with_pairs(const struct template_scope *scope, slice url, slice query,
    bool secret)
{
	struct room room = room_open(scope->arena);
	char	 glue = slice_index(url, '?') < url.n ? '&' : '?';
	struct fault unsaid = { "" };
	slice	 out;

	sink_put(&room.k, url);
	while (query.n) {
		slice	 pair = slice_cut(&query, '&');

		if (is_secret(scope, &room.upper, pair) != secret)
			continue;
		sink_byte(&room.k, glue);
		sink_put(&room.k, pair);
		glue = '&';
	}
	room_close(&room, scope->arena, &out, &unsaid);
	return out;
}

slice
paging_hide(const struct template_scope *scope, slice url)
{
	slice	 query = url, clean = slice_cut(&query, '?');

	clean = with_pairs(scope, clean, query, false);
	for (size_t i = 0; i < scope->nvars; i++) {
		const struct template_var *v = &scope->vars[i];

		if (v->secret && v->value.n &&
		    slice_find(clean, v->value) < clean.n)
			return SLICE("");
	}
	return clean;
}

bool
paging_keep(const struct template_scope *scope, slice list, size_t most,
    slice *out)
{
	struct room room = room_open(scope->arena);
	struct template_scope inner = *scope;
	struct fault unsaid = { "" };
	bool	 whole = true;

	inner.arena = &room.upper;
	while (list.n) {
		slice	 url = paging_hide(&inner, slice_cut(&list, '\n'));
		bool	 fits = url.n && url.n + room.k.len +
		    (room.k.len > 0) <= most;

		whole = whole && fits;
		if (fits && room.k.len)
			sink_byte(&room.k, '\n');
		if (fits)
			sink_put(&room.k, url);
	}
	return room_close(&room, scope->arena, out, &unsaid) && whole;
}

slice
paging_show(const struct template_scope *scope, slice first, slice url)
{
	slice	 list = url, clean;

	url = slice_cut(&list, '\n');
	clean = paging_hide(scope, url);
	slice_cut(&first, '?');
	return clean.n ? with_pairs(scope, clean, first, true) : url;
}
