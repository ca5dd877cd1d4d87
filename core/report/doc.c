#include "core/report/doc.h"

#include "core/text/text.h"

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
    "<meta name=\"viewport\" content=\"width=device-width,"
    "initial-scale=1\">"
    "<style>body{font:16px/1.45 system-ui,sans-serif;max-width:42em;"
    "margin:1em auto;padding:0 1em;color:#222;background:#fff}"
    "h1{font-size:1.35em}h2{font-size:1.05em;margin:1.6em 0 .3em;"
    "border-bottom:1px solid #ccc}ul{padding-left:1.2em;margin:.4em 0}"
    "li{margin:.35em 0}a{color:#0b57a4}svg{display:block;width:100%;"
    "max-width:36em;height:auto}figure{margin:1em 0}"
    "figcaption{font-weight:600;margin-bottom:.3em}"
    ".w{overflow-x:auto}table{border-collapse:collapse;margin:.6em 0;"
    "font-size:.93em;font-variant-numeric:tabular-nums}"
    "td,th{padding:.2em .8em .2em 0;text-align:right;vertical-align:top;"
    "white-space:nowrap;border-bottom:1px solid #e4e4e4}"
    "td:last-child{white-space:normal}"
    "td:last-child,th:last-child{padding-right:0}"
    "td:first-child,th:first-child{text-align:left}th{font-weight:600}"
    "@media(max-width:30em){table{font-size:.88em}"
    "td,th{padding-right:.6em}td+td,th+th{white-space:normal}}"
    "@media print{body{max-width:none;margin:0}"
    "h2{break-after:avoid}svg,tr,li{break-inside:avoid}}</style>";

/* A change above wants another one: tests/test_link.c tells it. */
const char doc_style_hash[] =
    "04jx3hMxq3dJ3aYw0BvJnvr4mWl66QDX7JkEfwa/rEM=";

void
doc_escape(struct sink *k, slice s)
{
	static const struct { char c; slice as; } signs[] = {
		{ '<', { "&lt;", 4 } }, { '>', { "&gt;", 4 } },
		{ '&', { "&amp;", 5 } }, { '"', { "&quot;", 6 } },
		{ '\'', { "&#39;", 5 } },
	};

	for (size_t i = 0; i < s.n; i++) {
		size_t	 n = 0;

		while (n < COUNT(signs) && signs[n].c != s.p[i])
			n++;
		if (n < COUNT(signs))
			sink_put(k, signs[n].as);
		else if ((unsigned char)s.p[i] >= ' ' || s.p[i] == '\n')
			sink_byte(k, s.p[i]);
	}
}

static void
both(struct doc *d, slice s)
{
	sink_put(&d->text, s);
	doc_escape(&d->html, s);
}

void
doc_open(struct doc *d, slice title)
{
	d->listing = false;
	sink_text(&d->html, head);
	sink_text(&d->html, "<title>");
	doc_escape(&d->html, title);
	sink_text(&d->html, "</title></head><body><h1>");
	both(d, title);
	sink_text(&d->html, "</h1>\n");
	sink_text(&d->text, "\n");
	d->title = d->text.len;
}

static void
list_end(struct doc *d)
{
	if (d->listing)
		sink_text(&d->html, "</ul>\n");
	d->listing = false;
}

bool
doc_close(struct doc *d)
{
	list_end(d);
	sink_text(&d->html, "</body></html>\n");
	return !d->text.full && !d->html.full;
}

bool
doc_take(struct doc *d, struct arena *a, size_t text, size_t html)
{
	*d = (struct doc){ .text = { .buf = arena_take(a, text), .cap = text },
	    .html = { .buf = arena_take(a, html), .cap = html } };
	return !a->spent;
}

bool
doc_letter(struct doc *d, const struct arena *a, struct letter *l)
{
	if (!doc_close(d) || a->spent)
		return false;
	l->text = slice_from(sink_slice(&d->text), d->title);
	while (slice_starts(l->text, SLICE("\n")))
		l->text = slice_from(l->text, 1);
	l->html = sink_slice(&d->html);
	return true;
}

void
doc_heading(struct doc *d, slice s)
{
	list_end(d);
	sink_text(&d->text, "\n");
	sink_text(&d->html, "<h2>");
	both(d, s);
	sink_text(&d->text, "\n");
	sink_text(&d->html, "</h2>\n");
}

void
doc_para(struct doc *d, const char *words, const slice *parts, size_t n)
{
	slice	 rest = slice_of(words);

	list_end(d);
	sink_text(&d->html, "<p>");
	while (rest.n) {
		bool	 hole = slice_index(rest, '%') < rest.n;

		both(d, slice_cut(&rest, '%'));
		if (hole && n > 0) {
			both(d, *parts++);
			n--;
		}
	}
	sink_text(&d->text, "\n");
	sink_text(&d->html, "</p>\n");
}

static bool
is_link(slice url)
{
	return slice_starts(url, SLICE("https://")) ||
	    slice_starts(url, SLICE("http://"));
}

void
doc_entry(struct doc *d, slice stressed, slice rest, slice url)
{
	bool	 link = is_link(url);

	if (!d->listing)
		sink_text(&d->html, "<ul>\n");
	d->listing = true;
	sink_text(&d->text, "- ");
	sink_text(&d->html, "<li>");
	if (link) {
		sink_text(&d->html, "<a href=\"");
		doc_escape(&d->html, url);
		sink_text(&d->html, "\">");
	}
	sink_text(&d->html, "<b>");
	both(d, stressed);
	sink_text(&d->html, link ? "</b></a>" : "</b>");
	if (rest.n)
		both(d, SLICE(" "));
	both(d, rest);
	sink_text(&d->text, "\n");
	sink_text(&d->html, "</li>\n");
	if (link) {
		sink_text(&d->text, "  ");
		sink_put(&d->text, url);
		sink_text(&d->text, "\n");
	}
}

void
doc_raw(struct doc *d, slice html)
{
	list_end(d);
	sink_put(&d->html, html);
}

static void
pad(struct sink *k, size_t n)
{
	while (n-- > 0)
		sink_byte(k, ' ');
}

static void
text_table(struct sink *k, const slice *cells, size_t columns, size_t rows)
{
	size_t	 wide[DOC_COLUMNS] = { 0 };

	for (size_t i = 0; i < columns * rows; i++) {
		size_t	 n = text_length(cells[i], TEXT_CHARS);

		if (n > wide[i % columns])
			wide[i % columns] = n;
	}
	for (size_t i = 0; i < columns * rows; i++) {
		size_t	 c = i % columns;
		size_t	 gap = wide[c] - text_length(cells[i], TEXT_CHARS);

		pad(k, c ? gap + 2 : 0);
		sink_put(k, cells[i]);
		if (c + 1 == columns)
			sink_byte(k, '\n');
		else if (c == 0)
			pad(k, gap);
	}
}

void
doc_table(struct doc *d, const slice *cells, size_t columns, size_t rows)
{
	list_end(d);
	if (columns == 0 || columns > DOC_COLUMNS)
		return;
	text_table(&d->text, cells, columns, rows);
	sink_text(&d->html, "<div class=\"w\"><table>\n");
	for (size_t i = 0; i < columns * rows; i++) {
		sink_text(&d->html, i % columns == 0 ? "<tr>" : "");
		sink_text(&d->html, i < columns ? "<th>" : "<td>");
		doc_escape(&d->html, cells[i]);
		sink_text(&d->html, i < columns ? "</th>" : "</td>");
		sink_text(&d->html, i % columns + 1 == columns ? "</tr>\n" :
		    "");
	}
	sink_text(&d->html, "</table></div>\n");
}
