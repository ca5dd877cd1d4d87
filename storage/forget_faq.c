/*
 * forget_faq.c - entries of the FAQ that name somebody who is forgotten.
 */
#include "storage/forget_job.h"

#include "storage/answers.h"

bool
forget_answers(struct forget_job *j, struct txn *t)
{
	int64_t	 list[FAQ_MOST];
	size_t	 n = 0, used = j->arena.used;
	struct fault f = { "" };
	struct faq e;
	struct walk w;

	WALK(&w, t, TABLE_ANSWER)
		if (n < FAQ_MOST && wire_get(w.value, &wire_faq, &e) &&
		    (forget_names(j, e.question) || forget_names(j, e.answer)))
			list[n++] = e.id;
	walk_end(&w);
	for (size_t i = 0; i < n && answers_get_faq(t, list[i], &e); i++) {
		e.question = forget_masked(j, e.question);
		e.answer = forget_masked(j, e.answer);
		if (!answers_put_faq(t, &e, &f))
			return false;
		j->arena.used = used;
	}
	return t->rc == 0;
}
