/*
 * digest.c - what people talk about: the digest as it would be now, the
 * issues with the customers' own words, and a sample of each.
 */
#include "core/judge/score.h"
#include "core/people/csv.h"
#include "core/report/issues.h"
#include "core/show.h"
#include "firmware/desk/gather.h"
#include "firmware/desk/gather_round.h"
#include "firmware/verb/look.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"
#include "storage/mentions.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { DAY = 86400, DAYS = 30, SAID = 200, SAMPLE = 5, SAMPLE_MOST = 50 };

/* --- digest ------------------------------------------------------------------ */

static void
print_letter(const struct letter *l, bool html)
{
	if (html)
		printf("%.*s", SLICE_ARG(l->html));
	else
		printf("%.*s\n\n%.*s", SLICE_ARG(l->title),
		    SLICE_ARG(l->text));
}

static int
show_digest(struct look *look, size_t who, bool html)
{
	struct letter l = { .channel = { "", 0 } };
	struct desk desk;
	struct desk_day day;
	struct rises_told told;

	memset(&desk, 0, sizeof(desk));
	desk_load(look->txn, &look->c->staff, &desk, &day);
	if (!gather_digest(look->c, look->txn, &desk, who,
	    (int64_t)time(NULL), &look->arena, &told, &l)) {
		fprintf(stderr, "there is nothing to tell\n");
		return EXIT_NO;
	}
	print_letter(&l, html);
	return EXIT_GOOD;
}

/* The letter of the week or of the month, of the last 7 or 30 days. */
static int
show_round(struct look *look, enum round_kind round, bool html)
{
	int64_t	 now = (int64_t)time(NULL);
	int64_t	 today = calendar_day(&look->c->staff.hours, now);
	struct letter l = { .channel = { "", 0 } };

	if (!gather_round(look->c, look->txn, round, today -
	    (round == ROUND_WEEK ? 7 : 30) + 1, today, now, &look->arena, &l))
		return EXIT_SYSTEM;
	print_letter(&l, html);
	return EXIT_GOOD;
}

int
verb_digest(const char *file, int argc, char **argv)
{
	bool	 html = argc > 1 && strcmp(argv[argc - 1], "--html") == 0;
	bool	 week = argc > 1 && strcmp(argv[1], "--week") == 0;
	bool	 month = argc > 1 && strcmp(argv[1], "--month") == 0;
	struct look look;
	size_t	 who = 0;
	int	 status;

	argc -= html;
	if (argc > 2) {
		fprintf(stderr, "usage: earshot digest [PERSON | --week | "
		    "--month] [--html]\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	if (week || month) {
		status = show_round(&look, week ? ROUND_WEEK : ROUND_MONTH,
		    html);
		look_close(&look);
		return status;
	}
	if (argc == 2)
		who = staff_named(&look.c->staff, slice_of(argv[1]));
	if (who < look.c->staff.n) {
		status = show_digest(&look, who, html);
	} else {
		fprintf(stderr, "there is no person \"%s\"\n", argv[1]);
		status = EXIT_NO;
	}
	look_close(&look);
	return status;
}

/* --- issues -------------------------------------------------------------------- */

struct summing {
	struct issue_sum *sum;
	int64_t		 since;
};

static bool
sum_one(void *arg, uint64_t id, const struct item *item)
{
	struct summing *s = arg;

	(void)id;
	if (item->found >= s->since)
		issue_sum_add(s->sum, &item->verdict);
	return item->found >= s->since;
}

/* wait/late,still waiting,3; without words: wait/late,3 */
static void
csv_issue(struct look *look, const struct issue_top *t, bool words)
{
	struct sink k = sink_open(&look->arena);
	slice	 name = label_name(t->label);
	char	 count[24];

	for (size_t i = 0; words && i < t->nsaid; i++)
		csv_row(&k, name, t->said[i].words,
		    fault_int(count, (int64_t)t->said[i].count));
	if (!words)
		csv_row(&k, name, fault_int(count, (int64_t)t->count));
	fwrite(k.buf, 1, k.len, stdout);
}

static void
json_issue(struct look *look, const struct issue_top *t)
{
	struct sink k = sink_open(&look->arena);
	struct json_line j = json_line_open(&k);

	json_line_text(&j, "issue", label_name(t->label));
	json_line_int(&j, "count", (int64_t)t->count);
	json_line_raw(&j, "words", SLICE("{"));
	for (size_t i = 0; i < t->nsaid; i++) {
		sink_text(&k, i ? ",\"" : "\"");
		json_escape(&k, t->said[i].words);
		sink_text(&k, "\":");
		sink_int(&k, (int64_t)t->said[i].count);
	}
	sink_byte(&k, '}');
	json_line_close(&j);
	print_line(&k);
}

static void
person_issue(struct look *look, const struct issue_top *t, bool words)
{
	struct sink k = sink_open(&look->arena);

	sink_int(&k, (int64_t)t->count);
	sink_text(&k, "  ");
	issue_put_name(&k, t->label);
	if (words && t->nsaid) {
		sink_text(&k, ": ");
		issue_put_words(&k, t);
	}
	printf("%.*s\n", SLICE_ARG(sink_slice(&k)));
}

struct issue_options {
	bool	 words, csv;
	int64_t	 days;
};

static bool
read_options(int argc, char **argv, struct issue_options *o)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "--words") == 0)
			o->words = true;
		else if (strcmp(argv[i], "--csv") == 0)
			o->csv = true;
		else if (!slice_int(slice_of(argv[i]), &o->days) ||
		    o->days < 1 || o->days > 4000)
			return false;
	return true;
}

