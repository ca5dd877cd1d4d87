/*
 * oracle_text.h - a text as words, for the second opinion of oracle.h.
 *
 * An array of characters, then an array of words with all their spellings. Of
 * core it uses only the Unicode tables: what is a letter, what is wide, what
 * is a space, what a character folds to.
 */
#ifndef TESTS_ORACLE_TEXT_H
#define TESTS_ORACLE_TEXT_H

#include "core/text/text.h"

enum {
	CHARS = 1024,		/* of a text */
	SAID = 128,		/* words of a text */
	SPELLED = 128		/* bytes of a word */
};

/* What stands in a text at some position; a tag shares its first word's. */
struct said {
	size_t	 pos;
	size_t	 begin, end;		/* bytes of the text */
	char	 forms[6][SPELLED];	/* folded, head, tail; so with pairs */
	bool	 tag, starry;		/* starry: a prefix may be made of it */
};

struct text {
	slice	 bytes;
	uint32_t c[CHARS + 2];
	size_t	 at[CHARS + 2];		/* where each begins */
	size_t	 nc;
	struct said said[SAID];
	size_t	 n, nwords;		/* nwords: positions */
	bool	 too_much;		/* for this slow machine: not judged */
};

static const uint32_t no_char = UINT32_MAX;

/* --- characters ---------------------------------------------------------- */

static void
spell_out(struct text *t, slice s)
{
	static const struct { uint32_t mask, mark, least; } leads[] = {
		{ 0x80, 0, 0 }, { 0xe0, 0xc0, 0x80 }, { 0xf0, 0xe0, 0x800 },
		{ 0xf8, 0xf0, 0x10000 },
	};

	t->bytes = s;
	t->nc = 0;
	for (size_t i = 0, n; i < s.n && t->nc < CHARS; i += n) {
		uint32_t c = (unsigned char)s.p[i], v = no_char;

		n = 1;
		for (size_t k = 0; k < 4; k++) {
			if ((c & leads[k].mask) != leads[k].mark)
				continue;
			v = c & ~leads[k].mask;
			for (n = 1; n <= k && i + n < s.n &&
			    ((unsigned char)s.p[i + n] & 0xc0) == 0x80; n++)
				v = v << 6 | ((unsigned char)s.p[i + n] & 0x3f);
			if (n <= k || v < leads[k].least || v > 0x10ffff ||
			    (v >= 0xd800 && v <= 0xdfff))
				v = no_char;
			n = v == no_char ? 1 : k + 1;
			break;
		}
		t->at[t->nc] = i;
		t->c[t->nc++] = v;
	}
	t->at[t->nc] = s.n;
	t->c[t->nc] = t->c[t->nc + 1] = no_char;
	t->too_much |= t->nc == CHARS;
}

static bool
folds_to(uint32_t c, uint32_t want)
{
	uint32_t out[3];

	return c != no_char && text_fold(c, out) == 1 && out[0] == want;
}

static bool
vanishes(uint32_t c)
{
	uint32_t out[3];

	return c != no_char && c >= 0x80 && !text_is_space(c) &&
	    text_fold(c, out) == 0;
}

static bool
is_in(uint32_t c, const uint32_t (*ranges)[2], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return true;
	return false;
}

static bool
pictured(uint32_t c)
{
	static const uint32_t emoji[][2] = { { 0x203c, 0x203c },
		{ 0x2049, 0x2049 }, { 0x2300, 0x23ff }, { 0x2600, 0x27bf },
		{ 0x2b00, 0x2bff }, { 0x1f000, 0x1faff } };

	return is_in(c, emoji, COUNT(emoji));
}

