/*
 * faces.h - emoticons of marks, as VADER's raters weighed them.
 */
#ifndef CORE_FACES_H
#define CORE_FACES_H

#include "core/slice.h"

/* The next one that begins in *gap, a part of text, which moves behind it;
 * it stands between blanks. */
bool	 face_next(slice *gap, slice text, slice *face, int *tenths);

#endif
