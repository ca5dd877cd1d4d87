#include "net/mail.h"
#include "tests/mail_side.h"
#include "tests/test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/wait.h>

/*
 * What the server does, step by step:
 *	'<' says a line		'=' says it byte by byte, without CRLF
 *	'>' must hear it	'.' must hear the letter as it is
 *	'!' begins TLS		'?' must fail to begin TLS
 *	'~' says very much	'*' hears what comes, to the end
 *	'_' must hear nothing but the end
 * At the end of the list it hangs up; at "|" it does so without a word of TLS.
 */
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
	    { "~" }, SMTP_RETRY, "no mail server" },
	{ "silent", CLEAR, "", NULL, 150,
	    { "_" }, SMTP_RETRY, "time allowed is over" },
	{ "silent before TLS", IMPLICIT, "secret", NULL, 150,
	    { "*" }, SMTP_RETRY, "" },
};

static char message[70000];

/* The letter arrives as it was written, dots and all. */
static bool
hear_letter(struct side *s)
{
	static char line[2048], all[2 * sizeof(message)];
	size_t	 n = 0;

	while (side_line(s, line, sizeof(line))) {
		const char *text = line[0] == '.' ? line + 1 : line;
		size_t	 len = strlen(text);

		if (strcmp(line, ".") == 0)
			return n == strlen(message) &&
			    memcmp(all, message, n) == 0;
		if (n + len + 2 > sizeof(all))
			return false;
		memcpy(all + n, text, len);
		memcpy(all + n + len, "\r\n", 2);
		n += len + 2;
	}
	return false;
}

static bool
act(struct side *s, const char *step)
{
	char	 line[1024];
	size_t	 n = strlen(step + 1);

	switch (step[0]) {
	case '<':
		memcpy(line, step + 1, n);
		memcpy(line + n, "\r\n", 2);
		return side_put(s, line, n + 2);
	case '=':
		for (size_t i = 1; step[i]; i++)
			if (!side_put(s, step + i, 1))
				return false;
		return true;
	case '>':
		return side_line(s, line, sizeof(line)) &&
		    strcmp(line, step + 1) == 0;
	case '.':
		return hear_letter(s);
	case '!':
		return side_tls(s);
	case '?':
		/* TLS 1.3: our half may be done when the other half fails */
		return !side_tls(s) || side_get(s) < 0;
	case '~':
		for (int i = 0; i < 100000; i++)
			if (!side_put(s, "220-and so on\r\n", 15))
				return true;
		return false;
	case '*':
		while (side_get(s) >= 0)
			;
		return true;
	default:
		return side_get(s) < 0;
	}
}

static int
serve(int listener, struct identity *me, const struct scene *scene)
{
	struct side s = { .fd = accept(listener, NULL, NULL), .me = me };

	for (size_t i = 0; scene->steps[i]; i++) {
		if (scene->steps[i][0] == '|')
			s.secure = false;
		else if (!act(&s, scene->steps[i])) {
			printf("%s: not \"%s\"\n", scene->name,
			    scene->steps[i]);
			fflush(stdout);
			return 1;
		}
	}
	side_end(&s);
	return 0;
}

static int
listen_here(struct dial_addresses *d, const char *host)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof(at);
	int	 fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	CHECK(fd >= 0 && bind(fd, (struct sockaddr *)&at, n) == 0);
	CHECK(listen(fd, 1) == 0);
	CHECK(getsockname(fd, (struct sockaddr *)&at, &n) == 0);
	*d = (struct dial_addresses){ .count = 1, .n = { n },
	    .port = ntohs(at.sin_port) };
	memcpy(&d->at[0], &at, n);
	memcpy(d->host, host, strlen(host) + 1);
	return fd;
}

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
	int	 fd = listen_here(&d, scene->host ? scene->host : "mail.test");
	int	 status = -1;
	enum smtp_next end;
	pid_t	 child;

	fflush(stdout);
	child = fork();
	if (child == 0)
		_exit(serve(fd, me, scene));
	CHECK(child > 0);
	close(fd);
	arena_init(&a, block, sizeof(block));
	end = mail_send(&d, roots, &a, &job, dial_clock() + scene->patience,
	    &fault);
	CHECK(waitpid(child, &status, 0) == child && status == 0);
	if (end != scene->end || strstr(fault.text, scene->words) == NULL)
		printf("%s: %d, \"%s\"\n", scene->name, end, fault.text);
	CHECK(end == scene->end);
	CHECK(strstr(fault.text, scene->words) != NULL);
	CHECK((end == SMTP_DONE) == (fault.text[0] == '\0'));
	CHECK(strstr(fault.text, "secret") == NULL);
	CHECK(strstr(fault.text, "c2VjcmV0") == NULL);
}

static void
test_nobody(struct roots *roots)
{
	static char block[65536];
	struct dial_addresses d;
	struct arena a;
	struct fault fault = { .text = "" };
	struct smtp_job job = { .message = SLICE("x") };

	close(listen_here(&d, "mail.test"));
	arena_init(&a, block, sizeof(block));
	CHECK(mail_send(&d, roots, &a, &job, dial_clock() + 60000, &fault) ==
	    SMTP_RETRY);
	CHECK(strstr(fault.text, "nobody answers") != NULL);
}

int
main(void)
{
	char	 name[] = "/tmp/earshot-test-XXXXXX";
	struct identity me;
	struct fault fault = { .text = "" };
	struct roots *roots;
	int	 fd = mkstemp(name);
	size_t	 n = 0;

	while (n < 65000)		/* dots, and lines of many lengths */
		n += (size_t)sprintf(message + n, "%s%.*s\r\n",
		    n % 3 ? "" : ".", (int)(n % 70), "lines of a letter that "
		    "is long enough for more than one TLS record ..........");
	CHECK(identity_make(&me));
	CHECK(fd >= 0 && write(fd, me.pem, strlen(me.pem)) > 0);
	close(fd);
	roots = roots_open(name, &fault);
	unlink(name);
	CHECK(roots != NULL);
	for (size_t i = 0; roots && i < COUNT(scenes); i++)
		play(&scenes[i], &me, roots);
	test_nobody(roots);
	roots_close(roots);
	identity_free(&me);
	return test_failed;
}
