#include "core/recipe/recipe.h"
#include "core/recipe/condition.h"
#include "core/recipe/value.h"
#include "tests/scope.h"

/* --- expressions ---------------------------------------------------------- */

/* The value as JSON; "" none. */
static const struct {
	const char	*expr;
	const char	*want;
} values[] = {
	{ "\"/n\"",			"5" },
	{ "\"/s\"",			"\"caf\xc3\xa9 \\\"x\\\"\"" },
	{ "\"/id\"",			"\"117020593741189701\"" },
	{ "\"/gone\"",			"" },
	{ "\"/nil\"",			"" },
	{ "\"/s/x\"",			"" },
	{ "\"=/n\"",			"\"/n\"" },
	{ "\"q\"",			"\"a b&c=d\"" },
	{ "\"{/n}\"",			"5" },
	{ "\"{/n}!\"",			"\"5!\"" },
	{ "\"@{/gone}\"",		"" },
	{ "\"{tags}\"",			"[\"x\",1]" },
	{ "\"{broken}\"",		"\"{\\\"a\\\":\"" },
	{ "[\"/gone\",\"/empty\",\"/none\",\"/n\"]", "5" },
	{ "[]",				"" },
	{ "17",				"17" },
	{ "true",			"true" },
	{ "\"/url|host\"",		"\"h.example\"" },
	{ "{\"from\":\"/html\",\"pipe\":[\"html\",\"upper\"]}",
	    "\"A & B\"" },
	{ "{\"from\":\"/stars\",\"map\":{\"ONE\":1,\"FIVE\":5}}", "5" },
	{ "{\"from\":\"/s\",\"map\":{\"*\":0,\"x\":1}}", "0" },
	{ "{\"from\":\"/s\",\"map\":{\"x\":1}}", "" },
	{ "{\"from\":\"/gone\",\"map\":{\"*\":1},\"default\":9}", "9" },
	{ "{\"if\":[\"/yes\",\"eq\",true],\"then\":\"=y\",\"else\":\"=n\"}",
	    "\"y\"" },
	{ "{\"if\":[\"/gone\",\"exists\"],\"then\":\"=y\"}", "" },
	{ "{\"lookup\":\"^/users\",\"key\":\"/who\",\"by\":\"/id\","
	    "\"get\":\"/name\"}", "\"Bob\"" },
	{ "{\"lookup\":\"^/users\",\"key\":\"/s\",\"by\":\"/id\","
	    "\"get\":\"/name\",\"default\":\"?\"}", "\"?\"" },

	/* every pipe */
	{ "\"/html|html\"",		"\"a & b\"" },
	{ "\"={ x \"",			"\"{ x \"" },
	{ "\"text|one_line\"",		"\"He said: \\\"no\\\" again\"" },
	{ "\"text|cut:3|lower\"",	"\"he \"" },
	{ "\"text|cut:3|trim\"",	"\"He\"" },
	{ "\"/f|int\"",			"4" },
	{ "\"/s|int\"",			"" },
	{ "\"/id|int\"",		"117020593741189701" },
	{ "\"/n|add:-7\"",		"-2" },
	{ "{\"from\":\"=9223372036854775807\",\"pipe\":[\"add:1\"]}", "" },
	{ "{\"from\":\"=4.50\",\"pipe\":[\"num\"]}", "4.5" },
	{ "\"/n|str\"",			"\"5\"" },
	{ "\"/no|bool\"",		"false" },
	{ "\"/gone|bool\"",		"false" },
	{ "\"/list|bool\"",		"true" },
	{ "\"/list|exists\"",		"true" },
	{ "\"/none|exists\"",		"false" },
	{ "\"/list|first\"",		"\"a\"" },
	{ "\"/s|first\"",		"\"caf\xc3\xa9 \\\"x\\\"\"" },
	{ "\"/list|join:, \"",		"\"a, b, 3\"" },
	{ "\"/s|join:x\"",		"\"caf\xc3\xa9 \\\"x\\\"\"" },
	{ "\"/path|basename\"",		"\"x y\"" },
	{ "\"/path|dirname\"",		"\"accounts/1\"" },
	{ "\"/who|basename\"",		"\"u2\"" },
	{ "\"/who|dirname\"",		"\"u2\"" },
	{ "\"/url|param:q\"",		"\"\xc3\xa9\"" },
	{ "\"/url|param:none\"",	"" },
	{ "\"/url|after:://\"",		"\"h.example:8443/a/b/?q=%C3%A9&x=1\"" },
	{ "\"/s|after:zz\"",		"\"caf\xc3\xa9 \\\"x\\\"\"" },
	{ "\"/s|cut:4\"",		"\"caf\xc3\xa9\"" },
	{ "\"/s|chars:4\"",		"\"caf\xe2\x80\xa6\"" },
	{ "\"/s|bytes:7\"",		"\"caf\xe2\x80\xa6\"" },
	{ "\"/s|utf16:99\"",		"\"caf\xc3\xa9 \\\"x\\\"\"" },
	{ "\"/s|graphemes:4\"",		"\"caf\xe2\x80\xa6\"" },
	{ "\"/t|unix\"",		"1795253400" },
	{ "\"/ms|unix\"",		"1795253400" },
	{ "\"/t|unixms\"",		"1795253400000" },
	{ "\"/ms|rfc3339\"",		"\"2026-11-21T09:30:00Z\"" },
	{ "\"/t|date\"",		"\"2026-11-21\"" },
	{ "\"/s|unix\"",		"" },
	{ "\"/f|stars\"", "\"\xe2\x98\x85\xe2\x98\x85\xe2\x98\x85\xe2\x98\x85"
	    "\xe2\x98\x85\"" },
	{ "{\"from\":\"=-3\",\"pipe\":[\"stars\"]}", "\"\xe2\x98\x86\xe2\x98\x86"
	    "\xe2\x98\x86\xe2\x98\x86\xe2\x98\x86\"" },
	{ "\"/who|b64\"",		"\"dTI=\"" },
	{ "\"/who|sha256|cut:8\"",	"\"75320000\"" },
	{ "\"/who|hmac:token|cut:36\"",
	    "\"707b717d26722f3100000000000000007532\"" },
	{ "\"/html|esc:slack\"",	"\"&lt;p&gt;a &amp;amp; b&lt;/p&gt;\"" },
	{ "\"/s|esc:html\"",		"\"caf\xc3\xa9 &quot;x&quot;\"" },
	{ "{\"from\":\"=a_b*c\",\"pipe\":[\"esc:md\"]}", "\"a\\\\_b\\\\*c\"" },
	{ "\"/gone|default:-\"",	"\"-\"" },
	{ "\"/n|default:-\"",		"5" },
	{ "\"/n|raw\"",			"5" },
	{ "\"/none|html\"",		"" },
};

