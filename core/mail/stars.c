#include "core/mail/stars.h"

#include "core/text/text.h"

enum {
	LINE = 400,
	WORD = 32,
	FULL = 0x2605, EMPTY = 0x2606, WHITE = 0x2b50, GLOWING = 0x1f31f
};

/* "of" stands between a value and its scale, words as they fold. */
static const char *const of_words[] = { "of", "out", "von", "sur", "de", "su",
	"di", "van", "z", "af", "av" };
static const char *const star_words[] = { "star", "stern", "etoile", "estrella",
	"stell", "estrela", "ster", "stjern", "gwiazd", "rating" };
static const char *const number_words[] = {
	"one", "two", "three", "four", "five", "ein", "zwei", "drei", "vier",
	"funf", "une", "deux", "trois", "quatre", "cinq", "una", "dos", "tres",
	"cuatro", "cinco", "una", "due", "tre", "quattro", "cinque", "uma",
	"duas", "tres", "quatro", "cinco",
};

/* A word, a number (in tenths), or a sign. */
struct token {
	char	 word[WORD];	/* folded; empty: not a word */
	size_t	 n;
	int64_t	 tenths;	/* -1: not a number */
	uint32_t sign;
	bool	 joined;	/* nothing stands before it */
};

static int64_t
read_number(slice *s)
{
	int64_t	 v = 0;
	size_t	 i = 0;

	while (i < s->n && ascii_digit(s->p[i]) && i < 4)
		v = v * 10 + (s->p[i++] - '0');
	v *= 10;
	if (i + 1 < s->n && (s->p[i] == '.' || s->p[i] == ',') &&
	    ascii_digit(s->p[i + 1])) {
		v += s->p[i + 1] - '0';
		i += 2;
	}
	while (i < s->n && ascii_digit(s->p[i]))
		i++;
	*s = slice_from(*s, i);
	return v;
}

static void
read_word(slice *s, struct token *t)
{
	struct sink k = { .buf = t->word, .cap = WORD };

	while (s->n) {
		slice	 before = *s;
		uint32_t c = text_next(s), out[3];
		size_t	 n;

		if (!text_is_word(c) || ascii_digit(before.p[0])) {
			*s = before;
			break;
		}
		n = text_fold(c, out);
		for (size_t i = 0; i < n; i++)
			text_put(&k, out[i]);
	}
	t->n = k.len;
}

static bool
next_token(slice *s, struct token *t)
{
	const char *start = s->p;
	slice	 before;

	*t = (struct token){ .tenths = -1 };
	do {
		if (s->n == 0)
			return false;
		before = *s;
		t->sign = text_next(s);
	} while (text_is_space(t->sign) || t->sign == '-' ||
	    t->sign == 0xfe0f);
	t->joined = before.p == start;
	if (ascii_digit(before.p[0])) {
		*s = before;
		t->tenths = read_number(s);
	} else if (text_is_word(t->sign)) {
		*s = before;
		read_word(s, t);
	}
	return true;
}

static bool
begins(const struct token *t, const char *const *words, size_t n, bool whole)
{
	slice	 w = { t->word, t->n };

	for (size_t i = 0; i < n; i++) {
		slice	 o = slice_of(words[i]);

		if (whole ? slice_eq(w, o) : slice_starts(w, o))
			return true;
	}
	return false;
}

static int64_t
number_word(const struct token *t)
{
	for (size_t i = 0; t->n && i < COUNT(number_words); i++)
		if (slice_eq((slice){ t->word, t->n },
		    slice_of(number_words[i])))
			return (int64_t)(i % 5 + 1) * 10;
	return -1;
}

/* Tenths of `scale` to whole stars; 4.5 of 5 are 5. */
static int64_t
stars_of(int64_t tenths, int64_t scale)
{
	int64_t	 stars = (tenths * 5 + scale * 5) / (scale * 10);

	if (tenths <= 0 || tenths > scale * 10)
		return 0;
	return stars < 1 ? 1 : stars;
}

/* "★★★★☆": as many as are full, when there are at most five in all. */
static int64_t
count_signs(slice line)
{
	int64_t	 full = 0, all = 0;

	while (line.n) {
		uint32_t c = text_next(&line);

		if (c == FULL || c == WHITE || c == GLOWING)
			full++, all++;
		else if (c == EMPTY)
			all++;
		else if (all && !text_is_space(c) && c != 0xfe0f)
			break;
	}
	return all <= 5 ? full : 0;
}

static bool
is_date(slice rest)			/* 5/10/2026 gives no stars */
{
	struct token t;

	return next_token(&rest, &t) && t.sign == '/';
}

/* After a number: "/ 5", "out of 5", "von 10". */
static int64_t
read_scale(slice rest)
{
	struct token t;
	bool	 sep = false;

	for (int i = 0; i < 3 && next_token(&rest, &t); i++) {
		if (t.tenths >= 0)
			return sep && (t.tenths == 50 || t.tenths == 100) &&
			    !is_date(rest) ? t.tenths / 10 : 0;
		sep = t.sign == '/' ||
		    begins(&t, of_words, COUNT(of_words), true);
		if (!sep && !begins(&t, star_words, COUNT(star_words), false))
			return 0;
	}
	return 0;
}

static bool
star_follows(slice rest)
{
	struct token t;

	return next_token(&rest, &t) &&
	    begins(&t, star_words, COUNT(star_words) - 1, false);
}

int64_t
stars_read(slice line, int64_t scale)
{
	slice	 rest = line = slice_head(slice_trim(line), LINE);
	int64_t	 stars = count_signs(line), v, of;
	struct token t;

	while (stars == 0 && next_token(&rest, &t)) {
		v = t.tenths >= 0 ? t.tenths : number_word(&t);
		if (v < 0)
			continue;
		of = read_scale(rest);
		if (of)
			stars = stars_of(v, of);
		else if (star_follows(rest) && v <= 50)
			stars = stars_of(v, 5);
		else if (scale > 0 && t.tenths >= 0)
			stars = stars_of(v, scale);
	}
	return stars;
}
