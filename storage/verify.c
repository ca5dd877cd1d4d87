/*
 * verify.c - every table against every other, in both directions. One way
 * each record is looked up in the other table; back again it is enough to
 * count: as many there as were found from here.
 */
#include "storage/answers.h"
#include "storage/notes.h"
#include "storage/sources.h"
#include "storage/taps.h"
#include "storage/tasks.h"
#include "storage/contacts.h"
#include "storage/counts.h"
#include "storage/events.h"
#include "storage/grants.h"

enum { SAY_MOST = 100 };	/* sentences; the rest is only counted */

struct check {
	struct txn	*t;
	void		(*say)(void *, const char *);
	void		*arg;
	size_t		 broken;
	size_t		 idents, found;		/* that items account for */
	size_t		 waiting, held;		/* notes that letters do */
	uint64_t	 next_mention, next_letter;
};

static void
say(struct check *c, const char *what, uint64_t id, const char *trouble)
{
	struct fault f = { "" };
	char	 num[24];

	if (c->broken++ >= SAY_MOST)
		return;
	if (what == NULL)
		fault_words(&f, trouble);
	else
		fault_tell(&f, "% %: %", slice_of(what),
		    fault_int(num, id > INT64_MAX ? INT64_MAX : (int64_t)id),
		    slice_of(trouble));
	c->say(c->arg, f.text);
}

/* --- mentions --------------------------------------------------------- */

static void
check_idents(struct check *c, uint64_t id, slice idents)
{
	slice	 key, value;
	uint64_t is;

	while (ident_next(&idents, &key)) {
		c->idents++;
		if (!table_get(c->t, TABLE_IDENT, key, &value))
			say(c, "mention", id, "an identity is not indexed");
		else if ((is = key_u64(value, 0)) != id && is != 0)
			say(c, "mention", id,
			    "an identity belongs to another mention");
	}
	if (idents.n)
		say(c, "mention", id, "the identities do not end");
}

/* Who was told of it must be found: a letter or what became of one. */
static void
check_sent(struct check *c, uint64_t id)
{
	struct key k = key_id(id);
	struct delivery d;
	struct walk w;
	bool	 any = false;

	walk_from(&w, c->t, TABLE_NOTE, key_slice(&k));
	for (; !any && w.ok && key_u64(w.key, 0) == id; walk_next(&w))
		any = wire_get(w.value, &wire_delivery, &d) &&
		    !slice_starts(d.verdict, SLICE("merged"));
	walk_end(&w);
	if (!any)
		say(c, "mention", id, "is to be told, and no letter tells it");
}

static void
check_mention(struct check *c, uint64_t id, slice record)
{
	slice	 idents, rest;
	struct item item;
	struct key at;

	if (id == 0 || id > c->next_mention)
		say(c, "mention", id, "its number was never given");
	if (!mention_split(record, &idents, &rest) ||
	    !wire_get(rest, &wire_item, &item)) {
		say(c, "mention", id, "the record cannot be read");
		return;
	}
	check_idents(c, id, idents);
	at = key_time(item.found, id);
	if (table_has(c->t, TABLE_FOUND, key_slice(&at)))
		c->found++;
	else
		say(c, "mention", id, "is not in the order of retention");
	if (item.fate == FATE_SENT)
		check_sent(c, id);
}

/* Each is that of a mention, found then. Not every mention has one. */
static void
check_sketches(struct check *c)
{
	struct walk w;

	WALK(&w, c->t, TABLE_SKETCH)
		if (w.key.n != 16 || w.value.n != SKETCH_SIZE)
			say(c, NULL, 0, "a sketch cannot be read");
		else if (!table_has(c->t, TABLE_FOUND, w.key))
			say(c, "mention", key_u64(w.key, 8),
			    "is gone, but not its sketch");
	walk_end(&w);
}

static void
check_grants(struct check *c)
{
	struct grant token;
	struct walk w;

	WALK(&w, c->t, TABLE_GRANT)
		if (!wire_get(w.value, &wire_grant, &token))
			say(c, NULL, 0, "the token of an account cannot be "
			    "read");
	walk_end(&w);
}

