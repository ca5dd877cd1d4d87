/*
 * embed.c - a host tool: Mozilla's root list and our recipes, packed, to C
 * arrays.
 * usage: embed certdata.txt day.txt recipe.json... >embed.c
 *
 * certdata.txt is Mozilla's own text form (PKCS #11 attributes). Taken are
 * the certificates trusted to name TLS servers (but see ENDED). Of each, only
 * validity, subject and key go into the program; see net/embed.h.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { MAXROOTS = 400, MAXDER = 8192, MAXATTR = 4096,
	MAXTEXT = 1 << 20, MAXROOT = 2048,
	ROOTS_WINDOW = 13 };	/* 8 KB to unpack it */

/*
 * Roots that Mozilla trusts only for what they signed before a day (YYMMDD)
 * before this one have nothing left to vouch for: a server's certificate lives
 * 398 days at most, and the last of these ended in January 2026.
 */
#define ENDED "250101"

struct bytes { unsigned char b[MAXDER]; size_t n; };
struct root { struct bytes der; size_t subject, nsubject, key, nkey; };

/* what a trust record and a certificate have in common */
struct key { unsigned char b[MAXATTR]; size_t n; };

static struct root roots[MAXROOTS];
static size_t nroots;
static struct key trusted[MAXROOTS];
static size_t ntrusted;

static void
die(const char *why, const char *what)
{
	fprintf(stderr, "embed: %s: %s\n", why, what);
	exit(1);
}

static void
put(struct bytes *o, const void *p, size_t n)
{
	if (n > MAXDER - o->n)
		die("too large", "certificate");
	memcpy(o->b + o->n, p, n);
	o->n += n;
}

/* Wraps what o holds from `from` on into one DER element. */
static void
wrap(struct bytes *o, size_t from, unsigned char tag)
{
	size_t	 n = o->n - from;
	unsigned char head[4] = { tag, (unsigned char)n };
	size_t	 nhead = 2;

	if (n > 255) {
		head[1] = 0x82;
		head[2] = (unsigned char)(n >> 8);
		head[3] = (unsigned char)n;
		nhead = 4;
	} else if (n > 127) {
		head[1] = 0x81;
		head[2] = (unsigned char)n;
		nhead = 3;
	}
	if (o->n + nhead > MAXDER)
		die("too large", "certificate");
	memmove(o->b + from + nhead, o->b + from, n);
	memcpy(o->b + from, head, nhead);
	o->n += nhead;
}

/* Length of the DER element at p, header included; *body is where it starts. */
static size_t
element(const unsigned char *p, size_t *body)
{
	size_t	 n = p[1], k = 2;

	if (n & 0x80) {
		k += n & 0x7f;
		n = 0;
		for (size_t i = 2; i < k; i++)
			n = n << 8 | p[i];
	}
	*body = k;
	return k + n;
}

static bool
octal_block(FILE *f, unsigned char *b, size_t cap, size_t *n)
{
	char	 line[512];

	*n = 0;
	while (fgets(line, sizeof(line), f) && strncmp(line, "END", 3) != 0)
		for (char *s = line; s[0] == '\\'; s += 4) {
			if (*n == cap)
				return false;
			b[(*n)++] = (unsigned char)strtol(
			    (char[]){ s[1], s[2], s[3], 0 }, NULL, 8);
		}
	return true;
}

/* The bytes that no packing makes smaller: an RSA modulus, an EC point. */
static void
find_key(struct root *r)
{
	const unsigned char *p = r->der.b + r->subject + r->nsubject;
	size_t	 n, body;

	element(p, &body);
	p += body;			/* into SubjectPublicKeyInfo */
	p += element(p, &body);		/* past the algorithm */
	n = element(p, &body) - body - 1;
	p += body + 1;			/* into the bit string */
	if (p[0] == 0x30) {
		element(p, &body);
		p += body;		/* into RSAPublicKey */
		n = element(p, &body) - body;
		p += body;		/* into the modulus */
	}
	r->key = (size_t)(p - r->der.b);
	r->nkey = n;
}

