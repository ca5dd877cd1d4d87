#include "core/judge/mood.h"

#include "core/judge/faces.h"
#include "core/judge/hashtag.h"
#include "core/judge/stress.h"

enum {			/* percents */
	BEFORE_BUT = 50, AFTER_BUT = 130,
	QUOTED = -50, TURNED = 50,
	POINT = 8,		/* of these thousandths are a hundredth */
	SEVERE = -24		/* tenths: asking does not take it back */
};

static const uint8_t roles['z' - 'a' + 1] = {
	[CUE_MORE - 'a'] = ROLE_MORE, [CUE_LESS - 'a'] = ROLE_LESS,
	[CUE_NOT - 'a'] = ROLE_NOT,
};

static const uint8_t sorts['z' - 'a' + 1] = {	/* 0: no finding */
	[CUE_AGAIN - 'a'] = TONE_AGAIN, [CUE_MONEY - 'a'] = TONE_MONEY,
	[CUE_THREAT - 'a'] = TONE_THREAT, [CUE_LEAD - 'a'] = TONE_LEAD,
	[CUE_CRITICAL - 'a'] = TONE_CRITICAL,
	[CUE_QUESTION - 'a'] = TONE_QUESTION, [CUE_IDEA - 'a'] = TONE_IDEA,
	[CUE_RUMOUR - 'a'] = TONE_RUMOUR, [CUE_SPAM - 'a'] = TONE_SPAM,
	[CUE_NEWS - 'a'] = TONE_NEWS, [CUE_IRONY - 'a'] = TONE_IRONY,
	[CUE_COMPETITOR - 'a'] = TONE_COMPETITOR,
};

slice
mood_raw(const struct sentence *s, size_t first, size_t n)
{
	slice	 a = s->words[first].raw, b = s->words[first + n - 1].raw;

	return (slice){ a.p, (size_t)(b.p + b.n - a.p) };
}

static __attribute__((cold, noinline)) bool
is_noted(const struct tone_list *l, slice raw)
{
	for (size_t i = 0; i < l->count && i < TONE_WORDS; i++)
		if (slice_ieq(l->words[i], raw))
			return true;
	return false;
}

__attribute__((noinline)) void
mood_note(struct tone *t, enum tone_sort sort, slice raw)
{
	struct tone_list *l = &t->found[sort];

	if (l->count > 0 && is_noted(l, raw))
		return;
	if (l->count < TONE_WORDS)
		l->words[l->count] = raw;
	l->count++;
}

/* ---- what one finding weighs -------------------------------------------- */

/* The byte before it is the last one of a quote. */
static bool
may_be_quoted(const struct mood *m, slice raw)
{
	return raw.p > m->text.p &&
	    (raw.p[-1] == '"' || raw.p[-1] == '\x9c');
}

/* 'The "fresh" bread': what of its weight is left, if it is. */
static __attribute__((cold, noinline)) int64_t
unquote(struct mood *m, slice raw, int64_t v)
{
	const char *behind = raw.p + raw.n, *end = m->text.p + m->text.n;
	bool	 plain = raw.p[-1] == '"';
	ptrdiff_t n = plain ? 1 : 3;

	if (raw.p - m->text.p < n || end - behind < n ||
	    memcmp(raw.p - n, plain ? "\"" : "\xe2\x80\x9c", (size_t)n) ||
	    memcmp(behind, plain ? "\"" : "\xe2\x80\x9d", (size_t)n))
		return v;
	mood_note(m->tone, TONE_IRONY, raw);
	return v * QUOTED / 100;
}

static __attribute__((cold, noinline)) void
add_face(struct tone *t, int64_t v, slice raw)
{
	if (v == 0)
		return;
	t->emoji += v / POINT;
	*(v > 0 ? &t->plus : &t->minus) += v > 0 ? v : -v;
	mood_note(t, v > 0 ? TONE_PRAISE : TONE_BLAME, raw);
}

/* A "not" has made v of a word that the lists have with so many tenths. */
static __attribute__((cold, noinline)) void
deny(struct mood *m, int tenths, int64_t v)
{
	if (tenths > 0 && v < 0)
		m->lost_praise += v * 100 / STRESS_NOT_PRAISE;
	else if (tenths < 0 && v > 0)
		m->lost_blame += v * 100 / -STRESS_NOT_BLAME;
}

