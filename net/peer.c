#include "net/peer.h"

#include "core/web/url.h"
#include "core/when/when.h"

#include <mbedtls/net_sockets.h>
#include <mbedtls/oid.h>

#include <time.h>

enum { MANY_NAMES = 4 };	/* as many as a sentence can hold */

static slice
of(const mbedtls_x509_buf *b)
{
	return (slice){ (const char *)b->p, b->len };
}

/* Is it a general name of this kind (context-specific tag)? */
static bool
is_kind(const mbedtls_x509_buf *b, int kind)
{
	return (b->tag & (MBEDTLS_ASN1_TAG_CLASS_MASK |
	    MBEDTLS_ASN1_TAG_VALUE_MASK)) ==
	    (MBEDTLS_ASN1_CONTEXT_SPECIFIC | kind);
}

bool
peer_init(struct peer *p, const char *host)
{
	slice	 name = slice_of(host);

	*p = (struct peer){ .seen = false };
	if (name.n && name.p[name.n - 1] == '.')
		name.n--;		/* the DNS root's dot is not in names */
	if (name.n == 0 || name.n >= sizeof(p->host))
		return false;
	memcpy(p->host, name.p, name.n);
	p->nip = url_ip(name, p->ip);
	return true;
}

/* RFC 9525, 6.3: a star stands for the whole first label and nothing else. */
static bool
name_matches(slice pattern, slice host)
{
	if (slice_starts(pattern, SLICE("*."))) {
		pattern = slice_from(pattern, 1);
		host = slice_from(host, slice_index(host, '.'));
		if (slice_index(slice_from(pattern, 1), '.') == pattern.n - 1)
			return false;		/* *.com */
	}
	return pattern.n && slice_ieq(pattern, host);
}

static bool
names_host(const struct peer *p, const mbedtls_x509_crt *crt)
{
	if (!mbedtls_x509_crt_has_ext_type(crt,
	    MBEDTLS_X509_EXT_SUBJECT_ALT_NAME))
		return false;
	for (const mbedtls_x509_sequence *at = &crt->subject_alt_names; at;
	    at = at->next) {
		slice	 name = of(&at->buf);

		if (p->nip ? is_kind(&at->buf, MBEDTLS_X509_SAN_IP_ADDRESS) &&
		    slice_eq(name, (slice){ (const char *)p->ip, p->nip }) :
		    is_kind(&at->buf, MBEDTLS_X509_SAN_DNS_NAME) &&
		    name_matches(name, slice_of(p->host)))
			return true;
	}
	return false;
}

/* --- words ---------------------------------------------------------------- */

/* Who it is: the common name, else the organisation. */
static slice
called(const mbedtls_x509_name *name)
{
	slice	 org = SLICE("nobody");

	for (; name; name = name->next) {
		if (MBEDTLS_OID_CMP(MBEDTLS_OID_AT_CN, &name->oid) == 0)
			return of(&name->val);
		if (MBEDTLS_OID_CMP(MBEDTLS_OID_AT_ORGANIZATION,
		    &name->oid) == 0)
			org = of(&name->val);
	}
	return org;
}

static slice
day(const mbedtls_x509_time *t, char buf[static 24])
{
	struct sink k = { .buf = buf, .cap = 24 };

	when_put_date(&k, when_days(t->year, t->mon, t->day) * 86400);
	return sink_slice(&k);
}

/* "a.example, b.example and others" */
static slice
names(const mbedtls_x509_crt *crt, char *buf, size_t cap)
{
	struct sink k = { .buf = buf, .cap = cap };
	size_t	 n = 0;

	for (const mbedtls_x509_sequence *at = &crt->subject_alt_names; at;
	    at = at->next) {
		if (at->buf.p == NULL ||
		    !is_kind(&at->buf, MBEDTLS_X509_SAN_DNS_NAME))
			continue;
		if (n++ == MANY_NAMES) {
			sink_put(&k, SLICE(" and others"));
			break;
		}
		sink_put(&k, n > 1 ? SLICE(", ") : SLICE(""));
		sink_put(&k, slice_head(of(&at->buf), 40));
	}
	return n ? sink_slice(&k) : SLICE("no host at all (it has no "
	    "subjectAltName that is a name)");
}

static void
say_dates(struct peer *p, slice whose, const mbedtls_x509_crt *crt,
    uint32_t flags)
{
	int64_t	 now = (int64_t)time(NULL);
	char	 date[24], today[24];
	struct sink k = { .buf = today, .cap = sizeof(today) };

	when_put_date(&k, now);
	if (flags & MBEDTLS_X509_BADCERT_EXPIRED)
		fault_tell(&p->why, "% expired on %", whose,
		    day(&crt->valid_to, date));
	else if (now < WHEN_WRITTEN)
		fault_tell(&p->why, "% is not valid before %, but our own "
		    "clock says %: set it first", whose,
		    day(&crt->valid_from, date), sink_slice(&k));
	else
		fault_tell(&p->why, "% is not valid before %, today is %",
		    whose, day(&crt->valid_from, date), sink_slice(&k));
}

static void
say_trust(struct peer *p, slice whose, const mbedtls_x509_crt *crt, int depth)
{
	bool	 itself = slice_eq(of(&crt->issuer_raw), of(&crt->subject_raw));

	if (itself && depth == 0)
		fault_tell(&p->why, "% is signed by itself, and nobody we "
		    "trust vouches for it", whose);
	else if (itself)
		fault_tell(&p->why, "% is signed by nobody we know", whose);
	else
		fault_tell(&p->why, "% is signed by \"%\", which is none of "
		    "the roots we trust, or the server leaves out a "
		    "certificate in between", whose, called(&crt->issuer));
}

