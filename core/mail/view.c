#include "core/mail/view.h"

#include "core/text/html.h"
#include "core/text/markup.h"
#include "core/text/text.h"

/*
 * HTML goes through html_text() with marks in it, one character of plane 15
 * where a link begins and one where it ends. A stranger may write such
 * characters too: then a link has a wrong label, and no more.
 */
enum { MARK = 0xf0000, MARKS = 2 * VIEW_LINKS };

static bool
has(slice s, const char *word)
{
	for (slice w = slice_of(word); s.n >= w.n; s = slice_from(s, 1))
		if (slice_istarts(s, w))
			return true;
	return false;
}

/* --- pictures ---------------------------------------------------------- */

static const struct {
	const char	*word, *shows;
} star_files[] = {		/* the first that fits */
	{ "half", "" }, { "empty", "\342\230\206" }, { "off", "\342\230\206" },
	{ "gray", "\342\230\206" }, { "grey", "\342\230\206" },
	{ "outline", "\342\230\206" }, { "inactive", "\342\230\206" },
	{ "full", "\342\230\205" }, { "fill", "\342\230\205" },
	{ "on", "\342\230\205" }, { "gold", "\342\230\205" },
	{ "yellow", "\342\230\205" }, { "active", "\342\230\205" },
};

static slice
file_name(slice src)
{
	src = slice_head(src, slice_index(src, '?'));
	for (size_t i = src.n; i > 0; i--)
		if (src.p[i - 1] == '/')
			return slice_from(src, i);
	return src;
}

static void
put_picture(struct sink *k, slice attrs)
{
	slice	 alt = slice_trim(markup_attr(attrs, SLICE("alt")));
	slice	 file = file_name(markup_attr(attrs, SLICE("src")));
	bool	 star = has(file, "star") && (alt.n == 0 ||
	    slice_ieq(alt, SLICE("star")));

	for (size_t i = 0; star && i < COUNT(star_files); i++)
		if (has(file, star_files[i].word)) {
			sink_text(k, star_files[i].shows);
			return;
		}
	if (alt.n == 0 || alt.n > 300)
		return;
	sink_byte(k, ' ');
	for (size_t i = 0; i < alt.n; i++)
		if (alt.p[i] == '<')
			sink_text(k, "&lt;");
		else
			sink_byte(k, alt.p[i]);
	sink_byte(k, ' ');
}

/* --- marks ------------------------------------------------------------- */

struct marking {
	struct arena	*arena;
	struct view	*v;
	struct sink	 k;
	bool		 open;
};

static slice
unescaped(struct arena *a, slice s)
{
	char	*buf = arena_take(a, s.n + 8);
	struct sink k = { .buf = buf, .cap = buf ? s.n : 0 };

	html_unescape(&k, s);
	return k.full ? SLICE("") : slice_trim(sink_slice(&k));
}

static void
close_link(struct marking *m)
{
	if (m->open)
		text_put(&m->k, (uint32_t)(MARK + 2 * m->v->n - 1));
	m->open = false;
}

static void
put_tag(struct marking *m, const struct markup_token *t)
{
	bool	 link = slice_ieq(t->text, SLICE("a"));
	slice	 url;

	if (link)
		close_link(m);
	if (t->kind == MARKUP_OPEN && slice_ieq(t->text, SLICE("img")))
		put_picture(&m->k, t->attrs);
	if (!link || t->kind != MARKUP_OPEN || m->v->n == VIEW_LINKS)
		return;
	url = unescaped(m->arena, slice_head(markup_attr(t->attrs,
	    SLICE("href")), 4096));
	if (url.n == 0)
		return;
	m->v->links[m->v->n] = (struct view_link){ .url = url };
	text_put(&m->k, (uint32_t)(MARK + 2 * m->v->n++));
	m->open = true;
}

static slice
marked(struct arena *a, slice html, struct view *v)
{
	struct marking m = { .arena = a, .v = v };
	struct markup in = markup_init(html);
	struct markup_token t;
	size_t	 cap = html.n + html.n / 2 + 4096;
	size_t	 done = 0;		/* bytes copied */

	m.k = (struct sink){ .buf = arena_take(a, cap), .cap = cap };
	if (m.k.buf == NULL)
		return html;
	while ((t = markup_next(&in)).kind != MARKUP_END && !m.k.full) {
		sink_put(&m.k, slice_head(slice_from(html, done),
		    html.n - in.rest.n - done));
		done = html.n - in.rest.n;
		if (t.kind != MARKUP_TEXT)
			put_tag(&m, &t);
	}
	close_link(&m);
	return sink_slice(&m.k);
}

/* Without marks, and without blanks that stood between them; characters that
 * nobody sees go where nothing stands before them. */
