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
	[ACT_LOST] = 'l', [ACT_RECOVERED] = 'c',
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

slice
task_line_add(struct arena *a, slice history, const struct task_line *l)
{
	struct task_line one = { l->when, l->act, plain(a, l->by, TASK_NAME),
	    plain(a, l->words, TASK_WORDS) };
	char	 room[LINE];
	struct sink line = { .buf = room, .cap = sizeof(room) };
	struct sink k;
	slice	 rest = history, first;

	put_line(&line, &one);
	first = slice_cut(&rest, '\n');
	if (first.n + 1 + line.len > TASK_HISTORY)
		first = (slice){ "", 0 };	/* foreign */
	while (rest.n && first.n + 1 + rest.n + line.len > TASK_HISTORY)
		(void)slice_cut(&rest, '\n');
	k = sink_open(a);
	if (first.n) {
		sink_put(&k, first);
		sink_byte(&k, '\n');
	}
	sink_put(&k, rest);
	if (rest.n && rest.p[rest.n - 1] != '\n')
		sink_byte(&k, '\n');
	sink_put(&k, sink_slice(&line));
	return sink_close(&k, a);
}
