#include "core/answer/shelf.h"

#include "core/judge/class.h"
#include "core/judge/label.h"

/* The next of a list with commas or an entry a line; false: its end. */
static bool
next(slice *list, slice *entry)
{
	while (list->n) {
		slice	 line = slice_head(*list, slice_index(*list, '\n'));

		*entry = slice_head(line, slice_index(line, ','));
		*list = slice_from(*list, entry->n + 1);
		*entry = slice_trim(*entry);
		if (entry->n)
			return true;
	}
	return false;
}

static unsigned
fits_issue(slice entry, slice issues)
{
	unsigned best = 0;
	slice	 issue;

	while (best < 3 && next(&issues, &issue))
		if (slice_eq(issue, entry))
			best = 3;
		else if (slice_eq(entry,
		    slice_head(issue, slice_index(issue, '/'))))
			best = 2;
	return best;
}

unsigned
shelf_fits(slice what, const struct verdict *v)
{
	unsigned best = 0;
	slice	 entry;

	while (next(&what, &entry)) {
		unsigned fit = fits_issue(entry, v->issues);

		if (fit == 0 && slice_eq(entry, v->class))
			fit = 1;
		best = fit > best ? fit : best;
	}
	return best;
}

slice
shelf_unknown(slice what)
{
	enum class class;
	slice	 entry;

	while (next(&what, &entry))
		if (label_named(entry) == LABELS && !class_named(entry,
		    &class) && label_what_named(entry) == WHATS)
			return entry;
	return SLICE("");
}

const struct statement *
shelf_statement(const struct statement *s, size_t n, const struct verdict *v,
    slice lang)
{
	const struct statement *best = NULL;
	unsigned most = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned fit = 2 * shelf_fits(s[i].what, v);

		/* the language decides between two that fit alike, and in
		 * another one only a link helps */
		if (fit > 0 && (s[i].lang.n == 0 ||
		    slice_ieq(s[i].lang, lang)))
			fit++;
		else if (s[i].link.n == 0)
			fit = 0;
		if (fit > most) {
			most = fit;
			best = &s[i];
		}
	}
	return best;
}

const struct playbook *
shelf_playbook(const struct playbook *p, size_t n, const struct verdict *v)
{
	const struct playbook *best = NULL;
	unsigned most = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned fit = shelf_fits(p[i].what, v);

		if (fit > most) {
			most = fit;
			best = &p[i];
		}
	}
	return best;
}

void
playbook_put(struct sink *k, const struct playbook *p)
{
	const struct { const char *before; slice words; } parts[] = {
		{ "", p->who }, { "say: ", p->first },
		{ "may offer: ", p->limit }, { "then: ", p->next },
	};
	size_t	 begun = k->len;

	for (size_t i = 0; i < COUNT(parts); i++)
		if (parts[i].words.n) {
			sink_text(k, k->len > begun ? "; " : "");
			sink_text(k, parts[i].before);
			sink_put(k, parts[i].words);
		}
}
