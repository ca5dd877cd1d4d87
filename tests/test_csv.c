#include "core/people/list.h"
#include "tests/test.h"

static char block[128 << 10], whole[128 << 10];
static struct arena arena, file_arena;

static void
fresh(void)
{
	arena_init(&arena, block, sizeof(block));
	arena_init(&file_arena, whole, sizeof(whole));
}

/* Fields as "a|b", records behind each other with their line, "3:a|b". */
static const struct {
	const char *file, *want;
} tables[] = {
	{ "a,b\r\nc,d\r\n", "1:a|b 2:c|d " },
	{ "a;b\nc;d", "1:a|b 2:c|d " },
	{ "a\tb,c\tx\n\n \nd\te", "1:a|b,c|x 4:d|e " },
	{ "a|b;c|d\n", "1:a|b;c|d " },
	{ "sep=;\r\na,x;b\r\n", "2:a,x|b " },
	{ "sep=;\ra,x;b\r", "2:a,x|b " },
	{ "sep=\xff\n\xe9,b\n", "1:sep=\xc3\xbf 2:\xc3\xa9|b " },
	{ "sep=;x\n", "1:sep=|x " },		/* no such line: a record */
	{ "\xef\xbb\xbf" "a,b\n", "1:a|b " },
	{ "a,\"b, \"\"c\"\"\nd\",e\nf,g,h\n", "1:a|b, \"c\"\nd|e 3:f|g|h " },
	{ "\"\",\"\"\"\",x\n", "1:|\"|x " },
	{ "a,\"b\" tail,c\n", "1:a|b|c " },	/* what is behind is lost */
	{ "a,b \"c\" d\n", "1:a|b \"c\" d " },
	{ "a,b\nc,\"d\ne,f\n", "1:a|b 2:BAD 3:e|f " },	/* no end */
	{ "a,b,\n,,\nc", "1:a|b| 3:c " },
	{ "a,b\rc,d\r", "1:a|b 2:c|d " },	/* of an old Mac */
	{ "Ren\xe9,b\n", "1:Ren\xc3\xa9|b " },	/* Windows-1252 */
	{ "\xff\xfe" "a\0;\0b\0\n\0", "1:a|b " },
	{ "", "" },
	{ "\n\n", "" },
	{ "\"", "1:BAD " },
};

static void
put_record(struct sink *k, struct csv *c, const slice *fields, size_t n,
    enum csv_got got)
{
	sink_int(k, (int64_t)c->line);
	sink_byte(k, ':');
	if (got == CSV_BAD)
		sink_text(k, "BAD");
	for (size_t i = 0; i < n && got == CSV_RECORD; i++) {
		sink_text(k, i ? "|" : "");
		sink_put(k, fields[i]);
	}
	sink_byte(k, ' ');
}

static void
test_tables(void)
{
	for (size_t i = 0; i < COUNT(tables); i++) {
		slice	 file = slice_of(tables[i].file), f[CSV_FIELDS];
		char	 buf[400];
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		enum csv_got got;
		struct csv c;
		size_t	 n;

		if (slice_starts(file, SLICE("\xff\xfe")))
			file.n = 10;
		fresh();
		csv_init(&c, &file_arena, file);
		while ((got = csv_next(&c, &arena, f, &n)) != CSV_END)
			put_record(&k, &c, f, n, got);
		if (!slice_eq(sink_slice(&k), slice_of(tables[i].want))) {
			printf("%zu: %.*s\n", i, SLICE_ARG(sink_slice(&k)));
			CHECK(!"the records");
		}
	}
}

static const struct {
	const char *field, *written;
} fields[] = {
	{ "plain", "plain\r\n" },
	{ "", "\r\n" },
	{ "a,b", "\"a,b\"\r\n" },
	{ "a;b", "\"a;b\"\r\n" },
	{ "say \"hi\"", "\"say \"\"hi\"\"\"\r\n" },
	{ "two\nlines", "\"two\nlines\"\r\n" },
	{ " blank", "\" blank\"\r\n" },
	{ "=1+1", "'=1+1\r\n" },
	{ "+49 30", "'+49 30\r\n" },
	{ "-5", "'-5\r\n" },
	{ "@SUM(A1)", "'@SUM(A1)\r\n" },
	{ "=HYPERLINK(\"http://x\",\"y\")",
	  "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n" },
	{ "\t=1", "\"'\t=1\"\r\n" },
};

