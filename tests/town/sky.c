/*
 * sky.c - a network of the AT Protocol with one account: pds.town.
 *
 *	createSession	password	-> access a1, refresh r1
 *	refreshSession	Bearer r1	-> access a2, refresh r2
 *	listNotifications, putRecord	Bearer a2
 *
 * What it says to a wrong token is what a real server was heard to say: none
 * 401 AuthMissing, of another kind or garbage 400 InvalidToken, too old 400
 * ExpiredToken. A record that is put again under its key is no new one.
 */
#include "tests/town/visit.h"

#include "core/when/when.h"

#include <stdio.h>
#include <stdlib.h>

#define DID "did:plc:mokka"
#define WRONG(status, error) give(v, status, "{\"error\":\"" error		\
	"\",\"message\":\"" error "\"}")

enum { LIFE = 7200, READ = 50 };

static struct sky {
	pthread_mutex_t	 lock;
	long		 access, refresh;	/* the good ones; 0: none */
	long		 last;			/* number of a token */
	long		 life;			/* seconds, as a token says */
	/* told by /sky */
	long		 logins, renewed, expired, invalid, missing, refused;
	long		 puts, again;
	char		 rkey[64];		/* of the last record */
} sky = { .lock = PTHREAD_MUTEX_INITIALIZER, .life = LIFE };

static bool
give(struct visit *v, int status, const char *body)
{
	return !v->lost && answer_with(v->line, v->r, status,
	    "application/json", body);
}

/* --- sessions --------------------------------------------------------------- */

/* A JSON Web Token as far as anybody reads it: when it ends. */
static void
put_token(struct buf *out, char kind, long n)
{
	char	 claims[64], text[128];
	struct sink k = { .buf = text, .cap = sizeof(text) };

	snprintf(claims, sizeof(claims), "{\"exp\":%lld}",
	    (long long)time(NULL) + sky.life);
	sink_base64(&k, slice_of(claims));
	buf_printf(out, "e30.%.*s.%c%ld", (int)k.len, text, kind, n);
}

/* Of the header: its kind and its number; 0: there is none. */
static char
bearer(const struct visit *v, long *n)
{
	slice	 s = request_header(v->r, "authorization");
	char	 text[256];
	const char *dot;

	snprintf(text, sizeof(text), "%.*s", SLICE_ARG(s));
	dot = strrchr(text, '.');
	*n = dot && dot[1] ? atol(dot + 2) : 0;
	return s.n == 0 ? '\0' : dot ? dot[1] : '?';
}

static bool
session(struct visit *v)
{
	struct buf b = { .p = NULL };
	bool	 ok;

	sky.access = ++sky.last;
	sky.refresh = sky.last;
	buf_text(&b, "{\"did\":\"" DID "\",\"handle\":\"mokka.town\","
	    "\"accessJwt\":\"");
	put_token(&b, 'a', sky.access);
	buf_text(&b, "\",\"refreshJwt\":\"");
	put_token(&b, 'r', sky.refresh);
	buf_text(&b, "\"}");
	ok = give(v, 200, b.p);
	buf_free(&b);
	return ok;
}

static bool
login(struct visit *v)
{
	if (strcmp(visit_text(v, "identifier"), "mokka.town") != 0 ||
	    strcmp(visit_text(v, "password"), "app-pass") != 0) {
		sky.refused++;
		return WRONG(401, "AuthenticationRequired");
	}
	sky.logins++;
	return session(v);
}

static bool
renew(struct visit *v)
{
	long	 n;
	char	 kind = bearer(v, &n);

	if (kind == '\0')
		return WRONG(401, "AuthMissing");
	if (kind != 'r')
		return WRONG(400, "InvalidToken");
	if (n != sky.refresh) {
		sky.refused++;
		return WRONG(400, "ExpiredToken");
	}
	sky.renewed++;
	return session(v);
}

/* May it go on? If not, it has been told. */
static bool
admit(struct visit *v, bool *more)
{
	long	 n;
	char	 kind = bearer(v, &n);
	bool	 good = kind == 'a' && n == sky.access && n > 0;

	if (good)
		return true;
	sky.missing += kind == '\0';
	sky.invalid += kind != '\0' && kind != 'a';
	sky.expired += kind == 'a';
	*more = kind == '\0' ? WRONG(401, "AuthMissing") :
	    kind == 'a' ? WRONG(400, "ExpiredToken") :
	    WRONG(400, "InvalidToken");
	return false;
}

/* --- what is there ------------------------------------------------------------ */

