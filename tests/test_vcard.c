#include "core/people/vcard.h"
#include "tests/test.h"

static char block[128 << 10];
static struct arena arena;

static struct vcards
begin(slice file)
{
	static char whole[64 << 10];
	struct arena a;
	struct vcards v;

	arena_init(&a, whole, sizeof(whole));
	vcards_init(&v, &a, file);
	return v;
}

static enum vcard
next(struct vcards *v, struct contact *c, struct fault *f)
{
	arena_init(&arena, block, sizeof(block));
	f->text[0] = '\0';
	return vcard_next(v, &arena, c, f);
}

#define CARD(s) "BEGIN:VCARD\r\n" s "END:VCARD\r\n"

static const struct {
	const char *file, *name, *mail, *phone, *handles, *note;
} cards[] = {
	/* 4.0, groups, folding in the middle of a character, parameters */
	{ CARD("VERSION:4.0\r\nFN:Ren\xc3\r\n \xa9 Dupont\r\n"
	  "item1.EMAIL;TYPE=\"work:home\";PREF=1:Rene@Example.org\r\n"
	  "item2.TEL;VALUE=uri:tel:+33-1-234-5678\r\n"
	  "NOTE:one\\, two\\;\\nthree \\\\ four\r\n"),
	  "Ren\xc3\xa9 Dupont", "rene@example.org", "+33-1-234-5678", "",
	  "one, two;\nthree \\ four" },
	/* 3.0, N alone, several mails */
	{ CARD("VERSION:3.0\r\nN:Berg;Anna;Maria;Dr.;\r\nEMAIL:a@b.example\r\n"
	  "EMAIL;TYPE=INTERNET:c@d.example\r\nemail:A@B.example\r\n"),
	  "Anna Berg", "a@b.example\nc@d.example", "", "", "" },
	/* FN wins over N, whichever comes first */
	{ CARD("N:Berg;Anna\r\nFN:Anna B.\r\nEMAIL:a@b.example\r\n"),
	  "Anna B.", "a@b.example", "", "", "" },
	{ CARD("FN:Anna B.\r\nN:Berg;Anna\r\nEMAIL:a@b.example\r\n"),
	  "Anna B.", "a@b.example", "", "", "" },
	/* 2.1 of an old phone */
	{ "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING="
	  "QUOTED-PRINTABLE:M=C3=BCller;J=C3=\n=BCrgen;;;\n"
	  "TEL;CELL;PREF:+491701234567\nEND:VCARD\n",
	  "J\xc3\xbcrgen M\xc3\xbcller", "", "+491701234567", "", "" },
	{ CARD("FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Ren=E9\r\n"
	  "EMAIL:a@b.example\r\n"),
	  "Ren\xc3\xa9", "a@b.example", "", "", "" },
	{ CARD("FN;CHARSET=windows-1251:\xc0\xed\xed\xe0\r\n"
	  "EMAIL:a@b.example\r\n"),
	  "\xd0\x90\xd0\xbd\xd0\xbd\xd0\xb0", "a@b.example", "", "", "" },
	{ CARD("FN:Ren\xe9\r\nEMAIL:a@b.example\r\n"),	/* says nothing */
	  "Ren\xc3\xa9", "a@b.example", "", "", "" },
	/* handles in all their spellings */
	{ CARD("FN:A\r\nX-SOCIALPROFILE;type=twitter;x-user=Anna_B:"
	  "http://twitter.com/Anna_B\r\n"
	  "SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://social.example/@anna\r\n"
	  "SOCIALPROFILE;SERVICE-TYPE=Reddit;VALUE=text:u/anna_r\r\n"
	  "IMPP:xmpp:anna@chat.example\r\nX-SKYPE-USERNAME:anna.skype\r\n"
	  "item3.URL:https://www.instagram.com/anna.b/\r\n"),
	  "A", "", "",
	  "web https://twitter.com/Anna_B\nx anna_b\n"
	  "web https://social.example/@anna\nfedi anna@social.example\n"
	  "reddit anna_r\njabber anna@chat.example\nskype anna.skype\n"
	  "web https://instagram.com/anna.b\ninstagram anna.b", "" },
	{ CARD("ORG:Bakery\\, Ltd;Sales\r\nEMAIL:a@b.example\r\n"),
	  "Bakery, Ltd", "a@b.example", "", "", "" },
	/* an agent inside, a photo that is passed over */
	{ CARD("FN:A\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB\r\n CCCC\r\nAGENT:\r\n"
	  "BEGIN:VCARD\r\nFN:B\r\nEMAIL:b@b.example\r\nEND:VCARD\r\n"
	  "EMAIL:a@b.example\r\n"),
	  "A", "a@b.example", "", "", "" },
	/* hostile: control bytes, what turns text around, no mail at all */
	{ CARD("FN:A\x1b[31m\xe2\x80\xae" "B\r\nEMAIL:not an address\r\n"
	  "EMAIL:<x@y.example>\r\nTEL:call me\r\nTEL:0170/1234567\r\n"),
	  "A[31mB", "", "0170/1234567", "", "" },
};

