/* test_may.c - who may be spoken to, and by whom; statements and playbooks; the
 * same words again. */
#include "core/answer/may.h"
#include "core/answer/shelf.h"
#include "tests/test.h"

enum { DAY = 86400, NOW = 1800000000 };

#define T(s)	{ s, sizeof(s) - 1 }

static _Alignas(16) char room[1 << 16];

static const struct may_rules on = { .daily = MAY_DAILY, .proactive = MAY_ON,
	.progressive = true };
static const struct may_rules off = { .daily = MAY_DAILY };
static const struct may_rules hand = { .proactive = MAY_BY_HAND };
static const struct may_rules four = { .daily = -1, .proactive = MAY_ON,
	.progressive = true, .four_eyes = true };

static const struct staff_person anna = { .name = T("anna"),
	.may = MAY_READ | MAY_DRAFT | MAY_SEND };
static const struct staff_person ben = { .name = T("ben"),
	.may = MAY_READ | MAY_DRAFT };
static const struct staff_person cleo = { .name = T("cleo"),
	.may = MAY_READ };

static const struct {
	const struct may_rules *rules;
	const struct staff_person *by;
	const char *class, *attitude, *type;
	struct may_ask more;
	enum may want;
	const char *why;		/* part of it */
} rows[] = {
	/* they turned to us */
	{ &off, NULL, "complaint", "reactive", "", { 0 }, MAY, "" },
	{ &off, NULL, "complaint", "", "mail", { 0 }, MAY, "" },
	{ &off, NULL, "other", "", "message", { 0 }, MAY, "" },
	{ &off, NULL, "praise", "reactive", "", { .unasked = NOW - DAY },
	    MAY, "" },
	/* a question before everybody */
	{ &off, NULL, "question", "", "post", { 0 }, MAY, "" },
	{ &off, NULL, "question", "proactive", "post", { 0 }, MAY, "" },
	{ &off, NULL, "question", "proactive", "post",
	    { .unasked = NOW - 29 * DAY - 5 }, MAY_NOT_AGAIN,
	    "unasked 29 days ago; a second time is for 30 days later" },
	{ &off, NULL, "question", "proactive", "post",
	    { .unasked = NOW - 30 * DAY }, MAY, "" },
	{ &off, NULL, "question", "proactive", "post",
	    { .unasked = NOW + 5 }, MAY_NOT_AGAIN, "0 days ago" },
	{ &off, NULL, "question", "proactive", "post",
	    { .unasked = NOW - DAY, .customer = true }, MAY, "" },
	{ &off, NULL, "question", "", "post",
	    { .unasked = NOW - DAY, .consent = true }, MAY, "" },
	/* in a crisis: of it, and not in words from before */
	{ &off, NULL, "crisis", "reactive", "", { .crisis = NOW - DAY },
	    MAY, "" },
	{ &off, NULL, "crisis", "reactive", "", { .crisis = NOW - DAY,
	    .written = NOW - DAY }, MAY, "" },
	{ &off, NULL, "crisis", "reactive", "", { .crisis = NOW - DAY,
	    .written = NOW - DAY - 1 }, MAY_NOT_CRISIS,
	    "what was written before waits until it is over" },
	{ &off, NULL, "complaint", "reactive", "", { .crisis = NOW - DAY,
	    .written = NOW }, MAY_NOT_CRISIS,
	    "other answers wait until it is over" },
	{ &off, NULL, "complaint", "reactive", "", { .crisis = NOW - DAY,
	    .written = 1, .anyway = true }, MAY, "" },
	{ &off, NULL, "complaint", "reactive", "", { .written = 1 }, MAY, "" },
	/* about us, or a need */
	{ &off, NULL, "complaint", "proactive", "post", { 0 },
	    MAY_NOT_ASKED, "not to it" },
	{ &off, NULL, "complaint", "proactive", "post", { .in_goal = 7 },
	    MAY_NOT_ASKED, "off; 7 of the first 20 who turned to you" },
	{ &off, NULL, "complaint", "proactive", "post", { .in_goal = 20 },
	    MAY_NOT_ASKED, "goals: time to turn it on" },
	{ &hand, NULL, "complaint", "proactive", "post", { .in_goal = 7 },
	    MAY, "not to it; 7 of the first 20" },
	{ &hand, NULL, "complaint", "proactive", "post",
	    { .in_goal = 21, .repeated = NOW - 60 }, MAY,
	    "to turn it on; the same words" },
	{ &hand, NULL, "complaint", "proactive", "post",
	    { .offered = true }, MAY_NOT_ASKED, "not to it" },
	{ &hand, NULL, "complaint", "reactive", "post",
	    { .offered = true }, MAY, "" },
	{ &hand, NULL, "question", "proactive", "post",
	    { .offered = true }, MAY, "" },
	{ &hand, NULL, "lead", "progressive", "post", { 0 },
	    MAY_NOT_ASKED, "\"progressive\" is off" },
	{ &on, NULL, "complaint", "proactive", "post",
	    { .offered = true }, MAY, "" },
	{ &off, NULL, "complaint", "reactive", "post", { .in_goal = 0 },
	    MAY, "" },
	{ &off, NULL, "complaint", "proactive", "post",
	    { .consent = true }, MAY, "" },
	{ &on, NULL, "complaint", "proactive", "post", { 0 }, MAY, "" },
	{ &off, NULL, "lead", "progressive", "post", { 0 },
	    MAY_NOT_ASKED, "a need" },
	{ &on, NULL, "lead", "progressive", "post", { .today = 2 }, MAY, "" },
	{ &on, NULL, "lead", "progressive", "post", { .today = 3 },
	    MAY_NOT_TODAY, "3 of 3" },
	{ &four, NULL, "lead", "progressive", "post", { .today = 99 },
	    MAY, "" },
	{ &on, NULL, "lead", "progressive", "post",
	    { .today = 1, .unasked = NOW - DAY }, MAY_NOT_AGAIN, "1 day ago" },
	{ &on, NULL, "competitor", "progressive", "post", { .today = 4 },
	    MAY_NOT_TODAY, "enough" },
	/* never */
	{ &on, NULL, "question", "reactive", "mail",
	    { .no_contact = true, .consent = true }, MAY_NOT_CONTACT,
	    "do not want" },
	/* a crisis freezes all but what is said of it */
	{ &on, NULL, "praise", "reactive", "", { .crisis = 1 },
	    MAY_NOT_CRISIS, "crisis mode" },
	{ &on, NULL, "crisis", "reactive", "", { .crisis = 1 }, MAY, "" },
	{ &on, NULL, "rumour", "proactive", "", { .crisis = 1 }, MAY, "" },
	/* rights come first */
	{ &on, &cleo, "praise", "reactive", "", { .no_contact = true },
	    MAY_NOT_RIGHT, "cleo may not draft" },
	{ &on, &ben, "praise", "reactive", "", { 0 }, MAY, "" },
	{ &on, &ben, "praise", "reactive", "", { .send = true },
	    MAY_NOT_RIGHT, "ben may not send" },
	{ &on, &anna, "praise", "reactive", "", { .send = true }, MAY, "" },
	/* an agency, and not theirs */
	{ &on, &anna, "crisis", "reactive", "", { .outside = true,
	    .no_contact = true }, MAY_NOT_REACH, "anna is an agency, and" },
	{ &on, NULL, "praise", "reactive", "", { .outside = true }, MAY, "" },
	/* four eyes */
	{ &four, &anna, "complaint", "reactive", "", { 0 }, MAY, "" },
	{ &four, &anna, "complaint", "reactive", "", { .send = true },
	    MAY_NOT_ALONE, "four eyes" },
	{ &four, &anna, "complaint", "reactive", "",
	    { .send = true, .drafted = T("anna") }, MAY_NOT_ALONE, "" },
	{ &four, &anna, "complaint", "reactive", "",
	    { .send = true, .drafted = T("ben") }, MAY, "" },
	{ &four, &anna, "praise", "reactive", "", { .send = true }, MAY, "" },
	{ &four, NULL, "complaint", "reactive", "", { .send = true }, MAY,
	    "" },
	/* the same words: allowed, and said */
	{ &on, NULL, "praise", "reactive", "", { .repeated = NOW - 60 }, MAY,
	    "within the last day" },
	{ &on, NULL, "praise", "reactive", "", { .repeated = NOW - 3 * DAY },
	    MAY, "3 days ago; change some" },
	{ &on, NULL, "praise", "reactive", "", { .repeated = NOW - 7 * DAY },
	    MAY, "" },
};

