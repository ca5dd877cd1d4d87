/*
 * answer.h - what an answer means for the source or the letter.
 */
#ifndef CORE_ANSWER_H
#define CORE_ANSWER_H

#include "core/web/http1.h"
#include "core/recipe/template.h"

struct recipe;

enum recipe_do {
	RECIPE_SUCCESS, RECIPE_IGNORE, RECIPE_RETRY, RECIPE_LIMITED,
	RECIPE_REFRESH, RECIPE_CONFIG, RECIPE_FAIL
};

struct recipe_answer {
	enum recipe_do what;
	int64_t	 wait;			/* seconds, -1: the caller's backoff; on
					 * success too, when there is a limit */
	slice	 result;		/* id of what was made, if told */
	bool	 odd;			/* who answered is not whom we asked */
	struct fault why;		/* "answered 403 Forbidden: sorry" */
};

/*
 * A channel's answer is held against `ok` first, then against `errors`, the
 * first rule that matches wins, then against what the status usually means. A
 * 2xx that is a web page, or no JSON where `ok` wants some, is somebody else's
 * answer: again later. A source's 2xx or 304 is a success unless a rule names
 * it.
 * `status` 0: the connection itself failed. The scope is asked for its arena
 * and its secrets, which stay out of `why`.
 */
void	 recipe_judge(const struct recipe *, const struct http_head *,
	    slice body, const struct template_scope *, int64_t now,
	    struct recipe_answer *);

#endif
