#include "firmware/order/people.h"

#include "firmware/file.h"
#include "firmware/order/spool.h"
#include "storage/forget.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	ROOM = 256 << 10,		/* a family of contacts, changed */
	CARDS = 40 << 10,		/* bytes of them in one order */
	REPORT = 4096
};

#define FIELD(tag, type, f)						\
	{ tag, type, offsetof(struct people_order, f), 0 }

static const struct wire_field fields[] = {
	FIELD(1, WIRE_INT, order),
	FIELD(2, WIRE_INT, when),
	FIELD(3, WIRE_INT, what),
	FIELD(4, WIRE_INT, id),
	FIELD(5, WIRE_INT, other),
	FIELD(6, WIRE_SLICE, words),
	FIELD(7, WIRE_SLICE, cards),
};

const struct wire_shape wire_people = { 'C', fields, COUNT(fields),
	sizeof(struct people_order) };

/* --- changes of one ------------------------------------------------------- */

static slice
first_word(slice *rest)
{
	slice	 word = slice_head(*rest, slice_index(*rest, ' '));

	*rest = slice_trim(slice_from(*rest, word.n));
	return word;
}

static bool
never(struct arena *a, struct contact *c, const struct people_order *o,
    struct fault *f)
{
	(void)f;
	contact_forbid(a, c, o->when, o->words);
	return true;
}

static bool
may(struct arena *a, struct contact *c, const struct people_order *o,
    struct fault *f)
{
	(void)a;
	(void)o;
	(void)f;
	c->never = 0;
	c->why = SLICE("");
	return true;
}

static bool
prefer(struct arena *a, struct contact *c, const struct people_order *o,
    struct fault *f)
{
	slice	 rest = o->words, word = first_word(&rest);

	c->prefers = SLICE("");
	return (rest.n == 0 && lines_add(a, &c->prefers, word,
	    CONTACT_PREFERS - 1)) || fault_words(f, "a channel is one word, "
	    "such as mail or mastodon");
}

static bool
consent(struct arena *a, struct contact *c, const struct people_order *o,
    struct fault *f)
{
	slice	 rest = o->words, channel = first_word(&rest);

	if (slice_eq(rest, SLICE("no"))) {
		contact_revoke(a, c, channel);
		return true;
	}
	if (rest.n == 0)
		return fault_words(f, "where can it be seen that they allow "
		    "it? A link, a date, a form (\"no\" takes it back)");
	return contact_allow(a, c, channel, o->when, rest, f);
}

/* Without words it is cleared. */
static bool
add(struct arena *a, struct contact *c, const struct people_order *o,
    struct fault *f)
{
	bool	 note = o->what - 1 == PEOPLE_NOTE;
	slice	*to = note ? &c->note : &c->bought;

	if (o->words.n == 0)
		*to = SLICE("");
	return lines_add(a, to, o->words, note ? CONTACT_NOTE :
	    CONTACT_BOUGHT) || fault_words(f, "that is too much for one "
	    "contact (without words all of it is taken away)");
}

static const struct {
	slice	 name;
	bool	 (*make)(struct arena *, struct contact *,
		    const struct people_order *, struct fault *);
	bool	 of_all;		/* it is said of every part */
} changes[PEOPLE_CHANGES] = {
	[PEOPLE_NEVER] = { { "never", 5 }, never, true },
	[PEOPLE_MAY] = { { "may", 3 }, may, true },
	[PEOPLE_PREFER] = { { "prefer", 6 }, prefer, true },
	[PEOPLE_CONSENT] = { { "consent", 7 }, consent, false },
	[PEOPLE_NOTE] = { { "note", 4 }, add, false },
	[PEOPLE_BOUGHT] = { { "bought", 6 }, add, false },
};

enum people_what
people_change_named(slice name)
{
	size_t	 i = 0;

	while (i < COUNT(changes) && !slice_eq(name, changes[i].name))
		i++;
	return (enum people_what)i;
}

bool
people_change(struct arena *a, struct contact *c, const struct people_order *o,
    struct fault *f)
{
	return changes[o->what - 1].make(a, c, o, f);
}

struct changing {
	const struct people_order *o;
	struct fault *f;
};

static bool
change_part(void *arg, struct arena *a, struct contact *c)
{
	const struct changing *ch = arg;

	return people_change(a, c, ch->o, ch->f);
}

static bool
change(struct txn *t, struct arena *a, const struct people_order *o,
    struct fault *f)
{
	struct changing ch = { o, f };
	struct contact c;

	if (changes[o->what - 1].of_all)
		return contacts_change(t, a, (uint64_t)o->id, change_part, &ch);
	return contacts_get(t, a, contacts_head(t, a, (uint64_t)o->id), &c) &&
	    people_change(a, &c, o, f) && contacts_put(t, a, &c);
}

/* --- the shop's own list -------------------------------------------------- */

bool
people_card_put(struct sink *k, const struct contact *c)
{
	char	 record[CONTACT_BYTES];
	struct sink r = { .buf = record, .cap = sizeof(record) };

	wire_put(&r, &wire_contact, c);
	if (r.full || k->len + r.len + 2 > CARDS)
		return false;
	sink_byte(k, (char)(r.len >> 8));
	sink_byte(k, (char)(r.len & 0xff));
	sink_put(k, sink_slice(&r));
	return !k->full;
}

