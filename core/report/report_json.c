/* report_json.c - the report for programs: one object on one line. */
#include "core/json/json.h"
#include "core/report/parts.h"

static struct json_line
inner(struct json_line *j, const char *key)
{
	json_line_raw(j, key, SLICE(""));
	return json_line_open(j->k);
}

static void
close_inner(const struct json_line *j)
{
	sink_byte(j->k, '}');
}

static void
day_member(struct json_line *j, const char *key, int64_t day)
{
	char	 buf[32];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	day_put(&k, day);
	json_line_text(j, key, sink_slice(&k));
}

static void
few_member(struct json_line *j, int64_t n)
{
	char	 buf[64];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	ratio_few(&k, n);
	json_line_text(j, "verdict", sink_slice(&k));
}

/* {"k":12,"n":30,"permille":400,"low":245,"high":577}; of few no share. */
static void
ratio_member(struct json_line *out, const char *key, struct ratio r)
{
	struct json_line j = inner(out, key);

	json_line_zero(&j, "k", r.k);
	json_line_zero(&j, "n", r.n);
	if (!ratio_tells(r.n)) {
		few_member(&j, r.n);
	} else {
		json_line_zero(&j, "permille", r.share);
		json_line_zero(&j, "low", r.low);
		json_line_zero(&j, "high", r.high);
	}
	close_inner(&j);
}

/* Seconds; the middle and the tail only when there are enough. */
static void
spans_member(struct json_line *out, const char *key, struct spans *s)
{
	struct json_line j = inner(out, key);

	json_line_zero(&j, "n", s->seen);
	if (!ratio_tells(s->seen)) {
		few_member(&j, s->seen);
	} else {
		json_line_zero(&j, "p50", spans_at(s, 500));
		json_line_zero(&j, "p90", spans_at(s, 900));
		json_line_zero(&j, "p95", spans_at(s, 950));
	}
	close_inner(&j);
}

static void
period(const struct report *r, struct json_line *j)
{
	const struct series *s = r->days;

	json_line_text(j, "shop", r->head.shop);
	day_member(j, "from", s->from);
	day_member(j, "to", s->from + (int64_t)s->n - 1);
	json_line_zero(j, "days", (int64_t)s->n);
	json_line_int(j, "counts_only_days", (int64_t)r->forgotten);
	json_line_zero(j, "mentions", series_all(s, 0, s->n));
	ratio_member(j, "net", ratio_net(series_side(s, POSITIVE, 0, s->n),
	    series_side(s, NEGATIVE, 0, s->n), series_all(s, 0, s->n)));
}

static void
classes(const struct report *r, struct json_line *out)
{
	struct json_line j = inner(out, "classes");

	for (size_t c = 0; c < CLASSES; c++)
		json_line_zero(&j, class_name((enum class)c).p,
		    series_class(r->days, (enum class)c, 0, r->days->n));
	close_inner(&j);
}

/* [{"day":..., "negative":1, ..., "complaint":2}, ...]: days without any are
 * left out. */
static void
days(const struct report *r, struct json_line *out)
{
	static const char *const sides[] = { [NEGATIVE] = "negative",
	    [NEUTRAL] = "neutral", [POSITIVE] = "positive" };
	const struct series *s = r->days;
	bool	 more = false;

	json_line_raw(out, "series", SLICE("["));
	for (size_t i = 0; i < s->n; i++) {
		struct json_line j;

		if (series_all(s, i, i + 1) == 0)
			continue;
		sink_text(out->k, more ? "," : "");
		more = true;
		j = json_line_open(out->k);
		day_member(&j, "day", s->from + (int64_t)i);
		for (size_t p = 0; p < POLARITIES; p++)
			json_line_zero(&j, sides[p], series_side(s,
			    (enum polarity)p, i, i + 1));
		for (size_t c = 0; c < CLASSES; c++)
			json_line_int(&j, class_name((enum class)c).p,
			    series_class(s, (enum class)c, i, i + 1));
		close_inner(&j);
	}
	sink_byte(out->k, ']');
}

static void
issues(const struct report *r, struct json_line *out)
{
	struct issue_top top[ISSUE_TOPS];
	size_t	 n = issue_sum_top(r->issues, top);
	struct json_line j = inner(out, "issues");

	for (size_t i = 0; i < n; i++)
		json_line_zero(&j, label_name(top[i].label).p,
		    (int64_t)top[i].count);
	close_inner(&j);
}

