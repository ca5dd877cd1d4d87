/* Each kind of damage, done on purpose, must be told; a whole store must not
 * be complained of. */
#include "tests/box.h"

/* Two mentions; letter 1 waits (for mention 1), 2 is rejected, 3 was sent. */
static void
fill(struct box *b)
{
	struct tally day = { .fetched = 2, .fresh = 2, .matched = 2,
		.sent = 2 };
	struct source_state state = { .next = 99 };
	struct letter l = { .text = SLICE("x") };
	uint64_t id;

	CHECK(box_new(b, BOX_MAP));
	box_begin(b, true);
	for (int i = 1; i <= 2; i++) {
		char	 name[2] = { (char)('0' + i), 0 };
		struct item item = box_item(name, "words", 10 + i);

		item.fate = FATE_SENT;
		CHECK(mentions_meet(b->txn, SLICE("s"), item.mention.id,
		    SLICE("a sketch is of thirty-two bytes."), &item, &id) ==
		    MENTIONS_NEW);
	}
	for (int i = 1; i <= 3; i++) {
		l.id = (int64_t)store_next_id(b->txn, "letter");
		l.channel = i == 2 ? SLICE("mail") : SLICE("push");
		l.mentions = i == 1 ? SLICE("1") : SLICE("1 2");
		CHECK(outbox_put(b->txn, 50 + i, &l));
		if (i == 2)
			CHECK(outbox_reject(b->txn, 52, &l, 60));
		if (i == 3)
			CHECK(outbox_done(b->txn, 53, &l, 60, SLICE("sent")));
	}
	CHECK(sources_put(b->txn, SLICE("src"), &state));
	CHECK(tally_add(b->txn, SLICE("src"), 20000, &day));
	CHECK(box_commit(b));
}

static void
replace(struct txn *t, enum table table, struct key from, struct key to)
{
	slice	 value;
	char	 copy[4096];

	CHECK(table_get(t, table, key_slice(&from), &value));
	memcpy(copy, value.p, value.n);
	value.p = copy;
	CHECK(table_del(t, table, key_slice(&from)));
	CHECK(table_put(t, table, key_slice(&to), value));
}

static struct key
ident(const char *netid)
{
	return key_text(SLICE("n"), SLICE("s"), slice_of(netid));
}

static struct key
next(const char *name)
{
	return key_text(SLICE("next"), SLICE(""), slice_of(name));
}

static struct key
lane(uint64_t id)
{
	return key_lane(SLICE("push"), 51, id);
}

enum how { DEL, PUT, MOVE };

struct damage {
	enum how	 how;
	enum table	 table;
	struct key	 key, to;	/* another record, or another key */
};

static void
hit(struct txn *t, const struct damage *d)
{
	slice	 key = key_slice(&d->key);

	if (d->how == DEL)
		CHECK(table_del(t, d->table, key));
	else if (d->how == PUT)
		CHECK(table_put(t, d->table, key, key_slice(&d->to)));
	else
		replace(t, d->table, d->key, d->to);
}

/* False: there are not so many. */
static bool
damage(struct txn *t, size_t which)
{
	struct key none = key_id(0), src = key_name(SLICE("src"));
	struct key day = key_day(20000, SLICE("src"));
	const struct damage all[] = {
		{ DEL, TABLE_IDENT, ident("1"), none },
		{ PUT, TABLE_IDENT, ident("1"), key_id(2) },
		{ PUT, TABLE_IDENT, ident("7"), key_id(1) },
		{ DEL, TABLE_FOUND, key_time(11, 1), none },
		{ MOVE, TABLE_FOUND, key_time(11, 1), key_time(12, 1) },
		{ DEL, TABLE_MENTION, key_id(1), none },
		{ PUT, TABLE_MENTION, key_id(1), key_id(77) },
		{ MOVE, TABLE_MENTION, key_id(2), key_id(3) },
		{ DEL, TABLE_OUTBOX, key_time(51, 1), none },
		{ MOVE, TABLE_OUTBOX, key_time(51, 1), key_time(52, 1) },
		{ MOVE, TABLE_OUTBOX, key_time(51, 1), key_time(51, 2) },
		{ PUT, TABLE_OUTBOX, key_time(51, 1), key_id(5) },
		{ DEL, TABLE_LANE, lane(1), none },
		{ PUT, TABLE_LANE, lane(9), key_id(0) },
		{ DEL, TABLE_NOTE, key_pair(1, 1), none },
		{ MOVE, TABLE_NOTE, key_pair(2, 3), key_pair(2, 4) },
		{ MOVE, TABLE_NOTE, key_pair(2, 3), key_pair(9, 3) },
		{ PUT, TABLE_NOTE, key_pair(1, 3), key_id(0) },
		{ DEL, TABLE_NOTE, key_pair(2, 2), none },
		{ MOVE, TABLE_REJECT, key_id(2), key_id(1) },
		{ PUT, TABLE_SOURCE, src, key_id(3) },
		{ DEL, TABLE_TALLY, day, none },
		{ PUT, TABLE_TALLY, day, key_id(0) },
		{ DEL, TABLE_META, next("mention"), none },
		{ PUT, TABLE_META, next("letter"), key_id(1) },
		{ MOVE, TABLE_NOTE, key_pair(1, 3), key_pair(1, 1) },
		{ MOVE, TABLE_SKETCH, key_time(11, 1), key_time(11, 7) },
		{ PUT, TABLE_SKETCH, key_time(11, 1), key_id(0) },
	};

	if (which < COUNT(all))
		hit(t, &all[which]);
	return which < COUNT(all);
}

/* What is told, and nobody knows by what. */
static void
untold(struct txn *t)
{
	struct key keys[] = { key_pair(2, 2), key_pair(2, 3), key_id(2) };

	CHECK(table_del(t, TABLE_NOTE, key_slice(&keys[0])));
	CHECK(table_del(t, TABLE_NOTE, key_slice(&keys[1])));
	CHECK(table_del(t, TABLE_REJECT, key_slice(&keys[2])));
}

static void
miscounted(struct txn *t)
{
	struct tally day = { .fetched = 1 };

	CHECK(tally_add(t, SLICE("src"), 20001, &day));
}

static void
unharmed(struct txn *t)
{
	CHECK(t->rc == 0);
}

struct said {
	size_t	 n;
	char	 first[FAULT_MAX];
};

static void
hear(void *arg, const char *text)
{
	struct said *s = arg;

	if (s->n++ == 0)
		snprintf(s->first, sizeof(s->first), "%s", text);
}

static bool
try(void (*harm)(struct txn *), size_t which, size_t least, size_t most)
{
	struct said said = { 0, "" };
	struct box b;
	bool	 more = true;

	fill(&b);
	CHECK(box_broken(&b) == 0);
	box_begin(&b, true);
	if (harm != NULL)
		harm(b.txn);
	else
		more = damage(b.txn, which);
	CHECK(box_commit(&b));
	CHECK(store_verify(b.store, hear, &said) == said.n);
	if (more && (said.n < least || said.n > most))
		printf("damage %zu: %zu sentences\n", which, said.n);
	CHECK(!more || (said.n >= least && said.n <= most));
	box_end(&b);
	return more;
}

int
main(void)
{
	size_t	 n = 0;

	while (try(NULL, n, 1, 10))
		n++;
	CHECK(n >= 28);
	try(untold, 100, 1, 1);
	try(miscounted, 101, 1, 2);
	try(unharmed, 102, 0, 0);
	return test_failed;
}
