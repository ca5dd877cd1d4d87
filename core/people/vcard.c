#include "core/people/vcard.h"

#include "core/mail/coding.h"
#include "core/people/card.h"
#include "core/text/charset.h"
#include "core/text/text.h"

/* One property, unfolded: its parts in the arena. */
struct property {
	slice	 name;			/* without its group */
	slice	 params;		/* ";TYPE=home;..." */
	slice	 value;			/* as it stands */
};

/* --- lines ------------------------------------------------------------ */

static slice
physical(struct vcards *v)
{
	slice	 line = slice_cut(&v->rest, '\n');

	v->line++;
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

static void
put_some(struct sink *k, slice s)
{
	size_t	 room = VCARD_LINE - k->len;

	if (k->len < VCARD_LINE)
		sink_put(k, slice_head(s, room));
}

/* The index of c outside of quotes. */
static size_t
outside(slice s, char c)
{
	bool	 quoted = false;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			quoted = !quoted;
		else if (s.p[i] == c && !quoted)
			return i;
	}
	return s.n;
}

static bool
is_quoted_printable(slice line)
{
	return slice_ihas(slice_head(line, outside(line, ':')),
	    SLICE("QUOTED-PRINTABLE"));
}

static bool
is_folded(slice rest)
{
	return rest.n && (rest.p[0] == ' ' || rest.p[0] == '\t');
}

static slice
unfold(struct vcards *v, struct arena *a)
{
	slice	 line = physical(v);
	bool	 soft = is_quoted_printable(slice_head(line, VCARD_LINE));
	struct sink k = sink_open(a);

	put_some(&k, line);
	for (;;) {
		bool	 more = soft && slice_ends(line, SLICE("="));

		if (v->rest.n == 0 || (!more && !is_folded(v->rest)))
			break;
		if (more)
			put_some(&k, SLICE("\r\n"));
		line = physical(v);
		put_some(&k, slice_from(line, !more));
	}
	return sink_close(&k, a);
}

static bool
split(slice line, struct property *p)
{
	size_t	 colon = outside(line, ':');
	slice	 head = slice_head(line, colon);
	size_t	 semi = slice_index(head, ';'), dot;

	if (colon == line.n)
		return false;
	p->value = slice_from(line, colon + 1);
	p->params = slice_from(head, semi);
	p->name = slice_trim(slice_head(head, semi));
	dot = slice_index(p->name, '.');
	if (dot < p->name.n)
		p->name = slice_from(p->name, dot + 1);
	return p->name.n != 0;
}

static slice
param(const struct property *p, slice name)
{
	slice	 rest = slice_from(p->params, 1), one;

	while (rest.n) {
		size_t	 n = outside(rest, ';');

		one = slice_head(rest, n);
		rest = slice_from(rest, n + 1);
		n = slice_index(one, '=');
		if (n == one.n || !slice_ieq(slice_trim(slice_head(one, n)),
		    name))
			continue;
		one = slice_trim(slice_from(one, n + 1));
		if (one.n > 1 && one.p[0] == '"' && one.p[one.n - 1] == '"')
			one = (slice){ one.p + 1, one.n - 2 };
		return one;
	}
	return SLICE("");
}

/* --- values ----------------------------------------------------------- */

static slice
decoded(struct arena *a, const struct property *p)
{
	enum charset cs = charset_named(param(p, SLICE("CHARSET")));
	struct sink k = sink_open(a);
	slice	 s = p->value;

	if (is_quoted_printable(p->params)) {
		coding_quoted(&k, s);
		s = sink_close(&k, a);
		k = sink_open(a);
	}
	if (cs == CHARSET_UNKNOWN || cs == CHARSET_UTF8)
		cs = text_valid(s) ? CHARSET_UTF8 : CHARSET_W1252;
	if (!charset_decode(&k, s, cs))
		return SLICE("");
	return sink_close(&k, a);
}

static void
put_unescaped(struct sink *k, slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		char	 c = s.p[i];

		if (c == '\\' && i + 1 < s.n) {
			c = s.p[++i];
			if (c == 'n' || c == 'N')
				c = '\n';
		}
		sink_byte(k, c);
	}
}

/* The part of a structured value before the next ';' that is none of its
 * text, and the rest behind it. */
static slice
component(slice *rest)
{
	size_t	 i = 0;
	slice	 part;

	while (i < rest->n && rest->p[i] != ';')
		i += rest->p[i] == '\\' && i + 1 < rest->n ? 2 : 1;
	part = slice_head(*rest, i);
	*rest = slice_from(*rest, i + 1);
	return part;
}

static slice
text_of(struct arena *a, slice s)
{
	struct sink k = sink_open(a);

	put_unescaped(&k, s);
	return sink_close(&k, a);
}

/* --- properties ------------------------------------------------------- */

/* And the fields of a card. */
enum { SORT_N = CARD_FIELDS, SORT_ORG, SORT_PAGE, SORT_CHAT };

static const struct {
	slice	 name;
	uint8_t	 sort;
} properties[] = {
	{ { "FN", 2 }, CARD_WHOLE }, { { "N", 1 }, SORT_N },
	{ { "ORG", 3 }, SORT_ORG }, { { "EMAIL", 5 }, CARD_MAIL },
	{ { "TEL", 3 }, CARD_PHONE }, { { "NOTE", 4 }, CARD_NOTE },
	{ { "URL", 3 }, SORT_PAGE }, { { "SOCIALPROFILE", 13 }, SORT_PAGE },
	{ { "X-SOCIALPROFILE", 15 }, SORT_PAGE },
	{ { "IMPP", 4 }, SORT_CHAT },
	{ { "X-EARSHOT-BOUGHT", 16 }, CARD_BOUGHT },
	{ { "X-EARSHOT-NEVER", 15 }, CARD_NEVER },
	{ { "X-EARSHOT-PREFERS", 17 }, CARD_PREFERS },
	{ { "X-EARSHOT-CONSENT", 17 }, CARD_CONSENT },
};

