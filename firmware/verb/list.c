/* list.c - what is stored, and why it did or did not buzz. */
#include "core/judge/score.h"
#include "core/letter.h"
#include "core/recipe/reply.h"
#include "core/show.h"
#include "core/when/when.h"
#include "firmware/keeper/keeper.h"
#include "firmware/verb/login.h"
#include "firmware/verb/print.h"
#include "firmware/verb/timer.h"
#include "firmware/verb/verbs.h"
#include "storage/mentions.h"
#include "storage/outbox.h"
#include "storage/sources.h"

#include <stdio.h>
#include <time.h>

enum { TEXT_SHOWN = 4000 };		/* characters */

struct listing {
	struct arena	 arena;
	int64_t		 left;
	int64_t		 now;
	bool		 person;
};

static const char *
fate_word(const struct item *i)
{
	return i->fate == FATE_SENT ? "told" :
	    i->fate == FATE_DIGEST ? "kept" : "quiet";
}

/* "just now" or "4 min ago". */
static void
print_ago(int64_t seconds)
{
	char	 ago[32];
	struct sink k = { .buf = ago, .cap = sizeof(ago) };

	when_put_ago(&k, seconds);
	fprintf(stderr, seconds < 60 ? "%.*s" : "%.*s ago",
	    SLICE_ARG(sink_slice(&k)));
}

static void
person_line(struct listing *l, uint64_t id, const struct item *i)
{
	slice	 says = show(&l->arena, i->mention.text.n ? i->mention.text :
	    i->mention.title, 70, false);
	char	 ago[32];
	struct sink k = { .buf = ago, .cap = sizeof(ago) };

	when_put_ago(&k, l->now - i->found);
	fprintf(stderr, "%5llu  %-8.*s  %-10.*s %3lld  %-5s  %.*s%s%.*s: "
	    "%.*s\n",
	    (unsigned long long)id, SLICE_ARG(sink_slice(&k)),
	    SLICE_ARG(i->verdict.class), (long long)i->verdict.priority,
	    fate_word(i), SLICE_ARG(i->source), i->also.n ? ", " : "",
	    SLICE_ARG(i->also), SLICE_ARG(says));
}

static bool
list_one(void *arg, uint64_t id, const struct item *i)
{
	struct listing *l = arg;
	size_t	 mark = l->arena.used;
	struct sink k = sink_open(&l->arena);

	if (l->person) {
		person_line(l, id, i);
	} else {
		print_item(&k, id, i);
		print_line(&k);
	}
	l->arena.used = mark;
	return --l->left > 0;
}

