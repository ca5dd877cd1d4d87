#include "core/match/entries.h"

#include "core/sink.h"

enum { ROOM = QUERY_MAX - 8 };		/* " OR (" and ")" stay free */

static bool
is_word(char c)
{
	return (unsigned char)c > 0x7f || ascii_alpha(c) || ascii_digit(c);
}

static bool
put_words(struct sink *k, slice entry)
{
	size_t	 before = k->len;
	bool	 gap = false;

	for (size_t i = 0; i < entry.n; i++) {
		if (!is_word(entry.p[i]) && entry.p[i] != '\'') {
			gap = k->len > before;
			continue;
		}
		sink_text(k, gap ? " " : "");
		/* "NOT" is a word here */
		sink_byte(k, ascii_lower(entry.p[i]));
		gap = false;
	}
	return k->len > before;
}

static bool
put_handle(struct sink *k, slice entry)
{
	for (size_t i = 0; i < entry.n; i++)
		if (is_word(entry.p[i]) || strchr("@_.-", entry.p[i]) != NULL)
			sink_byte(k, entry.p[i]);
	return true;
}

/* "a handle" as it is, "a stem*" as words of a rule, all else as a phrase. */
static bool
put_entry(struct sink *k, slice entry)
{
	bool	 stem = slice_ends(entry, SLICE("*"));

	if (slice_starts(entry, SLICE("@")) && entry.n > 1)
		return put_handle(k, entry);
	sink_byte(k, stem ? '(' : '"');
	if (!put_words(k, entry))
		return false;
	sink_text(k, stem ? "*)" : "\"");
	return true;
}

/* Alone it is a rule; all of them are one then. */
static bool
is_rule(struct arena *a, slice rule)
{
	struct arena scratch = *a;
	struct fault f = { "" };
	bool	 good = query_compile(&scratch, rule, &f) != NULL;

	a->spent |= scratch.spent;
	return good;
}

const struct query *
entries_rule(struct arena *a, slice *list)
{
	char	 room[QUERY_MAX];
	struct sink k = { .buf = room, .cap = sizeof(room) };
	struct fault f = { "" };

	while (list->n) {
		slice	 rest = *list;
		slice	 entry = slice_trim(slice_cut(&rest, '\n'));
		struct sink before = k;
		size_t	 start;

		if (k.len > 0 && entry.n > ROOM - k.len)
			break;		/* it is the next rule's */
		sink_text(&k, k.len ? " OR " : "");
		start = k.len;
		if (!put_entry(&k, entry) || k.full ||
		    !is_rule(a, slice_from(sink_slice(&k), start)))
			k = before;
		*list = rest;
	}
	if (k.len == 0 || a->spent)
		return NULL;
	return query_compile(a, arena_copy(a, sink_slice(&k)), &f);
}
