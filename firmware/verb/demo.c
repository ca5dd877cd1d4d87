/*
 * demo.c - a day in a pretend town: the keeper itself, its store in a
 * folder that goes at once, its workers those of role/demo.c, and its clock
 * set forward from one answer of the bundled day to the next.
 */
#include "core/desk/reach.h"
#include "core/judge/score.h"
#include "core/letter.h"
#include "core/show.h"
#include "firmware/demo/demo.h"
#include "firmware/desk/acting.h"
#include "firmware/file.h"
#include "firmware/keeper/parts.h"
#include "firmware/log.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	MEMORY = 2 << 20,
	SAID = 300,			/* characters of a post */
	BEAT = 250,			/* ms: to read on */
	MINUTES = 8 * 60		/* until somebody sees to a thing */
};

struct demo {
	struct arena	 arena;
	struct keeper	*k;
	slice		 day;
	int		 beat;
	int64_t		 posts;		/* shown */
	uint64_t	 told;		/* the last one that rang; 0: none */
	struct demo_room room;
};

/* --- saying -------------------------------------------------------------- */

static void
say(struct demo *d, slice text, const char *before)
{
	const size_t mark = d->arena.used;
	struct sink k = sink_open(&d->arena);

	demo_fold(&k, text, DEMO_WIDTH - strlen(before), before, "");
	(void)file_write(STDERR_FILENO, sink_close(&k, &d->arena));
	d->arena.used = mark;
}

static void
say_words(struct demo *d, slice text)
{
	fputc('\n', stderr);
	say(d, text, "  ");
}

static void
say_time(struct demo *d, int64_t at, slice what)
{
	char	 before[16] = "";
	struct sink w = { .buf = before, .cap = sizeof(before) - 1 };

	sink_text(&w, "  ");
	calendar_put_clock(&w, &d->k->c->staff.hours, at);
	sink_text(&w, "  ");
	if (d->told == 0)
		fputc('\n', stderr);
	say(d, what, before);
}

/* False: somebody does not want to see more. */
static bool
rest(const struct demo *d, int beats)
{
	return keeper_pause(beats * d->beat);
}

/* --- a post, and what was made of it ------------------------------------- */

/* No two of the day have the same id. */
struct lookup {
	const struct mention *m;
	struct item	 item;
	uint64_t	 id;		/* 0: it is not stored */
};

static bool
is_it(void *arg, uint64_t id, const struct item *item)
{
	struct lookup *l = arg;

	if (!slice_eq(item->mention.id, l->m->id))
		return true;
	l->item = *item;
	l->id = id;
	return false;
}

/* Does Anna hear of it now, by her hours and by how loud it is? */
static enum held
held(const struct demo *d, const struct item *item)
{
	return reach_now(&d->k->desk, 0, score_level(item->verdict.priority),
	    item->found);
}

static void
put_quiet(struct demo *d, struct sink *k, const struct item *item)
{
	sink_text(k, "Judged ");
	sink_put(k, item->verdict.class);
	sink_text(k, ": ");
	letter_reasons(k, &item->verdict);
	if (held(d, item) == HELD_LEVEL) {
		sink_text(k, ". For the digest.");
		return;
	}
	sink_text(k, ". Waits: ");
	sink_put(k, item->muted);
	sink_byte(k, '.');
}

/* The letter tells all the rest. */
static void
put_ringing(struct demo *d, struct sink *k, const struct item *item)
{
	if (held(d, item) == HELD_NOT)
		return;
	sink_text(k, "Critical, so it rings, although ");
	held_put(k, &d->k->desk, 0, held(d, item), item->verdict.priority,
	    item->found);
	sink_byte(k, '.');
}

static void
say_post(struct demo *d, struct txn *t, const struct mention *m, int64_t now)
{
	const size_t mark = d->arena.used;
	struct lookup l = { .m = m };
	slice	 quote = show(&d->arena, m->text.n ? m->text : m->title, SAID,
	    false);
	struct sink k = sink_open(&d->arena);
	bool	 known;

	mentions_newest(t, is_it, &l);
	known = l.id && l.item.found != now;
	if (!known && (l.id == 0 || l.item.fate != FATE_SENT)) {
		sink_byte(&k, '"');
		sink_put(&k, quote);
		sink_text(&k, l.id ? "\"\n" : "\": not about you.");
	}
	if (l.id == 0) {
		;			/* no rule took it */
	} else if (known) {
		sink_text(&k, "And one that it knows already.");
	} else if (l.item.fate == FATE_SENT) {
		put_ringing(d, &k, &l.item);
		d->told = l.id;
	} else {
		put_quiet(d, &k, &l.item);
	}
	say(d, sink_close(&k, &d->arena), "         ");
	d->posts++;
	d->arena.used = mark;
}

static bool
say_posts(struct demo *d, const struct config_way *w,
    const struct demo_answer *a)
{
	const size_t mark = d->arena.used;
	struct template_scope scope = { .arena = &d->arena };
	struct fault f = { "" };
	struct txn *t = store_begin(d->k->store, false, &f);
	struct notice n;
	bool	 ok = t != NULL && demo_read(&scope, w->recipe_text, a, &n, &f);

	for (size_t i = 0; ok && i < n.n; i++)
		say_post(d, t, &n.mentions[i], a->at);
	store_abort(t);
	d->arena.used = mark;
	return ok;
}

