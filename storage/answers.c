#include "storage/answers.h"

#include "storage/tables.h"

enum { FAQ = 'f', SENT = 's', FAQ_KEY = 9, SENT_KEY = 17,
	TOLD_MOST = 8 };		/* entries in one answer */

/* The kind, then numbers whose bytes are in order. */
static struct key
key_of(char kind, struct key rest)
{
	memmove(rest.b + 1, rest.b, rest.n);
	rest.b[0] = (unsigned char)kind;
	rest.n++;
	return rest;
}

static struct key
faq_key(int64_t id)
{
	return key_of(FAQ, key_id((uint64_t)id));
}

static bool
is_kind(slice key, char kind, size_t n)
{
	return key.n == n && key.p[0] == kind;
}

/* ---- the FAQ --------------------------------------------------------- */

bool
answers_get_faq(struct txn *t, int64_t id, struct faq *e)
{
	struct key k = faq_key(id);

	return id > 0 &&
	    table_get_wire(t, TABLE_ANSWER, key_slice(&k), &wire_faq, e);
}

static size_t
faq_count(struct txn *t)
{
	struct key k = faq_key(0);
	struct walk w;
	size_t	 n = 0;

	walk_from(&w, t, TABLE_ANSWER, key_slice(&k));
	for (; w.ok && is_kind(w.key, FAQ, FAQ_KEY); walk_next(&w))
		n++;
	walk_end(&w);
	return n;
}

static bool
put_faq(struct txn *t, const struct faq *e)
{
	struct key k = faq_key(e->id);

	return table_put_wire(t, TABLE_ANSWER, key_slice(&k), &wire_faq, e);
}

bool
answers_put_faq(struct txn *t, struct faq *e, struct fault *f)
{
	if (!faq_sound(e, f))
		return false;
	if (e->id == 0) {
		if (!txn_room(t))
			return false;
		if (faq_count(t) >= FAQ_MOST)
			return fault_words(f, "the FAQ is full; delete an "
			    "entry that nobody asks for");
		e->id = (int64_t)store_next_id(t, "faq");
	}
	return e->id > 0 && put_faq(t, e);
}

bool
answers_del_faq(struct txn *t, int64_t id)
{
	struct key k = faq_key(id);

	return table_del(t, TABLE_ANSWER, key_slice(&k));
}

static bool
use(struct txn *t, int64_t id, int64_t now)
{
	struct faq e;

	if (!answers_get_faq(t, id, &e))
		return t->rc == 0;	/* deleted meanwhile: no harm */
	e.uses += e.uses < INT64_MAX;
	e.used = now;
	return put_faq(t, &e);
}

static slice
told_by(const struct faq *e)
{
	return e->answer.n ? e->answer : e->link;
}

bool
answers_told(struct txn *t, slice text, int64_t now)
{
	int64_t	 ids[TOLD_MOST];
	struct key k = faq_key(0);
	struct faq e;
	struct walk w;
	size_t	 n = 0;

	walk_from(&w, t, TABLE_ANSWER, key_slice(&k));
	for (; w.ok && n < TOLD_MOST && is_kind(w.key, FAQ, FAQ_KEY);
	    walk_next(&w))
		if (wire_get(w.value, &wire_faq, &e) && told_by(&e).n &&
		    slice_find(text, told_by(&e)) < text.n)
			ids[n++] = e.id;
	walk_end(&w);
	while (n > 0)
		if (!use(t, ids[--n], now))
			return false;
	return t->rc == 0;
}

bool
answers_have(struct txn *t, const struct faq *is)
{
	struct key k = faq_key(0);
	struct faq e;
	struct walk w;
	bool	 have = false;

	walk_from(&w, t, TABLE_ANSWER, key_slice(&k));
	for (; w.ok && !have && is_kind(w.key, FAQ, FAQ_KEY); walk_next(&w))
		have = wire_get(w.value, &wire_faq, &e) &&
		    slice_eq(e.question, is->question) &&
		    slice_eq(e.answer, is->answer) &&
		    slice_eq(e.link, is->link);
	walk_end(&w);
	return have;
}

size_t
answers_faq(struct txn *t, struct arena *a, struct faq **all)
{
	struct key k = faq_key(0);
	struct walk w;
	size_t	 n = 0, most = faq_count(t);

	*all = arena_take(a, most * sizeof(**all));
	if (*all == NULL)
		return 0;
	walk_from(&w, t, TABLE_ANSWER, key_slice(&k));
	for (; w.ok && n < most && is_kind(w.key, FAQ, FAQ_KEY);
	    walk_next(&w))
		if (wire_get(arena_copy(a, w.value), &wire_faq, &(*all)[n]))
			n++;
		else if (!a->spent)
			txn_fail(t, MDB_CORRUPTED);
	walk_end(&w);
	return n;
}

