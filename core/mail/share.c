#include "core/mail/share.h"

#include "core/mail/header_value.h"
#include "core/mail/quote.h"
#include "core/mail/view.h"
#include "core/show.h"

enum { DEEP = 5, TITLE = 200 };		/* forwards of forwards */

struct reading {
	struct arena	*arena;
	struct view	 view;
	slice		 text;		/* what is left of it */
	slice		 before;	/* words above */
	slice		 link;		/* that stood alone */
	struct header_mailbox by;
	slice		 subject;
};

static bool
is_blank(char c)
{
	return ascii_space(c) || c == '<' || c == '>' || c == '"';
}

static bool
is_link(slice s)
{
	return s.n > 10 && (slice_istarts(s, SLICE("https://")) ||
	    slice_istarts(s, SLICE("http://")));
}

/* The first address in it; or else (of a page) the first that it leads to. */
static slice
link_in(const struct reading *r)
{
	slice	 s = r->text;

	for (size_t n = 0; s.n; s = slice_from(s, n ? n : 1)) {
		for (n = 0; n < s.n && !is_blank(s.p[n]);)
			n++;
		if (is_link(slice_head(s, n)))
			return slice_head(s, n);
	}
	for (size_t i = 0; i < r->view.n; i++)
		if (is_link(r->view.links[i].url) && r->view.links[i].at >=
		    r->view.text.n - (r->text.n < r->view.text.n ?
		    r->text.n : r->view.text.n))
			return r->view.links[i].url;
	return SLICE("");
}

/* Some programs mark every line of what they pass on. */
static slice
unmarked(struct arena *a, slice text)
{
	struct sink k;

	text = slice_trim(text);
	if (!slice_starts(text, SLICE(">")))
		return text;
	k = sink_open(a);
	while (text.n) {
		slice	 line = slice_cut(&text, '\n');
		size_t	 n = slice_starts(line, SLICE("> ")) ? 2 :
		    slice_starts(line, SLICE(">"));

		sink_put(&k, slice_from(line, n));
		sink_byte(&k, '\n');
	}
	return sink_close(&k, a);
}

/* "Fwd: WG: Ihre Lieferung" is "Ihre Lieferung". */
static slice
bare_subject(slice s)
{
	static const char *const marks[] = { "fwd:", "fw:", "wg:", "tr:",
		"rv:", "rif:", "enc:", "i:", "re:", "aw:" };
	bool	 cut = true;

	while (cut) {
		s = slice_trim(s);
		cut = false;
		for (size_t i = 0; i < COUNT(marks) && !cut; i++)
			if (slice_istarts(s, slice_of(marks[i]))) {
				s = slice_from(s, slice_of(marks[i]).n);
				cut = true;
			}
	}
	return s;
}

static void
look(struct reading *r, const struct message *m)
{
	r->view = (struct view){ .n = 0 };
	r->text = m->plain;
	if (slice_trim(m->plain).n)
		return;
	view_html(r->arena, m->html, &r->view);
	r->text = r->view.text;
}

/* "Karla <k@x.example>", "Karla [mailto:k@x.example]", or a name alone. */
static struct header_mailbox
author(struct arena *a, slice from)
{
	static const char mailto[] = "[mailto:";
	struct header_mailbox box = header_mailbox(a, from);
	size_t	 at = slice_find(from, SLICE("[mailto:"));

	if (at < from.n) {
		box.name = slice_trim(slice_head(from, at));
		from = slice_from(from, at + sizeof(mailto) - 1);
		box.at = slice_head(from, slice_index(from, ']'));
	} else if (slice_index(box.at, '@') == box.at.n) {
		box = (struct header_mailbox){ from, SLICE("") };
	}
	return box;
}

/* Down to the first author: what is passed on with words above it was written
 * by who wrote those. */
static bool
passed_on(struct reading *r)
{
	struct quote_forward f;
	slice	 before;
	int	 n = 0;

	while (n < DEEP && quote_passed(r->text, &before, &f) &&
	    (n == 0 || before.n == 0)) {
		if (n++ == 0)
			r->before = before;
		r->text = unmarked(r->arena, f.text);
		r->by = author(r->arena, f.from);
		r->subject = f.subject.n ? f.subject : r->subject;
	}
	return n > 0;
}

/* A line that is a link alone: above it a note, below it what it says. */
static bool
link_alone(struct reading *r)
{
	slice	 rest = r->text;

	while (rest.n) {
		const char *here = rest.p;
		slice	 line = slice_trim(slice_cut(&rest, '\n'));

		if (!is_link(line) || slice_index(line, ' ') < line.n)
			continue;
		r->before = slice_trim((slice){ r->text.p,
		    (size_t)(here - r->text.p) });
		r->link = line;
		r->text = rest;
		return true;
	}
	return false;
}

static void
fill(struct reading *r, bool mail, struct mention *m)
{
	struct arena *a = r->arena;
	slice	 text = mail ? quote_cut(a, r->text) : r->text;

	m->url = arena_copy(a, r->link.n ? r->link : link_in(r));
	m->title = show(a, bare_subject(r->subject), TITLE, false);
	m->text = show(a, text, SHARE_TEXT, true);
	if (m->title.n + m->text.n == 0)
		m->text = m->url;
	m->type = mail ? SLICE("mail") : SLICE("post");
	m->handle = show(a, r->by.at, TITLE, false);
	m->author = show(a, r->by.name.n ? r->by.name : r->by.at, TITLE,
	    false);
}

bool
share_read(struct arena *a, const struct message *m, bool all,
    struct mention *out, slice *note)
{
	struct reading r = { .arena = a, .subject = m->subject };
	bool	 mail = true;

	*out = (struct mention){ .id = m->id, .time = m->time };
	look(&r, m);
	if (m->inner != NULL) {
		r.before = r.text;
		r.by = (struct header_mailbox){ m->inner->name,
		    m->inner->from };
		r.subject = m->inner->subject;
		out->time = m->inner->time;
		look(&r, m->inner);
	} else if (!passed_on(&r)) {
		mail = false;
		r.text = quote_own(a, r.text);
		if (!link_alone(&r) && !all)
			return false;
	}
	fill(&r, mail, out);
	*note = show(a, quote_own(a, r.before), SHARE_NOTE, false);
	return !a->spent && (out->text.n > 0 || out->title.n > 0 ||
	    out->url.n > 0);
}