static void
check_mentions(struct check *c)
{
	struct walk w;

	WALK(&w, c->t, TABLE_MENTION)
		check_mention(c, key_u64(w.key, 0), w.value);
	walk_end(&w);
	if (c->idents != table_count(c->t, TABLE_IDENT))
		say(c, NULL, 0, "there are identities without a mention");
	if (c->found != table_count(c->t, TABLE_FOUND))
		say(c, NULL, 0, "the order of retention has entries without "
		    "a mention");
}

/* --- letters ---------------------------------------------------------- */

static bool
note_of(struct check *c, uint64_t mention, uint64_t letter,
    struct delivery *d)
{
	struct key k = key_pair(mention, letter);
	slice	 value;

	return table_get(c->t, TABLE_NOTE, key_slice(&k), &value) &&
	    wire_get(value, &wire_delivery, d);
}

static bool
is_mention(struct check *c, uint64_t id)
{
	struct key k = key_id(id);

	return table_has(c->t, TABLE_MENTION, key_slice(&k));
}

static bool
check_letter(struct check *c, uint64_t id, slice record, slice verdict,
    struct letter *l)
{
	struct delivery d;
	uint64_t mention;
	slice	 list;

	if (!wire_get(record, &wire_letter, l)) {
		say(c, "letter", id, "the record cannot be read");
		return false;
	}
	if (id == 0 || id > c->next_letter || (uint64_t)l->id != id)
		say(c, "letter", id, "its number was never given");
	for (list = l->mentions; ids_next(&list, &mention);) {
		if (!is_mention(c, mention))
			say(c, "letter", id, "tells a mention that is gone");
		if (!note_of(c, mention, id, &d) ||
		    !slice_starts(d.verdict, verdict))
			say(c, "letter", id, "is not noted at its mention");
		else
			c->held++;
	}
	return true;
}

static void
check_queue(struct check *c)
{
	struct letter l;
	struct key lane;
	struct walk w;
	size_t	 lanes = 0;

	WALK(&w, c->t, TABLE_OUTBOX) {
		uint64_t id = key_u64(w.key, 8);

		if (!check_letter(c, id, w.value, WAITING, &l))
			continue;
		lane = key_lane(l.channel, key_i64(w.key, 0), id);
		if (table_has(c->t, TABLE_LANE, key_slice(&lane)))
			lanes++;
		else
			say(c, "letter", id, "is not in its channel's queue");
	}
	walk_end(&w);
	if (lanes != table_count(c->t, TABLE_LANE))
		say(c, NULL, 0, "a channel's queue has entries without a "
		    "letter");
	if (c->held != c->waiting)
		say(c, NULL, 0, "there are notes of waiting letters, and no "
		    "such letters");
}

static void
check_rejects(struct check *c)
{
	struct letter l;
	struct walk w;

	WALK(&w, c->t, TABLE_REJECT)
		check_letter(c, key_u64(w.key, 0), w.value, SLICE("rejected"),
		    &l);
	walk_end(&w);
}

static void
check_notes(struct check *c)
{
	struct delivery d;
	struct walk w;

	WALK(&w, c->t, TABLE_NOTE) {
		uint64_t id = key_u64(w.key, 0);

		if (!wire_get(w.value, &wire_delivery, &d) || w.key.n != 16 ||
		    (uint64_t)d.letter != key_u64(w.key, 8))
			say(c, "mention", id, "a note cannot be read");
		else if (!is_mention(c, id))
			say(c, "mention", id, "is gone, but not its notes");
		c->waiting += slice_eq(d.verdict, WAITING);
	}
	walk_end(&w);
}

/* --- sources and the ledger ------------------------------------------- */

static void
check_sources(struct check *c)
{
	struct source_state s;
	struct walk w;

	WALK(&w, c->t, TABLE_SOURCE)
		if (!wire_get(w.value, &wire_source, &s))
			say(c, NULL, 0, "the state of a source cannot be "
			    "read");
	walk_end(&w);
}

