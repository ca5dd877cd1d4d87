#include "firmware/order/outbox.h"

#include "firmware/desk/freezing.h"

bool
outbox_order(const struct mark *m, bool *retry, int64_t *letter)
{
	slice	 words = m->words, what;

	if (m->mention != 0 || !slice_eq(slice_cut(&words, ' '),
	    SLICE("outbox")))
		return false;
	what = slice_cut(&words, ' ');
	*retry = slice_eq(what, SLICE("retry"));
	return (*retry || slice_eq(what, SLICE("dismiss"))) &&
	    slice_int(words, letter) && *letter > 0;
}

struct search {
	int64_t	 letter;
	bool	 found, reply;
};

static bool
look(void *arg, const struct letter *l)
{
	struct search *s = arg;

	s->found = l->id == s->letter;
	s->reply = s->found && l->order != 0;
	return !s->found;
}

bool
outbox_may(struct txn *t, bool retry, int64_t letter, struct fault *why)
{
	struct search s = { .letter = letter };
	struct letter unsaid;
	char	 number[24];
	int64_t	 due;

	if (freezing_find(t, letter, &due, &unsaid))
		return true;
	outbox_rejected(t, look, &s);
	if (!s.found)
		return fault_tell(why, "no letter % was refused, and no answer "
		    "of that number waits", fault_int(number, letter));
	return !retry || !s.reply || fault_tell(why, "letter % is an answer of "
	    "yours, and may have arrived: look there, then say it again with "
	    "earshot reply", fault_int(number, letter));
}

/* An answer that waits: the owner has read it again. */
static bool
change_unsaid(struct txn *t, const struct mark *m, bool retry, int64_t letter,
    bool *found)
{
	struct letter l;
	int64_t	 due;

	*found = freezing_find(t, letter, &due, &l);
	return *found && (retry ? freezing_send(t, due, &l, m->when) :
	    freezing_take_back(t, due, &l, m->when));
}

bool
obey_outbox(struct txn *t, const struct mark *m, bool *write,
    struct fault *says)
{
	char	 number[24];
	int64_t	 letter = 0;
	bool	 retry = false, unsaid;

	if (!outbox_order(m, &retry, &letter) ||
	    !outbox_may(t, retry, letter, says))
		return true;
	*write = change_unsaid(t, m, retry, letter, &unsaid);
	if (!unsaid)
		*write = retry ? outbox_revive(t, (uint64_t)letter, m->when) :
		    outbox_dismiss(t, (uint64_t)letter);
	if (*write)
		fault_tell(says, "letter %%", fault_int(number, letter),
		    !retry ? SLICE(" is dismissed") : unsaid ?
		    SLICE(" goes out now") : SLICE(" is tried again"));
	return *write;
}
