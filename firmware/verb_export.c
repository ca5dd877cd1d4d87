/*
 * verb_export.c - everything as tables for a spreadsheet (RFC 4180). Cells
 * that one would take for a formula are defused by csv_put().
 */
#include "core/people/list.h"
#include "core/report/event.h"
#include "core/when/when.h"
#include "firmware/look.h"
#include "firmware/verbs.h"
#include "storage/contacts.h"
#include "storage/counts.h"
#include "storage/events.h"
#include "storage/mentions.h"
#include "storage/tasks.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS = 24 };

struct row {
	struct look	*look;
	slice		 cells[COLUMNS];
	size_t		 n;
	size_t		 used;		/* of the arena before it */
};

static void
add(struct row *r, slice s)
{
	if (r->n < COLUMNS)
		r->cells[r->n++] = s;
}

static void
add_int(struct row *r, int64_t v)
{
	char	*buf = arena_take(&r->look->arena, 24);

	add(r, buf ? fault_int(buf, v) : (slice){ "", 0 });
}

/* What the source may not tell: 0 is an empty cell. */
static void
add_told(struct row *r, int64_t v)
{
	if (v)
		add_int(r, v);
	else
		add(r, (slice){ "", 0 });
}

/* Seconds as a date; 0 is none. */
static void
add_time(struct row *r, int64_t t)
{
	struct sink k = sink_open(&r->look->arena);

	if (t)
		when_put(&k, t);
	add(r, sink_close(&k, &r->look->arena));
}

static void
add_day(struct row *r, int64_t day)
{
	struct sink k = sink_open(&r->look->arena);

	day_put(&k, day);
	add(r, sink_close(&k, &r->look->arena));
}

static void
print_row(struct row *r)
{
	struct sink k = sink_open(&r->look->arena);

	csv_put(&k, r->cells, r->n);
	if (!k.full)
		fwrite(k.buf, 1, k.len, stdout);
	r->look->arena.used = r->used;
	r->n = 0;
}

/* "day,source,class" */
static void
print_head(struct row *r, slice names)
{
	while (names.n)
		add(r, slice_cut(&names, ','));
	print_row(r);
}

/* --- mentions --------------------------------------------------------- */

static bool
export_mention(void *arg, uint64_t id, const struct item *i)
{
	static const char *const fates[] = { "", "sent", "digest", "muted" };
	const struct mention *m = &i->mention;
	struct row *r = arg;

	add_int(r, (int64_t)id);
	add_time(r, m->time);
	add_time(r, i->found);
	add(r, i->source);
	add(r, mention_type(m));
	add(r, i->verdict.class);
	add(r, i->verdict.polarity);
	add_int(r, i->verdict.sentiment);
	add_int(r, i->verdict.priority);
	add(r, i->verdict.issues);
	add(r, i->verdict.lang);
	add_told(r, m->rating);
	add_told(r, m->followers);
	add_told(r, m->likes);
	add_told(r, m->replies);
	add(r, m->author);
	add(r, m->handle);
	add(r, m->title);
	add(r, m->text);
	add(r, m->url);
	add(r, m->place);
	add(r, i->rule);
	add(r, slice_of(i->fate > 0 && i->fate < (int64_t)COUNT(fates) ?
	    fates[i->fate] : ""));
	add_int(r, i->sightings);
	print_row(r);
	return true;
}

static void
mentions(struct row *r)
{
	print_head(r, SLICE("number,posted,found,source,type,class,polarity,"
	    "sentiment,priority,issues,language,stars,followers,likes,"
	    "answers,author,handle,title,text,url,place,rule,fate,"
	    "sightings"));
	mentions_newest(r->look->txn, export_mention, r);
}

/* --- items ------------------------------------------------------------ */

