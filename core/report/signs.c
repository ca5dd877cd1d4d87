#include "core/report/signs.h"

#include "core/judge/classes.h"
#include "core/judge/small_words.h"
#include "core/match/tokens.h"

enum {
	DAY = 86400, HOUR = 3600, THURSDAY = 3,
	SHORT = 3,		/* letters: such a word tells nothing */
	NARROW_LEAST = 3,		/* mentions that must have a word */
	US_LEAST = 5			/* others that must lack it */
};

void
sign_add(struct sign *s, bool hit, slice said, int64_t rank)
{
	s->of++;
	s->n += hit;
	if (!hit || said.n == 0 || (s->said.n && rank <= s->rank))
		return;
	s->said = said;
	s->rank = rank;
}

slice
sign_said(const struct item *i)
{
	return i->mention.text.n ? i->mention.text : i->mention.title;
}

/* Monday is 0; *slot is the part of the day. */
static size_t
weekday(const struct report_head *h, int64_t t, size_t *slot)
{
	int64_t	 local = zone_local(&h->hours->zone, t);
	int64_t	 day = local / DAY - (local % DAY < 0);

	*slot = (size_t)((local - day * DAY) / HOUR / SLOT_HOURS);
	return (size_t)(((day + THURSDAY) % 7 + 7) % 7);
}

/* --- rules and their words -------------------------------------------- */

static size_t
rule_named(struct signs *s, slice name)
{
	size_t	 i = 0;

	while (i < s->nrules && !slice_eq(s->names[i], name))
		i++;
	if (i == s->nrules && i < SIGN_RULES)
		s->names[s->nrules++] = name;
	return i;
}

static struct sign_word *
word_at(struct signs *s, uint32_t key)
{
	size_t	 at = key % SIGN_WORDS;

	while (s->words[at].key && s->words[at].key != key)
		at = (at + 1) % SIGN_WORDS;
	if (s->words[at].key == 0) {
		if (s->nwords == SIGN_WORDS * 3 / 4)
			return NULL;
		s->nwords++;
		s->words[at].key = key;
	}
	return &s->words[at];
}

/* Counted in each mention once, however often it stands there. */
static void
add_words(struct signs *s, size_t rule, slice text, bool off)
{
	struct tokens all;
	struct token t;

	tokens_init(&all, text);
	while (token_next(&all, &t)) {
		struct sign_word *w;

		if (t.kind != TOKEN_WORD || t.n < SHORT || small_word(t.hash))
			continue;
		w = word_at(s, (t.hash + (uint32_t)rule * 0x9e3779b1u) | 1);
		if (w == NULL || w->last == s->nth || w->off == UINT16_MAX ||
		    w->us == UINT16_MAX)
			continue;
		w->last = s->nth;
		w->rule = (uint8_t)rule;
		w->raw = t.raw;
		w->off = (uint16_t)(w->off + off);
		w->us = (uint16_t)(w->us + !off);
	}
}

size_t
signs_narrow(const struct signs *s, size_t rule,
    const struct sign_word *words[static SIGN_NARROW])
{
	const struct sign *r = &s->rules[rule];
	size_t	 n = 0;

	for (size_t i = 0; i < SIGN_WORDS && r->of - r->n >= US_LEAST; i++) {
		const struct sign_word *w = &s->words[i];
		size_t	 at = n;

		if (w->key == 0 || w->rule != rule || w->us ||
		    w->off < NARROW_LEAST)
			continue;
		while (at > 0 && words[at - 1]->off < w->off)
			at--;
		if (at == SIGN_NARROW)
			continue;
		n += n < SIGN_NARROW;
		for (size_t j = n - 1; j > at; j--)
			words[j] = words[j - 1];
		words[at] = w;
	}
	return n;
}

static void
add_rule(struct signs *s, const struct report_seen *seen)
{
	const struct item *i = seen->item;
	size_t	 rule = rule_named(s, i->rule);

	if (rule == SIGN_RULES)
		return;
	s->nth++;
	add_words(s, rule, i->mention.title, seen->waved_off);
	add_words(s, rule, i->mention.text, seen->waved_off);
	sign_add(&s->rules[rule], seen->waved_off, sign_said(i),
	    i->verdict.priority);
}

/* --- who is asked too much -------------------------------------------- */

/* Why it did not buzz is kept in words: core/desk/held.c. */
static bool
had_none_left(slice muted, slice called)
{
	slice	 rest = slice_from(muted, slice_find(muted, called));

	return rest.n > called.n && slice_starts(slice_from(rest, called.n),
	    SLICE("'s ")) && slice_find(rest, SLICE(" left: ")) < rest.n;
}

static void
add_spent(struct signs *s, const struct report_head *h, const struct item *i)
{
	int64_t	 day = calendar_day(h->hours, i->found);

	for (size_t p = 0; h->staff && p < h->staff->n; p++) {
		slice	 called = h->staff->people[p].called;

		if (i->muted.n == 0 || !had_none_left(i->muted, called))
			continue;
		sign_add(&s->spent[p], true, sign_said(i),
		    i->verdict.priority);
		s->spent[p].n -= day == s->spent_on[p];
		s->spent_on[p] = day;
	}
}

/* --- all of it ---------------------------------------------------------- */

void
signs_mention(struct signs *s, const struct report_head *h,
    const struct report_seen *seen, int64_t said)
{
	const struct item *i = seen->item;
	enum class c = CLASS_OTHER;
	size_t	 slot, day = weekday(h, said, &slot);

	(void)class_named(i->verdict.class, &c);
	if ((c == CLASS_COMPLAINT || c == CLASS_CRISIS) && !seen->waved_off) {
		sign_add(&s->slots[day * SLOTS + slot], true, sign_said(i),
		    i->verdict.priority);
		if (!calendar_open(h->hours, said))
			sign_add(&s->closed[day], true, sign_said(i),
			    i->verdict.priority);
	}
	if (i->fate == FATE_SENT)
		add_rule(s, seen);
	if (i->fate == FATE_DIGEST)
		add_spent(s, h, i);
}

void
signs_goal(struct signs *s, const struct report_head *h, enum class class,
    const struct item *item, int64_t opened, int64_t took, bool late)
{
	size_t	 slot;

	(void)weekday(h, opened, &slot);
	sign_add(&s->late[class], late, sign_said(item), took);
	sign_add(&s->hours[slot], late, sign_said(item), took);
}
