#include "core/mail/mime.h"
#include "core/smtp/message.h"
#include "tests/test.h"

static slice
message(struct sink *k, const char *subject, const char *text)
{
	struct smtp_letter l = {
		.from = SLICE("Earshot <box@a.org>"),
		.to = SLICE("\"M\xc3\xbcller, Anna\" <a@b.org>, c@d.org"),
		.subject = slice_of(subject), .text = slice_of(text),
		.host_id = SLICE("box.a.org"), .id = SLICE("42"),
		.priority = SLICE("1"), .date = 1795253400,
	};

	k->len = 0;
	smtp_message(k, &l);
	return sink_slice(k);
}

static void
test_message(void)
{
	static const char want[] =
	    "Date: Sat, 21 Nov 2026 09:30:00 +0000\r\n"
	    "From: Earshot <box@a.org>\r\n"
	    "To: =?utf-8?q?M=C3=BCller=2C_Anna?= <a@b.org>,\r\n"
	    " c@d.org\r\n"
	    "Message-ID: <42@box.a.org>\r\n"
	    "Subject: Complaint\r\n"
	    "Auto-Submitted: auto-generated\r\n"
	    "X-Priority: 1\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: 7bit\r\n"
	    "\r\n"
	    "one\r\ntwo\r\n";
	static char buf[65536];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct smtp_letter odd = { .from = SLICE("a@b\r\nBcc: x@y"),
	    .to = SLICE("A\r\nBcc: <c@d.org>"), .host_id = SLICE("a b\r\n"),
	    .id = SLICE("4>2\r\nX: y"), .priority = SLICE("1\r\n"),
	    .subject = SLICE("x\r\nBcc: all@example.org\r\n\r\nbody") };
	slice	 m = message(&k, "Complaint", "one\ntwo");

	CHECK(slice_eq(m, slice_of(want)));
	if (!slice_eq(m, slice_of(want)))
		printf("%.*s\n", SLICE_ARG(m));
	CHECK(slice_find(message(&k, "x", "caf\xc3\xa9"),
	    SLICE("quoted-printable\r\n\r\ncaf=C3=A9\r\n")) < k.len);
	/* nobody gets a header in */
	k.len = 0;
	smtp_message(&k, &odd);
	m = sink_slice(&k);
	CHECK(slice_find(m, SLICE("\nBcc")) == m.n);
	CHECK(slice_find(m, SLICE("\nX:")) == m.n);
	CHECK(slice_find(m, SLICE("\nX-Prio")) == m.n);
	CHECK(slice_find(m, SLICE("Message-ID: <4-2--X--y@a-b-->\r\n")) < m.n);
	CHECK(slice_find(m, SLICE("\r\n\r\n")) + 4 == m.n);
}

/* An answer to somebody: in the thread of his mail, and no machine's. */
static void
test_answer(void)
{
	static const struct {
		const char	*parent;
		bool		 taken;
	} table[] = {
		{ "abc.1@mail.example", true },
		{ "no-id", false },
		{ "a@b\r\nBcc: x@y", false },
		{ "a@b> <c@d", false },
		{ "caf\xc3\xa9@example.org", false },
	};
	static char buf[4096];

	for (size_t i = 0; i < COUNT(table); i++) {
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		struct smtp_letter l = { .from = SLICE("a@b.org"),
		    .to = SLICE("c@d.org"), .subject = SLICE("Re: x"),
		    .id = SLICE("1"), .parent = slice_of(table[i].parent) };
		slice	 m;

		smtp_message(&k, &l);
		m = sink_slice(&k);
		CHECK(slice_find(m, SLICE("Auto-Submitted")) == m.n);
		CHECK(slice_find(m, SLICE("\nBcc")) == m.n);
		CHECK((slice_find(m, SLICE("\r\nIn-Reply-To: <abc.1@"
		    "mail.example>\r\nReferences: <abc.1@mail.example>"
		    "\r\n")) < m.n) == table[i].taken);
		CHECK((slice_find(m, SLICE("In-Reply")) < m.n) ==
		    table[i].taken);
	}
}

static int
hex_value(char c)
{
	return c <= '9' ? c - '0' : c - 'A' + 10;
}

