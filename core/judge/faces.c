#include "core/judge/faces.h"

#include "core/judge/hash.h"
#include "core/judge/lexicon.h"

enum { SHORTEST = 2, LONGEST = 7 };

/* Those that may stand anywhere, and the emoji whose weight they have. */
static const struct {
	char	 face[4], emoji[5];
} faces[] = {
	{ ":)", "\360\237\231\202" }, { ":-)", "\360\237\231\202" },
	{ "=)", "\360\237\231\202" }, { ";)", "\360\237\230\211" },
	{ ";-)", "\360\237\230\211" }, { ":D", "\360\237\230\204" },
	{ ":-D", "\360\237\230\204" }, { "<3", "\342\235\244" },
	{ ":(", "\360\237\231\201" }, { ":-(", "\360\237\231\201" },
	{ "=(", "\360\237\231\201" }, { ":'(", "\360\237\230\242" },
	{ ":/", "\360\237\230\225" }, { ":-/", "\360\237\230\225" },
	{ ":@", "\360\237\230\240" }, { "</3", "\360\237\222\224" },
};

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

size_t
face_begins(slice at, slice *emoji)
{
	for (size_t i = 0; i < COUNT(faces); i++) {
		slice	 face = slice_of(faces[i].face);
		slice	 behind = slice_from(at, face.n);

		if (!slice_starts(at, face) || (behind.n &&
		    (ascii_alpha(behind.p[0]) || behind.p[0] == '/')))
			continue;
		*emoji = slice_of(faces[i].emoji);
		return face.n;
	}
	return 0;
}
