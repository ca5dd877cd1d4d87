#include "core/judge/polarity.h"

#include "core/judge/tables.h"

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
overrule(const struct tone *t, struct polarity_verdict *v,
    enum polarity side)
{
	static const int8_t least[POLARITIES] = { -100, 1 - SIDE, SIDE },
	    most[POLARITIES] = { -SIDE, SIDE - 1, 100 };
	int32_t	 now = (v->sentiment + t->compound / 5) / 3;

	if (v->side == side)
		return;
	v->side = side;
	v->sentiment = now < least[side] ? least[side] :
	    now > most[side] ? most[side] : now;
}

/* "no complaints" is praise, whatever the table makes of its two words: where
 * phrases speak clearly and nothing speaks against them, they are right. */
static bool
heed_phrases(const struct tone *t, struct polarity_verdict *v)
{
	if (t->phrases >= CLEAR && t->minus == 0)
		overrule(t, v, POSITIVE);
	else if (t->phrases <= -CLEAR && t->plus == 0)
		overrule(t, v, NEGATIVE);
	else
		return false;
	return true;
}

/* Where a "not" has taken from a side as much as all else that speaks for it,
 * the text is not on that side. It is on the other one if no praise is left,
 * or if both the words and the table say so. */
static void
heed_denials(const struct tone *t, struct polarity_verdict *v)
{
	bool	 plus = v->side == POSITIVE;
	int64_t	 lost = plus ? t->lost_praise : t->lost_blame;
	int64_t	 left = plus ? t->plus : t->minus;
	int64_t	 other = plus ? t->minus : t->plus;
	enum polarity opposite = plus ? NEGATIVE : POSITIVE;

	if (v->side == NEUTRAL || lost < WORTH || lost < left)
		return;
	overrule(t, v, (plus && left == 0) || (other > left &&
	    v->chance[opposite] >= v->chance[NEUTRAL]) ? opposite : NEUTRAL);
}

void
polarity_of(struct reading *r, size_t table, const struct tone *t, size_t lang,
    struct polarity_verdict *v)
{
	int32_t	 c = t->compound, answer[TABLE_HEADS], lean;

	r->dense[0] = (int16_t)c;
	r->dense[1] = (int16_t)(c < 0 ? -c : c);
	r->dense[2] = c == 0 ? 1000 : 0;
	r->dense[3] = v->minus = tone_much(t->minus);
	r->dense[4] = v->plus = tone_much(t->plus);
	reading_answer(r, table, lang, answer);
	chances(answer, v->chance);
	v->side = answer[0] > 0 && answer[0] >= answer[1] ? NEGATIVE :
	    answer[1] > 0 ? POSITIVE : NEUTRAL;
	lean = v->chance[POSITIVE] - v->chance[NEGATIVE];
	v->sentiment = (WORDS_PART * c + (100 - WORDS_PART) * lean) / 1000;
	v->denied = t->lost_blame >= WORTH && t->minus == 0;
	if (!heed_phrases(t, v))
		heed_denials(t, v);
}
