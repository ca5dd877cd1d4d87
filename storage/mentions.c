#include "storage/mentions.h"

#include "storage/tables.h"

#include <errno.h>

/* One mention on its way in: what it is called, and what it meets. */
struct arrival {
	struct txn	*txn;
	struct key	 space, netid, url;
	uint64_t	 id;		/* of the item that was found */
	slice		 idents;
	slice		 sketch;
	struct item	 old;
	char		 also[ITEM_ALSO];
};

static bool
load(struct txn *t, uint64_t id, slice *idents, struct item *item)
{
	struct key k = key_id(id);
	slice	 record, rest;

	memset(item, 0, sizeof(*item));
	if (!table_get(t, TABLE_MENTION, key_slice(&k), &record))
		return false;
	if (mention_split(record, idents, &rest) &&
	    wire_get(rest, &wire_item, item))
		return true;
	txn_fail(t, MDB_CORRUPTED);
	return false;
}

static void
put_ident(struct sink *k, const struct key *key)
{
	if (key->n == 0)
		return;
	ident_size(k, key->n);
	sink_put(k, key_slice(key));
}

/* The item under its id, its identities being the old ones and one more. */
static bool
save(struct arrival *a, const struct key *first, const struct key *more,
    const struct item *item, bool append)
{
	struct txn *t = a->txn;
	struct sink k = { .buf = t->store->rec, .cap = STORE_REC };
	struct key id = key_id(a->id);
	size_t	 n;

	ident_size(&k, 0);
	sink_put(&k, a->idents);
	put_ident(&k, first);
	put_ident(&k, more);
	n = k.len - 2;
	wire_put(&k, &wire_item, item);
	if (k.full || n > IDENTS_SIZE)
		return txn_fail(t, EMSGSIZE);
	k.buf[0] = (char)(n >> 8);
	k.buf[1] = (char)n;
	return append ?
	    table_append(t, TABLE_MENTION, key_slice(&id), sink_slice(&k)) :
	    table_put(t, TABLE_MENTION, key_slice(&id), sink_slice(&k));
}

/* --- looking up ------------------------------------------------------- */

static struct key
url_key(slice canonical)
{
	struct key none = { .n = 0 };

	return canonical.n ? key_text(SLICE("u"), SLICE(""), canonical) : none;
}

/* An address that many share identifies nothing: its value is 0. */
static bool
ident_get(struct txn *t, const struct key *k, uint64_t *id)
{
	slice	 value;

	if (k->n == 0 || !table_get(t, TABLE_IDENT, key_slice(k), &value))
		return false;
	*id = key_u64(value, 0);
	return *id != 0;
}

static bool
ident_put(struct txn *t, const struct key *k, uint64_t id)
{
	struct key value = key_id(id);

	return k->n == 0 ||
	    table_put(t, TABLE_IDENT, key_slice(k), key_slice(&value));
}

bool
mentions_get(struct txn *t, uint64_t id, struct item *item)
{
	slice	 idents;

	return load(t, id, &idents, item);
}

bool
mentions_find(struct txn *t, slice space, slice netid, uint64_t *id)
{
	struct key k = key_text(SLICE("n"), space, netid);

	return ident_get(t, &k, id);
}

bool
mentions_find_url(struct txn *t, slice canonical, uint64_t *id)
{
	struct key k = url_key(canonical);

	return ident_get(t, &k, id);
}

slice
mentions_space(struct txn *t, struct arena *a, uint64_t id)
{
	slice	 idents = { "", 0 };
	struct item item;

	return load(t, id, &idents, &item) ?
	    arena_copy(a, ident_space(idents)) : idents;
}

void
mentions_newest(struct txn *t, bool (*each)(void *, uint64_t,
    const struct item *), void *arg)
{
	struct walk w;
	struct item item;
	slice	 idents, rest;

	for (walk_last(&w, t, TABLE_MENTION); w.ok; walk_prev(&w)) {
		if (!mention_split(w.value, &idents, &rest) ||
		    !wire_get(rest, &wire_item, &item))
			continue;	/* verify tells of it */
		if (!each(arg, key_u64(w.key, 0), &item))
			break;
	}
	walk_end(&w);
}

