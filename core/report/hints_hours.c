/* hints_hours.c - what to change about who is there when. */
#include "core/report/hints.h"

enum {
	LATE = 200,			/* thousandths that may be late */
	PEAK = 3,			/* times the average hour */
	A_DAY = 143			/* thousandths of a week */
};

static const slice days[] = { { "Monday", 6 }, { "Tuesday", 7 },
    { "Wednesday", 9 }, { "Thursday", 8 }, { "Friday", 6 }, { "Saturday", 8 },
    { "Sunday", 6 } };
static const slice nobody = { "", 0 };

/* A class that is answered late. */
bool
hint_late(struct report *r, struct hint *h)
{
	const struct sign *late = r->signs->late;
	size_t	 at = hint_worst(late, CLASSES, LATE);
	struct sink k;

	if (at == CLASSES)
		return false;
	k = hint_what(r, h, "Answer each $ sooner: name who is on duty, or set "
	    "another goal.", class_name((enum class)at), 0, 0);
	hint_put_of(&k, late[at].of - late[at].n, late[at].of,
	    " were answered within the goal");
	sink_text(&k, " First answer: ");
	spans_put(&k, &r->answers[at].first);
	sink_byte(&k, '.');
	return hint_prove(r, h, &k, late[at].said);
}

/* Two hours of the day at which the goal is missed more than at others. */
bool
hint_slow_hours(struct report *r, struct hint *h)
{
	const struct sign *hours = r->signs->hours;
	int64_t	 n = 0, of = 0;
	struct ratio all;
	struct sink k;
	size_t	 at;

	for (size_t i = 0; i < SLOTS; i++) {
		n += hours[i].n;
		of += hours[i].of;
	}
	all = ratio_of(n, of);
	at = hint_worst(hours, SLOTS, all.share > LATE ? all.share : LATE);
	if (at == SLOTS)
		return false;
	k = hint_what(r, h, "Name somebody who answers what comes between % "
	    "and %.", nobody, (int64_t)at * SLOT_HOURS,
	    (int64_t)at * SLOT_HOURS + SLOT_HOURS);
	hint_put_of(&k, hours[at].n, hours[at].of, " of those were not "
	    "answered within the goal");
	hint_put_of(&k, n, of, " at all hours");
	return hint_prove(r, h, &k, hours[at].said);
}

/* The first of those with most; *sum is that of all. */
static size_t
most_of(const struct sign *s, size_t n, int64_t *sum)
{
	size_t	 at = 0;

	*sum = 0;
	for (size_t i = 0; i < n; i++) {
		*sum += s[i].n;
		if (s[i].n > s[at].n)
			at = i;
	}
	return at;
}

/* A weekday on which they complain while nobody is there. */
bool
hint_closed_day(struct report *r, struct hint *h)
{
	const struct signs *s = r->signs;
	int64_t	 sum;
	size_t	 at = most_of(s->closed, 7, &sum);
	const struct sign *most = &s->closed[at];
	struct sink k;

	(void)most_of(s->slots, COUNT(s->slots), &sum);
	if (!ratio_tells(sum) || most->n < HINT_LEAST ||
	    ratio_of(most->n, sum).low <= A_DAY)
		return false;
	k = hint_what(r, h, "Change the hours or the rota of $.",
	    days[at], 0, 0);
	sink_text(&k, "While the shop was closed on that day came ");
	hint_put_of(&k, most->n, sum, " complaints");
	return hint_prove(r, h, &k, most->said);
}

/* Somebody whose buzzes are used up on every other day. */
bool
hint_spent(struct report *r, struct hint *h)
{
	int64_t	 sum;
	size_t	 at = most_of(r->signs->spent, STAFF_MAX, &sum);
	const struct sign *most = &r->signs->spent[at];
	const struct staff_person *p;
	struct sink k;

	if (most->n < HINT_LEAST || most->n * 2 < (int64_t)r->days->n)
		return false;
	p = &r->head.staff->people[at];
	k = hint_what(r, h, "Give $ more than % buzzes a day, or more people "
	    "to share them.", p->called, p->buzzes, 0);
	say_put(&k, "On % of % days none was left, and % mentions waited for "
	    "the digest.", nobody, most->n, (int64_t)r->days->n, most->of);
	return hint_prove(r, h, &k, most->said);
}

/* Two hours of the week in which far more complain than in others. */
bool
hint_peak(struct report *r, struct hint *h)
{
	const struct signs *s = r->signs;
	int64_t	 sum, slot = (int64_t)most_of(s->slots, COUNT(s->slots), &sum);
	const struct sign *most = &s->slots[slot];
	struct sink k;

	if (!ratio_tells(sum) || most->n < HINT_LEAST ||
	    ratio_of(most->n, sum).low * 7 * SLOTS < PEAK * RATIO_ONE)
		return false;
	k = hint_what(r, h, "Have one more hand on $ between % and %.",
	    days[slot / SLOTS], slot % SLOTS * SLOT_HOURS,
	    slot % SLOTS * SLOT_HOURS + SLOT_HOURS);
	sink_text(&k, "Most complaints come then, ");
	hint_put_of(&k, most->n, sum, "");
	return hint_prove(r, h, &k, most->said);
}
