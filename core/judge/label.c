#include "core/judge/label.h"

/* Labels of one kind stand together. */
static const char names[LABELS][sizeof("trust/discrimination")] = {
	"staff/rude", "staff/unhelpful", "staff/ignored", "staff/pushy",
	"staff/mistake",
	"wait/queue", "wait/late", "wait/no-answer", "wait/cancelled",
	"price/dear", "price/overcharged", "price/hidden", "price/refund",
	"stock/sold-out", "stock/gone", "stock/never",
	"fault/broken", "fault/again", "fault/wrong-repair",
	"quality/taste", "quality/cold", "quality/small", "quality/stale",
	"quality/poor",
	"delivery/late", "delivery/missing", "delivery/damaged",
	"delivery/wrong",
	"site/down", "site/booking", "site/phone", "site/payment",
	"hours/closed", "hours/wrong", "hours/short",
	"place/dirty", "place/noise", "place/parking", "place/access",
	"place/cramped",
	"safety/ill", "safety/injury", "safety/allergy", "safety/danger",
	"safety/fire",
	"trust/lied", "trust/scam", "trust/privacy", "trust/discrimination",
};

slice
label_name(unsigned label)
{
	return slice_of(label < LABELS ? names[label] : "");
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
