#include "core/report/issues.h"

#include "core/letter.h"
#include "core/show.h"

struct issue_sum *
issue_sum_take(struct arena *a)
{
	struct issue_sum *s = arena_take(a, sizeof(*s));

	for (unsigned i = 0; s != NULL && i < LABELS; i++)
		s->of[i].label = i;
	return s;
}

/* Counts it, and moves it up to where it belongs. */
static void
add_words(struct issue_top *t, slice words)
{
	size_t	 at = 0;

	while (at < t->nsaid && !slice_ieq(t->said[at].words, words))
		at++;
	if (at == ISSUE_SAID)
		return;
	if (at == t->nsaid)
		t->said[t->nsaid++] = (struct issue_said){ words, 0 };
	t->said[at].count++;
	for (; at > 0 && t->said[at - 1].count < t->said[at].count; at--) {
		struct issue_said other = t->said[at - 1];

		t->said[at - 1] = t->said[at];
		t->said[at] = other;
	}
}

static void
add_issue(struct issue_sum *s, slice one)
{
	unsigned label = label_named(slice_trim(slice_cut(&one, ':')));

	if (label == LABELS)
		return;
	s->of[label].count++;
	while (one.n) {
		slice	 words = slice_trim(slice_cut(&one, ','));

		if (words.n)
			add_words(&s->of[label], words);
	}
}

void
issue_sum_add(struct issue_sum *s, const struct verdict *v)
{
	slice	 rest = v->issue_words.n ? v->issue_words : v->issues;
	char	 between = v->issue_words.n ? ';' : ',';

	while (rest.n)
		add_issue(s, slice_cut(&rest, between));
}

size_t
issue_sum_top(const struct issue_sum *s,
    struct issue_top top[static ISSUE_TOPS])
{
	size_t	 n = 0;

	for (unsigned i = 0; i < LABELS; i++) {
		size_t	 at = n;

		if (s->of[i].count == 0)
			continue;
		while (at > 0 && top[at - 1].count < s->of[i].count)
			at--;
		if (at == ISSUE_TOPS)
			continue;
		n += n < ISSUE_TOPS;
		memmove(&top[at + 1 < n ? at + 1 : at], &top[at],
		    (n - 1 - at) * sizeof(top[0]));
		top[at] = s->of[i];
	}
	return n;
}

void
issue_put_name(struct sink *k, unsigned label)
{
	letter_label(k, label_name(label));
}

void
issue_put_words(struct sink *k, const struct issue_top *t)
{
	for (size_t i = 0; i < t->nsaid && i < ISSUE_SAYS; i++) {
		sink_text(k, i ? ", '" : "'");
		show_put(k, t->said[i].words, 40, false);
		sink_byte(k, '\'');
		if (t->said[i].count > 1) {
			sink_text(k, " (");
			sink_int(k, (int64_t)t->said[i].count);
			sink_byte(k, ')');
		}
	}
}
