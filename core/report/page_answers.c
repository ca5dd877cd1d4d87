/* page_answers.c - how the shop answered, and what came of it. */
#include "core/report/parts.h"

#include "core/when/when.h"

static const slice none = { "", 0 };

/* "24 of 31 answered, 77% (60 to 89%)" */
static void
put_share(struct sink *k, int64_t n, int64_t of, const char *what)
{
	struct ratio r = ratio_of(n, of);

	sink_int(k, n);
	sink_text(k, " of ");
	sink_int(k, of);
	sink_text(k, what);
	ratio_put(k, &r);
}

void
page_put_answers(struct sink *k, struct answers *a)
{
	put_share(k, a->replied, a->items, " answered, ");
	if (a->of_goal) {
		sink_text(k, "; ");
		put_share(k, a->in_goal, a->of_goal, " within the goal, ");
	}
	if (a->first.n) {
		sink_text(k, "; first answer: ");
		spans_put(k, &a->first);
	}
	sink_byte(k, '.');
}

static void
entry(struct report *r, struct doc *d, slice name, struct sink *k)
{
	doc_entry(d, name, sink_close(k, r->arena), none);
}

static void
each_class(struct report *r, struct doc *d)
{
	for (size_t c = 0; c < CLASSES; c++) {
		struct sink k = sink_open(r->arena);
		slice	 name;

		if (r->answers[c].items == 0 || r->head.goals[c] <= 0)
			continue;
		sink_put(&k, class_name((enum class)c));
		sink_text(&k, ", goal ");
		when_put_ago(&k, r->head.goals[c] * 60);
		sink_byte(&k, ':');
		name = sink_close(&k, r->arena);
		k = sink_open(r->arena);
		page_put_answers(&k, &r->answers[c]);
		entry(r, d, name, &k);
	}
}

/* Asked, seen, answered, won: an order that does not come back. */
static void
leads(struct report *r, struct doc *d)
{
	const struct answers *a = &r->answers[CLASS_LEAD];
	struct sink k;

	if (a->items == 0)
		return;
	k = sink_open(r->arena);
	sink_int(&k, a->items);
	sink_text(&k, " heard, ");
	sink_int(&k, a->seen);
	sink_text(&k, " seen, ");
	sink_int(&k, a->replied);
	sink_text(&k, " answered, ");
	sink_int(&k, a->visits);
	sink_text(&k, " came or asked for a price, ");
	sink_int(&k, a->won);
	sink_text(&k, " won, ");
	sink_int(&k, a->lost);
	sink_text(&k, " lost");
	if (a->won + a->lost) {
		sink_text(&k, "; ");
		put_share(&k, a->won, a->won + a->lost,
		    " decided were won, ");
	}
	sink_byte(&k, '.');
	entry(r, d, SLICE("Possible customers:"), &k);
}

static void
won_back(struct report *r, struct doc *d)
{
	struct sink k;

	if (r->back) {
		k = sink_open(r->arena);
		put_share(&k, r->content, r->back, " who were unhappy, were "
		    "answered and wrote again are content, ");
		sink_byte(&k, '.');
		entry(r, d, SLICE("Recovered:"), &k);
	}
	if (r->recovered) {
		k = sink_open(r->arena);
		sink_int(&k, r->recovered);
		sink_text(&k, r->recovered == 1 ? " item you marked so." :
		    " items you marked so.");
		entry(r, d, SLICE("Recovered, by your word:"), &k);
	}
}

void
page_answers(struct report *r, struct doc *d)
{
	struct answers all;
	struct sink k;

	report_wanting(r, &all);
	doc_heading(d, SLICE("How we answered"));
	if (all.items == 0) {
		doc_para(d, "Nothing came that wants an answer.", NULL, 0);
	} else {
		k = sink_open(r->arena);
		page_put_answers(&k, &all);
		entry(r, d, SLICE("All that want an answer:"), &k);
		each_class(r, d);
		k = sink_open(r->arena);
		put_share(&k, all.done, all.items, " are done, ");
		if (all.closed.n) {
			sink_text(&k, "; ");
			spans_put(&k, &all.closed);
		}
		sink_byte(&k, '.');
		entry(r, d, SLICE("Resolved:"), &k);
	}
	leads(r, d);
	if (r->referred) {
		k = sink_open(r->arena);
		sink_int(&k, r->referred);
		sink_text(&k, r->referred == 1 ? " mention recommends you." :
		    " mentions recommend you.");
		entry(r, d, SLICE("Passed on:"), &k);
	}
	won_back(r, d);
	if (all.items)
		doc_para(d, "Goals count opening hours only. Left out is what "
		    "was ignored or marked \"not us\".", NULL, 0);
	page_rivals(r, d);
}
