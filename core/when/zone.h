/*
 * zone.h - the world's clocks: from UTC to what the wall shows, and back.
 *
 * The tables are made by toolchain/zones.c from the time zone database: the
 * rule of each zone (RFC 9636, 3.3.1: the TZ string of its footer), and the
 * changes of the few that follow none, from 2025 until 2037. Names are those
 * of the database, links too. Before 2025 today's rule is assumed.
 */
#ifndef CORE_ZONE_H
#define CORE_ZONE_H

#include "core/sink.h"

struct zone {
	const unsigned char *rule;	/* of the table; NULL: fixed */
	int32_t	 east;			/* then; seconds */
};

/* "Europe/Berlin", "UTC"; false: there is no such zone, *z is untouched. */
bool	 zone_named(slice name, struct zone *z);
/* The name of a zone that was perhaps meant, into buf: letters of either case,
 * small slips and a place without its continent are forgiven. Empty: none is
 * near. "GMT+1" has none: what is called Etc/GMT+1 is an hour west. */
slice	 zone_near(slice name, char buf[static 64]);
/* A clock that never changes. */
struct zone zone_fixed(int64_t east);

int64_t	 zone_east(const struct zone *, int64_t utc);	/* seconds */
/* utc + east: "local seconds" wherever they are asked for. */
int64_t	 zone_local(const struct zone *, int64_t utc);
/* What the wall shows: "2026-11-22 09:30". */
void	 zone_put(struct sink *, const struct zone *, int64_t utc);
/* Of a time that comes twice the first; of one that never comes, the moment of
 * the change that leaves it out. */
int64_t	 zone_utc(const struct zone *, int64_t local);
/* The moment of the change between two that are at most days apart: after
 * `from`, not after `to`. to + 1: the same hour on both. */
int64_t	 zone_change(const struct zone *, int64_t from, int64_t to);

#endif
