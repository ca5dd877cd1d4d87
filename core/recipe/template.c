#include "core/recipe/template.h"

#include "core/recipe/piece.h"
#include "core/recipe/room.h"
#include "core/web/url.h"
#include "core/recipe/value.h"

struct holes { size_t all, empty; };

/* A template, or a body full of them, on its way into a sink. */
struct fill {
	struct sink	*k;
	enum template_place place;
	const struct template_scope *scope;
	struct fault	*fault;
	bool		 failed;
	struct holes	 holes;		/* so far */
	/* of one template */
	size_t		 start;		/* of all that is ours in the sink */
	size_t		 line;		/* of this line, its break included */
	struct holes	 before;	/* this line */
	bool		 several;	/* lines, so far */
	bool		 kept;		/* one at least */
};

static void
escape_form(struct sink *k, slice s)
{
	url_escape_but(k, s, ' ', '+');
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

/* Is one of these words between the `sep`? */
static bool
has_word(slice list, char sep, const char *words)
{
	while (list.n)
		if (slice_word(words, slice_cut(&list, sep)) >= 0)
			return true;
	return false;
}

static void
fail(struct fill *f, const char *words, slice text)
{
	f->failed = true;
	fault_tell(f->fault, words, text);
}

/* `next` is what follows the hole: a base URL's last slash is not doubled. */
static void
put_url(struct fill *f, const struct piece *piece, slice value, slice next)
{
	const struct template_var *var = template_var(f->scope, piece->ref);
	slice	 before = slice_from(sink_slice(f->k), f->start);
	slice	 path = slice_from(before,
	    slice_find(before, SLICE("://")) + 3);
	bool	 in_query = slice_index(path, '?') < path.n;
	bool	 in_host = !in_query && slice_index(path, '/') == path.n;
	bool	 raw = has_word(piece->pipes, '|', "raw");
	char	 keep = raw && !in_host ? '/' : '-';	/* '-' is safe anyway */

	if (var != NULL && var->owner && (before.n == 0 || raw)) {
		if (has_control(value, true))
			fail(f, "the value of {%} cannot stand in an address",
			    piece->text);
		if (before.n == 0 && slice_ends(value, SLICE("/")) &&
		    slice_starts(next, SLICE("/")))
			value.n--;
		sink_put(f->k, value);
		return;
	}
	/* Those would climb out of the path they are put into. */
	if (!in_host && !in_query && has_word(value, '/', ". ..") &&
	    (raw || slice_index(value, '/') == value.n))
		fail(f, "the value of {%} would climb in the path",
		    piece->text);
	url_escape_but(f->k, value, keep, keep);
}

static void
put_hole(struct fill *f, const struct piece *piece, slice next)
{
	slice	 text = value_as_text(f->scope->arena,
	    value_ref(piece->text, f->scope));

	f->holes.all++;
	f->holes.empty += text.n == 0;
	if (f->place == TEMPLATE_HEADER && has_control(text, false))
		fail(f, "the value of {%} has a line break or another control "
		    "character, which a header cannot carry", piece->text);
	if (f->place == TEMPLATE_URL && text.n)
		put_url(f, piece, text, next);
	else
		escapes[f->place](f->k, text);
}

static void
end_line(struct fill *f)
{
	size_t	 all = f->holes.all - f->before.all;

	if (f->several && all && all == f->holes.empty - f->before.empty)
		f->k->len = f->line;
	else
		f->kept = true;
	f->before = f->holes;
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

static void
put_text(struct fill *f, slice text)
{
	struct piece piece;

	f->start = f->line = f->k->len;
	f->before = f->holes;
	f->several = f->kept = false;
	if (f->place == TEMPLATE_HEADER && has_control(text, false))
		fail(f, "a line break in a header", SLICE(""));
	while (text.n && !f->failed) {
		f->failed = !piece_next(&text, &piece, f->fault);
		if (piece.hole)
			put_hole(f, &piece, text);
		else
			put_literal(f, piece.text);
	}
	end_line(f);
}

bool
template_text(const struct template_scope *scope, slice text,
    enum template_place place, slice *out, size_t *empty, struct fault *fault)
{
	struct room room;
	struct fill f = { .k = &room.k, .place = place, .scope = &room.scope,
	    .fault = fault };

	room_open(&room, scope);
	put_text(&f, text);
	*empty = f.holes.empty;
	return room_close(&room, out, fault) && !f.failed;
}

slice
template_filled(const struct template_scope *scope, slice text)
{
	size_t	 empty;
	slice	 out;

	return template_text(scope, text, TEMPLATE_PLAIN, &out, &empty, NULL)
	    && empty == 0 ? out : SLICE("");
}

/* --- JSON bodies ---------------------------------------------------------- */

/* A string that is one hole keeps the value's type. */
static void
put_string(struct fill *f, slice text)
{
	struct piece piece;
	struct value v;

	if (piece_whole(text, &piece)) {
		v = value_ref(piece.text, f->scope);
		f->holes.all++;
		f->holes.empty += value_empty(v);
		value_put_json(f->k, v);
		return;
	}
	sink_byte(f->k, '"');
	put_text(f, text);
	sink_byte(f->k, '"');
}

/* A string, an object or array with holes in it, or what else there is. A
 * "member?" goes when it is empty, or all holes in it are. */
static void
put_any(struct fill *f, const cJSON *body)
{
	bool	 object = cJSON_IsObject(body);
	struct sink *k = f->k;
	size_t	 begin = k->len + 1;

	if (cJSON_IsString(body)) {
		put_string(f, json_word(body, ""));
		return;
	}
	if (!object && !cJSON_IsArray(body)) {
		json_put(k, body);
		return;
	}
	sink_byte(k, object ? '{' : '[');
	for (const cJSON *at = body->child; at != NULL; at = at->next) {
		size_t	 mark = k->len, value, all = f->holes.all;
		size_t	 empty = f->holes.empty;
		slice	 key = json_key(at);
		bool	 optional = slice_ends(key, SLICE("?"));

		if (k->len > begin)
			sink_byte(k, ',');
		if (object) {
			json_quote(k, slice_head(key, key.n - optional));
			sink_byte(k, ':');
		}
		value = k->len;
		put_any(f, at);
		all = f->holes.all - all;
		empty = f->holes.empty - empty;
		if (optional && ((all && all == empty) ||
		    slice_word("\"\" null [] {}",
		    slice_from(sink_slice(k), value)) >= 0))
			k->len = mark;
	}
	sink_byte(k, object ? '}' : ']');
}

bool
template_json(const struct template_scope *scope, const cJSON *body,
    slice *out, struct fault *fault)
{
	struct room room;
	struct fill f = { .k = &room.k, .place = TEMPLATE_JSON,
	    .scope = &room.scope, .fault = fault };

	room_open(&room, scope);
	put_any(&f, body);
	return room_close(&room, out, fault) && !f.failed;
}