static void
test_put(void)
{
	for (size_t i = 0; i < COUNT(fields); i++) {
		char	 buf[200];
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		slice	 one = slice_of(fields[i].field), f[CSV_FIELDS];
		struct csv c;
		size_t	 n;

		csv_put(&k, &one, 1);
		if (!slice_eq(sink_slice(&k), slice_of(fields[i].written))) {
			printf("%zu: %.*s\n", i, SLICE_ARG(sink_slice(&k)));
			CHECK(!"as it is written");
		}
		fresh();
		k.len = 0;
		csv_row(&k, SLICE("x"), one, SLICE("y"));
		csv_init(&c, &file_arena, sink_slice(&k));
		CHECK(csv_next(&c, &arena, f, &n) == CSV_RECORD && n == 3);
		CHECK(slice_eq(csv_plain(f[1]), one));
	}
}

/* --- lists of customers -------------------------------------------------- */

static const struct {
	const char *file, *name, *mail, *phone, *handles, *bought;
} lists[] = {
	{ "Name,E-Mail,Phone,Handle,Bought\nAnna Berg,a@b.example,+49 30 12345,"
	  "@anna@x.example,\"Focus, May 2026\"\n", "Anna Berg", "a@b.example",
	  "+49 30 12345", "fedi anna@x.example", "Focus, May 2026" },
	{ "Vorname;Nachname;E-Mail-Adresse;Telefonnummer;Gekauft\n"
	  "J\xfcrgen;M\xfcller;J@m.example;030/12345;Brot\n",
	  "J\xc3\xbcrgen M\xc3\xbcller", "j@m.example", "030/12345", "",
	  "Brot" },
	{ "Nom;Pr\xc3\xa9nom;Courriel\nDupont;Ren\xc3\xa9;r@d.example\n",
	  "Ren\xc3\xa9 Dupont", "r@d.example", "", "", "" },
	{ "Nombre,Apellidos,Correo electr\xc3\xb3nico,M\xc3\xb3vil\n"
	  "Ana,Garc\xc3\xad" "a,a@g.example,600123123\n",
	  "Ana Garc\xc3\xad" "a", "a@g.example", "600123123", "", "" },
	{ "nome,cognome,indirizzo_email\nEva,Rossi,e@r.example\n",
	  "Eva Rossi", "e@r.example", "", "", "" },
	{ "Nome,Sobrenome,Correio eletr\xc3\xb4nico,Telem\xc3\xb3vel\n"
	  "Rui,Costa,r@c.example,912345678\n", "Rui Costa", "r@c.example",
	  "912345678", "", "" },
	/* columns named like networks, several in one cell */
	{ "customer,Twitter,Mastodon,email\nAnna,@Anna_B,@a@x.example,"
	  "\"a@b.example; c@d.example\"\n", "Anna", "a@b.example\nc@d.example",
	  "", "x anna_b\nfedi a@x.example", "" },
	/* an export of ours, a phone that was kept from being a formula */
	{ "name,phone,handle\nA,'+49 30 12345,reddit anna_b\n", "A", "",
	  "+49 30 12345", "reddit anna_b", "" },
	{ "unknown,mail\nwhatever,a@b.example\n", "", "a@b.example", "", "",
	  "" },
};

