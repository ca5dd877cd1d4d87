/* test_faq.c - which entry answers whom, in several languages; the pages. */
#include "core/answer/faq.h"

#include "core/json/json.h"
#include "core/text/text.h"
#include "tests/test.h"

static _Alignas(16) char room[1 << 22];

#define T(s)	{ s, sizeof(s) - 1 }
#define ENTRY(n, l, q)	{ .id = (n), .lang = T(l), .question = T(q),	\
	.answer = T("yes") }

static const struct faq faq[] = {
	ENTRY(1, "en", "Do you have gluten free cakes?"),
	ENTRY(2, "en", "When are you open on Sundays?"),
	ENTRY(3, "en", "Can I bring my dog?"),
	ENTRY(4, "en", "Is there parking nearby?"),
	ENTRY(5, "en", "Do you deliver birthday cakes?"),
	ENTRY(6, "de", "Habt ihr glutenfreie Kuchen?"),
	ENTRY(7, "de", "Kann man bei euch parken?"),
	ENTRY(8, "de", "Nehmt ihr Kreditkarten?"),
	ENTRY(9, "fr", "Avez-vous des g\xc3\xa2teaux sans gluten ?"),
	ENTRY(10, "fr", "Les chiens sont-ils admis ?"),
	ENTRY(11, "es", "\xc2\xbfTienen tortas veganas?"),
	ENTRY(12, "it", "Avete dolci senza glutine?"),
	ENTRY(13, "pt", "Aceitam cart\xc3\xa3o de cr\xc3\xa9"
	    "dito?"),
	ENTRY(14, "", "Wifi?"),
	{ .id = 15, .lang = T("en"), .question = T("Voucher lost in post"),
	    .answer = T("yes"), .labels = T("delivery/missing, price") },
	ENTRY(16, "en", "Vouchers"),
};

static const struct {
	const char *lang, *title, *text;
	int64_t	 id;			/* 0: none */
	const char *words;
} rows[] = {
	{ "en", "", "Hi, does anybody know if they do gluten free cake?", 1,
	    "gluten, free, cake" },
	{ "en", "", "GLUTEN-FREE CAKES???", 1, "GLUTEN, FREE, CAKES" },
	{ "en", "", "open sunday?", 2, "open, sunday" },
	{ "en", "Sunday", "Are they open?", 2, "open, Sunday" },
	{ "en", "", "can i bring our two dogs along", 3, "bring, dogs" },
	{ "en", "", "Where is the parking?", 4, "parking" },
	{ "en", "", "I need a birthday cake, do they deliver", 5,
	    "deliver, birthday, cake" },
	{ "en", "", "The cake was dry.", 0, "" },
	{ "en", "", "How much is a haircut?", 0, "" },
	{ "en", "", "", 0, "" },
	{ "en", "", "is the you and do", 0, "" },
	{ "en", "", "any wifi there", 14, "wifi" },
	{ "de", "", "Gibt es WiFi?", 14, "WiFi" },
	{ "de", "", "Gibt es bei euch glutenfreien Kuchen?", 6,
	    "glutenfreien, Kuchen" },
	{ "de", "", "Wo kann man parken?", 7, "parken" },
	{ "de", "", "Geht Kreditkarte?", 8, "Kreditkarte" },
	{ "de", "", "Gluten free cakes?", 0, "" },
	{ "fr", "", "un gateau sans gluten, c'est possible ?", 9,
	    "gateau, gluten" },
	{ "fr", "", "Mon chien est admis chez vous ?", 10, "chien, admis" },
	{ "es", "", "\xc2\xbf" "Hay torta vegana?", 11, "torta, vegana" },
	{ "it", "", "cerco un dolce senza glutine", 12, "dolce, glutine" },
	{ "pt", "", "aceitam cartao de credito", 13,
	    "aceitam, cartao, credito" },
	{ "xx", "", "gluten free cakes", 1, "gluten, free, cakes" },
	{ "en", "", "my voucher is lost", 15, "voucher, lost" },
	{ "en", "", "about a voucher", 16, "voucher" },
	{ "de", "", "Nehmt ihr Hunde?", 0, "" },
	{ "en", "", "open late?", 0, "" },
	{ "en", "", "about vouchers", 16, "vouchers" },
};

