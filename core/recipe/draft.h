/*
 * draft.h - a request while it is being put together.
 */
#ifndef CORE_DRAFT_H
#define CORE_DRAFT_H

#include "core/recipe/recipe.h"

enum { DRAFT_MAX = 48 };		/* headers; parameters of a query */

struct draft {
	const struct recipe *recipe;
	struct template_scope scope;	/* of recipe_scope() */
	struct http_header headers[DRAFT_MAX];
	struct http_header query[DRAFT_MAX];
	size_t	 nheaders, nquery;
	slice	 url;			/* without the query above */
	slice	 body;
	bool	 secret;
	struct fault *fault;
};

/* Begins one: the scope of recipe_scope() and what `set` adds to it. */
bool	 draft_open(struct draft *, const struct recipe *,
	    const struct template_scope *, int64_t now, struct fault *);

/* The sentence with its place, `recipe "x": request.query.foo: ...`. */
bool	 draft_say(const struct draft *, slice part, slice key, slice words);

/* A template filled; a fault has its place. */
bool	 draft_fill(struct draft *, slice text, enum template_place, slice part,
	    slice key, slice *out, size_t *empty);

bool	 draft_header(struct draft *, slice name, slice value);
/* All members of an object; `part` is where it stands in the recipe. A header
 * without a value is left out, and a "name?" with an empty hole. */
bool	 draft_headers(struct draft *, const cJSON *, slice part);
bool	 draft_query(struct draft *, const cJSON *, slice part);

/* request.c: `request`, or what looks like one, with all of that; `auth`: who
 * asks is said too. */
bool	 request_put(struct draft *, const cJSON *request, bool auth,
	    struct http_request *);

#endif
