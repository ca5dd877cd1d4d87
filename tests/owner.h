/*
 * owner.h - a simulated owner: a shop whose name means other things as well, a
 * stream of mentions, taps on what buzzed. What is said of the shop and what
 * is said of the others share their grievances, so that only what it is about
 * tells them apart.
 */
#ifndef TESTS_OWNER_H
#define TESTS_OWNER_H

#include "core/judge/score.h"
#include "core/learn/tap.h"
#include "tests/test.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	OWNER_TAPS = 20,
	OWNER_DAYS = 400,		/* mentions while taps are left */
	OWNER_AFTER = 400,		/* and those that are counted */
	OWNER_SEEN = 200,		/* that the box remembers */
	OWNER_LOUD = 40,		/* priority that buzzes */
	OWNER_SAYS = 8			/* templates, at most */
};

/* One thing that the word of the rule means. In its templates % is one of its
 * own things. */
struct meaning {
	int	 share;			/* of all mentions, in hundredths */
	int	 tap;			/* what the owner taps; -1: it is us */
	const char *source, *site, *place;
	const char *says[OWNER_SAYS];
	const char *things;		/* a blank between */
};

struct trade {
	const char *name, *word;	/* of the shop; of the rule */
	const char *const *moods;	/* shared by all meanings */
	size_t	 nmoods;
	struct meaning means[5];	/* the first is the shop */
};

struct owner {
	const struct trade *trade;
	struct learn	 learn;
	struct counts	 counts;
	uint32_t	 dice;
	bool		 grumpy;	/* never taps "useful" */
	size_t		 taps, post;
	size_t		 true_before, true_after, false_before, false_after;
	size_t		 all_true, lost;	/* buzzed before, not after */
};

/* A mention as the generator makes it, and what the owner thinks of it. */
struct post {
	struct mention	 mention;
	struct heard	 heard;
	int		 tap;		/* what the owner would tap */
	char		 text[600], id[24], handle[24], url[80];
};

static inline uint32_t
owner_dice(struct owner *o, uint32_t sides)
{
	o->dice ^= o->dice << 13;
	o->dice ^= o->dice >> 17;
	o->dice ^= o->dice << 5;
	return (o->dice >> 8) % sides;
}

static inline slice
owner_thing(struct owner *o, const char *things)
{
	slice	 rest = slice_of(things), word = { "", 0 };
	size_t	 n = 1;

	for (size_t i = 0; i < rest.n; i++)
		n += rest.p[i] == ' ';
	for (size_t at = owner_dice(o, (uint32_t)n) + 1; at > 0; at--)
		word = slice_cut(&rest, ' ');
	return word;
}

static inline void
owner_say(struct owner *o, struct sink *k, const struct meaning *m)
{
	size_t	 n = 0;
	const char *p;

	while (n < OWNER_SAYS && m->says[n] != NULL)
		n++;
	for (p = m->says[owner_dice(o, (uint32_t)n)]; *p != '\0'; p++)
		if (*p == '%')
			sink_put(k, owner_thing(o, m->things));
		else
			sink_byte(k, *p);
}

static inline void
owner_hears(struct owner *o, struct post *p)
{
	const struct trade *t = o->trade;
	const struct meaning *m = t->means;
	struct sink k = { .buf = p->text, .cap = sizeof(p->text) };
	int	 at = (int)owner_dice(o, 100);
	bool	 common = owner_dice(o, 3) == 0;	/* where all meet */

	while (at >= m->share)
		at -= m++->share;
	owner_say(o, &k, m);
	sink_byte(&k, ' ');
	sink_text(&k, t->moods[owner_dice(o, (uint32_t)t->nmoods)]);
	if (owner_dice(o, 3) == 0) {
		sink_byte(&k, ' ');
		owner_say(o, &k, m);
	}
	snprintf(p->id, sizeof(p->id), "%zu", ++o->post);
	snprintf(p->handle, sizeof(p->handle), "@u%u", owner_dice(o, 2000));
	snprintf(p->url, sizeof(p->url), "https://%s/%zu", common ?
	    "social.example" : m->site, o->post);
	p->mention = (struct mention){ .id = slice_of(p->id),
	    .text = sink_slice(&k), .handle = slice_of(p->handle),
	    .url = slice_of(p->url), .place = slice_of(common ? "" :
	    m->place) };
	p->heard = (struct heard){ slice_of(common ? "social" : m->source),
	    SLICE("shop"), slice_of(t->word) };
	p->tap = m->tap;
}

