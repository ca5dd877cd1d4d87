/* page_figures.c - what the owner counts beside what we heard. */
#include "core/report/parts.h"

#include "core/show.h"

enum { WEEKS = 14 /* in the table: the latest */ };

static slice
day(struct report *r, int64_t n)
{
	struct sink k = sink_open(r->arena);

	day_put_short(&k, n);
	return sink_close(&k, r->arena);
}

static int64_t
ways(const struct figures *f)
{
	int64_t	 sum = 0;

	for (size_t i = 0; i < FIGURE_WAYS; i++)
		sum += f->sum[i];
	return sum;
}

static void
weeks(struct report *r, struct doc *d)
{
	const struct series *s = r->days;
	size_t	 n = series_bars(s, true), first = n > WEEKS ? n - WEEKS : 0;
	slice	 cells[(WEEKS + 1) * 5] = { SLICE("From"), SLICE("Mentions"),
	    SLICE("Calls"), SLICE("Mails"), SLICE("Walk-ins") };
	slice	*c = cells + 5;

	for (size_t i = first; i < n; i++) {
		size_t	 a, b;

		series_bar(s, true, i, &a, &b);
		*c++ = day(r, s->from + (int64_t)a);
		*c++ = sink_number(r->arena, series_all(s, a, b));
		for (size_t w = 0; w < FIGURE_WAYS; w++)
			*c++ = sink_number(r->arena, r->figures.weeks[i][w]);
	}
	doc_table(d, cells, 5, n - first + 1);
}

static void
shares(struct report *r, struct doc *d)
{
	int64_t	 heard = series_all(r->days, 0, r->days->n);
	int64_t	 all = heard + ways(&r->figures);

	for (size_t i = 0; i <= FIGURE_WAYS; i++) {
		int64_t	 n = i ? r->figures.sum[i - 1] : heard;
		struct ratio is = ratio_of(n, all);
		struct sink k;

		if (i > 0 && n == 0)
			continue;	/* never counted, most likely */
		k = sink_open(r->arena);
		sink_int(&k, n);
		sink_text(&k, " of ");
		sink_int(&k, all);
		sink_text(&k, ": ");
		ratio_put(&k, &is);
		doc_entry(d, i ? figure_name((enum figure)(i - 1)) :
		    SLICE("mentions"), sink_close(&k, r->arena), SLICE(""));
	}
}

static void
coupons(struct report *r, struct doc *d, int64_t replied)
{
	const struct figures *f = &r->figures;

	for (size_t i = 0; i < f->ncoupons; i++) {
		struct ratio is = ratio_of(f->coupons[i].n, replied);
		slice	 word = show(r->arena, f->coupons[i].name, 40, false);
		struct sink k = sink_open(r->arena);

		sink_int(&k, f->coupons[i].n);
		sink_text(&k, " at the till; ");
		sink_int(&k, replied);
		sink_text(&k, " were answered");
		if (f->coupons[i].n <= replied) {
			sink_text(&k, ": ");
			ratio_put(&k, &is);
		}
		doc_entry(d, word, sink_close(&k, r->arena), SLICE(""));
	}
}

static void
value(struct report *r, struct doc *d, int64_t won)
{
	const struct figures *f = &r->figures;
	int64_t	 minutes = f->seconds / 60;
	struct sink k = sink_open(r->arena);

	sink_int(&k, won);
	sink_text(&k, won == 1 ? " lead won" : " leads won");
	if (f->margin) {
		sink_text(&k, " at ");
		figure_put(&k, f->margin);
		sink_text(&k, " each: ");
		figure_put(&k, figures_value(f, won));
	}
	sink_text(&k, ". Spent, from \"mine\" to what came of it: ");
	sink_int(&k, minutes);
	sink_text(&k, minutes == 1 ? " minute on " : " minutes on ");
	sink_int(&k, f->items);
	sink_text(&k, f->items == 1 ? " item." : " items.");
	if (f->margin) {
		sink_text(&k, " What a minute brings: ");
		if (!ratio_tells(won) || minutes == 0)
			ratio_few(&k, won);
		else
			figure_put(&k, figures_value(f, won) / minutes);
		sink_byte(&k, '.');
	}
	doc_entry(d, SLICE("What it is worth:"), sink_close(&k, r->arena),
	    SLICE(""));
}

void
page_figures(struct report *r, struct doc *d)
{
	const struct figures *f = &r->figures;
	int64_t	 won = 0, replied = 0;

	for (size_t c = 0; c < CLASSES; c++) {
		won += r->answers[c].won;
		replied += r->answers[c].replied;
	}
	if (!f->any && f->margin == 0)
		return;
	doc_heading(d, SLICE("Beside what you count"));
	if (ways(f) > 0) {
		weeks(r, d);
		shares(r, d);
	}
	coupons(r, d, replied);
	value(r, d, won);
	doc_para(d, "The figures are yours; that two go up together does not "
	    "say that one made the other.", NULL, 0);
}
