/*
 * zones_tzif.h - inside of zones: a compiled time zone (RFC 9636).
 */
#ifndef TOOLCHAIN_ZONES_TZIF_H
#define TOOLCHAIN_ZONES_TZIF_H

#include "core/when/zones.h"

#include <string.h>

enum { TZIF_CHANGES = 2000 };

struct tzif {
	int64_t	 at[TZIF_CHANGES];	/* UTC, in order */
	int64_t	 east[TZIF_CHANGES];	/* from there on */
	size_t	 n;
	bool	 ruled;			/* false: only rule[0] counts */
	unsigned char rule[ZONE_RULE];	/* of the footer */
};

/* OTHER: no TZif file. BAD: one that we cannot use. */
enum tzif_read { TZIF_GOOD, TZIF_OTHER, TZIF_BAD };
enum tzif_read tzif_read(const char *path, struct tzif *);

/* A TZ string: "CET-1CEST,M3.5.0,M10.5.0/3". */
bool	 tzif_footer(const char *, struct tzif *);

#endif
