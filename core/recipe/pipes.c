#include "core/recipe/pipes.h"

#include "core/recipe/escape.h"
#include "core/text/html.h"
#include "core/recipe/piece.h"
#include "core/text/text.h"
#include "core/web/url.h"
#include "core/when/when.h"

enum argument { NOTHING, TEXT, NUMBER, NAME, MARKUP };

/* A value on its way through one pipe. */
struct flow {
	const struct template_scope *scope;
	struct arena	*arena;
	struct value	 v;
	slice		 text;		/* v as text */
	slice		 arg;
	int64_t		 n;		/* arg as a number */
	int		 how;		/* from the table */
};

static struct value
none(void)
{
	return value_text(SLICE(""));
}

/* --- text to text --------------------------------------------------------- */

static void
put_html(struct sink *k, const struct flow *f)
{
	html_text(k, f->text);
}

static void
put_one_line(struct sink *k, const struct flow *f)
{
	text_tidy(k, f->text, false);
}

/* ASCII letters, as everywhere in this house. */
static void
put_case(struct sink *k, const struct flow *f)
{
	for (size_t i = 0; i < f->text.n; i++) {
		char	 c = f->text.p[i];

		sink_byte(k, ascii_alpha(c) ? (char)((c & ~0x20) | f->how) : c);
	}
}

static void
put_base64(struct sink *k, const struct flow *f)
{
	sink_base64(k, f->text);
}

static void
put_join(struct sink *k, const struct flow *f)
{
	sink_put(k, f->text);		/* of what is no array */
	for (const cJSON *at = f->v.node ? f->v.node->child : NULL; at != NULL;
	    at = at->next) {
		if (cJSON_IsString(at))
			sink_text(k, at->valuestring);
		else
			json_put(k, at);
		if (at->next != NULL)
			sink_put(k, f->arg);
	}
}

static void
put_escaped(struct sink *k, const struct flow *f)
{
	escape_put(k, f->arg, f->text);
}

/* --- the others ----------------------------------------------------------- */

static struct value
do_trim(const struct flow *f)
{
	return value_text(slice_trim(f->text));
}

static struct value
do_str(const struct flow *f)
{
	return value_text(f->text);
}

static struct value
do_raw(const struct flow *f)
{
	return f->v;			/* the place it stands in asks for it */
}

static struct value
do_int(const struct flow *f)
{
	int64_t	 i;

	if (!value_as_int(f->arena, f->v, &i) ||
	    (f->n > 0 && i > INT64_MAX - f->n) ||
	    (f->n < 0 && i < INT64_MIN - f->n))
		return none();
	return value_int(f->arena, i + f->n);
}

static struct value
do_num(const struct flow *f)
{
	struct fault unsaid = { "" };
	double	 d;

	if (!value_as_number(f->arena, f->v, &d))
		return none();
	return f->v.node ? f->v : value_node(json_parse(f->arena,
	    slice_trim(f->text), &unsaid));
}

static struct value
do_bool(const struct flow *f)
{
	static const slice falses[] = { { "", 0 }, { "0", 1 }, { "false", 5 } };
	bool	 yes = !value_empty(f->v);

	for (size_t i = 0; i < COUNT(falses); i++)
		if (!cJSON_IsArray(f->v.node) && !cJSON_IsObject(f->v.node) &&
		    slice_ieq(f->text, falses[i]))
			yes = false;
	return value_bool(f->arena, yes);
}

static struct value
do_exists(const struct flow *f)
{
	return value_bool(f->arena, !value_empty(f->v));
}

static struct value
do_default(const struct flow *f)
{
	return value_empty(f->v) ? value_text(f->arg) : f->v;
}

static struct value
do_first(const struct flow *f)
{
	return cJSON_IsArray(f->v.node) ? value_node(f->v.node->child) : f->v;
}

/* Behind (how 1) or before the last slash, that at the end not counted. */
static struct value
do_basename(const struct flow *f)
{
	slice	 s = f->text;
	size_t	 at;

	while (s.n && s.p[s.n - 1] == '/')
		s.n--;
	for (at = s.n; at > 0 && s.p[at - 1] != '/'; )
		at--;
	if (f->how)
		return value_text(slice_from(s, at));
	return value_text(slice_head(s, at ? at - 1 : s.n));
}

