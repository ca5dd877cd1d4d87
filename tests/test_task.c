#include "tests/staff.h"

enum { NOW = 1795000000, LOCK = 30 * 60 };

static _Alignas(16) char room[1 << 16];

/* anna, bob, carl; dora may only read. */
static void
staff_make(struct staff *s)
{
	*s = (struct staff){ .ladder = 10, .lock = 30 };
	staff_zone(s, "Europe/Berlin");
	staff_add(s, "anna", 1)->called = SLICE("Anna");
	staff_add(s, "bob", 1);
	staff_add(s, "carl", 1)->may = MAY_READ | MAY_DRAFT;
	staff_add(s, "dora", 1)->may = MAY_READ;
}

static enum acted
act(struct arena *a, const struct staff *s, struct task *t, enum act what,
    const char *by, const char *words, int64_t now, struct fault *why)
{
	why->text[0] = '\0';
	return task_act(a, s, t, what, slice_of(by), slice_of(words), now,
	    why);
}

/* A task of anna's, in a state, for bob, too. */
static void
task_make(struct arena *a, const struct staff *s, struct task *t,
    int64_t state)
{
	static const enum act ways[][2] = { { ACTS, ACTS }, { ACTS, ACTS },
	    { ACT_SEEN, ACTS }, { ACT_MINE, ACTS }, { ACT_SEEN, ACT_DONE },
	    { ACT_IGNORE, ACTS } };
	struct fault why;

	*t = (struct task){ .mention = 7 };
	if (state == 0)
		return;
	CHECK(act(a, s, t, ACT_OPEN, "", "anna, bob", NOW, &why) == ACTED);
	for (size_t i = 0; i < 2 && ways[state][i] != ACTS; i++)
		CHECK(act(a, s, t, ways[state][i], "anna", "", NOW + 60,
		    &why) == ACTED);
	CHECK(t->state == state && slice_eq(t->owner, SLICE("anna")));
}

/* ---- every act in every state ------------------------------------------ */

/* In the order of enum act: the state then (n s d D i), or = it is so already,
 * L somebody was faster, N never; a column each: none, new, seen, doing (by
 * anna, who holds the lock), done, ignored. */
static const struct {
	enum act what;
	const char *words;
	char	 bob[7], anna[7], box[7], dora[7];
} table[] = {
	{ ACT_OPEN,	"anna",	"NNNNNN", "NNNNNN", "n=====", "NNNNNN" },
	{ ACT_SEEN,	"",	"Ns====", "Ns====", "Ns====", "Ns====" },
	{ ACT_MINE,	"",	"NddLLL", "Ndd=LL", "Ndd=LL", "NNNNNN" },
	{ ACT_DONE,	"",	"NDDL=L", "NDDD=L", "NDDD=L", "NNNNNN" },
	{ ACT_IGNORE,	"",	"NiiLi=", "Niiii=", "Niiii=", "NNNNNN" },
	{ ACT_NOT_US,	"",	"NiiLi=", "Niiii=", "Niiii=", "NNNNNN" },
	{ ACT_NOTE,	"hm",	"NnsdDi", "NnsdDi", "NnsdDi", "NnsdDi" },
	{ ACT_GIVE,	"carl",	"NnnLLL", "NnnnLL", "NnnnLL", "NNNNNN" },
	{ ACT_REOPEN,	"",	"N===nn", "N===nn", "N===nn", "NNNNNN" },
	{ ACT_ANSWERED,	"",	"NsssDi", "NsssDi", "NsssDi", "NNNNNN" },
	{ ACT_CAME_BACK, "",	"NNNNNN", "NNNNNN", "Nnsdni", "NNNNNN" },
	{ ACT_TOLD,	"bob",	"NNNNNN", "NNNNNN", "NnsdDi", "NNNNNN" },
	{ ACT_ESCALATED, "bob",	"NNNNNN", "NNNNNN", "Nnsd==", "NNNNNN" },
	{ ACT_TIMED_OUT, "",	"NNNNNN", "NNNNNN", "N==s==", "NNNNNN" },
	{ ACT_WON,	"",	"NDDDDi", "NDDDDi", "NDDDDi", "NNNNNN" },
	{ ACT_LOST,	"",	"NDDDDi", "NDDDDi", "NDDDDi", "NNNNNN" },
	{ ACT_RECOVERED, "",	"NnsdDi", "NnsdDi", "NnsdDi", "NNNNNN" },
	{ ACT_USEFUL,	"",	"NssdDL", "NssdDL", "NssdDL", "NNNNNN" },
	{ ACT_NOT_URGENT, "",	"NssdDL", "NssdDL", "NssdDL", "NNNNNN" },
	{ ACT_VISIT,	"",	"NnsdDi", "NnsdDi", "NnsdDi", "NNNNNN" },
};

