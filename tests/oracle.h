/*
 * oracle.h - a second opinion on watch rules: slow, and plain to see.
 *
 * What core/match promises, written once more from its headers: a rule is a
 * tree that is walked over the words of a mention. Nothing is hashed, streamed
 * or remembered.
 */
#ifndef TESTS_ORACLE_H
#define TESTS_ORACLE_H

#include "core/mention.h"
#include "tests/oracle_text.h"

enum { PLAIN, GERMAN, NORDIC };
enum { TITLE, TEXT, AUTHOR, HANDLE, PARTS };

enum kind { AND, OR, NOT, LEAF, NEAR, SITE, LANG, TYPE, STARS };

struct tree {
	enum kind kind;
	int	 a, b;		/* children */
	size_t	 n;		/* NEAR's number; of STARS, the least */
	const char *value;	/* of SITE, LANG, TYPE */
	int	 field;		/* none, title, text, author */
	bool	 star;
	char	 said[128];
	struct text text;	/* of a leaf */
};

/* What the rule is asked of. */
struct heard {
	struct text parts[PARTS];
	const struct mention *m;
	const char *host;
	int	 spelling;
};

/* --- spellings ----------------------------------------------------------- */

static int
spelling_from(slice lang)
{
	static const char *const names[] = { "de", "da", "nb", "nn", "no",
		"sv" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (slice_istarts(lang, slice_of(names[i])) &&
		    (lang.n == 2 || lang.p[2] == '-'))
			return i == 0 ? GERMAN : NORDIC;
	return PLAIN;
}

/* Takes away the second letter of the first pair; false: there is none. */
static bool
strike(int how, char *s)
{
	for (size_t i = 1; how != PLAIN && s[0] && s[i]; i++) {
		bool	 behind_vowel = i > 1 && strchr("aeiouyq", s[i - 2]);

		if ((s[i] == 'e' && (s[i - 1] == 'a' || s[i - 1] == 'o')) ||
		    (how == NORDIC && s[i] == 'a' && s[i - 1] == 'a') ||
		    (how == GERMAN && s[i] == 'e' && s[i - 1] == 'u' &&
		    !behind_vowel)) {
			memmove(s + i, s + i + 1, strlen(s + i));
			return true;
		}
	}
	return false;
}

static bool
alike(int how, const char *form, const char *want, bool prefix)
{
	char	 a[SPELLED], b[SPELLED];

	if (form[0] == '\0' || want[0] == '\0')
		return false;
	strcpy(a, form);
	strcpy(b, want);
	while (strike(how, a))
		;
	while (strike(how, b))
		;
	return prefix ? strncmp(a, b, strlen(b)) == 0 : strcmp(a, b) == 0;
}

/* Is this, in any of its forms, the word of a rule? */
static bool
says_word(int how, const struct said *s, const struct said *want, bool prefix)
{
	for (int i = 0; i < 6; i++)
		if (alike(how, s->forms[i], want->forms[FOLD], prefix) ||
		    alike(how, s->forms[i], want->forms[PAIRS], prefix))
			return true;
	return false;
}

/* The phrase `want` at this position; a star behind it is one behind all that
 * ends there, the tag and its last word. Gives the nth of what may be its last
 * word, or NULL. */
static const struct said *
says(int how, const struct text *t, size_t pos, const struct text *want,
    bool star, size_t nth)
{
	const struct said *end = NULL;

	for (size_t i = 0; i < want->nwords; i++) {
		const struct said *w = want->said, *s;

		while (w->pos != i)	/* a tag hides its first word */
			w++;
		end = NULL;
		for (s = t->said; s < t->said + t->n && end == NULL; s++)
			if (s->pos == pos + i && says_word(how, s, w, star &&
			    w->end == want->bytes.n && w->starry)) {
				if (i + 1 < want->nwords || nth-- == 0)
					end = s;
			}
		if (end == NULL)
			return NULL;
	}
	return end;
}

/* --- trees --------------------------------------------------------------- */

static bool
in_field(const struct tree *t, int part)
{
	static const unsigned parts[] = { 3, 1, 2, 12 };

	return parts[t->field] >> part & 1;
}

static bool
begins(const struct heard *w, const struct tree *t, int part, size_t pos)
{
	return in_field(t, part) && says(w->spelling, &w->parts[part], pos,
	    &t->text, t->star, 0) != NULL;
}

static bool
near(const struct heard *w, const struct tree *a, const struct tree *b,
    size_t most, int part)
{
	size_t	 n = w->parts[part].nwords;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n && begins(w, a, part, i); k++) {
			size_t	 first = i < k ? i + a->text.nwords :
				    k + b->text.nwords;
			size_t	 second = i < k ? k : i;

			if (i != k && first <= second &&
			    second - first < most && begins(w, b, part, k))
				return true;
		}
	return false;
}

static bool
found(const struct heard *w, const struct tree *nodes, const struct tree *t)
{
	for (int part = 0; part < PARTS; part++) {
		if (t->kind == NEAR && near(w, &nodes[t->a], &nodes[t->b],
		    t->n, part))
			return true;
		for (size_t i = 0; t->kind == LEAF &&
		    i < w->parts[part].nwords; i++)
			if (begins(w, t, part, i))
				return true;
	}
	return false;
}

static bool
is_site(const struct heard *w, const char *want)
{
	size_t	 n = strlen(w->host), m = strlen(want);

	return n >= m && strcmp(w->host + n - m, want) == 0 &&
	    (n == m || w->host[n - m - 1] == '.');
}

static bool
judge(const struct heard *w, const struct tree *nodes, int at)
{
	const struct tree *t = &nodes[at];
	slice	 want, lang = w->m->lang;

	switch (t->kind) {
	case AND:
		return judge(w, nodes, t->a) && judge(w, nodes, t->b);
	case OR:
		return judge(w, nodes, t->a) || judge(w, nodes, t->b);
	case NOT:
		return !judge(w, nodes, t->a);
	case SITE:
		return is_site(w, t->value);
	case LANG:
		want = slice_of(t->value);
		return slice_starts(lang, want) &&
		    (lang.n == want.n || lang.p[want.n] == '-');
	case TYPE:
		return strcmp(t->value, w->m->rating ? "review" :
		    w->m->parent.n ? "reply" : "none") == 0;
	case STARS:
		return w->m->rating >= (int64_t)t->n;
	case LEAF:
	case NEAR:
		break;
	}
	return found(w, nodes, t);
}

/* Is this what a leaf of the rule took? */
static bool
is_said(const struct heard *w, const struct tree *t, slice word)
{
	for (int part = 0; part < PARTS; part++) {
		const struct text *text = &w->parts[part];
		const char *base = text->bytes.p;
		const struct said *end;

		if (!in_field(t, part))
			continue;
		for (size_t i = 0; i < text->n; i++)
			for (size_t nth = 0; (end = says(w->spelling, text,
			    text->said[i].pos, &t->text, t->star,
			    nth)) != NULL; nth++)
				if (base + text->said[i].begin == word.p &&
				    base + end->end == word.p + word.n)
					return true;
	}
	return false;
}

static bool
is_took(const struct heard *w, const struct tree *nodes, int at, slice word)
{
	const struct tree *t = &nodes[at];

	if (!judge(w, nodes, at))
		return false;		/* that branch took nothing */
	if (t->kind == LEAF)
		return is_said(w, t, word);
	return (t->kind == AND || t->kind == OR || t->kind == NEAR) &&
	    (is_took(w, nodes, t->a, word) || is_took(w, nodes, t->b, word));
}

#endif
