#include "tests/scope.h"

/* --- text with holes ------------------------------------------------------ */

static const struct {
	enum template_place place;
	const char	*text;
	const char	*want;		/* NULL: refused */
	size_t		 empty;
} texts[] = {
	{ TEMPLATE_PLAIN, "", "", 0 },
	{ TEMPLATE_PLAIN, "plain {{x}} }}{{", "plain {x} }{", 0 },
	{ TEMPLATE_PLAIN, "{q}", "a b&c=d", 0 },
	{ TEMPLATE_PLAIN, "{/n}+{^/total}+{</id}+{/list/-1}", "5+7+parent+3",
	    0 },
	{ TEMPLATE_PLAIN, "{/id}", "117020593741189701", 0 },
	{ TEMPLATE_PLAIN, "{/a~1b}", "1", 0 },
	{ TEMPLATE_PLAIN, "{/f} {/yes} {/nil} {/list} {/gone/x}",
	    "4.5 true   ", 3 },
	/* what a value contains is not a template */
	{ TEMPLATE_PLAIN, "{token} {/brace}", "p{q}&r/1 {token}", 0 },
	/* a list of names is no hole */
	{ TEMPLATE_PLAIN, "a{id,from{id,name},x}b{q}",
	    "a{id,from{id,name},x}ba b&c=d", 0 },
	{ TEMPLATE_PLAIN, "{q", NULL, 0 },
	{ TEMPLATE_PLAIN, "{}", NULL, 0 },
	{ TEMPLATE_PLAIN, "{a b}", NULL, 0 },
	{ TEMPLATE_PLAIN, "a } b", NULL, 0 },
	{ TEMPLATE_PLAIN, "{a,b", NULL, 0 },

	/* lines whose holes are all empty */
	{ TEMPLATE_PLAIN, "a\n{nothing}\nb", "a\nb", 1 },
	{ TEMPLATE_PLAIN, "{nothing}\na\n{nothing}", "a", 2 },
	{ TEMPLATE_PLAIN, "{nothing}{q}\nx {nothing}", "a b&c=d", 2 },
	{ TEMPLATE_PLAIN, "{q}\n\n{nothing}\n", "a b&c=d\n\n", 1 },
	{ TEMPLATE_PLAIN, "{nothing}\n{nothing}", "", 2 },
	{ TEMPLATE_PLAIN, "x{nothing}y", "xy", 1 },
	{ TEMPLATE_PLAIN, "{/list|join:\n}!", "a\nb\n3!", 0 },
	{ TEMPLATE_JSON, "a\n{nothing}\n{text}", "a\\nHe said: \\\"no\\\"\\nagain",
	    1 },

	/* addresses */
	{ TEMPLATE_URL, "{base}/x/{q}", "https://shop.example/x/a%20b%26c%3Dd",
	    0 },
	{ TEMPLATE_URL, "{base|raw}x", "https://shop.example/x", 0 },
	{ TEMPLATE_URL, "https://a.example/bot{token|raw}/x",
	    "https://a.example/botp{q}&r/1/x", 0 },
	{ TEMPLATE_URL, "https://a.example/{token}", "https://a.example/"
	    "p%7Bq%7D%26r%2F1", 0 },
	/* a foreign value never names the host */
	{ TEMPLATE_URL, "{evil}/x", "https%3A%2F%2Fevil.example%2F/x", 0 },
	{ TEMPLATE_URL, "{evil|raw}", "https%3A%2F%2Fevil.example%2F", 0 },
	{ TEMPLATE_URL, "https://a.example{/path|raw}",
	    "https://a.exampleaccounts%2F1%2Fx%20y", 0 },
	{ TEMPLATE_URL, "https://a.example/v4/{/path|raw}/reply",
	    "https://a.example/v4/accounts/1/x%20y/reply", 0 },
	{ TEMPLATE_URL, "https://a.example/v4/{/path}", "https://a.example/v4/"
	    "accounts%2F1%2Fx%20y", 0 },
	{ TEMPLATE_URL, "https://a.example/{/up|raw}", NULL, 0 },
	{ TEMPLATE_URL, "https://a.example/{/up|cut:2}", NULL, 0 },
	{ TEMPLATE_URL, "https://a.example/{/up}", "https://a.example/"
	    "..%2Fsecret", 0 },
	{ TEMPLATE_URL, "https://a.example/?x={/up|cut:2}",
	    "https://a.example/?x=..", 0 },
	{ TEMPLATE_URL, "{crlf}", NULL, 0 },
	{ TEMPLATE_URL, "{nothing}/x", "/x", 1 },

	/* headers */
	{ TEMPLATE_HEADER, "Bearer {token}", "Bearer p{q}&r/1", 0 },
	{ TEMPLATE_HEADER, "{crlf}", NULL, 0 },
	{ TEMPLATE_HEADER, "{text}", NULL, 0 },
	{ TEMPLATE_HEADER, "{text|one_line}", "He said: \"no\" again", 0 },
	{ TEMPLATE_HEADER, "a\nb", NULL, 0 },

	{ TEMPLATE_JSON, "\"{text}\"", "\\\"He said: \\\"no\\\"\\nagain\\\"",
	    0 },
	{ TEMPLATE_FORM, "{q} {/s}", "a+b%26c%3Dd+caf%C3%A9+%22x%22", 0 },
};

