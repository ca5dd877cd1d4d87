#include "core/recipe/paging.h"

#include "core/recipe/room.h"
#include "core/web/url.h"
#include "core/recipe/value.h"

/* --- the kinds ----------------------------------------------------------- */

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
		next = http_link(head, rel.n ? rel : SLICE("next"));
	if (kind == NUMBER)
		next = next_number(page, scope, base);
	if (kind >= TOKEN && next.n)
		next = url_with_param(scope->arena, base,
		    json_word(page, "/query"), next);
	return n ? paging_reach(scope, base, next) : SLICE("");
}

/* --- addresses without secrets ------------------------------------------- */

void
paging_line(struct sink *k, slice line)
{
	if (k->len && line.n)
		sink_byte(k, '\n');
	sink_put(k, line);
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
		paging_line(&room.k, fits ? url : SLICE(""));
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
