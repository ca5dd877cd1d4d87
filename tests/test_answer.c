#include "core/recipe/condition.h"
#include "core/when/midnight.h"
#include "core/recipe/recipe.h"
#include "tests/test.h"

#include <stdio.h>

enum { ROOM = 1 << 20, NOW = 1795253400 };	/* 2026-11-21T09:30:00Z */

static char	 room[ROOM];

#define SPEC "\"spec\":{\"key\":{\"type\":\"secret\"}},"
#define SOURCE(more) "{\"recipe\":1,\"id\":\"x\",\"kind\":\"source\"," SPEC \
	"\"request\":{\"url\":\"u\"},\"fields\":{\"id\":\"/id\"}" more "}"
#define CHANNEL(more) "{\"recipe\":1,\"id\":\"x\",\"kind\":\"channel\"," SPEC \
	"\"request\":{\"url\":\"u\"}" more "}"
#define RULES ",\"errors\":[{\"status\":[429],\"do\":\"rate_limited\","	\
	"\"wait_at\":\"/after\"},{\"status\":[400],\"at\":\"/code\","	\
	"\"in\":[190,\"10\"],\"do\":\"config_error\"},{\"status\":[403],"	\
	"\"header\":\"X-Left\",\"in\":[\"0\"],\"do\":\"rate_limited\"},"	\
	"{\"status\":[400],\"at\":\"/moved\",\"exists\":true,\"do\":"	\
	"\"refresh\"},{\"status\":[400],\"at\":\"/error\",\"has\":\"Quota\"," \
	"\"do\":\"rate_limited\",\"until\":\"midnight:UTC\"},"		\
	"{\"status\":[\"5xx\",408],\"do\":\"retry\",\"min_wait\":5},"	\
	"{\"status\":[418],\"do\":\"rate_limited\",\"wait_ms_at\":\"/ms\"}," \
	"{\"status\":[419],\"do\":\"rate_limited\",\"wait\":3600},"	\
	"{\"status\":[299],\"at\":\"/odd\",\"in\":[1],\"do\":\"ignore\"},"	\
	"{\"do\":\"fail\"}]"
#define LIMITS(as) ",\"limits\":{\"remaining\":\"x-left\",\"reset\":"	\
	"\"x-reset\",\"reset_as\":\"" as "\"}"

