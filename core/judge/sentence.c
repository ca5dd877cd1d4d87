#include "core/judge/sentence.h"

#include "core/judge/address.h"
#include "core/judge/faces.h"
#include "core/match/drawn.h"
#include "core/match/plain.h"
#include "core/text/text.h"

static slice
between(const char *from, const char *to)
{
	return (slice){ from, to > from ? (size_t)(to - from) : 0 };
}

void
sentences_init(struct sentences *k, slice text)
{
	k->memo = NULL;
	k->text = text;
	k->after = k->skip = k->tag = text.p;
	k->has_next = false;
	k->addresses = k->accounts = k->tags = k->quotes = 0;
	tokens_init(&k->tokens, text);
}

static bool
has_room(const struct sentence *s, size_t n)
{
	return s->n < SENTENCE_WORDS && s->len + n + 1 <= SENTENCE_BYTES;
}

/* The caller has seen that there is room, and puts the fold at its end. */
static inline struct sentence_word *
add(struct sentence *s, slice raw, size_t n, uint32_t hash)
{
	struct sentence_word *w = &s->words[s->n++];

	s->buf[s->len++] = ' ';
	*w = (struct sentence_word){ .raw = raw, .at = (uint16_t)s->len,
	    .n = (uint16_t)n, .hash = hash };
	s->len += n;
	return w;
}

static bool
is_capitals(slice raw)
{
	size_t	 n = 0;

	for (size_t i = 0; i < raw.n; i++) {
		if (raw.p[i] >= 'a' && raw.p[i] <= 'z')
			return false;
		n += raw.p[i] >= 'A' && raw.p[i] <= 'Z';
	}
	return n >= 2;
}

/* Where the next word of "#LovedIt" begins: a capital behind a small one. */
static __attribute__((cold)) size_t
hump(slice raw, size_t at)
{
	for (at++; at < raw.n; at++)
		if (raw.p[at] >= 'A' && raw.p[at] <= 'Z' &&
		    raw.p[at - 1] >= 'a' && raw.p[at - 1] <= 'z')
			break;
	return at;
}

/* thrice: a letter may stand so in a row. */
static __attribute__((noinline)) void
look_closer(struct sentence *s, struct sentence_word *w, bool thrice)
{
	slice	 fold = { s->buf + w->at, w->n };

	w->capitals = is_capitals(w->raw);
	w->drawn = thrice && drawn_is(fold);
	s->digits |= ascii_digit(fold.p[0]);
	s->capitals += w->capitals;
	s->drawn += w->drawn;
}

/* How a word is written: most in small letters. */
static inline void
look_at(struct sentence *s, struct sentence_word *w, bool thrice)
{
	char	 last = w->raw.p[w->raw.n - 1];

	if (thrice | ascii_digit(w->raw.p[0]) | (last < 'a') | (last > 'z'))
		look_closer(s, w, thrice);
}

/* Words are short: so many bytes at once are their copy, and what is copied
 * behind them is overwritten by the next. */
enum { AT_ONCE = 16 };

/* The bytes of a token from one on; whole: all of them. */
static inline struct sentence_word *
put_word(struct sentence *s, const struct token *t, size_t at, size_t n)
{
	bool	 whole = n == t->n, word = t->kind == TOKEN_WORD;
	slice	 fold = { t->fold + at, n };
	slice	 raw = whole ? t->raw : (slice){ t->raw.p + at, n };
	struct sentence_word *w = add(s, raw, n, whole ? t->hash :
	    hash_bytes(fold));

	if (whole && n <= AT_ONCE && w->at <= SENTENCE_BYTES - AT_ONCE)
		memcpy(s->buf + w->at, t->fold, AT_ONCE);
	else
		memcpy(s->buf + w->at, fold.p, n);
	w->emoji = t->kind == TOKEN_EMOJI;
	w->wide = t->kind == TOKEN_WIDE;
	s->emoji += w->emoji;
	s->digits |= ascii_digit(fold.p[0]);
	if (word)
		look_at(s, w, t->thrice);
	return w;
}

