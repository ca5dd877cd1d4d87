/*
 * answers.c - networks on which one may answer, each as strict as its kind:
 *
 *	mastodon.town	a repeat under one Idempotency-Key is the same answer
 *	steps.town	a container is made, then published
 *	talk.town	neither: said twice stands there twice
 *
 * The last two have their posts at /posts, as JSON.
 */
#include "tests/town/say.h"
#include "tests/town/visit.h"

#include <stdio.h>
#include <stdlib.h>

enum { CONTAINERS = 4096, READ = 100 };

/* Containers of steps.town, under the town's lock. */
static struct container {
	char	*text;
	bool	 published;
} containers[CONTAINERS];
static long ncontainers, nsaid;

static bool
give(struct visit *v, int status, const char *body)
{
	return !v->lost && answer_with(v->line, v->r, status,
	    "application/json", body);
}

/* Once more counts at the same letter. */
static void
note(struct visit *v, const char *channel, const char *id, const char *words,
    const char *url)
{
	struct letter l = { .channel = channel, .id = id, .title = words,
	    .priority = "normal", .url = url, .text = words };

	letter_arrived(v->town, &l);
}

/* --- mastodon.town -------------------------------------------------------- */

static bool
status(struct visit *v)
{
	slice	 key = request_header(v->r, "idempotency-key");
	char	 id[200], body[500];

	snprintf(id, sizeof(id), "%.*s", SLICE_ARG(key));
	if (!slice_eq(request_header(v->r, "authorization"),
	    SLICE("Bearer town")))
		return give(v, 401, "{\"error\":\"The access token is "
		    "invalid\"}");
	if (key.n == 0 || visit_text(v, "status")[0] == '\0' ||
	    visit_text(v, "in_reply_to_id")[0] == '\0')
		return give(v, 422, "{\"error\":\"Validation failed\"}");
	note(v, "masto", id, visit_text(v, "status"),
	    visit_text(v, "in_reply_to_id"));
	snprintf(body, sizeof(body), "{\"id\":\"%s\",\"url\":"
	    "\"https://mastodon.town/@mokka/%s\"}", id, id);
	return give(v, 200, body);
}

/* --- steps.town ----------------------------------------------------------- */

static bool
make(struct visit *v)
{
	char	 body[60];
	long	 n;

	if (visit_text(v, "text")[0] == '\0' || ncontainers == CONTAINERS)
		return give(v, 400, "{\"error\":\"no text\"}");
	town_lock(v->town);
	n = ncontainers++;
	containers[n].text = must_copy(visit_text(v, "text"));
	town_unlock(v->town);
	snprintf(body, sizeof(body), "{\"id\":\"c%ld\"}", n);
	return give(v, 200, body);
}

static struct container *
container(const char *id)
{
	long	 n = id[0] == 'c' ? atol(id + 1) : -1;

	return n >= 0 && n < ncontainers ? &containers[n] : NULL;
}

static bool
publish(struct visit *v)
{
	const char *id = visit_text(v, "container");
	struct container *c = container(id);
	char	 body[60];

	if (c == NULL)
		return give(v, 404, "{\"error\":\"no such container\"}");
	note(v, "steps", id, c->text, "");
	town_lock(v->town);
	c->published = true;
	town_unlock(v->town);
	snprintf(body, sizeof(body), "{\"id\":\"p%s\"}", id);
	return give(v, 200, body);
}

static bool
look(struct visit *v)
{
	const struct container *c = container(strrchr(v->r->path, '/') + 1);

	if (c == NULL)
		return give(v, 404, "{\"error\":\"no such container\"}");
	return give(v, 200, c->published ? "{\"status\":\"PUBLISHED\"}" :
	    "{\"status\":\"FINISHED\"}");
}

/* --- talk.town ------------------------------------------------------------ */

static bool
talk(struct visit *v)
{
	char	 id[40], body[60];

	if (visit_text(v, "text")[0] == '\0')
		return give(v, 400, "{\"error\":\"no text\"}");
	town_lock(v->town);
	snprintf(id, sizeof(id), "%ld", ++nsaid);
	town_unlock(v->town);
	note(v, "talk", id, visit_text(v, "text"), visit_text(v, "to"));
	snprintf(body, sizeof(body), "{\"id\":\"%s\"}", id);
	return give(v, 200, body);
}

/* --- what was said there --------------------------------------------------- */

static bool
posts(struct visit *v)
{
	const struct post *list[READ];
	struct buf b = { .p = NULL };
	size_t	 n;
	bool	 ok;

	buf_text(&b, "[");
	town_lock(v->town);
	n = posts_of(v->town, v->r->host, list, READ);
	for (size_t i = 0; i < n; i++) {
		buf_printf(&b, "%s{\"id\":\"%ld\",\"time\":%lld,\"url\":",
		    i ? "," : "", list[i]->id, (long long)list[i]->time);
		buf_json(&b, list[i]->url);
		buf_text(&b, ",\"text\":");
		buf_json(&b, list[i]->text);
		buf_text(&b, ",\"author\":");
		buf_json(&b, list[i]->author);
		buf_text(&b, "}");
	}
	town_unlock(v->town);
	buf_text(&b, "]");
	ok = give(v, 200, b.p);
	buf_free(&b);
	return ok;
}

static const struct {
	const char	*host, *method, *path;
	bool		(*answer)(struct visit *);
} places[] = {
	{ "mastodon.town", "POST", "/api/v1/statuses", status },
	{ "steps.town", "POST", "/containers", make },
	{ "steps.town", "POST", "/publish", publish },
	{ "steps.town", "GET", "/containers/", look },
	{ "steps.town", "GET", "/posts", posts },
	{ "talk.town", "POST", "/say", talk },
	{ "talk.town", "GET", "/posts", posts },
};

bool
answers_answer(struct town *t, struct line *l, const struct request *r,
    bool lost, bool *mine)
{
	struct visit v;
	bool	 ok = false;

	*mine = false;
	for (size_t i = 0; i < COUNT(places) && !*mine; i++) {
		if (strcmp(r->host, places[i].host) != 0 ||
		    strcmp(r->method, places[i].method) != 0 ||
		    strncmp(r->path, places[i].path,
		    strlen(places[i].path)) != 0)
			continue;
		*mine = true;
		v = visit_open(t, l, r, lost);
		ok = places[i].answer(&v);
		visit_close(&v);
	}
	return ok;
}
