#include "tests/shop.h"

static const struct {
	enum held held;
	int64_t	 priority;
	const char *wall, *says;
} reasons[] = {
	{ HELD_LEVEL, 35, "2026-11-23 10:00", "it has 35 points, low, and "
	    "anna hears of normal and louder at once" },
	{ HELD_QUIET, 70, "2026-11-23 23:10", "it is 23:10, in anna's quiet "
	    "hours" },
	{ HELD_CLOSED, 70, "2026-11-23 06:05", "it is 06:05, the shop is "
	    "closed until 08:00" },
	{ HELD_CLOSED, 70, "2026-11-21 18:05", "it is 18:05, the shop is "
	    "closed until 2026-11-23 08:00" },
	{ HELD_BUDGET, 70, "2026-11-23 10:00", "0 of anna's 10 buzzes of "
	    "today left: 4 were used" },
	{ HELD_BAR, 45, "2026-11-23 10:00", "it has 45 points, and 6 of "
	    "anna's 10 buzzes of today are kept for those that have 75 or "
	    "more" },
	{ HELD_LISTEN, 70, "2026-11-23 10:00", "the first 7 days only listen, "
	    "until 2026-11-30 09:15" },
	{ HELD_CRISIS, 70, "2026-11-23 10:00", "there is a crisis since "
	    "09:30: it goes with the next call for all, one every 5 min" },
	{ HELD_SPARE, 70, "2026-11-23 10:00", "nobody whom it is for has a "
	    "digest, so that it goes into anna's" },
	{ HELD_NOT, 70, "2026-11-23 10:00", "anna is told at once" },
};

static void
reasons_are_told(void)
{
	struct shop s;

	for (size_t i = 0; i < COUNT(reasons); i++) {
		char	 buf[200];
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		int64_t	 now;

		shop_make(&s);
		now = staff_time(&s.staff, reasons[i].wall);
		s.staff.listen = 7;
		s.staff.people[0].buzzes = 10;
		s.desk.began = staff_time(&s.staff, "2026-11-23 09:15");
		s.desk.crisis = staff_time(&s.staff, "2026-11-23 09:30");
		s.desk.people[0].day = calendar_day(&s.staff.hours, now);
		s.desk.people[0].buzzed = 4;
		for (size_t b = 14; b < DESK_BANDS; b++)
			s.desk.people[0].heard[b] = 16;
		held_put(&k, &s.desk, 0, reasons[i].held, reasons[i].priority,
		    now);
		CHECK(slice_eq(sink_slice(&k), slice_of(reasons[i].says)) ||
		    (printf("%.*s\n", (int)k.len, buf), 0));
	}
}

int
main(void)
{
	reasons_are_told();
	return test_failed;
}