static void
test_may(void)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mention m = { .type = slice_of(rows[i].type) };
		struct verdict v = { .class = slice_of(rows[i].class),
		    .attitude = slice_of(rows[i].attitude) };
		struct may_ask q = rows[i].more;
		slice	 why, part = slice_of(rows[i].why);
		struct arena a;
		enum may is;

		arena_init(&a, room, sizeof(room));
		q.rules = rows[i].rules;
		q.by = rows[i].by;
		q.mention = &m;
		q.verdict = &v;
		q.now = NOW;
		is = may_answer(&a, &q, &why);
		if (is != rows[i].want)
			printf("row %zu: %d %.*s\n", i, (int)is,
			    SLICE_ARG(why));
		CHECK(is == rows[i].want);
		CHECK(part.n == 0 || slice_find(why, part) < why.n);
		CHECK(is == MAY || why.n > 0);
		CHECK(is != MAY || part.n > 0 || why.n == 0);
	}
}

static void
test_words(void)
{
	static const struct { const char *a, *b; bool same; } pairs[] = {
		{ "Thank you so much!", "thank  you, so much", true },
		{ "Thank you so much!", "Thank you very much!", false },
		{ "See you.\nBye", "see you bye", true },
		{ "See you \xe2\x80\x93 Anna",
		    "See you \xe2\x80\x93 Ben, Mokka", true },
		{ "A \xe2\x80\x93 b \xe2\x80\x93 Anna",
		    "A \xe2\x80\x93 c \xe2\x80\x93 Anna", false },
		{ "you see", "see you", false },
		{ "caf\xc3\xa9", "CAFE", true },
		{ "", "!", true },
	};

	for (size_t i = 0; i < COUNT(pairs); i++) {
		int64_t	 a = may_words(slice_of(pairs[i].a));
		int64_t	 b = may_words(slice_of(pairs[i].b));

		CHECK((a == b) == pairs[i].same);
		CHECK(a > 0 && b > 0);
	}
}