static bool
card_next(slice *rest, struct contact *c)
{
	const unsigned char *p = (const unsigned char *)rest->p;
	size_t	 n = rest->n > 2 ? (size_t)p[0] << 8 | p[1] : 0;
	slice	 record = slice_head(slice_from(*rest, 2), n);

	*rest = slice_from(*rest, n + 2);
	return n > 0 && wire_get(record, &wire_contact, c);
}

static bool
import(struct txn *t, struct arena *a, const struct people_order *o,
    struct fault *says)
{
	size_t	 used = a->used;
	int64_t	 n = 0, fresh = 0;
	slice	 rest = o->cards;
	char	 number[24], other[24];
	struct contact c;

	for (; card_next(&rest, &c); n++) {
		uint64_t id;
		bool	 is_new;

		if (!contacts_import(t, a, &c, o->when, &id, &is_new))
			return false;
		fresh += is_new;
		a->used = used;
	}
	fault_tell(says, "imported: % contacts, % of them new",
	    fault_int(number, n), fault_int(other, fresh));
	return true;
}

/* --- in a transaction ----------------------------------------------------- */

static bool
make(struct txn *t, struct arena *a, const struct people_order *o,
    struct fault *says)
{
	char	 number[24];

	if (o->what - 1 == PEOPLE_IMPORT)
		return import(t, a, o, says);
	if (o->what - 1 == PEOPLE_MERGE)
		return contacts_merge(t, a, (uint64_t)o->id,
		    (uint64_t)o->other, says);
	if (o->what - 1 == PEOPLE_UNMERGE)
		return contacts_unmerge(t, a, (uint64_t)o->id, says);
	if (!change(t, a, o, says))
		return false;
	fault_tell(says, "contact %: %", fault_int(number, o->id),
	    changes[o->what - 1].name);
	return true;
}

/* What cannot be is done with; what failed in the store is not. */
bool
people_obey(struct txn *t, const struct people_order *o, bool *write,
    struct fault *says)
{
	char	*room;
	struct arena a;

	if (o->what < 1 || o->what - 1 > PEOPLE_IMPORT)
		return true;
	room = malloc(ROOM);
	if (room == NULL)
		return false;
	arena_init(&a, room, ROOM);
	*write = make(t, &a, o, says);
	free(room);
	return *write || says->text[0] != '\0';
}

/* --- forgetting ----------------------------------------------------------- */

bool
people_forgets(slice order)
{
	struct people_order o;

	return wire_get(order, &wire_people, &o) &&
	    o.what - 1 >= PEOPLE_FORGET && o.words.n != 0;
}

static bool
path_of(char path[static SPOOL_PATH], const struct config *c, const char *name)
{
	int	 n = snprintf(path, SPOOL_PATH, "%s/%s", c->data, name);

	return n > 0 && n < SPOOL_PATH;
}

/* Whole or not at all. */
static void
report(const struct config *c, slice text)
{
	char	 draft[SPOOL_PATH], path[SPOOL_PATH];

	if (path_of(draft, c, "forgotten.new") &&
	    path_of(path, c, "forgotten") && file_put(draft, text, false))
		rename(draft, path);
}

void
people_forget(const struct config *c, struct store *s, slice order,
    struct fault *says)
{
	char	 text[REPORT + 1], spool[SPOOL_PATH];
	struct sink k = { .buf = text, .cap = sizeof(text) };
	struct people_order o;
	struct forgotten done;
	struct fault f = { "" };
	struct arena a;
	slice	 said;
	bool	 before;
	bool	 ok = wire_get(order, &wire_people, &o) &&
		    path_of(spool, c, SPOOL);
	struct forget what = { .who = o.words, .now = o.when, .spool = spool,
	    .order = o.order,
	    .never_again = o.what - 1 == PEOPLE_FORGET_NEVER };

	arena_init(&a, text, sizeof(text));
	if (people_forgotten(c, &a, o.order, &before, &said))
		return;			/* read twice, done once */
	ok = ok && store_forget(s, &what, &done, &f);
	sink_int(&k, o.order);
	sink_text(&k, ok ? " 0\n" : " 1\n");
	if (ok)
		forgotten_put(&k, &done);
	else
		sink_text(&k, f.text);
	report(c, sink_slice(&k));
	fault_say(says, ok ? SLICE("somebody was forgotten; what was removed "
	    "is in the file \"forgotten\"") : slice_of(f.text));
}

bool
people_forgotten(const struct config *c, struct arena *a, int64_t order,
    bool *done, slice *text)
{
	char	 path[SPOOL_PATH];
	struct fault f = { "" };
	slice	 line;
	int64_t	 number;

	if (!path_of(path, c, "forgotten") ||
	    !file_read(a, path, REPORT, text, &f))
		return false;
	line = slice_cut(text, '\n');
	*done = slice_ends(line, SLICE(" 0"));
	return line.n > 2 && slice_int(slice_head(line, line.n - 2), &number) &&
	    number == order;
}