static const struct {
	const char	*recipe;
	int		 status;
	const char	*headers;	/* "a: b\nc: d" */
	const char	*body;
	enum recipe_do	 what;
	int64_t		 wait;
	const char	*result;
	const char	*why;
} cases[] = {
	/* without rules */
	{ SOURCE(""), 0, "", "", RECIPE_RETRY, -1, "", "no answer" },
	{ SOURCE(""), 200, "", "", RECIPE_SUCCESS, -1, "", "answered 200" },
	{ SOURCE(""), 304, "", "", RECIPE_SUCCESS, -1, "", "304" },
	{ SOURCE(""), 302, "", "", RECIPE_CONFIG, -1, "", "302" },
	{ SOURCE(""), 401, "", "", RECIPE_CONFIG, -1, "", "401" },
	{ SOURCE(""), 404, "", "", RECIPE_FAIL, -1, "", "404" },
	{ SOURCE(""), 410, "", "", RECIPE_FAIL, -1, "", "410" },
	{ SOURCE(""), 425, "", "", RECIPE_RETRY, -1, "", "425" },
	{ SOURCE(""), 429, "", "", RECIPE_LIMITED, -1, "", "429" },
	{ SOURCE(""), 429, "Retry-After: 120", "", RECIPE_LIMITED, 120, "", "" },
	{ SOURCE(""), 429, "retry-after: Sat, 21 Nov 2026 09:31:00 GMT", "",
	    RECIPE_LIMITED, 60, "", "" },
	{ SOURCE(""), 503, "Retry-After: 30", "", RECIPE_RETRY, 30, "", "" },
	{ SOURCE(""), 599, "", "", RECIPE_RETRY, -1, "", "" },
	{ CHANNEL(""), 204, "", "", RECIPE_SUCCESS, -1, "", "" },

	/* the first rule that matches */
	{ SOURCE(RULES), 200, "", "{}", RECIPE_SUCCESS, -1, "", "" },
	{ SOURCE(RULES), 304, "", "", RECIPE_SUCCESS, -1, "", "" },
	{ SOURCE(RULES), 299, "", "{\"odd\":1}", RECIPE_IGNORE, -1, "", "" },
	{ SOURCE(RULES), 299, "", "{\"odd\":2}", RECIPE_SUCCESS, -1, "", "" },
	{ SOURCE(RULES), 404, "", "", RECIPE_FAIL, -1, "", "" },
	{ SOURCE(RULES), 429, "Retry-After: 9", "{\"after\":33.2}",
	    RECIPE_LIMITED, 34, "", "" },
	{ SOURCE(RULES), 429, "Retry-After: 9", "<html>", RECIPE_LIMITED, 9,
	    "", "" },
	{ SOURCE(RULES), 400, "", "{\"code\":190}", RECIPE_CONFIG, -1, "",
	    "" },
	{ SOURCE(RULES), 400, "", "{\"code\":10}", RECIPE_CONFIG, -1, "", "" },
	{ SOURCE(RULES), 400, "", "{\"code\":1}", RECIPE_FAIL, -1, "", "" },
	{ SOURCE(RULES), 400, "", "{\"moved\":7}", RECIPE_REFRESH, -1, "", "" },
	{ SOURCE(RULES), 400, "", "{\"error\":\"over quota\"}",
	    RECIPE_LIMITED, 52200, "", "over quota" },
	{ SOURCE(RULES), 403, "x-left: 0", "", RECIPE_LIMITED, -1, "", "" },
	{ SOURCE(RULES), 403, "x-left: 1", "", RECIPE_FAIL, -1, "", "" },
	{ SOURCE(RULES), 502, "", "", RECIPE_RETRY, 5, "", "" },
	{ SOURCE(RULES), 502, "Retry-After: 9", "", RECIPE_RETRY, 9, "", "" },
	{ SOURCE(RULES), 418, "", "{\"ms\":1500}", RECIPE_LIMITED, 2, "", "" },
	{ SOURCE(RULES), 419, "", "", RECIPE_LIMITED, 3600, "", "" },
	{ SOURCE(RULES), 429, "", "{\"after\":1e99}", RECIPE_LIMITED, 2592000,
	    "", "" },
	{ SOURCE(RULES), 429, "", "{\"after\":-5}", RECIPE_LIMITED, 0, "",
	    "" },

	/* limits */
	{ SOURCE(LIMITS("unix")), 429, "X-Reset: 1795253500", "",
	    RECIPE_LIMITED, 100, "", "" },
	{ SOURCE(LIMITS("delta")), 429, "X-Reset: 12.3", "", RECIPE_LIMITED,
	    13, "", "" },
	{ SOURCE(LIMITS("rfc3339")), 429, "X-Reset: 2026-11-21T09:35:00Z", "",
	    RECIPE_LIMITED, 300, "", "" },
	{ SOURCE(LIMITS("unix")), 429, "X-Reset: soon", "", RECIPE_LIMITED, -1,
	    "", "" },
	{ SOURCE(LIMITS("unix")), 200, "X-Left: 0\nX-Reset: 1795253500", "",
	    RECIPE_SUCCESS, 100, "", "" },
	{ SOURCE(LIMITS("unix")), 200, "X-Left: 1\nX-Reset: 1795253500", "",
	    RECIPE_SUCCESS, -1, "", "" },
	{ SOURCE(LIMITS("unix")), 200, "X-Left: 0\nX-Reset: 5", "",
	    RECIPE_SUCCESS, 5, "", "" },
	/* the spellings that need no naming; now is 1795253400 */
	{ SOURCE(""), 200, "X-RateLimit-Remaining: 0\n"
	    "X-RateLimit-Reset: 1795253460", "", RECIPE_SUCCESS, 60, "", "" },
	{ SOURCE(""), 200, "x-ratelimit-remaining: 9324.0\n"
	    "x-ratelimit-reset: 471", "", RECIPE_SUCCESS, -1, "", "" },
	{ SOURCE(""), 200, "x-ratelimit-remaining: 0.5\n"
	    "x-ratelimit-reset: 471", "", RECIPE_SUCCESS, 471, "", "" },
	{ SOURCE(""), 200, "X-Rate-Limit-Remaining: 0\n"
	    "X-Rate-Limit-Reset: 1795253400999", "", RECIPE_SUCCESS, 0, "",
	    "" },
	{ SOURCE(""), 200, "RateLimit-Remaining: 0\nRateLimit-Reset: 30", "",
	    RECIPE_SUCCESS, 30, "", "" },
	{ SOURCE(""), 200, "RateLimit: limit=100, remaining=0, reset=50", "",
	    RECIPE_SUCCESS, 50, "", "" },
	{ SOURCE(""), 200, "RateLimit: \"a\";r=5;t=9, \"day\";r=0;t=700", "",
	    RECIPE_SUCCESS, 700, "", "" },
	{ SOURCE(""), 200, "RateLimit: \"a\";r=50;t=30", "", RECIPE_SUCCESS,
	    -1, "", "" },
	{ SOURCE(""), 429, "RateLimit: \"a\";r=0;t=30", "", RECIPE_LIMITED,
	    30, "", "" },
	{ SOURCE(""), 200, "RateLimit: ;;,,=r=0;t=,\";r", "", RECIPE_SUCCESS,
	    -1, "", "" },
	{ SOURCE(""), 200, "X-App-Usage: {\"call_count\":100}", "",
	    RECIPE_SUCCESS, 3600, "", "" },
	{ SOURCE(""), 200, "X-Business-Use-Case-Usage: {\"1\":[{"
	    "\"call_count\":7,\"estimated_time_to_regain_access\":5}]}", "",
	    RECIPE_SUCCESS, 300, "", "" },
	{ SOURCE(""), 200, "X-App-Usage: {\"call_count\":99}", "",
	    RECIPE_SUCCESS, -1, "", "" },
	{ SOURCE(",\"limits\":{\"backoff\":\"^/backoff\"}"), 200, "",
	    "{\"backoff\":10}", RECIPE_SUCCESS, 10, "", "" },
	{ SOURCE(",\"limits\":{\"remaining_at\":\"/left\"}"), 200, "",
	    "{\"left\":0}", RECIPE_SUCCESS, 52200, "", "" },

	/* a channel's own idea of success */
	{ CHANNEL(",\"ok\":{\"status\":[200],\"at\":\"/ok\",\"eq\":\"True\"},"
	    "\"result\":{\"id\":\"/result/id\"}"), 200, "",
	    "{\"ok\":true,\"result\":{\"id\":12345678901234567}}",
	    RECIPE_SUCCESS, -1, "12345678901234567", "" },
	{ CHANNEL(",\"ok\":{\"status\":[200],\"at\":\"/ok\",\"eq\":true}"),
	    200, "", "{\"ok\":false,\"description\":\"chat not found\"}",
	    RECIPE_FAIL, -1, "", "answered 200: chat not found" },
	{ CHANNEL(",\"ok\":{\"status\":[\"2xx\"],\"body\":\"ok\"}"), 200, "",
	    "ok\n", RECIPE_SUCCESS, -1, "", "" },
	{ CHANNEL(",\"ok\":{\"status\":[\"2xx\"],\"body\":\"ok\"}"), 200, "",
	    "no_service", RECIPE_FAIL, -1, "", "" },
	{ CHANNEL(",\"ok\":{\"at\":\"/errors\",\"empty\":true}"), 200, "",
	    "{\"errors\":[]}", RECIPE_SUCCESS, -1, "", "" },
	{ CHANNEL(",\"ok\":{\"at\":\"/errors\",\"empty\":true}"), 200, "",
	    "{\"errors\":[\"bad\"]}", RECIPE_FAIL, -1, "", "bad" },
	{ CHANNEL(",\"ok\":{\"status\":[200],\"at\":\"/id\",\"exists\":true}"),
	    200, "", "{}", RECIPE_FAIL, -1, "", "" },
	/* somebody else's answer is none, and no reason to give up */
	{ CHANNEL(",\"ok\":{\"status\":[200]}"), 200, "",
	    " \n<!DOCTYPE HTML><title>Log in</title>", RECIPE_RETRY, -1, "",
	    "login page" },
	{ CHANNEL(",\"ok\":{\"status\":[200]}" RULES), 200, "",
	    "\xef\xbb\xbf<html>", RECIPE_RETRY, -1, "", "login page" },
	{ CHANNEL(""), 200, "", "<HTML>", RECIPE_RETRY, -1, "", "login page" },
	{ CHANNEL(",\"ok\":{\"status\":[200],\"at\":\"/id\",\"exists\":true}"),
	    200, "", "", RECIPE_RETRY, -1, "", "login page" },
	{ CHANNEL(",\"ok\":{\"status\":[200]}"), 200, "", "<p>thanks</p>",
	    RECIPE_SUCCESS, -1, "", "" },
	{ CHANNEL(""), 302, "", "<html>", RECIPE_CONFIG, -1, "", "302" },
	{ CHANNEL(""), 511, "", "<html>", RECIPE_RETRY, -1, "", "511" },
	{ CHANNEL(",\"ok\":{\"status\":[200]}" RULES), 502, "", "",
	    RECIPE_RETRY, 5, "", "" },
	{ CHANNEL(",\"ok\":{\"status\":[200]},\"errors\":[{\"status\":[409],"
	    "\"do\":\"success\"}]"), 409, "", "", RECIPE_SUCCESS, -1, "", "" },

	/* what the server says, but never a secret */
	{ SOURCE(""), 403, "", "{\"error\":{\"message\":\"no rights\"}}",
	    RECIPE_CONFIG, -1, "", "answered 403: no rights" },
	{ SOURCE(""), 403, "", "{\"message\":\"key hush is bad\"}",
	    RECIPE_CONFIG, -1, "", "answered 403" },
	{ SOURCE(""), 500, "", "{\"message\":\"a\\u0007b\\n\xc3\xa9\"}",
	    RECIPE_RETRY, -1, "", "answered 500: a?b?\xc3\xa9" },
	{ SOURCE(""), 500, "", "[[[[", RECIPE_RETRY, -1, "", "answered 500" },
};