size_t
mentions_count(struct txn *t)
{
	return table_count(t, TABLE_MENTION);
}

/* --- putting ---------------------------------------------------------- */

/* Alike but for numbers: counters of comments or points say nothing new. */
static bool
alike(slice a, slice b)
{
	size_t	 i = 0, j = 0;

	for (;;) {
		while (i < a.n && ascii_digit(a.p[i]))
			i++;
		while (j < b.n && ascii_digit(b.p[j]))
			j++;
		if (i == a.n || j == b.n)
			return i == a.n && j == b.n;
		if (a.p[i++] != b.p[j++])
			return false;
	}
}

static bool
same_words(const struct mention *a, const struct mention *b)
{
	return a->rating == b->rating && alike(a->title, b->title) &&
	    alike(a->text, b->text);
}

static bool
same_author(const struct mention *a, const struct mention *b)
{
	return slice_eq(a->handle, b->handle) && slice_eq(a->author, b->author);
}

/* Under another id, at the same address: the same post all the same? Stars
 * without a word are told apart by their time. */
static bool
same_post(const struct mention *a, const struct mention *b)
{
	return same_author(a, b) && same_words(a, b) &&
	    (a->text.n != 0 || a->time == b->time);
}

/* ... with other words by now? Somebody by name, at the very second; a time
 * on the full hour is often only a date. */
static bool
same_moment(const struct mention *a, const struct mention *b)
{
	return same_author(a, b) && a->handle.n + a->author.n != 0 &&
	    a->time == b->time && a->time % 3600 != 0;
}

static enum mentions_put
put_new(struct arrival *a, const struct item *item)
{
	struct txn *t = a->txn;
	struct key at;

	if (!txn_room(t) || (a->id = store_next_id(t, "mention")) == 0)
		return MENTIONS_FAILED;
	a->idents = (slice){ "", 0 };
	at = key_time(item->found, a->id);
	if (!save(a, &a->netid, &a->url, item, true) ||
	    !ident_put(t, &a->netid, a->id) || !ident_put(t, &a->url, a->id) ||
	    !twin_put(t, item->found, a->id, a->sketch) ||
	    !table_put(t, TABLE_FOUND, key_slice(&at), SLICE("")))
		return MENTIONS_FAILED;
	return MENTIONS_NEW;
}

/* What was decided stays decided: only the words are replaced. */
static void
replace_words(struct arrival *a, const struct item *item)
{
	const struct mention was = a->old.mention;

	a->old.mention = item->mention;	/* how far: mentions_reach() */
	a->old.mention.id = was.id;
	a->old.mention.time = was.time ? was.time : item->mention.time;
	a->old.mention.likes = was.likes;
	a->old.mention.replies = was.replies;
	a->old.edited = item->found;
}

static enum mentions_put
put_edit(struct arrival *a, const struct item *item)
{
	struct key none = { .n = 0 };

	replace_words(a, item);
	return txn_room(a->txn) && save(a, &none, &none, &a->old, false) &&
	    twin_put(a->txn, a->old.found, a->id, a->sketch) ?
	    MENTIONS_EDITED : MENTIONS_FAILED;
}

static bool
is_listed(slice list, slice name)
{
	while (list.n) {
		slice	 one = slice_trim(slice_cut(&list, ','));

		if (slice_eq(one, name))
			return true;
	}
	return false;
}

/* The source is told of to the owner, once, and only whole. */
static void
note_source(struct arrival *a, slice source)
{
	struct sink k = { .buf = a->also, .cap = sizeof(a->also) };

	if (slice_eq(source, a->old.source) ||
	    is_listed(a->old.also, source))
		return;
	sink_put(&k, a->old.also);
	sink_put(&k, a->old.also.n ? SLICE(", ") : SLICE(""));
	sink_put(&k, source);
	if (!k.full)
		a->old.also = sink_slice(&k);
}

