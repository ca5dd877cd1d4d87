/* The pieces that mails are made of, as they really come. */
#include "core/mail/coding.h"
#include "core/mail/flowed.h"
#include "core/mail/header.h"
#include "core/mail/header_value.h"
#include "core/mail/pattern.h"
#include "core/mail/quote.h"
#include "core/mail/stars.h"
#include "tests/texts.h"

static void
test_coding(void)
{
	static const struct {
		coding_fn *decode;
		const char *in, *out;
	} rows[] = {
		{ coding_base64, "SGVsbG8=", "Hello" },
		{ coding_base64, "SGVs\r\nbG8", "Hello" },
		{ coding_base64, "SGU=bGxv", "Hello" },	/* joined pieces */
		{ coding_base64, "!S*G V\tsbG8=", "Hello" },
		{ coding_base64, "S", "" },
		{ coding_quoted, "a=3Db=\r\nc", "a=bc" },
		{ coding_quoted, "a= \t\r\nb", "ab" },
		{ coding_quoted, "blanks  \r\nnext", "blanks\nnext" },
		{ coding_quoted, "=C3=a4 =ZZ =", "\303\244 =ZZ " },
		{ coding_quoted, "=", "" },
		{ coding_word, "a_b=5F=", "a b_=" },
	};
	char	 buf[100];

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct sink k = { .buf = buf, .cap = sizeof(buf) };

		rows[i].decode(&k, slice_of(rows[i].in));
		same(rows[i].in, sink_slice(&k), rows[i].out);
	}
	CHECK(coding_named(SLICE("BASE64")) == coding_base64);
	CHECK(coding_named(SLICE("8bit")) == NULL);
}

static void
test_words(void)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{ "plain", "plain" },
		{ "folded\r\n\tline", "folded line" },
		{ "=?utf-8?q?caf=C3=A9?=", "caf\303\251" },
		{ "=?UTF-8?B?Y2Fmw6k=?=", "caf\303\251" },
		{ "=?iso-8859-1*fr?Q?caf=E9?= x", "caf\303\251 x" },
		/* blanks between encoded words are none; others are */
		{ "=?utf-8?q?a?= =?utf-8?q?b?=", "ab" },
		{ "=?utf-8?q?a?=\r\n =?utf-8?q?_b?=", "a b" },
		{ "=?utf-8?q?a?= x =?utf-8?q?b?=", "a x b" },
		/* cut within a character */
		{ "=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=", "caf\303\251" },
		{ "=?utf-8?b?Y2Fmww==?= =?utf-8?q?=A9?=", "caf\303\251" },
		/* side by side, glued, with blanks inside */
		{ "(=?utf-8?q?a?=)", "(a)" },
		{ "x=?utf-8?q?a?==?utf-8?q?b?=", "xab" },
		{ "=?utf-8?q?a b?=", "a b" },
		/* broken ones stay */
		{ "=?utf-8?q?a", "=?utf-8?q?a" },
		{ "=?utf-8?x?a?=", "=?utf-8?x?a?=" },
		{ "=?", "=?" },
		{ "=??q?a?=", "=??q?a?=" },
		/* eight bits without a name */
		{ "caf\303\251", "caf\303\251" },
		{ "caf\351 \200", "caf\303\251 \342\202\254" },
		{ "=?nonsense?q?caf=C3=A9?=", "caf\303\251" },
		{ "", "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a = fresh();

		same(rows[i].in, header_text(&a, slice_of(rows[i].in)),
		    rows[i].out);
	}
}

static void
test_values(void)
{
	static const struct {
		const char *value, *name, *out;
	} params[] = {
		{ "text/plain; charset=utf-8", "charset", "utf-8" },
		{ "text/plain; CharSet=\"u\\\"t\"", "charset", "u\"t" },
		{ "text/plain;x=1 ; charset = utf-8", "charset", "utf-8" },
		{ "text/plain (a; charset=no); charset=(b)yes", "charset",
		    "yes" },
		{ "m/x; boundary=\"a b\r\n c\"", "boundary", "a b c" },
		{ "m/x; b*0=\"one\"; b*1=two", "b", "onetwo" },
		{ "m/x; b*1=two; b*0=one", "b", "onetwo" },
		{ "m/x; b*=utf-8''caf%c3%A9", "b", "caf\303\251" },
		{ "m/x; b*0*=iso-8859-1'fr'caf%e9; b*1=\"%20\"", "b",
		    "caf\303\251%20" },
		{ "m/x; b*99=z", "b", "" },
		{ "m/x; boundary", "boundary", "" },
		{ "m/x; boundary=\"open", "boundary", "open" },
	};
	static const struct {
		const char *value, *name, *at;
	} boxes[] = {
		{ "Anna <a@B.org>", "Anna", "a@b.org" },
		{ "\"Smith, Anna\" <a@b.org>, c@d.org", "Smith, Anna",
		    "a@b.org" },
		{ "a@b.org (Anna (the) Boss)", "Anna (the) Boss", "a@b.org" },
		{ "a@b.org, c@d.org", "", "a@b.org" },
		{ "=?utf-8?q?Frost,_Ren=C3=A9e?= <r@f.org>",
		    "Frost, Ren\303\251e", "r@f.org" },
		{ "\"=?utf-8?q?Ren=C3=A9e?=\" <r@f.org>", "Ren\303\251e",
		    "r@f.org" },
		{ "Friends: a@b.org, c@d.org;", "", "a@b.org" },
		{ "undisclosed-recipients:;", "", "" },
		{ "<>", "", "" },
		{ "\"open <a@b.org>", "", "open<a@b.org>" },
		{ "", "", "" },
	};

	for (size_t i = 0; i < COUNT(params); i++) {
		struct arena a = fresh();

		same(params[i].value, header_param(&a,
		    slice_of(params[i].value), slice_of(params[i].name)),
		    params[i].out);
	}
	for (size_t i = 0; i < COUNT(boxes); i++) {
		struct arena a = fresh();
		struct header_mailbox b = header_mailbox(&a,
		    slice_of(boxes[i].value));

		same(boxes[i].value, b.name, boxes[i].name);
		same(boxes[i].value, b.at, boxes[i].at);
	}
	same("id", header_id(SLICE(" <a@b> x")), "a@b");
	same("id", header_id(SLICE("a@b x")), "a@b");
}

