/* wording.h - what the tests of drafts share. */
#ifndef TESTS_WORDING_H
#define TESTS_WORDING_H

#include "core/answer/wording.h"
#include "core/text/text.h"
#include "tests/test.h"

#define T(s)	{ s, sizeof(s) - 1 }	/* in a table */

static _Alignas(16) char room[1 << 20];

/* What stands for everything that can be given. */
static const struct wording_house house = {
	.shop = T("Caf\xc3\xa9 Mokka"), .lang = T("en"),
	.service = T("https://mokka.example/help"),
	.community = T("https://forum.example/mokka"),
	.contact = T("Anna Roth, 0113 4960000"),
};

struct said {
	const char *class, *attitude, *issues, *words;
};

static const struct said all[] = {
	{ "complaint", "reactive", "wait/late", "wait/late: seit Stunden "
	    "gewartet, late" },
	{ "complaint", "proactive", "staff/rude, price/dear", "" },
	{ "complaint", "reactive", "", "" },
	{ "complaint", "reactive", "safety/ill", "safety/ill: was very sick" },
	{ "complaint", "reactive", "trust/scam", "trust/scam: total scam" },
	{ "question", "", "", "" },
	{ "question", "reactive", "hours/closed", "" },
	{ "praise", "reactive", "", "" },
	{ "lead", "progressive", "", "" },
	{ "lead", "reactive", "", "" },
	{ "idea", "proactive", "", "" },
	{ "rumour", "proactive", "", "" },
	{ "crisis", "proactive", "safety/ill", "" },
	{ "competitor", "progressive", "", "" },
};

static inline struct verdict
verdict(const struct said *s, const char *lang)
{
	return (struct verdict){ .class = slice_of(s->class),
	    .attitude = slice_of(s->attitude), .issues = slice_of(s->issues),
	    .issue_words = slice_of(s->words), .lang = slice_of(lang) };
}

static inline struct wording
make(struct arena *a, const struct wording_house *h,
    const struct wording_case *c)
{
	struct wording w;
	struct wording_case given = *c;
	bool	 good;

	if (given.community.n == 0)
		given.community = h->community;
	good = wording_make(a, h, &given, &w);

	CHECK(good == (w.text.n > 0) && good == (w.why.n == 0));
	return w;
}

static inline bool
has(slice text, const char *what)
{
	return slice_find(text, slice_of(what)) < text.n;
}

/* A draft as a person would let it pass. */
static inline bool
sound(slice t, size_t chars)
{
	return text_valid(t) && text_length(t, TEXT_CHARS) <= chars &&
	    !has(t, "  ") && !has(t, "{") && !has(t, "}") &&
	    !has(t, " .") && !has(t, " ,") && !has(t, "..") &&
	    slice_trim(t).n == t.n && t.n > 0 && (unsigned char)t.p[0] > 32;
}

#endif
