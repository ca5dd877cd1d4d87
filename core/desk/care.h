/*
 * care.h - whose source is it when it is in trouble? Its owner hears of it
 * once the trouble has lasted; its backup when it has lasted twice as long;
 * both when it works again.
 */
#ifndef CORE_CARE_H
#define CORE_CARE_H

#include "core/sink.h"

enum { CARE_MINUTES = 60, CARE_BYTES = 32 };

struct care {
	int64_t	 since;			/* in trouble; 0: no */
	int64_t	 told;			/* letters: 0, 1 the owner, 2 both */
};

enum care_what { CARE_REST, CARE_TELL, CARE_WELL };

/* What is to be done now; *care is what it is then, and *next when to ask
 * again (INT64_MAX: when something changes). CARE_TELL: care->told says whom.
 * CARE_WELL: *told says who had heard of it. A clock that goes back begins
 * anew. */
enum care_what care_look(struct care *, bool trouble, int64_t patience,
	    int64_t now, int64_t *told, int64_t *next);

/* "1763800000 1"; what is none is nothing. */
void	 care_put(struct sink *, const struct care *);
void	 care_get(slice, struct care *);

#endif