static void
test_find(void)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct mention m = { .title = slice_of(rows[i].title),
		    .text = slice_of(rows[i].text) };
		const struct faq_book *b;
		struct faq_hit hit;
		struct arena a;
		int64_t	 id;

		arena_init(&a, room, sizeof(room));
		b = faq_book(&a, faq, COUNT(faq));
		CHECK(b != NULL);
		faq_find(b, &a, &m, slice_of(rows[i].lang), SLICE(""), &hit);
		id = hit.entry != NULL ? hit.entry->id : 0;
		if (id != rows[i].id ||
		    !slice_eq(hit.words, slice_of(rows[i].words)))
			printf("%s: %d (%d %%) %.*s\n", rows[i].text, (int)id,
			    (int)hit.percent, SLICE_ARG(hit.words));
		CHECK(id == rows[i].id);
		CHECK(slice_eq(hit.words, slice_of(rows[i].words)));
		CHECK((id != 0) == (hit.percent >= 50));
	}
}

/* An entry of the same issue needs fewer of its words; the one that helped
 * more often wins a tie. */
static void
test_issue(void)
{
	static const struct faq two[] = {
		{ .id = 1, .question = T("voucher never arrived home"),
		    .answer = T("x"), .labels = T("delivery") },
		{ .id = 2, .question = T("bread delivery times"),
		    .answer = T("x"), .uses = 1 },
		{ .id = 3, .question = T("bread delivery times"),
		    .answer = T("x"), .uses = 5 },
	};
	struct mention m = { .text = SLICE("voucher not arrived") };
	const struct faq_book *b;
	struct faq_hit hit;
	struct arena a;

	arena_init(&a, room, sizeof(room));
	b = faq_book(&a, two, COUNT(two));
	CHECK(faq_find(b, &a, &m, SLICE("en"), SLICE("delivery/late"), &hit));
	CHECK(hit.entry->id == 1 && hit.percent > 50);
	m.text = SLICE("bread delivery times please");
	CHECK(faq_find(b, &a, &m, SLICE("en"), SLICE(""), &hit));
	CHECK(hit.entry->id == 3 && hit.percent == 100);
}

/* No entries, many, no room. */
static void
test_bounds(void)
{
	static struct faq many[FAQ_MOST + 10];
	struct mention m = { .text = SLICE("alpha beta gamma 123456") };
	const struct faq_book *b;
	struct faq_hit hit;
	struct arena a;

	arena_init(&a, room, sizeof(room));
	b = faq_book(&a, NULL, 0);
	CHECK(b != NULL && !faq_find(b, &a, &m, SLICE("en"), SLICE(""),
	    &hit));
	for (size_t i = 0; i < COUNT(many); i++)
		many[i] = (struct faq){ .id = (int64_t)i + 1, .question =
		    i ? SLICE("alpha beta") : SLICE("alpha beta gamma") };
	b = faq_book(&a, many, COUNT(many));
	CHECK(b != NULL && faq_find(b, &a, &m, SLICE("en"), SLICE(""), &hit));
	CHECK(hit.entry->id > 10);	/* the oldest are not read */
	for (size_t n = 0; n < 4000; n += 100) {
		arena_init(&a, room, n);
		b = faq_book(&a, faq, COUNT(faq));
		CHECK(b == NULL);
	}
}

