#include "core/mail/form.h"

#include "core/json/json.h"
#include "core/mail/pattern.h"
#include "core/mail/stars.h"
#include "core/text/text.h"
#include "core/web/url.h"

enum { URL_MOST = 4096 };

#define BY_STARS SLICE("*")	/* in a list of lines: where the stars are */

static slice
string(const cJSON *v)
{
	return slice_of(cJSON_IsString(v) ? v->valuestring : NULL);
}

/* The list of that name, or a single pattern as a list of its own. */
static const cJSON *
list(const cJSON *form, const char *key)
{
	const cJSON *v = form ? cJSON_GetObjectItemCaseSensitive(form, key) :
	    NULL;

	return cJSON_IsArray(v) ? v->child : NULL;
}

static bool
fits_any(const cJSON *form, const char *key, slice line, slice *hole)
{
	for (const cJSON *p = list(form, key); p != NULL; p = p->next)
		if (!slice_eq(string(p), BY_STARS) &&
		    pattern_fits(string(p), line, hole))
			return true;
	return false;
}

/* Does any pattern of that key fit the line? *hole as in pattern.h. */
static bool
form_any(const struct form *f, const char *key, slice line, slice *hole)
{
	return fits_any(f->own, key, line, hole) ||
	    fits_any(f->common, key, line, hole);
}

static bool
is_by_stars(const struct form *f, const char *key)
{
	for (const cJSON *p = list(f->own, key); p != NULL; p = p->next)
		if (slice_eq(string(p), BY_STARS))
			return true;
	return false;
}

/* --- whose it is ------------------------------------------------------- */

/* "Fwd: ", "AW: ", "Re[2]: " and their like, any number of them. */
static slice
without_prefix(slice s)
{
	for (;;) {
		size_t	 n = slice_index(slice_head(s, 8), ':');
		slice	 word = slice_head(s, n);

		if (n < 1 || n > 5 || n >= s.n)
			return s;
		for (size_t i = 0; i < word.n; i++)
			if (!ascii_alpha(word.p[i]))
				return s;
		s = slice_trim(slice_from(s, n + 1));
	}
}

bool
form_fits(const struct form *f, slice from, slice subject)
{
	const cJSON *p = list(f->own, "from");
	bool	 ours = p == NULL;

	for (; p != NULL && !ours; p = p->next)
		ours = slice_ieq(string(p), from) ||
		    message_is_from(from, string(p));
	return ours && (list(f->own, "subject") == NULL ||
	    fits_any(f->own, "subject", without_prefix(subject), NULL));
}

slice
form_link(struct arena *a, slice url)
{
	struct url u;

	url = url_unwrap(a, url_join(a, SLICE(""), url));
	return url.n <= URL_MOST && url_http(url, &u) ? url : SLICE("");
}

/* --- fields ------------------------------------------------------------ */

struct reading {
	const struct form *f;
	const struct view *v;
	struct form_fields *out;
	slice	 above;		/* the last line that says something */
	size_t	 begin;		/* of the review's text; 0: not found */
	bool	 anchored;		/* by a line of its own */
};

static const struct {
	const char	*key;
	size_t		 at;
} captures[] = {
	{ "author", offsetof(struct form_fields, author) },
	{ "title", offsetof(struct form_fields, title) },
	{ "place", offsetof(struct form_fields, place) },
};

static void
capture(struct reading *r, slice line)
{
	for (size_t i = 0; i < COUNT(captures); i++) {
		slice	*to = (slice *)(void *)((char *)r->out +
		    captures[i].at);

		if (to->n == 0)
			(void)form_any(r->f, captures[i].key, line, to);
	}
}

static int64_t
stars_in(const struct form *f, slice line)
{
	int64_t	 scale = json_int(json_at(f->own, SLICE("/scale")), 5);
	slice	 hole = SLICE("");

	if (form_any(f, "blame", line, NULL))
		return 1;
	if (form_any(f, "praise", line, NULL))
		return 5;
	if (list(f->own, "stars") == NULL)
		return stars_read(line, 0);
	return form_any(f, "stars", line, &hole) ? stars_read(hole, scale) : 0;
}

static void
read_line(struct reading *r, slice line, size_t end)
{
	int64_t	 stars = r->out->stars || line.n == 0 ? 0 :
	    stars_in(r->f, line);

	if (line.n == 0)
		return;
	capture(r, line);
	if (stars) {
		r->out->stars = stars;
		if (r->out->author.n == 0 && is_by_stars(r->f, "author"))
			r->out->author = r->above;
	}
	if (!r->anchored && form_any(r->f, "after", line, NULL)) {
		r->anchored = true;
		r->begin = end;
	} else if (stars && !r->anchored && is_by_stars(r->f, "after")) {
		r->begin = end;
	}
	r->above = line;
}

/* A line without the links in it that are noise ("Flag as irrelevant"). */
static void
put_line(const struct form *f, const struct view *v, struct sink *k,
    slice line)
{
	size_t	 at = (size_t)(line.p - v->text.p), end = at + line.n;

	for (size_t i = 0; i < v->n; i++) {
		const struct view_link *l = &v->links[i];

		if (l->at < at || l->end > end || l->at == l->end ||
		    !form_any(f, "drop", l->label, NULL))
			continue;
		sink_put(k, slice_head(slice_from(v->text, at), l->at - at));
		at = l->end;
	}
	sink_put(k, slice_head(slice_from(v->text, at), end - at));
	sink_byte(k, '\n');
}

