/*
 * tap.c - the owner's taps: learnt from, shown, taken back.
 *
 * What a tap moves is worked out here, beside the keeper, which has other
 * things to do; it gets a list of weights (firmware/order/spool.h).
 */
#include "core/show.h"
#include "core/when/when.h"
#include "firmware/desk/learning.h"
#include "firmware/order/spool.h"
#include "firmware/verb/look.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"
#include "storage/taps.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

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
	struct fault f = { "" };
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
	status = learning_tap(look.txn, &look.arena, (uint64_t)id, what,
	    (int64_t)time(NULL), &tap, &f) ? EXIT_GOOD : EXIT_NO;
	look_close(&look);
	if (status != EXIT_GOOD)
		fprintf(stderr, "%s\n", f.text);
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