static struct value
do_host(const struct flow *f)
{
	struct url url;

	return url_split(f->text, &url) ? value_text(url.host) : none();
}

static struct value
do_param(const struct flow *f)
{
	struct url url;

	return url_split(f->text, &url) ?
	    value_text(url_param(f->arena, url.query, f->arg)) : none();
}

static struct value
do_after(const struct flow *f)
{
	size_t	 at = slice_find(f->text, f->arg);

	return value_text(slice_from(f->text,
	    at == f->text.n ? 0 : at + f->arg.n));
}

static struct value
do_cut(const struct flow *f)
{
	slice	 rest = f->text;

	for (int64_t i = 0; i < f->n && rest.n; i++)
		text_next(&rest);
	return value_text(slice_head(f->text, f->text.n - rest.n));
}

static struct value
do_limit(const struct flow *f)
{
	return value_text(text_cut(f->arena, f->text, (size_t)f->n,
	    (enum text_unit)f->how));
}

static struct value
do_unix(const struct flow *f)
{
	int64_t	 t;

	if (!value_as_time(f->arena, f->v, 0, &t) ||
	    t > INT64_MAX / 1000 || t < INT64_MIN / 1000)
		return none();
	return value_int(f->arena, t * f->how);
}

static struct value
do_date(const struct flow *f)
{
	const int64_t most = 253402300799;	/* the end of the year 9999 */
	char	 buf[40];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	int64_t	 t;

	if (!value_as_time(f->arena, f->v, 0, &t) || t > most || t < -most)
		return none();
	if (f->how == 'd')
		when_put_date(&k, t);
	else
		when_put(&k, t);
	return value_text(arena_copy(f->arena, sink_slice(&k)));
}

static struct value
do_stars(const struct flow *f)
{
	char	 buf[15];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	double	 d;

	if (!value_as_number(f->arena, f->v, &d))
		return none();
	for (int i = 0; i < 5; i++)
		sink_put(&k, d >= i + 0.5 ? SLICE("\xe2\x98\x85") :
		    SLICE("\xe2\x98\x86"));
	return value_text(arena_copy(f->arena, sink_slice(&k)));
}

static struct value
do_digest(const struct flow *f)
{
	const struct template_crypto *crypto = f->scope->crypto;
	unsigned char sum[32];
	char	 buf[64];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	if (crypto == NULL)
		return none();
	if (f->arg.n)
		crypto->hmac(value_ref(f->arg, f->scope).text, f->text, sum);
	else
		crypto->sha256(f->text, sum);
	sink_hex(&k, (slice){ (const char *)sum, sizeof(sum) });
	return value_text(arena_copy(f->arena, sink_slice(&k)));
}

