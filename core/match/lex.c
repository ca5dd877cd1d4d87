#include "core/match/lex.h"

#include "core/match/query.h"
#include "core/text/text.h"

/* Signs that other search boxes know and this one does not: a rule that
 * silently means something else is worse than one that is refused. */
static const struct {
	char	 sign;
	bool	 inside;	/* only between letters */
	const char *hint;
} strange[] = {
	{ '|', false, "; write OR between words" },
	{ '!', true, "; write NOT, or - right before the word" },
	{ '~', true, "; write NEAR/5 for words that stand close" },
	{ '^', true, "; put the words in quotes" },
	{ '?', true, "; a star may end a word" },
	{ '=', true, "; put the words in quotes" },
	{ '[', false, "; put the words in quotes" },
	{ ']', false, "; put the words in quotes" },
	{ '{', false, "; put the words in quotes" },
	{ '}', false, "; put the words in quotes" },
	{ '\\', false, "; put the words in quotes" },
	{ '<', true, "; put the words in quotes" },
	{ '>', true, "; put the words in quotes" },
};

static const struct {
	slice	 name;
	enum lexeme_kind kind;
} operators[] = {
	{ { "AND", 3 }, LEX_AND },
	{ { "OR", 2 }, LEX_OR },
	{ { "NOT", 3 }, LEX_NOT },
	{ { "NEAR", 4 }, LEX_NEAR },
};

bool
lex_fault(struct fault *f, slice before, slice what, slice middle,
    unsigned at, slice after)
{
	char	 number[24];

	return fault_say(f, before, what, middle, SLICE(" at character "),
	    fault_int(number, at), after);
}

void
lex_init(struct lex *x, slice rule, struct fault *fault)
{
	*x = (struct lex){ .rest = rule, .at = 1, .fault = fault };
}

static uint32_t
peek(slice s)
{
	return s.n ? text_next(&s) : ' ';
}

static uint32_t
step(struct lex *x)
{
	x->at++;
	return text_next(&x->rest);
}

static bool
is_quote(uint32_t c)	/* straight, curly, low, pointed, full-width */
{
	return c == '"' || (c >= 0x201c && c <= 0x201f) || c == 0xab ||
	    c == 0xbb || c == 0xff02;
}

static bool
is_minus(uint32_t c)
{
	return c == '-' || c == 0x2212;
}

static enum lexeme_kind
bracket(uint32_t c)
{
	if (c == '(' || c == 0xff08)
		return LEX_OPEN;
	return c == ')' || c == 0xff09 ? LEX_CLOSE : LEX_END;
}

static struct lexeme
bad(struct lex *x, slice before, slice what, slice middle, unsigned at,
    slice after)
{
	lex_fault(x->fault, before, what, middle, at, after);
	return (struct lexeme){ .kind = LEX_BAD, .at = at };
}

static struct lexeme
phrase(struct lex *x, unsigned at)
{
	slice	 all = x->rest;

	while (x->rest.n) {
		size_t	 n = all.n - x->rest.n;

		if (is_quote(step(x)))
			return (struct lexeme){ .kind = LEX_PHRASE, .at = at,
			    .text = slice_head(all, n) };
	}
	return bad(x, SLICE("the quote"), SLICE(""), SLICE(""), at,
	    SLICE(" is never closed"));
}

/* Up to a blank, a parenthesis or a quote. */
static slice
run(struct lex *x)
{
	slice	 all = x->rest;

	while (x->rest.n) {
		uint32_t c = peek(x->rest);

		if (text_is_space(c) || is_quote(c) || bracket(c) != LEX_END)
			break;
		step(x);
	}
	return slice_head(all, all.n - x->rest.n);
}

/* NEAR/3: the number, or -1. */
static int64_t
near_number(slice word)
{
	int64_t	 n;

	if (word.n < 6 || word.p[4] != '/' || !ascii_digit(word.p[5]) ||
	    !slice_int(slice_from(word, 5), &n) || n < 1 ||
	    n > QUERY_NEAR_MAX)
		return -1;
	return n;
}

