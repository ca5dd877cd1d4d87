#include "core/mail/notice.h"

#include "core/json/json.h"
#include "core/mail/form.h"
#include "core/mail/header.h"
#include "core/mail/header_value.h"
#include "core/mail/pattern.h"
#include "core/mail/quote.h"
#include "core/text/text.h"

enum {
	ID_MOST = 900, LINE_MOST = 1000, TEXT_MOST = 32768, LANG_MOST = 35,
	THIN = 60		/* letters of a text that points elsewhere */
};

/* One mail that may be what all this is about. */
struct candidate {
	slice	 id, from, name, subject;
	int64_t	 time;
	enum message_trust trust;
	struct view *views;		/* HTML, then plain: what there is */
	size_t	 nviews;
};

struct reading {
	struct arena	*arena;
	const struct message *m;
	struct form	 form;
	struct notice	*out;
};

/* --- fields as a mention wants them ------------------------------------ */

/* Good UTF-8, no control bytes but line ends; at most so many bytes. */
static slice
clean(struct arena *a, slice s, size_t most)
{
	struct sink k = sink_open(a);

	text_repair(&k, s);
	s = sink_close(&k, a);
	k = sink_open(a);
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] >= ' ' && s.p[i] != 0x7f) ||
		    s.p[i] == '\n')
			sink_byte(&k, s.p[i]);
	return text_cut(a, slice_trim(sink_close(&k, a)), most, TEXT_BYTES);
}

/* What the owner's server says of the sender goes beside the address. */
static slice
handle_of(struct arena *a, const struct candidate *c, bool claims)
{
	struct sink k = sink_open(a);

	sink_put(&k, slice_head(c->from, LINE_MOST / 2));
	if (c->trust == MESSAGE_FORGED)
		sink_text(&k, " (NOT by them, says your mail server)");
	else if (claims && c->trust == MESSAGE_UNPROVEN)
		sink_text(&k, " (says the mail, not proven)");
	return clean(a, sink_close(&k, a), LINE_MOST);
}

static slice
id_of(struct reading *r, slice id)
{
	struct sink k = sink_open(r->arena);

	sink_put(&k, slice_head(id, ID_MOST));
	if (r->out->n > 0) {
		sink_byte(&k, '#');
		sink_int(&k, (int64_t)r->out->n + 1);
	}
	return clean(r->arena, sink_close(&k, r->arena), LINE_MOST);
}

static slice
lang_of(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_alpha(s.p[i]) && !ascii_digit(s.p[i]) &&
		    s.p[i] != '-')
			return SLICE("");
	return s.n <= LANG_MOST ? s : SLICE("");
}

/* Whom an answer goes to. What a machine wrote, or who is not whom he says,
 * gets none. */
static slice
keep_of(struct arena *a, const struct message *m, bool claims)
{
	struct sink k;

	if (m->bulk)
		return SLICE("{\"bulk\":true}");
	if (claims || m->from.n == 0 || m->trust == MESSAGE_FORGED)
		return SLICE("");
	k = sink_open(a);
	sink_text(&k, "{\"from\":\"");
	json_escape(&k, slice_head(m->from, 320));
	sink_text(&k, "\",\"message_id\":\"");
	json_escape(&k, slice_head(m->id, ID_MOST));
	sink_text(&k, "\"}");
	return sink_close(&k, a);
}

static void
add(struct reading *r, const struct candidate *c,
    const struct form_fields *f, const char *type, bool claims)
{
	struct arena *a = r->arena;
	struct mention *m = &r->out->mentions[r->out->n];

	*m = (struct mention){ .id = id_of(r, c->id), .type = slice_of(type),
	    .url = f->url, .title = clean(a, f->title, LINE_MOST),
	    .text = clean(a, f->text, TEXT_MOST),
	    .author = clean(a, f->author, LINE_MOST),
	    .handle = handle_of(a, c, claims), .lang = lang_of(r->m->lang),
	    .parent = claims ? SLICE("") : clean(a, r->m->parent, LINE_MOST),
	    .place = clean(a, f->place, LINE_MOST), .keep = keep_of(a, r->m, claims),
	    .time = c->time ? c->time : r->m->time, .rating = f->stars };
	r->out->n++;
}

