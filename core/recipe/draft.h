/*
 * draft.h - a request while it is being put together.
 *
 * What goes wrong is said with its place, and `failed` stays set: draft_close()
 * asks for it once. Texts that failed are empty.
 */
#ifndef CORE_DRAFT_H
#define CORE_DRAFT_H

#include "core/recipe/recipe.h"

enum { DRAFT_MAX = 48 };		/* headers */

struct draft {
	const struct recipe *recipe;
	struct template_scope scope;	/* of recipe_scope() */
	struct http_request rq;		/* so far */
	slice	 query;			/* a=b&c=d */
	const char *part;		/* of the recipe: "request.query" */
	size_t	 empty;			/* holes of all that was filled last */
	bool	 absent;		/* auth is left out: it is optional */
	bool	 failed;
	struct fault *fault;
};

/* Begins one, at that part: the scope of recipe_scope() and what `set` adds
 * to it. */
void	 draft_open(struct draft *, const struct recipe *,
	    const struct template_scope *, int64_t now, const char *part,
	    struct fault *);
/* Was all of it good? The request may be NULL. */
bool	 draft_close(struct draft *, struct http_request *);

/* The sentence with its place, `recipe "x": request.query.foo: ...`. */
void	 draft_say(struct draft *, slice key, const char *words);

/* The template that stands at that key of the part, filled. Of NULL: empty;
 * with TEMPLATE_JSON it is a body. */
slice	 draft_text(struct draft *, slice key, slice text,
	    enum template_place);
slice	 draft_fill(struct draft *, const cJSON *, enum template_place);
/* What `json`, `form` or `text` of it makes, and which Content-Type that is;
 * empty: it has none of them. */
slice	 draft_body(struct draft *, const cJSON *of, slice *type);

/* Not without a value, and not twice: the first stays. */
void	 draft_header(struct draft *, slice name, slice value);
/*
 * All members of an object, which is that part of the recipe; an array has
 * its member more than once. TEMPLATE_HEADER: headers, TEMPLATE_FORM: the
 * body, TEMPLATE_PLAIN: the query. A header without a value is left out, and
 * a "name?" without one, or with an empty hole in a header or a query.
 */
void	 draft_put(struct draft *, const cJSON *, const char *part,
	    enum template_place);

/* `request`, or what looks like one, with all of that; `auth`: who asks is
 * said too. */
void	 draft_request(struct draft *, const cJSON *request, bool auth);

#endif
