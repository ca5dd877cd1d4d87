#include "tests/grant.h"

#include <stdio.h>

/* --- requests ----------------------------------------------------------- */

#define FORM "Content-Type: application/x-www-form-urlencoded\n\n"
#define WANTS "Accept: application/json\n"

static const struct {
	const char	*recipe;
	enum grant_ask	 ask;
	size_t		 without;	/* so many of `given` */
	const char	*want, *say;
} requests[] = {
	{ OAUTH("\"client\":\"post\""), GRANT_RENEW, 0,
	    "POST https://t.example/token\n" WANTS FORM "grant_type="
	    "refresh_token&refresh_token=old%2B1&client_id=me%3A1&"
	    "client_secret=s3%3Acret", NULL },
	/* me%3A1:s3%3Acret in base64 */
	{ OAUTH("\"client\":\"basic\",\"headers\":{\"User-Agent\":\"u {id}\"}"),
	    GRANT_RENEW, 0, "POST https://t.example/token\nUser-Agent: u me:1\n"
	    WANTS "Authorization: Basic bWUlM0ExOnMzJTNBY3JldA==\n" FORM
	    "grant_type=refresh_token&refresh_token=old%2B1", NULL },
	{ OAUTH("\"client\":\"basic\""), GRANT_RENEW, 1,
	    "POST https://t.example/token\n" WANTS FORM "grant_type="
	    "refresh_token&refresh_token=old%2B1&client_id=me%3A1", NULL },
	{ OAUTH("\"grant\":\"client_credentials\",\"scope\":\"a b\""),
	    GRANT_LOGIN, 0, "POST https://t.example/token\n" WANTS FORM
	    "grant_type=client_credentials&scope=a+b&client_id=me%3A1&"
	    "client_secret=s3%3Acret", NULL },
	{ OAUTH("\"client\":\"post\""), GRANT_CODE, 1,
	    "POST https://t.example/token\n" WANTS FORM "grant_type="
	    "authorization_code&code=c%26d&redirect_uri=http%3A%2F%2F"
	    "127.0.0.1%3A9%2F&code_verifier=vvv&client_id=me%3A1", NULL },
	{ OAUTH("\"device_url\":\"https://d.example/dev\",\"scope\":\"s\""),
	    GRANT_DEVICE, 0, "POST https://d.example/dev\n" WANTS FORM
	    "client_id=me%3A1&scope=s", NULL },
	{ OAUTH("\"client\":\"post\""), GRANT_POLL, 1,
	    "POST https://t.example/token\n" WANTS FORM "grant_type="
	    "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&"
	    "device_code=ddd&client_id=me%3A1", NULL },
	{ OAUTH("\"client\":\"post\""), GRANT_DEVICE, 0, NULL,
	    "this gives no address" },
	{ SESSION, GRANT_LOGIN, 0, "POST https://p.example/in\nContent-Type: "
	    "application/json\n\n{\"u\":\"me:1\",\"p\":\"s3:cret\"}", NULL },
	{ SESSION, GRANT_RENEW, 0, "POST https://p.example/on\nAuthorization: "
	    "Bearer old+1\n", NULL },
};

static void
put_request(struct sink *k, const struct http_request *rq)
{
	sink_put(k, rq->method);
	sink_byte(k, ' ');
	sink_put(k, rq->url);
	sink_byte(k, '\n');
	for (size_t i = 0; i < rq->nheaders; i++) {
		sink_put(k, rq->headers[i].name);
		sink_text(k, ": ");
		sink_put(k, rq->headers[i].value);
		sink_byte(k, '\n');
	}
	if (rq->body.n)
		sink_byte(k, '\n');
	sink_put(k, rq->body);
}

static void
test_requests(void)
{
	char	 buf[4096];

	for (size_t i = 0; i < COUNT(requests); i++) {
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		struct fault f = { "" };
		struct http_request rq;
		struct recipe r;
		struct arena a;
		struct template_scope s;
		bool	 good;

		arena_init(&a, room, ROOM);
		CHECK(recipe_load(&a, slice_of(requests[i].recipe), &r, &f));
		s = scope_with(&a, requests[i].without);
		good = grant_request(&r, &s, NOW, requests[i].ask, &rq, &f);
		CHECK(good == (requests[i].want != NULL));
		if (!good) {
			CHECK(strstr(f.text, requests[i].say) != NULL);
			continue;
		}
		CHECK(rq.secret);
		put_request(&k, &rq);
		CHECK(slice_eq(sink_slice(&k), slice_of(requests[i].want)));
		if (!slice_eq(sink_slice(&k), slice_of(requests[i].want)))
			printf("request %zu: %.*s\n", i, SLICE_ARG(
			    sink_slice(&k)));
	}
}

