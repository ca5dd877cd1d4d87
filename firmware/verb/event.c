/* event.c - days that the owner marks, to read the curve by. */
#include "core/report/event.h"
#include "core/report/figure.h"
#include "core/show.h"
#include "firmware/file.h"
#include "firmware/order/spool.h"
#include "firmware/verb/look.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"
#include "storage/events.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { ORDER = 400, WORDS = 1000,
	LINES = 250,			/* the spool takes so many at a time */
	FILE_MOST = 64 << 10
};

static int
usage(void)
{
	fprintf(stderr, "usage: earshot event [YYYY-MM-DD] WORDS\n"
	    "       earshot event [YYYY-MM-DD] calls=42    (mails, walk-ins,"
	    "\n           coupon WORD, margin: what you count)\n"
	    "       earshot event --file FILE    (lines of a day and one of "
	    "these)\n"
	    "       earshot event remove N\n"
	    "       earshot event            (shows them)\n");
	return EXIT_USAGE;
}

static int
hand_in(const struct config *c, slice words)
{
	struct mark m = { .when = (int64_t)time(NULL), .words = words };
	char	 name[SPOOL_PATH];
	struct fault f = { "" };

	if (spool_put_mark(c->data, &m, name, &f))
		return spool_hand_in(c, name);
	fprintf(stderr, "%s\n", f.text);
	return EXIT_SYSTEM;
}

/* --- showing ---------------------------------------------------------- */

struct listing {
	struct look	*look;
	int64_t		 id;		/* looked for; 0: all are printed */
	bool		 found;
};

static bool
print_event(void *arg, const struct event *e)
{
	struct listing *l = arg;
	size_t	 used = l->look->arena.used;
	struct sink k = sink_open(&l->look->arena);
	char	 buf[32];
	struct sink day = { .buf = buf, .cap = sizeof(buf) };

	l->found |= l->id == 0 || e->id == l->id;
	if (l->id)
		return true;
	day_put(&day, e->day);
	if (print_to_person()) {
		show_put(&k, e->words, EVENT_WORDS, false);
		printf("%4lld  %.*s  %.*s\n", (long long)e->id,
		    SLICE_ARG(sink_slice(&day)), SLICE_ARG(sink_slice(&k)));
	} else {
		struct json_line j = json_line_open(&k);

		json_line_int(&j, "event", e->id);
		json_line_text(&j, "day", sink_slice(&day));
		json_line_text(&j, "words", e->words);
		json_line_close(&j);
		print_line(&k);
	}
	l->look->arena.used = used;
	return true;
}

static int
walk(const char *file, struct listing *l)
{
	struct look look;
	int	 status;

	if (!look_open(&look, file, &status))
		return status;
	l->look = &look;
	events_walk(look.txn, print_event, l);
	look_close(&look);
	return EXIT_GOOD;
}

/* --- marking ---------------------------------------------------------- */

static int
remove_event(const char *file, const char *number)
{
	struct listing l = { .id = 0 };
	const struct config *c;
	char	 buf[ORDER];
	int	 status, n;

	if (!slice_int(slice_of(number), &l.id) || l.id < 1)
		return usage();
	if ((status = walk(file, &l)) != EXIT_GOOD)
		return status;
	if (!l.found) {
		fprintf(stderr, "there is no event %s\n", number);
		return EXIT_NO;
	}
	if ((c = config_read(file)) == NULL)
		return EXIT_USAGE;
	n = snprintf(buf, sizeof(buf), "event remove %lld", (long long)l.id);
	return hand_in(c, (slice){ buf, (size_t)n });
}

/* "2026-02-31" was meant for a day, and is none. */
static bool
is_like_day(slice s)
{
	return s.n == 10 && ascii_digit(s.p[0]) && s.p[4] == '-' &&
	    s.p[7] == '-';
}

/* The words, with a blank between. */
static void
join(struct sink *k, int argc, char **argv)
{
	for (int i = 0; i < argc; i++) {
		sink_text(k, i ? " " : "");
		sink_text(k, argv[i]);
	}
}

/* False: with why, where it is a figure that is none. */
static bool
put_order(struct sink *k, struct event *e, struct fault *why)
{
	enum figure is;
	slice	 word;
	int64_t	 n;
	bool	 remove;

	event_put_order(k, e);
	return !k->full && event_order(sink_slice(k), e, &remove) &&
	    figure_read(e->words, &is, &word, &n, why) != FIGURE_BAD;
}

