#include "core/recipe/extract.h"
#include "tests/files.h"

#define SHARED "../shared"
#define BASE "https://api.example/v1/list?q=x&page=1"

enum { ROOM = 8 << 20 };

static char	 room[ROOM], file[1 << 20], text[1 << 18], out[1 << 20];

#define RECIPE(more) "{\"recipe\":1,\"id\":\"x\",\"kind\":\"source\","	\
	"\"request\":{\"url\":\"https://api.example/\"}," more "}"
#define PLAIN "\"fields\":{\"id\":\"/id\",\"text\":\"/text\",\"title\":"	\
	"\"/title\",\"url\":\"/url\",\"time\":\"/time\",\"lang\":\"/lang\"," \
	"\"rating\":\"/rating\",\"likes\":\"/likes\",\"author_name\":"	\
	"\"/who\",\"author_handle\":\"@{/who}\",\"parent\":\"</id\"}"

static void
put_mention(struct sink *k, const struct mention *m)
{
	struct json_line j = json_line_open(k);

	json_line_text(&j, "id", m->id);
	json_line_text(&j, "url", m->url);
	json_line_text(&j, "title", m->title);
	json_line_text(&j, "text", m->text);
	json_line_text(&j, "author", m->author);
	json_line_text(&j, "handle", m->handle);
	json_line_int(&j, "time", m->time);
	json_line_text(&j, "lang", m->lang);
	json_line_int(&j, "rating", m->rating);
	json_line_text(&j, "parent", m->parent);
	json_line_int(&j, "likes", m->likes);
	if (m->keep.n)
		json_line_raw(&j, "keep", m->keep);
	json_line_close(&j);
}

