#include "core/web/pkce.h"
#include "tests/grant.h"

#include <stdio.h>

static const struct {
	const char	*recipe;
	size_t		 without;
	enum grant_kind	 kind;
	bool		 seeded;
} kinds[] = {
	{ OAUTH("\"client\":\"post\""), 0, GRANT_OWNER, true },
	{ OAUTH("\"client\":\"post\""), 2, GRANT_OWNER, false },
	{ OAUTH("\"grant\":\"client_credentials\""), 0, GRANT_CLIENT, true },
	{ SESSION, 0, GRANT_SESSION, true },
	{ HEAD "{\"kind\":\"bearer\",\"token\":\"{key}\"}}", 0, GRANT_NONE,
	    false },
	{ HEAD "{\"kind\":\"sasl\",\"oauth2\":{\"kind\":\"oauth2\","
	    "\"token_url\":\"{state}\"}}}", 0, GRANT_NONE, false },
};

static void
test_kinds(void)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct fault f = { "" };
		struct recipe r;
		struct arena a;
		struct template_scope s;

		arena_init(&a, room, ROOM);
		if (!recipe_load(&a, slice_of(kinds[i].recipe), &r, &f)) {
			CHECK(i == 5);	/* {state} is no name of a recipe */
			continue;
		}
		s = scope_with(&a, kinds[i].without);
		CHECK(grant_kind(&r, &s) == kinds[i].kind);
		CHECK((grant_seed(&r, &s) != 0) == kinds[i].seeded);
	}
}

/* Another password is another sign-in. */
static void
test_seed(void)
{
	struct template_var other[COUNT(given)];
	struct template_scope s;
	struct fault f = { "" };
	struct recipe r;
	struct arena a;
	int64_t	 seed;

	memcpy(other, given, sizeof(other));
	other[0].value = SLICE("new");
	arena_init(&a, room, ROOM);
	CHECK(recipe_load(&a, slice_of(SESSION), &r, &f));
	s = scope_with(&a, 0);
	seed = grant_seed(&r, &s);
	CHECK(seed == grant_seed(&r, &s) && seed != 0);
	s.vars = other;
	CHECK(seed != grant_seed(&r, &s));
}

static void
test_browser(void)
{
	struct template_scope s;
	struct fault f = { "" };
	struct recipe r;
	struct arena a;
	struct http_request rq;
	slice	 url, code;

	arena_init(&a, room, ROOM);
	CHECK(recipe_load(&a, slice_of(OAUTH("\"authorize_url\":"
	    "\"https://t.example/go\",\"scope\":\"a b\",\"authorize\":{"
	    "\"access_type\":\"offline\"}")), &r, &f));
	s = scope_with(&a, 0);
	CHECK(grant_request(&r, &s, 0, GRANT_BROWSER, &rq, &f));
	url = rq.url;
	CHECK(slice_eq(url, SLICE("https://t.example/go?access_type=offline&"
	    "response_type=code&client_id=me%3A1&redirect_uri=http%3A%2F%2F"
	    "127.0.0.1%3A9%2F&scope=a%20b&state=sss&code_challenge=ccc&"
	    "code_challenge_method=S256")));
	CHECK(slice_find(url, SLICE("cret")) == url.n);
	CHECK(pkce_code(&a, SLICE(" http://127.0.0.1:9/?state=sss&code="
	    "x%2Fy&scope=z#q\n"), SLICE("sss"), &code, &f));
	CHECK(slice_eq(code, SLICE("x/y")));
	CHECK(pkce_code(&a, SLICE("/?code=1&state=sss"), SLICE("sss"), &code,
	    &f));
	CHECK(!pkce_code(&a, SLICE("/?code=1&state=other"), SLICE("sss"),
	    &code, &f));
	CHECK(strstr(f.text, "another sign-in") != NULL);
	f.text[0] = '\0';
	CHECK(!pkce_code(&a, SLICE("/?code=1"), SLICE("sss"), &code, &f));
	f.text[0] = '\0';
	CHECK(!pkce_code(&a, SLICE("/favicon.ico"), SLICE("sss"), &code, &f));
	f.text[0] = '\0';
	CHECK(!pkce_code(&a, SLICE("/?error=access_denied&state=sss"),
	    SLICE("sss"), &code, &f));
	CHECK(strstr(f.text, "access_denied") != NULL);
}

