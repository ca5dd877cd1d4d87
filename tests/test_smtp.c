#include "core/smtp/smtp.h"
#include "tests/test.h"

static char block[1 << 17];

/* --- replies -------------------------------------------------------------- */

static const struct {
	const char	*bytes;
	long		 n;
} replies[] = {
	{ "", 0 },
	{ "2", 0 },
	{ "250 ok", 0 },
	{ "250 ok\r", 0 },
	{ "250 ok\r\n", 8 },
	{ "250\r\n", 5 },
	{ "250 ok\n", 7 },
	{ "250 ok\r\n250 more", 8 },
	{ "250-a\r\n250-b\r\n250 c\r\n", 21 },
	{ "250-a\r\n250 c\r\n354 x\r\n", 14 },
	{ "250-a\r\n250-b\r\n", 0 },
	{ "250-a\r\n250", 0 },
	{ "250-a\r\n251 b\r\n", -1 },
	{ "250-a\r\nb\r\n", -1 },
	{ "250-a\r\nb", -1 },
	{ "HTTP/1.1 400 Bad Request\r\n", -1 },
	{ "HTTP", -1 },
	{ "\x15\x03\x01", -1 },
	{ "\r\n", -1 },
	{ " 250 ok\r\n", -1 },
	{ "25 ok\r\n", -1 },
	{ "2500 ok\r\n", -1 },
	{ "250_ok\r\n", -1 },
	{ "150 ok\r\n", -1 },
	{ "650 ok\r\n", -1 },
	{ "999 ok\r\n", -1 },
};

static void
test_replies(void)
{
	char	 big[SMTP_REPLY_MAX + 16];
	slice	 all = { big, sizeof(big) };

	for (size_t i = 0; i < COUNT(replies); i++)
		CHECK(smtp_reply(slice_of(replies[i].bytes)) == replies[i].n);
	/* a long line is no sin, an endless one is */
	memset(big, 'x', sizeof(big));
	memcpy(big, "250 ", 4);
	CHECK(smtp_reply(slice_head(all, SMTP_REPLY_MAX - 1)) == 0);
	CHECK(smtp_reply(slice_head(all, SMTP_REPLY_MAX)) == -1);
	big[4000] = '\n';
	CHECK(smtp_reply(all) == 4001);
	for (size_t i = 0; i + 6 < sizeof(big); i += 6)
		memcpy(big + i, "250-a\n", 6);
	CHECK(smtp_reply(all) == -1);
}

/* --- dialogues ------------------------------------------------------------ */

#define MESSAGE "Subject: x\r\n\r\nhello\r\n.dot\r\n"
#define BODY ">Subject: x\r\n\r\nhello\r\n..dot\r\n."

enum { CLEAR, START, IMPLICIT };

/* '>' what we must have said, '!' that we must ask for TLS; all else is what
 * the server says. '#' stands for the greeting and the usual way to MAIL. */
