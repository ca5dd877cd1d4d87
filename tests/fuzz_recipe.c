#include "core/recipe/recipe.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
fake_sha256(slice data, unsigned char out[static 32])
{
	memset(out, (int)data.n, 32);
}

static void
fake_hmac(slice key, slice data, unsigned char out[static 32])
{
	memset(out, (int)(data.n + key.n), 32);
}

/* A request holds no line break where one could split it. */
static void
check_request(const struct http_request *rq)
{
	assert(slice_istarts(rq->url, SLICE("http")));
	for (size_t i = 0; i < rq->url.n; i++)
		assert((unsigned char)rq->url.p[i] > 0x20);
	for (size_t i = 0; i < rq->nheaders; i++) {
		slice	 v = rq->headers[i].value;

		assert(v.n > 0);
		for (size_t c = 0; c < v.n; c++)
			assert((unsigned char)v.p[c] >= 0x20 ||
			    v.p[c] == '\t');
	}
}

/* Before the first zero byte the recipe, then the value of all that it may
 * name, and the body of an answer. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static char room[1 << 20];
	static const struct template_crypto crypto = { fake_sha256,
	    fake_hmac };
	static struct http_head head;
	slice	 rest = { (const char *)data, n };
	slice	 json = slice_cut(&rest, '\0');
	slice	 value = slice_cut(&rest, '\0');
	struct template_var vars[] = {
		{ { "cursor", 6 }, value, false, false, false },
		{ { "text", 4 }, value, false, false, false },
		{ { "url", 3 }, value, false, false, false },
		{ { "token", 5 }, value, false, true, false },
		{ { "priority", 8 }, value, true, false, false },
	};
	struct arena a;
	struct template_scope s = { .arena = &a, .vars = vars,
	    .nvars = COUNT(vars), .crypto = &crypto };
	struct fault f = { "" };
	struct http_request rq;
	struct recipe_answer answer;
	struct recipe r;
	slice	 out;

	arena_init(&a, room, sizeof(room));
	if (!recipe_load(&a, json, &r, &f)) {
		assert(f.text[0] != '\0');
		return 0;
	}
	assert(f.text[0] == '\0' && r.id.n && r.every > 0 && r.min <= r.every);
	for (const cJSON *p = r.params; p != NULL; p = p->next)
		recipe_fits(p, value, &f);
	f.text[0] = '\0';
	if (recipe_request(&r, &s, 1795253400, &rq, &f))
		check_request(&rq);
	else
		assert(f.text[0] != '\0');
	f.text[0] = '\0';
	recipe_message(&r, &s, 1795253400, SLICE("text"), &out, &f);
	head.status = value.n ? 200 + (unsigned char)value.p[0] * 2 : 0;
	recipe_judge(&r, &head, rest, &s, 1795253400, &answer);
	assert(answer.wait >= -1 && answer.why.text[0] != '\0');
	assert(text_valid(slice_of(answer.why.text)));
	recipe_priority(&a, &r, SLICE("high"));
	assert(a.used <= a.cap);
	return 0;
}
