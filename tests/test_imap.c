#include "core/imap/imap.h"
#include "tests/test.h"

#include <stdio.h>

static char	 block[1 << 20], out_bytes[8192];

/*
 * "<" the server says a reply, ">" we said that (all since the last one),
 * "m" a mail of these bytes was handed out, "t" TLS begins, "w" we wait,
 * "." the time of waiting is over, "!" the connection ends.
 */
#define OFFER	"<* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN IDLE] hi\r\n"
#define LOGIN	OFFER, ">e1 AUTHENTICATE PLAIN AHUAcA==\r\n", \
	"<e1 OK [CAPABILITY IMAP4rev1 IDLE] in\r\n", ">e2 EXAMINE \"INBOX\"\r\n"
#define FOLDER(exists, next)	"<* " exists " EXISTS\r\n", \
	"<* OK [UIDVALIDITY 5] x\r\n", "<* OK [UIDNEXT " next "] x\r\n", \
	"<e2 OK [READ-ONLY] x\r\n"
#define LIST(what)	">e3 " what ":* (UID RFC822.SIZE INTERNALDATE)\r\n"
#define GET(tag, uid)	">" tag " UID FETCH " uid \
	" (UID BODY.PEEK[]<0.1048576>)\r\n"
#define BYE(tag)	">" tag " LOGOUT\r\n"

enum { IDLES = 1, STARTTLS = 2, TOKEN = 4, CLEAR = 8 };

