#include "core/judge/tone.h"

#include "core/judge/sentence.h"

enum {
	NOT_REACH = 4,		/* words behind "not" that it turns around */
	FACES_MOST = 250	/* all emoji of a text together: words count */
};

/* How strongly the next word of weight counts, in percent. */
enum { PLAIN = 100, MORE = 130, LESS = 60, DRAWN = 125, LOUD = 120,
	NOT_PRAISE = -75, NOT_BLAME = -40, BEFORE_BUT = 50, AFTER_BUT = 130 };

static const struct {
	enum cue_kind kind;
	enum tone_sort sort;
} sorts[] = {
	{ CUE_AGAIN, TONE_AGAIN },	{ CUE_MONEY, TONE_MONEY },
	{ CUE_THREAT, TONE_THREAT },	{ CUE_CRITICAL, TONE_CRITICAL },
	{ CUE_LEAD, TONE_LEAD },	{ CUE_QUESTION, TONE_QUESTION },
	{ CUE_IDEA, TONE_IDEA },	{ CUE_RUMOUR, TONE_RUMOUR },
	{ CUE_SPAM, TONE_SPAM },	{ CUE_NEWS, TONE_NEWS },
	{ CUE_COMPETITOR, TONE_COMPETITOR },
};

/* Of one sentence. */
struct mood {
	struct tone *tone;
	const struct sentence *s;
	int64_t	 praise, blame;
	int	 strength;	/* percent, for the next word of weight */
	size_t	 not_left;	/* words that "not" still reaches */
	bool	 all_loud;	/* the whole text is: no stress then */
};

static slice
raw_words(const struct sentence *s, size_t first, size_t last)
{
	slice	 a = s->words[first].raw, b = s->words[last].raw;

	return (slice){ a.p, (size_t)(b.p + b.n - a.p) };
}

static void
note(struct tone *t, enum tone_sort sort, slice raw)
{
	struct tone_list *l = &t->found[sort];

	for (size_t i = 0; i < l->count && i < TONE_WORDS; i++)
		if (slice_ieq(l->words[i], raw))
			return;
	if (l->count < TONE_WORDS)
		l->words[l->count] = raw;
	l->count++;
}

static size_t
words_of(const struct sentence *s, size_t first, size_t bytes)
{
	size_t	 end = s->words[first].at + bytes, n = 1;

	while (first + n < s->n && s->words[first + n].at < end)
		n++;
	return n;
}

static void
weigh(struct mood *m, const struct cue *cue, size_t first, size_t n)
{
	const struct sentence_word *w = &m->s->words[first];
	int64_t	 v = (int64_t)cue->weight * m->strength;

	if (w->drawn)
		v = v * DRAWN / 100;
	if (w->capitals && !m->all_loud)
		v = v * LOUD / 100;
	if (m->not_left > 0)
		v = v * (v > 0 ? NOT_PRAISE : NOT_BLAME) / 100;
	m->strength = PLAIN;
	if (w->emoji) {
		m->tone->emoji += v;
		note(m->tone, v > 0 ? TONE_PRAISE : TONE_BLAME, w->raw);
		return;
	}
	*(v > 0 ? &m->praise : &m->blame) += v > 0 ? v : -v;
	if (m->not_left > 0 && first > 0) {	/* show the "not", too */
		size_t	 back = NOT_REACH - m->not_left + 1;

		n += back < first ? back : first;
		first -= back < first ? back : first;
	}
	note(m->tone, v > 0 ? TONE_PRAISE : TONE_BLAME,
	    raw_words(m->s, first, first + n - 1));
}

static void
turn(struct mood *m, enum cue_kind kind)
{
	if (kind == CUE_NOT)
		m->not_left = NOT_REACH + 1;
	else if (kind == CUE_MORE)
		m->strength = MORE;
	else if (kind == CUE_LESS)
		m->strength = LESS;
	if (kind != CUE_BUT)
		return;
	m->praise = m->praise * BEFORE_BUT / 100;
	m->blame = m->blame * BEFORE_BUT / 100;
	m->strength = AFTER_BUT;
	m->not_left = 0;
}

static void
sort_out(struct mood *m, const struct cue *cue, size_t first, size_t n)
{
	for (size_t i = 0; i < COUNT(sorts); i++)
		if (sorts[i].kind == cue->kind)
			note(m->tone, sorts[i].sort,
			    raw_words(m->s, first, first + n - 1));
	if (cue->weight != 0)
		weigh(m, cue, first, n);
	turn(m, cue->kind);
}

static bool
begins(slice text, slice words)
{
	return words.n > 0 && slice_starts(text, words) &&
	    (text.n == words.n || text.p[words.n] == ' ');
}

static void
watch(struct tone *t, const struct sentence *s, const struct tone_watch *w,
    size_t n)
{
	for (size_t i = 0; i < s->n; i++) {
		slice	 rest = sentence_from(s, i);

		for (size_t k = 0; k < n; k++)
			if (begins(rest, w[k].words))
				note(t, w[k].sort, raw_words(s, i, i +
				    words_of(s, i, w[k].words.n) - 1));
	}
}

static void
count(struct tone *t, const struct sentence *s)
{
	for (size_t i = 0; i < s->n; i++) {
		slice	 raw = s->words[i].raw;

		t->words += !s->words[i].emoji;
		t->capitals += s->words[i].capitals;
		t->letters_only += raw.n >= 2 && ascii_alpha(raw.p[0]);
	}
	t->exclamations += s->exclamations;
	t->questions += s->question;
}

static void
feel(struct tone *t, const struct sentence *s, const struct tongue *g)
{
	struct mood m = { .tone = t, .s = s, .strength = PLAIN };
	size_t	 loud = 0, stress;

	for (size_t i = 0; i < s->n; i++)
		loud += s->words[i].capitals;
	m.all_loud = 2 * loud > s->n;
	for (size_t i = 0, n; i < s->n; i += n) {
		struct cue cue;

		n = 1;
		if (s->words[i].comma)
			m.not_left = 0;
		if (sentence_cue(s, i, g->words, g->cues, &cue)) {
			n = words_of(s, i, cue.n);
			sort_out(&m, &cue, i, n);
		}
		m.not_left -= n < m.not_left ? n : m.not_left;
	}
	stress = s->exclamations < 3 ? s->exclamations : 3;
	t->praise += m.praise * (int64_t)(100 + 8 * stress) / 100;
	t->blame += m.blame * (int64_t)(100 + 8 * stress) / 100;
}

void
tone_read(struct tone *t, slice text, const struct tongue *g,
    const struct tone_watch *w, size_t nwatch)
{
	struct sentences k;
	struct sentence s;

	sentences_init(&k, text);
	while (sentence_next(&k, &s)) {
		count(t, &s);
		watch(t, &s, w, nwatch);
		if (g->words != NULL)
			feel(t, &s, g);
	}
	t->addresses += k.addresses;
	if (t->emoji > FACES_MOST || t->emoji < -FACES_MOST)
		t->emoji = t->emoji > 0 ? FACES_MOST : -FACES_MOST;
}
