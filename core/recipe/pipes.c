#include "core/recipe/pipes.h"

#include "core/text/escape.h"
#include "core/text/html.h"
#include "core/recipe/piece.h"
#include "core/recipe/schema.h"
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
	int64_t		 i;		/* v as a whole number, as seconds */
	double		 d;		/* v as a number */
	int		 how;		/* from the table */
};

/* --- text to text --------------------------------------------------------- */

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

/* Those that need no words: `raw` is for the place that the value stands in. */
enum { RAW, TRIM, FIRST, AFTER, OTHERWISE, NUM, CUT, EXISTS, BOOL };

static struct value
do_simple(const struct flow *f)
{
	size_t	 at = slice_find(f->text, f->arg);
	slice	 rest = f->text;

	switch (f->how) {
	case TRIM:
		return value_text(slice_trim(f->text));
	case FIRST:
		return cJSON_IsArray(f->v.node) ?
		    value_node(f->v.node->child) : f->v;
	case AFTER:
		return value_text(slice_from(f->text, at == f->text.n ? 0 :
		    at + f->arg.n));
	case OTHERWISE:
		return value_empty(f->v) ? value_text(f->arg) : f->v;
	case NUM:
		return f->v.node ? f->v : value_node(json_parse(f->arena,
		    slice_trim(f->text), NULL));
	case EXISTS:
	case BOOL:			/* and none of the words for no */
		return value_node(json_new(f->arena, value_empty(f->v) ||
		    (f->how == BOOL && (slice_eq(rest, SLICE("0")) ||
		    slice_ieq(rest, SLICE("false")))) ? cJSON_False :
		    cJSON_True));
	case CUT:
		for (int64_t i = 0; i < f->n && rest.n; i++)
			text_next(&rest);
		return value_text(slice_head(f->text, f->text.n - rest.n));
	}
	return f->v;
}

/* Times `how`, and the argument; not what no number of ours can hold. */
static struct value
do_int(const struct flow *f)
{
	int64_t	 most = INT64_MAX / f->how;

	if (f->i > most || f->i < -most || (f->n < 0 ?
	    f->i * f->how < INT64_MIN - f->n :
	    f->i * f->how > INT64_MAX - f->n))
		return value_node(NULL);
	return value_node(json_new_int(f->arena, f->i * f->how + f->n));
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
	return value_text(f->how ? slice_from(s, at) :
	    slice_head(s, at ? at - 1 : s.n));
}

/* A parameter (how 1), or the host. */
static struct value
do_url(const struct flow *f)
{
	struct url url;

	if (!url_split(f->text, &url))
		return value_node(NULL);
	return value_text(f->how ? url_param(f->arena, url.query, f->arg) :
	    url.host);
}

static struct value
do_limit(const struct flow *f)
{
	return value_text(text_cut(f->arena, f->text, (size_t)f->n,
	    (enum text_unit)f->how));
}

static void
put_date(struct sink *k, const struct flow *f)
{
	const int64_t most = 253402300799;	/* the end of the year 9999 */

	if (f->i <= most && f->i >= -most)
		(f->how ? when_put_date : when_put)(k, f->i);
}

static void
put_stars(struct sink *k, const struct flow *f)
{
	for (int i = 0; i < 5; i++)
		sink_put(k, f->d >= i + 0.5 ? SLICE("\xe2\x98\x85") :
		    SLICE("\xe2\x98\x86"));
}

static struct value
do_digest(const struct flow *f)
{
	const struct template_crypto *crypto = f->scope->crypto;
	unsigned char sum[32];

	if (crypto == NULL)
		return value_node(NULL);
	if (f->arg.n)
		crypto->hmac(value_ref(f->arg, f->scope).text, f->text, sum);
	else
		crypto->sha256(f->text, sum);
	return value_text(sink_made(f->arena, sink_hex,
	    (slice){ (const char *)sum, sizeof(sum) }));
}

/* Those that write their text alone; that write more than that; or that make a
 * value. Those marked see a value that is none, too; `as` is what the value
 * must be: a whole number (i), a number (d), a time (t). */