/* --- answers ------------------------------------------------------------ */

/* {"exp":1795255000} and one with a name that is not of this table */
#define JWT "h.eyJleHAiOjE3OTUyNTUwMDB9.s"

static const struct {
	const char	*recipe;
	enum grant_ask	 ask;
	int		 status;
	const char	*body;
	enum grant_end	 end;
	const char	*access, *refresh;
	int64_t		 expires;
	const char	*say;		/* part of the words; what was taken */
} answers[] = {
#define O OAUTH("\"client\":\"post\"")
	{ O, GRANT_RENEW, 200, "{\"access_token\":\"A1\",\"token_type\":"
	    "\"bearer\",\"expires_in\":3600,\"refresh_token\":\"R2\"}",
	    GRANT_GOOD, "A1", "R2", NOW + 3600, NULL },
	{ O, GRANT_RENEW, 200, "{\"access_token\":\"A1\",\"expires_in\":"
	    "\"60\"}", GRANT_GOOD, "A1", "", NOW + 60, NULL },
	{ O, GRANT_RENEW, 200, "{\"access_token\":\"A1\",\"expires_in\":-5}",
	    GRANT_GOOD, "A1", "", 0, NULL },
	{ O, GRANT_RENEW, 200, "{\"access_token\":\"A1\",\"expires_in\":"
	    "9e99,\"token_type\":null}", GRANT_GOOD, "A1", "", 0, NULL },
	{ O, GRANT_RENEW, 200, "{\"access_token\":\"A1\",\"expires_in\":"
	    "999999999999}", GRANT_GOOD, "A1", "",
	    NOW + (int64_t)10 * 365 * 86400, NULL },
	{ O, GRANT_RENEW, 200, "{\"access_token\":\"A1\",\"token_type\":"
	    "\"mac\"}", GRANT_REFUSED, NULL, NULL, 0, "cannot use" },
	/* wrong types, wrong bytes */
	{ O, GRANT_RENEW, 200, "{\"access_token\":7}", GRANT_AGAIN, NULL,
	    NULL, 0, "answered 200" },
	{ O, GRANT_RENEW, 200, "{\"access_token\":[\"A\"]}", GRANT_AGAIN, NULL,
	    NULL, 0, "answered 200" },
	{ O, GRANT_RENEW, 200, "{\"access_token\":\"A\\r\\nX: y\"}",
	    GRANT_AGAIN, NULL, NULL, 0, "no token" },
	{ O, GRANT_RENEW, 200, "{\"access_token\":\"A\",\"refresh_token\":"
	    "\"\\u00e9\"}", GRANT_AGAIN, NULL, NULL, 0, "no token" },
	{ O, GRANT_RENEW, 200, "{\"access_token\":\"A\",\"refresh_token\":{}}",
	    GRANT_GOOD, "A", "", 0, NULL },
	{ O, GRANT_RENEW, 200, "[]", GRANT_AGAIN, NULL, NULL, 0, "login page" },
	{ O, GRANT_RENEW, 200, "<html>Welcome to our hotel</html>",
	    GRANT_AGAIN, NULL, NULL, 0, "login page" },
	{ O, GRANT_RENEW, 403, "<html>blocked</html>", GRANT_AGAIN, NULL, NULL,
	    0, "login page" },
	{ O, GRANT_RENEW, 200, "", GRANT_AGAIN, NULL, NULL, 0, "login page" },
	/* RFC 6749, 5.2, whatever the status */
	{ O, GRANT_RENEW, 400, "{\"error\":\"invalid_grant\"}", GRANT_REFUSED,
	    NULL, NULL, 0, "no longer valid" },
	{ O, GRANT_RENEW, 200, "{\"error\":\"invalid_grant\"}", GRANT_REFUSED,
	    NULL, NULL, 0, "no longer valid" },
	{ O, GRANT_RENEW, 401, "{\"error\":\"invalid_client\"}",
	    GRANT_REFUSED, NULL, NULL, 0, "secret is wrong" },
	{ O, GRANT_RENEW, 400, "{\"error\":\"new_one\",\"error_description\":"
	    "\"because of old+1\"}", GRANT_REFUSED, NULL, NULL, 0, "new_one" },
	{ O, GRANT_RENEW, 503, "{\"error\":\"temporarily_unavailable\"}",
	    GRANT_AGAIN, NULL, NULL, 0, "not now" },
	{ O, GRANT_RENEW, 429, "{}", GRANT_AGAIN, NULL, NULL, 0, "429" },
	{ O, GRANT_RENEW, 500, "{\"a\":1}", GRANT_AGAIN, NULL, NULL, 0, "500" },
	{ O, GRANT_RENEW, 301, "{\"a\":1}", GRANT_AGAIN, NULL, NULL, 0, "301" },
	/* RFC 8628, 3.5 */
	{ O, GRANT_POLL, 400, "{\"error\":\"authorization_pending\"}",
	    GRANT_PENDING, NULL, NULL, 0, "not entered" },
	{ O, GRANT_POLL, 400, "{\"error\":\"slow_down\"}", GRANT_SLOWER, NULL,
	    NULL, 0, "often" },
	{ O, GRANT_POLL, 400, "{\"error\":\"expired_token\"}", GRANT_REFUSED,
	    NULL, NULL, 0, "over" },
	/* sessions */
	{ SESSION, GRANT_LOGIN, 200, "{\"a\":\"" JWT "\",\"r\":\"R\",\"d\":"
	    "\"did:1\",\"n\":\"x\\ty\"}", GRANT_GOOD, JWT, "R", 1795255000,
	    "did\tdid:1\n" },
	{ SESSION, GRANT_RENEW, 200, "{\"a\":\"x.!!.y\",\"r\":\"R\",\"d\":"
	    "\"did:1\"}", GRANT_GOOD, "x.!!.y", "R", 0, "" },
	{ SESSION, GRANT_LOGIN, 200, "{\"a\":5,\"r\":\"R\"}", GRANT_AGAIN,
	    NULL, NULL, 0, "answered 200" },
	{ SESSION, GRANT_LOGIN, 401, "{\"error\":\"AuthenticationRequired\","
	    "\"message\":\"Invalid identifier or password\"}", GRANT_REFUSED,
	    NULL, NULL, 0, "Invalid identifier" },
	{ SESSION, GRANT_RENEW, 400, "{\"error\":\"ExpiredToken\"}",
	    GRANT_REFUSED, NULL, NULL, 0, "ExpiredToken" },
#undef O
};

