#include "core/judge/lexicon.h"
#include "tests/test.h"

static const struct {
	const char *const *pages;
	const char *name;
} tables[] = {
	{ lexicon_en, "en" }, { lexicon_en_cues, "en cues" },
	{ lexicon_de, "de" },
};

static bool
is_folded(slice entry)
{
	for (size_t i = 0; i < entry.n; i++) {
		char	 c = entry.p[i];

		if (!(c >= 'a' && c <= 'z') && !ascii_digit(c) && c != ' ' &&
		    c != '_' && (c != '*' || i + 1 < entry.n) &&
		    (unsigned char)c < 0x80)
			return false;
	}
	return entry.n > 1;
}

/* "-3", "2", "a", "-2a", of the letters of enum cue_kind. */
static bool
is_meaning(slice s)
{
	if (s.n && s.p[0] == '-')
		s = slice_from(s, 1);
	if (s.n && s.p[0] >= '1' && s.p[0] <= '4')
		s = slice_from(s, 1);
	else if (s.n != 1)
		return false;
	return s.n == 0 || (s.n == 1 && strchr("amtclqwrsvknidbx", s.p[0]));
}

static void
check_page(const char *name, slice page, char letter)
{
	while (page.n) {
		slice	 entry = slice_cut(&page, '|');
		slice	 meaning = entry;
		bool	 last = slice_index(entry, '=') < entry.n;
		bool	 good;

		entry = slice_cut(&meaning, '=');
		good = is_folded(entry) && (letter ? entry.p[0] == letter :
		    !ascii_alpha(entry.p[0])) &&
		    (last ? is_meaning(meaning) : page.n > 0);
		if (!good)
			printf("%s: %.*s=%.*s\n", name, SLICE_ARG(entry),
			    SLICE_ARG(meaning));
		CHECK(good);
	}
}

static const struct {
	const char *text;
	size_t	 n;
	int	 weight;
	enum cue_kind kind;
} finds[] = {
	{ "rude", 4, -3, CUE_NONE },
	{ "rude waiter", 4, -3, CUE_NONE },
	{ "rudest", 6, -4, CUE_NONE },
	{ "rud", 0, 0, CUE_NONE },
	{ "rudex", 0, 0, CUE_NONE },
	{ "no complaints here", 13, 2, CUE_NONE },
	{ "no cakes", 2, 0, CUE_NOT },
	{ "disappointing food", 13, -3, CUE_NONE },
	{ "still waiting", 13, -2, CUE_AGAIN },
	{ "still", 0, 0, CUE_NONE },
	{ "cant recommend them enough now", 26, 4, CUE_NONE },
	{ "cant recommend this lovely place enough", 39, 4, CUE_NONE },
	{ "cant recommend it", 14, -3, CUE_NONE },
	{ "killer coffee", 13, 3, CUE_NONE },
	{ "killer", 0, 0, CUE_NONE },
	{ "\360\237\230\241", 4, -3, CUE_NONE },
	{ "", 0, 0, CUE_NONE },
	{ " ", 0, 0, CUE_NONE },
	{ "|", 0, 0, CUE_NONE },
};

int
main(void)
{
	for (size_t i = 0; i < COUNT(tables); i++)
		for (size_t k = 0; k < LEXICON_PAGES; k++)
			check_page(tables[i].name, slice_of(tables[i].pages[k]),
			    k < LEXICON_OTHER ? (char)('a' + k) : '\0');
	for (size_t i = 0; i < COUNT(finds); i++) {
		struct cue cue = { .n = 0 };
		bool	 hit = lexicon_find(lexicon_en, lexicon_en_cues,
		    slice_of(finds[i].text), &cue);
		bool	 good = hit == (finds[i].n > 0) && (!hit ||
		    (cue.n == finds[i].n && cue.weight == finds[i].weight &&
		    cue.kind == finds[i].kind));

		if (!good)
			printf("\"%s\": %zu %d\n", finds[i].text, cue.n,
			    cue.weight);
		CHECK(good);
	}
	return test_failed;
}
