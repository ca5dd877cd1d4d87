#include "firmware/role/refusal.h"
#include "tests/test.h"

#include <stdio.h>

#define NOW 1795253400			/* 2026-11-21 09:30 UTC */

static const struct {
	const char	*id, *title;
	int64_t		 wait, east;
	const char	*says;
} cases[] = {
	{ "reddit.rss", "Reddit: search", 3000, 0,
	    "Reddit refuses us until 10:20 (answered 429)" },
	{ "reddit.rss", "Reddit: search", 3000, 3600,
	    "Reddit refuses us until 11:20 (answered 429)" },
	{ "reddit.rss", "Reddit: search", 3000, -36000,
	    "Reddit refuses us until 00:20 (answered 429)" },
	{ "google.alerts", "Google Alerts feed (\"Deliver\")", 52200, 0,
	    "Google Alerts feed refuses us until 00:00 (answered 429)" },
	{ "x.search", "X: recent search", 90000, 0,
	    "X refuses us until 2026-11-22 (answered 429)" },
	{ "feed", "Any RSS", -1, 0,
	    "paper.example refuses us (answered 429)" },
};

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct recipe r = { .id = slice_of(cases[i].id),
		    .title = slice_of(cases[i].title) };
		struct job_visit v = { .host = SLICE("paper.example"),
		    .east = cases[i].east };
		struct recipe_answer a = { .wait = cases[i].wait,
		    .why = { "answered 429" } };
		struct fault f = { "" };

		refusal_say(&r, &v, NOW, &a, &f);
		if (strcmp(f.text, cases[i].says) != 0)
			printf("%s\n", f.text);
		CHECK(strcmp(f.text, cases[i].says) == 0);
	}
	return test_failed;
}
