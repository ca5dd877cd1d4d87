#include "core/letter.h"
#include "core/show.h"
#include "core/text/text.h"
#include "tests/test.h"

#define NOW	1795253400		/* 2026-11-21, 09:30 UTC */
#define STAR	"\xe2\x98\x85"
#define HOLE	"\xe2\x98\x86"
#define DOTS	"\xe2\x80\xa6"

static char block[1 << 18];

static void
same(slice got, const char *want)
{
	if (!slice_eq(got, slice_of(want)))
		printf("got  \"%.*s\"\nwant \"%s\"\n", SLICE_ARG(got), want);
	CHECK(slice_eq(got, slice_of(want)));
}

/* --- what strangers wrote ------------------------------------------------- */

static const struct {
	const char	*text;
	size_t		 most;
	bool		 lines;
	const char	*want;
} shows[] = {
	{ "", 10, false, "" },
	{ "  a \t b\r\n\r\nc ", 10, false, "a b c" },
	{ " a \t b \r\n\r\nc\n", 10, true, "a b\nc" },
	{ "a\x01\x1b[31mb\x7f", 20, false, "a[31mb" },
	{ "a\xe2\x80\xae" "b\xe2\x81\xa6" "c\xe2\x80\x8f", 10, false, "abc" },
	{ "st\xe2\x80\x8b" "aff\xc2\xad\xef\xbb\xbf", 10, false, "staff" },
	{ "a\xe2\x80\xa8" "b\xc2\x85" "c", 10, true, "a\nb\nc" },
	{ "\xff\xc0\xaf", 10, false, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
	{ "\xf3\xa0\x81\x81\xf3\xa0\x81\xbf" "a", 10, false, "a" },
	/* a family stays a family, and counts as one */
	{ "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", 10, false,
	    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7" },
	{ "one two three", 13, false, "one two three" },
	{ "one two three", 12, false, "one two" DOTS },
	{ "one two three", 8, false, "one two" DOTS },
	{ "one two three", 7, false, "one tw" DOTS },
	{ "incomprehensible", 6, false, "incom" DOTS },
	{ "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 2, false,
	    "\xe6\x97\xa5" DOTS },
};

static void
test_show(void)
{
	static char marks[20002];
	struct arena a;
	slice	 s;

	for (size_t i = 0; i < COUNT(shows); i++) {
		arena_init(&a, block, sizeof(block));
		same(show(&a, slice_of(shows[i].text), shows[i].most,
		    shows[i].lines), shows[i].want);
	}
	/* ten thousand accents on one letter are one character, but no
	 * reason to fill a title with them */
	marks[0] = 'e';
	for (size_t i = 1; i + 2 < sizeof(marks); i += 2)
		memcpy(marks + i, "\xcc\x81", 2);
	arena_init(&a, block, sizeof(block));
	s = show(&a, slice_of(marks), 60, false);
	CHECK(s.n <= 240 && text_valid(s) && !a.spent);
	arena_init(&a, block, 32);
	CHECK(show(&a, slice_of(marks), 60, false).n == 0 && a.spent);
}

/* --- alerts --------------------------------------------------------------- */

static const struct {
	const char	*what, *source, *class, *words;
	int64_t		 rating;
	const char	*head, *text, *title;
} titles[] = {
	{ "a post", "gazette", "complaint", "Focus", 0, "",
	    "my new Focus stalls again",
	    "Complaint on gazette: \"my new Focus stalls again\"" },
	{ "a review", "Google", "complaint", "", 1, "rude staff",
	    "I came in at nine and nobody even looked up.",
	    STAR HOLE HOLE HOLE HOLE " on Google: \"rude staff\"" },
	{ "stars alone", "Google", "", "", 5, "", "",
	    STAR STAR STAR STAR STAR " on Google" },
	{ "stars that are none", "Google", "praise", "", 6, "", "nice",
	    "Praise on Google: \"nice\"" },
	{ "a headline with our word", "paper", "news", "mayor, Smith Motors",
	    0, "Fire at smith motors", "Nobody was hurt.",
	    "News on paper: \"Fire at smith motors\"" },
	{ "a headline without", "blog", "question", "focus", 0,
	    "Comment on: Hello world", "Does the Focus come in red?",
	    "Question on blog: \"Does the Focus come in red?\"" },
	{ "no words", "blog", "nonsense", "", 0, "", "", "Mention on blog" },
	{ "no source", "", "lead", "", 0, "Anyone know a good garage?", "",
	    "Possible customer: \"Anyone know a good garage?\"" },
	{ "too long for a locked screen", "forum", "complaint", "", 0, "",
	    "The salesman promised that it would be ready on Monday, and now "
	    "it is Friday, and still nobody calls me back",
	    "Complaint on forum: \"The salesman promised that it would be "
	    "ready on Monday, and now it" DOTS "\"" },
	{ "hostile", "forum\x1b[2J", "complaint\n", "", 0, "",
	    "\xe2\x80\xae" "evil\"\r\nSubject: x\x07",
	    "Mention on forum[2J: \"evil\" Subject: x\"" },
};

static void
test_titles(void)
{
	for (size_t i = 0; i < COUNT(titles); i++) {
		struct letter l = { .id = 7, .channel = SLICE("phone") };
		struct item item = { .source = slice_of(titles[i].source),
		    .words = slice_of(titles[i].words), .mention = {
		    .title = slice_of(titles[i].head),
		    .text = slice_of(titles[i].text),
		    .rating = titles[i].rating }, .verdict = {
		    .class = slice_of(titles[i].class) } };
		struct arena a;

		arena_init(&a, block, sizeof(block));
		letter_alert(&a, &item, NOW, &l);
		same(l.title, titles[i].title);
		CHECK(text_length(l.title, TEXT_GRAPHEMES) <= LETTER_TITLE);
		CHECK(!a.spent && l.id == 7 && slice_eq(l.channel,
		    SLICE("phone")));
	}
}

static struct item
complaint(void)
{
	return (struct item){
		.source = SLICE("gazette"), .mention = {
		    .text = SLICE("my new Focus stalls again,\n\nthird time"),
		    .author = SLICE("Anna"), .handle = SLICE("@anna"),
		    .url = SLICE("https://gazette.example/1"),
		    .time = NOW - 250 }, .verdict = {
		    .class = SLICE("complaint"), .priority = 61,
		    .nreasons = 3, .reasons = {
		    { SLICE("'still waiting' and 'third time'"), 22 },
		    { SLICE("two stars"), 44 },
		    { SLICE("an old post"), -5 } } } };
}

static void
test_text(void)
{
	static const char why[] = "Why: 'still waiting' and 'third time' +22, "
	    "two stars +44, an old post -5 = 61, high";
	struct item item = complaint();
	struct letter l = { .level = SLICE("") }, kept = { .level =
	    SLICE("urgent") };
	struct arena a;
	char	 want[512];

	arena_init(&a, block, sizeof(block));
	letter_alert(&a, &item, NOW, &l);
	snprintf(want, sizeof(want), "my new Focus stalls again,\nthird time"
	    "\n\nAnna (@anna) on gazette, 4 min ago\n%s", why);
	same(l.text, want);
	same(l.url, "https://gazette.example/1");
	same(l.level, "high");
	letter_alert(&a, &item, NOW, &kept);
	same(kept.level, "urgent");
	/* a headline stands above the text, unless the text begins with it or
	 * the letter's title has all of it */
	item.mention.title = SLICE("Stalls");
	item.mention.handle = item.mention.author;
	item.mention.place = SLICE("Springfield");
	item.mention.time = NOW - 40 * 86400;
	letter_alert(&a, &item, NOW, &l);
	snprintf(want, sizeof(want), "Stalls\nmy new Focus stalls again,\n"
	    "third time\n\nAnna on gazette, Springfield, on 2026-10-12\n%s",
	    why);
	same(l.text, want);
	item.mention.rating = 1;
	letter_alert(&a, &item, NOW, &l);
	CHECK(slice_ends(l.title, SLICE(": \"Stalls\"")));
	CHECK(slice_starts(l.text, SLICE("my new Focus stalls")));
	item.mention.text = SLICE("");
	letter_alert(&a, &item, NOW, &l);
	CHECK(slice_starts(l.text, SLICE("Stalls\n")));
	item = complaint();
	item.mention.title = SLICE("my new Focus");
	item.mention.author = item.mention.handle = SLICE("");
	item.mention.time = NOW + 5;
	item.verdict.nreasons = 0;
	item.verdict.priority = 5;
	letter_alert(&a, &item, NOW, &l);
	same(l.text, "my new Focus stalls again,\nthird time\n\n"
	    "Somebody on gazette, just now\nWhy: 5, low");
	item.mention.time = INT64_MIN;
	letter_alert(&a, &item, NOW, &l);
	CHECK(slice_find(l.text, SLICE("Somebody on gazette\nWhy")) < l.text.n);
	CHECK(!a.spent);
}

/* What it complains of, in the words of who wrote it. */
static void
test_issues(void)
{
	static const struct { const char *stored, *said; } cases[] = {
		{ "", "" },
		{ "wait/late: still waiting, third time; staff/rude: so rude",
		    "wait (late): 'still waiting', 'third time'; "
		    "staff (rude): 'so rude'" },
		{ "wait/no-answer: nobody answers",
		    "wait (no answer): 'nobody answers'" },
		{ "fault/broken", "fault (broken)" },
		/* what no judge writes, but a store may hold */
		{ "x", "x" }, { ":", "" }, { ";a: b", "; a: 'b'" },
		{ "a/b: \xe2\x80\xaeq\x07\n", "a (b): 'q'" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct item item = complaint();
		struct letter l = { .level = SLICE("") };
		struct arena a;
		struct sink k;
		char	 want[256];

		arena_init(&a, block, sizeof(block));
		item.verdict.issue_words = slice_of(cases[i].stored);
		k = sink_open(&a);
		letter_issues(&k, &item.verdict);
		same(sink_close(&k, &a), cases[i].said);
		letter_alert(&a, &item, NOW, &l);
		snprintf(want, sizeof(want), " min ago\n%s%s%sWhy: ",
		    *cases[i].stored ? "About: " : "", cases[i].said,
		    *cases[i].stored ? "\n" : "");
		CHECK(slice_find(l.text, slice_of(want)) < l.text.n);
	}
}

static void
test_urls(void)
{
	static const struct { const char *url; bool good; } urls[] = {
		{ "https://a.example/b?c", true }, { "HTTP://a.example", true },
		{ "", false }, { "javascript:alert(1)", false },
		{ "https://a b", false }, { "https://a\r\nX: y", false },
		{ "tel:112", false }, { "//a.example", false },
		{ "https://a.example/\xc3\xa9", true },
	};

	for (size_t i = 0; i < COUNT(urls); i++) {
		struct item item = complaint();
		struct letter l = { .id = 1 };
		struct arena a;

		arena_init(&a, block, sizeof(block));
		item.mention.url = slice_of(urls[i].url);
		letter_alert(&a, &item, NOW, &l);
		same(l.url, urls[i].good ? urls[i].url : "");
	}
}

/* The longest of everything still fits the store's record. */
static void
test_largest(void)
{
	static char big[65536];
	static char record[WIRE_MAX];
	struct sink k = { .buf = record, .cap = sizeof(record) };
	slice	 s = { big, sizeof(big) };
	struct item item = { .source = slice_head(s, 256), .mention = {
	    .title = slice_head(s, 4096), .text = s,
	    .author = slice_head(s, 1024), .handle = slice_head(s, 1000),
	    .place = slice_head(s, 1024), .time = 1 }, .verdict = {
	    .nreasons = REASONS_MAX } };
	struct letter l = { .id = 1 }, back;
	struct arena a;

	for (size_t i = 0; i < sizeof(big); i++)	/* emoji and accents */
		big[i] = "\xf0\x9f\x98\xa1\xcc\x81\xcc\x81"[i % 8];
	for (size_t i = 0; i < REASONS_MAX; i++)
		item.verdict.reasons[i] = (struct reason){ s, 6 };
	arena_init(&a, block, sizeof(block));
	letter_alert(&a, &item, NOW, &l);
	CHECK(!a.spent);
	CHECK(text_length(l.title, TEXT_GRAPHEMES) <= LETTER_TITLE);
	CHECK(l.title.n < 500 && l.text.n < 12000);
	CHECK(text_valid(l.title) && text_valid(l.text));
	wire_put(&k, &wire_letter, &l);
	CHECK(!k.full && wire_get(sink_slice(&k), &wire_letter, &back));
	for (size_t room = 0; room < 4096; room += 64) {
		arena_init(&a, block, room);
		letter_alert(&a, &item, NOW, &l);
		letter_catch_up(&a, &l, 1, &back);
		CHECK(a.spent);
	}
}

/* --- catching up ---------------------------------------------------------- */

static void
test_catch_up(void)
{
	struct letter l[32], out = { .born = NOW, .id = 99 };
	struct arena a;
	char	 ids[32][4];

	for (size_t i = 0; i < COUNT(l); i++) {
		snprintf(ids[i], sizeof(ids[i]), "%d", (int)i + 10);
		l[i] = (struct letter){ .title = SLICE("Praise on x: \"y\""),
		    .level = SLICE("low"), .mentions = slice_of(ids[i]),
		    .mention = (int64_t)i + 10, .born = NOW - 7200,
		    .text = SLICE("words"), .url = SLICE("https://x.example") };
	}
	l[2].title = SLICE("Complaint on y: \"z\"");
	l[2].level = SLICE("high");
	l[2].born = NOW - 60;
	arena_init(&a, block, sizeof(block));
	letter_catch_up(&a, l, 3, &out);
	same(out.title, "3 mentions while your phone could not be reached");
	same(out.text, "- Complaint on y: \"z\", 1 min ago\n"
	    "- Praise on x: \"y\", 2 h ago\n- Praise on x: \"y\", 2 h ago\n");
	same(out.mentions, "10 11 12");
	same(out.level, "high");
	same(out.url, "");
	CHECK(out.mention == 10 && out.id == 99 && out.born == NOW);
	/* the loudest is never among those left out */
	l[31].level = SLICE("urgent");
	l[31].title = SLICE("fire");
	letter_catch_up(&a, l, 32, &out);
	CHECK(slice_starts(out.text, SLICE("- fire, ")));
	CHECK(slice_ends(out.text, SLICE("and 12 more: earshot list\n")));
	/* a letter that tells of many counts as many */
	l[0].mentions = SLICE("1 2 3");
	l[1].mentions = SLICE("");
	out = (struct letter){ .born = 0, .level = SLICE("normal") };
	letter_catch_up(&a, l, 2, &out);
	same(out.title, "4 mentions while your phone could not be reached");
	same(out.mentions, "1 2 3");
	same(out.level, "normal");
	same(out.text, "- Praise on x: \"y\"\n- Praise on x: \"y\"\n");
	/* one is itself, none is none */
	letter_catch_up(&a, &l[2], 1, &out);
	same(out.title, "Complaint on y: \"z\"");
	same(out.text, "words");
	same(out.url, "https://x.example");
	letter_catch_up(&a, l, 0, &out);
	same(out.title, "0 mentions while your phone could not be reached");
	CHECK(out.text.n == 0 && out.mention == 0 && !a.spent);
}

/* Years of silence: the ids still fit the record. */
static void
test_flood(void)
{
	static struct letter l[20000];
	struct letter out = { .born = NOW };
	struct arena a;

	for (size_t i = 0; i < COUNT(l); i++)
		l[i] = (struct letter){ .title = SLICE("x"),
		    .mentions = SLICE("1234567") };
	arena_init(&a, block, sizeof(block));
	letter_catch_up(&a, l, COUNT(l), &out);
	same(out.title, "20000 mentions while your phone could not be reached");
	CHECK(out.mentions.n <= 32768 && out.mentions.n > 30000 && !a.spent);
	CHECK(slice_ends(out.text, SLICE("and 19980 more: earshot list\n")));
}

int
main(void)
{
	test_show();
	test_titles();
	test_text();
	test_issues();
	test_urls();
	test_largest();
	test_catch_up();
	test_flood();
	return test_failed;
}
