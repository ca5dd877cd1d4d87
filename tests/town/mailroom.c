/*
 * mailroom.c - a mail server for submission: implicit TLS or STARTTLS, AUTH
 * PLAIN and LOGIN, replies of several lines, and what comes with letters.
 *
 * Today's trouble of "mail.town" may be a code (4xx and 5xx: to MAIL FROM; 535
 * to AUTH), close, lost (after the letter, before its 250), slow, hang,
 * refuse.
 */
#include "tests/town/envelope.h"
#include "tests/town/say.h"
#include "tests/town/town.h"

#include <mbedtls/base64.h>

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#define HOST	"mail.town"

enum { LETTER_MAX = 1 << 20 };

struct session {
	struct town	*town;
	struct line	*line;
	struct host	 today;		/* its trouble */
	bool		 secure, known, from, to;
	char		 who[256];	/* the recipient */
	bool		 over;
};

static void
reply(struct session *s, const char *text)
{
	if (!line_printf(s->line, "%s\r\n", text))
		s->over = true;
}

static bool
ails(const struct session *s, enum trouble what)
{
	return s->today.trouble == what;
}

/* --- logging in ---------------------------------------------------------- */

/* Base64 to text; zeros stay inside. -1: not base64. */
static int
plain(const char *b64, unsigned char *out, size_t cap)
{
	size_t	 n = 0;

	if (mbedtls_base64_decode(out, cap - 1, &n,
	    (const unsigned char *)b64, strlen(b64)) != 0)
		return -1;
	out[n] = '\0';
	return (int)n;
}

static void
judge_login(struct session *s, const char *user, const char *password)
{
	bool	 bad = user[0] == '\0' || strcmp(password, "wrong") == 0 ||
	    (ails(s, TROUBLE_STATUS) && s->today.status == 535);

	s->known = !bad;
	reply(s, bad ? "535 5.7.8 user name or password is wrong" :
	    "235 2.7.0 welcome");
}

static bool
ask(struct session *s, const char *prompt, unsigned char *out, size_t cap)
{
	char	 buf[1024];

	reply(s, prompt);
	return line_gets(s->line, buf, sizeof(buf)) &&
	    plain(buf, out, cap) >= 0;
}

static void
login(struct session *s)
{
	unsigned char user[512], password[512];

	if (ask(s, "334 VXNlcm5hbWU6", user, sizeof(user)) &&
	    ask(s, "334 UGFzc3dvcmQ6", password, sizeof(password)))
		judge_login(s, (char *)user, (char *)password);
	else
		reply(s, "501 5.5.2 that is not base64");
}

static void
auth(struct session *s, char *arg)
{
	unsigned char both[1024] = { 0 };
	const char *user;
	int	 n;

	if (!s->secure) {
		reply(s, "538 5.7.11 encryption first");
	} else if (strncasecmp(arg, "LOGIN", 5) == 0) {
		login(s);
	} else if (strncasecmp(arg, "PLAIN", 5) == 0) {
		n = arg[5] == ' ' ? plain(arg + 6, both, sizeof(both)) :
		    ask(s, "334 ", both, sizeof(both)) ? 1 : -1;
		user = (char *)both + strlen((char *)both) + 1;
		if (n < 0)
			reply(s, "501 5.5.2 that is not base64");
		else
			judge_login(s, user, user + strlen(user) + 1);
	} else {
		reply(s, "504 5.5.4 PLAIN or LOGIN");
	}
}

/* --- a letter ------------------------------------------------------------ */

static void
mail_from(struct session *s, char *arg)
{
	char	 text[80];

	if (ails(s, TROUBLE_STATUS) && s->today.status != 535) {
		snprintf(text, sizeof(text), "%d not today", s->today.status);
		reply(s, text);
	} else if (!s->known) {
		reply(s, "530 5.7.0 log in first");
	} else if (strncasecmp(arg, "FROM:<", 6) != 0) {
		reply(s, "501 5.5.4 FROM:<address>");
	} else {
		s->from = true;
		reply(s, "250 2.1.0 ok");
	}
}

static void
rcpt_to(struct session *s, char *arg)
{
	if (!s->from || strncasecmp(arg, "TO:<", 4) != 0) {
		reply(s, "503 5.5.1 MAIL FROM first, then TO:<address>");
		return;
	}
	s->to = true;
	snprintf(s->who, sizeof(s->who), "%s", arg + 4);
	s->who[strcspn(s->who, ">")] = '\0';
	reply(s, "250 2.1.5 ok");
}

