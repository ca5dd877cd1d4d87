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
	    .skip = text.p };
	tokens_init(&k->tokens, text);
}

static bool
has_room(const struct sentence *s, size_t n)
{
	return s->n < SENTENCE_WORDS && s->len + n + 1 <= SENTENCE_BYTES;
}

/* The caller has seen that there is room. */
static struct sentence_word *
put(struct sentence *s, slice fold, slice raw)
{
	struct sentence_word *w = &s->words[s->n++];

	if (s->len > 0)
		s->buf[s->len++] = ' ';
	*w = (struct sentence_word){ .raw = raw, .at = (uint16_t)s->len,
	    .n = (uint16_t)fold.n };
	memcpy(s->buf + s->len, fold.p, fold.n);
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
		if (ascii_alpha(fold.p[i]) && fold.p[i] == fold.p[i - 1] &&
		    fold.p[i] == fold.p[i - 2])
			return true;
	return false;
}

static void
put_token(struct sentence *s, const struct token *t, bool comma)
{
	slice	 fold = token_fold(t);
	struct sentence_word *w = put(s, fold, t->raw);

	w->comma = comma;
	w->emoji = t->kind == TOKEN_EMOJI;
	w->capitals = t->kind == TOKEN_WORD && is_capitals(t->raw);
	w->drawn = t->kind == TOKEN_WORD && is_drawn(fold);
}

static void
put_face(struct sentence *s, slice at)
{
	for (size_t i = 0; i < COUNT(faces); i++) {
		slice	 behind = slice_from(at, faces[i].face.n);

		if (!slice_starts(at, faces[i].face) ||
		    (behind.n && (ascii_alpha(behind.p[0]) ||
		    behind.p[0] == '/')) || !has_room(s, faces[i].emoji.n))
			continue;
		put(s, faces[i].emoji,
		    slice_head(at, faces[i].face.n))->emoji = true;
		return;
	}
}

/* What stands between two words: marks and faces. True: the sentence ends. */
static bool
read_gap(struct sentence *s, slice gap, const char *end, bool *comma)
{
	bool	 ends = false;

	*comma = false;
	while (gap.n) {
		slice	 at = between(gap.p, end);
		uint32_t c = text_next(&gap);

		if (c == ':' || c == ';' || c == '=' || c == '<')
			put_face(s, at);
		s->exclamations += c == '!' || c == 0xff01;
		s->question |= c == '?' || c == 0xff1f;
		*comma |= c == ',' || c == ';' || c == ':' || c == 0x2014 ||
		    c == '(' || c == ')';
		ends |= c == '.' || c == '!' || c == '?' || c == '\n' ||
		    c == 0x2026 || c == 0x3002 || c == 0xff01 || c == 0xff1f;
	}
	return ends;
}

/* An address goes up to the next blank. */
static bool
is_address(const struct sentences *k, const struct token *t)
{
	const char *end = k->text.p + k->text.n, *p = t->raw.p + t->raw.n;
	slice	 rest = { p, (size_t)(end - p) };

	return ((slice_ieq(t->raw, SLICE("http")) ||
	    slice_ieq(t->raw, SLICE("https"))) &&
	    slice_starts(rest, SLICE("://"))) ||
	    (slice_ieq(t->raw, SLICE("www")) && slice_starts(rest, SLICE(".")));
}

static const char *
blank_after(const struct sentences *k, const char *p)
{
	const char *end = k->text.p + k->text.n;

	while (p < end && !ascii_space(*p))
		p++;
	return p;
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
			if (t->fold[0] == '@')
				k->skip = t->raw.p + t->raw.n;
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

bool
sentence_next(struct sentences *k, struct sentence *s)
{
	const char *end = k->text.p + k->text.n;
	bool	 comma = false, ends = false;

	s->n = s->len = s->exclamations = 0;
	s->question = false;
	if (!k->has_next && !fetch(k))
		k->next.raw = (slice){ end, 0 };
	while (!ends) {
		if (k->skip > k->after)		/* the address says nothing */
			k->after = k->skip < k->next.raw.p ? k->skip :
			    k->next.raw.p;
		ends = read_gap(s, between(k->after, k->next.raw.p), end,
		    &comma) && s->n > 0;
		k->after = k->next.raw.p;
		if (!k->has_next)
			return s->n > 0;
		if (ends || !has_room(s, k->next.n))
			break;
		put_token(s, &k->next, comma);
		k->after = k->next.raw.p + k->next.raw.n;
		if (!fetch(k))
			k->next.raw = (slice){ end, 0 };
	}
	return true;
}

/* "sooo": with two letters for three and more, else with one. */
static bool
find_drawn(slice word, const char *const *words, const char *const *cues,
    struct cue *cue)
{
	char	 buf[TOKEN_MAX];

	for (size_t keep = 2; keep > 0; keep--) {
		size_t	 n = 0, same = 0;

		for (size_t i = 0; i < word.n && n < sizeof(buf); i++) {
			same = i && word.p[i] == word.p[i - 1] ? same + 1 : 0;
			if (same < keep)
				buf[n++] = word.p[i];
		}
		if (lexicon_find(words, cues, (slice){ buf, n }, cue) &&
		    cue->n == n) {
			cue->n = word.n;
			return true;
		}
	}
	return false;
}

bool
sentence_cue(const struct sentence *s, size_t word, const char *const *words,
    const char *const *cues, struct cue *cue)
{
	slice	 rest = sentence_from(s, word);
	const struct sentence_word *w = &s->words[word];

	return lexicon_find(words, cues, rest, cue) || (w->drawn &&
	    find_drawn(slice_head(rest, w->n), words, cues, cue));
}