static void
anchor(struct root *r, const unsigned char *cert)
{
	static const unsigned char version[] = { 0xa0, 3, 2, 1, 2 },
	    serial[] = { 2, 1, 1 }, filler[] = { 3, 2, 0, 0 },
	    alg[] = { 0x30, 0x0a, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2 },
	    issuer[] = { 0x30, 0x0c, 0x31, 0x0a, 0x30, 8, 6, 3, 0x55, 4, 3,
	    0x0c, 1, '-' },
	    ca[] = { 0xa3, 0x13, 0x30, 0x11, 0x30, 0x0f, 6, 3, 0x55, 0x1d, 0x13,
	    1, 1, 0xff, 4, 5, 0x30, 3, 1, 1, 0xff };
	const unsigned char *p = cert, *part[8];
	size_t	 n[8], body;

	element(p, &body);
	p += body;			/* into Certificate */
	element(p, &body);
	p += body;			/* into TBSCertificate */
	for (int i = p[0] == 0xa0 ? 0 : 1; i < 7; i++) {
		part[i] = p;		/* version serial alg issuer validity */
		n[i] = element(p, &body);	/* subject key */
		p += n[i];
	}
	put(&r->der, version, sizeof(version));
	put(&r->der, serial, sizeof(serial));
	put(&r->der, alg, sizeof(alg));
	put(&r->der, issuer, sizeof(issuer));
	put(&r->der, part[4], n[4]);
	r->subject = r->der.n;
	r->nsubject = n[5];
	put(&r->der, part[5], n[5]);
	put(&r->der, part[6], n[6]);
	put(&r->der, ca, sizeof(ca));
	wrap(&r->der, 0, 0x30);
	put(&r->der, alg, sizeof(alg));
	put(&r->der, filler, sizeof(filler));
	wrap(&r->der, 0, 0x30);
	/* both headers grew in front of the subject */
	element(r->der.b, &body);
	r->subject += body;
	element(r->der.b + body, &body);
	r->subject += body;
	find_key(r);
	if (r->der.n > MAXROOT)
		die("too large", "root");
}

static int
by_subject(const void *va, const void *vb)
{
	const struct root *a = va, *b = vb;
	size_t	 n = a->nsubject < b->nsubject ? a->nsubject : b->nsubject;
	int	 c = memcmp(a->der.b + a->subject, b->der.b + b->subject, n);

	return c ? c : (a->nsubject > b->nsubject) - (a->nsubject < b->nsubject);
}

/* One pass over the list: WHAT is looked for, issuer + serial make the key. */
static void
read_list(const char *file, bool want_certs)
{
	FILE	*f = fopen(file, "r");
	char	 line[512];
	static unsigned char value[MAXDER], part[MAXATTR];
	static struct key key;
	size_t	 nvalue = 0, n, had = 0;	/* roots before this one */
	bool	 cert = false;

	if (f == NULL)
		die("cannot read", file);
	while (fgets(line, sizeof(line), f)) {
		if (strncmp(line, "CKA_CLASS", 9) == 0) {
			cert = strstr(line, "CKO_CERTIFICATE") != NULL;
			key.n = 0;
		} else if (strncmp(line, "CKA_ISSUER MULTI", 16) == 0 ||
		    strncmp(line, "CKA_SERIAL_NUMBER MULTI", 23) == 0) {
			if (!octal_block(f, part, sizeof(part) - key.n, &n))
				die("too large", "issuer");
			memcpy(key.b + key.n, part, n);
			key.n += n;
		} else if (strncmp(line, "CKA_VALUE MULTI", 15) == 0) {
			if (!octal_block(f, value, sizeof(value), &nvalue))
				die("too large", "certificate");
			had = nroots;
			for (size_t i = 0; want_certs && cert && i < ntrusted; i++)
				if (trusted[i].n == key.n && nroots < MAXROOTS &&
				    memcmp(trusted[i].b, key.b, key.n) == 0)
					anchor(&roots[nroots++], value);
		} else if (want_certs && cert && nroots > had &&
		    strncmp(line, "CKA_NSS_SERVER_DISTRUST_AFTER MULTI", 35)
		    == 0) {
			if (octal_block(f, part, sizeof(part), &n) && n == 13 &&
			    memcmp(part, ENDED, 6) < 0)
				roots[--nroots].der.n = 0;
		} else if (!want_certs && !cert && ntrusted < MAXROOTS &&
		    strncmp(line, "CKA_TRUST_SERVER_AUTH", 21) == 0 &&
		    strstr(line, "CKT_NSS_TRUSTED_DELEGATOR")) {
			trusted[ntrusted++] = key;
		}
	}
	fclose(f);
}

static unsigned char plain[MAXTEXT], packed[MAXTEXT];
static size_t nplain;

