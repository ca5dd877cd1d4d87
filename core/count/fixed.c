#include "core/count/fixed.h"

int64_t	 fix_scale(int64_t, int64_t, int64_t);
int64_t	 fix_min(int64_t, int64_t);
int64_t	 fix_max(int64_t, int64_t);

enum { LN2 = 11629080 };	/* ln 2, 24 bits */

/* The bits of the binary logarithm one by one: squaring a number in [1, 2)
 * doubles its logarithm. */
int64_t
fix_ln(uint64_t x)
{
	int64_t	 log = 31 << FIX_LN;
	uint64_t m = x ? x : 1;

	for (; m >= (uint64_t)1 << 32; m >>= 1)
		log += 1 << FIX_LN;
	for (; m < (uint64_t)1 << 31; m <<= 1)
		log -= 1 << FIX_LN;
	for (int bit = FIX_LN - 1; bit >= 0; bit--) {
		m = m * m >> 31;
		if (m >> 32) {
			log += (int64_t)1 << bit;
			m >>= 1;
		}
	}
	return (log * LN2) >> FIX_LN;
}
