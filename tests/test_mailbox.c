/* A mailbox on a scripted IMAP server. */
#include "net/mailbox.h"
#include "tests/mail_scene.h"

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
	{ "endless", IMPLICIT, 0, { "!", "~* OK and so on" }, IMAP_RETRY,
	    "", "" },
	{ "no IMAP", IMPLICIT, 0, { "!", "<220 mail.test ESMTP", "_" },
	    IMAP_RETRY, "no mail server", "" },
	{ "nobody speaks", IMPLICIT, 0, { "!", "|" }, IMAP_RETRY, "", "" },
};

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
	const struct mail_scene other = { scene->name, scene->steps, me,
	    NULL };
	pid_t	 child = scene_begin(&other, &d, "mail.test");
	enum imap_next end;

	arena_init(&a, block, sizeof(block));
	end = mailbox_read(&box, &a, &job, imap_begin(&a, &job), &fault);
	scene_end(child, fault.text);
	if (end != scene->end || strstr(fault.text, scene->words) == NULL)
		printf("%s: %d, \"%s\"\n", scene->name, end, fault.text);
	CHECK(end == scene->end);
	CHECK(strstr(fault.text, scene->words) != NULL);
	CHECK(slice_eq(sink_slice(&mails), slice_of(scene->mails)));
	CHECK((end == IMAP_END) == (fault.text[0] == '\0'));
}

int
main(void)
{
	struct identity me;
	struct roots *roots;

	CHECK(identity_make(&me));
	roots = identity_roots(&me);
	for (size_t i = 0; roots && i < COUNT(scenes); i++)
		play(&scenes[i], &me, roots);
	roots_close(roots);
	identity_free(&me);
	return test_failed;
}
