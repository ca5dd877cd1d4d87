/*
 * hushed.c - the configuration for somebody who may not sign in with
 * it. The owner's layout and comments stay: only the words of secrets go.
 */
#include "firmware/config/config.h"

#include "core/json/json.h"

enum { GROWTH = 8192 };		/* bytes that our words may be longer */

static bool
way_has(const struct config_way *w, slice value)
{
	for (size_t i = 0; i < w->nparams; i++)
		if (w->params[i].secret && slice_eq(w->params[i].value, value))
			return true;
	return false;
}

static bool
is_secret(const struct config *c, slice value)
{
	for (size_t i = 0; i < c->nsources; i++)
		if (way_has(&c->sources[i].way, value))
			return true;
	for (size_t i = 0; i < c->nchannels; i++)
		if (way_has(&c->channels[i].way, value))
			return true;
	return value.n != 0 && slice_eq(c->fleet.key, value);
}

/* A string with its quotes, a number or a word, or one byte of what is
 * between. The text is JSON: it was read before. */
static size_t
token_length(slice s)
{
	size_t	 n = 1;

	if (s.p[0] == '"') {
		while (n < s.n && s.p[n] != '"')
			n += s.p[n] == '\\' ? 2 : 1;
		return n < s.n ? n + 1 : s.n;
	}
	while (n < s.n && strchr("{}[]:,\" \t\r\n", s.p[0]) == NULL &&
	    strchr("{}[]:,\" \t\r\n", s.p[n]) == NULL)
		n++;
	return n;
}

static slice
token_value(struct arena *a, slice token)
{
	struct fault unsaid = { "" };

	if (token.p[0] != '"')
		return token;
	if (slice_index(token, '\\') == token.n)
		return (slice){ token.p + 1, token.n - 2 };
	return json_text(a, json_parse(a, token, &unsaid));
}

slice
config_hushed(struct arena *a, const struct config *c, slice text)
{
	size_t	 room = text.n + GROWTH, mark;
	struct sink k = { .buf = arena_take(a, room), .cap = room };

	if (k.buf == NULL)
		return SLICE("");
	while (text.n) {
		slice	 token = slice_head(text, token_length(text));

		mark = a->used;
		if (is_secret(c, token_value(a, token)))
			sink_text(&k, "\"" CONFIG_LEFT_OUT "\"");
		else
			sink_put(&k, token);
		a->used = mark;
		text = slice_from(text, token.n);
	}
	return k.full ? SLICE("") : sink_slice(&k);
}
