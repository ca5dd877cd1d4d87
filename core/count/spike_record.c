/*
 * spike_record.c - the state of a detector as bytes.
 */
#include "core/count/pack.h"
#include "core/count/spike.h"

#define BITS(n)	((int64_t)1 << (n))

/* The numbers of a line, and the most that each may be: more was not written
 * by us, and might overflow what is reckoned with it. */
static const struct {
	size_t	 at;
	int64_t	 most;
} numbers[] = {
	{ offsetof(struct spike_line, level), BITS(35) },
	{ offsetof(struct spike_line, level_due), BITS(35) },
	{ offsetof(struct spike_line, off[0]), BITS(52) },
	{ offsetof(struct spike_line, off[1]), BITS(52) },
	{ offsetof(struct spike_line, due[0]), BITS(36) },
	{ offsetof(struct spike_line, due[1]), BITS(36) },
	{ offsetof(struct spike_line, square[0]), BITS(52) },
	{ offsetof(struct spike_line, square[1]), BITS(52) },
	{ offsetof(struct spike_line, today), BITS(29) },
	{ offsetof(struct spike_line, today_due), BITS(29) },
	{ offsetof(struct spike_line, since), BITS(33) },
	{ offsetof(struct spike_line, until), BITS(33) },
	{ offsetof(struct spike_line, count), BITS(40) },
	{ offsetof(struct spike_line, usual), BITS(56) },
	{ offsetof(struct spike_line, told), BITS(40) },
	{ offsetof(struct spike_line, told_at), BITS(43) },
};

static void
put_line(struct sink *k, const struct spike_line *l)
{
	int64_t	 row[SPIKE_SLOTS];

	for (size_t i = 0; i < COUNT(numbers); i++)
		memcpy(&row[i], (const char *)l + numbers[i].at, sizeof(*row));
	pack_put_row(k, row, COUNT(numbers));
	for (size_t i = 0; i < SPIKE_SLOTS; i++)
		row[i] = l->slot[i];
	pack_put_row(k, row, SPIKE_SLOTS);
}

static bool
get_line(slice *s, struct spike_line *l)
{
	int64_t	 row[SPIKE_SLOTS];

	if (!pack_get_row(s, BITS(56), row, COUNT(numbers)))
		return false;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		if (row[i] > numbers[i].most)
			return false;
		memcpy((char *)l + numbers[i].at, &row[i], sizeof(*row));
	}
	if (!pack_get_row(s, SPIKE_SLOT_MOST, row, SPIKE_SLOTS))
		return false;
	for (size_t i = 0; i < SPIKE_SLOTS; i++)
		l->slot[i] = (uint16_t)row[i];
	return true;
}

void
spike_put(struct sink *k, const struct spike *s)
{
	int64_t	 seen[SPIKE_SLOTS];

	sink_byte(k, 'L');
	profile_put(k, &s->profile);
	pack_put(k, s->at);
	pack_put(k, s->answered);
	for (size_t i = 0; i < SPIKE_SLOTS; i++)
		seen[i] = s->seen[i];
	pack_put_row(k, seen, SPIKE_SLOTS);
	for (size_t j = 0; j < SPIKES; j++)
		put_line(k, &s->line[j]);
}

static bool
get_all(slice rest, struct spike *s)
{
	int64_t	 seen[SPIKE_SLOTS];

	if (!profile_get(&rest, &s->profile) ||
	    !pack_get(&rest, BITS(33), &s->at) ||
	    !pack_get(&rest, BITS(43), &s->answered) ||
	    !pack_get_row(&rest, 1, seen, SPIKE_SLOTS))
		return false;
	for (size_t i = 0; i < SPIKE_SLOTS; i++)
		s->seen[i] = (unsigned char)seen[i];
	for (size_t j = 0; j < SPIKES; j++)
		if (!get_line(&rest, &s->line[j]))
			return false;
	return rest.n == 0;
}

/* Up to version 0.5 a holiday was taken for something off in each of its hours:
 * that is learnt anew, the rest stays. */
static void
renew(struct spike *s)
{
	for (size_t j = 0; j < SPIKES; j++) {
		struct spike_line *l = &s->line[j];

		memset(l->off, 0, sizeof(l->off));
		memset(l->due, 0, sizeof(l->due));
		memset(l->square, 0, sizeof(l->square));
	}
}

bool
spike_get(slice in, struct spike *s)
{
	bool	 old = slice_starts(in, SLICE("K"));

	spike_init(s);
	if ((old || slice_starts(in, SLICE("L"))) &&
	    get_all(slice_from(in, 1), s)) {
		if (old)
			renew(s);
		return true;
	}
	spike_init(s);
	return false;
}
