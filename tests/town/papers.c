#include "tests/town/papers.h"

#include "tests/town/buf.h"

#include <mbedtls/ecp.h>
#include <mbedtls/psa_util.h>
#include <psa/crypto.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

struct paper {				/* a key, its owner, its certificate */
	mbedtls_pk_context	 key;
	mbedtls_x509_crt	 crt;
	char			 name[80];	/* "CN=..." */
	char			 pem[2048];
};

enum { SHOWN_MAX = 512 };		/* hosts that were ever asked for */

struct papers {
	struct paper	 authority, stranger, between;
	struct paper	*shown[SHOWN_MAX];
	char		*hosts[SHOWN_MAX];
	size_t		 nshown;
};

struct wanted {
	const char	*name;		/* the common name */
	const char	*dns;		/* in subjectAltName, or NULL */
	const char	*from, *to;	/* NULL: a long time */
	bool		 home;		/* and localhost, 127.0.0.1 */
	bool		 authority;
	struct paper	*by;		/* NULL: itself */
};

psa_status_t
mbedtls_psa_external_get_random(mbedtls_psa_external_random_context_t *unused,
    uint8_t *buf, size_t n, size_t *got)
{
	ssize_t	 r = getrandom(buf, n, 0);

	(void)unused;
	*got = r < 0 ? 0 : (size_t)r;
	return *got == n ? PSA_SUCCESS : PSA_ERROR_INSUFFICIENT_ENTROPY;
}

void
must(int result, const char *what)
{
	if (result == 0)
		return;
	fprintf(stderr, "town: %s: -0x%04x\n", what, (unsigned)-result);
	exit(1);
}

/* --- making one ---------------------------------------------------------- */

static void
add_name(mbedtls_x509_san_list *list, size_t *n, int type, const void *p,
    size_t len)
{
	list[*n].node.type = type;
	list[*n].node.san.unstructured_name.p = (unsigned char *)(uintptr_t)p;
	list[*n].node.san.unstructured_name.len = len;
	if (*n)
		list[*n - 1].next = &list[*n];
	++*n;
}

static void
put_names(mbedtls_x509write_cert *w, const struct wanted *want)
{
	static const unsigned char home[] = { 127, 0, 0, 1 };
	mbedtls_x509_san_list list[3];
	size_t	 n = 0;

	memset(list, 0, sizeof(list));
	if (want->dns)
		add_name(list, &n, MBEDTLS_X509_SAN_DNS_NAME, want->dns,
		    strlen(want->dns));
	if (want->home) {
		add_name(list, &n, MBEDTLS_X509_SAN_DNS_NAME, "localhost", 9);
		add_name(list, &n, MBEDTLS_X509_SAN_IP_ADDRESS, home, 4);
	}
	if (n)
		must(mbedtls_x509write_crt_set_subject_alternative_name(w,
		    list), "names");
}

static void
make_key(mbedtls_pk_context *key)
{
	mbedtls_pk_init(key);
	must(mbedtls_pk_setup(key,
	    mbedtls_pk_info_from_type(MBEDTLS_PK_ECKEY)), "key");
	must(mbedtls_ecp_gen_key(MBEDTLS_ECP_DP_SECP256R1,
	    mbedtls_pk_ec(*key), TOWN_RNG), "key");
}

static void
describe(mbedtls_x509write_cert *w, const struct wanted *want)
{
	unsigned char serial[8];

	must(mbedtls_psa_get_random(MBEDTLS_PSA_RANDOM_STATE, serial,
	    sizeof(serial)), "chance");
	serial[0] = (unsigned char)((serial[0] & 0x3f) | 0x40);	/* positive */
	mbedtls_x509write_crt_set_version(w, MBEDTLS_X509_CRT_VERSION_3);
	mbedtls_x509write_crt_set_md_alg(w, MBEDTLS_MD_SHA256);
	must(mbedtls_x509write_crt_set_serial_raw(w, serial, sizeof(serial)),
	    "serial number");
	must(mbedtls_x509write_crt_set_validity(w, want->from ? want->from :
	    "20200101000000", want->to ? want->to : "20491231000000"), "dates");
	must(mbedtls_x509write_crt_set_basic_constraints(w, want->authority,
	    -1), "constraints");
	if (want->authority)
		must(mbedtls_x509write_crt_set_key_usage(w,
		    MBEDTLS_X509_KU_KEY_CERT_SIGN), "usage");
	put_names(w, want);
}

