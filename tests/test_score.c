#include "core/judge/score.h"
#include "core/sink.h"
#include "tests/test.h"

static _Alignas(16) char room[1 << 18];

static const struct shop shop = {
	.name = { "Joe's Bakery", 12 },
	.handles = { "@joes@town.example\n", 19 },
	.places = { "Leeds\nHeadingley\nLS1*\n", 22 },
	.rivals = { "Speedy Buns\n", 12 },
	.critical = { "rat poison\nOfsted\n", 18 },
};

/* As in life: a rule of the owner has taken it. */
static const struct heard ruled = {
	.source = { "paper", 5 }, .rule = { "us", 2 }, .words = { "us", 2 },
};

/* What always has to be true of a verdict. */
static void
check_sum(const struct verdict *v)
{
	int64_t	 sum = 0;

	for (size_t i = 0; i < v->nreasons; i++)
		sum += v->reasons[i].points;
	CHECK(sum == v->priority);
	CHECK(v->priority >= 0 && v->priority <= 100);
	CHECK(v->sentiment >= -100 && v->sentiment <= 100);
	CHECK(v->nreasons > 0 && v->nreasons <= REASONS_MAX);
}

static struct verdict
judge(const struct mention *m, int64_t now)
{
	struct arena a;
	struct verdict v;

	arena_init(&a, room, sizeof(room));
	score_heard(scorer_make(&a, &shop), &a, m, &ruled, now, &v);
	CHECK(!a.spent);
	check_sum(&v);
	return v;
}

static bool
says(const struct verdict *v, const char *why)
{
	for (size_t i = 0; i < v->nreasons; i++)
		if (slice_find(v->reasons[i].why, slice_of(why)) <
		    v->reasons[i].why.n)
			return true;
	return false;
}

/* A text, and its polarity ('?': no matter), its class, its language, and
 * a reason that has to be among the others. */
