/* test_score_facts.c - what counts beside the text: stars, age, reach; bounds,
 * levels, quotes, and texts of any length. */
#include "tests/judged.h"

static int64_t
priority(const char *text, int64_t stars)
{
	struct mention m = { .text = slice_of(text), .rating = stars };

	return judge(&m, 0).priority;
}

static void
facts(void)
{
	struct mention m = { .text = SLICE("the bread is fine"), .rating = 1,
	    .time = 1000000, .followers = 12000, .replies = 30, .likes = 2 };
	struct verdict v = judge(&m, 1000000 + 3 * 3600);

	/* stars outweigh the words; one or two are at least high */
	CHECK(slice_eq(v.polarity, SLICE("negative")));
	CHECK(slice_eq(v.class, SLICE("complaint")));
	CHECK(says(&v, "1 star") && says(&v, "posted 3 h ago"));
	CHECK(says(&v, "12000 followers") && says(&v, "30 replies"));
	CHECK(score_level(priority("", 1)) == LEVEL_HIGH);
	CHECK(score_level(priority("fine bread", 2)) == LEVEL_HIGH);
	CHECK(priority("", 5) < 40 && priority("", 1) > priority("", 2));
	m.rating = 5;
	m.text = SLICE("not good, not bad, too slow");
	v = judge(&m, 0);
	CHECK(slice_eq(v.polarity, SLICE("positive")) && says(&v, "5 stars"));
	CHECK(!says(&v, "posted"));
	m.rating = 77;		/* no such thing: as if not given */
	CHECK(!slice_eq(judge(&m, 0).polarity, SLICE("positive")));

	/* more of it matters more, and a crisis most */
	CHECK(priority("slow", 0) < priority("slow and rude", 0));
	CHECK(priority("It is slow and rude", 0) <
	    priority("It is slow and rude, third time now", 0));
	CHECK(score_level(priority("he was injured there", 0)) ==
	    LEVEL_URGENT);
	CHECK(priority("click here! dm me! crypto!", 0) == 0);

	/* a lead goes stale */
	m = (struct mention){ .text = SLICE("Anyone know a good baker?"),
	    .time = 1000000 };
	CHECK(judge(&m, 1000600).priority >
	    judge(&m, 1000000 + 90000).priority);
	v = judge(&m, 1000600);
	CHECK(says(&v, "posted 10 min ago"));
	v = judge(&m, 999999);	/* a clock that is wrong */
	CHECK(!says(&v, "posted"));

	/* the source's word counts in doubt, not against the text */
	m = (struct mention){ .text = SLICE("Super"), .lang = SLICE("de-AT") };
	CHECK(slice_eq(judge(&m, 0).lang, SLICE("de")));
	m = (struct mention){ .text = SLICE("the bread and the cakes were what"
	    " we had there"), .lang = SLICE("de") };
	CHECK(slice_eq(judge(&m, 0).lang, SLICE("en")));

	/* a title that the text repeats is read once */
	m = (struct mention){ .title = SLICE("awful"), .text =
	    SLICE("awful place to be") };
	v = judge(&m, 0);
	m.title = SLICE("");
	CHECK(v.priority == judge(&m, 0).priority);
}

static void
capped(void)
{
	struct mention m = { .text = SLICE("Joe's Bakery in Leeds: racist,"
	    " rude, disgusting, THIRD TIME, still waiting for a refund!!! Never"
	    " again, will report them, the worst"), .rating = 1,
	    .followers = 50000, .likes = 900, .time = 5000 };
	struct verdict v = judge(&m, 5100);

	CHECK(v.priority == 100 && says(&v, "capped at 100"));
	CHECK(v.nreasons > 8);
	m = (struct mention){ .text = SLICE("dm me for crypto") };
	v = judge(&m, 0);
	CHECK(v.priority == 0 && says(&v, "cannot be less than 0"));
	CHECK(v.nreasons == 2 && v.reasons[0].points == -20 &&
	    v.reasons[1].points == 20);
}

/* What a mention has beside its text, one by one, told a shop of which nothing
 * is known. */
static void
framed(void)
{
	static const struct { struct mention m; const char *why; } cases[] = {
		{ { .rating = 4 }, "4 stars" },
		{ { .followers = 1000 }, "1000 followers" },
		{ { .likes = 20 }, "20 likes" },
		{ { .replies = 20 }, "20 replies" },
		{ { .time = 4000 }, "posted 16 min ago" },
		{ { .text = { "IT IS FAR AWAY", 14 } }, "written in capitals" },
		{ { .text = { "it is!!! there", 14 } }, "3 exclamation marks" },
		{ { .text = { "\xd0\x93\xd0\xb4\xd0\xb5", 6 } },
		    "a language I cannot read yet (Cyrillic letters)" },
	};
	static const struct shop nobody;
	static char block[4 << 20];
	struct arena a;
	struct scorer *s;
	struct verdict v;

	arena_init(&a, block, sizeof(block));
	s = scorer_make(&a, &nobody);
	CHECK(s != NULL);
	for (size_t i = 0; s && i < COUNT(cases); i++) {
		struct mention m = cases[i].m;

		if (m.text.n == 0)
			m.text = SLICE("it is far away");
		score(s, &a, &m, m.time ? 5000 : 0, &v);
		CHECK(says(&v, cases[i].why) || (printf("not: %s\n",
		    cases[i].why), 0));
	}
	score(s, &a, &(struct mention){ .text = SLICE("it is far away") }, 0,
	    &v);
	CHECK(v.nreasons == 1 && says(&v, "nothing stands out"));
}

