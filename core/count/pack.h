/*
 * pack.h - whole numbers for records of their own: base 128, low part first,
 * as in core/wire.h. Negative ones are not written.
 */
#ifndef CORE_PACK_H
#define CORE_PACK_H

#include "core/sink.h"

void	 pack_put(struct sink *, int64_t);	/* below 0: as 0 */
/* False, and 0: nothing more there, or above `most`. */
bool	 pack_get(slice *, int64_t most, int64_t *);

/* n numbers in a row, zeros in a run as one 0 and how many. */
void	 pack_put_row(struct sink *, const int64_t *, size_t n);
bool	 pack_get_row(slice *, int64_t most, int64_t *, size_t n);

#endif