static bool
operator_of(slice word, struct lexeme *l)
{
	slice	 name = slice_head(word, slice_index(word, '/'));

	for (size_t i = 0; i < COUNT(operators); i++) {
		bool	 near = operators[i].kind == LEX_NEAR;

		if (!slice_eq(near ? name : word, operators[i].name))
			continue;
		l->kind = operators[i].kind;
		l->near = near ? near_number(word) : 0;
		return true;
	}
	return false;
}

/* Bytes of "title" in "title:x"; 0 when this is no field. */
static size_t
field_length(slice word)
{
	size_t	 n = 0;

	while (n < word.n && ascii_alpha(word.p[n]))
		n++;
	return n < word.n && word.p[n] == ':' ? n : 0;
}

static bool
is_strange(struct lex *x, slice word, unsigned at)
{
	for (size_t i = 0; i < word.n; i++) {
		bool	 inside = i + 1 < word.n;

		for (size_t k = 0; k < COUNT(strange); k++)
			if (word.p[i] == strange[k].sign &&
			    (inside || !strange[k].inside)) {
				bad(x, SLICE("'"), slice_from(slice_head(word,
				    i + 1), i), SLICE("' in the word"), at,
				    slice_of(strange[k].hint));
				return true;
			}
		if (inside && word.p[i] == '&' && word.p[i + 1] == '&') {
			bad(x, SLICE("'&&'"), SLICE(""), SLICE(""), at,
			    SLICE("; write AND between words"));
			return true;
		}
	}
	return false;
}

static struct lexeme
word(struct lex *x)
{
	struct lex start = *x;
	struct lexeme l = { .kind = LEX_WORD, .at = x->at };
	size_t	 n;

	l.text = run(x);
	if (operator_of(l.text, &l)) {
		if (l.near < 0)
			return bad(x, SLICE("NEAR"), SLICE(""), SLICE(""),
			    l.at, SLICE(" needs a number of words from 1 to "
			    "100, as in NEAR/5"));
		return l;
	}
	n = field_length(l.text);
	if (n > 0) {
		*x = start;
		x->at += (unsigned)n + 1;
		x->rest = slice_from(x->rest, n + 1);
		l.kind = LEX_FIELD;
		l.text.n = n;
	} else if (is_strange(x, l.text, l.at)) {
		l.kind = LEX_BAD;
	}
	return l;
}

static void
skip_blanks(struct lex *x)
{
	while (x->rest.n && text_is_space(peek(x->rest)))
		step(x);
}

struct lexeme
lex_next(struct lex *x)
{
	unsigned at;
	uint32_t c;
	slice	 rest;

	skip_blanks(x);
	at = x->at;
	c = peek(x->rest);
	if (x->rest.n == 0)
		return (struct lexeme){ .kind = LEX_END, .at = at };
	if (!is_quote(c) && !is_minus(c) && bracket(c) == LEX_END)
		return word(x);
	rest = x->rest;
	step(x);
	if (is_quote(c))
		return phrase(x, at);
	if (bracket(c) != LEX_END)
		return (struct lexeme){ .kind = bracket(c), .at = at };
	if (text_is_space(peek(x->rest)))
		return bad(x, SLICE("the '-'"), SLICE(""), SLICE(""), at,
		    SLICE(" excludes nothing; write it right before a word"));
	return (struct lexeme){ .kind = LEX_NOT, .at = at,
	    .text = slice_head(rest, rest.n - x->rest.n) };
}

struct lexeme
lex_value(struct lex *x)
{
	struct lexeme l = { .kind = LEX_WORD };

	skip_blanks(x);
	l.at = x->at;
	if (x->rest.n && is_quote(peek(x->rest))) {
		step(x);
		return phrase(x, l.at);
	}
	l.text = run(x);
	if (l.text.n == 0)
		l.kind = LEX_END;
	return l;
}
