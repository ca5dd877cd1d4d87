#include "core/desk/route.h"
#include "core/desk/desk.h"
#include "core/match/entries.h"
#include "tests/staff.h"

enum { NOW = 1795000000 };

static _Alignas(16) char room[1 << 19], scratch[1 << 19];

/* a: the group's owner. b: Chicago. c: Springfield. d: Munich. */
static void
staff_make(struct staff *s)
{
	*s = (struct staff){ .ladder = 10 };
	staff_zone(s, "America/Chicago");
	staff_add(s, "olga", 1);
	staff_add(s, "bob", 1)->territory =
	    SLICE("Chicago\n606*\nWicker Park\nO'Hare\n");
	staff_add(s, "carl", 1)->territory =
	    SLICE("Springfield\n\n 627* \n!!!\nSt. Louis");
	staff_add(s, "dora", 1)->territory =
	    SLICE("M\xc3\xbcnchen\n803*\n80469\n82031 Gr\xc3\xbcnwald\n");
}

static const char *
routed(const struct staff *s, const struct item *item, int64_t now,
    struct route *r)
{
	const struct router *router;
	struct arena a, b;

	arena_init(&a, room, sizeof(room));
	arena_init(&b, scratch, sizeof(scratch));
	router = router_make(&a, s);
	CHECK(router != NULL);
	*r = (struct route){ .who = 0 };
	if (router != NULL)
		route(router, &b, item, now, r);
	CHECK(!b.spent && r->who != 0 && r->who >> r->owner & 1);
	return staff_letters(r->who);
}

/* What is said where, and who hears of it; on duty are a and d. */
static const struct {
	const char *title, *text, *place, *source, *lang, *who, *why;
	char	 owner;
} places[] = {
	/* the acceptance of the issue */
	{ "", "my new Focus stalls again, fed up, anyone in Chicago who can "
	    "fix it?", "", "reddit", "en", "ab", "Chicago is bob's", 'a' },
	{ "", "my new Focus stalls again, fed up, anyone in Springfield?", "",
	    "reddit", "en", "ac", "Springfield is carl's", 'a' },
	{ "", "my new Focus stalls again, fed up", "", "reddit", "en", "ad",
	    "no place that is anybody's: it goes to who is on duty", 'a' },
	{ "", "anyone in Peoria?", "Peoria, IL", "peoria", "en", "ad",
	    NULL, 'a' },
	/* spelling */
	{ "", "CHICAGO!!!", "", "", "en", "ab", "CHICAGO is bob's", 'a' },
	{ "", "#chicago rocks", "", "", "en", "ab", NULL, 'a' },
	{ "", "in chicagoland", "", "", "en", "ad", NULL, 'a' },
	{ "", "wicker-park", "", "", "en", "ab", "wicker-park is bob's", 'a' },
	{ "", "ohare airport", "", "", "en", "ab", NULL, 'a' },
	{ "", "St Louis", "", "", "en", "ac", NULL, 'a' },
	{ "", "in MUNCHEN", "", "", "en", "ad", "MUNCHEN is dora's", 'd' },
	{ "", "in muenchen", "", "", "de", "ad", "muenchen is dora's", 'd' },
	{ "", "in Mu\xcc\x88nchen", "", "", "", "ad", NULL, 'd' },
	/* postcodes */
	{ "", "60614 Chicago", "", "", "en", "ab", NULL, 'a' },
	{ "", "zip 60614", "", "", "en", "ab", "60614 is bob's", 'a' },
	{ "", "zip 6061", "", "", "en", "ab", NULL, 'a' },
	{ "", "zip 16061", "", "", "en", "ad", NULL, 'a' },
	{ "", "80331 M.", "", "", "de", "ad", "80331 is dora's", 'd' },
	{ "", "80469", "", "", "de", "ad", "80469 is dora's", 'd' },
	{ "", "804691", "", "", "de", "ad",
	    "no place that is anybody's: it goes to who is on duty", 'a' },
	{ "", "82031 Gr\xc3\xbcnwald", "", "", "de", "ad", NULL, 'd' },
	{ "", "82031 Pullach", "", "", "de", "ad", NULL, 'a' },
	/* the words before the place, the place before the source */
	{ "Chicago", "the deep dish", "Springfield", "springfield-news", "en",
	    "ab", NULL, 'a' },
	{ "", "the deep dish", "Springfield, IL", "chicago-news", "en", "ac",
	    "Springfield is carl's", 'a' },
	{ "", "the deep dish", "Earth", "chicago-news", "en", "ab",
	    "chicago is bob's", 'a' },
	{ "", "", "", "", "", "ad", NULL, 'a' },
	/* two at once */
	{ "", "from Springfield to Chicago", "", "", "en", "abc",
	    "Chicago is bob's and carl's", 'a' },
};

