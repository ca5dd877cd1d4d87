#include "core/feed/feed_clean.h"

#include "core/feed/feed_char.h"

/* No step writes more than STEP bytes: the longest is a start tag's name with
 * its bracket, or an attribute without value, twice its name and four more. */
enum { STEP = 2 * FEED_NAME + 16 };

enum state {
	BEFORE,				/* no element yet */
	TEXT,
	CDATA,
	TAG,				/* behind the name of a start tag */
	QUOTED,
	BARE,				/* in a value without quotes */
	AFTER				/* behind the outermost element */
};

static bool
name_start(char c)
{
	return ascii_alpha(c) || c == '_' || c == ':' ||
	    (unsigned char)c >= 0x80;
}

static slice
name_at(slice s)
{
	size_t	 n = 0;

	while (n < s.n && n < FEED_NAME && (name_start(s.p[n]) ||
	    ascii_digit(s.p[n]) || s.p[n] == '-' || s.p[n] == '.'))
		n++;
	return slice_head(s, n);
}

static void
move(struct feed_clean *c, size_t n)
{
	c->rest = slice_from(c->rest, n);
}

/* Characters that mean themselves everywhere, as many as fit. */
static bool
put_plain(struct feed_clean *c, struct sink *k)
{
	size_t	 n = 0, room = k->cap - k->len;
	slice	 run;

	while (n < c->rest.n && n < room) {
		unsigned char b = (unsigned char)c->rest.p[n];

		if (b < 0x20 || b >= 0x80 || b == '<' || b == '&' ||
		    b == ']' || b == '"' || b == '\'' || b == '>')
			break;
		n++;
	}
	run = slice_head(c->rest, n);
	sink_put(k, run);
	move(c, n);
	return n > 0;
}

/*
 * A declaration, with the brackets of an internal subset. Entities of the
 * document's own could grow without limit or name files: they are refused.
 * Parameter entities are what old feeds use to include HTML's names: not
 * read either, but harmless unread.
 */
static size_t
declaration(struct feed_clean *c)
{
	slice	 s = c->rest;
	size_t	 i = 2, depth = 0;

	for (; i < s.n && (s.p[i] != '>' || depth); i++) {
		slice	 at = slice_from(s, i);

		if (s.p[i] == '[')
			depth++;
		else if (s.p[i] == ']' && depth)
			depth--;
		else if (slice_starts(at, SLICE("<!ENTITY")) &&
		    !slice_starts(slice_trim(slice_head(slice_from(at, 8),
		    16)), SLICE("%"))) {
			c->refused = true;
			fault_words(c->fault, "the feed declares entities of "
			    "its own (<!ENTITY), which is not allowed");
		}
	}
	return i < s.n ? i + 1 : s.n;
}

static bool
close_due(struct feed_clean *c, struct sink *k)
{
	if (c->depth <= c->close_to)
		return false;
	sink_put(k, SLICE("</"));
	sink_put(k, c->open[--c->depth]);
	sink_put(k, SLICE(">"));
	if (c->depth == 0)
		c->state = AFTER;
	return true;
}

static void
end_tag(struct feed_clean *c)
{
	slice	 name = name_at(slice_from(c->rest, 2));
	size_t	 n = 2 + name.n;
	unsigned at = c->depth;

	while (n < c->rest.n && c->rest.p[n] != '>' && c->rest.p[n] != '<')
		n++;
	if (n == c->rest.n)		/* cut off: it never came */
		at = 0;
	while (at > 0 && !slice_ieq(c->open[at - 1], name))
		at--;
	if (at > 0)
		c->close_to = at - 1;
	c->skip = n + (n < c->rest.n && c->rest.p[n] == '>');
}

static void
start_tag(struct feed_clean *c, struct sink *k)
{
	slice	 name = name_at(slice_from(c->rest, 1));

	if (c->depth == FEED_DEPTH || name.n == FEED_NAME) {
		c->refused = true;
		fault_say(c->fault, name.n == FEED_NAME ?
		    SLICE("an element's name is longer than 127 bytes") :
		    SLICE("elements are nested deeper than 200 levels"));
		return;
	}
	sink_byte(k, '<');
	sink_put(k, name);
	move(c, 1 + name.n);
	c->open[c->depth++] = name;
	c->close_to = c->depth;
	c->nattrs = 0;
	c->state = TAG;
}

static void
markup(struct feed_clean *c, struct sink *k)
{
	slice	 s = c->rest;
	char	 next = s.n > 1 ? s.p[1] : '\0';

	if (slice_starts(s, SLICE("<!--"))) {
		c->skip = 4 + slice_find(slice_from(s, 4), SLICE("-->")) + 3;
	} else if (c->depth && slice_starts(s, SLICE("<![CDATA["))) {
		sink_put(k, slice_head(s, 9));
		move(c, 9);
		c->state = CDATA;
	} else if (next == '!') {
		c->skip = declaration(c);
	} else if (next == '?') {
		c->skip = slice_index(s, '>') + 1;
	} else if (next == '/') {
		end_tag(c);
	} else if (name_start(next)) {
		start_tag(c, k);
	} else if (c->depth) {
		sink_put(k, feed_mark('<'));
		move(c, 1);
	} else {
		move(c, 1);
	}
}

