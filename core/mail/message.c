#include "core/mail/message.h"

#include "core/mail/header.h"
#include "core/mail/header_value.h"
#include "core/mail/part.h"
#include "core/when/when.h"

bool
message_is_from(slice address, slice domain)
{
	slice	 host = slice_from(address, slice_index(address, '@') + 1);

	return host.n >= domain.n && domain.n && slice_ieq(slice_from(host,
	    host.n - domain.n), domain) && (host.n == domain.n ||
	    host.p[host.n - domain.n - 1] == '.');
}

/* --- Authentication-Results -------------------------------------------- */

/* The value of "name=value" among words; its comments are blanks by now. */
static slice
property(slice words, slice name)
{
	while (words.n) {
		slice	 word = slice_cut(&words, ' ');

		if (slice_istarts(word, name))
			return slice_from(word, name.n);
	}
	return SLICE("");
}

static slice
without_comments(struct arena *a, slice s)
{
	struct sink k = sink_open(a);
	size_t	 depth = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool	 close = s.p[i] == ')' && depth;

		depth += s.p[i] == '(';
		if (depth == 0)
			sink_byte(&k, ascii_space(s.p[i]) ? ' ' : s.p[i]);
		depth -= close;
	}
	return sink_close(&k, a);
}

/* A signature counts for the domain it is of, and what lies beside it below
 * the same name. */
static bool
is_signed_by(slice result, slice from)
{
	slice	 d = property(result, SLICE("header.d="));

	if (d.n == 0)
		d = property(result, SLICE("header.i="));
	d = slice_from(d, slice_index(d, '@') < d.n ? slice_index(d, '@') + 1 :
	    0);
	return message_is_from(from, d);
}

static enum message_trust
read_trust(struct arena *a, slice results, slice from)
{
	enum message_trust trust = MESSAGE_UNPROVEN;
	slice	 host = slice_from(from, slice_index(from, '@') + 1);

	results = without_comments(a, results);
	while (results.n) {
		slice	 one = slice_trim(slice_cut(&results, ';'));
		slice	 whom = property(one, SLICE("header.from="));

		if (slice_istarts(one, SLICE("dmarc=fail")))
			return MESSAGE_FORGED;
		if (slice_istarts(one, SLICE("dmarc=pass")) &&
		    (whom.n == 0 || slice_ieq(whom, host)))
			trust = MESSAGE_PROVEN;
		if (slice_istarts(one, SLICE("dkim=pass")) &&
		    is_signed_by(one, from))
			trust = MESSAGE_PROVEN;
	}
	return trust;
}

/* --- headers ----------------------------------------------------------- */

/* When it was written, or else when the last server took it. */
static int64_t
read_time(struct arena *a, slice head)
{
	slice	 received = header_find(head, SLICE("received"));
	int64_t	 t;

	if (when_parse(header_text(a, header_find(head, SLICE("date"))), &t))
		return t;
	while (slice_index(received, ';') < received.n)
		(void)slice_cut(&received, ';');
	return when_parse(header_text(a, received), &t) ? t : 0;
}

static bool
is_bulk(slice head)
{
	slice	 how = header_word(header_find(head, SLICE("precedence")));
	slice	 automatic = header_word(header_find(head,
	    SLICE("auto-submitted")));

	return header_find(head, SLICE("list-unsubscribe")).n ||
	    header_find(head, SLICE("list-id")).n ||
	    slice_ieq(how, SLICE("bulk")) || slice_ieq(how, SLICE("list")) ||
	    slice_ieq(how, SLICE("junk")) ||
	    (automatic.n && !slice_ieq(automatic, SLICE("no")));
}

static slice
made_id(struct arena *a, slice head)
{
	uint64_t h = slice_hash(head);
	unsigned char bytes[8];
	struct sink k = sink_open(a);

	for (unsigned i = 0; i < 8; i++)
		bytes[i] = (unsigned char)(h >> (56 - 8 * i));
	sink_text(&k, "mail-");
	sink_hex(&k, (slice){ (const char *)bytes, sizeof(bytes) });
	return sink_close(&k, a);
}

static slice
text_of(struct arena *a, slice head, const char *name)
{
	return header_text(a, header_find(head, slice_of(name)));
}

static void
read_head(struct arena *a, slice head, struct message *m)
{
	struct header_mailbox box;

	box = header_mailbox(a, header_find(head, SLICE("from")));
	if (box.at.n + box.name.n == 0)
		box = header_mailbox(a, header_find(head, SLICE("sender")));
	m->name = box.name;
	m->from = box.at;
	m->id = header_id(text_of(a, head, "message-id"));
	if (m->id.n == 0)
		m->id = made_id(a, head);
	m->parent = header_id(text_of(a, head, "in-reply-to"));
	m->subject = text_of(a, head, "subject");
	m->lang = header_word(text_of(a, head, "content-language"));
	m->lang = slice_head(m->lang, slice_index(m->lang, ','));
	m->time = read_time(a, head);
	m->trust = read_trust(a, header_find(head,
	    SLICE("authentication-results")), m->from);
	m->bulk = is_bulk(head);
}

static void
read_mail(struct arena *a, slice bytes, unsigned depth, struct message *m)
{
	struct message *inner;
	struct parts p;
	struct header h;
	slice	 head = bytes;

	while (header_next(&bytes, &h))
		;
	head.n -= bytes.n;
	*m = (struct message){ .time = 0 };
	read_head(a, head, m);
	parts_read(a, head, bytes, &p);
	m->plain = p.plain;
	m->html = p.html;
	if (p.inner.n == 0 || depth == MESSAGE_DEPTH ||
	    (inner = arena_take(a, sizeof(*inner))) == NULL)
		return;
	read_mail(a, p.inner, depth + 1, inner);
	m->inner = inner;
}

void
message_read(struct arena *a, slice bytes, struct message *m)
{
	read_mail(a, slice_head(bytes, MESSAGE_MAX), 0, m);
}
