#include "firmware/desk/freezing.h"

bool
freezing_unsaid(const struct letter *l)
{
	return l->order != 0 && l->step == 0 && l->unsure == 0;
}

/* --- one of them ---------------------------------------------------------- */

struct search {
	int64_t	 letter;		/* 0: the next that has to go ... */
	int64_t	 from;			/* ... into the ice, if it was ordered
					 * before then; 0: out of it */
	int64_t	 due;
	struct letter found;
	bool	 any;
};

static bool
look(void *arg, int64_t due, const struct letter *l)
{
	struct search *s = arg;
	bool	 frozen = due == FROZEN;

	s->any = freezing_unsaid(l) && (s->letter ? l->id == s->letter :
	    s->from ? !frozen && l->anyway == 0 && l->born < s->from :
	    frozen);
	s->due = due;
	s->found = *l;
	return !s->any;
}

static bool
search(struct txn *t, struct search *s)
{
	s->any = false;
	outbox_walk(t, look, s);
	return s->any;
}

bool
freezing_find(struct txn *t, int64_t letter, int64_t *due, struct letter *l)
{
	struct search s = { .letter = letter };
	bool	 found = letter > 0 && search(t, &s);

	*due = s.due;
	*l = s.found;
	return found;
}

bool
freeze(struct txn *t, int64_t due, const struct letter *l, slice why)
{
	struct letter copy = *l;

	copy.trouble = why;
	return outbox_retry(t, due, &copy, FROZEN);
}

bool
freezing_send(struct txn *t, int64_t due, const struct letter *l, int64_t now)
{
	struct letter copy = *l;

	copy.anyway = due == FROZEN;
	copy.trouble = SLICE("");
	return outbox_retry(t, due, &copy, now);
}

bool
freezing_take_back(struct txn *t, int64_t due, const struct letter *l,
    int64_t now)
{
	struct letter copy = *l;

	copy.trouble = SLICE("taken back");
	return outbox_reject(t, due, &copy, now) &&
	    outbox_dismiss(t, (uint64_t)l->id);
}

/* --- all ------------------------------------------------------------------ */

/* What is written moves what was read: one at a time. */
bool
freeze_all(struct txn *t, int64_t from)
{
	struct search s = { .from = from };

	while (search(t, &s))
		if (!freeze(t, s.due, &s.found, SLICE("crisis mode is on")))
			return false;
	return true;
}

bool
thaw_all(struct txn *t, int64_t now, int64_t *many)
{
	struct search s = { .from = 0 };

	for (*many = 0; search(t, &s); ++*many) {
		s.found.trouble = SLICE("");
		if (!outbox_retry(t, s.due, &s.found, now + FROZEN_READ))
			return false;
	}
	return true;
}