/* ---- what was sent --------------------------------------------------- */

bool
answers_sent(struct txn *t, const struct sent *s)
{
	struct key k = key_of(SENT, key_time(s->when,
	    store_next_id(t, "sent")));

	return table_put_wire(t, TABLE_ANSWER, key_slice(&k), &wire_sent, s);
}

/* From the newest on. */
static void
newest(struct txn *t, bool (*each)(void *, const struct sent *),
    void *arg)
{
	struct sent s;
	struct walk w;

	for (walk_last(&w, t, TABLE_ANSWER); w.ok && is_kind(w.key, SENT,
	    SENT_KEY); walk_prev(&w))
		if (wire_get(w.value, &wire_sent, &s) && !each(arg, &s))
			break;
	walk_end(&w);
}

struct question {
	slice	 person;
	int64_t	 words, since, but;
	int64_t	 when;			/* what is looked for */
	int64_t	 n;
};

static bool
ask_recent(void *arg, const struct sent *s)
{
	struct question *q = arg;

	if (s->unasked && (q->but == 0 || s->mention != q->but) &&
	    slice_eq(s->person, q->person))
		q->when = s->when;
	return q->when == 0;
}

static bool
ask_pointed(void *arg, const struct sent *s)
{
	struct question *q = arg;

	if (s->pointed && s->when >= q->since &&
	    slice_eq(s->person, q->person))
		q->when = s->when;
	return q->when == 0 && s->when >= q->since;
}

static bool
ask_words(void *arg, const struct sent *s)
{
	struct question *q = arg;

	if (s->when >= q->since && s->words == q->words)
		q->when = s->when;
	return q->when == 0 && s->when >= q->since;
}

static bool
ask_progressive(void *arg, const struct sent *s)
{
	struct question *q = arg;

	q->n += s->when >= q->since && s->progressive;
	return s->when >= q->since;
}

int64_t
answers_recent(struct txn *t, slice person, int64_t mention)
{
	struct question q = { .person = person, .but = mention };

	newest(t, ask_recent, &q);
	return q.when;
}

int64_t
answers_pointed(struct txn *t, slice person, int64_t since)
{
	struct question q = { .person = person, .since = since };

	newest(t, ask_pointed, &q);
	return q.when;
}

int64_t
answers_same_text(struct txn *t, int64_t words, int64_t since)
{
	struct question q = { .words = words, .since = since };

	newest(t, ask_words, &q);
	return q.when;
}

int64_t
answers_progressive(struct txn *t, int64_t since)
{
	struct question q = { .since = since };

	newest(t, ask_progressive, &q);
	return q.n;
}

/* ---- forgetting ------------------------------------------------------ */

bool
answers_unlink(struct txn *t, int64_t mention)
{
	struct key k = faq_key(0);
	struct faq e = { .id = 0 };
	struct walk w;
	bool	 found = false;

	walk_from(&w, t, TABLE_ANSWER, key_slice(&k));
	for (; w.ok && !found && is_kind(w.key, FAQ, FAQ_KEY); walk_next(&w))
		found = wire_get(w.value, &wire_faq, &e) &&
		    e.mention == mention;
	walk_end(&w);
	e.mention = 0;
	return t->rc == 0 && (!found || put_faq(t, &e));
}

size_t
answers_retire(struct txn *t, int64_t before, size_t most)
{
	struct key k = key_of(SENT, key_time(INT64_MIN, 0));
	struct walk w;
	size_t	 n = 0;

	walk_from(&w, t, TABLE_ANSWER, key_slice(&k));
	for (; w.ok && n < most && is_kind(w.key, SENT, SENT_KEY) &&
	    key_i64(w.key, 1) < before; n++)
		walk_del(&w);
	walk_end(&w);
	return n;
}

static const char *
broken(slice key, slice value)
{
	struct faq e;
	struct sent s;

	if (is_kind(key, FAQ, FAQ_KEY))
		return wire_get(value, &wire_faq, &e) &&
		    (uint64_t)e.id == key_u64(key, 1) ? NULL :
		    "an entry of the FAQ cannot be read";
	if (is_kind(key, SENT, SENT_KEY))
		return wire_get(value, &wire_sent, &s) &&
		    s.when == key_i64(key, 1) ? NULL :
		    "what was sent cannot be read";
	return "nobody knows what this answer is";
}

const char *
answers_check(struct txn *t)
{
	const char *why = NULL;
	struct walk w;

	walk_from(&w, t, TABLE_ANSWER, SLICE(""));
	for (; w.ok && why == NULL; walk_next(&w))
		why = broken(w.key, w.value);
	walk_end(&w);
	return why;
}
