#include "core/answer/missing.h"
#include "core/report/say.h"
#include "tests/test.h"

static _Alignas(16) char room[1 << 20];
static struct arena a;

static bool
ask(struct missing *m, uint64_t id, const char *class, const char *text)
{
	struct item i = { .verdict = { .class = slice_of(class),
	    .lang = SLICE("en") } };

	i.mention.text = slice_of(text);
	return missing_add(m, id, &i);
}

static void
test_groups(void)
{
	static const struct faq faq[] = { { .id = 1, .question =
	    { "Do you have parking?", 20 }, .answer = { "Yes.", 4 } } };
	struct missing *m;
	struct missing_group *g;

	arena_init(&a, room, sizeof(room));
	m = missing_open(&a, faq, 1);
	CHECK(m != NULL);
	CHECK(ask(m, 9, "question", "When do you open on Sunday?"));
	CHECK(ask(m, 8, "question", "Is there gluten free cake today?"));
	CHECK(ask(m, 7, "question", "do you have gluten free cake"));
	CHECK(ask(m, 6, "question", "Is there parking nearby?"));
	CHECK(ask(m, 5, "complaint", "is the gluten free cake a joke?"));
	CHECK(ask(m, 4, "lead", "I want a gluten free cake"));
	CHECK(ask(m, 3, "lead", "Gluten free cake, anyone?"));
	g = missing_next(m);
	CHECK(g && g->n == 3 && g->ids[0] == 8 && g->ids[1] == 7 &&
	    g->ids[2] == 3);
	CHECK(g && slice_eq(g->as.question,
	    SLICE("Is there gluten free cake today?")));
	g = missing_next(m);
	CHECK(g && g->n == 1 && g->ids[0] == 9);
	CHECK(missing_next(m) == NULL);
}

/* Bounded, whatever is asked. */
static void
test_bounds(void)
{
	static char texts[MISSING_ASKED + 9][40];
	struct missing *m;
	size_t	 n = 0;

	arena_init(&a, room, sizeof(room));
	m = missing_open(&a, NULL, 0);
	for (uint64_t i = 0; i < MISSING_ASKED + 9; i++) {
		(void)snprintf(texts[i], sizeof(texts[i]),
		    "where is the thing%dx%dy?", (int)i, (int)i * 7);
		n += ask(m, i, "question", texts[i]);
	}
	CHECK(n == MISSING_ASKED && m->n == MISSING_GROUPS);
	for (size_t cap = 0; cap < 60000; cap += 777) {	/* no room */
		arena_init(&a, room, cap);
		m = missing_open(&a, NULL, 0);
		for (int i = 0; m && i < 9; i++)
			(void)ask(m, 1, "question", texts[i]);
	}
}

static const struct { const char *text, *name; int64_t n[3]; const char *is; }
said[] = {
	{ "% mention^ of %", "", { 1, 3, 0 }, "1 mention of 3" },
	{ "% mention^ of %", "", { 0, 3, 0 }, "0 mentions of 3" },
	{ "$: % and % and % and %", "a\tb\nc", { 1, -2, 3 },
	    "a b c: 1 and -2 and 3 and %" },
	{ "other^", "", { 1, 1, 1 }, "others" },
	{ "", "x", { 1, 1, 1 }, "" },
};

static void
test_say(void)
{
	char	 buf[100];

	for (size_t i = 0; i < COUNT(said); i++) {
		struct sink k = { .buf = buf, .cap = sizeof(buf) };

		say_put(&k, said[i].text, slice_of(said[i].name),
		    said[i].n[0], said[i].n[1], said[i].n[2]);
		CHECK(slice_eq(sink_slice(&k), slice_of(said[i].is)));
	}
}

int
main(void)
{
	test_groups();
	test_bounds();
	test_say();
	return test_failed;
}