/* What a mail reader makes of a header: encoded words decoded and joined. */
static size_t
read_words(slice s, char *out)
{
	static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t	 n = 0;
	bool	 word = false;

	while (s.n) {
		slice	 in;
		uint32_t bits = 0;
		int	 have = 0;

		if (!slice_starts(s, SLICE("=?utf-8?"))) {
			size_t	 gap = 0;

			while (gap < s.n && ascii_space(s.p[gap]))
				gap++;
			if (slice_starts(s, SLICE("\r\n")) && word &&
			    slice_starts(slice_from(s, gap), SLICE("=?"))) {
				s = slice_from(s, gap);
				continue;
			}
			if (slice_starts(s, SLICE("\r\n")))
				s = slice_from(s, 2);
			out[n++] = s.p[0];
			s = slice_from(s, 1);
			continue;
		}
		in = slice_from(s, 10);
		CHECK(slice_find(in, SLICE("?=")) + 12 <= 75);
		in = slice_head(in, slice_find(in, SLICE("?=")));
		for (size_t i = 0; i < in.n; i++)
			if (s.p[8] == 'b') {
				const char *at = strchr(set, in.p[i]);

				if (in.p[i] == '=')
					continue;
				CHECK(at != NULL);
				bits = bits << 6 | (uint32_t)(at - set);
				if ((have += 6) >= 8)
					out[n++] = (char)(bits >> (have -= 8));
			} else if (in.p[i] == '=') {
				out[n++] = (char)(hex_value(in.p[i + 1]) * 16 +
				    hex_value(in.p[i + 2]));
				i += 2;
			} else {
				out[n++] = in.p[i] == '_' ? ' ' : in.p[i];
			}
		word = true;
		s = slice_from(s, in.n + 12);
	}
	return n;
}

static void
test_subjects(void)
{
	static const char *subjects[] = {
		"", "x", "plain ASCII",
		"a subject that is long enough to be folded once, and then "
		"again, because a phone shows all of it and we are polite",
		"caf\xc3\xa9", "=?utf-8?q?forged?=", "a =? b",
		"\xe2\x98\x85\xe2\x98\x86\xe2\x98\x86\xe2\x98\x86\xe2\x98\x86 "
		"on Google: \"rude staff, never again in my life, never\"",
		"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe6\x97\xa5\xe6\x9c\xac"
		"\xe8\xaa\x9e\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe6\x97\xa5"
		"\xe6\x9c\xac\xe8\xaa\x9e\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e"
		"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe6\x97\xa5\xe6\x9c\xac",
		"\xf0\x9f\x98\xa1\xf0\x9f\x98\xa1\xf0\x9f\x98\xa1\xf0\x9f\x98"
		"\xa1\xf0\x9f\x98\xa1\xf0\x9f\x98\xa1\xf0\x9f\x98\xa1\xf0\x9f"
		"\x98\xa1\xf0\x9f\x98\xa1\xf0\x9f\x98\xa1\xf0\x9f\x98\xa1",
		"two  blanks", "a?b=c_d (e) <f>",
	};
	char	 buf[4096], back[4096];

	for (size_t i = 0; i < COUNT(subjects); i++) {
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		slice	 rest, want = slice_of(subjects[i]);

		sink_put(&k, SLICE("Subject: "));
		mime_put_words(&k, want, 9);
		rest = sink_slice(&k);
		while (rest.n) {
			slice	 line = slice_cut(&rest, '\n');

			CHECK(line.n <= 77);		/* with its CR */
			CHECK(slice_trim(line).n > 0);
		}
		rest = slice_from(sink_slice(&k), 9);
		CHECK(slice_eq((slice){ back, read_words(rest, back) }, want));
	}
	/* bad UTF-8, control bytes: never as they are */
	for (int c = 0; c < 256; c++) {
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		char	 raw[3] = { 'a', (char)c, 'b' };

		mime_put_words(&k, (slice){ raw, 3 }, 9);
		for (size_t i = 0; i < k.len; i++)
			CHECK(buf[i] >= ' ' && buf[i] < 0x7f);
	}
}

static void
test_phrases(void)
{
	static const struct { const char *name, *want; } names[] = {
		{ "", "" }, { "Anna", "Anna" }, { "Anna Smith", "Anna Smith" },
		{ "Smith, Anna", "\"Smith, Anna\"" },
		{ "a \"b\" \\", "\"a \\\"b\\\" \\\\\"" },
		{ "J\xc3\xb6rg", "=?utf-8?b?SsO2cmc=?=" },
		{ "a\r\nBcc: b", "=?utf-8?b?YSAgQmNjOiBi?=" },
	};
	char	 buf[512];

	for (size_t i = 0; i < COUNT(names); i++) {
		struct sink k = { .buf = buf, .cap = sizeof(buf) };

		mime_put_phrase(&k, slice_of(names[i].name), 4);
		CHECK(slice_eq(sink_slice(&k), slice_of(names[i].want)));
		if (!slice_eq(sink_slice(&k), slice_of(names[i].want)))
			printf("%.*s\n", SLICE_ARG(sink_slice(&k)));
	}
}