static bool
same(const struct task *x, const struct task *y)
{
	char	 one[TASK_BYTES], two[TASK_BYTES];
	struct sink a = { .buf = one, .cap = sizeof(one) };
	struct sink b = { .buf = two, .cap = sizeof(two) };

	wire_put(&a, &wire_task, x);
	wire_put(&b, &wire_task, y);
	return !a.full && slice_eq(sink_slice(&a), sink_slice(&b));
}

static void
sound(const struct staff *s, const struct task *t)
{
	if (t->state == 0)
		return;
	CHECK(task_owner(s, t) < s->n && !task_tells(t, t->owner));
	CHECK(task_open(t) == (t->closed == 0));
	CHECK(t->history.n <= TASK_HISTORY && t->note.n <= TASK_NOTE);
	CHECK(task_state(t) != TASK_DOING || t->due > 0);
	CHECK(task_open(t) || t->due == 0);
}

static void
one_act(const struct staff *s, size_t row, const char *by, int64_t state,
    char wanted)
{
	static const char letters[] = "?nsdDi";
	struct fault why;
	struct arena a;
	struct task t, before;
	enum acted acted;
	char	 got;

	arena_init(&a, room, sizeof(room));
	task_make(&a, s, &t, state);
	before = t;
	acted = act(&a, s, &t, table[row].what, by, table[row].words,
	    NOW + 120, &why);
	got = acted == ACTED ? letters[t.state] : acted == ACTED_BEFORE ? '=' :
	    acted == ACTED_LATE ? 'L' : 'N';
	CHECK(got == wanted || (printf("%s by \"%s\" when %lld: %c %s\n",
	    act_name(table[row].what).p, by, (long long)state, got,
	    why.text), 0));
	CHECK((acted == ACTED_LATE || acted == ACTED_NEVER) ==
	    (why.text[0] != '\0'));
	sound(s, &t);
	if (acted != ACTED) {
		CHECK(same(&t, &before));
		return;
	}
	CHECK(staff_lines(t.history) == staff_lines(before.history) + 1);
	/* once more, it is so already */
	acted = act(&a, s, &t, table[row].what, by, table[row].words,
	    NOW + 120, &why);
	CHECK(acted == ACTED_BEFORE || table[row].what == ACT_ESCALATED ||
	    (printf("%s by \"%s\" when %lld, twice\n",
	    act_name(table[row].what).p, by, (long long)state), 0));
}

static void
every_act_in_every_state(void)
{
	struct staff s;

	staff_make(&s);
	CHECK(COUNT(table) == ACTS);
	for (size_t i = 0; i < COUNT(table); i++) {
		CHECK(table[i].what == i);
		for (int state = 0; state < 6; state++) {
			one_act(&s, i, "bob", state, table[i].bob[state]);
			one_act(&s, i, "anna", state, table[i].anna[state]);
			one_act(&s, i, "", state, table[i].box[state]);
			one_act(&s, i, "dora", state, table[i].dora[state]);
			one_act(&s, i, "eve", state, 'N');
		}
	}
}

/* ---- stories ----------------------------------------------------------- */