/* Returns where the evidence begins: with the "not" before it. */
static size_t
weigh(struct mood *m, const struct cue *cue, size_t first)
{
	struct stress stress;
	int64_t	 v = stress_of(m, cue, first, &stress);
	slice	 raw = mood_raw(m->s, stress.first, stress.n);

	if (m->owed != 0 && stress.first <= m->owed_at)
		m->owed = 0;
	if (v > 0 && may_be_quoted(m, raw))
		v = unquote(m, raw, v);
	if (m->but)
		v = v * AFTER_BUT / 100;
	m->tone->phrases += cue->words > 1 || stress.denied ? v : 0;
	if (stress.denied)
		deny(m, cue->tenths, v);
	*(v > 0 ? &m->plus : &m->minus) += v > 0 ? v : -v;
	mood_note(m->tone, v > 0 ? TONE_PRAISE : TONE_BLAME, raw);
	return stress.first;
}

static void
pay_owed(struct mood *m)
{
	m->minus -= m->owed;
	m->owed = 0;
}

/* What came before a "but" counts less; what is meant ironically turns. */
static __attribute__((cold, noinline)) void
turn(struct mood *m, enum cue_kind kind)
{
	if (kind == CUE_BUT) {
		pay_owed(m);
		m->plus = m->plus * BEFORE_BUT / 100;
		m->minus = m->minus * BEFORE_BUT / 100;
		m->lost_praise = m->lost_praise * BEFORE_BUT / 100;
		m->lost_blame = m->lost_blame * BEFORE_BUT / 100;
		m->but = true;
	} else {
		m->minus += m->plus * TURNED / 100;
		m->plus = 0;
	}
}

static void
find_sort(struct mood *m, const struct cue *cue, size_t first, size_t from)
{
	enum tone_sort sort = (enum tone_sort)sorts[cue->kind - 'a'];
	bool	 asked = m->asks && m->s->question && cue->tenths > SEVERE;

	if (sort == TONE_PRAISE)
		return;
	if (sort == TONE_CRITICAL && (from < first || asked))
		sort = TONE_CRITICAL_ASKED;
	mood_note(m->tone, sort, mood_raw(m->s, first, cue->words));
}

static void
sort_out(struct mood *m, const struct cue *cue, size_t first)
{
	size_t	 from = first, last = first + cue->words - 1;
	uint8_t	 role = ROLE_NONE;

	if (cue->kind == CUE_PLAIN && cue->tenths == 0)
		return;
	if (cue->kind == CUE_BUT || cue->kind == CUE_IRONY)
		turn(m, cue->kind);
	m->asks |= cue->kind == CUE_QUESTION;
	if (cue->kind != CUE_NONE)
		role = roles[cue->kind - 'a'];
	if (cue->tenths < 0 && role == ROLE_NOT) {
		pay_owed(m);
		m->owed = cue->tenths * 100;
		m->owed_at = first;
	} else if (cue->tenths != 0) {
		from = weigh(m, cue, first);
	}
	if (cue->kind != CUE_NONE)
		find_sort(m, cue, first, from);
	if (role == ROLE_NONE && cue->tenths != 0)
		role = ROLE_WEIGHT;
	for (size_t i = first; i < last; i++)
		m->role[i] = ROLE_SAME;
	m->role[last] = role;
}

/* ---- a sentence --------------------------------------------------------- */

static __attribute__((cold, noinline)) void
find_faces(struct mood *m, slice gap)
{
	slice	 face;
	int	 tenths;

	while (face_next(&gap, m->text, &face, &tenths))
		add_face(m->tone, (int64_t)tenths * 100, face);
}

/* Emoticons that are no words stand between them, behind a blank; most gaps are
 * ", ". */
static void
read_gap(struct mood *m, const char *from, const char *to)
{
	for (const char *p = from; p < to; p++)
		m->tone->marks += *p == '?';
	if (to > from + 2 || from == m->text.p ||
	    (to > from && ascii_space(*from)))
		find_faces(m, (slice){ from, to > from ?
		    (size_t)(to - from) : 0 });
}

static void read_words(struct mood *);

/* A mark that what was said was not meant: "/s", "#sarcasm", a "#not" at the
 * end. */
