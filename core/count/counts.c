#include "core/count/counts.h"

#include "core/count/pack.h"

enum { ALL = CLASSES * COUNT_SIDES + COUNT_WHATS };

#define MOST	((int64_t)1 << 50)

static enum count_side
side_named(slice name)
{
	return slice_eq(name, SLICE("negative")) ? COUNT_NEGATIVE :
	    slice_eq(name, SLICE("positive")) ? COUNT_POSITIVE :
	    COUNT_NEUTRAL;
}

void
count_mention(struct count_day *d, const struct mention *m,
    const struct verdict *v)
{
	enum class class;

	if (!class_named(v->class, &class))
		class = CLASS_OTHER;
	d->of[class][side_named(v->polarity)]++;
	if (m->rating < 1 || m->rating > 5)
		return;
	d->what[COUNT_STARRED]++;
	d->what[COUNT_STARS] += m->rating;
}

static int64_t *
number(struct count_day *d, size_t i)
{
	return i < CLASSES * COUNT_SIDES ?
	    &d->of[i / COUNT_SIDES][i % COUNT_SIDES] :
	    &d->what[i - CLASSES * COUNT_SIDES];
}

/* Between 0 and MOST, whatever is added: a correction may be below 0. */
void
count_plus(struct count_day *sum, const struct count_day *more)
{
	struct count_day copy = *more;

	for (size_t i = 0; i < ALL; i++) {
		int64_t	*a = number(sum, i), b = *number(&copy, i);

		b = b > MOST ? MOST : b < -MOST ? -MOST : b;
		*a = *a > MOST ? MOST : *a < 0 ? 0 : *a;
		*a = *a + b > MOST ? MOST : *a + b < 0 ? 0 : *a + b;
	}
}

/* --- words ------------------------------------------------------------ */

slice
count_words(slice issue_words, unsigned label)
{
	slice	 name = label_name(label);

	while (issue_words.n) {
		slice	 words = slice_trim(slice_cut(&issue_words, ';'));
		slice	 issue = slice_cut(&words, ':');

		if (name.n && slice_eq(slice_trim(issue), name))
			return slice_trim(words);
	}
	return (slice){ "", 0 };
}

static bool
among(slice list, slice word)
{
	while (list.n)
		if (slice_ieq(slice_trim(slice_cut(&list, ',')), word))
			return true;
	return false;
}

void
count_join(struct sink *k, slice old, slice more)
{
	sink_put(k, slice_head(old, k->cap - k->len));
	while (more.n) {
		slice	 word = slice_trim(slice_cut(&more, ','));

		if (word.n == 0 || among(sink_slice(k), word) ||
		    word.n + 2 > k->cap - k->len)
			continue;
		if (k->len)
			sink_put(k, SLICE(", "));
		sink_put(k, word);
	}
}

/* --- records ---------------------------------------------------------- */

void
count_put(struct sink *k, const struct count_day *d)
{
	struct count_day copy = *d;
	int64_t	 row[ALL];
	size_t	 n = 0;

	for (size_t i = 0; i < ALL; i++) {
		row[i] = *number(&copy, i);
		if (row[i] > 0)
			n = i + 1;
	}
	sink_byte(k, 'C');
	pack_put(k, (int64_t)n);
	pack_put_row(k, row, n);
}

/* More numbers than we know: those of a newer program, left out. */
bool
count_get(slice in, struct count_day *d)
{
	int64_t	 row[4 * ALL], n;
	slice	 rest = slice_from(in, 1);

	memset(d, 0, sizeof(*d));
	if (!slice_starts(in, SLICE("C")) ||
	    !pack_get(&rest, (int64_t)COUNT(row), &n) ||
	    !pack_get_row(&rest, MOST, row, (size_t)n) || rest.n)
		return false;
	for (size_t i = 0; i < (size_t)n && i < ALL; i++)
		*number(d, i) = row[i];
	return true;
}

void
count_issue_put(struct sink *k, const struct count_issue *c)
{
	sink_byte(k, 'c');
	pack_put(k, c->people);
	sink_put(k, slice_head(c->words, COUNT_WORDS));
}

bool
count_issue_get(slice in, struct count_issue *c)
{
	slice	 rest = slice_from(in, 1);

	*c = (struct count_issue){ 0, { "", 0 } };
	if (!slice_starts(in, SLICE("c")) ||
	    !pack_get(&rest, MOST, &c->people) || rest.n > COUNT_WORDS) {
		c->people = 0;
		return false;
	}
	c->words = rest;
	return true;
}
