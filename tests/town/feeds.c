/*
 * feeds.c - the hosts that people write on: RSS 2.0, Atom, JSON Feed, a
 * Mastodon timeline, the Algolia search of Hacker News.
 *
 *	host		answers with		tells what changed by
 *	gazette.town	plain			ETag
 *	blog.town	gzip			Last-Modified
 *	forum.town	chunks			both
 *	mastodon.town	chunks of gzip		since_id
 *	hn.town		plain			created_at_i
 */
#include "tests/town/town.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SHOWN = 500, SNOWFLAKE_SHIFT = 16 };

struct view {
	struct town	*town;
	const struct request *r;
	const struct post **posts;	/* newest first */
	size_t		 n;
	struct buf	*out;
	struct buf	*more;		/* header lines */
};

static void
put_time(struct buf *out, const char *format, int64_t when)
{
	time_t	 t = (time_t)when;
	struct tm tm;
	char	 s[64];

	gmtime_r(&t, &tm);
	strftime(s, sizeof(s), format, &tm);
	buf_text(out, s);
}

#define RFC822	"%a, %d %b %Y %H:%M:%S GMT"
#define RFC3339	"%Y-%m-%dT%H:%M:%SZ"

/* The link only makes sense on its own host. */
static void
put_html(struct buf *out, const struct post *p)
{
	buf_printf(out, "<p><a href=\"/p/%ld\">%s</a></p>", p->id, p->text);
}

/* --- the three kinds of feed --------------------------------------------- */

static void
put_rss(struct view *v)
{
	buf_text(v->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/"
	    "\"><channel>\n<title>The Gazette</title>\n<link>https://"
	    "gazette.town/</link>\n<description>Your local paper"
	    "</description>\n");
	for (size_t i = 0; i < v->n; i++) {
		const struct post *p = v->posts[i];

		buf_text(v->out, "<item><title>");
		buf_xml(v->out, p->title[0] ? p->title : p->text);
		buf_text(v->out, "</title><link>");
		buf_xml(v->out, p->url);
		buf_text(v->out, "</link><description>");
		buf_xml(v->out, p->text);
		buf_printf(v->out, "</description><guid isPermaLink=\"false\">"
		    "gazette-%ld</guid><dc:creator>", p->id);
		buf_xml(v->out, p->author);
		buf_text(v->out, "</dc:creator><pubDate>");
		put_time(v->out, RFC822, p->time);
		buf_text(v->out, "</pubDate></item>\n");
	}
	buf_text(v->out, "</channel></rss>\n");
}

static void
put_atom(struct view *v)
{
	buf_text(v->out, "<?xml version=\"1.0\"?>\n<feed xmlns=\"http://"
	    "www.w3.org/2005/Atom\"><title>A blog</title><id>urn:town:blog"
	    "</id>\n");
	for (size_t i = 0; i < v->n; i++) {
		const struct post *p = v->posts[i];
		struct buf html = { .p = NULL };

		put_html(&html, p);
		buf_text(v->out, "<entry><title>");
		buf_xml(v->out, p->title[0] ? p->title : "A note");
		buf_printf(v->out, "</title><id>urn:town:blog:%ld</id>"
		    "<link rel=\"alternate\" href=\"", p->id);
		buf_xml(v->out, p->url);
		buf_text(v->out, "\"/><author><name>");
		buf_xml(v->out, p->author);
		buf_text(v->out, "</name></author><updated>");
		put_time(v->out, RFC3339, p->changed);
		buf_text(v->out, "</updated><content type=\"html\">");
		buf_xml(v->out, html.p);
		buf_text(v->out, "</content></entry>\n");
		buf_free(&html);
	}
	buf_text(v->out, "</feed>\n");
}

