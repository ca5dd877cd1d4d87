/*
 * template.h - the values and templates of a recipe (recipe.5).
 *
 * One pass, forwards: a value is never looked at again after it was written,
 * so a password that contains "{" stays a password. How a hole is escaped
 * follows from where it stands (url, header, json, form, plain), not from
 * the recipe's author; `raw` is honoured only where the context allows it.
 */
#ifndef CORE_TEMPLATE_H
#define CORE_TEMPLATE_H

#include "core/fault.h"
#include "core/json.h"

struct template_var {
	slice	 name;
	slice	 value;
	bool	 json;		/* value is JSON: a whole-string hole inserts it
				 * as it is */
	bool	 secret;
};

/* What the pipes sha256 and hmac need; core has no cryptography of its own.
 * Each writes 32 bytes. */
struct template_crypto {
	void	(*sha256)(slice data, unsigned char out[static 32]);
	void	(*hmac)(slice key, slice data, unsigned char out[static 32]);
};

/* Everything a template may refer to; NULL where there is none. */
struct template_scope {
	struct arena	*arena;
	const struct template_var *vars;
	size_t		 nvars;
	const cJSON	*record;	/* /ptr */
	const cJSON	*whole;		/* ^/ptr */
	const cJSON	*parent;	/* </ptr */
	const struct template_crypto *crypto;
};

enum template_place {
	TEMPLATE_PLAIN, TEMPLATE_URL, TEMPLATE_HEADER, TEMPLATE_JSON,
	TEMPLATE_FORM
};

/* Text with holes to bytes. *empty counts the holes without a value. False:
 * the template is malformed, or a value cannot stand in that place. */
bool	 template_fill(struct sink *, slice text, enum template_place,
	    const struct template_scope *, size_t *empty, struct fault *);

/* A JSON body: holes filled, "key?" left out when empty, comment keys gone. */
bool	 template_fill_json(struct sink *, const cJSON *body,
	    const struct template_scope *, struct fault *);

/* A value expression (string, array, object) to a JSON value; NULL: none. */
const cJSON *template_value(const cJSON *expr, const struct template_scope *);

/* All tests [value, op, operand] hold. */
bool	 template_tests(const cJSON *tests, const struct template_scope *);

/* Load-time check of a text or an expression: pipes known, braces closed. */
bool	 template_check(slice text, struct fault *);
bool	 template_check_value(const cJSON *expr, struct fault *);

#endif
