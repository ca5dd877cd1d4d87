/* monthly.c - the letter of a month: what matters of a report on one page. */
#include "core/report/parts.h"
#include "core/report/say.h"

enum { TEXT = 10 << 10, HTML = 18 << 10 /* as a letter may have */, TOPS = 3 };

static const slice nothing = { "", 0 };

static void
line(struct report *r, struct doc *d, slice name, struct sink *k)
{
	doc_entry(d, name, sink_close(k, r->arena), nothing);
}

static void
heard(struct report *r, struct doc *d)
{
	const struct series *s = r->days;
	int64_t	 all = series_all(s, 0, s->n);
	int64_t	 for_us = series_side(s, POSITIVE, 0, s->n);
	int64_t	 against = series_side(s, NEGATIVE, 0, s->n);
	struct ratio net = ratio_net(for_us, against, all);
	struct sink k = sink_open(r->arena);

	say_put(&k, "% mention^, ", nothing, all, 0, 0);
	ratio_put_tenths(&k, all * RATIO_ONE / (int64_t)(s->n ? s->n : 1));
	say_put(&k, " a day; % for you, % against; net ", nothing, for_us,
	    against, 0);
	ratio_put_net(&k, &net);
	sink_byte(&k, '.');
	line(r, d, SLICE("Heard:"), &k);
}

static void
talked(struct report *r, struct doc *d)
{
	struct issue_top top[ISSUE_TOPS];
	size_t	 n = issue_sum_top(r->issues, top);
	struct sink k = sink_open(r->arena);

	if (n == 0)
		return;
	for (size_t i = 0; i < n && i < TOPS; i++) {
		sink_text(&k, i ? ", " : "");
		issue_put_name(&k, top[i].label);
		sink_byte(&k, ' ');
		sink_int(&k, (int64_t)top[i].count);
	}
	sink_byte(&k, '.');
	line(r, d, SLICE("Talked about:"), &k);
}

static void
answered(struct report *r, struct doc *d)
{
	struct sink k;
	struct answers all;

	report_wanting(r, &all);
	k = sink_open(r->arena);
	if (all.items)
		page_put_answers(&k, &all);
	else
		sink_text(&k, "nothing came that wants an answer.");
	line(r, d, SLICE("Answered:"), &k);
}

static void
alarms(struct report *r, struct doc *d)
{
	struct ratio is = ratio_of(r->waved_off, r->alerts);
	struct sink k = sink_open(r->arena);

	if (r->alerts == 0)
		return;
	say_put(&k, "% of % that buzzed were marked \"not us\": ", nothing,
	    r->waved_off, r->alerts, 0);
	ratio_put(&k, &is);
	sink_byte(&k, '.');
	line(r, d, SLICE("False alarms:"), &k);
}

bool
report_letter(struct report *r, struct letter *l)
{
	struct doc d;

	r->forgotten = series_join(r->days, r->counts);
	if (!doc_take(&d, r->arena, TEXT, HTML))
		return false;
	l->title = page_title(r);
	doc_open(&d, l->title);
	heard(r, &d);
	talked(r, &d);
	answered(r, &d);
	alarms(r, &d);
	page_changes(r, &d);
	doc_para(&d, "All numbers: earshot report.", NULL, 0);
	return doc_letter(&d, r->arena, l);
}
