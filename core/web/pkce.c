#include "core/web/pkce.h"

#include "core/web/url.h"

enum { CODE_MOST = 4096 };

slice
pkce_nonce(struct arena *a, const unsigned char chance[static PKCE_CHANCE])
{
	return sink_made(a, sink_base64url,
	    (slice){ (const char *)chance, PKCE_CHANCE });
}

slice
pkce_challenge(struct arena *a, const struct template_crypto *crypto,
    slice verifier)
{
	unsigned char sum[32];

	crypto->sha256(verifier, sum);
	return sink_made(a, sink_base64url,
	    (slice){ (const char *)sum, sizeof(sum) });
}

bool
pkce_code(struct arena *a, slice address, slice state, slice *code,
    struct fault *fault)
{
	slice	 query = slice_trim(address), error;

	if (query.n > CODE_MOST)
		return fault_words(fault, "that is too long");
	(void)slice_cut(&query, '?');
	query = slice_cut(&query, '#');
	*code = url_param(a, query, SLICE("code"));
	error = url_param(a, query, SLICE("error"));
	if (code->n == 0 && error.n == 0)
		return fault_words(fault, "that is not the address: it has "
		    "\"code=\" in it");
	if (!slice_eq(url_param(a, query, SLICE("state")), state))
		return fault_words(fault, "that is the answer to another "
		    "sign-in: use the address shown last");
	return code->n > 0 || fault_tell(fault, "the sign-in was not granted: "
	    "%", slice_head(error, 60));
}