static void
put_post(struct buf *b, const struct post *p)
{
	char	 when[40];
	struct sink k = { .buf = when, .cap = sizeof(when) };

	when_put(&k, p->time);
	buf_printf(b, "{\"uri\":\"at://did:plc:guest/app.bsky.feed.post/"
	    "3k%ld\",\"cid\":\"bafy%ld\",\"reason\":\"mention\",\"author\":{"
	    "\"did\":\"did:plc:guest\",\"handle\":\"guest.town\"},"
	    "\"indexedAt\":\"%.*s\",\"record\":{\"$type\":"
	    "\"app.bsky.feed.post\",\"text\":", p->id, p->id, (int)k.len, when);
	buf_json(b, p->text);
	buf_printf(b, ",\"createdAt\":\"%.*s\"}}", (int)k.len, when);
}

static bool
notifications(struct visit *v)
{
	const struct post *list[READ];
	struct buf b = { .p = NULL };
	bool	 ok;
	size_t	 n;

	buf_text(&b, "{\"notifications\":[");
	town_lock(v->town);
	n = posts_of(v->town, v->r->host, list, READ);
	for (size_t i = 0; i < n; i++) {
		buf_text(&b, i ? "," : "");
		put_post(&b, list[i]);
	}
	town_unlock(v->town);
	buf_text(&b, "]}");
	ok = give(v, 200, b.p);
	buf_free(&b);
	return ok;
}

/* 13 digits of the AT Protocol's own 32, the first without the high bit. */
static bool
is_tid(const char *s)
{
	return strlen(s) == 13 &&
	    strspn(s, "234567abcdefghijklmnopqrstuvwxyz") == 13 &&
	    strchr("234567abcdefghij", s[0]) != NULL;
}

static bool
put_record(struct visit *v)
{
	const cJSON *record = cJSON_GetObjectItem(v->json, "record");
	const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(record,
	    "text")), *rkey = visit_text(v, "rkey");
	const cJSON *to = cJSON_GetObjectItem(cJSON_GetObjectItem(record,
	    "reply"), "parent");
	struct letter l = { .channel = "sky", .id = rkey, .title = text,
	    .priority = "normal", .text = text,
	    .url = cJSON_GetStringValue(cJSON_GetObjectItem(to, "uri")) };
	char	 body[300];

	if (strcmp(visit_text(v, "repo"), DID) != 0 || !is_tid(rkey) ||
	    strcmp(visit_text(v, "collection"), "app.bsky.feed.post") != 0 ||
	    text == NULL || l.url == NULL)
		return WRONG(400, "InvalidRequest");
	sky.puts++;
	sky.again += strcmp(sky.rkey, rkey) == 0;
	snprintf(body, sizeof(body), "{\"uri\":\"at://" DID "/app.bsky.feed."
	    "post/%s\",\"cid\":\"bafyreply\"%s}", rkey,
	    strcmp(sky.rkey, rkey) == 0 ? "" : ",\"commit\":{\"rev\":\"1\"}");
	snprintf(sky.rkey, sizeof(sky.rkey), "%s", rkey);
	letter_arrived(v->town, &l);
	return give(v, 200, body);
}

/* --- who answers ---------------------------------------------------------------- */

static const struct {
	const char	*name;
	bool		 inside;
	bool		 (*answer)(struct visit *);
} calls[] = {
	{ "com.atproto.server.createSession",		false, login },
	{ "com.atproto.server.refreshSession",		false, renew },
	{ "app.bsky.notification.listNotifications",	true, notifications },
	{ "com.atproto.repo.putRecord",			true, put_record },
};

bool
sky_answer(struct town *t, struct line *l, const struct request *r, bool lost)
{
	const char *name = strrchr(r->path, '/') + 1;
	struct visit v = visit_open(t, l, r, lost);
	bool	 more = true;
	size_t	 i = 0;

	while (i < COUNT(calls) && strcmp(calls[i].name, name) != 0)
		i++;
	pthread_mutex_lock(&sky.lock);
	if (i == COUNT(calls))
		more = give(&v, 501, "{\"error\":\"MethodNotImplemented\"}");
	else if (!calls[i].inside || admit(&v, &more))
		more = calls[i].answer(&v);
	pthread_mutex_unlock(&sky.lock);
	visit_close(&v);
	return more;
}

/* For tests: expire=1 the access token, forget=1 the refresh token too. */
bool
sky_control(const struct request *r, struct buf *out)
{
	pthread_mutex_lock(&sky.lock);
	sky.life = request_number(r, "life", sky.life);
	if (request_number(r, "expire", 0))
		sky.access = 0;
	if (request_number(r, "forget", 0))
		sky.access = sky.refresh = 0;
	buf_printf(out, "logins=%ld renewed=%ld expired=%ld invalid=%ld "
	    "missing=%ld refused=%ld puts=%ld again=%ld\n", sky.logins,
	    sky.renewed, sky.expired, sky.invalid, sky.missing, sky.refused,
	    sky.puts, sky.again);
	pthread_mutex_unlock(&sky.lock);
	return true;
}