static void
levels(void)
{
	static const int64_t least[LEVELS] = { 0, 40, 60, 80 };

	for (int i = 0; i < LEVELS; i++) {
		enum level l = LEVEL_LOW;

		CHECK(score_level(least[i]) == (enum level)i);
		CHECK(i == 0 ||
		    score_level(least[i] - 1) == (enum level)(i - 1));
		CHECK(score_level_named(score_level_name((enum level)i), &l));
		CHECK(l == (enum level)i);
	}
	CHECK(score_level(100) == LEVEL_URGENT);
	CHECK(!score_level_named(SLICE("shrill"), &(enum level){ LEVEL_LOW }));
}

/* The words of the customer that say so, beside their labels. */
static void
quoted(void)
{
	static const struct { const char *text, *words; } what[] = {
		{ "Still waiting for my order, the THIRD TIME. So rude!",
		    "delivery/late: Still waiting, order; staff/rude: rude" },
		{ "Lovely cake, thank you", "" },
		/* what parts the list is no part of a word */
		{ "charged\xc2\xad , \t twice!", "price/overcharged: charged twice" },
	};

	for (size_t i = 0; i < COUNT(what); i++) {
		struct mention m = { .id = SLICE("1"),
		    .text = slice_of(what[i].text) };
		struct verdict v = judge(&m, 0);

		if (!slice_eq(v.issue_words, slice_of(what[i].words)))
			printf("%s: %.*s\n", what[i].text,
			    SLICE_ARG(v.issue_words));
		CHECK(slice_eq(v.issue_words, slice_of(what[i].words)));
	}
}

/* However wide the letters are: whole words only, and never too many. */
static void
quoted_long(void)
{
	static char text[2048];
	struct sink k = { .buf = text, .cap = sizeof(text) };
	struct mention m = { .id = SLICE("1") };
	struct verdict v;

	sink_text(&k, "Rude, cold!");
	for (int word = 0; word < 6; word++) {
		sink_text(&k, word % 2 ? " r" : " c");
		for (int i = 0; i < 50 + word; i++)	/* wide u, o */
			sink_text(&k, word % 2 ? "\xef\xbd\x95" :
			    "\xef\xbd\x8f");
		sink_text(&k, word % 2 ? "de" : "ld");
	}
	m.text = sink_slice(&k);
	v = judge(&m, 0);
	CHECK(v.issue_words.n > ISSUE_WORDS_BYTES / 2 &&
	    v.issue_words.n <= ISSUE_WORDS_BYTES + 24);
	CHECK(slice_starts(v.issue_words,
	    slice_head(v.issues, slice_index(v.issues, ','))));
	CHECK(!slice_ends(v.issue_words, SLICE(", ")));
}

/* 100 KB of anything takes no more room than a line of it. */
static void
long_ones(void)
{
	static const char *const parts[] = { "awful ", "aaaa", "!", "not ",
		"\xff", ":) ", "(", "a.", "http://", "\xf0\x9f\x98\xa1", "#x",
		"sooooo ", "the cat sat on the mat. ", "cant recommend ",
		"\xe2\x80\x8d", "BAD", "s", "'s", "rat " };
	static char text[100 * 1024];
	static _Alignas(16) char small[4096];
	struct arena own;
	struct scorer *made;

	arena_init(&own, room, sizeof(room));
	made = scorer_make(&own, &shop);
	CHECK(made != NULL);
	for (size_t i = 0; i < COUNT(parts); i++) {
		struct sink k = { .buf = text, .cap = sizeof(text) };
		struct mention m = { .id = SLICE("1") };
		struct arena a;

		while (!k.full)
			sink_text(&k, parts[i]);
		for (size_t cap = 0; cap < 2048; cap += 64) {
			struct verdict v;

			arena_init(&a, small, cap);
			m.text = slice_head(sink_slice(&k), 200);
			score(made, &a, &m, 0, &v);
			check_sum(&v);
		}
		m.text = sink_slice(&k);
		arena_init(&a, small, sizeof(small));
		score(made, &a, &m, 0, &(struct verdict){ .priority = 0 });
		CHECK(!a.spent);
	}
}

int
main(void)
{
	facts();
	capped();
	framed();
	levels();
	quoted();
	quoted_long();
	long_ones();
	return test_failed;
}