/* --- candidates -------------------------------------------------------- */

static void
look_at(struct arena *a, const struct message *m, struct candidate *c)
{
	*c = (struct candidate){ .id = m->id, .from = m->from,
	    .name = m->name, .subject = m->subject, .time = m->time,
	    .trust = m->trust,
	    .views = arena_take(a, 2 * sizeof(struct view)) };
	if (c->views == NULL)
		return;
	if (m->html.n)
		view_html(a, m->html, &c->views[c->nviews++]);
	if (m->plain.n)
		view_plain(a, m->plain, &c->views[c->nviews++]);
}

/* What is left of a view behind its first `gone` bytes. */
static void
view_from(struct arena *a, const struct view *v, size_t gone,
    struct view *out)
{
	*out = (struct view){ .text = slice_from(v->text, gone),
	    .links = arena_take(a, v->n * sizeof(v->links[0]) + 1) };
	for (size_t i = 0; out->links != NULL && i < v->n; i++) {
		struct view_link l = v->links[i];

		if (l.at < gone)
			continue;
		l.at -= gone;
		l.end -= gone;
		out->links[out->n++] = l;
	}
}

/* A mail passed on within the text: who wrote it is what the text says. */
static bool
look_inside(struct arena *a, const struct candidate *outer,
    struct candidate *c)
{
	struct quote_forward f;
	struct header_mailbox box;
	bool	 found = false;

	*c = *outer;
	c->nviews = 0;
	c->views = arena_take(a, 2 * sizeof(struct view));
	for (size_t i = 0; c->views != NULL && i < outer->nviews; i++) {
		const struct view *v = &outer->views[i];

		if (!quote_forward(v->text, &f))
			continue;
		view_from(a, v, v->text.n - f.text.n, &c->views[c->nviews++]);
		if (found)
			continue;
		found = true;
		box = header_mailbox(a, f.from);
		c->from = box.at;
		c->name = box.name;
		c->subject = f.subject.n ? f.subject : outer->subject;
		c->trust = MESSAGE_UNPROVEN;
	}
	return found;
}

/* --- by a template ----------------------------------------------------- */

/* The block of an entry: behind its link, or, when the text shows addresses,
 * before it. */
static void
read_entry(struct reading *r, const struct view *v, size_t i, size_t from,
    size_t to, struct form_fields *f)
{
	const struct view_link *l = &v->links[i];
	bool	 bare = l->at == l->end;
	slice	 block;

	block = form_lines(&r->form, v, bare ? from : l->end,
	    bare ? l->at : to);
	f->title = bare ? slice_cut(&block, '\n') : l->label;
	f->text = slice_trim(block);
	f->url = form_link(r->arena, l->url);
}

static bool
is_entry(const struct view_link *l, slice pattern)
{
	slice	 url = slice_from(l->url, slice_index(l->url, ':') + 1);

	return l->label.n && pattern_fits(pattern, url, NULL);
}

static void
read_entries(struct reading *r, const struct candidate *c, slice pattern)
{
	const struct view *v = &c->views[0];
	size_t	 from = 0;

	for (size_t i = 0; c->nviews && i < v->n; i++) {
		struct form_fields f = { .stars = 0 };
		size_t	 next = i + 1;

		if (!is_entry(&v->links[i], pattern))
			continue;
		while (next < v->n && !is_entry(&v->links[next], pattern))
			next++;
		read_entry(r, v, i, from, next < v->n ? v->links[next].at :
		    v->text.n, &f);
		from = v->links[i].end;
		if (r->out->n < NOTICE_MAX && f.title.n && f.url.n &&
		    (r->out->n == 0 || !slice_eq(f.url,
		    r->out->mentions[r->out->n - 1].url)))
			add(r, c, &f, "article", true);
	}
}

