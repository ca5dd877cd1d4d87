/*
 * template.h - text with holes, filled and escaped (recipe.5).
 *
 * One pass, forwards: a value is never looked at again after it was written,
 * so a password that contains "{" stays a password. How a hole is escaped
 * follows from where it stands (url, header, json, form, plain), not from
 * the recipe's author; `raw` is honoured only where the context allows it.
 */
#ifndef CORE_TEMPLATE_H
#define CORE_TEMPLATE_H

#include "core/fault.h"
#include "core/json/json.h"

struct template_var {
	slice	 name;
	slice	 value;
	bool	 json;		/* value is JSON: a whole-string hole inserts it
				 * as it is */
	bool	 secret;
	bool	 owner;		/* a parameter of the owner: may be a base URL;
				 * recipe_scope() sets it */
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
	bool		*told;		/* set when a secret was written */
	size_t		 room;		/* for more vars: template_put() */
};

enum template_place {
	TEMPLATE_PLAIN, TEMPLATE_URL, TEMPLATE_HEADER, TEMPLATE_JSON,
	TEMPLATE_FORM
};

/*
 * Text with holes to bytes, in the scope's arena. *empty
 * counts the holes without a value. A line of a text with several, whose holes
 * are all empty, vanishes. False: the template is malformed, or a value cannot
 * stand in that place.
 *
 * In JSON, what is written is the inside of a string, literal text escaped
 * too. In a URL a hole of the owner is written as it is when it comes first
 * or says `raw`; any other one that says `raw` keeps its slashes, and only
 * behind the host.
 */
bool	 template_text(const struct template_scope *, slice text,
	    enum template_place, slice *out, size_t *empty, struct fault *);

/* The same, plain; empty when a hole has no value, or it failed. */
slice	 template_filled(const struct template_scope *, slice text);

/* A JSON body into the scope's arena: holes filled, "key?" left out when it
 * is empty, or all holes in it are. */
bool	 template_json(const struct template_scope *, const cJSON *body,
	    slice *out, struct fault *);

/* The variable of that name, NULL: none. The last one wins. */
const struct template_var *template_var(const struct template_scope *,
	    slice name);

/* Does a secret of the scope stand in this text, or is it all of it? */
bool	 template_tells(const struct template_scope *, slice text, bool all);

/* One more variable, behind those of the scope; nothing when its arena is
 * spent. A copy of a scope has a `room` of 0 before either of them grows. */
void	 template_put(struct template_scope *, struct template_var);
void	 template_say(struct template_scope *, const char *name, slice value);
void	 template_say_json(struct template_scope *, const char *name,
	    slice json);
/* The same of a member of an object: its name, and what it is. */
void	 template_put_member(struct template_scope *, const cJSON *);

#endif