static slice
scheme_cut(slice *value)
{
	size_t	 n = slice_index(*value, ':');
	slice	 scheme = slice_head(*value, n);

	if (n == value->n || n > 20)
		return SLICE("");
	*value = slice_from(*value, n + 1);
	return scheme;
}

static void
put_page(struct card *c, const struct property *p, slice value)
{
	slice	 service = param(p, SLICE("SERVICE-TYPE"));
	slice	 user = param(p, SLICE("USERNAME"));

	if (service.n == 0)
		service = param(p, SLICE("TYPE"));
	if (user.n == 0)
		user = param(p, SLICE("X-USER"));
	if (slice_find(value, SLICE("://")) < value.n)
		card_handle(c, SLICE(""), value);
	else if (user.n == 0)
		user = value;
	if (service.n && user.n &&
	    !slice_ieq(p->name, SLICE("URL")))
		card_handle(c, service, user);
}

/* X-TWITTER, X-SKYPE-USERNAME: networks phones have names for. */
static void
put_network(struct card *c, const struct property *p, slice value)
{
	slice	 name = slice_from(p->name, 2);

	name = slice_head(name, slice_index(name, '-'));
	if (card_network(name))
		card_handle(c, name, value);
}

static void
put_property(struct card *c, const struct property *p)
{
	struct arena *a = c->arena;
	slice	 raw = decoded(a, p), value = text_of(a, raw), scheme;
	size_t	 i = 0;

	while (i < COUNT(properties) &&
	    !slice_ieq(properties[i].name, p->name))
		i++;
	if (i == COUNT(properties)) {
		if (slice_istarts(p->name, SLICE("X-")))
			put_network(c, p, value);
		return;
	}
	switch (properties[i].sort) {
	case SORT_N:			/* "Berg;Anna;;Dr.;" is Anna Berg */
		card_set(c, CARD_LAST, text_of(a, component(&raw)));
		card_set(c, CARD_FIRST, text_of(a, component(&raw)));
		break;
	case SORT_ORG:
		card_set(c, CARD_FIRM, text_of(a, component(&raw)));
		break;
	case SORT_PAGE:
		put_page(c, p, value);
		break;
	case SORT_CHAT:
		scheme = scheme_cut(&value);
		card_handle(c, scheme, value);
		break;
	default:
		card_set(c, (enum card_field)properties[i].sort, value);
	}
}

/* --- cards ------------------------------------------------------------ */

bool
vcard_is(slice file)
{
	size_t	 nbom;

	charset_of_bom(file, &nbom);
	if (nbom == 2 || nbom == 4)	/* CSV as well may be of that */
		return slice_find(slice_head(file, 100),
		    (slice){ "V\0C\0A\0R\0D", 9 }) <
		    (file.n < 100 ? file.n : 100);
	file = slice_trim(slice_from(file, nbom));
	return slice_istarts(file, SLICE("BEGIN:VCARD"));
}

void
vcards_init(struct vcards *v, struct arena *a, slice file)
{
	size_t	 nbom;
	enum charset cs = charset_of_bom(file, &nbom);
	struct sink k = sink_open(a);

	*v = (struct vcards){ .rest = slice_from(file, nbom) };
	if (cs == CHARSET_UNKNOWN || cs == CHARSET_UTF8)
		return;
	charset_decode(&k, file, cs);
	v->rest = sink_close(&k, a);
}

static bool
is_mark(const struct property *p, slice name)
{
	return slice_ieq(p->name, name) &&
	    slice_ieq(slice_trim(p->value), SLICE("VCARD"));
}

static enum vcard
bad(size_t line, slice why, struct fault *f)
{
	char	 number[24];

	fault_tell(f, "the card at line % %", fault_int(number, (int64_t)line),
	    why);
	return VCARD_BAD;
}

/* To the line behind BEGIN:VCARD; false: there is none. */
static bool
begin(struct vcards *v)
{
	struct property p;

	while (v->rest.n)
		if (split(slice_head(physical(v), VCARD_LINE), &p) &&
		    is_mark(&p, SLICE("BEGIN")))
			return true;
	return false;
}

enum vcard
vcard_next(struct vcards *v, struct arena *a, struct contact *out,
    struct fault *f)
{
	struct card c;
	size_t	 first, depth = 1, used;
	bool	 agent = false;

	if (!card_init(&c, a, out) || !begin(v))
		return VCARD_END;
	first = v->line;
	while (v->rest.n && depth) {
		struct vcards before = *v;
		struct property p;

		used = a->used;
		if (!split(unfold(v, a), &p))
			continue;
		if (is_mark(&p, SLICE("END"))) {
			depth--;
		} else if (is_mark(&p, SLICE("BEGIN"))) {
			if (!agent) {		/* its own end is lost */
				*v = before;
				return bad(first, SLICE("has no end"), f);
			}
			depth++;
		} else if (depth == 1) {
			agent = slice_ieq(p.name, SLICE("AGENT"));
			put_property(&c, &p);
		}
		if (a->spent)
			return bad(first, SLICE("is too large"), f);
		card_settle(&c, used);
	}
	if (depth)
		return bad(first, SLICE("has no end"), f);
	return card_close(&c) ? VCARD_GOOD : bad(first, SLICE("has no mail, "
	    "phone or handle to know them by"), f);
}
