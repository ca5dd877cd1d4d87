/*
 * look.h - a read-only look into the store for the verbs that only answer.
 */
#ifndef FIRMWARE_VERB_LOOK_H
#define FIRMWARE_VERB_LOOK_H

#include "firmware/config/config.h"
#include "storage/store.h"

enum { LOOK_MEMORY = 4 << 20 };

struct look {
	const struct config *c;
	struct store	*store;
	struct txn	*txn;
	struct arena	 arena;
};

/* How this configuration's store is opened. */
struct store_options look_options(const struct config *, bool readonly);
/* False: *status is the exit status, the reason was told. */
bool	 look_open(struct look *, const char *file, int *status);
void	 look_close(struct look *);

#endif
