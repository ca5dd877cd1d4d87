/*
 * outbox.c - the queue, in three tables that always agree:
 *
 *	outbox	the letter
 *	lane	the same key behind its channel's name: the first of a channel
 *		is one step away, however many others wait
 *	note	one per mention and letter, from "waiting" to the verdict
 *
 * A note outlives its letter; a mention with a note of a letter that waits, or
 * was rejected and not yet dismissed, is not forgotten.
 */
#include "storage/outbox.h"

#include "storage/notes.h"

#include <errno.h>

static bool
mention_there(struct txn *t, uint64_t id)
{
	struct key k = key_id(id);

	return table_has(t, TABLE_MENTION, key_slice(&k));
}

/* --- the calls -------------------------------------------------------- */

/* Adds an id and its note, unless the note is there already: the notes are
 * the set of what a letter tells. */
static bool
list_add(struct txn *t, struct sink *list, uint64_t id,
    const struct note *note)
{
	struct key k = key_pair(id, note->letter);

	if (table_has(t, TABLE_NOTE, key_slice(&k)))
		return true;
	if (list->len)
		sink_byte(list, ' ');
	sink_int(list, (int64_t)id);
	return table_put(t, TABLE_NOTE, key_slice(&k),
	    (slice){ note->record, note->n });
}

/* Ids of mentions that were forgotten since (a digest in the evening) are
 * dropped, so that the queue speaks only of what can be looked up. */
static slice
present(struct txn *t, slice mentions, const struct note *note)
{
	struct sink list = { .buf = t->store->list, .cap = STORE_LIST };
	uint64_t id;

	while (ids_next(&mentions, &id))
		if (mention_there(t, id) && !list_add(t, &list, id, note))
			break;
	if (list.full)
		txn_fail(t, EMSGSIZE);
	return sink_slice(&list);
}

bool
outbox_put(struct txn *t, int64_t due, const struct letter *l)
{
	struct letter mine = *l;
	struct note note = note_make(l, l->born, WAITING);
	struct key lane = key_lane(l->channel, due, (uint64_t)l->id);

	if (l->id <= 0 || l->channel.n == 0)
		return txn_fail(t, EINVAL);
	if (!txn_room(t))
		return false;
	mine.mentions = present(t, l->mentions, &note);
	return t->rc == 0 && lane_put(t, &lane, letter_record(t, &mine));
}

bool
outbox_new(struct txn *t, int64_t due, struct letter *l)
{
	l->id = (int64_t)store_next_id(t, "letter");
	return l->id != 0 && outbox_put(t, due, l);
}

void
outbox_walk(struct txn *t, bool (*each)(void *, int64_t,
    const struct letter *), void *arg)
{
	struct letter l;
	struct walk w;

	WALK(&w, t, TABLE_OUTBOX)
		if (wire_get(w.value, &wire_letter, &l) &&
		    !each(arg, key_i64(w.key, 0), &l))
			break;
	walk_end(&w);
}

static bool
among(slice name, const slice *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(name, lane_name(list[i])))
			return true;
	return false;
}

/* Behind the last letter of the lane that w stands in. */
static void
lane_skip(struct walk *w)
{
	struct txn *t = w->txn;
	struct key past = key_lane(lane_channel(w->key), INT64_MAX,
		    UINT64_MAX);

	walk_end(w);
	walk_from(w, t, TABLE_LANE, key_slice(&past));
}

static void
sooner(int64_t *next, int64_t due)
{
	if (due < *next)
		*next = due;
}

/* The first of the lanes that are free; the others' first ones in *next. */
static bool
first_due(struct txn *t, int64_t now, const slice *busy, size_t nbusy,
    struct standing *first, int64_t *next)
{
	uint64_t id = 0;
	struct walk w;

	first->due = *next = INT64_MAX;
	walk_from(&w, t, TABLE_LANE, (slice){ "", 0 });
	for (; w.ok; lane_skip(&w)) {
		int64_t	 due = lane_due(w.key);

		if (among(lane_channel(w.key), busy, nbusy))
			continue;
		if (due > now || due >= first->due) {
			sooner(next, due);
			continue;
		}
		sooner(next, first->due);
		first->due = due;
		id = lane_id(w.key);
	}
	walk_end(&w);
	return id != 0 && lane_at(t, first->due, id, first);
}

bool
outbox_due(struct txn *t, int64_t now, const slice *busy, size_t nbusy,
    int64_t *due, struct letter *l, int64_t *next)
{
	struct standing first;
	struct key k;
	struct walk w;

	if (!first_due(t, now, busy, nbusy, &first, next))
		return false;
	*due = first.due;
	*l = first.letter;
	k = key_lane(l->channel, *due, (uint64_t)l->id);
	walk_from(&w, t, TABLE_LANE, key_slice(&k));
	walk_next(&w);			/* the second of the same lane */
	if (w.ok && slice_eq(lane_channel(w.key), lane_name(l->channel)))
		sooner(next, lane_due(w.key));
	walk_end(&w);
	return true;
}

