#include "net/roots.h"

#include <mbedtls/platform.h>
#include <psa/crypto.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_FILE = 1 << 20 };	/* all of the world's roots are 220 KB */

struct roots {
	mbedtls_x509_crt own;		/* of the owner's file */
	bool	 mozilla;		/* no file: the list in the program */
	unsigned char	 id[32];	/* the file's digest */
};

/* --- Mozilla's list ------------------------------------------------------- */

/* A name's DER says how long it is: equal as far as `name`, equal at all. */
static bool
is_of(const struct embed_root *r, const mbedtls_x509_buf *name)
{
	return name->len <= r->n - r->subject &&
	    memcmp(r->der + r->subject, name->p, name->len) == 0;
}

/* One that cannot be read is one that is not there. */
static bool
add(mbedtls_x509_crt **found, const struct embed_root *r)
{
	if (*found == NULL) {
		*found = mbedtls_calloc(1, sizeof(**found));
		if (*found == NULL)
			return false;
		mbedtls_x509_crt_init(*found);
	}
	mbedtls_x509_crt_parse_der(*found, r->der, r->n);
	return true;
}

int
roots_issuers(void *list, const mbedtls_x509_crt *child,
    mbedtls_x509_crt **found)
{
	struct embed_root *r = malloc(sizeof(*r));
	bool	 ok = r != NULL && embed_roots_open(r, list);

	*found = NULL;
	while (ok && embed_roots_next(r))
		if (is_of(r, &child->issuer_raw))
			ok = add(found, r);
	if (r != NULL)
		embed_roots_close(r);
	free(r);
	return ok ? 0 : MBEDTLS_ERR_X509_ALLOC_FAILED;
}

/* --- the owner's file ----------------------------------------------------- */

static bool
parse(struct roots *r, const char *name, char *text, size_t n,
    struct fault *f)
{
	text[n] = '\0';		/* PEM is read as a string */
	tls_sha256((slice){ text, n }, r->id);
	/* some of many may fail: an old key, a curve we do not have */
	if (mbedtls_x509_crt_parse(&r->own, (unsigned char *)text, n + 1) < 0 ||
	    r->own.raw.p == NULL)
		return fault_tell(f, "% holds no certificate in PEM form",
		    slice_of(name));
	return true;
}

static bool
read_file(struct roots *r, const char *name, struct fault *f)
{
	FILE	*in = fopen(name, "re");
	char	*text = malloc(MAX_FILE + 1);
	size_t	 n = 0;
	bool	 ok = false;

	if (in == NULL || text == NULL) {
		fault_tell(f, "%: %", slice_of(name),
		    slice_of(strerror(errno)));
		goto out;
	}
	n = fread(text, 1, MAX_FILE, in);
	if (ferror(in) || n == MAX_FILE)
		fault_tell(f, "%: cannot be read, or is larger than 1 MB",
		    slice_of(name));
	else
		ok = parse(r, name, text, n, f);
out:
	if (in != NULL)
		fclose(in);
	free(text);
	return ok;
}

struct roots *
roots_open(const char *file, struct fault *f)
{
	struct roots *r = calloc(1, sizeof(*r));

	if (r == NULL || psa_crypto_init() != PSA_SUCCESS) {
		fault_words(f, "the TLS library does not start: no memory, or "
		    "no randomness");
		free(r);
		return NULL;
	}
	mbedtls_x509_crt_init(&r->own);
	r->mozilla = file == NULL;
	if (file == NULL || read_file(r, file, f))
		return r;
	roots_close(r);
	return NULL;
}

void
roots_close(struct roots *r)
{
	if (r == NULL)
		return;
	mbedtls_x509_crt_free(&r->own);
	free(r);
}

void
roots_trust(struct roots *r, mbedtls_ssl_config *conf)
{
	if (r->mozilla)
		mbedtls_ssl_conf_ca_cb(conf, roots_issuers,
		    (void *)(uintptr_t)&embed_roots);
	else	/* so that a server's own certificate may be named, too */
		mbedtls_ssl_conf_ca_chain(conf, &r->own, NULL);
}

void
roots_mark(const struct roots *r, slice host,
    unsigned char out[static ROOTS_MARK])
{
	tls_hmac((slice){ (const char *)r->id, sizeof(r->id) }, host, out);
}