/* Is it sound in a recipe that knows some names? */
static bool
sound(struct arena *a, const char *expr, struct fault *f)
{
	struct recipe r;
	slice	 text = sink_join(a, SLICE("{\"recipe\":1,\"id\":\"x\","
	    "\"kind\":\"source\",\"request\":{\"url\":\"u\"},"
	    "\"fields\":{\"id\":\"/id\"},\"spec\":{\"q\":{\"type\":"
	    "\"text\"},\"token\":{\"type\":\"text\"}},"
	    "\"keep\":{\"text\":\"/t\",\"v\":"), slice_of(expr),
	    SLICE("}}"));

	return recipe_load(a, text, &r, f);
}

static void
test_values(void)
{
	static char buf[4096];

	for (size_t i = 0; i < COUNT(values); i++) {
		struct arena a;
		struct fault f = { "" };
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		struct template_scope s;
		const cJSON *expr;
		struct value v;

		arena_init(&a, room, ROOM);
		s = scope_in(&a, NULL);
		expr = json_parse(&a, slice_of(values[i].expr), &f);
		CHECK(expr != NULL);
		v = value_of(expr, &s);
		if (!value_empty(v))
			value_put_json(&k, v);
		if (!slice_eq(sink_slice(&k), slice_of(values[i].want)))
			printf("%s: %.*s\n", values[i].expr,
			    SLICE_ARG(sink_slice(&k)));
		CHECK(slice_eq(sink_slice(&k), slice_of(values[i].want)));
	}
}

static const struct {
	const char	*tests;
	bool		 want;
} conditions[] = {
	{ "[\"/n\",\"exists\"]",			true },
	{ "[\"/none\",\"exists\"]",			false },
	{ "[\"/none\",\"missing\"]",			true },
	{ "[\"/n\",\"eq\",5]",				true },
	{ "[\"/n\",\"eq\",\"5\"]",			true },
	{ "[\"/yes\",\"eq\",\"True\"]",			true },
	{ "[\"/who\",\"eq\",\"U2\"]",			false },
	{ "[\"/who\",\"ne\",\"{/who}\"]",		false },
	{ "[\"/who\",\"ne\",\"who\"]",			true },
	{ "[\"/gone\",\"ne\",\"who\"]",			true },
	{ "[\"/gone\",\"ne\",\"{nothing}\"]",		true },
	{ "[\"/gone\",\"eq\",\"{nothing}\"]",		false },
	{ "[\"/who\",\"has\",\"{nothing}\"]",		false },
	{ "[\"/who\",\"in\",[\"u1\",\"u2\"]]",		true },
	{ "[\"/n\",\"in\",[4,5]]",			true },
	{ "[\"/who\",\"nin\",[\"u1\",\"u2\"]]",		false },
	{ "[\"/f\",\"gt\",4]",				true },
	{ "[\"/f\",\"gt\",\"4.5\"]",			false },
	{ "[\"/gone\",\"gt\",-1]",			false },
	{ "[\"/s\",\"has\",\"CAF\"]",			true },
	{ "[\"/s\",\"has\",\"tea\"]",			false },
	{ "[[\"/n\",\"exists\"],[\"/f\",\"gt\",9]]",	false },
	{ "[[\"/n\",\"exists\"],[\"/f\",\"gt\",1]]",	true },
	{ "[[\"/gone\",\"/n\"],\"exists\"]",		true },
	{ "[]",						true },
};

