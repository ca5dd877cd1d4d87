/*
 * graph.c - graph.town, a network whose comments lie inside of its posts:
 *
 *	/V/ME/media		p1 with the newest of its comments -> p2
 *	/V/p1/comments		more of them, alone
 *
 * A post of the town is a comment on p1 when its number is even, else on p2.
 * No two are of one second, for they all have the address of their post.
 * As with the real one an address of a next page holds the token, whatever way
 * that came; without a token there is nothing.
 */
#include "tests/town/town.h"

#include "core/when/when.h"

#include <stdio.h>

enum { MOST = 4000, PAGE = 20, HOUR = 3600 };

static void
put_comment(struct buf *b, const struct post *p)
{
	char	 when[40];
	struct sink k = { .buf = when, .cap = sizeof(when) };

	when_put(&k, p->time - HOUR / 2 + p->id % (HOUR / 2));
	buf_printf(b, "{\"id\":\"c%ld\",\"username\":\"jo\",\"timestamp\":"
	    "\"%.*s\",\"text\":", p->id, (int)k.len, when);
	buf_json(b, p->text);
	buf_text(b, "}");
}

static void
put_next(struct buf *b, const struct request *r, const char *rest, long n)
{
	slice	 token = request_header(r, "authorization");
	slice	 host = request_header(r, "host");

	slice_cut(&token, ' ');
	buf_printf(b, ",\"paging\":{\"cursors\":{\"after\":\"%ld\"},\"next\":"
	    "\"https://%.*s%s?access_token=%.*s&after=%ld\"}", n,
	    SLICE_ARG(host), rest, SLICE_ARG(token), n);
}

/* Of those of this post that are older than number `after`; a page of them. */
static void
put_comments(struct town *t, struct buf *b, const struct request *r, long of,
    long after)
{
	static const struct post *list[MOST];
	size_t	 n = posts_of(t, r->host, list, MOST), put = 0;
	char	 rest[40];
	long	 last = 0;

	snprintf(rest, sizeof(rest), "/v26.0/p%ld/comments", of);
	buf_text(b, "{\"data\":[");
	for (size_t i = 0; i < n && put <= PAGE; i++) {
		if ((list[i]->id % 2 == 0) != (of == 1) ||
		    (after && list[i]->id >= after))
			continue;
		if (put++ == PAGE)
			break;
		buf_text(b, put > 1 ? "," : "");
		put_comment(b, list[i]);
		last = list[i]->id;
	}
	buf_text(b, "]");
	if (put > PAGE)
		put_next(b, r, rest, last);
	buf_text(b, "}");
}

bool
graph_answer(struct town *t, struct line *l, const struct request *r)
{
	long	 after = request_number(r, "after", 0), of = 0;
	struct buf b = { .p = NULL };
	bool	 ok;

	if (!slice_eq(request_header(r, "authorization"),
	    SLICE("Bearer hush")))
		return answer_with(l, r, 400, "application/json",
		    "{\"error\":{\"message\":\"no token\",\"code\":190}}");
	town_lock(t);
	if (sscanf(r->path, "/v26.0/p%ld/comments", &of) == 1) {
		put_comments(t, &b, r, of, after);
	} else {
		of = after ? 2 : 1;
		buf_printf(&b, "{\"data\":[{\"id\":\"p%ld\",\"permalink\":"
		    "\"https://graph.town/p%ld\",\"comments\":", of, of);
		put_comments(t, &b, r, of, 0);
		buf_text(&b, "}]");
		if (of == 1)
			put_next(&b, r, r->path, 1);
		buf_text(&b, "}");
	}
	town_unlock(t);
	ok = answer_with(l, r, 200, "application/json", b.p);
	buf_free(&b);
	return ok;
}
