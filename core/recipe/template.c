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
	struct holes	 holes;		/* so far */
	/* of one template */
	size_t		 start;		/* of all that is ours in the sink */
	size_t		 line;		/* of this line, its break included */
	struct holes	 line_holes;
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

/* Is one of these words between the `sep`? */
static bool
has_word(slice list, char sep, const char *words)
{
	while (list.n)
		if (slice_word(words, slice_cut(&list, sep)) >= 0)
			return true;
	return false;
}

/* `next` is what follows the hole: a base URL's last slash is not doubled. */
static bool
put_url(struct fill *f, const struct piece *piece, slice value, slice next)
{
	const struct template_var *var = template_var(f->scope, piece->ref);
	slice	 before = slice_from(sink_slice(f->k), f->start);
	slice	 path = slice_from(before,
	    slice_find(before, SLICE("://")) + 3);
	bool	 raw = has_word(piece->pipes, '|', "raw"), in_host, in_query;

	if (var != NULL && var->owner && (before.n == 0 || raw)) {
		if (has_control(value, true))
			return fault_tell(f->fault, "the value of {%} cannot "
			    "stand in an address", piece->text);
		if (before.n == 0 && slice_ends(value, SLICE("/")) &&
		    slice_starts(next, SLICE("/")))
			value.n--;
		sink_put(f->k, value);
		return true;
	}
	in_query = slice_index(path, '?') < path.n;
	in_host = !in_query && slice_index(path, '/') == path.n;
	raw = raw && !in_host;
	/* Those would climb out of the path they are put into. */
	if (!in_host && !in_query && has_word(value, '/', ". ..") &&
	    (raw || slice_index(value, '/') == value.n))
		return fault_tell(f->fault, "the value of {%} would climb in "
		    "the path", piece->text);
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
		return fault_tell(f->fault, "the value of {%} has a line break "
		    "or another control character, which a header cannot "
		    "carry", piece->text);
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
	f->holes.all += f->line_holes.all;
	f->holes.empty += f->line_holes.empty;
	f->line_holes = (struct holes){ 0, 0 };
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

static bool
put_text(struct fill *f, slice text)
{
	struct piece piece;
	bool	 good = true;

	f->start = f->line = f->k->len;
	f->several = f->kept = false;
	if (f->place == TEMPLATE_HEADER && has_control(text, false))
		return fault_words(f->fault, "a line break in a header");
	while (good && text.n) {
		good = piece_next(&text, &piece, f->fault);
		if (good && piece.hole)
			good = put_hole(f, &piece, text);
		else if (good)
			put_literal(f, piece.text);
	}
	end_line(f);
	return good;
}

bool
template_text(const struct template_scope *scope, slice text,
    enum template_place place, slice *out, size_t *empty, struct fault *fault)
{
	struct room room;
	struct fill f = { .k = &room.k, .place = place, .scope = &room.scope,
	    .fault = fault };
	bool	 good;

	room_open(&room, scope);
	good = put_text(&f, text);
	*empty = f.holes.empty;
	return room_close(&room, out, fault) && good;
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
static bool
put_string(struct fill *f, slice text)
{
	struct piece piece;
	struct value v;
	bool	 good;

	if (piece_whole(text, &piece)) {
		v = value_ref(piece.text, f->scope);
		f->holes.all++;
		f->holes.empty += value_empty(v);
		value_put_json(f->k, v);
		return true;
	}
	sink_byte(f->k, '"');
	good = put_text(f, text);
	sink_byte(f->k, '"');
	return good;
}

static bool put_any(struct fill *, const cJSON *);

/* Members and elements alike; false: the fault says why. */
static bool
put_members(struct fill *f, const cJSON *body)
{
	struct sink *k = f->k;
	size_t	 begin = k->len;

	for (const cJSON *at = body->child; at != NULL; at = at->next) {
		size_t	 mark = k->len, value;
		struct holes	 before = f->holes;
		slice	 key = json_key(at);
		bool	 optional = slice_ends(key, SLICE("?"));

		if (slice_starts(key, SLICE("//")))
			continue;
		if (k->len > begin)
			sink_byte(k, ',');
		if (cJSON_IsObject(body)) {
			json_quote(k, slice_head(key, key.n - optional));
			sink_byte(k, ':');
		}
		value = k->len;
		if (!put_any(f, at))
			return false;
		before.all = f->holes.all - before.all;
		before.empty = f->holes.empty - before.empty;
		if (optional && ((before.all && before.all == before.empty) ||
		    slice_word("\"\" null [] {}",
		    slice_from(sink_slice(k), value)) >= 0))
			k->len = mark;
	}
	return true;
}

static bool
put_any(struct fill *f, const cJSON *body)
{
	bool	 object = cJSON_IsObject(body), good;

	if (cJSON_IsString(body))
		return put_string(f, json_word(body, ""));
	if (!object && !cJSON_IsArray(body)) {
		json_put(f->k, body);
		return true;
	}
	sink_byte(f->k, object ? '{' : '[');
	good = put_members(f, body);
	sink_byte(f->k, object ? '}' : ']');
	return good;
}

bool
template_json(const struct template_scope *scope, const cJSON *body,
    slice *out, struct fault *fault)
{
	struct room room;
	struct fill f = { .k = &room.k, .place = TEMPLATE_JSON,
	    .scope = &room.scope, .fault = fault };
	bool	 good;

	room_open(&room, scope);
	good = put_any(&f, body);
	return room_close(&room, out, fault) && good;
}
