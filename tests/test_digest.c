#include "core/report/digest.h"
#include "tests/test.h"

#include <stdio.h>
#include <stdlib.h>

enum { NOW = 1795334400, HOUR = 3600, DAY = 86400 };

static _Alignas(16) char room[1 << 20];

struct row {
	const char *class, *text, *words;
	int64_t	 priority, ago;		/* seconds since it was found */
	int64_t	 fate, state, replied;	/* replied: seconds after it was opened */
};

static bool
has(slice text, const char *what)
{
	return slice_find(text, slice_of(what)) < text.n;
}

static void
add(struct digest *d, const struct row *r)
{
	struct item item = { .source = SLICE("gazette"),
	    .found = NOW - r->ago, .fate = r->fate,
	    .verdict = { .class = slice_of(r->class),
	    .priority = r->priority, .issue_words = slice_of(r->words) } };
	struct task task = { .state = r->state, .opened = item.found,
	    .owner = SLICE("anna"),
	    .replied = r->replied ? item.found + r->replied : 0,
	    .closed = r->state == TASK_DONE ? NOW : 0 };

	item.mention.text = slice_of(r->text);
	item.mention.url = SLICE("https://gazette.town/?a=1&b=\"2");
	digest_mention(d, &item, r->state ? &task : NULL);
}

static bool
write(const struct row *rows, size_t n, const struct digest_head *head,
    struct letter *l)
{
	struct tally t = { .fetched = 100, .duplicate = 90, .fresh = 10,
	    .unmatched = 6, .matched = 4, .sent = 1, .digest = 2, .muted = 1 };
	struct arena a;
	struct digest *d;

	arena_init(&a, room, sizeof(room));
	d = digest_open(&a, head);
	CHECK(d != NULL);
	for (size_t i = 0; i < n; i++)
		add(d, &rows[i]);
	if (n > 0) {
		digest_blind(d, SLICE("town"), SLICE("Reddit refuses us"));
		digest_ledger(d, &t, 3);
	}
	*l = (struct letter){ .id = 0 };
	return digest_close(d, l);
}

static const struct digest_head day = { .shop = { "Mokka & Sons", 12 },
    .from = NOW - DAY, .now = NOW };

static void
test_day(void)
{
	static const struct row rows[] = {
		{ "complaint", "still waiting for <b>my</b> order",
		  "wait/late: still waiting, third time", 70, HOUR, FATE_SENT,
		  TASK_SEEN, 0 },
		{ "complaint", "Still waiting again",
		  "wait/late: Still waiting; staff/rude: so rude", 50,
		  2 * HOUR, FATE_DIGEST, TASK_DONE, 600 },
		{ "praise", "lovely cake", "", 20, 3 * HOUR, FATE_DIGEST,
		  TASK_NEW, 0 },
		{ "question", "open on Sunday?", "", 30, 3 * DAY, FATE_SENT,
		  TASK_NEW, 0 },
		{ "news", "quiet", "", 5, HOUR, FATE_MUTED, 0, 0 },
	};
	struct letter l;

	CHECK(write(rows, COUNT(rows), &day, &l));
	CHECK(has(l.title, "Mokka & Sons, 2026-11-22: 3 mentions, 2 wait"));
	CHECK(has(l.text, "2 complaints, 1 praise."));
	CHECK(has(l.text, "- wait (late): 2 'still waiting' (2), "
	    "'third time'"));
	CHECK(has(l.text, "- staff (rude): 1 'so rude'"));
	CHECK(has(l.text, "What waits (2)"));
	CHECK(has(l.text, "open on Sunday?"));	/* days old, and still open */
	CHECK(has(l.text, "What else did not buzz (2)"));
	CHECK(has(l.text, "1 was answered, after 10 min"));
	CHECK(has(l.text, "- town Reddit refuses us"));
	CHECK(has(l.text, "100 entries read from 3 sources: 90 known already, "
	    "6 not about you, 4 about you. Of those 1 were told at once"));
	CHECK(!has(l.text, "quiet\""));
	CHECK(has(l.html, "Mokka &amp; Sons"));
	CHECK(has(l.html, "&lt;b&gt;my&lt;/b&gt;") && !has(l.html, "<b>my"));
	CHECK(has(l.html, "?a=1&amp;b=&quot;2\">"));
	CHECK(!has(l.html, "<script") && !has(l.html, "src="));
	if (getenv("DIGEST_HTML") != NULL) {
		FILE	*f = fopen(getenv("DIGEST_HTML"), "w");

		CHECK(f && fwrite(l.html.p, 1, l.html.n, f) == l.html.n);
		fclose(f);
		printf("%.*s", SLICE_ARG(l.text));
	}
}

