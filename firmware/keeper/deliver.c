/*
 * deliver.c - letters: which is due, and what its channel said.
 *
 * A channel that fails is left alone until its hold is over; the others go
 * on. When it works again, what waited for it is due at once, and the quiet
 * ones among it go as one letter.
 */
#include "firmware/keeper/keeper.h"

#include "core/judge/score.h"
#include "core/letter.h"
#include "core/plan.h"
#include "core/recipe/reply.h"
#include "firmware/desk/answering.h"
#include "firmware/log.h"
#include "net/dial.h"

enum {
	CATCH_UP_FROM = 3,		/* so many quiet letters become one */
	CATCH_UP_MOST = 200,
	OWNER_WAIT = 3600		/* seconds; only the owner can mend it */
};

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
	struct waiting w = { .channel = outlet_lane(k->c, ch) };
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

	for (size_t i = 0; i + 1 < outlets_of(k->c); i++) {
		const struct outlet *o = &k->outlets[i];

		if (!o->busy && o->hold <= now)
			continue;
		k->busy[n++] = outlet_lane(k->c, i);
		if (!o->busy && o->hold < *next)
			*next = o->hold;
	}
	return n;
}

/* A letter to a channel that is no longer in the file, or a reply where they
 * are off by now. */
static void
orphan(struct keeper *k, int64_t due, const struct letter *l)
{
	struct fault f = { "" };
	struct letter copy = *l;
	struct txn *t = store_begin(k->store, true, &f);
	slice	 source;

	copy.trouble = reply_is(l, &source) ? SLICE("replies are off there, "
	    "or that source is gone") :
	    SLICE("there is no such channel any more");
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
	const struct config_way *w = outlet_way(k->c, s->channel);
	struct letter copy = *l;
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
	keeper_say_visit(k, s, LETTER_SECONDS, SLICE(""));
	keeper_say_way(s, w, &j, true);
	keeper_say_grant(k, s, w);
	if (w->account)
		s->serial = k->accounts[w->account - 1].serial;
	if (k->outlets[s->channel].sure == l->id)
		copy.unsure = 0;
	worker_say(&s->worker, &wire_letter, &copy);
	if (!outlet_answers(k->c, s->channel))
		press_say(k, s, t, w, l);
	if (mentions_get(t, (uint64_t)l->mention, &item))
		worker_say(&s->worker, &wire_item, &item);
	worker_go(&s->worker);
}

const char *
deliver_role(const struct config_way *w)
{
	return slice_eq(w->origin.scheme, SLICE("exec")) ? "exec" : "deliver";
}

/* True: there may be more to start. */
static bool
start_one(struct keeper *k, struct txn *t, int64_t due, const struct letter *l)
{
	size_t	 ch = outlet_named(k->c, l->channel);
	struct slot *s = keeper_slot(k, SLOT_LETTER);

	if (s == NULL)
		return false;
	s->channel = ch;
	say_letter(k, s, t, due, l);
	k->outlets[ch].busy = true;
	if (!worker_start(&s->worker, k->plays ? "demo" :
	    outlet_answers(k->c, ch) ? "reply" :
	    deliver_role(outlet_way(k->c, ch)),
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
		ch = more ? outlet_named(k->c, l.channel) : 0;
		if (more && ch + 1 == outlets_of(k->c)) {
			orphan(k, due, &l);
			store_abort(t);
			continue;
		}
		if (more && !account_ready(k, outlet_way(k->c, ch), now, &later)) {
			store_abort(t);
			k->outlets[ch].hold = later > now ? later : now + 1;
			continue;
		}
		if (more && outlet_answers(k->c, ch) && l.unsure == 0) {
			reply_mark(k, ch, due, &l);
			store_abort(t);
			continue;
		}
		if (more && k->outlets[ch].recovered && !outlet_answers(k->c, ch) &&
		    !outlet_way(k->c, ch)->machine) {
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
	char	 words[1024];
	struct sink said = { .buf = words, .cap = sizeof(words) };

	sink_text(&said, "sent");
	if (outlet_answers(k->c, s->channel) && a->result.n) {
		sink_text(&said, ": ");
		sink_put(&said, slice_head(a->result, 1000));
	}
	return outbox_done(t, s->due, &s->letter, keeper_now(),
	    sink_slice(&said)) &&
	    (!outlet_answers(k->c, s->channel) ||
	    (desk_answered(k, t, &s->letter) &&
	    answering_sent(k->c, t, &s->letter, keeper_now()))) &&
	    ((k->outlets[s->channel].hold == 0 && s->letter.tries == 0) ||
	    outbox_hurry(t, name, keeper_now()));
}

/* One step of a reply is made; what it gave goes with the letter. */
static bool
file_step(struct keeper *k, struct slot *s, struct txn *t,
    const struct job_answer *a)
{
	struct letter l = s->letter;

	(void)k;
	l.step++;
	l.state = a->state;
	l.unsure = l.tries = 0;
	l.trouble = SLICE("");
	return outbox_retry(t, s->due, &l, keeper_now() + a->wait - 1);
}

/* May it have arrived? Of a letter, one from before we began may have been on
 * its way already; a reply was marked before it went. */
static int64_t
doubt(const struct keeper *k, const struct slot *s,
    const struct job_answer *a)
{
	const struct letter *l = &s->letter;

	if (outlet_answers(k->c, s->channel))
		return a->unsure ? l->unsure : 0;
	return l->unsure || a->unsure || l->born <= k->began;
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
	l.unsure = doubt(k, s, a);
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

	l.tries++;
	l.trouble = slice_head(a->why, 1000);
	return outbox_reject(t, s->due, &l, keeper_now()) &&
	    (!outlet_answers(k->c, s->channel) || reply_tell(k, t, &l));
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
	if (a.what == RECIPE_REFRESH + 1)
		(void)account_refused(k, outlet_way(k->c, s->channel), s->serial);
	done = verdicts[a.what - 1].file == file_done;
	o->busy = false;
	o->sure = 0;
	ok = t != NULL && (done && a.more ? file_step :
	    verdicts[a.what - 1].file)(k, s, t, &a);
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
	    (long long)s->letter.id, done && a.more ? "goes on" :
	    verdicts[a.what - 1].word,
	    done ? "" : ": ", done ? 0 : (int)a.why.n, a.why.p);
}
