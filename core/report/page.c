/* page.c - a report's sections for people, but for how was answered. */
#include "core/report/parts.h"

#include "core/fault.h"
#include "core/show.h"
#include "core/when/when.h"

enum {
	WEEKS = 14,			/* in a table: the latest */
	NAME = 20,			/* characters of a source */
	ROWS = SERIES_SOURCES + 2
};

static const slice none = { "", 0 };

static slice
end(struct report *r, struct sink *k)
{
	return sink_close(k, r->arena);
}

/* "12,345" */
static slice
number(struct report *r, int64_t n)
{
	struct sink k = sink_open(r->arena);
	char	 buf[24];
	slice	 digits = fault_int(buf, n);

	for (; digits.n; digits = slice_from(digits, 1)) {
		sink_byte(&k, digits.p[0]);
		if (digits.n % 3 == 1 && digits.n > 1 && digits.p[0] != '-')
			sink_byte(&k, ',');
	}
	return end(r, &k);
}

static slice
plural(int64_t n)
{
	return n == 1 ? SLICE("") : SLICE("s");
}

static slice
date(struct report *r, int64_t day)
{
	struct sink k = sink_open(r->arena);

	day_put(&k, day);
	return end(r, &k);
}

static slice
day(struct report *r, int64_t n)
{
	struct sink k = sink_open(r->arena);

	day_put_short(&k, n);
	return end(r, &k);
}

static slice
share(struct report *r, struct ratio is)
{
	struct sink k = sink_open(r->arena);

	ratio_put(&k, &is);
	return end(r, &k);
}

static slice
net(struct report *r, size_t a, size_t b)
{
	struct sink k = sink_open(r->arena);
	struct ratio is = ratio_net(series_side(r->days, POSITIVE, a, b),
	    series_side(r->days, NEGATIVE, a, b), series_all(r->days, a, b));

	ratio_put_net(&k, &is);
	return end(r, &k);
}

/* --- what was heard --------------------------------------------------- */

slice
page_title(struct report *r)
{
	int64_t	 last = r->days->from + (int64_t)r->days->n - 1, date[3];
	struct sink k = sink_open(r->arena);

	show_put(&k, r->head.shop.n ? r->head.shop : SLICE("Report"), 40,
	    false);
	sink_text(&k, ", ");
	day_put_short(&k, r->days->from);
	sink_text(&k, " to ");
	day_put_short(&k, last);
	when_civil(last, date);
	sink_byte(&k, ' ');
	sink_int(&k, date[0]);
	return end(r, &k);
}

static void
weeks(struct report *r, struct doc *d)
{
	const struct series *s = r->days;
	size_t	 n = series_bars(s, true), first = n > WEEKS ? n - WEEKS : 0;
	slice	 cells[(WEEKS + 1) * 5] = { SLICE("From"), SLICE("All"),
	    SLICE("For"), SLICE("Against"), SLICE("Net") }, *c = cells + 5;

	for (size_t i = first; i < n; i++) {
		size_t	 a, b;

		series_bar(s, true, i, &a, &b);
		*c++ = day(r, s->from + (int64_t)a);
		*c++ = number(r, series_all(s, a, b));
		*c++ = number(r, series_side(s, POSITIVE, a, b));
		*c++ = number(r, series_side(s, NEGATIVE, a, b));
		*c++ = net(r, a, b);
	}
	doc_table(d, cells, 5, n - first + 1);
}

static void
kinds(struct report *r, struct doc *d)
{
	const struct series *s = r->days;
	int64_t	 all = series_all(s, 0, s->n);
	slice	 cells[(CLASSES + 1) * 3] = { SLICE("Kind"),
	    SLICE("Mentions"), SLICE("Share") }, *c = cells + 3;
	size_t	 rows = 1;

	for (size_t i = 0; i < CLASSES; i++) {
		int64_t	 n = series_class(s, (enum class)i, 0, s->n);

		if (n == 0)
			continue;
		*c++ = class_name((enum class)i);
		*c++ = number(r, n);
		*c++ = share(r, ratio_of(n, all));
		rows++;
	}
	doc_table(d, cells, 3, rows);
}

