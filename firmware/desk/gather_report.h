/*
 * gather_report.h - what the store knows of some days, brought together for
 * the report (core/report/report.h).
 */
#ifndef FIRMWARE_DESK_GATHER_REPORT_H
#define FIRMWARE_DESK_GATHER_REPORT_H

#include "core/report/report.h"
#include "firmware/config/config.h"
#include "storage/store.h"

/* Local days from..to; to 0: today. NULL: the arena is spent. The slices point
 * into the map: valid until the transaction ends. */
struct report *gather_report(const struct config *, struct txn *,
	    int64_t from, int64_t to, int64_t now, struct arena *);

#endif
