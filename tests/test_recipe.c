#include "core/recipe/condition.h"
#include "core/recipe/recipe.h"
#include "core/recipe/schema.h"
#include "core/recipe/texts.h"
#include "tests/files.h"


enum { ROOM = 1 << 20 };

static char	 room[ROOM], file[1 << 17];

#define SOURCE(more) "{\"recipe\":1,\"id\":\"x\",\"kind\":\"source\","	\
	"\"request\":{\"url\":\"https://a.example/\"},"			\
	"\"fields\":{\"id\":\"/id\"}" more "}"
#define CHANNEL(more) "{\"recipe\":1,\"id\":\"x\",\"kind\":\"channel\","	\
	"\"request\":{\"url\":\"https://a.example/\"}" more "}"
#define AT "recipe \"x\": "

/* What the fault says; NULL: it loads. */
static const struct {
	const char	*text;
	const char	*say;
} loads[] = {
	{ SOURCE(""), NULL },
	{ CHANNEL(""), NULL },
	{ SOURCE(",\"//\":[1,{}],\"docs\":\"d\""), NULL },
	{ "", "recipe: " },
	{ "{\"recipe\":1,\n \"id\":oops}", "line 2" },
	{ "[]", "recipe \"\": must be an object" },
	{ "{}", "recipe \"\": \"recipe\" is missing" },
	{ "{\"recipe\":1}", "\"id\" is missing" },
	{ "{\"recipe\":1,\"id\":\"x\"}", AT "\"kind\" is missing" },
	{ "{\"recipe\":1,\"id\":\"x\",\"kind\":\"bot\"}",
	    AT "kind: must be one of source channel" },
	{ "{\"recipe\":1,\"id\":\"x\",\"kind\":\"source\"}",
	    AT "\"request\" is missing" },
	{ "{\"recipe\":1,\"id\":\"x\",\"kind\":\"channel\"}",
	    AT "\"request\" is missing" },
	{ "{\"recipe\":2,\"id\":\"x\",\"kind\":\"channel\",\"request\":"
	    "{\"url\":\"u\"}}", "reads version 1 only" },
	{ "{\"recipe\":1,\"id\":\"\",\"kind\":\"channel\",\"request\":"
	    "{\"url\":\"u\"}}", "its id is empty" },
	{ "{\"recipe\":1,\"id\":\"x\",\"kind\":\"source\",\"request\":"
	    "{\"url\":\"u\"},\"fields\":{\"text\":\"/t\"}}",
	    AT "fields: \"id\" is missing" },
	{ "{\"recipe\":1,\"id\":\"x\",\"kind\":\"channel\",\"transport\":"
	    "\"smtp\"}", AT "message: is missing; smtp wants it" },
	{ "{\"recipe\":1,\"id\":\"x\",\"kind\":\"source\",\"fields\":"
	    "{\"id\":\"/id\"},\"request\":{\"url\":\"u\",\"query\":"
	    "{\"foo\":\"{cursor|hmtl}\"}}}",
	    AT "request.query.foo: no such pipe \"hmtl\"" },

	/* unknown keys, wrong kinds, the other kind's */
	{ SOURCE(",\"feilds\":{}"), AT "no such key \"feilds\"" },
	{ SOURCE(",\"poll\":{\"evry\":9}"), AT "poll: \"every\" is missing" },
	{ SOURCE(",\"poll\":{\"every\":9,\"mni\":1}"),
	    AT "poll: no such key \"mni\"" },
	{ SOURCE(",\"poll\":{\"every\":\"9\"}"),
	    AT "poll.every: must be a whole number" },
	{ SOURCE(",\"poll\":9"), AT "poll: must be an object" },
	{ SOURCE(",\"keep\":[]"), AT "keep: must be an object" },
	{ SOURCE(",\"errors\":{}"), AT "errors: must be an array" },
	{ SOURCE(",\"errors\":[{\"do\":\"retry\","
	    "\"until\":\"midnight:Mars\"}]"),
	    AT "errors[0].until: must be \"midnight:\" and a time zone, like "
	    "midnight:Europe/Berlin" },
	{ SOURCE(",\"limit\":{}"), AT "limit: belongs to the other kind" },
	{ CHANNEL(",\"fields\":{\"id\":\"/id\"}"),
	    AT "fields: belongs to the other kind" },
	{ CHANNEL(",\"title\":7"), AT "title: must be text" },
	{ SOURCE(",\"records\":{\"parent_too\":1}"),
	    AT "records.parent_too: must be true or false" },
	{ SOURCE(",\"records\":{\"at\":\"data\"}"),
	    AT "records.at: must be a JSON pointer" },
	{ SOURCE(",\"records\":{\"at\":[\"/a\",\"b\"]}"),
	    AT "records.at: must be a JSON pointer" },
	{ SOURCE(",\"records\":{\"where\":[[\"/a\",\"like\",\"b\"]]}"),
	    AT "records.where[0]: no such test \"like\"" },
	{ SOURCE(",\"errors\":[{\"do\":\"fail\"},{\"do\":\"panic\"}]"),
	    AT "errors[1].do: must be one of success ignore" },
	{ SOURCE(",\"errors\":[{\"status\":[404]}]"),
	    AT "errors[0]: \"do\" is missing" },
	{ SOURCE(",\"errors\":[{\"do\":\"fail\",\"status\":404}]"),
	    AT "errors[0].status: must be an array" },
	{ SOURCE(",\"errors\":[{\"do\":\"fail\",\"status\":[\"4x\"]}]"),
	    AT "errors[0].status: must be an array" },
	{ SOURCE(",\"limits\":{\"rate\":[[1]]}"),
	    AT "limits.rate: must be an array of [number" },

	/* what one word wants of others */
	{ SOURCE(",\"auth\":{\"kind\":\"bearer\"}"),
	    AT "auth.token: is missing; bearer wants it" },
	{ SOURCE(",\"auth\":{\"kind\":\"basic\",\"user\":\"u\"}"),
	    AT "auth.password: is missing; basic wants it" },
	{ SOURCE(",\"auth\":{\"kind\":\"magic\"}"),
	    AT "auth.kind: must be one of none bearer" },
	{ SOURCE(",\"cursor\":{\"kind\":\"max\",\"as\":\"int\"}"),
	    AT "cursor.from: is missing; max wants it" },
	{ SOURCE(",\"cursor\":{\"kind\":\"max\",\"as\":\"int\",\"from\":"
	    "\"time\"}"), NULL },
	{ SOURCE(",\"cursor\":{\"kind\":\"max\",\"as\":\"int\",\"from\":"
	    "\"tmie\"}"), AT "cursor.from: nothing is called \"tmie\" here" },
	{ SOURCE(",\"page\":{\"kind\":\"token\",\"from\":\"^/n\"}"),
	    AT "page.query: is missing; token wants it" },

	/* names */
	{ SOURCE(",\"keep\":{\"a\":\"{tgo}\"}"),
	    AT "keep.a: nothing is called \"tgo\" here" },
	{ SOURCE(",\"keep\":{\"a\":\"{title}\"}"),
	    AT "keep.a: nothing is called \"title\" here" },
	{ SOURCE(",\"keep\":{\"a\":\"{tgo}\"},\"spec\":{\"tgo\":{\"type\":"
	    "\"text\"}}"), NULL },
	{ CHANNEL(",\"result\":{\"id\":\"{/a|hmac:key}\"}"),
	    AT "result.id: nothing is called \"key\" here" },
	{ CHANNEL(",\"set\":[{\"if\":[\"level\",\"eq\",\"low\"],\"vars\":"
	    "{\"x\":1}}],\"result\":{\"id\":\"{x}\"}"), NULL },
	{ SOURCE(",\"reply\":{\"request\":{\"url\":\"{tid}\",\"json\":"
	    "{\"a\":[\"{said|no}\"]}}}"),
	    AT "reply.request.json.a[0]: no such pipe \"no\"" },
	{ SOURCE(",\"keep\":{\"k\":\"/k\"},\"reply\":{\"steps\":[{\"take\":"
	    "{\"t\":\"/t\"},\"request\":{\"url\":\"{k}{t}{text}\"}}]}"),
	    NULL },
	{ SOURCE(",\"reply\":{\"request\":{\"url\":\"{anything}\"}}"),
	    AT "reply.request.url: nothing is called \"anything\" here" },

	/* parameters */
	{ SOURCE(",\"spec\":{\"a\":{}}"), AT "spec.a: \"type\" is missing" },
	{ SOURCE(",\"spec\":{\"a\":{\"type\":\"word\"}}"),
	    AT "spec.a.type: must be one of text secret" },
	{ SOURCE(",\"spec\":{\"a\":{\"type\":\"url\",\"default\":\"x\"}}"),
	    AT "spec.a.default: a must be an address" },
	{ SOURCE(",\"spec\":{\"a\":{\"type\":\"int\",\"default\":\"x\"}}"),
	    AT "spec.a.default: a must be a whole number" },
	{ SOURCE(",\"spec\":{\"a\":{\"type\":\"enum\",\"values\":[\"b\"],"
	    "\"default\":\"c\"}}"), AT "spec.a.default: a is none of" },
};

