#include "core/mail/pattern.h"

#include "core/text/text.h"

/* Folded code points, one after the other. */
struct folder {
	slice	 rest;
	uint32_t out[3];
	size_t	 n, at;
};

static bool
next_char(struct folder *f, uint32_t *c)
{
	while (f->at == f->n) {
		uint32_t raw;

		if (f->rest.n == 0)
			return false;
		raw = text_next(&f->rest);
		f->at = 0;
		if (text_is_space(raw)) {
			f->n = 1;
			f->out[0] = ' ';
		} else {
			f->n = text_fold(raw, f->out);
		}
	}
	*c = f->out[f->at++];
	return true;
}

/* Does the line begin with the words? *len is where they end. */
static bool
begins(slice line, slice words, size_t *len)
{
	struct folder a = { .rest = line }, b = { .rest = words };
	uint32_t x, y;

	while (next_char(&b, &y))
		if (!next_char(&a, &x) || x != y)
			return false;
	*len = line.n - a.rest.n;
	return a.at == a.n;
}

/* The first place where the words stand (`last`: and the line ends). */
static bool
find(slice line, slice words, bool last, size_t *at, size_t *len)
{
	slice	 rest = line;

	if (words.n == 0) {
		*at = last ? line.n : 0;
		*len = 0;
		return true;
	}
	while (rest.n) {
		if (begins(rest, words, len) && (!last || *len == rest.n)) {
			*at = line.n - rest.n;
			return true;
		}
		(void)text_next(&rest);
	}
	return false;
}

/* The words up to the next run; *run is '*', '{', or 0 at the end. */
static slice
next_words(slice *pattern, char *run)
{
	size_t	 n = 0;
	slice	 words;

	while (n < pattern->n && pattern->p[n] != '*' &&
	    !slice_starts(slice_from(*pattern, n), SLICE("{}")))
		n++;
	words = slice_head(*pattern, n);
	*run = n < pattern->n ? pattern->p[n] : '\0';
	*pattern = slice_from(*pattern, n + (*run == '{' ? 2 : 1));
	return words;
}

bool
pattern_fits(slice pattern, slice line, slice *hole)
{
	slice	 held = SLICE("");
	char	 run = '\0', next;
	bool	 first = true, wanted = false;

	line = slice_trim(slice_head(line, PATTERN_LINE));
	do {
		slice	 words = next_words(&pattern, &next), between;
		size_t	 at = 0, len = 0;

		if (first ? !begins(line, words, &len) || (next == '\0' &&
		    len != line.n) : !find(line, words, next == '\0', &at,
		    &len))
			return false;
		between = slice_trim(slice_head(line, at));
		if (run == '{') {
			held = between;
			wanted = true;
		}
		line = slice_from(line, at + len);
		run = next;
		first = false;
	} while (run != '\0');
	if (wanted && held.n == 0)
		return false;
	if (wanted && hole != NULL)
		*hole = held;
	return true;
}