/* `url`: an address that is new, or none. */
static bool
save_sighting(struct arrival *a, const struct key *url)
{
	return txn_room(a->txn) && save(a, &a->netid, url, &a->old, false) &&
	    ident_put(a->txn, &a->netid, a->id) &&
	    ident_put(a->txn, url, a->id);
}

static bool
is_known_enough(const struct arrival *a, const struct key *url)
{
	return ident_count(a->idents) + 1 + (url->n != 0) > IDENTS_MOST;
}

static enum mentions_put
put_sighting(struct arrival *a, const struct item *item,
    const struct key *url)
{
	if (is_known_enough(a, url))
		return MENTIONS_SAME;
	a->old.sightings++;
	note_source(a, item->source);
	return save_sighting(a, url) ? MENTIONS_SIGHTED : MENTIONS_FAILED;
}

/* Its twin was found. What is much shorter is an excerpt and no edit. */
static enum mentions_put
put_twin(struct arrival *a, const struct item *item)
{
	const struct mention *old = &a->old.mention, *now = &item->mention;

	if (!ident_starts(a->idents, key_slice(&a->space)) ||
	    !sketch_author(old, now) || now->text.n < old->text.n / 3 * 2)
		return put_sighting(a, item, &a->url);
	if (is_known_enough(a, &a->url))
		return MENTIONS_SAME;
	replace_words(a, item);
	return save_sighting(a, &a->url) &&
	    twin_put(a->txn, a->old.found, a->id, a->sketch) ?
	    MENTIONS_EDITED : MENTIONS_FAILED;
}

/* Known by its own id. Only the source it came from may edit it: another's
 * wording of the same story would be an edit at each poll of either. */
static enum mentions_put
put_known(struct arrival *a, const struct item *item)
{
	slice	 rest = a->idents, first = { "", 0 };

	ident_next(&rest, &first);
	if (!slice_eq(first, key_slice(&a->netid)) ||
	    same_words(&a->old.mention, &item->mention))
		return MENTIONS_SAME;
	return put_edit(a, item);
}

/*
 * Known by its address. From another space it is a sighting. From the same
 * one it is a feed that gives its items new ids; or else the address is one
 * that many items share (the page of all reviews), and from now on it
 * identifies none of them.
 */
static enum mentions_put
put_met(struct arrival *a, const struct item *item)
{
	struct key none = { .n = 0 };

	if (!ident_starts(a->idents, key_slice(&a->space)))
		return put_sighting(a, item, &none);
	if (same_post(&a->old.mention, &item->mention))
		return MENTIONS_SAME;
	if (same_moment(&a->old.mention, &item->mention))
		return put_edit(a, item);
	if (!ident_put(a->txn, &a->url, 0))
		return MENTIONS_FAILED;
	a->url.n = 0;
	return put_new(a, item);
}

static enum mentions_put
put_unknown(struct arrival *a, const struct item *item)
{
	struct txn *t = a->txn;

	if (a->url.n && table_has(t, TABLE_IDENT, key_slice(&a->url)))
		a->url.n = 0;		/* shared by many */
	if (!twin_find(t, key_slice(&a->space), item, a->sketch, &a->id))
		return put_new(a, item);
	return load(t, a->id, &a->idents, &a->old) ? put_twin(a, item) :
	    MENTIONS_FAILED;
}

enum mentions_put
mentions_meet(struct txn *t, slice space, slice canonical, slice sketch,
    const struct item *item, uint64_t *id)
{
	struct arrival a = { .txn = t, .sketch = sketch,
		.space = key_text(SLICE("n"), space, SLICE("")),
		.netid = key_text(SLICE("n"), space, item->mention.id),
		.url = url_key(canonical) };
	enum mentions_put what = MENTIONS_FAILED;

	if (ident_get(t, &a.netid, &a.id)) {
		if (load(t, a.id, &a.idents, &a.old))
			what = put_known(&a, item);
	} else if (ident_get(t, &a.url, &a.id)) {
		if (load(t, a.id, &a.idents, &a.old))
			what = put_met(&a, item);
	} else if (t->rc == 0) {
		what = put_unknown(&a, item);
	}
	*id = a.id;
	return t->rc == 0 ? what : MENTIONS_FAILED;
}
