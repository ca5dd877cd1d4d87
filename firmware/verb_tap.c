/*
 * verb_tap.c - the owner's taps: learnt from, shown, taken back.
 *
 * What a tap moves is worked out here, beside the keeper, which reads nothing
 * that strangers wrote; it gets a list of weights (firmware/spool.h).
 */
#include "core/judge/score.h"
#include "core/show.h"
#include "core/when/when.h"
#include "firmware/look.h"
#include "firmware/print.h"
#include "firmware/spool.h"
#include "firmware/verbs.h"
#include "storage/mentions.h"
#include "storage/taps.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
	COUNTED = 300			/* mentions that tell what is common */
};

/* No look may be open: LMDB forbids to open a store twice. */
static int
hand_in(const struct config *c, struct tap *tap)
{
	char	 name[SPOOL_PATH];
	struct fault f = { "" };

	if (spool_put(c->data, tap, name, &f))
		return spool_hand_in(c, name);
	fprintf(stderr, "%s\n", f.text);
	return EXIT_SYSTEM;
}

/* ---- showing ----------------------------------------------------------- */

static void
person_tap(struct look *look, const struct tap *t)
{
	struct sink k = sink_open(&look->arena);

	sink_text(&k, "tap ");
	sink_int(&k, t->number);
	sink_text(&k, ", ");
	when_put_date(&k, t->when);
	sink_text(&k, ": '");
	sink_put(&k, tap_name((enum tap_what)(t->what - 1)));
	sink_text(&k, "' on mention ");
	sink_int(&k, t->mention);
	sink_text(&k, ", \"");
	show_put(&k, t->says, TAP_SAYS, false);
	sink_text(&k, "\"\n  moved ");
	tap_words(&k, t);
	sink_text(&k, "; such a mention went from ");
	sink_int(&k, t->before);
	sink_text(&k, " to ");
	sink_int(&k, t->after);
	sink_text(&k, " points\n");
	fwrite(k.buf, 1, k.len, stderr);
}

static void
json_tap(struct look *look, const struct tap *t)
{
	struct sink k = sink_open(&look->arena);
	struct json_line j = json_line_open(&k);
	slice	 rest = t->moves;
	struct move m;
	bool	 more = false;

	json_line_int(&j, "tap", t->number);
	json_line_int(&j, "when", t->when);
	json_line_int(&j, "mention", t->mention);
	json_line_text(&j, "what", tap_name((enum tap_what)(t->what - 1)));
	json_line_text(&j, "says", t->says);
	json_line_zero(&j, "before", t->before);
	json_line_zero(&j, "after", t->after);
	json_line_raw(&j, "moved", SLICE("["));
	for (; tap_next(&rest, &m); more = true) {
		sink_text(&k, more ? ",{\"words\":\"" : "{\"words\":\"");
		json_escape(&k, m.label);
		sink_text(&k, "\",\"sixteenths\":");
		sink_int(&k, m.by);
		sink_byte(&k, '}');
	}
	sink_byte(&k, ']');
	json_line_close(&j);
	print_line(&k);
}

static void
print_tap(struct look *look, const struct tap *t)
{
	size_t	 mark = look->arena.used;

	if (print_to_person())
		person_tap(look, t);
	else
		json_tap(look, t);
	look->arena.used = mark;
}

static bool
learned_one(void *arg, const struct tap *t)
{
	print_tap(arg, t);
	return true;
}

int
verb_learned(const char *file, int argc, char **argv)
{
	struct look look;
	struct learn *l;
	int	 status;

	(void)argc;
	(void)argv;
	if (!look_open(&look, file, &status))
		return status;
	l = arena_take(&look.arena, sizeof(*l));
	if (l != NULL && learn_get(taps_learnt(look.txn), l) && l->n == 0)
		fprintf(stderr, "nothing was learnt from taps yet\n");
	else if (l != NULL)
		fprintf(stderr, "%zu of at most %d weights are in use\n", l->n,
		    LEARN_MOST);
	taps_walk(look.txn, learned_one, &look);
	look_close(&look);
	return EXIT_GOOD;
}

/* ---- one tap ----------------------------------------------------------- */

struct common {
	struct counts	*counts;
	size_t		 left;
	int64_t		 off[TAPS_KEPT];	/* mentions waved off */
	size_t		 noff;
};

static bool
waved_off(void *arg, const struct tap *t)
{
	struct common *c = arg;

	if (t->what - 1 != TAP_USEFUL && c->noff < TAPS_KEPT)
		c->off[c->noff++] = t->mention;
	return true;
}

static struct heard
heard(const struct item *i)
{
	return (struct heard){ i->source, i->rule, i->words };
}

