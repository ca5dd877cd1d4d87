/*
 * errand.h - what the workers that deliver, answer and sign in have in common:
 * one job, by one recipe, to one verdict for the keeper.
 */
#ifndef FIRMWARE_ROLE_ERRAND_H
#define FIRMWARE_ROLE_ERRAND_H

#include "firmware/role/role.h"

struct errand {
	struct role	*role;
	struct role_job	*in;
	struct recipe	 recipe;
	struct template_scope scope;	/* the role fills it in */
	struct job_answer answer;	/* at first: RECIPE_RETRY */
	struct fault	 fault;		/* its words; `why` of the answer */
	int64_t		 now;
};

/* As role_begin(), then loads the recipe of the first job. False: the answer
 * says why not; whether the letter went out is then as sure as it was. */
bool	 errand_begin(struct errand *);
/* `wait` in seconds, -1: none is asked for. `unsure`: it may have gone out. */
void	 errand_answer(struct errand *, enum recipe_do, int64_t wait,
	    bool unsure);
/* One request, judged. NULL: nothing came of it, and the answer says so. `now`
 * is what the recipe's templates take it for. */
const struct fetch_reply *errand_ask(struct errand *, const struct recipe *,
	    int64_t now, struct recipe_answer *);
/* Tells the answer. The exit status. */
int	 errand_end(struct errand *);

#endif
