#include "core/count/counts.h"
#include "core/count/rhythm.h"
#include "core/count/rise.h"
#include "core/count/rival.h"
#include "core/count/spike.h"
#include "core/count/spread.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static struct spike spike, again;
static struct rhythm rhythm;
static struct spread spread;
static char	 first[SPIKE_BYTES], second[SPIKE_BYTES];

static int64_t
take(slice *s, size_t n)
{
	uint64_t v = 0;

	for (; n > 0 && s->n; n--, *s = slice_from(*s, 1))
		v = v << 8 | (unsigned char)s->p[0];
	return (int64_t)v;
}

/* What was read can be worked with, and written, and read again. */
static void
spikes(slice record, slice steps)
{
	int64_t	 now = 1795253400;
	struct sink k = { .buf = first, .cap = sizeof(first) };
	struct sink l = { .buf = second, .cap = sizeof(second) };
	struct spike_alarm a;

	if (spike_get(record, &spike) && take(&steps, 1) & 1)
		now = spike.at * SPIKE_SLOT;
	for (int i = 0; i < 400 && steps.n; i++) {
		now += (int32_t)take(&steps, 1 + (size_t)i % 4) >>
		    take(&steps, 1) % 20;
		if (take(&steps, 1) & 1)
			spike_answered(&spike, now);
		spike_add(&spike, now - take(&steps, 2), (enum spike_series)
		    (take(&steps, 1) % SPIKES), (int)(take(&steps, 2)));
		if (spike_look(&spike, now, (int)take(&steps, 1), &a))
			assert(a.series < SPIKES && a.count > 0);
	}
	spike_put(&k, &spike);
	assert(!k.full);
	if (spike_get(sink_slice(&k), &again)) {
		spike_put(&l, &again);
		assert(slice_eq(sink_slice(&k), sink_slice(&l)));
	}
}

static void
rhythms(slice record, slice steps)
{
	int64_t	 now = 1795253400;
	struct sink k = { .buf = first, .cap = RHYTHM_BYTES };

	rhythm_get(record, &rhythm);
	for (int i = 0; i < 400 && steps.n; i++) {
		now += (int32_t)take(&steps, 1 + (size_t)i % 4) >>
		    take(&steps, 1) % 20;
		rhythm_poll(&rhythm, now, (int32_t)take(&steps, 1) * 600,
		    take(&steps, 3), take(&steps, 1) % 3, (int)take(&steps, 1));
		assert(rhythm_usual(&rhythm) >= 0);
	}
	rhythm_put(&k, &rhythm);
	assert(!k.full);
}

static void
spreads(slice record, slice steps)
{
	int64_t	 now = 1795253400, told = 0;
	struct sink k = { .buf = first, .cap = SPREAD_BYTES };

	spread_get(record, &spread);
	while (steps.n) {
		int64_t	 before = take(&steps, 8), after = take(&steps, 8);

		now += take(&steps, 3);
		if (spread_grew(&spread, now, before, after, &told, 90))
			assert(told == after && after >= SPREAD_LEAST);
	}
	spread_put(&k, &spread);
	assert(!k.full);
}

static void
days(slice record, slice more)
{
	struct sink k = { .buf = first, .cap = COUNT_DAY_BYTES };
	struct sink words = { .buf = second, .cap = COUNT_WORDS };
	struct count_day d, e, back;
	struct count_issue c, again_c;
	struct rises_told told;

	count_get(record, &d);
	count_get(more, &e);
	count_plus(&d, &e);
	for (size_t i = 0; i < CLASSES; i++)
		assert(d.of[i][0] >= 0 && d.of[i][1] >= 0 &&
		    d.of[i][2] >= 0);
	count_put(&k, &d);
	assert(!k.full && count_get(sink_slice(&k), &back));
	assert(memcmp(&d, &back, sizeof(d)) == 0);
	count_issue_get(record, &c);
	count_join(&words, c.words, more);
	assert(!words.full);
	c.words = sink_slice(&words);
	k = (struct sink){ .buf = first, .cap = COUNT_ISSUE_BYTES };
	count_issue_put(&k, &c);
	assert(!k.full && count_issue_get(sink_slice(&k), &again_c));
	assert(slice_eq(c.words, again_c.words));
	assert(count_words(more, 3).n <= more.n);
	if (rises_get(record, &told)) {
		k = (struct sink){ .buf = first, .cap = RISE_BYTES };
		rises_put(&k, &told);
		assert(!k.full);
	}
}

static void
others(slice record, slice steps)
{
	static char bytes[RIVAL_BYTES];
	struct sink k = { .buf = bytes, .cap = sizeof(bytes) };
	struct rivals r, back;

	rival_get(record, &r);
	for (int i = 0; i < 400 && steps.n; i++) {
		struct rival_seen s = { .id = take(&steps, i % 8 ? 1 : 8) };

		s.said = take(&steps, 1 + (size_t)i % 6);
		s.answered = s.said + take(&steps, 1 + (size_t)i % 5);
		(void)rival_note(&r, &s);
	}
	rival_put(&k, &r);
	assert(!k.full && r.n <= RIVAL_KEPT);
	rival_get(sink_slice(&k), &back);
	assert(back.n == r.n);
	for (size_t i = 0; i < r.n; i++)
		assert(back.of[i].id == r.of[i].id &&
		    back.of[i].said == r.of[i].said &&
		    back.of[i].answered == r.of[i].answered &&
		    r.of[i].answered - r.of[i].said >= -r.of[i].said);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 in = { (const char *)data, n };
	size_t	 cut = (size_t)take(&in, 2);
	slice	 record = slice_head(in, cut), rest = slice_from(in, cut);

	spikes(record, rest);
	rhythms(record, rest);
	spreads(record, rest);
	days(record, rest);
	others(record, rest);
	assert(rise_odds((uint32_t)take(&rest, 3), (uint32_t)take(&rest, 2),
	    (uint32_t)take(&rest, 2), (uint32_t)take(&rest, 4)) >= 1);
	return 0;
}