static void
known_from(struct report *r, struct doc *d)
{
	if (r->head.began == r->days->from)
		DOC_PARA(d, "Listening began on %; of the days before nothing "
		    "is known.", date(r, r->head.began));
	if (r->forgotten)
		DOC_PARA(d, "The mentions from before % are forgotten; only "
		    "their counts are kept. What follows on words, answers and "
		    "reach is about the later ones.",
		    date(r, r->days->from + (int64_t)r->forgotten));
}

static void
heard(struct report *r, struct doc *d)
{
	const struct series *s = r->days;
	int64_t	 all = series_all(s, 0, s->n);
	int64_t	 praise = series_class(s, CLASS_PRAISE, 0, s->n);
	int64_t	 complaints = series_class(s, CLASS_COMPLAINT, 0, s->n);
	struct sink k = sink_open(r->arena);
	slice	 rate;

	ratio_put_tenths(&k, all * RATIO_ONE / (int64_t)(s->n ? s->n : 1));
	rate = end(r, &k);
	doc_heading(d, SLICE("What was heard"));
	DOC_PARA(d, "% mention% in % day%, % a day.", number(r, all),
	    plural(all), number(r, (int64_t)s->n), plural((int64_t)s->n),
	    rate);
	known_from(r, d);
	if (all == 0)
		return;
	DOC_PARA(d, "For and against: net %. Of praise and complaints, % of % "
	    "are praise: %. Net is how many of a hundred are for you, less "
	    "those against. In brackets stands where the true figure lies, 95 "
	    "times in 100.", net(r, 0, s->n), number(r, praise),
	    number(r, praise + complaints),
	    share(r, ratio_of(praise, praise + complaints)));
	page_pictures(r, d);
	weeks(r, d);
	kinds(r, d);
}

static void
talk(struct report *r, struct doc *d)
{
	struct issue_top top[ISSUE_TOPS];
	size_t	 n = issue_sum_top(r->issues, top);

	if (n == 0)
		return;
	doc_heading(d, SLICE("What people talk about"));
	for (size_t i = 0; i < n; i++) {
		struct sink k = sink_open(r->arena);
		slice	 name;

		issue_put_name(&k, top[i].label);
		sink_text(&k, ": ");
		sink_int(&k, (int64_t)top[i].count);
		name = end(r, &k);
		k = sink_open(r->arena);
		issue_put_words(&k, &top[i]);
		doc_entry(d, name, end(r, &k), none);
	}
}

/* --- reach ------------------------------------------------------------ */

/* Between one audience that is all of them and audiences without a head in
 * common. */
static void
reach(struct report *r, struct doc *d)
{
	doc_heading(d, SLICE("How far it goes"));
	if (r->told == 0) {
		doc_para(d, "How many people read it is not told by the "
		    "source.", NULL, 0);
		return;
	}
	DOC_PARA(d, "Between % people, if all who follow the writers are the "
	    "same, and %, if nobody follows two. That is from % mention%; for "
	    "the other % it is not told by the source.", number(r, r->widest),
	    number(r, r->reach), number(r, r->told), plural(r->told),
	    number(r, r->untold));
	if (r->echoes)
		DOC_PARA(d, "% likes and answers.", number(r, r->echoes));
}

/* --- old words and new ------------------------------------------------ */

static void
words(struct report *r, struct doc *d)
{
	slice	 cells[(WEEKS + 1) * 5] = { SLICE("From"), SLICE("Old"),
	    SLICE("New"), SLICE("Both"), SLICE("Use the new") };
	slice	*c = cells + 5;
	size_t	 n = series_bars(r->days, true), a, b;
	int64_t	 sum[3] = { 0, 0, 0 };

	if (!r->head.phrases)
		return;
	doc_heading(d, SLICE("Old words and new"));
	for (size_t i = 0; i < n; i++) {
		for (size_t w = 0; w < 3; w++)
			sum[w] += r->words[i][w];
		if (i + WEEKS < n)
			continue;
		series_bar(r->days, true, i, &a, &b);
		*c++ = day(r, r->days->from + (int64_t)a);
		for (size_t w = 0; w < 3; w++)
			*c++ = number(r, r->words[i][w]);
		*c++ = share(r, report_words(r, i));
	}
	DOC_PARA(d, "Of % mentions with your old words or your new ones, those "
	    "with the new ones: %.", number(r, sum[0] + sum[1] + sum[2]),
	    share(r, ratio_of(sum[1] + sum[2], sum[0] + sum[1] + sum[2])));
	page_words_picture(r, d);
	doc_table(d, cells, 5, (size_t)(c - cells) / 5);
}

