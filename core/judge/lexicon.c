#include "core/judge/lexicon.h"

#include "core/judge/hash.h"
#include "core/judge/sentence.h"

enum { GAP_WORDS = 3 };		/* that a "_" may take */

static inline bool
has_bit(const uint8_t *filter, unsigned bits, uint32_t hash)
{
	uint32_t bit = hash >> (32 - bits);

	return filter[bit / 8] >> bit % 8 & 1;
}

static inline bool
may_have(const struct lexicon_index *x, uint32_t hash)
{
	return has_bit(x->filter, x->filter_bits, hash);
}

/* Behind the filter. */
static inline int
search(const struct lexicon_index *x, uint32_t hash)
{
	const uint16_t *bucket = x->starts + (hash >> (32 - x->bits));
	const uint16_t *at = x->marks + bucket[0], *end = x->marks + bucket[1];

	for (; at < end; at++)
		if (*at == (uint16_t)hash)
			return (int)(at - x->marks);
	return -1;
}

int
lexicon_search(const struct lexicon_index *x, uint32_t hash)
{
	return may_have(x, hash) ? search(x, hash) : -1;
}

static slice
word_at(const struct sentence *s, size_t i)
{
	return (slice){ s->buf + s->words[i].at, s->words[i].n };
}

static size_t	 follow_star(const uint8_t *, unsigned, const struct sentence *,
		    size_t);

/* The word behind the entry of which `left` elements come, or 0. An element
 * has two bytes. The first bit: a star, and the third byte has the length of
 * what stands before it, or 0 for "_". The rest is of the hash. */
static size_t
follow(const uint8_t *e, unsigned left, const struct sentence *s, size_t i)
{
	for (; left > 0 && i < s->n; left--, i++, e += 2) {
		if (e[0] & 0x80)
			return follow_star(e, left, s, i);
		if ((s->words[i].hash & 0x7fff) !=
		    (unsigned)(e[0] << 8 | e[1]))
			return 0;
	}
	return left == 0 ? i : 0;
}

static __attribute__((cold, noinline)) size_t
follow_star(const uint8_t *e, unsigned left, const struct sentence *s,
    size_t i)
{
	uint32_t mark = (unsigned)(e[0] << 8 | e[1]) & 0x7fff;
	size_t	 end = 0;

	if (e[2] > 0)
		return s->words[i].n >= e[2] && (hash_bytes(slice_head(
		    word_at(s, i), e[2])) & 0x7fff) == mark ?
		    follow(e + 3, left - 1, s, i + 1) : 0;
	for (size_t few = 1; few <= GAP_WORDS && i + few <= s->n && end == 0;
	    few++)
		end = follow(e + 3, left - 1, s, i + few);
	return end;
}

/* The longest entry so far; of no words: there is none. */
struct entry {
	int	 value;
	size_t	 words;
};

static void
take(const struct lexicon *l, struct entry e, struct cue *cue)
{
	*cue = (struct cue){ .tenths = e.value, .words = e.words };
	if (e.value >= LEXICON_MEANINGS) {
		cue->tenths = l->meanings[e.value - LEXICON_MEANINGS].tenths;
		cue->kind = (enum cue_kind)
		    l->meanings[e.value - LEXICON_MEANINGS].kind;
	}
}

/* A group: how many entries; of each its value, the number of elements (three
 * bits) and of their bytes (five), and they themselves. Most end at the next
 * word, which there is. */
static void
try_group(const uint8_t *p, const struct sentence *s, size_t word,
    struct entry *e)
{
	uint32_t next = s->words[word + 1].hash;
	uint8_t	 high = next >> 8 & 0x7f, low = next & 0xff;

	for (unsigned n = *p++; n > 0; n--, p += 2 + (p[1] & 31)) {
		size_t	 end;

		if (p[2] < 0x80 && (p[3] != low || p[2] != high))
			continue;
		end = follow(p + 2, p[1] >> 5, s, word + 1);
		if (end > word + e->words)
			*e = (struct entry){ p[0] < 128 ? p[0] : p[0] - 256,
			    end - word };
	}
}

static void
try_word(const struct lexicon *l, uint32_t hash, struct entry *e)
{
	int	 at = lexicon_search(&l->words, hash);

	if (at >= 0)
		*e = (struct entry){ l->values[at], 1 };
}

/* false: no entry of several words begins so. */
static __attribute__((noinline)) bool
try_groups(const struct lexicon *l, uint32_t hash, const struct sentence *s,
    size_t word, struct entry *e)
{
	int	 at = lexicon_search(&l->groups, hash);

	if (at >= 0 && word + 1 < s->n)
		try_group(l->phrases + l->offsets[at], s, word, e);
	return at >= 0;
}

/* *one: what the word is by itself. */
static bool
try_stars(const struct lexicon *l, unsigned lengths, const struct sentence *s,
    size_t word, struct entry *e, struct entry *one)
{
	slice	 w = word_at(s, word);
	uint32_t h = HASH_BEGIN;
	bool	 any = false;

	for (size_t i = 0; i < w.n && lengths >> i > 1; i++) {
		uint32_t star;

		h = hash_byte(h, w.p[i]);
		if ((lengths >> (i + 1) & 1) == 0)
			continue;
		star = hash_end(hash_byte(h, '*'));
		if (one->words == 0)
			try_word(l, star, one);
		if (may_have(&l->groups, star))
			any |= try_groups(l, star, s, word, e);
	}
	return any;
}

