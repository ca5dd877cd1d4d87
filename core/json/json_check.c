#include "core/json/json_check.h"

#include "core/json/json.h"
#include "core/json/json_plain.h"
#include "core/text/text.h"

#define REPLACEMENT	SLICE("\xef\xbf\xbd")

enum { EXACT_DIGITS = 15 };		/* what a double always holds */

enum want {
	WANT_VALUE,
	WANT_FIRST,			/* a value or ] */
	WANT_KEY,
	WANT_FIRST_KEY,			/* a key or } */
	WANT_NEXT,			/* a comma or the closing bracket */
	WANT_END
};

struct scan {
	slice	 text;
	size_t	 at;
	struct sink *out;
	struct fault *fault;
	uint64_t objects;		/* bit per level: object or array */
	unsigned depth;
	enum want want;
};

_Static_assert(JSON_MAX_DEPTH <= 64, "one bit per level");

static bool
refuse(const struct scan *s, slice why)
{
	char	 line[24], column[24];
	int64_t	 lines = 1, chars = 1;

	for (size_t i = 0; i < s->at && i < s->text.n; i++) {
		unsigned char c = (unsigned char)s->text.p[i];

		if (c == '\n') {
			lines++;
			chars = 1;
		} else if ((c & 0xc0) != 0x80) {
			chars++;
		}
	}
	return fault_tell(s->fault, "not JSON: line %, column %: %",
	    fault_int(line, lines), fault_int(column, chars), why);
}

static void
put(struct scan *s, slice bytes)
{
	if (s->out != NULL)
		sink_put(s->out, bytes);
}

static void
put_from(struct scan *s, size_t from)
{
	put(s, (slice){ s->text.p + from, s->at - from });
}

static int
peek(const struct scan *s)		/* -1: the end */
{
	return s->at < s->text.n ? (unsigned char)s->text.p[s->at] : -1;
}

static bool
take(struct scan *s, int c)
{
	if (peek(s) != c)
		return false;
	s->at++;
	return true;
}

static void
skip_blank(struct scan *s)
{
	while (peek(s) == ' ' || peek(s) == '\n' || peek(s) == '\r' ||
	    peek(s) == '\t')
		s->at++;
}

/* The four digits of \uXXXX at `at`; -1 when that is not there. */
static int32_t
unicode_at(const struct scan *s, size_t at)
{
	int32_t	 v = 0;

	if (s->text.n < 6 || at > s->text.n - 6 || s->text.p[at] != '\\' ||
	    s->text.p[at + 1] != 'u')
		return -1;
	for (size_t i = at + 2; i < at + 6; i++) {
		char	 c = ascii_lower(s->text.p[i]);

		if (!ascii_digit(c) && (c < 'a' || c > 'f'))
			return -1;
		v = v * 16 + (ascii_digit(c) ? c - '0' : c - 'a' + 10);
	}
	return v;
}

static bool
scan_unicode(struct scan *s)
{
	int32_t	 c = unicode_at(s, s->at), low;
	size_t	 from = s->at;

	if (c < 0)
		return refuse(s, SLICE("\\u wants four hexadecimal digits"));
	s->at += 6;
	low = unicode_at(s, s->at);
	if (c >= 0xd800 && c < 0xdc00 && low >= 0xdc00 && low < 0xe000)
		s->at += 6;
	else if (c == 0 || (c >= 0xd800 && c < 0xe000)) {
		put(s, REPLACEMENT);
		return true;
	}
	put_from(s, from);
	return true;
}

static bool
scan_escape(struct scan *s)
{
	int	 c = s->at + 1 < s->text.n ? s->text.p[s->at + 1] : -1;

	if (c == 'u')
		return scan_unicode(s);
	if (c <= 0 || strchr("\"\\/bfnrt", c) == NULL)
		return refuse(s, SLICE("no such escape in a string"));
	s->at += 2;
	put_from(s, s->at - 2);
	return true;
}

static bool
scan_wide(struct scan *s)
{
	slice	 rest = slice_from(s->text, s->at);

	if (text_next(&rest) == TEXT_BAD)
		return refuse(s, SLICE("a byte that is not UTF-8"));
	s->at = s->text.n - rest.n;
	return true;
}

static bool
scan_string(struct scan *s)
{
	size_t	 from = s->at++;	/* not copied yet */
	int	 c;

	for (;;) {
		s->at += json_plain_run(slice_from(s->text, s->at));
		if ((c = peek(s)) == '"')
			break;
		if (c < 0)
			return refuse(s, SLICE("a string is not closed"));
		if (c < 0x20)
			return refuse(s,
			    SLICE("a control character in a string"));
		if (c == '\\') {
			put_from(s, from);
			if (!scan_escape(s))
				return false;
			from = s->at;
		} else if (c < 0x80) {
			s->at++;
		} else if (!scan_wide(s)) {
			return false;
		}
	}
	s->at++;
	put_from(s, from);
	return true;
}

