/*
 * when.h - dates as people and programs write them, to Unix seconds and back.
 *
 * Proleptic Gregorian, UTC, no leap seconds. Never asks what time it is.
 */
#ifndef CORE_WHEN_H
#define CORE_WHEN_H

#include "core/sink.h"

/* 2026-01-01: when this was written. A clock before it is wrong. */
enum { WHEN_WRITTEN = 1767225600 };

/*
 * RFC 3339 and ISO 8601 in their many spellings, RFC 822/2822 with zone names,
 * asctime, seconds or milliseconds since 1970, and what people and feeds write
 * in the larger languages. No zone means UTC, except that Korean, Japanese or
 * Chinese words ("PM", weekdays; Korean signs for year and month) mean the
 * clock of those who speak it, +9, +9 and +8 hours. 05/11/2026 could be two
 * days and is none. False: not a date; *t is untouched.
 */
bool	 when_parse(slice text, int64_t *t);
/* The same with the seconds east of UTC that any text without zone means. */
bool	 when_parse_zone(slice text, int64_t east, int64_t *t);
/* An HTTP-date (RFC 9110, 5.6.7), its three forms and nothing else. */
bool	 when_http(slice text, int64_t *t);

void	 when_put(struct sink *, int64_t t);	/* 2026-11-21T09:30:00Z */
void	 when_put_mail(struct sink *, int64_t t); /* RFC 5322, +0000 */
void	 when_put_date(struct sink *, int64_t t); /* 2026-11-21 */

/* "just now", "4 min", "3 h", "2 days": how long, for a person. */
void	 when_put_ago(struct sink *, int64_t seconds);

/* Days from 1970; month 13 is January of the next year. */
int64_t	 when_days(int64_t year, int64_t month, int64_t day);
/* And back: year, month, day. */
void	 when_civil(int64_t days, int64_t date[static 3]);

#endif
