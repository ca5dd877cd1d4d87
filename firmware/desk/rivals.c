#include "firmware/desk/rivals.h"

#include "storage/counts.h"

enum { NAME_MOST = 280 };

static slice
name_of(slice source, char buf[static NAME_MOST])
{
	struct sink k = { .buf = buf, .cap = NAME_MOST };

	sink_text(&k, "rival/");
	sink_put(&k, source);
	return sink_slice(&k);
}

void
rivals_get(struct txn *t, slice source, struct rivals *r)
{
	char	 name[NAME_MOST];
	slice	 state = { "", 0 };

	(void)counts_state_get(t, name_of(source, name), &state);
	rival_get(state, r);
}

bool
rivals_put(struct txn *t, slice source, const struct rivals *r)
{
	char	 bytes[RIVAL_BYTES], name[NAME_MOST];
	struct sink k = { .buf = bytes, .cap = sizeof(bytes) };

	rival_put(&k, r);
	return counts_state_put(t, name_of(source, name), sink_slice(&k));
}
