/*
 * commit.c - one outcome into the store: its mentions, then the source's
 * state and the counts.
 *
 * Nearly always that is one transaction. Of an answer with very many mentions
 * the oldest go ahead in transactions of their own, so that each fits a small
 * map; the cursor moves with the last. A cut between them loses nothing and
 * tells nothing twice: mentions are known by their ids.
 */
#include "firmware/keeper/keeper.h"

#include "core/plan.h"
#include "firmware/log.h"

enum {
	FULL_PERCENT = 70,		/* what eviction brings the map down to */
	PART_BYTES = 64 << 10,		/* of records in one transaction */
	ROOM_TRIES = 12			/* while each still frees something */
};

struct commit {
	struct keeper	*k;
	const struct job_outcome *o;
	size_t		 source;
	const struct worker *worker;
	struct job_finding *found;	/* oldest first */
	int64_t		*times;
	size_t		 n, done;
	struct tally	 before;	/* committed of it already */
	struct tally	 now;		/* by the latest part */
	struct desk	 desk;		/* after it */
	struct detectors detect;
	bool		 baseline;
};

/* --- in which order --------------------------------------------------------- */

/* Networks list the newest first: begin at the end, then sort by time. */
static void
insert(struct commit *c, const struct job_finding *f)
{
	struct item item;
	size_t	 at = c->n;
	int64_t	 t;

	if (!wire_get(f->item, &wire_item, &item))
		return;			/* foreign: not what we asked for */
	t = item.mention.time;
	while (at > 0 && c->times[at - 1] > t) {
		c->found[at] = c->found[at - 1];
		c->times[at] = c->times[at - 1];
		at--;
	}
	c->found[at] = *f;
	c->times[at] = t;
	c->n++;
}

static bool
collect(struct commit *c, struct worker *w)
{
	struct job_finding f;

	c->found = arena_take(&w->memory, (w->nfound + 1) * sizeof(f));
	c->times = arena_take(&w->memory, (w->nfound + 1) * sizeof(int64_t));
	if (c->found == NULL || c->times == NULL)
		return false;
	for (size_t n = w->nfound; c->o->end == JOB_FRESH && n-- > 0;)
		if (wire_get(w->found[n], &job_finding, &f) &&
		    f.index == c->o->index)
			insert(c, &f);
	return true;
}

/* Where the part that begins at `done` ends. */
static size_t
part_end(const struct commit *c)
{
	size_t	 bytes = 0, at = c->done;

	while (at < c->n && (at == c->done ||
	    bytes + c->found[at].item.n <= PART_BYTES))
		bytes += c->found[at++].item.n;
	return at;
}

/* --- what it comes to -------------------------------------------------------- */

/* Trouble: what is written is that it began, or changed, or must wait. */
static bool
state_of_trouble(const struct live *l, const struct job_outcome *o,
    struct source_state *st)
{
	bool	 same = slice_eq(st->trouble, o->trouble);

	st->failures = l->failures;
	st->trouble = o->trouble;
	return !same || o->wait > 0;
}

/* A good answer: without news nothing is written, but that trouble ended. */
static bool
state_of_good(const struct job_outcome *o, struct source_state *st)
{
	bool	 write = o->end == JOB_FRESH || !st->baseline ||
	    st->failures != 0 || !slice_eq(st->trouble, o->trouble) ||
	    !slice_eq(st->resume, o->resume);

	if (!write)
		return false;
	st->failures = 0;
	st->good = st->polled;
	st->baseline = 1;
	st->trouble = o->trouble;
	st->cursor = o->cursor.n ? o->cursor : st->cursor;
	st->etag = o->etag;
	st->modified = o->modified;
	st->seen = o->seen.n ? o->seen : st->seen;
	st->newest = o->newest > st->newest ? o->newest : st->newest;
	st->resume = o->resume;
	st->high = o->high;
	st->floor = o->floor;
	st->dug = o->resume.n ? o->dug : 0;
	return true;
}

/* What the source's state becomes; says whether it must be written. */
static bool
next_state(struct keeper *k, size_t i, const struct job_outcome *o,
    struct source_state *st)
{
	struct live *l = &k->live[i];
	bool	 good = o->end == JOB_FRESH || o->end == JOB_UNCHANGED;

	st->polled = keeper_now();
	l->failures = good ? 0 : l->failures + 1;
	l->next = plan_poll(st->polled, k->c->sources[i].every,
	    (unsigned)l->failures, o->wait - 1, keeper_dice());
	if (good && o->again)
		l->next = st->polled +
		    (o->again == JOB_AT_ONCE ? 0 : AGAIN_SECONDS);
	st->next = l->next;
	return good ? state_of_good(o, st) : state_of_trouble(l, o, st);
}

/* What was committed before of this answer counts no second time. */
static void
tally_poll(struct triage *t, const struct job_outcome *o,
    const struct tally *before)
{
	bool	 good = o->end == JOB_FRESH || o->end == JOB_UNCHANGED;

	t->tally.polls++;
	t->tally.failures += !good;
	t->tally.unchanged += o->end == JOB_UNCHANGED;
	if (!good)
		return;
	t->tally.fetched += o->fetched - before->fetched;
	t->tally.unmatched += o->unmatched;
	t->tally.fresh = t->tally.unmatched + t->tally.matched;
	if (t->tally.fetched < t->tally.fresh)	/* it cannot count: we can */
		t->tally.fetched = t->tally.fresh;
	t->tally.duplicate = t->tally.fetched - t->tally.fresh;
}