static void
test_cards(void)
{
	for (size_t i = 0; i < COUNT(cards); i++) {
		struct vcards v = begin(slice_of(cards[i].file));
		struct contact c;
		struct fault f;
		enum vcard got = next(&v, &c, &f);
		struct { slice is; const char *want; } all[] = {
			{ c.name, cards[i].name }, { c.mail, cards[i].mail },
			{ c.phone, cards[i].phone },
			{ c.handles, cards[i].handles },
			{ c.note, cards[i].note } };

		CHECK(vcard_is(slice_of(cards[i].file)));
		CHECK(got == VCARD_GOOD);
		if (got != VCARD_GOOD)
			printf("%zu: %s\n", i, f.text);
		for (size_t k = 0; k < COUNT(all); k++)
			if (got == VCARD_GOOD && !slice_eq(all[k].is,
			    slice_of(all[k].want))) {
				printf("card %zu, %zu: \"%.*s\"\n", i, k,
				    SLICE_ARG(all[k].is));
				CHECK(!"as it should be");
			}
		CHECK(next(&v, &c, &f) == VCARD_END);
	}
}

/* Bad ones are named, the others read. */
static void
test_bad(void)
{
	struct vcards v = begin(SLICE("\xef\xbb\xbf\r\n"
	    "BEGIN:VCARD\r\nFN:No end\r\nEMAIL:x@y.example\r\n"
	    "BEGIN:VCARD\r\nFN:Nobody\r\nEND:VCARD\r\n"
	    "rubbish\r\nBEGIN:VCARD\r\nFN:Good\r\n:\r\n;;;\r\nEMAIL:g@h.example"
	    "\r\nEND:VCARD\r\nBEGIN:VCARD\r\nEMAIL:z@z.example"));
	struct contact c;
	struct fault f;

	CHECK(next(&v, &c, &f) == VCARD_BAD);
	CHECK(strstr(f.text, "the card at line 2 has no end") != NULL);
	CHECK(next(&v, &c, &f) == VCARD_BAD);
	CHECK(strstr(f.text, "line 5 has no mail, phone or handle") != NULL);
	CHECK(next(&v, &c, &f) == VCARD_GOOD);
	CHECK(slice_eq(c.name, SLICE("Good")));
	CHECK(next(&v, &c, &f) == VCARD_BAD);
	CHECK(next(&v, &c, &f) == VCARD_END);
	v = begin(SLICE(""));
	CHECK(next(&v, &c, &f) == VCARD_END);
}

