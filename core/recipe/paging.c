#include "core/recipe/paging.h"

#include "core/recipe/room.h"
#include "core/web/url.h"
#include "core/recipe/value.h"

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

/* RFC 8288: <target>; rel="next"; title="..." up to a comma. The target of the
 * first link with this relation; empty: none. */
static slice
by_link(const struct http_head *head, slice rel)
{
	for (size_t i = 0; i < head->nheaders; i++) {
		bool	 is = slice_ieq(head->headers[i].name, SLICE("Link"));
		slice	 s = is ? head->headers[i].value : SLICE("");

		while (s.n) {
			slice	 params = take_part(&s, ','), target;

			slice_cut(&params, '<');
			target = slice_cut(&params, '>');
			take_part(&params, ';');
			while (params.n && target.n)
				if (is_rel(take_part(&params, ';'), rel))
					return target;
		}
	}
	return SLICE("");
}

/* --- the kinds ----------------------------------------------------------- */

/* The address again, with the page's parameter set to this. */
static slice
with_param(struct arena *a, slice base, slice param, slice value)
{
	slice	 query = slice_head(base, slice_index(base, '#'));
	slice	 name = sink_made(a, url_escape, param);
	struct sink k = sink_open(a);

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

/* The parameter of this address, or `start`, and one more; empty: that was the
 * last. */
static slice
next_number(const cJSON *page, const struct template_scope *scope, slice base)
{
	struct arena *a = scope->arena;
	int64_t	 start = json_count(page, "/start", 0), at, pages;

	slice_cut(&base, '?');
	if (!slice_int(url_param(a, base, json_word(page, "/query")), &at))
		at = start;
	return at < 0 || at > INT32_MAX || (value_as_int(a,
	    value_of(json_get(page, "/pages"), scope), &pages) &&
	    at + 1 - start >= pages) ? SLICE("") : sink_number(a, at + 1);
}

slice
paging_reach(const struct template_scope *scope, slice base, slice next)
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
paging_next(const struct recipe *r, const struct template_scope *scope,
    const struct http_head *head, slice base, size_t n)
{
	enum { LINK, URL, TOKEN, NUMBER };
	const cJSON *page = json_get(r->root, "/page");
	int	 kind = slice_word("link url token number",
	    json_word(page, "/kind"));
	slice	 rel = json_word(page, "/rel");
	slice	 next = value_text_of(json_get(page, "/from"), scope);

	if (kind == LINK)
		next = by_link(head, rel.n ? rel : SLICE("next"));
	if (kind == NUMBER)
		next = next_number(page, scope, base);
	if (kind >= TOKEN && next.n)
		next = with_param(scope->arena, base,
		    json_word(page, "/query"), next);
	return n ? paging_reach(scope, base, next) : SLICE("");
}

/* --- addresses without secrets ------------------------------------------- */

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

		if (template_tells(scope, url_param(&room.upper, pair,
		    slice_head(pair, slice_index(pair, '='))), true) != secret)
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
	return template_tells(scope, clean, false) ? SLICE("") : clean;
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