static __attribute__((cold)) void
find_mark(struct mood *m, size_t i)
{
	/* hash_bytes() of: not sarcasm sarcastic irony ironic */
	static const uint32_t marks[] = { 0xbcd44db7, 0xfad15e24, 0x331d760a,
		0x04943d45, 0x8061b3cb };
	const struct sentence_word *w = &m->s->words[i];
	bool	 last = i + 1 == m->s->n;
	bool	 found = last && w->n == 1 && m->s->buf[w->at] == 's' &&
	    w->raw.p > m->text.p && w->raw.p[-1] == '/';

	for (size_t k = last ? 0 : 1; w->tagged && k < COUNT(marks); k++)
		found |= w->hash == marks[k];
	if (found) {
		mood_note(m->tone, TONE_IRONY, w->raw);
		m->tone->turned = true;
	}
}

/* Kept apart: it has a whole sentence on the stack. */
static __attribute__((cold)) void
read_tag(struct mood *m, size_t i)
{
	struct sentence pieces;
	struct mood inner = { .tone = m->tone, .text = m->text,
	    .lexicon = m->lexicon, .s = &pieces, .but = m->but };

	if (!hashtag_split(m->lexicon, m->s, i, &pieces))
		return;
	read_words(&inner);
	m->plus += inner.plus;
	m->minus += inner.minus - inner.owed;
	m->lost_praise += inner.lost_praise;
	m->lost_blame += inner.lost_blame;
}

static __attribute__((cold)) void
read_emoji(struct mood *m, size_t i)
{
	struct cue cue;

	if (lexicon_find(&lexicon_emoji, m->s, i, &cue))
		add_face(m->tone, cue.tenths * 100, m->s->words[i].raw);
}

/* One that begins at this word; returns of how many it is. */
static inline size_t
read_place(struct mood *m, struct lexicon_place at)
{
	struct cue cue;

	if (!lexicon_find_at(m->lexicon, m->s, at, &cue))
		return 1;
	sort_out(m, &cue, at.word);
	return cue.words;
}

/* The same, for words that may be an emoji or a part of a hashtag. */
static __attribute__((cold)) void
read_odd(struct mood *m)
{
	size_t	 n;

	for (size_t i = 0; i < m->s->n; i += n) {
		const struct sentence_word *w = &m->s->words[i];
		struct cue cue;

		n = 1;
		if (w->tagged || (w->n == 1 && i + 1 == m->s->n))
			find_mark(m, i);
		if (w->emoji) {
			read_emoji(m, i);
		} else if (lexicon_find(m->lexicon, m->s, i, &cue)) {
			sort_out(m, &cue, i);
			n = cue.words;
		} else if (w->tagged) {
			read_tag(m, i);
		}
	}
}

static void
read_words(struct mood *m)
{
	const struct sentence *s = m->s;
	struct lexicon_place places[SENTENCE_WORDS];
	size_t	 n, next = 0;

	memset(m->role, ROLE_NONE, s->n);
	if (s->tagged || s->emoji > 0 || s->words[s->n - 1].n == 1) {
		read_odd(m);
		return;
	}
	for (n = lexicon_places(m->lexicon, s, 0, s->n, places); n > 0; n--)
		if (places[n - 1].word >= next)
			next = places[n - 1].word +
			    read_place(m, places[n - 1]);
}

static void
begin(struct mood *m, const struct sentence *s)
{
	m->s = s;
	m->plus = m->minus = m->owed = 0;
	m->lost_praise = m->lost_blame = 0;
	m->but = m->asks = false;
	m->turned = 0;
	m->loud = 2 * s->capitals > s->n;
}

static void
end(struct mood *m)
{
	struct tone *t = m->tone;
	int64_t	 stress = m->s->exclamations < 3 ?
	    (int64_t)m->s->exclamations : 3;

	pay_owed(m);
	t->plus += m->plus;
	t->minus += m->minus;
	t->lost_praise += m->lost_praise;
	t->lost_blame += m->lost_blame;
	t->praise += m->plus * (100 + 8 * stress) / (100 * POINT);
	t->blame += m->minus * (100 + 8 * stress) / (100 * POINT);
}

void
mood_feel(struct mood *m, const struct sentence *s)
{
	const char *seen = m->seen;

	begin(m, s);
	read_words(m);
	for (size_t i = 0; i < s->n; i++) {
		slice	 raw = s->words[i].raw;

		if (raw.p > seen + 1)
			read_gap(m, seen, raw.p);
		seen = raw.p + raw.n;
	}
	m->seen = seen;
	end(m);
}

void
mood_end(struct mood *m)
{
	read_gap(m, m->seen, m->text.p + m->text.n);
	if (m->tone->turned) {
		m->tone->minus += m->tone->plus * TURNED / 100;
		m->tone->plus = 0;
	}
}
