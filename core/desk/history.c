/*
 * history.c - what was done to a task, in lines.
 */
#include "core/desk/task.h"

#include "core/show.h"
#include "core/text/text.h"

enum { LINE = 20 + 1 + 1 + 1 + TASK_NAME + 1 + TASK_WORDS + 1 };

/* Stored: a letter keeps its meaning for ever. */
static const char letters[ACTS] = {
	[ACT_OPEN] = 'o', [ACT_SEEN] = 's', [ACT_MINE] = 'm',
	[ACT_DONE] = 'd', [ACT_IGNORE] = 'i', [ACT_NOT_US] = 'u',
	[ACT_NOTE] = 'n', [ACT_GIVE] = 'g', [ACT_REOPEN] = 'r',
	[ACT_ANSWERED] = 'a', [ACT_CAME_BACK] = 'b', [ACT_TOLD] = 't',
	[ACT_ESCALATED] = 'e', [ACT_TIMED_OUT] = 'x', [ACT_WON] = 'w',
	[ACT_LOST] = 'l', [ACT_RECOVERED] = 'c', [ACT_USEFUL] = 'f',
	[ACT_NOT_URGENT] = 'q', [ACT_VISIT] = 'v',
};

bool
task_line(slice *history, struct task_line *l)
{
	while (history->n) {
		slice	 rest = slice_cut(history, '\n');
		slice	 when = slice_cut(&rest, '\t');
		slice	 letter = slice_cut(&rest, '\t');
		const char *at;

		if (letter.n != 1 || !slice_int(when, &l->when))
			continue;
		at = memchr(letters, letter.p[0], ACTS);
		if (at == NULL)
			continue;
		l->act = (enum act)(at - letters);
		l->by = slice_cut(&rest, '\t');
		l->words = rest;
		return true;
	}
	return false;
}

static void
put_line(struct sink *k, const struct task_line *l)
{
	sink_int(k, l->when);
	sink_byte(k, '\t');
	sink_byte(k, letters[l->act]);
	sink_byte(k, '\t');
	sink_put(k, l->by);
	sink_byte(k, '\t');
	sink_put(k, l->words);
	sink_byte(k, '\n');
}

/* One line of it, at most so many bytes. */
static slice
plain(struct arena *a, slice s, size_t most)
{
	return text_cut(a, show(a, s, most, false), most, TEXT_BYTES);
}

slice
task_line_words(struct arena *a, slice words)
{
	return plain(a, words, TASK_WORDS);
}

/* ---- what goes ---------------------------------------------------------- */

/* What a button, or the first word of a mail, does. */
static bool
is_button(enum act act)
{
	return act == ACT_SEEN || act == ACT_MINE || act == ACT_DONE ||
	    act == ACT_IGNORE || act == ACT_NOT_US || act == ACT_USEFUL ||
	    act == ACT_NOT_URGENT;
}

/* That press of theirs is the last such, and may still be asked for. */
static bool
is_asked(const struct task_line *l, slice later, const struct task_line *now)
{
	struct task_line next;

	if (!is_button(l->act) || l->when <= now->when - TASK_ASKED ||
	    (l->act == now->act && slice_eq(l->by, now->by)))
		return false;
	while (task_line(&later, &next))
		if (next.act == l->act && slice_eq(next.by, l->by))
			return false;
	return true;
}

/* The line that goes for this one; of a history that is not empty. */
static slice
least_of(slice history, const struct task_line *now, int64_t *cut)
{
	slice	 rest = history, oldest = slice_cut(&rest, '\n');
	struct task_line l = { 0 };

	for (rest = history; rest.n;) {
		slice	 line = slice_cut(&rest, '\n'), one = line;

		if (!task_line(&one, &l) || !is_asked(&l, rest, now))
			return line;
	}
	rest = oldest;
	if (task_line(&rest, &l) && l.when > *cut)
		*cut = l.when;
	return oldest;
}

static void
drop(struct sink *k, size_t from, const struct task_line *now, int64_t *cut)
{
	slice	 line = least_of((slice){ k->buf + from, k->len - from }, now,
		    cut);
	size_t	 at = (size_t)(line.p - k->buf), end = at + line.n + 1;

	if (end > k->len)
		end = k->len;
	memmove(k->buf + at, k->buf + end, k->len - end);
	k->len -= end - at;
}

static void
put_whole(struct sink *k, slice lines)
{
	sink_put(k, lines);
	if (lines.n && lines.p[lines.n - 1] != '\n')
		sink_byte(k, '\n');
}

slice
task_line_add(struct arena *a, slice history, const struct task_line *l,
    int64_t *cut)
{
	struct task_line one = { l->when, l->act, plain(a, l->by, TASK_NAME),
	    plain(a, l->words, TASK_WORDS) };
	char	 room[LINE];
	struct sink line = { .buf = room, .cap = sizeof(room) };
	struct sink k;
	slice	 rest = history, first;
	size_t	 from;

	put_line(&line, &one);
	first = slice_cut(&rest, '\n');
	k = sink_open(a);
	if (first.n + 1 + line.len <= TASK_HISTORY)	/* or else foreign */
		put_whole(&k, first);
	from = k.len;
	put_whole(&k, rest);
	while (k.len > from && k.len + line.len > TASK_HISTORY)
		drop(&k, from, &one, cut);
	put_whole(&k, sink_slice(&line));
	return sink_close(&k, a);
}