static void
set_headers(struct http_head *head, const char *text)
{
	slice	 rest = slice_of(text);

	while (rest.n) {
		slice	 line = slice_cut(&rest, '\n');
		slice	 name = slice_cut(&line, ':');

		head->headers[head->nheaders++] = (struct http_header){
		    name, slice_trim(line) };
	}
}

static void
test_case(size_t i)
{
	static const struct template_var hush = { { "key", 3 }, { "hush", 4 },
	    false, false, false };
	struct arena a;
	struct template_scope s = { .arena = &a, .vars = &hush, .nvars = 1 };
	struct http_head head = { .status = cases[i].status };
	struct recipe_answer v;
	struct recipe r;
	struct fault f = { "" };

	arena_init(&a, room, ROOM);
	set_headers(&head, cases[i].headers);
	CHECK(recipe_load(&a, slice_of(cases[i].recipe), &r, &f));
	recipe_judge(&r, &head, slice_of(cases[i].body), &s, NOW, &v);
	if (v.what != cases[i].what || v.wait != cases[i].wait ||
	    !slice_eq(v.result, slice_of(cases[i].result)) ||
	    !slice_ihas(slice_of(v.why.text), slice_of(cases[i].why)))
		printf("case %zu, status %d: %d, wait %lld, %.*s, %s %s\n", i,
		    cases[i].status, (int)v.what, (long long)v.wait,
		    SLICE_ARG(v.result), v.why.text, f.text);
	CHECK(v.what == cases[i].what);
	CHECK(v.wait == cases[i].wait);
	CHECK(slice_eq(v.result, slice_of(cases[i].result)));
	CHECK(slice_ihas(slice_of(v.why.text), slice_of(cases[i].why)));
	CHECK(!slice_ihas(slice_of(v.why.text), SLICE("hush")));
	CHECK(!a.spent);
}

