/* bench.c - h1.town, h2.town ...: as many feeds as one likes, all alike. */
#include "tests/town/town.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const lines[] = {
	"The council talks about the parking in Mill Lane again, and nobody "
	    "expects that it will end before the summer.",
	"A choir is looking for tenors. Rehearsals are on Thursdays in the "
	    "old school, beginners are welcome, tea is free.",
	"Roadworks near the station until Friday: the buses stop in Bridge "
	    "Street, cyclists should take the path along the river.",
	"Lost: a grey cat with one white paw. She answers to nothing at all "
	    "but comes for tuna. Please call if you see her.",
	"The second team lost at home, three to one, in front of ninety "
	    "people and a dog that ran onto the pitch twice.",
};

static void
put_item(struct buf *out, const char *host, long i)
{
	const char *text = lines[(size_t)i % COUNT(lines)];

	buf_printf(out, "<item><title>%.30s (%ld)</title><link>https://%s/"
	    "news/%ld</link><guid>%s-%ld</guid><description>&lt;p&gt;%s&lt;/p"
	    "&gt;</description><pubDate>Sun, 01 Nov 2026 %02ld:%02ld:00 GMT"
	    "</pubDate></item>\n", text, i, host, i, host, i, text,
	    i / 60 % 24, i % 60);
}

static void
put_posts(struct town *t, struct buf *out, const char *host)
{
	const struct post *posts[20];
	size_t	 n = posts_of(t, host, posts, COUNT(posts));

	for (size_t i = 0; i < n; i++) {
		buf_printf(out, "<item><guid>%s-post-%ld</guid><title>", host,
		    posts[i]->id);
		buf_xml(out, posts[i]->text);
		buf_text(out, "</title><link>");
		buf_xml(out, posts[i]->url);
		buf_text(out, "</link></item>\n");
	}
}

bool
bench_answer(struct town *t, struct line *l, const struct request *r)
{
	struct answer a = { .status = 200, .type = "application/rss+xml" };
	slice	 match = request_header(r, "if-none-match");
	char	 tag[32];
	bool	 ok;

	buf_printf(&a.body, "<?xml version=\"1.0\"?><rss version=\"2.0\">"
	    "<channel><title>%s</title>\n", r->host);
	town_lock(t);
	put_posts(t, &a.body, r->host);
	for (long i = t->bench_entries; i > 0; i--)
		put_item(&a.body, r->host, i);
	town_unlock(t);
	buf_text(&a.body, "</channel></rss>\n");
	snprintf(tag, sizeof(tag), "\"%016llx\"", (unsigned long long)
	    slice_hash((slice){ a.body.p, a.body.n }));
	buf_printf(&a.more, "ETag: %s\r\n", tag);
	if (slice_eq(match, slice_of(tag))) {
		a.status = 304;
		host_unchanged(t, r->host);
	}
	ok = answer_send(l, r, &a);
	answer_free(&a);
	return ok;
}
