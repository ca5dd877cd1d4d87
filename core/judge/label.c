#include "core/judge/label.h"

/* Labels of one kind stand together. */
static const struct {
	uint8_t	 n;
	char	 name[sizeof("trust/discrimination")];
} names[LABELS] = {
	{ SIZED("staff/rude") }, { SIZED("staff/unhelpful") },
	{ SIZED("staff/ignored") }, { SIZED("staff/pushy") },
	{ SIZED("staff/mistake") }, { SIZED("wait/queue") },
	{ SIZED("wait/late") }, { SIZED("wait/no-answer") },
	{ SIZED("wait/cancelled") }, { SIZED("price/dear") },
	{ SIZED("price/overcharged") }, { SIZED("price/hidden") },
	{ SIZED("price/refund") }, { SIZED("stock/sold-out") },
	{ SIZED("stock/gone") }, { SIZED("stock/never") },
	{ SIZED("fault/broken") }, { SIZED("fault/again") },
	{ SIZED("fault/wrong-repair") }, { SIZED("quality/taste") },
	{ SIZED("quality/cold") }, { SIZED("quality/small") },
	{ SIZED("quality/stale") }, { SIZED("quality/poor") },
	{ SIZED("delivery/late") }, { SIZED("delivery/missing") },
	{ SIZED("delivery/damaged") }, { SIZED("delivery/wrong") },
	{ SIZED("site/down") }, { SIZED("site/booking") },
	{ SIZED("site/phone") }, { SIZED("site/payment") },
	{ SIZED("hours/closed") }, { SIZED("hours/wrong") },
	{ SIZED("hours/short") }, { SIZED("place/dirty") },
	{ SIZED("place/noise") }, { SIZED("place/parking") },
	{ SIZED("place/access") }, { SIZED("place/cramped") },
	{ SIZED("safety/ill") }, { SIZED("safety/injury") },
	{ SIZED("safety/allergy") }, { SIZED("safety/danger") },
	{ SIZED("safety/fire") }, { SIZED("trust/lied") },
	{ SIZED("trust/scam") }, { SIZED("trust/privacy") },
	{ SIZED("trust/discrimination") },
};

slice
label_name(unsigned label)
{
	return label < LABELS ? (slice){ names[label].name, names[label].n } :
	    SLICE("");
}

/* How many labels each kind has, in the order of the names. */
static const uint8_t many[WHATS] = { 5, 4, 4, 3, 3, 5, 4, 4, 3, 5, 5, 4 };

unsigned
label_what(unsigned label)
{
	unsigned what = 0;

	while (what + 1 < WHATS && label >= many[what])
		label -= many[what++];
	return what;
}

unsigned
label_named(slice name)
{
	unsigned i = 0;

	while (i < LABELS && !slice_eq(name, label_name(i)))
		i++;
	return i;
}

unsigned
label_next(slice *list)
{
	unsigned label = LABELS;

	while (label == LABELS && list->n)
		label = label_named(slice_trim(slice_cut(list, ',')));
	return label;
}

unsigned
label_what_named(slice what)
{
	for (unsigned i = 0; i < LABELS; i++)
		if (slice_eq(what, slice_head(label_name(i),
		    slice_index(label_name(i), '/'))))
			return label_what(i);
	return WHATS;
}
