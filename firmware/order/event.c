#include "firmware/order/event.h"

#include "storage/events.h"

bool
is_event_order(const struct mark *m)
{
	return m->mention == 0 && slice_starts(m->words, SLICE("event "));
}

bool
obey_event(struct txn *t, const struct mark *m, bool *write,
    struct fault *says)
{
	enum events_done done;
	struct event e;
	char	 number[24];
	bool	 remove = false;

	if (!event_order(m->words, &e, &remove))
		return fault_words(says, "that is no day to be marked"),
		    true;
	e.order = m->order;
	done = remove ? events_remove(t, e.id) : events_put(t, &e);
	*write = done == EVENTS_DONE;
	if (*write)
		fault_tell(says, "event %%", fault_int(number, e.id),
		    remove ? SLICE(" is removed") : SLICE(" is marked"));
	else if (done == EVENTS_NONE)
		fault_tell(says, "there is no event %",
		    fault_int(number, e.id));
	return done != EVENTS_FAILED;
}