static bool
read_review(struct reading *r, const struct candidate *c)
{
	const cJSON *needs = json_at(r->form.own, SLICE("/needs_stars"));
	struct form_fields f = { .stars = 0 };

	for (size_t i = 0; i < c->nviews; i++)
		form_read(&r->form, &c->views[i], c->subject, &f);
	if (f.stars == 0 && (cJSON_IsTrue(needs) || !f.sure))
		return false;
	if (f.text.n == 0 && c->nviews)
		f.text = form_lines(&r->form, &c->views[0], 0,
		    c->views[0].text.n);
	if (f.title.n == 0)
		f.title = c->subject;
	add(r, c, &f, f.stars ? "review" : "post", true);
	return true;
}

static bool
by_template(struct reading *r, const struct candidate *c, const cJSON *mails)
{
	const cJSON *entries;

	r->form = (struct form){ .arena = r->arena,
	    .common = json_at(mails, SLICE("/common")) };
	for (const cJSON *t = mails ? mails->child : NULL; t; t = t->next) {
		r->form.own = t;
		if (t == r->form.common ||
		    slice_starts(json_key(t), SLICE("//")) ||
		    !form_fits(&r->form, c->from, c->subject))
			continue;
		entries = json_at(t, SLICE("/entries"));
		if (entries != NULL)
			read_entries(r, c, json_text(r->arena, entries));
		else
			(void)read_review(r, c);
		if (r->out->n > 0) {
			r->out->by = json_key(t);
			return true;
		}
	}
	return false;
}

/* --- as the mail that it is -------------------------------------------- */

static size_t
letters(slice s)
{
	size_t	 n = 0;

	for (size_t i = 0; i < s.n && n < 1 << 16; i++)
		n += ascii_alpha(s.p[i]) || (s.p[i] & 0x80) != 0;
	return n;
}

/* The plain text, unless it says little more than "see it in a browser". */
static slice
best_text(const struct candidate *c)
{
	size_t	 html, plain;

	if (c->nviews == 0)
		return SLICE("");
	if (c->nviews == 1)
		return c->views[0].text;
	html = letters(c->views[0].text);
	plain = letters(c->views[1].text);
	return plain == 0 || (plain < THIN && plain * 3 < html) ?
	    c->views[0].text : c->views[1].text;
}

static void
as_mail(struct reading *r, const struct candidate *c,
    const struct candidate *inner)
{
	struct form_fields f = { .title = c->subject,
	    .author = c->name.n ? c->name : c->from };

	f.text = quote_cut(r->arena, best_text(c));
	if (f.text.n == 0 && inner != NULL)
		f.text = quote_cut(r->arena, best_text(inner));
	if (f.title.n + f.text.n == 0)
		f.title = SLICE("(a mail without subject and text)");
	add(r, c, &f, "mail", false);
}

void
notice_read(struct arena *a, const cJSON *mails, const struct message *m,
    struct notice *out)
{
	struct reading r = { .arena = a, .m = m, .out = out };
	struct candidate outer, inside, within;
	bool	 inner = m->inner != NULL;

	*out = (struct notice){ .mentions = arena_take(a,
	    NOTICE_MAX * sizeof(struct mention)), .by = SLICE("") };
	if (out->mentions == NULL)
		return;
	look_at(a, m, &outer);
	if (inner) {
		look_at(a, m->inner, &inside);
		inside.trust = MESSAGE_UNPROVEN;
	}
	if (m->trust == MESSAGE_FORGED)
		mails = NULL;
	if ((inner && by_template(&r, &inside, mails)) ||
	    (look_inside(a, &outer, &within) &&
	    by_template(&r, &within, mails)) ||
	    by_template(&r, &outer, mails))
		return;
	as_mail(&r, &outer, inner ? &inside : NULL);
}
