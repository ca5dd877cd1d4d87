#include "core/recipe/grant.h"
#include "core/web/pkce.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
no_hash(slice data, unsigned char out[static 32])
{
	memset(out, (int)data.n, 32);
}

static const char *const recipes[] = {
	"{\"recipe\":1,\"id\":\"o\",\"kind\":\"source\",\"fields\":{\"id\":"
	    "\"/id\"},\"request\":{\"url\":\"https://a.example/\"},\"auth\":{"
	    "\"kind\":\"oauth2\",\"token_url\":\"https://t.example/\","
	    "\"client\":\"post\"}}",
	"{\"recipe\":1,\"id\":\"s\",\"kind\":\"source\",\"fields\":{\"id\":"
	    "\"/id\"},\"request\":{\"url\":\"https://a.example/\"},\"auth\":{"
	    "\"kind\":\"session\",\"login\":{\"request\":{\"url\":"
	    "\"https://t.example/\"},\"take\":{\"access_token\":\"/a\","
	    "\"refresh_token\":[\"/b/0\",\"/c\"],\"did\":\"/d\",\"x\":"
	    "\"{/e}{/f}\"}},\"expiry\":\"jwt\"}}",
};

static void
check_token(slice s)
{
	assert(s.n <= GRANT_MOST);
	for (size_t i = 0; i < s.n; i++)
		assert(s.p[i] > ' ' && s.p[i] <= '~');
}

/* What was taken in survives the store, and gives no name a broken value. */
static void
check_grant(struct grant *t)
{
	static char buf[WIRE_MAX];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct template_var v[GRANT_VARS];
	struct grant back;
	size_t	 n;

	check_token(t->access);
	check_token(t->refresh);
	assert(t->access.n > 0);
	assert(t->expires == 0 || t->expires > t->obtained);
	wire_put(&k, &wire_grant, t);
	assert(!k.full && wire_get(sink_slice(&k), &wire_grant, &back));
	assert(slice_eq(back.refresh, t->refresh));
	assert(slice_eq(back.took, t->took));
	n = grant_vars(&back, NULL, 0, v, GRANT_VARS);
	assert(n >= 1 && n <= GRANT_VARS);
	for (size_t i = 0; i < n; i++)
		for (size_t c = 0; c < v[i].value.n; c++)
			assert((unsigned char)v[i].value.p[c] >= ' ');
}

/* First byte: which recipe, what is asked, which status; then the body. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const int status[] = { 200, 400, 401, 503 };
	static const struct template_crypto crypto = { no_hash, NULL };
	static char room[1 << 20];
	static struct http_head head;
	slice	 body = slice_from((slice){ (const char *)data, n }, 1);
	unsigned how = n ? data[0] : 0;
	struct arena a;
	struct template_scope s = { .arena = &a, .crypto = &crypto };
	struct fault f = { "" };
	struct grant_device d;
	struct recipe r;
	struct grant t;
	int64_t	 wait;
	slice	 code;

	arena_init(&a, room, sizeof(room));
	if (!recipe_load(&a, slice_of(recipes[how & 1]), &r, &f))
		__builtin_trap();
	head.status = status[how >> 1 & 3];
	if (grant_answer(&r, &s, 1795253400, how & 8 ? GRANT_RENEW :
	    GRANT_LOGIN, &head, body, &t, &wait, &f) == GRANT_GOOD)
		check_grant(&t);
	else
		assert(f.text[0] != '\0' && t.obtained != 0);
	if (grant_device_answer(&r, &s, 1795253400, &head, body, &d, &f) ==
	    GRANT_GOOD) {
		check_token(d.device_code);
		assert(d.interval >= 1 && d.interval <= 60);
	}
	if (pkce_code(&a, body, SLICE("s"), &code, &f))
		assert(code.n > 0);
	return 0;
}
