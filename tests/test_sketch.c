/* test_sketch.c - the same again, or only alike: by a table, and measured on
 * what tests/churn.h makes. */
#include "core/match/sketch.h"

#include "tests/churn_apart.h"

static char	 room[SKETCH_ROOM], churn_room[CHURN_ROOM];
static struct churn churn;
static unsigned char sketches[CHURN_MOST][SKETCH_SIZE];

static bool
same(const struct mention *a, const struct mention *b, bool space)
{
	struct arena r;
	bool	 one, two;

	arena_init(&r, room, sizeof(room));
	one = sketch_same(&r, a, b, space);
	two = sketch_same(&r, b, a, space);
	CHECK(one == two && r.used == 0 && !r.spent);
	return one;
}

/* --- by a table ---------------------------------------------------------- */

enum { HOUR = 3600, DAY = 86400 };

struct one {
	const char	*title, *text, *handle;
};

/* Two of them, so many seconds apart, from one space or from two. */
static const struct pair {
	struct one	 a, b;
	int64_t		 apart;
	bool		 space, want;
} pairs[] = {
#define POST	"Waited an hour for soup at the Copper Kettle and it was cold"
#define HEAD	"Bakery on Mill Lane wins bread prize"
#define BODY	"A bakery on Mill Lane has won the regional prize for its " \
		"dark rye. The oven was built by the owner's grandfather, " \
		"who brought the stones from a quarry in the hills."
	/* copies */
	{ { "", POST, "@ann" }, { "", "RT @ann: " POST, "@bob" }, DAY, 1, 1 },
	{ { "", POST, "@ann" }, { "", POST " via @ann", "@bob" }, 8 * DAY, 1,
	    1 },
	{ { "", POST, "@ann" }, { "", "Awful! RT @ann@social.example " POST,
	    "@bob" }, 60, 0, 1 },
	{ { "", POST, "@ann@a.example" }, { "", POST " #fail", "@ann" }, 60, 0,
	    1 },
	{ { "", POST, "@ann" }, { "", "Waited an huor for soup at the Copper "
	    "Kettle and it was cold", "@ann" }, 600, 1, 1 },
	{ { "", "cold soup again", "@ann" }, { "", "RT @ann cold soup again",
	    "@bob" }, 60, 1, 1 },
	{ { "", POST, "@ann" }, { "", "Waited an hour for soup at the Cop\xe2"
	    "\x80\xa6 https://a.example/1", "@ann" }, 60, 0, 1 },
	{ { "", POST, "@ann" }, { "", "&quot;" POST "&quot;<br>", "@ann" }, 60,
	    0, 1 },
	/* feeds */
	{ { HEAD, BODY, "" }, { HEAD " - The Gazette", HEAD "  The Gazette",
	    "" }, HOUR, 0, 1 },
	{ { HEAD " | BBC", BODY, "" }, { HEAD " - The Gazette", BODY, "" },
	    HOUR, 0, 1 },
	{ { HEAD, BODY, "" }, { "Breaking: " HEAD, "A bakery on Mill Lane has "
	    "won the regional prize... Continue reading", "" }, HOUR, 0, 1 },
	{ { HEAD, BODY, "" }, { HEAD, "<p>" BODY "</p> The post " HEAD
	    " appeared first on Our Town.", "" }, HOUR, 0, 1 },
	{ { HEAD, BODY, "" }, { "", HEAD " https://a.example/?utm=1 via @paper",
	    "@bob" }, HOUR, 0, 1 },
	{ { HEAD, BODY, "" }, { HEAD, "The oven was built by a grandfather, "
	    "its stones come from a quarry.", "" }, HOUR, 0, 1 },
	{ { HEAD, BODY, "" }, { "Bakery On Mill Lane Wins Bread Prize", BODY,
	    "" }, HOUR, 0, 1 },

	/* said against it, or asked */
	{ { "", POST, "@ann" }, { "", "Not true! RT @ann: " POST, "@bob" }, 60,
	    1, 0 },
	{ { "", "The bakery on Mill Lane is open on Sundays now, all day long",
	    "@ann" }, { "", "The bakery on Mill Lane isn't open on Sundays "
	    "now, all day long", "@bob" }, 60, 0, 0 },
	{ { "", "The bakery on Mill Lane is open on Sundays now, all day long",
	    "@ann" }, { "", "The bakery on Mill Lane is open on Sundays now, "
	    "all day long?", "@bob" }, 60, 0, 0 },
	{ { "", "The bakery on Mill Lane is open on Sundays now", "@ann" },
	    { "", "The bakery on Mill Lane is closed on Sundays now", "@ann" },
	    60, 1, 0 },
	{ { "", POST, "@ann" }, { "", POST " but they gave us our money back "
	    "and a cake for the children and would not let us pay for it",
	    "@bob" }, 60, 1, 0 },
	/* alike by chance, or by a form */
	{ { "", "Great service!", "@ann" }, { "", "Great service!", "@bob" },
	    60, 1, 0 },
	{ { "", "Best coffee in town, love it", "@ann" }, { "",
	    "Best coffee in town, love it", "@bob" }, 60, 0, 0 },
	{ { "New opening in Leeds this spring", "", "" }, { "New opening in "
	    "York this spring", "", "" }, 60, 0, 0 },
	{ { "Barista wanted, full time and weekends - Leeds", "", "" },
	    { "Barista wanted, full time and weekends - York", "", "" }, 60,
	    0, 0 },
	{ { "", "Part 1 of 3: what happened with our oven on Sunday", "@ann" },
	    { "", "Part 2 of 3: what happened with our oven on Sunday",
	    "@ann" }, 60, 1, 0 },
	{ { "", "Lunch today: soup and a pie for 7.50 pounds until it is gone",
	    "@ann" }, { "", "Lunch today: soup and a pie for 7.90 pounds "
	    "until it is gone", "@ann" }, HOUR, 1, 0 },
	{ { "", "Quiz at the Crown on Monday at eight, bring your friends",
	    "@ann" }, { "", "Quiz at the Crown on Tuesday at eight, bring "
	    "your friends", "@ann" }, HOUR, 1, 0 },
	{ { "", POST, "@ann" }, { "", POST, "@ann" }, 2 * DAY, 1, 0 },
	{ { HEAD, BODY, "" }, { HEAD, "Reader letters of this week: about the "
	    "bus, the hedge, the bells and the price of fish.", "" }, HOUR, 0,
	    0 },
	{ { "Weather for today", "12 degrees and rain from the west, 6 tonight",
	    "" }, { "Weather for today", "14 degrees and sun from the west, 7 "
	    "tonight", "" }, DAY, 1, 0 },
	{ { "", "", "@ann" }, { "", "", "@ann" }, 0, 1, 0 },
	{ { "", "\xf0\x9f\x98\xa1 https://a.example/", "@ann" }, { "",
	    "\xf0\x9f\x98\xa1 https://a.example/", "@ann" }, 0, 1, 0 },
};