static const struct {
	slice	 name;
	unsigned char argument;
	short	 how;
	bool	 always;
	char	 as;
	void	(*write)(struct sink *, slice);
	void	(*put)(struct sink *, const struct flow *);
	struct value (*make)(const struct flow *);
} pipes[] = {
#define ROW(name, argument, how) { name, sizeof(name) - 1 }, argument, how
	{ ROW("html", NOTHING, 0), .write = html_text },
	{ ROW("trim", NOTHING, TRIM), .make = do_simple },
	{ ROW("one_line", NOTHING, 0), .write = text_line },
	{ ROW("lower", NOTHING, 0x20), .put = put_case },
	{ ROW("upper", NOTHING, 0), .put = put_case },
	{ ROW("int", NOTHING, 1), .as = 'i', .make = do_int },
	{ ROW("add", NUMBER, 1), .as = 'i', .make = do_int },
	{ ROW("num", NOTHING, NUM), .as = 'd', .make = do_simple },
	{ ROW("str", NOTHING, 0), .write = sink_put },
	{ ROW("bool", NOTHING, BOOL), true, .make = do_simple },
	{ ROW("exists", NOTHING, EXISTS), true, .make = do_simple },
	{ ROW("default", TEXT, OTHERWISE), true, .make = do_simple },
	{ ROW("first", NOTHING, FIRST), .make = do_simple },
	{ ROW("join", TEXT, 0), .put = put_join },
	{ ROW("basename", NOTHING, 1), .make = do_basename },
	{ ROW("dirname", NOTHING, 0), .make = do_basename },
	{ ROW("host", NOTHING, 0), .make = do_url },
	{ ROW("param", TEXT, 1), .make = do_url },
	{ ROW("after", TEXT, AFTER), .make = do_simple },
	{ ROW("cut", NUMBER, CUT), .make = do_simple },
	{ ROW("chars", NUMBER, TEXT_CHARS), .make = do_limit },
	{ ROW("bytes", NUMBER, TEXT_BYTES), .make = do_limit },
	{ ROW("utf16", NUMBER, TEXT_UTF16), .make = do_limit },
	{ ROW("graphemes", NUMBER, TEXT_GRAPHEMES), .make = do_limit },
	{ ROW("unix", NOTHING, 1), .as = 't', .make = do_int },
	{ ROW("unixms", NOTHING, 1000), .as = 't', .make = do_int },
	{ ROW("rfc3339", NOTHING, 0), .as = 't', .put = put_date },
	{ ROW("date", NOTHING, 1), .as = 't', .put = put_date },
	{ ROW("stars", NOTHING, 0), .as = 'd', .put = put_stars },
	{ ROW("b64", NOTHING, 0), .write = sink_base64 },
	{ ROW("sha256", NOTHING, 0), .make = do_digest },
	{ ROW("hmac", NAME, 0), .make = do_digest },
	{ ROW("esc", MARKUP, 0), .put = put_escaped },
	{ ROW("raw", NOTHING, RAW), .make = do_simple },
#undef ROW
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
		return value_node(NULL);
	f.arg = slice_from(pipe, pipes[p].name.n + 1);
	f.how = pipes[p].how;
	f.text = value_as_text(f.arena, v);
	/* Its value or argument is not what the pipe works on. */
	if ((pipes[p].argument == NUMBER && !slice_int(f.arg, &f.n)) ||
	    (pipes[p].as == 'i' && !value_as_int(f.arena, v, &f.i)) ||
	    (pipes[p].as == 'd' && !value_as_number(f.arena, v, &f.d)) ||
	    (pipes[p].as == 't' && !value_as_time(f.arena, v, 0, &f.i)))
		return value_node(NULL);
	if (pipes[p].make != NULL)
		return pipes[p].make(&f);
	k = sink_open(f.arena);
	if (pipes[p].write != NULL)
		pipes[p].write(&k, f.text);
	else
		pipes[p].put(&k, &f);
	return value_text(sink_close(&k, f.arena));
}

bool
pipe_check(slice pipe, slice *wants, struct fault *fault)
{
	static const char *const kinds[] = { "pipe.nothing", "pipe.text",
	    "pipe.number", "pipe.name", "pipe.markup" };
	const int64_t most = 1000000000;
	slice	 name = slice_head(pipe, slice_index(pipe, ':'));
	slice	 arg = slice_from(pipe, name.n + 1);
	size_t	 p = pipe_named(name);
	enum argument kind = p < COUNT(pipes) ? pipes[p].argument : NOTHING;
	int64_t	 n;

	*wants = kind == NAME ? arg : SLICE("");
	if (p == COUNT(pipes))
		return fault_tell(fault, "no such pipe \"%\"", name);
	return (kind == NUMBER ? slice_int(arg, &n) && n <= most &&
	    n >= -most && (n >= 0 || slice_eq(name, SLICE("add"))) :
	    kind == NAME ? piece_is_name(arg) :
	    kind == MARKUP ? escape_knows(arg) :
	    (name.n < pipe.n) == (kind == TEXT)) ||
	    fault_tell(fault, "the pipe % %", name,
	    schema_line(slice_of(kinds[kind])));
}