static __attribute__((cold)) void
try_drawn(const struct lexicon *l, const struct sentence *s, size_t word,
    struct entry *e)
{
	slice	 w = word_at(s, word);

	for (size_t left = 2; left > 0 && e->words == 0; left--) {
		uint32_t h = HASH_BEGIN;
		size_t	 same = 0;

		for (size_t i = 0; i < w.n; i++) {
			same = i && w.p[i] == w.p[i - 1] ? same + 1 : 0;
			if (same < left)
				h = hash_byte(h, w.p[i]);
		}
		(void)try_groups(l, hash_end(h), s, word, e);
		if (e->words == 0)
			try_word(l, hash_end(h), e);
	}
}

/* Into the memo, what the word is by itself, and if it is open. */
static void
keep(struct memo_word *m, const struct lexicon *l, const struct entry *one,
    bool open)
{
	if (one->words == 0)
		m->marks |= (uint16_t)(1 << l->number);
	else
		memo_put_entry(m, l->number, one->value);
	if (open)
		m->marks |= MEMO_OPEN;
}

/* Where the filters leave room for it: new words only. */
static __attribute__((cold, noinline)) void
look_up(const struct lexicon *l, const struct sentence *s, size_t word,
    bool groups, struct memo_word *m, struct entry *e)
{
	const struct sentence_word *w = &s->words[word];
	unsigned lengths = l->lengths[lexicon_stem(word_at(s, word))];
	struct entry one = { 0, 0 };
	bool	 open = lengths & 1, stars;

	if (w->n < LEXICON_PREFIX)
		lengths &= (2u << w->n) - 1;
	if (groups | open)
		open &= try_groups(l, w->hash, s, word, e);
	try_word(l, w->hash, &one);
	stars = lengths > 1 && try_stars(l, lengths, s, word, e, &one);
	if (m != NULL && !stars && !w->drawn)
		keep(m, l, &one, open);
	if (e->words == 0)
		*e = one;
	if (e->words == 0 && w->drawn)
		try_drawn(l, s, word, e);
}

/* Where its marks in the memo leave room for an entry, that is one by itself
 * for all that is known, or open, or where the next word may belong to one. No
 * branches: nobody could guess them. */
size_t
lexicon_places(const struct lexicon *l, const struct sentence *s, size_t from,
    size_t to, struct lexicon_place *places)
{
	const unsigned none = 1u << l->number;
	uint32_t next = to < s->n ? s->words[to].hash : 0;
	size_t	 n = 0;

	for (size_t i = to; i-- > from; next = s->words[i].hash) {
		const struct sentence_word *w = &s->words[i];
		unsigned pair = has_bit(l->pairs, l->pair_bits,
		    lexicon_pair(w->hash, next));

		places[n] = (struct lexicon_place){ (uint16_t)i,
		    (uint16_t)pair };
		n += pair | ((w->marks & (none | MEMO_OPEN)) != none);
	}
	return n;
}

/* (it may be open for another lexicon only) */
static __attribute__((noinline)) bool
is_open(const struct lexicon *l, const struct sentence *s, size_t word)
{
	return l->lengths[lexicon_stem(word_at(s, word))] & 1;
}

/* What most words are by themselves is remembered: then there is only to ask
 * if they begin what is longer, which mostly the next word tells. */
bool
lexicon_find_at(const struct lexicon *l, const struct sentence *s,
    struct lexicon_place at, struct cue *cue)
{
	const struct sentence_word *w = &s->words[at.word];
	struct memo_word *m = sentence_memo(s, w);
	unsigned marks = m != NULL ? m->marks : 0;
	bool	 groups = at.pair != 0 || ((marks & MEMO_OPEN) != 0 &&
	    is_open(l, s, at.word));
	bool	 none = marks >> l->number & 1;
	struct entry e = { 0, 0 };
	int	 value;

	if (none && !groups)
		return false;
	if (none || (m != NULL && memo_entry(m, l->number, &value))) {
		if (groups)
			(void)try_groups(l, w->hash, s, at.word, &e);
		if (e.words == 0 && !none)
			e = (struct entry){ value, 1 };
	} else {
		look_up(l, s, at.word, groups, m, &e);
	}
	if (e.words > 0)
		take(l, e, cue);
	return e.words > 0;
}

bool
lexicon_find(const struct lexicon *l, const struct sentence *s, size_t word,
    struct cue *cue)
{
	struct lexicon_place at;

	return lexicon_places(l, s, word, word + 1, &at) > 0 &&
	    lexicon_find_at(l, s, at, cue);
}

__attribute__((cold)) bool
lexicon_knows(const struct lexicon *l, uint32_t hash, int *tenths)
{
	struct entry e = { 0, 0 };
	struct cue cue = { .tenths = 0 };

	try_word(l, hash, &e);
	take(l, e, &cue);
	*tenths = cue.tenths;
	return e.words > 0;
}

static bool
has(const struct lexicon *l, uint32_t hash)
{
	return lexicon_search(&l->words, hash) >= 0 ||
	    lexicon_search(&l->groups, hash) >= 0;
}

__attribute__((cold)) bool
lexicon_begins(const struct lexicon *l, slice word, uint32_t hash)
{
	unsigned lengths = l->lengths[lexicon_stem(word)];
	uint32_t h = HASH_BEGIN;
	bool	 any = has(l, hash);

	for (size_t i = 0; i < word.n && lengths >> i > 1; i++) {
		h = hash_byte(h, word.p[i]);
		if (lengths >> (i + 1) & 1)
			any |= has(l, hash_end(hash_byte(h, '*')));
	}
	return any;
}