static const struct scene {
	const char	*name;
	unsigned	 how;
	const char	*cursor;	/* "validity uid" */
	const char	*steps[40];
	enum imap_next	 end;
	const char	*words, *after;	/* of the fault; cursor */
} scenes[] = {
	{ "first visit", 0, "0 0", { LOGIN, FOLDER("2", "9"), LIST("FETCH 1"),
	    "<* 2 FETCH (UID 8 RFC822.SIZE 10)\r\n",
	    "<* 1 FETCH (RFC822.SIZE 10 UID 3 FLAGS (\\Seen))\r\n",
	    "<e3 OK\r\n", GET("e4", "3"),
	    "<* 1 FETCH (UID 3 BODY[]<0> {4}\r\nmail)\r\n", "mmail",
	    "<e4 OK\r\n", GET("e5", "8"),
	    "<* 2 FETCH (BODY[]<0> \"two\" UID 8)\r\n", "mtwo",
	    "<e5 OK\r\n", BYE("e6") }, IMAP_END, "", "5 8" },
	{ "nothing new", 0, "5 8", { LOGIN, FOLDER("2", "9"), BYE("e3") },
	    IMAP_END, "", "5 8" },
	{ "one that the server repeats", 0, "5 8", { LOGIN, "<* 2 EXISTS\r\n",
	    "<* OK [UIDVALIDITY 5] x\r\n", "<e2 OK x\r\n",
	    LIST("UID FETCH 9"),	/* n:* names the last one always */
	    "<* 2 FETCH (UID 8 RFC822.SIZE 10)\r\n", "<e3 OK\r\n",
	    BYE("e4") }, IMAP_END, "", "5 8" },
	{ "an empty folder", 0, "0 0", { LOGIN, FOLDER("0", "1"), BYE("e3") },
	    IMAP_END, "", "5 0" },
	{ "a folder made anew", 0, "4 100", { LOGIN, FOLDER("600", "601"),
	    LIST("FETCH 101"), "<* 600 FETCH (UID 600 RFC822.SIZE 1 "
	    "INTERNALDATE \"21-Nov-2026 09:00:00 +0000\")\r\n",
	    "<* 101 FETCH (UID 101 RFC822.SIZE 1 INTERNALDATE \"1-Jan-2020 "
	    "09:00:00 +0000\")\r\n", "<e3 OK\r\n", GET("e4", "600"),
	    "<e4 OK\r\n", BYE("e5") }, IMAP_END, "", "5 600" },
	{ "too long", 0, "5 8", { LOGIN, FOLDER("3", "10"),
	    LIST("UID FETCH 9"), "<* 3 FETCH (UID 9 RFC822.SIZE 9999999)\r\n",
	    "<e3 OK\r\n", ">e4 UID FETCH 9 (UID BODY.PEEK[]<0.65536>)\r\n",
	    "<* 3 FETCH (UID 9 BODY[]<0> {1}\r\nx)\r\n", "mx", "<e4 OK\r\n",
	    BYE("e5") }, IMAP_END, "", "5 9" },
	{ "a mail that cannot be had", 0, "5 8", { LOGIN, FOLDER("3", "11"),
	    LIST("UID FETCH 9"), "<* 3 FETCH (UID 9 RFC822.SIZE 1)\r\n",
	    "<* 4 FETCH (UID 10 RFC822.SIZE 1)\r\n", "<e3 OK\r\n",
	    GET("e4", "9"), "<e4 NO broken\r\n", GET("e5", "10"),
	    "<* 4 FETCH (UID 10 BODY[]<0> {1}\r\nx)\r\n", "mx", "<e5 OK\r\n",
	    BYE("e6") }, IMAP_END, "", "5 10" },
	{ "data in the wrong place", 0, "5 8", { LOGIN,
	    "<* 3 FETCH (UID 99 BODY[]<0> {1}\r\nx)\r\n",
	    FOLDER("3", "10"), LIST("UID FETCH 9"),
	    "<* SEARCH 1 2\r\n", "<* 3 FETCH (UID 9 RFC822.SIZE 1)\r\n",
	    "<* 3 FETCH (UID 9 RFC822.SIZE 1)\r\n",
	    "<* 7 FETCH nonsense\r\n", "<* 1 RECENT\r\n", "<* NO hm\r\n",
	    "<e3 OK\r\n", GET("e4", "9"),
	    "<* 2 FETCH (UID 4 BODY[]<0> {1}\r\nx)\r\n",
	    "<* 3 FETCH (UID 9 FLAGS ())\r\n",
	    "<* 3 FETCH (UID 9 BODY[]<0> {1}\r\ny)\r\n", "my",
	    "<* 3 FETCH (UID 9 BODY[]<0> {1}\r\nz)\r\n",
	    "<e4 OK\r\n", BYE("e5") }, IMAP_END, "", "5 9" },
	/* waiting */
	{ "a mail comes", IDLES, "5 8", { LOGIN, FOLDER("2", "9"),
	    ">e3 IDLE\r\n", "<+ go on\r\n", "w", "<* OK Still here\r\n", "w",
	    "<* 1 EXPUNGE\r\n", "w", "<* 1 EXISTS\r\n", "w",
	    "<* 2 EXISTS\r\n", ">DONE\r\n", "<e3 OK\r\n",
	    ">e4 UID FETCH 9:* (UID RFC822.SIZE INTERNALDATE)\r\n",
	    "<* 2 FETCH (UID 12 RFC822.SIZE 1)\r\n", "<e4 OK\r\n",
	    GET("e5", "12"), "<* 2 FETCH (UID 12 BODY[]<0> {1}\r\nx)\r\n",
	    "mx", "<e5 OK\r\n", BYE("e6") }, IMAP_END, "", "5 12" },
	{ "a mail comes before we wait", IDLES, "5 8", { LOGIN,
	    FOLDER("2", "9"), ">e3 IDLE\r\n", "<* 3 EXISTS\r\n",
	    "<+ go on\r\n", ">DONE\r\n", "<e3 OK\r\n",
	    ">e4 UID FETCH 9:* (UID RFC822.SIZE INTERNALDATE)\r\n",
	    "<e4 OK\r\n", ">e5 IDLE\r\n", "<+\r\n", "w", ".",
	    ">DONE\r\ne6 LOGOUT\r\n" }, IMAP_END, "", "5 8" },
	{ "no mail comes", IDLES, "5 8", { LOGIN, FOLDER("2", "9"),
	    ">e3 IDLE\r\n", "<+\r\n", "w", ".", ">DONE\r\ne4 LOGOUT\r\n" },
	    IMAP_END, "", "5 8" },
	{ "not waiting after a mail", IDLES, "5 8", { LOGIN,
	    FOLDER("3", "10"), LIST("UID FETCH 9"),
	    "<* 3 FETCH (UID 9 RFC822.SIZE 1)\r\n", "<e3 OK\r\n",
	    GET("e4", "9"), "<* 3 FETCH (UID 9 BODY[]<0> {1}\r\nx)\r\n", "mx",
	    "<e4 OK\r\n", BYE("e5") }, IMAP_END, "", "5 9" },
	{ "hung up while waiting", IDLES, "5 8", { LOGIN, FOLDER("2", "9"),
	    ">e3 IDLE\r\n", "<+\r\n", "w", "<* BYE later\r\n",
	    ">e4 LOGOUT\r\n" }, IMAP_RETRY, "hangs up: later", "5 8" },
	/* logging in */
	{ "STARTTLS", STARTTLS, "5 8", { "<* OK hi\r\n", ">e1 CAPABILITY\r\n",
	    "<* CAPABILITY STARTTLS LOGINDISABLED\r\n", "<e1 OK\r\n",
	    ">e2 STARTTLS\r\n", "<e2 OK\r\n", "t", ">e3 CAPABILITY\r\n",
	    "<* CAPABILITY IMAP4rev1\r\n", "<e3 OK\r\n",
	    ">e4 LOGIN \"u\" \"p\"\r\n", "<e4 OK\r\n", ">e5 CAPABILITY\r\n",
	    "<e5 OK\r\n",	/* and tells nothing: we go on */
	    ">e6 EXAMINE \"INBOX\"\r\n", "!" }, IMAP_RETRY, "too early",
	    "0 0" },
	{ "stripped", STARTTLS, "5 8", { OFFER, BYE("e1") },
	    IMAP_CONFIG, "no encryption", "0 0" },
	{ "logged in by a meddler", STARTTLS, "5 8", {
	    "<* PREAUTH [CAPABILITY STARTTLS] hi\r\n", BYE("e1") },
	    IMAP_CONFIG, "no encryption", "0 0" },
	{ "in clear", CLEAR, "5 8", { OFFER, BYE("e1") }, IMAP_CONFIG,
	    "without encryption", "0 0" },
	{ "already inside", 0, "5 8", {
	    "<* PREAUTH [CAPABILITY IMAP4rev1] hi\r\n",
	    ">e1 EXAMINE \"INBOX\"\r\n", "!" }, IMAP_RETRY, "too early",
	    "0 0" },
	{ "without SASL-IR", 0, "5 8", {
	    "<* OK [CAPABILITY AUTH=PLAIN] hi\r\n",
	    ">e1 AUTHENTICATE PLAIN\r\n", "<+\r\n", ">AHUAcA==\r\n",
	    "<+ more\r\n", ">*\r\n", "<+ more\r\n", ">e2 LOGOUT\r\n" },
	    IMAP_RETRY, "without end", "0 0" },
	{ "a token", TOKEN, "5 8", {
	    "<* OK [CAPABILITY SASL-IR AUTH=XOAUTH2] hi\r\n",
	    ">e1 AUTHENTICATE XOAUTH2 dXNlcj11AWF1dGg9QmVhcmVyIHRvawEB\r\n",
	    "<+ eyJzdGF0dXMiOiI0MDAifQ==\r\n", ">\r\n",
	    "<e1 NO [AUTHENTICATIONFAILED] expired\r\n", BYE("e2") },
	    IMAP_CONFIG, "does not accept the login: expired", "0 0" },
	{ "a token, and the server wants none", TOKEN, "5 8", { OFFER,
	    BYE("e1") }, IMAP_CONFIG, "app password", "0 0" },
	{ "a wrong password", 0, "5 8", { OFFER,
	    ">e1 AUTHENTICATE PLAIN AHUAcA==\r\n",
	    "<e1 NO [ALERT] use AHUAcA== better\r\n", BYE("e2") },
	    IMAP_CONFIG, "does not accept the login", "0 0" },
	{ "later", 0, "5 8", { OFFER, ">e1 AUTHENTICATE PLAIN AHUAcA==\r\n",
	    "<e1 NO [UNAVAILABLE] busy\r\n", BYE("e2") }, IMAP_RETRY,
	    "later: busy", "0 0" },
	{ "no such folder", 0, "5 8", { LOGIN, "<e2 NO [NONEXISTENT] no\r\n",
	    BYE("e3") }, IMAP_CONFIG, "does not open the folder: no", "0 0" },
	{ "goes away", 0, "5 8", { "<* BYE too many\r\n", BYE("e1") },
	    IMAP_RETRY, "hangs up: too many", "0 0" },
	{ "a tag of somebody else", 0, "5 8", { OFFER,
	    ">e1 AUTHENTICATE PLAIN AHUAcA==\r\n", "<e7 OK in\r\n",
	    BYE("e2") }, IMAP_RETRY, "nobody asked", "0 0" },
	{ "no IMAP", 0, "5 8", { "<220 mail.test ESMTP\r\n", BYE("e1") },
	    IMAP_RETRY, "nobody asked", "0 0" },
	{ "nothing at all", 0, "5 8", { "!" }, IMAP_RETRY, "too early",
	    "0 0" },
};

