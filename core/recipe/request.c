#include "core/recipe/draft.h"

bool
recipe_request(const struct recipe *r, const struct template_scope *scope,
    int64_t now, struct http_request *rq, struct fault *fault)
{
	struct draft d;

	draft_open(&d, r, scope, now, "transport", fault);
	if (r->transport != RECIPE_HTTP)
		draft_say(&d, SLICE(""), "this one is not spoken over HTTP");
	draft_request(&d, r->request, true);
	return draft_close(&d, rq);
}

bool
recipe_message(const struct recipe *r, const struct template_scope *scope,
    int64_t now, slice part, slice *out, struct fault *fault)
{
	const cJSON *message = json_get(r->root, "/message");
	const cJSON *at = json_first(message, "/headers");
	struct draft d;
	slice	 type;

	draft_open(&d, r, scope, now, "message", fault);
	while (at != NULL && !slice_ieq(json_key(at), part))
		at = at->next;
	*out = slice_word("json text", part) >= 0 ?
	    draft_body(&d, message, &type) :
	    draft_fill(&d, at, TEMPLATE_PLAIN);
	return draft_close(&d, NULL);
}
