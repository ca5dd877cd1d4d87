/* report.c - the numbers of some days, and how soon the box is told. */
#include "core/report/report.h"
#include "core/show.h"
#include "firmware/desk/gather_report.h"
#include "firmware/verb/look.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { DAYS = 30, NAME = 40 };

struct options {
	int64_t	 days, from, to;	/* INT64_MIN: not given */
	enum report_form form;
};

static bool
read_days(const char *word, int64_t *days)
{
	return slice_int(slice_of(word), days) && *days >= 1 &&
	    *days <= SERIES_DAYS;
}

static bool
read_options(int argc, char **argv, struct options *o)
{
	bool	 good = true;

	for (int i = 1; good && i < argc; i++) {
		const char *next = i + 1 < argc ? argv[i + 1] : "";

		if (strcmp(argv[i], "--json") == 0)
			o->form = REPORT_JSON;
		else if (strcmp(argv[i], "--html") == 0)
			o->form = REPORT_HTML;
		else if (strcmp(argv[i], "--days") == 0)
			good = read_days(next, &o->days) && ++i;
		else if (strcmp(argv[i], "--from") == 0)
			good = day_parse(slice_of(next), &o->from) && ++i;
		else if (strcmp(argv[i], "--to") == 0)
			good = day_parse(slice_of(next), &o->to) && ++i;
		else
			good = false;
	}
	return good;
}

/* Both ends, or one and how many; as many as can be told apart by day. */
static bool
settle(struct options *o, int64_t today)
{
	if (o->to == INT64_MIN)
		o->to = o->from != INT64_MIN && o->days ? o->from + o->days -
		    1 : today;
	if (o->to > today)
		o->to = today;
	if (o->from == INT64_MIN)
		o->from = o->to - (o->days ? o->days : DAYS) + 1;
	return o->from <= o->to && o->to - o->from < SERIES_DAYS;
}

static int
make(struct look *look, const struct options *o, int64_t now)
{
	struct report *r = gather_report(look->c, look->txn, o->from, o->to,
	    now, &look->arena);
	slice	 out;

	if (r == NULL || !report_close(r, o->form, &out)) {
		fprintf(stderr, "the report is too long; ask for fewer "
		    "days\n");
		return EXIT_SYSTEM;
	}
	fwrite(out.p, 1, out.n, stdout);
	return EXIT_GOOD;
}

int
verb_report(const char *file, int argc, char **argv)
{
	struct options o = { .from = INT64_MIN, .to = INT64_MIN };
	int64_t	 now = (int64_t)time(NULL);
	struct look look;
	int	 status;

	if (!read_options(argc, argv, &o)) {
		fprintf(stderr, "usage: earshot report [--days N | --from "
		    "YYYY-MM-DD --to YYYY-MM-DD] [--json | --html]\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	if (settle(&o, calendar_day(&look.c->staff.hours, now))) {
		status = make(&look, &o, now);
	} else {
		fprintf(stderr, "the first day comes after the last, or they "
		    "are more than %d\n", SERIES_DAYS);
		status = EXIT_USAGE;
	}
	look_close(&look);
	return status;
}

/* --- latency ---------------------------------------------------------- */

static void
json_spans(struct json_line *j, const char *const names[3], struct spans *s)
{
	json_line_zero(j, names[0], s->seen);
	if (!ratio_tells(s->seen))
		return;
	json_line_zero(j, names[1], spans_at(s, 500));
	json_line_zero(j, names[2], spans_at(s, 950));
}

static void
print_lag(struct look *look, struct report_lag *lag)
{
	static const char *const heard[] = { "heard", "heard_p50",
	    "heard_p95" };
	static const char *const told[] = { "told", "told_p50", "told_p95" };
	struct sink k = sink_open(&look->arena);
	struct json_line j;

	if (print_to_person()) {
		show_put(&k, lag->source, NAME, false);
		sink_text(&k, "\n  heard: ");
		spans_put(&k, lag->heard);
		sink_text(&k, "\n  told:  ");
		spans_put(&k, lag->pushed);
		sink_byte(&k, '\n');
	} else {
		j = json_line_open(&k);
		json_line_text(&j, "source", lag->source);
		json_spans(&j, heard, lag->heard);
		json_spans(&j, told, lag->pushed);
		json_line_close(&j);
	}
	print_line(&k);
}

int
verb_latency(const char *file, int argc, char **argv)
{
	int64_t	 now = (int64_t)time(NULL), days = DAYS, today;
	struct report_lag lag;
	struct report *r;
	struct look look;
	int	 status;

	if (argc > 2 || (argc == 2 && !read_days(argv[1], &days))) {
		fprintf(stderr, "usage: earshot latency [DAYS]\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	today = calendar_day(&look.c->staff.hours, now);
	r = gather_report(look.c, look.txn, today - days + 1, today, now,
	    &look.arena);
	for (size_t i = 0; r != NULL && report_lag(r, i, &lag); i++)
		print_lag(&look, &lag);
	look_close(&look);
	return r != NULL ? EXIT_GOOD : EXIT_SYSTEM;
}