static void
check_tally(struct check *c)
{
	struct key k = key_name(SLICE("retired"));
	struct tally day, sum, total;
	struct fault f = { "" };
	struct walk w;

	table_get_wire(c->t, TABLE_META, key_slice(&k), &wire_tally, &sum);
	WALK(&w, c->t, TABLE_TALLY) {
		f.text[0] = '\0';
		if (!wire_get(w.value, &wire_tally, &day))
			say(c, "day", (uint64_t)key_i64(w.key, 0),
			    "the counts cannot be read");
		else if (!tally_holds(&day, &f))
			say(c, NULL, 0, f.text);
		tally_plus(&sum, &day);
	}
	walk_end(&w);
	tally_total(c->t, &total);
	f.text[0] = '\0';
	if (!tally_holds(&total, &f))
		say(c, NULL, 0, f.text);
	if (memcmp(&sum, &total, sizeof(sum)) != 0)
		say(c, NULL, 0, "the counts of all days are not the total");
}

/* --- taps, contacts --------------------------------------------------- */

static void
say_if(struct check *c, const char *what, uint64_t id, const char *why)
{
	if (why != NULL)
		say(c, id ? what : NULL, id, why);
}

static void
check_others(struct check *c)
{
	uint64_t id = 0;
	struct arena a;
	const char *why = taps_broken(c->t, store_last_id(c->t, "tap"), &id);

	say_if(c, "tap", id, why);
	arena_init(&a, c->t->store->room, sizeof(c->t->store->room));
	why = contacts_broken(c->t, &a, store_last_id(c->t, "contact"), &id);
	say_if(c, "contact", id, why);
	why = tasks_broken(c->t, &id);
	say_if(c, "item", id, why);
	say_if(c, "", 0, counts_broken(c->t));
	say_if(c, "", 0, answers_check(c->t));
	say_if(c, "", 0, events_broken(c->t));
}

/* --- pages ------------------------------------------------------------ */

static uint64_t
native_long(const char *p)		/* as LMDB writes it: a size_t */
{
	size_t	 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* Every page of the file is in one tree or on the free list. */
static void
check_pages(struct check *c)
{
	MDB_envinfo info;
	MDB_cursor *cursor;
	MDB_val	 k, v;
	size_t	 free_pages = 0;

	if (mdb_env_info(c->t->store->env, &info) != 0 ||
	    info.me_last_txnid != mdb_txn_id(c->t->mdb) ||
	    !txn_fail(c->t, mdb_cursor_open(c->t->mdb, 0, &cursor)))
		return;
	while (mdb_cursor_get(cursor, &k, &v, MDB_NEXT) == 0)
		if (v.mv_size >= sizeof(size_t))
			free_pages += (size_t)native_long(v.mv_data);
	mdb_cursor_close(cursor);
	if (txn_pages(c->t) + free_pages != info.me_last_pgno + 1)
		say(c, NULL, 0, "the pages in use and the free ones are not "
		    "all pages of the file");
}

size_t
store_verify(struct store *s, void (*tell)(void *, const char *), void *arg)
{
	struct fault f = { "" };
	struct check c = { .say = tell, .arg = arg };

	c.t = store_begin(s, false, &f);
	if (c.t == NULL) {
		tell(arg, f.text);
		return 1;
	}
	c.next_mention = store_last_id(c.t, "mention");
	c.next_letter = store_last_id(c.t, "letter");
	check_mentions(&c);
	check_grants(&c);
	check_sketches(&c);
	check_notes(&c);
	check_queue(&c);
	check_rejects(&c);
	check_sources(&c);
	check_tally(&c);
	check_others(&c);
	check_pages(&c);
	if (c.t->rc != 0)
		say(&c, NULL, 0, "a page of the store cannot be read");
	if (c.broken > SAY_MOST)
		tell(arg, "there is more of this kind");
	store_abort(c.t);
	return c.broken;
}
