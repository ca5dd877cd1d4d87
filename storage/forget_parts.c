/*
 * forget_parts.c - letters, taps, and others' mentions that tell of somebody
 * who is forgotten.
 */
#include "storage/forget_job.h"

#include "core/answer/may.h"
#include "core/learn/tap.h"
#include "storage/mentions.h"
#include "storage/notes.h"

enum { SOME = 32 };			/* found by a walk, then changed */

static bool
has(const struct forget_job *j, uint64_t mention)
{
	for (size_t i = 0; i < j->n; i++)
		if (j->ids[i] == mention)
			return true;
	return false;
}

static bool
lists(const struct forget_job *j, slice mentions)
{
	uint64_t id;

	while (ids_next(&mentions, &id))
		if (has(j, id))
			return true;
	return false;
}

bool
forget_names(const struct forget_job *j, slice s)
{
	const struct trace *which;
	size_t	 at, from = 0;

	while (traces_find(j->traces, s, from, &at, &which)) {
		if (which->sort == TRACE_OWN)
			return true;
		from = at + 1;
	}
	return false;
}

static bool
tells(const struct forget_job *j, slice s)
{
	const struct trace *which;
	size_t	 at;

	return traces_find(j->traces, s, 0, &at, &which);
}

slice
forget_masked(struct forget_job *j, slice s)
{
	struct sink k;

	if (!forget_names(j, s))
		return s;
	k = sink_open(&j->arena);
	traces_mask(&k, j->traces, s, FORGOTTEN);
	return sink_close(&k, &j->arena);
}

/* --- letters ---------------------------------------------------------- */

struct place {				/* of a letter */
	enum table	 table;
	int64_t		 due;
	uint64_t	 id;
};

static bool
letter_tells(const struct forget_job *j, const struct letter *l)
{
	return lists(j, l->mentions) || forget_names(j, l->title) ||
	    forget_names(j, l->text) || forget_names(j, l->url) ||
	    forget_names(j, l->state) || forget_names(j, l->trouble);
}

static size_t
find_letters(struct forget_job *j, struct txn *t, enum table table,
    struct place *list)
{
	struct letter l;
	struct walk w;
	size_t	 n = 0;

	WALK(&w, t, table) {
		if (n == SOME)
			break;
		if (!wire_get(w.value, &wire_letter, &l) ||
		    !letter_tells(j, &l))
			continue;
		list[n].table = table;
		list[n].due = table == TABLE_OUTBOX ? key_i64(w.key, 0) : 0;
		list[n++].id = (uint64_t)l.id;
	}
	walk_end(&w);
	return n;
}

static slice
other_mentions(struct forget_job *j, slice mentions)
{
	struct sink k = sink_open(&j->arena);
	uint64_t id;

	while (ids_next(&mentions, &id)) {
		if (has(j, id))
			continue;
		if (k.len)
			sink_byte(&k, ' ');
		sink_int(&k, (int64_t)id);
	}
	return sink_close(&k, &j->arena);
}

/* The lines that do not tell of them. When none does by what we know, all of
 * them may. */
static slice
other_lines(struct forget_job *j, slice text)
{
	struct sink k = sink_open(&j->arena);
	bool	 any = false;
	slice	 rest = text;

	while (rest.n) {
		slice	 line = slice_cut(&rest, '\n');

		if (tells(j, line)) {
			any = true;
			continue;
		}
		sink_put(&k, line);
		sink_byte(&k, '\n');
	}
	if (any)
		return sink_close(&k, &j->arena);
	return SLICE("Some of this was forgotten; earshot list has the "
	    "rest.\n");
}

/* Of a letter that told of several: without theirs. */
static void
shorten(struct forget_job *j, struct letter *l, slice others)
{
	uint64_t id;
	slice	 list = others;

	l->text = other_lines(j, l->text);
	if (tells(j, l->title))
		l->title = SLICE("Mentions");
	if (tells(j, l->url) || has(j, (uint64_t)l->mention))
		l->url = SLICE("");
	l->mentions = others;
	if (ids_next(&list, &id))
		l->mention = (int64_t)id;
}

static struct key
place_key(const struct place *p)
{
	return p->table == TABLE_OUTBOX ? key_time(p->due, p->id) :
	    key_id(p->id);
}

static bool
drop_letter(struct txn *t, const struct place *p, const struct letter *l)
{
	struct key k = place_key(p);
	struct key lane = key_lane(l->channel, p->due, p->id);

	return (p->table != TABLE_OUTBOX ||
	    table_del(t, TABLE_LANE, key_slice(&lane))) &&
	    table_del(t, p->table, key_slice(&k));
}

static bool
change_letter(struct forget_job *j, struct txn *t, const struct place *p)
{
	struct key k = place_key(p);
	struct letter l;
	slice	 value, others;

	if (!table_get(t, p->table, key_slice(&k), &value) ||
	    !wire_get(arena_copy(&j->arena, value), &wire_letter, &l))
		return txn_fail(t, MDB_CORRUPTED);
	if (lists(j, l.mentions)) {
		others = other_mentions(j, l.mentions);
		if (others.n == 0) {
			j->done->letters++;
			return drop_letter(t, p, &l);
		}
		shorten(j, &l, others);
	}
	l.title = forget_masked(j, l.title);
	l.text = forget_masked(j, l.text);
	l.url = forget_names(j, l.url) ? SLICE("") : l.url;
	l.state = forget_names(j, l.state) ? SLICE("") : l.state;
	l.trouble = forget_masked(j, l.trouble);
	j->done->rewritten++;
	return !j->arena.spent && table_put(t, p->table, key_slice(&k),
	    letter_record(t, &l));
}