/* --- before and after ------------------------------------------------- */

static void
events(struct report *r, struct doc *d)
{
	if (r->nevents == 0)
		return;
	doc_heading(d, SLICE("Before and after the days you marked"));
	for (size_t i = 0; i < r->nevents; i++) {
		struct change is = report_change(r, &r->events[i]);
		struct sink k = sink_open(r->arena);
		slice	 name;

		sink_int(&k, r->events[i].id);
		sink_text(&k, ": ");
		show_put(&k, r->events[i].words, EVENT_WORDS, false);
		sink_text(&k, ", ");
		day_put(&k, r->events[i].day);
		sink_text(&k, ":");
		name = end(r, &k);
		k = sink_open(r->arena);
		change_put(&k, &is);
		doc_entry(d, name, end(r, &k), none);
	}
	doc_para(d, "Counted are up to two weeks on either side. That two "
	    "things come together does not say that one made the other.",
	    NULL, 0);
}

/* --- sources ---------------------------------------------------------- */

static slice
lag(struct report *r, struct spans *s)
{
	struct sink k = sink_open(r->arena);

	if (s->n == 0) {
		sink_text(&k, "-");
	} else if (!ratio_tells(s->seen)) {
		ratio_few(&k, s->seen);
	} else {
		spans_put_time(&k, spans_at(s, 500));
		sink_text(&k, " / ");
		spans_put_time(&k, spans_at(s, 950));
	}
	return end(r, &k);
}

static void
sources(struct report *r, struct doc *d)
{
	const struct series *s = r->days;
	slice	 cells[ROWS * 4] = { SLICE("Source"), SLICE("All"),
	    SLICE("Heard"), SLICE("Told") }, *c = cells + 4;

	for (size_t i = 0; i <= SERIES_SOURCES; i++) {
		int64_t	 n = series_by(s, i, 0, s->n);

		if (i >= s->nsources && n == 0)
			continue;
		*c++ = i < SERIES_SOURCES ? show(r->arena, s->sources[i],
		    NAME, false) : SLICE("all others");
		*c++ = number(r, n);
		*c++ = lag(r, &r->lag[i].heard);
		*c++ = lag(r, &r->lag[i].pushed);
	}
	if (c == cells + 4)
		return;
	doc_heading(d, SLICE("Where it comes from, and how soon"));
	doc_table(d, cells, 4, (size_t)(c - cells) / 4);
	doc_para(d, "Heard: from when it was posted until it was read here; "
	    "told: from then until your phone had it. Half of them within the "
	    "first time, 95 in 100 within the second.", NULL, 0);
}

static void
alarms(struct report *r, struct doc *d)
{
	if (r->alerts == 0)
		return;
	doc_heading(d, SLICE("False alarms"));
	DOC_PARA(d, "% of % that buzzed were marked \"not us\": %.",
	    number(r, r->waved_off), number(r, r->alerts),
	    share(r, ratio_of(r->waved_off, r->alerts)));
}

void
page_changes(struct report *r, struct doc *d)
{
	struct hint hints[REPORT_HINTS];
	size_t	 n = hints_find(r, hints);

	doc_heading(d, SLICE("What to change"));
	for (size_t i = 0; i < n; i++)
		doc_entry(d, hints[i].what, hints[i].evidence, none);
	if (n < REPORT_HINTS)
		doc_para(d, n ? "Nothing else stands out enough to say." :
		    "Nothing stands out enough to say.", NULL, 0);
}

void
page_put(struct report *r, struct doc *d)
{
	doc_open(d, page_title(r));
	heard(r, d);
	events(r, d);
	talk(r, d);
	page_answers(r, d);
	page_figures(r, d);
	reach(r, d);
	words(r, d);
	sources(r, d);
	alarms(r, d);
	page_changes(r, d);
	doc_close(d);
}
