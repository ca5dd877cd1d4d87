#include "core/report/ratio.h"
#include "tests/test.h"

/* Shares against figures worked out with fractions by another program: the
 * ends may be one thousandth wider, never narrower. */
static const struct { int64_t k, n; int32_t share, low, high; } shares[] = {
	{ 0, 0, 0, 0, 0 },
	{ 0, 1, 0, 0, 794 },
	{ 1, 1, 1000, 206, 1000 },
	{ 3, 7, 429, 158, 750 },
	{ 0, 20, 0, 0, 162 },
	{ 20, 20, 1000, 838, 1000 },
	{ 12, 30, 400, 245, 577 },
	{ 50, 100, 500, 403, 597 },
	{ 900, 1000, 900, 879, 918 },
	{ 1, 1000000, 0, 0, 1 },
	{ 7, 5, 1000, 565, 1000 },		/* impossible */
	{ -3, 10, 0, 0, 278 },
	{ 5, -1, 0, 0, 0 },
	{ INT64_MAX, INT64_MAX, 1000, 999, 1000 },
	{ 1, INT64_MAX, 0, 0, 1 },
};

static void
test_shares(void)
{
	for (size_t i = 0; i < COUNT(shares); i++) {
		struct ratio r = ratio_of(shares[i].k, shares[i].n);

		if (r.share != shares[i].share ||
		    r.low > shares[i].low || r.low < shares[i].low - 1 ||
		    r.high < shares[i].high || r.high > shares[i].high + 1)
			printf("%lld of %lld: %d %d %d\n",
			    (long long)shares[i].k, (long long)shares[i].n,
			    r.share, r.low, r.high);
		CHECK(r.share == shares[i].share);
		CHECK(r.low <= shares[i].low && r.low >= shares[i].low - 1);
		CHECK(r.high >= shares[i].high &&
		    r.high <= shares[i].high + 1);
	}
	for (int64_t n = 1; n < 200; n++)
		for (int64_t k = 0; k <= n; k++) {
			struct ratio r = ratio_of(k, n), o = ratio_of(n - k,
			    n);

			CHECK(0 <= r.low && r.low <= r.share &&
			    r.share <= r.high && r.high <= 1000);
			CHECK(r.low + o.high >= 999 && r.low + o.high <= 1001);
		}
}

static void
test_net(void)
{
	for (int64_t n = 1; n < 40; n++)
		for (int64_t plus = 0; plus <= n; plus++)
			for (int64_t minus = 0; plus + minus <= n; minus++) {
				struct ratio r = ratio_net(plus, minus, n);
				struct ratio o = ratio_net(minus, plus, n);

				CHECK(-1000 <= r.low && r.low <= r.share &&
				    r.share <= r.high && r.high <= 1000);
				CHECK(r.low == -o.high && r.high == -o.low);
			}
	/* 60 for, 20 against, 20 neither */
	CHECK(ratio_net(60, 20, 100).share == 400);
	CHECK(ratio_net(60, 20, 100).low >= 225 &&
	    ratio_net(60, 20, 100).low <= 240);
	CHECK(ratio_net(60, 20, 100).high >= 545 &&
	    ratio_net(60, 20, 100).high <= 560);
	CHECK(ratio_net(0, 0, 0).share == 0);
	CHECK(ratio_net(INT64_MAX, INT64_MAX, INT64_MAX).share == 1000);
	CHECK(ratio_net(INT64_MIN, 3, 10).share == -300);
}

typedef void put_fn(struct sink *, const struct ratio *);

static const struct { put_fn *put; int64_t k, m, n; const char *says; }
words[] = {
	{ ratio_put, 0, 0, 0, "too early to tell (n=0)" },
	{ ratio_put, 3, 0, 6, "too early to tell (n=6)" },
	{ ratio_put, 19, 0, 19, "too early to tell (n=19)" },
	{ ratio_put, 5, 0, 20, "25% (11 to 47%)" },
	{ ratio_put, 20, 0, 20, "100% (83 to 100%)" },
	{ ratio_put, 0, 0, 20, "0% (0 to 17%)" },
	{ ratio_put_net, 1, 5, 6, "too early to tell (n=6)" },
	{ ratio_put_net, 60, 20, 100, "+40 (+23 to +55)" },
	{ ratio_put_net, 20, 60, 100, "-40 (-55 to -23)" },
	{ ratio_put_net, 10, 10, 100, "0 (-9 to +9)" },
};

