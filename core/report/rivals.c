/* rivals.c - how soon others answer, beside how we do (core/count/rival.h). */
#include "core/report/parts.h"

#include "core/show.h"

enum { NAME = 40 };			/* characters */

void
report_rival(struct report *r, slice name, const struct rival_seen *seen)
{
	struct answers *a;
	size_t	 i = 0, at;

	while (i < r->nrivals && !slice_eq(r->rivals[i].name, name))
		i++;
	if (i == REPORT_RIVALS)
		return;
	r->rivals[i].name = name;
	r->nrivals += i == r->nrivals;
	a = &r->rivals[i].is;
	if (seen == NULL || !series_has(r->days, calendar_day(r->head.hours,
	    seen->said), &at))
		return;
	a->items++;
	a->replied += seen->answered != 0;
	if (seen->answered)
		spans_add(&a->first, seen->answered - seen->said);
}

void
page_rivals(struct report *r, struct doc *d)
{
	if (r->nrivals)
		doc_heading(d, SLICE("How others answer"));
	for (size_t i = 0; i < r->nrivals; i++) {
		struct sink k = sink_open(r->arena);
		slice	 name;

		show_put(&k, r->rivals[i].name, NAME, false);
		sink_byte(&k, ':');
		name = sink_close(&k, r->arena);
		k = sink_open(r->arena);
		if (r->rivals[i].is.items)
			page_put_answers(&k, &r->rivals[i].is);
		else
			sink_text(&k, "nothing was said there that could be "
			    "seen.");
		doc_entry(d, name, sink_close(&k, r->arena), SLICE(""));
	}
	if (r->nrivals)
		doc_para(d, "As their pages show it; the clock runs there from "
		    "when it was posted, also at night.", NULL, 0);
}