static void
put_json_feed(struct view *v)
{
	buf_text(v->out, "{\"version\":\"https://jsonfeed.org/version/1.1\","
	    "\"title\":\"Forum\",\"items\":[");
	for (size_t i = 0; i < v->n; i++) {
		const struct post *p = v->posts[i];
		struct buf html = { .p = NULL };

		put_html(&html, p);
		buf_printf(v->out, "%s\n{\"id\":\"forum-%ld\",\"url\":",
		    i ? "," : "", p->id);
		buf_json(v->out, p->url);
		buf_text(v->out, ",\"title\":");
		buf_json(v->out, p->title);
		buf_text(v->out, ",\"content_html\":");
		buf_json(v->out, html.p);
		buf_text(v->out, ",\"authors\":[{\"name\":");
		buf_json(v->out, p->author);
		buf_text(v->out, "}],\"language\":");
		buf_json(v->out, p->lang);
		buf_text(v->out, ",\"date_published\":\"");
		put_time(v->out, RFC3339, p->time);
		buf_text(v->out, "\"}");
		buf_free(&html);
	}
	buf_text(v->out, "\n]}\n");
}

/* --- Mastodon ------------------------------------------------------------ */

/* The time in ms above the number, as the real ones: 18 digits. */
static long long
snowflake(const struct post *p)
{
	return ((long long)p->time * 1000 << SNOWFLAKE_SHIFT) + p->id;
}

static bool
has_tag(const struct post *p, const char *tag)
{
	char	 hash[128];

	snprintf(hash, sizeof(hash), "#%s", tag);
	return strcasestr(p->text, hash) != NULL;
}

static void
put_status(struct buf *out, const struct post *p, bool first)
{
	struct buf html = { .p = NULL };

	buf_printf(&html, "<p>%s</p>", p->text);
	buf_printf(out, "%s\n{\"id\":\"%lld\",\"created_at\":\"",
	    first ? "" : ",", snowflake(p));
	put_time(out, "%Y-%m-%dT%H:%M:%S.000Z", p->time);
	buf_text(out, "\",\"spoiler_text\":\"\",\"visibility\":\"public\","
	    "\"in_reply_to_id\":null,\"replies_count\":0,\"favourites_count\":"
	    "2,\"language\":");
	buf_json(out, p->lang);
	buf_text(out, ",\"url\":");
	buf_json(out, p->url);
	buf_text(out, ",\"content\":");
	buf_json(out, html.p);
	buf_text(out, ",\"account\":{\"display_name\":");
	buf_json(out, p->author);
	buf_text(out, ",\"username\":\"someone\",\"acct\":\"someone\","
	    "\"followers_count\":312,\"url\":\"https://mastodon.town/@someone"
	    "\"}}");
	buf_free(&html);
}

static void
put_mastodon(struct view *v)
{
	const char *tag = strrchr(v->r->path, '/') + 1;
	char	 since[32], max[32];
	long	 limit = request_number(v->r, "limit", 20), n = 0;
	long long low, high, oldest = 0;

	request_param(v->r, "since_id", since, sizeof(since));
	request_param(v->r, "max_id", max, sizeof(max));
	low = atoll(since);
	high = max[0] ? atoll(max) : INT64_MAX;
	buf_text(v->out, "[");
	for (size_t i = 0; i < v->n && n < limit; i++) {
		long long id = snowflake(v->posts[i]);

		if (id <= low || id >= high || !has_tag(v->posts[i], tag))
			continue;
		put_status(v->out, v->posts[i], n++ == 0);
		oldest = id;
	}
	buf_text(v->out, "\n]\n");
	if (n)
		buf_printf(v->more, "Link: <https://mastodon.town:%u%s?limit="
		    "%ld&max_id=%lld>; rel=\"next\"\r\n",
		    v->town->ports[PORT_HTTPS], v->r->path, limit, oldest);
}

/* --- Hacker News --------------------------------------------------------- */

static void
put_hit(struct buf *out, const struct post *p, bool first)
{
	buf_printf(out, "%s\n{\"objectID\":\"%ld\",\"created_at_i\":%lld,"
	    "\"title\":", first ? "" : ",", p->id, (long long)p->time);
	if (p->title[0])
		buf_json(out, p->title);
	else
		buf_text(out, "null");
	buf_text(out, ",\"story_title\":\"Ask the town\",\"comment_text\":");
	buf_json(out, p->text);
	buf_text(out, ",\"author\":");
	buf_json(out, p->author);
	buf_printf(out, ",\"points\":%ld,\"num_comments\":%ld,"
	    "\"parent_id\":null}", p->points, p->replies);
}