static void
answers_member(struct json_line *out, const char *key, struct answers *a,
    int64_t goal)
{
	struct json_line j = inner(out, key);

	json_line_int(&j, "goal_minutes", goal);
	json_line_zero(&j, "items", a->items);
	ratio_member(&j, "answered", ratio_of(a->replied, a->items));
	ratio_member(&j, "within_goal", ratio_of(a->in_goal, a->of_goal));
	ratio_member(&j, "resolved", ratio_of(a->done, a->items));
	spans_member(&j, "first_answer", &a->first);
	spans_member(&j, "resolution", &a->closed);
	close_inner(&j);
}

static void
answering(struct report *r, struct json_line *out)
{
	struct json_line j = inner(out, "answers");
	const struct answers *lead = &r->answers[CLASS_LEAD];
	struct answers all;

	report_wanting(r, &all);
	answers_member(&j, "all", &all, 0);
	for (size_t c = 0; c < CLASSES; c++)
		if (r->answers[c].items)
			answers_member(&j, class_name((enum class)c).p,
			    &r->answers[c], r->head.goals[c]);
	close_inner(&j);
	j = inner(out, "leads");
	json_line_zero(&j, "heard", lead->items);
	json_line_zero(&j, "seen", lead->seen);
	json_line_zero(&j, "answered", lead->replied);
	json_line_zero(&j, "visits", lead->visits);
	json_line_zero(&j, "won", lead->won);
	json_line_zero(&j, "lost", lead->lost);
	close_inner(&j);
	ratio_member(out, "recovered", ratio_of(r->content, r->back));
	json_line_zero(out, "recovered_marked", r->recovered);
	json_line_zero(out, "recommended", r->referred);
	ratio_member(out, "false_alarms", ratio_of(r->waved_off, r->alerts));
}

static void
rivals(struct report *r, struct json_line *out)
{
	json_line_raw(out, "rivals", SLICE("["));
	for (size_t i = 0; i < r->nrivals; i++) {
		struct answers *a = &r->rivals[i].is;
		struct json_line j;

		sink_text(out->k, i ? "," : "");
		j = json_line_open(out->k);
		json_line_text(&j, "name", r->rivals[i].name);
		json_line_zero(&j, "mentions", a->items);
		ratio_member(&j, "answered", ratio_of(a->replied, a->items));
		spans_member(&j, "first_answer", &a->first);
		close_inner(&j);
	}
	sink_byte(out->k, ']');
}

static void
reach(const struct report *r, struct json_line *out)
{
	struct json_line j = inner(out, "reach");

	json_line_zero(&j, "told_by", r->told);
	json_line_zero(&j, "not_told_by", r->untold);
	if (r->told) {
		json_line_zero(&j, "least", r->widest);
		json_line_zero(&j, "most", r->reach);
	}
	json_line_zero(&j, "likes_and_answers", r->echoes);
	close_inner(&j);
}

static void
words(const struct report *r, struct json_line *out)
{
	size_t	 n = series_bars(r->days, true), a, b;

	json_line_raw(out, "wording", SLICE("["));
	for (size_t i = 0; i < n && r->head.phrases; i++) {
		struct json_line j;

		sink_text(out->k, i ? "," : "");
		j = json_line_open(out->k);
		series_bar(r->days, true, i, &a, &b);
		day_member(&j, "from", r->days->from + (int64_t)a);
		json_line_zero(&j, "old", r->words[i][0]);
		json_line_zero(&j, "new", r->words[i][1]);
		json_line_zero(&j, "both", r->words[i][2]);
		ratio_member(&j, "new_share", report_words(r, i));
		close_inner(&j);
	}
	sink_byte(out->k, ']');
}

static void
events(const struct report *r, struct json_line *out)
{
	json_line_raw(out, "events", SLICE("["));
	for (size_t i = 0; i < r->nevents; i++) {
		struct change is = report_change(r, &r->events[i]);
		struct json_line j;

		sink_text(out->k, i ? "," : "");
		j = json_line_open(out->k);
		json_line_int(&j, "event", r->events[i].id);
		day_member(&j, "day", r->events[i].day);
		json_line_text(&j, "words", r->events[i].words);
		json_line_zero(&j, "before", is.before);
		json_line_zero(&j, "days_before", (int64_t)is.days_before);
		json_line_zero(&j, "after", is.after);
		json_line_zero(&j, "days_after", (int64_t)is.days_after);
		if (is.tells) {
			json_line_zero(&j, "change_low", is.low);
			json_line_zero(&j, "change_high", is.high);
		} else {
			few_member(&j, is.before + is.after);
		}
		close_inner(&j);
	}
	sink_byte(out->k, ']');
}