static size_t
read_quoted(slice s, char *out)
{
	size_t	 n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '=') {
			out[n++] = s.p[i];
		} else if (s.p[i + 1] == '\r') {
			i += 2;
		} else {
			out[n++] = (char)(hex_value(s.p[i + 1]) * 16 +
			    hex_value(s.p[i + 2]));
			i += 2;
		}
	}
	return n;
}

static void
test_quoted(void)
{
	static const struct { const char *text, *want; } texts[] = {
		{ "", "" }, { "a", "a\r\n" }, { "a\n", "a\r\n" },
		{ "a \nb\t\n", "a=20\r\nb=09\r\n" }, { "=", "=3D\r\n" },
		{ "a\rb\r\nc\n\nd", "a\r\nb\r\nc\r\n\r\nd\r\n" },
		{ ".", ".\r\n" }, { "\xff", "=EF=BF=BD\r\n" },
		{ "a\x01", "a=20\r\n" },
	};
	static char text[20000], buf[65536], back[65536];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	uint32_t dice = 1;
	size_t	 n = 0;

	for (size_t i = 0; i < COUNT(texts); i++) {
		k.len = 0;
		mime_put_quoted(&k, slice_of(texts[i].text));
		CHECK(slice_eq(sink_slice(&k), slice_of(texts[i].want)));
	}
	while (n < sizeof(text) - 8) {		/* anything, and back again */
		static const char *bits[] = { "a", " ", "=", "\xc3\xa9", ".",
		    "\xe2\x82\xac", "word", "\r\n", "  ", "\t",
		    "\xf0\x9f\x98\x80" };
		const char *bit = bits[(dice = dice * 1103515245u + 12345u) >>
		    16 & 0x7fff ? (dice >> 16) % COUNT(bits) : 0];

		memcpy(text + n, bit, strlen(bit));
		n += strlen(bit);
	}
	text[n++] = '\r';
	text[n++] = '\n';
	k.len = 0;
	mime_put_quoted(&k, (slice){ text, n });
	CHECK(!k.full);
	CHECK(slice_eq((slice){ back, read_quoted(sink_slice(&k), back) },
	    (slice){ text, n }));
	for (slice rest = sink_slice(&k); rest.n;) {
		slice	 line = slice_cut(&rest, '\n');

		CHECK(line.n <= 77 && slice_ends(line, SLICE("\r")));
		line.n -= line.n > 0;
		CHECK(slice_trim(line).n == line.n || line.p[0] == ' ');
	}
}

static void
test_stuff(void)
{
	static const struct { const char *m, *want; } stuff[] = {
		{ "", ".\r\n" }, { "a\r\n", "a\r\n.\r\n" },
		{ ".\r\n", "..\r\n.\r\n" }, { "a\r\n.b", "a\r\n..b\r\n.\r\n" },
		{ "a\r\n..\r\n", "a\r\n...\r\n.\r\n" },
		{ "\r\n\r\n", "\r\n\r\n.\r\n" },
		/* a server that ends lines elsewhere sees no end here */
		{ "a\n.\nMAIL", "a\r\n..\r\nMAIL\r\n.\r\n" },
		{ "a\r.\rMAIL", "a\r\n..\r\nMAIL\r\n.\r\n" },
		{ "a\r\n.\rMAIL", "a\r\n..\r\nMAIL\r\n.\r\n" },
		{ "a\n\r\n.\r\r\n", "a\r\n\r\n..\r\n\r\n.\r\n" },
	};
	char	 buf[256];

	for (size_t i = 0; i < COUNT(stuff); i++) {
		struct sink k = { .buf = buf, .cap = sizeof(buf) };

		smtp_stuff(&k, slice_of(stuff[i].m));
		CHECK(slice_eq(sink_slice(&k), slice_of(stuff[i].want)));
	}
}

int
main(void)
{
	test_message();
	test_answer();
	test_subjects();
	test_phrases();
	test_quoted();
	test_stuff();
	return test_failed;
}
