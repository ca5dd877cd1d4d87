#include "core/recipe/extract.h"
#include "core/recipe/paging.h"
#include "core/web/url.h"
#include "core/wire.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define START "{\"recipe\":1,\"id\":\"x\",\"kind\":\"source\",\"request\":"	\
	"{\"url\":\"https://a.example/\"},"
#define FIELDS "\"fields\":{\"id\":[\"/id\",\"/url\"],\"title\":\"/title\","	\
	"\"text\":[\"/html|html\",\"/text\"],\"url\":\"/url\",\"time\":"	\
	"\"/time\",\"lang\":\"/lang\",\"author_name\":\"/author\","	\
	"\"author_handle\":\"@{/author}\",\"author_url\":\"/u\","	\
	"\"rating\":\"/rating\",\"likes\":\"/likes\",\"place\":{\"lookup\":" \
	"\"^/items\",\"key\":\"/id\",\"by\":\"/id\",\"get\":\"/title\"}}}"

static const slice recipes[] = {
#define RECIPE(s) { s, sizeof(s) - 1 }
	RECIPE(START "\"decoder\":\"feed\"," FIELDS),
	RECIPE(START "\"records\":{\"at\":[\"\",\"/items\"],\"where\":"
	    "[[\"/no\",\"missing\"]]},\"keep\":{\"k\":\"/id\"},\"cursor\":"
	    "{\"kind\":\"max\",\"from\":\"/id\",\"as\":\"numstr\"},\"page\":"
	    "{\"kind\":\"token\",\"from\":\"^/next\",\"query\":\"p\"}," FIELDS),
	RECIPE(START "\"records\":{\"at\":\"/items\",\"expand\":\"/items\","
	    "\"parent_too\":true},\"cursor\":{\"kind\":\"max\",\"from\":"
	    "\"time\",\"as\":\"time\",\"overlap\":60,\"format\":\"rfc3339\"},"
	    "\"page\":{\"kind\":\"url\",\"from\":\"^/next\",\"inside\":"
	    "\"/next\"}," FIELDS),
	RECIPE(START "\"records\":{\"at\":\"\",\"optional\":true},\"cursor\":"
	    "{\"kind\":\"seen\"},\"page\":{\"kind\":\"number\",\"query\":"
	    "\"p\",\"pages\":\"^/0/n\"}," FIELDS),
};

static const char *const names[] = { "Link", "RateLimit", "X-App-Usage",
	"X-RateLimit-Remaining", "RateLimit-Reset" };

/* What is stored of an address holds no secret, what is asked holds it. */
static void
check_secrets(struct arena *a, slice url)
{
	static const struct template_var var = { { "key", 3 }, { "s3cret", 6 },
	    false, true, true };
	struct template_scope s = { .arena = a, .vars = &var, .nvars = 1 };
	slice	 hidden = paging_hide(&s, url);

	assert(slice_find(hidden, var.value) == hidden.n);
	paging_show(&s, SLICE("https://a.example/?k=s3cret"), url);
}

static void
check_address(slice s)
{
	struct url u;

	assert(s.n == 0 || (url_http(s, &u) && s.n <= 4096));
}

/* What is to be read next: nobody else's, and one a line. */
static void
check_todo(struct arena *a, struct extract *x, slice base)
{
	struct template_scope s = { .arena = a };
	struct url here, there;
	slice	 todo, kept;

	for (size_t m = 0; m < x->n; m++)
		extract_news(x, m);
	todo = extract_todo(a, x, true, SLICE(""));
	assert(a->spent || paging_keep(&s, todo, todo.n, &kept));
	assert(a->spent || kept.n <= todo.n);
	assert(url_http(base, &here));
	while (todo.n)
		assert(url_http(slice_cut(&todo, '\n'), &there) &&
		    url_same_origin(&here, &there));
}

/* What a worker tells the keeper must come through unchanged. */
static void
check_mention(const struct mention *m)
{
	static char buf[WIRE_MAX];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct item item = { .mention = *m }, back;
	struct fault f = { "" };

	assert(m->id.n > 0 && m->rating >= 0 && m->rating <= 5);
	assert(m->text.n <= EXTRACT_TEXT_MAX && text_valid(m->text));
	assert(text_valid(m->title) && text_valid(m->id));
	check_address(m->url);
	check_address(m->author_url);
	assert(m->keep.n == 0 || json_check(m->keep, &f));
	wire_put(&k, &wire_item, &item);
	assert(!k.full && wire_get(sink_slice(&k), &wire_item, &back));
	assert(slice_eq(back.mention.id, m->id));
	assert(slice_eq(back.mention.text, m->text));
	assert(slice_eq(back.mention.url, m->url));
	assert(slice_eq(back.mention.keep, m->keep));
}

/* Each is read once: it is the answer that is foreign here. */
static const struct recipe *
recipe(size_t i)
{
	static struct recipe loaded[COUNT(recipes)];
	static char room[COUNT(recipes)][64 << 10];
	static size_t n;
	struct fault f = { "" };
	struct arena a;

	for (; n < COUNT(recipes); n++) {
		arena_init(&a, room[n], sizeof(room[n]));
		assert(recipe_load(&a, recipes[n], &loaded[n], &f));
	}
	return &loaded[i];
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static char room[1 << 21];
	static struct http_head head;
	slice	 body = { (const char *)data, n };
	struct arena a;
	struct template_scope s = { .arena = &a };
	slice	 base = SLICE("https://a.example/feed?p=1"), cursor;

	for (head.nheaders = 0; head.nheaders < COUNT(names); head.nheaders++)
		head.headers[head.nheaders] = (struct http_header){
		    slice_of(names[head.nheaders]), slice_head(body, 200) };
	for (size_t i = 0; i < COUNT(recipes); i++) {
		struct fault f = { "" };
		const struct recipe *r = recipe(i);
		struct extract x;

		arena_init(&a, room, sizeof(room));
		assert(http_rates(&a, &head, SLICE(""), SLICE(""),
		    1795253400).wait >= -1);
		check_secrets(&a, body);
		if (!extract(r, &s, &head, body, base, &x, &f)) {
			assert(f.text[0] != '\0');
			continue;
		}
		assert(x.n <= EXTRACT_MAX && x.broken == (f.text[0] != '\0'));
		for (size_t m = 0; m < x.n; m++)
			check_mention(&x.mentions[m]);
		cursor = extract_cursor(r, &a, &x, SLICE(""));
		assert(slice_eq(cursor, extract_cursor(r, &a, &x, cursor)));
		extract_cursor_value(r, &a, cursor);
		check_todo(&a, &x, base);
	}
	return 0;
}
