#include "core/mail/address.h"

#include "core/text/text.h"

enum { LONGEST = 254 };			/* RFC 5321, 4.5.3.1.3, less <> */

/* Index of the first byte of `set` outside quotes and comments, or s.n. */
static size_t
find(slice s, const char *set)
{
	bool	 quoted = false;
	size_t	 depth = 0;

	for (size_t i = 0; i < s.n; i++) {
		char	 c = s.p[i];

		if (c == '\\' && (quoted || depth))
			i++;
		else if (quoted)
			quoted = c != '"';
		else if (depth)
			depth = depth + (c == '(') - (c == ')');
		else if (c != '\0' && strchr(set, c))
			return i;
		else if (c == '"')
			quoted = true;
		else if (c == '(')
			depth = 1;
	}
	return s.n;
}

/* Printable, and not made to look like something else. */
static bool
is_visible(slice s)
{
	while (s.n) {
		uint32_t c = text_next(&s);
		uint32_t folded[3];

		if (c == TEXT_BAD || c <= 0x20 || (c >= 0x7f && c < 0xa0) ||
		    text_is_space(c) || text_fold(c, folded) == 0)
			return false;
	}
	return true;
}

/* A dot-atom (dots anywhere: such addresses exist), or "quoted". */
static bool
is_local(slice s)
{
	bool	 quoted = s.n > 2 && s.p[0] == '"' && s.p[s.n - 1] == '"';

	if (quoted)
		s = (slice){ s.p + 1, s.n - 2 };
	for (size_t i = 0; i < s.n; i++) {
		char	 c = s.p[i];

		if (quoted ? strchr("\"\\<>", c) != NULL :
		    !ascii_alpha(c) && !ascii_digit(c) && !(c & 0x80) &&
		    strchr("!#$%&'*+-/=?^_`{|}~.", c) == NULL)
			return false;
	}
	return s.n > 0;
}

bool
address_is_domain(slice s)
{
	char	 before = '.';

	for (size_t i = 0; i < s.n; i++) {
		char	 c = s.p[i];
		bool	 edge = c == '.' || c == '-';

		if (!edge && !ascii_alpha(c) && !ascii_digit(c) && !(c & 0x80))
			return false;
		if (before == '.' && edge)
			return false;
		before = c;
	}
	return s.n > 0 && before != '.' && before != '-';
}

static bool
is_literal(slice s)			/* [192.0.2.1], [IPv6:2001:db8::1] */
{
	if (s.n < 3 || s.p[0] != '[' || s.p[s.n - 1] != ']')
		return false;
	for (size_t i = 1; i + 1 < s.n; i++)
		if (!ascii_alpha(s.p[i]) && !ascii_digit(s.p[i]) &&
		    s.p[i] != '.' && s.p[i] != ':')
			return false;
	return true;
}

static bool
check(slice s, struct fault *fault)
{
	size_t	 at = s.n;

	while (at > 0 && s.p[at - 1] != '@')
		at--;
	if (at == 0)
		return fault_tell(fault, "\"%\" is no mail address: it has no "
		    "@", s);
	if (s.n > LONGEST)
		return fault_tell(fault, "a mail address is too long: \"%...\"",
		    slice_head(s, 60));
	if (is_visible(s) && is_local(slice_head(s, at - 1)) &&
	    (address_is_domain(slice_from(s, at)) ||
	    is_literal(slice_from(s, at))))
		return true;
	return fault_tell(fault, "\"%\" is no mail address", s);
}

/* What stands between the angle brackets, or all but the comment. */
static bool
take(slice s, struct address *a, struct fault *fault)
{
	size_t	 open = find(s, "<"), close;
	slice	 tail;

	*a = (struct address){ .at = slice_trim(slice_head(s, find(s, "("))) };
	if (open == s.n)
		return check(a->at, fault);
	a->name = slice_trim(slice_head(s, open));
	a->at = slice_from(s, open + 1);
	close = find(a->at, ">");
	tail = slice_trim(slice_from(a->at, close + 1));
	if (close == a->at.n || (tail.n && tail.p[0] != '('))
		return fault_tell(fault, "\"%\" is no mail address: < and > do "
		    "not match", s);
	a->at = slice_trim(slice_head(a->at, close));
	return check(a->at, fault);
}

bool
address_next(slice *list, struct address *a, struct fault *fault)
{
	while (list->n) {
		slice	 one = slice_head(*list, find(*list, ",;"));

		*list = slice_from(*list, one.n < list->n ? one.n + 1 : one.n);
		one = slice_trim(one);
		if (one.n)
			return take(one, a, fault);
	}
	return false;
}

bool
address_in(slice list, slice at)
{
	struct fault f = { "" };
	struct address a;

	while (at.n && address_next(&list, &a, &f))
		if (slice_ieq(a.at, at))
			return true;
	return false;
}

size_t
address_list(slice list, struct address *all, size_t most, struct fault *f)
{
	struct address a;
	size_t	 n = 0;

	for (; address_next(&list, &a, f); n++) {
		if (n == most) {
			fault_tell(f, "too many addresses: \"%\" and what "
			    "follows", a.at);
			return 0;
		}
		all[n] = a;
	}
	return f->text[0] ? 0 : n;
}

void
address_put_name(struct sink *k, slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			continue;
		if (s.p[i] == '\\' && i + 1 < s.n)
			i++;
		sink_byte(k, s.p[i]);
	}
}

bool
address_is_ascii(slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] & 0x80)
			return false;
	return true;
}
