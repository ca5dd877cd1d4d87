#include "core/web/jws.h"

#include "core/mail/coding.h"

/* Foreign: what is no base64url is empty. */
static slice
get(struct arena *a, slice text)
{
	char	*copy = arena_take(a, text.n + 1);
	struct sink k;

	for (size_t i = 0; copy && i < text.n; i++) {
		char	 c = text.p[i];

		copy[i] = c == '-' ? '+' : c == '_' ? '/' : c;
		if (!ascii_digit(c) && !ascii_alpha(c) && copy[i] == c)
			return (slice){ "", 0 };
	}
	k = sink_open(a);
	coding_base64(&k, (slice){ copy, copy ? text.n : 0 });
	return sink_close(&k, a);
}

static void
put_signature(struct sink *k, const struct template_crypto *c, slice key,
    slice signing)
{
	unsigned char sum[32];

	c->hmac(key, signing, sum);
	sink_base64url(k, (slice){ (const char *)sum, sizeof(sum) });
}

slice
jws_sign(struct arena *a, const struct template_crypto *c, slice key,
    slice payload)
{
	struct sink k = sink_open(a);
	slice	 signing;

	sink_base64url(&k, SLICE("{\"alg\":\"HS256\"}"));
	sink_byte(&k, '.');
	sink_base64url(&k, payload);
	signing = sink_slice(&k);
	sink_byte(&k, '.');
	put_signature(&k, c, key, signing);
	return sink_close(&k, a);
}

/* It may have more members, but none that must be understood (RFC 7515,
 * 4.1.11). */
static bool
is_ours(struct arena *a, slice header)
{
	struct fault unsaid = { "" };
	const cJSON *j = json_parse(a, get(a, header), &unsaid);

	return j != NULL && json_at(j, SLICE("/crit")) == NULL && slice_eq(
	    json_text(a, json_at(j, SLICE("/alg"))), SLICE("HS256"));
}

bool
jws_read(struct arena *a, const struct template_crypto *c, slice key,
    slice text, slice *payload, struct fault *why)
{
	slice	 rest = slice_trim(text), header = slice_cut(&rest, '.');
	slice	 body = slice_cut(&rest, '.');
	slice	 signing = { header.p, header.n + 1 + body.n };
	char	 room[64];
	struct sink k = { .buf = room, .cap = sizeof(room) };
	volatile unsigned char differ = 0;

	if (body.n == 0 || rest.n != 43 || !is_ours(a, header))
		return fault_words(why, "this is no text signed by HS256: "
		    "three parts with points between");
	put_signature(&k, c, key, signing);
	for (size_t i = 0; i < rest.n; i++)
		differ = (unsigned char)(differ | (room[i] ^ rest.p[i]));
	if (differ)
		return fault_words(why, "it was not signed with this key, or "
		    "was changed");
	*payload = get(a, body);
	return !a->spent;
}
