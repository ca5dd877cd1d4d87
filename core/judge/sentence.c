#include "core/judge/sentence.h"

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
	*k = (struct sentences){ .text = text, .after = text.p,
	    .skip = text.p, .tag = text.p };
	tokens_init(&k->tokens, text);
}

static bool
has_room(const struct sentence *s, size_t n)
{
	return s->n < SENTENCE_WORDS && s->len + n + 1 <= SENTENCE_BYTES;
}

/* The caller has seen that there is room. */
static inline struct sentence_word *
put(struct sentence *s, slice fold, slice raw, uint32_t hash)
{
	struct sentence_word *w = &s->words[s->n++];

	if (s->len > 0)
		s->buf[s->len++] = ' ';
	*w = (struct sentence_word){ .raw = raw, .at = (uint16_t)s->len,
	    .n = (uint16_t)fold.n, .hash = hash };
	slice_copy(s->buf + s->len, fold);
	s->len += fold.n;
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

static bool
is_drawn(slice fold)
{
	for (size_t i = 2; i < fold.n; i++)
		if (fold.p[i] == fold.p[i - 1] && fold.p[i] ==
		    fold.p[i - 2] && ascii_alpha(fold.p[i]))
			return true;
	return false;
}

/* Where the next word of "#LovedIt" begins: a capital behind a small one. */
static size_t
hump(slice raw, size_t at)
{
	for (at++; at < raw.n; at++)
		if (raw.p[at] >= 'A' && raw.p[at] <= 'Z' &&
		    raw.p[at - 1] >= 'a' && raw.p[at - 1] <= 'z')
			break;
	return at;
}

static inline void
put_word(struct sentence *s, const struct token *t, slice fold, slice raw,
    uint32_t hash)
{
	struct sentence_word *w = put(s, fold, raw, hash);

	w->emoji = t->kind == TOKEN_EMOJI;
	w->wide = t->kind == TOKEN_WIDE;
	w->capitals = t->kind == TOKEN_WORD && is_capitals(raw);
	w->drawn = t->kind == TOKEN_WORD && is_drawn(fold);
}

/* The words of a hashtag, as far as it shows them. */
static void
put_humps(struct sentence *s, const struct token *t)
{
	slice	 fold = token_fold(t);

	for (size_t at = 0, to; at < t->n && s->n < SENTENCE_WORDS &&
	    s->len + fold.n + 1 < SENTENCE_BYTES; at = to) {
		slice	 part;

		to = hump(t->raw, at);
		part = slice_head(slice_from(fold, at), to - at);
		put_word(s, t, part, slice_head(slice_from(t->raw, at),
		    to - at), hash_bytes(part));
		s->words[s->n - 1].tagged = true;
	}
}

static void
put_token(struct sentence *s, const struct token *t, bool comma,
    const char *tag)
{
	size_t	 first = s->n;

	if (t->raw.p < tag && t->raw.n == t->n && hump(t->raw, 0) < t->n)
		put_humps(s, t);
	else
		put_word(s, t, token_fold(t), t->raw, t->hash);
	s->words[first].comma = comma;
	s->words[first].tagged = t->raw.p < tag;
}

/* The bytes of the face that begins here, or 0. */
static size_t
put_face(struct sentence *s, slice at)
{
	for (size_t i = 0; i < COUNT(faces); i++) {
		size_t	 n = faces[i].face.n;
		slice	 behind = slice_from(at, n);

		if (!slice_starts(at, faces[i].face) ||
		    (behind.n && (ascii_alpha(behind.p[0]) ||
		    behind.p[0] == '/')) || !has_room(s, faces[i].emoji.n))
			continue;
		put(s, faces[i].emoji, slice_head(at, n),
		    hash_bytes(faces[i].emoji))->emoji = true;
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

/* An address goes up to the next blank; of some only "http" is left. */
static bool
is_address(const struct sentences *k, const struct token *t)
{
	const char *end = k->text.p + k->text.n, *p = t->raw.p + t->raw.n;

	if (t->n < 3 || (t->fold[0] != 'h' && t->fold[0] != 'w'))
		return false;
	return slice_ieq(t->raw, SLICE("http")) ||
	    slice_ieq(t->raw, SLICE("https")) ||
	    (slice_ieq(t->raw, SLICE("www")) && p < end && *p == '.');
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

/* The next word that is none of an address or an account. */
static bool
fetch(struct sentences *k)
{
	struct token *t = &k->next;

	k->has_next = false;
	while (token_next(&k->tokens, t)) {
		if (t->raw.p < k->skip)
			continue;
		if (t->kind == TOKEN_TAG) {
			read_tag(k, t);
			continue;
		}
		if (is_address(k, t)) {
			k->addresses++;
			k->skip = blank_after(k, t->raw.p);
			continue;
		}
		k->has_next = true;
		return true;
	}
	return false;
}

/* Makes next the word after what was skipped, or the end of the text. */
static void
ahead(struct sentences *k)
{
	do {
		if (!k->has_next && !fetch(k)) {
			k->next.raw = slice_from(k->text, k->text.n);
			return;
		}
		k->has_next = k->next.raw.p >= k->skip;
	} while (!k->has_next);
}

bool
sentence_next(struct sentences *k, struct sentence *s)
{
	bool	 comma = false, ends = false;

	s->memo = NULL;
	s->n = s->len = s->exclamations = 0;
	s->question = s->dots = false;
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
		put_token(s, &k->next, comma, k->tag);
		k->after = k->next.raw.p + k->next.raw.n;
		k->has_next = false;
		ahead(k);
	}
	return true;
}
