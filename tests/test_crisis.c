/* test_crisis.c - the one switch and whose source it is: what is kept. */
#include "core/desk/care.h"
#include "core/desk/crisis.h"
#include "core/desk/route.h"
#include "tests/staff.h"

static char	 room[1 << 16];

static bool
turn(struct arena *a, slice *log, int64_t when, bool on, const char *by,
    const char *words)
{
	return crisis_switch(a, log, &(struct crisis_order){ when, on,
	    slice_of(by), slice_of(words) });
}

static void
switches(void)
{
	slice	 log = SLICE("");
	struct crisis c;
	struct arena a;

	arena_init(&a, room, sizeof(room));
	CHECK(!crisis_nth(log, 0, &c));
	CHECK(!turn(&a, &log, 5, false, "anna", "") && log.n == 0);
	CHECK(turn(&a, &log, 10, true, "anna", "We know."));
	CHECK(crisis_nth(log, 0, &c) && c.from == 10 && c.until == 0);
	CHECK(slice_eq(c.by, SLICE("anna")) &&
	    slice_eq(c.words, SLICE("We know.")));
	CHECK(!crisis_nth(log, 1, &c));
	/* once more is nothing; other words are */
	CHECK(!turn(&a, &log, 11, true, "ben", "We know.") &&
	    !turn(&a, &log, 11, true, "ben", ""));
	CHECK(turn(&a, &log, 12, true, "ben", "We\nknow\tmore.\033"));
	CHECK(crisis_nth(log, 0, &c) && c.from == 10 &&
	    slice_eq(c.by, SLICE("anna")) &&
	    slice_eq(c.words, SLICE("We know more.")));
	CHECK(turn(&a, &log, 20, false, "cleo", "") &&
	    !turn(&a, &log, 21, false, "cleo", ""));
	CHECK(crisis_nth(log, 0, &c) && c.until == 20 &&
	    slice_eq(c.ended, SLICE("cleo")));
	/* a second one; a clock that went back does not end it before */
	CHECK(turn(&a, &log, 30, true, "", ""));
	CHECK(turn(&a, &log, 25, false, "", ""));
	CHECK(crisis_nth(log, 0, &c) && c.from == 30 && c.until == 31 &&
	    c.words.n == 0);
	CHECK(crisis_nth(log, 1, &c) && c.from == 10 && c.until == 20 &&
	    slice_eq(c.words, SLICE("We know more.")));
	CHECK(!crisis_nth(log, 2, &c));
	/* what is no such line is nothing */
	CHECK(!crisis_nth(SLICE("x\n1\t\n\n\t\t\t\n"), 0, &c));
	CHECK(crisis_nth(SLICE("x\n7\t+\tb\tw"), 0, &c) && c.from == 7 &&
	    slice_eq(c.words, SLICE("w")));
}

/* However often: the oldest go, the last one stays whole. */
static void
bounded(void)
{
	static char kept[CRISIS_BYTES];
	char	 words[300];
	slice	 log = SLICE("");
	struct crisis c;
	struct arena a;

	memset(words, 'x', sizeof(words) - 1);
	words[sizeof(words) - 1] = '\0';
	for (int64_t i = 1; i < 200; i++) {
		arena_init(&a, room, sizeof(room));
		CHECK(turn(&a, &log, i, i % 2 == 1, "anna", i % 2 ? words :
		    ""));
		CHECK(log.n <= CRISIS_BYTES);
		memcpy(kept, log.p, log.n);
		log.p = kept;
		CHECK(crisis_nth(log, 0, &c) && c.from == (i - 1) / 2 * 2 + 1 &&
		    c.until == (i % 2 ? 0 : i) && c.words.n == 299);
	}
	CHECK(crisis_nth(log, 5, &c) && !crisis_nth(log, 50, &c));
	arena_init(&a, room, 64);
	CHECK(!turn(&a, &log, 300, false, "anna", ""));
}

static void
pinned(void)
{
	struct staff s = { .n = 0 };
	char	 buf[600];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct crisis c = { .by = SLICE("anna") };

	staff_zone(&s, "Europe/Berlin");
	staff_add(&s, "anna", 1)->called = SLICE("Anna Roth");
	c.from = staff_time(&s, "2026-11-22 10:32");
	crisis_put(&k, &s, &c, SLICE("We know."), SLICE("https://x.example"));
	CHECK(slice_eq(sink_slice(&k), SLICE("Crisis mode since 2026-11-22 "
	    "10:32, by Anna Roth. Say no more than: We know. "
	    "https://x.example")) || (printf("%.*s\n", (int)k.len, buf), 0));
	k.len = 0;
	c.by = SLICE("");
	crisis_put(&k, &s, &c, SLICE(""), SLICE(""));
	CHECK(slice_eq(sink_slice(&k), SLICE("Crisis mode since 2026-11-22 "
	    "10:32. There is no holding statement yet: earshot crisis on "
	    "\"WORDS\"")) || (printf("%.*s\n", (int)k.len, buf), 0));
}

/* --- whose source it is --------------------------------------------------- */

static const struct {
	int64_t	 now;
	bool	 trouble;
	enum care_what what;
	int64_t	 told, next;		/* then */
} steps[] = {
	{ 100, false, CARE_REST, 0, INT64_MAX },
	{ 200, true, CARE_REST, 0, 800 },
	{ 799, true, CARE_REST, 0, 800 },
	{ 800, true, CARE_TELL, 1, 1400 },
	{ 1000, true, CARE_REST, 1, 1400 },
	{ 1500, true, CARE_TELL, 2, INT64_MAX },
	{ 9000, true, CARE_REST, 2, INT64_MAX },
	{ 9100, false, CARE_WELL, 0, INT64_MAX },
	{ 9200, true, CARE_REST, 0, 9800 },
	{ 9300, false, CARE_REST, 0, INT64_MAX },
	{ 9400, true, CARE_REST, 0, 10000 },
	{ 50, true, CARE_REST, 0, 650 },	/* the clock went back */
	{ 650, true, CARE_TELL, 1, 1250 },
};

static void
cares(void)
{
	struct care c = { .since = 0 };
	int64_t	 told, next;

	for (size_t i = 0; i < COUNT(steps); i++) {
		char	 buf[CARE_BYTES + 16];
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		enum care_what what = care_look(&c, steps[i].trouble, 600,
		    steps[i].now, &told, &next);

		CHECK((what == steps[i].what && c.told == steps[i].told &&
		    next == steps[i].next) || (printf("%zu: %d %lld %lld\n", i,
		    what, (long long)c.told, (long long)next), 0));
		CHECK(what != CARE_WELL || told == 2);
		care_put(&k, &c);
		c = (struct care){ .since = -1 };
		care_get(sink_slice(&k), &c);
		CHECK(c.told == steps[i].told);
	}
	/* patience of nothing: one after the other, at once */
	c = (struct care){ .since = 0 };
	CHECK(care_look(&c, true, 0, 5, &told, &next) == CARE_TELL &&
	    next == 5);
	CHECK(care_look(&c, true, 0, 5, &told, &next) == CARE_TELL);
	CHECK(care_look(&c, true, 0, 6, &told, &next) == CARE_REST);
	care_get(SLICE("7 9"), &c);
	CHECK(c.since == 0 && c.told == 0);
	care_get(SLICE("nonsense"), &c);
	CHECK(c.since == 0);
}

int
main(void)
{
	switches();
	bounded();
	pinned();
	cares();
	return test_failed;
}
