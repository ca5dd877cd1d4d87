#include "tests/staff.h"

static void
names(void)
{
	static const struct {
		const char *said;
		enum act act;		/* ACTS: nobody may say so */
	} said[] = {
		{ "seen", ACT_SEEN }, { "Not us", ACT_NOT_US },
		{ "not-us", ACT_NOT_US }, { "NOT_US", ACT_NOT_US },
		{ "notus", ACTS }, { "open", ACTS }, { "told", ACTS },
		{ "came back", ACTS }, { "timed out", ACTS }, { "", ACTS },
		{ "not-urgent", ACT_NOT_URGENT }, { "useful", ACT_USEFUL },
		{ "recovered", ACT_RECOVERED }, { "give", ACT_GIVE },
	};
	int64_t	 state;

	for (size_t i = 0; i < COUNT(said); i++) {
		enum act got = ACTS;

		CHECK(act_named(slice_of(said[i].said), &got) ==
		    (said[i].act != ACTS));
		CHECK(got == said[i].act);
	}
	for (int64_t i = TASK_NEW; i <= TASK_IGNORED; i++)
		CHECK(task_state_named(task_state_name(i), &state) &&
		    state == i);
	CHECK(!task_state_named(SLICE("?"), &state));
	CHECK(slice_eq(task_state_name(-1), SLICE("?")));
	CHECK(slice_eq(task_state_name(INT64_MAX), SLICE("?")));
}

/* What is no line is skipped. */
static void
history(void)
{
	static const struct {
		const char *text;
		size_t	 lines;
	} cases[] = {
		{ "", 0 }, { "\n\n\n", 0 }, { "12\ts\tanna\t\n", 1 },
		{ "12\ts\tanna\twith\ttabs", 1 }, { "12\ts", 1 },
		{ "x\ts\tanna\t\n12\t?\tanna\t\n13\tss\ta\t\n14\ts\ta\t\n", 1 },
		{ "99999999999999999999\ts\ta\tb\n", 0 },
		{ "-1\tn\t\t\n\t\t\t\n", 1 },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		CHECK(staff_lines(slice_of(cases[i].text)) == cases[i].lines
		    || (printf("%s\n", cases[i].text), 0));
}

int
main(void)
{
	names();
	history();
	return test_failed;
}
