#include "tests/house/cuts_writer.h"

#include "storage/mentions.h"
#include "storage/outbox.h"
#include "storage/sources.h"
#include "storage/tables.h"

#include <stdio.h>
#include <unistd.h>

enum { TEXT_MOST = 6000, ONCE_IN = 40 };

struct writer {
	struct store	*store;
	struct txn	*txn;
	uint64_t	 dice, posts;
	int64_t		 clock;
	char		 text[TEXT_MOST];
};

static unsigned
roll(struct writer *w, unsigned n)
{
	w->dice = w->dice * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(w->dice >> 33) % n;
}

/* --- what a keeper does ----------------------------------------------- */

static void
put_letter(struct writer *w, uint64_t mention)
{
	static const char *const channels[] = { "push", "mail", "sms" };
	char	 list[24];
	struct letter l = { .title = SLICE("Complaint"), .born = w->clock };

	snprintf(list, sizeof(list), "%u", (unsigned)mention);
	l.mentions = slice_of(list);
	l.text = (slice){ w->text, roll(w, 900) };
	l.channel = slice_of(channels[roll(w, 3)]);
	l.id = (int64_t)store_next_id(w->txn, "letter");
	outbox_put(w->txn, w->clock + roll(w, 9), &l);
}

static void
put_mention(struct writer *w, struct tally *t)
{
	char	 name[32], url[40];
	bool	 old = roll(w, 4) == 0, tell = roll(w, 3) == 0;
	uint64_t which = old ? w->posts / 2 : ++w->posts, id;
	struct item item = { .found = w->clock,
		.fate = tell ? FATE_SENT : FATE_MUTED };

	snprintf(name, sizeof(name), "post-%u", (unsigned)which);
	snprintf(url, sizeof(url), "example.org/%u", (unsigned)which);
	item.mention.id = slice_of(name);
	item.mention.url = slice_of(url);
	item.mention.text = (slice){ w->text, 1 + roll(w, roll(w, 8) ? 900 :
	    TEXT_MOST) };
	t->fetched++;
	if (mentions_meet(w->txn, roll(w, 5) ? SLICE("a") : SLICE("b"),
	    item.mention.url, SLICE(""), &item, &id) != MENTIONS_NEW) {
		t->duplicate++;
		return;
	}
	t->fresh++;
	t->matched++;
	t->sent += tell;
	t->muted += !tell;
	if (tell)
		put_letter(w, id);
}

static void
do_poll(struct writer *w)
{
	struct tally t = { .polls = 1 };
	struct source_state s = { .polled = w->clock,
		.cursor = { w->text, roll(w, 300) } };

	for (unsigned n = roll(w, 5); n-- > 0;)
		put_mention(w, &t);
	sources_put(w->txn, SLICE("source"), &s);
	tally_add(w->txn, SLICE("source"), w->clock / 20, &t);
}

static void
do_deliver(struct writer *w)
{
	struct letter l;
	int64_t	 due, next;

	if (!outbox_due(w->txn, w->clock, NULL, 0, &due, &l, &next))
		return;
	l.tries++;
	l.trouble = SLICE("no answer");
	switch (roll(w, 6)) {
	case 0:
		outbox_reject(w->txn, due, &l, w->clock);
		break;
	case 1:
		outbox_retry(w->txn, due, &l, w->clock + 20);
		break;
	default:
		outbox_done(w->txn, due, &l, w->clock, SLICE("sent"));
	}
}

struct old {
	size_t		 n;
	int64_t		 dues[32];
	struct letter	 letters[32];
};

static bool
collect(void *arg, int64_t due, const struct letter *l)
{
	struct old *old = arg;

	old->dues[old->n] = due;
	old->letters[old->n++] = *l;
	return old->n < 32;
}

static void
do_merge(struct writer *w)
{
	struct letter l = { .channel = SLICE("push"), .title = SLICE("many") };
	struct old old = { .n = 0 };

	outbox_walk(w->txn, collect, &old);
	if (old.n < 4)
		return;
	l.id = (int64_t)store_next_id(w->txn, "letter");
	outbox_merge(w->txn, old.dues, old.letters, old.n, w->clock, &l);
}

