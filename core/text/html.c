#include "core/text/html.h"

#include "core/text/entity.h"
#include "core/text/markup.h"
#include "core/text/text.h"

enum {
	REPLACEMENT = 0xfffd,
	ELLIPSIS = 0x2026
};

/* What an element does to the text around and in it. */
enum effect { NONE, BLANK, BREAK, LINE, PARAGRAPH, LINES, HIDE };

static const struct {
	char	 name[11];
	uint8_t	 effect;
} elements[] = {
	{ "address", LINE }, { "article", LINE }, { "aside", LINE },
	{ "audio", HIDE }, { "blockquote", PARAGRAPH }, { "br", BREAK },
	{ "caption", LINE }, { "center", LINE }, { "dd", LINE },
	{ "details", LINE }, { "dialog", LINE }, { "div", LINE },
	{ "dl", PARAGRAPH }, { "dt", LINE }, { "fieldset", LINE },
	{ "figcaption", LINE }, { "figure", PARAGRAPH }, { "footer", LINE },
	{ "form", LINE }, { "h1", PARAGRAPH }, { "h2", PARAGRAPH },
	{ "h3", PARAGRAPH }, { "h4", PARAGRAPH }, { "h5", PARAGRAPH },
	{ "h6", PARAGRAPH }, { "header", LINE }, { "hr", PARAGRAPH },
	{ "iframe", HIDE }, { "legend", LINE }, { "li", LINE },
	{ "main", LINE }, { "nav", LINE }, { "noembed", HIDE },
	{ "noframes", HIDE }, { "noscript", HIDE }, { "ol", PARAGRAPH },
	{ "option", LINE }, { "p", PARAGRAPH }, { "pre", LINES },
	{ "script", HIDE }, { "section", LINE }, { "style", HIDE },
	{ "summary", LINE }, { "svg", HIDE }, { "table", PARAGRAPH },
	{ "td", BLANK }, { "template", HIDE }, { "textarea", HIDE },
	{ "th", BLANK }, { "title", HIDE }, { "tr", LINE },
	{ "ul", PARAGRAPH }, { "video", HIDE },
};

/* An open element that matters until its end; depth counts its like. */
struct span {
	slice	 name;
	size_t	 depth;		/* 0: none is open */
};

struct page {
	struct tidy tidy;
	struct span hidden;	/* its text is dropped */
	struct span cut;	/* an ellipsis follows its text */
};

static uint32_t
next_char(slice *s, bool references)
{
	uint32_t c = 0;

	if (references && s->p[0] == '&')
		c = entity_next(s);
	return c ? c : text_next(s);
}

/* A character of a text token: newlines are normalized as 13.2.3.5 says. */
static uint32_t
text_char(slice *s, enum markup_text holds)
{
	bool	 cr = s->p[0] == '\r';
	bool	 nul = s->p[0] == '\0';
	uint32_t c = next_char(s, holds != MARKUP_RAW);

	if (cr && s->n && s->p[0] == '\n')
		return text_next(s);
	if (cr)
		return '\n';
	return nul && holds != MARKUP_PARSED ? REPLACEMENT : c;
}

static enum effect
effect_of(slice name)
{
	for (size_t i = 0; i < COUNT(elements); i++)
		if (slice_ieq(name, slice_of(elements[i].name)))
			return (enum effect)elements[i].effect;
	return NONE;
}

static bool
has_class(slice attrs, slice name)
{
	slice	 rest = markup_attr(attrs, SLICE("class"));

	while (rest.n) {
		size_t	 n = 0;

		while (n < rest.n && !markup_space(rest.p[n]))
			n++;
		if (slice_eq(slice_head(rest, n), name))
			return true;
		rest = slice_from(rest, n + 1);
	}
	return false;
}

/* Counts its own kind; true when this tag was its end. */
static bool
span_step(struct span *s, const struct markup_token *t)
{
	if (s->depth == 0 || !slice_ieq(s->name, t->text))
		return false;
	if (t->kind == MARKUP_OPEN)
		s->depth++;
	else
		s->depth--;
	return s->depth == 0;
}

/* A tag that ends in "/>" opens nothing: Atom's XHTML is written so. */
static void
span_open(struct span *s, const struct markup_token *t)
{
	if (s->depth == 0 && !slice_ends(t->attrs, SLICE("/>")))
		*s = (struct span){ t->text, 1 };
}

static void
apply(struct page *p, enum effect effect, const struct markup_token *t)
{
	static const unsigned breaks[] = { [LINE] = 1, [PARAGRAPH] = 2,
	    [LINES] = 2, [HIDE] = 0 };
	bool	 open = t->kind == MARKUP_OPEN;

	if (effect == BREAK)
		tidy_break(&p->tidy);
	else if (effect == BLANK)
		p->tidy.blank = true;
	else
		tidy_breaks(&p->tidy, breaks[effect]);
	if (effect == LINES)
		p->tidy.lines = open;
	if (effect == HIDE && open)
		span_open(&p->hidden, t);
}

static void
put_tag(struct page *p, const struct markup_token *t)
{
	enum effect effect = effect_of(t->text);
	bool	 open = t->kind == MARKUP_OPEN;

	if (span_step(&p->hidden, t))
		return;
	/* a paragraph that ends takes a span in it along */
	if (!open && effect >= LINE && effect < HIDE &&
	    effect_of(p->hidden.name) != HIDE)
		p->hidden.depth = 0;
	if (p->hidden.depth)
		return;
	if (span_step(&p->cut, t))
		tidy_char(&p->tidy, ELLIPSIS);
	apply(p, effect, t);
	if (open && has_class(t->attrs, SLICE("invisible")))
		span_open(&p->hidden, t);
	else if (open && has_class(t->attrs, SLICE("ellipsis")))
		span_open(&p->cut, t);
}

static bool
has_tag(slice html)
{
	struct markup m = markup_init(html);
	struct markup_token t;

	while ((t = markup_next(&m)).kind == MARKUP_TEXT)
		;
	return t.kind != MARKUP_END;
}

static void
put_text(struct tidy *tidy, struct markup_token *t)
{
	while (t->text.n)
		tidy_char(tidy, text_char(&t->text, t->holds));
}

void
html_text(struct sink *k, slice html)
{
	struct page p = { .tidy = { .k = k, .lines = !has_tag(html) } };
	struct markup m = markup_init(html);
	struct markup_token t;

	while ((t = markup_next(&m)).kind != MARKUP_END && !k->full) {
		if (t.kind != MARKUP_TEXT)
			put_tag(&p, &t);
		else if (p.hidden.depth == 0)
			put_text(&p.tidy, &t);
	}
}

void
html_tokens(struct sink *k, slice html)
{
	struct markup m = markup_init(html);
	struct markup_token t;

	while ((t = markup_next(&m)).kind != MARKUP_END && !k->full)
		while (t.kind == MARKUP_TEXT && t.text.n)
			text_put(k, text_char(&t.text, t.holds));
}

void
html_unescape(struct sink *k, slice s)
{
	while (s.n && !k->full)
		text_put(k, next_char(&s, true));
}

bool
html_is_page(slice s)
{
	if (slice_starts(s, SLICE("\xef\xbb\xbf")))
		s = slice_from(s, 3);
	s = slice_trim(s);
	return slice_istarts(s, SLICE("<!doctype html")) ||
	    slice_istarts(s, SLICE("<html"));
}
