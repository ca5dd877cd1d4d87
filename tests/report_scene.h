/* report_scene.h - a made-up bakery for the tests of reports, and how a page
 * of it is looked over. */
#ifndef TESTS_REPORT_SCENE_H
#define TESTS_REPORT_SCENE_H

#include "core/json/json.h"
#include "core/report/report.h"
#include "core/when/when.h"
#include "tests/drawing.h"

enum { ROOM = 4 << 20, DAY = 86400 };

static struct arena arena;
static struct calendar hours;
static const int64_t goals[CLASSES] = { [CLASS_COMPLAINT] = 60,
    [CLASS_QUESTION] = 120, [CLASS_LEAD] = 120, [CLASS_CRISIS] = 60 };
static int64_t first;			/* day of the scene */

static inline struct report_head
head(size_t days)
{
	return (struct report_head){ .shop = SLICE("Harbour Bakery"),
	    .hours = &hours, .goals = goals, .from = first,
	    .to = first + (int64_t)days - 1, .phrases = true,
	    .now = zone_utc(&hours.zone, (first + (int64_t)days - 1) * DAY +
	    20 * 3600) };
}

static inline struct report *
open_report(const struct report_head *h)
{
	arena_init(&arena, arena.base, ROOM);
	return report_open(&arena, h);
}

/* --- a made-up shop --------------------------------------------------- */

static const struct kind {
	const char	*class, *polarity, *issues, *words;
	unsigned	 share;		/* of 100 */
} kinds[] = {
	{ "complaint", "negative", "wait/late", "wait/late: still waiting, "
	    "third time", 16 },
	{ "complaint", "negative", "staff/rude", "staff/rude: so rude", 12 },
	{ "question", "neutral", "hours/unclear", "", 20 },
	{ "lead", "neutral", "", "", 10 },
	{ "praise", "positive", "", "", 30 },
	{ "idea", "neutral", "", "", 4 },
	{ "other", "neutral", "", "", 8 },
};

static const char *const names[] = { "mastodon", "town gazette", "reviews",
    "reddit", "mailbox", "forum of the harbour quarter", "never heard" };

static uint64_t seed;

