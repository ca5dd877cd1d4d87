#include "core/recipe/condition.h"
#include "core/recipe/recipe.h"
#include "tests/scope.h"

/*
 * Requests as text: "METHOD URL", a "secret" line, headers, an empty line,
 * the body. The names of tests/scope.h are there: base is the owner's when
 * `spec` says so, token is a secret.
 */
#define SPEC "\"spec\":{\"base\":{\"type\":\"url\"},"			\
	"\"q\":{\"type\":\"text\"},"					\
	"\"token\":{\"type\":\"secret\",\"optional\":true},"		\
	"\"none\":{\"type\":\"secret\",\"optional\":true},"		\
	"\"crlf\":{\"type\":\"text\",\"optional\":true},"		\
	"\"lang\":{\"type\":\"text\",\"default\":\"de\"}}"
#define SOURCE(request, more) "{\"recipe\":1,\"id\":\"x\",\"kind\":"	\
	"\"source\"," SPEC ",\"fields\":{\"id\":\"/id\"},"		\
	"\"request\":{" request "}" more "}"
#define CHANNEL(request, more) "{\"recipe\":1,\"id\":\"x\",\"kind\":"	\
	"\"channel\"," SPEC ",\"request\":{" request "}" more "}"
#define URL "\"url\":\"https://a.example/x\""

