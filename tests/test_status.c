/* test_status.c - what a box tells of itself, signed; and who is not fooled. */
#include "core/report/status.h"
#include "core/web/jws.h"
#include "firmware/config/config.h"
#include "tests/test.h"

#include <stdlib.h>

static _Alignas(16) char room[1 << 16];
static struct arena a;

/* RFC 7515, appendix A.1; the key is its octets, from A.1.1. */
static const unsigned char rfc_key[] = { 3, 35, 53, 75, 43, 15, 165, 188, 131,
	126, 6, 101, 119, 123, 166, 143, 90, 179, 40, 230, 240, 84, 201, 40,
	169, 15, 132, 178, 210, 80, 46, 191, 211, 251, 90, 146, 210, 6, 71,
	239, 150, 138, 180, 195, 119, 98, 61, 34, 61, 46, 33, 114, 5, 46, 79,
	8, 192, 205, 154, 245, 103, 208, 128, 163 };
#define RFC_HEADER	"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
#define RFC_BODY	"eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0"\
			"dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
#define RFC_SIGN	"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"

static bool
reads(slice key, slice text, slice *payload)
{
	struct fault f = { "" };
	bool	 good;

	arena_init(&a, room, sizeof(room));
	good = jws_read(&a, &config_crypto, key, text, payload, &f);
	CHECK(good == (f.text[0] == '\0'));
	return good;
}

static void
test_rfc(void)
{
	slice	 key = { (const char *)rfc_key, sizeof(rfc_key) }, out;

	CHECK(reads(key, SLICE(RFC_HEADER "." RFC_BODY "." RFC_SIGN), &out));
	CHECK(slice_eq(out, SLICE("{\"iss\":\"joe\",\r\n \"exp\":1300819380,"
	    "\r\n \"http://example.com/is_root\":true}")));
	CHECK(reads(key, SLICE("\n" RFC_HEADER "." RFC_BODY "." RFC_SIGN
	    "\r\n"), &out));
	CHECK(!reads(slice_from(key, 1), SLICE(RFC_HEADER "." RFC_BODY "."
	    RFC_SIGN), &out));
}

/* None of them is taken, with the right key. */
static const char *const bad[] = {
	"", ".", "..", "a.b.c", RFC_HEADER, RFC_HEADER "." RFC_BODY,
	RFC_HEADER "." RFC_BODY ".", RFC_HEADER ".." RFC_SIGN,
	RFC_HEADER "." RFC_BODY "." RFC_SIGN "=",
	RFC_HEADER "." RFC_BODY "." RFC_SIGN ".x",
	RFC_HEADER "." RFC_BODY ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl",
	RFC_HEADER "." RFC_BODY ".dBjftJeZ4CVP+mB92K27uhbUJU1p1r/wW1gFWFOEjXk",
	RFC_HEADER ".e" RFC_BODY "." RFC_SIGN,
	/* {"alg":"none"}, {"alg":"HS256","crit":["x"]}, HS512, no JSON */
	"eyJhbGciOiJub25lIn0." RFC_BODY "." RFC_SIGN,
	"eyJhbGciOiJIUzI1NiIsImNyaXQiOlsieCJdfQ." RFC_BODY "." RFC_SIGN,
	"eyJhbGciOiJIUzUxMiJ9." RFC_BODY "." RFC_SIGN,
	"AAAA." RFC_BODY "." RFC_SIGN, "e!J9." RFC_BODY "." RFC_SIGN,
};

static void
test_bad(void)
{
	slice	 key = { (const char *)rfc_key, sizeof(rfc_key) }, out, text;

	for (size_t i = 0; i < COUNT(bad); i++)
		if (reads(key, slice_of(bad[i]), &out)) {
			printf("taken: %s\n", bad[i]);
			CHECK(!"refused");
		}
	/* one bit anywhere */
	text = SLICE(RFC_HEADER "." RFC_BODY "." RFC_SIGN);
	for (size_t i = 0; i < text.n; i++) {
		char	 copy[400];

		memcpy(copy, text.p, text.n);
		copy[i] = (char)(copy[i] ^ 1);
		CHECK(!reads(key, (slice){ copy, text.n }, &out));
	}
	for (size_t cap = 0; cap < 2000; cap += 7) {	/* no room */
		struct fault f = { "" };

		arena_init(&a, room, cap);
		if (jws_read(&a, &config_crypto, key, text, &out, &f))
			CHECK(out.n == 70);
	}
}

static const struct status full = { .box = { "leeds-1", 7 },
    .version = { "0.4.0", 5 }, .seq = 3000012, .time = 1795334400, .up = 3600,
    .sources = 5, .blind = 1, .waiting = 2, .holds = true, .sum = {
    .fetched = 100, .fresh = 10, .duplicate = 90, .matched = 4,
    .unmatched = 6, .sent = 1, .digest = 2, .muted = 1, .failures = 3 } };

/* As it stands in earshot-mqtt(5). */
#define EXAMPLE "{\"box\":\"leeds-1\",\"version\":\"0.4.0\",\"time\":" \
	"\"2026-11-22T08:00:00Z\",\"seq\":3000012,\"up\":3600,\"sources\":5," \
	"\"blind\":1,\"waiting\":2,\"refused\":0,\"holds\":true,\"ledger\":{" \
	"\"read\":100,\"new\":10,\"known\":90,\"about_you\":4," \
	"\"not_about_you\":6,\"told\":1,\"kept\":2,\"quiet\":1," \
	"\"failures\":3}}"

static void
test_put(void)
{
	char	 buf[2000];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct status s = full;
	slice	 text, out;

	status_put(&k, &s);
	CHECK(slice_eq(sink_slice(&k), SLICE(EXAMPLE)));
	arena_init(&a, room, sizeof(room));
	text = jws_sign(&a, &config_crypto, SLICE("a key of the example, 32 "
	    "bytes"), sink_slice(&k));
	if (getenv("STATUS"))
		printf("%.*s\n", SLICE_ARG(text));
	memcpy(buf + 1000, text.p, text.n);
	CHECK(reads(SLICE("a key of the example, 32 bytes"),
	    (slice){ buf + 1000, text.n }, &out));
	CHECK(slice_eq(out, SLICE(EXAMPLE)));
	CHECK(!reads(SLICE("another key"), (slice){ buf + 1000, text.n },
	    &out));
	s.shop = SLICE("Mokka \"&\" Sons");
	s.names = SLICE("town\nred\"dit");
	k.len = 0;
	status_put(&k, &s);
	CHECK(slice_ends(sink_slice(&k), SLICE("\"failures\":3},\"shop\":"
	    "\"Mokka \\\"&\\\" Sons\",\"blind_sources\":[\"town\","
	    "\"red\\\"dit\"]}")));
	for (size_t cap = 0; cap < k.len; cap++) {
		struct sink small = { .buf = buf, .cap = cap };

		status_put(&small, &s);
		CHECK(small.full);
	}
}

int
main(void)
{
	test_rfc();
	test_bad();
	test_put();
	return test_failed;
}
