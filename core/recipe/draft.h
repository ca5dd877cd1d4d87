/*
 * draft.h - a request while it is being put together.
 */
#ifndef CORE_DRAFT_H
#define CORE_DRAFT_H

#include "core/recipe/recipe.h"

enum { DRAFT_MAX = 48 };		/* headers */

struct draft {
	const struct recipe *recipe;
	struct template_scope scope;	/* of recipe_scope() */
	struct http_header *headers;
	size_t	 nheaders;
	slice	 url;			/* without the query */
	slice	 query, body;		/* a=b&c=d; of a form, too */
	bool	 secret;
	const char *part;		/* of the recipe: "request.query" */
	size_t	 empty;			/* holes of all that was filled last */
	struct fault *fault;
};

/* Begins one, at that part: the scope of recipe_scope() and what `set` adds
 * to it. */
bool	 draft_open(struct draft *, const struct recipe *,
	    const struct template_scope *, int64_t now, const char *part,
	    struct fault *);

/* The sentence with its place, `recipe "x": request.query.foo: ...`. */
bool	 draft_say(const struct draft *, slice key, const char *words);

/* The template that stands at that key of the part, filled; a fault has its
 * place. Nothing of NULL; with TEMPLATE_JSON it is a body. */
bool	 draft_text(struct draft *, slice key, slice text,
	    enum template_place, slice *out);
bool	 draft_fill(struct draft *, const cJSON *, enum template_place,
	    slice *out);

bool	 draft_header(struct draft *, slice name, slice value);
/*
 * All members of an object, which is that part of the recipe; an array has
 * its member more than once. TEMPLATE_HEADER: headers, TEMPLATE_FORM: the
 * body, TEMPLATE_PLAIN: the query. A header without a value is left out, and
 * a "name?" without one, or with an empty hole in a header or a query.
 */
bool	 draft_put(struct draft *, const cJSON *, const char *part,
	    enum template_place);

/* request.c: `request`, or what looks like one, with all of that; `auth`: who
 * asks is said too. */
bool	 request_put(struct draft *, const cJSON *request, bool auth,
	    struct http_request *);

#endif
