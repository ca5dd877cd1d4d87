#include "core/judge/score.h"

#include "core/judge/judge.h"
#include "core/judge/polarity.h"
#include "core/judge/quote.h"

enum {
	SIDE = 20,		/* less than this is neutral */
	FEELS = 10,		/* less than this is no complaint, no praise */
	LONG = 60,		/* words */
	MEMO_PART = 100		/* of the room */
};

static const char *const level_names[LEVELS] = {
	[LEVEL_LOW] = "low", [LEVEL_NORMAL] = "normal",
	[LEVEL_HIGH] = "high", [LEVEL_URGENT] = "urgent",
};

enum level
score_level(int64_t priority)
{
	if (priority < 40)
		return LEVEL_LOW;
	if (priority < 60)
		return LEVEL_NORMAL;
	return priority < 80 ? LEVEL_HIGH : LEVEL_URGENT;
}

slice
score_level_name(enum level l)
{
	return slice_of(l < LEVELS ? level_names[l] : "");
}

bool
score_level_named(slice name, enum level *l)
{
	for (size_t i = 0; i < LEVELS; i++)
		if (slice_ieq(name, slice_of(level_names[i]))) {
			*l = (enum level)i;
			return true;
		}
	return false;
}

struct scorer {
	const struct shop *shop;
	const struct learn *learn;
	const struct known *known;
	struct reader reader;
};

/* Who has room remembers more words. */
static size_t
memo_words(const struct arena *a)
{
	size_t	 n = MEMO_LEAST;

	while (n < MEMO_MOST && n * sizeof(struct memo_word) <
	    (a->cap - a->used) / MEMO_PART)
		n *= 2;
	return n;
}

struct scorer *
scorer_make(struct arena *a, const struct shop *shop)
{
	size_t	 n = memo_words(a);
	struct scorer *s = arena_take(a, sizeof(*s));
	char	*memo = arena_take(a, n * sizeof(struct memo_word) + MEMO_LINE);

	if (s == NULL || memo == NULL)
		return NULL;
	memo += MEMO_LINE - (uintptr_t)memo % MEMO_LINE;
	s->shop = shop;
	s->known = known_make(a, shop);
	return s->known && reader_init(&s->reader,
	    (struct memo_word *)(void *)memo, n) ? s : NULL;
}

/* Emoji, digits, marks: the tables know only words. */
static bool
is_wordless(const struct judge *j)
{
	return j->read->tongue->words == &lexicon_emoji;
}

static enum polarity
side_of(int64_t sentiment)
{
	return sentiment >= SIDE ? POSITIVE :
	    sentiment <= -SIDE ? NEGATIVE : NEUTRAL;
}

static __attribute__((cold, noinline)) void
faces_only(const struct tone *t, struct polarity_verdict *p)
{
	p->sentiment = t->compound / 10;
	p->side = side_of(p->sentiment);
}

/* Who gives stars has said it: the text only leans within them. */
static __attribute__((cold, noinline)) void
heed_stars(struct polarity_verdict *p, int64_t stars)
{
	static const int8_t value[] = { 0, -85, -60, -5, 45, 80 };

	if (stars < 1 || stars > 5)
		return;
	p->sentiment = (3 * value[stars] + p->sentiment) / 4;
	p->side = side_of(p->sentiment);
}

/* How it is meant; a text that we cannot read means nothing to us. */
static void
feel(struct judge *j)
{
	static const slice sides[POLARITIES] = { { "negative", 8 },
		{ "neutral", 7 }, { "positive", 8 } };
	const struct tone *t = &j->read->tone;
	struct polarity_verdict *p = &j->polarity;

	p->side = NEUTRAL;
	p->sentiment = 0;
	p->denied = false;
	if (is_wordless(j))
		faces_only(t, p);
	else if (j->read->tongue->words != NULL)
		polarity_of(&j->read->reading, READ_POLARITY, t,
		    j->read->tongue->number, p);
	if (j->mention->rating != 0)
		heed_stars(p, j->mention->rating);
	j->verdict->sentiment = p->sentiment;
	j->verdict->polarity = sides[p->side];
}

/* Named in the text, or where its writer is. */
static __attribute__((cold, noinline)) void
find_place(struct judge *j, const struct scorer *s)
{
	struct match there[KNOWN_SORTS];
	slice	 place = j->mention->place;

	known_find(s->known, j->arena, SLICE(""), place, there);
	if (!j->known[KNOWN_PLACE].hit)
		j->known[KNOWN_PLACE] = there[KNOWN_PLACE];
	j->elsewhere = place.n != 0 && !j->known[KNOWN_PLACE].hit;
	j->verdict->spot = j->known[KNOWN_PLACE].hit ? SLICE("here") :
	    j->elsewhere ? SLICE("elsewhere") : SLICE("");
}

/* To us, about us, or a need that nobody has met yet (R21 to R23). */
static slice
attitude(const struct judge *j)
{
	static const char attitudes[CLASSES] = {
		[CLASS_CRISIS] = 'a', [CLASS_COMPLAINT] = 'a',
		[CLASS_RUMOUR] = 'a', [CLASS_IDEA] = 'a', [CLASS_PRAISE] = 'a',
		[CLASS_LEAD] = 'n', [CLASS_COMPETITOR] = 'n',
	};

	if (j->mention->rating > 0 || j->known[KNOWN_HANDLE].hit)
		return SLICE("reactive");
	if (attitudes[j->class] == 'a' || j->known[KNOWN_NAME].hit)
		return SLICE("proactive");
	return attitudes[j->class] == 'n' ? SLICE("progressive") : SLICE("");
}

