#include "core/judge/known.h"

#include "core/sink.h"

/* Each sort is a watch rule like the owner's own (core/match/query.h), so that
 * there is one way to find words. */
struct known {
	struct matcher *matcher;	/* NULL: nothing to look for */
};

static bool
is_word(char c)
{
	return (unsigned char)c > 0x7f || ascii_alpha(c) || ascii_digit(c);
}

/* Signs mean nothing in a name, and would mean something in a rule. */
static bool
put_words(struct sink *k, slice entry)
{
	size_t	 before = k->len;
	bool	 gap = false;

	for (size_t i = 0; i < entry.n; i++) {
		/* "Joe's" is one word, which the rule knows as well */
		if (!is_word(entry.p[i]) && entry.p[i] != '\'') {
			gap = k->len > before;
			continue;
		}
		sink_text(k, gap ? " " : "");
		sink_byte(k, entry.p[i]);
		gap = false;
	}
	return k->len > before;
}

static void
put_handle(struct sink *k, slice entry)
{
	for (size_t i = 0; i < entry.n; i++)
		if (is_word(entry.p[i]) || strchr("@_.-", entry.p[i]) != NULL)
			sink_byte(k, entry.p[i]);
}

/* "a handle" as it is, "a stem*" as words of a rule, all else as a phrase. */
static void
put_entry(struct sink *k, slice entry)
{
	struct sink before = *k;
	bool	 stem = slice_ends(entry, SLICE("*"));

	sink_text(k, k->len ? " OR " : "");
	if (slice_starts(entry, SLICE("@")) && entry.n > 1) {
		put_handle(k, entry);
		return;
	}
	sink_byte(k, stem ? '(' : '"');
	if (put_words(k, entry))
		sink_text(k, stem ? "*)" : "\"");
	else
		*k = before;
}

static const struct query *
rule_of(struct arena *a, slice list)
{
	struct sink k = sink_open(a);
	struct fault f;
	slice	 rule;

	while (list.n)
		put_entry(&k, slice_trim(slice_cut(&list, '\n')));
	rule = sink_close(&k, a);
	return rule.n ? query_compile(a, rule, &f) : NULL;
}

const struct known *
known_make(struct arena *a, const struct shop *shop)
{
	const slice lists[KNOWN_SORTS] = {
		[KNOWN_NAME] = shop->name, [KNOWN_HANDLE] = shop->handles,
		[KNOWN_PLACE] = shop->places, [KNOWN_RIVAL] = shop->rivals,
		[KNOWN_CRITICAL] = shop->critical,
	};
	const struct query *rules[KNOWN_SORTS];
	struct known *k = arena_take(a, sizeof(*k));
	bool	 any = false;

	for (size_t i = 0; i < KNOWN_SORTS; i++)
		any |= (rules[i] = rule_of(a, lists[i])) != NULL;
	if (k != NULL && any)
		k->matcher = matcher_make(a, rules, KNOWN_SORTS);
	return a->spent ? NULL : k;
}

void
known_find(const struct known *k, struct arena *a, slice title, slice text,
    struct match out[static KNOWN_SORTS])
{
	struct mention m = { .title = title, .text = text };
	size_t	 mark = a->used;

	memset(out, 0, KNOWN_SORTS * sizeof(out[0]));
	if (k->matcher == NULL || title.n + text.n == 0)
		return;
	matcher_run(k->matcher, a, &m, out);
	a->used = mark;
}
