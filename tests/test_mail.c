/* Letters to a scripted SMTP server. */
#include "net/mail.h"
#include "tests/mail_scene.h"

#define HELLO	"<220 mail.test", ">EHLO box.test.example"
#define LETTER	">MAIL FROM:<s@a.test>", "<250 ok", ">RCPT TO:<o@b.test>", \
	"<250 ok", ">DATA", "<354 go", "."
#define BYE	"<250 queued", ">QUIT", "<221 bye", "_"

enum { CLEAR, START, IMPLICIT };

static const struct scene {
	const char	*name;
	int		 tls;
	const char	*password;
	const char	*host;		/* whom we want, NULL: mail.test */
	int		 patience;	/* ms */
	const char	*steps[32];
	enum smtp_next	 end;
	const char	*words;
} scenes[] = {
	{ "in clear, no login", CLEAR, "", NULL, 60000,
	    { HELLO, "<250 x", LETTER, BYE }, SMTP_DONE, "" },
	{ "implicit TLS", IMPLICIT, "secret", NULL, 60000,
	    { "!", HELLO, "<250-x", "<250 AUTH PLAIN",
	    ">AUTH PLAIN AHUAc2VjcmV0", "<235 ok", LETTER, BYE },
	    SMTP_DONE, "" },
	{ "STARTTLS", START, "secret", NULL, 60000,
	    { HELLO, "<250-x", "<250 STARTTLS", ">STARTTLS", "<220 go", "!",
	    ">EHLO box.test.example", "<250-x", "<250 AUTH LOGIN",
	    ">AUTH LOGIN", "<334 VXNlcm5hbWU6", ">dQ==",
	    "<334 UGFzc3dvcmQ6", ">c2VjcmV0", "<235 ok", LETTER, BYE },
	    SMTP_DONE, "" },
	{ "byte by byte", CLEAR, "", NULL, 60000,
	    { "=220-hi\r\n220 there\r\n", ">EHLO box.test.example",
	    "=250-x\n250 y\n", LETTER, BYE }, SMTP_DONE, "" },
	{ "no answer to QUIT", CLEAR, "", NULL, 60000,
	    { HELLO, "<250 x", LETTER, "<250 queued" }, SMTP_DONE, "" },
	{ "no answer to QUIT, in TLS", IMPLICIT, "", NULL, 60000,
	    { "!", HELLO, "<250 x", LETTER, "<250 queued", "|" },
	    SMTP_DONE, "" },
	/* CVE-2011-0411: an answer smuggled in before TLS */
	{ "smuggled with the answer", START, "secret", NULL, 60000,
	    { HELLO, "<250-x", "<250 STARTTLS", ">STARTTLS",
	    "<220 go\r\n250-x\r\n250 AUTH PLAIN", "_" }, SMTP_RETRY,
	    "before it is asked" },
	{ "smuggled after the answer", START, "secret", NULL, 60000,
	    { HELLO, "<250-x", "<250 STARTTLS", ">STARTTLS", "<220 go",
	    "<250 AUTH PLAIN", "?" }, SMTP_RETRY, "" },
	{ "answers without questions", CLEAR, "", NULL, 60000,
	    { "<220 x\r\n250 y\r\n250 z", "_" }, SMTP_RETRY,
	    "before it is asked" },
	{ "stripped", START, "secret", NULL, 60000,
	    { HELLO, "<250-x", "<250 AUTH PLAIN", ">QUIT", "<221 bye", "_" },
	    SMTP_CONFIG, "no encryption" },
	{ "a password in clear", CLEAR, "secret", NULL, 60000,
	    { "<220 x", ">QUIT", "<221 bye", "_" }, SMTP_CONFIG,
	    "without encryption" },
	{ "somebody else, implicit", IMPLICIT, "secret", "mail.other.test",
	    60000, { "?" }, SMTP_RETRY, "mail.test" },
	{ "somebody else, STARTTLS", START, "secret", "mail.other.test",
	    60000, { HELLO, "<250-x", "<250 STARTTLS", ">STARTTLS", "<220 go",
	    "?" }, SMTP_RETRY, "mail.test" },
	{ "wrong password", IMPLICIT, "secret", NULL, 60000,
	    { "!", HELLO, "<250-x", "<250 AUTH PLAIN",
	    ">AUTH PLAIN AHUAc2VjcmV0", "<535 5.7.8 no", ">QUIT",
	    "<221 bye", "_" }, SMTP_CONFIG, "535 5.7.8 no" },
	{ "repeats the password", IMPLICIT, "secret", NULL, 60000,
	    { "!", HELLO, "<250-x", "<250 AUTH PLAIN",
	    ">AUTH PLAIN AHUAc2VjcmV0", "<AUTH PLAIN AHUAc2VjcmV0?", "_" },
	    SMTP_RETRY, "no mail server" },
	{ "never this letter", CLEAR, "", NULL, 60000,
	    { HELLO, "<250 x", LETTER, "<554 no", ">QUIT", "<221 bye", "_" },
	    SMTP_REJECT, "554 no" },
	{ "goes away unasked", CLEAR, "", NULL, 60000,
	    { HELLO }, SMTP_RETRY, "too early" },
	{ "says nothing at all", CLEAR, "", NULL, 60000,
	    { NULL }, SMTP_RETRY, "" },
	{ "the last answer is lost", CLEAR, "", NULL, 60000,
	    { HELLO, "<250 x", LETTER }, SMTP_RETRY, "arrive twice" },
	{ "the last answer is cut off", CLEAR, "", NULL, 60000,
	    { HELLO, "<250 x", LETTER, "=250 que" }, SMTP_RETRY,
	    "arrive twice" },
	{ "TLS is cut", IMPLICIT, "", NULL, 60000,
	    { "!", HELLO, "<250 x", LETTER, "|" }, SMTP_RETRY, "hung up" },
	{ "no mail server", CLEAR, "", NULL, 60000,
	    { "<HTTP/1.1 400 Bad Request", "_" }, SMTP_RETRY,
	    "no mail server" },
	{ "no TLS at all", IMPLICIT, "secret", NULL, 60000,
	    { "<220 mail.test", "*" }, SMTP_RETRY, "" },
	{ "endless", CLEAR, "", NULL, 60000,
	    { "~220-and so on\r\n" }, SMTP_RETRY, "no mail server" },
	{ "silent", CLEAR, "", NULL, 150,
	    { "_" }, SMTP_RETRY, "time allowed is over" },
	{ "silent before TLS", IMPLICIT, "secret", NULL, 150,
	    { "*" }, SMTP_RETRY, "" },
};