static void
test_flowed(void)
{
	static const struct {
		bool	 delsp;
		const char *in, *out;
	} rows[] = {
		{ false, "one \r\ntwo\r\nthree", "one two\nthree" },
		{ true, "o \r\nne", "one" },
		{ false, " >stuffed", ">stuffed" },
		{ false, "> a \n> b\n>> c", "> a b\n>> c" },
		{ false, "a \n> b", "a \n> b" },
		{ false, "a \n-- \nb", "a \n-- \nb" },
		{ false, "", "" },
	};
	char	 buf[100];

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct sink k = { .buf = buf, .cap = sizeof(buf) };

		flowed_put(&k, slice_of(rows[i].in), rows[i].delsp);
		same(rows[i].in, sink_slice(&k), rows[i].out);
	}
}

static void
test_quotes(void)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{ "mine\n-- \nAnna\nBoss", "mine" },
		{ "mine\n\nOn Monday, Bo <b@c> wrote:\n> yours", "mine" },
		{ "mine\n\nAm 3.4. um 9:00\nschrieb Bo <b@c>:\n> deins",
		    "mine" },
		{ "mine\nLe lundi Bo a \303\251crit :\n\ndu sien", "mine" },
		{ "> yours\nmine", "mine" },
		{ "On Monday Bo wrote:\n> yours\n\nmine", "mine" },
		{ "mine\n-----Original Message-----\nFrom: Bo", "mine" },
		{ "mine\nSent from my phone", "mine" },
		{ "Bo wrote:\nwhat I say", "Bo wrote:\nwhat I say" },
		{ "On Monday we waited:\nan hour", "On Monday we waited:\nan "
		    "hour" },
		{ "> all of it", "> all of it" },
		{ "", "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a = fresh();

		same(rows[i].in, quote_cut(&a, slice_of(rows[i].in)),
		    rows[i].out);
	}
}

static void
test_lines(void)
{
	static const struct {
		const char *pattern, *line, *hole;	/* NULL: no fit */
	} fits[] = {
		{ "{} left a *review*", "Anna B. left a 5-star review!",
		    "Anna B." },
		{ "{} left a *review*", "left a review", NULL },
		{ "r\303\251pondre*", "REPONDRE A L'AVIS", "" },
		{ "stra\303\237e", "STRASSE", "" },
		{ "stra\303\237", "stras", NULL },
		{ "a*b*c", "a b b c", "" },
		{ "a*b", "a b c", NULL },
		{ "*x", "xx", "" },
		{ "for {}", "for Mokka ", "Mokka" },
		{ "note : {}", "Note\302\240: 3", "3" },
		{ "", "", "" }, { "", "a", NULL }, { "*", "", "" },
		{ "{}", "", NULL }, { "**{}**", "abc", NULL },
	};
	static const struct {
		const char *line;
		int64_t	 scale, stars;
	} stars[] = {
		{ "\342\230\205\342\230\205\342\230\205\342\230\206\342\230"
		    "\206", 0, 3 },
		{ "\342\255\220\357\270\217\342\255\220\357\270\217", 0, 2 },
		{ "rated 4 out of 5", 0, 4 }, { "4/5", 0, 4 },
		{ "4,5 von 5 Sternen", 0, 5 }, { "8.6 / 10", 0, 4 },
		{ "3 sur 5", 0, 3 }, { "2 de 5 estrellas", 0, 2 },
		{ "1 su 5", 0, 1 }, { "a 1-star review", 0, 1 },
		{ "f\303\274nf Sterne", 0, 5 },
		{ "trois \303\251toiles", 0, 3 },
		{ "1 star rating", 0, 1 }, { "7,5", 10, 4 }, { "7,5", 0, 0 },
		{ "6/5", 0, 0 }, { "0/5", 0, 0 }, { "5/10/2026", 0, 0 },
		{ "12 stars", 0, 0 }, { "five people", 0, 0 },
		{ "99999999999999999999/5", 0, 0 }, { "", 5, 0 },
	};

	for (size_t i = 0; i < COUNT(fits); i++) {
		slice	 hole = SLICE("");
		bool	 ok = pattern_fits(slice_of(fits[i].pattern),
		    slice_of(fits[i].line), &hole);

		if (ok != (fits[i].hole != NULL))
			printf("%s | %s\n", fits[i].pattern, fits[i].line);
		CHECK(ok == (fits[i].hole != NULL));
		same(fits[i].line, hole, ok ? fits[i].hole : "");
	}
	for (size_t i = 0; i < COUNT(stars); i++) {
		int64_t	 n = stars_read(slice_of(stars[i].line),
		    stars[i].scale);

		if (n != stars[i].stars)
			printf("%s: %d\n", stars[i].line, (int)n);
		CHECK(n == stars[i].stars);
	}
}

int
main(void)
{
	test_coding();
	test_words();
	test_values();
	test_flowed();
	test_quotes();
	test_lines();
	return test_failed;
}
