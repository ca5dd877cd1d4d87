/* posts.c - what people wrote, oldest first. */
#include "tests/town/say.h"
#include "tests/town/town.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static char *
make_url(const struct town *t, const struct post *p)
{
	struct buf b = { .p = NULL };

	if (strcmp(p->host, "hn.town") == 0)	/* as its recipe writes it */
		buf_printf(&b, "https://news.ycombinator.com/item?id=%ld",
		    p->id);
	else
		buf_printf(&b, "https://%s:%u/p/%ld", p->host,
		    t->ports[PORT_HTTPS], p->id);
	return buf_take(&b);
}

static void
fill_in(struct town *t, struct post *p, const struct post *from)
{
	p->id = from->id ? from->id : ++t->last_id;
	p->points = 3;
	p->replies = 1;
	p->time = from->time ? from->time : (int64_t)time(NULL);
	p->changed = p->time;
	p->host = must_copy(from->host);
	p->title = must_copy(from->title);
	p->text = must_copy(from->text);
	p->author = must_copy(from->author && from->author[0] ?
	    from->author : "Somebody");
	p->lang = must_copy(from->lang && from->lang[0] ? from->lang : "en");
	p->url = from->url && from->url[0] ? must_copy(from->url) :
	    make_url(t, p);
}

long
post_add(struct town *t, const struct post *from)
{
	struct post *more;
	long	 id;

	town_lock(t);
	if (t->nposts == t->posts_cap) {
		t->posts_cap = t->posts_cap ? 2 * t->posts_cap : 256;
		more = must_alloc(t->posts_cap * sizeof(*more));
		if (t->nposts)
			memcpy(more, t->posts, t->nposts * sizeof(*more));
		free(t->posts);
		t->posts = more;
	}
	fill_in(t, &t->posts[t->nposts], from);
	id = t->posts[t->nposts++].id;
	town_unlock(t);
	return id;
}

bool
post_edit(struct town *t, long id, const char *text)
{
	char	 buf[512];
	bool	 found = false;

	town_lock(t);
	for (size_t i = 0; i < t->nposts; i++) {
		struct post *p = &t->posts[i];

		if (p->id != id)
			continue;
		free(p->text);
		p->text = must_copy(text);
		p->changed = (int64_t)time(NULL);
		found = true;
		say(SAY_EDITED, "%-14s \"%s\"", p->host,
		    say_short(buf, sizeof(buf), text, 70));
	}
	town_unlock(t);
	return found;
}

bool
post_spread(struct town *t, long id, long points, long replies)
{
	bool	 found = false;

	town_lock(t);
	for (size_t i = 0; i < t->nposts; i++)
		if (t->posts[i].id == id) {
			t->posts[i].points = points;
			t->posts[i].replies = replies;
			found = true;
		}
	town_unlock(t);
	return found;
}

size_t
posts_of(const struct town *t, const char *host, const struct post **out,
    size_t most)
{
	size_t	 n = 0;

	for (size_t i = t->nposts; i > 0 && n < most; i--)
		if (strcmp(t->posts[i - 1].host, host) == 0)
			out[n++] = &t->posts[i - 1];
	return n;
}