/* `want`: the mentions, a line each; NULL: no answer. */
static const struct {
	const char	*recipe;
	const char	*body;
	const char	*want;
	size_t		 skipped;
	const char	*cursor;
} cases[] = {
	{ RECIPE(PLAIN), "[]", "", 0, "" },
	{ RECIPE(PLAIN), "{\"id\":1}", "{\"id\":\"1\"}\n", 0, "" },
	{ RECIPE(PLAIN), "[{\"id\":117020593741189701,\"text\":\"a  b\\r\\n\\n"
	    "\\n\\nc\\u0007\",\"title\":\" t\\n u \",\"url\":\"/p?x=1#f\","
	    "\"time\":\"2026-11-21T10:30:00+01:00\",\"lang\":\"de-AT\","
	    "\"rating\":4.5,\"likes\":\"12\",\"who\":\"Ann\"}]",
	    "{\"id\":\"117020593741189701\",\"url\":\"https://api.example/"
	    "p?x=1#f\",\"title\":\"t u\",\"text\":\"a  b\\n\\nc\",\"author\":"
	    "\"Ann\",\"handle\":\"@Ann\",\"time\":1795253400,\"lang\":"
	    "\"de-AT\",\"rating\":5,\"likes\":12}\n", 0, "" },
	/* values of the wrong type are no values, records without id no news */
	{ RECIPE(PLAIN), "[null,7,\"x\",{\"text\":\"no id\"},{\"id\":\"\"},"
	    "{\"id\":[1]},{\"id\":true,\"text\":{},\"url\":[],\"time\":"
	    "\"yesterday\",\"lang\":\"a b\",\"rating\":9,\"likes\":\"many\","
	    "\"who\":null}]", "{\"id\":\"true\"}\n", 5, "" },
	/* an address that is none for a browser */
	{ RECIPE(PLAIN), "[{\"id\":1,\"url\":\"javascript:alert(1)\"},"
	    "{\"id\":2,\"url\":\"//h.example/a b\"},{\"id\":3,\"url\":"
	    "\"https://\"}]", "{\"id\":\"1\"}\n{\"id\":\"2\",\"url\":"
	    "\"https://h.example/a%20b\"}\n{\"id\":\"3\"}\n", 0, "" },

	/* where the records are */
	{ RECIPE("\"records\":{\"at\":\"/data/list\"}," PLAIN),
	    "{\"data\":{\"list\":[{\"id\":1}]}}", "{\"id\":\"1\"}\n", 0, "" },
	{ RECIPE("\"records\":{\"at\":\"/gone\"}," PLAIN), "{}", "", 0, "" },
	{ RECIPE("\"records\":{\"at\":[\"/b\",\"/a\"]}," PLAIN),
	    "{\"a\":[{\"id\":1}],\"b\":{\"id\":2}}",
	    "{\"id\":\"2\"}\n{\"id\":\"1\"}\n", 0, "" },
	{ RECIPE("\"records\":{\"at\":\"\",\"where\":[[\"/s\",\"nin\","
	    "[\"spam\"]],[\"/likes\",\"gt\",1]]}," PLAIN),
	    "[{\"id\":1,\"s\":\"spam\",\"likes\":5},{\"id\":2,\"likes\":5},"
	    "{\"id\":3,\"likes\":1}]", "{\"id\":\"2\",\"likes\":5}\n", 2, "" },
	{ RECIPE("\"records\":{\"at\":\"\",\"expand\":\"/in/data\"}," PLAIN),
	    "[{\"id\":\"p\",\"in\":{\"data\":[{\"id\":1},{\"id\":2}]}},"
	    "{\"id\":\"q\"}]", "{\"id\":\"1\",\"parent\":\"p\"}\n"
	    "{\"id\":\"2\",\"parent\":\"p\"}\n", 0, "" },
	{ RECIPE("\"records\":{\"at\":\"\",\"expand\":\"/in\",\"parent_too\":"
	    "true}," PLAIN), "[{\"id\":\"p\",\"in\":{\"id\":1}},"
	    "{\"id\":\"q\"}]", "{\"id\":\"1\",\"parent\":\"p\"}\n"
	    "{\"id\":\"p\"}\n{\"id\":\"q\"}\n", 0, "" },
	{ RECIPE("\"keep\":{\"a\":\"/id\",\"b\":\"/gone\",\"c\":\"/l\","
	    "\"d\":\"{/id}!\"}," PLAIN), "[{\"id\":9,\"l\":[1]}]",
	    "{\"id\":\"9\",\"keep\":{\"a\":9,\"c\":[1],\"d\":\"9!\"}}\n", 0,
	    "" },
	{ RECIPE("\"tz\":-25200," PLAIN), "{\"id\":1,\"time\":"
	    "\"2026-11-21 02:30:00\"}", "{\"id\":\"1\",\"time\":1795253400}\n",
	    0, "" },

	/* cursors: of all records, skipped ones too */
	{ RECIPE("\"cursor\":{\"kind\":\"max\",\"from\":\"/id\",\"as\":"
	    "\"numstr\"}," PLAIN), "[{\"id\":99},{\"id\":"
	    "\"117020593741189701\"},{\"id\":117020593741189700}]",
	    "{\"id\":\"99\"}\n{\"id\":\"117020593741189701\"}\n"
	    "{\"id\":\"117020593741189700\"}\n", 0, "117020593741189701" },
	{ RECIPE("\"cursor\":{\"kind\":\"max\",\"from\":\"/n\",\"as\":"
	    "\"int\"}," PLAIN), "[{\"id\":1,\"n\":9},{\"n\":10},{\"n\":\"x\"}]",
	    "{\"id\":\"1\"}\n", 2, "10" },
	{ RECIPE("\"cursor\":{\"kind\":\"max\",\"from\":\"time\",\"as\":"
	    "\"time\"}," PLAIN), "[{\"id\":1,\"time\":1795253400},{\"id\":2,"
	    "\"time\":4000000000},{\"id\":3}]",
	    "{\"id\":\"1\",\"time\":1795253400}\n{\"id\":\"2\",\"time\":"
	    "4000000000}\n{\"id\":\"3\"}\n", 0, "1795253400" },

	/* feeds */
	{ RECIPE("\"decoder\":\"feed\"," "\"fields\":{\"id\":\"/id\","
	    "\"title\":\"/title\",\"text\":\"/html|html\",\"url\":\"/url\","
	    "\"time\":\"/time\",\"author_name\":\"/author\",\"lang\":"
	    "\"/lang\"}"),
	    "<rss><channel><title>T</title><language>en</language><item>"
	    "<guid>7</guid><title>A &amp;lt; B</title><link>/p</link>"
	    "<description>&lt;p>x &amp;amp; y&lt;/p></description>"
	    "<pubDate>Sat, 21 Nov 2026 09:30:00 GMT</pubDate></item>"
	    "</channel></rss>", "{\"id\":\"7\",\"url\":\"https://api.example/"
	    "p\",\"title\":\"A < B\",\"text\":\"x & y\",\"time\":1795253400,"
	    "\"lang\":\"en\"}\n", 0, "" },

	/* no answers */
	{ RECIPE(PLAIN), "", NULL, 0, "" },
	{ RECIPE(PLAIN), "[{\"id\":1}", NULL, 0, "" },
	{ RECIPE(PLAIN), "<html>", NULL, 0, "" },
	/* JSON that says nothing of anybody: read, but with a word about it */
	{ RECIPE(PLAIN), "\"no\"", "", 0, "" },
	{ RECIPE(PLAIN), "null", "", 0, "" },
	{ RECIPE("\"decoder\":\"feed\"," PLAIN), "no feed", NULL, 0, "" },
};