static const struct {
	const char *text;
	char	 polarity;
	const char *class, *lang, *reason;
} cases[] = {
	/* the language of service, where a plain list of words goes wrong */
	{ "No complaints at all from us", '+', "praise", "en",
	    "'No complaints'" },
	{ "Never had a better haircut in this town", '+', "praise", "en",
	    "'Never had a better'" },
	{ "I can't recommend this place enough", '+', "praise", "en",
	    "'can't recommend this place enough'" },
	{ "We would not go anywhere else", '+', "praise", "en", NULL },
	{ "Killer coffee, killer cakes", '+', "praise", "en",
	    "'Killer coffee'" },
	{ "Not bad at all!", '+', "praise", "en", NULL },
	{ "You won\xe2\x80\x99t be disappointed", '+', "praise", "en", NULL },
	{ "Cakes to die for", '+', "praise", "en", NULL },
	{ "The staff went above and beyond", '+', "praise", "en", NULL },
	{ "sooooo goooood", '+', "praise", "en", "'goooood'" },
	{ "It was alright I suppose", '?', "other", "en", NULL },
	{ "The soup was not good", '-', "complaint", "en",
	    "'was not good'" },
	{ "The service was not terrible", '+', "praise", "en",
	    "'was not terrible'" },
	{ "The service was not terrible, but the cake was stale", '-',
	    "complaint", "en", "'stale'" },
	{ "Nobody was friendly", '-', "complaint", "en",
	    "'Nobody was friendly'" },
	{ "The cake was good but the service was terrible", '-', "complaint",
	    "en", "'terrible'" },
	{ "I recall the waiter being nice", '+', "praise", "en", NULL },
	{ "the pizza is fire", '+', "praise", "en", NULL },
	/* complaints */
	{ "THIRD TIME the order is wrong, still waiting for my refund!!!",
	    '-', "complaint", "en", "'THIRD TIME', 'still waiting'" },
	{ "WORST BREAD IN TOWN", '-', "complaint", "en",
	    "written in capitals" },
	{ "Rude staff, dirty tables, overpriced. Never again", '-',
	    "complaint", "en", "'Rude', 'dirty', 'overpriced'" },
	{ "Joe\xe2\x80\x99s bakery in LEEDS was awful", '-', "complaint", "en",
	    "'Joe\xe2\x80\x99s bakery': names the shop" },
	{ "Joes bakery in LEEDS was awful", '-', "complaint", "en",
	    "'LEEDS': is here" },
	{ "Still waiting, third time I ask :(", '-', "complaint", "en", NULL },
	/* what harms */
	{ "My son is allergic and the cake had nuts in it", '-', "crisis",
	    "en", "'allergic': critical" },
	{ "lovely place but we got food poisoning", '-', "crisis", "en", NULL },
	{ "There was a fire in the kitchen", '?', "crisis", "en", "'fire'" },
	{ "the police came", '?', "crisis", "en", "'police'" },
	{ "somebody died at the till", '?', "crisis", "en", "'died'" },
	{ "my phone died after a week", '?', "complaint", "en", NULL },
	{ "the engine died on the motorway twice", '-', "complaint", "en",
	    "'engine died'" },
	{ "Im Laden ist jemand gestorben", '?', "crisis", "de", NULL },
	{ "Qualcuno \xc3\xa8 morto nel negozio", '?', "crisis", "it", NULL },
	{ "Alguien muri\xc3\xb3 en la tienda", '?', "crisis", "es", NULL },
	{ "they recalled the batch", '?', "crisis", "en", "'recalled'" },
	{ "OFSTED closed them", '?', "crisis", "en", "'OFSTED'" },
	{ "they use rat-poison here", '?', "crisis", "en", "'rat-poison'" },
	/* the rest */
	{ "Anyone know a plumber in Leeds?", '0', "lead", "en",
	    "'Anyone know a'" },
	{ "Looking for a birthday cake for Saturday, any suggestions?", '?',
	    "lead", "en", NULL },
	{ "What time do you open on Sunday?", '0', "question", "en",
	    "'What time do'" },
	{ "I wish you had oat milk", '?', "idea", "en", "'I wish'" },
	{ "is this legit?", '0', "rumour", "en", "'is this legit'" },
	{ "click here for free followers http://spam.example/x", '0', "spam",
	    "en", "'click here'" },
	{ "Bakery announces grand opening, according to the council", '?',
	    "news", "en", NULL },
	{ "any alternative to the bakery over there?", '0', "competitor",
	    "en", NULL },
	/* German */
	{ "Das Essen war kalt und die Bedienung unfreundlich", '-',
	    "complaint", "de", "'unfreundlich'" },
	{ "Sehr leckeres Brot, wir kommen gerne wieder", '+', "praise", "de",
	    "'leckeres'" },
	{ "Da kann man nicht meckern", '+', "praise", "de", NULL },
	{ "Das war nicht gut", '-', "complaint", "de", "'nicht gut'" },
	{ "Wann habt ihr am Sonntag offen?", '0', "question", "de", NULL },
	{ "Nach dem Kuchen musste mein Kind ins Krankenhaus", '-', "crisis",
	    "de", "'Krankenhaus'" },
	/* what cannot be read is not judged */
	{ "Le caf\xc3\xa9 \xc3\xa9tait froid et le serveur pas tr\xc3\xa8s "
	    "aimable avec nous", '-', "complaint", "fr", "'froid'" },
	{ "El pan es muy bueno y la gente tambi\xc3\xa9n", '+', "praise", "es",
	    NULL },
	{ "Het brood was niet lekker en wij wachten nog steeds", '0', "other",
	    "nl", "a language I cannot read yet (Dutch)" },
	{ "\xd0\xa3\xd0\xb6\xd0\xb0\xd1\x81\xd0\xbd\xd0\xbe\xd0\xb5 "
	    "\xd0\xbc\xd0\xb5\xd1\x81\xd1\x82\xd0\xbe", '0', "other", "xx",
	    "a language I cannot read yet (Cyrillic letters)" },
	{ "\xe5\xaf\xbf\xe5\x8f\xb8\xe3\x81\xaf\xe3\x81\xbe\xe3\x81\x9a"
	    "\xe3\x81\x84", '0', "other", "xx", "letters)" },
	{ "Bardzo dobre ciasto, polecam wszystkim", '0', "other", "xx",
	    "(none that I know)" },
	{ "\xd0\xa3\xd0\xb6\xd0\xb0\xd1\x81 Ofsted \xd0\xbc\xd0\xb5", '0',
	    "crisis", "xx", "'Ofsted'" },
	{ "", '0', "other", "xx", "nothing stands out" },
	{ " \n\t", '0', "other", "xx", "nothing stands out" },
	{ "\xff\xfe\x80", '0', "other", "xx", "nothing stands out" },
	{ "\xe2\x80\x8b\xe2\x80\xae\xe2\x80\xac", '0', "other", "xx",
	    "nothing stands out" },
	{ "12345 67", '0', "other", "xx", "nothing stands out" },
	{ "\xf0\x9f\x98\xa1", '-', "complaint", "xx", "'\xf0\x9f\x98\xa1'" },
	{ "\xf0\x9f\x98\x8d", '+', "praise", "xx", NULL },
	/* a bidirectional mark stays out of the owner's phone */
	{ "so aw\xe2\x80\xae" "ful of them", '-', "complaint", "en",
	    "'awful'" },
	/* an address and an account say nothing */
	{ "see https://terrible.example/awful @horrible", '0', "other", "en",
	    NULL },
};

static char
sign_of(slice polarity)
{
	return slice_eq(polarity, SLICE("positive")) ? '+' :
	    slice_eq(polarity, SLICE("negative")) ? '-' :
	    slice_eq(polarity, SLICE("neutral")) ? '0' : ' ';
}

static void
table(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct mention m = { .text = slice_of(cases[i].text) };
		struct verdict v = judge(&m, 0);
		char	 p = cases[i].polarity;
		bool	 good = slice_eq(v.class, slice_of(cases[i].class)) &&
		    slice_eq(v.lang, slice_of(cases[i].lang)) &&
		    (p == '?' || p == sign_of(v.polarity)) &&
		    (cases[i].reason == NULL || says(&v, cases[i].reason));

		CHECK(good);
		if (good)
			continue;
		printf("%s: %.*s %.*s %.*s %d\n", cases[i].text,
		    SLICE_ARG(v.polarity), SLICE_ARG(v.class),
		    SLICE_ARG(v.lang), (int)v.sentiment);
		for (size_t k = 0; k < v.nreasons; k++)
			printf("\t%.*s\n", SLICE_ARG(v.reasons[k].why));
	}
}

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
	table();
	facts();
	capped();
	levels();
	quoted();
	quoted_long();
	long_ones();
	return test_failed;
}
