/*
 * recipe.h - a network or a channel as data (recipe.5), checked at load.
 */
#ifndef CORE_RECIPE_H
#define CORE_RECIPE_H

#include "core/http1.h"
#include "core/template.h"

enum recipe_kind { RECIPE_SOURCE, RECIPE_CHANNEL };
enum recipe_transport { RECIPE_HTTP, RECIPE_SMTP };

struct recipe {
	slice	 id;
	slice	 title;
	enum recipe_kind kind;
	enum recipe_transport transport;
	bool	 feed;			/* decoder "feed" */
	int64_t	 every;			/* seconds between polls */
	int64_t	 min;
	const cJSON *root;		/* the whole, in the arena */
};

/* Parses and checks all of it. False: the place and the words in *fault. */
bool	 recipe_load(struct arena *, slice json, struct recipe *, struct fault *);

/* The parameters an owner must or may give. */
enum recipe_type { RECIPE_TEXT, RECIPE_SECRET, RECIPE_URL, RECIPE_INT,
	RECIPE_BOOL, RECIPE_ENUM };
struct recipe_param {
	slice	 name;
	slice	 help;
	slice	 otherwise;		/* default; empty: none */
	enum recipe_type type;
	bool	 optional;
};
size_t	 recipe_nparams(const struct recipe *);
struct recipe_param recipe_param(struct arena *, const struct recipe *, size_t i);
/* Does the value fit the parameter's type (enum, url, int, ...)? */
bool	 recipe_param_fits(const struct recipe *, slice name, slice value,
	    struct fault *);

/*
 * The request of a poll or of a message, authentication included. `now` for
 * {now_unix}. Scope's vars hold parameters, {cursor}, and for a channel the
 * letter's fields. Optional auth without its secret is left out.
 */
bool	 recipe_request(const struct recipe *, const struct template_scope *,
	    int64_t now, struct http_request *, struct fault *);

/* What an answer means. `status` 0: the connection itself failed. */
enum recipe_do {
	RECIPE_SUCCESS, RECIPE_IGNORE, RECIPE_RETRY, RECIPE_LIMITED,
	RECIPE_REFRESH, RECIPE_CONFIG, RECIPE_FAIL
};
struct recipe_answer {
	enum recipe_do what;
	int64_t	 wait;			/* seconds, -1: the caller's backoff */
	slice	 result;		/* id of what was made, if told */
	char	 why[160];		/* "answered 403 Forbidden" */
};
void	 recipe_judge(const struct recipe *, const struct http_head *,
	    slice body, const struct template_scope *, int64_t now,
	    struct recipe_answer *);

/* The channel's word for a level (ntfy: 5, Pushover: 1) as JSON text. */
slice	 recipe_priority(struct arena *, const struct recipe *, slice level);
/* The channel's limit for a field, 0: none. */
size_t	 recipe_limit(const struct recipe *, slice field, enum text_unit *);

#endif