static size_t
scan_digits(struct scan *s)
{
	size_t	 from = s->at;

	while (peek(s) >= '0' && peek(s) <= '9')
		s->at++;
	return s->at - from;
}

static bool
scan_number(struct scan *s)
{
	size_t	 from = s->at, n;
	bool	 whole = true, zero, good;

	take(s, '-');
	zero = peek(s) == '0';
	n = scan_digits(s);
	if (n == 0)
		return refuse(s, SLICE("a digit is missing"));
	if (zero && n > 1)
		return refuse(s, SLICE("a number may not start with 0"));
	good = true;
	if (take(s, '.')) {
		whole = false;
		good = scan_digits(s) > 0;
	}
	if (good && (take(s, 'e') || take(s, 'E'))) {
		whole = false;
		if (!take(s, '+'))
			take(s, '-');
		good = scan_digits(s) > 0;
	}
	if (!good)
		return refuse(s, SLICE("a digit is missing"));
	whole = whole && n > EXACT_DIGITS;
	put(s, whole ? SLICE("\"") : SLICE(""));
	put_from(s, from);
	put(s, whole ? SLICE("\"") : SLICE(""));
	return true;
}

static bool
scan_word(struct scan *s)
{
	static const slice words[] = {
		{ "true", 4 }, { "false", 5 }, { "null", 4 },
	};

	for (size_t i = 0; i < COUNT(words); i++)
		if (slice_starts(slice_from(s->text, s->at), words[i])) {
			s->at += words[i].n;
			put(s, words[i]);
			return true;
		}
	return refuse(s, SLICE("a value is missing"));
}

static bool
scan_open(struct scan *s, bool object)
{
	uint64_t bit;

	if (s->depth == JSON_MAX_DEPTH)
		return refuse(s, SLICE("nested deeper than 64 levels"));
	bit = (uint64_t)1 << s->depth++;
	s->objects = object ? s->objects | bit : s->objects & ~bit;
	s->want = object ? WANT_FIRST_KEY : WANT_FIRST;
	s->at++;
	put_from(s, s->at - 1);
	return true;
}

static bool
in_object(const struct scan *s)
{
	return s->depth > 0 && (s->objects >> (s->depth - 1) & 1);
}

static bool
scan_close(struct scan *s)
{
	s->at++;
	put_from(s, s->at - 1);
	s->depth--;
	s->want = s->depth ? WANT_NEXT : WANT_END;
	return true;
}

static bool
scan_value(struct scan *s)
{
	int	 c = peek(s);

	if (c == ']' && s->want == WANT_FIRST)
		return scan_close(s);
	if (c == '{' || c == '[')
		return scan_open(s, c == '{');
	s->want = s->depth ? WANT_NEXT : WANT_END;
	if (c == '"')
		return scan_string(s);
	if (c == '-' || (c >= '0' && c <= '9'))
		return scan_number(s);
	return scan_word(s);
}

static bool
scan_key(struct scan *s)
{
	if (s->want == WANT_FIRST_KEY && peek(s) == '}')
		return scan_close(s);
	if (peek(s) != '"')
		return refuse(s, SLICE("a name in quotes is missing"));
	if (!scan_string(s))
		return false;
	skip_blank(s);
	if (!take(s, ':'))
		return refuse(s, SLICE("a colon is missing"));
	put(s, SLICE(":"));
	s->want = WANT_VALUE;
	return true;
}

static bool
scan_next(struct scan *s)
{
	if (peek(s) == (in_object(s) ? '}' : ']'))
		return scan_close(s);
	if (!take(s, ','))
		return refuse(s, in_object(s) ?
		    SLICE("a comma or } is missing") :
		    SLICE("a comma or ] is missing"));
	put(s, SLICE(","));
	s->want = in_object(s) ? WANT_KEY : WANT_VALUE;
	return true;
}

bool
json_scan(slice text, struct sink *copy, struct fault *fault)
{
	static bool (*const steps[])(struct scan *) = {
		[WANT_VALUE] = scan_value,
		[WANT_FIRST] = scan_value,
		[WANT_KEY] = scan_key,
		[WANT_FIRST_KEY] = scan_key,
		[WANT_NEXT] = scan_next,
	};
	struct scan s = { .text = text, .out = copy, .fault = fault };

	if (slice_starts(text, SLICE("\xef\xbb\xbf")))
		s.at = 3;
	while (s.want != WANT_END) {
		skip_blank(&s);
		if (s.at == text.n)
			return refuse(&s, SLICE("it ends too early"));
		if (!steps[s.want](&s))
			return false;
	}
	skip_blank(&s);
	if (s.at < text.n)
		return refuse(&s, SLICE("something follows the value"));
	return true;
}