static void
test_texts(void)
{
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct arena a;
		struct fault f = { "" };
		struct template_scope s;
		size_t	 empty = 99;
		slice	 out;
		bool	 good;

		arena_init(&a, room, ROOM);
		s = scope_in(&a, NULL);
		good = template_text(&s, slice_of(texts[i].text),
		    texts[i].place, &out, &empty, &f);
		if (good != (texts[i].want != NULL) || (good &&
		    (!slice_eq(out, slice_of(texts[i].want)) ||
		    empty != texts[i].empty)) || good != (f.text[0] == '\0'))
			printf("%s: %.*s, %zu empty, %s\n", texts[i].text,
			    SLICE_ARG(out), empty, f.text);
		CHECK(good == (texts[i].want != NULL));
		CHECK(!good || slice_eq(out, slice_of(texts[i].want)));
		CHECK(!good || empty == texts[i].empty);
		CHECK(good == (f.text[0] == '\0'));
	}
}

/* --- JSON bodies ---------------------------------------------------------- */

static const struct {
	const char	*body;
	const char	*want;
} bodies[] = {
	{ "{\"a\":\"{/n}\",\"b\":\"{level}\",\"c\":\"p {level}\"}",
	    "{\"a\":5,\"b\":5,\"c\":\"p 5\"}" },
	{ "{\"t\":\"{text}\"}", "{\"t\":\"He said: \\\"no\\\"\\nagain\"}" },
	{ "{\"t\":\"{nothing}\",\"u?\":\"{nothing}\",\"v\":1}",
	    "{\"t\":\"\",\"v\":1}" },
	{ "{\"u?\":\"{nothing}\",\"w?\":{\"x?\":\"{nothing}\"},\"y?\":[]}",
	    "{}" },
	{ "{\"a?\":\"{tags}\",\"b\":[\"{q}\",null,false]}",
	    "{\"a\":[\"x\",1],\"b\":[\"a b&c=d\",null,false]}" },
	{ "{\"x?\":\"{nothing}\",\"zero?\":0,\"no?\":false,\"x\":\"{{}}\"}",
	    "{\"zero\":0,\"no\":false,\"x\":\"{}\"}" },
	{ "{\"m\":\"{q}\\n{nothing}\\n{/n}\"}", "{\"m\":\"a b&c=d\\n5\"}" },
	{ "\"{tags}\"", "[\"x\",1]" },
	{ "[]", "[]" },
};

static void
test_bodies(void)
{
	for (size_t i = 0; i < COUNT(bodies); i++) {
		struct arena a;
		struct fault f = { "" };
		struct template_scope s;
		slice	 out;

		arena_init(&a, room, ROOM);
		s = scope_in(&a, NULL);
		CHECK(template_json(&s, json_parse(&a,
		    slice_of(bodies[i].body), &f), &out, &f));
		if (!slice_eq(out, slice_of(bodies[i].want)))
			printf("%s: %.*s\n", bodies[i].body, SLICE_ARG(out));
		CHECK(slice_eq(out, slice_of(bodies[i].want)));
		CHECK(json_check(out, &f));
	}
}

/* --- secrets, shortage ---------------------------------------------------- */

static void
test_told(void)
{
	static const struct {
		const char *text;
		bool	 told;
	} cases[] = {
		{ "{q} {/s}", false }, { "x {token}", true },
		{ "{/s|hmac:token}", true }, { "{{token}}", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena a;
		struct fault f = { "" };
		bool	 told = false;
		struct template_scope s;
		size_t	 empty;
		slice	 out;

		arena_init(&a, room, ROOM);
		s = scope_in(&a, &told);
		CHECK(template_text(&s, slice_of(cases[i].text),
		    TEMPLATE_PLAIN, &out, &empty, &f));
		CHECK(told == cases[i].told);
	}
}

/* With any amount of memory the answer is whole, or there is none. */
static void
test_shortage(void)
{
	static const char text[] = "{text|html|upper}\n{/list|join:-} {/s|b64}"
	    " {tags} {/id|int}";
	static const char want[] = "HE SAID: \"NO\"\nAGAIN\na-b-3 "
	    "Y2Fmw6kgIngi  117020593741189701";
	struct arena a;
	struct template_scope s;
	size_t	 used, whole = 0;

	arena_init(&a, room, ROOM);
	s = scope_in(&a, NULL);
	used = a.used;
	for (size_t n = 0; n < 4096; n += 8) {
		struct fault f = { "" };
		size_t	 empty;
		slice	 out;

		a.used = used;
		a.cap = used + n;
		a.spent = false;
		if (template_text(&s, slice_of(text), TEMPLATE_PLAIN, &out,
		    &empty, &f)) {
			CHECK(slice_eq(out, slice_of(want)));
			whole++;
		} else {
			CHECK(f.text[0] != '\0' && a.spent && out.n == 0);
		}
	}
	CHECK(whole > 100 && whole < 4096 / 8);
}

int
main(void)
{
	test_texts();
	test_bodies();
	test_told();
	test_shortage();
	return test_failed;
}
