/*
 * request.h - what a recipe asks of a server, and what it sends.
 */
#ifndef CORE_REQUEST_H
#define CORE_REQUEST_H

#include "core/web/http1.h"
#include "core/recipe/template.h"

struct recipe;

/*
 * The request of a poll or of a message, authentication included. `now` for
 * {now_unix} and {now}. Scope's vars hold parameters, {cursor}, and for a
 * channel the letter's fields. Optional auth without its secret is left out.
 * It all lives in the scope's arena.
 *
 * `secret` is set when a secret stands in the address, a header or the body;
 * a signature (auth kind hmac) tells nothing and does not set it.
 */
bool	 recipe_request(const struct recipe *, const struct template_scope *,
	    int64_t now, struct http_request *, struct fault *);

/* A part of the message of a channel that is no HTTP request: a header of
 * message.headers; of "text" or "json" its body. Empty: the recipe has none. */
bool	 recipe_message(const struct recipe *, const struct template_scope *,
	    int64_t now, slice part, slice *out, struct fault *);

#endif
