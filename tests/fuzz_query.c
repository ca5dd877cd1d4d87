#include "core/match/match.h"

#include <assert.h>

enum { ROOM = 1 << 20 };

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static char rules_room[ROOM], run_room[ROOM];

/* The rule in brackets is the same rule; behind NOT it is the opposite. */
static const struct query *
compile(struct arena *a, const char *before, slice rule, const char *behind)
{
	struct sink k = sink_open(a);
	struct fault f = { .text = "" }, notes[QUERY_NOTES];
	const struct query *q;

	sink_text(&k, before);
	sink_put(&k, rule);
	sink_text(&k, behind);
	q = query_compile(a, sink_close(&k, a), &f);
	assert((q == NULL) == (f.text[0] != '\0'));
	if (q != NULL)
		assert(query_lint(q, notes) <= QUERY_NOTES);
	return q;
}

static bool
within(slice part, slice whole)
{
	return part.n > 0 && part.p >= whole.p &&
	    part.p + part.n <= whole.p + whole.n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 text = { (const char *)data, n };
	slice	 rule = slice_cut(&text, '\n');
	struct mention m = { .title = slice_cut(&text, '\n'),
	    .handle = slice_cut(&text, '\n'), .url = slice_cut(&text, '\n') };
	const struct query *q[4];
	struct match out[4];
	struct arena a, scratch;
	struct matcher *matcher;

	m.text = m.author = text;
	m.rating = (int64_t)(n % 6);
	m.lang = slice_head(text, 5);
	arena_init(&a, rules_room, ROOM);
	arena_init(&scratch, run_room, ROOM);
	q[0] = compile(&a, "", rule, "");
	q[1] = compile(&a, "(", rule, ")");
	q[2] = compile(&a, "NOT (", rule, ")");
	q[3] = NULL;
	matcher = matcher_make(&a, q, 4);
	if (matcher == NULL) {
		assert(a.spent);
		return 0;
	}
	matcher_run(matcher, &scratch, &m, out);
	assert(!scratch.spent && !out[3].hit);
	if (q[0] != NULL && q[1] != NULL) {	/* a quote may stay open */
		assert(out[0].hit == out[1].hit);
		assert(out[0].nwords == out[1].nwords);
		assert(q[2] == NULL || out[2].hit != out[0].hit);
	}
	for (size_t i = 0; i < 4; i++) {
		assert(out[i].nwords <= MATCH_WORDS_MAX);
		assert(out[i].hit || out[i].nwords == 0);
		for (size_t k = 0; k < out[i].nwords; k++)
			assert(within(out[i].words[k], m.title) ||
			    within(out[i].words[k], m.text) ||
			    within(out[i].words[k], m.handle));
	}
	return 0;
}