static const struct {
	const char	*recipe;
	const char	*want;
	const char	*say;
} cases[] = {
	{ SOURCE("\"url\":\"{base}/v1/{q}\"", ""),
	    "GET https://shop.example/v1/a%20b%26c%3Dd\n", NULL },
	{ SOURCE("\"url\":\"https://a.example/x?y=1\",\"query\":{\"q\":"
	    "\"{q} !\",\"since?\":\"{cursor}\",\"t[]\":[\"a\",\"b\"],"
	    "\"n\":5,\"ok\":true,\"//\":\"c\",\"l\":\"{lang}\","
	    "\"w?\":\"x>{cursor}\"}", ""),
	    "GET https://a.example/x?y=1&q=a%20b%26c%3Dd%20%21&t%5B%5D=a&"
	    "t%5B%5D=b&n=5&ok=true&l=de\n", NULL },
	{ SOURCE("\"url\":\"https://a.example/{token}\"", ""),
	    "GET https://a.example/p%7Bq%7D%26r%2F1\nsecret\n", NULL },
	{ SOURCE(URL ",\"query\":{\"k\":\"{token}\"}", ""),
	    "GET https://a.example/x?k=p%7Bq%7D%26r%2F1\nsecret\n", NULL },
	{ SOURCE(URL ",\"headers\":{\"Accept\":\"a/b\",\"X\":\"{none}\","
	    "\"Y?\":\"y{none}\",\"Z\":\"{now_unix} {now}\"}", ""),
	    "GET https://a.example/x\nAccept: a/b\n"
	    "Z: 1795253400 2026-11-21T09:30:00Z\n", NULL },

	/* who may name the host */
	{ CHANNEL("\"url\":\"{url}/x\"", ""), NULL,
	    "recipe \"x\": request.url: this gives no address" },
	{ CHANNEL("\"url\":\"{text|raw}\"", ""), NULL, "request.url: " },
	{ CHANNEL("\"url\":\"https://{source|raw}/\"", ""), NULL,
	    "request.url: " },
	{ SOURCE("\"url\":\"{none}\"", ""), NULL, "request.url: " },
	{ SOURCE("\"url\":\"ftp://a.example/\"", ""), NULL, "request.url: " },
	{ SOURCE(URL ",\"headers\":{\"X\":\"{crlf}\"}", ""), NULL,
	    "recipe \"x\": request.headers.X: the value of {crlf} has a line "
	    "break" },

	/* bodies */
	{ CHANNEL(URL ",\"json\":{\"p\":\"{level}\",\"t\":\"{text}\",\"u?\":"
	    "\"{author}\"}", ""),
	    "POST https://a.example/x\nContent-Type: application/json\n\n"
	    "{\"p\":5,\"t\":\"He said: \\\"no\\\"\\nagain\"}", NULL },
	{ CHANNEL("\"method\":\"PUT\"," URL ",\"form\":{\"a b\":\"{text}\","
	    "\"c?\":\"{url}\",\"n\":7,\"//\":1}", ""),
	    "PUT https://a.example/x\nContent-Type: application/"
	    "x-www-form-urlencoded\n\na%20b=He+said%3A+%22no%22%0Aagain&n=7",
	    NULL },
	{ CHANNEL(URL ",\"form\":{\"m\":[\"a\",\"{q}\"],\"n?\":[]}", ""),
	    "POST https://a.example/x\nContent-Type: application/"
	    "x-www-form-urlencoded\n\nm=a&m=a+b%26c%3Dd", NULL },
	{ CHANNEL(URL ",\"text\":\"{text}\\n{url}\"", ""),
	    "POST https://a.example/x\nContent-Type: text/plain; "
	    "charset=utf-8\n\nHe said: \"no\"\nagain", NULL },
	{ CHANNEL(URL ",\"headers\":{\"content-type\":\"x/y\"},\"text\":\"t\"",
	    ""), "POST https://a.example/x\ncontent-type: x/y\n\nt", NULL },
	{ CHANNEL(URL ",\"json\":{\"r?\":\"{retry}\",\"e?\":\"{expire}\"}",
	    ",\"set\":[{\"if\":[\"level\",\"eq\",\"5\"],\"vars\":{\"retry\":"
	    "60}},{\"if\":[\"level\",\"eq\",\"1\"],\"vars\":{\"expire\":9}}]"),
	    "POST https://a.example/x\nContent-Type: application/json\n\n"
	    "{\"r\":60}", NULL },

	/* authentication */
	{ SOURCE(URL, ",\"auth\":{\"kind\":\"bearer\",\"token\":\"{token}\"}"),
	    "GET https://a.example/x\nsecret\nAuthorization: Bearer p{q}&r/1\n",
	    NULL },
	{ SOURCE(URL, ",\"auth\":{\"kind\":\"bearer\",\"scheme\":\"Token\","
	    "\"token\":\"{none}\",\"optional\":true}"),
	    "GET https://a.example/x\n", NULL },
	{ SOURCE(URL, ",\"auth\":{\"kind\":\"bearer\",\"token\":\"{none}\"}"),
	    NULL, "recipe \"x\": auth.token: a value for it is not set" },
	{ SOURCE(URL, ",\"auth\":{\"kind\":\"basic\",\"user\":\"{lang}\","
	    "\"password\":\"{token}\"}"), "GET https://a.example/x\nsecret\n"
	    "Authorization: Basic ZGU6cHtxfSZyLzE=\n", NULL },
	{ SOURCE(URL, ",\"auth\":{\"kind\":\"basic\",\"user\":\"a:b\","
	    "\"password\":\"{token}\"}"), NULL, "auth.user: a user name" },
	{ SOURCE(URL, ",\"auth\":{\"kind\":\"header\",\"headers\":{\"K\":"
	    "\"{token}\",\"U\":\"{lang}\"}}"), "GET https://a.example/x\n"
	    "secret\nK: p{q}&r/1\nU: de\n", NULL },
	{ SOURCE(URL, ",\"auth\":{\"kind\":\"header\",\"optional\":true,"
	    "\"headers\":{\"K\":\"{none}\",\"U\":\"{lang}\"}}"),
	    "GET https://a.example/x\n", NULL },
	{ SOURCE(URL, ",\"auth\":{\"kind\":\"query\",\"query\":{\"k\":"
	    "\"{token}\",\"//\":\"{none}\"}}"),
	    "GET https://a.example/x?k=p%7Bq%7D%26r%2F1\n"
	    "secret\n", NULL },
	{ SOURCE(URL, ",\"auth\":{\"kind\":\"query\",\"query\":{\"k\":"
	    "\"{none}\"}}"), NULL, "auth: a value for it is not set" },
	{ SOURCE(URL, ",\"auth\":{\"kind\":\"oauth2\",\"token_url\":\"u\"}"),
	    NULL, "auth: it is not signed in yet" },
	/* the stand-in for a hash shows key and data: 4 + 28 bytes of them */
	{ CHANNEL(URL ",\"json\":[]", ",\"auth\":{\"kind\":\"hmac\","
	    "\"header\":\"S\",\"prefix\":\"v1,\",\"secret\":\"{token}\","
	    "\"sign\":\"{lang}.{body}\"}"),
	    "POST https://a.example/x\nContent-Type: application/json\n"
	    "S: v1,707b717d26722f3100000000000000006465"
	    "2e5b5d0000000000000000000000\n\n[]", NULL },
	{ CHANNEL(URL ",\"text\":\"b\"", ",\"auth\":{\"kind\":\"hmac\","
	    "\"header\":\"S\",\"secret\":\"whsec_a2V5\",\"encoding\":"
	    "\"base64\"}"),
	    "POST https://a.example/x\nContent-Type: text/plain; charset=utf-8"
	    "\nS: a2V5AAAAAAAAAAAAAAAAAGIAAAAAAAAAAAAAAAAAAAA=\n\nb", NULL },
};