static void
test_conditions(void)
{
	for (size_t i = 0; i < COUNT(conditions); i++) {
		struct arena a;
		struct fault f = { "" };
		struct template_scope s;

		arena_init(&a, room, ROOM);
		s = scope_in(&a, NULL);
		if (condition_holds(json_parse(&a,
		    slice_of(conditions[i].tests), &f), &s) !=
		    conditions[i].want) {
			printf("%s\n", conditions[i].tests);
			CHECK(false);
		}
	}
}

/* --- faults at load ------------------------------------------------------- */

static const struct {
	const char	*expr;
	const char	*say;		/* NULL: sound */
} checks[] = {
	{ "\"{q|trim|cut:9}\"",		NULL },
	{ "\"/x|hmac:token\"",		NULL },
	{ "\"={ anything\"",		NULL },
	{ "[\"/a\",{\"from\":\"q\"}]",	NULL },
	{ "\"{q|hmtl}\"",		"no such pipe \"hmtl\"" },
	{ "\"/a|cut:x\"",		"the pipe cut wants a number" },
	{ "\"/a|cut\"",			"the pipe cut wants a number" },
	{ "\"/a|cut:-1\"",		"the pipe cut wants a number" },
	{ "\"/a|trim:9\"",		"the pipe trim takes no argument" },
	{ "\"/a|join\"",		"the pipe join wants a text" },
	{ "\"/a|esc:rtf\"",		"slack, html or md" },
	{ "\"/a|hmac:nobody\"",		"nothing is called \"nobody\" here" },
	{ "\"{p}\"",			"nothing is called \"p\" here" },
	{ "\"p\"",			"nothing is called \"p\" here" },
	{ "\"a b\"",			"\"a b\" is no pointer" },
	{ "\"\"",			"\"\" is no pointer" },
	{ "\"{q\"",			"never closed" },
	{ "\"q}\"",			"closes nothing" },
	{ "\"{q r}\"",			"is no hole" },
	{ "{\"from\":\"q\",\"pip\":[]}", "no such key \"pip\"" },
	{ "{\"pipe\":[\"trim\"]}",	"\"from\" is missing" },
	{ "{\"from\":\"q\",\"pipe\":\"trim\"}", "must be an array" },
	{ "{\"from\":\"q\",\"pipe\":[\"tirm\"]}", "no such pipe \"tirm\"" },
	{ "{\"from\":\"q\",\"map\":[]}", "must be an object" },
	{ "{\"if\":[\"q\",\"is\"],\"then\":\"q\"}", "no such test \"is\"" },
	{ "{\"if\":[\"q\",\"eq\"],\"then\":\"q\"}", "eq wants an operand" },
	{ "{\"if\":[\"q\",\"exists\",1],\"then\":\"q\"}",
	    "exists takes no operand" },
	{ "{\"if\":[\"q\",\"exists\"]}", "\"then\" is missing" },
	{ "{\"lookup\":\"^/x\",\"key\":\"q\"}",	"\"by\" is missing" },
	{ "{\"lookup\":\"^/x\",\"key\":\"q\",\"by\":\"/a\",\"get\":\"b\"}",
	    "must be a JSON pointer" },
	{ "null",			"a value is missing" },
};

static void
test_checks(void)
{
	for (size_t i = 0; i < COUNT(checks); i++) {
		struct arena a;
		struct fault f = { "" };
		bool	 good;

		arena_init(&a, room, ROOM);
		good = sound(&a, checks[i].expr, &f);
		if (good != (checks[i].say == NULL) || (!good &&
		    !slice_ihas(slice_of(f.text), slice_of(checks[i].say))))
			printf("%s: %s\n", checks[i].expr, f.text);
		CHECK(good == (checks[i].say == NULL));
		CHECK(good || slice_ihas(slice_of(f.text),
		    slice_of(checks[i].say)));
	}
}

int
main(void)
{
	test_values();
	test_conditions();
	test_checks();
	return test_failed;
}
