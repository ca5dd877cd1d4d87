/* letters.c - what has arrived, and how often. */
#include "tests/town/say.h"
#include "tests/town/town.h"

#include <stdio.h>
#include <stdlib.h>

static const struct {
	const char	*channel;
	enum say_kind	 kind;
} kinds[] = {
	{ "ntfy", SAY_PHONE }, { "mail", SAY_MAIL },
	{ "webhook", SAY_HOOK }, { "telegram", SAY_TELEGRAM },
};

/* How a phone would show it. */
static const struct {
	const char	*priority, *mark;
} marks[] = {
	{ "urgent", "!!" }, { "high", "! " },
	{ "normal", "\xe2\x98\x85 " }, { "low", "  " },
};

static void
announce(const struct letter *l, long count)
{
	enum say_kind kind = SAY_NOTE;
	const char *mark = "  ";
	char	 buf[600];

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strncmp(l->channel, kinds[i].channel,
		    strlen(kinds[i].channel)) == 0)
			kind = kinds[i].kind;
	for (size_t i = 0; i < COUNT(marks); i++)
		if (strcmp(l->priority, marks[i].priority) == 0)
			mark = marks[i].mark;
	say(kind, "%s %-6s %s%s", mark, l->priority,
	    say_short(buf, sizeof(buf), l->title, 100),
	    count > 1 ? "  (the same letter again)" : "");
}

static struct letter *
find(struct town *t, const struct letter *l)
{
	for (size_t i = t->nletters; i > 0; i--)
		if (strcmp(t->letters[i - 1].id, l->id) == 0 &&
		    strcmp(t->letters[i - 1].channel, l->channel) == 0)
			return &t->letters[i - 1];
	return NULL;
}

static struct letter *
add(struct town *t, const struct letter *l)
{
	struct letter *more;

	if (t->nletters == t->letters_cap) {
		t->letters_cap = t->letters_cap ? 2 * t->letters_cap : 256;
		more = must_alloc(t->letters_cap * sizeof(*more));
		if (t->nletters)
			memcpy(more, t->letters, t->nletters * sizeof(*more));
		free(t->letters);
		t->letters = more;
	}
	more = &t->letters[t->nletters++];
	*more = (struct letter){ must_copy(l->channel), must_copy(l->id),
	    must_copy(l->title), must_copy(l->priority), must_copy(l->url),
	    must_copy(l->text),
	    must_copy(l->buttons ? l->buttons : ""), 0 };
	return more;
}

long
letter_arrived(struct town *t, const struct letter *l)
{
	struct letter *known;
	long	 count;

	town_lock(t);
	known = find(t, l);
	if (known == NULL)
		known = add(t, l);
	count = ++known->count;
	town_unlock(t);
	announce(l, count);
	return count;
}