static void
put_request(struct sink *k, const struct http_request *rq)
{
	sink_put(k, rq->method);
	sink_byte(k, ' ');
	sink_put(k, rq->url);
	sink_text(k, rq->secret ? "\nsecret\n" : "\n");
	for (size_t i = 0; i < rq->nheaders; i++) {
		sink_put(k, rq->headers[i].name);
		sink_text(k, ": ");
		sink_put(k, rq->headers[i].value);
		sink_byte(k, '\n');
	}
	if (rq->body.n) {
		sink_byte(k, '\n');
		sink_put(k, rq->body);
	}
}

static bool
make(struct arena *a, const char *text, size_t more, struct sink *k,
    struct fault *f)
{
	struct template_scope s = scope_in(a, NULL);
	struct http_request rq;
	struct recipe r;

	CHECK(recipe_load(a, slice_of(text), &r, f));
	CHECK(f->text[0] == '\0');
	if (more < a->cap - a->used)
		a->cap = a->used + more;
	if (!recipe_request(&r, &s, 1795253400, &rq, f))
		return false;
	put_request(k, &rq);
	return true;
}

static void
test_cases(void)
{
	static char buf[4096];

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena a;
		struct fault f = { "" };
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		bool	 good;

		arena_init(&a, room, ROOM);
		good = make(&a, cases[i].recipe, ROOM, &k, &f);
		if (good != (cases[i].want != NULL) || (good &&
		    !slice_eq(sink_slice(&k), slice_of(cases[i].want))) ||
		    (!good && !slice_ihas(slice_of(f.text),
		    slice_of(cases[i].say))))
			printf("%s\n%.*s%s\n", cases[i].recipe,
			    SLICE_ARG(sink_slice(&k)), f.text);
		CHECK(good == (cases[i].want != NULL));
		CHECK(!good || slice_eq(sink_slice(&k),
		    slice_of(cases[i].want)));
		CHECK(good || slice_ihas(slice_of(f.text),
		    slice_of(cases[i].say)));
		/* no value of a secret in a fault */
		CHECK(!slice_ihas(slice_of(f.text), SLICE("p{q}")));
	}
}

/* With any amount of memory the request is whole, or there is none. */
static void
test_shortage(void)
{
	static char buf[4096];

	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t	 whole = 0;

		for (size_t n = 0; n < 20000 && cases[i].want; n += 61) {
			struct arena a;
			struct fault f = { "" };
			struct sink k = { .buf = buf, .cap = sizeof(buf) };

			arena_init(&a, room, ROOM);
			if (make(&a, cases[i].recipe, n, &k, &f)) {
				CHECK(slice_eq(sink_slice(&k),
				    slice_of(cases[i].want)));
				whole++;
			} else {
				CHECK(f.text[0] != '\0');
			}
		}
		CHECK(cases[i].want == NULL || whole > 0);
	}
}

static void
test_message(void)
{
	static const char text[] = "{\"recipe\":1,\"id\":\"m\",\"kind\":"
	    "\"channel\",\"transport\":\"smtp\",\"message\":{\"headers\":{"
	    "\"Subject\":\"[{level}] {text}\"},\"text\":\"{text}\\n{url}\\n"
	    "bye\"}}";
	struct arena a;
	struct fault f = { "" };
	struct template_scope s;
	struct http_request rq;
	struct recipe r;
	slice	 out;

	arena_init(&a, room, ROOM);
	s = scope_in(&a, NULL);
	CHECK(recipe_load(&a, slice_of(text), &r, &f));
	CHECK(recipe_message(&r, &s, 1, SLICE("subject"), &out, &f));
	CHECK(slice_eq(out, SLICE("[5] He said: \"no\"\nagain")));
	CHECK(recipe_message(&r, &s, 1, SLICE("text"), &out, &f));
	CHECK(slice_eq(out, SLICE("He said: \"no\"\nagain\nbye")));
	CHECK(recipe_message(&r, &s, 1, SLICE("To"), &out, &f) && !out.n);
	CHECK(!recipe_request(&r, &s, 1, &rq, &f));
	CHECK(slice_ihas(slice_of(f.text), SLICE("not spoken over HTTP")));
}

int
main(void)
{
	test_cases();
	test_shortage();
	test_message();
	return test_failed;
}