/* Words longer than there is room for are cut between characters. */
static void
test_long_words(void)
{
	static char body[5000];
	struct arena a;
	struct template_scope s = { .arena = &a };
	struct http_head head = { .status = 400, .reason = SLICE("Bad") };
	struct recipe_answer v;
	struct recipe r;
	struct fault f = { "" };
	size_t	 n = 12;

	memcpy(body, "{\"message\":\"", n);
	while (n + 10 < sizeof(body)) {
		memcpy(body + n, "\xe2\x98\x95", 3);
		n += 3;
	}
	memcpy(body + n, "\"}", 2);
	arena_init(&a, room, ROOM);
	CHECK(recipe_load(&a, SLICE(SOURCE("")), &r, &f));
	recipe_judge(&r, &head, (slice){ body, n + 2 }, &s, NOW, &v);
	CHECK(text_valid(slice_of(v.why.text)));
	CHECK(slice_starts(slice_of(v.why.text), SLICE("answered 400 Bad: \xe2")));
	CHECK(slice_ends(slice_of(v.why.text), SLICE("\xe2\x80\xa6")));
}

/* When the next day begins, in UTC and where Google counts. */
static const struct {
	int64_t	 now;
	int64_t	 utc, pacific;
} midnights[] = {
	{ 1795253400, 52200, 81000 },	/* 2026-11-21 09:30 UTC, 01:30 PST */
	{ 1795248000, 57600, 86400 },	/* 08:00 UTC, 00:00 PST */
	{ 1783065600, 57600, 82800 },	/* 2026-07-03 08:00, 01:00 PDT */
	{ 1772963999, 50401, 75601 },	/* 2026-03-08 09:59:59, 01:59:59 PST */
	{ 1772964000, 50400, 75600 },	/* a second later: 03:00 PDT */
	{ 1793523599, 54001, 82801 },	/* 2026-11-01 08:59:59, 01:59:59 PDT */
	{ 1793523600, 54000, 82800 },	/* a second later: 01:00 PST */
};

