#include "core/smtp/reply.h"

#include "core/mail/sasl.h"

static const struct {
	slice	 name;
	unsigned can;
} extensions[] = {
	{ { "STARTTLS", 8 }, SMTP_STARTTLS },
	{ { "8BITMIME", 8 }, SMTP_8BIT },
	{ { "SMTPUTF8", 8 }, SMTP_UTF8 },
	{ { "SIZE", 4 }, SMTP_SIZE },
	{ { "AUTH", 4 }, SMTP_AUTH },
};

/* One line: three digits, then a blank, a hyphen (more follows) or nothing.
 * Its code; 0: none, or not that of the lines before. */
static int
line_code(slice line, int before, bool *last)
{
	int	 code = 0;

	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	for (size_t i = 0; i < 3; i++) {
		if (i >= line.n || !ascii_digit(line.p[i]))
			return 0;
		code = code * 10 + (line.p[i] - '0');
	}
	*last = line.n == 3 || line.p[3] == ' ';
	return code >= 200 && code < 600 && (before == 0 || before == code) &&
	    (*last || line.p[3] == '-') ? code : 0;
}

int
smtp_reply_code(slice reply)
{
	bool	 last = false;
	int	 code = 0;

	do {
		code = line_code(slice_cut(&reply, '\n'), code, &last);
	} while (code && !last && reply.n);
	return last && reply.n == 0 ? code : 0;
}

long
smtp_reply(slice bytes)
{
	slice	 rest = bytes;
	bool	 last = false;
	int	 code = 0;

	while (!last && slice_index(rest, '\n') < rest.n) {
		code = line_code(slice_cut(&rest, '\n'), code, &last);
		if (code == 0)
			return -1;
	}
	if (last)
		return bytes.n - rest.n <= SMTP_REPLY_MAX ?
		    (long)(bytes.n - rest.n) : -1;
	for (size_t i = 0; i < 3 && i < rest.n; i++)
		if (!ascii_digit(rest.p[i]))
			return -1;
	return bytes.n < SMTP_REPLY_MAX ? 0 : -1;
}

/* One line after the first: "AUTH PLAIN LOGIN", "SIZE 1000", "AUTH=LOGIN". */
static void
read_extension(struct smtp_offer *o, slice line)
{
	slice	 name = slice_head(line, slice_index(line, ' '));
	slice	 rest = slice_from(line, name.n + 1), word;

	if (slice_istarts(name, SLICE("AUTH=")))
		rest = slice_from(line, 5), name = slice_head(name, 4);
	for (size_t i = 0; i < COUNT(extensions); i++)
		if (slice_ieq(name, extensions[i].name))
			o->can |= extensions[i].can;
	if (slice_ieq(name, SLICE("SIZE")) &&
	    (!slice_int(slice_trim(rest), &o->size) || o->size < 0))
		o->size = 0;
	while (slice_ieq(name, SLICE("AUTH")) && rest.n) {
		word = slice_cut(&rest, ' ');
		o->logins |= sasl_bit(word);
	}
}

struct smtp_offer
smtp_reply_offer(slice reply)
{
	struct smtp_offer o = { .can = 0 };

	slice_cut(&reply, '\n');		/* its name */
	while (reply.n)
		read_extension(&o, slice_trim(slice_from(slice_cut(&reply,
		    '\n'), 4)));
	return o;
}

bool
smtp_reply_tells(slice reply, slice secret)
{
	return secret.n && slice_ihas(reply, secret);
}