static bool
number(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool
letter(uint32_t c)
{
	return c != no_char && text_is_word(c) && !pictured(c) &&
	    !folds_to(c, '\'');
}

static bool
alone(uint32_t c)	/* a word by itself: no blanks in that script */
{
	static const uint32_t unspaced[][2] = { { 0x0e00, 0x0eff },
		{ 0x1000, 0x109f }, { 0x1780, 0x17ff } };

	return letter(c) && (text_is_wide(c) ||
	    is_in(c, unspaced, COUNT(unspaced)));
}

static bool
joined_up(uint32_t c)
{
	return letter(c) && !alone(c);
}

/* --- words --------------------------------------------------------------- */

enum { FOLD, HEAD, TAIL, PAIRS, PAIRS_HEAD, PAIRS_TAIL };

/* A word while its letters are written down, plain and with pairs. */
struct writing {
	struct text *text;
	struct said *said;
	size_t	 n[2];			/* bytes of FOLD and of PAIRS */
	size_t	 joint[2];		/* behind the last apostrophe */
	bool	 split, paired;
};

static void
write_byte(struct writing *w, int which, char c)
{
	if (w->n[which] + 1 >= SPELLED - 8)
		w->text->too_much = true;
	else
		w->said->forms[which ? PAIRS : FOLD][w->n[which]++] = c;
}

static void
write_char(struct writing *w, uint32_t c, bool as_it_is)
{
	static const char twos[] = "\xe4\xf6\xfc\xc4\xd6\xdc\xd8\xf8";
	uint32_t out[3] = { c, 0, 0 };
	char	 buf[16], last;
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	size_t	 n = as_it_is ? 1 : text_fold(c, out);

	for (size_t i = 0; i < n; i++)
		text_put(&k, out[i]);
	if (k.len > 0 && w->split) {
		w->joint[1] = w->n[1];
		w->split = false;
	}
	for (int which = 0; which < 2; which++)
		for (size_t i = 0; i < k.len; i++)
			write_byte(w, which, buf[i]);
	last = w->n[1] ? w->said->forms[PAIRS][w->n[1] - 1] : ' ';
	k.len = 0;
	if ((c < 0x100 && c > 0x80 && strchr(twos, (char)c)) ||
	    (c == 0x308 && (last == 'a' || last == 'o' || last == 'u')))
		k.len = 'e';
	else if (c == 0xc5 || c == 0xe5 || (c == 0x30a && last == 'a'))
		k.len = 'a';
	if (k.len && !as_it_is) {
		write_byte(w, 1, (char)k.len);
		w->paired = true;
	}
}

static struct said *
new_said(struct text *t, struct writing *w, size_t from)
{
	struct said *s = &t->said[t->n < SAID ? t->n : SAID - 1];

	t->too_much |= t->n >= SAID;
	memset(s, 0, sizeof(*s));
	s->pos = t->nwords;
	s->begin = s->end = t->at[from];
	*w = (struct writing){ .text = t, .said = s };
	return s;
}

/* Without its pairs if there is no letter to have them. */
static void
finish(struct text *t, struct writing *w, bool is_word)
{
	for (int i = 0; i < 2; i++) {
		char	*all = w->said->forms[i ? PAIRS : FOLD];
		size_t	 joint = w->joint[i], tail = w->n[0] - w->joint[0];

		if (joint == 0 || t->too_much)
			continue;
		if (tail == 1 && w->said->forms[FOLD][w->joint[0]] == 's')
			memcpy(w->said->forms[i ? PAIRS_HEAD : HEAD], all,
			    joint);
		else if (is_word && tail >= 3)
			strcpy(w->said->forms[i ? PAIRS_TAIL : TAIL],
			    all + joint);
	}
	if (!w->paired)
		for (int i = PAIRS; i <= PAIRS_TAIL; i++)
			w->said->forms[i][0] = '\0';
	t->n++;
}

static size_t
say_tag(struct text *t, size_t i, size_t from, char sign)
{
	struct writing w;
	struct said *s = new_said(t, &w, i);
	bool	 dotted = false, host = false;

	s->tag = s->starry = true;
	write_char(&w, (uint32_t)sign, true);
	for (i = from; i < t->nc; i++) {
		uint32_t c = t->c[i], next = t->c[i + 1];
		bool	 dot = c == '.' || c == '@';

		if (!letter(c) && c != '_' && (sign != '@' ||
		    (!dot && c != '-') || (!letter(next) && next != '_') ||
		    (c == '@' && host)))
			break;
		host = host || c == '@';
		if (dot && !dotted) {	/* "@anna" of "@anna@example.org" */
			memcpy(s->forms[HEAD], s->forms[FOLD], w.n[0]);
			memcpy(s->forms[PAIRS_HEAD], s->forms[PAIRS], w.n[1]);
			dotted = true;
		}
		write_char(&w, c, false);
	}
	s->end = t->at[i];
	finish(t, &w, false);
	return i;
}

static size_t
say_word(struct text *t, size_t i, uint32_t *last)
{
	struct writing w;
	struct said *s = new_said(t, &w, i);

	s->starry = true;
	for (*last = 0; i < t->nc; i++) {
		uint32_t c = t->c[i], next = t->c[i + 1];

		if (joined_up(c)) {
			write_char(&w, c, false);
			s->end = t->at[i + 1];
			*last = c;
		} else if (folds_to(c, '\'') && joined_up(next) &&
		    !number(next)) {
			w.joint[0] = w.n[0];
			w.split = true;
		} else if ((c == '.' || c == ',') && number(*last) &&
		    number(next)) {
			write_char(&w, '.', true);
		} else if (!vanishes(c)) {
			break;
		}
	}
	if (w.n[0] == 0)
		return i;
	finish(t, &w, true);
	t->nwords++;
	return i;
}

static size_t
say_sign(struct text *t, size_t i)	/* an emoji, a flag; a wide letter */
{
	struct writing w;
	struct said *s = new_said(t, &w, i);
	uint32_t c = t->c[i], next = t->c[i + 1];

	write_char(&w, c, pictured(c));
	w.paired = false;
	if (c >= 0x1f1e6 && c <= 0x1f1ff && next >= 0x1f1e6 &&
	    next <= 0x1f1ff)
		write_char(&w, t->c[++i], true);
	s->end = t->at[i + 1];
	if (w.n[0] > 0) {
		finish(t, &w, false);
		t->nwords++;
	}
	return i + 1;
}

/* The words of a text; of an account, whose '@' may be left out. */
static void
read_text(struct text *t, slice s, bool account)
{
	uint32_t before = ' ';

	t->n = t->nwords = 0;
	t->too_much = false;
	spell_out(t, s);
	if (account && letter(t->c[0]))
		say_tag(t, 0, 0, '@');
	for (size_t i = 0; i < t->nc; ) {
		uint32_t c = t->c[i], next = t->c[i + 1];
		char	 sign = c == '#' || c == 0xff03 ? '#' :
		    (c == '@' || c == 0xff20) && !joined_up(before) ? '@' : 0;

		if (sign && (letter(next) || next == '_')) {
			say_tag(t, i, i + 1, sign);
			before = (uint32_t)sign;
			i++;
			continue;
		}
		before = c;
		if ((pictured(c) && (c < 0x1f3fb || c > 0x1f3ff)) || alone(c))
			i = say_sign(t, i);
		else if (letter(c))
			i = say_word(t, i, &before);
		else
			i++;
	}
	t->nwords = t->n ? t->said[t->n - 1].pos + 1 : 0;
}

#endif
