#include "core/learn/traits.h"

#include "core/judge/sentence.h"
#include "core/judge/small_words.h"
#include "core/show.h"
#include "core/text/text.h"
#include "core/web/url.h"

enum {
	TEXT_READ = 4000,	/* bytes: a stored mention has them all */
	TAKEN = 24,		/* words of the rule that are looked for */
	NEAR = 3,		/* words */
	SLOTS = 512,		/* more than twice TRAITS_MOST, a power of 2 */
	ROOM_WORDS = 112,	/* traits that are left over when so many */
	ROOM_BESIDE = 176	/* words, or so many of all of a text, are in */
};

struct reader {
	struct traits *out;
	uint32_t taken[TAKEN];	/* folded words of the rule */
	size_t	 ntaken;
	uint8_t	 slots[SLOTS];	/* 0: free; else a trait's index + 1 */
};

static bool
is_known(struct reader *r, uint32_t hash)
{
	uint32_t at = hash % SLOTS;

	while (r->slots[at] != 0) {
		if (r->out->t[r->slots[at] - 1].hash == hash)
			return true;
		at = (at + 1) % SLOTS;
	}
	r->slots[at] = (uint8_t)(r->out->n + 1);
	return false;
}

static void
add(struct reader *r, size_t room, enum trait_sort sort, uint32_t hash,
    slice word, slice second)
{
	uint32_t h = hash_end(hash ^ ((uint32_t)sort + 1) * 0x9e3779b1u);

	if (r->out->n >= room || is_known(r, h))
		return;
	r->out->t[r->out->n++] = (struct trait){ h, sort, { word, second } };
}

/* ---- the text --------------------------------------------------------- */

static void
read_rule(struct reader *r, slice words)
{
	struct tokens k;
	struct token t;

	tokens_init(&k, words);
	while (r->ntaken < TAKEN && token_next(&k, &t))
		if (t.kind != TOKEN_TAG)
			r->taken[r->ntaken++] = hash_bytes(token_fold(&t));
}

static bool
is_taken(const struct reader *r, const struct sentence_word *w)
{
	for (size_t i = 0; i < r->ntaken; i++)
		if (r->taken[i] == w->hash)
			return true;
	return false;
}

static slice
folded(const struct sentence *s, size_t i)
{
	return slice_head(sentence_from(s, i), s->words[i].n);
}

/* Numbers, single letters and small words are in any text. */
static bool
tells(const struct sentence *s, size_t i)
{
	const struct sentence_word *w = &s->words[i];
	slice	 fold = folded(s, i);

	if (w->emoji || w->wide)
		return true;
	return fold.n > 1 && !ascii_digit(fold.p[0]) && !small_word(w->hash);
}

static void
add_pair(struct reader *r, const struct sentence *s, size_t left)
{
	const struct sentence_word *a = &s->words[left], *b = a + 1;

	if (is_taken(r, a) == is_taken(r, b))
		return;
	add(r, ROOM_BESIDE, TRAIT_PAIR, a->hash * 31 + b->hash, a->raw,
	    b->raw);
}

/* One word of the rule, and what stands around it. */
static void
read_beside(struct reader *r, const struct sentence *s, size_t i)
{
	size_t	 from = i > NEAR ? i - NEAR : 0;

	add(r, ROOM_BESIDE, TRAIT_SHAPE, hash_bytes(s->words[i].raw),
	    s->words[i].raw, SLICE(""));
	if (i > 0)
		add_pair(r, s, i - 1);
	if (i + 1 < s->n)
		add_pair(r, s, i);
	for (size_t k = from; k < s->n && k <= i + NEAR; k++)
		if (!is_taken(r, &s->words[k]) && tells(s, k))
			add(r, ROOM_BESIDE, TRAIT_NEAR, s->words[k].hash,
			    s->words[k].raw, SLICE(""));
}

static void
read_text(struct reader *r, slice text)
{
	struct sentences k;
	struct sentence s;

	sentences_init(&k, slice_head(text, TEXT_READ));
	while (r->out->n < ROOM_BESIDE && sentence_next(&k, &s))
		for (size_t i = 0; i < s.n; i++) {
			if (is_taken(r, &s.words[i]))
				read_beside(r, &s, i);
			else if (tells(&s, i))
				add(r, ROOM_WORDS, TRAIT_WORD,
				    s.words[i].hash, s.words[i].raw,
				    SLICE(""));
		}
}

/* ---- where it comes from ---------------------------------------------- */

static void
add_whole(struct reader *r, enum trait_sort sort, slice what)
{
	if (what.n)
		add(r, TRAITS_MOST, sort, hash_bytes(what), what, SLICE(""));
}

static slice
site(slice address)
{
	struct url u;

	return url_http(address, &u) ? u.host : SLICE("");
}

static void
read_place(struct reader *r, slice place)
{
	struct tokens k;
	struct token t;

	tokens_init(&k, slice_head(place, TRAIT_LABEL * 4));
	while (r->out->n < TRAITS_MOST - 6 && token_next(&k, &t))
		if (t.kind == TOKEN_WORD && t.n > 2)
			add(r, TRAITS_MOST, TRAIT_PLACE,
			    hash_bytes(token_fold(&t)), t.raw, SLICE(""));
}

void
traits_of(struct traits *out, const struct mention *m,
    const struct heard *h, const struct verdict *v)
{
	struct reader r = { .out = out };

	out->n = 0;
	read_rule(&r, h->words);
	if (!slice_starts(m->text, m->title))
		read_text(&r, m->title);
	read_text(&r, m->text);
	read_place(&r, m->place);
	add_whole(&r, TRAIT_AUTHOR, m->handle.n ? m->handle : m->author);
	add_whole(&r, TRAIT_SITE, site(m->url));
	add_whole(&r, TRAIT_SOURCE, h->source);
	add_whole(&r, TRAIT_RULE, h->rule);
	add_whole(&r, TRAIT_CLASS, v->class);
	add_whole(&r, TRAIT_LANG, v->lang);
}

/* ---- for a person ----------------------------------------------------- */

/* As many characters as there is room for, and not half a one. */
static void
put_short(struct sink *k, slice s, size_t most)
{
	char	 buf[256];
	struct sink shown = { .buf = buf, .cap = sizeof(buf) };
	size_t	 n;

	show_put(&shown, slice_head(s, 128), 40, false);
	n = shown.len < most ? shown.len : most;
	while (n < shown.len && n > 0 && (buf[n] & 0xc0) == 0x80)
		n--;
	sink_put(k, (slice){ buf, n });
}

void
trait_label(struct sink *k, const struct trait *t)
{
	static const char *const before[TRAIT_SORTS] = {
		[TRAIT_PLACE] = "from ", [TRAIT_AUTHOR] = "by ",
		[TRAIT_SITE] = "on ", [TRAIT_SOURCE] = "on ",
		[TRAIT_RULE] = "rule ", [TRAIT_CLASS] = "a ",
		[TRAIT_LANG] = "in ",
	};
	slice	 head = slice_of(before[t->sort]);
	size_t	 left = TRAIT_LABEL - head.n;
	size_t	 first = k->len;

	sink_put(k, head);
	put_short(k, t->words[0], t->words[1].n ? left / 2 : left);
	if (t->words[1].n == 0 || k->full)
		return;
	sink_byte(k, ' ');
	put_short(k, t->words[1], TRAIT_LABEL - (k->len - first));
}
