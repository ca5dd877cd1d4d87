#include "core/judge/polarity.h"

#include "core/judge/tables.h"
#include "core/judge/tone.h"

enum {
	LOWEST = 16 * TABLE_ONE,	/* e^-16 is nothing */
	LOG2_E = 1477,		/* in units of TABLE_ONE */
	WORDS_PART = 50,	/* percent of a sentiment from the word lists */
	SIDE = 20,		/* of a sentiment: less is neutral */
	CLEAR = 1500,		/* thousandths of a point: phrases that win, */
	WORTH = 600		/* and what a "not" must have taken */
};

bool
polarity_table(struct table *t)
{
	return table_open(t, judge_polarity, judge_polarity_size) &&
	    t->heads == 2 && t->ndense == POLARITY_DENSE;
}

/* 65536 times e to the x, for x in units of TABLE_ONE, not above 0. The
 * fraction by a parabola through 2^0 and 2^1: off by 2 in a thousand. */
static uint32_t
power(int32_t x)
{
	uint32_t down, f;

	if (x <= -LOWEST)
		return 0;
	down = (uint32_t)(-x) * LOG2_E / TABLE_ONE;
	f = TABLE_ONE - down % TABLE_ONE;
	down = down / TABLE_ONE + 1;
	return (65536 + (f * (43024 + (22512 * f >> 10)) >> 10)) >> down;
}

/* Softmax of the two answers and the zero of "neither". */
static void
chances(const int32_t answer[2], int32_t chance[POLARITIES])
{
	int32_t	 z[POLARITIES] = { answer[0], 0, answer[1] };
	int32_t	 most = 0;
	uint32_t e[POLARITIES], sum = 0;

	for (size_t i = 0; i < POLARITIES; i++)
		most = z[i] > most ? z[i] : most;
	for (size_t i = 0; i < POLARITIES; i++)
		sum += e[i] = power(z[i] - most);
	for (size_t i = 0; i < POLARITIES; i++)
		chance[i] = (int32_t)((uint64_t)e[i] * 1000 / sum);
}

/* The word lists know better than the table: its sentiment goes with theirs,
 * and with the side. */
static void
overrule(const struct polarity_signs *g, struct polarity_verdict *v,
    enum polarity side)
{
	static const int8_t least[POLARITIES] = { -100, 1 - SIDE, SIDE },
	    most[POLARITIES] = { -SIDE, SIDE - 1, 100 };
	int32_t	 now = (v->sentiment + g->compound / 5) / 3;

	if (v->side == side)
		return;
	v->side = side;
	v->sentiment = now < least[side] ? least[side] :
	    now > most[side] ? most[side] : now;
}

/* "no complaints" is praise, whatever the table makes of its two words: where
 * phrases speak clearly and nothing speaks against them, they are right. */
static bool
heed_phrases(const struct polarity_signs *g, struct polarity_verdict *v)
{
	if (g->phrases >= CLEAR && g->minus == 0)
		overrule(g, v, POSITIVE);
	else if (g->phrases <= -CLEAR && g->plus == 0)
		overrule(g, v, NEGATIVE);
	else
		return false;
	return true;
}

/* Where a "not" has taken from a side as much as all else that speaks for it,
 * the text is not on that side. It is on the other one if no praise is left,
 * or if both the words and the table say so. */
static void
heed_denials(const struct polarity_signs *g, struct polarity_verdict *v)
{
	bool	 plus = v->side == POSITIVE;
	int64_t	 lost = plus ? g->lost_praise : g->lost_blame;
	int64_t	 left = plus ? g->plus : g->minus;
	int64_t	 other = plus ? g->minus : g->plus;
	enum polarity opposite = plus ? NEGATIVE : POSITIVE;

	if (v->side == NEUTRAL || lost < WORTH || lost < left)
		return;
	overrule(g, v, (plus && left == 0) || (other > left &&
	    v->chance[opposite] >= v->chance[NEUTRAL]) ? opposite : NEUTRAL);
}

void
polarity_of(const struct reading *r, size_t table,
    const struct polarity_signs *g, size_t lang, struct polarity_verdict *v)
{
	int32_t	 c = g->compound, answer[TABLE_HEADS], lean;
	const int32_t dense[POLARITY_DENSE] = { c, c < 0 ? -c : c,
	    c == 0 ? 1000 : 0, tone_much(g->minus), tone_much(g->plus) };

	reading_answer(r, table, dense, lang, answer);
	chances(answer, v->chance);
	v->side = answer[0] > 0 && answer[0] >= answer[1] ? NEGATIVE :
	    answer[1] > 0 ? POSITIVE : NEUTRAL;
	lean = v->chance[POSITIVE] - v->chance[NEGATIVE];
	v->sentiment = (WORDS_PART * c + (100 - WORDS_PART) * lean) / 1000;
	v->denied = g->lost_blame >= WORTH && g->minus == 0;
	if (!heed_phrases(g, v))
		heed_denials(g, v);
}