static void
test_midnights(void)
{
	slice	 utc = SLICE("midnight:UTC");
	slice	 pacific = SLICE("midnight:America/Los_Angeles");

	for (size_t i = 0; i < COUNT(midnights); i++) {
		int64_t	 u = midnight_in(utc, midnights[i].now);
		int64_t	 p = midnight_in(pacific, midnights[i].now);

		if (u != midnights[i].utc || p != midnights[i].pacific)
			printf("%lld: %lld %lld\n", (long long)midnights[i].now,
			    (long long)u, (long long)p);
		CHECK(p == midnights[i].pacific);
		CHECK(u == midnights[i].utc);
	}
	/* 09:30 UTC is 10:30 in Berlin, 15:15 in Kathmandu */
	CHECK(midnight_in(SLICE("midnight:Europe/Berlin"), 1795253400) ==
	    48600);
	CHECK(midnight_in(SLICE("midnight:Asia/Kathmandu"), 1795253400) ==
	    31500);
	CHECK(midnight_in(SLICE("midnight:Mars"), NOW) == -1);
	CHECK(midnight_in(SLICE("noon:UTC"), NOW) == -1);
	CHECK(midnight_in(pacific, -1) == 86400);
	CHECK(midnight_in(pacific, INT64_MAX) == 86400);
	CHECK(midnight_in(pacific, 99999999999) > 0);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_long_words();
	test_midnights();
	return test_failed;
}
