#include "core/report/event.h"

#include "core/show.h"
#include "core/when/when.h"

enum { DAY = 86400 };

static const struct wire_field fields[] = {
	{ 1, WIRE_INT, offsetof(struct event, id), 0 },
	{ 2, WIRE_INT, offsetof(struct event, day), 0 },
	{ 3, WIRE_INT, offsetof(struct event, order), 0 },
	{ 4, WIRE_TEXT, offsetof(struct event, words), 4 * EVENT_WORDS },
};

const struct wire_shape wire_event = { 'E', fields, COUNT(fields),
    sizeof(struct event) };

bool
day_parse(slice s, int64_t *day)
{
	int64_t	 of[3], date[3], days;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
		return false;
	for (size_t i = 0; i < 3; i++)
		if (!ascii_digit(s.p[i ? 3 * i + 2 : 0]) ||
		    !slice_int(slice_head(slice_from(s, i ? 3 * i + 2 : 0),
		    i ? 2 : 4), &of[i]))
			return false;
	if (of[0] < 1970 || of[1] < 1 || of[1] > 12 || of[2] < 1 ||
	    of[2] > 31)
		return false;
	days = when_days(of[0], of[1], of[2]);
	when_civil(days, date);
	if (date[1] != of[1])		/* 31 April */
		return false;
	*day = days;
	return true;
}

void
day_put(struct sink *k, int64_t day)
{
	when_put_date(k, day * DAY);
}

void
day_put_short(struct sink *k, int64_t day)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	int64_t	 date[3];

	when_civil(day, date);
	sink_int(k, date[2]);
	sink_byte(k, ' ');
	sink_put(k, (slice){ months + 3 * (date[1] - 1), 3 });
}

void
event_put_order(struct sink *k, const struct event *e)
{
	sink_text(k, "event ");
	day_put(k, e->day);
	sink_byte(k, ' ');
	show_put(k, e->words, EVENT_WORDS, false);
}

bool
event_order(slice words, struct event *e, bool *remove)
{
	slice	 first;

	*e = (struct event){ .words = { "", 0 } };
	if (!slice_eq(slice_cut(&words, ' '), SLICE("event")))
		return false;
	first = slice_cut(&words, ' ');
	*remove = slice_eq(first, SLICE("remove"));
	if (*remove)
		return slice_int(words, &e->id) && e->id > 0;
	e->words = slice_trim(words);
	return day_parse(first, &e->day) && e->words.n > 0;
}