/* The most frequent first. */
static void
print_issues(struct look *look, struct issue_sum *sum,
    const struct issue_options *o)
{
	if (o->csv)
		printf(o->words ? "issue,words,count\r\n" : "issue,count\r\n");
	for (;;) {
		struct issue_top top[ISSUE_TOPS];
		size_t	 mark = look->arena.used;

		if (issue_sum_top(sum, top) == 0)
			return;
		if (o->csv)
			csv_issue(look, &top[0], o->words);
		else if (print_to_person())
			person_issue(look, &top[0], o->words);
		else
			json_issue(look, &top[0]);
		look->arena.used = mark;
		sum->of[top[0].label].count = 0;
	}
}

int
verb_issues(const char *file, int argc, char **argv)
{
	struct issue_options o = { .days = DAYS };
	struct summing s;
	struct look look;
	int	 status;

	if (!read_options(argc, argv, &o)) {
		fprintf(stderr, "usage: earshot issues [--words] [--csv] "
		    "[DAYS]\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	s.since = (int64_t)time(NULL) - o.days * DAY;
	s.sum = issue_sum_take(&look.arena);
	if (s.sum != NULL) {
		mentions_newest(look.txn, sum_one, &s);
		print_issues(&look, s.sum, &o);
	}
	look_close(&look);
	return EXIT_GOOD;
}

/* --- sample ---------------------------------------------------------------------- */

/* A sample of each issue, the same for the same seed (R19): those with the
 * smallest hash of number and seed. */
struct sampling {
	uint64_t seed;
	int64_t	 per;
	struct { uint64_t hash, id; } best[LABELS][SAMPLE_MOST];
	int64_t	 n[LABELS];
};

/* Any good scattering will do: that of splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t
scatter(uint64_t x)
{
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

static void
draw(struct sampling *s, unsigned label, uint64_t id)
{
	uint64_t hash = scatter(id + scatter(s->seed));
	int64_t	 at = s->n[label] < s->per ? s->n[label]++ : s->per;

	for (; at > 0 && s->best[label][at - 1].hash > hash; at--)
		if (at < s->per)
			s->best[label][at] = s->best[label][at - 1];
	if (at < s->per) {
		s->best[label][at].hash = hash;
		s->best[label][at].id = id;
	}
}

static bool
sample_one(void *arg, uint64_t id, const struct item *item)
{
	slice	 rest = item->verdict.issues;
	unsigned label;

	while ((label = label_next(&rest)) < LABELS)
		draw(arg, label, id);
	return true;
}

static void
print_sample(struct look *look, const struct sampling *s, unsigned label)
{
	struct item item;

	for (int64_t i = 0; i < s->n[label]; i++) {
		size_t	 mark = look->arena.used;
		struct sink k = sink_open(&look->arena);
		struct json_line j = json_line_open(&k);

		if (!mentions_get(look->txn, s->best[label][i].id, &item))
			continue;
		json_line_text(&j, "issue", label_name(label));
		json_line_int(&j, "number", (int64_t)s->best[label][i].id);
		json_line_text(&j, "text", item.mention.text.n ?
		    item.mention.text : item.mention.title);
		json_line_text(&j, "url", item.mention.url);
		json_line_close(&j);
		if (!print_to_person())
			print_line(&k);
		else
			printf("%-20.*s %5llu  %.*s\n",
			    SLICE_ARG(label_name(label)), (unsigned long long)
			    s->best[label][i].id, SLICE_ARG(show(&look->arena,
			    item.mention.text, SAID, false)));
		look->arena.used = mark;
	}
}

int
verb_sample(const char *file, int argc, char **argv)
{
	int64_t	 seed = 1, per = SAMPLE;
	struct sampling *s;
	struct look look;
	bool	 good = argc % 2 == 1;
	int	 status;

	for (int i = 1; good && i < argc; i += 2)
		if (strcmp(argv[i], "--per-issue") == 0)
			good = slice_int(slice_of(argv[i + 1]), &per) &&
			    per > 0 && per <= SAMPLE_MOST;
		else
			good = strcmp(argv[i], "--seed") == 0 &&
			    slice_int(slice_of(argv[i + 1]), &seed);
	if (!good) {
		fprintf(stderr, "usage: earshot sample [--per-issue N] "
		    "[--seed N]\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	s = arena_take(&look.arena, sizeof(*s));
	if (s != NULL) {
		s->seed = (uint64_t)seed;
		s->per = per;
		mentions_newest(look.txn, sample_one, s);
		for (unsigned i = 0; i < LABELS; i++)
			print_sample(&look, s, i);
	}
	look_close(&look);
	return EXIT_GOOD;
}