static void
the_lock(void)
{
	struct staff s;
	struct fault why;
	struct arena a;
	struct task t;
	char	 buf[200];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	staff_make(&s);
	arena_init(&a, room, sizeof(room));
	task_make(&a, &s, &t, TASK_NEW);
	CHECK(act(&a, &s, &t, ACT_MINE, "Anna", "", NOW, &why) == ACTED);
	CHECK(t.due == NOW + LOCK && task_locked(&t, NOW + LOCK - 1));
	task_put_lock(&k, &s, &t, NOW + 300);
	CHECK(slice_eq(sink_slice(&k), SLICE("Anna is answering since 5 min")));
	CHECK(act(&a, &s, &t, ACT_MINE, "bob", "", NOW + 300, &why) ==
	    ACTED_LATE);
	CHECK(strcmp(why.text, "Anna is answering since 5 min") == 0 ||
	    (printf("%s\n", why.text), 0));
	k.len = 0;
	task_put_lock(&k, &s, &t, NOW + LOCK);
	CHECK(k.len == 0);
	/* it has run out: another may take it, and answers for it then */
	CHECK(act(&a, &s, &t, ACT_MINE, "bob", "", NOW + LOCK, &why) == ACTED);
	CHECK(slice_eq(t.owner, SLICE("bob")));
	CHECK(task_tells(&t, SLICE("anna")) && !task_tells(&t, SLICE("bob")));
	CHECK(act(&a, &s, &t, ACT_TIMED_OUT, "", "", NOW + 3 * LOCK, &why) ==
	    ACTED && t.state == TASK_SEEN && t.due == 0);
	CHECK(act(&a, &s, &t, ACT_DONE, "anna", "", NOW + 3 * LOCK, &why) ==
	    ACTED && t.closed == NOW + 3 * LOCK);
	CHECK(act(&a, &s, &t, ACT_MINE, "bob", "", NOW + 4 * LOCK, &why) ==
	    ACTED_LATE);
	CHECK(strcmp(why.text, "it is done since 30 min; reopen it first") ==
	    0 || (printf("%s\n", why.text), 0));
}

static void
it_comes_back(void)
{
	struct staff s;
	struct fault why;
	struct arena a;
	struct task t;

	staff_make(&s);
	arena_init(&a, room, sizeof(room));
	task_make(&a, &s, &t, TASK_SEEN);
	CHECK(act(&a, &s, &t, ACT_CAME_BACK, "", "8", NOW + 70, &why) == ACTED
	    && t.state == TASK_SEEN);
	CHECK(act(&a, &s, &t, ACT_ANSWERED, "bob", "", NOW + 100, &why) ==
	    ACTED && t.replied == NOW + 100 && t.state == TASK_SEEN);
	CHECK(act(&a, &s, &t, ACT_CAME_BACK, "", "9", NOW + 200, &why) == ACTED
	    && t.state == TASK_NEW && t.due == NOW + 200 && t.step == 0);
	CHECK(t.reopened == 0);
	CHECK(act(&a, &s, &t, ACT_DONE, "anna", "", NOW + 300, &why) == ACTED);
	CHECK(act(&a, &s, &t, ACT_CAME_BACK, "", "10", NOW + 400, &why) ==
	    ACTED && t.state == TASK_NEW && t.reopened == 1 && t.closed == 0);
	CHECK(t.replied == NOW + 100);
	CHECK(act(&a, &s, &t, ACT_WON, "bob", "", NOW + 500, &why) == ACTED &&
	    t.state == TASK_DONE && slice_eq(t.outcome, SLICE("won")));
	CHECK(act(&a, &s, &t, ACT_LOST, "bob", "", NOW + 600, &why) == ACTED &&
	    slice_eq(t.outcome, SLICE("lost")));
	/* who re-opens their own is not called at once */
	CHECK(act(&a, &s, &t, ACT_REOPEN, "anna", "", NOW + 700, &why) == ACTED
	    && t.step == 1 && t.due == NOW + 700 + 600 && t.reopened == 2);
	CHECK(act(&a, &s, &t, ACT_GIVE, "anna", "Bob", NOW + 800, &why) ==
	    ACTED && slice_eq(t.owner, SLICE("bob")) && t.due == NOW + 800);
	CHECK(act(&a, &s, &t, ACT_GIVE, "anna", "eve", NOW + 900, &why) ==
	    ACTED_NEVER);
	CHECK(strcmp(why.text, "nobody here is called \"eve\"; there are: "
	    "anna, bob, carl, dora") == 0 || (printf("%s\n", why.text), 0));
	CHECK(act(&a, &s, &t, ACT_MINE, "dora", "", NOW + 900, &why) ==
	    ACTED_NEVER && strcmp(why.text, "dora may read, and not act") ==
	    0);
}

