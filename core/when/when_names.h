/*
 * when_names.h - the words of dates in the languages people write.
 *
 * Words come folded (core/text): lower case, Latin letters without marks.
 */
#ifndef CORE_WHEN_NAMES_H
#define CORE_WHEN_NAMES_H

#include "core/slice.h"

enum when_half { HALF_NONE, HALF_AM, HALF_PM };

/* 1 to 12, or 0: no month. A full name, or three letters of it at least. */
int64_t	 when_month(slice word);
bool	 when_weekday(slice word);
bool	 when_noise(slice word);	/* "at", "um", "de": says nothing */
enum when_half when_half(slice word);
/* Zone names of mail and feeds, to seconds east of UTC. "ET" and the like,
 * that name no season, mean standard time. */
bool	 when_zone(slice word, int64_t *east);

/* Scripts that write without blanks: "2004年", "오후9:30". */
struct when_mark {
	const char	*text;
	signed char	 hours;		/* east of UTC: where it is spoken */
	unsigned char	 half;
};

/* The mark at the start of a text; NULL: none. */
const struct when_mark *when_mark(slice rest);
/* The bytes of an hour (0), minute (1) or second (2) sign; 0: none. */
size_t	 when_clock_sign(slice rest, unsigned unit);

#endif
