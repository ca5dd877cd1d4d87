/*
 * contacts_find.c - asking: who is meant, who there is, what they said; and
 * letting go of whose time is over.
 */
#include "storage/contacts.h"

#include "storage/mentions.h"
#include "storage/tables.h"

enum { RECORD = 1, INDEX = 2, MARK = 3 };

/* Every record, in the order of their numbers. */
#define RECORDS(w, t)							\
	for (walk_from((w), (t), TABLE_CONTACT, (slice){ "\1", 1 });	\
	    (w)->ok && (w)->key.n == 9 && (w)->key.p[0] == RECORD;	\
	    walk_next(w))

/* --- who is meant ------------------------------------------------------ */

struct search {
	struct txn	*txn;
	struct arena	*arena;
	slice		 who;
	uint64_t	*ids;
	size_t		 n;
};

static void
found(struct search *s, uint64_t id)
{
	if (id == 0)
		return;
	id = contacts_head(s->txn, s->arena, id);
	for (size_t i = 0; i < s->n; i++)
		if (s->ids[i] == id)
			return;
	if (s->n < CONTACTS_FOUND)
		s->ids[s->n++] = id;
}

static void
by_key(struct search *s)
{
	slice	 keys[CONTACT_KEYS];
	size_t	 n = contact_typed(s->arena, s->who, keys);

	for (size_t i = 0; i < n; i++)
		found(s, contact_owner(s->txn, &keys[i], 1));
}

/* "anna" of "reddit anna" and of "fedi anna@example.org". */
static bool
has_handle(slice handles, slice who)
{
	slice	 line;

	if (slice_starts(who, SLICE("@")))
		who = slice_from(who, 1);
	while (lines_next(&handles, &line)) {
		line = slice_from(line, contact_network(line).n + 1);
		if (slice_ieq(line, who) || slice_ieq(slice_head(line,
		    slice_index(line, '@')), who))
			return true;
	}
	return false;
}

static void
by_name(struct search *s)
{
	struct contact c;
	struct walk w;

	RECORDS(&w, s->txn)
		if (wire_get(w.value, &wire_contact, &c) &&
		    (slice_ieq(c.name, s->who) ||
		    has_handle(c.handles, s->who)))
			found(s, (uint64_t)c.id);
	walk_end(&w);
}

size_t
contacts_find(struct txn *t, struct arena *a, slice who,
    uint64_t ids[static CONTACTS_FOUND])
{
	struct search s = { t, a, slice_trim(who), ids, 0 };
	struct contact c;
	int64_t	 id;

	if (s.who.n == 0)
		return 0;
	if (slice_int(s.who, &id) && id > 0 &&
	    contacts_get(t, a, (uint64_t)id, &c))
		found(&s, (uint64_t)id);
	if (s.n == 0)
		by_key(&s);
	if (s.n == 0)
		by_name(&s);
	return s.n;
}

void
contacts_walk(struct txn *t, struct arena *a, bool (*each)(void *,
    const struct contact *), void *arg)
{
	struct contact c, whole;
	struct walk w;
	bool	 go = true;

	RECORDS(&w, t) {
		size_t	 used = a->used;

		if (wire_get(w.value, &wire_contact, &c) && c.head == 0 &&
		    contacts_whole(t, a, (uint64_t)c.id, &whole))
			go = each(arg, &whole);
		a->used = used;
		if (!go)
			break;
	}
	walk_end(&w);
}

/* --- what they said ----------------------------------------------------- */

void
contacts_mentions(struct txn *t, struct arena *a, uint64_t id,
    bool (*each)(void *, uint64_t, const struct item *), void *arg)
{
	uint64_t head = contacts_head(t, a, id);
	struct walk w;
	struct item item;
	slice	 idents, rest;
	bool	 go = true;

	for (walk_last(&w, t, TABLE_MENTION); w.ok && go; walk_prev(&w)) {
		size_t	 used = a->used;

		if (mention_split(w.value, &idents, &rest) &&
		    wire_get(rest, &wire_item, &item) && contacts_of(t, a,
		    ident_space(idents), &item.mention) == head)
			go = each(arg, key_u64(w.key, 0), &item);
		a->used = used;
	}
	walk_end(&w);
}

/* The record itself, not its head: what comes counts where it came. */
static uint64_t
writer(struct txn *t, struct arena *a, uint64_t mention)
{
	slice	 keys[CONTACT_KEYS];
	struct item item;

	return mentions_get(t, mention, &item) ? contact_owner(t, keys,
	    contact_keys(a, mentions_space(t, a, mention), &item.mention,
	    keys)) : 0;
}