static inline bool
owner_buzzes(struct scorer *s, struct arena *a, const struct post *p,
    struct verdict *v)
{
	int64_t	 sum = 0;

	score_heard(s, a, &p->mention, &p->heard, 0, v);
	for (size_t i = 0; i < v->nreasons; i++)
		sum += v->reasons[i].points;
	CHECK(sum == v->priority && v->priority >= 0 && v->priority <= 100);
	return v->priority >= OWNER_LOUD;
}

static inline void
owner_tap(struct owner *o, struct arena *a, const struct post *p,
    const struct verdict *v)
{
	struct tap tap = { .when = 1 };
	struct traits t;

	if (p->tap < 0 ? o->grumpy : v->guarded)
		return;
	traits_of(&t, &p->mention, &p->heard, v);
	CHECK(tap_make(a, &o->learn, &t, &o->counts, p->tap < 0 ? TAP_USEFUL :
	    (enum tap_what)p->tap, &tap));
	CHECK(tap_take(a, &o->learn, &tap));
	o->taps++;
}

/* The owner taps every other thing that buzzes, until tired of it. */
static inline void
owner_lives(struct owner *o, struct scorer *s, struct arena *a)
{
	size_t	 mark = a->used;
	struct traits t;
	struct verdict v;
	struct post p;
	bool	 tapped;

	scorer_learn(s, &o->learn);
	for (int i = 0; i < OWNER_DAYS && o->taps < OWNER_TAPS; i++) {
		owner_hears(o, &p);
		tapped = owner_buzzes(s, a, &p, &v) && owner_dice(o, 2) == 0;
		if (tapped)
			owner_tap(o, a, &p, &v);
		traits_of(&t, &p.mention, &p.heard, &v);
		if (o->counts.texts < OWNER_SEEN)
			counts_note(&o->counts, &t, tapped && p.tap >= 0);
		a->used = mark;
	}
}

static inline void
owner_counts(struct owner *o, struct scorer *s, struct arena *a)
{
	size_t	 mark = a->used;
	struct verdict v;
	struct post p;
	bool	 before, after;

	for (int i = 0; i < OWNER_AFTER; i++) {
		owner_hears(o, &p);
		scorer_learn(s, NULL);
		before = owner_buzzes(s, a, &p, &v);
		scorer_learn(s, &o->learn);
		after = owner_buzzes(s, a, &p, &v);
		CHECK(!v.guarded || before == after);
		o->all_true += p.tap < 0;
		o->true_before += before && p.tap < 0;
		o->true_after += after && p.tap < 0;
		o->false_before += before && p.tap >= 0;
		o->false_after += after && p.tap >= 0;
		o->lost += before && !after && p.tap < 0;
		a->used = mark;
	}
}

/* One trade, one seed; the figures are added to *sum. */
static inline void
owner_run(const struct trade *t, uint32_t seed, struct owner *sum)
{
	struct shop shop = { .name = slice_of(t->name) };
	struct owner *o = calloc(1, sizeof(*o));
	void	*room = malloc(1 << 18);
	struct scorer *s;
	struct arena a;

	CHECK(o != NULL && room != NULL);
	o->trade = t;
	o->grumpy = sum->grumpy;
	o->dice = seed * 2654435761u | 1;
	arena_init(&a, room, 1 << 18);
	s = scorer_make(&a, &shop);
	owner_lives(o, s, &a);
	owner_counts(o, s, &a);
	CHECK(!a.spent && o->taps <= OWNER_TAPS);
	sum->taps += o->taps;
	sum->all_true += o->all_true;
	sum->lost += o->lost;
	sum->true_before += o->true_before;
	sum->true_after += o->true_after;
	sum->false_before += o->false_before;
	sum->false_after += o->false_after;
	free(room);
	free(o);
}

#endif