static bool
count_one(void *arg, uint64_t id, const struct item *i)
{
	struct common *c = arg;
	struct heard h = heard(i);
	struct traits t;
	bool	 off = false;

	for (size_t k = 0; k < c->noff; k++)
		off = off || c->off[k] == (int64_t)id;
	traits_of(&t, &i->mention, &h, &i->verdict);
	counts_note(c->counts, &t, off);
	return --c->left > 0;
}

/* As the judge reads it now, without what was learnt. */
static bool
work_out(struct look *look, const struct item *item, enum tap_what what,
    struct tap *tap)
{
	struct arena *a = &look->arena;
	struct learn *l = arena_take(a, sizeof(*l));
	struct common c = { .left = COUNTED,
	    .counts = arena_take(a, sizeof(*c.counts)) };
	struct scorer *s = scorer_make(a, &look->c->shop);
	struct heard h = heard(item);
	struct verdict v;
	struct traits t;

	if (l == NULL || c.counts == NULL || s == NULL)
		return fprintf(stderr, "no memory\n"), false;
	if (!learn_get(taps_learnt(look->txn), l))
		return fprintf(stderr, "what was learnt cannot be read: see "
		    "earshot verify\n"), false;
	score_heard(s, a, &item->mention, &h, 0, &v);
	if (v.guarded && what != TAP_USEFUL)
		return fprintf(stderr, "nothing is learnt from it: a critical "
		    "word, or one star for you, stays as loud as it is\n"),
		    false;
	taps_walk(look->txn, waved_off, &c);
	mentions_newest(look->txn, count_one, &c);
	traits_of(&t, &item->mention, &h, &v);
	return tap_make(a, l, &t, c.counts, what, tap);
}

static slice
short_words(struct arena *a, const struct mention *m)
{
	return show(a, m->text.n ? m->text : m->title, TAP_SAYS / 4, false);
}

static bool
make(struct look *look, uint64_t id, enum tap_what what, struct tap *tap)
{
	struct item item;

	if (!mentions_get(look->txn, id, &item)) {
		fprintf(stderr, "there is no mention %llu\n",
		    (unsigned long long)id);
		return false;
	}
	tap->mention = (int64_t)id;
	tap->when = (int64_t)time(NULL);
	tap->says = short_words(&look->arena, &item.mention);
	return work_out(look, &item, what, tap);
}

struct stored {
	struct look	*look;
	int64_t		 order;
};

static bool
print_stored(void *arg, const struct tap *t)
{
	struct stored *s = arg;

	if (t->order == s->order)
		print_tap(s->look, t);
	return t->order != s->order;
}

int
verb_tap(const char *file, int argc, char **argv)
{
	enum tap_what what;
	struct tap tap = { .number = 0 };
	struct look look;
	struct stored s = { &look, 0 };
	int64_t	 id;
	int	 status;

	if (argc != 3 || !slice_int(slice_of(argv[1]), &id) || id < 1 ||
	    !tap_named(slice_of(argv[2]), &what)) {
		fprintf(stderr, "usage: earshot tap ID "
		    "useful|not-us|not-urgent\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	status = make(&look, (uint64_t)id, what, &tap) ? EXIT_GOOD : EXIT_NO;
	look_close(&look);
	if (status != EXIT_GOOD ||
	    (status = hand_in(look.c, &tap)) != EXIT_GOOD)
		return status;
	if (!look_open(&look, file, &status))
		return status;
	s.order = tap.order;
	taps_walk(look.txn, print_stored, &s);
	look_close(&look);
	return EXIT_GOOD;
}

/* ---- taking back ------------------------------------------------------- */

static bool
is_it(void *arg, const struct tap *t)
{
	int64_t	*number = arg;

	if (*number != 0 && *number != t->number)
		return true;
	*number = -t->number;		/* found */
	return false;
}

int
verb_undo(const char *file, int argc, char **argv)
{
	struct tap tap = { .when = (int64_t)time(NULL) };
	int64_t	 number = 0;
	struct look look;
	int	 status;

	if (argc > 2 || (argc == 2 &&
	    (!slice_int(slice_of(argv[1]), &number) || number < 1))) {
		fprintf(stderr, "usage: earshot undo [TAP]\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	taps_walk(look.txn, is_it, &number);
	look_close(&look);
	if (number >= 0) {
		fprintf(stderr, "there is no such tap to take back\n");
		return EXIT_NO;
	}
	tap.undo = -number;
	status = hand_in(look.c, &tap);
	if (status == EXIT_GOOD)
		fprintf(stderr, "tap %lld is taken back\n",
		    (long long)-number);
	return status;
}