static struct mention
mention_of(const struct one *o, int64_t when)
{
	return (struct mention){ .title = slice_of(o->title),
	    .text = slice_of(o->text), .handle = slice_of(o->handle),
	    .time = when };
}

static void
test_pairs(void)
{
	unsigned char x[SKETCH_SIZE], y[SKETCH_SIZE];
	struct arena r;

	arena_init(&r, room, sizeof(room));
	for (size_t i = 0; i < COUNT(pairs); i++) {
		const struct pair *p = &pairs[i];
		struct mention a = mention_of(&p->a, CHURN_START);
		struct mention b = mention_of(&p->b, CHURN_START + p->apart);
		bool	 is = same(&a, &b, p->space);

		if (is != p->want)
			printf("pair %zu: %s\n", i, p->b.text);
		CHECK(is == p->want);
		if (sketch_make(&r, &a, x) & sketch_make(&r, &b, y))
			CHECK(!p->want || sketch_near(x, y));
	}
}

/* Stars, answers and places in a thread are looked at before any word. */
static void
test_kinds(void)
{
	struct mention a = { .text = SLICE("Lovely room, kind people, a bit "
	    "loud at night but we slept well"), .author = SLICE("Ann"),
	    .rating = 4 }, b = a;

	CHECK(same(&a, &b, false));
	b.rating = 2;
	CHECK(!same(&a, &b, false));
	b.rating = 4;
	b.author = SLICE("Bob");
	CHECK(!same(&a, &b, false));
	b.rating = a.rating = 0;
	CHECK(same(&a, &b, false));	/* twelve words are no chance */
	b.parent = SLICE("12");
	CHECK(!same(&a, &b, false));
	a.parent = SLICE("13");
	a.author = b.author;
	CHECK(!same(&a, &b, false));
	a.parent = b.parent;
	CHECK(same(&a, &b, false));
}

