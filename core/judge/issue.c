#include "core/judge/issue.h"

#include "core/judge/mood.h"

enum {
	STRONG = 4, WEAK = 2, TOPIC = 1,
	BEHIND_BUT = 1,		/* more, for what comes after a "but" */
	REACH = 2,		/* words before, that may turn it */
	WORDS_MOST = 24,	/* bytes of a number with its letters */
	SECOND = 4,		/* points that make a second label, */
	SECOND_PART = 60	/* and percents of the first */
};

static const struct {
	const struct lexicon *words, *issues;
} tables[] = {
	{ &lexicon_en, &lexicon_issue_en }, { &lexicon_de, &lexicon_issue_de },
	{ &lexicon_fr, &lexicon_issue_fr }, { &lexicon_es, &lexicon_issue_es },
	{ &lexicon_it, &lexicon_issue_it }, { &lexicon_pt, &lexicon_issue_pt },
};

/* In the order of core/judge/label.c. */
enum what {
	STAFF, WAIT, PRICE, STOCK, FAULT, QUALITY, DELIVERY, SITE, HOURS,
	PLACE, SAFETY, TRUST
};

enum label {
	RUDE, UNHELPFUL, IGNORED, PUSHY, MISTAKE,
	QUEUE, LATE, NO_ANSWER, CANCELLED,
	DEAR, OVERCHARGED, HIDDEN, REFUND,
	SOLD_OUT, GONE, NEVER,
	BROKEN, AGAIN, WRONG_REPAIR,
	TASTE, COLD, SMALL, STALE, POOR,
	SENT_LATE, MISSING, DAMAGED, WRONG_THING,
	DOWN, BOOKING, PHONE, PAYMENT,
	CLOSED, WRONG_HOURS, SHORT,
	DIRTY, NOISE, PARKING, ACCESS, CRAMPED,
	ILL, INJURY, ALLERGY, DANGER, FIRE,
	LIED, SCAM, PRIVACY, DISCRIMINATION,
	NONE = LABELS
};

struct search {
	const struct lexicon *words, *issues;
	enum class class;
	struct findings labels, whats;

	slice	 text;			/* in which the sentence stands */
	const struct sentence *said, *s;	/* s: with numbers named */
	bool	 felt, praise, but;	/* of the sentence */
};

/* ---- a sentence ---------------------------------------------------------- */

/* "$40", "40 $" */
static bool
is_money(slice text, slice raw)
{
	static const slice signs[] = { { "$", 1 }, { "\xe2\x82\xac", 3 },
		{ "\xc2\xa3", 2 } };
	size_t	 at = (size_t)(raw.p - text.p);
	slice	 before = slice_head(text, at);
	slice	 behind = slice_trim(slice_head(slice_from(text, at + raw.n),
	    5));

	for (size_t i = 0; i < COUNT(signs); i++)
		if (slice_ends(before, signs[i]) ||
		    slice_starts(behind, signs[i]))
			return true;
	return false;
}

/* In the tables "0" is any number, "0min" one with letters, and a Euro sign
 * one of any money. */
static uint32_t
name_number(slice fold, slice text, slice raw)
{
	uint32_t h = hash_byte(HASH_BEGIN, '0');
	size_t	 k = 0;

	while (k < fold.n && (ascii_digit(fold.p[k]) || fold.p[k] == '.'))
		k++;
	if (k == fold.n && is_money(text, raw))
		return hash_bytes(SLICE("\xe2\x82\xac"));
	for (; k < fold.n; k++)
		h = hash_byte(h, fold.p[k]);
	return hash_end(h);
}

static __attribute__((cold)) void
name_numbers(struct sentence *s, const struct sentence *said, slice text)
{
	s->memo = said->memo;
	s->n = said->n;
	s->len = said->len;
	memcpy(s->words, said->words, s->n * sizeof(s->words[0]));
	memcpy(s->buf, said->buf, s->len);
	for (size_t i = 0; i < s->n; i++) {
		struct sentence_word *w = &s->words[i];
		slice	 fold = { s->buf + w->at, w->n };

		if (!ascii_digit(fold.p[0]) || fold.n > WORDS_MOST)
			continue;
		w->hash = name_number(fold, text, w->raw);
		w->slot = MEMO_NONE;
		w->marks = 0;
	}
}

