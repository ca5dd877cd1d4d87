#include "core/when/midnight.h"

#include "core/when/when.h"
#include "core/when/zone.h"

enum { DAY = 86400, YEARS_MOST = 8000 };

/* False: no clock to speak of. */
static bool
is_sound(int64_t now)
{
	return now >= DAY && now / DAY <= (int64_t)YEARS_MOST * 366;
}

int64_t
month_ends(int64_t now)
{
	int64_t	 date[3];

	when_civil(is_sound(now) ? now / DAY : 0, date);
	return when_days(date[0], date[1] + 1, 1) * DAY;
}

bool
midnight_zone(slice text, struct zone *z)
{
	slice	 kind = slice_cut(&text, ':');

	return slice_eq(kind, SLICE("midnight")) && zone_named(text, z);
}

int64_t
midnight_in(slice text, int64_t now)
{
	struct zone z;
	int64_t	 local;

	if (!is_sound(now))
		return DAY;
	if (!midnight_zone(text, &z))
		return -1;
	local = zone_local(&z, now);
	return zone_utc(&z, local - local % DAY + DAY) - now;
}
