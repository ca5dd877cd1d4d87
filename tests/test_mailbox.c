#include "net/mailbox.h"
#include "tests/mail_side.h"
#include "tests/test.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <sys/wait.h>

/*
 * "<" the server says a line, ">" it must hear that line, "!" it begins TLS,
 * "?" it tries to, but we refuse, "~" it talks without end, "_" it waits for
 * us to hang up, "=" it says it byte by byte. It hangs up when all is done;
 * after "|" it does so without a word of TLS.
 */
#define OFFER	"<* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN IDLE] hi"
#define LOGIN	OFFER, ">e1 AUTHENTICATE PLAIN AHUAc2VjcmV0", \
	"<e1 OK [CAPABILITY IMAP4rev1 IDLE] in", ">e2 EXAMINE \"INBOX\""
#define FOLDER(next) "<* 1 EXISTS", "<* OK [UIDVALIDITY 5] x", \
	"<* OK [UIDNEXT " next "] x", "<e2 OK x"
#define LIST	">e3 UID FETCH 9:* (UID RFC822.SIZE INTERNALDATE)", \
	"<* 1 FETCH (UID 9 RFC822.SIZE 10)", "<e3 OK", \
	">e4 UID FETCH 9 (UID BODY.PEEK[]<0.1048576>)"

enum { START, IMPLICIT };

static const struct scene {
	const char	*name;
	int		 tls;
	int		 patience;	/* ms */
	const char	*steps[24];
	enum imap_next	 end;
	const char	*words;
	const char	*mails;		/* all that was handed out */
} scenes[] = {
	{ "a mail", IMPLICIT, 0, { "!", LOGIN, FOLDER("10"), LIST,
	    "<* 1 FETCH (UID 9 BODY[]<0> {6}", "=he\r\nlo", "<)", "<e4 OK",
	    ">e5 LOGOUT", "_" }, IMAP_END, "", "he\r\nlo" },
	{ "byte by byte", IMPLICIT, 0, { "!",
	    "=* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hi\r\n",
	    ">e1 AUTHENTICATE PLAIN AHUAc2VjcmV0", "=e1 OK [CAPABILITY X]\n",
	    ">e2 EXAMINE \"INBOX\"", FOLDER("9"), ">e3 LOGOUT", "_" },
	    IMAP_END, "", "" },
	{ "STARTTLS", START, 0, { "<* OK [CAPABILITY STARTTLS] hi",
	    ">e1 STARTTLS", "<e1 OK go", "!", ">e2 CAPABILITY",
	    "<* CAPABILITY SASL-IR AUTH=PLAIN", "<e2 OK",
	    ">e3 AUTHENTICATE PLAIN AHUAc2VjcmV0", "<e3 NO wrong",
	    ">e4 LOGOUT", "_" }, IMAP_CONFIG, "the login: wrong", "" },
	/* what comes with the answer came before TLS */
	{ "smuggled", START, 0, { "<* OK [CAPABILITY STARTTLS] hi",
	    ">e1 STARTTLS", "<e1 OK go\r\n* CAPABILITY AUTH=PLAIN", "_" },
	    IMAP_RETRY, "did not wait for encryption", "" },
	{ "smuggled late", START, 0, { "<* OK [CAPABILITY STARTTLS] hi",
	    ">e1 STARTTLS", "<e1 OK go", "<* CAPABILITY AUTH=PLAIN", "?" },
	    IMAP_RETRY, "", "" },
	{ "it waits, and a mail comes", IMPLICIT, 60000, { "!", LOGIN,
	    FOLDER("9"), ">e3 IDLE", "<+ go", "<* 2 EXISTS", ">DONE",
	    "<e3 OK", ">e4 UID FETCH 9:* (UID RFC822.SIZE INTERNALDATE)",
	    "<e4 OK", ">e5 IDLE", "<* BYE", ">e6 LOGOUT", "_" },
	    IMAP_RETRY, "hangs up", "" },
	{ "it waits, and nothing comes", IMPLICIT, 200, { "!", LOGIN,
	    FOLDER("9"), ">e3 IDLE", "<+ go", ">DONE", ">e4 LOGOUT", "_" },
	    IMAP_END, "", "" },
	{ "it waits, and the line is cut", IMPLICIT, 60000, { "!", LOGIN,
	    FOLDER("9"), ">e3 IDLE", "<+ go", "|" }, IMAP_END, "", "" },
	{ "cut off in a mail", IMPLICIT, 0, { "!", LOGIN, FOLDER("10"), LIST,
	    "<* 1 FETCH (UID 9 BODY[]<0> {600}", "=half", "|" }, IMAP_RETRY,
	    "", "" },
	{ "a literal without end", IMPLICIT, 0, { "!", LOGIN, FOLDER("10"),
	    LIST, "<* 1 FETCH (UID 9 BODY[]<0> {2000000000}", "_" },
	    IMAP_RETRY, "more than we can take", "" },
	{ "endless", IMPLICIT, 0, { "!", "~" }, IMAP_RETRY, "", "" },
	{ "no IMAP", IMPLICIT, 0, { "!", "<220 mail.test ESMTP", "_" },
	    IMAP_RETRY, "no mail server", "" },
	{ "nobody speaks", IMPLICIT, 0, { "!", "|" }, IMAP_RETRY, "", "" },
};

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
	case '!':
		return side_tls(s);
	case '?':
		return !side_tls(s) || side_get(s) < 0;
	case '~':
		for (int i = 0; i < 1000000; i++)
			if (!side_put(s, "* OK and so on", 14))
				return true;
		return false;
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
listen_here(struct dial_addresses *d)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof(at);
	int	 fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	CHECK(fd >= 0 && bind(fd, (struct sockaddr *)&at, n) == 0);
	CHECK(listen(fd, 1) == 0);
	CHECK(getsockname(fd, (struct sockaddr *)&at, &n) == 0);
	*d = (struct dial_addresses){ .count = 1, .n = { n },
	    .port = ntohs(at.sin_port), .host = "mail.test" };
	memcpy(&d->at[0], &at, n);
	return fd;
}