bool
outbox_done(struct txn *t, int64_t due, const struct letter *l, int64_t now,
    slice verdict)
{
	struct note note = note_make(l, now, verdict);
	struct standing p;

	return lane_take(t, due, l, &p) && lane_drop(t, &p) &&
	    note_put(t, p.letter.mentions, &note);
}

/* The letter as the caller has it, but with the mentions it is stored with. */
static slice
renewed(struct txn *t, const struct letter *l, const struct standing *p)
{
	struct letter mine = *l;

	mine.mentions = p->letter.mentions;
	return letter_record(t, &mine);
}

bool
outbox_retry(struct txn *t, int64_t due, const struct letter *l,
    int64_t again)
{
	struct key lane = key_lane(l->channel, again, (uint64_t)l->id);
	struct standing p;
	slice	 record;

	if (!lane_take(t, due, l, &p))
		return false;
	record = renewed(t, l, &p);
	return lane_drop(t, &p) && lane_put(t, &lane, record);
}

bool
outbox_reject(struct txn *t, int64_t due, const struct letter *l, int64_t now)
{
	struct note note = note_rejected(l, now);
	struct key k = key_id((uint64_t)l->id);
	struct standing p;
	slice	 record;

	if (!lane_take(t, due, l, &p))
		return false;
	record = renewed(t, l, &p);
	return lane_drop(t, &p) &&
	    table_put(t, TABLE_REJECT, key_slice(&k), record) &&
	    note_put(t, p.letter.mentions, &note);
}

bool
outbox_revive(struct txn *t, uint64_t letter, int64_t due)
{
	struct key k = key_id(letter), lane;
	struct letter l;
	struct note note;
	slice	 record;

	if (!table_get_wire(t, TABLE_REJECT, key_slice(&k), &wire_letter, &l))
		return txn_fail(t, ENOENT);
	l.tries = 0;
	l.mentions = lane_keep(t, l.mentions);
	note = note_make(&l, l.born, WAITING);
	lane = key_lane(l.channel, due, letter);
	record = letter_record(t, &l);
	return table_del(t, TABLE_REJECT, key_slice(&k)) &&
	    lane_put(t, &lane, record) && note_put(t, l.mentions, &note);
}

bool
outbox_hurry(struct txn *t, slice channel, int64_t now)
{
	struct key name = key_lane(channel, now, UINT64_MAX);
	slice	 head = lane_channel(key_slice(&name));
	struct standing p;
	struct walk w;
	bool	 more;

	do {	/* each step moves one out of the range that is searched */
		walk_from(&w, t, TABLE_LANE, key_slice(&name));
		more = w.ok && slice_eq(lane_channel(w.key), head) &&
		    lane_at(t, lane_due(w.key), lane_id(w.key), &p);
		walk_end(&w);
	} while (more && outbox_retry(t, p.due, &p.letter, now));
	return t->rc == 0;
}

/* --- many into one ---------------------------------------------------- */

static bool
merge_one(struct txn *t, int64_t due, const struct letter *old,
    const struct note *fresh, struct sink *all)
{
	char	 words[40];
	struct sink k = { .buf = words, .cap = sizeof(words) };
	struct note note;
	struct standing p;
	uint64_t id;
	slice	 list;

	sink_put(&k, SLICE("merged into "));
	sink_int(&k, (int64_t)fresh->letter);
	if (!lane_take(t, due, old, &p))
		return false;
	note = note_make(&p.letter, fresh->when, sink_slice(&k));
	if (!lane_drop(t, &p))
		return false;
	for (list = p.letter.mentions; ids_next(&list, &id);)
		if (!list_add(t, all, id, fresh))
			return false;
	return note_put(t, p.letter.mentions, &note);
}

bool
outbox_merge(struct txn *t, const int64_t *dues, const struct letter *old,
    size_t n, int64_t due, const struct letter *merged)
{
	struct letter mine = *merged;
	struct key lane = key_lane(merged->channel, due,
		    (uint64_t)merged->id);
	struct note fresh = note_make(merged, merged->born, WAITING);
	/* While the letters go, the record's buffer gathers their mentions. */
	struct sink all = { .buf = t->store->rec, .cap = STORE_LIST };

	if (merged->id <= 0 || merged->channel.n == 0)
		return txn_fail(t, EINVAL);
	for (size_t i = 0; i < n; i++)
		if (!merge_one(t, dues[i], &old[i], &fresh, &all))
			return false;
	if (all.full)
		return txn_fail(t, EMSGSIZE);
	mine.mentions = lane_keep(t, sink_slice(&all));
	return lane_put(t, &lane, letter_record(t, &mine));
}

size_t
outbox_count(struct txn *t)
{
	return table_count(t, TABLE_OUTBOX);
}
