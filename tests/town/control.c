/*
 * control.c - the strings behind the scenery, for tests: plain http on a port
 * of its own. Every answer is text, a line a thing, tabs between its parts.
 *
 *	POST /post?host=&author=&url=&lang=&time=	body: [title NEWLINE] text; the
 *						answer is its number
 *	POST /edit?id=				body: its new text
 *	POST /spread?id=&points=&replies=	so many like it, answer it
 *	POST /flood?host=&n=			body: text; {n} is a number
 *	GET  /posts				id host url title text
 *	GET  /letters				channel count priority id url
 *						title text buttons
 *	POST /mail				a mail into mail.town's box
 *	POST /press				a button in the messenger
 *	GET  /counts				host connections full resumed
 *						requests unchanged
 *	GET  /trouble?host=&mode=&count=&retry-after=	modes: see below
 *	GET  /spare?open=			0 shuts the spare https port
 *	GET  /quiet				no posts of the town's own
 *	GET  /bench?hosts=&entries=		h1.town ... have that many
 */
#include "tests/town/say.h"
#include "tests/town/town.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct visit {
	struct town	*town;
	const struct request *r;
	struct buf	*out;
};

/* One line, whatever is in it. */
static void
put_field(struct buf *out, const char *s, bool last)
{
	for (; *s; s++)
		buf_put(out, *s == '\t' || *s == '\n' || *s == '\r' ? " " : s,
		    1);
	buf_text(out, last ? "\n" : "\t");
}

/* --- posts --------------------------------------------------------------- */

static long
add_post(struct visit *v, const char *host, const char *text)
{
	char	 author[128], url[512], lang[16], buf[512];
	const char *end = strchr(text, '\n');
	char	*title = must_copy(end ? text : "");
	struct post p = { .text = must_copy(end ? end + 1 : text) };
	long	 id;

	title[strcspn(title, "\n")] = '\0';
	request_param(v->r, "author", author, sizeof(author));
	request_param(v->r, "url", url, sizeof(url));
	request_param(v->r, "lang", lang, sizeof(lang));
	p.host = must_copy(host);
	p.time = request_number(v->r, "time", 0);
	p.title = title;
	p.author = author;
	p.url = url;
	p.lang = lang;
	id = post_add(v->town, &p);
	say(SAY_POSTED, "%-14s \"%s\"", host, say_short(buf, sizeof(buf),
	    text, 70));
	free(title);
	free(p.text);
	free(p.host);
	return id;
}

static bool
post(struct visit *v)
{
	char	 host[128];

	if (!request_param(v->r, "host", host, sizeof(host)) ||
	    v->r->body.n == 0)
		return false;
	buf_printf(v->out, "%ld\n", add_post(v, host, v->r->body.p));
	return true;
}

static bool
edit(struct visit *v)
{
	return v->r->body.n && post_edit(v->town,
	    request_number(v->r, "id", 0), v->r->body.p);
}

static bool
spread(struct visit *v)
{
	return post_spread(v->town, request_number(v->r, "id", 0),
	    request_number(v->r, "points", 0),
	    request_number(v->r, "replies", 0));
}

static bool
flood(struct visit *v)
{
	long	 n = request_number(v->r, "n", 100);
	const char *text = v->r->body.p ? v->r->body.p : "{n}", *at;
	char	 host[128];

	at = strstr(text, "{n}");
	if (!request_param(v->r, "host", host, sizeof(host)))
		return false;
	for (long i = 1; i <= n; i++) {
		struct post p = { .host = host };
		struct buf b = { .p = NULL };

		if (at != NULL)
			buf_printf(&b, "%.*s%ld%s", (int)(at - text), text,
			    v->town->last_id + 1, at + 3);
		else
			buf_text(&b, text);
		p.text = b.p;
		post_add(v->town, &p);
		buf_free(&b);
	}
	say(SAY_POSTED, "%-14s %ld times", host, n);
	buf_printf(v->out, "%ld\n", n);
	return true;
}

static bool
posts(struct visit *v)
{
	for (size_t i = 0; i < v->town->nposts; i++) {
		const struct post *p = &v->town->posts[i];

		buf_printf(v->out, "%ld\t%s\t%s\t", p->id, p->host, p->url);
		put_field(v->out, p->title, false);
		put_field(v->out, p->text, true);
	}
	return true;
}

/* --- what came of them --------------------------------------------------- */

static bool
letters(struct visit *v)
{
	for (size_t i = 0; i < v->town->nletters; i++) {
		const struct letter *l = &v->town->letters[i];

		buf_printf(v->out, "%s\t%ld\t%s\t", l->channel, l->count,
		    l->priority);
		put_field(v->out, l->id, false);
		put_field(v->out, l->url, false);
		put_field(v->out, l->title, false);
		put_field(v->out, l->text, false);
		put_field(v->out, l->buttons, true);
	}
	return true;
}

