/*
 * grant_auth.h - inside of grant: where a recipe says how it signs in.
 */
#ifndef CORE_GRANT_AUTH_H
#define CORE_GRANT_AUTH_H

#include "core/recipe/recipe.h"

/* `auth`, or for mail `auth.oauth2`. */
const cJSON *grant_auth(const struct recipe *);
slice	 grant_word(const struct recipe *, const char *key);	/* as written */

#endif
