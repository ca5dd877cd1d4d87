#include "core/judge/sentence.h"

#include "core/match/drawn.h"
#include "core/text/text.h"

/* Emoticons, as the emoji whose weight they have. */
static const struct {
	slice	 face;
	slice	 emoji;
} faces[] = {
	{ { ":)", 2 }, { "\360\237\231\202", 4 } },
	{ { ":-)", 3 }, { "\360\237\231\202", 4 } },
	{ { "=)", 2 }, { "\360\237\231\202", 4 } },
	{ { ";)", 2 }, { "\360\237\230\211", 4 } },
	{ { ";-)", 3 }, { "\360\237\230\211", 4 } },
	{ { ":D", 2 }, { "\360\237\230\204", 4 } },
	{ { ":-D", 3 }, { "\360\237\230\204", 4 } },
	{ { "<3", 2 }, { "\342\235\244", 3 } },
	{ { ":(", 2 }, { "\360\237\231\201", 4 } },
	{ { ":-(", 3 }, { "\360\237\231\201", 4 } },
	{ { "=(", 2 }, { "\360\237\231\201", 4 } },
	{ { ":'(", 3 }, { "\360\237\230\242", 4 } },
	{ { ":/", 2 }, { "\360\237\230\225", 4 } },
	{ { ":-/", 3 }, { "\360\237\230\225", 4 } },
	{ { ":@", 2 }, { "\360\237\230\240", 4 } },
	{ { "</3", 3 }, { "\360\237\222\224", 4 } },
};

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

	if (s->len > 0)
		s->buf[s->len++] = ' ';
	*w = (struct sentence_word){ .raw = raw, .at = (uint16_t)s->len,
	    .n = (uint16_t)n, .hash = hash };
	s->len += n;
	return w;
}

static __attribute__((noinline)) bool
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

/* How a word is written, most in small letters; thrice: a letter may stand so
 * in a row. */
static inline void
look_at(struct sentence *s, struct sentence_word *w, bool thrice)
{
	slice	 fold = { s->buf + w->at, w->n };
	char	 last = w->raw.p[w->raw.n - 1];

	w->capitals = (last < 'a' || last > 'z') && is_capitals(w->raw);
	w->drawn = thrice && drawn_is(fold);
	s->capitals += w->capitals;
	s->drawn += w->drawn;
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
		w->tagged = true;
		at = to;
	} while (at < t->n && s->n < SENTENCE_WORDS);
}

/* The bytes of the face that begins here, or 0. */
static __attribute__((cold)) size_t
put_face(struct sentence *s, slice at)
{
	for (size_t i = 0; i < COUNT(faces); i++) {
		size_t	 n = faces[i].face.n;
		slice	 behind = slice_from(at, n);
		struct sentence_word *w;

		if (!slice_starts(at, faces[i].face) ||
		    (behind.n && (ascii_alpha(behind.p[0]) ||
		    behind.p[0] == '/')) || !has_room(s, faces[i].emoji.n))
			continue;
		w = add(s, slice_head(at, n), faces[i].emoji.n,
		    hash_bytes(faces[i].emoji));
		memcpy(s->buf + w->at, faces[i].emoji.p, faces[i].emoji.n);
		w->emoji = true;
		s->emoji++;
		return n;
	}
	return 0;
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

/* What stands between two words: marks and faces. True: the sentence ends. */
static bool
read_gap(struct sentences *k, struct sentence *s, slice gap, bool *comma)
{
	const char *end = k->text.p + k->text.n;
	uint32_t last = 0;
	bool	 ends = false;

	*comma = false;
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
		s->exclamations += c == '!' || c == 0xff01;
		s->question |= c == '?' || c == 0xff1f;
		s->dots |= (c == '.' && last == '.') || c == 0x2026;
		k->quotes += c == '"' || c == 0x201c || c == 0x201d;
		*comma |= is_comma(c);
		ends |= is_end(c);
		last = c;
	}
	return ends;
}

/* hash_bytes() of them, in small letters. */
#define HTTP	0xc165eebdu
#define HTTPS	0xad822e08u
#define WWW	0x40638c7fu

static inline bool
may_be_address(uint32_t hash)
{
	return hash == HTTP || hash == HTTPS || hash == WWW;
}

/* An address goes up to the next blank; of some only "http" is left. */
static bool
is_address(const struct sentences *k, const struct token *t)
{
	const char *end = k->text.p + k->text.n, *p = t->raw.p + t->raw.n;
	bool	 www = t->hash == WWW;

	return slice_ieq(t->raw, www ? SLICE("www") :
	    slice_head(SLICE("https"), t->n)) &&
	    (!www || (p < end && *p == '.'));
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
	if (!is_address(k, t))
		return false;
	k->addresses++;
	k->skip = blank_after(k, t->raw.p);
	return true;
}

/* The next word that is none of an address or an account. */
static bool
fetch(struct sentences *k)
{
	struct token *t = &k->next;

	k->has_next = false;
	while (token_next(&k->tokens, t)) {
		if (t->raw.p < k->skip || ((t->kind == TOKEN_TAG ||
		    may_be_address(t->hash)) && leave_out(k, t)))
			continue;
		memo_soon(k->memo, t->hash);
		k->has_next = true;
		return true;
	}
	return false;
}

static void
look_ahead(struct sentences *k)
{
	do {
		if (!k->has_next && !fetch(k)) {
			k->next.raw = slice_from(k->text, k->text.n);
			return;
		}
		k->has_next = k->next.raw.p >= k->skip;
	} while (!k->has_next);
}

/* Makes next the word after what was skipped, or the end of the text. */
static inline void
ahead(struct sentences *k)
{
	if (!k->has_next || k->next.raw.p < k->skip)
		look_ahead(k);
}

/* The same as for any other word, without the ways round that few need. */
static inline bool
put_plain(struct sentences *k, struct sentence *s)
{
	slice	 at = slice_from(k->tokens.rest, 1);
	uint32_t hash;
	size_t	 n;

	if (k->tokens.rest.p != k->after || k->after < k->skip ||
	    k->after < k->tag || !has_room(s, TOKEN_PLAIN) ||
	    (n = token_plain(&k->tokens, s->buf + s->len + 1, &hash)) == 0 ||
	    may_be_address(hash))
		return false;
	memo_soon(k->memo, hash);
	s->digits |= ascii_digit(at.p[0]);
	look_at(s, add(s, slice_head(at, n), n, hash), drawn_may_be(at, n));
	token_pass(&k->tokens, n);
	k->after = k->tokens.rest.p;
	return true;
}

bool
sentence_next(struct sentences *k, struct sentence *s)
{
	bool	 comma = false, ends = false;

	s->memo = NULL;
	s->n = s->len = s->exclamations = 0;
	s->capitals = s->drawn = s->emoji = s->slips = 0;
	s->question = s->dots = s->digits = s->felt = false;
	ahead(k);
	while (!ends) {
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
		if (k->next.raw.p != k->after)
			continue;
		if (k->next.raw.p < k->tag)
			put_tagged(s, &k->next, comma);
		else
			put_word(s, &k->next, 0, k->next.n)->comma = comma;
		k->after = k->next.raw.p + k->next.raw.n;
		k->has_next = false;
		while (put_plain(k, s))
			;
		ahead(k);
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
	return true;
}
