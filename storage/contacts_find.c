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
	slice	 keys[CONTACT_KEYS], value;
	size_t	 n = contact_typed(s->arena, s->who, keys);

	for (size_t i = 0; i < n; i++) {
		struct key k = { .n = 1, .b = { INDEX } };

		memcpy(k.b + 1, keys[i].p, keys[i].n);
		k.n += keys[i].n;
		if (table_get(s->txn, TABLE_CONTACT, key_slice(&k), &value))
			found(s, key_u64(value, 0));
	}
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

size_t
contacts_count(struct txn *t)
{
	struct walk w;
	size_t	 n = 0;

	RECORDS(&w, t)
		n++;
	walk_end(&w);
	return n;
}

/* --- what they said ----------------------------------------------------- */

/* The space a mention came from stands in its first identity. */
static slice
space_of(slice idents)
{
	slice	 first = SLICE("");

	ident_next(&idents, &first);
	if (!slice_starts(first, SLICE("n")))
		return SLICE("");
	first = slice_from(first, 1);
	return slice_head(first, slice_index(first, '\0'));
}

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
		    space_of(idents), &item.mention) == head)
			go = each(arg, key_u64(w.key, 0), &item);
		a->used = used;
	}
	walk_end(&w);
}

bool
contacts_replied(struct txn *t, struct arena *a, uint64_t mention,
    int64_t now)
{
	struct key k = key_id(mention);
	slice	 record, idents, rest, keys[CONTACT_KEYS], value;
	struct item item;
	struct contact c;
	size_t	 n;

	if (!table_get(t, TABLE_MENTION, key_slice(&k), &record) ||
	    !mention_split(record, &idents, &rest) ||
	    !wire_get(rest, &wire_item, &item))
		return t->rc == 0;
	n = contact_keys(a, space_of(idents), &item.mention, keys);
	for (size_t i = 0; i < n; i++) {
		struct key x = { .n = 1, .b = { INDEX } };

		memcpy(x.b + 1, keys[i].p, keys[i].n);
		x.n += keys[i].n;
		if (table_get(t, TABLE_CONTACT, key_slice(&x), &value) &&
		    contacts_get(t, a, key_u64(value, 0), &c)) {
			contact_reply(&c, now);
			return contacts_put(t, a, &c);
		}
	}
	return t->rc == 0;
}

/* --- letting go --------------------------------------------------------- */

struct leaving {
	struct arena	*arena;
	int64_t		 now;
	uint64_t	 ids[64];
	size_t		 n, most;
};

/* Heads only: parts go with them, not by a time of their own. */
static bool
is_over(void *arg, const struct contact *c)
{
	struct leaving *l = arg;

	if (contact_until(c) <= l->now && l->n < l->most)
		l->ids[l->n++] = (uint64_t)c->id;
	return l->n < l->most;
}

static bool
remove_all(struct txn *t, struct arena *a, uint64_t id)
{
	struct contact c;
	slice	 line;
	int64_t	 part;

	if (!contacts_get(t, a, id, &c))
		return t->rc == 0;
	if (!contacts_remove(t, a, id))
		return false;
	while (lines_next(&c.parts, &line))
		if (slice_int(line, &part) && part > 0 &&
		    !remove_all(t, a, (uint64_t)part))
			return false;
	return true;
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
contacts_retire(struct txn *t, struct arena *a, int64_t now, size_t most)
{
	struct leaving l = { .arena = a, .now = now,
		.most = most < COUNT(l.ids) ? most : COUNT(l.ids) };

	contacts_walk(t, a, is_over, &l);
	for (size_t i = 0; i < l.n; i++) {
		size_t	 used = a->used;

		if (!remove_all(t, a, l.ids[i]))
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
	slice	 key, value;
	size_t	 at = 0;

	while (contact_key(b->a, c, &at, &key)) {
		struct key k = { .n = 1, .b = { INDEX } };

		memcpy(k.b + 1, key.p, key.n);
		k.n += key.n;
		if (!table_get(b->t, TABLE_CONTACT, key_slice(&k), &value) ||
		    key_u64(value, 0) != (uint64_t)c->id)
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