static const struct dialogue {
	const char	*name;
	int		 tls;
	const char	*user, *password, *token, *to;
	const char	*lines[26];
	enum smtp_next	 end;
	const char	*words;		/* in the fault; NULL: no fault */
} dialogues[] = {
	{ "no login, in clear", CLEAR, "", "", "", "",
	    { "220 mail.example.org", ">EHLO box.example.org",
	    "250-mail.example.org\r\n250 8BITMIME", ">MAIL FROM:<s@a.org>",
	    "250 ok", ">RCPT TO:<o@b.org>", "250 ok", ">DATA", "354 go", BODY,
	    "250 queued", ">QUIT" }, SMTP_DONE, NULL },
	{ "STARTTLS, PLAIN, SIZE", START, "u", "p", "", "",
	    { "220-hello\r\n220 there", ">EHLO box.example.org",
	    "250-x\r\n250-AUTH LOGIN\r\n250-SIZE 5\r\n250 STARTTLS",
	    ">STARTTLS", "220 go", "!", "", ">EHLO box.example.org",
	    "250-x\r\n250-SIZE 1000\r\n250 auth login plain",
	    ">AUTH PLAIN AHUAcA==", "235 ok",
	    ">MAIL FROM:<s@a.org> SIZE=27", "250 ok", ">RCPT TO:<o@b.org>",
	    "250 ok", ">DATA", "354 go", BODY, "250 queued", ">QUIT" },
	    SMTP_DONE, NULL },
	{ "implicit TLS, LOGIN", IMPLICIT, "u", "p", "", "",
	    { "220 x", ">EHLO box.example.org", "250-x\r\n250 AUTH=LOGIN NTLM",
	    ">AUTH LOGIN", "334 VXNlcm5hbWU6", ">dQ==", "334 UGFzc3dvcmQ6",
	    ">cA==", "235 ok", ">MAIL FROM:<s@a.org>", "250 ok",
	    ">RCPT TO:<o@b.org>", "250 ok", ">DATA", "354 go", BODY,
	    "250 queued", ">QUIT" }, SMTP_DONE, NULL },
	{ "XOAUTH2", IMPLICIT, "u", "p", "tok", "",
	    { "220 x", ">EHLO box.example.org",
	    "250-x\r\n250 AUTH PLAIN XOAUTH2",
	    ">AUTH XOAUTH2 dXNlcj11AWF1dGg9QmVhcmVyIHRvawEB", "235 ok",
	    ">MAIL FROM:<s@a.org>" }, SMTP_SEND, NULL },
	{ "XOAUTH2 refused, with an explanation", IMPLICIT, "u", "", "tok", "",
	    { "220 x", ">EHLO box.example.org", "250-x\r\n250 AUTH XOAUTH2",
	    ">AUTH XOAUTH2 dXNlcj11AWF1dGg9QmVhcmVyIHRvawEB",
	    "334 eyJzdGF0dXMiOiI0MDEifQ==", ">", "535 5.7.8 expired", ">QUIT" },
	    SMTP_CONFIG, "5.7.8 expired" },
	{ "a token, but no XOAUTH2: the password", IMPLICIT, "u", "p", "t", "",
	    { "220 x", ">EHLO box.example.org", "250-x\r\n250 AUTH PLAIN",
	    ">AUTH PLAIN AHUAcA==" }, SMTP_SEND, NULL },
	{ "no login that fits", IMPLICIT, "u", "p", "", "",
	    { "220 x", ">EHLO box.example.org",
	    "250-x\r\n250 AUTH GSSAPI XOAUTH2", ">QUIT" }, SMTP_CONFIG,
	    "offers no way to log in" },
	{ "no login at all", IMPLICIT, "u", "p", "", "",
	    { "220 x", ">EHLO box.example.org", "250 x", ">QUIT" },
	    SMTP_CONFIG, "lets nobody log in" },
	{ "wrong password", IMPLICIT, "u", "secret", "", "",
	    { "220 x", ">EHLO box.example.org", "250-x\r\n250 AUTH PLAIN",
	    ">AUTH PLAIN AHUAc2VjcmV0",
	    "535-5.7.8 Not accepted.\r\n535 5.7.8 Read https://x.example",
	    ">QUIT" }, SMTP_CONFIG,
	    "login: 535-5.7.8 Not accepted. 5.7.8 Read https://x.example" },
	{ "passwords switched off", IMPLICIT, "u", "p", "", "",
	    { "220 x", ">EHLO box.example.org", "250-x\r\n250 AUTH PLAIN",
	    ">AUTH PLAIN AHUAcA==", "550 5.7.30 Basic auth is off", ">QUIT" },
	    SMTP_CONFIG, "5.7.30" },
	{ "login later", IMPLICIT, "u", "p", "", "",
	    { "220 x", ">EHLO box.example.org", "250-x\r\n250 AUTH PLAIN",
	    ">AUTH PLAIN AHUAcA==", "454 4.7.0 busy", ">QUIT" }, SMTP_RETRY,
	    "busy" },
	{ "asks for the password without end", IMPLICIT, "u", "p", "", "",
	    { "220 x", ">EHLO box.example.org", "250-x\r\n250 AUTH PLAIN",
	    ">AUTH PLAIN AHUAcA==", "334 ", ">*", "334 ", ">QUIT" },
	    SMTP_RETRY, "without end" },
	{ "repeats the password", IMPLICIT, "u", "p4ssw0rd", "", "",
	    { "220 x", ">EHLO box.example.org", "250-x\r\n250 AUTH PLAIN",
	    ">AUTH PLAIN AHUAcDRzc3cwcmQ=",
	    "500 what is AUTH PLAIN AHUAcDRzc3cwcmQ= ?", ">QUIT" },
	    SMTP_CONFIG, "login: 500" },
	/* a meddler took STARTTLS away */
	{ "stripped", START, "u", "p", "", "",
	    { "220 x", ">EHLO box.example.org", "250-x\r\n250 AUTH PLAIN",
	    ">QUIT" }, SMTP_CONFIG, "no encryption" },
	{ "stripped, with HELO", START, "", "", "", "",
	    { "220 x", ">EHLO box.example.org", "502 no",
	    ">HELO box.example.org", "250 x", ">QUIT" }, SMTP_CONFIG,
	    "no encryption" },
	{ "STARTTLS refused", START, "u", "p", "", "",
	    { "220 x", ">EHLO box.example.org", "250-x\r\n250 STARTTLS",
	    ">STARTTLS", "502 no", ">QUIT" }, SMTP_CONFIG, "502" },
	{ "STARTTLS later", START, "u", "p", "", "",
	    { "220 x", ">EHLO box.example.org", "250-x\r\n250 STARTTLS",
	    ">STARTTLS", "454 TLS not available", ">QUIT" }, SMTP_RETRY,
	    "454" },
	{ "what was offered in clear is void", START, "u", "p", "", "",
	    { "220 x", ">EHLO box.example.org",
	    "250-x\r\n250-AUTH PLAIN\r\n250 STARTTLS", ">STARTTLS", "220 go",
	    "!", "", ">EHLO box.example.org", "250 x", ">QUIT" },
	    SMTP_CONFIG, "lets nobody log in" },
	{ "a password in clear", CLEAR, "u", "p", "", "",
	    { "220 x", ">QUIT" }, SMTP_CONFIG, "without encryption" },
	{ "half a login", IMPLICIT, "u", "", "", "",
	    { "220 x", ">QUIT" }, SMTP_CONFIG, "no password" },
	{ "the other half", IMPLICIT, "", "p", "", "",
	    { "220 x", ">QUIT" }, SMTP_CONFIG, "no user" },
	{ "a forged login", IMPLICIT, "u\001auth=x", "", "t", "",
	    { "220 x", ">QUIT" }, SMTP_CONFIG, "control byte" },
	{ "HELO", CLEAR, "", "", "", "",
	    { "220 x", ">EHLO box.example.org", "500 what", ">HELO "
	    "box.example.org", "250 x", ">MAIL FROM:<s@a.org>" }, SMTP_SEND,
	    NULL },
	{ "no service", CLEAR, "", "", "", "",
	    { "554 go away", ">QUIT" }, SMTP_CONFIG, "554 go away" },
	{ "busy", CLEAR, "", "", "", "",
	    { "421 too many", ">QUIT" }, SMTP_RETRY, "421 too many" },
	{ "bad recipient address", CLEAR, "", "", "", "x@y\r\nDATA",
	    { "220 x", ">QUIT" }, SMTP_CONFIG, "no mail address" },
	{ "no recipient", CLEAR, "", "", "", ",",
	    { "220 x", ">QUIT" }, SMTP_CONFIG, "address to go to" },
	{ "address beyond ASCII", CLEAR, "", "", "", "j\xc3\xb6@b.org",
	    { "220 x", ">EHLO box.example.org",
	    "250-x\r\n250-8BITMIME\r\n250 SMTPUTF8",
	    ">MAIL FROM:<s@a.org> SMTPUTF8" }, SMTP_SEND, NULL },
	{ "address beyond ASCII, old server", CLEAR, "", "", "",
	    "j\xc3\xb6@b.org", { "220 x", ">EHLO box.example.org", "250 x",
	    ">QUIT" }, SMTP_CONFIG, "plain ASCII" },
	{ "too long", CLEAR, "", "", "", "",
	    { "220 x", ">EHLO box.example.org", "250-x\r\n250 SIZE 26",
	    ">QUIT" }, SMTP_REJECT, "as long as" },
	{ "size without a limit", CLEAR, "", "", "", "",
	    { "220 x", ">EHLO box.example.org", "250-x\r\n250 SIZE 0",
	    ">MAIL FROM:<s@a.org> SIZE=27" }, SMTP_SEND, NULL },
	{ "greylisted", CLEAR, "", "", "", "",
	    { "220 x", ">EHLO box.example.org", "250 x",
	    ">MAIL FROM:<s@a.org>", "451 later", ">QUIT" }, SMTP_RETRY,
	    "451 later" },
	{ "wants a login", CLEAR, "", "", "", "",
	    { "220 x", ">EHLO box.example.org", "250 x",
	    ">MAIL FROM:<s@a.org>", "530 5.7.0 login", ">QUIT" },
	    SMTP_CONFIG, "login first: 530" },
	{ "not our sender", CLEAR, "", "", "", "",
	    { "220 x", ">EHLO box.example.org", "250 x",
	    ">MAIL FROM:<s@a.org>", "553 5.7.1 not yours", ">QUIT" },
	    SMTP_CONFIG, "refuses the sender" },
	{ "refused", CLEAR, "", "", "", "",
	    { "220 x", ">EHLO box.example.org", "250 x",
	    ">MAIL FROM:<s@a.org>", "554 spam", ">QUIT" }, SMTP_REJECT,
	    "554 spam" },
	{ "one of two refused", CLEAR, "", "", "", "A <a@b.org>, c@d.org",
	    { "220 x", ">EHLO box.example.org", "250 x",
	    ">MAIL FROM:<s@a.org>", "250 ok", ">RCPT TO:<a@b.org>",
	    "550 no such user", ">RCPT TO:<c@d.org>", "251 forwarded",
	    ">DATA", "354 go", BODY, "250 queued", ">QUIT" }, SMTP_DONE,
	    "letters for a@b.org: 550 no such user" },
	{ "both refused", CLEAR, "", "", "", "a@b.org, c@d.org",
	    { "220 x", ">EHLO box.example.org", "250 x",
	    ">MAIL FROM:<s@a.org>", "250 ok", ">RCPT TO:<a@b.org>",
	    "550 no such user", ">RCPT TO:<c@d.org>", "550 nor this",
	    ">QUIT" }, SMTP_REJECT, "a@b.org: 550 no such user" },
	{ "one refused, one put off", CLEAR, "", "", "", "a@b.org, c@d.org",
	    { "220 x", ">EHLO box.example.org", "250 x",
	    ">MAIL FROM:<s@a.org>", "250 ok", ">RCPT TO:<a@b.org>",
	    "550 no such user", ">RCPT TO:<c@d.org>", "452 full", ">QUIT" },
	    SMTP_RETRY, "550" },
	{ "closing between recipients", CLEAR, "", "", "", "a@b.org, c@d.org",
	    { "220 x", ">EHLO box.example.org", "250 x",
	    ">MAIL FROM:<s@a.org>", "250 ok", ">RCPT TO:<a@b.org>", "250 ok",
	    ">RCPT TO:<c@d.org>", "421 closing", ">QUIT" }, SMTP_RETRY,
	    "421" },
	{ "no DATA", CLEAR, "", "", "", "",
	    { "220 x", ">EHLO box.example.org", "250 x",
	    ">MAIL FROM:<s@a.org>", "250 ok", ">RCPT TO:<o@b.org>", "250 ok",
	    ">DATA", "250 ok", ">QUIT" }, SMTP_RETRY, "nobody asked" },
	{ "refused after the letter", CLEAR, "", "", "", "",
	    { "220 x", ">EHLO box.example.org", "250 x",
	    ">MAIL FROM:<s@a.org>", "250 ok", ">RCPT TO:<o@b.org>", "250 ok",
	    ">DATA", "354 go", BODY, "554 5.6.0 no", ">QUIT" }, SMTP_REJECT,
	    "refuses the letter: 554" },
	{ "the answer is lost", CLEAR, "", "", "", "",
	    { "220 x", ">EHLO box.example.org", "250 x",
	    ">MAIL FROM:<s@a.org>", "250 ok", ">RCPT TO:<o@b.org>", "250 ok",
	    ">DATA", "354 go", BODY, "" }, SMTP_RETRY, "arrive twice" },
	{ "goes away", CLEAR, "", "", "", "",
	    { "220 x", ">EHLO box.example.org", "" }, SMTP_RETRY,
	    "too early" },
	{ "mixed codes", CLEAR, "", "", "", "",
	    { "220 x", ">EHLO box.example.org", "250-x\r\n354 y", ">QUIT" },
	    SMTP_RETRY, "nobody asked" },
	{ "two replies at once", CLEAR, "", "", "", "",
	    { "220 x\r\n250 y\r\n", ">QUIT" }, SMTP_RETRY, "nobody asked" },
	{ "no SMTP", CLEAR, "", "", "", "",
	    { "SSH-2.0-x", ">QUIT" }, SMTP_RETRY, "nobody asked" },
};

