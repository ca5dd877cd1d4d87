#include "core/judge/lexicon.h"

enum { GAP_WORDS = 3 };		/* that a "_" may take */

static size_t
word_end(slice text, size_t i)
{
	while (i < text.n && text.p[i] != ' ')
		i++;
	return i;
}

static bool takes(const char *entry, slice text, size_t *n);

static bool
is_end(char c)		/* of an entry */
{
	return c == '|' || c == '=' || c == '\0';
}

/* What follows "_" may begin behind one word or a few: the fewest count. */
static bool
takes_gap(const char *entry, slice text, size_t at, size_t *n)
{
	for (int few = 0; few < GAP_WORDS && at < text.n; few++) {
		at = word_end(text, at + (few > 0));
		if (takes(entry, slice_from(text, at), n)) {
			*n += at;
			return true;
		}
	}
	return false;
}

/* Does the text begin with the entry, and with how many bytes of it? */
static bool
takes(const char *entry, slice text, size_t *n)
{
	size_t	 at = 0;

	for (; !is_end(*entry); entry++) {
		if (*entry == '_')
			return takes_gap(entry + 1, text, at, n);
		if (at < text.n && text.p[at] == *entry)
			at++;
		else if (*entry == '*')
			at = word_end(text, at);
		else
			return false;
	}
	*n = at;
	return at == text.n || text.p[at] == ' ';
}

/* "=-2a" of the group that holds this entry. */
static void
put_meaning(const char *in, struct cue *cue)
{
	bool	 minus;

	in = strchr(in, '=') + 1;
	minus = *in == '-';
	in += minus;
	cue->weight = ascii_digit(*in) ? *in++ - '0' : 0;
	if (minus)
		cue->weight = -cue->weight;
	cue->kind = ascii_alpha(*in) ? (enum cue_kind)*in : CUE_NONE;
}

static void
search(const char *entry, slice text, struct cue *best)
{
	char	 second = text.n > 1 ? text.p[1] : '\0';
	size_t	 n;

	for (;; entry++) {
		/* most entries fail here; the page is their first letter */
		if ((entry[1] == second || text.n < 2 || entry[1] == '*') &&
		    takes(entry, text, &n) && n > best->n) {
			best->n = n;
			put_meaning(entry, best);
		}
		while (*entry != '|' && *entry != '\0')
			entry++;
		if (*entry == '\0')
			return;
	}
}

bool
lexicon_find(const char *const *words, const char *const *cues, slice text,
    struct cue *cue)
{
	char	 first = text.n ? text.p[0] : '\0';
	size_t	 at = first >= 'a' && first <= 'z' ? (size_t)(first - 'a') :
	    LEXICON_OTHER;

	cue->n = 0;
	if (text.n && cues != NULL && cues[at] != NULL)
		search(cues[at], text, cue);
	if (text.n && words[at] != NULL)
		search(words[at], text, cue);
	return cue->n > 0;
}
