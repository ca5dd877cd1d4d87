/* test_http1_rates.c - how much more may be asked, in the spellings in use. */
#include "core/web/http1.h"
#include "tests/test.h"

static const struct {
	const char *header, *value;
	bool	 spent;
	int64_t	 wait;
} rates[] = {
	{ "X-RateLimit-Remaining", "0", true, -1 },
	{ "X-RateLimit-Remaining", "0.4", true, -1 },
	{ "X-RateLimit-Remaining", "1.0", false, -1 },
	{ "X-RateLimit-Remaining", "some", false, -1 },
	{ "Ours-Left", "0", true, -1 },
	{ "Ours-Until", "12.5", false, 13 },
	{ "Ours-Until", "12.0", false, 12 },
	{ "Ours-Until", "-7", false, 0 },
	{ "Ours-Until", "1795253460.9", false, 60 },
	{ "RateLimit-Reset", "1795253460000", false, 60 },
	{ "RateLimit-Reset", "2026-11-21T09:31:00Z", false, 60 },
	{ "RateLimit-Reset", "12.x", false, -1 },
	{ "RateLimit-Reset", ".", false, -1 },
	{ "RateLimit", "\"a\";r=5;t=9, \"b\";r=0;t=700", true, 700 },
	{ "X-App-Usage", "{\"call_count\":100}", true, 3600 },
	{ "X-App-Usage", "{\"call_count\":99}", false, -1 },
};

static void
test_rates(void)
{
	static char room[1 << 16];

	for (size_t i = 0; i < COUNT(rates); i++) {
		struct arena a;
		struct http_head h = { .status = 200, .nheaders = 1,
		    .headers[0] = { slice_of(rates[i].header),
		    slice_of(rates[i].value) } };
		struct http_rates r;

		arena_init(&a, room, sizeof(room));
		r = http_rates(&a, &h, SLICE("Ours-Left"),
		    SLICE("Ours-Until"), 1795253400);
		CHECK((r.spent == rates[i].spent && r.wait == rates[i].wait) ||
		    (printf("%s: %s: %d %lld\n", rates[i].header,
		    rates[i].value, r.spent, (long long)r.wait), 0));
	}
}

int
main(void)
{
	test_rates();
	return test_failed;
}
