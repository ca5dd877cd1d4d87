#include "firmware/desk/exporting.h"

#include "core/people/csv.h"
#include "core/people/list.h"
#include "core/report/event.h"
#include "core/report/issues.h"
#include "core/when/when.h"
#include "storage/contacts.h"
#include "storage/counts.h"
#include "storage/events.h"
#include "storage/mentions.h"
#include "storage/tasks.h"

enum { COLUMNS = 24 };

struct row {
	struct arena	*arena;
	struct txn	*txn;
	int64_t		 from, to;	/* seconds, of mentions */
	int64_t		 days[2];	/* the same, of counts */
	export_put	*put;
	void		*arg;
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
	char	*buf = arena_take(r->arena, 24);

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
	struct sink k = sink_open(r->arena);

	if (t)
		when_put(&k, t);
	add(r, sink_close(&k, r->arena));
}

static void
add_day(struct row *r, int64_t day)
{
	struct sink k = sink_open(r->arena);

	day_put(&k, day);
	add(r, sink_close(&k, r->arena));
}

static void
print_row(struct row *r)
{
	struct sink k = sink_open(r->arena);

	csv_put(&k, r->cells, r->n);
	if (!k.full)
		r->put(r->arg, sink_slice(&k));
	r->arena->used = r->used;
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

	if (i->found < r->from || i->found >= r->to)
		return i->found >= r->from;
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
	mentions_newest(r->txn, export_mention, r);
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
	tasks_newest(r->txn, export_item, r);
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
	counts_day_walk(r->txn, r->days[0], r->days[1], export_day, r);
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
	events_walk(r->txn, export_event, r);
}

static bool
export_person(void *arg, const struct contact *c)
{
	struct row *r = arg;
	size_t	 used = r->arena->used;
	struct sink k = sink_open(r->arena);

	list_put(&k, c);
	if (!k.full)
		r->put(r->arg, sink_slice(&k));
	r->arena->used = used;
	return true;
}

static void
people(struct row *r)
{
	struct sink k = sink_open(r->arena);

	list_put_head(&k);
	r->put(r->arg, sink_slice(&k));
	contacts_walk(r->txn, r->arena, export_person, r);
}

/* --- words ------------------------------------------------------------ */

struct summing {
	struct row *row;
	struct issue_sum *sum;
};

static bool
sum_issues(void *arg, uint64_t id, const struct item *i)
{
	struct summing *s = arg;

	(void)id;
	if (i->found >= s->row->from && i->found < s->row->to)
		issue_sum_add(s->sum, &i->verdict);
	return i->found >= s->row->from;
}

/* wait/late,still waiting,3: the most frequent first. */
static void
words(struct row *r)
{
	struct summing s = { r, issue_sum_take(r->arena) };
	struct issue_top top[ISSUE_TOPS];

	r->used = r->arena->used;
	print_head(r, SLICE("issue,words,count"));
	if (s.sum == NULL)
		return;
	mentions_newest(r->txn, sum_issues, &s);
	while (issue_sum_top(s.sum, top) > 0) {
		for (size_t i = 0; i < top[0].nsaid; i++) {
			add(r, label_name(top[0].label));
			add(r, top[0].said[i].words);
			add_int(r, (int64_t)top[0].said[i].count);
			print_row(r);
		}
		s.sum->of[top[0].label].count = 0;
	}
}

static const struct {
	const char	*name;
	void		(*put)(struct row *);
} tables[] = {
	{ "mentions", mentions }, { "items", items }, { "counts", counts },
	{ "events", events }, { "people", people }, { "words", words },
};

enum { DAY = 86400 };

bool
exporting(slice table, const struct calendar *c, struct txn *t,
    struct arena *a, int64_t from, int64_t to, export_put *put, void *arg)
{
	struct row r = { .arena = a, .txn = t, .put = put, .arg = arg,
	    .used = a->used, .from = from == INT64_MIN ? from :
	    zone_utc(&c->zone, from * DAY), .to = to == INT64_MAX ? to :
	    zone_utc(&c->zone, (to + 1) * DAY), .days = { from, to } };

	for (size_t i = 0; i < COUNT(tables); i++)
		if (slice_eq(slice_of(tables[i].name), table)) {
			tables[i].put(&r);
			return true;
		}
	return false;
}
