#include "core/recipe/piece.h"

/* Of the name that it begins with. */
static size_t
name_length(slice s)
{
	size_t	 n = 0;

	while (n < s.n && (ascii_alpha(s.p[n]) || ascii_digit(s.p[n]) ||
	    s.p[n] == '_' || s.p[n] == '.' || s.p[n] == '-'))
		n++;
	return n;
}

bool
piece_is_name(slice s)
{
	return s.n > 0 && name_length(s) == s.n &&
	    (ascii_alpha(s.p[0]) || s.p[0] == '_');
}

bool
piece_is_ref(slice s)
{
	if (s.n && (s.p[0] == '^' || s.p[0] == '<'))
		return s.n == 1 || s.p[1] == '/';
	return slice_eq(s, SLICE(".")) || (s.n && s.p[0] == '/') ||
	    piece_is_name(s);
}

/* After "{name,": the length of the list to its closing brace, 0: no list. */
static size_t
list_length(slice s)
{
	size_t	 depth = 1, at = name_length(s);

	if (at == 0 || at == s.n || s.p[at] != ',')
		return 0;
	for (; at < s.n; at++) {
		if (s.p[at] == '{')
			depth++;
		else if (s.p[at] == '}' && --depth == 0)
			return at + 1;
	}
	return 0;
}

/* What stands after a single "{". */
static bool
next_hole(slice *rest, struct piece *piece, struct fault *fault)
{
	slice	 inside = slice_from(*rest, 1);
	size_t	 list = list_length(inside);

	if (list) {
		piece->text = slice_head(*rest, list + 1);
		*rest = slice_from(*rest, list + 1);
		return true;
	}
	piece->text = slice_head(inside, slice_index(inside, '}'));
	if (piece->text.n == inside.n)
		return fault_tell(fault, "\"{%\" is never closed",
		    slice_head(inside, 40));
	piece->pipes = piece->text;
	piece->ref = slice_cut(&piece->pipes, '|');
	piece->hole = true;
	*rest = slice_from(inside, piece->text.n + 1);
	return piece_is_ref(piece->ref) || fault_tell(fault, "\"{%\" is no "
	    "hole such as {name} or {/pointer}; for the brace itself write {{",
	    slice_head(piece->text, 40));
}

bool
piece_next(slice *rest, struct piece *piece, struct fault *fault)
{
	slice	 s = *rest;
	size_t	 n = 0;

	*piece = (struct piece){ .hole = false };
	while (n < s.n && s.p[n] != '{' && s.p[n] != '}')
		n++;
	if (n == 0 && (s.n == 1 || s.p[1] != s.p[0])) {
		if (s.p[0] == '{')
			return next_hole(rest, piece, fault);
		return fault_words(fault, "a } that closes nothing; for the "
		    "brace itself write }}");
	}
	piece->text = slice_head(s, n ? n : 1);
	*rest = slice_from(s, n ? n : 2);
	return true;
}

bool
piece_whole(slice text, struct piece *piece)
{
	return text.n > 2 && text.p[0] == '{' &&
	    piece_next(&text, piece, NULL) && piece->hole && text.n == 0;
}
