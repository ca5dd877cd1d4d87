/*
 * keeper_deliver.c - letters: which is due, and what its channel said.
 *
 * A channel that fails is left alone until its hold is over; the others go
 * on. When it works again, what waited for it is due at once, and the quiet
 * ones among it go as one letter.
 */
#include "firmware/keeper.h"

#include "core/letter.h"
#include "core/plan.h"
#include "core/judge/score.h"
#include "firmware/log.h"
#include "net/dial.h"

enum {
	CATCH_UP_FROM = 3,		/* so many quiet letters become one */
	CATCH_UP_MOST = 200,
	OWNER_WAIT = 3600		/* seconds; only the owner can mend it */
};

static size_t
channel_named(const struct config *c, slice name)
{
	size_t	 i = 0;

	while (i < c->nchannels && !slice_eq(c->channels[i].way.name, name))
		i++;
	return i;
}

/* --- catching up ------------------------------------------------------------ */

struct waiting {
	slice	 channel;
	struct letter letters[CATCH_UP_MOST];
	int64_t	 dues[CATCH_UP_MOST];
	size_t	 n;
};

/* One that may have arrived goes under its own id, so that the channel can
 * tell. One that tells of many is not packed again. */
static bool
may_be_merged(const struct letter *l)
{
	enum level level;

	return score_level_named(l->level, &level) && level <= LEVEL_NORMAL &&
	    !l->unsure && slice_index(l->mentions, ' ') == l->mentions.n;
}

static bool
collect(void *arg, int64_t due, const struct letter *l)
{
	struct waiting *w = arg;

	if (slice_eq(l->channel, w->channel) && may_be_merged(l)) {
		w->letters[w->n] = *l;
		w->dues[w->n++] = due;
	}
	return w->n < CATCH_UP_MOST;
}

/* Makes one letter of the quiet ones that wait for this channel. */
static void
catch_up(struct keeper *k, size_t ch)
{
	struct fault f = { "" };
	struct waiting w = { .channel = k->c->channels[ch].way.name };
	struct txn *t = store_begin(k->store, true, &f);
	struct letter one = { .born = keeper_now() };
	struct arena a;

	if (t == NULL)
		return;
	outbox_walk(t, collect, &w);
	arena_init(&a, k->scratch, KEEPER_SCRATCH);
	one.channel = w.channel;
	if (w.n >= CATCH_UP_FROM)
		letter_catch_up(&a, w.letters, w.n, &one);
	one.id = (int64_t)store_next_id(t, "letter");
	if (w.n < CATCH_UP_FROM || a.spent || one.id == 0 ||
	    !outbox_merge(t, w.dues, w.letters, w.n, one.born, &one))
		store_abort(t);
	else if (keeper_commit(k, t))
		log_event(w.channel, "%zu quiet letters go as one", w.n);
}

/* --- sending ---------------------------------------------------------------- */

static size_t
busy_channels(struct keeper *k, int64_t now, int64_t *next)
{
	size_t	 n = 0;

	for (size_t i = 0; i < k->c->nchannels; i++) {
		const struct outlet *o = &k->outlets[i];

		if (!o->busy && o->hold <= now)
			continue;
		k->busy[n++] = k->c->channels[i].way.name;
		if (!o->busy && o->hold < *next)
			*next = o->hold;
	}
	return n;
}

/* A letter to a channel that is no longer in the file. */
static void
orphan(struct keeper *k, int64_t due, const struct letter *l)
{
	struct fault f = { "" };
	struct letter copy = *l;
	struct txn *t = store_begin(k->store, true, &f);

	copy.trouble = SLICE("there is no such channel any more");
	if (t == NULL)
		return;
	if (outbox_reject(t, due, &copy, keeper_now()))
		keeper_commit(k, t);
	else
		store_abort(t);
}

/* The letter is copied into the slot's memory: the map may move on. */
static void
say_letter(struct keeper *k, struct slot *s, struct txn *t, int64_t due,
    const struct letter *l)
{
	const struct config_way *w = &k->c->channels[s->channel].way;
	struct sink out;
	struct job j = { .index = (int64_t)s->channel };
	struct item item;

	out = sink_open(&s->worker.memory);
	wire_put(&out, &wire_letter, l);
	(void)wire_get(sink_close(&out, &s->worker.memory), &wire_letter,
	    &s->letter);
	s->due = due;
	s->typed = true;
	s->origin = w->origin;
	keeper_say_visit(k, s, LETTER_SECONDS);
	keeper_say_way(s, w, &j, true);
	worker_say(&s->worker, &wire_letter, l);
	if (mentions_get(t, (uint64_t)l->mention, &item))
		worker_say(&s->worker, &wire_item, &item);
	worker_go(&s->worker);
}

/* True: there may be more to start. */
static bool
start_one(struct keeper *k, struct txn *t, int64_t due, const struct letter *l)
{
	size_t	 ch = channel_named(k->c, l->channel);
	struct slot *s = keeper_slot(k, false);

	if (s == NULL)
		return false;
	s->channel = ch;
	say_letter(k, s, t, due, l);
	k->outlets[ch].busy = true;
	if (!worker_start(&s->worker, "deliver",
	    dial_clock() + (LETTER_SECONDS + 5) * 1000)) {
		deliver_settle(k, s);
		keeper_release(s);
		return false;
	}
	return true;
}

