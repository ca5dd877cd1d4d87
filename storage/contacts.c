#include "storage/contacts.h"

#include "storage/mentions.h"
#include "storage/tables.h"

enum { RECORD = 1, INDEX = 2, MARK = 3, PARTS_MOST = 64 };

static struct key
record_key(uint64_t id)
{
	struct key k = { .n = 1, .b = { RECORD } }, v = key_id(id);

	memcpy(k.b + 1, v.b, v.n);
	k.n += v.n;
	return k;
}

static struct key
index_key(slice key)
{
	struct key k = { .n = 1, .b = { INDEX } };

	key = slice_head(key, KEY_MAX - 1);
	if (key.n)
		memcpy(k.b + 1, key.p, key.n);
	k.n += key.n;
	return k;
}

uint64_t
contact_owner(struct txn *t, const slice *keys, size_t n)
{
	uint64_t id = 0;
	slice	 value;

	for (size_t i = 0; i < n && id == 0; i++) {
		struct key k = index_key(keys[i]);

		if (keys[i].n && table_get(t, TABLE_CONTACT, key_slice(&k),
		    &value))
			id = key_u64(value, 0);
	}
	return id;
}

bool
contacts_get(struct txn *t, struct arena *a, uint64_t id, struct contact *c)
{
	struct key k = record_key(id);
	slice	 value;

	memset(c, 0, sizeof(*c));
	if (id == 0 || !table_get(t, TABLE_CONTACT, key_slice(&k), &value))
		return false;
	if (!wire_get(arena_copy(a, value), &wire_contact, c))
		return txn_fail(t, MDB_CORRUPTED);
	return true;
}

/* --- one person of several parts -------------------------------------- */

uint64_t
contacts_head(struct txn *t, struct arena *a, uint64_t id)
{
	struct contact c;
	size_t	 used = a->used;

	for (int i = 0; i < CONTACT_DEPTH && contacts_get(t, a, id, &c) &&
	    c.head > 0; i++)
		id = (uint64_t)c.head;
	a->used = used;
	return id;
}

/* The head, its parts, and theirs: ids in the order they are joined. */
static size_t
family(struct txn *t, struct arena *a, uint64_t head,
    uint64_t ids[static PARTS_MOST])
{
	size_t	 n = 1, used = a->used;
	struct contact c;

	ids[0] = head;
	for (size_t i = 0; i < n; i++) {
		slice	 line;
		int64_t	 id;

		if (!contacts_get(t, a, ids[i], &c))
			continue;
		while (n < PARTS_MOST && lines_next(&c.parts, &line))
			if (slice_int(line, &id) && id > 0)
				ids[n++] = (uint64_t)id;
	}
	a->used = used;
	return n;
}

bool
contacts_whole(struct txn *t, struct arena *a, uint64_t id, struct contact *c)
{
	uint64_t ids[PARTS_MOST];
	struct contact part;
	size_t	 n = family(t, a, contacts_head(t, a, id), ids);

	if (!contacts_get(t, a, ids[0], c))
		return false;
	for (size_t i = 1; i < n; i++)
		if (contacts_get(t, a, ids[i], &part))
			contact_union(a, c, &part);
	return !a->spent;
}

/* --- writing ---------------------------------------------------------- */

static void
drop_key(struct arena *a, struct contact *c, slice key)
{
	slice	 list = c->phone, line, keys[CONTACT_KEYS];

	lines_drop(a, &c->handles, key);
	if (slice_starts(key, SLICE("mail ")))
		lines_drop(a, &c->mail, slice_from(key, 5));
	while (slice_starts(key, SLICE("phone ")) && lines_next(&list, &line))
		if (contact_typed(a, line, keys) && slice_eq(keys[0], key))
			lines_drop(a, &c->phone, line);
}

