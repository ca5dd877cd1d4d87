/*
 * Whole mails. Every file of tests/replay/mail is one that we made up in the
 * manner of a platform, and what it must become, byte for byte.
 */
#include "core/json/json.h"
#include "core/mail/notice.h"
#include "firmware/verb/print.h"
#include "tests/files.h"
#include "tests/texts.h"

#include <stdlib.h>

#define MAILS "tests/replay/mail"

static char	 recipe[1 << 17], bytes[1 << 20], want[1 << 17], got[1 << 17];

/* --- parts ------------------------------------------------------------- */

#define MIXED "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
#define TEXT "Content-Type: text/plain\r\n\r\n"
#define HTML "Content-Type: text/html\r\n\r\n"

static void
test_parts(void)
{
	static const struct {
		const char *mail, *plain, *html;
	} rows[] = {
		{ "\r\nno headers", "no headers", "" },
		{ "Subject: x", "", "" },
		{ MIXED "before\r\n--b\r\n" TEXT "a\r\n--b--\r\nafter", "a",
		    "" },
		{ MIXED "--b\r\n" TEXT "never ends", "never ends", "" },
		{ MIXED "--b\r\n" TEXT "\r\n--b\r\n" HTML "h\r\n--b--", "",
		    "h" },
		/* a boundary that only begins alike is text */
		{ MIXED "--b\r\n" TEXT "--bb\r\n--b-\r\n--b--", "--bb\r\n--b-",
		    "" },
		{ MIXED "--b  \t\r\n" TEXT "a\r\n--b --\r\nx", "a\r\n--b --"
		    "\r\nx", "" },
		/* parts without headers, with an empty head */
		{ MIXED "--b\r\n\r\nplain\r\n--b--", "plain", "" },
		/* the outer boundary ends the inner part */
		{ MIXED "--b\r\nContent-Type: multipart/x; boundary=c\r\n\r\n"
		    "--c\r\n" TEXT "in\r\n--b\r\n" HTML "out\r\n--b--", "in",
		    "out" },
		/* attachments are nobody's words */
		{ MIXED "--b\r\nContent-Disposition: attachment\r\n" TEXT
		    "no\r\n--b\r\n" TEXT "yes\r\n--b--", "yes", "" },
		/* no boundary named, none found */
		{ "Content-Type: multipart/mixed\r\n\r\n--q\r\n" TEXT "a\r\n"
		    "--q--", "a", "" },
		{ MIXED "nothing but text", "nothing but text", "" },
		{ "Content-Type: text/plain; charset=iso-8859-1\r\n"
		    "Content-Transfer-Encoding: quoted-printable\r\n\r\n=E9",
		    "\303\251", "" },
		{ "Content-Type: text/html\r\n\r\n<meta charset=koi8-r>\301",
		    "", "<meta charset=koi8-r>\320\260" },
		{ "Content-Type: garbage\r\n\r\na", "a", "" },
		{ "Content-Type: application/x\r\n\r\na", "", "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a = fresh();
		struct message m;

		message_read(&a, slice_of(rows[i].mail), &m);
		same(rows[i].mail, m.plain, rows[i].plain);
		same(rows[i].mail, m.html, rows[i].html);
		CHECK(m.id.n > 0 && !a.spent);
	}
}

static void
test_trust(void)
{
	static const struct {
		const char *results;
		enum message_trust trust;
	} rows[] = {
		{ "mx.a; dmarc=pass header.from=g.com", MESSAGE_PROVEN },
		{ "mx.a; dmarc=pass (p=none) header.from=evil.com",
		    MESSAGE_UNPROVEN },
		{ "mx.a; dkim=pass header.d=g.com", MESSAGE_PROVEN },
		{ "mx.a; dkim=pass header.i=@g.com", MESSAGE_PROVEN },
		{ "mx.a; dkim=pass header.d=evil.com", MESSAGE_UNPROVEN },
		{ "mx.a; dkim=pass header.d=com.evil", MESSAGE_UNPROVEN },
		{ "mx.a; (dmarc=pass) spf=pass", MESSAGE_UNPROVEN },
		{ "mx.a; dkim=pass header.d=g.com;\r\n dmarc=fail",
		    MESSAGE_FORGED },
		{ "", MESSAGE_UNPROVEN },
	};
	char	 mail[300];

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a = fresh();
		struct message m;

		snprintf(mail, sizeof(mail), "Authentication-Results: %s\r\n"
		    "Authentication-Results: fake; dmarc=pass\r\n"
		    "From: Google <x@g.com>\r\n\r\n", rows[i].results);
		message_read(&a, slice_of(mail), &m);
		if (m.trust != rows[i].trust)
			printf("%s\n", rows[i].results);
		CHECK(m.trust == rows[i].trust);
	}
	CHECK(message_is_from(SLICE("a@mail.g.com"), SLICE("G.com")));
	CHECK(!message_is_from(SLICE("a@notg.com"), SLICE("g.com")));
	CHECK(!message_is_from(SLICE("g.com@evil.com"), SLICE("g.com")));
	CHECK(!message_is_from(SLICE("a@g.com.evil"), SLICE("g.com")));
	CHECK(!message_is_from(SLICE(""), SLICE("")));
}

/* --- all of it --------------------------------------------------------- */

static slice
become(struct arena *a, const cJSON *mails, slice mail)
{
	struct sink k = { .buf = got, .cap = sizeof(got) };
	struct message m;
	struct notice n;

	message_read(a, mail, &m);
	notice_read(a, mails, &m, &n);
	CHECK(n.n > 0 && n.n <= NOTICE_MAX);
	for (size_t i = 0; i < n.n; i++)
		print_mention(&k, &n.mentions[i]);
	return sink_slice(&k);
}

