#include "core/match/tokens.h"

#include "core/match/drawn.h"
#include "core/match/plain.h"
#include "core/text/text.h"

enum {
	TAIL_LEAST = 3,		/* "l'escale" has a tail, "don't" has none */
	SKIN_FIRST = 0x1f3fb,
	SKIN_LAST = 0x1f3ff,
	REGION_A = 0x1f1e6,
	REGION_Z = 0x1f1ff
};

struct range {
	uint32_t first, last;
};

static const struct range emoji[] = {
	{ 0x203c, 0x203c }, { 0x2049, 0x2049 }, { 0x2300, 0x23ff },
	{ 0x2600, 0x27bf }, { 0x2b00, 0x2bff }, { 0x1f000, 0x1faff },
};

/* Thai to Myanmar, Khmer: no blanks between words there either. */
static const struct range unspaced[] = {
	{ 0x0e00, 0x0eff }, { 0x1000, 0x109f }, { 0x1780, 0x17ff },
};

static bool
among(uint32_t c, const struct range *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (c >= r[i].first && c <= r[i].last)
			return true;
	return false;
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool
is_apostrophe(uint32_t c)
{
	uint32_t out[3];

	if (c < 0x80 || c == TEXT_BAD)
		return c == '\'';
	return text_fold(c, out) == 1 && out[0] == '\'';
}

static bool
is_emoji(uint32_t c)
{
	return c >= emoji[0].first && among(c, emoji, COUNT(emoji));
}

static bool
is_word(uint32_t c)
{
	if (c < 0x80)
		return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	return text_is_word(c) && !is_emoji(c) && !is_apostrophe(c);
}

static bool
is_wide(uint32_t c)
{
	return c >= unspaced[0].first &&
	    (text_is_wide(c) || among(c, unspaced, COUNT(unspaced)));
}

static bool
is_plain(uint32_t c)	/* part of a word of several letters */
{
	return is_word(c) && !is_wide(c);
}

static bool
is_silent(uint32_t c)	/* soft hyphen, joiners, marks of direction */
{
	uint32_t out[3];

	return c >= 0x80 && c != TEXT_BAD && !text_is_space(c) &&
	    text_fold(c, out) == 0;
}

static uint32_t
peek(slice rest)
{
	return rest.n ? text_next(&rest) : TEXT_BAD;
}

static void
put(struct token *t, uint32_t c)
{
	struct sink k = { .buf = t->fold, .cap = TOKEN_MAX, .len = t->n };

	text_put(&k, c);
	if (k.full)
		t->whole = false;
	else if (t->whole)
		t->n = k.len;
}

static void
put_byte(struct token *t, char c)
{
	if (t->n == TOKEN_MAX)
		t->whole = false;
	else if (t->whole)
		t->fold[t->n++] = c;
}

static void
put_folded(struct token *t, uint32_t c)
{
	uint32_t out[3];
	size_t	 n = text_fold(c, out);

	for (size_t i = 0; i < n; i++)
		put(t, out[i]);
}

void
tokens_init(struct tokens *k, slice text)
{
	/* no text is a text without a byte: pointers are counted on */
	*k = (struct tokens){ .rest = text.n ? text : SLICE(""),
	    .before = ' ' };
}

void
tokens_init_handle(struct tokens *k, slice handle)
{
	tokens_init(k, handle);
	k->handle = handle.n > 0 && is_word(peek(handle));
}

static void
begin(struct token *t, const struct tokens *k, slice at, enum token_kind kind)
{
	t->raw = slice_head(at, 0);
	t->pos = k->pos;
	t->kind = kind;
	t->whole = t->thrice = true;
	t->n = t->head = t->tail = 0;
	t->hash = 0;
}

/* Joins the word on: an apostrophe before a letter, a point in a number. */
static __attribute__((cold)) bool
joins(uint32_t last, uint32_t c, slice after)
{
	uint32_t next = peek(after);

	if (is_apostrophe(c))
		return is_plain(next) && !is_digit(next);
	return (c == '.' || c == ',') && is_digit(last) && is_digit(next);
}

static void
ending(struct token *t, size_t joint)	/* "s" of "joe's" */
{
	if (joint == 0 || !t->whole)
		return;
	if (t->n - joint == 1 && t->fold[joint] == 's')
		t->head = joint;
	else if (t->n - joint >= TAIL_LEAST)
		t->tail = joint;
}

static void
take_word(struct tokens *k, slice at, struct token *t)
{
	slice	 rest = at;
	uint32_t last = 0;
	size_t	 joint = 0;

	begin(t, k, at, TOKEN_WORD);
	while (rest.n) {
		slice	 after = rest;
		uint32_t c = text_next(&after);
		char	 letter = c < 0x80 ? plain_fold((char)c) : '\0';

		if (letter > PLAIN_OTHER || is_plain(c)) {
			if (letter > PLAIN_OTHER)
				put_byte(t, letter);
			else
				put_folded(t, c);
			t->raw.n = at.n - after.n;
			last = c;
		} else if (joins(last, c, after)) {
			if (is_apostrophe(c))
				joint = t->n;
			else
				put(t, '.');
		} else if (!is_silent(c)) {
			break;
		}
		rest = after;
	}
	ending(t, joint);
	k->before = last;
	k->rest = rest;
}

/* The same as take_word() and most of all words: letters of ASCII, and then
 * something that cannot belong to the word. false: nothing is done. */
static bool
take_ascii(struct tokens *k, slice at, struct token *t)
{
	const char *p = at.p, *end = p + (at.n < TOKEN_MAX ? at.n : TOKEN_MAX);
	char	*to = t->fold, *joint = NULL, c;
	uint32_t h = HASH_BEGIN;

	for (;;) {
		for (; p < end && (c = plain_fold(*p)) > PLAIN_OTHER; p++) {
			*to++ = c;
			h = hash_byte(h, c);
		}
		if (end - p < 2 || *p != '\'' || !ascii_alpha(p[1]))
			break;
		joint = to;
		p++;
	}
	if (p == end ? at.n >= TOKEN_MAX : plain_goes_on(p, end))
		return false;
	begin(t, k, at, TOKEN_WORD);
	t->raw.n = (size_t)(p - at.p);
	t->n = (size_t)(to - t->fold);
	t->hash = hash_end(h);
	t->thrice = joint != NULL || drawn_may_be(at, t->raw.n);
	if (joint != NULL)
		ending(t, (size_t)(joint - t->fold));
	k->before = (uint8_t)p[-1];
	k->rest = (slice){ p, at.n - t->raw.n };
	k->pos++;
	return true;
}

static __attribute__((cold)) void
take_wide(struct tokens *k, slice at, uint32_t c, struct token *t)
{
	begin(t, k, at, TOKEN_WIDE);
	put_folded(t, c);
	t->raw.n = at.n - k->rest.n;
}

/* A flag is two letters; colour and style of an emoji do not count. */
static __attribute__((cold)) void
take_emoji(struct tokens *k, slice at, uint32_t c, struct token *t)
{
	begin(t, k, at, TOKEN_EMOJI);
	put(t, c);
	if (c >= REGION_A && c <= REGION_Z) {
		slice	 after = k->rest;
		uint32_t next = after.n ? text_next(&after) : 0;

		if (next >= REGION_A && next <= REGION_Z) {
			put(t, next);
			k->rest = after;
		}
	}
	t->raw.n = at.n - k->rest.n;
}

/* What may stand inside a tag; the dots and such only before more of it. */
static bool
in_tag(uint32_t sign, uint32_t c, slice after)
{
	if (is_word(c) || c == '_')
		return true;
	return sign == '@' && (c == '.' || c == '-' || c == '@') &&
	    (is_word(peek(after)) || peek(after) == '_');
}

static __attribute__((cold)) void
take_tag(const struct tokens *k, slice at, slice rest, uint32_t sign,
    struct token *t)
{
	bool	 host = false;	/* a second one would be quadratic, "@_@_" */

	begin(t, k, at, TOKEN_TAG);
	put(t, sign);
	while (rest.n) {
		slice	 after = rest;
		uint32_t c = text_next(&after);

		if (!in_tag(sign, c, after) || (c == '@' && host))
			break;
		host = host || c == '@';
		if (t->head == 0 && (c == '.' || c == '@'))
			t->head = t->n;
		put_folded(t, c);
		rest = after;
	}
	t->raw.n = at.n - rest.n;
}

/* Over what is of ASCII and begins nothing; false: to the end. */
static inline bool
skip_ascii(struct tokens *k)
{
	const char *p = k->rest.p, *end = p + k->rest.n;

	while (p < end && plain_fold(*p) == '\0')
		p++;
	if (p > k->rest.p) {
		k->before = (uint8_t)p[-1];
		k->rest = (slice){ p, (size_t)(end - p) };
	}
	return p < end;
}

/* '#' or '@' when a tag begins with c, else 0. */
static uint32_t
tag_sign(const struct tokens *k, uint32_t c)
{
	bool	 hash = c == '#' || c == 0xff03;
	uint32_t next;

	if (!hash && ((c != '@' && c != 0xff20) || is_plain(k->before)))
		return 0;
	next = peek(k->rest);
	if (!is_word(next) && next != '_')
		return 0;
	return hash ? '#' : '@';
}

static bool
take(struct tokens *k, slice at, uint32_t c, struct token *t)
{
	if (is_emoji(c) && (c < SKIN_FIRST || c > SKIN_LAST))
		take_emoji(k, at, c, t);
	else if (!is_word(c))
		return false;
	else if (is_wide(c))
		take_wide(k, at, c, t);
	else
		take_word(k, at, t);
	if (t->n == 0)		/* nothing but marks */
		return false;
	t->hash = hash_bytes(token_fold(t));
	k->pos++;
	return true;
}

/* What take_ascii() does not take; false: it begins none. */
static __attribute__((noinline)) bool
take_other(struct tokens *k, struct token *t)
{
	slice	 at = k->rest;
	uint32_t c = text_next(&k->rest), sign = tag_sign(k, c);

	if (sign != 0) {
		take_tag(k, at, k->rest, sign, t);
		k->before = sign;
		return true;
	}
	k->before = c;
	return take(k, at, c, t);
}

bool
token_next(struct tokens *k, struct token *t)
{
	if (k->handle) {
		k->handle = false;
		take_tag(k, k->rest, k->rest, '@', t);
		return true;
	}
	while (skip_ascii(k))
		if ((plain_fold(*k->rest.p) > PLAIN_OTHER &&
		    take_ascii(k, k->rest, t)) || take_other(k, t))
			return true;
	return false;
}
