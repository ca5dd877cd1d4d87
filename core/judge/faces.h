/*
 * faces.h - emoticons of marks, as VADER's raters weighed them.
 */
#ifndef CORE_FACES_H
#define CORE_FACES_H

#include "core/slice.h"

/* The next one that begins in *gap, a part of text, which moves behind it;
 * it stands between blanks. */
bool	 face_next(slice *gap, slice text, slice *face, int *tenths);

/* The bytes of the one that begins here, and the emoji that it stands for; 0:
 * there is none. */
size_t	 face_begins(slice at, slice *emoji);

#endif
