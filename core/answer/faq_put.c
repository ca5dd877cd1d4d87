#include "core/answer/faq.h"

#include "core/answer/sheet.h"
#include "core/json/json.h"
#include "core/text/text.h"

enum {
	FAQ_ASKED = 6,		/* bytes: "Wifi?" says too little by itself */
	FAQ_QUESTION = 120,	/* characters of a question from a mention */
	FAQ_ANSWER = 2000	/* bytes */
};

#define FIELD(tag, type, f, most) { tag, type, offsetof(struct faq, f), most }

static const struct wire_field fields[] = {
	FIELD(1, WIRE_INT, id, 0),
	FIELD(2, WIRE_TEXT, question, 512),
	FIELD(3, WIRE_TEXT, answer, 2048),
	FIELD(4, WIRE_WHOLE, link, 1024),
	FIELD(5, WIRE_TEXT, lang, 16),
	FIELD(6, WIRE_TEXT, labels, 256),
	FIELD(7, WIRE_INT, uses, 0),
	FIELD(8, WIRE_INT, used, 0),
	FIELD(9, WIRE_INT, made, 0),
	FIELD(10, WIRE_INT, mention, 0),
};

const struct wire_shape wire_faq = { 'Q', fields, COUNT(fields),
	sizeof(struct faq) };

bool
faq_sound(const struct faq *e, struct fault *f)
{
	if (slice_trim(e->question).n == 0)
		return fault_words(f, "an entry needs a question");
	if (slice_trim(e->answer).n == 0 && e->link.n == 0)
		return fault_words(f, "an entry needs an answer or a link");
	if (e->link.n && (e->link.n > 1024 ||
	    !(slice_istarts(e->link, SLICE("https://")) ||
	    slice_istarts(e->link, SLICE("http://")))))
		return fault_words(f, "the link of an entry begins with "
		    "https:// and has at most 1024 bytes");
	if (e->question.n > 512 || e->answer.n > 2048 || e->labels.n > 256)
		return fault_words(f, "too long: a question may have 512 "
		    "bytes, an answer 2048");
	return true;
}

/* ---- from a real case --------------------------------------------------- */

/* The first sentence that asks; empty: none does. */
static slice
asking(slice text)
{
	size_t	 end = slice_index(text, '?'), from = end;

	if (end == text.n)
		return SLICE("");
	while (from > 0 && memchr(".!?\n", text.p[from - 1], 4) == NULL)
		from--;
	return slice_trim((slice){ text.p + from, end + 1 - from });
}

void
faq_from(struct arena *a, const struct mention *m, const struct verdict *v,
    slice reply, struct faq *e)
{
	const slice from[] = { asking(m->title), asking(m->text), m->title,
		m->text };
	slice	 question = SLICE("");

	for (size_t i = 0; question.n < FAQ_ASKED && i < COUNT(from); i++)
		question = sheet_clean(a, from[i]);
	*e = (struct faq){ .lang = v->lang, .labels = v->issues,
	    .question = text_cut(a, question, FAQ_QUESTION, TEXT_CHARS),
	    .answer = sheet_clean(a, sheet_unsigned(reply)),
	    .link = SLICE("") };
	if (slice_eq(v->lang, SLICE("xx")))
		e->lang = SLICE("");
	e->answer = text_cut(a, e->answer, FAQ_ANSWER, TEXT_BYTES);
}

/* ---- for the shop's page --------------------------------------------- */

/* Every ASCII sign may be escaped in CommonMark (2.4); these could mean
 * something within a line, and others at its start: a sign of a list, and what
 * follows its number. */
static bool
means(uint32_t c, bool start, bool number)
{
	return c > 0 && c < 0x80 && (strchr("\\`*_[]<>&#|~", (int)c) != NULL ||
	    (start && strchr("+-=", (int)c) != NULL) ||
	    (number && (c == '.' || c == ')')));
}

static void
put_plain(struct sink *k, slice text, bool lines)
{
	bool	 start = true, number = false;

	while (text.n) {
		uint32_t c = text_next(&text);
		bool	 digit = c >= '0' && c <= '9';

		if (c == '\n') {
			sink_text(k, lines ? "  \n" : " ");
			start = true;
			number = false;
			continue;
		}
		if (c < 0x20)
			c = ' ';
		if (c == ' ' && start)
			continue;
		if (means(c, start, number))
			sink_byte(k, '\\');
		text_put(k, c);
		number = digit && (start || number);
		start = false;
	}
}

/* Within < and > neither of them, nor a blank, ends the address. */
static void
put_link(struct sink *k, slice link)
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t i = 0; i < link.n; i++) {
		unsigned c = (unsigned char)link.p[i];

		if (c > 0x20 && c != 0x7f && c != '<' && c != '>' &&
		    c != '\\') {
			sink_byte(k, link.p[i]);
			continue;
		}
		sink_byte(k, '%');
		sink_byte(k, hex[c >> 4]);
		sink_byte(k, hex[c & 15]);
	}
}

void
faq_put_markdown(struct sink *k, const struct faq *e)
{
	sink_text(k, "## ");
	put_plain(k, slice_trim(e->question), false);
	sink_text(k, "\n\n");
	if (e->answer.n) {
		put_plain(k, slice_trim(e->answer), true);
		sink_text(k, "\n\n");
	}
	if (e->link.n) {
		sink_text(k, "<");
		put_link(k, e->link);
		sink_text(k, ">\n\n");
	}
}

void
faq_put_json(struct sink *k, const struct faq *e)
{
	struct json_line l = json_line_open(k);

	json_line_int(&l, "id", e->id);
	json_line_text(&l, "question", e->question);
	json_line_text(&l, "answer", e->answer);
	json_line_text(&l, "link", e->link);
	json_line_text(&l, "lang", e->lang);
	json_line_text(&l, "labels", e->labels);
	json_line_zero(&l, "uses", e->uses);
	json_line_int(&l, "used", e->used);
	json_line_int(&l, "made", e->made);
	json_line_int(&l, "mention", e->mention);
	json_line_close(&l);
}
