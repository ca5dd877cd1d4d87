/* core/judge/class.h: which class fits, and what stands above the table */
#include "core/judge/class.h"
#include "core/judge/read.h"
#include "tests/test.h"

/* One text with the committed tables, as the judge reads it. */
static enum class
of(const char *p, size_t n, struct class_signs g)
{
	static struct reader reader;
	static struct memo_word memo[MEMO_LEAST];
	const slice none = { "", 0 };
	struct read read;
	struct polarity_verdict v;

	CHECK(reader_init(&reader, memo, MEMO_LEAST));
	g.text = (slice){ p, n };
	read_mention(&reader, &read, none, g.text, none);
	polarity_of(&read.reading, READ_POLARITY, &read.tone,
	    read.tongue->number, &v);
	g.tone = &read.tone;
	g.polarity = &v;
	g.lang = read.tongue->number;
	g.readable = read.tongue->words != NULL;
	return class_find(&read.reading, READ_CLASS, &g);
}

static enum class
plain(const char *text)
{
	return of(text, strlen(text), (struct class_signs){ .stars = 0 });
}

static void
test_names(void)
{
	enum class c = CLASS_OTHER;

	for (size_t i = 0; i < CLASSES; i++)
		CHECK(class_named(class_name((enum class)i), &c) &&
		    c == (enum class)i);
	CHECK(!class_named(SLICE("complaints"), &c));
	CHECK(!class_named(SLICE(""), &c));
	CHECK(class_name(CLASSES).n == 0);
}

/* What nobody would read in another way. */
static void
test_plain(void)
{
	static const struct {
		const char *text;
		enum class class;
	} texts[] = {
		{ "Can anyone recommend a good plumber?", CLASS_LEAD },
		{ "Do you have a table for four tonight?", CLASS_LEAD },
		{ "What time do you close on Sundays?", CLASS_QUESTION },
		{ "Worst service ever, waited an hour and the food was cold",
		    CLASS_COMPLAINT },
		{ "Still no reply to my emails, I want my money back",
		    CLASS_COMPLAINT },
		{ "Thank you so much, wonderful service and lovely staff",
		    CLASS_PRAISE },
		{ "Please bring back the cinnamon buns!", CLASS_IDEA },
		{ "I heard they are closing down, is it true?",
		    CLASS_RUMOUR },
		{ "My son had an allergic reaction, the ambulance came",
		    CLASS_CRISIS },
		{ "Earn $500 a day from home! Click here http://x.example",
		    CLASS_SPAM },
		{ "so tired, cannot sleep again", CLASS_OTHER },
		{ "Kann jemand einen guten Zahnarzt empfehlen?", CLASS_LEAD },
		{ "Danke an das ganze Team, ihr seid spitze!", CLASS_PRAISE },
		{ "Toujours pas de remboursement, c'est une honte",
		    CLASS_COMPLAINT },
		{ "¿Alguien me recomienda un buen dentista?", CLASS_LEAD },
		{ "Grazie a tutto lo staff, siete fantastici",
		    CLASS_PRAISE },
		{ "Alguém indica um bom dentista?", CLASS_LEAD },
	};

	for (size_t i = 0; i < COUNT(texts); i++) {
		enum class c = plain(texts[i].text);

		CHECK(c == texts[i].class);
		if (c != texts[i].class)
			fprintf(stderr, "  %s: %s\n", texts[i].text,
			    class_name(c).p);
	}
}

static enum class
with(const char *text, struct class_signs g)
{
	return of(text, strlen(text), g);
}

