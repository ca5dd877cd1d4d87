/*
 * when_loose.h - dates as people write them: parts in any sensible order.
 */
#ifndef CORE_WHEN_LOOSE_H
#define CORE_WHEN_LOOSE_H

#include "core/when/when_scan.h"

/*
 * Reads a folded text to its end. The moment may hold a date already (then
 * only a clock and a zone may follow). False: something in it is no part of
 * a date, or parts are missing, contradict each other or could mean two days
 * (05/11/2026).
 */
bool	 when_loose(slice, struct moment *);

#endif
