/*
 * channels.c - who receives: a push server, a signed webhook, a messenger.
 * Each checks what it gets as strictly as the real one does.
 */
#include "tests/town/say.h"
#include "tests/town/visit.h"

#include <mbedtls/base64.h>
#include <mbedtls/md.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define HOOK_SECRET	"town-webhook-secret"

enum { CLOCK_MAY_DIFFER = 300 };	/* seconds, as Standard Webhooks says */

static bool
refuse(struct visit *v, int status, const char *why)
{
	struct buf b = { .p = NULL };
	bool	 ok;

	say(SAY_TROUBLE, "%s does not take it: %s", v->r->host, why);
	buf_text(&b, "{\"ok\":false,\"error\":");
	buf_json(&b, why);
	buf_text(&b, "}");
	ok = answer_with(v->line, v->r, status, "application/json", b.p);
	buf_free(&b);
	return ok;
}

/* Notes the letter; the answer is lost when that is today's trouble. */
static bool
take(struct visit *v, struct letter *l, const char *format)
{
	struct buf buttons = { .p = NULL };
	char	 body[200];

	if (!visit_buttons(v, &buttons)) {
		buf_free(&buttons);
		return refuse(v, 400, "no such buttons");
	}
	l->buttons = buttons.p;
	letter_arrived(v->town, l);
	buf_free(&buttons);
	if (v->lost)
		return false;
	snprintf(body, sizeof(body), format, (long)time(NULL));
	return answer_with(v->line, v->r, 200, "application/json", body);
}

/* What tells a letter from another where the network has no ids. */
static char *
key(const char *title, const char *url)
{
	struct buf b = { .p = NULL };

	buf_printf(&b, "%s|%s", title, url);
	return buf_take(&b);
}

/* --- ntfy ---------------------------------------------------------------- */

static const char *
ntfy_priority(const struct visit *v)
{
	static const char *const words[] = { "low", "low", "normal", "high",
		"urgent" };
	const cJSON *p = cJSON_GetObjectItemCaseSensitive(v->json, "priority");

	if (p == NULL)
		return "normal";
	return cJSON_IsNumber(p) && p->valueint >= 1 && p->valueint <= 5 ?
	    words[p->valueint - 1] : NULL;
}

static bool
ntfy_json(struct visit *v)
{
	struct letter l = { .channel = v->channel };
	const char *title = visit_text(v, "title");
	const char *url = visit_text(v, "click");
	char	*id;
	bool	 ok;

	if (v->json == NULL || !cJSON_IsObject(v->json))
		return refuse(v, 400, "invalid request: JSON expected");
	if (visit_text(v, "topic")[0] == '\0')
		return refuse(v, 400, "invalid topic");
	if (ntfy_priority(v) == NULL)
		return refuse(v, 400, "invalid priority");
	if (strlen(visit_text(v, "message")) > 4096)
		return refuse(v, 413, "message too large");
	l.id = id = key(title, url);
	l.title = (title[0] ? title : visit_text(v, "message"));
	l.text = visit_text(v, "message");
	l.url = url;
	l.priority = ntfy_priority(v);
	ok = take(v, &l, "{\"id\":\"t0wn\",\"time\":%ld,\"event\":\"message\"}");
	free(id);
	return ok;
}

/* POST /TOPIC: the body is the message. */
static bool
ntfy_plain(struct visit *v)
{
	slice	 title = request_header(v->r, "title");
	char	*head = must_alloc(title.n + 1), *id;
	struct letter l = { .channel = v->channel,
	    .title = head, .text = v->r->body.p ? v->r->body.p : head,
	    .url = "",
	    .priority = "normal" };
	bool	 ok;

	if (title.n)
		memcpy(head, title.p, title.n);
	l.id = id = key(title.n ? head : l.text, "");
	ok = take(v, &l, "{\"id\":\"t0wn\",\"time\":%ld,\"event\":\"message\"}");
	free(id);
	free(head);
	return ok;
}

static bool
ntfy(struct visit *v)
{
	return strcmp(v->r->path, "/") == 0 ? ntfy_json(v) : ntfy_plain(v);
}

/* --- the webhook --------------------------------------------------------- */