static void
add_plain(const unsigned char *p, size_t n, const char *what)
{
	if (n > MAXTEXT - nplain)
		die("too much", what);
	memcpy(plain + nplain, p, n);
	nplain += n;
}

static void
put_array(const char *name, const unsigned char *p, size_t n)
{
	printf("%s[] = {", name);
	for (size_t i = 0; i < n; i++)
		printf("%s%u", i ? "," : "", p[i]);
	printf("};\n");
}

/* Packs what add_plain() was given; returns its length. */
static size_t
put_packed(const char *name, int window)
{
	z_stream z = { .next_in = plain, .avail_in = (uInt)nplain,
	    .next_out = packed, .avail_out = MAXTEXT };

	if (deflateInit2(&z, 9, Z_DEFLATED, window, 9, Z_DEFAULT_STRATEGY) !=
	    Z_OK || deflate(&z, Z_FINISH) != Z_STREAM_END)
		die("cannot pack", name);
	put_array(name, packed, z.total_out);
	deflateEnd(&z);
	nplain = 0;
	return z.total_out;
}

static void
put_roots(void)
{
	static unsigned char keys[MAXTEXT];
	size_t	 nkeys = 0, n;

	qsort(roots, nroots, sizeof(roots[0]), by_subject);
	for (size_t i = 0; i < nroots; i++) {
		const struct root *r = &roots[i];
		size_t	 v[] = { r->der.n, r->key, r->nkey, r->subject };

		for (size_t k = 0; k < 4; k++)
			add_plain((unsigned char[]){ (unsigned char)(v[k] >> 8),
			    (unsigned char)v[k] }, 2, "roots");
		add_plain(r->der.b, r->key, "roots");
		add_plain(r->der.b + r->key + r->nkey,
		    r->der.n - r->key - r->nkey, "roots");
		if (r->nkey > MAXTEXT - nkeys)
			die("too much", "keys");
		memcpy(keys + nkeys, r->der.b + r->key, r->nkey);
		nkeys += r->nkey;
	}
	put_array("static const unsigned char keys", keys, nkeys);
	n = put_packed("static const unsigned char packed", ROOTS_WINDOW);
	printf("const struct embed_roots embed_roots = { packed, keys, %zu, "
	    "%zu };\n", n, nroots);
}

/* JSON without the blanks between its tokens. */
static void
put_recipe(const char *file)
{
	FILE	*f = fopen(file, "r");
	const char *slash = strrchr(file, '/');
	const char *name = slash ? slash + 1 : file;
	size_t	 at = nplain;
	int	 c;
	bool	 quoted = false, escaped = false;

	if (f == NULL)
		die("cannot read", file);
	while ((c = getc(f)) != EOF) {
		if (!quoted && isspace(c))
			continue;
		if (c == '"' && !escaped)
			quoted = !quoted;
		escaped = quoted && c == '\\' && !escaped;
		if (nplain == MAXTEXT)
			die("too many recipes", file);
		plain[nplain++] = (unsigned char)c;
	}
	printf("\t{ \"%.*s\", %zu, %zu },\n", (int)strlen(name) - 5, name, at,
	    nplain - at);
	fclose(f);
}

/* The day of `earshot demo`, as it is. */
static void
put_day(const char *file)
{
	FILE	*f = fopen(file, "r");
	size_t	 at = nplain;

	if (f == NULL)
		die("cannot read", file);
	nplain += fread(plain + at, 1, MAXTEXT - at, f);
	printf("const struct embed_recipe embed_day = { \"day\", %zu, %zu };\n",
	    at, nplain - at);
	fclose(f);
}

int
main(int argc, char **argv)
{
	if (argc < 3)
		die("usage", "embed certdata.txt day.txt recipe.json...");
	read_list(argv[1], false);
	read_list(argv[1], true);
	if (nroots == 0 || nroots == MAXROOTS)
		die("no roots, or too many, in", argv[1]);
	printf("/* made by toolchain/embed */\n#include \"net/embed.h\"\n\n");
	put_roots();
	printf("const struct embed_recipe embed_recipes[] = {\n");
	for (int i = 3; i < argc; i++)
		put_recipe(argv[i]);
	printf("};\nconst size_t embed_nrecipes = %d;\n", argc - 3);
	put_day(argv[2]);
	printf("const size_t embed_npacked = %zu;\n",
	    put_packed("const unsigned char embed_packed", 15));
	return 0;
}