static bool
press(struct visit *v)
{
	snprintf(v->town->pressed, sizeof(v->town->pressed), "%s",
	    v->r->body.p ? v->r->body.p : "");
	buf_printf(v->out, "%ld\n", ++v->town->presses);
	return true;
}

static bool
counts(struct visit *v)
{
	for (size_t i = 0; i < v->town->nhosts; i++) {
		const struct host *h = &v->town->hosts[i];

		buf_printf(v->out, "%s\t%ld\t%ld\t%ld\t%ld\t%ld\n", h->name,
		    h->connections, h->full, h->resumed, h->requests,
		    h->unchanged);
	}
	return true;
}

/* --- what ails whom ------------------------------------------------------ */

static const struct {
	const char	*word;
	enum trouble	 trouble;
} modes[] = {
	{ "none", TROUBLE_NONE }, { "slow", TROUBLE_SLOW },
	{ "close", TROUBLE_CLOSE }, { "lost", TROUBLE_LOST },
	{ "hang", TROUBLE_HANG }, { "refuse", TROUBLE_REFUSE },
};

static bool
trouble(struct visit *v)
{
	char	 host[128], mode[16];
	struct host *h;
	int	 status;

	if (!request_param(v->r, "host", host, sizeof(host)) ||
	    !request_param(v->r, "mode", mode, sizeof(mode)))
		return false;
	h = host_named(v->town, host);
	h->left = request_number(v->r, "count", -1);
	h->retry_after = request_number(v->r, "retry-after", -1);
	say(SAY_TROUBLE, "%s: %s", host, mode);
	status = atoi(mode);
	if (status > 0) {
		h->trouble = TROUBLE_STATUS;
		h->status = status;
		return true;
	}
	for (size_t i = 0; i < COUNT(modes); i++)
		if (strcmp(mode, modes[i].word) == 0) {
			h->trouble = modes[i].trouble;
			return true;
		}
	return false;
}

/* The accepting thread sees the end of its socket and opens it again when
 * it is told to (main.c). */
static bool
spare(struct visit *v)
{
	struct town *t = v->town;

	if (request_number(v->r, "open", 1) == 0 && t->spare_fd >= 0) {
		shutdown(t->spare_fd, SHUT_RDWR);
		close(t->spare_fd);
		t->spare_fd = -1;
	} else if (t->spare_fd < 0 && request_number(v->r, "open", 1)) {
		t->spare_fd = line_listen(&t->ports[PORT_SPARE]);
	}
	return request_number(v->r, "open", 1) == 0 || t->spare_fd >= 0;
}

static bool
quiet(struct visit *v)
{
	v->town->quiet = request_number(v->r, "on", 1) != 0;
	return true;
}

static bool
bench(struct visit *v)
{
	v->town->bench_entries = request_number(v->r, "entries", 30);
	buf_printf(v->out, "%ld\n", v->town->bench_entries);
	return true;
}

static bool
members(struct visit *v)
{
	return club_control(v->r, v->out);
}

static bool
mail(struct visit *v)
{
	return postbox_control(v->r, v->out);
}

static bool
sky(struct visit *v)
{
	return sky_control(v->r, v->out);
}

static const struct {
	const char	*path;
	bool		(*does)(struct visit *);
	bool		 locks;		/* takes the lock itself */
} verbs[] = {
	{ "/post", post, true }, { "/edit", edit, true },
	{ "/spread", spread, true },
	{ "/flood", flood, true }, { "/posts", posts, false },
	{ "/letters", letters, false }, { "/counts", counts, false },
	{ "/trouble", trouble, false }, { "/spare", spare, false },
	{ "/quiet", quiet, false }, { "/bench", bench, false },
	{ "/club", members, true }, { "/sky", sky, true },
	{ "/press", press, false }, { "/mail", mail, true },
};

bool
control_answer(struct town *t, struct line *l, const struct request *r)
{
	struct buf out = { .p = NULL };
	struct visit v = { t, r, &out };
	bool	 ok = false, known = false;

	for (size_t i = 0; i < COUNT(verbs); i++) {
		if (strcmp(r->path, verbs[i].path) != 0)
			continue;
		known = true;
		if (!verbs[i].locks)
			town_lock(t);
		ok = verbs[i].does(&v);
		if (!verbs[i].locks)
			town_unlock(t);
	}
	ok = answer_with(l, r, ok ? 200 : known ? 400 : 404, "text/plain",
	    ok ? (out.p ? out.p : "") : "no\n");
	buf_free(&out);
	return ok;
}

void
control_serve(struct town *t, int fd)
{
	struct line *l = must_alloc(sizeof(*l));
	struct request r;

	line_open(l, fd);
	while (request_read(l, &r)) {
		bool	 more = control_answer(t, l, &r) && r.keep;

		request_free(&r);
		if (!more)
			break;
	}
	line_close(l);
	free(l);
}
