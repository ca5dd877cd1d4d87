#include "core/judge/class.h"

#include "core/judge/small_words.h"
#include "core/judge/tables.h"

enum {
	HEADS = CLASSES - 1,		/* CLASS_OTHER is what is left */
	SIXTEEN = 16,			/* classes at most */
	HARM = 2 * TABLE_ONE		/* a word of harm, said to have
					 * happened: rather once too often */
};

static const char *const names[CLASSES] = {
	[CLASS_CRISIS] = "crisis", [CLASS_SPAM] = "spam",
	[CLASS_RUMOUR] = "rumour", [CLASS_COMPETITOR] = "competitor",
	[CLASS_COMPLAINT] = "complaint", [CLASS_LEAD] = "lead",
	[CLASS_QUESTION] = "question", [CLASS_IDEA] = "idea",
	[CLASS_PRAISE] = "praise", [CLASS_NEWS] = "news",
	[CLASS_OTHER] = "other",
};

slice
class_name(enum class c)
{
	return slice_of(c < CLASSES ? names[c] : "");
}

bool
class_named(slice name, enum class *c)
{
	for (size_t i = 0; i < CLASSES; i++)
		if (slice_eq(name, slice_of(names[i]))) {
			*c = (enum class)i;
			return true;
		}
	return false;
}

bool
class_table(struct table *t)
{
	return table_open(t, judge_class, judge_class_size) &&
	    t->heads == HEADS && t->ndense == CLASS_DENSE;
}

/* ---- what is measured ------------------------------------------------- */

/* Thousandths of the most that counts. */
static int32_t
upto(size_t n, size_t most)
{
	return (int32_t)((n < most ? n : most) * 1000 / most);
}

static int32_t
lesser(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

/* What two signs say together and neither alone: who blames and asks for
 * another, who names somebody and it is not the shop. */
static void
put_pairs(const struct class_signs *g, int32_t pairs[static CLASS_PAIRS])
{
	const struct tone *t = g->tone;
	const int32_t *chance = g->polarity->chance;
	int32_t	 lead = upto(t->found[TONE_LEAD].count, 2);
	int32_t	 other = upto(t->found[TONE_COMPETITOR].count, 2);
	int32_t	 minus = tone_much(t->minus);
	int32_t	 bad = minus > chance[NEGATIVE] ? minus : chance[NEGATIVE];
	int32_t	 asked = upto(t->questions, 1);
	bool	 nouns = g->lang == DE;	/* all of them have a capital */
	const int32_t all[CLASS_PAIRS] = {
		g->shop || nouns ? 0 : upto(t->names, 3),
		g->shop ? 0 : upto(t->humps, 1),
		lesser(lead, bad), lesser(other, bad), lesser(other, lead),
		lesser(other, chance[POSITIVE]), lesser(lead, asked), asked,
		lesser(chance[NEGATIVE], asked),
		lesser(chance[NEGATIVE], 1000 - asked),
	};

	memcpy(pairs, all, sizeof(all));
}

void
class_dense(const struct class_signs *g, int32_t dense[static CLASS_DENSE])
{
	static const enum tone_sort sorts[] = {
		TONE_AGAIN, TONE_MONEY, TONE_THREAT, TONE_CRITICAL,
		TONE_CRITICAL_ASKED, TONE_LEAD, TONE_QUESTION, TONE_IDEA,
		TONE_RUMOUR, TONE_SPAM, TONE_NEWS, TONE_COMPETITOR,
		TONE_IRONY,
	};
	const struct tone *t = g->tone;
	const int32_t rest[CLASS_DENSE - CLASS_PAIRS - COUNT(sorts)] = {
		t->compound, t->compound < 0 ? -t->compound : t->compound,
		tone_much(t->minus), tone_much(t->plus),
		g->polarity->chance[NEGATIVE], g->polarity->chance[POSITIVE],
		upto(t->questions, 2), upto(t->exclamations, 3),
		g->text.n && g->text.p[0] == '@' ? 1000 : 0,
		upto(t->words, 40), t->words < 6 ? 1000 : 0,
	};

	for (size_t i = 0; i < COUNT(sorts); i++)
		dense[i] = upto(t->found[sorts[i]].count, 2);
	memcpy(dense + COUNT(sorts), rest, sizeof(rest));
	put_pairs(g, dense + CLASS_DENSE - CLASS_PAIRS);
}

/* ---- which one fits --------------------------------------------------- */

/* Without words there are the owner's, and the stars. */
static enum class
unread(const struct class_signs *g)
{
	if (g->critical)
		return CLASS_CRISIS;
	if (g->stars == 1 || g->stars == 2)
		return CLASS_COMPLAINT;
	return g->stars >= 4 ? CLASS_PRAISE : CLASS_OTHER;
}

/* What speaks for a class beside the text, in 1024ths: who gives few stars
 * complains, who gives many does not, or must have said so plainly. */
static void
lean_on_stars(int64_t stars, int32_t *points)
{
	static const struct {
		int16_t	 complaint, praise, rest;
	} leans[] = {
		[1] = { 6144, -4096, -2048 }, [2] = { 5120, -3072, -2048 },
		[3] = { 1024, 0, -1024 }, [4] = { -1536, 2048, -2048 },
		[5] = { -3072, 3072, -2048 },
	};

	if (stars < 1 || stars > 5)
		return;
	points[CLASS_COMPLAINT] += leans[stars].complaint;
	points[CLASS_PRAISE] += leans[stars].praise;
	points[CLASS_SPAM] += leans[stars].rest;
	points[CLASS_NEWS] += leans[stars].rest;
	points[CLASS_OTHER] += leans[stars].rest;
}

static enum class
best(const int32_t *points)
{
	int64_t	 most = INT64_MIN;

	/* points and class in one number: nobody can guess which it is */
	for (int c = 0; c < CLASSES; c++) {
		int64_t	 one = (int64_t)points[c] * SIXTEEN - c;

		most = one > most ? one : most;
	}
	return (enum class)(-most & (SIXTEEN - 1));
}

/* Trouble with a rival, or a need while one is spoken of. */
static bool
is_rivals(const struct class_signs *g, enum class c)
{
	return g->rival && !g->shop && (c == CLASS_COMPLAINT ||
	    c == CLASS_LEAD || (c != CLASS_SPAM && c != CLASS_CRISIS &&
	    g->polarity->side == NEGATIVE));
}

enum class
class_find(const struct reading *r, size_t table, const struct class_signs *g)
{
	int32_t	 dense[CLASS_DENSE], points[TABLE_HEADS] = { 0 };
	enum class c;

	if (!g->readable)
		return unread(g);
	if (g->critical)
		return CLASS_CRISIS;
	class_dense(g, dense);
	reading_answer(r, table, dense, g->lang, points);
	points[CLASS_OTHER] = 0;
	if (g->tone->found[TONE_CRITICAL].count)
		points[CLASS_CRISIS] += HARM;
	lean_on_stars(g->stars, points);
	c = best(points);
	return is_rivals(g, c) ? CLASS_COMPETITOR : c;
}
