/*
 * postbox.c - a mailbox over IMAP with implicit TLS: as much of RFC 3501 as who
 * reads one folder asks for, and no IDLE. /mail of the control port puts a mail
 * in, as it is; UIDs are counted from 1, like the mails.
 */
#include "tests/town/town.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>

enum { MAILS_MAX = 64 };

static struct {
	pthread_mutex_t	 lock;
	char		*mails[MAILS_MAX];
	size_t		 n;
} box = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* Lines end as mails' lines do. */
bool
postbox_control(const struct request *r, struct buf *out)
{
	struct buf b = { .p = NULL };
	bool	 room;

	for (const char *p = r->body.p; p && *p; p++)
		buf_put(&b, *p == '\n' ? "\r\n" : p, *p == '\n' ? 2 : 1);
	pthread_mutex_lock(&box.lock);
	room = b.p != NULL && box.n < MAILS_MAX;
	if (room)
		box.mails[box.n++] = must_copy(b.p);
	buf_printf(out, "%zu\n", box.n);
	pthread_mutex_unlock(&box.lock);
	buf_free(&b);
	return room;
}

static size_t
count(void)
{
	size_t	 n;

	pthread_mutex_lock(&box.lock);
	n = box.n;
	pthread_mutex_unlock(&box.lock);
	return n;
}

static void
examine(struct line *l)
{
	line_printf(l, "* %zu EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n"
	    "* OK [UIDNEXT %zu] .\r\n", count(), count() + 1);
}

/* "3:* (...)" or "3 (...)" */
static void
fetch(struct line *l, const char *what)
{
	size_t	 first = (size_t)atol(what), n = count();
	bool	 many = strstr(what, ":*") != NULL;
	bool	 body = strstr(what, "BODY.PEEK[]") != NULL;
	time_t	 now = time(NULL);
	char	 date[40];

	strftime(date, sizeof(date), "%d-%b-%Y %H:%M:%S +0000", gmtime(&now));
	for (size_t i = first ? first : 1; i <= n; i++) {
		const char *mail = box.mails[i - 1];

		if (body)
			line_printf(l, "* %zu FETCH (UID %zu BODY[]<0> {%zu}"
			    "\r\n%s)\r\n", i, i, strlen(mail), mail);
		else
			line_printf(l, "* %zu FETCH (UID %zu RFC822.SIZE %zu "
			    "INTERNALDATE \"%s\")\r\n", i, i, strlen(mail),
			    date);
		if (!many)
			return;
	}
}

static bool
obey(struct line *l, const char *tag, const char *rest)
{
	if (strncasecmp(rest, "CAPABILITY", 10) == 0)
		line_text(l, "* CAPABILITY IMAP4rev1\r\n");
	else if (strncasecmp(rest, "EXAMINE ", 8) == 0)
		examine(l);
	else if (strncasecmp(rest, "UID FETCH ", 10) == 0)
		fetch(l, rest + 10);
	else if (strncasecmp(rest, "FETCH ", 6) == 0)
		fetch(l, rest + 6);
	else if (strncasecmp(rest, "LOGOUT", 6) == 0)
		line_text(l, "* BYE\r\n");
	else if (strncasecmp(rest, "LOGIN ", 6) != 0)
		return line_printf(l, "%s BAD what?\r\n", tag);
	return line_printf(l, "%s OK done\r\n", tag) &&
	    strncasecmp(rest, "LOGOUT", 6) != 0;
}

void
postbox_serve(struct town *t, int fd)
{
	struct line *l = must_alloc(sizeof(*l));
	char	 buf[2048];

	line_open(l, fd);
	if (line_secure(l, t->tls) &&
	    line_text(l, "* OK [CAPABILITY IMAP4rev1] postbox\r\n"))
		while (line_gets(l, buf, sizeof(buf))) {
			char	*rest = strchr(buf, ' ');

			if (rest == NULL)
				break;
			*rest++ = '\0';
			if (!obey(l, buf, rest))
				break;
		}
	line_close(l);
	free(l);
}