/*
 * What the tables cannot know: that a rule of the owner took it, or that it
 * names the shop or gives it stars. Then it is about us: who feels something
 * praises or complains, and a critical word is one for us.
 */
static enum class
in_context(const struct judge *j, enum class c)
{
	const struct tone *t = &j->read->tone;
	int64_t	 feels = j->verdict->sentiment;
	enum polarity side = feels < FEELS && feels > -FEELS ? NEUTRAL :
	    j->polarity.side;
	bool	 about = j->heard->words.n != 0 || j->mention->rating != 0 ||
	    j->known[KNOWN_NAME].hit;

	if (about && t->found[TONE_CRITICAL].count && c != CLASS_SPAM)
		return CLASS_CRISIS;
	/* a long text has something of everything: a word must say why */
	if (c == CLASS_CRISIS && t->words > LONG &&
	    t->found[TONE_CRITICAL].count == 0 &&
	    t->found[TONE_CRITICAL_ASKED].count == 0 &&
	    !j->known[KNOWN_CRITICAL].hit)
		return side == NEGATIVE ? CLASS_COMPLAINT : CLASS_OTHER;
	if ((c == CLASS_OTHER && (about || is_wordless(j))) ||
	    (c == CLASS_PRAISE && side == NEGATIVE) ||
	    (c == CLASS_COMPLAINT && side != NEGATIVE && j->polarity.denied))
		return side == NEGATIVE ? CLASS_COMPLAINT :
		    side == POSITIVE ? CLASS_PRAISE : CLASS_OTHER;
	return c;
}

static enum class
classify(const struct judge *j)
{
	const struct class_signs signs = { .tone = &j->read->tone,
	    .polarity = &j->polarity, .text = j->text,
	    .readable = j->read->tongue->words != NULL,
	    .lang = j->read->tongue->number, .stars = j->mention->rating,
	    .critical = j->known[KNOWN_CRITICAL].hit,
	    .shop = j->known[KNOWN_NAME].hit,
	    .rival = j->known[KNOWN_RIVAL].hit };

	return in_context(j, is_wordless(j) && !signs.critical ?
	    CLASS_OTHER : class_find(&j->read->reading, READ_CLASS, &signs));
}

/* "wait/late, staff/rude" */
static void
put_issues(struct judge *j)
{
	struct sink k = sink_open(j->arena);

	for (size_t i = 0; i < j->issues.n; i++) {
		if (i > 0)
			sink_put(&k, SLICE(", "));
		sink_put(&k, label_name(j->issues.list[i].label));
	}
	j->verdict->issues = sink_close(&k, j->arena);
}

/* "wait/late: still waiting, third time; staff/rude: so rude" */
static void
quote_issues(struct judge *j)
{
	struct sink k = sink_open(j->arena);

	for (size_t i = 0; i < j->issues.n; i++) {
		const struct issue *one = &j->issues.list[i];

		if (i > 0)
			sink_put(&k, SLICE("; "));
		sink_put(&k, label_name(one->label));
		for (size_t w = 0; w < one->nwords; w++) {
			struct sink before = k;

			sink_put(&k, w ? SLICE(", ") : SLICE(": "));
			(void)quote_put(&k, one->words[w], ",;");
			if (k.len <= ISSUE_WORDS_BYTES)
				continue;
			k = before;
			break;
		}
	}
	j->verdict->issue_words = sink_close(&k, j->arena);
}

void
scorer_learn(struct scorer *s, const struct learn *l)
{
	s->learn = l;
}

void
score_heard(struct scorer *s, struct arena *a, const struct mention *m,
    const struct heard *heard, int64_t now, struct verdict *v)
{
	struct match known[KNOWN_SORTS];
	struct read read;
	struct judge j;		/* zeros that nobody reads cost time */
	slice	 title;

	j.arena = a;
	j.mention = m;
	j.shop = s->shop;
	j.reader = &s->reader;
	j.read = &read;
	j.known = known;
	j.elsewhere = false;
	j.now = now;
	j.learn = s->learn;
	j.heard = heard;
	j.verdict = v;
	j.text = slice_trim(m->text).n ? m->text : m->title;
	title = m->title.n == 0 || slice_starts(j.text, m->title) ?
	    SLICE("") : m->title;
	v->spot = v->issues = v->issue_words = SLICE("");
	v->priority = 0;
	v->nreasons = 0;	/* (and what follows sets the rest) */
	read_mention(&s->reader, &read, title, j.text, m->lang);
	v->lang = (slice){ read.tongue->code, TONGUE_CODE };
	feel(&j);
	j.named = known_find(s->known, a, m->title, m->text, known);
	if (s->shop->places.n != 0)
		find_place(&j, s);
	j.class = classify(&j);
	v->class = class_name(j.class);
	v->attitude = attitude(&j);
	issues_find(&j.issues, &s->reader, &read, j.class);
	if (j.issues.n > 0) {
		put_issues(&j);
		quote_issues(&j);
	}
	judge_reasons(&j);
}

void
score(struct scorer *s, struct arena *a, const struct mention *m, int64_t now,
    struct verdict *v)
{
	static const struct heard nobody = { .words = { "", 0 } };

	score_heard(s, a, m, &nobody, now, v);
}
