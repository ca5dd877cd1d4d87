/* hosts.c - who is asked how often, and what ails them today. */
#include "tests/town/town.h"

#include <stdio.h>

struct host *
host_named(struct town *t, const char *name)
{
	struct host *h;

	for (size_t i = 0; i < t->nhosts; i++)
		if (strcmp(t->hosts[i].name, name) == 0)
			return &t->hosts[i];
	if (t->nhosts == HOSTS_MAX)
		return &t->hosts[HOSTS_MAX - 1];
	h = &t->hosts[t->nhosts++];
	snprintf(h->name, sizeof(h->name), "%s", name);
	h->left = -1;
	h->retry_after = -1;
	return h;
}

enum trouble
host_asked(struct town *t, const char *name, struct host *as)
{
	struct host *h;

	town_lock(t);
	h = host_named(t, name);
	h->requests++;
	*as = *h;
	if (h->trouble && h->left > 0 && --h->left == 0)
		h->trouble = TROUBLE_NONE;
	town_unlock(t);
	return as->trouble;
}

void
host_connected(struct town *t, const struct line *l)
{
	struct host *h;

	town_lock(t);
	h = host_named(t, l->host[0] ? l->host : "127.0.0.1");
	h->connections++;
	if (l->ssl && l->resumed)
		h->resumed++;
	else if (l->ssl)
		h->full++;
	town_unlock(t);
}

void
host_unchanged(struct town *t, const char *name)
{
	town_lock(t);
	host_named(t, name)->unchanged++;
	town_unlock(t);
}