/* A hashtag is the words in it, as far as it shows them. */
static __attribute__((cold)) void
put_tagged(struct sentence *s, const struct token *t, bool comma)
{
	bool	 humps = t->raw.n == t->n && hump(t->raw, 0) < t->n;
	size_t	 at = 0, to = t->n;

	do {
		struct sentence_word *w;

		if (humps && s->len + t->n + 1 >= SENTENCE_BYTES)
			break;
		to = humps ? hump(t->raw, at) : t->n;
		w = put_word(s, t, at, to - at);
		w->comma = comma && at == 0;
		w->tagged = s->tagged = true;
		at = to;
	} while (at < t->n && s->n < SENTENCE_WORDS);
}

/* The bytes of the face that begins here, or 0. */
static __attribute__((cold)) size_t
put_face(struct sentence *s, slice at)
{
	slice	 emoji;
	size_t	 n = face_begins(at, &emoji);
	struct sentence_word *w;

	if (n == 0 || !has_room(s, emoji.n))
		return 0;
	w = add(s, slice_head(at, n), emoji.n, hash_bytes(emoji));
	memcpy(s->buf + w->at, emoji.p, emoji.n);
	w->emoji = true;
	s->emoji++;
	return n;
}

static bool
is_end(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || c == '\n' ||
	    c == 0x2026 || c == 0x3002 || c == 0xff01 || c == 0xff1f;
}

static bool
is_comma(uint32_t c)
{
	return c == ',' || c == ';' || c == ':' || c == '(' || c == ')' ||
	    c == 0x2014;
}

/* A mark behind another one, or 0. True: the sentence ends. */
static bool
read_mark(struct sentences *k, struct sentence *s, uint32_t c, uint32_t last,
    bool *comma)
{
	s->exclamations += c == '!' || c == 0xff01;
	s->question |= c == '?' || c == 0xff1f;
	s->dots |= (c == '.' && last == '.') || c == 0x2026;
	k->quotes += c == '"' || c == 0x201c || c == 0x201d;
	*comma |= is_comma(c);
	return is_end(c);
}

/* What stands between two words: marks and faces. True: the sentence ends. */
static bool
read_gap(struct sentences *k, struct sentence *s, slice gap, bool *comma)
{
	const char *end = k->text.p + k->text.n;
	uint32_t last = 0;
	bool	 ends = false;

	if (gap.n == 1 && gap.p[0] == ' ')
		return false;
	while (gap.n) {
		slice	 at = between(gap.p, end);
		uint32_t c = text_next(&gap);
		size_t	 face = c == ':' || c == ';' || c == '=' || c == '<' ?
		    put_face(s, at) : 0;

		if (face > 0) {
			k->skip = at.p + face;
			gap = between(k->skip, gap.p + gap.n);
			continue;
		}
		ends |= read_mark(k, s, c, last, comma);
		last = c;
	}
	return ends;
}

static const char *
blank_after(const struct sentences *k, const char *p)
{
	const char *end = k->text.p + k->text.n;

	while (p < end && !ascii_space(*p))
		p++;
	return p;
}

/* The words of a hashtag are read, the name of an account is not. */
static void
read_tag(struct sentences *k, const struct token *t)
{
	const char *end = t->raw.p + t->raw.n;

	if (t->fold[0] == '@') {
		k->accounts++;
		k->skip = end;
	} else {
		k->tags++;
		k->tag = end;
	}
}

/* Is it no word: a tag, an address? Apart, for most are words. */
static __attribute__((cold)) bool
leave_out(struct sentences *k, const struct token *t)
{
	if (t->kind == TOKEN_TAG) {
		read_tag(k, t);
		return true;
	}
	if (!address_is(t->raw, t->hash, k->text))
		return false;
	k->addresses++;
	k->skip = blank_after(k, t->raw.p);
	return true;
}

/* Makes next the next word that is none of an address or an account. */
static void
look_ahead(struct sentences *k)
{
	struct token *t = &k->next;

	k->has_next = false;
	while (!k->has_next && token_next(&k->tokens, t)) {
		if (t->raw.p < k->skip || ((t->kind == TOKEN_TAG ||
		    address_may_be(t->hash)) && leave_out(k, t)))
			continue;
		memo_soon(k->memo, t->hash);
		k->has_next = true;
	}
}

/* The same where it is not known yet; or next.raw is the end of the text. */
static inline void
ahead(struct sentences *k)
{
	if (k->has_next && k->next.raw.p >= k->skip)
		return;
	if (k->has_next || k->tokens.rest.n > 0)
		look_ahead(k);
	if (!k->has_next)
		k->next.raw = slice_from(k->text, k->text.n);
}

