/*
 * reply.c - an answer to a mention, in the owner's words and only at the
 * owner's command: checked here, then an order like any other; or, where no
 * program may answer, the place and the words, ready to copy.
 */
#include "core/recipe/reply.h"
#include "core/show.h"
#include "firmware/desk/answering.h"
#include "firmware/order/spool.h"
#include "firmware/verb/look.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"
#include "storage/mentions.h"
#include "storage/outbox.h"
#include "storage/tasks.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { NAME = 40 };			/* characters of an author */

/* --- the words --------------------------------------------------------- */

static slice
read_words(const char *arg, char *buf, size_t cap)
{
	size_t	 n = 0;
	ssize_t	 got = 1;

	if (arg[0] != '-' || arg[1] != '\0')
		return slice_of(arg);
	while (n < cap && got > 0) {
		got = read(STDIN_FILENO, buf + n, cap - n);
		n += got > 0 ? (size_t)got : 0;
	}
	return (slice){ buf, n };
}

/* Text as it is typed: no control bytes but line breaks and tabs. */
static bool
is_text(slice s, struct fault *f)
{
	if (s.n == 0)
		return fault_words(f, "there is nothing in it");
	if (s.n > REPLY_MOST)
		return fault_words(f, "too long: 32,000 bytes at most");
	if (!text_valid(s))
		return fault_words(f, "it is not UTF-8 text");
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] < ' ' && s.p[i] != '\n' &&
		    s.p[i] != '\t') || s.p[i] == 0x7f)
			return fault_words(f, "there is a control character in "
			    "it");
	return true;
}

/* --- by hand ----------------------------------------------------------- */

static void
by_hand(struct look *look, uint64_t id, slice url, slice words)
{
	struct sink k;
	struct json_line j;

	if (print_to_person()) {
		printf("%.*s\n\n%.*s\n", SLICE_ARG(url), SLICE_ARG(words));
		return;
	}
	k = sink_open(&look->arena);
	j = json_line_open(&k);
	json_line_int(&j, "mention", (int64_t)id);
	json_line_text(&j, "url", url);
	json_line_text(&j, "text", words);
	json_line_close(&j);
	print_line(&k);
}

/* --- may it be? -------------------------------------------------------- */

/* What the owner asks for. */
struct wish {
	uint64_t id;
	slice	 words;			/* empty: the draft that was kept */
	slice	 by;
	slice	 drafted;
	bool	 keep;			/* only a draft, for another to send */
	bool	 anyway;		/* although a crisis is on */
	int64_t	 written;
};

/* The words of somebody else, from the notes of the item. */
static bool
take_draft(struct look *look, struct wish *w)
{
	struct task task;

	if (w->words.n || (tasks_get(look->txn, w->id, &task) &&
	    answering_draft(&task, &w->drafted, &w->words, &w->written)))
		return true;
	fprintf(stderr, "nobody has kept a draft of an answer to %llu\n",
	    (unsigned long long)w->id);
	return false;
}

/* Who must not send this may leave it to another. */
static bool
may_keep(struct look *look, struct answering *a, struct wish *w,
    enum may may)
{
	struct task task;
	slice	 why;

	a->ask.send = false;
	if ((may != MAY_NOT_RIGHT && may != MAY_NOT_ALONE) ||
	    answering_may(a, w->words, &why) != MAY)
		return false;
	if (!tasks_get(look->txn, w->id, &task)) {
		fprintf(stderr, "mention %llu is no item, where a draft could "
		    "be kept\n", (unsigned long long)w->id);
		return false;
	}
	if (a->by->name.n + w->words.n + sizeof(": " DRAFT) > TASK_NOTE) {
		fprintf(stderr, "too long to be kept as a draft: %d bytes at "
		    "most\n", (int)(TASK_NOTE - a->by->name.n -
		    sizeof(": " DRAFT)));
		return false;
	}
	return w->keep = true;
}

