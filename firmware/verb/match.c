/*
 * match.c - what a watch rule takes: of lines, or of what is stored.
 */
#include "core/match/match.h"
#include "core/show.h"
#include "core/when/when.h"
#include "firmware/verb/lines.h"
#include "firmware/verb/look.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"
#include "storage/mentions.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MEMORY = 4 << 20, DAY = 86400, DAYS = 30, DAYS_MOST = 36500 };

struct ask {
	const char	*rule;
	const char	*name;		/* of a file; NULL: the stored ones */
	int64_t		 days;
};

/* NULL: it was told why not; what is odd about the rule is told, too. */
static struct matcher *
compile(struct arena *a, const char *rule)
{
	const struct query **q = arena_take(a, sizeof(*q));
	struct fault notes[QUERY_NOTES] = { { "" } };
	struct fault f = { "there is no room for the rule" };
	size_t	 n;

	if (q != NULL) {
		f.text[0] = '\0';
		*q = query_compile(a, slice_of(rule), &f);
	}
	if (q == NULL || *q == NULL) {
		fprintf(stderr, "%s\n", f.text);
		return NULL;
	}
	n = query_lint(*q, notes);
	for (size_t i = 0; i < n; i++)
		fprintf(stderr, "note: %s\n", notes[i].text);
	return matcher_make(a, q, 1);
}

static void
put_words(struct sink *k, const struct match *hit)
{
	sink_text(k, ",\"words\":[");
	for (size_t i = 0; i < hit->nwords; i++) {
		sink_text(k, i ? ",\"" : "\"");
		json_escape(k, hit->words[i]);
		sink_byte(k, '"');
	}
	sink_text(k, "]}\n");
}

/* --- lines ------------------------------------------------------------- */

/* The object as it came, or the line as its text; and the words. */
static void
print_hit(struct lines *l, const struct match *hit)
{
	struct sink k = sink_open(&l->arena);

	if (l->object) {
		sink_put(&k, slice_trim(slice_head(l->line, l->line.n - 1)));
	} else {
		sink_text(&k, "{\"text\":\"");
		json_escape(&k, l->line);
		sink_byte(&k, '"');
	}
	put_words(&k, hit);
	print_line(&k);
}

static int
match_lines(const struct ask *ask)
{
	struct lines l;
	struct matcher *m;
	struct match hit;
	size_t	 hits = 0;

	if (!lines_open(&l, ask->name))
		return EXIT_SYSTEM;
	if ((m = compile(&l.arena, ask->rule)) == NULL)
		return EXIT_USAGE;
	while (lines_read(&l)) {
		matcher_run(m, &l.arena, &l.mention, &hit);
		if (hit.hit)
			print_hit(&l, &hit);
		hits += hit.hit;
	}
	return hits ? EXIT_GOOD : EXIT_NO;
}

/* --- what is stored ---------------------------------------------------- */

struct preview {
	struct arena	 arena;
	struct matcher	*matcher;
	int64_t		 now, since;
	size_t		 seen, hits;
};

static void
person_hit(struct preview *p, uint64_t id, const struct item *i,
    const struct match *hit)
{
	const struct mention *m = &i->mention;
	slice	 says = show(&p->arena, m->text.n ? m->text : m->title, 60,
	    false);
	char	 ago[32], words[64];
	struct sink when = { .buf = ago, .cap = sizeof(ago) };
	struct sink took = { .buf = words, .cap = sizeof(words) };

	when_put_ago(&when, p->now - i->found);
	for (size_t k = 0; k < hit->nwords; k++) {
		sink_text(&took, k ? ", " : "");
		sink_put(&took, show(&p->arena, hit->words[k], 20, false));
	}
	fprintf(stderr, "%5llu  %-8.*s  %.*s: %.*s  [%.*s]\n",
	    (unsigned long long)id, SLICE_ARG(sink_slice(&when)),
	    SLICE_ARG(i->source), SLICE_ARG(says),
	    SLICE_ARG(sink_slice(&took)));
}

static void
print_stored(struct preview *p, uint64_t id, const struct item *i,
    const struct match *hit)
{
	struct sink k = sink_open(&p->arena);

	print_item(&k, id, i);
	k.len -= k.len > 2 ? 2 : k.len;		/* the brace, the line's end */
	put_words(&k, hit);
	print_line(&k);
}

static bool
preview_one(void *arg, uint64_t id, const struct item *i)
{
	struct preview *p = arg;
	const size_t mark = p->arena.used;
	struct item bare = *i;
	struct match hit;

	if (i->found < p->since)
		return true;
	bare.rule = bare.words = SLICE("");	/* of the rule that took it */
	p->seen++;
	matcher_run(p->matcher, &p->arena, &i->mention, &hit);
	p->hits += hit.hit;
	if (hit.hit && print_to_person())
		person_hit(p, id, &bare, &hit);
	else if (hit.hit)
		print_stored(p, id, &bare, &hit);
	p->arena.used = mark;
	p->arena.spent = false;
	return true;
}

static int
match_stored(const struct ask *ask, const char *file)
{
	struct preview p = { .now = (int64_t)time(NULL) };
	struct look look;
	void	*block = malloc(MEMORY);
	int	 status;

	if (block == NULL)
		return EXIT_SYSTEM;
	arena_init(&p.arena, block, MEMORY);
	p.since = p.now - ask->days * DAY;
	if ((p.matcher = compile(&p.arena, ask->rule)) == NULL)
		return EXIT_USAGE;
	if (!look_open(&look, file, &status))
		return status;
	mentions_newest(look.txn, preview_one, &p);
	look_close(&look);
	fprintf(stderr, "takes %zu of the %zu mentions stored in the last %lld"
	    " days\n", p.hits, p.seen, (long long)ask->days);
	return p.hits ? EXIT_GOOD : EXIT_NO;
}

/* --- which of the two -------------------------------------------------- */

/* Is something piped into us, rather than a terminal or nothing there? */
static bool
is_fed(void)
{
	struct stat st;

	return fstat(STDIN_FILENO, &st) == 0 && (S_ISFIFO(st.st_mode) ||
	    S_ISREG(st.st_mode) || S_ISSOCK(st.st_mode));
}

static bool
read_arguments(struct ask *ask, int argc, char **argv)
{
	bool	 stored = false;
	int	 i = 1;

	*ask = (struct ask){ .days = DAYS };
	for (; i < argc && argv[i][0] == '-' && argv[i][1] == '-'; i++) {
		slice	 option = slice_of(argv[i]);

		stored = true;
		if (slice_eq(option, SLICE("--days")) && ++i < argc) {
			if (!slice_int(slice_of(argv[i]), &ask->days) ||
			    ask->days < 1 || ask->days > DAYS_MOST)
				return false;
		} else if (!slice_eq(option, SLICE("--stored"))) {
			return false;
		}
	}
	if (argc - i < 1 || argc - i > (stored ? 1 : 2))
		return false;
	ask->rule = argv[i];
	if (!stored)
		ask->name = argc - i > 1 ? argv[i + 1] : is_fed() ? "-" : NULL;
	return true;
}

int
verb_match(const char *file, int argc, char **argv)
{
	struct ask ask;

	if (!read_arguments(&ask, argc, argv)) {
		fprintf(stderr, "usage: earshot match QUERY [FILE]\n"
		    "       earshot match --stored [--days N] QUERY\n");
		return EXIT_USAGE;
	}
	return ask.name != NULL ? match_lines(&ask) :
	    match_stored(&ask, file);
}
