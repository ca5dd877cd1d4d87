#include "core/report/figure.h"

enum { DIGITS = 9 };

static const slice names[FIGURES] = {
	{ "calls", 5 }, { "mails", 5 }, { "walk-ins", 8 }, { "coupon", 6 },
	{ "margin", 6 },
};

slice
figure_name(enum figure f)
{
	return names[f];
}

/* "12", "12.5", "12,50": hundredths. False: it is no number. */
static bool
number(slice s, int64_t *n)
{
	int64_t	 unit = FIGURE_ONE;
	size_t	 i = 0;

	for (*n = 0; i < s.n && i <= DIGITS && ascii_digit(s.p[i]); i++)
		*n = *n * 10 + (s.p[i] - '0');
	if (i == 0 || i > DIGITS)
		return false;
	*n *= FIGURE_ONE;
	if (i < s.n && s.p[i] != '.' && s.p[i] != ',')
		return false;
	i += i < s.n;
	for (; i < s.n && unit > 1 && ascii_digit(s.p[i]); i++)
		*n += (s.p[i] - '0') * (unit /= 10);
	return i == s.n;
}

/* "coupon BLUE": which, and of which word. */
static enum figure
named(slice what, slice *word)
{
	slice	 rest = what, head = slice_cut(&rest, ' ');
	size_t	 f = 0;

	*word = SLICE("");
	while (f < FIGURES && !slice_ieq(f == FIGURE_COUPON ? head : what,
	    names[f]))
		f++;
	if (f == FIGURE_COUPON)
		*word = slice_trim(rest);
	return (enum figure)f;
}

static bool
is_sound(enum figure is, slice what, slice word, int64_t n, struct fault *why)
{
	if (is == FIGURES)
		return fault_tell(why, "\"%\" is not counted; calls, mails, "
		    "walk-ins, coupon WORD and margin are",
		    slice_head(what, 40));
	if (is == FIGURE_COUPON && word.n == 0)
		return fault_words(why, "which coupon? coupon BLUE=3");
	return is == FIGURE_MARGIN || n % FIGURE_ONE == 0 ||
	    fault_tell(why, "% are whole ones", names[is]);
}

enum figure_is
figure_read(slice words, enum figure *is, slice *word, int64_t *n,
    struct fault *why)
{
	size_t	 at = slice_index(words, '=');
	slice	 what = slice_trim(slice_head(words, at));

	if (at == words.n || !number(slice_trim(slice_from(words, at + 1)), n))
		return FIGURE_NONE;
	*is = named(what, word);
	if (!is_sound(*is, what, *word, *n, why))
		return FIGURE_BAD;
	if (*is != FIGURE_MARGIN)
		*n /= FIGURE_ONE;
	return FIGURE_GOOD;
}

bool
figure_same(slice words, slice other)
{
	struct fault unsaid = { "" };
	enum figure a, b;
	slice	 one, two;
	int64_t	 n;

	return figure_read(words, &a, &one, &n, &unsaid) == FIGURE_GOOD &&
	    figure_read(other, &b, &two, &n, &unsaid) == FIGURE_GOOD &&
	    a == b && slice_ieq(one, two);
}

void
figure_put(struct sink *k, int64_t v)
{
	sink_int(k, v / FIGURE_ONE);
	if (v % FIGURE_ONE == 0)
		return;
	sink_byte(k, '.');
	sink_byte(k, (char)('0' + v % FIGURE_ONE / 10));
	sink_byte(k, (char)('0' + v % 10));
}
