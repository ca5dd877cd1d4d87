/* front.c - the https port: which host is meant, what ails it, who answers. */
#include "tests/town/say.h"
#include "tests/town/town.h"

#include <stdio.h>
#include <stdlib.h>

bool
answer_with(struct line *l, const struct request *r, int status,
    const char *type, const char *text)
{
	struct answer a = { .status = status, .type = type };
	bool	 ok;

	buf_text(&a.body, text);
	ok = answer_send(l, r, &a);
	answer_free(&a);
	return ok;
}

static bool
is_bench(const char *host)
{
	return host[0] == 'h' && ascii_digit(host[1]);
}

/* ntfy.town, and ntfy2.town for a second one with its own troubles */
static bool
is_receiver(const char *host)
{
	static const char *const names[] = { "ntfy", "hook", "telegram" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (strncmp(host, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

static bool
dispatch(struct town *t, struct line *l, const struct request *r, bool lost)
{
	bool	 more, mine;

	if (slice_ends(slice_of(r->host), SLICE("rude.town")))
		return rude_answer(t, l, r);
	if (is_receiver(r->host))
		return channels_answer(t, l, r, lost);
	if (strcmp(r->host, "id.town") == 0 ||
	    strcmp(r->host, "club.town") == 0)
		return club_answer(t, l, r);
	if (strcmp(r->host, "pds.town") == 0)
		return sky_answer(t, l, r, lost);
	if (strcmp(r->host, "graph.town") == 0)
		return graph_answer(t, l, r);
	if (is_bench(r->host))
		return bench_answer(t, l, r);
	more = answers_answer(t, l, r, lost, &mine);
	if (mine)
		return more;
	return feeds_answer(t, l, r);
}

static bool
fail(struct line *l, const struct request *r, const struct host *as)
{
	struct answer a = { .status = as->status, .type = "text/plain" };
	bool	 ok;

	if (as->retry_after >= 0)
		buf_printf(&a.more, "Retry-After: %ld\r\n", as->retry_after);
	buf_text(&a.body, "not today\n");
	ok = answer_send(l, r, &a);
	answer_free(&a);
	return ok;
}

/* True: the connection goes on. */
static bool
answer(struct town *t, struct line *l, const struct request *r)
{
	struct host as;

	switch (host_asked(t, r->host, &as)) {
	case TROUBLE_STATUS:
		return fail(l, r, &as);
	case TROUBLE_CLOSE:
		line_cut(l);
		return false;
	case TROUBLE_REFUSE:
		line_reset(l);
		return false;
	case TROUBLE_HANG:
		line_await_end(l, 120);
		return false;
	case TROUBLE_LOST:
		dispatch(t, l, r, true);
		line_cut(l);
		return false;
	case TROUBLE_SLOW:
		town_nap(3000);
		break;
	case TROUBLE_NONE:
		break;
	}
	return dispatch(t, l, r, false);
}

/* https://127.0.0.1/@gazette.town/feed.rss is the same for those who cannot
 * give names to addresses. */
static void
translate(struct request *r)
{
	char	*rest;

	if (strncmp(r->path, "/@", 2) != 0)
		return;
	rest = r->path + 2 + strcspn(r->path + 2, "/");
	snprintf(r->host, sizeof(r->host), "%.*s", (int)(rest - r->path - 2),
	    r->path + 2);
	if (*rest == '\0')
		strcpy(r->path, "/");
	else
		memmove(r->path, rest, strlen(rest) + 1);
}

static void
talk(struct town *t, struct line *l)
{
	struct request r;
	bool	 more = true;

	while (more && request_read(l, &r)) {
		translate(&r);
		more = answer(t, l, &r) && r.keep;
		request_free(&r);
	}
}

void
front_serve(struct town *t, int fd)
{
	struct line *l = must_alloc(sizeof(*l));

	line_open(l, fd);
	if (line_secure(l, t->tls)) {
		host_connected(t, l);
		talk(t, l);
	}
	line_close(l);
	free(l);
}
