/*
 * value.h - the value expressions of a recipe, worked out (recipe.5).
 *
 * Nothing here fails: a pointer that leads nowhere, a date that is none, give
 * no value. An empty text is no value either.
 */
#ifndef CORE_VALUE_H
#define CORE_VALUE_H

#include "core/recipe/template.h"

struct value {
	const cJSON *node;	/* number, boolean, array or object; or NULL */
	slice	 text;		/* then this */
};

/* A string, array, object, number of a recipe. */
struct value value_of(const cJSON *expr, const struct template_scope *);
/* Its text. */
slice	 value_text_of(const cJSON *expr, const struct template_scope *);
/* What stands between the braces: a reference, then its pipes. An empty one is
 * the record itself, as with JSON pointers. */
struct value value_ref(slice, const struct template_scope *);

/* Does this string of an expression hold braces? */
bool	 value_is_template(slice);

struct value value_node(const cJSON *);		/* NULL: none */
struct value value_text(slice);

bool	 value_empty(struct value);	/* none, "", [], {} */
/* As text; empty for arrays and objects. */
slice	 value_as_text(struct arena *, struct value);
void	 value_put_json(struct sink *, struct value);
bool	 value_as_number(struct arena *, struct value, double *);
/* Truncated; false when it is no number or no int64_t can hold it. */
bool	 value_as_int(struct arena *, struct value, int64_t *);
/* Seconds or milliseconds since 1970, or a date; `east` for one without a
 * zone. */
bool	 value_as_time(struct arena *, struct value, int64_t east, int64_t *);

#endif
