#include "core/desk/press_page.h"

#include "core/text/escape.h"
#include "core/show.h"

enum { ABOUT_MOST = 700 };		/* characters */

/* A change here wants another hash below: tests/test_press.c tells it. */
const char press_style[] =
    ":root{color-scheme:light dark}"
    "body{font:1.15rem/1.5 system-ui,sans-serif;margin:0}"
    "main{max-width:32rem;margin:0 auto;padding:1.2rem}"
    "h1{font-size:1.3rem}"
    "blockquote{margin:0 0 1rem;padding:.2rem 0 .2rem .9rem;border-left:"
    ".25rem solid #888;white-space:pre-line;overflow-wrap:anywhere}"
    "textarea{font:inherit;width:100%;box-sizing:border-box}"
    "button{font:inherit;font-weight:600;width:100%;min-height:3.2rem;"
    "border:0;border-radius:.6rem;background:#0b5cad;color:#fff}";

#define STYLE_HASH	"m/5K6JpR9OJP87w62qeCc1fHzRN+KCNMxT43T7rqrd0="

static void
put_safe(struct sink *k, slice s)
{
	escape_put(k, SLICE("html"), s);
}

/* Shown as a person may see it, then escaped: through a room of its own. */
static void
put_about(struct sink *k, slice about)
{
	char	 room[4 * ABOUT_MOST + 64];
	struct sink shown = { .buf = room, .cap = sizeof(room) };

	show_put(&shown, about, ABOUT_MOST, true);
	put_safe(k, sink_slice(&shown));
}

/* Our own words, as a sentence: what is wrong begins small elsewhere. */
static void
put_sentence(struct sink *k, slice says, bool html)
{
	char	 first = says.n ? says.p[0] : '.';
	bool	 small = first >= 'a' && first <= 'z';

	if (small)
		sink_byte(k, (char)(first - 'a' + 'A'));
	says = slice_from(says, small);
	(html ? put_safe : sink_put)(k, says);
	if (says.n == 0 || strchr(".!?", says.p[says.n - 1]) == NULL)
		sink_byte(k, '.');
}

static void
put_title(struct sink *k, const struct press_told *t)
{
	sink_text(k, t->item ? "Item " : "Earshot");
	if (t->item)
		sink_int(k, t->item);
}

/* To be copied: nothing here sends it. */
static void
put_draft(struct sink *k, const struct press_told *t)
{
	if (t->draft.n == 0)
		return;
	sink_text(k, "<p>Words to begin an answer with:</p>\n<textarea "
	    "readonly rows=\"8\">\n");
	put_safe(k, t->draft);
	sink_text(k, "</textarea>\n");
	if (t->careful.n) {
		sink_text(k, "<p>");
		put_sentence(k, t->careful, true);
		sink_text(k, "</p>\n");
	}
}

static void
press_page(struct sink *k, const struct press_told *t)
{
	sink_text(k, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset="
	    "\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,"
	    "initial-scale=1\"><meta name=\"robots\" content=\"noindex\">"
	    "<title>");
	put_title(k, t);
	sink_text(k, "</title><style>");
	sink_text(k, press_style);
	sink_text(k, "</style></head>\n<body><main><h1>");
	put_title(k, t);
	sink_text(k, "</h1>\n");
	if (t->about.n) {
		sink_text(k, "<blockquote>");
		put_about(k, t->about);
		sink_text(k, "</blockquote>\n");
	}
	sink_text(k, "<p>");
	put_sentence(k, t->says, true);
	sink_text(k, "</p>\n");
	if (t->label.n) {
		sink_text(k, "<form method=\"post\"><button>");
		put_safe(k, t->label);
		sink_text(k, "</button></form>\n");
	}
	put_draft(k, t);
	sink_text(k, "</main></body></html>\n");
}

/* --- the answer ----------------------------------------------------------- */

static const struct {
	int	 status;
	const char *reason;
} reasons[] = {
	{ 200, "OK" }, { 400, "Bad Request" }, { 403, "Forbidden" },
	{ 404, "Not Found" }, { 405, "Method Not Allowed" },
	{ 408, "Request Timeout" }, { 409, "Conflict" }, { 410, "Gone" },
	{ 411, "Length Required" }, { 413, "Content Too Large" },
	{ 414, "URI Too Long" }, { 431, "Request Header Fields Too Large" },
	{ 503, "Service Unavailable" },
	{ 505, "HTTP Version Not Supported" },
};

static void
put_status(struct sink *k, int64_t status)
{
	size_t	 i = 0;

	while (i + 1 < COUNT(reasons) && reasons[i].status != status)
		i++;
	sink_text(k, "HTTP/1.1 ");
	sink_int(k, reasons[i].status);
	sink_byte(k, ' ');
	sink_text(k, reasons[i].reason);
	sink_text(k, reasons[i].status == 405 ?
	    "\r\nAllow: GET, HEAD, POST\r\n" : "\r\n");
}

static void
put_body(struct sink *k, const struct press_told *t, enum press_form form)
{
	if (form == PRESS_HTML) {
		press_page(k, t);
		return;
	}
	put_sentence(k, t->says, false);
	sink_byte(k, '\n');
}

void
press_head(struct sink *k, int64_t status, slice type, int64_t length,
    slice style)
{
	put_status(k, status);
	sink_text(k, "Content-Type: ");
	sink_put(k, type);
	sink_text(k, "\r\nContent-Length: ");
	sink_int(k, length);
	sink_text(k, "\r\nConnection: close\r\nCache-Control: no-store\r\n"
	    "Content-Security-Policy: default-src 'none'; style-src "
	    "'sha256-");
	sink_put(k, style);
	sink_text(k, "'; form-action 'self'; base-uri 'none'; "
	    "frame-ancestors 'none'\r\nX-Frame-Options: DENY\r\n"
	    "X-Content-Type-Options: nosniff\r\nReferrer-Policy: "
	    "no-referrer\r\nX-Robots-Tag: noindex\r\n\r\n");
}

void
press_reply(struct sink *k, struct arena *a, const struct press_told *t,
    enum press_form form, bool head_only)
{
	struct sink b = sink_open(a);
	slice	 body;

	put_body(&b, t, form);
	body = sink_close(&b, a);
	press_head(k, t->status, form == PRESS_HTML ?
	    SLICE("text/html; charset=utf-8") :
	    SLICE("text/plain; charset=utf-8"), (int64_t)body.n,
	    SLICE(STYLE_HASH));
	if (!head_only)
		sink_put(k, body);
}
