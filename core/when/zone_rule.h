/*
 * zone_rule.h - inside of zone: one rule of a clock in ten bytes, as
 * toolchain/zones.c packs it and the program reads it.
 *
 *	0	standard time, quarters of an hour east; -128: no rule, see zones.h
 *	1	the other time, the same
 *	2-3	the day on which the other time begins, big-endian:
 *		64 month + 8 week + day (Mm.w.d), 1024 + n (Jn), 2048 + n (n)
 *	4-5	when on that day, minutes after its midnight in standard time,
 *		signed: before it or days later, too (RFC 9636, 3.3.1)
 *	6-9	day and minutes at which it ends, in the other time
 */
#ifndef CORE_ZONE_RULE_H
#define CORE_ZONE_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	ZONE_RULE = 10,
	ZONE_QUARTER = 900,
	ZONE_JULIAN = 1024,
	ZONE_PLAIN = 2048,
	ZONE_LISTED = -128
};

/* Seconds east at a moment within some 30,000 years of 1970. */
int64_t	 zone_rule_east(const unsigned char rule[static ZONE_RULE],
	    int64_t utc);

#endif
