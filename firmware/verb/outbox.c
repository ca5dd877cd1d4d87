/* outbox.c - what waits, what was refused, and whether it all adds up. */
#include "core/when/when.h"
#include "firmware/desk/freezing.h"
#include "firmware/order/outbox.h"
#include "firmware/order/spool.h"
#include "firmware/verb/look.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"
#include "storage/outbox.h"
#include "storage/sources.h"

#include <stdio.h>
#include <time.h>

struct letters {
	struct arena	 arena;
	const char	*state;		/* "waiting", "frozen", "refused" */
	int64_t		 now;
	size_t		 n;
	bool		 person;
};

static void
person_letter(const struct letters *l, int64_t due, const struct letter *t)
{
	char	 wait[32];
	struct sink k = { .buf = wait, .cap = sizeof(wait) };

	when_put_ago(&k, due > l->now ? due - l->now : 0);
	fprintf(stderr, "%s  %.*s: \"%.*s\"", l->state, SLICE_ARG(t->channel),
	    SLICE_ARG(slice_head(t->title, 60)));
	if (due && due != FROZEN)
		fprintf(stderr, ", tried %lld times, again in %.*s",
		    (long long)t->tries, SLICE_ARG(sink_slice(&k)));
	if (t->trouble.n)
		fprintf(stderr, ": %.*s", SLICE_ARG(t->trouble));
	fprintf(stderr, "\n");
}

static bool
one_letter(void *arg, int64_t due, const struct letter *t)
{
	struct letters *l = arg;
	size_t	 mark = l->arena.used;
	struct sink k = sink_open(&l->arena);
	struct json_line j = json_line_open(&k);

	if (due != 0)
		l->state = due == FROZEN ? "frozen" : "waiting";
	json_line_int(&j, "letter", t->id);
	json_line_text(&j, "state", slice_of(l->state));
	json_line_text(&j, "channel", t->channel);
	json_line_text(&j, "level", t->level);
	json_line_text(&j, "title", t->title);
	json_line_text(&j, "mentions", t->mentions);
	json_line_int(&j, "born", t->born);
	json_line_int(&j, "due", due == FROZEN ? 0 : due);
	json_line_zero(&j, "tries", t->tries);
	json_line_text(&j, "trouble", t->trouble);
	json_line_close(&j);
	if (l->person)
		person_letter(l, due, t);
	else
		print_line(&k);
	l->arena.used = mark;
	l->n++;
	return true;
}

static bool
one_rejected(void *arg, const struct letter *t)
{
	return one_letter(arg, 0, t);
}

/* Asked first, so that nobody waits for the keeper to refuse it. */
static int
change(const char *file, const char *what, const char *number)
{
	struct mark m = { .when = (int64_t)time(NULL) };
	char	 words[64], name[SPOOL_PATH];
	struct fault f = { "" };
	struct look look;
	int64_t	 letter = 0;
	bool	 retry = false, may;
	int	 n = snprintf(words, sizeof(words), "outbox %s %s", what,
		    number), status;

	m.words = (slice){ words, n > 0 && n < (int)sizeof(words) ?
	    (size_t)n : 0 };
	if (!outbox_order(&m, &retry, &letter)) {
		fprintf(stderr, "usage: earshot outbox [retry|dismiss "
		    "LETTER]\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	may = outbox_may(look.txn, retry, letter, &f);
	look_close(&look);
	if (may && spool_put_mark(look.c->data, &m, name, &f))
		return spool_hand_in(look.c, name);
	fprintf(stderr, "%s\n", f.text);
	return may ? EXIT_SYSTEM : EXIT_NO;
}

int
verb_outbox(const char *file, int argc, char **argv)
{
	struct letters l = { .state = "waiting", .now = (int64_t)time(NULL),
	    .person = print_to_person() };
	struct look look;
	int	 status;

	if (argc > 1)
		return change(file, argv[1], argc == 3 ? argv[2] : "");
	if (!look_open(&look, file, &status))
		return status;
	l.arena = look.arena;
	outbox_walk(look.txn, one_letter, &l);
	l.state = "refused";
	outbox_rejected(look.txn, one_rejected, &l);
	if (l.n == 0)
		fprintf(stderr, "no letter waits, none was refused\n");
	look_close(&look);
	return EXIT_GOOD;
}

static void
json_tally(struct look *look, slice source, const struct tally *t)
{
	size_t	 mark = look->arena.used;
	struct sink k = sink_open(&look->arena);
	struct json_line j = json_line_open(&k);

	json_line_text(&j, "source", source);
	json_line_zero(&j, "fetched", t->fetched);
	json_line_zero(&j, "new", t->fresh);
	json_line_zero(&j, "duplicate", t->duplicate);
	json_line_zero(&j, "matched", t->matched);
	json_line_zero(&j, "unmatched", t->unmatched);
	json_line_zero(&j, "sent", t->sent);
	json_line_zero(&j, "digest", t->digest);
	json_line_zero(&j, "muted", t->muted);
	json_line_zero(&j, "polls", t->polls);
	json_line_zero(&j, "failures", t->failures);
	json_line_close(&j);
	print_line(&k);
	look->arena.used = mark;
}

/* True: it adds up. */
static bool
account(struct look *look, slice source, const struct tally *t)
{
	struct fault f = { "" };
	char	 who[260], sum[400];
	struct sink k = { .buf = sum, .cap = sizeof(sum) };

	snprintf(who, sizeof(who), "%.*s", source.n ? (int)source.n : 3,
	    source.n ? source.p : "all");
	if (print_to_person()) {
		print_tally(&k, t);
		fprintf(stderr, "%s: %.*s\n", who, SLICE_ARG(sink_slice(&k)));
	} else
		json_tally(look, source.n ? source : SLICE("all"), t);
	if (tally_holds(t, &f))
		return true;
	fprintf(stderr, "%s: %s\n", who, f.text);
	return false;
}

int
verb_ledger(const char *file, int argc, char **argv)
{
	int64_t	 days = 36500, today = (int64_t)time(NULL) / 86400;
	struct look look;
	struct tally t;
	bool	 good = true;
	int	 status;

	if (argc > 2 || (argc == 2 &&
	    (!slice_int(slice_of(argv[1]), &days) || days < 1))) {
		fprintf(stderr, "usage: earshot ledger [DAYS]\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	for (size_t i = 0; i < look.c->nsources; i++) {
		tally_sum(look.txn, look.c->sources[i].way.name,
		    today - days + 1, today, &t);
		good = account(&look, look.c->sources[i].way.name, &t) && good;
	}
	if (argc == 1)
		tally_total(look.txn, &t);
	else
		tally_sum(look.txn, (slice){ "", 0 }, today - days + 1, today,
		    &t);
	good = account(&look, (slice){ "", 0 }, &t) && good;
	look_close(&look);
	return good ? EXIT_GOOD : EXIT_NO;
}
