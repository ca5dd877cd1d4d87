#include "core/imap/put.h"
#include "core/imap/reply.h"
#include "tests/test.h"

static char	 block[1 << 16], out_bytes[1024];

static void
test_frame(void)
{
	static const struct {
		const char *in;
		long	 n;
	} rows[] = {
		{ "", 0 }, { "* OK", 0 }, { "* OK\r\n", 6 }, { "* OK\n", 5 },
		{ "* OK\r\n* BYE\r\n", 6 },
		{ "* 1 FETCH (BODY[] {3}\r\na\r\n)\r\nx", 29 },
		{ "* 1 FETCH (BODY[] {3}\r\na\r\n", 0 },
		{ "* 1 FETCH (BODY[] {3+}\r\n\n\n\n)\r\n", 30 },
		{ "* {0}\r\n{1}\r\nx\r\n", 15 },
		{ "* text with {3} in it\r\n", 23 },
		{ "* {3}x\r\n", 8 }, { "* {}\r\n", 6 }, { "* {-1}\r\n", 8 },
		{ "* {99999999999999999999}\r\n", 26 },	/* no number */
		{ "* {2000000}\r\n", -1 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		slice	 all = slice_of(rows[i].in);
		struct imap_frame f = { 0 };
		long	 n = imap_frame(&f, all);

		if (n != rows[i].n)
			printf("%s: %ld\n", rows[i].in, n);
		CHECK(n == rows[i].n);
		f = (struct imap_frame){ 0 };
		n = 0;
		for (size_t k = 0; k <= all.n && n == 0; k++)
			n = imap_frame(&f, slice_head(all, k));
		CHECK(n == rows[i].n);
	}
}

/* A line without end, literals without end: a limit, not memory. */
static void
test_frame_limits(void)
{
	static char big[IMAP_LINE_MAX + 100];
	struct imap_frame f = { 0 };
	size_t	 n = 0;

	memset(big, 'x', sizeof(big));
	CHECK(imap_frame(&f, (slice){ big, IMAP_LINE_MAX }) == 0);
	CHECK(imap_frame(&f, (slice){ big, sizeof(big) }) == -1);
	while (n + 5 <= sizeof(big)) {
		memcpy(big + n, "{0}\r\n", 5);
		n += 5;
	}
	f = (struct imap_frame){ 0 };
	CHECK(imap_frame(&f, (slice){ big, n }) == -1);
}

static void
test_replies(void)
{
	struct imap_reply r = imap_reply(SLICE("e3 NO [AUTHENTICATIONFAILED] "
	    "bad]\r\n"));
	struct imap_offer o;
	struct imap_fetch f;

	CHECK(r.status == IMAP_NO && slice_eq(r.tag, SLICE("e3")) &&
	    slice_eq(r.code, SLICE("AUTHENTICATIONFAILED")) &&
	    slice_eq(r.text, SLICE("bad]")));
	r = imap_reply(SLICE("* 12 EXISTS\r\n"));
	CHECK(r.status == IMAP_DATA && r.number == 12 &&
	    slice_eq(r.name, SLICE("EXISTS")));
	r = imap_reply(SLICE("+ \r\n"));
	CHECK(r.status == IMAP_PLUS);
	r = imap_reply(SLICE("\r\n"));
	CHECK(r.status == IMAP_DATA && r.name.n == 0);
	CHECK(imap_code_number(SLICE("UIDNEXT 7"), SLICE("uidnext")) == 7);
	CHECK(imap_code_number(SLICE("UIDNEXT -7"), SLICE("UIDNEXT")) == -1);
	CHECK(imap_code_number(SLICE("UIDNEXTS 7"), SLICE("UIDNEXT")) == -1);
	o = imap_offer(SLICE("IMAP4rev1 idle SASL-IR AUTH=PLAIN AUTH=X-Y"));
	CHECK(o.can == (IMAP_IDLES | IMAP_IR) && o.logins != 0);
	CHECK(imap_fetch(SLICE("(FLAGS (\\Seen (a \"b\\\")\")) UID 9 BODY["
	    "HEADER.FIELDS (A B)] {2}\r\n)( INTERNALDATE \"17-Jul-1996\" RFC822.SIZE "
	    "44 BODY[]<0> \"x\")"), &f));
	CHECK(f.uid == 9 && f.size == 44 && f.has_body &&
	    slice_eq(f.body, SLICE("x")) &&
	    slice_eq(f.date, SLICE("17-Jul-1996")));
	CHECK(imap_fetch(SLICE("(BODY[] NIL UID 1)"), &f) && !f.has_body);
	CHECK(!imap_fetch(SLICE("(BODY[] {9}\r\nx)"), &f));
	CHECK(!imap_fetch(SLICE("(UID"), &f) && !imap_fetch(SLICE("x"), &f));
	CHECK(!imap_fetch(SLICE("(A ((((((((((((((((((((((((((((((((((("), &f));
}

static void
test_put(void)
{
	static const struct {
		const char *name, *spelled;
	} rows[] = {
		{ "INBOX", "\"INBOX\"" }, { "a \"b\\", "\"a \\\"b\\\\\"" },
		{ "R & D", "\"R &- D\"" }, { "G\303\244ste", "\"G&AOQ-ste\"" },
		{ "\346\227\245\346\234\254", "\"&ZeVnLA-\"" },
		{ "\360\237\230\200", "\"&2D3eAA-\"" },
		{ "\303\277\303\277", "\"&AP8A,w-\"" },
		{ "a\r\nb", "\"a&AA0ACg-b\"" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct sink k = { .buf = out_bytes, .cap = sizeof(out_bytes) };
		struct arena a;

		arena_init(&a, block, sizeof(block));
		imap_put_folder(&k, &a, slice_of(rows[i].name));
		if (!slice_eq(sink_slice(&k), slice_of(rows[i].spelled)))
			printf("%.*s\n", SLICE_ARG(sink_slice(&k)));
		CHECK(slice_eq(sink_slice(&k), slice_of(rows[i].spelled)));
	}
}

int
main(void)
{
	test_frame();
	test_frame_limits();
	test_replies();
	test_put();
	return test_failed;
}
