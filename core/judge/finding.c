#include "core/judge/finding.h"

struct finding *
findings_at(struct findings *f, unsigned i)
{
	if (!findings_has(f, i))
		f->of[i] = (struct finding){ .n = 0 };
	f->has |= (uint64_t)1 << i;
	return &f->of[i];
}

void
finding_note(struct finding *f, int points, slice raw)
{
	for (size_t i = 0; i < f->n; i++)
		if (slice_ieq(f->words[i], raw))
			return;
	if (f->n < FINDING_WORDS)
		f->words[f->n++] = raw;
	f->points += points;
}

void
finding_join(struct finding *to, const struct finding *from)
{
	int	 points = to->points + from->points;

	for (size_t i = 0; i < from->n; i++)
		finding_note(to, 0, from->words[i]);
	to->points = points;
}