/* What the owner, the stars and the names say is above the table. */
static void
test_above(void)
{
	static const char *const meal = "We had the soup and the bread.";
	static const char *const bad = "So rude, never going back there.";
	static const char *const good = "Lovely, we will be back!";
	static const char *const foreign = "Ужасное обслуживание";

	CHECK(with(good, (struct class_signs){ .critical = true }) ==
	    CLASS_CRISIS);
	CHECK(with(meal, (struct class_signs){ .stars = 1 }) ==
	    CLASS_COMPLAINT);
	CHECK(with(meal, (struct class_signs){ .stars = 2 }) ==
	    CLASS_COMPLAINT);
	CHECK(with(meal, (struct class_signs){ .stars = 5 }) ==
	    CLASS_PRAISE);
	CHECK(with(good, (struct class_signs){ .stars = 5 }) ==
	    CLASS_PRAISE);
	CHECK(with(bad, (struct class_signs){ .rival = true }) ==
	    CLASS_COMPETITOR);
	CHECK(with(bad, (struct class_signs){ .rival = true, .shop = true })
	    == CLASS_COMPLAINT);
	CHECK(plain(foreign) == CLASS_OTHER);
	CHECK(with(foreign, (struct class_signs){ .stars = 1 }) ==
	    CLASS_COMPLAINT);
	CHECK(with(foreign, (struct class_signs){ .stars = 5 }) ==
	    CLASS_PRAISE);
	CHECK(with(foreign, (struct class_signs){ .critical = true }) ==
	    CLASS_CRISIS);
}

static void
test_dense(void)
{
	const struct polarity_verdict v = { .side = NEGATIVE,
	    .chance = { 700, 200, 100 }, .minus = 998, .sentiment = -50 };
	const struct tone t = { .found[TONE_AGAIN].count = 9,
	    .found[TONE_LEAD].count = 1, .compound = -300,
	    .questions = 1, .words = 4, .names = 9,
	    .humps = 1 };
	struct class_signs g = { .tone = &t, .polarity = &v,
	    .text = SLICE("@shop hello") };
	int16_t	 d[CLASS_DENSE], least = 0, most = 0;

	class_dense(&g, d);
	CHECK(d[0] == 1000 && d[5] == 500);
	CHECK(d[13] == -300 && d[14] == 300);
	CHECK(d[15] == 998 && d[16] == 0);
	CHECK(tone_much(INT64_MAX) > 990 && tone_much(INT64_MAX) <= 1000);
	CHECK(d[17] == 700 && d[18] == 100);
	CHECK(d[19] == 500 && d[21] == 1000 && d[23] == 1000);
	CHECK(d[24] == 1000 && d[25] == 1000);	/* somebody is named */
	CHECK(d[26] == 500 && d[27] == 0 && d[28] == 0 && d[29] == 0);
	CHECK(d[30] == 500 && d[31] == 1000);
	CHECK(d[32] == 700 && d[33] == 0);
	for (size_t i = 0; i < CLASS_DENSE; i++) {
		least = d[i] < least ? d[i] : least;
		most = d[i] > most ? d[i] : most;
	}
	CHECK(least >= -1000 && most <= 1000);
	g.shop = true;			/* it is we who are named */
	class_dense(&g, d);
	CHECK(d[24] == 0 && d[25] == 0);
}

/* Nothing, one sign, bytes that are no text, a text that does not end. */
static void
test_hostile(void)
{
	static char big[100000];

	CHECK(plain("") == CLASS_OTHER);
	CHECK(plain("\xf0\x9f\x98\x80") < CLASSES);
	CHECK(of("\0\xff\xfe\x80?!", 6, (struct class_signs){ .stars = 0 })
	    < CLASSES);
	for (size_t i = 0; i < sizeof(big); i++)
		big[i] = (char)(i * 2654435761u >> 24);
	CHECK(of(big, sizeof(big), (struct class_signs){ .stars = 9 })
	    < CLASSES);
	memset(big, '?', sizeof(big));
	CHECK(of(big, sizeof(big), (struct class_signs){ .stars = -1 })
	    < CLASSES);
}

int
main(void)
{
	test_names();
	test_plain();
	test_above();
	test_dense();
	test_hostile();
	return test_failed;
}
