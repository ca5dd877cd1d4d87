/*
 * test_year.c - a simulated year (tests/year.h), and books of our own beside it
 * (tests/books.h). At every moment nothing may be lost, doubled, late or too
 * much.
 */
#include "tests/books.h"

static struct books books;

/* --- what happens ------------------------------------------------------- */

/* It is called at once, or stands in somebody's digest; a critical one is
 * never held. */
static void
book_mention(struct books *b, size_t i, const struct decision *d)
{
	struct entry *e = &b->entries[i];
	bool	 safe = d->ncalls > 0;

	for (size_t p = 0; p < YEAR_PEOPLE; p++) {
		if (!(d->route.who >> p & 1) || d->held[p] == HELD_NOT)
			continue;
		CHECK(!d->critical);
		e->held[p] = (uint8_t)d->held[p];
		if (!desk_reads(&b->desk, p))
			continue;
		e->pending[p] = d->held[p] == HELD_CRISIS ? GROUP : DIGEST;
		b->grouping += e->pending[p] == GROUP;
		safe = true;
	}
	CHECK(safe);
	CHECK(d->critical == b->year.mentions[i].critical);
	b->called += d->ncalls > 0;
	b->digest += d->ncalls == 0;
	b->criticals += d->critical;
}

static void
hear(struct books *b, size_t i, int64_t now)
{
	struct decision d;
	struct item item;
	struct arena a;
	struct task t = { .mention = (int64_t)i + 1 };

	year_item(&b->year.mentions[i], &item);
	arena_init(&a, b->room, sizeof(b->room));
	desk_hear(&b->desk, &a, &item, now, &t, &d);
	CHECK(!a.spent && d.route.who != 0);
	book_calls(b, &d, now);
	book_mention(b, i, &d);
	keep(b, i, &t, now);
	CHECK(t.due == 0 || d.ncalls == 0 || t.due == now + 600);
	b->entries[i].called = now;
	plan_acts(b, i, now);
}

/* An opening, the end of somebody's quiet hours, or of the crisis's wait. */
static bool
is_edge(const struct books *b, int64_t now)
{
	bool	 edge = calendar_open(&b->staff.hours, now) &&
		    !calendar_open(&b->staff.hours, now - 1);

	for (size_t p = 0; p < YEAR_PEOPLE; p++)
		edge |= !sleeps(b, p, now) && sleeps(b, p, now - 1);
	return edge;
}

/* A person gave it to another: that one hears of it in a crisis, too. */
static bool
is_given(const struct task *t)
{
	slice	 rest = t->history;
	struct task_line l, last = { .act = ACTS };

	while (task_line(&rest, &l))
		last = l;
	return t->step == 0 && last.act == ACT_GIVE;
}

static void
due(struct books *b, size_t i, int64_t now)
{
	struct entry *e = &b->entries[i];
	struct decision d;
	struct arena a;
	struct task t;
	int64_t	 state;
	bool	 given;

	CHECK(load(b, i, &t) && t.due == now);
	given = is_given(&t);
	state = t.state;
	arena_init(&a, b->room, sizeof(b->room));
	desk_due(&b->desk, &a, &t, now, &d);
	CHECK(!a.spent && t.due != now);
	CHECK(state != TASK_DOING || t.state == TASK_SEEN);
	if (d.ncalls > 0) {
		book_calls(b, &d, now);
		/* ten minutes after the last, or when a day begins */
		CHECK((now - e->called) % 600 == 0 || is_edge(b, now) ||
		    state == TASK_DOING ||
		    now == desk_listens_until(&b->desk));
		CHECK(d.critical || b->desk.crisis == 0 || given);
		b->steps++;
	}
	if (d.ncalls > 0 || state == TASK_DOING || is_edge(b, now))
		e->called = now;	/* it goes on from here */
	keep(b, i, &t, now);
}

static void
do_act(struct books *b, int64_t now)
{
	struct act_due x = next_act(b);
	struct fault why = { "" };
	struct arena a;
	struct task t;
	slice	 by = x.by < YEAR_PEOPLE ? b->staff.people[x.by].name :
		    SLICE("");

	if (!load(b, x.entry, &t))
		return;
	arena_init(&a, b->room, sizeof(b->room));
	if (task_act(&a, &b->staff, &t, (enum act)x.act, by, x.act == ACT_GIVE
	    ? b->staff.people[(x.entry + now) % 3].name : SLICE(""), now,
	    &why) == ACTED)
		b->entries[x.entry].called = now;
	keep(b, x.entry, &t, now);
}