static void
test_loads(void)
{
	for (size_t i = 0; i < COUNT(loads); i++) {
		struct arena a;
		struct recipe r;
		struct fault f = { "" };
		bool	 good;

		arena_init(&a, room, ROOM);
		good = recipe_load(&a, slice_of(loads[i].text), &r, &f);
		if (good != (loads[i].say == NULL) || (!good &&
		    !slice_ihas(slice_of(f.text), slice_of(loads[i].say))))
			printf("%s\n\t%s\n", loads[i].text, f.text);
		CHECK(good == (loads[i].say == NULL));
		CHECK(good == (f.text[0] == '\0'));
		CHECK(good || slice_ihas(slice_of(f.text),
		    slice_of(loads[i].say)));
	}
}

/* --- parameters ----------------------------------------------------------- */

static const char params[] = SOURCE(",\"spec\":{\"//\":\"c\","
    "\"key\":{\"type\":\"secret\",\"help\":\"ask them\"},"
    "\"base\":{\"type\":\"url\",\"default\":\"https://b.example\"},"
    "\"n\":{\"type\":\"int\",\"default\":465,\"optional\":true},"
    "\"tls\":{\"type\":\"bool\",\"default\":true},"
    "\"how\":{\"type\":\"enum\",\"values\":[\"a\",\"b\"]},"
    "\"q\":{\"type\":\"text\",\"max\":4}},"
    "\"poll\":{\"every\":60,\"min\":900}");