static bool
act(struct imap *s, const struct scene *scene, const char *step,
    enum imap_next *next, struct sink *out, struct fault *f)
{
	slice	 rest = slice_of(step + 1);
	bool	 ok;

	switch (step[0]) {
	case '>':
		ok = slice_eq(sink_slice(out), rest);
		out->len = 0;
		return ok;
	case 'm':
		return *next == IMAP_MAIL &&
		    slice_eq(imap_mail(s)->bytes, rest);
	case 'w':
		return *next == IMAP_WAIT;
	case 't':
		if (*next != IMAP_TLS)
			return false;
		rest = SLICE("");
		break;
	case '<':
		if (*next == IMAP_TLS || *next >= IMAP_END)
			return false;
		break;
	default:
		if (step[0] == '.' && *next != IMAP_WAIT)
			return false;
		rest = SLICE("");
	}
	if (out->len)
		return false;		/* a line that the scene lacks */
	*next = imap_step(s, rest, out, f);
	(void)scene;
	return true;
}

static void
play(const struct scene *scene)
{
	struct sink out = { .buf = out_bytes, .cap = sizeof(out_bytes) };
	struct fault f = { "" };
	enum imap_next next = IMAP_READ;
	struct arena a;
	long long v, u;
	int64_t	 validity, uid;
	struct imap_job job = { .user = SLICE("u"),
	    .password = scene->how & TOKEN ? SLICE("") : SLICE("p"),
	    .token = scene->how & TOKEN ? SLICE("tok") : SLICE(""),
	    .folder = SLICE("INBOX"), .since = 1793000000,
	    .idle = (scene->how & IDLES) != 0,
	    .starttls = (scene->how & STARTTLS) != 0,
	    .secure = (scene->how & (STARTTLS | CLEAR)) == 0 };
	struct imap *s;

	CHECK(sscanf(scene->cursor, "%lld %lld", &v, &u) == 2);
	job.validity = v;
	job.uid = u;
	arena_init(&a, block, sizeof(block));
	s = imap_begin(&a, &job);
	for (size_t i = 0; scene->steps[i]; i++)
		if (!act(s, scene, scene->steps[i], &next, &out, &f)) {
			printf("%s: not \"%s\" but \"%.*s\" (%d)\n",
			    scene->name, scene->steps[i],
			    SLICE_ARG(sink_slice(&out)), next);
			CHECK(false);
			return;
		}
	imap_cursor(s, &validity, &uid);
	CHECK(sscanf(scene->after, "%lld %lld", &v, &u) == 2);
	if (next != scene->end || strstr(f.text, scene->words) == NULL ||
	    validity != v || uid != u || out.len)
		printf("%s: %d \"%s\" %d:%d\n", scene->name, next, f.text,
		    (int)validity, (int)uid);
	CHECK(next == scene->end && strstr(f.text, scene->words) != NULL);
	CHECK(validity == v && uid == u && out.len == 0);
	CHECK((next == IMAP_END) == (f.text[0] == '\0'));
	CHECK(strstr(f.text, "AHUAcA==") == NULL);
}

