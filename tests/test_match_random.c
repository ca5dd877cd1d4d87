#include "core/match/match.h"
#include "tests/test.h"

/*
 * A slow and obvious second opinion on core/match/query.h and core/match/match.h: random
 * trees are written as a rule and judged again here over arrays of
 * words, with no folding, hashing or streaming: 100,000 times both agree.
 */
enum { NODES = 24, TITLE = 12, TEXT = 24, KINDS = 7 };

enum kind { AND, OR, NOT, WORD, PREFIX, PHRASE, NEAR };

struct tree {
	enum kind kind;
	int	 a, b;		/* children, or words of a phrase */
	int	 n;		/* words of a phrase; NEAR's number */
	int	 field;		/* 0 both, 1 title, 2 text */
};

struct world {
	struct tree nodes[NODES];
	int	 nnodes;
	int	 words[2][TEXT];
	int	 nwords[2];
	uint64_t dice;
};

/* Some begin alike, for the prefixes; b and c also folded and with signs. */
static const char *const alphabet[] = { "ab", "abc", "abcd", "b", "ca" };
static const char *const spoken[] = { "Ab", "\xc3\xa1" "bc", "ABCD", "B",
	"c'a" };

static int
roll(struct world *w, int n)
{
	w->dice ^= w->dice << 13;
	w->dice ^= w->dice >> 7;
	w->dice ^= w->dice << 17;
	return (int)(w->dice % (uint64_t)n);
}

static int
grow(struct world *w, int depth, bool leaf)
{
	int	 at = w->nnodes++;
	struct tree *t = &w->nodes[at];

	t->kind = (enum kind)(leaf ? WORD + roll(w, 3) :
	    depth > 2 || at > NODES - 8 ? WORD + roll(w, 3) :
	    (int)roll(w, KINDS));
	t->field = roll(w, 3);
	t->a = roll(w, 5);
	t->b = roll(w, 5);
	t->n = 2 + roll(w, 2);
	if (t->kind == NEAR) {
		t->n = 1 + roll(w, 4);
		t->a = grow(w, depth + 1, true);
		t->b = grow(w, depth + 1, true);
	} else if (t->kind <= NOT) {
		t->a = grow(w, depth + 1, false);
		if (t->kind != NOT)
			t->b = grow(w, depth + 1, false);
	}
	return at;
}

static void
write_rule(struct sink *k, struct world *w, int at)
{
	static const char *const fields[] = { "", "title:", "text:" };
	const struct tree *t = &w->nodes[at];

	sink_text(k, t->kind == NOT ? roll(w, 2) ? "NOT " : "-" :
	    t->kind >= WORD && t->kind < NEAR ? fields[t->field] : "");
	if (t->kind == WORD || t->kind == PREFIX) {
		sink_text(k, alphabet[t->a]);
		sink_text(k, t->kind == PREFIX ? "*" : "");
	} else if (t->kind == PHRASE) {
		sink_text(k, "\"");
		for (int i = 0; i < t->n; i++) {
			sink_text(k, i ? " " : "");
			sink_text(k, alphabet[(t->a + i * t->b) % 5]);
		}
		sink_text(k, "\"");
	} else {
		sink_text(k, t->kind == NEAR ? "((" : "(");
		write_rule(k, w, t->a);
		if (t->kind == NEAR) {
			sink_text(k, ") NEAR/");
			sink_int(k, t->n);
		}
		sink_text(k, t->kind == OR ? " OR " : t->kind == NEAR ? " (" :
		    t->kind == AND && roll(w, 2) ? " AND " : " ");
		if (t->kind != NOT)
			write_rule(k, w, t->b);
		sink_text(k, t->kind == NEAR ? "))" : ")");
	}
}