static char message[70000];

static void
play(const struct scene *scene, struct identity *me, struct roots *roots)
{
	static char block[400000];
	struct dial_addresses d;
	struct arena a;
	struct fault fault = { .text = "" };
	struct smtp_job job = {
		.host_id = SLICE("box.test.example"),
		.user = slice_of(scene->password[0] ? "u" : ""),
		.password = slice_of(scene->password),
		.from = SLICE("s@a.test"), .to = SLICE("o@b.test"),
		.message = slice_of(message),
		.secure = scene->tls == IMPLICIT,
		.starttls = scene->tls == START,
	};
	const struct mail_scene other = { scene->name, scene->steps, me,
	    message };
	pid_t	 child = scene_begin(&other, &d, scene->host ? scene->host :
	    "mail.test");
	enum smtp_next end;

	arena_init(&a, block, sizeof(block));
	end = mail_send(&d, roots, &a, &job, dial_clock() + scene->patience,
	    &fault);
	scene_end(child, fault.text);
	if (end != scene->end || strstr(fault.text, scene->words) == NULL)
		printf("%s: %d, \"%s\"\n", scene->name, end, fault.text);
	CHECK(end == scene->end);
	CHECK(strstr(fault.text, scene->words) != NULL);
	CHECK((end == SMTP_DONE) == (fault.text[0] == '\0'));
}

static void
test_nobody(struct roots *roots)
{
	static char block[65536];
	struct dial_addresses d;
	struct arena a;
	struct fault fault = { .text = "" };
	struct smtp_job job = { .message = SLICE("x") };

	close(side_listen(&d, "mail.test"));
	arena_init(&a, block, sizeof(block));
	CHECK(mail_send(&d, roots, &a, &job, dial_clock() + 60000, &fault) ==
	    SMTP_RETRY);
	CHECK(strstr(fault.text, "nobody answers") != NULL);
}

int
main(void)
{
	struct identity me;
	struct roots *roots;
	size_t	 n = 0;

	while (n < 65000)		/* dots, and lines of many lengths */
		n += (size_t)sprintf(message + n, "%s%.*s\r\n",
		    n % 3 ? "" : ".", (int)(n % 70), "lines of a letter that "
		    "is long enough for more than one TLS record ..........");
	CHECK(identity_make(&me));
	roots = identity_roots(&me);
	for (size_t i = 0; roots && i < COUNT(scenes); i++)
		play(&scenes[i], &me, roots);
	test_nobody(roots);
	roots_close(roots);
	identity_free(&me);
	return test_failed;
}