static void
places_are_known(void)
{
	struct staff s;
	struct route r;

	staff_make(&s);
	s.rota[s.nrota++] = (struct duty){ .who = staff_bits("ad") };
	for (size_t i = 0; i < COUNT(places); i++) {
		struct item item = { .source = slice_of(places[i].source),
		    .mention = { .title = slice_of(places[i].title),
		    .text = slice_of(places[i].text),
		    .place = slice_of(places[i].place),
		    .lang = slice_of(places[i].lang) } };
		const char *who = routed(&s, &item, NOW, &r);

		CHECK(strcmp(who, places[i].who) == 0 || (printf(
		    "%s%s: %s\n", places[i].title, places[i].text, who), 0));
		CHECK(r.owner == (size_t)(places[i].owner - 'a') || (printf(
		    "%s: %zu\n", places[i].text, r.owner), 0));
		CHECK(places[i].why == NULL || slice_eq(r.why,
		    slice_of(places[i].why)) || (printf("%s: %.*s\n",
		    places[i].text, SLICE_ARG(r.why)), 0));
	}
}

/* Who is on duty, for an unknown place and for one that is bob's. */
static const struct {
	const char *duty, *unknown, *chicago;
	char	 owner[3];		/* of each */
} rotas[] = {
	{ "",	"abcd",	"ab",	"ab" },	/* no rota: everybody is */
	{ "a",	"a",	"ab",	"aa" },
	{ "b",	"ab",	"ab",	"bb" },
	{ "cd",	"acd",	"ab",	"cb" },
};

static void
duty_hears_of_unknown_places(void)
{
	struct staff s;
	struct route r;

	for (size_t i = 0; i < COUNT(rotas); i++) {
		struct item item = { .mention = { .text = SLICE("Atlantis") } };
		const char *who;

		staff_make(&s);
		if (rotas[i].duty[0] != '\0')
			s.rota[s.nrota++] = (struct duty){
			    .who = staff_bits(rotas[i].duty) };
		who = routed(&s, &item, NOW, &r);
		CHECK(strcmp(who, rotas[i].unknown) == 0 || (printf(
		    "%zu: %s\n", i, who), 0));
		CHECK(!r.placed);
		if (i > 0)
			CHECK(r.owner == (size_t)(rotas[i].owner[0] - 'a'));
		item.mention.text = SLICE("Chicago");
		who = routed(&s, &item, NOW, &r);
		CHECK(strcmp(who, rotas[i].chicago) == 0 || (printf(
		    "%zu: %s\n", i, who), 0));
		CHECK(r.placed);
		CHECK(r.owner == (size_t)(rotas[i].owner[1] - 'a'));
	}
}

/* Two branches and nobody above them; no rota that holds, nobody on duty. */
static void
never_nowhere(void)
{
	struct item item = { .mention = { .text = SLICE("Atlantis") } };
	struct staff s = { .ladder = 10 };
	struct route r;

	staff_zone(&s, "Europe/Berlin");
	staff_add(&s, "anna", 1)->territory = SLICE("Berlin");
	staff_add(&s, "bob", 1)->territory = SLICE("Hamburg");
	CHECK(strcmp(routed(&s, &item, NOW, &r), "ab") == 0);
	s.rota[s.nrota++] = (struct duty){ .who = 2, .from = 30000,
	    .to = 30000 };
	CHECK(strcmp(routed(&s, &item, NOW, &r), "a") == 0);
	CHECK(strcmp(routed(&s, &item, INT64_C(30000) * 86400, &r), "b") == 0);
	CHECK(r.owner == 1);
	/* who wants criticals only is the last to ask */
	s.people[0].critical = true;
	CHECK(strcmp(routed(&s, &item, NOW, &r), "b") == 0);
	s.people[1].critical = true;
	CHECK(strcmp(routed(&s, &item, NOW, &r), "a") == 0);
}