/* Does the leaf begin at this word? Gives how many words it is, or 0. */
static int
begins(const struct world *w, const struct tree *t, int field, int at)
{
	const int *words = w->words[field];

	if (t->field != 0 && t->field != field + 1)
		return 0;
	if (t->kind == WORD)
		return words[at] == t->a;
	if (t->kind == PREFIX)
		return strncmp(alphabet[words[at]], alphabet[t->a],
		    strlen(alphabet[t->a])) == 0;
	for (int i = 0; i < t->n; i++)
		if (at + i >= w->nwords[field] ||
		    words[at + i] != (t->a + i * t->b) % 5)
			return 0;
	return t->n;
}

static bool
near(const struct world *w, const struct tree *t, int field)
{
	for (int i = 0; i < w->nwords[field]; i++)
		for (int k = 0; k < w->nwords[field]; k++) {
			int	 a = begins(w, &w->nodes[t->a], field, i);
			int	 b = begins(w, &w->nodes[t->b], field, k);
			int	 gap = i < k ? k - i - a + 1 : i - k - b + 1;

			if (a && b && i != k && gap > 0 && gap <= t->n)
				return true;
		}
	return false;
}

static bool
judge(const struct world *w, int at)
{
	const struct tree *t = &w->nodes[at];

	if (t->kind == AND)
		return judge(w, t->a) && judge(w, t->b);
	if (t->kind == OR)
		return judge(w, t->a) || judge(w, t->b);
	if (t->kind == NOT)
		return !judge(w, t->a);
	for (int field = 0; field < 2; field++) {
		if (t->kind == NEAR && near(w, t, field))
			return true;
		for (int i = 0; t->kind != NEAR && i < w->nwords[field]; i++)
			if (begins(w, t, field, i))
				return true;
	}
	return false;
}

static slice
speak(struct sink *k, struct world *w, int field, int most)
{
	static const char *const gaps[] = { " ", ", ", "-", "\n",
		" \xe2\x80\x94 ", ". ", "\xe2\x80\x8b" };
	size_t	 from = k->len;

	w->nwords[field] = roll(w, most);
	for (int i = 0; i < w->nwords[field]; i++) {
		int	 word = w->words[field][i] = roll(w, 5);

		sink_text(k, roll(w, 2) ? alphabet[word] : spoken[word]);
		sink_text(k, gaps[roll(w, COUNT(gaps))]);
	}
	return slice_from(sink_slice(k), from);
}

static bool
decide(slice rule, const struct mention *m)
{
	static _Alignas(16) char block[1 << 16];
	struct arena a;
	struct fault f = { .text = "" };
	struct match out = { .hit = false };
	const struct query *q;
	struct matcher *matcher;

	arena_init(&a, block, sizeof(block));
	q = query_compile(&a, rule, &f);
	matcher = matcher_make(&a, &q, 1);
	CHECK(q != NULL && matcher != NULL);
	if (matcher != NULL)
		matcher_run(matcher, &a, m, &out);
	CHECK(!a.spent);
	return out.hit;
}

static void
second_opinion(int rounds)
{
	struct world w = { .dice = 88172645463325252u };
	int	 hits = 0;

	for (int i = 0; i < rounds && !test_failed; i++) {
		char	 rule[1024], text[1024];
		struct sink k = { .buf = rule, .cap = sizeof(rule) };
		struct sink spoke = { .buf = text, .cap = sizeof(text) };
		struct mention m = { .rating = 0 };
		bool	 want;

		w.nnodes = 0;
		grow(&w, 0, false);
		write_rule(&k, &w, 0);
		CHECK(!k.full);
		m.title = speak(&spoke, &w, 0, TITLE);
		m.text = speak(&spoke, &w, 1, TEXT);
		want = judge(&w, 0);
		hits += want;
		CHECK(decide(sink_slice(&k), &m) == want);
		if (test_failed)
			printf("%.*s\n%.*s\n", SLICE_ARG(sink_slice(&k)),
			    SLICE_ARG(sink_slice(&spoke)));
	}
	CHECK(hits > rounds / 4 && hits < rounds * 3 / 4);
}

int
main(void)
{
	second_opinion(100000);
	return test_failed;
}