static bool
is(const char *got, size_t n, const char *want)
{
	bool	 same = slice_eq((slice){ got, n }, slice_of(want));

	if (!same)
		printf("got  \"%.*s\"\nwant \"%s\"\n", (int)n, got, want);
	return same;
}

static void
test_words(void)
{
	for (size_t i = 0; i < COUNT(words); i++) {
		char	 buf[200];
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		struct ratio r = words[i].put == ratio_put ?
		    ratio_of(words[i].k, words[i].n) :
		    ratio_net(words[i].k, words[i].m, words[i].n);

		words[i].put(&k, &r);
		CHECK(is(buf, k.len, words[i].says));
		CHECK(ratio_tells(words[i].n) ||
		    memchr(buf, '%', k.len) == NULL);
	}
}

static void
put(struct spans *s, const char *want)
{
	char	 buf[200];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	spans_put(&k, s);
	CHECK(is(buf, k.len, want));
}

static void
test_spans(void)
{
	static struct spans s;
	int64_t	 v = 1;

	put(&s, "none");
	CHECK(spans_at(&s, 500) == 0);
	spans_add(&s, -5);		/* before it was opened: no time */
	CHECK(s.seen == 0);
	for (int i = 6; i > 0; i--)
		spans_add(&s, i * 600);
	put(&s, "between 10 min and 1 h, too early to tell (n=6)");
	CHECK(spans_at(&s, 500) == 1800 && spans_at(&s, 501) == 2400);
	CHECK(spans_at(&s, -1) == 600 && spans_at(&s, 5000) == 3600);
	for (int i = 7; i <= 20; i++)
		spans_add(&s, i * 600);
	put(&s, "half within 1 h, nine in ten within 3 h");
	memset(&s, 0, sizeof(s));
	for (int i = 0; i < 100000; i++) {	/* 0 .. 100002, each once */
		v = v * 48271 % 100003;
		spans_add(&s, v);
	}
	CHECK(s.seen == 100000 && s.n <= SPANS_KEPT && s.n >= SPANS_KEPT / 4);
	CHECK(spans_at(&s, 500) > 40000 && spans_at(&s, 500) < 60000);
	CHECK(spans_at(&s, 950) > 85000);
	spans_add(&s, INT64_MAX);
	CHECK(spans_at(&s, 1000) <= INT64_MAX);
}

static struct change
steady(int32_t before, int32_t after, size_t n, size_t m)
{
	int32_t	 days[64];

	for (size_t i = 0; i < n + m; i++)
		days[i] = i < n ? before : after;
	return change_of(days, n, m);
}

static void
test_change(void)
{
	static int32_t most[2 * CHANGE_MOST];
	int32_t	 burst[28] = { 0 };
	struct change c = steady(1, 1, 14, 14);
	char	 buf[200];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	CHECK(c.tells && c.low < 0 && c.high > 0);
	c = steady(1, 3, 14, 14);
	CHECK(c.tells && c.low > 0 && c.low < 2000 && c.high > 2000);
	change_put(&k, &c);
	CHECK(is(buf, k.len, "1.0 a day before, 3.0 after: more, by 1.0 to "
	    "3.1 a day"));
	c = steady(3, 1, 14, 14);
	CHECK(c.high < 0);
	k.len = 0;
	change_put(&k, &c);
	CHECK(is(buf, k.len, "3.0 a day before, 1.0 after: fewer, by 1.0 to "
	    "3.1 a day"));
	/* thirty in one day is one event, not a new rate */
	burst[20] = 30;
	for (size_t i = 0; i < 28; i += 2)
		burst[i] += 2;
	c = change_of(burst, 14, 14);
	CHECK(c.tells && c.low < 0);
	c = steady(1, 0, 3, 3);
	k.len = 0;
	change_put(&k, &c);
	CHECK(!c.tells && is(buf, k.len,
	    "3 in 3 days before, 0 in 3 days after: too early to tell "
	    "(n=3)"));
	CHECK(!steady(9, 9, 6, 14).tells && !steady(9, 9, 14, 6).tells);
	CHECK(!change_of(burst, 0, 0).tells && !change_of(burst, 5, 0).tells);
	for (size_t i = 0; i < COUNT(most); i++)
		most[i] = i % 2 ? INT32_MIN : INT32_MAX;
	c = change_of(most, CHANGE_MOST, CHANGE_MOST);
	CHECK(c.low < 0 && c.high > 0);
	CHECK(!change_of(most, SIZE_MAX, 1).tells);
}

int
main(void)
{
	test_shares();
	test_net();
	test_words();
	test_spans();
	test_change();
	return test_failed;
}