static bool
export_item(void *arg, const struct task *t)
{
	struct row *r = arg;

	add_int(r, t->mention);
	add(r, task_state_name(t->state));
	add(r, t->class > 0 && t->class <= CLASSES ?
	    class_name((enum class)(t->class - 1)) : SLICE(""));
	add(r, t->owner);
	add_time(r, t->opened);
	add_time(r, t->replied);
	add_time(r, t->closed);
	add_int(r, t->reopened);
	add(r, t->outcome);
	add(r, t->note);
	print_row(r);
	return true;
}

static void
items(struct row *r)
{
	print_head(r, SLICE("number,state,class,owner,opened,first answer,"
	    "closed,reopened,outcome,note"));
	tasks_newest(r->look->txn, export_item, r);
}

/* --- counts ----------------------------------------------------------- */

/* A line for each number that is not 0. */
static bool
export_day(void *arg, int64_t day, slice source, const struct count_day *d)
{
	static const char *const whats[COUNT_WHATS] = { "answered",
	    "minutes to answers", "within goal", "resolved", "reopened",
	    "recovered", "lead won", "alerts", "false alerts", "stars",
	    "starred", "sightings" };
	static const char *const sides[] = { "negative", "neutral",
	    "positive" };
	struct row *r = arg;

	for (size_t i = 0; i < CLASSES * COUNT(sides) + COUNT_WHATS; i++) {
		bool	 of = i < CLASSES * COUNT(sides);
		size_t	 what = of ? 0 : i - CLASSES * COUNT(sides);
		int64_t	 n = of ? d->of[i / COUNT(sides)][i % COUNT(sides)] :
		    d->what[what];

		if (n == 0)
			continue;
		add_day(r, day);
		add(r, source);
		add(r, of ? class_name((enum class)(i / COUNT(sides))) :
		    slice_of(whats[what]));
		add(r, slice_of(of ? sides[i % COUNT(sides)] : ""));
		add_int(r, n);
		print_row(r);
	}
	return true;
}

static void
counts(struct row *r)
{
	print_head(r, SLICE("day,source,what,polarity,count"));
	counts_day_walk(r->look->txn, INT64_MIN, INT64_MAX, export_day, r);
}

/* --- events, people --------------------------------------------------- */

static bool
export_event(void *arg, const struct event *e)
{
	struct row *r = arg;

	add_int(r, e->id);
	add_day(r, e->day);
	add(r, e->words);
	print_row(r);
	return true;
}

static void
events(struct row *r)
{
	print_head(r, SLICE("number,day,words"));
	events_walk(r->look->txn, export_event, r);
}

static bool
export_person(void *arg, const struct contact *c)
{
	struct row *r = arg;
	size_t	 used = r->look->arena.used;
	struct sink k = sink_open(&r->look->arena);

	list_put(&k, c);
	if (!k.full)
		fwrite(k.buf, 1, k.len, stdout);
	r->look->arena.used = used;
	return true;
}

static void
people(struct row *r)
{
	struct sink k = sink_open(&r->look->arena);

	list_put_head(&k);
	fwrite(k.buf, 1, k.len, stdout);
	contacts_walk(r->look->txn, &r->look->arena, export_person, r);
}

static const struct {
	const char	*name;
	void		(*put)(struct row *);
} tables[] = {
	{ "mentions", mentions }, { "items", items }, { "counts", counts },
	{ "events", events }, { "people", people },
};

int
verb_export(const char *file, int argc, char **argv)
{
	struct look look;
	struct row r = { .look = &look };
	size_t	 i = 0;
	int	 status;

	while (argc > 1 && i < COUNT(tables) &&
	    strcmp(argv[1], tables[i].name) != 0)
		i++;
	if (argc < 2 || argc > 3 || i == COUNT(tables) ||
	    (argc == 3 && strcmp(argv[2], "--csv") != 0)) {
		fprintf(stderr, "usage: earshot export mentions|items|counts|"
		    "events|people [--csv]\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	r.used = look.arena.used;
	tables[i].put(&r);
	look_close(&look);
	return ferror(stdout) ? EXIT_SYSTEM : EXIT_GOOD;
}
