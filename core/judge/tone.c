#include "core/judge/tone.h"

#include "core/judge/mood.h"
#include "core/judge/root.h"

enum {
	BANG = 292, BANGS = 4,		/* thousandths for each, and how many */
	WHAT = 180, WHATS = 3, WHAT_MOST = 960,
	ALPHA = 15,			/* VADER's: a sum of 4 is half sure */
	SUM_MOST = 1000000,
	HALF = 4000,			/* of "a lot" */
	SMALL = 'a' - 'A',		/* the bit of a small letter */
	FACES_MOST = 250	/* all emoji of a text together: words count */
};

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* "VegBoxx", "iPlanet"; who begins with two small letters is no name. */
static bool
has_hump(slice raw)
{
	if (is_capital(raw.p[0]) == is_capital(raw.p[1]))
		return false;
	for (size_t i = 1; i < raw.n; i++)
		if (is_capital(raw.p[i]) && raw.p[i - 1] >= 'a' &&
		    raw.p[i - 1] <= 'z')
			return true;
	return false;
}

/* What looks like a part of a name: not "I", "I'm" or "STOP". */
static bool
is_name(const struct sentence_word *w)
{
	slice	 raw = w->raw;

	return !w->tagged && !w->capitals && !w->emoji &&
	    is_capital(raw.p[0]) && (raw.p[0] != 'I' ||
	    ascii_alpha(raw.p[1]));
}

/* Of words of two bytes and more. The first one of a sentence says nothing; the
 * Golden Lotus is one name, and so is All That Is Written Like This. */
static void
count_names(struct tone *t, const struct sentence *s, const uint8_t *at,
    size_t n)
{
	size_t	 behind = 0;	/* the last name */

	for (size_t i = 0; i < n; i++) {
		const struct sentence_word *w = &s->words[at[i]];
		bool	 hump;

		if (w->raw.n < 2)
			continue;
		hump = !w->tagged && has_hump(w->raw);
		t->humps += hump;
		if (at[i] == 0 || hump || !is_name(w))
			continue;
		t->names += behind + 1 != at[i] || behind == 0;
		behind = at[i];
	}
}

/* Most words have no capital. Which have, nobody can guess: so there is no
 * branch, but a list of those of which the first two bytes may be one. */
static void
count_words(struct tone *t, const struct sentence *s)
{
	uint8_t	 at[SENTENCE_WORDS];
	size_t	 n = 0, letters = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct sentence_word *w = &s->words[i];
		const char *p = w->raw.p;
		bool	 two = w->raw.n > 1;

		letters += two & is_capital((char)(p[0] & ~SMALL));
		at[n] = (uint8_t)i;
		n += (p[0] & p[two] & SMALL) == 0;
	}
	t->letters_only += letters;
	if (n > 0)
		count_names(t, s, at, n);
}

static void
count(struct tone *t, const struct sentence *s)
{
	t->words += s->n - s->emoji;
	t->capitals += s->capitals;
	t->exclamations += s->exclamations;
	t->questions += s->question;
	count_words(t, s);
}

/* ---- the sum ------------------------------------------------------------ */

/* s / sqrt(s * s + 15), in thousandths. */
static int
squash(int64_t s)
{
	if (s > SUM_MOST || s < -SUM_MOST)
		s = s > 0 ? SUM_MOST : -SUM_MOST;
	return s == 0 ? 0 : (int)(1000 * s /
	    root_of((uint64_t)(s * s) + ALPHA * 1000000));
}

static void
sum_up(struct tone *t)
{
	int64_t	 sum = t->plus - t->minus;
	int64_t	 stress = BANG * (int64_t)(t->exclamations < BANGS ?
	    t->exclamations : BANGS);

	if (t->marks > 1)
		stress += t->marks <= WHATS ? WHAT * (int64_t)t->marks :
		    WHAT_MOST;
	t->compound = squash(sum > 0 ? sum + stress : sum < 0 ?
	    sum - stress : 0);
}

void
tone_init(struct tone *t)
{
	/* (in two: a processor takes so little in a few steps) */
	memset(&t->praise, 0, offsetof(struct tone, words) -
	    offsetof(struct tone, praise));
	memset(&t->words, 0, offsetof(struct tone, found) -
	    offsetof(struct tone, words));
	for (size_t i = 0; i < TONE_SORTS; i++)
		t->found[i].count = 0;
}

void
tone_begin(struct tone *t, struct mood *m, slice text)
{
	m->tone = t;
	m->text = text;
	m->lexicon = NULL;
	m->seen = text.p;
}

bool
tone_sentence(struct mood *m, const struct lexicon *words,
    const struct sentence *s)
{
	const struct tone *t = m->tone;
	int64_t	 praise = t->praise, blame = t->blame;

	count(m->tone, s);
	m->lexicon = words;
	if (words != NULL)
		mood_feel(m, s);
	praise = t->praise - praise;
	blame = t->blame - blame;
	return praise > 0 && praise > 2 * blame;
}

void
tone_end(struct mood *m, const struct sentences *k)
{
	struct tone *t = m->tone;

	t->addresses += k->addresses;
	if (m->lexicon != NULL)
		mood_end(m);
	if (t->emoji > FACES_MOST || t->emoji < -FACES_MOST)
		t->emoji = t->emoji > 0 ? FACES_MOST : -FACES_MOST;
	sum_up(t);
}

int16_t
tone_much(int64_t points)
{
	if (points <= 0)
		return 0;
	if (points > SUM_MOST)
		points = SUM_MOST;
	return (int16_t)(points * 1000 / (points + HALF));
}

__attribute__((cold)) void
tone_read(struct tone *t, slice text, const struct tongue *g)
{
	struct sentences k;
	struct sentence s;
	struct mood m;

	tone_begin(t, &m, text);
	sentences_init(&k, text);
	while (sentence_next(&k, &s))
		(void)tone_sentence(&m, g->words, &s);
	tone_end(&m, &k);
}