bool
forget_letters(struct forget_job *j, struct txn *t)
{
	static const enum table tables[] = { TABLE_OUTBOX, TABLE_REJECT };
	struct place list[SOME];
	size_t	 n, used = j->arena.used;

	for (size_t i = 0; i < COUNT(tables); i++)
		do {
			n = find_letters(j, t, tables[i], list);
			for (size_t p = 0; p < n; p++) {
				if (!change_letter(j, t, &list[p]))
					return false;
				j->arena.used = used;
			}
		} while (n == SOME);
	return t->rc == 0;
}

/* --- taps ------------------------------------------------------------- */

static bool
tap_tells(const struct forget_job *j, const struct tap *tap)
{
	slice	 rest = tap->moves;
	struct move m;

	if (has(j, (uint64_t)tap->mention))
		return tap->says.n != 0 || tap->moves.n != 0;
	while (tap_next(&rest, &m))
		if (forget_names(j, m.label))
			return true;
	return tells(j, tap->says);
}

/* Hashes and weights without the words: it can still be taken back. */
static slice
wordless(struct forget_job *j, slice moves)
{
	struct sink k = sink_open(&j->arena);
	struct move m;
	slice	 from = moves;

	for (; tap_next(&moves, &m); from = moves) {
		sink_put(&k, slice_head(from, 6));
		sink_byte(&k, 0);
	}
	return sink_close(&k, &j->arena);
}

static bool
change_tap(struct forget_job *j, struct txn *t, int64_t number)
{
	struct key k = key_id((uint64_t)number);
	struct tap tap;
	slice	 value;

	if (!table_get(t, TABLE_LEARN, key_slice(&k), &value) ||
	    !wire_get(arena_copy(&j->arena, value), &wire_tap, &tap))
		return txn_fail(t, MDB_CORRUPTED);
	tap.says = SLICE("");
	tap.moves = wordless(j, tap.moves);
	j->done->taps++;
	return table_put_wire(t, TABLE_LEARN, key_slice(&k), &wire_tap, &tap);
}

bool
forget_taps(struct forget_job *j, struct txn *t)
{
	struct key first = key_id(1);
	int64_t	 list[TAPS_KEPT + 1];
	size_t	 n = 0, used = j->arena.used;
	struct tap tap;
	struct walk w;

	walk_from(&w, t, TABLE_LEARN, key_slice(&first));
	for (; w.ok && n < COUNT(list); walk_next(&w))
		if (wire_get(w.value, &wire_tap, &tap) && tap_tells(j, &tap))
			list[n++] = tap.number;
	walk_end(&w);
	for (size_t i = 0; i < n; i++) {
		if (!change_tap(j, t, list[i]))
			return false;
		j->arena.used = used;
	}
	return t->rc == 0;
}

/* --- what was sent to them ----------------------------------------------- */

bool
forget_sent(struct forget_job *j, struct txn *t)
{
	struct sent sent;
	struct walk w;

	walk_from(&w, t, TABLE_ANSWER, SLICE("s"));
	while (w.ok)
		if (wire_get(w.value, &wire_sent, &sent) && (has(j,
		    (uint64_t)sent.mention) || tells(j, sent.person))) {
			j->done->sent++;
			walk_del(&w);
		} else {
			walk_next(&w);
		}
	walk_end(&w);
	return t->rc == 0;
}

/* --- others, who name them ---------------------------------------------- */

static bool
item_names(const struct forget_job *j, const struct item *item)
{
	return forget_names(j, item->mention.title) ||
	    forget_names(j, item->mention.text);
}

/* And marked, or the next poll would take what it says there for an edit. */
static bool
mask_one(struct forget_job *j, struct txn *t, uint64_t id)
{
	struct key k = key_id(id);
	struct sink out;
	struct item item;
	slice	 value, idents, rest;

	if (!table_get(t, TABLE_MENTION, key_slice(&k), &value))
		return false;
	value = arena_copy(&j->arena, value);
	if (!mention_split(value, &idents, &rest) ||
	    !wire_get(rest, &wire_item, &item))
		return txn_fail(t, MDB_CORRUPTED);
	for (slice all = idents; ident_next(&all, &value);)
		if (!contacts_bar(t, value, j->o->now))
			return false;
	item.mention.title = forget_masked(j, item.mention.title);
	item.mention.text = forget_masked(j, item.mention.text);
	out = (struct sink){ .buf = t->store->rec, .cap = STORE_REC };
	ident_size(&out, idents.n);
	sink_put(&out, idents);
	wire_put(&out, &wire_item, &item);
	j->done->named++;
	return !out.full && !j->arena.spent &&
	    table_put(t, TABLE_MENTION, key_slice(&k), sink_slice(&out));
}

bool
forget_mask(struct forget_job *j, struct txn *t, bool *more)
{
	uint64_t list[SOME];
	slice	 idents, rest;
	struct item item;
	struct walk w;
	size_t	 n = 0, used = j->arena.used;

	WALK(&w, t, TABLE_MENTION) {
		if (n == SOME)
			break;
		if (mention_split(w.value, &idents, &rest) &&
		    wire_get(rest, &wire_item, &item) && item_names(j, &item))
			list[n++] = key_u64(w.key, 0);
	}
	walk_end(&w);
	*more = n == SOME;
	for (size_t i = 0; i < n; i++) {
		if (!mask_one(j, t, list[i]))
			return false;
		j->arena.used = used;
	}
	return t->rc == 0;
}