/* The same as for any other word, without the ways round that few need. */
static inline bool
put_plain(const struct memo *memo, struct sentence *s, slice *rest,
    bool *comma)
{
	struct sentence_word *w;
	uint32_t hash;
	size_t	 n;
	slice	 at;

	if (rest->n == 0 || !has_room(s, TOKEN_PLAIN))
		return false;
	at = slice_from(*rest, *rest->p == ' ');
	n = token_plain(at, s->buf + s->len + 1, &hash);
	if (n == 0 || address_may_be(hash))
		return false;
	memo_soon(memo, hash);
	w = add(s, (slice){ at.p, n }, n, hash);
	w->comma = *comma;
	*comma = false;
	look_at(s, w, drawn_may_be(at, n));
	*rest = (slice){ at.p + n, at.n - n };
	return true;
}

/* The same as for any other gap: one mark of ASCII before a blank and a word,
 * or before the end. */
static inline bool
pass_mark(struct sentences *k, struct sentence *s, slice *rest, bool *comma,
    bool *ends)
{
	slice	 word = slice_from(*rest, 2);

	if (rest->n == 0 || plain_fold(rest->p[0]) != '\0' ||
	    (rest->n > 1 && (rest->p[1] != ' ' || word.n == 0 ||
	    plain_fold(word.p[0]) <= PLAIN_OTHER || address_begins(word))))
		return false;
	*ends = read_mark(k, s, (uint8_t)rest->p[0], 0, comma) && s->n > 0;
	*rest = slice_from(*rest, 1);
	return true;
}

/* Words as most are. True: the sentence has ended. */
static inline bool
put_many(struct sentences *k, struct sentence *s, bool *comma)
{
	slice	 rest = k->tokens.rest;
	bool	 ends = false;

	if (rest.p != k->after || k->after < k->skip || k->after < k->tag)
		return false;
	do {
		while (put_plain(k->memo, s, &rest, comma))
			;
	} while (pass_mark(k, s, &rest, comma, &ends) && !ends);
	tokens_pass(&k->tokens, rest);
	k->after = rest.p;
	return ends;
}

bool
sentence_next(struct sentences *k, struct sentence *s)
{
	bool	 comma = false, ends = false;

	s->memo = NULL;
	s->n = s->len = s->exclamations = 0;
	s->capitals = s->drawn = s->emoji = s->slips = 0;
	s->question = s->dots = s->digits = s->tagged = s->felt = false;
	while (!put_many(k, s, &comma)) {
		ahead(k);
		if (k->skip > k->after)		/* the address says nothing */
			k->after = k->skip < k->next.raw.p ? k->skip :
			    k->next.raw.p;
		ends = read_gap(k, s, between(k->after, k->next.raw.p),
		    &comma) && s->n > 0;
		k->after = k->next.raw.p;
		ahead(k);	/* the D of ":D" belongs to the face */
		if (!k->has_next)
			return s->n > 0;
		if (ends || !has_room(s, k->next.n))
			break;
		if (k->next.raw.p != k->after) {
			comma = false;
			continue;
		}
		if (k->next.raw.p < k->tag)
			put_tagged(s, &k->next, comma);
		else
			put_word(s, &k->next, 0, k->next.n)->comma = comma;
		comma = false;
		k->after = k->next.raw.p + k->next.raw.n;
		k->has_next = false;
	}
	return true;
}

/* (cold: rare, so rather small than quick) */
__attribute__((cold)) bool
sentence_change(struct sentence *s, size_t word, slice fold)
{
	struct sentence_word *w = &s->words[word];
	size_t	 behind = w->at + (size_t)w->n, len = s->len - w->n + fold.n;

	if (len > SENTENCE_BYTES)
		return false;
	memmove(s->buf + w->at + fold.n, s->buf + behind, s->len - behind);
	memcpy(s->buf + w->at, fold.p, fold.n);
	for (size_t i = word + 1; i < s->n; i++)
		s->words[i].at = (uint16_t)(s->words[i].at - w->n + fold.n);
	s->len = len;
	w->n = (uint16_t)fold.n;
	w->hash = hash_bytes(fold);
	w->marks = 0;
	return true;
}
