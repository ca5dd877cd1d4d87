/*
 * share.c - a text, a link or a forwarded mail that somebody of the shop
 * has seen, for another to see to: judged here, then an order like any other.
 */
#include "core/judge/score.h"
#include "core/mail/share.h"
#include "core/match/sketch.h"
#include "firmware/desk/sharing.h"
#include "firmware/order/spool.h"
#include "firmware/verb/look.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"
#include "storage/mentions.h"
#include "storage/tasks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MEMORY = 24 << 20, TEXT_MOST = 32000 };

struct wish {
	slice	 text, by, to, note;
};

static int
usage(void)
{
	fprintf(stderr, "usage: earshot share TEXT|- [--to PERSON] "
	    "[--note WORDS] [--by PERSON]\n");
	return EXIT_USAGE;
}

static slice
read_text(struct arena *a, const char *arg)
{
	char	*buf = arena_take(a, TEXT_MOST);
	size_t	 n = 0;
	ssize_t	 got = 1;

	if (strcmp(arg, "-") != 0 || buf == NULL)
		return slice_of(arg);
	while (n < TEXT_MOST && got > 0) {
		got = read(STDIN_FILENO, buf + n, TEXT_MOST - n);
		n += got > 0 ? (size_t)got : 0;
	}
	return (slice){ buf, n };
}

static bool
read_wish(struct arena *a, int argc, char **argv, struct wish *w)
{
	const struct { const char *name; slice *to; } options[] = {
		{ "--by", &w->by }, { "--to", &w->to },
		{ "--note", &w->note },
	};

	for (int i = 1; i < argc; i++) {
		size_t	 o = 0;

		while (o < COUNT(options) && strcmp(argv[i],
		    options[o].name) != 0)
			o++;
		if (o < COUNT(options) && i + 1 < argc)
			*options[o].to = slice_of(argv[++i]);
		else if (o == COUNT(options) && w->text.n == 0)
			w->text = slice_trim(read_text(a, argv[i]));
		else
			return false;
	}
	return w->text.n > 0;
}

/* The names are of people here. */
static bool
is_known(const struct config *c, const slice name)
{
	if (name.n == 0 || staff_named(&c->staff, name) < c->staff.n)
		return true;
	fprintf(stderr, "nobody here is called \"%.*s\"\n", SLICE_ARG(name));
	return false;
}

/* The same text is the same mention, however often. */
static bool
judge(const struct config *c, struct arena *a, struct wish *w,
    struct job_finding *f)
{
	static unsigned char sketch[SKETCH_SIZE];
	struct item item = { .source = SLICE(SHARING), .rule =
	    SLICE("passed on"), .found = (int64_t)time(NULL) };
	char	 id[40];
	struct message m = { .plain = w->text, .id = (slice){ id,
	    (size_t)snprintf(id, sizeof(id), "share-%016llx",
	    (unsigned long long)slice_hash(w->text)) } };
	struct scorer *s = scorer_make(a, &c->shop);
	struct sink k;
	slice	 above;

	if (s == NULL || !share_read(a, &m, true, &item.mention, &above))
		return false;
	score(s, a, &item.mention, item.found, &item.verdict);
	*f = (struct job_finding){ .by = w->by, .to = w->to, .note =
	    w->note.n ? w->note : above, .index = item.found,
	    .canonical = url_canonical(a, item.mention.url) };
	if (sketch_make(a, &item.mention, sketch))
		f->sketch = (slice){ (const char *)sketch, sizeof(sketch) };
	k = sink_open(a);
	wire_put(&k, &wire_item, &item);
	f->item = sink_close(&k, a);
	return !a->spent;
}

/* Whose it is now. */
static int
tell(const char *file, const struct job_finding *f)
{
	struct item item;
	struct task task;
	struct look look;
	uint64_t id;
	int	 status;

	if (!look_open(&look, file, &status))
		return status;
	status = EXIT_SYSTEM;
	if (wire_get(f->item, &wire_item, &item) && mentions_find(look.txn,
	    SLICE(SHARING), item.mention.id, &id) &&
	    tasks_get(look.txn, id, &task)) {
		struct sink k = sink_open(&look.arena);
		struct json_line j = json_line_open(&k);

		json_line_int(&j, "item", (int64_t)id);
		json_line_text(&j, "owner", task.owner);
		json_line_close(&j);
		print_line(&k);
		status = EXIT_GOOD;
	}
	look_close(&look);
	return status;
}

int
verb_share(const char *file, int argc, char **argv)
{
	const struct config *c;
	struct wish w = { .text = SLICE("") };
	char	 name[SPOOL_PATH];
	struct fault fault = { "" };
	struct job_finding f;
	struct arena a;
	void	*room = malloc(MEMORY);
	int	 status;

	if (room == NULL)
		return EXIT_SYSTEM;
	arena_init(&a, room, MEMORY);
	if (!read_wish(&a, argc, argv, &w))
		return usage();
	if ((c = config_read(file)) == NULL)
		return EXIT_USAGE;
	if (w.by.n == 0)
		w.by = c->staff.people[0].name;
	if (!is_known(c, w.by) || !is_known(c, w.to))
		return EXIT_NO;
	if (!text_valid(w.text) || !text_valid(w.note) || !judge(c, &a, &w,
	    &f))
		return fprintf(stderr, "that is no text to pass on\n"),
		    EXIT_NO;
	if (!spool_put_share(c->data, &f, name, &fault))
		return fprintf(stderr, "%s\n", fault.text), EXIT_SYSTEM;
	status = spool_hand_in(c, name);
	return status == EXIT_GOOD ? tell(file, &f) : status;
}
