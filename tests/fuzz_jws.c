/* What claims to be signed comes from anywhere. */
#include "core/web/jws.h"

#include <stdint.h>
#include <stdlib.h>

/* No secret, but it depends on every byte. */
static void
hmac(slice key, slice data, unsigned char out[static 32])
{
	uint64_t h = slice_hash(key) ^ slice_hash(data);

	for (size_t i = 0; i < 32; i++)
		out[i] = (unsigned char)(h >> (i % 8 * 8));
}

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct template_crypto crypto = { NULL, hmac };
	static _Alignas(16) char room[1 << 16];
	slice	 text = { (const char *)data, n }, out, back;
	struct fault f = { "" };
	struct arena a;

	arena_init(&a, room, sizeof(room));
	if (jws_read(&a, &crypto, SLICE("key"), text, &out, &f) &&
	    (out.n > n || f.text[0] != '\0'))
		abort();
	/* whatever is signed is read */
	arena_init(&a, room, sizeof(room));
	out = jws_sign(&a, &crypto, SLICE("key"), text);
	if (n > 0 && !a.spent && (!jws_read(&a, &crypto, SLICE("key"), out,
	    &back, &f) ? !a.spent : !slice_eq(back, text)))
		abort();
	return 0;
}
