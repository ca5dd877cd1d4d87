#include "core/report/weekly.h"
#include "tests/test.h"

#include <stdlib.h>

enum { HOUR = 3600, DAY = 86400 };
#define NOW INT64_C(1795420800)		/* Monday 2026-11-23 08:00 UTC */

static _Alignas(16) char room[1 << 18];

struct row {
	const char *class, *text;
	int64_t	 feels, priority, ago;	/* ago: seconds since it was found */
	int64_t	 state, replied;	/* replied: seconds after it was opened */
	int64_t	 fate;
};

static bool
has(slice text, const char *what)
{
	bool	 is = slice_find(text, slice_of(what)) < text.n;

	if (!is)
		printf("no \"%s\" in:\n%.*s\n", what, SLICE_ARG(text));
	return is;
}

static void
add(struct weekly *w, const struct row *r)
{
	struct item item = { .source = SLICE("gazette"), .fate = r->fate ?
	    r->fate : FATE_SENT, .found = NOW - r->ago, .verdict = {
	    .class = slice_of(r->class), .priority = r->priority,
	    .sentiment = r->feels } };
	struct task task = { .state = r->state, .opened = item.found,
	    .replied = r->replied ? item.found + r->replied : 0 };

	item.mention.text = slice_of(r->text);
	item.mention.url = SLICE("https://gazette.town/?a=1&b=\"2");
	weekly_mention(w, &item, r->state ? &task : NULL);
}

static void
write(const struct row *rows, size_t n, size_t times, struct letter *l)
{
	struct weekly_head h = { .shop = SLICE("Mokka & Sons"),
	    .day = NOW / DAY - 7, .from = (NOW / DAY - 7) * DAY,
	    .to = NOW / DAY * DAY, .now = NOW };
	struct tally t = { .fetched = 5000, .duplicate = 779, .fresh = 4221,
	    .unmatched = 4170, .matched = 51, .sent = 30, .digest = 15,
	    .muted = 6 };
	struct weekly *w;
	struct arena a;

	arena_init(&a, room, sizeof(room));
	w = weekly_open(&a, &h);
	CHECK(w != NULL);
	for (size_t i = 0; i < n * times; i++)
		add(w, &rows[i % n]);
	*l = (struct letter){ .id = 0 };
	CHECK(weekly_close(w, &t, l));
}

static size_t
lines(slice text)
{
	size_t	 n = 0;

	while (text.n)
		n += slice_starts(slice_cut(&text, '\n'), SLICE("- "));
	return n;
}

static const struct row week[] = {
	{ "complaint", "still waiting for <b>my</b> order", -70, 80, 2 * DAY,
	  TASK_SEEN, 0, 0 },
	{ "question", "do you have gluten free cake?", 0, 40, 3 * DAY,
	  TASK_DONE, 240, 0 },
	{ "question", "are you open on Sunday?", 0, 40, 4 * DAY, TASK_DONE, 0,
	  0 },
	{ "praise", "the best cake in the whole of Leeds", 90, 20, 3 * DAY,
	  TASK_NEW, 0, 0 },
	{ "praise", "such friendly people there", 60, 20, 3 * DAY, 0, 0, 0 },
	{ "praise", "lovely", 95, 20, 3 * DAY, 0, 0, 0 },
	{ "praise", "this is quiet, and nobody told", 99, 20, 3 * DAY, 0, 0,
	  FATE_MUTED },
	{ "complaint", "about another Mokka altogether", -99, 99, 3 * DAY,
	  TASK_IGNORED, 0, 0 },
	/* not of this week */
	{ "praise", "the week before was good, too", 98, 20, 9 * DAY,
	  TASK_DONE, 60, 0 },
	{ "praise", "and this morning as well, really", 97, 20, HOUR, TASK_NEW,
	  0, 0 },
	{ "question", "three weeks old and still open?", 0, 90, 21 * DAY,
	  TASK_NEW, 0, 0 },
};

static void
keep(const char *variable, slice out)
{
	FILE	*f = getenv(variable) ? fopen(getenv(variable), "w") : NULL;

	if (f == NULL)
		return;
	CHECK(fwrite(out.p, 1, out.n, f) == out.n);
	fclose(f);
}

static void
test_week(void)
{
	struct letter l;

	write(week, COUNT(week), 1, &l);
	keep("WEEKLY_HTML", l.html);
	keep("WEEKLY_TEXT", l.text);
	CHECK(has(l.title, "Mokka & Sons, the week from 16 Nov: 6 mentions"));
	CHECK(lines(l.text) == 5);
	CHECK(has(l.text, "- Heard: 6 mentions (1 the week before): 1 "
	    "complaint, 2 questions, 3 praises. 1 of 3 that wanted an answer "
	    "had one, 1 more settled otherwise.\n"));
	CHECK(has(l.text, "- Fastest answer: 4 min; usually: too early to "
	    "tell (n=1).\n"));
	CHECK(has(l.text, "- Time saved: about 348 min. 4176 new entries were "
	    "read that needed nobody, counted at 5 seconds each.\n"));
	CHECK(has(l.text, "- In their words: \"the best cake in the whole of "
	    "Leeds\" \xe2\x80\x94 Praise on gazette\n"));
	CHECK(has(l.text, "- Waiting: 2 for an answer, the oldest for 21 days; "
	    "the loudest: \"three weeks old and still open?\"\n"));
	CHECK(slice_index(l.text, '%') == l.text.n);
	CHECK(has(l.html, "Mokka &amp; Sons"));
	CHECK(has(l.html, "?a=1&amp;b=&quot;2\">"));
	CHECK(slice_find(l.html, SLICE("<script")) == l.html.n);
}

/* The words are of the mood that most were in; enough answers are told. */
static void
test_mood(void)
{
	struct letter l;

	write(week, 2, 21, &l);
	CHECK(has(l.text, "\"still waiting for <b>my</b> order\" \xe2\x80\x94 "
	    "Complaint on gazette"));
	CHECK(has(l.html, "&lt;b&gt;my&lt;/b&gt;"));
	CHECK(has(l.text, "4 min; usually: half within 4 min, nine in ten "
	    "within 4 min."));
	CHECK(has(l.text, "21 of 42 that wanted an answer had one."));
	CHECK(has(l.text, "Waiting: 21 for an answer, the oldest for 2 days"));
}

static void
test_nothing(void)
{
	struct arena a;
	struct weekly_head h = { .from = 0, .to = 7 * DAY, .now = NOW };
	struct tally t = { .fresh = 1, .sent = 3 };	/* over midnight */
	struct letter l = { .id = 0 };
	struct weekly *w;

	arena_init(&a, room, sizeof(room));
	w = weekly_open(&a, &h);
	CHECK(w && weekly_close(w, &t, &l));
	CHECK(lines(l.text) == 5);
	CHECK(has(l.title, "Earshot, the week from 1 Jan: 0 mentions"));
	CHECK(has(l.text, "0 mentions (0 the week before). None wanted"));
	CHECK(has(l.text, "none, nothing was answered"));
	CHECK(has(l.text, "about 0 min. 0 new"));
	CHECK(has(l.text, "nobody said anything"));
	CHECK(has(l.text, "Waiting: nothing."));
	for (size_t cap = 0; cap < 40000; cap += 500) {	/* no room */
		arena_init(&a, room, cap);
		w = weekly_open(&a, &h);
		if (w != NULL)
			(void)weekly_close(w, &t, &l);
	}
}

int
main(void)
{
	test_week();
	test_mood();
	test_nothing();
	return test_failed;
}