/* ---- the shelf ----------------------------------------------------------- */

static const struct statement shelf[] = {
	{ .name = T("all"), .what = T("complaint"), .words = T("x") },
	{ .name = T("recall"), .what = T("safety, rumour"), .words = T("x"),
	    .lang = T("en") },
	{ .name = T("recall-de"), .what = T("safety\nrumour"), .words = T("x"),
	    .lang = T("de") },
	{ .name = T("nuts"), .what = T("safety/allergy"),
	    .link = T("https://x.example"), .lang = T("fr") },
	{ .name = T("fr-words"), .what = T("idea"), .words = T("x"),
	    .lang = T("fr") },
};

static void
test_shelf(void)
{
	static const struct {
		const char *class, *issues, *lang, *want;
	} list[] = {
		{ "complaint", "wait/late", "en", "all" },
		{ "complaint", "wait/late, safety/ill", "en", "recall" },
		{ "complaint", "safety/ill", "de", "recall-de" },
		{ "question", "safety/allergy", "en", "nuts" },
		{ "rumour", "", "en", "recall" },
		{ "rumour", "", "it", NULL },	/* none in that language */
		{ "idea", "", "en", NULL },
		{ "idea", "", "fr", "fr-words" },
		{ "praise", "", "en", NULL },
		{ "", "", "", NULL },
	};

	for (size_t i = 0; i < COUNT(list); i++) {
		struct verdict v = { .class = slice_of(list[i].class),
		    .issues = slice_of(list[i].issues) };
		const struct statement *s = shelf_statement(shelf,
		    COUNT(shelf), &v, slice_of(list[i].lang));

		if ((s == NULL) != (list[i].want == NULL))
			printf("row %zu\n", i);
		CHECK((s == NULL) == (list[i].want == NULL));
		CHECK(s == NULL || list[i].want == NULL ||
		    slice_eq(s->name, slice_of(list[i].want)));
	}
	CHECK(shelf_unknown(SLICE("safety, wait/late\nrumour")).n == 0);
	CHECK(slice_eq(shelf_unknown(SLICE("safety, weather")),
	    SLICE("weather")));
}

static void
test_playbook(void)
{
	static const struct playbook books[] = {
		{ .what = T("complaint"), .who = T("anna") },
		{ .what = T("wait, delivery"), .who = T("ben"),
		    .first = T("sorry"), .limit = T("a coffee"),
		    .next = T("call") },
		{ .what = T("wait/late"), .next = T("look") },
	};
	struct verdict v = { .class = SLICE("complaint"),
		.issues = SLICE("delivery/late, price/dear") };
	char	 buf[200];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	playbook_put(&k, shelf_playbook(books, COUNT(books), &v));
	CHECK(slice_eq(sink_slice(&k), SLICE("ben; say: sorry; may offer: "
	    "a coffee; then: call")));
	v.issues = SLICE("wait/late");
	k.len = 0;
	playbook_put(&k, shelf_playbook(books, COUNT(books), &v));
	CHECK(slice_eq(sink_slice(&k), SLICE("then: look")));
	v.issues = SLICE("");
	CHECK(shelf_playbook(books, COUNT(books), &v) == &books[0]);
	v.class = SLICE("praise");
	CHECK(shelf_playbook(books, COUNT(books), &v) == NULL);
}

int
main(void)
{
	test_may();
	test_words();
	test_shelf();
	test_playbook();
	return test_failed;
}