/* Up to the lone dot, unstuffed. */
static bool
read_letter(struct session *s, struct buf *b)
{
	char	 buf[4096];

	while (line_gets(s->line, buf, sizeof(buf))) {
		if (strcmp(buf, ".") == 0)
			return true;
		buf_printf(b, "%s\n", buf[0] == '.' ? buf + 1 : buf);
		if (b->n > LETTER_MAX)
			return false;
	}
	return false;
}

static void
data(struct session *s, char *arg)
{
	struct buf raw = { .p = NULL };

	(void)arg;
	if (!s->to) {
		reply(s, "503 5.5.1 RCPT TO first");
		return;
	}
	reply(s, "354 go on");
	if (read_letter(s, &raw)) {
		envelope_open(s->town, s->who, raw.p ? raw.p : "");
		s->over = ails(s, TROUBLE_LOST);
		if (!s->over)
			reply(s, "250 2.0.0 it is yours");
	} else {
		s->over = true;
	}
	s->from = s->to = false;
	buf_free(&raw);
}

/* --- the dialogue -------------------------------------------------------- */

static void
ehlo(struct session *s, char *arg)
{
	(void)arg;
	reply(s, "250-" HOST " is glad to see you");
	reply(s, "250-SIZE 1048576");
	reply(s, "250-8BITMIME");
	reply(s, s->secure ? "250-AUTH PLAIN LOGIN" : "250-STARTTLS");
	reply(s, "250 ENHANCEDSTATUSCODES");
}

static void
starttls(struct session *s, char *arg)
{
	(void)arg;
	if (s->secure) {
		reply(s, "503 5.5.1 it is encrypted already");
		return;
	}
	reply(s, "220 2.0.0 go on");
	s->secure = line_secure(s->line, s->town->tls);
	s->over = !s->secure;
	if (s->secure)
		host_connected(s->town, s->line);
}

static void
quit(struct session *s, char *arg)
{
	(void)arg;
	reply(s, "221 2.0.0 good day");
	s->over = true;
}

static void
rset(struct session *s, char *arg)
{
	(void)arg;
	s->from = s->to = false;
	reply(s, "250 2.0.0 ok");
}

static const struct {
	const char	*verb;
	void		(*does)(struct session *, char *arg);
} verbs[] = {
	{ "EHLO", ehlo }, { "HELO", ehlo }, { "STARTTLS", starttls },
	{ "AUTH", auth }, { "MAIL", mail_from }, { "RCPT", rcpt_to },
	{ "DATA", data }, { "QUIT", quit }, { "RSET", rset },
};

static void
obey(struct session *s, char *command)
{
	char	*arg = command + strcspn(command, " ");
	size_t	 n = (size_t)(arg - command);

	arg += *arg == ' ';
	for (size_t i = 0; i < COUNT(verbs); i++)
		if (n == strlen(verbs[i].verb) &&
		    strncasecmp(command, verbs[i].verb, n) == 0) {
			verbs[i].does(s, arg);
			return;
		}
	reply(s, "502 5.5.1 what?");
}

static void
converse(struct session *s)
{
	char	 buf[2048];

	host_asked(s->town, HOST, &s->today);
	if (ails(s, TROUBLE_REFUSE) || ails(s, TROUBLE_CLOSE))
		return;
	if (ails(s, TROUBLE_HANG))
		line_await_end(s->line, 120);
	if (ails(s, TROUBLE_SLOW))
		town_nap(3000);
	reply(s, "220 " HOST " ESMTP");
	while (!s->over && line_gets(s->line, buf, sizeof(buf)))
		obey(s, buf);
}

static void
serve(struct town *t, int fd, bool tls)
{
	struct line *l = must_alloc(sizeof(*l));
	struct session s = { .town = t, .line = l };

	line_open(l, fd);
	s.secure = tls && line_secure(l, t->tls);
	if (s.secure)
		host_connected(t, l);
	if (s.secure == tls)
		converse(&s);
	line_close(l);
	free(l);
}

void
mailroom_serve(struct town *t, int fd)
{
	serve(t, fd, true);
}

void
mailroom_serve_clear(struct town *t, int fd)
{
	serve(t, fd, false);
}