/* --- the day ------------------------------------------------------------- */

/* The source of that name is due, and no other; its number, or how many there
 * are. */
static size_t
make_due(struct keeper *k, slice name, int64_t now)
{
	size_t	 found = k->c->nsources;

	for (size_t i = 0; i < k->c->nsources; i++) {
		bool	 is = slice_eq(k->c->sources[i].way.name, name);

		k->live[i].next = is ? now : INT64_MAX;
		found = is ? i : found;
	}
	return found;
}

/* What a button on the phone would say. */
static bool
see_to(struct demo *d, int64_t now)
{
	struct mark m = { .mention = (int64_t)d->told, .act = ACT_DONE + 1,
	    .when = now, .by = d->k->c->staff.people[0].name };
	struct fault f = { "" };
	struct txn *t = store_begin(d->k->store, true, &f);

	keeper_pretend(now);
	if (t == NULL || !acting_note(d->k->c, t, &m))
		return store_abort(t), false;
	fault_tell(&f, "% has seen to it.", d->k->c->staff.people[0].called);
	say_time(d, now, slice_of(f.text));
	d->told = 0;
	return keeper_commit(d->k, t);
}

/* Read and judged while no letter goes out; shown; and then told. */
static bool
one_answer(struct demo *d, const struct demo_answer *a)
{
	struct keeper *k = d->k;
	size_t	 source;

	keeper_pretend(a->at);
	source = make_due(k, a->source, a->at);
	if (source == k->c->nsources) {
		say_words(d, a->body);
		return rest(d, 5);
	}
	k->holds = true;
	keeper_turns(k, true);
	k->holds = false;
	say_time(d, a->at, a->where);
	if (k->failed || !say_posts(d, &k->c->sources[source].way, a)) {
		k->failed = true;
		return false;
	}
	if (!rest(d, 1))
		return false;
	keeper_turns(k, true);		/* now the phone */
	return !k->failed && rest(d, 2) &&
	    (d->told == 0 || see_to(d, a->at + MINUTES));
}

static bool
evening(struct demo *d)
{
	int64_t	 at = desk_digest_at(&d->k->desk, 0);

	keeper_pretend(at);
	make_due(d->k, SLICE(""), at);
	say_time(d, at, SLICE("The digest"));
	keeper_turns(d->k, true);
	return rest(d, 2);
}

/* True: all that was shown is accounted for. */
static bool
say_ledger(struct demo *d)
{
	struct fault f = { "" };
	struct txn *t = store_begin(d->k->store, false, &f);
	struct tally sum = { 0 };
	struct sink k = sink_open(&d->arena);

	if (t == NULL)
		return false;
	tally_total(t, &sum);
	store_abort(t);
	sink_text(&k, "Nothing is lost: ");
	print_tally(&k, &sum);
	sink_byte(&k, '.');
	say_words(d, sink_close(&k, &d->arena));
	say_words(d, SLICE("Now your shop: README.md and earshot.json(5) begin "
	    "with a file of ten lines. Then \"earshot check\", \"earshot "
	    "send-test phone\" and \"earshot run\"."));
	return sum.fetched == d->posts && tally_holds(&sum, &f);
}

/* The exit status. Who ends it early has seen enough. */
static int
play(struct demo *d)
{
	slice	 left = d->day;
	struct demo_answer a;
	bool	 go = true;

	keeper_turns(d->k, true);	/* the first polls: nothing rings */
	while (go && demo_next(&left, &a))
		go = one_answer(d, &a);
	go = go && evening(d) && say_ledger(d) && !d->k->failed;
	return go || !rest(d, 0) ? EXIT_GOOD : EXIT_SYSTEM;
}

static int
run(struct demo *d)
{
	struct demo_answer first = { .at = 0 };
	slice	 left = d->day;
	int	 status = EXIT_SYSTEM;
	bool	 ok;

	d->k->plays = true;
	d->k->c = demo_room_config(&d->room, &d->arena, d->day);
	ok = d->k->c != NULL && demo_next(&left, &first);
	keeper_pretend(first.at);
	ok = ok && keeper_begin(d->k, true);
	demo_room_sweep(&d->room);
	if (ok) {
		log_quiet(true);
		status = play(d);
		keeper_end(d->k);
	}
	if (status != EXIT_GOOD)
		fprintf(stderr, "the day could not be played to its end: "
		    "perhaps \"earshot doctor\" knows why\n");
	return status;
}

int
verb_demo(const char *file, int argc, char **argv)
{
	bool	 fast = argc == 2 && strcmp(argv[1], "--fast") == 0;
	static struct demo d;
	void	*block = malloc(MEMORY);

	(void)file;
	if (argc > 2 || (argc == 2 && !fast)) {
		fprintf(stderr, "usage: earshot demo [--fast]\n");
		return EXIT_USAGE;
	}
	d.k = keeper_make(NULL);
	if (block == NULL || d.k == NULL)
		return EXIT_SYSTEM;
	arena_init(&d.arena, block, MEMORY);
	d.day = demo_day(&d.arena);
	d.beat = fast || !print_to_person() ? 0 : BEAT;
	return demo_room_make(&d.room) ? run(&d) : EXIT_SYSTEM;
}