/* RFC 7636, appendix B, up to the hash. */
static void
test_nonce(void)
{
	static const unsigned char chance[PKCE_CHANCE] = { 116, 24, 223, 180,
	    151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212,
	    37, 77, 105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121 };
	struct arena a;

	arena_init(&a, room, ROOM);
	CHECK(slice_eq(pkce_nonce(&a, chance),
	    SLICE("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")));
}

static void
test_device(void)
{
	struct grant_device d;
	struct template_scope s;
	struct fault f = { "" };
	struct recipe r;
	struct arena a;
	struct http_head head = { .status = 200 };

	arena_init(&a, room, ROOM);
	CHECK(recipe_load(&a, slice_of(OAUTH("\"client\":\"post\"")), &r, &f));
	s = scope_with(&a, 0);
	CHECK(grant_device_answer(&r, &s, NOW, &head, SLICE("{\"device_code\":"
	    "\"D\",\"user_code\":\"WD-JB\",\"verification_url\":"
	    "\"https://go.example\",\"expires_in\":1800,\"interval\":9999}"),
	    &d, &f) == GRANT_GOOD);
	CHECK(d.interval == 5 && d.seconds == 1800);
	CHECK(slice_eq(d.where, SLICE("https://go.example")));
	CHECK(grant_device_answer(&r, &s, NOW, &head, SLICE("{\"user_code\":"
	    "\"WD-JB\"}"), &d, &f) == GRANT_AGAIN);
	head.status = 400;
	CHECK(grant_device_answer(&r, &s, NOW, &head, SLICE("{\"error\":"
	    "\"invalid_client\"}"), &d, &f) == GRANT_REFUSED);
}

static void
test_fresh(void)
{
	static const struct {
		int64_t	 expires, now;
		bool	 fresh;
	} cases[] = {
		{ 0, 5000, true }, { 4600, 1000, true }, { 4600, 4479, true },
		{ 4600, 4480, false }, { 4600, 5000, false },
		{ 1020, 1017, true }, { 1020, 1018, false },
		{ 900, 1000, false },
	};
	struct grant t = { .access = SLICE("A"), .obtained = 1000 };

	for (size_t i = 0; i < COUNT(cases); i++) {
		t.expires = cases[i].expires;
		CHECK(grant_fresh(&t, cases[i].now) == cases[i].fresh);
	}
	t.access = SLICE("");
	CHECK(!grant_fresh(&t, 1000));
}

static void
test_vars(void)
{
	struct grant t = { .access = SLICE("A"), .refresh = SLICE("R"),
	    .took = SLICE("did\tx\nbroken"), .pasted = SLICE("key\tp\nother\t"
	    "q\n") };
	struct template_var v[GRANT_VARS];
	struct sink k = { .buf = room, .cap = ROOM };

	CHECK(grant_vars(&t, given, 1, v, GRANT_VARS) == 4);
	CHECK(slice_eq(v[2].name, SLICE("did")) && !v[2].secret);
	CHECK(slice_eq(v[3].name, SLICE("other")) && v[3].secret);
	CHECK(v[0].secret && v[1].secret);
	CHECK(grant_vars(&t, given, 1, v, 1) == 1);
	CHECK(grant_note(&k, SLICE("a"), SLICE("b c")));
	CHECK(!grant_note(&k, SLICE("a"), SLICE("b\nc")));
	CHECK(!grant_note(&k, SLICE("a\t"), SLICE("b")));
	CHECK(!grant_note(&k, SLICE("a"), SLICE("")));
	CHECK(slice_eq(sink_slice(&k), SLICE("a\tb c\n")));
}

/* --- what was recorded, and what the judge makes of a refused token ----- */

