#include "firmware/verb/look.h"

#include "firmware/verb/verbs.h"

#include <stdio.h>
#include <stdlib.h>

struct store_options
look_options(const struct config *c, bool readonly)
{
	return (struct store_options){ .map = (size_t)c->keep_mb << 20,
	    .readonly = readonly, .live = c->live };
}

bool
look_open(struct look *l, const char *file, int *status)
{
	struct store_options o;
	struct fault f = { "" };
	void	*block;

	*l = (struct look){ .c = config_read(file) };
	*status = EXIT_USAGE;
	if (l->c == NULL)
		return false;
	*status = EXIT_SYSTEM;
	block = malloc(LOOK_MEMORY);
	if (block == NULL)
		return false;
	arena_init(&l->arena, block, LOOK_MEMORY);
	o = look_options(l->c, true);
	l->store = store_open(l->c->data, &o, &f);
	if (l->store != NULL)
		l->txn = store_begin(l->store, false, &f);
	if (l->txn == NULL)
		fprintf(stderr, "%s\n", f.text);
	return l->txn != NULL;
}

void
look_close(struct look *l)
{
	store_abort(l->txn);
	store_close(l->store);
}