void
deliver_start(struct keeper *k, int64_t now, int64_t *next)
{
	bool	 more = true;

	while (more) {
		struct fault f = { "" };
		struct txn *t = store_begin(k->store, false, &f);
		int64_t	 due = 0, later = INT64_MAX;
		struct letter l;
		size_t	 ch, n;

		*next = INT64_MAX;
		if (t == NULL)
			return;
		n = busy_channels(k, now, next);
		more = outbox_due(t, now, k->busy, n, &due, &l, &later);
		if (later < *next)
			*next = later;
		ch = more ? channel_named(k->c, l.channel) : 0;
		if (more && ch == k->c->nchannels) {
			orphan(k, due, &l);
			store_abort(t);
			continue;
		}
		if (more && k->outlets[ch].recovered) {
			store_abort(t);
			k->outlets[ch].recovered = false;
			catch_up(k, ch);
			continue;
		}
		more = more && start_one(k, t, due, &l);
		store_abort(t);
	}
}

/* --- settling --------------------------------------------------------------- */

static bool
file_done(struct keeper *k, struct slot *s, struct txn *t,
    const struct job_answer *a)
{
	slice	 name = s->letter.channel;

	(void)a;
	return outbox_done(t, s->due, &s->letter, keeper_now(),
	    SLICE("sent")) &&
	    ((k->outlets[s->channel].hold == 0 && s->letter.tries == 0) ||
	    outbox_hurry(t, name, keeper_now()));
}

static bool
file_later(struct keeper *k, struct slot *s, struct txn *t,
    const struct job_answer *a)
{
	struct letter l = s->letter;
	int64_t	 now = keeper_now(), asked = a->wait - 1;
	struct outlet *o = &k->outlets[s->channel];

	if (a->what - 1 == RECIPE_CONFIG && asked < OWNER_WAIT)
		asked = OWNER_WAIT;
	l.tries++;
	l.trouble = slice_head(a->why, 1000);
	/* one from before we began may have been on its way already */
	l.unsure = l.unsure || a->unsure || l.born <= k->began;
	o->failures++;
	o->hold = plan_retry(now, (unsigned)o->failures, asked, keeper_dice());
	return outbox_retry(t, s->due, &l,
	    plan_retry(now, (unsigned)l.tries, asked, keeper_dice()));
}

static bool
file_reject(struct keeper *k, struct slot *s, struct txn *t,
    const struct job_answer *a)
{
	struct letter l = s->letter;

	(void)k;
	l.tries++;
	l.trouble = slice_head(a->why, 1000);
	return outbox_reject(t, s->due, &l, keeper_now());
}

static const struct {
	bool		(*file)(struct keeper *, struct slot *, struct txn *,
			    const struct job_answer *);
	const char	*word;
} verdicts[] = {
	[RECIPE_SUCCESS] = { file_done,		"sent" },
	[RECIPE_IGNORE]	= { file_done,		"sent" },
	[RECIPE_RETRY]	= { file_later,		"will try again" },
	[RECIPE_LIMITED] = { file_later,	"has to wait" },
	[RECIPE_REFRESH] = { file_later,	"will try again" },
	[RECIPE_CONFIG]	= { file_later,		"needs you" },
	[RECIPE_FAIL]	= { file_reject,	"was refused" },
};

static void
hear_answer(const struct worker *w, struct job_answer *a)
{
	for (size_t i = 0; w->state == WORKER_DONE && i < w->nfound; i++)
		if (wire_get(w->found[i], &job_answer, a) && a->what >= 1 &&
		    a->what <= (int64_t)COUNT(verdicts))
			return;
	*a = (struct job_answer){ .what = RECIPE_RETRY + 1, .unsure = 1,
	    .why = slice_of(w->why[0] ? w->why : "its worker told nothing") };
}

void
deliver_settle(struct keeper *k, struct slot *s)
{
	struct outlet *o = &k->outlets[s->channel];
	struct fault f = { "" };
	struct txn *t = store_begin(k->store, true, &f);
	struct job_answer a;
	bool	 ok, done;

	hear_answer(&s->worker, &a);
	done = verdicts[a.what - 1].file == file_done;
	o->busy = false;
	ok = t != NULL && verdicts[a.what - 1].file(k, s, t, &a);
	if (ok)
		ok = keeper_commit(k, t);
	else
		store_abort(t);
	if (!ok) {		/* not noted: it is sent again, with the same id */
		o->hold = keeper_now() + PLAN_FIRST_RETRY;
		if (store_full(k->store))
			keeper_make_room(k);
		return;
	}
	if (done)
		*o = (struct outlet){ .recovered = o->failures > 0 ||
		    s->letter.tries > 0 };
	else
		k->failed = true;
	log_event(s->letter.channel, "letter %lld %s%s%.*s",
	    (long long)s->letter.id, verdicts[a.what - 1].word,
	    done ? "" : ": ", done ? 0 : (int)a.why.n, a.why.p);
}