/* All that waits for it goes, once. */
static void
give(struct books *b, size_t p, uint8_t what)
{
	bool	 all = true;

	for (size_t i = b->since[p]; i < b->heard; i++) {
		struct entry *e = &b->entries[i];

		if (e->pending[p] == what) {
			b->grouping -= what == GROUP;
			e->pending[p] = NEVER;
			e->given[p]++;
		}
		if (all && e->pending[p] == NEVER)
			b->since[p] = i + 1;
		all = all && e->pending[p] == NEVER;
	}
}

static uint32_t
waiting(const struct books *b)
{
	uint32_t who = 0;

	for (size_t p = 0; p < YEAR_PEOPLE; p++)
		for (size_t i = b->since[p]; i < b->heard; i++)
			if (b->entries[i].pending[p] == GROUP)
				who |= (uint32_t)1 << p;
	return who;
}

static void
group(struct books *b, int64_t now)
{
	struct decision d;
	uint32_t who = b->grouping ? waiting(b) : 0;

	if ((b->desk.crisis == 0 && who == 0) ||
	    !desk_group(&b->desk, who, now, &d))
		return;
	b->groups += d.ncalls > 0;
	book_group(b, &d, now);
	CHECK((staff_called_bits(&d) & ~who) == 0);
	for (size_t p = 0; p < YEAR_PEOPLE; p++) {
		if (!(who >> p & 1))
			continue;
		if (d.held[p] == HELD_NOT) {
			give(b, p, GROUP);
			continue;
		}
		for (size_t i = b->since[p]; i < b->heard; i++) {
			if (b->entries[i].pending[p] != GROUP)
				continue;
			b->entries[i].pending[p] = DIGEST;
			b->grouping--;
		}
	}
	CHECK(b->grouping == 0);
}

static void
digest(struct books *b, int64_t now)
{
	int64_t	 day = calendar_day(&b->staff.hours, now);

	for (size_t p = 0; p < YEAR_PEOPLE; p++) {
		if (desk_digest_at(&b->desk, p) > now)
			continue;
		CHECK(desk_digest_at(&b->desk, p) == now);
		CHECK(b->read[p] < day);		/* once a day */
		CHECK(b->read[p] == 0 || b->read[p] == day - 1 ||
		    b->staff.people[p].digest < 0);	/* and each day */
		b->read[p] = day;
		give(b, p, DIGEST);
		desk_digested(&b->desk, p, now);
		CHECK((b->desk.people[p].plain != 0) == (b->desk.crisis != 0));
		b->digests++;
		note(b, now);
	}
}

/* Everything that the box knows goes to bytes, and comes back. */
static void
restart(struct books *b)
{
	static const struct router *router;
	struct desk then = { .staff = &b->staff, .began = b->desk.began,
	    .crisis = b->desk.crisis, .grouped = b->desk.grouped };
	struct arena a;

	for (size_t p = 0; p < YEAR_PEOPLE; p++) {
		unsigned char heard[4 * DESK_BANDS];
		char	 bytes[512];
		struct sink k = { .buf = bytes, .cap = sizeof(bytes) };
		struct desk_record r;

		desk_pack(&b->desk.people[p], &r, heard);
		wire_put(&k, &wire_desk_person, &r);
		CHECK(!k.full && wire_get(sink_slice(&k), &wire_desk_person,
		    &r));
		desk_unpack(&r, &then.people[p]);
	}
	arena_init(&a, b->routes, sizeof(b->routes));
	router = router_make(&a, &b->staff);
	CHECK(router != NULL);
	then.router = router;
	b->desk = then;
	b->restarts++;
}

static void
moment(struct books *b, const struct year_moment *m)
{
	if (m->kind == YEAR_RESTART && b->restarts_too)
		restart(b);
	if (m->kind != YEAR_RESTART)
		b->desk.crisis = m->kind == YEAR_CRISIS ? m->when : 0;
}

/* --- the loop ----------------------------------------------------------- */

