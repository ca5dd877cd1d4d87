#include "core/people/vcard.h"

#include "core/text/text.h"
#include "core/when/when.h"

enum { FOLD = 75 };			/* octets of a line, without CRLF */

/* A line that folds itself: RFC 6350, 3.2. */
struct folder {
	struct sink	*k;
	size_t		 n;
};

static void
put_char(struct folder *f, slice c)
{
	if (f->n + c.n > FOLD) {
		sink_put(f->k, SLICE("\r\n "));
		f->n = 1;
	}
	sink_put(f->k, c);
	f->n += c.n;
}

static void
put_raw(struct folder *f, slice s)
{
	while (s.n) {
		slice	 from = s;

		text_next(&s);
		put_char(f, slice_head(from, from.n - s.n));
	}
}

/* RFC 6350, 3.4: backslash, comma, semicolon, line feed. */
static void
put_text(struct folder *f, slice s)
{
	while (s.n) {
		slice	 from = s;
		char	 c = s.p[0];

		text_next(&s);
		if (c == '\n')
			put_char(f, SLICE("\\n"));
		else if (c == '\\' || c == ',' || c == ';')
			put_char(f, (slice){ (char[2]){ '\\', c }, 2 });
		else if ((unsigned char)c >= ' ' && c != 0x7f)
			put_char(f, slice_head(from, from.n - s.n));
	}
}

static void
put_line(struct sink *k, const char *name, slice value)
{
	struct folder f = { .k = k };

	put_raw(&f, slice_of(name));
	put_text(&f, value);
	sink_put(k, SLICE("\r\n"));
}

static void
put_lines(struct sink *k, const char *name, slice list)
{
	slice	 line;

	while (lines_next(&list, &line))
		put_line(k, name, line);
}

/* In quotes a parameter has none of its own: RFC 6868. */
static void
put_param(struct folder *f, slice s)
{
	put_char(f, SLICE("\""));
	while (s.n) {
		slice	 from = s;
		char	 c = s.p[0];

		text_next(&s);
		if (c != '"' && (unsigned char)c >= ' ' && c != 0x7f)
			put_char(f, slice_head(from, from.n - s.n));
	}
	put_char(f, SLICE("\""));
}

static void
put_handle(struct sink *k, slice key)
{
	struct folder f = { .k = k };
	slice	 network = contact_network(key);
	slice	 handle = slice_from(key, network.n + 1);

	if (slice_eq(network, SLICE("web"))) {
		put_raw(&f, SLICE("URL:"));
		put_raw(&f, handle);
	} else {
		put_raw(&f, SLICE("SOCIALPROFILE;SERVICE-TYPE="));
		put_param(&f, network);
		put_raw(&f, SLICE(";VALUE=text:"));
		put_text(&f, slice_eq(network, SLICE("fedi")) ? SLICE("@") :
		    SLICE(""));
		put_text(&f, handle);
	}
	sink_put(k, SLICE("\r\n"));
}

static void
put_never(struct sink *k, const struct contact *c)
{
	struct folder f = { .k = k };
	char	 day[24];
	struct sink d = { .buf = day, .cap = sizeof(day) };

	if (c->never == 0)
		return;
	when_put_date(&d, c->never);
	put_raw(&f, SLICE("X-EARSHOT-NEVER:"));
	put_text(&f, sink_slice(&d));
	if (c->why.n)
		put_text(&f, SLICE(" "));
	put_text(&f, c->why);
	sink_put(k, SLICE("\r\n"));
}

void
vcard_put(struct sink *k, const struct contact *c)
{
	slice	 list = c->handles, key;

	sink_put(k, SLICE("BEGIN:VCARD\r\nVERSION:4.0\r\n"));
	put_line(k, "FN:", c->name.n ? c->name : SLICE("(no name)"));
	put_lines(k, "EMAIL:", c->mail);
	put_lines(k, "TEL;VALUE=text:", c->phone);
	while (lines_next(&list, &key))
		put_handle(k, key);
	if (c->note.n)
		put_line(k, "NOTE:", c->note);
	put_lines(k, "X-EARSHOT-BOUGHT:", c->bought);
	put_never(k, c);
	if (c->prefers.n)
		put_line(k, "X-EARSHOT-PREFERS:", c->prefers);
	put_lines(k, "X-EARSHOT-CONSENT:", c->consent);
	sink_put(k, SLICE("END:VCARD\r\n"));
}
