/* test_wording_own.c - drafts: what is on file, the owner's own texts, little
 * room. */
#include "tests/wording.h"

static const char *const langs[] = { "en", "de", "fr", "es", "it", "pt" };

/* ---- what is on file ------------------------------------------------- */

static const struct faq vegan = { .id = 1, .question = T("Vegan cake?"),
	.answer = T("Yes, the carrot cake is vegan, every day."),
	.link = T("https://mokka.example/vegan"), .lang = T("en") };
static const struct statement recall = { .name = T("recall"),
	.words = T("We have taken the nut mix of 3 May off the shelf."),
	.link = T("https://mokka.example/recall.pdf"),
	.what = T("safety, rumour, crisis"), .lang = T("en") };
static const struct playbook book = { .what = T("wait"),
	.who = T("ben"), .first = T("Sorry you stood there so long."),
	.limit = T("a coffee"), .next = T("call them"),
	.lang = T("en") };

static void
test_filed(void)
{
	static const struct {
		const char *class, *attitude, *issues, *lang;
		bool	 faq, statement, book, solution;
		const char *want, *not;
	} rows[] = {
		{ "question", "", "", "en", true, false, false, false,
		    "carrot cake is vegan, every day. More", "guess" },
		{ "question", "", "", "de", true, false, false, false,
		    "https://mokka.example/vegan", "carrot" },
		{ "lead", "progressive", "", "en", true, false, false, false,
		    "carrot cake", "full price" },
		{ "complaint", "reactive", "wait/late", "en", true, false,
		    false, false, "Anna", "carrot" },
		{ "complaint", "reactive", "wait/late", "en", true, false,
		    false, true, "carrot", "Come by" },
		{ "complaint", "reactive", "wait/late", "en", false, false,
		    true, false, "stood there so long", "a coffee" },
		{ "complaint", "reactive", "wait/late", "de", false, false,
		    true, false, "Anna", "stood there" },
		{ "rumour", "proactive", "", "en", false, true, false, false,
		    "off the shelf.", "Ask me anything" },
		{ "crisis", "proactive", "safety/ill", "en", true, true,
		    false, false, "recall.pdf", "carrot" },
		{ "crisis", "proactive", "safety/ill", "es", true, true,
		    false, false, "recall.pdf", "shelf" },
		{ "praise", "reactive", "", "en", true, true, true, false,
		    "Anna", "http" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a;
		struct mention m = { .text = SLICE("x") };
		struct said s = { rows[i].class, rows[i].attitude,
		    rows[i].issues, "" };
		struct verdict v = verdict(&s, rows[i].lang);
		struct faq_hit hit = { .entry = &vegan };
		struct wording_case c = { .mention = &m, .verdict = &v,
		    .signer = SLICE("Anna"), .faq = rows[i].faq ? &hit : NULL,
		    .statement = rows[i].statement ? &recall : NULL,
		    .playbook = rows[i].book ? &book : NULL,
		    .kind = rows[i].solution ? WORDING_SOLUTION :
		    WORDING_FIRST };
		struct wording w;

		arena_init(&a, room, sizeof(room));
		w = make(&a, &house, &c);
		if (!has(w.text, rows[i].want) || has(w.text, rows[i].not))
			printf("row %zu: %.*s\n", i, SLICE_ARG(w.text));
		CHECK(has(w.text, rows[i].want) && !has(w.text, rows[i].not));
		CHECK(sound(w.text, WORDING_CHARS));
		CHECK(!has(w.text, "call them"));
	}
}

/* In a crisis the holding statement goes before the owner's own; where others
 * have solved it is shown to who complains or asks. */
static void
test_pinned(void)
{
	static const struct wording_own own = { .what = T("crisis"),
	    .text = T("Our own words, {me}") };
	static const struct statement holding = { .words = T("We look into "
	    "it.") };
	struct wording_house h = house;
	struct mention m = { .text = SLICE("x") };
	struct verdict v = verdict(&all[12], "en");
	struct wording_case c = { .mention = &m, .verdict = &v,
	    .signer = SLICE("Anna"), .statement = &holding,
	    .community = SLICE("https://help.example/late") };
	struct arena a;

	h.own = &own;
	h.nown = 1;
	arena_init(&a, room, sizeof(room));
	CHECK(has(make(&a, &h, &c).text, "Our own words"));
	c.pinned = true;
	CHECK(has(make(&a, &h, &c).text, "We look into it."));
	CHECK(!has(make(&a, &h, &c).text, "Our own") &&
	    !has(make(&a, &h, &c).text, "help.example"));
	v = verdict(&all[0], "en");
	c.pinned = false;
	c.statement = NULL;
	c.chars = 500;
	CHECK(has(make(&a, &house, &c).text,
	    "Others have solved this here: https://help.example/late"));
	CHECK(!has(make(&a, &house, &c).text, "forum.example"));
}

/* ---- no draft, the owner's own, little room -------------------------- */

static void
test_none(void)
{
	static const struct { struct said said; const char *why; } rows[] = {
		{ { "spam", "", "", "" }, "spam" },
		{ { "news", "proactive", "", "" }, "news" },
		{ { "other", "", "", "" }, "nothing in it" },
		{ { "", "", "", "" }, "nothing in it" },
		{ { "competitor", "proactive", "", "" }, "another shop" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a;
		struct mention m = { .text = SLICE("x") };
		struct verdict v = verdict(&rows[i].said, "en");
		struct wording_case c = { .mention = &m, .verdict = &v,
		    .signer = SLICE("Anna") };

		arena_init(&a, room, sizeof(room));
		CHECK(has(make(&a, &house, &c).why, rows[i].why));
	}
}

static void
test_own(void)
{
	static const struct wording_own own[] = {
		{ T("complaint"), T(""), T("Any, {me}.") },
		{ T("wait"), T(""), T("Waiting: {words}!") },
		{ T("wait/late"), T("de"), T("Zu sp\xc3\xa4t.") },
		{ T("refer"), T(""), T("Told on!\n\nThanks.") },
		{ T("news"), T(""), T("Read it.") },
		{ T("safety"), T(""), T("Call {contact}") },
		{ T("idea"), T(""), T("Nobody fills {name}") },
	};
	static const struct {
		struct said said;
		const char *lang, *text, *want;
	} rows[] = {
		{ { "complaint", "", "price/dear", "" }, "en", "",
		    "Any, Anna." },
		{ { "complaint", "", "wait/late", "wait/late: so very late" },
		    "en", "", "Waiting: so very late! \xe2\x80\x93 Anna" },
		{ { "complaint", "", "wait/late", "" }, "en", "",
		    "Any, Anna." },
		{ { "complaint", "", "wait/late", "" }, "de", "",
		    "Zu sp\xc3\xa4t. \xe2\x80\x93 Anna" },
		{ { "praise", "", "", "" }, "en", "I recommend them",
		    "Told on! Thanks. \xe2\x80\x93 Anna" },
		{ { "complaint", "", "safety/ill", "" }, "en", "",
		    "Call 112 \xe2\x80\x93 Anna" },
		{ { "complaint", "", "safety/ill", "" }, "en", "",
		    "Call 112 \xe2\x80\x93 Anna" },
	};
	struct wording_house h = { .lang = SLICE("en"), .own = own,
		.nown = COUNT(own), .contact = SLICE("112") };

	for (size_t i = 0; i < COUNT(rows); i++)
		for (uint32_t d = 0; d < 8; d++) {
			struct arena a;
			struct mention m = { .text = slice_of(rows[i].text) };
			struct verdict v = verdict(&rows[i].said,
			    rows[i].lang);
			struct wording_case c = { .mention = &m,
			    .verdict = &v, .signer = SLICE("Anna"),
			    .dice = d };
			struct wording w;

			arena_init(&a, room, sizeof(room));
			w = make(&a, &h, &c);
			if (!slice_eq(w.text, slice_of(rows[i].want)))
				printf("row %zu: %.*s\n", i,
				    SLICE_ARG(w.text));
			CHECK(slice_eq(w.text, slice_of(rows[i].want)));
		}
}

static void
test_own_sound(void)
{
	static const struct {
		struct wording_own own;
		const char *fault;
	} rows[] = {
		{ { T("praise"), T(""), T("{me} {shop}") }, "" },
		{ { T("refer"), T(""), T("x") }, "" },
		{ { T("wait/late, price"), T(""), T("x") }, "" },
		{ { T("weather"), T(""), T("x") }, "\"weather\"" },
		{ { T(""), T(""), T("x") }, "neither" },
		{ { T("praise"), T(""), T("{owner}") },
		    "{owner} means" },
		{ { T("praise"), T(""), T("a { b") }, "means" },
		{ { T("praise"), T(""), T("a } b") }, "means" },
		{ { T("praise"), T(""), T("{}") }, "{} means" },
		{ { T("praise"), T(""), T(" \n") }, "1 to" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fault f = { "" };
		bool	 good = wording_sound(&rows[i].own, &f);

		CHECK(good == (rows[i].fault[0] == '\0'));
		CHECK(good == (f.text[0] == '\0'));
		CHECK(has(slice_of(f.text), rows[i].fault) || good);
	}
}

/* Whatever the limit: a whole draft that keeps it, or none. */
static void
test_room(void)
{
	struct faq_hit hit = { .entry = &vegan };
	size_t	 shortest = 1000;

	for (size_t chars = 1; chars < 320; chars++)
		for (size_t i = 0; i < COUNT(all); i++) {
			struct arena a;
			struct mention m = { .text = SLICE("x") };
			struct verdict v = verdict(&all[i],
			    langs[chars % COUNT(langs)]);
			struct wording_case c = { .mention = &m,
			    .verdict = &v, .signer = SLICE("Anna"),
			    .faq = &hit, .chars = chars, .dice = 3 };
			struct wording w;

			arena_init(&a, room, sizeof(room));
			w = make(&a, &house, &c);
			if (w.text.n == 0)
				continue;
			CHECK(sound(w.text, chars));
			CHECK(has(w.text, "\xe2\x80\x93 Anna"));
			shortest = chars < shortest ? chars : shortest;
		}
	CHECK(shortest < 60);
	for (size_t n = 0; n < 3000; n += 61) {	/* no memory: none, or whole */
		struct arena a;
		struct mention m = { .text = SLICE("x") };
		struct verdict v = verdict(&all[0], "en");
		struct wording_case c = { .mention = &m, .verdict = &v,
		    .signer = SLICE("Anna"), .faq = &hit };
		struct wording w;

		arena_init(&a, room, n);
		if (wording_make(&a, &house, &c, &w))
			CHECK(sound(w.text, WORDING_CHARS) && !a.spent);
	}
}

/* An answer too long for the room is cut at a sentence, and that is said. */
static void
test_cut(void)
{
	static const struct faq entry = { .question = T("q"), .answer =
	    T("We open at seven. On Sundays we open at nine, and on "
	    "holidays it depends on which one it is and who has slept."),
	    .lang = T("en") };
	struct faq_hit hit = { .entry = &entry };
	struct mention m = { .text = SLICE("x") };
	struct verdict v = verdict(&all[5], "en");
	struct wording_case c = { .mention = &m, .verdict = &v,
		.signer = SLICE("Anna"), .faq = &hit, .chars = 70 };
	struct wording w;
	struct arena a;

	arena_init(&a, room, sizeof(room));
	w = make(&a, &house, &c);
	CHECK(sound(w.text, 70) && has(w.caution, "cut to fit"));
	CHECK(has(w.text, "We open at") && !has(w.text, "slept"));
}

/* What the owner or the network gave cannot turn or break the draft. */
static void
test_hostile(void)
{
	struct wording_house h = { .lang = SLICE("en"),
		.shop = SLICE("A\r\n\tB \xe2\x80\xae{me}\1\2 \xff"),
		.contact = SLICE("\n\n x  y \n") };
	struct mention m = { .text = SLICE("x") };
	struct verdict v = verdict(&all[12], "xx");
	struct wording_case c = { .mention = &m, .verdict = &v,
		.signer = SLICE("Anna\nMaria") };
	struct wording w;
	struct arena a;

	arena_init(&a, room, sizeof(room));
	w = make(&a, &h, &c);
	CHECK(text_valid(w.text) && has(w.text, "x y"));
	CHECK(slice_ends(w.text, SLICE("Anna Maria, A B {me}")));
	CHECK(has(w.caution, "another language"));
	c.signer = h.shop = SLICE("  \n");
	CHECK(has(make(&a, &h, &c).why, "sign it"));
}

int
main(void)
{
	test_pinned();
	test_filed();
	test_none();
	test_own();
	test_own_sound();
	test_room();
	test_cut();
	test_hostile();
	return test_failed;
}