/* A password with bytes that no quoted string may hold. */
static void
test_literals(void)
{
	static const char *const steps[] = { "<* OK [CAPABILITY X] hi\r\n",
	    ">e1 LOGIN {3}\r\n", "<+\r\n", ">\303\244b {3}\r\n", "<+\r\n",
	    ">p\303\266\r\n", "<+\r\n", ">e2 LOGOUT\r\n" };
	static const struct scene scene = { .name = "literals" };
	struct imap_job job = { .user = SLICE("\303\244b"),
	    .password = SLICE("p\303\266"), .secure = true };
	struct sink out = { .buf = out_bytes, .cap = sizeof(out_bytes) };
	struct fault f = { "" };
	enum imap_next next = IMAP_READ;
	struct arena a;
	struct imap *s;

	arena_init(&a, block, sizeof(block));
	s = imap_begin(&a, &job);
	for (size_t i = 0; i < COUNT(steps); i++)
		CHECK(act(s, &scene, steps[i], &next, &out, &f));
	CHECK(next == IMAP_RETRY);
}

/* More than one visit takes: the oldest, in order; the cursor says how far. */
static void
test_many(void)
{
	struct imap_job job = { .user = SLICE("u"), .password = SLICE("p"),
	    .folder = SLICE("INBOX"), .validity = 5, .uid = 8,
	    .secure = true };
	struct sink out = { .buf = out_bytes, .cap = sizeof(out_bytes) };
	struct fault f = { "" };
	int64_t	 validity, uid;
	char	 line[100];
	struct arena a;
	struct imap *s;
	int	 tag = 3, mails = 0;

	arena_init(&a, block, sizeof(block));
	s = imap_begin(&a, &job);
	imap_step(s, SLICE("* PREAUTH [CAPABILITY X]\r\n"), &out, &f);
	imap_step(s, SLICE("* 1000 EXISTS\r\n"), &out, &f);
	imap_step(s, SLICE("* OK [UIDVALIDITY 5]\r\n"), &out, &f);
	imap_step(s, SLICE("e1 OK\r\n"), &out, &f);
	for (int i = 1000; i > 8; i--) {	/* the newest first */
		snprintf(line, sizeof(line), "* %d FETCH (UID %d RFC822.SIZE "
		    "1)\r\n", i, i);
		CHECK(imap_step(s, slice_of(line), &out, &f) == IMAP_READ);
		out.len = 0;
	}
	CHECK(imap_step(s, SLICE("e2 OK\r\n"), &out, &f) == IMAP_READ);
	for (int i = 9; tag < 100; i++, tag++) {
		enum imap_next next;

		snprintf(line, sizeof(line), "* 1 FETCH (UID %d BODY[] {1}\r\n"
		    "x)\r\n", i);
		out.len = 0;
		if (imap_step(s, slice_of(line), &out, &f) == IMAP_MAIL)
			mails++;
		snprintf(line, sizeof(line), "e%d OK\r\n", tag);
		next = imap_step(s, slice_of(line), &out, &f);
		if (next != IMAP_READ)
			break;
	}
	imap_cursor(s, &validity, &uid);
	CHECK(mails == IMAP_MAILS && uid == 8 + IMAP_MAILS && imap_more(s));
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(scenes); i++)
		play(&scenes[i]);
	test_literals();
	test_many();
	return test_failed;
}