static bool
is_signed(const struct request *r, slice id, slice stamp)
{
	slice	 sent = request_header(r, "webhook-signature");
	struct buf b = { .p = NULL };
	unsigned char sum[32], want[64];
	size_t	 n = 0;

	buf_slice(&b, id);
	buf_text(&b, ".");
	buf_slice(&b, stamp);
	buf_text(&b, ".");
	buf_put(&b, r->body.p, r->body.n);
	must(mbedtls_md_hmac(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256),
	    (const unsigned char *)HOOK_SECRET, sizeof(HOOK_SECRET) - 1,
	    (const unsigned char *)b.p, b.n, sum), "hmac");
	must(mbedtls_base64_encode(want, sizeof(want), &n, sum, 32), "base64");
	buf_free(&b);
	return slice_starts(sent, SLICE("v1,")) && slice_eq(slice_from(sent,
	    3), (slice){ (const char *)want, n });
}

static bool
hook(struct visit *v)
{
	slice	 id = request_header(v->r, "webhook-id");
	slice	 stamp = request_header(v->r, "webhook-timestamp");
	struct letter l = { .channel = v->channel,
	    .title = visit_text(v, "title"),
	    .text = visit_text(v, "text"),
	    .url = visit_text(v, "url"),
	    .priority = visit_text(v, "priority") };
	int64_t	 when = 0, off;
	char	*name;
	bool	 ok;

	if (id.n == 0 || !slice_int(stamp, &when))
		return refuse(v, 400, "webhook-id or -timestamp is missing");
	off = when - (int64_t)time(NULL);
	if (off > CLOCK_MAY_DIFFER || off < -CLOCK_MAY_DIFFER)
		return refuse(v, 400, "the timestamp is too old or too new");
	if (!is_signed(v->r, id, stamp))
		return refuse(v, 401, "the signature is wrong");
	if (v->json == NULL)
		return refuse(v, 400, "the body is not JSON");
	l.id = name = must_alloc(id.n + 1);
	memcpy(name, id.p, id.n);
	ok = take(v, &l, "{\"received\":%ld}");
	free(name);
	return ok;
}

/* --- Telegram ------------------------------------------------------------ */

static bool
telegram(struct visit *v)
{
	const char *path = v->r->path, *said = visit_text(v, "text");
	const char *url = strrchr(said, '\n');
	struct letter l = { .channel = v->channel,
	    .title = said, .text = said,
	    .priority = "normal" };
	char	 title[200], *id;
	bool	 ok;

	if (strncmp(path, "/bot", 4) != 0 || !strstr(path, "/sendMessage"))
		return refuse(v, 404, "Not Found");
	if (v->json == NULL || visit_text(v, "chat_id")[0] == '\0')
		return refuse(v, 400, "Bad Request: chat not found");
	if (said[0] == '\0')
		return refuse(v, 400, "Bad Request: message text is empty");
	snprintf(title, sizeof(title), "%.*s", (int)strcspn(said, "\n"), said);
	l.title = title;
	l.url = (url ? url + 1 : "");
	l.id = id = key(title, l.url);
	if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(v->json,
	    "disable_notification")))
		l.priority = "low";
	ok = take(v, &l, "{\"ok\":true,\"result\":{\"message_id\":%ld}}");
	free(id);
	return ok;
}

/* --- all of them --------------------------------------------------------- */

static const struct {
	const char	*host;		/* how its name begins */
	const char	*channel;
	bool		(*receive)(struct visit *);
} receivers[] = {
	{ "ntfy", "ntfy", ntfy },
	{ "hook", "webhook", hook },
	{ "telegram", "telegram", telegram },
};

bool
channels_answer(struct town *t, struct line *l, const struct request *r,
    bool lost)
{
	struct visit v;
	bool	 ok = false;

	if (strstr(r->path, "/getUpdates") != NULL)
		return buttons_updates(t, l, r);
	if (strcmp(r->method, "POST") != 0)
		return answer_with(l, r, 405, "text/plain", "POST it\n");
	v = visit_open(t, l, r, lost);
	for (size_t i = 0; i < COUNT(receivers); i++) {
		size_t	 n = strlen(receivers[i].host);

		if (strncmp(r->host, receivers[i].host, n) != 0)
			continue;
		snprintf(v.channel, sizeof(v.channel), "%s%.*s",
		    receivers[i].channel, (int)strcspn(r->host + n, "."),
		    r->host + n);
		ok = receivers[i].receive(&v);
	}
	visit_close(&v);
	return ok;
}