static const struct {
	const char	*name, *value;
	const char	*say;		/* NULL: it fits */
} fits[] = {
	{ "key", "x\xc3\xa9{}", NULL },
	{ "key", "\xff", "key must be UTF-8 text" },
	{ "base", "http://192.0.2.7:8080/x", NULL },
	{ "base", "ftp://b.example/", "base must be an address" },
	{ "base", "https://", "base must be an address" },
	{ "n", "-7", NULL },
	{ "n", "7x", "n must be a whole number" },
	{ "tls", "false", NULL },
	{ "tls", "no", "tls must be true or false" },
	{ "how", "b", NULL },
	{ "how", "c", "how is none of the values" },
	{ "q", "caf\xc3\xa9", NULL },
	{ "q", "caf\xc3\xa9s", "q is too long" },
};

static void
test_params(void)
{
	struct arena a;
	struct recipe r;
	struct fault f = { "" };
	const cJSON *p;

	arena_init(&a, room, ROOM);
	CHECK(recipe_load(&a, slice_of(params), &r, &f));
	CHECK(r.every == 60 && r.min == 60);
	p = r.params;
	CHECK(slice_eq(json_key(p), SLICE("key")) &&
	    recipe_type(p) == RECIPE_SECRET &&
	    json_is(p, "/help", "ask them"));
	p = p->next->next;
	CHECK(recipe_type(p) == RECIPE_INT && json_true(p, "/optional"));
	CHECK(recipe_type(p->next) == RECIPE_BOOL);
	CHECK(json_member(json_get(r.root, "/spec"), SLICE("//")) == NULL);
	for (size_t i = 0; i < COUNT(fits); i++) {
		bool	 good;

		f.text[0] = '\0';
		p = json_member(json_get(r.root, "/spec"),
		    slice_of(fits[i].name));
		good = recipe_fits(p, slice_of(fits[i].value), &f);
		if (good != (fits[i].say == NULL) || (!good &&
		    !slice_ihas(slice_of(f.text), slice_of(fits[i].say))))
			printf("%s = %s: %s\n", fits[i].name, fits[i].value,
			    f.text);
		CHECK(good == (fits[i].say == NULL));
	}
}

/* A secret's value is never repeated in what is wrong with it. */
static void
test_secret(void)
{
	struct arena a;
	struct recipe r;
	struct fault f = { "" };

	arena_init(&a, room, ROOM);
	CHECK(recipe_load(&a, slice_of(params), &r, &f));
	CHECK(!recipe_fits(r.params, SLICE("hush\0hush"), &f));
	CHECK(!slice_ihas(slice_of(f.text), SLICE("hush")));
}

/* --- scope ---------------------------------------------------------------- */