static struct smtp_job
job_of(const struct dialogue *d)
{
	return (struct smtp_job){
		.host_id = SLICE("box.example.org"),
		.user = slice_of(d->user),
		.password = slice_of(d->password),
		.token = slice_of(d->token),
		.from = SLICE("The shop <s@a.org>"),
		.to = d->to[0] ? slice_of(d->to) : SLICE("o@b.org"),
		.message = SLICE(MESSAGE),
		.starttls = d->tls == START,
		.secure = d->tls == IMPLICIT,
	};
}

static bool
says(const struct sink *out, const char *line)
{
	slice	 want = slice_of(line + 1);

	return out->len == want.n + 2 &&
	    slice_starts(sink_slice(out), want) &&
	    slice_ends(sink_slice(out), SLICE("\r\n"));
}

static void
play(const struct dialogue *d)
{
	char	 buf[1024];
	struct arena a;
	struct smtp_job job = job_of(d);
	struct sink out = { .buf = buf, .cap = sizeof(buf) };
	struct fault fault = { .text = "" };
	enum smtp_next next = SMTP_SEND;
	struct smtp *s;

	arena_init(&a, block, sizeof(block));
	s = smtp_begin(&a, &job);
	for (size_t i = 0; d->lines[i]; i++) {
		const char *line = d->lines[i];
		bool	 good = true;

		if (line[0] == '>')
			good = says(&out, line);
		else if (line[0] == '!')
			good = next == SMTP_TLS && out.len == 0;
		else {
			good = next == SMTP_SEND || next == SMTP_TLS;
			out.len = 0;
			next = smtp_step(s, slice_of(line), &out, &fault);
		}
		if (!good)
			printf("%s, line %zu: \"%s\", not \"%.*s\"\n", d->name,
			    i, line, SLICE_ARG(sink_slice(&out)));
		CHECK(good);
	}
	if (next != d->end || (d->words == NULL) != (fault.text[0] == '\0') ||
	    (d->words && strstr(fault.text, d->words) == NULL))
		printf("%s: %d, \"%s\"\n", d->name, next, fault.text);
	CHECK(next == d->end);
	CHECK((d->words == NULL) == (fault.text[0] == '\0'));
	CHECK(d->words == NULL || strstr(fault.text, d->words));
	if (next >= SMTP_DONE) {		/* over is over */
		out.len = 0;
		CHECK(smtp_step(s, SLICE("250 ok"), &out, &fault) ==
		    SMTP_RETRY);
	}
}

