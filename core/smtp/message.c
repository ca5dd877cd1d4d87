#include "core/smtp/message.h"

#include "core/mail/address.h"
#include "core/mail/mime.h"
#include "core/when/when.h"

/* Quoted-printable never holds it: a "=" there is followed by a figure, a
 * letter from A to F or the line's end. */
#define BOUNDARY	"=_earshot"

enum { NAME_ROOM = 200, PARENT_MOST = 900 };

/* "Name <a@b>, ..." folded; what is no address is left out (smtp_step()
 * refuses it in words). */
static void
put_addresses(struct sink *k, slice header, slice list)
{
	struct fault fault = { .text = "" };
	struct address a;
	size_t	 column = header.n;

	sink_put(k, header);
	for (bool first = true; address_next(&list, &a, &fault);
	    first = false) {
		char	 buf[NAME_ROOM];
		struct sink name = { .buf = buf, .cap = sizeof(buf) };

		if (!first) {
			sink_put(k, SLICE(",\r\n "));
			column = 1;
		}
		address_put_name(&name, a.name);
		column = mime_put_phrase(k, sink_slice(&name), column);
		if (name.len)
			sink_text(k, column + a.at.n + 3 > MIME_LINE ?
			    "\r\n <" : " <");
		sink_put(k, a.at);
		if (name.len)
			sink_byte(k, '>');
	}
	sink_put(k, SLICE("\r\n"));
}

/* One side of a Message-ID: nothing but a dot-atom. */
static void
put_atom(struct sink *k, slice s)
{
	bool	 dots = address_is_domain(s);

	for (size_t i = 0; i < s.n; i++)
		sink_byte(k, ascii_alpha(s.p[i]) || ascii_digit(s.p[i]) ||
		    s.p[i] == '_' || (s.p[i] == '.' && dots) ? s.p[i] : '-');
	if (s.n == 0)
		sink_put(k, SLICE("earshot"));
}

/* A thread is known by both headers. What is no id is no header. */
static void
put_parent(struct sink *k, slice parent)
{
	static const slice names[] = { { "In-Reply-To: <", 14 },
	    { "References: <", 13 } };
	bool	 fits = parent.n > 0 && parent.n <= PARENT_MOST &&
	    slice_index(parent, '@') < parent.n;

	if (parent.n == 0)
		sink_put(k, SLICE("Auto-Submitted: auto-generated\r\n"));
	for (size_t i = 0; i < parent.n; i++)
		fits = fits && parent.p[i] > ' ' && parent.p[i] < 0x7f &&
		    parent.p[i] != '<' && parent.p[i] != '>';
	for (size_t i = 0; fits && i < COUNT(names); i++) {
		sink_put(k, names[i]);
		sink_put(k, parent);
		sink_put(k, SLICE(">\r\n"));
	}
}

static void
put_part(struct sink *k, const char *type, slice text, bool plain)
{
	sink_text(k, "text/");
	sink_text(k, type);
	sink_put(k, SLICE("; charset=utf-8\r\nContent-Transfer-Encoding: "));
	sink_text(k, plain ? "7bit\r\n\r\n" : "quoted-printable\r\n\r\n");
	(plain ? mime_put_plain : mime_put_quoted)(k, text);
}

void
smtp_message(struct sink *k, const struct smtp_letter *l)
{
	sink_put(k, SLICE("Date: "));
	when_put_mail(k, l->date);
	sink_put(k, SLICE("\r\n"));
	put_addresses(k, SLICE("From: "), l->from);
	put_addresses(k, SLICE("To: "), l->to);
	sink_put(k, SLICE("Message-ID: <"));
	put_atom(k, l->id);
	sink_byte(k, '@');
	put_atom(k, l->host_id);
	sink_put(k, SLICE(">\r\nSubject: "));
	mime_put_words(k, l->subject, 9);
	sink_put(k, SLICE("\r\n"));
	put_parent(k, l->parent);
	if (l->priority.n == 1 && l->priority.p[0] >= '1' &&
	    l->priority.p[0] <= '5') {
		sink_put(k, SLICE("X-Priority: "));
		sink_put(k, l->priority);
		sink_put(k, SLICE("\r\n"));
	}
	sink_put(k, SLICE("MIME-Version: 1.0\r\nContent-Type: "));
	if (l->html.n == 0) {
		put_part(k, "plain", l->text, mime_is_plain(l->text));
		return;
	}
	sink_put(k, SLICE("multipart/alternative; boundary=\"" BOUNDARY
	    "\"\r\n\r\n--" BOUNDARY "\r\nContent-Type: "));
	put_part(k, "plain", l->text, false);
	sink_put(k, SLICE("\r\n--" BOUNDARY "\r\nContent-Type: "));
	put_part(k, "html", l->html, false);
	sink_put(k, SLICE("\r\n--" BOUNDARY "--\r\n"));
}

void
smtp_stuff(struct sink *k, slice message)
{
	while (message.n) {
		size_t	 n = 0;

		while (n < message.n && message.p[n] != '\r' &&
		    message.p[n] != '\n')
			n++;
		if (message.p[0] == '.')
			sink_byte(k, '.');
		sink_put(k, slice_head(message, n));
		sink_put(k, SLICE("\r\n"));
		message = slice_from(message, n);
		message = slice_from(message,
		    slice_starts(message, SLICE("\r\n")) ? 2 : 1);
	}
	sink_put(k, SLICE(".\r\n"));
}