static const cJSON *
templates(struct arena *a)
{
	struct fault f = { "" };
	const cJSON *v = json_parse(a, file_into(recipe, sizeof(recipe),
	    "net/recipes/source", "mailbox.json"), &f);

	if (v == NULL)
		printf("%s\n", f.text);
	CHECK(v != NULL);
	return json_at(v, SLICE("/mails"));
}

static void
test_replay(void)
{
	DIR	*d = opendir(MAILS);
	struct dirent *e;
	int	 n = 0;

	while (d != NULL && (e = readdir(d)) != NULL) {
		struct arena a = fresh();
		char	 name[300];
		slice	 expected;

		snprintf(name, sizeof(name), "%s", e->d_name);
		if (!slice_ends(slice_of(name), SLICE(".eml")))
			continue;
		snprintf(strstr(name, ".eml"), 8, ".jsonl");
		expected = file_into(want, sizeof(want) - 1, MAILS, name);
		want[expected.n] = '\0';
		same(e->d_name, become(&a, templates(&a), file_into(bytes,
		    sizeof(bytes), MAILS, e->d_name)), want);
		CHECK(expected.n > 0);
		n++;
	}
	if (d != NULL)
		closedir(d);
	CHECK(n >= 16);
}

/* Cut anywhere, a mail is still a mail. */
static void
test_cuts(void)
{
	slice	 all = file_into(bytes, sizeof(bytes), MAILS,
	    "forward-attached.eml");

	for (size_t i = 0; i <= all.n; i++) {
		struct arena a = fresh();

		(void)become(&a, templates(&a), slice_head(all, i));
		CHECK(!a.spent);
	}
}

/* --- hostile, as large as it may be ------------------------------------ */

static slice
repeated(const char *head, const char *unit, const char *tail)
{
	size_t	 n = strlen(head), m = strlen(unit), t = strlen(tail);

	memcpy(bytes, head, n);
	while (n + m + t <= sizeof(bytes)) {
		memcpy(bytes + n, unit, m);
		n += m;
	}
	memcpy(bytes + n, tail, t);
	return (slice){ bytes, n + t };
}

static void
test_hostile(void)
{
	static const struct {
		const char *head, *unit, *tail;
	} rows[] = {
		{ "Subject: ", "=?", "" },
		{ "Subject: ", "=?a?q? ", "" },
		{ "Subject: ", "=?utf-8?q?a?=", "" },
		{ "Subject: ", "\r\n ", "" },
		{ "From: ", "(", "" }, { "From: ", "<", "" },
		{ "From: ", "\"\\", "" },
		{ "Content-Type: ", "(;", "" },
		{ "Content-Type: text/plain", "; a*1=b", "\r\n\r\nx" },
		{ "", "A:\r\n", "" }, { "", "\r\n", "" }, { "", ":", "" },
		{ MIXED, "--b\r\n", "" },
		{ MIXED, "--b\r\n" MIXED, "" },
		{ MIXED, "--b\r\nContent-Type: message/rfc822\r\n\r\n" MIXED,
		    "" },
		{ MIXED, "--b", "" },
		{ HTML, "<a href=x>", "" }, { HTML, "<img alt=\"<\">", "" },
		{ HTML, "<", "" }, { HTML, "&#983040;", "" },
		{ TEXT, "https://", "" }, { TEXT, "https://a <", "" },
		{ TEXT, "On a:\n", "" }, { TEXT, ">", "" },
		{ TEXT, "4 out of ", "" }, { TEXT, "\"", "" },
		{ TEXT, "\342\230\205", "" },
		{ "Content-Transfer-Encoding: base64\r\n\r\n", "AAAA", "" },
		{ "Content-Transfer-Encoding: quoted-printable\r\n\r\n", "=",
		    "" },
		{ "Content-Type: text/plain; format=flowed\r\n\r\n", "> \n",
		    "" },
		{ "From: x@google.com\r\nSubject: review\r\n\r\n",
		    "4 stars\nview\n", "" },
		{ "From: googlealerts-noreply@google.com\r\n" HTML,
		    "<a href=https://www.google.com/url?url=https://a.b>c",
		    "" },
		{ "Authentication-Results: ", ";dkim=pass header.d=", "" },
		{ "Date: ", "1 Jan ", "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct arena a = fresh();
		slice	 mail = repeated(rows[i].head, rows[i].unit,
		    rows[i].tail);
		size_t	 n = become(&a, templates(&a), mail).n;

		if (a.spent || n == 0)
			printf("%s%s...\n", rows[i].head, rows[i].unit);
		CHECK(!a.spent && n > 0);
		CHECK(a.used < 16u << 20);	/* of the worker's 24 MB */
	}
}

/* Whatever the room, nothing is written beyond it. */
static void
test_room(void)
{
	slice	 mail = file_into(bytes, sizeof(bytes), MAILS,
	    "google-en.eml");
	struct arena keep = fresh();
	const cJSON *mails = templates(&keep);

	for (size_t n = 0; n < 400000; n += 997) {
		char	*block = malloc(n + 1);
		struct arena a;
		struct message m;
		struct notice out;

		arena_init(&a, block, n);
		message_read(&a, mail, &m);
		notice_read(&a, mails, &m, &out);
		free(block);
	}
}

int
main(void)
{
	test_parts();
	test_trust();
	test_replay();
	test_cuts();
	test_hostile();
	test_room();
	return test_failed;
}
