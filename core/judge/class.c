#include "core/judge/class.h"

#include "core/judge/small_words.h"
#include "core/judge/tables.h"

enum {
	HEADS = CLASSES - 1,		/* CLASS_OTHER is what is left */
	SIXTEEN = 16,			/* classes at most */
	HARM = 2 * TABLE_ONE		/* a word of harm, said to have
					 * happened: rather once too often */
};

static const struct {
	uint8_t	 n;
	char	 name[sizeof("competitor")];
} names[CLASSES] = {
	[CLASS_CRISIS] = { SIZED("crisis") }, [CLASS_SPAM] = { SIZED("spam") },
	[CLASS_RUMOUR] = { SIZED("rumour") },
	[CLASS_COMPETITOR] = { SIZED("competitor") },
	[CLASS_COMPLAINT] = { SIZED("complaint") },
	[CLASS_LEAD] = { SIZED("lead") },
	[CLASS_QUESTION] = { SIZED("question") },
	[CLASS_IDEA] = { SIZED("idea") }, [CLASS_PRAISE] = { SIZED("praise") },
	[CLASS_NEWS] = { SIZED("news") }, [CLASS_OTHER] = { SIZED("other") },
};

slice
class_name(enum class c)
{
	return c < CLASSES ? (slice){ names[c].name, names[c].n } : SLICE("");
}

bool
class_named(slice name, enum class *c)
{
	for (size_t i = 0; i < CLASSES; i++)
		if (slice_eq(name, class_name((enum class)i))) {
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
static int16_t
upto(size_t n, size_t most)
{
	return (int16_t)((n < most ? n : most) * 1000 / most);
}

static int16_t
lesser(int16_t a, int16_t b)
{
	return a < b ? a : b;
}

/* What two signs say together and neither alone: who blames and asks for
 * another, who names somebody and it is not the shop. */
static void
put_pairs(const struct class_signs *g, int16_t *d)
{
	const struct tone *t = g->tone;
	const struct polarity_verdict *p = g->polarity;
	int16_t	 against = (int16_t)p->chance[NEGATIVE];
	int16_t	 lead = upto(t->found[TONE_LEAD].count, 2);
	int16_t	 other = upto(t->found[TONE_COMPETITOR].count, 2);
	int16_t	 bad = p->minus > against ? p->minus : against;
	int16_t	 asked = upto(t->questions, 1);
	bool	 nouns = g->lang == DE;	/* all of them have a capital */

	*d++ = g->shop || nouns ? 0 : upto(t->names, 3);
	*d++ = g->shop ? 0 : upto(t->humps, 1);
	*d++ = lesser(lead, bad);
	*d++ = lesser(other, bad);
	*d++ = lesser(other, lead);
	*d++ = lesser(other, (int16_t)p->chance[POSITIVE]);
	*d++ = lesser(lead, asked);
	*d++ = asked;
	*d++ = lesser(against, asked);
	*d++ = lesser(against, (int16_t)(1000 - asked));
}

void
class_dense(const struct class_signs *g, int16_t dense[static CLASS_DENSE])
{
	const struct tone *t = g->tone;
	int16_t	*d = dense;

	for (size_t i = TONE_AGAIN; i < TONE_SORTS; i++)
		*d++ = upto(t->found[i].count, 2);
	*d++ = (int16_t)t->compound;
	*d++ = (int16_t)(t->compound < 0 ? -t->compound : t->compound);
	*d++ = g->polarity->minus;
	*d++ = g->polarity->plus;
	*d++ = (int16_t)g->polarity->chance[NEGATIVE];
	*d++ = (int16_t)g->polarity->chance[POSITIVE];
	*d++ = upto(t->questions, 2);
	*d++ = upto(t->exclamations, 3);
	*d++ = g->text.n && g->text.p[0] == '@' ? 1000 : 0;
	*d++ = upto(t->words, 40);
	*d++ = t->words < 6 ? 1000 : 0;
	put_pairs(g, d);
}

/* ---- which one fits --------------------------------------------------- */

/* Without words there are the owner's, and the stars. */
static __attribute__((cold, noinline)) enum class
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
static __attribute__((cold, noinline)) void
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
class_find(struct reading *r, size_t table, const struct class_signs *g)
{
	int32_t	 points[TABLE_HEADS];
	enum class c;

	if (!g->readable)
		return unread(g);
	if (g->critical)
		return CLASS_CRISIS;
	class_dense(g, r->dense);
	reading_answer(r, table, g->lang, points);
	points[CLASS_OTHER] = 0;
	if (g->tone->found[TONE_CRITICAL].count)
		points[CLASS_CRISIS] += HARM;
	if (g->stars != 0)
		lean_on_stars(g->stars, points);
	c = best(points);
	return is_rivals(g, c) ? CLASS_COMPETITOR : c;
}