/* From its first poll on a source counts, too. */
static bool
save_detectors(struct commit *c, const struct triage *t, bool polled)
{
	if (t->baseline && polled)
		spike_doubt(&c->detect.spike);
	else if (t->tally.matched == 0 && !t->spread)
		return true;
	return count_save(c->k, t->txn, &c->detect, c->source);
}

/* One part into the transaction. *write: there is something to commit. */
static bool
settle_part(struct commit *c, struct txn *txn, size_t end, bool *write)
{
	struct live *l = &c->k->live[c->source];
	slice	 name = c->k->c->sources[c->source].way.name;
	struct triage t = { .k = c->k, .txn = txn, .source = c->source,
	    .desk = &c->desk, .detect = &c->detect };
	struct source_state st;

	if (!sources_get(txn, name, &st))
		return false;
	t.baseline = c->baseline = !st.baseline;
	c->desk = c->k->desk;
	c->detect = c->k->detect;
	for (size_t n = c->done; n < end; n++)
		triage(&t, &c->found[n]);
	if (end == c->n && c->o->end == JOB_FRESH &&
	    !deeds_settle(c->k, txn, c->worker, c->source))
		return false;
	*write = true;
	if (end < c->n) {
		t.tally.fetched = t.tally.fresh = t.tally.matched;
	} else {
		tally_poll(&t, c->o, &c->before);
		st.moved = slice_of(l->detour);
		*write = next_state(c->k, c->source, c->o, &st);
	}
	c->now = t.tally;
	if (end == c->n && !rival_settle(c->k, txn, c->worker, c->source,
	    write))
		return false;
	if (end == c->n && l->owed && !budget_pay(c->k, txn, c->source))
		return false;
	*write = *write || (end == c->n && l->owed);
	if (!*write)
		return true;
	if (end == c->n)
		tally_plus(&t.tally, &l->pending);
	return !t.failed && desk_save(txn, &c->desk, &c->k->day) &&
	    save_detectors(c, &t, end == c->n &&
	    c->o->end <= JOB_UNCHANGED) &&
	    (end < c->n || sources_put(txn, name, &st)) &&
	    tally_add(txn, name, keeper_now() / 86400, &t.tally);
}

/* False: it did not work; store_full() says whether for want of room. */
static bool
try_part(struct commit *c, size_t end)
{
	struct live *l = &c->k->live[c->source];
	struct fault f = { "" };
	struct txn *t = store_begin(c->k->store, true, &f);
	bool	 write = false;

	if (t == NULL)
		return log_event(slice_of("store"), "%s", f.text), false;
	if (!settle_part(c, t, end, &write))
		return store_abort(t), false;
	if (!write) {
		store_abort(t);
		tally_plus(&l->pending, &c->now);
		return true;
	}
	if (!keeper_commit(c->k, t))
		return false;
	c->k->desk = c->desk;
	c->k->detect = c->detect;
	if (end == c->n) {
		l->pending = (struct tally){ 0 };
		l->owed = 0;
	}
	return true;
}

/* A full map makes room and goes on, as long as there is room to be made. */
static bool
commit_part(struct commit *c, size_t end)
{
	struct live before = c->k->live[c->source];

	for (int try = 0; try < ROOM_TRIES; try++) {
		c->k->live[c->source].failures = before.failures;
		if (try_part(c, end))
			return true;
		if (!store_full(c->k->store) ||
		    (keeper_make_room(c->k) == 0 && try > 1))
			return false;
	}
	return false;
}

static void
keep_text(char *to, slice s)		/* there is room */
{
	if (s.n)
		memcpy(to, s.p, s.n);
	to[s.n] = '\0';
}

/* A feed may change its bytes and say nothing new. Only once all of it is
 * stored: what is asked for from then on is what came after. */
static void
hear(struct live *l, const struct job_outcome *o)
{
	l->heard = o->etag.n < sizeof(l->etag) &&
	    o->modified.n < sizeof(l->modified);
	if (!l->heard)
		return;
	keep_text(l->etag, o->etag);
	keep_text(l->modified, o->modified);
}

bool
commit_outcome(struct keeper *k, struct slot *s, const struct job_outcome *o,
    struct tally *tally, bool *baseline)
{
	struct commit c = { .k = k, .o = o, .source = (size_t)o->index,
	    .worker = &s->worker };
	bool	 last = false;

	*tally = (struct tally){ 0 };
	if (!collect(&c, &s->worker))
		return false;
	while (!last) {
		size_t	 end = part_end(&c);

		last = end == c.n;
		if (!commit_part(&c, end))
			return false;
		tally_plus(&c.before, &c.now);
		c.done = end;
	}
	if (o->end == JOB_FRESH || o->end == JOB_UNCHANGED) {
		hear(&k->live[c.source], o);
		count_poll(k, c.source, c.before.fresh, c.baseline,
		    keeper_now());
	}
	*tally = c.before;
	*baseline = c.baseline;
	return true;
}

size_t
keeper_make_room(struct keeper *k)
{
	struct fault f = { "" };
	size_t	 n = store_relieve(k->store, FULL_PERCENT, &f);

	if (f.text[0])
		log_event(slice_of("store"), "is full: %s", f.text);
	else
		log_event(slice_of("store"), "was full: forgot the %zu oldest "
		    "mentions", n);
	return n;
}
