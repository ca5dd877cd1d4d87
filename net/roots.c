#include "net/roots.h"

#include <mbedtls/platform.h>
#include <psa/crypto.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_FILE = 1 << 20 };	/* all of the world's roots are 220 KB */

struct roots {
	mbedtls_x509_crt own;		/* of the owner's file */
	struct roots_list list;		/* Mozilla's, without a file */
	unsigned char	 id[32];	/* the file's digest */
};

/* --- Mozilla's list ------------------------------------------------------- */

static slice
subject(const struct embed_root *r)
{
	return (slice){ (const char *)r->der + r->subject, r->nsubject };
}

/* The first root whose subject is not before `name`. */
static size_t
lower_bound(const struct roots_list *l, slice name)
{
	size_t	 low = 0, high = l->n;

	while (low < high) {
		size_t	 mid = low + (high - low) / 2;

		if (slice_cmp(subject(&l->at[mid]), name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

int
roots_issuers(void *list, const mbedtls_x509_crt *child,
    mbedtls_x509_crt **found)
{
	const struct roots_list *l = list;
	slice	 name = { (const char *)child->issuer_raw.p,
	    child->issuer_raw.len };

	*found = NULL;
	for (size_t i = lower_bound(l, name); i < l->n &&
	    slice_eq(subject(&l->at[i]), name); i++) {
		if (*found == NULL) {
			*found = mbedtls_calloc(1, sizeof(**found));
			if (*found == NULL)
				return MBEDTLS_ERR_X509_ALLOC_FAILED;
			mbedtls_x509_crt_init(*found);
		}
		/* one that cannot be read is one that is not there */
		mbedtls_x509_crt_parse_der_nocopy(*found, l->at[i].der,
		    l->at[i].n);
	}
	return 0;
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
		return fault_say(f, slice_of(name), SLICE(" holds no "
		    "certificate in PEM form"));
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
		fault_say(f, slice_of(name), SLICE(": "),
		    slice_of(strerror(errno)));
		goto out;
	}
	n = fread(text, 1, MAX_FILE, in);
	if (ferror(in) || n == MAX_FILE)
		fault_say(f, slice_of(name), SLICE(": cannot be read, or is "
		    "larger than 1 MB"));
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
		fault_say(f, SLICE("the TLS library does not start: no "
		    "memory, or no randomness"));
		free(r);
		return NULL;
	}
	mbedtls_x509_crt_init(&r->own);
	if (file == NULL)
		r->list = (struct roots_list){ embed_roots, embed_nroots };
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
	if (r->list.n)
		mbedtls_ssl_conf_ca_cb(conf, roots_issuers, &r->list);
	else	/* so that a server's own certificate may be named, too */
		mbedtls_ssl_conf_ca_chain(conf, &r->own, NULL);
}

void
roots_mark(const struct roots *r, slice host,
    unsigned char out[static ROOTS_MARK])
{
	tls_hmac((slice){ (const char *)r->id, sizeof(r->id) }, host, out);
}