/* The first task that is due, and when. */
static size_t
first_due(struct books *b, int64_t *when)
{
	size_t	 first = b->heard;

	*when = INT64_MAX;
	for (size_t k = 0; k < b->ndues;) {
		uint32_t i = b->dues[k];
		struct entry *e = &b->entries[i];

		if (e->due == 0) {	/* no longer */
			e->listed = false;
			b->dues[k] = b->dues[--b->ndues];
			continue;
		}
		if (e->due < *when || (e->due == *when && i < first)) {
			*when = e->due;
			first = i;
		}
		k++;
	}
	return first;
}

static void
run(struct books *b)
{
	const struct year *y = &b->year;
	int64_t	 own = desk_next(&b->desk, y->begin), round = y->begin;

	for (int64_t now = y->begin; now < y->end;) {
		int64_t	 task, next;
		size_t	 i = first_due(b, &task);
		int64_t	 said = b->heard < y->n ?
			    y->mentions[b->heard].when : INT64_MAX;
		int64_t	 event = b->moment < y->nmoments ?
			    y->moments[b->moment].when : INT64_MAX;
		int64_t	 act = b->nacts > 0 ? b->acts[0].when : INT64_MAX;

		next = least(least(least(task, own), least(said, event)),
		    least(act, round));
		CHECK(next >= now);
		now = next;
		if (now >= y->end)
			break;
		if (round == now) {
			round = rounds(b, now);
		} else if (event == now) {
			moment(b, &y->moments[b->moment++]);
		} else if (own == now) {
			digest(b, now);
			group(b, now);
		} else if (task == now) {
			due(b, i, now);
		} else if (act == now) {
			do_act(b, now);
		} else {
			hear(b, b->heard++, now);
		}
		if (b->desk.crisis == 0)
			group(b, now);
		if (event == now || own == now)
			own = desk_next(&b->desk, now);
		if (test_failed)
			return;
	}
}

/* Each was given to each for whom it was held, once, or still waits. */
static void
close_books(struct books *b)
{
	size_t	 waits = 0;

	CHECK(b->called + b->digest == b->heard);
	CHECK(b->nrounds[ROUND_WEEK] == 52 && b->nrounds[ROUND_MONTH] == 12);
	for (size_t i = 0; i < b->heard; i++) {
		const struct entry *e = &b->entries[i];

		for (size_t p = 0; p < YEAR_PEOPLE; p++) {
			bool	 held = e->held[p] != HELD_NOT &&
				    desk_reads(&b->desk, p);

			CHECK(e->given[p] + (e->pending[p] != NEVER) == held);
			waits += e->pending[p] != NEVER;
		}
		free(b->entries[i].bytes);
	}
	CHECK(waits < 500);
	b->waits = waits;
}

static uint64_t
one_year(unsigned seed, bool restarts)
{
	struct books *b = &books;

	memset(b, 0, sizeof(*b));
	b->log = 0xcbf29ce484222325u;
	b->restarts_too = restarts;
	year_staff(&b->staff, seed);
	if (seed == 3)
		b->staff.people[0].digest = -2;
	b->rounds.minute[ROUND_WEEK] = seed == 1 ? ROUND_OPENING : 20 * 60;
	b->rounds.minute[ROUND_MONTH] = seed == 1 ? 150 : ROUND_OPENING;
	year_make(&b->year, &b->staff, seed);
	b->desk = (struct desk){ .staff = &b->staff, .began = b->year.begin };
	restart(b);
	run(b);
	close_books(b);
	printf("year %u: %zu heard = %zu called (%zu critical) + %zu held; "
	    "%zu steps, %zu digests, %zu grouped calls, %zu restarts, "
	    "%zu wait\n", seed, b->heard, b->called, b->criticals, b->digest,
	    b->steps, b->digests, b->groups, b->restarts, b->waits);
	CHECK(b->heard > 10000 && b->criticals > 50 && b->steps > 500);
	CHECK(b->digests > 300 && b->groups > 10 && b->beyond > 0);
	return b->log;
}

int
main(void)
{
	uint64_t log = one_year(1, true);

	/* starting anew changes nothing */
	CHECK(one_year(1, false) == log || test_failed);
	(void)one_year(2, true);
	(void)one_year(3, true);
	return test_failed;
}
