/*
 * week.h - hours that come back every week, days that are left out, and both
 * on one clock.
 */
#ifndef CORE_WEEK_H
#define CORE_WEEK_H

#include "core/fault.h"
#include "core/sink.h"
#include "core/when/zone.h"

enum { WEEK_SPANS = 28, WEEK_MINUTES = 7 * 1440, DAYS_SPANS = 40 };

/* Minutes since Monday 00:00, from < to <= WEEK_MINUTES. */
struct span { uint16_t from, to; };

/* In order, apart from each other: what touches is one. None: no hours at
 * all. */
struct week {
	struct span spans[WEEK_SPANS];
	size_t	 n;
};

/*
 * "mon-fri 08:00-18:00, sat 9-13": days, then times, the days for all times
 * up to the next days; no days: every day; "22:00-07:00" goes over midnight,
 * and over Sunday to Monday. Days have two letters or more, times may have am
 * and pm, "closed" stands for none. Hours that overlap are a fault, with both.
 * *w is whatever was sound.
 */
bool	 week_parse(slice text, struct week *w, struct fault *);
bool	 week_holds(const struct week *, int64_t local);
void	 week_put(struct sink *, const struct week *);	/* as it is parsed */
void	 clock_put(struct sink *, unsigned minute);	/* "07:30", "24:00" */
/* Local seconds of the next minute at which any hours of that day begin or
 * end, or at which it ends itself. */
int64_t	 week_edge(const struct week *, int64_t local);

/* "2026-12-24", "12-25" (every year), "2026-08-03..2026-08-15",
 * "12-24..01-02". Local days from 1970, both included; every year: months and
 * days, 32 month + day, and `to` may be before `from`. */
struct days {
	struct { int32_t from, to; bool yearly; } spans[DAYS_SPANS];
	size_t	 n;
};
bool	 days_add(struct days *, slice, struct fault *);
bool	 days_hold(const struct days *, int64_t local);

/* A shop's hours. A week of no spans is one that never closes but on days
 * that are left out, from midnight to midnight. */
struct calendar {
	struct zone zone;
	struct week open;
	struct days closed;
};

bool	 calendar_open(const struct calendar *, int64_t now);
/* The first moment after now at which it is so (and was not a second before);
 * INT64_MAX: not within a year. */
int64_t	 calendar_opens(const struct calendar *, int64_t now);
int64_t	 calendar_closes(const struct calendar *, int64_t now);
/* The first moment after now at which the wall shows that minute of the day;
 * one that a change of clock leaves out is the moment of the change, one that
 * comes twice counts once: the first. */
int64_t	 calendar_at(const struct calendar *, int64_t now, int minute);
int64_t	 calendar_day(const struct calendar *, int64_t now); /* local, from 1970 */
void	 calendar_put_clock(struct sink *, const struct calendar *, int64_t now);

#endif
