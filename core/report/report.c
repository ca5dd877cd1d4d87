#include "core/report/parts.h"

#include "core/judge/classes.h"

enum {
	TEXT = 48 << 10, HTML = 320 << 10, JSON = 512 << 10,
	SPANS_OPEN = 64			/* times of opening that one waits */
};

/* The farthest a reach goes: nobody has more than everybody. */
#define EVERYBODY	INT64_C(10000000000)

struct report *
report_open(struct arena *a, const struct report_head *head)
{
	struct report *r = arena_take(a, sizeof(*r));

	if (r == NULL)
		return NULL;
	r->arena = a;
	r->head = *head;
	if (r->head.began > r->head.from)
		r->head.from = r->head.began;
	r->days = series_take(a, r->head.from, head->to);
	r->counts = series_take(a, r->head.from, head->to);
	r->issues = issue_sum_take(a);
	r->asked = issue_sum_take(a);
	r->signs = arena_take(a, sizeof(*r->signs));
	return a->spent ? NULL : r;
}

void
report_source(struct report *r, slice name)
{
	series_source(r->days, name);
}

static int64_t
day_of(const struct report *r, int64_t t)
{
	return calendar_day(r->head.hours, t);
}

int64_t
report_said(const struct item *i)
{
	return i->mention.time > 0 && i->mention.time <= i->found ?
	    i->mention.time : i->found;
}

/* Seconds between two times of ours; whatever a damaged record says, it can
 * be worked with. Below 0: none. */
static int64_t
between(int64_t from, int64_t to)
{
	const int64_t most = (int64_t)1 << 40;

	return from < 0 || to > most || to < from ? -1 : to - from;
}

static enum class
class_of(const struct item *i)
{
	enum class c;

	return class_named(i->verdict.class, &c) ? c : CLASS_OTHER;
}

/* --- what was heard --------------------------------------------------- */

/* Whether this author is met for the first time. Nobody is told apart once
 * the table is full: then their reach is not added, and the sum says less. */
static bool
new_author(struct report *r, const struct mention *m)
{
	slice	 who = m->handle.n ? m->handle : m->author_url.n ?
	    m->author_url : m->author;
	uint64_t h = slice_hash(who) | 1;
	size_t	 at = (size_t)(h >> 20) % REPORT_AUTHORS;

	if (who.n == 0)
		return true;
	while (r->authors[at] && r->authors[at] != h)
		at = (at + 1) % REPORT_AUTHORS;
	if (r->authors[at] || r->nauthors == REPORT_AUTHORS * 3 / 4)
		return false;
	r->authors[at] = h;
	r->nauthors++;
	return true;
}

static int64_t
bounded(int64_t n)
{
	return n < 0 ? 0 : n > EVERYBODY ? EVERYBODY : n;
}

static void
add_reach(struct report *r, const struct mention *m)
{
	int64_t	 n = bounded(m->followers);

	r->echoes += bounded(m->likes) + bounded(m->replies);
	r->told += n > 0;
	r->untold += n == 0;
	if (n == 0 || !new_author(r, m))
		return;
	r->reach += n;
	if (n > r->widest)
		r->widest = n;
}

static void
add_lag(struct report *r, const struct report_seen *s, size_t source)
{
	const struct item *i = s->item;

	if (i->fate == FATE_MUTED)	/* was there before we looked */
		return;
	if (i->mention.time > 0)
		spans_add(&r->lag[source].heard, i->found > i->mention.time ?
		    between(i->mention.time, i->found) : 0);
	if (s->pushed)
		spans_add(&r->lag[source].pushed, between(i->found,
		    s->pushed));
}

static void
add_words(struct report *r, const struct report_seen *s, size_t at)
{
	size_t	 week = series_bar_of(r->days, true, at);

	if (week < SERIES_WEEKS && (s->old || s->new))
		r->words[week][s->old && s->new ? 2 : s->new]++;
}

/* --- how it was answered ---------------------------------------------- */

