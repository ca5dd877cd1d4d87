/*
 * contact.c - what is said about a person, and that one be forgotten: the
 * orders, made sure of before they are given.
 */
#include "firmware/order/spool.h"
#include "firmware/verb/people.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"
#include "storage/forget.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	FORGET_WAIT = 180		/* seconds: letters that are out end,
					 * and a store is written anew */
};

int
people_order(const struct config *c, struct people_order *o)
{
	char	 name[SPOOL_PATH];
	struct fault f = { "" };

	if (!spool_put_people(c->data, o, name, &f))
		return fprintf(stderr, "%s\n", f.text), EXIT_SYSTEM;
	return spool_hand_in(c, name);
}

/* --- wishes and notes ----------------------------------------------------- */

static int
contact_usage(void)
{
	fprintf(stderr, "usage: earshot contact WHO never [WHY] | may | prefer "
	    "CHANNEL |\n       consent CHANNEL EVIDENCE|no | note [WORDS] | "
	    "bought [WORDS]\n");
	return EXIT_USAGE;
}

static slice
join_words(struct arena *a, int argc, char **argv)
{
	struct sink k = sink_open(a);

	for (int i = 0; i < argc; i++) {
		sink_text(&k, i ? " " : "");
		sink_text(&k, argv[i]);
	}
	return sink_close(&k, a);
}

/* Tried on a copy, so that nobody waits for the keeper to refuse it. */
static bool
may_be(struct look *look, const struct people_order *o)
{
	struct fault f = { "" };
	struct contact c, part;

	if (!contacts_get(look->txn, &look->arena, (uint64_t)o->id, &c))
		return false;
	if (o->what - 1 < PEOPLE_CHANGES) {
		if (people_change(&look->arena, &c, o, &f))
			return true;
	} else if (o->what - 1 == PEOPLE_UNMERGE) {
		if (c.head)
			return true;
		fault_words(&f, "that contact is part of no other");
	} else if (contacts_get(look->txn, &look->arena, (uint64_t)o->other,
	    &part) && contact_merge(&look->arena, &c, &part, &f)) {
		return true;
	}
	fprintf(stderr, "%s\n", f.text);
	return false;
}

static int
give(struct look *look, struct people_order *o)
{
	bool	 may = may_be(look, o);
	int	 status;

	look_close(look);
	if (!may)
		return EXIT_NO;
	status = people_order(look->c, o);
	if (status == EXIT_GOOD)
		fprintf(stderr, "done: contact %lld\n", (long long)o->id);
	return status;
}

int
verb_contact(const char *file, int argc, char **argv)
{
	struct people_order o = { .when = (int64_t)time(NULL) };
	uint64_t ids[CONTACTS_FOUND];
	enum people_what what;
	struct look look;
	int	 status;

	what = argc < 3 ? PEOPLE_CHANGES :
	    people_change_named(slice_of(argv[2]));
	if (what == PEOPLE_CHANGES || (what == PEOPLE_MAY && argc > 3) ||
	    (what == PEOPLE_PREFER && argc != 4))
		return contact_usage();
	if (!look_open(&look, file, &status))
		return status;
	o.what = (int64_t)what + 1;
	o.words = join_words(&look.arena, argc - 3, argv + 3);
	if (people_which(&look, slice_of(argv[1]), ids) == 1) {
		o.id = (int64_t)ids[0];
		return give(&look, &o);
	}
	look_close(&look);
	return EXIT_NO;
}

/* --- two that are one ----------------------------------------------------- */

/* A part has lost its number to the head: to take it out one says the part. */
static bool
find_part(struct look *look, slice who, int64_t *id)
{
	uint64_t ids[CONTACTS_FOUND];
	struct contact c;
	slice	 rest;

	if (slice_int(who, id) && *id > 0 && contacts_get(look->txn,
	    &look->arena, (uint64_t)*id, &c) && c.head != 0)
		return true;
	if (people_which(look, who, ids) != 1 || !contacts_get(look->txn,
	    &look->arena, ids[0], &c))
		return false;
	rest = c.parts;
	*id = c.id;
	if (lines_next(&rest, &who) && rest.n == 0)
		slice_int(who, id);	/* it has one part: that is meant */
	else if (c.parts.n)
		return fprintf(stderr, "contact %lld has several parts, "
		    "say which\n", (long long)c.id), false;
	return true;
}