static bool
allowed(struct look *look, const struct item *item, struct wish *w)
{
	struct fault f = { "" };
	struct answering a = { .c = look->c, .txn = look->txn,
	    .arena = &look->arena, .id = w->id, .item = item, .send = true,
	    .drafted = w->drafted, .now = (int64_t)time(NULL),
	    .anyway = w->anyway, .written = w->written,
	    .by = answering_by(look->c, w->by, &f) };
	enum may may;
	slice	 why;

	if (a.by == NULL)
		return fprintf(stderr, "not sent: %s\n", f.text), false;
	w->by = a.by->name;
	answering_know(&a);
	may = answering_may(&a, w->words, &why);
	if (why.n)
		fprintf(stderr, "%s%.*s\n", may == MAY ? "note: " :
		    "not sent: ", SLICE_ARG(why));
	if (may == MAY_NOT_CRISIS)
		fprintf(stderr, "to send it all the same, now: say it again "
		    "with --anyway\n");
	w->anyway = w->anyway && a.ask.crisis != 0;
	return may == MAY || may_keep(look, &a, w, may);
}

/* --- the order --------------------------------------------------------- */

static const struct config_source *
source_of(const struct config *c, slice name)
{
	for (size_t i = 0; i < c->nsources; i++)
		if (slice_eq(c->sources[i].way.name, name))
			return &c->sources[i];
	return NULL;
}

/* Why no program answers there; *s is the source, NULL: gone. */
static bool
can_answer(struct look *look, const struct item *item,
    const struct config_source **s, struct recipe *rec, struct fault *f)
{
	*s = source_of(look->c, item->source);
	if (*s == NULL)
		return fault_tell(f, "the source \"%\" is no longer in the "
		    "file", item->source);
	if (!recipe_load(&look->arena, (*s)->way.recipe_text, rec, f))
		return false;
	if (!(*s)->way.mail && rec->reply == NULL)
		return fault_words(f, "no program can answer there: open it, "
		    "and paste this");
	return (*s)->answer != NULL || fault_tell(f, "replies are off for "
	    "\"%\" (\"replies\": true turns them on): open it, and paste this",
	    item->source);
}

static bool
fits(struct look *look, const struct config_source *s,
    const struct recipe *rec, const struct item *item, slice words,
    struct fault *f)
{
	struct fault unsaid = { "" };

	if (!s->way.mail)
		return reply_fits(&look->arena, rec, item, words,
		    look->c->shop.handles, (int64_t)time(NULL), f);
	return json_at(json_parse(&look->arena, item->mention.keep, &unsaid),
	    SLICE("/from")) != NULL || fault_words(f, "a machine wrote that "
	    "mail: nobody would read an answer");
}

static void
address(struct look *look, uint64_t id, const struct item *item,
    const struct config_source *s, slice words, struct letter *l)
{
	slice	 name = item->mention.author.n ? item->mention.author :
	    item->mention.handle;
	char	 buf[24];
	struct sink k = sink_open(&look->arena);

	sink_text(&k, "your answer to ");
	show_put(&k, name.n ? name : SLICE("somebody"), NAME, false);
	l->title = sink_close(&k, &look->arena);
	l->channel = s->lane;
	l->text = words;
	l->url = arena_copy(&look->arena, item->mention.url);
	l->mention = (int64_t)id;
	l->mentions = arena_copy(&look->arena, fault_int(buf, l->mention));
	l->born = (int64_t)time(NULL);
}

struct ordered {
	struct look	*look;
	const struct letter *l;
	bool		 found;
};

static bool
print_ordered(void *arg, const struct delivery *d)
{
	struct ordered *o = arg;
	struct sink k;
	struct json_line j;

	if (d->order != o->l->order)
		return true;
	o->found = true;
	if (print_to_person()) {
		fprintf(stderr, "letter %lld, %.*s: %.*s (earshot show %lld "
		    "tells when it is there)\n", (long long)d->letter,
		    SLICE_ARG(o->l->title), SLICE_ARG(d->verdict),
		    (long long)o->l->mention);
		return false;
	}
	k = sink_open(&o->look->arena);
	j = json_line_open(&k);
	json_line_int(&j, "letter", d->letter);
	json_line_int(&j, "mention", o->l->mention);
	json_line_text(&j, "state", d->verdict);
	json_line_close(&j);
	print_line(&k);
	return false;
}