slice
form_lines(const struct form *f, const struct view *v, size_t from, size_t to)
{
	slice	 rest = slice_from(slice_head(v->text, to), from), line;
	struct sink k = sink_open(f->arena), tidy;

	while (rest.n) {
		line = slice_trim(slice_cut(&rest, '\n'));
		if (line.n && form_any(f, "until", line, NULL))
			break;
		if (line.n == 0 || !form_any(f, "drop", line, NULL))
			put_line(f, v, &k, line);
	}
	line = sink_close(&k, f->arena);
	tidy = sink_open(f->arena);
	text_tidy(&tidy, line, true);
	return sink_close(&tidy, f->arena);
}

/* --- links ------------------------------------------------------------- */

static bool
leads_there(slice pattern, const struct view_link *l)
{
	slice	 url = slice_from(l->url, slice_index(l->url, ':') + 1);

	return slice_starts(pattern, SLICE("//")) ?
	    pattern_fits(pattern, url, NULL) :
	    pattern_fits(pattern, l->label, NULL);
}

/* Does any pattern for links fit this one? */
static bool
form_leads(const struct form *f, const struct view_link *l)
{
	const cJSON *lists[] = { list(f->own, "link"),
	    list(f->common, "link") };

	for (size_t i = 0; i < COUNT(lists); i++)
		for (const cJSON *p = lists[i]; p != NULL; p = p->next)
			if (leads_there(string(p), l))
				return true;
	return false;
}

/* --- the text without anchors: what stands in quotation marks ---------- */

static const struct {
	uint32_t open, close;
} quotes[] = {
	{ 0x201c, 0x201d }, { 0x201e, 0x201c }, { 0x201e, 0x201d },
	{ 0xab, 0xbb }, { 0xbb, 0xab }, { '"', '"' },
};

static uint32_t
closing(uint32_t open, uint32_t c)
{
	for (size_t i = 0; i < COUNT(quotes); i++)
		if (quotes[i].open == open && quotes[i].close == c)
			return c;
	return 0;
}

/* The longest run in quotation marks; a mark that never ends is none. */
static slice
quoted(slice text)
{
	slice	 best = SLICE(""), rest = text, start = text;
	uint32_t open = 0;

	while (rest.n) {
		size_t	 at = text.n - rest.n;
		uint32_t c = text_next(&rest);

		if (open && closing(open, c)) {
			slice	 run = slice_head(start, at -
			    (text.n - start.n));

			if (run.n > best.n)
				best = run;
			open = 0;
		} else if (!open && closing(c, c == '"' ? c : c == 0x201c ?
		    0x201d : c == 0x201e ? 0x201c : c == 0xab ? 0xbb :
		    c == 0xbb ? 0xab : 0)) {
			open = c;
			start = rest;
		}
	}
	return slice_trim(best);
}

/* Without quotation marks around the whole of it. */
static slice
unquoted(slice s)
{
	slice	 q = quoted(s);

	return q.n && q.n + 8 >= s.n && s.n >= q.n ? q : s;
}

/* Where the first link to click on stands, behind the beginning. */
static size_t
text_end(const struct reading *r)
{
	for (size_t i = 0; i < r->v->n; i++) {
		const struct view_link *l = &r->v->links[i];
		size_t	 at = l->label.n == 0 ? l->at :
		    (size_t)(l->label.p - r->v->text.p);

		if (at >= r->begin && form_leads(r->f, l))
			return at;
	}
	return r->v->text.n;
}

static void
read_text(struct reading *r)
{
	slice	 text;

	if (r->out->text.n)
		return;
	if (r->begin) {
		text = form_lines(r->f, r->v, r->begin, text_end(r));
		if (text.n == 0)
			text = form_lines(r->f, r->v, r->begin, r->v->text.n);
		r->out->text = unquoted(text);
		r->out->sure = text.n != 0;
		return;
	}
	text = quoted(r->v->text);
	if (slice_index(text, ' ') < text.n && text.n >= 12) {
		r->out->text = text;
		r->out->sure = true;
	}
}

static void
read_link(struct reading *r, const cJSON *from)
{
	for (const cJSON *p = list(from, "link"); p; p = p->next)
		for (size_t i = 0; i < r->v->n && r->out->url.n == 0; i++)
			if (leads_there(string(p), &r->v->links[i]))
				r->out->url = form_link(r->f->arena,
				    r->v->links[i].url);
}

void
form_read(const struct form *f, const struct view *v, slice subject,
    struct form_fields *out)
{
	struct reading r = { .f = f, .v = v, .out = out };
	slice	 rest = v->text;

	subject = without_prefix(subject);
	capture(&r, subject);
	if (out->stars == 0 && subject.n && !is_by_stars(f, "after") &&
	    !is_by_stars(f, "author"))	/* where they are matters */
		out->stars = stars_in(f, subject);
	while (rest.n) {
		slice	 line = slice_trim(slice_cut(&rest, '\n'));

		read_line(&r, line, v->text.n - rest.n);
	}
	if (out->stars == 0 && subject.n)
		out->stars = stars_in(f, subject);
	read_text(&r);
	read_link(&r, f->own);
	read_link(&r, f->common);
}