static void
notes(void)
{
	struct staff s;
	struct fault why;
	struct arena a;
	struct task t;

	staff_make(&s);
	arena_init(&a, room, sizeof(room));
	task_make(&a, &s, &t, TASK_NEW);
	CHECK(act(&a, &s, &t, ACT_NOTE, "anna", " wants\n her money\tback ",
	    NOW, &why) == ACTED);
	CHECK(slice_eq(t.note, SLICE("anna: wants her money back")));
	CHECK(act(&a, &s, &t, ACT_NOTE, "bob", "gave it", NOW, &why) == ACTED);
	CHECK(slice_eq(t.note, SLICE("anna: wants her money back\n"
	    "bob: gave it")));
	CHECK(act(&a, &s, &t, ACT_NOTE, "bob", "gave it", NOW, &why) ==
	    ACTED_BEFORE);
	CHECK(act(&a, &s, &t, ACT_NOTE, "bob", " \n", NOW, &why) ==
	    ACTED_NEVER || t.note.n <= TASK_NOTE);
	for (int i = 0; i < 50; i++) {
		char	 n[24];

		CHECK(task_act(&a, &s, &t, ACT_NOTE, SLICE("bob"),
		    fault_int(n, i * INT64_C(1000000007)), NOW + i, &why) ==
		    ACTED);
		CHECK(t.note.n <= TASK_NOTE);
		sound(&s, &t);
	}
	CHECK(slice_ends(t.note, SLICE("bob: 49000000343")));
}

/* ---- sizes ------------------------------------------------------------- */

/* Everybody has a name of 40 bytes; every field is as full as it gets. */
static void
two_kilobytes(void)
{
	static char names[STAFF_MAX][TASK_NAME + 1], words[4000];
	char	 bytes[TASK_BYTES];
	struct sink k;
	struct staff s;
	struct fault why;
	struct arena a;
	struct task t, back;
	slice	 first, rest;

	memset(words, 'w', sizeof(words));
	staff_make(&s);
	for (s.n = 0; s.n < STAFF_MAX;) {
		memset(names[s.n], 'a' + (char)s.n, TASK_NAME);
		staff_add(&s, names[s.n], 1);
	}
	arena_init(&a, room, sizeof(room));
	task_make(&a, &s, &t, 0);
	CHECK(task_act(&a, &s, &t, ACT_OPEN, SLICE(""), s.people[0].name, NOW,
	    &why) == ACTED);
	rest = t.history;
	first = slice_cut(&rest, '\n');
	memcpy(bytes, first.p, first.n);	/* the arena comes round */
	first.p = bytes;
	for (int64_t i = 0; i < 200; i++) {
		a.used = (i & 1) * sizeof(room) / 2;	/* to and fro */
		CHECK(task_act(&a, &s, &t, ACT_NOTE, s.people[i % 24].name,
		    (slice){ words, (size_t)(i * 19) % 3999 + 1 },
		    INT64_MAX - i, &why) == ACTED);
		CHECK(task_act(&a, &s, &t, ACT_TOLD, SLICE(""),
		    s.people[(i + 1) % 24].name, NOW, &why) == ACTED);
		CHECK(t.who.n <= TASK_WHO && t.history.n <= TASK_HISTORY);
	}
	CHECK(slice_starts(t.history, first));	/* the oldest stays */
	CHECK(t.history.n > TASK_HISTORY - 200);
	t.mention = t.opened = t.changed = t.level = t.critical = t.due =
	    t.step = t.replied = t.closed = t.reopened = t.class = t.would =
	    t.cut = INT64_MIN;
	t.outcome = (slice){ words, sizeof(words) };
	k = (struct sink){ .buf = bytes, .cap = sizeof(bytes) };
	wire_put(&k, &wire_task, &t);
	CHECK(!k.full || (printf("a task is too large\n"), 0));
	CHECK(wire_get(sink_slice(&k), &wire_task, &back));
	/* and when all slices are foreign, and as long as may be */
	t.owner = t.who = t.note = t.history = t.outcome;
	k.len = 0;
	wire_put(&k, &wire_task, &t);
	CHECK(!k.full && k.len > 1900);
	CHECK(wire_get(sink_slice(&k), &wire_task, &back));
	CHECK(back.owner.n == TASK_NAME && back.history.n == TASK_HISTORY);
}

static void
no_room(void)
{
	static _Alignas(16) char small[4096];
	struct staff s;
	struct fault why;
	struct arena a, b;
	struct task t, before;

	staff_make(&s);
	arena_init(&a, room, sizeof(room));
	task_make(&a, &s, &t, TASK_NEW);
	for (size_t n = 0; n < sizeof(small); n += 64) {
		before = t;
		arena_init(&b, small, n);
		if (act(&b, &s, &t, ACT_NOTE, "bob", "gave it", NOW, &why) !=
		    ACTED) {
			CHECK(same(&t, &before) && why.text[0] != '\0');
			continue;
		}
		CHECK(!b.spent && n > 0);
		t = before;
	}
}

int
main(void)
{
	every_act_in_every_state();
	the_lock();
	it_comes_back();
	notes();
	two_kilobytes();
	no_room();
	return test_failed;
}