static void
test_lists(void)
{
	for (size_t i = 0; i < COUNT(lists); i++) {
		struct fault f = { "" };
		struct contact c;
		struct list l;

		fresh();
		CHECK(list_init(&l, &file_arena, slice_of(lists[i].file), &f));
		CHECK(list_next(&l, &arena, &c, &f) == LIST_GOOD);
		struct { slice is; const char *want; } all[] = {
			{ c.name, lists[i].name }, { c.mail, lists[i].mail },
			{ c.phone, lists[i].phone },
			{ c.handles, lists[i].handles },
			{ c.bought, lists[i].bought } };

		for (size_t k = 0; k < COUNT(all); k++)
			if (!slice_eq(all[k].is, slice_of(all[k].want))) {
				printf("list %zu, %zu: \"%.*s\"\n", i, k,
				    SLICE_ARG(all[k].is));
				CHECK(!"as it should be");
			}
		CHECK(list_next(&l, &arena, &c, &f) == LIST_END);
	}
}

static void
test_bad_lines(void)
{
	static const char file[] = "name,mail,do not contact\n"
	    "Nobody,,\n"
	    "Anna,a@b.example,yes\n"
	    "\"Bob,b@b.example\n"
	    "Cleo,c@c.example,2026-05-03 by phone\n"
	    "Dora,d@d.example,no\n";
	struct fault f = { "" };
	struct contact c;
	struct list l;

	fresh();
	CHECK(list_init(&l, &file_arena, slice_of(file), &f));
	CHECK(list_next(&l, &arena, &c, &f) == LIST_BAD);
	CHECK(strstr(f.text, "line 2 has no mail") != NULL);
	CHECK(list_next(&l, &arena, &c, &f) == LIST_GOOD && c.never == 1);
	f.text[0] = '\0';
	CHECK(list_next(&l, &arena, &c, &f) == LIST_BAD);
	CHECK(strstr(f.text, "line 4 has a quote that does not end") != NULL);
	CHECK(list_next(&l, &arena, &c, &f) == LIST_GOOD);
	CHECK(c.never == INT64_C(1777766400) &&
	    slice_eq(c.why, SLICE("by phone")));
	CHECK(list_next(&l, &arena, &c, &f) == LIST_GOOD && c.never == 0);
	CHECK(list_next(&l, &arena, &c, &f) == LIST_END);

	f.text[0] = '\0';
	CHECK(!list_init(&l, &file_arena, SLICE("a,b\nc,d\n"), &f));
	CHECK(strstr(f.text, "names no column that is known (\"a\"") != NULL);
	f.text[0] = '\0';
	CHECK(!list_init(&l, &file_arena, SLICE(""), &f) && f.text[0]);
}

static void
test_round(void)
{
	struct contact a = { .name = SLICE("=Anna; \"B\""),
	    .mail = SLICE("a@b.example\nc@d.example"),
	    .phone = SLICE("+49 30 12345"), .never = 86400 * 400,
	    .handles = SLICE("reddit anna_b\nfedi anna@x.example\n"
	    "mastodon|x.example bob"), .note = SLICE("one\ntwo, three"),
	    .bought = SLICE("Focus, May\nBread"), .why = SLICE("@said so"),
	    .consent = SLICE("mail 2026-05-03 x\nphone 2026-05-04 y"),
	    .prefers = SLICE("mail"), .negative = 3 }, b;
	char	 buf[4000];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct fault f = { "" };
	struct list l;

	list_put_head(&k);
	list_put(&k, &a);
	CHECK(!k.full);
	fresh();
	CHECK(list_init(&l, &file_arena, sink_slice(&k), &f));
	CHECK(list_next(&l, &arena, &b, &f) == LIST_GOOD);
	CHECK(slice_eq(a.name, b.name) && slice_eq(a.mail, b.mail));
	CHECK(slice_eq(a.phone, b.phone) && slice_eq(a.handles, b.handles));
	CHECK(slice_eq(a.note, b.note) && slice_eq(a.bought, b.bought));
	CHECK(slice_eq(a.consent, b.consent) && slice_eq(a.why, b.why));
	CHECK(slice_eq(a.prefers, b.prefers) && a.never == b.never);
}

int
main(void)
{
	test_tables();
	test_put();
	test_lists();
	test_bad_lines();
	test_round();
	return test_failed;
}