static void
take(void *with, const struct imap_mail *m)
{
	sink_put(with, m->bytes);
}

static void
play(const struct scene *scene, struct identity *me, struct roots *roots)
{
	static char block[4 << 20], got[4096];
	struct sink mails = { .buf = got, .cap = sizeof(got) };
	struct dial_addresses d;
	struct fault fault = { "" };
	struct imap_job job = { .user = SLICE("u"),
	    .password = SLICE("secret"), .folder = SLICE("INBOX"),
	    .validity = 5, .uid = 8, .idle = scene->patience > 0,
	    .secure = scene->tls == IMPLICIT,
	    .starttls = scene->tls == START };
	struct mailbox box = { .to = &d, .roots = roots, .take = take,
	    .with = &mails, .deadline = dial_clock() + 60000,
	    .patience = dial_clock() + scene->patience };
	struct arena a;
	int	 fd = listen_here(&d), status = -1;
	enum imap_next end;
	pid_t	 child;

	fflush(stdout);
	child = fork();
	if (child == 0)
		_exit(serve(fd, me, scene));
	CHECK(child > 0);
	close(fd);
	arena_init(&a, block, sizeof(block));
	end = mailbox_read(&box, &a, &job, imap_begin(&a, &job), &fault);
	CHECK(waitpid(child, &status, 0) == child && status == 0);
	if (end != scene->end || strstr(fault.text, scene->words) == NULL)
		printf("%s: %d, \"%s\"\n", scene->name, end, fault.text);
	CHECK(end == scene->end);
	CHECK(strstr(fault.text, scene->words) != NULL);
	CHECK(slice_eq(sink_slice(&mails), slice_of(scene->mails)));
	CHECK((end == IMAP_END) == (fault.text[0] == '\0'));
	CHECK(strstr(fault.text, "secret") == NULL);
	CHECK(strstr(fault.text, "c2VjcmV0") == NULL);
}

int
main(void)
{
	char	 name[] = "/tmp/earshot-test-XXXXXX";
	struct identity me;
	struct fault fault = { "" };
	struct roots *roots;
	int	 fd = mkstemp(name);

	CHECK(identity_make(&me));
	CHECK(fd >= 0 && write(fd, me.pem, strlen(me.pem)) > 0);
	close(fd);
	roots = roots_open(name, &fault);
	unlink(name);
	CHECK(roots != NULL);
	for (size_t i = 0; roots && i < COUNT(scenes); i++)
		play(&scenes[i], &me, roots);
	roots_close(roots);
	identity_free(&me);
	return test_failed;
}
