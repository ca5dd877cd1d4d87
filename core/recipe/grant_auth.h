/*
 * grant_auth.h - inside of grant: where a recipe says how it signs in.
 */
#ifndef CORE_GRANT_AUTH_H
#define CORE_GRANT_AUTH_H

#include "core/recipe/grant.h"

/* `auth`, or for mail `auth.oauth2`. */
const cJSON *grant_auth(const struct recipe *);
slice	 grant_word(const struct recipe *, const char *key);	/* as written */
bool	 grant_is_session(const struct recipe *);
/* The "request" or "take" of that way to sign in: the recipe's own, or
 * oauth2.json's. */
const cJSON *grant_part(struct arena *, const struct recipe *, enum grant_ask,
	    const char *part);
/* What oauth2.json has there. */
const cJSON *grant_ready(struct arena *, const char *pointer);

#endif
