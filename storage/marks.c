/*
 * marks.c - what was forgotten and must not come back, so that a mark tells
 * nobody what it was: SipHash-2-4 (Aumasson and Bernstein, 2012) under a key
 * that this box alone has.
 */
#include "storage/contacts.h"

#include "storage/tables.h"

#include <errno.h>
#include <sys/random.h>

enum { MARK = 3, KEY = 16 };

static uint64_t
turn(uint64_t v, unsigned by)
{
	return v << by | v >> (64 - by);
}

static void
rounds(uint64_t v[static 4], unsigned n)
{
	while (n-- > 0) {
		v[0] += v[1];
		v[2] += v[3];
		v[1] = turn(v[1], 13) ^ v[0];
		v[3] = turn(v[3], 16) ^ v[2];
		v[0] = turn(v[0], 32);
		v[2] += v[1];
		v[0] += v[3];
		v[1] = turn(v[1], 17) ^ v[2];
		v[3] = turn(v[3], 21) ^ v[0];
		v[2] = turn(v[2], 32);
	}
}

static uint64_t
word(slice s, size_t at)		/* little-endian, as SipHash is */
{
	uint64_t v = 0;

	for (size_t i = 8; i-- > 0;)
		v = v << 8 | (at + i < s.n ? (unsigned char)s.p[at + i] : 0);
	return v;
}

static uint64_t
siphash(slice key, slice s)
{
	uint64_t k0 = word(key, 0), k1 = word(key, 8), m;
	uint64_t v[4] = { k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d,
	    k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573 };
	size_t	 at = 0;

	for (; at + 8 <= s.n; at += 8) {
		m = word(s, at);
		v[3] ^= m;
		rounds(v, 2);
		v[0] ^= m;
	}
	m = word(s, at) | (uint64_t)s.n << 56;
	v[3] ^= m;
	rounds(v, 2);
	v[0] ^= m;
	v[2] ^= 0xff;
	rounds(v, 4);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* The box's own; made by chance when first wanted. */
static bool
salt(struct txn *t, bool make, slice *key)
{
	struct key k = key_text(SLICE("salt"), SLICE(""), SLICE(""));
	unsigned char chance[KEY];

	if (table_get(t, TABLE_META, key_slice(&k), key) && key->n == KEY)
		return true;
	if (!make || t->rc != 0)
		return false;
	if (getrandom(chance, sizeof(chance), 0) != (ssize_t)sizeof(chance))
		return txn_fail(t, EIO);
	return table_put(t, TABLE_META, key_slice(&k),
	    (slice){ (const char *)chance, KEY }) &&
	    table_get(t, TABLE_META, key_slice(&k), key);
}

static struct key
mark_key(slice salt, slice what)
{
	struct key k = { .n = 9, .b = { MARK } };
	uint64_t h = siphash(salt, what);

	for (unsigned i = 0; i < 8; i++)
		k.b[1 + i] = (unsigned char)(h >> (8 * (7 - i)));
	return k;
}

bool
contacts_bar(struct txn *t, slice what, int64_t now)
{
	struct key k, when = key_time(now, 0);
	slice	 key;

	if (!salt(t, true, &key))
		return false;
	k = mark_key(key, what);
	return table_put(t, TABLE_CONTACT, key_slice(&k),
	    slice_head(key_slice(&when), 8));
}

static bool
barred(struct txn *t, slice key, slice what)
{
	struct key k = mark_key(key, what);

	return what.n && table_has(t, TABLE_CONTACT, key_slice(&k));
}

bool
contacts_barred(struct txn *t, struct arena *a, slice space, slice canonical,
    const struct mention *m)
{
	struct key id = key_text(SLICE("n"), space, m->id);
	struct key url = key_text(SLICE("u"), SLICE(""), canonical);
	slice	 keys[CONTACT_KEYS], key;
	size_t	 n;

	if (!salt(t, false, &key))
		return false;		/* nobody was ever forgotten */
	if (barred(t, key, key_slice(&id)) ||
	    (canonical.n && barred(t, key, key_slice(&url))))
		return true;
	n = contact_keys(a, space, m, keys);
	for (size_t i = 0; i < n; i++)
		if (barred(t, key, keys[i]))
			return true;
	return false;
}