static slice
recorded(const char *name, char *buf, size_t cap)
{
	char	 path[128];
	FILE	*f;
	size_t	 n;

	snprintf(path, sizeof(path), "../shared/samples/%s", name);
	f = fopen(path, "re");
	if (f == NULL) {
		printf("no %s here: not tried\n", path);
		return SLICE("");
	}
	n = fread(buf, 1, cap, f);
	fclose(f);
	return (slice){ buf, n };
}

/* Answers of the real thing, by a recipe that reads it. */
#define REAL HEAD "{\"kind\":\"session\",\"login\":{\"request\":{"	\
	"\"url\":\"https://p.example/in\",\"json\":{}},\"take\":{"	\
	"\"access_token\":\"/accessJwt\",\"refresh_token\":"		\
	"\"/refreshJwt\",\"did\":\"/did\"}},\"expiry\":\"jwt\"}}"

static void
test_recorded(void)
{
	static const struct {
		const char	*file, *recipe;
		int64_t		 now, expires;
	} files[] = {
		{ "bluesky_createSession.json", REAL, 1795287866, 1795295066 },
		{ "reddit_token.json", OAUTH("\"client\":\"basic\""), NOW,
		    NOW + 86400 },
	};
	static char buf[8192];

	for (size_t i = 0; i < COUNT(files); i++) {
		slice	 body = recorded(files[i].file, buf, sizeof(buf));
		struct http_head head = { .status = 200 };
		struct fault f = { "" };
		struct template_scope s;
		struct recipe r;
		struct arena a;
		struct grant t;
		int64_t	 wait;

		if (body.n == 0)
			continue;
		arena_init(&a, room, ROOM);
		CHECK(recipe_load(&a, slice_of(files[i].recipe), &r, &f));
		s = scope_with(&a, 0);
		CHECK(grant_answer(&r, &s, files[i].now, GRANT_LOGIN, &head,
		    body, &t, &wait, &f) == GRANT_GOOD);
		CHECK(t.expires == files[i].expires && t.refresh.n > 0);
		CHECK(grant_fresh(&t, files[i].now));
		if (i == 0)
			CHECK(slice_eq(t.took,
			    SLICE("did\tdid:plc:nzesddah5etd7wmakpyje5uu\n")));
	}
}

static void
test_renewal(void)
{
	static const struct {
		const char	*recipe;
		int		 status;
		const char	*body;
		enum recipe_do	 what;
	} cases[] = {
		{ SESSION, 400, "{\"error\":\"ExpiredToken\"}",
		    RECIPE_REFRESH },
		{ SESSION, 400, "{\"error\":\"InvalidRequest\"}", RECIPE_FAIL },
		{ SESSION, 401, "{\"error\":\"x\"}", RECIPE_REFRESH },
		{ SESSION, 200, "{\"error\":\"ExpiredToken\"}",
		    RECIPE_SUCCESS },
		{ OAUTH("\"client\":\"post\""), 401, "{}", RECIPE_REFRESH },
		{ OAUTH("\"client\":\"post\""), 403, "{}", RECIPE_CONFIG },
		{ HEAD "{\"kind\":\"bearer\",\"token\":\"{key}\"}}", 401, "{}",
		    RECIPE_CONFIG },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct http_head head = { .status = cases[i].status };
		struct fault f = { "" };
		struct recipe_answer answer;
		struct template_scope s;
		struct recipe r;
		struct arena a;

		arena_init(&a, room, ROOM);
		CHECK(recipe_load(&a, slice_of(cases[i].recipe), &r, &f));
		s = scope_with(&a, 0);
		recipe_judge(&r, &head, slice_of(cases[i].body), &s, NOW,
		    &answer);
		CHECK(answer.what == cases[i].what);
	}
}

int
main(void)
{
	test_recorded();
	test_renewal();
	test_kinds();
	test_seed();
	test_browser();
	test_nonce();
	test_device();
	test_fresh();
	test_vars();
	return test_failed;
}