int64_t
report_open_time(const struct calendar *c, int64_t from, int64_t to)
{
	int64_t	 sum = 0, t = from;

	for (int i = 0; t < to && i < SPANS_OPEN; i++) {
		int64_t	 end;

		if (!calendar_open(c, t))
			t = calendar_opens(c, t);
		if (t >= to)
			return sum;
		end = calendar_closes(c, t);
		end = end < to ? end : to;
		sum += end - t;
		t = end;
	}
	return t < to ? sum + (to - t) : sum;
}

/* Done without an answer here: they were called, or met. Nothing to say. */
static void
add_goal(struct report *r, struct answers *a, const struct task *t,
    enum class class, const struct item *item)
{
	int64_t	 goal = r->head.goals[class] * 60, took;
	int64_t	 until = t->replied ? t->replied : r->head.now;

	if (goal <= 0 || (t->replied == 0 && t->closed) ||
	    between(t->opened, until) < 0)
		return;
	took = report_open_time(r->head.hours, t->opened, until);
	if (t->replied == 0 && took <= goal)
		return;			/* there is time yet */
	a->of_goal++;
	a->in_goal += t->replied && took <= goal;
	signs_goal(r->signs, &r->head, class, item, t->opened, took,
	    took > goal);
}

static void
add_task(struct report *r, const struct report_seen *s)
{
	const struct task *t = s->task;
	enum task_state state = task_state(t);
	enum class class = t->class > 0 && t->class <= CLASSES ?
	    (enum class)(t->class - 1) : class_of(s->item);
	struct answers *a = &r->answers[class];

	if (state == TASK_IGNORED || s->waved_off)
		return;
	a->items++;
	a->seen += state != TASK_NEW || t->replied != 0;
	a->replied += t->replied != 0;
	a->done += state == TASK_DONE;
	a->visits += slice_eq(t->outcome, SLICE("visit"));
	a->won += slice_eq(t->outcome, SLICE("won"));
	a->lost += slice_eq(t->outcome, SLICE("lost"));
	r->recovered += slice_eq(t->outcome, SLICE("recovered"));
	if (t->replied)
		spans_add(&a->first, between(t->opened, t->replied));
	if (state == TASK_DONE && t->closed)
		spans_add(&a->closed, between(t->opened, t->closed));
	add_goal(r, a, t, class, s->item);
	figures_spent(&r->figures, t);
}

void
report_mention(struct report *r, const struct report_seen *s)
{
	const struct item *item = s->item;
	enum class class = class_of(item);
	size_t	 at, source;

	if (!series_has(r->days, day_of(r, report_said(item)), &at))
		return;
	source = series_source(r->days, item->source);
	series_add(r->days, at, source, class,
	    polarity_named(item->verdict.polarity));
	issue_sum_add(r->issues, &item->verdict);
	if (class == CLASS_QUESTION)
		issue_sum_add(r->asked, &item->verdict);
	signs_mention(r->signs, &r->head, s, report_said(item));
	add_reach(r, &item->mention);
	add_lag(r, s, source);
	add_words(r, s, at);
	r->referred += s->refers && !s->waved_off;
	r->alerts += item->fate == FATE_SENT;
	r->waved_off += item->fate == FATE_SENT && s->waved_off;
	if (s->task)
		add_task(r, s);
}

void
report_counts(struct report *r, int64_t day, slice source,
    const struct count_day *d)
{
	size_t	 at;

	if (series_has(r->counts, day, &at))
		series_add_counts(r->counts, at, series_source(r->days,
		    source), d);
}

void
report_event(struct report *r, const struct event *e)
{
	size_t	 at;

	if (figures_event(&r->figures, r->days, e->day, e->words) ||
	    !series_has(r->days, e->day, &at))
		return;
	if (r->nevents == REPORT_EVENTS) {	/* the oldest goes */
		if (e->day < r->events[0].day)
			return;
		memmove(r->events, r->events + 1, --r->nevents *
		    sizeof(r->events[0]));
	}
	for (at = r->nevents++; at > 0 && r->events[at - 1].day > e->day; at--)
		r->events[at] = r->events[at - 1];
	r->events[at] = *e;
}