/* A token too long for one line waits for the server's 334. */
static void
test_long_token(void)
{
	static char token[2000], buf[8192];
	struct arena a;
	struct dialogue d = { .user = "u", .password = "", .to = "",
	    .tls = IMPLICIT };
	struct smtp_job job;
	struct sink out = { .buf = buf, .cap = sizeof(buf) };
	struct fault fault = { .text = "" };
	struct smtp *s;

	memset(token, 't', sizeof(token) - 1);
	d.token = token;
	job = job_of(&d);
	CHECK(smtp_room(&job) > 3000 && smtp_room(&job) <= sizeof(buf));
	arena_init(&a, block, sizeof(block));
	s = smtp_begin(&a, &job);
	smtp_step(s, SLICE("220 x"), &out, &fault);
	out.len = 0;
	smtp_step(s, SLICE("250-x\r\n250 AUTH XOAUTH2"), &out, &fault);
	CHECK(says(&out, ">AUTH XOAUTH2"));
	out.len = 0;
	CHECK(smtp_step(s, SLICE("334 "), &out, &fault) == SMTP_SEND);
	CHECK(out.len > 2600 && slice_starts(sink_slice(&out),
	    SLICE("dXNlcj11AWF1dGg9QmVhcmVyIHR0dHR0")));
	out.len = 0;
	CHECK(smtp_step(s, SLICE("334 e30="), &out, &fault) == SMTP_SEND);
	CHECK(says(&out, ">"));
}