static void
test_utf16(void)
{
	static const char text[] = CARD("FN:Anna\r\nEMAIL:a@b.example\r\n");
	char	 file[300] = "\xff\xfe";
	struct vcards v;
	struct contact c;
	struct fault f;

	for (size_t i = 0; i < sizeof(text) - 1; i++)
		file[2 + 2 * i] = text[i];
	CHECK(vcard_is((slice){ file, 2 * sizeof(text) }));
	v = begin((slice){ file, 2 * sizeof(text) });
	CHECK(next(&v, &c, &f) == VCARD_GOOD);
	CHECK(slice_eq(c.mail, SLICE("a@b.example")));
}

/* A card as large as a file may be: bounded, and everything that fits is in. */
static void
test_large(void)
{
	static char file[60 << 10];
	struct sink k = { .buf = file, .cap = sizeof(file) };
	struct vcards v;
	struct contact c;
	struct fault f;

	sink_put(&k, SLICE("BEGIN:VCARD\r\nFN:Anna\r\n"));
	for (int i = 0; i < 800; i++) {
		sink_put(&k, SLICE("EMAIL:somebody"));
		sink_int(&k, i);
		sink_put(&k, SLICE("@example.org\r\nNOTE:"));
		sink_int(&k, i);
		sink_put(&k, SLICE("\r\n folded\r\n"));
	}
	sink_put(&k, SLICE("END:VCARD\r\n"));
	CHECK(!k.full);
	v = begin(sink_slice(&k));
	CHECK(next(&v, &c, &f) == VCARD_GOOD);
	CHECK(c.mail.n > CONTACT_MAIL - 30 && c.mail.n <= CONTACT_MAIL);
	CHECK(slice_eq(c.note, SLICE("0folded")));
}

/* Everything that is written is read again, and no line is too long. */
static void
test_round(void)
{
	static char out[16 << 10];
	struct contact a = { .id = 4, .never = 86400 * 3,
	    .name = SLICE("Ren\xc3\xa9 \"D\", the; \\ Baker of a very long "
	    "\xe2\x98\x95\xe2\x98\x95\xe2\x98\x95\xe2\x98\x95\xe2\x98\x95"
	    "\xe2\x98\x95\xe2\x98\x95"),
	    .mail = SLICE("a@b.example\nc@d.example"),
	    .phone = SLICE("+49 30 123456"),
	    .handles = SLICE("reddit anna_b\nfedi anna@x.example\n"
	    "mastodon|x.example bob\nweb https://x.example/@bob"),
	    .note = SLICE("line one\nline two, with; marks"),
	    .bought = SLICE("Focus, May 2026"), .prefers = SLICE("mail"),
	    .why = SLICE("said so"),
	    .consent = SLICE("mail 2026-05-03 https://x.example/;a,b") }, b;
	struct sink k = { .buf = out, .cap = sizeof(out) };
	struct fault f;
	struct vcards v;
	slice	 rest;

	vcard_put(&k, &a);
	CHECK(!k.full);
	for (rest = sink_slice(&k); rest.n;) {
		slice	 line = slice_cut(&rest, '\n');

		CHECK(slice_ends(line, SLICE("\r")) && line.n <= 76);
	}
	v = begin(sink_slice(&k));
	CHECK(next(&v, &b, &f) == VCARD_GOOD);
	CHECK(slice_eq(a.name, b.name) && slice_eq(a.mail, b.mail));
	CHECK(slice_eq(a.phone, b.phone) && slice_eq(a.note, b.note));
	CHECK(slice_eq(a.bought, b.bought) && slice_eq(a.why, b.why));
	CHECK(slice_eq(a.consent, b.consent) && b.never == a.never);
	CHECK(slice_eq(a.prefers, b.prefers));
	if (!slice_starts(b.handles, a.handles))
		printf("%.*s\n", SLICE_ARG(b.handles));
	CHECK(slice_starts(b.handles, a.handles));
}

int
main(void)
{
	test_cards();
	test_bad();
	test_utf16();
	test_large();
	test_round();
	return test_failed;
}