void
report_asked(struct report *r, slice question, size_t n)
{
	r->signs->asked = (struct sign){ .n = (int64_t)n, .said = question };
}

void
report_blind(struct report *r, slice source, int64_t day, slice trouble)
{
	struct signs *s = r->signs;

	if (s->nblind == SIGN_BLIND)
		return;
	s->blind[s->nblind].name = source;
	s->blind[s->nblind].trouble = trouble;
	s->blind[s->nblind++].day = day;
}

void
report_mute(struct report *r)
{
	r->mute = true;
}

void
report_came_back(struct report *r, bool content)
{
	r->back++;
	r->content += content;
}

/* --- what it comes to ------------------------------------------------- */

bool
report_weekly(const struct report *r)
{
	return r->days->n > SERIES_DAILY;
}

void
report_wanting(const struct report *r, struct answers *sum)
{
	memset(sum, 0, sizeof(*sum));
	for (size_t c = 0; c < CLASSES; c++) {
		const struct answers *a = &r->answers[c];

		if (r->head.goals[c] <= 0)
			continue;
		sum->items += a->items;
		sum->replied += a->replied;
		sum->done += a->done;
		sum->in_goal += a->in_goal;
		sum->of_goal += a->of_goal;
		for (size_t i = 0; i < a->first.n; i++)
			spans_add(&sum->first, a->first.of[i]);
		for (size_t i = 0; i < a->closed.n; i++)
			spans_add(&sum->closed, a->closed.of[i]);
	}
}

/* The day itself belongs to what follows, today to nothing: it is not over. */
struct change
report_change(const struct report *r, const struct event *e)
{
	const struct series *s = r->days;
	int32_t	 days[2 * REPORT_ASIDE];
	int64_t	 today = day_of(r, r->head.now);
	size_t	 at, a, b, n = 0;

	if (!series_has(s, e->day, &at))
		return (struct change){ .before = 0 };
	a = at > REPORT_ASIDE ? at - REPORT_ASIDE : 0;
	for (b = at; b < s->n && b < at + REPORT_ASIDE &&
	    s->from + (int64_t)b < today; b++)
		;
	for (size_t i = a; i < b; i++)
		days[n++] = (int32_t)series_all(s, i, i + 1);
	return change_of(days, at - a, b - at);
}

struct ratio
report_words(const struct report *r, size_t week)
{
	const int32_t *w = r->words[week];

	return ratio_of(w[1] + w[2], w[0] + w[1] + w[2]);
}

bool
report_lag(struct report *r, size_t source, struct report_lag *lag)
{
	if (source >= r->days->nsources)
		return false;
	*lag = (struct report_lag){ r->days->sources[source],
	    &r->lag[source].heard, &r->lag[source].pushed };
	return true;
}

bool
report_close(struct report *r, enum report_form form, slice *out)
{
	struct doc doc = { .text = { .cap = TEXT }, .html = { .cap = HTML } };
	struct sink json = { .cap = JSON };

	*out = (slice){ "", 0 };
	r->forgotten = series_join(r->days, r->counts);
	if (form == REPORT_JSON) {
		json.buf = arena_take(r->arena, JSON);
		if (json.buf == NULL)
			return false;
		report_json(r, &json);
		*out = sink_slice(&json);
		return !json.full && !r->arena->spent;
	}
	doc.text.buf = arena_take(r->arena, TEXT);
	doc.html.buf = arena_take(r->arena, HTML);
	if (doc.text.buf == NULL || doc.html.buf == NULL)
		return false;
	page_put(r, &doc);
	*out = sink_slice(form == REPORT_TEXT ? &doc.text : &doc.html);
	return !doc.text.full && !doc.html.full && !r->arena->spent;
}
