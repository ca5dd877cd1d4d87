/*
 * recipe.h - a network or a channel as data (recipe.5), checked at load.
 */
#ifndef CORE_RECIPE_H
#define CORE_RECIPE_H

#include "core/recipe/template.h"
#include "core/text/text.h"

#include "core/recipe/answer.h"	/* what an answer means */
#include "core/recipe/request.h"	/* what is asked, what is sent */

enum recipe_kind { RECIPE_SOURCE, RECIPE_CHANNEL };
/* Web push loads, but nothing runs it yet. */
enum recipe_transport { RECIPE_HTTP, RECIPE_SMTP, RECIPE_MQTT, RECIPE_WEBPUSH,
	RECIPE_IMAP, RECIPE_EXEC };

struct recipe {
	slice	 id;
	slice	 title;
	enum recipe_kind kind;
	enum recipe_transport transport;
	bool	 feed;			/* decoder "feed" */
	int64_t	 every;			/* seconds between polls */
	int64_t	 min;
	int64_t	 pages;			/* of one poll at most */
	int64_t	 overlap;		/* seconds that its search lags */
	const cJSON *root;		/* the whole, in the arena */
	/* Of it, or of what `reply` puts in their place; NULL: none. */
	const cJSON *request, *auth, *limit, *ok;
	const cJSON *cursor;		/* that grows; not kind "seen" */
	const cJSON *limits, *reply;	/* as they stand there */
	const cJSON *params;		/* the first of `spec` */
	const cJSON *errors;		/* the first rule */
	const cJSON *fallback;		/* those after the last: what they call
					 * a success counts no more */
};

/* Parses and checks all of it. False: the place and the words in *fault. */
bool	 recipe_load(struct arena *, slice json, struct recipe *, struct fault *);

/* The parameters an owner must or may give are members of `spec`: json_key() is
 * the name of one, and it has "help", "default", "optional", and a type. */
enum recipe_type { RECIPE_TEXT, RECIPE_SECRET, RECIPE_URL, RECIPE_INT,
	RECIPE_BOOL, RECIPE_ENUM };
enum recipe_type recipe_type(const cJSON *param);
/* Does the value fit the parameter's type (enum, url, int, ...)? What it is
 * stays out of *fault: it may be a secret. */
bool	 recipe_fits(const cJSON *param, slice value, struct fault *);

/*
 * The scope, and: defaults of the parameters it lacks, who is the owner's
 * and who is secret as the recipe has it, {now} and {now_unix}. Every function
 * that takes a recipe and a scope does this itself.
 */
struct template_scope recipe_scope(const struct recipe *,
	    const struct template_scope *, int64_t now);

/* The channel's word for a level (ntfy: 5, Pushover: 1) as JSON text. */
slice	 recipe_priority(struct arena *, const struct recipe *, slice level);
#endif
