/*
 * evict.c - forgetting: by age, by size, and out of a full map.
 */
#include "storage/tables.h"

enum {
	TALLY_SHORT = 35,		/* days kept even in want of room */
	STEPS = 40,			/* a step may copy pages of its own */
	REST = 16,			/* days or letters in one step */
	LEAST = 40,			/* percent that no want takes away */
	LOAN = 64			/* pages lent to a map that is wedged */
};

struct eviction {
	int64_t	 before;
	unsigned percent;		/* 0: only by age */
	size_t	 most;
	size_t	 done;
	bool	 open;			/* even what nobody has dealt with */
};

static bool
wanted(struct txn *t, const struct eviction *e, int64_t found)
{
	if (t->rc != 0 || e->done == e->most)
		return false;
	return found < e->before || (e->percent != 0 &&
	    store_percent(t->store, txn_pages(t)) >= e->percent);
}

static void
evict_some(struct txn *t, struct eviction *e)
{
	struct walk w;

	walk_from(&w, t, TABLE_FOUND, (slice){ "", 0 });
	while (w.ok && wanted(t, e, key_i64(w.key, 0))) {
		uint64_t id = key_u64(w.key, 8);

		if (mention_held(t, id) || (!e->open && task_waits(t, id))) {
			walk_next(&w);
		} else if (twin_forget(t, key_i64(w.key, 0), id) &&
		    mention_forget(t, id)) {
			walk_del(&w);
			e->done++;
		}
	}
	walk_end(&w);
}

/* The oldest first, but what has been dealt with before what waits. */
static void
evict_items(struct txn *t, struct eviction *e)
{
	evict_some(t, e);
	e->open = true;
	evict_some(t, e);
}

/* In want of room, and no item is left that may go. */
static bool
evict_rest(struct txn *t, struct eviction *e)
{
	bool	 any = false, more = true;

	for (int i = 0; more && i < REST && wanted(t, e, INT64_MAX); i++) {
		more = tally_retire(t, tally_newest(t), TALLY_SHORT) ||
		    reject_forget(t);
		any = any || more;
	}
	return any;
}

size_t
store_evict(struct txn *t, int64_t before, unsigned percent)
{
	struct eviction e = { .before = before, .percent = percent,
	    .most = t->store->ceiling / 4 };

	evict_items(t, &e);
	evict_rest(t, &e);
	return e.done;
}

/* --- relief ----------------------------------------------------------- */

/* One step in its own transaction. What it freed can be used by the one after
 * the next, which is why even the last step, that forgets nothing, writes. */
static bool
step(struct store *s, unsigned percent, size_t *gone, bool *more,
    struct fault *f)
{
	struct txn *t = store_begin(s, true, f);
	struct eviction e = { .before = INT64_MIN, .percent = percent,
	    .most = s->ceiling / STEPS + 1 };
	bool	 rest;

	if (t == NULL)
		return false;
	evict_items(t, &e);
	rest = e.done > 0 || evict_rest(t, &e);
	store_next_id(t, "step");
	if (!store_commit(t, f))
		return false;
	*gone += e.done;
	*more = rest;
	return true;
}

/*
 * A map can be so full that not even forgetting finds pages: then it is lent
 * some. It keeps them, but they are only borrowed once: what may be filled is
 * still counted against the map that was asked for.
 */
static bool
lend(struct store *s)
{
	MDB_envinfo info;
	size_t	 most = s->map + s->map / 4;

	if (mdb_env_info(s->env, &info) != 0 ||
	    info.me_mapsize + LOAN * s->page > most)
		return false;
	if (mdb_env_set_mapsize(s->env, info.me_mapsize +
	    LOAN * s->page) == 0)
		return true;
	mdb_env_set_mapsize(s->env, info.me_mapsize);
	return false;
}

size_t
store_relieve(struct store *s, unsigned percent, struct fault *f)
{
	unsigned used = store_used(s);
	size_t	 gone = 0;
	bool	 more = true;
	int	 dead;

	mdb_reader_check(s->env, &dead);	/* the dead keep pages alive */
	/* Room enough, and yet none: freed just now, or in pieces too small,
	 * or kept by a reader of old pages. */
	if (s->full && used < percent && !lend(s))
		percent = used > LEAST + 10 ? used - 10 : LEAST;
	while (more && f->text[0] == '\0') {
		struct fault trouble = { "" };

		if (!step(s, percent, &gone, &more, &trouble) &&
		    !(s->full && lend(s)))
			*f = trouble;
	}
	store_measure(s);
	return gone;
}