static const struct template_var now = { { "now_unix", 8 },
	{ "1795253400", 10 }, false, false, false };

static void
test_cases(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena a;
		struct template_scope s = { .arena = &a, .vars = &now,
		    .nvars = 1 };
		struct http_head head = { .status = 200 };
		struct sink k = { .buf = out, .cap = sizeof(out) };
		struct fault f = { "" };
		struct recipe r;
		struct extract x;
		bool	 good;

		arena_init(&a, room, ROOM);
		CHECK(recipe_load(&a, slice_of(cases[i].recipe), &r, &f));
		good = extract(&r, &s, &head, slice_of(cases[i].body),
		    SLICE(BASE), &x, &f);
		for (size_t m = 0; good && m < x.n; m++)
			put_mention(&k, &x.mentions[m]);
		if (good != (cases[i].want != NULL) || (good &&
		    !slice_eq(sink_slice(&k), slice_of(cases[i].want))))
			printf("%s\n%.*s%s\n", cases[i].body,
			    SLICE_ARG(sink_slice(&k)), f.text);
		CHECK(good == (cases[i].want != NULL));
		CHECK((good && !x.broken) == (f.text[0] == '\0'));
		if (!good)
			continue;
		CHECK(slice_eq(sink_slice(&k), slice_of(cases[i].want)));
		CHECK(x.skipped == cases[i].skipped);
		CHECK(slice_eq(x.cursor, slice_of(cases[i].cursor)));
	}
}

/* --- limits --------------------------------------------------------------- */

static slice
many(size_t n, const char *one)
{
	struct sink k = { .buf = file, .cap = sizeof(file) };

	sink_byte(&k, '[');
	for (size_t i = 0; i < n; i++) {
		sink_text(&k, i ? ",{\"id\":" : "{\"id\":");
		sink_int(&k, (int64_t)i);
		sink_text(&k, one);
		sink_byte(&k, '}');
	}
	sink_byte(&k, ']');
	CHECK(!k.full);
	return sink_slice(&k);
}

static bool
run(const char *recipe, slice body, size_t memory, struct extract *x,
    struct fault *f)
{
	static struct arena a;
	struct template_scope s = { .arena = &a };
	struct http_head head = { .status = 200 };
	struct recipe r;

	f->text[0] = '\0';
	arena_init(&a, room, memory);
	return recipe_load(&a, slice_of(recipe), &r, f) &&
	    extract(&r, &s, &head, body, SLICE(BASE), x, f);
}