static void
step_before(struct feed_clean *c, struct sink *k)
{
	char	 b = c->rest.p[0];

	if (b == '<')
		markup(c, k);
	else {
		if (b == '\n')
			sink_byte(k, b);
		move(c, 1);
	}
}

static void
step_text(struct feed_clean *c, struct sink *k)
{
	char	 b = c->rest.p[0];

	if (b == '<')
		markup(c, k);
	else if (b == '&')
		feed_reference(&c->rest, k);
	else if (b == '>') {
		sink_put(k, feed_mark(b));	/* never the end of ]]> */
		move(c, 1);
	} else
		feed_char(&c->rest, c->foreign, k);
}

static void
step_cdata(struct feed_clean *c, struct sink *k)
{
	if (!slice_starts(c->rest, SLICE("]]>"))) {
		feed_char(&c->rest, c->foreign, k);
		return;
	}
	sink_put(k, SLICE("]]>"));
	move(c, 3);
	c->state = TEXT;
}

static bool
attr_known(struct feed_clean *c, slice name)
{
	for (unsigned i = 0; i < c->nattrs; i++)
		if (slice_eq(c->attrs[i], name))
			return true;
	if (c->nattrs == FEED_ATTRS)
		return true;
	c->attrs[c->nattrs++] = name;
	return false;
}

static size_t
blanks(slice s)
{
	size_t	 n = 0;

	while (n < s.n && ascii_space(s.p[n]))
		n++;
	return n;
}

static void
attribute(struct feed_clean *c, struct sink *k)
{
	slice	 name = name_at(c->rest), after = slice_from(c->rest, name.n);
	size_t	 gap = blanks(after);

	c->mute = attr_known(c, name);
	after = slice_from(after, gap);
	if (after.n && after.p[0] == '=') {
		after = slice_from(after, 1);
		after = slice_from(after, blanks(after));
		c->quote = after.n ? after.p[0] : '\0';
		c->state = c->quote == '"' || c->quote == '\'' ? QUOTED : BARE;
		if (c->state == BARE)
			c->quote = '"';
		else
			after = slice_from(after, 1);
	}
	if (!c->mute) {
		sink_byte(k, ' ');
		sink_put(k, name);
		sink_byte(k, '=');
		sink_byte(k, c->state == TAG ? '"' : c->quote);
		if (c->state == TAG) {
			sink_put(k, name);
			sink_byte(k, '"');
		}
	}
	c->rest = after;
}

static void
step_tag(struct feed_clean *c, struct sink *k)
{
	char	 b = c->rest.p[0];
	bool	 empty = slice_starts(c->rest, SLICE("/>"));

	if (empty || b == '>' || b == '<') {
		sink_byte(k, '>');
		move(c, b == '<' ? 0 : empty ? 2 : 1);
		c->close_to = c->depth - empty;
		c->state = TEXT;
	} else if (name_start(b)) {
		attribute(c, k);
	} else {
		if (b == '\n')
			sink_byte(k, b);
		move(c, 1);
	}
}

static void
end_value(struct feed_clean *c, struct sink *k)
{
	if (!c->mute)
		sink_byte(k, c->quote);
	c->mute = false;
	c->state = TAG;
}

static void
step_value(struct feed_clean *c, struct sink *k)
{
	char	 b = c->rest.p[0];
	size_t	 before = k->len;

	if (c->state == QUOTED && b == c->quote) {
		move(c, 1);
		end_value(c, k);
		return;
	}
	if (c->state == BARE && (b == '>' || ascii_space(b))) {
		end_value(c, k);
		return;
	}
	if (b == '&')
		feed_reference(&c->rest, k);
	else if (feed_mark(b).n) {
		sink_put(k, feed_mark(b));
		move(c, 1);
	} else
		feed_char(&c->rest, c->foreign, k);
	if (c->mute)
		k->len = before;
}

/* What is passed over leaves its line breaks, one a step. */
static void
step_skip(struct feed_clean *c, struct sink *k)
{
	slice	 s = slice_head(c->rest, c->skip);
	size_t	 n = slice_index(s, '\n');

	if (n < s.n) {
		sink_byte(k, '\n');
		n++;
	}
	move(c, n);
	c->skip = s.n - n;
}

void
feed_clean_init(struct feed_clean *c, slice text, struct fault *fault)
{
	memset(c, 0, sizeof(*c));
	c->rest = text;
	c->fault = fault;
}

bool
feed_clean(struct feed_clean *c, struct sink *k)
{
	static void (*const steps[])(struct feed_clean *, struct sink *) = {
		[BEFORE] = step_before, [TEXT] = step_text,
		[CDATA] = step_cdata, [TAG] = step_tag,
		[QUOTED] = step_value, [BARE] = step_value,
	};

	while (!c->refused && k->cap - k->len >= STEP) {
		if (c->skip)
			step_skip(c, k);
		else if (close_due(c, k))
			continue;
		else if (c->rest.n == 0 || c->state == AFTER)
			break;
		else if ((c->state != TEXT && c->state != CDATA) ||
		    !put_plain(c, k))
			steps[c->state](c, k);
	}
	return k->len > 0 && !c->refused;
}