/* Each key of it leads to it; what is another's goes out of it. */
static bool
index_keys(struct txn *t, struct arena *a, struct contact *c)
{
	struct key value = key_id((uint64_t)c->id);
	slice	 key;
	size_t	 at = 0;

	while (contact_key(a, c, &at, &key)) {
		struct key k = index_key(key);
		uint64_t is = contact_owner(t, &key, 1);

		if (is != 0 && is != (uint64_t)c->id) {
			size_t	 n = c->handles.n + c->mail.n + c->phone.n;

			drop_key(a, c, key);
			if (c->handles.n + c->mail.n + c->phone.n < n)
				at = 0;
		} else if (is == 0 && !table_put(t, TABLE_CONTACT,
		    key_slice(&k), key_slice(&value))) {
			return false;
		}
	}
	return t->rc == 0;
}

static bool
unindex(struct txn *t, struct arena *a, const struct contact *old,
    const struct contact *now)
{
	slice	 key, other;
	size_t	 at = 0;

	while (contact_key(a, old, &at, &key)) {
		struct key k = index_key(key);
		size_t	 in = 0;
		bool	 stays = false;

		while (now != NULL && !stays && contact_key(a, now, &in,
		    &other))
			stays = slice_eq(other, key);
		if (!stays && contact_owner(t, &key, 1) == (uint64_t)old->id &&
		    !table_del(t, TABLE_CONTACT, key_slice(&k)))
			return false;
	}
	return true;
}

bool
contacts_put(struct txn *t, struct arena *a, struct contact *c)
{
	struct contact old;
	struct key k;

	if (c->id == 0) {
		if (!txn_room(t))
			return false;
		c->id = (int64_t)store_next_id(t, "contact");
	} else if (contacts_get(t, a, (uint64_t)c->id, &old) &&
	    !unindex(t, a, &old, c)) {
		return false;
	}
	k = record_key((uint64_t)c->id);
	return c->id != 0 && index_keys(t, a, c) && !a->spent &&
	    table_put_wire(t, TABLE_CONTACT, key_slice(&k), &wire_contact, c);
}

bool
contacts_remove(struct txn *t, struct arena *a, uint64_t id,
    bool (*each)(void *, const struct contact *), void *arg)
{
	uint64_t ids[PARTS_MOST];
	size_t	 n = family(t, a, id, ids);
	struct contact c;

	for (size_t i = 0; i < n; i++) {
		struct key k = record_key(ids[i]);

		if (contacts_get(t, a, ids[i], &c) &&
		    ((each != NULL && !each(arg, &c)) ||
		    !unindex(t, a, &c, NULL) ||
		    !table_del(t, TABLE_CONTACT, key_slice(&k))))
			return false;
	}
	return t->rc == 0;
}

bool
contacts_meet(struct txn *t, struct arena *a, slice space,
    const struct item *item, uint64_t *id)
{
	slice	 keys[CONTACT_KEYS];
	size_t	 n = contact_keys(a, space, &item->mention, keys);
	struct contact c;

	*id = 0;
	if (n == 0)
		return t->rc == 0;
	contacts_get(t, a, contact_owner(t, keys, n), &c);
	contact_hear(a, &c, space, item);
	if (t->rc != 0 || !contacts_put(t, a, &c))
		return false;
	*id = contacts_head(t, a, (uint64_t)c.id);
	return t->rc == 0;
}

uint64_t
contacts_of(struct txn *t, struct arena *a, slice space,
    const struct mention *m)
{
	slice	 keys[CONTACT_KEYS];
	uint64_t id = contact_owner(t, keys, contact_keys(a, space, m, keys));

	return id ? contacts_head(t, a, id) : 0;
}

/* --- changes ---------------------------------------------------------- */

bool
contacts_change(struct txn *t, struct arena *a, uint64_t id,
    bool (*change)(void *, struct arena *, struct contact *), void *arg)
{
	uint64_t ids[PARTS_MOST];
	size_t	 n = family(t, a, contacts_head(t, a, id), ids);
	struct contact c;

	for (size_t i = 0; i < n; i++)
		if (contacts_get(t, a, ids[i], &c) &&
		    (!change(arg, a, &c) || !contacts_put(t, a, &c)))
			return false;
	return t->rc == 0;
}