static void
test_scope(void)
{
	static const struct template_var given[] = {
		{ { "key", 3 }, { "k", 1 }, false, false, false },
		{ { "cursor", 6 }, { "9", 1 }, false, false, true },
	};
	struct arena a;
	struct recipe r;
	struct fault f = { "" };
	struct template_scope s = { .arena = &a, .vars = given, .nvars = 2 };
	const struct template_var *v;

	arena_init(&a, room, ROOM);
	CHECK(recipe_load(&a, slice_of(params), &r, &f));
	s = recipe_scope(&r, &s, 1795253400);
	v = template_var(&s, SLICE("key"));
	CHECK(v && v->secret && v->owner && slice_eq(v->value, SLICE("k")));
	v = template_var(&s, SLICE("base"));
	CHECK(v && !v->secret && v->owner &&
	    slice_eq(v->value, SLICE("https://b.example")));
	v = template_var(&s, SLICE("cursor"));
	CHECK(v && !v->owner);
	v = template_var(&s, SLICE("now_unix"));
	CHECK(v && slice_eq(v->value, SLICE("1795253400")));
	v = template_var(&s, SLICE("now"));
	CHECK(v && slice_eq(v->value, SLICE("2026-11-21T09:30:00Z")));
	CHECK(template_var(&s, SLICE("nobody")) == NULL);
}

static void
test_channel(void)
{
	static const char text[] = CHANNEL(",\"priority\":{\"low\":-1,"
	    "\"normal\":true,\"high\":\"h\",\"urgent\":\"5\"},\"limit\":"
	    "{\"text\":{\"max\":4096,\"unit\":\"utf16\"}}");
	struct arena a;
	struct recipe r;
	struct fault f = { "" };

	arena_init(&a, room, ROOM);
	CHECK(recipe_load(&a, slice_of(text), &r, &f));
	CHECK(slice_eq(recipe_priority(&a, &r, SLICE("low")), SLICE("-1")));
	CHECK(slice_eq(recipe_priority(&a, &r, SLICE("normal")),
	    SLICE("true")));
	CHECK(slice_eq(recipe_priority(&a, &r, SLICE("high")),
	    SLICE("\"h\"")));
	CHECK(slice_eq(recipe_priority(&a, &r, SLICE("odd")),
	    SLICE("\"odd\"")));
}

/* --- the recipes there are ------------------------------------------------ */

static void
load_file(const char *dir, const char *name)
{
	struct arena a;
	struct recipe r;
	struct fault f = { "" };
	slice	 text = file_into(file, sizeof(file), dir, name);

	arena_init(&a, room, ROOM);
	if (!recipe_load(&a, text, &r, &f))
		printf("%s: %s\n", name, f.text);
	CHECK(f.text[0] == '\0');
	CHECK(slice_starts(slice_of(name), r.id));
	/* and with any less memory than it takes, it fails in words */
	for (size_t n = 0, need = a.used; n < need && n < ROOM; n += 509) {
		f.text[0] = '\0';
		arena_init(&a, room, n);
		if (!recipe_load(&a, text, &r, &f))
			CHECK(f.text[0] != '\0');
	}
}

/* --- the man page --------------------------------------------------------- */

/* A display of the page, with "\\en" as it reads there. */
static void
load_example(slice s)
{
	static char text[8192];
	struct sink k = { .buf = text, .cap = sizeof(text) };
	struct arena a;
	struct recipe r;
	struct fault f = { "" };

	while (s.n) {
		size_t	 n = slice_find(s, SLICE("\\en"));

		sink_put(&k, slice_head(s, n));
		sink_text(&k, n < s.n ? "\\n" : "");
		s = slice_from(s, n + 3);
	}
	arena_init(&a, room, ROOM);
	if (!recipe_load(&a, sink_slice(&k), &r, &f))
		printf("recipe.5: %s\n", f.text);
	CHECK(f.text[0] == '\0');
}

static void
lacks(slice page, slice keys)
{
	struct schema_key key;

	while (schema_next(&keys, &key)) {
		if (slice_ihas(page, key.name))
			continue;
		printf("recipe.5 lacks %.*s\n", SLICE_ARG(key.name));
		CHECK(false);
	}
}

/* Its examples load, and it names every key there is. */
static void
test_man(void)
{
	slice	 page = file_into(file, sizeof(file), "firmware/man",
	    "recipe.5"), rest = page;
	slice	 begin = SLICE("\n{\n \"recipe\""), end = SLICE("\n.Ed");
	int	 n = 0;

	while (slice_find(rest, begin) < rest.n) {
		rest = slice_from(rest, slice_find(rest, begin));
		load_example(slice_head(rest, slice_find(rest, end)));
		rest = slice_from(rest, slice_find(rest, end));
		n++;
	}
	CHECK(n == 2);
	for (rest = slice_of(format_text); rest.n; ) {
		slice	 keys = slice_cut(&rest, '\n');

		if (slice_starts(slice_cut(&keys, ' '), SLICE("@")))
			lacks(page, keys);
	}
}

int
main(void)
{
	test_loads();
	test_params();
	test_secret();
	test_scope();
	test_channel();
	test_man();
	CHECK(files_json("net/recipes/source", load_file) > 0);
	CHECK(files_json("net/recipes/channel", load_file) > 0);
	return test_failed;
}