static bool
is_wanted(const struct sink *k, uint32_t c)
{
	char	 last = k->len ? k->buf[k->len - 1] : '\n';
	bool	 fresh = last == '\n' || last == ' ';
	uint32_t out[3];

	if (c == ' ')
		return !fresh;
	if (c == '\n')
		return k->len > 0 && !(k->len > 1 && last == '\n' &&
		    k->buf[k->len - 2] == '\n');
	return !fresh || text_fold(c, out) > 0;
}

static void
unmark(struct sink *k, slice s, struct view *v)
{
	while (s.n && !k->full) {
		uint32_t c = text_next(&s);

		if (c >= MARK && c < MARK + MARKS) {
			struct view_link *l = &v->links[(c - MARK) / 2];

			if ((c & 1) == 0)
				l->at = k->len;
			l->end = k->len;
			continue;
		}
		if (!is_wanted(k, c))
			continue;
		if (c == '\n' && k->buf[k->len - 1] == ' ')
			k->len--;
		text_put(k, c);
	}
}

static void
label_links(struct view *v)
{
	for (size_t i = 0; i < v->n; i++) {
		struct view_link *l = &v->links[i];

		if (l->end > v->text.n)
			l->end = v->text.n;
		if (l->at > l->end)
			l->at = l->end;
		l->label = slice_trim((slice){ v->text.p + l->at,
		    l->end - l->at });
	}
}

static bool
begin(struct arena *a, struct view *v)
{
	*v = (struct view){ .text = SLICE(""), .links = arena_take(a,
	    VIEW_LINKS * sizeof(v->links[0])) };
	return v->links != NULL;
}

static struct sink
room(struct arena *a, size_t most)
{
	struct sink k = sink_open(a);

	if (k.cap > most)
		k.cap = most;
	return k;
}

/* A text that is too long ends there; that is no reason to give up. */
static slice
kept(struct sink *k, struct arena *a)
{
	k->full = false;
	return sink_close(k, a);
}

void
view_html(struct arena *a, slice html, struct view *v)
{
	struct sink k;
	slice	 s;

	if (!begin(a, v))
		return;
	s = marked(a, html, v);
	k = room(a, 2 * VIEW_MAX);
	html_text(&k, s);
	s = kept(&k, a);
	k = room(a, VIEW_MAX);
	unmark(&k, s, v);
	v->text = kept(&k, a);
	label_links(v);
}

/* --- plain text -------------------------------------------------------- */

/* Where an address begins in the line, and its length; line.n: nowhere. */
static size_t
address(slice line, size_t *len)
{
	size_t	 at = 0;

	while (at < line.n && !slice_istarts(slice_from(line, at),
	    SLICE("http://")) && !slice_istarts(slice_from(line, at),
	    SLICE("https://")))
		at++;
	*len = 0;
	for (size_t i = at; i < line.n && (unsigned char)line.p[i] > ' ' &&
	    line.p[i] != '>' && line.p[i] != '"'; i++)
		*len += 1;
	while (*len && strchr(".,;)]", line.p[at + *len - 1]) != NULL)
		*len -= 1;
	return at;
}

/* The words that lead up to an address: "Reply: <https://...". */
static slice
lead(slice s)
{
	while (s.n && strchr("<([: \t\n", s.p[s.n - 1]) != NULL &&
	    s.p[s.n - 1] != '\0')
		s.n--;
	for (size_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == '\n')
			return slice_from(s, i);
	return s;
}

static void
put_line(struct view *v, struct sink *k, slice line)
{
	size_t	 len, at;

	while ((at = address(line, &len)) < line.n) {
		struct view_link *l = &v->links[v->n];

		sink_put(k, slice_head(line, at));
		if (v->n < VIEW_LINKS) {
			l->url = (slice){ line.p + at, len };
			l->label = lead(sink_slice(k));
			l->at = l->end = k->len;
			v->n++;
		}
		line = slice_from(line, at + len);
		if (slice_ends(sink_slice(k), SLICE("<")) &&
		    slice_starts(line, SLICE(">"))) {
			line = slice_from(line, 1);
			k->len--;
		}
	}
	sink_put(k, line);
}

void
view_plain(struct arena *a, slice text, struct view *v)
{
	struct sink k;
	slice	 s;

	if (!begin(a, v))
		return;
	k = room(a, 2 * VIEW_MAX);
	text_tidy(&k, slice_head(text, 2 * VIEW_MAX), true);
	s = kept(&k, a);
	k = room(a, VIEW_MAX);
	while (s.n && !k.full) {
		put_line(v, &k, slice_cut(&s, '\n'));
		sink_byte(&k, '\n');
	}
	v->text = kept(&k, a);
}