static int
add_event(const char *file, int argc, char **argv)
{
	char	 buf[ORDER], words[WORDS];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct sink w = { .buf = words, .cap = sizeof(words) };
	const struct config *c = config_read(file);
	struct fault f = { "" };
	struct event e;
	int64_t	 day;
	bool	 dated = day_parse(slice_of(argv[0]), &day);

	if (c == NULL)
		return EXIT_USAGE;
	if (!dated && is_like_day(slice_of(argv[0]))) {
		fprintf(stderr, "there is no day %s\n", argv[0]);
		return EXIT_USAGE;
	}
	if (!dated)
		day = calendar_day(&c->staff.hours, (int64_t)time(NULL));
	join(&w, argc - dated, argv + dated);
	e = (struct event){ .day = day, .words = sink_slice(&w) };
	if (w.full || !put_order(&k, &e, &f))
		return f.text[0] ? (fprintf(stderr, "%s\n", f.text),
		    EXIT_USAGE) : usage();
	return hand_in(c, sink_slice(&k));
}

/* --- many at once ------------------------------------------------------- */

/* "2026-11-16,calls,42", "2026-11-16 calls=42", "2026-11-16;flyer". */
static bool
read_line(struct sink *k, slice line, struct fault *f)
{
	char	 words[WORDS];
	struct sink w = { .buf = words, .cap = sizeof(words) };
	struct event e;
	slice	 rest = slice_trim(slice_from(line, 10));
	size_t	 at;

	if (!day_parse(slice_head(line, 10), &e.day))
		return fault_words(f, "it does not begin with a day such as "
		    "2026-11-16");
	if (rest.n && strchr(",;", rest.p[0]))
		rest = slice_trim(slice_from(rest, 1));
	at = slice_index(rest, slice_index(rest, ';') < rest.n ? ';' : ',');
	sink_put(&w, slice_trim(slice_head(rest, at)));
	if (at < rest.n) {
		sink_byte(&w, '=');
		sink_put(&w, slice_trim(slice_from(rest, at + 1)));
	}
	e.words = sink_slice(&w);
	return (!w.full && put_order(k, &e, f)) || (f->text[0] == '\0' &&
	    fault_words(f, "it has no words"));
}

/* Each line as an order, if `c` is given; or only looked at. The name of the
 * last one. How many; -1: one of them is wrong, and it was told. */
static int
each_line(const struct config *c, slice text, char name[static SPOOL_PATH])
{
	int	 n = 0, at = 0;

	while (text.n) {
		slice	 line = slice_trim(slice_cut(&text, '\n'));
		char	 buf[ORDER];
		struct sink k = { .buf = buf, .cap = sizeof(buf) };
		struct mark m = { .when = (int64_t)time(NULL) };
		struct fault f = { "" };

		at++;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (read_line(&k, line, &f) && ++n > LINES)
			fault_words(&f, "so many at once are too many");
		m.words = sink_slice(&k);
		if (f.text[0] == '\0' && c != NULL)
			spool_put_mark(c->data, &m, name, &f);
		if (f.text[0] == '\0')
			continue;
		fprintf(stderr, "line %d: %s\n", at, f.text);
		return -1;
	}
	return n;
}

static int
add_file(const char *file, const char *from)
{
	static _Alignas(16) char room[2 * FILE_MOST];
	const struct config *c = config_read(file);
	char	 name[SPOOL_PATH] = "";
	struct fault f = { "" };
	struct arena a;
	slice	 text;
	int	 n, status;

	if (c == NULL)
		return EXIT_USAGE;
	arena_init(&a, room, sizeof(room));
	if (!file_read(&a, from, FILE_MOST, &text, &f))
		return fprintf(stderr, "%s\n", f.text), EXIT_USAGE;
	if ((n = each_line(NULL, text, name)) <= 0)
		return n ? EXIT_USAGE : usage();
	if (each_line(c, text, name) < 0)
		return EXIT_SYSTEM;
	status = spool_hand_in(c, name);
	if (status == EXIT_GOOD)
		fprintf(stderr, "%d lines are noted\n", n);
	return status;
}

int
verb_event(const char *file, int argc, char **argv)
{
	struct listing all = { .id = 0 };

	if (argc == 1) {
		int	 status = walk(file, &all);

		if (status == EXIT_GOOD && !all.found)
			fprintf(stderr, "no day is marked yet\n");
		return status;
	}
	if (strcmp(argv[1], "remove") == 0)
		return argc == 3 ? remove_event(file, argv[2]) : usage();
	if (strcmp(argv[1], "--file") == 0)
		return argc == 3 ? add_file(file, argv[2]) : usage();
	return add_event(file, argc - 1, argv + 1);
}
