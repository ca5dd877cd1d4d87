/* Dates collected by other people, when they are there. */
#include "core/when/when.h"

#include "tests/test.h"

/* One line of the collected cases: {"input": TEXT, "expected_unix": N}. */
static bool
case_of(char *line, slice *text, slice *want)
{
	char	*in = strstr(line, "\"input\": \"");
	char	*end = in ? strstr(in += 10, "\", \"grammar\"") : NULL;
	char	*expect = end ? strstr(end, "\"expected_unix\": ") : NULL;

	if (expect == NULL)
		return false;
	*text = (slice){ in, (size_t)(end - in) };
	expect += 17;
	*want = (slice){ expect, strcspn(expect, "}") };
	return true;
}

int
main(void)
{
	FILE	*f = fopen("../shared/suites/feedparser_dates.jsonl", "r");
	char	 line[1024];
	int	 n = 0, met = 0;
	slice	 text, want;

	if (f == NULL) {
		printf("skipped: no ../shared/suites/feedparser_dates.jsonl\n");
		return 0;
	}
	while (fgets(line, sizeof(line), f) && case_of(line, &text, &want)) {
		int64_t	 t = 0, expect = 0;
		bool	 refuse = slice_eq(want, SLICE("null"));
		bool	 ok = when_parse(text, &t);

		n++;
		CHECK(refuse || slice_int(want, &expect));
		if (ok == !refuse && (refuse || t == expect))
			met++;
		else
			printf("\t%.*s: %lld, not %.*s\n", SLICE_ARG(text),
			    (long long)t, SLICE_ARG(want));
	}
	fclose(f);
	CHECK(n > 0 && met == n);
	printf("dates of other people: %d of %d\n", met, n);
	return test_failed;
}