static int64_t
seconds(const mbedtls_x509_time *t)
{
	return ((when_days(t->year, t->mon, t->day) * 24 + t->hour) * 60 +
	    t->min) * 60 + t->sec;
}

static void
narrow(struct peer_span *s, const mbedtls_x509_crt *crt, uint32_t *flags)
{
	int64_t	 from = seconds(&crt->valid_from);
	int64_t	 to = seconds(&crt->valid_to);

	s->from = from > s->from ? from : s->from;
	s->to = to < s->to ? to : s->to;
	*flags &= ~(uint32_t)(MBEDTLS_X509_BADCERT_EXPIRED |
	    MBEDTLS_X509_BADCERT_FUTURE);
}

int
peer_check(void *ctx, mbedtls_x509_crt *crt, int depth, uint32_t *flags)
{
	static const uint32_t weak = MBEDTLS_X509_BADCERT_BAD_MD |
	    MBEDTLS_X509_BADCERT_BAD_PK | MBEDTLS_X509_BADCERT_BAD_KEY;
	struct peer *p = ctx;
	char	 buf[300], list[300];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	slice	 whose;

	p->seen = true;
	if (depth == 0 && !names_host(p, crt))
		*flags |= MBEDTLS_X509_BADCERT_CN_MISMATCH;
	if (p->span != NULL)
		narrow(p->span, crt, flags);
	if (*flags == 0)
		return 0;
	sink_put(&k, SLICE("the certificate of "));
	sink_put(&k, depth ? slice_head(called(&crt->subject), 80) :
	    slice_of(p->host));
	sink_text(&k, depth ? ", which vouches for the server," : "");
	whose = sink_slice(&k);
	if (*flags & MBEDTLS_X509_BADCERT_NOT_TRUSTED)
		say_trust(p, whose, crt, depth);
	if (*flags & (MBEDTLS_X509_BADCERT_EXPIRED |
	    MBEDTLS_X509_BADCERT_FUTURE))
		say_dates(p, whose, crt, *flags);
	if (*flags & weak)
		fault_tell(&p->why, "% has a key or a signature that is too "
		    "weak", whose);
	if (*flags & MBEDTLS_X509_BADCERT_CN_MISMATCH)
		fault_tell(&p->why, "% is for %", whose,
		    names(crt, list, sizeof(list)));
	fault_tell(&p->why, "% is not meant for this use", whose);
	return 0;		/* the flags refuse it */
}

/* --- the handshake's other faults ----------------------------------------- */

static const struct { int error; const char *words; } errors[] = {
	{ MBEDTLS_ERR_SSL_WANT_READ, "does not answer in time" },
	{ MBEDTLS_ERR_SSL_WANT_WRITE, "does not answer in time" },
	{ MBEDTLS_ERR_SSL_TIMEOUT, "does not answer in time" },
	{ MBEDTLS_ERR_SSL_CONN_EOF, "hangs up in the middle of the TLS "
	    "handshake" },
	{ MBEDTLS_ERR_NET_CONN_RESET, "hangs up in the middle of the TLS "
	    "handshake" },
	{ MBEDTLS_ERR_SSL_BAD_PROTOCOL_VERSION, "speaks only TLS that is older "
	    "than 1.2" },
	{ MBEDTLS_ERR_SSL_INVALID_RECORD, "does not speak TLS on this port" },
	{ MBEDTLS_ERR_SSL_UNEXPECTED_MESSAGE, "breaks the rules of TLS" },
	{ MBEDTLS_ERR_SSL_ALLOC_FAILED, "needs more memory than there is" },
	{ MBEDTLS_ERR_X509_ALLOC_FAILED, "needs more memory than there is" },
};

/* What the other side says before it hangs up (RFC 8446, 6.2). */
static const struct { int alert; const char *words; } alerts[] = {
	{ MBEDTLS_SSL_ALERT_MSG_HANDSHAKE_FAILURE, "shares no cipher with us "
	    "that is safe" },
	{ MBEDTLS_SSL_ALERT_MSG_PROTOCOL_VERSION, "speaks only TLS that is "
	    "older than 1.2" },
	{ MBEDTLS_SSL_ALERT_MSG_INSUFFICIENT_SECURITY, "wants ciphers that we "
	    "do not have" },
	{ MBEDTLS_SSL_ALERT_MSG_UNRECOGNIZED_NAME, "does not know itself by "
	    "that name" },
	{ MBEDTLS_SSL_ALERT_MSG_CERT_REQUIRED, "wants a certificate of ours" },
};

static const char *
error_words(int error, int alert)
{
	for (size_t i = 0; i < COUNT(errors); i++)
		if (errors[i].error == error)
			return errors[i].words;
	if (error == MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE)
		for (size_t i = 0; i < COUNT(alerts); i++)
			if (alerts[i].alert == alert)
				return alerts[i].words;
	return "fails at the TLS handshake";
}

bool
peer_failed(const struct peer *p, const mbedtls_ssl_context *ssl, int error,
    struct fault *f)
{
	const unsigned char *said = ssl->MBEDTLS_PRIVATE(in_msg);
	unsigned code = error < 0 ? 0u - (unsigned)error : 0;
	char	 hex[] = { (char)(code >> 8 & 0xff), (char)(code & 0xff) };
	char	 buf[8];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	bool	 alert = error == MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE;

	if (p->why.text[0] != '\0')
		return fault_words(f, p->why.text);
	sink_hex(&k, (slice){ hex, sizeof(hex) });
	return fault_tell(f, "% % (-0x%)", slice_of(p->host),
	    slice_of(error_words(error, alert && said ? said[1] : -1)),
	    sink_slice(&k));
}