/* As long as can be, of one word, of rubbish; and without room. */
static void
test_bounds(void)
{
	static char much[70000];
	static const char *const fills[] = { "a ", "ab", "<", "&", "@", "#a ",
	    "http://", "\xe6\x9d\xb1", "\xff", "via ", "rt @a: ", "? ", "1.",
	    "a.b/", "the post " };
	unsigned char x[SKETCH_SIZE];
	struct mention m = { .handle = SLICE("@a") };
	struct arena r;

	for (size_t i = 0; i < COUNT(fills); i++) {
		for (size_t n = 0; n < sizeof(much); n++)
			much[n] = fills[i][n % strlen(fills[i])];
		m.text = m.title = (slice){ much, sizeof(much) };
		same(&m, &m, true);
		m.title.n = i;
		same(&m, &m, false);
	}
	for (size_t n = 0; n < sizeof(much); n++)
		much[n] = n % 3 == 2 ? ' ' : (char)('a' + n / 3 % 26);
	for (size_t cap = 0; cap < 44000; cap += 4001) {
		arena_init(&r, room, cap);
		sketch_make(&r, &m, x);
		CHECK(!sketch_same(&r, &m, &m, true));
		CHECK(r.used == 0);
	}
}

/* --- measured ----------------------------------------------------------- */

struct score {
	unsigned	 joined, right, siblings, candidates, compared;
};

static void
say(const char *what, const struct churned *p, const struct churned *of)
{
	if (getenv("VERBOSE") != NULL)
		printf("%s: [%s] %.*s | %.90s\n   of: [%s] %.*s | %.90s\n",
		    what, p->how, SLICE_ARG(p->m.title),
		    p->m.text.n ? p->m.text.p : "", of->how,
		    SLICE_ARG(of->m.title), of->m.text.n ? of->m.text.p : "");
}

/* As the store does it: newest first, only items that joined no other. */
static void
arrive(struct score *s, size_t i, bool *item)
{
	const struct churned *p = &churn.all[i], *sibling = NULL;

	item[i] = true;
	for (size_t j = i; j-- > 0;) {
		const struct churned *q = &churn.all[j];

		if (!item[j])
			continue;
		if (q->truth == p->truth)
			sibling = q;
		s->compared++;
		if (!item[i] || !sketch_near(sketches[i], sketches[j]))
			continue;
		s->candidates++;
		if (!same(&p->m, &q->m, p->space == q->space))
			continue;
		item[i] = false;
		s->joined++;
		s->right += q->truth == p->truth;
		if (q->truth != p->truth)
			say("WRONG", p, q);
	}
	s->siblings += sibling != NULL;
	if (sibling != NULL && item[i])
		say("MISSED", p, sibling);
}

static void
measure(const char *name, unsigned seed, bool held)
{
	static bool item[CHURN_MOST];
	struct score s = { 0 };
	struct arena r;
	unsigned missed;

	churn_make(&churn, seed, held);
	arena_init(&r, room, sizeof(room));
	for (size_t i = 0; i < churn.n; i++)
		sketch_make(&r, &churn.all[i].m, sketches[i]);
	for (size_t i = 0; i < churn.n; i++)
		arrive(&s, i, item);
	missed = s.siblings - s.right;
	printf("%s: %zu mentions, %u again, %u joined, %u wrongly, %u missed:"
	    " precision %.4f recall %.4f; %.2f read of %u each\n", name,
	    churn.n, s.siblings, s.joined, s.joined - s.right, missed,
	    (double)s.right / s.joined, (double)s.right / s.siblings,
	    (double)s.candidates / (double)churn.n,
	    s.compared / (unsigned)churn.n);
	CHECK(s.right * 100 >= s.joined * 99);
	CHECK(s.right * 100 >= s.siblings * 95);
	CHECK(s.siblings > 200);
}

int
main(void)
{
	arena_init(&churn.arena, churn_room, sizeof(churn_room));
	test_pairs();
	test_kinds();
	test_bounds();
	measure("churn", 1, false);
	measure("churn held out", 20261122, true);
	return test_failed;
}