/* "not rude", "never a long queue" */
static bool
is_turned(const struct search *k, size_t first)
{
	struct cue cue;

	for (size_t i = first; i > 0 && first - i < REACH; i--) {
		if (k->s->words[i].comma)
			return false;
		if (lexicon_find(k->words, k->s, i - 1, &cue) &&
		    cue.words <= first - (i - 1) && cue.kind == CUE_NOT)
			return true;
	}
	return false;
}

/* Is most of the sentence praise? Found out only where a word asks for it, and
 * nobody has done so. */
static __attribute__((cold)) void
feel(struct search *k)
{
	struct tone t = { .words = 0 };
	struct mood m;

	k->felt = true;
	if (k->class == CLASS_CRISIS)
		return;
	tone_begin(&t, &m, k->text);
	m.seen = k->said->words[0].raw.p;
	k->praise = tone_sentence(&m, k->words, k->said);
}

static void
note_cue(struct search *k, size_t first, const struct cue *cue)
{
	slice	 raw = mood_raw(k->s, first, cue->words);
	int	 v = cue->tenths, points;

	if (v == LABEL_PLAIN || (v > LABEL_WHAT && is_turned(k, first)))
		return;
	if (v <= LABEL_WHAT) {
		finding_note(findings_at(&k->whats, (unsigned)(LABEL_WHAT -
		    v)), TOPIC, raw);
		return;
	}
	points = v < 0 ? WEAK : STRONG;
	if (!k->felt && !k->but)
		feel(k);
	if (!k->but && k->praise)
		points /= 2;
	finding_note(findings_at(&k->labels, (unsigned)(v < 0 ?
	    LABEL_WEAK - v : v)), points + (k->but ? BEHIND_BUT : 0), raw);
}

/* Where one sentence has both, what comes behind the "but" counts. */
static void
hear_but(struct search *k, size_t from, size_t to)
{
	struct lexicon_place places[SENTENCE_WORDS];
	size_t	 n = lexicon_places(k->words, k->s, from, to, places);
	struct cue cue;

	for (size_t i = 0; i < n && !k->but; i++)
		k->but = lexicon_find_at(k->words, k->s, places[i], &cue) &&
		    cue.kind == CUE_BUT;
}

static void
read_words(struct search *k)
{
	struct lexicon_place places[SENTENCE_WORDS];
	size_t	 heard = 0, n;
	struct cue cue;

	k->felt = k->said->felt;
	k->praise = k->said->felt && k->said->praise &&
	    k->class != CLASS_CRISIS;
	k->but = false;
	n = lexicon_places(k->issues, k->s, 0, k->s->n, places);
	while (n-- > 0) {
		size_t	 at = places[n].word;

		if (at < heard ||
		    !lexicon_find_at(k->issues, k->s, places[n], &cue))
			continue;
		if (!k->but)
			hear_but(k, heard, at);
		note_cue(k, at, &cue);
		heard = at + cue.words;
	}
}

static void
read_text(struct search *k, struct again *again)
{
	struct sentence named;

	while ((k->said = again_next(again)) != NULL) {
		k->s = k->said->digits ? &named : k->said;
		if (k->s == &named)
			name_numbers(&named, k->said, k->text);
		read_words(k);
	}
}

/* ---- the labels ---------------------------------------------------------- */

/* What a text is about says which of two it is: "late" with "parcel". */
static const struct {
	uint8_t from, about, to;
} shifts[] = {
	{ LATE, DELIVERY, SENT_LATE },
	{ BROKEN, DELIVERY, DAMAGED },
	{ MISTAKE, DELIVERY, WRONG_THING },
	{ NO_ANSWER, SITE, PHONE },
	{ BROKEN, SITE, DOWN },
};

/* What a wish or a text with nothing else to go by is about. */
static const struct {
	uint8_t complaint, wish;
} usual[WHATS] = {
	[STAFF] = { NONE, NONE },
	[WAIT] = { LATE, QUEUE },
	[PRICE] = { DEAR, DEAR },
	[STOCK] = { SOLD_OUT, NEVER },
	[FAULT] = { BROKEN, NONE },
	[QUALITY] = { POOR, NONE },
	[DELIVERY] = { SENT_LATE, NONE },
	[SITE] = { BOOKING, BOOKING },
	[HOURS] = { WRONG_HOURS, SHORT },
	[PLACE] = { NONE, ACCESS },
	[SAFETY] = { NONE, NONE },
	[TRUST] = { LIED, NONE },
};

