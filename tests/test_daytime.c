/* test_daytime.c - whom a box without a clock believes. */
#include "net/daytime.h"

#include "core/when/when.h"
#include "tests/server.h"
#include "tests/test.h"

#define SAYS(date) "HTTP/1.1 403 Forbidden\r\nDate: " date	\
	"\r\nContent-Length: 5\r\n\r\n"
#define GOOD	"Sun, 22 Nov 2026 09:30:00 GMT"
#define CN	.cn = "-", .dns = "shop.example"

/* Our own clock plays no part: 2044 is as good as 2026, if the papers say so. */
static const struct {
	struct paper_for leaf;
	const char *answer;
	const char *want;		/* the time; else words of the fault */
} rows[] = {
	{ { CN }, SAYS(GOOD), "2026-11-22T09:30:00Z" },
	{ { CN, .from = "20440101000000" }, SAYS("Fri, 01 Jan 2044 00:00:00 "
	    "GMT"), "2044-01-01T00:00:00Z" },
	{ { CN, .from = "20440101000000" }, SAYS(GOOD),
	    "when its own certificate is not valid" },
	{ { CN, .to = "20261122092959" }, SAYS(GOOD),
	    "when its own certificate is not valid" },
	{ { CN, .to = "20261122093000" }, SAYS(GOOD), "2026-11-22T09:30:00Z" },
	{ { CN }, SAYS("Sun, 01 Jan 2051 00:00:00 GMT"),
	    "when its own certificate is not valid" },
	{ { CN }, SAYS("Wed, 31 Dec 2025 23:59:59 GMT"), "long past" },
	{ { CN }, SAYS("2026-11-22 09:30"), "a time that is none" },
	{ { CN }, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
	    "does not say what time it is" },
	/* all else is checked as ever */
	{ { .cn = "-", .dns = "other.example" }, SAYS(GOOD), "is for other" },
	{ { .cn = "shop.example" }, SAYS(GOOD), "no subjectAltName" },
	{ { CN, .sha1 = true }, SAYS(GOOD), "too weak" },
	{ { CN, .sha1 = true, .to = "20250101000000" }, SAYS(GOOD),
	    "too weak" },
};

static void
put_url(char url[static 64], const struct server *s)
{
	snprintf(url, 64, "https://shop.example:%u/", s->port);
}

static void
ask(size_t i, struct paper *ca, struct roots *roots)
{
	static char block[300000];
	struct dial_policy policy = { SLICE("127.0.0.1"), true };
	struct answer say = { rows[i].answer, 0, 0 };
	struct paper leaf;
	struct server s = { .paper = &leaf };
	struct visit v = { .roots = roots, .most = 1000,
	    .deadline = dial_clock() + 10000 };
	struct fault f = { "" };
	char	 url[64], said[40] = "";
	struct sink k = { .buf = said, .cap = sizeof(said) - 1 };
	struct arena a;
	int64_t	 now = 0;

	paper_make(&leaf, &rows[i].leaf, ca);
	server_start(&s, &say, 1);
	put_url(url, &s);
	CHECK(dial_resolve(&v.addresses, SLICE("shop.example"), s.port,
	    &policy, &f));
	arena_init(&a, block, sizeof(block));
	if (daytime_ask(&v, slice_of(url), &a, &now, &f))
		when_put(&k, now);
	CHECK(strcmp(said, rows[i].want) == 0 || (said[0] == '\0' &&
	    strstr(f.text, rows[i].want)) ||
	    (printf("row %zu: %s%s\n", i, said, f.text), 0));
	CHECK(v.conn == NULL && v.span == NULL);
	server_stop(&s);
	paper_free(&leaf);
}

int
main(void)
{
	struct paper_for ca_for = { .cn = "Test Root", .ca = true };
	struct paper ca;
	struct roots *roots;

	signal(SIGPIPE, SIG_IGN);
	paper_make(&ca, &ca_for, NULL);
	roots = paper_trust(ca.pem);
	for (size_t i = 0; i < COUNT(rows); i++)
		ask(i, &ca, roots);
	roots_close(roots);
	paper_free(&ca);
	return test_failed;
}