static void
test_limits(void)
{
	static char long_text[200000], long_id[3000];
	struct sink k = { .buf = text, .cap = sizeof(text) };
	struct fault f = { "" };
	struct extract x;

	CHECK(run(RECIPE(PLAIN), many(499, ""), ROOM, &x, &f) && x.n == 499);
	CHECK(run(RECIPE(PLAIN), many(3000, ""), ROOM, &x, &f) &&
	    x.n == EXTRACT_MAX && x.skipped == 1500);

	/* what is too long is cut at a character, an address left out */
	memset(long_text, 'a', sizeof(long_text));
	for (size_t i = 1; i + 2 < sizeof(long_text); i += 2)
		memcpy(long_text + i, "\xc3\xa9", 2);
	memset(long_id, 'i', sizeof(long_id));
	sink_text(&k, "[{\"id\":\"");
	sink_put(&k, (slice){ long_id, sizeof(long_id) });
	sink_text(&k, "\",\"url\":\"/");
	sink_put(&k, (slice){ long_text + 1, 5000 });
	sink_text(&k, "\",\"title\":\"");
	sink_put(&k, (slice){ long_text + 1, 20000 });
	sink_text(&k, "\",\"who\":\"");
	sink_put(&k, (slice){ long_text + 1, 3000 });
	sink_text(&k, "\",\"text\":\"");
	sink_put(&k, (slice){ long_text + 1, 199996 });
	sink_text(&k, "\"},{\"id\":\"j");
	sink_put(&k, (slice){ long_id, sizeof(long_id) });
	sink_text(&k, "\"}]");
	CHECK(run(RECIPE(PLAIN), sink_slice(&k), ROOM, &x, &f) && x.n == 2);
	CHECK(x.mentions[0].text.n <= EXTRACT_TEXT_MAX &&
	    x.mentions[0].text.n > EXTRACT_TEXT_MAX - 8);
	CHECK(text_valid(x.mentions[0].text));
	CHECK(slice_ends(x.mentions[0].text, SLICE("\xe2\x80\xa6")));
	CHECK(x.mentions[0].title.n <= 4096 && x.mentions[0].author.n <= 1024);
	CHECK(x.mentions[0].url.n == 0);
	CHECK(x.mentions[0].id.n <= 1024);
	CHECK(!slice_eq(x.mentions[0].id, x.mentions[1].id));
}

/* A join over a long list stays affordable, and too little memory is said. */
static void
test_hostile(void)
{
	static const char joined[] = RECIPE("\"fields\":{\"id\":\"/id\","
	    "\"author_name\":{\"lookup\":\"^\",\"key\":\"=no\",\"by\":"
	    "\"/id\",\"get\":\"/n\"}}");
	struct fault f = { "" };
	struct extract x;
	slice	 body = many(20000, ",\"n\":1");

	CHECK(run(joined, body, ROOM, &x, &f) && x.n == EXTRACT_MAX);
	body = many(200, ",\"text\":\"hello\",\"who\":\"x\"");
	for (size_t n = 0; n < 1 << 20; n += 7919)
		if (!run(RECIPE(PLAIN), body, n, &x, &f))
			CHECK(f.text[0] != '\0');
		else
			CHECK(x.n == 200 && x.mentions[199].text.n == 5);
	body = many(20, ",\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
	    "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
	    "]]]]]]]]]]]]]]]]]]]]]]]]]");
	CHECK(!run(RECIPE(PLAIN), body, ROOM, &x, &f) && f.text[0]);
}

/* --- other people's answers ----------------------------------------------- */

static const struct {
	const char	*recipe, *sample;
	size_t		 n;
	const char	*first;		/* the id of the first */
} samples[] = {
	{ "mastodon.mentions", "mastodon_notifications.json", 1,
	    "117020577157693549" },
	{ "mastodon.tag", "mastodon_tag.json", 1, "117020593741189701" },
	{ "mastodon.search", "mastodon_search.json", 2, "116388149027005349" },
	{ "bluesky.search", "bluesky_searchPosts.json", 1, NULL },
	{ "bluesky.notifications", "bluesky_listNotifications.json", 1, NULL },
	{ "hackernews", "hackernews_search.json", 1, "23966666" },
	{ "reddit.search", "reddit_search.json", 5, "t3_3gpbiu" },
	{ "reddit.mentions", "reddit_mentions.json", 4, "t1_ekftbox" },
	{ "lemmy.search", "lemmy_search_v3.json", 1,
	    "https://sh.itjust.works/post/5716352" },
	{ "x.search", "x_search_recent_expanded.json", 1,
	    "1234567890123456789" },
	{ "x.mentions", "x_mentions.json", 10, "1578516295611748353" },
	{ "facebook.comments", "facebook_feed_comments.json", 3,
	    "10158407654328553_10158407835073553" },
	{ "facebook.tagged", "facebook_feed.json", 5, "4_10113477241177441" },
	{ "instagram.comments", "instagram_media_expanded.json", 1,
	    "17858154961981086" },
	{ "instagram.tags", "instagram_tagged_media.json", 5,
	    "17892354025952911" },
	{ "threads.search", "threads_user_posts.json", 2, "1002" },
	{ "threads.mentions", "threads_user_posts.json", 2, "1002" },
	{ "google.business", "google_business_reviews.json", 2, NULL },
	{ "google.places", "google_places_reviews.json", 2, NULL },
	{ "youtube.comments", "youtube_commentThreads.json", 4,
	    "UgyWeTdgc4sc1xgmbld4AaABAg" },
	{ "youtube.search", "youtube_search.json", 25, "gQ_1zX-F_No" },
	{ "google.alerts", "google_alerts.xml", 1, NULL },
	{ "google.news", "google_news.xml", 1, "CBMibEFVX3lxTE5kR3lXVW0" },
	{ "feed", "wordpress_comments_rss2.xml", 3,
	    "http://127.0.0.1:8088/?p=1#comment-4" },
	{ "yelp", "yelp_reviews.json", 1, "gR9DTbKCON2g1Z23bWcEpQ" },
	{ "trustpilot", "trustpilot_reviews.json", 1,
	    "507f191e810c19729de86aaa" },
	{ "tripadvisor", "tripadvisor_reviews.json", 2, "679008093" },
	{ "discourse.search", "discourse_search.json", 1, "9619992" },
	{ "stackexchange.search", "stackexchange_search.json", 1, "1732348" },
	{ "telegram.group", "telegram_getUpdates.json", 1,
	    "-1001234567890:123" },
	{ "tumblr.tagged", "tumblr_posts.json", 2, "131192373805" },
	{ "wordpress.comments", "wordpress_comments.json", 3, "3" },
};

