#include "tests/town/envelope.h"

#include "tests/town/say.h"
#include "tests/town/town.h"

#include <mbedtls/base64.h>

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

/* A header's value, its folded lines joined; empty: not there. */
static char *
header(const char *raw, const char *name)
{
	struct buf b = { .p = NULL };
	size_t	 n = strlen(name);
	bool	 in = false;

	for (const char *at = raw; *at && *at != '\n';
	    at += strcspn(at, "\n") + 1) {
		size_t	 len = strcspn(at, "\n");

		if (*at != ' ' && *at != '\t') {
			in = strncasecmp(at, name, n) == 0 && at[n] == ':';
			if (in)
				buf_put(&b, at + n + 1, len - n - 1);
		} else if (in) {
			buf_put(&b, at, len);
		}
		if (at[len] == '\0')
			break;
	}
	return buf_take(&b);
}

static char *
trimmed(char *s)
{
	size_t	 n = strlen(s), skip = strspn(s, " \t");

	while (n > skip && strchr(" \t\r", s[n - 1]))
		s[--n] = '\0';
	memmove(s, s + skip, n - skip + 1);
	return s;
}

static int
hex(char c)
{
	const char *digits = "0123456789abcdef", *at;

	at = c ? strchr(digits, ascii_lower(c)) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* Quoted-printable, of a header's word ('_' is a blank) or of a body. */
static void
put_quoted(struct buf *out, const char *p, size_t n, bool word)
{
	for (size_t i = 0; i < n; i++) {
		char	 c = p[i];

		if (c == '=' && !word && i + 1 < n && p[i + 1] == '\n') {
			i++;
			continue;
		}
		if (c == '=' && i + 2 < n && hex(p[i + 1]) >= 0 &&
		    hex(p[i + 2]) >= 0) {
			c = (char)(hex(p[i + 1]) << 4 | hex(p[i + 2]));
			i += 2;
		} else if (c == '_' && word) {
			c = ' ';
		}
		buf_put(out, &c, 1);
	}
}

static void
put_base64(struct buf *out, const char *p, size_t n)
{
	unsigned char *plain = must_alloc(n + 1);
	size_t	 len = 0;

	if (mbedtls_base64_decode(plain, n, &len, (const unsigned char *)p,
	    n) == 0)
		buf_put(out, plain, len);
	free(plain);
}

/* =?utf-8?Q?...?= and ?B? (RFC 2047); blanks between two are dropped. */
static char *
words(const char *s)
{
	struct buf out = { .p = NULL };
	bool	 after = false;

	while (*s) {
		const char *q = strncmp(s, "=?", 2) == 0 ? strchr(s + 2, '?') :
		    NULL;
		const char *end = q && q[1] && q[2] == '?' ?
		    strstr(q + 3, "?=") : NULL;

		if (end != NULL) {
			(ascii_lower(q[1]) == 'b' ? put_base64(&out, q + 3,
			    (size_t)(end - q - 3)) : put_quoted(&out, q + 3,
			    (size_t)(end - q - 3), true));
			s = end + 2;
			after = true;
		} else if (after && *s == ' ' &&
		    strncmp(s + strspn(s, " "), "=?", 2) == 0) {
			s += strspn(s, " ");
		} else {
			buf_put(&out, s++, 1);
			after = false;
		}
	}
	return buf_take(&out);
}

static char *
body(const char *raw)
{
	const char *text = strstr(raw, "\n\n");
	char	*how = header(raw, "Content-Transfer-Encoding");
	struct buf out = { .p = NULL };

	text = text ? text + 2 : "";
	if (strcasecmp(trimmed(how), "quoted-printable") == 0)
		put_quoted(&out, text, strlen(text), false);
	else
		buf_text(&out, text);
	free(how);
	return buf_take(&out);
}

/* The last line of the text that is an address. */
static char *
last_url(const char *text)
{
	const char *found = "";
	char	*url;

	for (const char *at = text; *at; at += strcspn(at, "\n") +
	    (at[strcspn(at, "\n")] != '\0'))
		if (strncmp(at, "https://", 8) == 0)
			found = at;
	url = must_copy(found);
	url[strcspn(url, "\r\n")] = '\0';
	return url;
}

static const char *
priority(const char *header_value)
{
	static const char *const levels[] = { "urgent", "high", "normal",
		"normal", "low" };
	char	 c = header_value[0];

	return c >= '1' && c <= '5' ? levels[c - '1'] : "normal";
}

void
envelope_open(struct town *t, const char *to, const char *raw)
{
	char	*id = trimmed(header(raw, "Message-ID"));
	char	*subject = trimmed(header(raw, "Subject"));
	char	*rank = trimmed(header(raw, "X-Priority"));
	char	*title = words(subject), *text = body(raw);
	char	*url = last_url(text);
	struct letter l = { .channel = "mail", .id = id, .title = title,
	    .priority = priority(rank), .url = url, .text = text };

	if (id[0] == '\0')
		say(SAY_TROUBLE, "a mail to %s has no Message-ID", to);
	letter_arrived(t, &l);
	free(id);
	free(subject);
	free(rank);
	free(title);
	free(text);
	free(url);
}
