/*
 * zones.h - inside of zone: the tables that toolchain/zones.c makes.
 */
#ifndef CORE_ZONES_H
#define CORE_ZONES_H

#include "core/when/zone_rule.h"

enum { ZONE_NAME = 40, ZONE_ENTRY = 4, ZONE_END = 255 };

/* Of the time zone database they were made from: "2025b". */
extern const char zone_release[];

/* Clocks that never change, quarters of an hour east of UTC. A clock's number
 * is an index into these, or, that many higher, into the rules. */
extern const int8_t zone_easts[];
extern const size_t zone_neasts;

/*
 * Those that do. One that begins with ZONE_LISTED follows no rule for a time:
 *	1-2	where its changes begin in zone_changes	3	how many
 *	4	east before the first of them		5	the clock that it
 *		is from the last of them on
 */
extern const unsigned char zone_rules[][ZONE_RULE];
/* Minutes after the beginning of 2025 in three bytes, then what is east from
 * there on. */
extern const unsigned char zone_changes[];
#define ZONE_EPOCH	INT64_C(1735689600)

/* In order: how many bytes are those of the name before, the others, the last
 * of them with its high bit set, the number of the clock. Ends in ZONE_END. */
extern const unsigned char zone_names[];

#endif