/* The lists of b; a has none but "spam" of classes, and is always on duty. */
static const struct {
	const char *sources, *issues, *langs;
	uint32_t classes;
	bool	 critical;
	const char *who;
} lists[] = {
	{ "", "", "", 0, false, "b" },
	{ "gazette\nReviews\n", "", "", 0, false, "b" },
	{ "gazette\n", "", "", 0, false, "a" },
	{ "", "wait", "", 0, false, "b" },
	{ "", "wait/late", "", 0, false, "b" },
	{ "", "staff/rude\nprice", "", 0, false, "b" },
	{ "", "wait/queue\nprice", "", 0, false, "a" },
	{ "", "wai", "", 0, false, "a" },
	{ "", "", "en\nde-AT", 0, false, "b" },
	{ "", "", "fr\nen", 0, false, "a" },
	{ "", "", "", 1u << CLASS_COMPLAINT, false, "b" },
	{ "", "", "", 1u << CLASS_LEAD | 1u << CLASS_NEWS, false, "a" },
	{ "", "", "", 0, true, "a" },
	{ " \n\n", "\n", "", 0, false, "b" },
};

static void
lists_filter(void)
{
	struct item item = { .source = SLICE("reviews"), .mention = {
	    .text = SLICE("Ich warte noch") }, .verdict = {
	    .class = SLICE("complaint"), .lang = SLICE("de"),
	    .issues = SLICE("wait/late, staff/rude") } };
	struct route r;

	for (size_t i = 0; i < COUNT(lists); i++) {
		struct staff s = { .ladder = 10 };
		struct staff_person *p;
		const char *who;

		staff_zone(&s, "Europe/Berlin");
		staff_add(&s, "anna", 1)->classes = 1u << CLASS_SPAM;
		p = staff_add(&s, "bob", 1);
		s.rota[s.nrota++] = (struct duty){ .who = 1 };
		p->sources = slice_of(lists[i].sources);
		p->issues = slice_of(lists[i].issues);
		p->langs = slice_of(lists[i].langs);
		p->classes = lists[i].classes;
		p->critical = lists[i].critical;
		who = routed(&s, &item, NOW, &r);
		CHECK(strcmp(who, lists[i].who) == 0 || (printf("%zu: %s\n",
		    i, who), 0));
	}
}

static void
critical_reaches_its_readers(void)
{
	struct item item = { .mention = { .text = SLICE("fire!") },
	    .verdict = { .class = SLICE("crisis") } };
	struct staff s = { .ladder = 10 };
	struct route r;

	staff_zone(&s, "UTC");
	staff_add(&s, "anna", 1)->critical = true;
	staff_add(&s, "bob", 1);
	CHECK(strcmp(routed(&s, &item, NOW, &r), "ab") == 0);
	item.verdict.class = SLICE("complaint");
	CHECK(strcmp(routed(&s, &item, NOW, &r), "b") == 0);
}

/* 4 KB of short places, and entries that are no rules, hide nothing. */
static void
long_lists(void)
{
	static char list[4096];
	struct sink k = { .buf = list, .cap = sizeof(list) };
	struct item item = { .mention = { .text = SLICE("hello") } };
	struct staff s = { .ladder = 10 };
	struct route r;

	for (int i = 0; i < 70; i++)
		sink_text(&k, "x");
	sink_text(&k, "*\n");
	for (int i = 0; i < 1000; i++) {
		sink_int(&k, i + 100);
		sink_byte(&k, '\n');
	}
	CHECK(k.full || k.len > 4000);
	staff_zone(&s, "UTC");
	staff_add(&s, "anna", 1)->territory = sink_slice(&k);
	staff_add(&s, "bob", 1)->territory = SLICE("NOT here*\n606*");
	for (int i = 100; i < 1100; i += 37) {
		char	 n[24];

		item.mention.text = fault_int(n, i);
		(void)routed(&s, &item, NOW, &r);
		CHECK(i >= 1020 || r.placed || (printf("%d\n", i), 0));
	}
	item.mention.text = SLICE("it is not hereabouts");
	CHECK(strcmp(routed(&s, &item, NOW, &r), "b") == 0);
	item.mention.text = SLICE("quite another thing");
	(void)routed(&s, &item, NOW, &r);
	CHECK(!r.placed);
}

static void
no_room(void)
{
	struct staff s;
	struct arena a;

	staff_make(&s);
	for (size_t n = 0; n < 4096; n += 256) {
		arena_init(&a, room, n);
		CHECK(router_make(&a, &s) == NULL || !a.spent);
	}
}

int
main(void)
{
	places_are_known();
	duty_hears_of_unknown_places();
	never_nowhere();
	lists_filter();
	critical_reaches_its_readers();
	long_lists();
	no_room();
	return test_failed;
}