static void
shift(struct search *k)
{
	for (size_t i = 0; i < COUNT(shifts); i++) {
		if (!findings_has(&k->labels, shifts[i].from) ||
		    !findings_has(&k->whats, shifts[i].about))
			continue;
		finding_join(findings_at(&k->labels, shifts[i].to),
		    &k->labels.of[shifts[i].from]);
		findings_drop(&k->labels, shifts[i].from);
	}
}

static bool
fits(enum class c, unsigned label)
{
	unsigned what = label_what(label);

	switch (c) {
	case CLASS_CRISIS:
		return what == SAFETY || label == PRIVACY ||
		    label == DISCRIMINATION || label == LIED;
	case CLASS_IDEA:
		return what != SAFETY && what != TRUST && what != STAFF &&
		    what != FAULT;
	default:
		return what != SAFETY;
	}
}

static void
weigh(struct search *k)
{
	bool	 wish = k->class == CLASS_IDEA;

	for (uint64_t left = k->labels.has; left != 0; left &= left - 1) {
		unsigned i = findings_first(left), what = label_what(i);

		if (!fits(k->class, i))
			findings_drop(&k->labels, i);
		else if (findings_has(&k->whats, what))
			k->labels.of[i].points += k->whats.of[what].points;
	}
	for (uint64_t left = k->whats.has; left != 0; left &= left - 1) {
		unsigned w = findings_first(left);
		unsigned to = wish ? usual[w].wish : usual[w].complaint;

		if (to != NONE && fits(k->class, to))
			finding_join(findings_at(&k->labels, to),
			    &k->whats.of[w]);
	}
}

static void
pick(struct findings *f, struct issues *out)
{
	while (out->n < ISSUES_MAX) {
		struct issue *one = &out->list[out->n];
		unsigned best = LABELS;
		int	 most = 0, least = out->n ? out->list[0].points *
		    SECOND_PART / 100 : 1;

		for (uint64_t left = f->has; left != 0; left &= left - 1) {
			unsigned i = findings_first(left);

			if (f->of[i].points > most)
				most = f->of[best = i].points;
		}
		if (best == LABELS || most < least ||
		    (out->n && most < SECOND))
			return;
		one->label = best;
		one->points = most;
		one->nwords = f->of[best].n;
		memcpy(one->words, f->of[best].words, sizeof(one->words));
		findings_drop(f, best);
		out->n++;
	}
}

/* Where no word of ours says it: what made it a crisis. */
static void
fall_back(struct issues *out, enum class c, const struct tone *t)
{
	const struct tone_list *l = &t->found[TONE_CRITICAL];

	if (out->n > 0 || c != CLASS_CRISIS || l->count == 0)
		return;
	out->n = 1;
	out->list[0] = (struct issue){ .label = DANGER, .points = TOPIC };
	for (size_t i = 0; i < l->count && i < ISSUE_WORDS; i++)
		out->list[0].words[out->list[0].nwords++] = l->words[i];
}

static bool
complains(enum class c)
{
	return c == CLASS_CRISIS || c == CLASS_COMPLAINT || c == CLASS_IDEA ||
	    c == CLASS_COMPETITOR;
}

static const struct lexicon *
table_of(const struct lexicon *words)
{
	for (size_t i = 0; i < COUNT(tables); i++)
		if (tables[i].words == words)
			return tables[i].issues;
	return NULL;
}

static void
search(const struct lexicon *issues, struct issues *out,
    struct reader *reader, const struct read *r, enum class class)
{
	struct search k;
	struct again again;

	k.words = r->tongue->words;
	k.issues = issues;
	k.class = class;
	k.labels.has = k.whats.has = 0;
	for (int title = 1; title >= 0; title--) {
		k.text = title ? r->title : r->text;
		read_again(&again, reader, r, title);
		read_text(&k, &again);
	}
	if ((k.labels.has | k.whats.has) == 0)
		return;
	shift(&k);
	weigh(&k);
	pick(&k.labels, out);
}

void
issues_find(struct issues *out, struct reader *reader, const struct read *r,
    enum class class)
{
	const struct lexicon *issues;

	out->n = 0;
	if (!complains(class) ||
	    (issues = table_of(r->tongue->words)) == NULL)
		return;
	search(issues, out, reader, r, class);
	fall_back(out, class, &r->tone);
}