static inline unsigned
dice(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

struct scene {
	struct item	 item;
	struct task	 task;
	struct report_seen seen;
	char		 handle[24];
};

static inline void
scene_task(struct scene *s, int64_t t)
{
	enum class class = CLASS_OTHER;

	class_named(s->item.verdict.class, &class);
	s->task = (struct task){ .state = TASK_NEW, .opened = t,
	    .class = (int64_t)class + 1 };
	s->seen.task = &s->task;
	if (dice(100) >= 80)
		return;
	s->task.state = TASK_DONE;
	s->task.replied = t + 300 + (int64_t)dice(120) * dice(120);
	s->task.closed = s->task.replied + dice(90000);
	if (class == CLASS_LEAD && dice(2))
		s->task.outcome = dice(3) ? SLICE("won") : SLICE("lost");
	if (class == CLASS_COMPLAINT && dice(9) == 0)
		s->task.outcome = SLICE("recovered");
}

static inline void
scene_one(struct scene *s, size_t day, size_t days)
{
	unsigned roll = dice(100), k = 0;
	int64_t	 t = zone_utc(&hours.zone, (first + (int64_t)day) * DAY +
	    8 * 3600 + (int64_t)dice(11 * 3600));

	while (roll >= kinds[k].share)
		roll -= kinds[k++].share;
	if (k < 2 && dice(3) == 0)	/* Saturdays, from ten to twelve */
		t = zone_utc(&hours.zone, (first + (int64_t)day + 7 -
		    (first + (int64_t)day + 5) % 7) * DAY + 10 * 3600 +
		    (int64_t)dice(7200)) - (day > days - 8 ? 7 * DAY : 0);
	memset(s, 0, sizeof(*s));
	snprintf(s->handle, sizeof(s->handle), "@u%u", dice(150));
	s->item = (struct item){ .source = slice_of(names[dice(20) < 9 ? 0 :
	    dice(6)]), .rule = dice(4) ? SLICE("shop") : SLICE("focus"),
	    .found = t + 30 + (int64_t)dice(60) * dice(60), .fate =
	    dice(3) ? FATE_SENT : FATE_DIGEST };
	s->item.mention.time = t;
	s->item.mention.handle = slice_of(s->handle);
	s->item.mention.followers = dice(3) ? 0 : 20 + dice(40) * dice(40);
	s->item.mention.likes = dice(4);
	s->item.verdict.class = slice_of(kinds[k].class);
	s->item.verdict.polarity = slice_of(kinds[k].polarity);
	s->item.verdict.issues = slice_of(kinds[k].issues);
	s->item.verdict.issue_words = slice_of(kinds[k].words);
	s->seen = (struct report_seen){ .item = &s->item,
	    .pushed = s->item.fate == FATE_SENT ? s->item.found + 2 +
	    (int64_t)dice(20) : 0, .old = dice(100) + day < 70,
	    .new = dice(60) < day };
	s->seen.waved_off = slice_eq(s->item.rule, SLICE("focus")) ?
	    dice(2) : dice(30) == 0;
	if (k < 5)
		scene_task(s, s->item.found);
}

/* About 400 mentions in 60 days; after a flyer there are more. */
static inline struct report *
scene(size_t days, struct scene *all, size_t most)
{
	struct report_head h = head(days);
	struct report *r = open_report(&h);
	size_t	 n = 0;

	seed = 11;
	for (size_t i = 0; i < COUNT(names); i++)
		report_source(r, slice_of(names[i]));
	for (size_t day = 0; day < days; day++)
		for (size_t m = 4 + dice(4) + (day >= 38 && day < 52 ?
		    4 : 0); m-- > 0 && n < most; n++) {
			scene_one(&all[n], day, days);
			report_mention(r, &all[n].seen);
		}
	report_event(r, &(struct event){ .id = 2, .day = first + 38,
	    .words = SLICE("flyer in the harbour quarter") });
	report_event(r, &(struct event){ .id = 1, .day = first + 12,
	    .words = SLICE("new opening hours") });
	report_event(r, &(struct event){ .id = 3, .day = first + 58,
	    .words = SLICE("sale") });
	for (int i = 0; i < 7; i++)
		report_came_back(r, i < 3);
	return r;
}

static inline bool
has(slice page, const char *what)
{
	bool	 is = slice_find(page, slice_of(what)) < page.n;

	if (!is)
		printf("nowhere: %s\n", what);
	return is;
}

static inline void
keep(const char *ending, slice page)
{
	const char *base = getenv("REPORT_PAGE");
	char	 name[400];
	FILE	*f;

	if (base == NULL)
		return;
	snprintf(name, sizeof(name), "%s.%s", base, ending);
	f = fopen(name, "w");
	if (f != NULL) {
		fwrite(page.p, 1, page.n, f);
		fclose(f);
	}
}

/* Every picture is well-formed and stays in its box. Returns how many. */
static inline size_t
pictures(slice page)
{
	size_t	 n = 0;

	for (;;) {
		size_t	 from = slice_find(page, SLICE("<svg ")), to;
		struct drawing d;

		if (from == page.n)
			return n;
		page = slice_from(page, from);
		to = slice_find(page, SLICE("</svg>")) + 6;
		d = drawing_read(slice_head(page, to));
		CHECK(d.texts > 4 && d.paths > 3);
		page = slice_from(page, to);
		n++;
	}
}

/* Nothing comes from outside, nothing runs. */
static inline void
alone(slice page)
{
	static const char *const never[] = { "<script", "<img", "<iframe",
	    "<link", "@import", "url(", "javascript:", "<svg onload" };

	for (size_t i = 0; i < COUNT(never); i++)
		CHECK(slice_find(page, slice_of(never[i])) == page.n);
	CHECK(slice_ends(page, SLICE("</body></html>\n")));
}

static inline void
begin_tests(void)
{
	arena.base = malloc(ROOM);
	CHECK(arena.base != NULL);
	CHECK(zone_named(SLICE("Europe/Berlin"), &hours.zone));
	first = when_days(2026, 9, 23);
}

#endif