bool
contacts_merge(struct txn *t, struct arena *a, uint64_t head, uint64_t part,
    struct fault *f)
{
	uint64_t ids[PARTS_MOST], more[PARTS_MOST];
	struct contact c, p;
	char	 number[24];

	head = contacts_head(t, a, head);
	part = contacts_head(t, a, part);
	if (!contacts_get(t, a, head, &c) || !contacts_get(t, a, part, &p))
		return fault_words(f, "there is no such contact");
	if (family(t, a, head, ids) + family(t, a, part, more) > PARTS_MOST ||
	    p.parts.n > CONTACT_PARTS - 24)
		return fault_tell(f, "too many parts of contact %",
		    fault_int(number, c.id));
	return contact_merge(a, &c, &p, f) && contacts_put(t, a, &c) &&
	    contacts_put(t, a, &p);
}

bool
contacts_unmerge(struct txn *t, struct arena *a, uint64_t part,
    struct fault *f)
{
	struct contact c, p;
	char	 number[24];

	if (!contacts_get(t, a, part, &p))
		return fault_tell(f, "there is no contact %",
		    fault_int(number, (int64_t)part));
	if (p.head == 0 || !contacts_get(t, a, (uint64_t)p.head, &c))
		return fault_tell(f, "contact % is part of no other",
		    fault_int(number, p.id));
	return contact_unmerge(a, &c, &p, f) && contacts_put(t, a, &c) &&
	    contacts_put(t, a, &p);
}

/* --- the shop's own list ----------------------------------------------- */

static void
add_lines(struct arena *a, slice *to, slice from, size_t most)
{
	slice	 line;

	while (lines_next(&from, &line))
		lines_add(a, to, line, most);
}

static uint64_t
known_by(struct txn *t, struct arena *a, const struct contact *c)
{
	uint64_t id = 0;
	size_t	 at = 0;
	slice	 key;

	while (id == 0 && contact_key(a, c, &at, &key))
		id = contact_owner(t, &key, 1);
	return id;
}

/* The list says that these keys are one person's: whoever else has one of them
 * becomes a part, unless there is no room for more. */
static bool
join_known(struct txn *t, struct arena *a, const struct contact *from,
    uint64_t id)
{
	size_t	 at = 0;
	slice	 key;

	while (contact_key(a, from, &at, &key)) {
		uint64_t is = contact_owner(t, &key, 1);
		struct fault f = { "" };

		if (is != 0 && contacts_head(t, a, is) !=
		    contacts_head(t, a, id))
			contacts_merge(t, a, id, is, &f);
	}
	return t->rc == 0 && !a->spent;
}

bool
contacts_import(struct txn *t, struct arena *a, const struct contact *from,
    int64_t now, uint64_t *id, bool *fresh)
{
	struct contact c;

	*fresh = !contacts_get(t, a, known_by(t, a, from), &c);
	add_lines(a, &c.handles, from->handles, CONTACT_HANDLES);
	add_lines(a, &c.mail, from->mail, CONTACT_MAIL);
	add_lines(a, &c.phone, from->phone, CONTACT_PHONE);
	add_lines(a, &c.bought, from->bought, CONTACT_BOUGHT);
	add_lines(a, &c.consent, from->consent, CONTACT_CONSENT);
	c.name = from->name.n ? from->name : c.name;
	c.note = from->note.n ? from->note : c.note;
	c.prefers = from->prefers.n ? from->prefers : c.prefers;
	if (from->never)
		contact_forbid(a, &c, from->never > 1 ? from->never : now,
		    from->why);
	c.imported = now;
	if (t->rc != 0 || !contacts_put(t, a, &c))
		return false;
	*id = (uint64_t)c.id;
	return join_known(t, a, from, *id);
}
