#include "core/judge/stress.h"

#include "core/judge/feature.h"

/* Thousandths, as VADER has them, and percents. */
enum {
	MORE = 293, LESS = -293, LOUD = 733, DRAWN = 125,
	REACH = 3,		/* words before, that change what one weighs, */
	BEHIND = 10,		/* and up to a "nicht" behind it */
	MUCH = -16		/* tenths: less is no blame of its own, as
				 * "leider" */
};

#define NICHT	0xca0d612du	/* hash_bytes() */
#define ODER	0xa9ff4689u
#define ENTFERNT 0x17c95d51u

static int64_t
denial(int64_t v)
{
	return v * (v > 0 ? STRESS_NOT_PRAISE : STRESS_NOT_BLAME) / 100;
}

/* "no complaints", "aime pas": it has a "not" of its own. */
static bool
denies(const struct mood *m, const struct cue *cue, size_t first)
{
	for (size_t i = 0; i < cue->words; i++)
		if (feature_denies(m->s->words[first + i].hash))
			return true;
	return false;
}

static bool
is_one_of(uint32_t word, const uint32_t *some, size_t n)
{
	while (n > 0 && some[n - 1] != word)
		n--;
	return n > 0;
}

/* Of: or nor oder noch ou o ni ne nem; and und et y e. */
static const uint32_t joints[] = { 0x7469d252, 0xf7720389, 0xa9ff4689,
	0x6f1ddd15, 0x628d05cd, 0xc4d92cab, 0xd76d4f96, 0x3c36b949,
	0xff799600, 0x55cfcef1, 0xbdbd757b, 0xe6030468, 0xbb1b40a8,
	0x311fc75d };

enum { ORS = 9 };

/* "Not a bad party", "not clean and expensive": what a "not" has reached ends
 * there, if the next word is of the other side; not so with an "or". */
static bool
is_spent(const struct mood *m, const struct cue *cue, size_t at)
{
	return at + 1 == m->turned && m->turned_praise != (cue->tenths > 0) &&
	    !is_one_of(m->s->words[at + 1].hash, joints, ORS);
}

/* "Weit davon entfernt, gut zu sein": of denials this one has a comma. */
static bool
is_far_from(const struct mood *m, size_t at)
{
	return m->role[at] == ROLE_NOT && m->s->words[at].hash == ENTFERNT;
}

/* "Neither clean nor quiet", "not clean, quiet and cheap": a list goes on
 * behind what a "not" has reached. */
static __attribute__((cold, noinline)) bool
goes_on(const struct mood *m, const struct cue *cue, size_t first)
{
	size_t	 at = first;

	if (m->turned_praise != (cue->tenths > 0) ||
	    (at == m->turned && !m->s->words[at].comma))
		return false;
	while (at > m->turned && (m->role[at - 1] == ROLE_MORE ||
	    is_one_of(m->s->words[at - 1].hash, joints, COUNT(joints))))
		at--;
	return at == m->turned && !denies(m, cue, first);
}

/* What a "very" or "a bit" adds, so many words before. */
static __attribute__((cold, noinline)) int64_t
more(const struct mood *m, size_t at, size_t back)
{
	static const int8_t fades[REACH] = { 100, 95, 90 };
	const struct sentence_word *w = &m->s->words[at];
	int64_t	 add = (m->role[at] == ROLE_MORE ? MORE : LESS) +
	    (w->capitals && !m->loud ? LOUD : 0);

	if (m->role[at] == ROLE_MORE && w->drawn)
		add = add * DRAWN / 100;
	return add * fades[back] / 100;
}

/* What stands before it: *from is where that begins which turned it. A second
 * "not" turns nothing back: "no es nada bueno", "neither good nor cheap". */
static int64_t
stressed(const struct mood *m, const struct cue *cue, size_t first, int64_t v,
    size_t *from)
{
	bool	 good = v > 0;

	for (size_t back = 0; back < REACH && back < first; back++) {
		size_t	 at = first - back - 1;
		uint8_t	 role = m->role[at];

		if ((m->s->words[at + 1].comma && !is_far_from(m, at)) ||
		    is_spent(m, cue, at))
			break;
		if (role == ROLE_MORE || role == ROLE_LESS)
			v += good ? more(m, at, back) : -more(m, at, back);
		if (role == ROLE_NOT && *from == first &&
		    !denies(m, cue, first)) {
			v = denial(v);
			*from = at;
		}
	}
	while (*from > 0 && m->role[*from - 1] == ROLE_SAME)
		--*from;
	return v;
}

/* "Ich mag das Lokal nicht": a German "nicht" at the end turns what stands
 * before it. The number of words from there to it, or 0. */
static __attribute__((cold, noinline)) size_t
denied_behind(const struct mood *m, const struct cue *cue, size_t first)
{
	const struct sentence_word *w = m->s->words;
	size_t	 end = first + cue->words, n = m->s->n;

	if (denies(m, cue, first) || (cue->tenths < 0 && cue->tenths > MUCH))
		return 0;
	while (end < n && end < first + BEHIND && !w[end].comma)
		end++;
	return end > first + cue->words && w[end - 1].hash == NICHT &&
	    w[end - 2].hash != ODER && (end == n || w[end].comma) ?
	    end - first : 0;
}

int64_t
stress_of(struct mood *m, const struct cue *cue, size_t first,
    struct stress *s)
{
	const struct sentence_word *w = &m->s->words[first];
	int64_t	 v = cue->tenths * 100;
	size_t	 from = first, behind;

	if (w->capitals && !m->loud)
		v += v > 0 ? LOUD : -LOUD;
	if (w->drawn)
		v = v * DRAWN / 100;
	v = stressed(m, cue, first, v, &from);
	behind = from == first && m->lexicon == &lexicon_de ?
	    denied_behind(m, cue, first) : 0;
	s->denied = behind > 0 || (from == first && m->turned != 0 &&
	    goes_on(m, cue, first));
	v = s->denied ? denial(v) : v;
	s->denied |= from < first;
	s->first = from;
	s->n = behind > 0 ? behind : first + cue->words - from;
	m->turned = s->denied && behind == 0 ? first + cue->words : 0;
	m->turned_praise = cue->tenths > 0;
	return v;
}