static void
check_answer(size_t i, struct arena *a, const struct recipe *r)
{
	struct template_scope s = scope_with(a, 0);
	struct http_head head = { .status = answers[i].status };
	struct fault f = { "" };
	struct grant t;
	int64_t	 wait;
	enum grant_end end = grant_answer(r, &s, NOW, answers[i].ask, &head,
	    slice_of(answers[i].body), &t, &wait, &f);

	CHECK(end == answers[i].end);
	if (end != answers[i].end || (end != GRANT_GOOD &&
	    strstr(f.text, answers[i].say) == NULL))
		printf("answer %zu: %d %s\n", i, end, f.text);
	CHECK(strstr(f.text, "old+1") == NULL);
	if (end != GRANT_GOOD) {
		CHECK(strstr(f.text, answers[i].say) != NULL);
		return;
	}
	CHECK(slice_eq(t.access, slice_of(answers[i].access)));
	CHECK(slice_eq(t.refresh, slice_of(answers[i].refresh)));
	CHECK(t.expires == answers[i].expires && t.obtained == NOW);
	if (answers[i].say != NULL)
		CHECK(slice_eq(t.took, slice_of(answers[i].say)));
}

static void
test_answers(void)
{
	for (size_t i = 0; i < COUNT(answers); i++) {
		struct fault f = { "" };
		struct recipe r;
		struct arena a;

		arena_init(&a, room, ROOM);
		CHECK(recipe_load(&a, slice_of(answers[i].recipe), &r, &f));
		check_answer(i, &a, &r);
	}
}

/* A token as long as can be is kept, one byte more is none. */
static void
test_size(void)
{
	static char body[GRANT_MOST + 64];
	struct fault f = { "" };
	struct http_head head = { .status = 200 };
	struct recipe r;
	struct arena a;
	struct grant t;
	int64_t	 wait;

	for (int more = 0; more < 2; more++) {
		struct template_scope s;
		size_t	 n = (size_t)(GRANT_MOST + more);

		arena_init(&a, room, ROOM);
		CHECK(recipe_load(&a, slice_of(OAUTH("\"client\":\"post\"")),
		    &r, &f));
		s = scope_with(&a, 0);
		memcpy(body, "{\"access_token\":\"", 17);
		memset(body + 17, 'x', n);
		memcpy(body + 17 + n, "\"}", 3);
		CHECK((grant_answer(&r, &s, NOW, GRANT_RENEW, &head,
		    slice_of(body), &t, &wait, &f) == GRANT_GOOD) == !more);
	}
}

int
main(void)
{
	test_requests();
	test_answers();
	test_size();
	return test_failed;
}