static void
do_owner(struct writer *w)
{
	outbox_hurry(w->txn, SLICE("mail"), w->clock);
	reject_forget(w->txn);
}

static void
do_forget(struct writer *w)
{
	store_evict(w->txn, w->clock - 400, 60);
}

/* --- transactions ----------------------------------------------------- */

static uint64_t
mix(uint64_t h, slice s)
{
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
	return (h ^ s.n) * 0x100000001b3u;
}

bool
writer_seen(struct store *s, uint64_t *number, uint64_t *digest)
{
	struct key k = key_text(SLICE("next"), SLICE(""), SLICE("cut"));
	struct fault f = { "" };
	struct txn *t = store_begin(s, false, &f);
	struct walk w;
	slice	 value;
	bool	 ok;

	if (t == NULL)
		return false;
	table_get(t, TABLE_META, key_slice(&k), &value);
	*number = key_u64(value, 0);
	*digest = 0xcbf29ce484222325u;
	for (enum table i = 0; i < TABLES; i++) {
		WALK(&w, t, i)
			*digest = mix(mix(*digest, w.key), w.value);
		walk_end(&w);
	}
	ok = t->rc == 0;
	store_abort(t);
	return ok;
}

static bool
acknowledge(struct writer *w)
{
	char	 line[64];
	uint64_t number, digest;
	int	 n;

	if (!writer_seen(w->store, &number, &digest))
		return false;
	n = snprintf(line, sizeof(line), "ACK %llu %llx\n",
	    (unsigned long long)number, (unsigned long long)digest);
	return write(1, line, (size_t)n) == n;
}

static bool
transact(struct writer *w, void (*what)(struct writer *))
{
	struct fault f = { "" };

	w->clock++;
	w->txn = store_begin(w->store, true, &f);
	if (w->txn == NULL)
		return false;
	what(w);
	store_next_id(w->txn, "cut");
	if (store_commit(w->txn, &f))
		return acknowledge(w);
	if (!store_full(w->store) || what == do_forget) {
		fprintf(stderr, "cuts: %s\n", f.text);
		return false;
	}
	/* twice: what is freed now can be used by the one after the next */
	return transact(w, do_forget) && transact(w, do_owner);
}

static bool
reopen(struct writer *w, const char *dir)
{
	struct store_options o = { .map = WRITER_MAP };
	struct fault f = { "" };

	store_close(w->store);
	w->store = store_open(dir, &o, &f);
	if (w->store == NULL)
		fprintf(stderr, "cuts: %s\n", f.text);
	return w->store != NULL;
}

int
writer_run(const char *dir, size_t transactions)
{
	static struct writer w;
	static void (*const day[])(struct writer *) = { do_poll, do_deliver,
	    do_poll, do_deliver, do_deliver };
	bool	 ok;

	w.dice = 4;
	for (size_t i = 0; i < TEXT_MOST; i++)
		w.text[i] = (char)('a' + roll(&w, 26));
	ok = reopen(&w, dir) && acknowledge(&w);
	for (size_t i = 1; ok && i <= transactions; i++) {
		ok = transact(&w, day[i % COUNT(day)]);
		if (ok && i % ONCE_IN == 0)
			ok = transact(&w, do_merge) && transact(&w, do_owner) &&
			    transact(&w, do_forget) && reopen(&w, dir);
	}
	store_close(w.store);
	return ok ? 0 : 1;
}

bool
writer_goes_on(struct store *s)
{
	static struct writer w;

	w = (struct writer){ .store = s, .dice = 9, .posts = 1000000,
		.clock = 100000 };
	struct fault f = { "" };

	w.txn = store_begin(s, true, &f);
	if (w.txn == NULL)
		return false;
	do_poll(&w);
	do_deliver(&w);
	store_next_id(w.txn, "cut");
	return store_commit(w.txn, &f) || store_full(s);
}
