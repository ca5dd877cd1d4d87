/*
 * people_file.c - the shop's own list in and out: address books (vCard)
 * and tables (CSV); which of them a file is, is found out.
 */
#include "core/people/list.h"
#include "core/people/vcard.h"
#include "firmware/file.h"
#include "firmware/verb/people.h"
#include "firmware/verb/print.h"
#include "firmware/verb/verbs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	LINE = 64 << 10,		/* one card, as it is written */
	FILE_MOST = 8 << 20,		/* of an import */
	CARD_ROOM = 256 << 10
};

/* --- out ------------------------------------------------------------------ */

struct export {
	struct sink	 k;
	void		 (*put)(struct sink *, const struct contact *);
};

static bool
export_one(void *arg, const struct contact *c)
{
	struct export *e = arg;

	e->put(&e->k, c);
	print_line(&e->k);
	e->k.len = 0;
	e->k.full = false;
	return true;
}

int
people_export(struct look *look, const char *format)
{
	char	*room = arena_take(&look->arena, LINE);
	struct export e = { { .buf = room, .cap = LINE }, vcard_put };

	if (room == NULL)
		return EXIT_SYSTEM;
	if (strcmp(format, "csv") == 0) {
		e.put = list_put;
		list_put_head(&e.k);
	}
	contacts_walk(look->txn, &look->arena, export_one, &e);
	return EXIT_GOOD;
}

/* --- in ------------------------------------------------------------------- */

struct import {
	const struct config *c;
	struct sink	 cards;
	struct arena	 one;
	size_t		 n, bad, waiting;
	int		 status;
};

static void
hand_in(struct import *im)
{
	struct people_order o = { .what = PEOPLE_IMPORT + 1,
	    .when = (int64_t)time(NULL), .cards = sink_slice(&im->cards) };

	if (im->cards.len && im->status == EXIT_GOOD)
		im->status = people_order(im->c, &o);
	im->cards.len = 0;
	im->n += im->waiting;
	im->waiting = 0;
}

static void
take(struct import *im, bool good, const struct contact *c,
    const struct fault *f)
{
	if (!good) {
		im->bad++;
		fprintf(stderr, "%s\n", f->text);
		return;
	}
	if (!people_card_put(&im->cards, c)) {
		hand_in(im);
		people_card_put(&im->cards, c);
	}
	im->waiting++;
}

struct reader {
	bool	 cards;			/* or else a table */
	struct vcards v;
	struct list l;
};

static bool
reader_init(struct reader *r, struct arena *a, slice text, struct fault *f)
{
	r->cards = vcard_is(text);
	if (!r->cards)
		return list_init(&r->l, a, text, f);
	vcards_init(&r->v, a, text);
	return true;
}

/* Of both: 0 is the end, 1 is good. */
static int
reader_next(struct reader *r, struct arena *a, struct contact *c,
    struct fault *f)
{
	a->used = 0;
	a->spent = false;
	f->text[0] = '\0';
	return r->cards ? (int)vcard_next(&r->v, a, c, f) :
	    (int)list_next(&r->l, a, c, f);
}

static bool
read_all(struct import *im, struct arena *a, const char *name,
    struct fault *f)
{
	struct reader *r = arena_take(a, sizeof(*r));
	struct contact c;
	slice	 text;
	int	 got;

	if (r == NULL || !file_read(a, name, FILE_MOST, &text, f) ||
	    !reader_init(r, a, text, f))
		return false;
	while (im->status == EXIT_GOOD &&
	    (got = reader_next(r, &im->one, &c, f)) != 0)
		take(im, got == 1, &c, f);
	hand_in(im);
	return true;
}

int
people_import(const struct config *c, const char *name)
{
	struct import im = { .c = c };
	char	*block = malloc(2 * CARD_ROOM + 3 * FILE_MOST);
	struct fault f = { "" };
	struct arena a;

	if (block == NULL)
		return EXIT_SYSTEM;
	arena_init(&im.one, block, CARD_ROOM);
	im.cards = (struct sink){ .buf = block + CARD_ROOM, .cap = CARD_ROOM };
	arena_init(&a, block + 2 * CARD_ROOM, 3 * FILE_MOST);
	if (read_all(&im, &a, name, &f))
		fprintf(stderr, "%zu cards read, %zu that could not be\n",
		    im.n, im.bad);
	else
		fprintf(stderr, "%s\n", f.text);
	free(block);
	return im.status == EXIT_GOOD && im.n == 0 ? EXIT_NO : im.status;
}
