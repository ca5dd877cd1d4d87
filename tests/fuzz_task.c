/* Whatever can be read of a task lies within the input and is written again as
 * the same; its history ends; whatever is done to it, somebody answers for it
 * and it stays small enough for the store. */
#include "core/desk/care.h"
#include "core/desk/crisis.h"
#include "core/desk/desk.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static _Alignas(16) char room[1 << 16], routes[1 << 14];

static void
staff_make(struct staff *s)
{
	static const slice names[] = { { "anna", 4 }, { "bob", 3 },
	    { "carl", 4 } };

	memset(s, 0, sizeof(*s));
	s->ladder = 10;
	s->hours.zone = zone_fixed(3600);
	for (s->n = 0; s->n < COUNT(names); s->n++) {
		s->people[s->n].name = names[s->n];
		s->people[s->n].nways = s->n + 1;
		s->people[s->n].buzzes = 5;
	}
}

static void
within(slice part, slice whole)
{
	assert(part.n == 0 || (part.p >= whole.p &&
	    part.p + part.n <= whole.p + whole.n));
}

static void
read_history(slice history)
{
	struct task_line l;
	slice	 rest = history;
	size_t	 n = 0;

	while (task_line(&rest, &l)) {
		assert((unsigned)l.act < ACTS && n++ <= history.n);
		within(l.by, history);
		within(l.words, history);
	}
	assert(rest.n == 0);
}

static void
again(const struct task *t)
{
	char	 one[TASK_BYTES], two[TASK_BYTES];
	struct sink a = { .buf = one, .cap = sizeof(one) };
	struct sink b = { .buf = two, .cap = sizeof(two) };
	struct task copy;

	wire_put(&a, &wire_task, t);
	assert(!a.full && wire_get(sink_slice(&a), &wire_task, &copy));
	wire_put(&b, &wire_task, &copy);
	assert(slice_eq(sink_slice(&a), sink_slice(&b)));
	read_history(copy.history);
}

/* The input says what is done, too. */
static void
live(const struct staff *s, struct task *t, slice in)
{
	struct desk desk = { .staff = s, .began = 1 };
	struct arena a;
	struct decision d;
	int64_t	 now = 1795000000;

	arena_init(&a, routes, sizeof(routes));
	desk.router = router_make(&a, s);
	assert(desk.router != NULL);
	arena_init(&a, room, sizeof(room));
	for (size_t i = 0; i < in.n && i < 24; i++) {
		unsigned c = (unsigned char)in.p[i];
		slice	 by = c & 32 ? s->people[c >> 6 & 1].name : SLICE("");
		slice	 words = c & 128 ? s->people[c % 3].name :
			    slice_from(in, i);
		struct fault why = { "" };
		bool	 there = t->state != 0;

		if (c % 32 < ACTS)
			(void)task_act(&a, s, t, (enum act)(c % 32), by, words,
			    now, &why);
		else
			desk_due(&desk, &a, t, now, &d);
		assert(!there || t->state != 0);
		assert(c % 32 < ACTS || t->due == 0 || t->due > now);
		if (a.spent)
			return;
		again(t);
		now += c * INT64_C(60);
	}
}

/* What is kept of crises and of sources in trouble. */
static void
read_lines(const struct staff *s, slice in)
{
	struct crisis_order o = { .when = 5, .on = in.n % 2, .words = in };
	struct crisis c;
	struct care care;
	struct arena a;
	slice	 log = in;

	care_get(in, &care);
	assert(care.since >= 0 && care.told >= 0 && care.told <= 2);
	(void)staff_addressed(s, in);
	arena_init(&a, room, sizeof(room));
	for (size_t i = 0; i < 3 && crisis_nth(in, i, &c); i++)
		within(c.words, in);
	if (in.n < CRISIS_BYTES / 4 && crisis_switch(&a, &log, &o))
		assert(log.n <= CRISIS_BYTES && crisis_nth(log, 0, &c) &&
		    (c.until == 0) == o.on);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 in = { (const char *)data, n };
	struct staff s;
	struct task t;
	struct desk_record r;

	staff_make(&s);
	read_history(in);
	read_lines(&s, in);
	if (wire_get(in, &wire_desk_person, &r)) {
		struct desk desk = { .staff = &s, .crisis = r.digested };

		desk_unpack(&r, &desk.people[0]);
		assert(desk_bar(&desk, 0, 1795000000) <= 100);
		(void)desk_digest_at(&desk, 0);
		(void)desk_next(&desk, 1795000000);
	}
	if (!wire_get(in, &wire_task, &t))
		return 0;
	within(t.owner, in);
	within(t.history, in);
	again(&t);
	live(&s, &t, t.note.n ? t.note : in);
	return 0;
}
