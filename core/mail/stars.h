/*
 * stars.h - how many stars a line gives, as mails of all kinds write it:
 * "★★★★☆", "4 out of 5", "8,6 / 10", "rated it 2 stars", "fünf Sterne".
 */
#ifndef CORE_STARS_H
#define CORE_STARS_H

#include "core/slice.h"

/*
 * 1 to 5; 0: none. `scale`: what a number without "out of" is out of (10 at
 * hotels), 0: such a number is nothing.
 */
int64_t	 stars_read(slice line, int64_t scale);

#endif
