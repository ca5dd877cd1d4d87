/*
 * auth.h - how a request says who is asking.
 */
#ifndef CORE_AUTH_H
#define CORE_AUTH_H

#include "core/recipe/draft.h"

/* By the recipe's `auth`: a header, or parameters of the query. Nothing when
 * it is optional and a value for it is not there. */
void	 auth_add(struct draft *);

/* Kind "hmac": the header with the signature, once the body is there. The
 * secret signs, but does not travel. */
void	 auth_sign(struct draft *);

#endif