/* Either `put` or `make`. Those marked see a value that is none, too. */
static const struct {
	slice	 name;
	unsigned char argument;
	bool	 always;
	int	 how;
	void	(*put)(struct sink *, const struct flow *);
	struct value (*make)(const struct flow *);
} pipes[] = {
#define PIPE(name, arg, always, how, put, make)				\
	{ { name, sizeof(name) - 1 }, arg, always, how, put, make }
	PIPE("html",	NOTHING, false,	0,	put_html,	NULL),
	PIPE("trim",	NOTHING, false,	0,	NULL,		do_trim),
	PIPE("one_line", NOTHING, false, 0,	put_one_line,	NULL),
	PIPE("lower",	NOTHING, false,	0x20,	put_case,	NULL),
	PIPE("upper",	NOTHING, false,	0,	put_case,	NULL),
	PIPE("int",	NOTHING, false,	0,	NULL,		do_int),
	PIPE("add",	NUMBER,	false,	0,	NULL,		do_int),
	PIPE("num",	NOTHING, false,	0,	NULL,		do_num),
	PIPE("str",	NOTHING, false,	0,	NULL,		do_str),
	PIPE("bool",	NOTHING, true,	0,	NULL,		do_bool),
	PIPE("exists",	NOTHING, true,	0,	NULL,		do_exists),
	PIPE("default",	TEXT,	true,	0,	NULL,		do_default),
	PIPE("first",	NOTHING, false,	0,	NULL,		do_first),
	PIPE("join",	TEXT,	false,	0,	put_join,	NULL),
	PIPE("basename", NOTHING, false, 1,	NULL,		do_basename),
	PIPE("dirname",	NOTHING, false,	0,	NULL,		do_basename),
	PIPE("host",	NOTHING, false,	0,	NULL,		do_host),
	PIPE("param",	TEXT,	false,	0,	NULL,		do_param),
	PIPE("after",	TEXT,	false,	0,	NULL,		do_after),
	PIPE("cut",	NUMBER,	false,	0,	NULL,		do_cut),
	PIPE("chars",	NUMBER,	false,	TEXT_CHARS, NULL,	do_limit),
	PIPE("bytes",	NUMBER,	false,	TEXT_BYTES, NULL,	do_limit),
	PIPE("utf16",	NUMBER,	false,	TEXT_UTF16, NULL,	do_limit),
	PIPE("graphemes", NUMBER, false, TEXT_GRAPHEMES, NULL,	do_limit),
	PIPE("unix",	NOTHING, false,	1,	NULL,		do_unix),
	PIPE("unixms",	NOTHING, false,	1000,	NULL,		do_unix),
	PIPE("rfc3339",	NOTHING, false,	0,	NULL,		do_date),
	PIPE("date",	NOTHING, false,	'd',	NULL,		do_date),
	PIPE("stars",	NOTHING, false,	0,	NULL,		do_stars),
	PIPE("b64",	NOTHING, false,	0,	put_base64,	NULL),
	PIPE("sha256",	NOTHING, false,	0,	NULL,		do_digest),
	PIPE("hmac",	NAME,	false,	0,	NULL,		do_digest),
	PIPE("esc",	MARKUP,	false,	0,	put_escaped,	NULL),
	PIPE("raw",	NOTHING, false,	0,	NULL,		do_raw),
};

static size_t
pipe_named(slice name)
{
	size_t	 p = 0;

	while (p < COUNT(pipes) && !slice_eq(pipes[p].name, name))
		p++;
	return p;
}

struct value
pipe_run(slice pipe, struct value v, const struct template_scope *scope)
{
	size_t	 p = pipe_named(slice_head(pipe, slice_index(pipe, ':')));
	struct flow f = { .scope = scope, .arena = scope->arena, .v = v };
	struct sink k;

	if (p == COUNT(pipes) || (value_empty(v) && !pipes[p].always))
		return none();
	f.arg = slice_from(pipe, pipes[p].name.n + 1);
	f.how = pipes[p].how;
	f.text = value_as_text(f.arena, v);
	if (pipes[p].argument == NUMBER && !slice_int(f.arg, &f.n))
		return none();
	if (pipes[p].make != NULL)
		return pipes[p].make(&f);
	k = sink_open(f.arena);
	pipes[p].put(&k, &f);
	return value_text(sink_close(&k, f.arena));
}

static bool
argument_fits(enum argument kind, slice pipe, slice arg)
{
	const int64_t most = 1000000000;
	int64_t	 n;

	switch (kind) {
	case NOTHING:
		return slice_index(pipe, ':') == pipe.n;
	case TEXT:
		return slice_index(pipe, ':') < pipe.n;
	case NUMBER:
		return slice_int(arg, &n) && n <= most && n >= -most &&
		    (n >= 0 || slice_starts(pipe, SLICE("add:")));
	case NAME:
		return piece_is_name(arg);
	case MARKUP:
		return escape_knows(arg);
	}
	return false;
}

bool
pipe_check(slice pipe, struct fault *fault)
{
	static const slice wants[] = {
		[NOTHING] =	{ "takes no argument", 17 },
		[TEXT] =	{ "wants a text after \":\"", 22 },
		[NUMBER] =	{ "wants a number after \":\"", 24 },
		[NAME] =	{ "wants a name after \":\"", 22 },
		[MARKUP] =	{ "wants slack, html or md after \":\"", 33 },
	};
	slice	 name = slice_head(pipe, slice_index(pipe, ':'));
	size_t	 p = pipe_named(name);

	if (p == COUNT(pipes))
		return fault_say(fault, SLICE("no such pipe \""), name,
		    SLICE("\""));
	if (!argument_fits(pipes[p].argument, pipe,
	    slice_from(pipe, name.n + 1)))
		return fault_say(fault, SLICE("the pipe "), name, SLICE(" "),
		    wants[pipes[p].argument]);
	return true;
}
