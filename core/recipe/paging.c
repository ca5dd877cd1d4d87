#include "core/recipe/paging.h"

#include "core/recipe/room.h"
#include "core/web/url.h"
#include "core/recipe/value.h"

/* A page as its recipe describes it, and where we are. */
struct paging {
	const cJSON *page;
	const struct template_scope *scope;
	const struct http_head *head;
	slice	 base;
};

/* --- Link headers -------------------------------------------------------- */

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

/* <target>; rel="next"; title="..." up to the comma. */
static slice
link_in(slice s, slice rel)
{
	while (s.n) {
		slice	 params = take_part(&s, ','), target;

		slice_cut(&params, '<');
		target = slice_cut(&params, '>');
		take_part(&params, ';');
		while (params.n)
			if (is_rel(take_part(&params, ';'), rel))
				return target;
	}
	return SLICE("");
}

/* RFC 8288: the target of the first link with this relation; empty: none. */
static slice
by_link(const struct http_head *head, slice rel)
{
	slice	 target = SLICE("");

	for (size_t i = 0; i < head->nheaders && target.n == 0; i++)
		if (slice_ieq(head->headers[i].name, SLICE("Link")))
			target = link_in(head->headers[i].value, rel);
	return target;
}

/* --- the kinds ----------------------------------------------------------- */

/* The address again, with the page's parameter set to this. */
static slice
with_param(const struct paging *p, slice value)
{
	struct arena *a = p->scope->arena;
	slice	 query = slice_head(p->base, slice_index(p->base, '#')), name;
	struct sink k = sink_open(a);

	url_escape(&k, json_word(p->page, "/query"));
	name = sink_close(&k, a);
	k = sink_open(a);
	sink_put(&k, slice_cut(&query, '?'));
	sink_byte(&k, '?');
	while (query.n) {
		slice	 pair = slice_cut(&query, '&');

		if (slice_eq(slice_head(pair, slice_index(pair, '=')), name))
			continue;
		sink_put(&k, pair);
		sink_byte(&k, '&');
	}
	sink_put(&k, name);
	sink_byte(&k, '=');
	url_escape(&k, value);
	return sink_close(&k, a);
}

/* The parameter of this address, or `start`, and one more. */
static slice
by_number(const struct paging *p)
{
	struct arena *a = p->scope->arena;
	int64_t	 start = json_count(p->page, "/start", 0), next, pages;
	slice	 query = p->base;
	char	 buf[24];

	slice_cut(&query, '?');
	if (!slice_int(url_param(a, query, json_word(p->page, "/query")),
	    &next))
		next = start;
	if (next < 0 || next > INT32_MAX)
		return SLICE("");
	next++;
	if (value_as_int(a, value_of(json_get(p->page, "/pages"), p->scope),
	    &pages) && next - start >= pages)
		return SLICE("");
	return with_param(p, fault_int(buf, next));
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
	return reachable(scope, base, value_text_of(json_get(r->root,
	    "/page/inside"), scope));
}

slice
paging_next(const struct recipe *r, const struct template_scope *scope,
    const struct http_head *head, slice base, size_t n)
{
	struct paging p = { json_get(r->root, "/page"), scope, head, base };
	slice	 kind = json_word(p.page, "/kind");
	slice	 rel = json_word(p.page, "/rel"), next = SLICE("");
	slice	 from = value_text_of(json_get(p.page, "/from"), scope);

	if (slice_eq(kind, SLICE("link")))
		next = by_link(head, rel.n ? rel : SLICE("next"));
	else if (slice_eq(kind, SLICE("number")))
		next = by_number(&p);
	else if (slice_eq(kind, SLICE("token")) && from.n)
		next = with_param(&p, from);
	else if (slice_eq(kind, SLICE("url")))
		next = from;
	return n ? reachable(scope, base, next) : SLICE("");
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
	struct room room;
	char	 glue = slice_index(url, '?') < url.n ? '&' : '?';
	slice	 out;

	room_open(&room, scope);
	sink_put(&room.k, url);
	while (query.n) {
		slice	 pair = slice_cut(&query, '&');

		if (is_secret(scope, &room.upper, pair) != secret)
			continue;
		sink_byte(&room.k, glue);
		sink_put(&room.k, pair);
		glue = '&';
	}
	room_close(&room, &out, NULL);
	return out;
}

slice
paging_hide(const struct template_scope *scope, slice url)
{
	slice	 query = url, clean = slice_cut(&query, '?');

	clean = with_pairs(scope, clean, query, false);
	return template_tells(scope, clean) ? SLICE("") : clean;
}

bool
paging_keep(const struct template_scope *scope, slice list, size_t most,
    slice *out)
{
	struct room room;
	bool	 whole = true;

	room_open(&room, scope);
	while (list.n) {
		slice	 url = paging_hide(&room.scope, slice_cut(&list, '\n'));
		bool	 fits = url.n && url.n + room.k.len +
		    (room.k.len > 0) <= most;

		whole = whole && fits;
		if (fits && room.k.len)
			sink_byte(&room.k, '\n');
		if (fits)
			sink_put(&room.k, url);
	}
	return room_close(&room, out, NULL) && whole;
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