/* The letter's slices live in the first look's arena, which stays. */
static int
give(const struct config *c, const char *file, struct letter *l)
{
	char	 name[SPOOL_PATH];
	struct fault f = { "" };
	struct look look;
	struct ordered o = { .look = &look, .l = l };
	int	 status;

	if (!spool_put_reply(c->data, l, name, &f)) {
		fprintf(stderr, "%s\n", f.text);
		return EXIT_SYSTEM;
	}
	status = spool_hand_in(c, name);
	if (status != EXIT_GOOD || !look_open(&look, file, &status))
		return status;
	outbox_notes(look.txn, (uint64_t)l->mention, print_ordered, &o);
	look_close(&look);
	return o.found ? EXIT_GOOD : EXIT_SYSTEM;
}

/* A note on the item, which another may send. */
static int
keep(const struct config *c, const struct wish *w)
{
	char	 name[SPOOL_PATH], text[TASK_NOTE];
	struct sink k = { .buf = text, .cap = sizeof(text) };
	struct mark m = { .mention = (int64_t)w->id, .act = ACT_NOTE + 1,
	    .when = (int64_t)time(NULL), .by = w->by };
	struct fault f = { "" };
	int	 status;

	sink_text(&k, DRAFT);
	sink_put(&k, w->words);
	m.words = sink_slice(&k);
	if (!spool_put_mark(c->data, &m, name, &f))
		return fprintf(stderr, "%s\n", f.text), EXIT_SYSTEM;
	status = spool_hand_in(c, name);
	if (status == EXIT_GOOD)
		fprintf(stderr, "kept as a draft; to send it: earshot reply "
		    "%llu --draft --by PERSON\n", (unsigned long long)w->id);
	return status;
}

/* The letter to be given, or why there is none. */
static int
prepare(struct look *look, struct wish *w, struct letter *l)
{
	const struct config_source *s;
	struct recipe rec;
	struct fault f = { "" };
	struct item item;

	if (!mentions_get(look->txn, w->id, &item)) {
		fprintf(stderr, "there is no mention %llu\n",
		    (unsigned long long)w->id);
		return EXIT_NO;
	}
	if (!take_draft(look, w) || !allowed(look, &item, w))
		return EXIT_NO;
	if (w->keep)
		return EXIT_GOOD;
	if (!can_answer(look, &item, &s, &rec, &f)) {
		fprintf(stderr, "%s\n", f.text);
		by_hand(look, w->id, item.mention.url, w->words);
		return EXIT_NO;
	}
	if (!fits(look, s, &rec, &item, w->words, &f)) {
		fprintf(stderr, "not sent: %s\n", f.text);
		return EXIT_NO;
	}
	address(look, w->id, &item, s, arena_copy(&look->arena, w->words), l);
	l->who = w->by;
	l->anyway = w->anyway;
	return EXIT_GOOD;
}

/* What was typed; empty: --draft. */
static bool
read_wish(const char *arg, struct wish *w)
{
	static char typed[REPLY_MOST + 1];
	struct fault f = { "" };

	if (strcmp(arg, "--draft") == 0)
		return true;
	w->words = slice_trim(read_words(arg, typed, sizeof(typed)));
	if (is_text(w->words, &f))
		return true;
	fprintf(stderr, "not sent: %s\n", f.text);
	return false;
}

int
verb_reply(const char *file, int argc, char **argv)
{
	struct letter l = { .order = 0 };
	struct wish w = { .by = SLICE("") };
	struct look look;
	int64_t	 id;
	int	 status;

	if (argc > 3 && strcmp(argv[argc - 1], "--anyway") == 0) {
		w.anyway = true;
		argc--;
	}
	if (argc == 5 && strcmp(argv[3], "--by") == 0) {
		w.by = slice_of(argv[4]);
		argc = 3;
	}
	if (argc != 3 || !slice_int(slice_of(argv[1]), &id) || id < 1) {
		fprintf(stderr, "usage: earshot reply ID TEXT|-|--draft "
		    "[--by PERSON] [--anyway]\n");
		return EXIT_USAGE;
	}
	w.id = (uint64_t)id;
	if (!read_wish(argv[2], &w))
		return EXIT_NO;
	if (!look_open(&look, file, &status))
		return status;
	status = prepare(&look, &w, &l);
	w.words = arena_copy(&look.arena, w.words);
	look_close(&look);
	if (status != EXIT_GOOD)
		return status;
	return w.keep ? keep(look.c, &w) : give(look.c, file, &l);
}