/* Not as it should be: the mention beside it is read, and it is said once. */
static const struct {
	const char	*body;
	size_t		 n;
	const char	*say;		/* empty: nothing */
} odd[] = {
	{ "{\"l\":[{\"id\":1},null,{\"id\":2}]}", 2, "null or has no id" },
	{ "{\"l\":[{\"id\":1},{\"x\":2}]}", 1, "null or has no id" },
	{ "{\"l\":[{\"id\":1},{\"id\":null}]}", 1, "null or has no id" },
	{ "{\"l\":[{\"x\":2,\"hide\":1},{\"id\":1}]}", 1, "" },
	{ "{\"l\":[]}", 0, "" },
	{ "{\"l\":\"later\"}", 0, "no list at \"/l\"" },
	{ "{\"error\":\"maintenance\"}", 0, "no list at \"/l\"" },
	{ "[]", 0, "no list at \"/l\"" },
	{ "null", 0, "neither a list nor an object" },
};

static void
test_odd(void)
{
	static const char recipe[] = "{\"recipe\":1,\"id\":\"x\",\"kind\":"
	    "\"source\",\"request\":{\"url\":\"https://a.example/\"},"
	    "\"records\":{\"at\":\"/l\",\"where\":[[\"/hide\",\"missing\"]]},"
	    "\"fields\":{\"id\":\"/id\"}}";

	for (size_t i = 0; i < COUNT(odd); i++) {
		struct fault f = { "" };
		struct extract x;

		CHECK(run(recipe, slice_of(odd[i].body), ROOM, &x, &f));
		CHECK(x.n == odd[i].n && x.broken == (odd[i].say[0] != '\0'));
		CHECK(slice_find(slice_of(f.text), slice_of(odd[i].say)) <
		    (f.text[0] ? strlen(f.text) : 1));
	}
}

static void
test_sample(size_t i)
{
	struct fault f = { "" };
	struct extract x;
	char	 name[80];
	slice	 body;

	snprintf(name, sizeof(name), "%s.json", samples[i].recipe);
	text[file_into(text, sizeof(text), "net/recipes/source",
	    name).n] = '\0';
	body = file_into(file, sizeof(file), SHARED "/samples",
	    samples[i].sample);
	if (!run(text, body, ROOM, &x, &f) || x.n != samples[i].n)
		printf("%s: %zu %s\n", name, x.n, f.text);
	CHECK(f.text[0] == '\0' && x.n == samples[i].n);
	CHECK(samples[i].first == NULL || (x.n &&
	    slice_eq(x.mentions[0].id, slice_of(samples[i].first))));
	for (size_t m = 0; m < x.n; m++)
		CHECK(x.mentions[m].id.n > 0 && text_valid(x.mentions[m].text));
}

int
main(void)
{
	test_cases();
	test_odd();
	test_limits();
	test_hostile();
	if (file_into(file, sizeof(file), SHARED "/samples",
	    samples[0].sample).n == 0)
		printf("skipped: there is no " SHARED "/samples\n");
	else
		for (size_t i = 0; i < COUNT(samples); i++)
			test_sample(i);
	return test_failed;
}
