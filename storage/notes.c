#include "storage/notes.h"

#include <errno.h>

struct note
note_make(const struct letter *l, int64_t when, slice verdict)
{
	struct delivery d = { .channel = l->channel, .verdict = verdict,
		.letter = l->id, .when = when, .tries = l->tries,
		.order = l->order };
	struct note note;
	struct sink k = { .buf = note.record, .cap = NOTE_SIZE };

	wire_put(&k, &wire_delivery, &d);
	note.n = k.len;
	note.letter = (uint64_t)l->id;
	note.when = when;
	return note;
}

bool
note_put(struct txn *t, slice mentions, const struct note *note)
{
	uint64_t id;

	while (ids_next(&mentions, &id)) {
		struct key k = key_pair(id, note->letter);

		if (!table_put(t, TABLE_NOTE, key_slice(&k),
		    (slice){ note->record, note->n }))
			return false;
	}
	return t->rc == 0;
}

struct note
note_rejected(const struct letter *l, int64_t when)
{
	char	 words[1024];
	struct sink k = { .buf = words, .cap = sizeof(words) };

	sink_put(&k, SLICE("rejected: "));
	sink_put(&k, slice_head(l->trouble, sizeof(words) - 10));
	return note_make(l, when, sink_slice(&k));
}

void
outbox_notes(struct txn *t, uint64_t mention, bool (*each)(void *,
    const struct delivery *), void *arg)
{
	struct key k = key_id(mention);
	struct delivery d;
	struct walk w;

	walk_from(&w, t, TABLE_NOTE, key_slice(&k));
	for (; w.ok && key_u64(w.key, 0) == mention; walk_next(&w))
		if (wire_get(w.value, &wire_delivery, &d) && !each(arg, &d))
			break;
	walk_end(&w);
}

bool
ids_next(slice *list, uint64_t *id)
{
	int64_t	 v;

	while (list->n)
		if (slice_int(slice_cut(list, ' '), &v) && v > 0) {
			*id = (uint64_t)v;
			return true;
		}
	return false;
}

bool
mention_held(struct txn *t, uint64_t id)
{
	struct key k = key_id(id), letter;
	struct delivery d;
	struct walk w;
	bool	 held = false;

	walk_from(&w, t, TABLE_NOTE, key_slice(&k));
	for (; !held && w.ok && key_u64(w.key, 0) == id; walk_next(&w)) {
		letter = key_id(key_u64(w.key, 8));
		held = !wire_get(w.value, &wire_delivery, &d) ||
		    slice_eq(d.verdict, WAITING) ||
		    table_has(t, TABLE_REJECT, key_slice(&letter));
	}
	walk_end(&w);
	return held || t->rc != 0;
}

/* --- letters ---------------------------------------------------------- */

slice
letter_record(struct txn *t, const struct letter *l)
{
	struct sink k = { .buf = t->store->rec, .cap = STORE_REC };

	wire_put(&k, &wire_letter, l);
	return sink_slice(&k);
}

void
outbox_rejected(struct txn *t, bool (*each)(void *, const struct letter *),
    void *arg)
{
	struct letter l;
	struct walk w;

	WALK(&w, t, TABLE_REJECT)
		if (wire_get(w.value, &wire_letter, &l) && !each(arg, &l))
			break;
	walk_end(&w);
}

bool
outbox_dismiss(struct txn *t, uint64_t letter)
{
	struct key k = key_id(letter);

	return table_del(t, TABLE_REJECT, key_slice(&k));
}

bool
reject_forget(struct txn *t)
{
	struct walk w;
	bool	 any;

	walk_from(&w, t, TABLE_REJECT, (slice){ "", 0 });
	any = w.ok;
	walk_del(&w);
	walk_end(&w);
	return any && t->rc == 0;
}