int
verb_list(const char *file, int argc, char **argv)
{
	struct listing l = { .left = 20, .now = (int64_t)time(NULL),
	    .person = print_to_person() };
	struct look look;
	int	 status;

	if (argc > 2 || (argc == 2 &&
	    (!slice_int(slice_of(argv[1]), &l.left) || l.left < 1))) {
		fprintf(stderr, "usage: earshot list [N]\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	l.arena = look.arena;
	if (mentions_count(look.txn) == 0)
		fprintf(stderr, "nothing has been heard about you yet\n");
	mentions_newest(look.txn, list_one, &l);
	look_close(&look);
	return EXIT_GOOD;
}

/* --- one of them -------------------------------------------------------- */

static bool
find(struct look *look, int argc, char **argv, uint64_t *id, struct item *item)
{
	int64_t	 n;

	if (argc != 2 || !slice_int(slice_of(argv[1]), &n) || n < 1) {
		fprintf(stderr, "usage: earshot %s ID\n", argv[0]);
		return false;
	}
	*id = (uint64_t)n;
	if (mentions_get(look->txn, *id, item))
		return true;
	fprintf(stderr, "there is no mention %s\n", argv[1]);
	return false;
}

static bool
note(void *arg, const struct delivery *d)
{
	(void)arg;
	if (d->order)
		return true;
	fprintf(stderr, "  %.*s: %.*s\n", SLICE_ARG(d->channel),
	    SLICE_ARG(d->verdict));
	return true;
}

/* What became of the owner's own answers, in words or as a line each. */
static bool
answered(void *arg, const struct delivery *d)
{
	struct look *look = arg;
	struct sink k = sink_open(&look->arena);
	struct json_line j;
	bool	 sent = slice_starts(d->verdict, SLICE("sent"));
	slice	 where = slice_from(d->channel, sizeof(REPLY_LANE) - 1);

	if (d->order == 0)
		return true;
	if (print_to_person()) {
		when_put(&k, d->when);
		fprintf(stderr, sent ? "You answered at %.*s on %.*s%.*s\n" :
		    "Your answer of %.*s on %.*s: %.*s\n",
		    SLICE_ARG(sink_slice(&k)), SLICE_ARG(where),
		    SLICE_ARG(sent ? slice_from(d->verdict, 4) : d->verdict));
		return true;
	}
	j = json_line_open(&k);
	json_line_int(&j, "answer", d->letter);
	json_line_text(&j, "source", where);
	json_line_text(&j, "state", d->verdict);
	json_line_int(&j, "when", d->when);
	json_line_close(&j);
	print_line(&k);
	return true;
}

/* Why, in the order in which it was decided. */
static void
explain(struct look *look, uint64_t id, const struct item *i)
{
	struct sink k = sink_open(&look->arena);
	size_t	 about;

	letter_issues(&k, &i->verdict);
	about = k.len;
	letter_reasons(&k, &i->verdict);
	fprintf(stderr, "Taken by the rule \"%.*s\" because of: %.*s\n",
	    SLICE_ARG(i->rule), i->words.n ? (int)i->words.n : 6,
	    i->words.n ? i->words.p : "its id");
	fprintf(stderr, "Judged %.*s, %.*s: %.*s\n",
	    SLICE_ARG(i->verdict.class), SLICE_ARG(i->verdict.polarity),
	    SLICE_ARG(slice_from(sink_slice(&k), about)));
	if (about)
		fprintf(stderr, "It is about: %.*s\n", (int)about, k.buf);
	if (i->fate == FATE_SENT)
		fprintf(stderr, "So it was told to:\n");
	else
		fprintf(stderr, i->fate == FATE_DIGEST ? "It did not buzz, "
		    "and is for the digest: %.*s.\n" :
		    "It was kept quiet: %.*s.\n", SLICE_ARG(i->muted));
	outbox_notes(look->txn, id, note, NULL);
	if (i->also.n)
		fprintf(stderr, "It was seen as well on: %.*s\n",
		    SLICE_ARG(show(&look->arena, i->also, 300, false)));
}

static void
print_whole(struct look *look, uint64_t id, const struct item *i)
{
	struct sink k = sink_open(&look->arena);

	print_item(&k, id, i);
	print_line(&k);
}

static void
person_part(struct look *look, slice part)
{
	if (part.n)
		fprintf(stderr, "%.*s\n", SLICE_ARG(show(&look->arena, part,
		    TEXT_SHOWN, true)));
}

static void
person_whole(struct look *look, const struct item *i)
{
	const struct mention *m = &i->mention;

	person_part(look, m->title);
	person_part(look, m->text);
	fprintf(stderr, "\n");
	if (m->author.n)
		fprintf(stderr, "%.*s, ", SLICE_ARG(show(&look->arena,
		    m->author, 80, false)));
	fprintf(stderr, "on %.*s%s%.*s, ", SLICE_ARG(i->source),
	    i->also.n ? ", also on " : "", SLICE_ARG(i->also));
	print_ago((int64_t)time(NULL) - (m->time ? m->time : i->found));
	fprintf(stderr, "\n");
	person_part(look, m->url);
	fprintf(stderr, "\n");
}

static int
show_one(const char *file, int argc, char **argv, bool why)
{
	struct look look;
	struct item item;
	uint64_t id;
	int	 status;

	if (!look_open(&look, file, &status))
		return status;
	status = argc == 2 ? EXIT_NO : EXIT_USAGE;
	if (find(&look, argc, argv, &id, &item)) {
		status = EXIT_GOOD;
		if (!print_to_person())
			print_whole(&look, id, &item);
		else if (!why)
			person_whole(&look, &item);
		if (why || print_to_person())
			explain(&look, id, &item);
		if (!why || print_to_person())
			outbox_notes(look.txn, id, answered, &look);
		if (!why)
			timer_tell(&look, id);
	}
	look_close(&look);
	return status;
}

int
verb_show(const char *file, int argc, char **argv)
{
	return show_one(file, argc, argv, false);
}

int
verb_explain(const char *file, int argc, char **argv)
{
	return show_one(file, argc, argv, true);
}

/* It is stored under another's address: say whose. */
static void
person_twin(struct look *look, uint64_t id, const struct item *i, slice asked)
{
	char	 when[32];
	struct sink k = { .buf = when, .cap = sizeof(when) };

	if (slice_eq(url_canonical(&look->arena, i->mention.url), asked))
		return;
	when_put(&k, i->found);
	fprintf(stderr, "It says the same as mention %llu, seen first on "
	    "%.*s at %.*s, and was not told a second time:\n",
	    (unsigned long long)id, SLICE_ARG(i->source),
	    SLICE_ARG(sink_slice(&k)));
	person_part(look, i->mention.title.n ? i->mention.title :
	    i->mention.text);
}

int
verb_whynot(const char *file, int argc, char **argv)
{
	struct look look;
	struct item item;
	uint64_t id;
	slice	 asked;
	int	 status;

	if (argc != 2) {
		fprintf(stderr, "usage: earshot whynot URL\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	status = EXIT_NO;
	asked = url_canonical(&look.arena, slice_of(argv[1]));
	if (!mentions_find_url(look.txn, asked, &id) ||
	    !mentions_get(look.txn, id, &item)) {
		fprintf(stderr, "It is not stored: either no source has shown "
		    "it yet, or no watch rule took it.\n");
	} else {
		status = EXIT_GOOD;
		person_twin(&look, id, &item, asked);
		explain(&look, id, &item);
	}
	look_close(&look);
	return status;
}

/* --- sources ------------------------------------------------------------ */

static void
person_source(const struct source_state *st, const struct config_source *s,
    slice spent, int64_t now)
{
	fprintf(stderr, "%.*s: ", SLICE_ARG(s->way.name));
	if (st->trouble.n)
		fprintf(stderr, "%.*s", SLICE_ARG(st->trouble));
	else
		fprintf(stderr, st->baseline ? "works" : "not yet polled");
	if (st->resume.n)
		fprintf(stderr, "; much came at once, still reading");
	if (spent.n)
		fprintf(stderr, "; %.*s", SLICE_ARG(spent));
	if (s->owner.n + s->backup.n)
		fprintf(stderr, "; seen to by %.*s%s%.*s", SLICE_ARG(s->owner),
		    s->owner.n && s->backup.n ? ", else " : "",
		    SLICE_ARG(s->backup));
	if (st->newest && st->trouble.n == 0) {
		fprintf(stderr, "; newest entry: ");
		print_ago(now - st->newest);
	}
	fprintf(stderr, "\n");
}

/* "X: 3.20 of 10 dollars this month"; empty: it costs nothing. */
static slice
spent_of(struct look *look, const struct config_source *s)
{
	struct source_state pot;
	struct sink k;

	if (!budget_state(look->txn, s, (int64_t)time(NULL), &pot))
		return (slice){ "", 0 };
	k = sink_open(&look->arena);
	sink_put(&k, s->cost.pot);
	sink_text(&k, ": ");
	cost_put(&k, &s->cost, pot.spent);
	return sink_close(&k, &look->arena);
}

int
verb_sources(const char *file, int argc, char **argv)
{
	struct look look;
	int	 status;

	(void)argc;
	(void)argv;
	if (!look_open(&look, file, &status))
		return status;
	for (size_t i = 0; i < look.c->nsources; i++) {
		const struct config_source *s = &look.c->sources[i];
		size_t	 mark = look.arena.used;
		slice	 spent = spent_of(&look, s);
		struct source_state st;
		struct sink k = sink_open(&look.arena);
		struct json_line j = json_line_open(&k);

		if (!sources_get(look.txn, s->way.name, &st))
			continue;
		json_line_text(&j, "source", s->way.name);
		json_line_int(&j, "polled", st.polled);
		json_line_int(&j, "good", st.good);
		json_line_int(&j, "next", st.next);
		json_line_int(&j, "newest", st.newest);
		json_line_zero(&j, "failures", st.failures);
		json_line_text(&j, "trouble", st.trouble);
		json_line_text(&j, "moved", st.moved);
		json_line_text(&j, "spent", spent);
		json_line_text(&j, "owner", s->owner);
		json_line_text(&j, "backup", s->backup);
		json_line_close(&j);
		if (print_to_person())
			person_source(&st, s, spent, (int64_t)time(NULL));
		else
			print_line(&k);
		look.arena.used = mark;
	}
	(void)login_states(look.c, look.txn);
	look_close(&look);
	return EXIT_GOOD;
}