static void
make(struct paper *p, const struct wanted *want)
{
	const struct paper *by = want->by ? want->by : p;
	mbedtls_x509write_cert w;

	make_key(&p->key);
	mbedtls_x509_crt_init(&p->crt);
	snprintf(p->name, sizeof(p->name), "CN=%s", want->name);
	mbedtls_x509write_crt_init(&w);
	describe(&w, want);
	mbedtls_x509write_crt_set_subject_key(&w, &p->key);
	mbedtls_x509write_crt_set_issuer_key(&w,
	    (mbedtls_pk_context *)(uintptr_t)&by->key);
	must(mbedtls_x509write_crt_set_subject_name(&w, p->name), "subject");
	must(mbedtls_x509write_crt_set_issuer_name(&w, by->name), "issuer");
	must(mbedtls_x509write_crt_pem(&w, (unsigned char *)p->pem,
	    sizeof(p->pem), TOWN_RNG), "certificate");
	mbedtls_x509write_crt_free(&w);
	must(mbedtls_x509_crt_parse(&p->crt, (unsigned char *)p->pem,
	    strlen(p->pem) + 1), "certificate");
}

/* --- whose is shown ------------------------------------------------------ */

enum signer { TOWN, NOBODY, STRANGER, BETWEEN };

/* Certificates that must be refused, each under its own name. */
static const struct {
	const char	*host;
	struct wanted	 want;
	enum signer	 by;
} bad[] = {
	{ "expired.rude.town", { .dns = "expired.rude.town",
	    .to = "20250315120000" }, TOWN },
	{ "early.rude.town", { .dns = "early.rude.town",
	    .from = "20450101000000" }, TOWN },
	{ "other.rude.town", { .dns = "somebody-else.example" }, TOWN },
	{ "cnonly.rude.town", { .dns = NULL }, TOWN },
	{ "selfsigned.rude.town", { .dns = "selfsigned.rude.town" }, NOBODY },
	{ "unknown.rude.town", { .dns = "unknown.rude.town" }, STRANGER },
	{ "halfchain.rude.town", { .dns = "halfchain.rude.town" }, BETWEEN },
};

static struct paper *
signer(struct papers *all, enum signer who)
{
	struct paper *by[] = { &all->authority, NULL, &all->stranger,
	    &all->between };

	return by[who];
}

static struct paper *
make_for(struct papers *all, const char *host)
{
	struct paper *p = must_alloc(sizeof(*p));
	struct wanted want = { .name = host, .dns = host,
	    .home = strcmp(host, "localhost") == 0, .by = &all->authority };

	if (want.home)
		want.dns = "town";
	for (size_t i = 0; i < COUNT(bad); i++)
		if (strcmp(host, bad[i].host) == 0) {
			want = bad[i].want;
			want.name = host;
			want.by = signer(all, bad[i].by);
		}
	make(p, &want);
	return p;
}

static struct paper *
paper_of(struct papers *all, const char *host)
{
	for (size_t i = 0; i < all->nshown; i++)
		if (strcmp(all->hosts[i], host) == 0)
			return all->shown[i];
	if (all->nshown == SHOWN_MAX)
		return NULL;
	all->hosts[all->nshown] = must_copy(host);
	all->shown[all->nshown] = make_for(all, host);
	return all->shown[all->nshown++];
}

bool
papers_show(struct papers *all, mbedtls_ssl_context *ssl, const char *host)
{
	struct paper *p;

	if (!slice_ends(slice_of(host), SLICE(".town")) &&
	    strcmp(host, "localhost") != 0)
		return false;
	p = paper_of(all, host);
	return p && mbedtls_ssl_set_hs_own_cert(ssl, &p->crt, &p->key) == 0;
}

void
papers_default(struct papers *all, mbedtls_ssl_config *conf)
{
	struct paper *p = paper_of(all, "localhost");

	must(mbedtls_ssl_conf_own_cert(conf, &p->crt, &p->key),
	    "own certificate");
}

struct papers *
papers_open(const char *dir)
{
	struct papers *all = must_alloc(sizeof(*all));
	struct wanted town = { .name = "Town Hall", .authority = true };
	struct wanted alien = { .name = "Stranger", .authority = true };
	struct wanted middle = { .name = "Town Clerk", .authority = true,
	    .by = &all->authority };
	char	 file[512];
	FILE	*f;

	must((int)psa_crypto_init(), "psa");
	make(&all->authority, &town);
	make(&all->stranger, &alien);
	make(&all->between, &middle);
	snprintf(file, sizeof(file), "%s/ca.pem", dir);
	f = fopen(file, "we");
	if (f == NULL || fputs(all->authority.pem, f) < 0 || fclose(f) != 0) {
		perror(file);
		exit(1);
	}
	return all;
}
