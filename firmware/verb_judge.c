/* verb_judge.c - match and score: a text a line, or JSON lines with "text". */
#include "core/text/html.h"
#include "core/match/match.h"
#include "core/judge/score.h"
#include "core/when/when.h"
#include "firmware/file.h"
#include "firmware/print.h"
#include "firmware/verbs.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { JUDGE_MEMORY = 64 << 20, JUDGE_MOST = 32 << 20 };

struct judge {
	struct arena	 all;		/* the input */
	struct arena	 line;		/* one line's work, forgotten after it */
	void		*block;
};

static bool
open_judge(struct judge *j, const char *name, slice *text)
{
	struct fault f = { "" };

	j->block = malloc(JUDGE_MEMORY);
	if (j->block == NULL)
		return false;
	arena_init(&j->all, j->block, JUDGE_MEMORY);
	if (!file_read(&j->all, name, JUDGE_MOST, text, &f))
		return fprintf(stderr, "%s\n", f.text), false;
	arena_init(&j->line, j->all.base + j->all.used,
	    j->all.cap - j->all.used);
	return true;
}

/* Which member of a JSON line is which field of a mention. */
static const struct {
	const char	*key;
	size_t		 at;
} members[] = {
	{ "text",	offsetof(struct mention, text) },
	{ "title",	offsetof(struct mention, title) },
	{ "author",	offsetof(struct mention, author) },
	{ "handle",	offsetof(struct mention, handle) },
	{ "url",	offsetof(struct mention, url) },
	{ "lang",	offsetof(struct mention, lang) },
	{ "place",	offsetof(struct mention, place) },
};

/* False: the line is not a JSON object, so it is the text itself. */
static bool
read_object(struct arena *a, slice line, struct mention *m)
{
	struct fault f = { "" };
	const cJSON *v;
	slice	 time;

	if (line.n == 0 || line.p[0] != '{' ||
	    (v = json_parse(a, line, &f)) == NULL)
		return false;
	for (size_t i = 0; i < COUNT(members); i++)
		*(slice *)(void *)((char *)m + members[i].at) = json_text(a,
		    cJSON_GetObjectItemCaseSensitive(v, members[i].key));
	m->rating = json_int(cJSON_GetObjectItemCaseSensitive(v, "rating"), 0);
	time = json_text(a, cJSON_GetObjectItemCaseSensitive(v, "time"));
	(void)when_parse(time, &m->time);
	return true;
}

/* True: the line was an object. */
static bool
read_line(struct arena *a, slice line, struct mention *m)
{
	*m = (struct mention){ .id = SLICE("-") };
	if (read_object(a, line, m))
		return true;
	m->text = line;
	return false;
}

static void
put_words(struct sink *k, const struct match *hit)
{
	for (size_t i = 0; i < hit->nwords; i++) {
		sink_text(k, i ? ",\"" : "\"");
		json_escape(k, hit->words[i]);
		sink_byte(k, '"');
	}
}

/* The object as it came, or the line as its text; and the words. */
static void
put_match(struct judge *j, slice line, bool object, const struct match *hit)
{
	struct sink k = sink_open(&j->line);

	if (object) {
		sink_put(&k, slice_trim(slice_head(line, line.n - 1)));
	} else {
		sink_text(&k, "{\"text\":\"");
		json_escape(&k, line);
		sink_byte(&k, '"');
	}
	sink_text(&k, ",\"words\":[");
	put_words(&k, hit);
	sink_text(&k, "]}\n");
	print_line(&k);
}

static int
match_lines(struct judge *j, const struct query *q, slice text)
{
	struct matcher *m = matcher_make(&j->line, &q, 1);
	size_t	 hits = 0, mark = j->line.used;

	while (m != NULL && text.n) {
		slice	 line = slice_trim(slice_cut(&text, '\n'));
		struct match hit = { false };
		struct mention men;
		bool	 object = read_line(&j->line, line, &men);

		matcher_run(m, &j->line, &men, &hit);
		if (hit.hit) {
			put_match(j, line, object, &hit);
			hits++;
		}
		j->line.used = mark;
		j->line.spent = false;
	}
	return hits ? EXIT_GOOD : EXIT_NO;
}

int
verb_match(const char *file, int argc, char **argv)
{
	struct judge j;
	struct fault f = { "" };
	const struct query *q;
	slice	 text;

	(void)file;
	if (argc < 2 || argc > 3) {
		fprintf(stderr, "usage: earshot match QUERY [FILE]\n");
		return EXIT_USAGE;
	}
	if (!open_judge(&j, argc > 2 ? argv[2] : "-", &text))
		return EXIT_SYSTEM;
	q = query_compile(&j.line, slice_of(argv[1]), &f);
	if (q == NULL) {
		fprintf(stderr, "%s\n", f.text);
		return EXIT_USAGE;
	}
	if (!query_lint(q, &f))
		fprintf(stderr, "note: %s\n", f.text);
	return match_lines(&j, q, text);
}

static void
put_score(struct judge *j, const struct mention *m, int64_t now)
{
	struct score_shop shop = { .ncritical = 0 };
	struct verdict v;
	struct sink k;
	struct json_line o;

	score(&j->line, m, &shop, now, &v);
	k = sink_open(&j->line);
	o = json_line_open(&k);
	print_verdict(&o, &v);
	json_line_close(&o);
	print_line(&k);
}

int
verb_score(const char *file, int argc, char **argv)
{
	struct judge j;
	slice	 text;

	(void)file;
	if (argc > 2) {
		fprintf(stderr, "usage: earshot score [FILE]\n");
		return EXIT_USAGE;
	}
	if (!open_judge(&j, argc > 1 ? argv[1] : "-", &text))
		return EXIT_SYSTEM;
	while (text.n) {
		slice	 line = slice_trim(slice_cut(&text, '\n'));
		size_t	 mark = j.line.used;
		struct mention m;

		read_line(&j.line, line, &m);
		put_score(&j, &m, m.time ? (int64_t)time(NULL) : 0);
		j.line.used = mark;
		j.line.spent = false;
	}
	return EXIT_GOOD;
}