uint64_t
contacts_by(struct txn *t, struct arena *a, uint64_t mention)
{
	uint64_t id = writer(t, a, mention);

	return id ? contacts_head(t, a, id) : 0;
}

bool
contacts_replied(struct txn *t, struct arena *a, uint64_t mention,
    int64_t now)
{
	struct contact c;

	if (!contacts_get(t, a, writer(t, a, mention), &c))
		return t->rc == 0;
	contact_reply(&c, now);
	return contacts_put(t, a, &c);
}

/* --- letting go --------------------------------------------------------- */

struct leaving {
	struct arena	*arena;
	const struct contact_days *days;
	int64_t		 now;
	uint64_t	 ids[64];
	size_t		 n, most;
};

/* Heads only: parts go with them, not by a time of their own. */
static bool
is_over(void *arg, const struct contact *c)
{
	struct leaving *l = arg;

	if (contact_until(c, l->days) <= l->now && l->n < l->most)
		l->ids[l->n++] = (uint64_t)c->id;
	return l->n < l->most;
}

static void
retire_marks(struct txn *t, int64_t now)
{
	struct walk w;

	walk_from(&w, t, TABLE_CONTACT, (slice){ "\3", 1 });
	while (w.ok)
		if (key_i64(w.value, 0) < now - MARK_DAYS * INT64_C(86400))
			walk_del(&w);
		else
			walk_next(&w);
	walk_end(&w);
}

size_t
contacts_retire(struct txn *t, struct arena *a,
    const struct contact_days *d, int64_t now, size_t most)
{
	struct leaving l = { .arena = a, .days = d, .now = now,
		.most = most < COUNT(l.ids) ? most : COUNT(l.ids) };

	contacts_walk(t, a, is_over, &l);
	for (size_t i = 0; i < l.n; i++) {
		size_t	 used = a->used;

		if (!contacts_remove(t, a, l.ids[i], NULL, NULL))
			return 0;
		a->used = used;
	}
	retire_marks(t, now);
	return l.n;
}

/* --- checking ----------------------------------------------------------- */

struct broken {
	struct txn	*t;
	struct arena	*a;
	uint64_t	 last;
	size_t		 keys;
};

static const char *
broken_keys(struct broken *b, const struct contact *c)
{
	slice	 key;
	size_t	 at = 0;

	while (contact_key(b->a, c, &at, &key)) {
		if (contact_owner(b->t, &key, 1) != (uint64_t)c->id)
			return "one of its keys leads elsewhere";
		b->keys++;
	}
	return NULL;
}

static const char *
broken_links(struct broken *b, const struct contact *c)
{
	struct contact other;
	slice	 parts = c->parts, line;
	char	 number[24];
	int64_t	 id;

	if (c->head && (!contacts_get(b->t, b->a, (uint64_t)c->head, &other) ||
	    !lines_have(other.parts, fault_int(number, c->id))))
		return "is part of one that does not know it";
	while (lines_next(&parts, &line))
		if (!slice_int(line, &id) || !contacts_get(b->t, b->a,
		    (uint64_t)id, &other) || other.head != c->id)
			return "has a part that is not its own";
	return NULL;
}

static const char *
broken_one(struct broken *b, uint64_t number, slice value)
{
	struct contact c;
	const char *why;

	if (number == 0 || number > b->last)
		return "its number was never given";
	if (!wire_get(value, &wire_contact, &c) || (uint64_t)c.id != number)
		return "the record cannot be read";
	why = broken_keys(b, &c);
	return why != NULL ? why : broken_links(b, &c);
}

const char *
contacts_broken(struct txn *t, struct arena *a, uint64_t last,
    uint64_t *number)
{
	struct broken b = { t, a, last, 0 };
	const char *why = NULL;
	struct walk w;
	size_t	 n = 0;

	*number = 0;
	RECORDS(&w, t) {
		size_t	 used = a->used;

		*number = key_u64(w.key, 1);
		why = broken_one(&b, *number, w.value);
		a->used = used;
		if (why != NULL)
			break;
	}
	walk_end(&w);
	if (why != NULL)
		return why;
	*number = 0;
	walk_from(&w, t, TABLE_CONTACT, (slice){ "\2", 1 });
	for (; w.ok && w.key.p[0] == INDEX; walk_next(&w))
		n++;
	walk_end(&w);
	return n == b.keys ? NULL : "there are handles without a contact";
}