/* Every shortage of room ends in "later", never in half a letter. */
static void
test_shortage(void)
{
	static const char *script[] = { "220 x", "250-x\r\n250 AUTH PLAIN",
	    "235 ok", "250 ok", "250 ok", "354 go", "250 done" };
	const struct dialogue d = { .user = "user", .password = "password",
	    .token = "", .to = "", .tls = IMPLICIT };
	struct smtp_job job = job_of(&d);

	for (size_t room = 0; room < 8000; room += room < 64 ? 1 : 61) {
		char	 buf[64];
		struct sink out = { .buf = buf, .cap = room < 64 ? room : 64 };
		struct fault fault = { .text = "" };
		enum smtp_next next = SMTP_SEND;
		struct arena a;
		struct smtp *s;

		arena_init(&a, block, room < 64 ? sizeof(block) : room);
		s = smtp_begin(&a, &job);
		if (s == NULL)
			continue;
		for (size_t i = 0; i < COUNT(script); i++) {
			if (next != SMTP_SEND)
				break;
			out.len = 0;
			next = smtp_step(s, slice_of(script[i]), &out, &fault);
			CHECK(!out.full || next == SMTP_RETRY);
		}
		CHECK(next == SMTP_RETRY || next == SMTP_DONE);
		CHECK((next == SMTP_RETRY) == (fault.text[0] != '\0'));
	}
}

int
main(void)
{
	test_replies();
	for (size_t i = 0; i < COUNT(dialogues); i++)
		play(&dialogues[i]);
	test_long_token();
	test_shortage();
	return test_failed;
}
