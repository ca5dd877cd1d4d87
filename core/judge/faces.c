#include "core/judge/faces.h"

#include "core/judge/hash.h"
#include "core/judge/lexicon.h"

enum { SHORTEST = 2, LONGEST = 7 };

static bool
is_face(slice run, int *tenths)
{
	uint32_t h = HASH_BEGIN;

	if (run.n < SHORTEST || run.n > LONGEST)
		return false;
	for (size_t i = 0; i < run.n; i++)
		h = hash_byte(h, ascii_lower(run.p[i]));
	return lexicon_knows(&lexicon_emoji, hash_end(h), tenths);
}

bool
face_next(slice *gap, slice text, slice *face, int *tenths)
{
	const char *end = text.p + text.n, *p = gap->p, *stop = p + gap->n;

	while (p < stop) {
		const char *q = p;
		bool	 begins = p == text.p || ascii_space(p[-1]);

		while (q < end && !ascii_space(*q))
			q++;
		*face = (slice){ p, (size_t)(q - p) };
		p = q < end ? q + 1 : q;
		*gap = (slice){ p, p < stop ? (size_t)(stop - p) : 0 };
		if (begins && is_face(*face, tenths))
			return true;
	}
	return false;
}