static void
put_hn(struct view *v)
{
	char	 query[256], filter[128];
	long long after = 0;
	long	 n = 0, most = request_number(v->r, "hitsPerPage", 20);

	request_param(v->r, "query", query, sizeof(query));
	if (request_param(v->r, "numericFilters", filter, sizeof(filter)))
		(void)sscanf(filter, "created_at_i>%lld", &after);
	buf_text(v->out, "{\"hits\":[");
	for (size_t i = 0; i < v->n && n < most; i++)
		if (v->posts[i]->time > after &&
		    (strcasestr(v->posts[i]->text, query) ||
		    strcasestr(v->posts[i]->title, query)))
			put_hit(v->out, v->posts[i], n++ == 0);
	buf_printf(v->out, "\n],\"nbPages\":1,\"page\":0,\"nbHits\":%ld}\n",
	    n);
}

/* --- all of them --------------------------------------------------------- */

enum { TELL_ETAG = 1, TELL_TIME = 2 };

static const struct {
	const char	*host, *path;	/* the path, or how it begins */
	const char	*type;
	void		(*put)(struct view *);
	unsigned	 how, tell;
} pages[] = {
	{ "gazette.town", "/feed.rss", "application/rss+xml; charset=utf-8",
	    put_rss, 0, TELL_ETAG },
	{ "blog.town", "/feed.atom", "application/atom+xml", put_atom,
	    SEND_GZIP, TELL_TIME },
	{ "forum.town", "/feed.json", "application/feed+json",
	    put_json_feed, SEND_CHUNKED, TELL_ETAG | TELL_TIME },
	{ "mastodon.town", "/api/v1/timelines/tag/", "application/json; "
	    "charset=utf-8", put_mastodon, SEND_CHUNKED | SEND_GZIP, 0 },
	{ "hn.town", "/api/v1/search_by_date", "application/json", put_hn, 0,
	    0 },
};

/* Which of the request's conditions holds; adds what is told for next time.
 * A page that changed in this very second may change again in it: it has no
 * date yet. */
static bool
is_unchanged(struct view *v, unsigned tell)
{
	slice	 match = request_header(v->r, "if-none-match");
	slice	 since = request_header(v->r, "if-modified-since");
	struct buf tag = { .p = NULL }, date = { .p = NULL };
	int64_t	 changed = 0;
	bool	 same = false;

	if (tell & TELL_ETAG) {
		buf_printf(&tag, "\"%016llx\"", (unsigned long long)
		    slice_hash((slice){ v->out->p, v->out->n }));
		buf_printf(v->more, "ETag: %s\r\n", tag.p);
		same = match.n && slice_eq(match, slice_of(tag.p));
	}
	for (size_t i = 0; i < v->n; i++)
		if (v->posts[i]->changed > changed)
			changed = v->posts[i]->changed;
	if ((tell & TELL_TIME) && changed && changed < (int64_t)time(NULL)) {
		put_time(&date, RFC822, changed);
		buf_printf(v->more, "Last-Modified: %s\r\n", date.p);
		same = same || (match.n == 0 && since.n &&
		    slice_eq(since, slice_of(date.p)));
	}
	buf_free(&tag);
	buf_free(&date);
	return same;
}

static bool
answer_page(struct town *t, struct line *l, const struct request *r,
    size_t page)
{
	struct answer a = { .status = 200, .type = pages[page].type,
	    .how = pages[page].how };
	struct view v = { .town = t, .r = r, .out = &a.body,
	    .more = &a.more };
	bool	 ok;

	v.posts = must_alloc(SHOWN * sizeof(v.posts[0]));
	town_lock(t);
	v.n = posts_of(t, pages[page].host, v.posts, SHOWN);
	pages[page].put(&v);
	if (is_unchanged(&v, pages[page].tell)) {
		a.status = 304;
		host_named(t, r->host)->unchanged++;
	}
	town_unlock(t);
	ok = answer_send(l, r, &a);
	answer_free(&a);
	free(v.posts);
	return ok;
}

bool
feeds_answer(struct town *t, struct line *l, const struct request *r)
{
	for (size_t i = 0; i < COUNT(pages); i++)
		if (strcmp(r->host, pages[i].host) == 0 &&
		    strncmp(r->path, pages[i].path, strlen(pages[i].path)) == 0)
			return answer_page(t, l, r, i);
	return answer_with(l, r, 404, "text/html",
	    "<h1>There is no such page</h1>");
}