int
people_join(const char *file, const char *a, const char *b)
{
	struct people_order o = { .what = b ? PEOPLE_MERGE + 1 :
	    PEOPLE_UNMERGE + 1, .when = (int64_t)time(NULL) };
	uint64_t ids[CONTACTS_FOUND], others[CONTACTS_FOUND];
	struct look look;
	int	 status;
	bool	 ok;

	if (!look_open(&look, file, &status))
		return status;
	if (b == NULL) {
		ok = find_part(&look, slice_of(a), &o.id);
	} else {
		ok = people_which(&look, slice_of(a), ids) == 1 &&
		    people_which(&look, slice_of(b), others) == 1;
		o.id = ok ? (int64_t)ids[0] : 0;
		o.other = ok ? (int64_t)others[0] : 0;
	}
	if (ok)
		return give(&look, &o);
	look_close(&look);
	return EXIT_NO;
}

/* --- forgetting ----------------------------------------------------------- */

/* What it came to, once it is known. */
static int
tell_forgotten(struct look *look, int64_t order, slice *text)
{
	size_t	 used = look->arena.used;
	bool	 done;

	for (int i = 0; i < FORGET_WAIT * 10; i++) {
		look->arena.used = used;
		if (people_forgotten(look->c, &look->arena, order, &done, text))
			return done ? EXIT_GOOD : EXIT_NO;
		if (!spool_is_heard(look->c->data))
			break;
		usleep(100000);
	}
	*text = SLICE("");
	return EXIT_SYSTEM;
}

/* What to look for afterwards, by ourselves; NULL: no contact is known. */
static struct traces *
know(struct look *look, uint64_t id)
{
	struct traces *t = traces_make(&look->arena);
	struct contact c;

	if (t == NULL || !contacts_whole(look->txn, &look->arena, id, &c))
		return NULL;
	forget_know(t, &c);
	return traces_strong(t) ? t : NULL;
}

/* The store's file, and where it lives in memory, its snapshot too. */
static bool
scan(const struct config *c, struct traces *t, uint64_t *bytes,
    struct fault *f)
{
	char	 path[STORE_PATH], snap[STORE_PATH];
	int	 n = snprintf(snap, sizeof(snap), "%s/" STORE_SNAPSHOT,
	    c->data);

	if (n < 0 || n >= STORE_PATH || !store_file(c->data, c->live, path, f))
		return false;
	return forget_scan(path, t, bytes, f) && (access(snap, F_OK) != 0 ||
	    strcmp(path, snap) == 0 || forget_scan(snap, t, bytes, f));
}

static int
look_again(const struct config *c, struct traces *t)
{
	struct fault f = { "" };
	uint64_t bytes = 0;
	size_t	 found;

	if (!scan(c, t, &bytes, &f))
		return fprintf(stderr, "%s\n", f.text), EXIT_SYSTEM;
	found = traces_found(t);
	fprintf(stderr, "looked at once more from outside: %zu of %zu handles "
	    "and addresses found in %llu bytes\n", found, traces_strong(t),
	    (unsigned long long)bytes);
	return found ? EXIT_NO : EXIT_GOOD;
}

static int
forget(struct look *look, struct people_order *o)
{
	char	 name[SPOOL_PATH];
	struct fault f = { "" };
	slice	 text;
	int	 status;

	if (!spool_put_people(look->c->data, o, name, &f))
		return fprintf(stderr, "%s\n", f.text), EXIT_SYSTEM;
	status = tell_forgotten(look, o->order, &text);
	if (status == EXIT_SYSTEM) {	/* no keeper, or it was stopped */
		status = spool_hand_in(look->c, name);
		if (status == EXIT_GOOD)
			status = tell_forgotten(look, o->order, &text);
	}
	fprintf(stderr, "%.*s%s", SLICE_ARG(text), slice_ends(text,
	    SLICE("\n")) || text.n == 0 ? "" : "\n");
	return status;
}

int
verb_forget(const char *file, int argc, char **argv)
{
	bool	 never = argc == 3 &&
		    strcmp(argv[2], "--and-never-again") == 0;
	struct people_order o = { .what = never ? PEOPLE_FORGET_NEVER + 1 :
	    PEOPLE_FORGET + 1, .when = (int64_t)time(NULL) };
	uint64_t ids[CONTACTS_FOUND];
	struct traces *traces;
	struct look look;
	size_t	 n;
	int	 status;

	if (argc != 2 && !never) {
		fprintf(stderr, "usage: earshot forget WHO "
		    "[--and-never-again]\n");
		return EXIT_USAGE;
	}
	if (!look_open(&look, file, &status))
		return status;
	o.words = slice_of(argv[1]);
	n = contacts_find(look.txn, &look.arena, o.words, ids);
	if (n > 1)
		people_which(&look, o.words, ids);
	traces = n == 1 ? know(&look, ids[0]) : NULL;
	look_close(&look);
	if (n > 1 || o.words.n == 0)
		return EXIT_NO;
	status = forget(&look, &o);
	return status == EXIT_GOOD && traces ? look_again(look.c, traces) :
	    status;
}