/* The first days only listen; their end is told even when nothing came. */
/* Who does not answer is told so, and not before there is reason to. */
static void
test_nudge(void)
{
	static const struct {
		struct row rows[2];
		const char *says;
	} cases[] = {
		{ { { "question", "open?", "", 30, 9 * DAY + HOUR, FATE_SENT,
		    TASK_NEW, 0 } }, "No answer from you for 9 days." },
		{ { { "question", "open?", "", 30, 9 * DAY, FATE_SENT,
		    TASK_NEW, 0 }, { "question", "when?", "", 30, 5 * DAY,
		    FATE_SENT, TASK_SEEN, HOUR } },
		    "No answer from you for 4 days." },
		{ { { "question", "open?", "", 30, 2 * DAY, FATE_SENT,
		    TASK_NEW, 0 } }, NULL },
		{ { { "praise", "lovely", "", 30, 9 * DAY, FATE_SENT,
		    TASK_NEW, 0 } }, NULL },
		{ { { "question", "open?", "", 30, 9 * DAY, FATE_SENT,
		    TASK_NEW, 0 }, { "question", "when?", "", 30, 8 * DAY,
		    FATE_SENT, TASK_DONE, 0 } }, NULL },	/* done today */
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct letter l;
		size_t	 n = cases[i].rows[1].class ? 2 : 1;

		CHECK(write(cases[i].rows, n, &day, &l));
		CHECK(has(l.text, cases[i].says ? cases[i].says :
		    "No answer") == (cases[i].says != NULL) ||
		    (printf("%zu: %.*s\n", i, SLICE_ARG(l.text)), 0));
	}
}

static void
test_listening(void)
{
	struct digest_head head = day;
	struct letter l;

	CHECK(!write(NULL, 0, &day, &l));
	head.listening = NOW;
	head.last = true;
	CHECK(write(NULL, 0, &head, &l));
	CHECK(has(l.text, "Nothing would have buzzed."));
}

/* However many there are, it stays a letter. */
static void
test_many(void)
{
	struct arena a;
	struct digest *d;
	struct letter l = { .id = 0 };
	struct row r = { "complaint", "a long and angry text of somebody, and "
	    "then some more of it, so that it must be cut in the middle of a "
	    "sentence that nobody reads to its end anyway", "wait/late: x",
	    50, HOUR, FATE_DIGEST, TASK_DONE, 0 };

	arena_init(&a, room, sizeof(room));
	d = digest_open(&a, &day);
	for (int64_t i = 0; i < 5000; i++) {
		r.priority = i % 100;
		add(d, &r);
	}
	CHECK(digest_close(d, &l));
	CHECK(l.text.n < 8192 && l.html.n < 10000);
	CHECK(has(l.text, "... and 4995 more"));
}

/* Each mention stands in one of them: what is bad in the crisis's own, the rest
 * in the first after it. */
static void
test_crisis(void)
{
	static const struct row rows[] = {
		{ "praise", "lovely alum", "", 20, 9 * HOUR, FATE_DIGEST, 0,
		  0 },
		{ "complaint", "rude borax", "staff/rude: rude", 50, 9 * HOUR,
		  FATE_DIGEST, TASK_DONE, 600 },
		{ "rumour", "closed for cerium?", "", 30, 3 * HOUR,
		  FATE_DIGEST, TASK_DONE, 0 },
		{ "question", "open on Sunday, dolomite?", "", 30, 3 * HOUR,
		  FATE_SENT, TASK_NEW, 0 },
		{ "idea", "sell epsom", "", 5, 3 * HOUR, FATE_MUTED, 0, 0 },
		{ "crisis", "ill of fluor", "", 90, HOUR, FATE_SENT,
		  TASK_DONE, 0 },
		{ "praise", "nice galena", "", 20, HOUR, FATE_DIGEST, 0, 0 },
	};
	static const struct {
		int64_t	 from, plain;
		bool	 crisis;
		size_t	 mentions, later;
	} digests[] = {	/* one after the other; the third or the fourth */
		{ DAY, 0, true, 1, 1 }, { 8 * HOUR, DAY, true, 1, 2 },
		{ 2 * HOUR, DAY, true, 1, 3 }, { 2 * HOUR, DAY, false, 4, 0 },
		{ DAY, 0, false, 6, 0 },
	};
	static const int64_t nows[] = { 8 * HOUR, 2 * HOUR, 0, 0, 0 };
	struct letter l;

	for (size_t i = 0; i < COUNT(digests); i++) {
		struct digest_head h = { .from = NOW - digests[i].from,
		    .now = NOW - nows[i], .crisis = digests[i].crisis,
		    .plain = digests[i].plain ? NOW - digests[i].plain : 0 };
		size_t	 n = 0;
		char	 buf[64];

		while (n < COUNT(rows) && rows[n].ago > nows[i])
			n++;
		CHECK(write(rows, n, &h, &l));
		snprintf(buf, sizeof(buf), ": %zu mention",
		    digests[i].mentions);
		CHECK(has(l.title, buf) || (printf("%zu: %.*s\n", i,
		    SLICE_ARG(l.title)), 0));
		CHECK(has(l.title, ", crisis: ") == h.crisis);
		snprintf(buf, sizeof(buf), "%zu other", digests[i].later);
		CHECK(has(l.text, digests[i].later ? buf : "since the last"));
		CHECK(has(l.text, "after the crisis") ==
		    (digests[i].later > 0));
		CHECK(has(l.text, "Answered") == !h.crisis);
		CHECK(has(l.text, "Crisis mode is over") == (i == 3));
		CHECK(has(l.text, "galena") == (i >= 3));
		CHECK(has(l.text, "1 grave one") == (i >= 2));
		CHECK(has(l.text, "1 complaint") == (i == 0 || i == 4));
		CHECK(has(l.text, "1 rumour") == (i == 1 || i == 4));
		CHECK(has(l.text, "dolomite") == (i > 0));	/* waits */
	}
}

int
main(void)
{
	test_crisis();
	test_day();
	test_nudge();
	test_listening();
	test_many();
	return test_failed;
}
