#include "tests/town/visit.h"

struct visit
visit_open(struct town *t, struct line *l, const struct request *r, bool lost)
{
	return (struct visit){ .town = t, .line = l, .r = r, .lost = lost,
	    .json = r->body.n ? cJSON_ParseWithLength(r->body.p, r->body.n) :
	    NULL };
}

void
visit_close(struct visit *v)
{
	cJSON_Delete(v->json);
}

const char *
visit_text(const struct visit *v, const char *key)
{
	const cJSON *m = v->json ? cJSON_GetObjectItemCaseSensitive(v->json,
	    key) : NULL;

	return cJSON_IsString(m) ? m->valuestring : "";
}
