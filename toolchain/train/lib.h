/* lib.h - core as the trainers see it; a text is a line that ends in '\n'. */
#ifndef TRAIN_LIB_H
#define TRAIN_LIB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* compound, plus, minus, number of the tongue or -1 */
enum { LIB_SIGNS = 4 };
/* side, three chances, sentiment */
enum { LIB_VERDICT = 5 };

/* The hashes of all texts; counts: how many of each. All in all how many. */
long	 lib_features(const char *, size_t, uint32_t *out, size_t most,
	    int32_t *counts);
long	 lib_signs(const char *, size_t, int32_t *out);
/* What the lexica say of one folded word. */
int	 lib_tenths(const char *, size_t);
/* hash_bytes() of it, and whether core/judge/slip.c takes it for a real word
 * without its filter. */
uint32_t lib_hash(const char *, size_t);
bool	 lib_known(const char *, size_t);
/* What the router will say, by the bytes of a table and those of slips, or
 * none of them; -1: none such. */
long	 lib_verdicts(const uint8_t *bytes, size_t, const char *, size_t,
	    const uint8_t *slips, size_t nslips, int32_t *out);

#endif