static void
test_sound(void)
{
	static const struct { struct faq entry; const char *fault; } list[] = {
		{ { .question = T("q"), .answer = T("a") }, "" },
		{ { .question = T("q"), .link = T("https://x.example") }, "" },
		{ { .question = T(" "), .answer = T("a") }, "a question" },
		{ { .question = T("q"), .answer = T(" ") }, "an answer" },
		{ { .question = T("q"), .link = T("javascript:x") },
		    "begins with" },
	};

	for (size_t i = 0; i < COUNT(list); i++) {
		struct fault f = { "" };
		bool	 good = faq_sound(&list[i].entry, &f);

		CHECK(good == (list[i].fault[0] == '\0'));
		CHECK(good || slice_find(slice_of(f.text),
		    slice_of(list[i].fault)) < slice_of(f.text).n);
	}
}

static void
test_from(void)
{
	static const struct { const char *title, *text, *question; } list[] = {
		{ "", "Hi there! Do you sell oat milk? Thanks.",
		    "Do you sell oat milk?" },
		{ "Where to park?", "I come by car. Hm?", "Where to park?" },
		{ "Oat milk", "please tell", "Oat milk" },
		{ "", "Looking for  oat\nmilk", "Looking for oat milk" },
		{ "", "??", "??" },
		{ "", "", "" },
	};

	for (size_t i = 0; i < COUNT(list); i++) {
		struct mention m = { .title = slice_of(list[i].title),
		    .text = slice_of(list[i].text) };
		struct verdict v = { .lang = SLICE("en"),
		    .issues = SLICE("stock") };
		struct arena a;
		struct faq e;

		arena_init(&a, room, sizeof(room));
		faq_from(&a, &m, &v, SLICE("Yes, \xe2\x80\x93 we do. "
		    "\xe2\x80\x93 Anna, Mokka"), &e);
		CHECK(slice_eq(e.question, slice_of(list[i].question)));
		CHECK(slice_eq(e.answer, SLICE("Yes, \xe2\x80\x93 we do.")));
		CHECK(slice_eq(e.labels, SLICE("stock")) && e.id == 0);
	}
}

static void
test_markdown(void)
{
	static const struct { struct faq entry; const char *want; } list[] = {
		{ { .question = T("Is it *free*?"), .answer =
		    T("Yes.\n- 1 <b>\n2. x_y\n12) z\n3 4."),
		    .link = T("https://x.example/a b>c") },
		    "## Is it \\*free\\*?\n\n"
		    "Yes.  \n\\- 1 \\<b\\>  \n2\\. x\\_y  \n12\\) z  \n3 4.\n\n"
		    "<https://x.example/a%20b%3Ec>\n\n" },
		{ { .question = T("# a\nb [c](d) `e` &amp;") },
		    "## \\# a b \\[c\\](d) \\`e\\` \\&amp;\n\n" },
		{ { .question = T("\xc3\x9c" "bung?"), .answer = T("  +1\t") },
		    "## \xc3\x9c" "bung?\n\n\\+1\n\n" },
	};
	char	 buf[1024];

	for (size_t i = 0; i < COUNT(list); i++) {
		struct sink k = { .buf = buf, .cap = sizeof(buf) };

		faq_put_markdown(&k, &list[i].entry);
		if (!slice_eq(sink_slice(&k), slice_of(list[i].want)))
			printf("%.*s", SLICE_ARG(sink_slice(&k)));
		CHECK(slice_eq(sink_slice(&k), slice_of(list[i].want)));
	}
}

static void
test_json(void)
{
	struct faq e = { .id = 7, .question = SLICE("a \"b\"\n"),
		.answer = SLICE("c"), .lang = SLICE("en") };
	char	 buf[1024];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	faq_put_json(&k, &e);
	CHECK(slice_eq(sink_slice(&k), SLICE("{\"id\":7,\"question\":\"a "
	    "\\\"b\\\"\\n\",\"answer\":\"c\",\"lang\":\"en\",\"uses\":0}\n")));
}

int
main(void)
{
	test_find();
	test_issue();
	test_bounds();
	test_sound();
	test_from();
	test_markdown();
	test_json();
	return test_failed;
}
