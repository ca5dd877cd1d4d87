#include "core/recipe/template.h"

#include "core/recipe/piece.h"
#include "core/recipe/room.h"
#include "core/web/url.h"
#include "core/recipe/value.h"

/* One template on its way into a sink. */
struct fill {
	struct sink	*k;
	enum template_place place;
	const struct template_scope *scope;
	struct fault	*fault;
	size_t		 start;		/* of all that is ours in the sink */
	size_t		 line;		/* of this line, its break included */
	struct template_holes line_holes, *holes;
	bool		 several;	/* lines, so far */
	bool		 kept;		/* one at least */
};

/* Each `of` becomes `to`, all else is escaped. */
static void
escape_but(struct sink *k, slice s, char of, char to)
{
	while (s.n) {
		size_t	 n = slice_index(s, of);

		url_escape(k, slice_head(s, n));
		if (n < s.n)
			sink_byte(k, to);
		s = slice_from(s, n + 1);
	}
}

static void
escape_form(struct sink *k, slice s)
{
	escape_but(k, s, ' ', '+');
}

/* What places do to text; a URL has its own ways. */
static void (*const escapes[])(struct sink *, slice) = {
	[TEMPLATE_PLAIN] = sink_put, [TEMPLATE_URL] = sink_put,
	[TEMPLATE_HEADER] = sink_put, [TEMPLATE_JSON] = json_escape,
	[TEMPLATE_FORM] = escape_form,
};

/* A header value keeps to its line, an address holds no blank. */
static bool
has_control(slice s, bool blank_too)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c < 0x20 && c != '\t') || c == 0x7f ||
		    (blank_too && c <= 0x20))
			return true;
	}
	return false;
}

/* "." and ".." would climb out of the path they are put into. */
static bool
climbs(slice s)
{
	while (s.n) {
		slice	 part = slice_cut(&s, '/');

		if (slice_eq(part, SLICE(".")) || slice_eq(part, SLICE("..")))
			return true;
	}
	return false;
}

enum where { IN_HOST, IN_PATH, IN_QUERY };

static enum where
where(slice so_far)
{
	slice	 s = slice_from(so_far, slice_find(so_far, SLICE("://")) + 3);

	if (slice_index(s, '?') < s.n)
		return IN_QUERY;
	return slice_index(s, '/') < s.n ? IN_PATH : IN_HOST;
}

static bool
says_raw(slice pipes)
{
	while (pipes.n)
		if (slice_eq(slice_cut(&pipes, '|'), SLICE("raw")))
			return true;
	return false;
}

static bool
say_value(struct fill *f, const struct piece *piece, slice words)
{
	return fault_say(f->fault, SLICE("the value of {"), piece->text,
	    SLICE("} "), words);
}

/* `next` is what follows the hole: a base URL's last slash is not doubled. */
static bool
put_url(struct fill *f, const struct piece *piece, slice value, slice next)
{
	const struct template_var *var = template_var(f->scope, piece->ref);
	bool	 first = f->k->len == f->start;
	bool	 raw = says_raw(piece->pipes);
	enum where at;

	if (var != NULL && var->owner && (first || raw)) {
		if (has_control(value, true))
			return say_value(f, piece,
			    SLICE("cannot stand in an address"));
		if (first && slice_ends(value, SLICE("/")) &&
		    slice_starts(next, SLICE("/")))
			value.n--;
		sink_put(f->k, value);
		return true;
	}
	at = where(slice_from(sink_slice(f->k), f->start));
	raw = raw && at != IN_HOST;
	if (at == IN_PATH && climbs(value) &&
	    (raw || slice_index(value, '/') == value.n))
		return say_value(f, piece, SLICE("would climb in the path"));
	if (raw)
		escape_but(f->k, value, '/', '/');
	else
		url_escape(f->k, value);
	return true;
}

static bool
put_hole(struct fill *f, const struct piece *piece, slice next)
{
	slice	 text = value_as_text(f->scope->arena,
	    value_ref(piece->text, f->scope));

	f->line_holes.all++;
	f->line_holes.empty += text.n == 0;
	if (text.n == 0)
		return true;
	if (f->place == TEMPLATE_URL)
		return put_url(f, piece, text, next);
	if (f->place == TEMPLATE_HEADER && has_control(text, false))
		return say_value(f, piece, SLICE("has a line break or another "
		    "control character, which a header cannot carry"));
	escapes[f->place](f->k, text);
	return true;
}

static void
end_line(struct fill *f)
{
	if (f->several && f->line_holes.all &&
	    f->line_holes.all == f->line_holes.empty)
		f->k->len = f->line;
	else
		f->kept = true;
	f->holes->all += f->line_holes.all;
	f->holes->empty += f->line_holes.empty;
	f->line_holes = (struct template_holes){ 0, 0 };
	f->line = f->k->len;
}

static void
put_literal(struct fill *f, slice text)
{
	for (;;) {
		size_t	 n = slice_index(text, '\n');

		escapes[f->place](f->k, slice_head(text, n));
		if (n == text.n)
			return;
		f->several = true;
		end_line(f);
		if (f->kept)
			escapes[f->place](f->k, SLICE("\n"));
		text = slice_from(text, n + 1);
	}
}

bool
template_fill(struct sink *k, slice text, enum template_place place,
    const struct template_scope *scope, struct template_holes *holes,
    struct fault *fault)
{
	struct fill f = { .k = k, .place = place, .scope = scope,
	    .fault = fault, .holes = holes, .start = k->len, .line = k->len };
	struct piece piece;
	bool	 good = true;

	if (place == TEMPLATE_HEADER && has_control(text, false))
		return fault_say(fault, SLICE("a line break in a header"));
	while (good && text.n) {
		good = piece_next(&text, &piece, fault);
		if (good && piece.hole)
			good = put_hole(&f, &piece, text);
		else if (good)
			put_literal(&f, piece.text);
	}
	end_line(&f);
	return good;
}

bool
template_text(const struct template_scope *scope, slice text,
    enum template_place place, slice *out, size_t *empty, struct fault *fault)
{
	struct template_holes holes = { 0, 0 };
	struct room room;
	bool	 good;

	room_open(&room, scope);
	good = template_fill(&room.k, text, place, &room.scope, &holes, fault);
	*empty = holes.empty;
	return room_close(&room, out, fault) && good;
}