static void
figure_weeks(const struct report *r, struct json_line *out)
{
	size_t	 n = series_bars(r->days, true), a, b;

	json_line_raw(out, "weeks", SLICE("["));
	for (size_t i = 0; i < n; i++) {
		struct json_line j;

		sink_text(out->k, i ? "," : "");
		j = json_line_open(out->k);
		series_bar(r->days, true, i, &a, &b);
		day_member(&j, "from", r->days->from + (int64_t)a);
		json_line_zero(&j, "mentions", series_all(r->days, a, b));
		for (size_t f = 0; f < FIGURE_WAYS; f++)
			json_line_zero(&j, figure_name((enum figure)f).p,
			    r->figures.weeks[i][f]);
		close_inner(&j);
	}
	sink_byte(out->k, ']');
}

/* Money in hundredths, as it was told. */
static void
figures(const struct report *r, struct json_line *out)
{
	const struct figures *f = &r->figures;
	int64_t	 heard = series_all(r->days, 0, r->days->n), all = heard;
	struct json_line j, c;
	int64_t	 won = 0;

	if (!f->any && f->margin == 0)
		return;
	for (size_t i = 0; i < CLASSES; i++)
		won += r->answers[i].won;
	for (size_t i = 0; i < FIGURE_WAYS; i++)
		all += f->sum[i];
	j = inner(out, "figures");
	figure_weeks(r, &j);
	ratio_member(&j, "mentions", ratio_of(heard, all));
	for (size_t i = 0; i < FIGURE_WAYS; i++)
		ratio_member(&j, figure_name((enum figure)i).p,
		    ratio_of(f->sum[i], all));
	json_line_raw(&j, "coupons", SLICE("["));
	for (size_t i = 0; i < f->ncoupons; i++) {
		sink_text(out->k, i ? "," : "");
		c = json_line_open(out->k);
		json_line_text(&c, "word", f->coupons[i].name);
		json_line_zero(&c, "n", f->coupons[i].n);
		close_inner(&c);
	}
	sink_byte(out->k, ']');
	json_line_int(&j, "margin_hundredths", f->margin);
	json_line_zero(&j, "won", won);
	json_line_int(&j, "value_hundredths", figures_value(f, won));
	json_line_zero(&j, "minutes", f->seconds / 60);
	json_line_zero(&j, "items", f->items);
	if (!ratio_tells(won))
		few_member(&j, won);
	close_inner(&j);
}

static void
sources(struct report *r, struct json_line *out)
{
	const struct series *s = r->days;

	json_line_raw(out, "sources", SLICE("["));
	for (size_t i = 0; i < s->nsources; i++) {
		struct json_line j;

		sink_text(out->k, i ? "," : "");
		j = json_line_open(out->k);
		json_line_text(&j, "source", s->sources[i]);
		json_line_zero(&j, "mentions", series_by(s, i, 0, s->n));
		spans_member(&j, "heard_after", &r->lag[i].heard);
		spans_member(&j, "told_after", &r->lag[i].pushed);
		close_inner(&j);
	}
	sink_byte(out->k, ']');
}

static void
hints(struct report *r, struct json_line *out)
{
	struct hint list[REPORT_HINTS];
	size_t	 n = hints_find(r, list);

	json_line_raw(out, "change", SLICE("["));
	for (size_t i = 0; i < n; i++) {
		struct json_line j;

		sink_text(out->k, i ? "," : "");
		j = json_line_open(out->k);
		json_line_text(&j, "what", list[i].what);
		json_line_text(&j, "evidence", list[i].evidence);
		close_inner(&j);
	}
	sink_byte(out->k, ']');
}

void
report_json(struct report *r, struct sink *k)
{
	struct json_line j = json_line_open(k);

	period(r, &j);
	classes(r, &j);
	days(r, &j);
	issues(r, &j);
	answering(r, &j);
	rivals(r, &j);
	reach(r, &j);
	words(r, &j);
	events(r, &j);
	figures(r, &j);
	sources(r, &j);
	hints(r, &j);
	json_line_close(&j);
}
