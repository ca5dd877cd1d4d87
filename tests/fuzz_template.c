#include "core/recipe/recipe.h"
#include "core/web/url.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* What a place promises of any template and any value. */
static void
check_place(enum template_place place, slice out, slice value)
{
	for (size_t i = 0; place == TEMPLATE_HEADER && i < out.n; i++)
		assert((unsigned char)out.p[i] >= 0x20 || out.p[i] == '\t');
	for (size_t i = 0; place == TEMPLATE_FORM && i < out.n; i++)
		assert(out.p[i] > 0x20 && out.p[i] < 0x7f);
	for (size_t i = 0; place == TEMPLATE_JSON && i < out.n; i++)
		assert((unsigned char)out.p[i] >= 0x20);
	(void)value;
}

/* A foreign value behind a fixed host never leaves it. */
static void
check_host(const struct template_scope *s)
{
	static const slice texts[] = {
		{ "https://a.example/{v}/x?y={v}", 29 },
		{ "https://a.example/{v|raw}", 25 },
		{ "https://a.example/x?{v|raw}", 27 },
	};
	struct fault f = { "" };
	struct url u;
	size_t	 empty;
	slice	 out;

	for (size_t i = 0; i < COUNT(texts); i++)
		if (template_text(s, texts[i], TEMPLATE_URL, &out, &empty,
		    &f)) {
			assert(url_http(out, &u));
			assert(slice_eq(u.host, SLICE("a.example")));
			assert(slice_index(out, '#') == out.n);
		}
}

/* In a recipe that has the names below. */
static bool
is_sound(slice text)
{
	static char room[1 << 20];
	struct fault f = { "" };
	struct arena a;
	struct recipe r;
	slice	 json;

	arena_init(&a, room, sizeof(room));
	json = sink_join(&a, SLICE("{\"recipe\":1,\"id\":\"x\",\"kind\":"
	    "\"channel\",\"spec\":{\"v\":{\"type\":\"text\"},\"o\":{\"type\":"
	    "\"text\"},\"j\":{\"type\":\"text\"}},\"request\":{\"url\":\"u\","
	    "\"text\":"), sink_made(&a, json_quote, text), SLICE("}}"));
	return recipe_load(&a, json, &r, &f);
}

/* A template that was found sound at load is only refused for a value. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static char room[1 << 18];
	slice	 text = { (const char *)data, n };
	slice	 value = slice_cut(&text, '\0');
	struct template_var vars[] = {
		{ { "v", 1 }, value, false, true, false },
		{ { "o", 1 }, value, false, false, true },
		{ { "j", 1 }, value, true, false, false },
	};
	bool	 told = false, good;
	struct arena a;
	struct template_scope s = { .arena = &a, .vars = vars,
	    .nvars = COUNT(vars), .told = &told };
	struct fault f = { "" };

	arena_init(&a, room, sizeof(room));
	s.record = s.whole = json_parse(&a, value, &f);
	good = is_sound(text);
	for (int place = TEMPLATE_PLAIN; place <= TEMPLATE_FORM; place++) {
		struct fault bad = { "" };
		size_t	 empty = 0;
		slice	 out;

		if (template_text(&s, text, (enum template_place)place, &out,
		    &empty, &bad)) {
			check_place((enum template_place)place, out, value);
			assert(bad.text[0] == '\0');
		} else {
			assert(bad.text[0] != '\0' && out.n <= sizeof(room));
			assert(!good || place == TEMPLATE_URL ||
			    place == TEMPLATE_HEADER || a.spent);
		}
	}
	if (slice_find(text, SLICE("{v")) == text.n &&
	    slice_find(text, SLICE("hmac:v")) == text.n)
		assert(!told);
	check_host(&s);
	assert(a.used <= a.cap);
	return 0;
}
