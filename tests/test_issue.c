#include "core/judge/issue.h"
#include "tests/test.h"

static const struct {
	const char *class, *text;
	const char *labels;	/* the strongest first, a blank between */
	const char *words;	/* of the first */
} cases[] = {
	{ "complaint", "lovely staff, but 40 minutes for a coffee",
	    "wait/queue", "40 minutes for" },
	{ "complaint", "The waiter was rude. He was so rude!",
	    "staff/rude", "rude" },
	{ "complaint", "Still waiting for my parcel", "delivery/late",
	    "Still waiting|parcel" },
	{ "complaint", "They charged twice for the soup",
	    "price/overcharged", "charged twice" },
	{ "complaint", "out of stock AGAIN", "stock/sold-out", "out of stock" },
	{ "complaint", "stone cold, but not rude", "quality/cold",
	    "stone cold" },
	{ "crisis", "Hair salon: my scalp has burns, I was in hospital",
	    "safety/injury", "scalp|burns|hospital" },
	{ "complaint", "Das Brot war schimmelig", "quality/stale",
	    "schimmelig" },
	{ "complaint", "Toujours en retard", "wait/late", "en retard" },
	{ "complaint", "Arrivata ghiacciata", "quality/cold", "ghiacciata" },
	{ "complaint", "Nadie contesta", "wait/no-answer", "Nadie contesta" },
	{ "complaint", "O quarto estava sujo", "place/dirty", "sujo" },
	{ "idea", "could you open on Sundays", "hours/short", "open|Sundays" },
	{ "idea", "oat milk please", "stock/never", "oat milk" },

	/* nothing is complained of */
	{ "complaint", "no queue at all", "", "" },
	{ "complaint", "not rude, not pushy", "", "" },
	{ "praise", "the queue is long but it is worth it", "", "" },
	{ "question", "is there a queue", "", "" },
	{ "other", "cold", "", "" },
	{ "complaint", "", "", "" },
	{ "complaint", "\xff\xfe \xf0\x9f", "", "" },

	/* a language without a table */
	{ "complaint", "Bardzo zimna kawa, ale nie ma miejsca w tym barze",
	    "", "" },
};

static void
see(const struct issues *is, char labels[128], char words[256])
{
	size_t	 n = 0;

	labels[0] = words[0] = '\0';
	for (size_t i = 0; i < is->n; i++)
		n += (size_t)snprintf(labels + n, 128 - n, "%s%.*s",
		    i ? " " : "", SLICE_ARG(label_name(is->list[i].label)));
	n = 0;
	for (size_t i = 0; is->n && i < is->list[0].nwords; i++)
		n += (size_t)snprintf(words + n, 256 - n, "%s%.*s",
		    i ? "|" : "", SLICE_ARG(is->list[0].words[i]));
}

static void
find(struct issues *is, const char *class, const slice *texts, size_t n)
{
	static struct reader reader;
	static struct memo_word memo[MEMO_LEAST];
	enum class c = CLASS_OTHER;
	struct read r;

	CHECK(reader_init(&reader, memo, MEMO_LEAST));
	CHECK(class_named(slice_of(class), &c));
	read_mention(&reader, &r, n > 1 ? texts[0] : SLICE(""), texts[n - 1],
	    SLICE(""));
	issues_find(is, &reader, &r, c);
}

static void
names(void)
{
	for (unsigned i = 0; i < LABELS; i++) {
		slice	 name = label_name(i);

		CHECK(label_named(name) == i);
		CHECK(label_what_named(slice_cut(&name, '/')) ==
		    label_what(i));
	}
	CHECK(label_what(LABELS - 1) == WHATS - 1);
	CHECK(label_named(SLICE("wait")) == LABELS);
	CHECK(label_named(SLICE("")) == LABELS);
	CHECK(label_what_named(SLICE("wait/late")) == WHATS);
	CHECK(label_name(LABELS).n == 0);
}

/* At most three, the strongest first, all words in the text. */
static void
bounds(void)
{
	static const char text[] = "rude, broken, cold and filthy; sold out, "
	    "late again, charged twice, no parking, no answer, noisy, stale, "
	    "overpriced, scratched and cancelled. ";
	static char many[200 * sizeof(text)];
	slice	 all = { many, 0 };
	struct issues is;

	for (size_t i = 0; i < 200; i++, all.n += sizeof(text) - 1)
		memcpy(many + all.n, text, sizeof(text) - 1);
	find(&is, "complaint", &all, 1);
	CHECK(is.n == ISSUES_MAX);
	for (size_t i = 0; i < is.n; i++) {
		CHECK(i == 0 || is.list[i].points <= is.list[i - 1].points);
		CHECK(is.list[i].nwords > 0 &&
		    is.list[i].nwords <= ISSUE_WORDS);
		for (size_t k = 0; k < is.list[i].nwords; k++)
			CHECK(is.list[i].words[k].p >= all.p &&
			    is.list[i].words[k].p + is.list[i].words[k].n <=
			    all.p + all.n);
	}
}

/* What the title says counts with the text. */
static void
titles(void)
{
	slice	 texts[] = { SLICE("Rude staff"), SLICE("I will not be back") };
	struct issues is;

	find(&is, "complaint", texts, 2);
	CHECK(is.n == 1 && slice_eq(label_name(is.list[0].label),
	    SLICE("staff/rude")));
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		slice	 text = slice_of(cases[i].text);
		char	 labels[128], words[256];
		struct issues is;
		bool	 good;

		find(&is, cases[i].class, &text, 1);
		see(&is, labels, words);
		good = strcmp(labels, cases[i].labels) == 0 &&
		    strcmp(words, cases[i].words) == 0;
		if (!good)
			printf("\"%s\": %s %s\n", cases[i].text, labels,
			    words);
		CHECK(good);
	}
	names();
	bounds();
	titles();
	return test_failed;
}
