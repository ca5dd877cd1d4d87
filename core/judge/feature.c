#include "core/judge/feature.h"

enum {
	NOT_REACH = 4,		/* words */
	PIECES_FROM = 3,	/* bytes of a word that are cut in pieces: */
	PIECES_UNTIL = 25,	/* so many at least, so many at most */
	NUMBER_LEAST = 2,	/* digits that say only that they are some */
	DENIAL_BITS = 7, DENIALS = 1 << DENIAL_BITS
};

/* One salt for each kind, so that "good" as a word is not "good" as a piece. */
#define SALT_WORD	0x3c6ef372u
#define SALT_FOUR	0xa54ff53au
#define SALT_FIVE	0x510e527fu
#define SALT_NOT	0x9b05688cu
#define SALT_MARK	0x1f83d9abu
#define SALT_NUMBER	0x5be0cd19u

/* Cheaper than hash_end(), and good enough in the top bits that count. */
static uint32_t
mix(uint32_t h)
{
	h = (h ^ h >> 15) * 0x85ebca6bu;
	return h ^ h >> 13;
}

static uint32_t
pair(uint32_t a, uint32_t b)
{
	return mix((a ^ 0x5bd1e995u) * 0x9e3779b1u + b);
}

#define DENIAL_PLACE	0xe01820e5u

/* Of: not no never none nobody nothing neither nor nowhere cannot cant dont
 * doesnt didnt isnt wasnt wont wouldnt couldnt shouldnt aint arent werent
 * hasnt havent hadnt without hardly barely nope; nicht nie niemals nichts
 * kein keine keinen keiner keinem ohne; pas jamais rien aucun aucune sans;
 * nunca nada ni sin jamas; non mai niente nessun nessuna nessuno senza; nao
 * nem sem nenhum nenhuma. Each has a place of its own, at the first bits of
 * DENIAL_PLACE (found by trying) times its hash: one look, and no branch that
 * nobody can guess. */
static const uint32_t denials[DENIALS] = {
	0, 0, 0, 0, 0, 0,
	0xd0843953, 0, 0x5929bf9f, 0, 0xd76d4f96, 0xa471a9a9,
	0, 0, 0xf213b124, 0xbda2ee92, 0x121cfde4, 0x3d528cea,
	0, 0, 0, 0, 0, 0,
	0xa59db233, 0, 0, 0, 0x68ac5882, 0,
	0xe70624a5, 0xfb9b0092, 0x41c87fad, 0, 0, 0x7467b748,
	0x5e232496, 0, 0, 0, 0xb5a21cd1, 0,
	0xd134fa07, 0xea727f45, 0, 0xe936ab01, 0x2af46420, 0x0b9b3249,
	0, 0, 0, 0, 0xf470a083, 0,
	0x086605b3, 0, 0, 0, 0x0bde55d0, 0,
	0, 0, 0xe7215b60, 0, 0xbd7c2bc5, 0x948d292f,
	0xbb2b770c, 0x97bc0c6f, 0x079aea9d, 0, 0x87927a5c, 0xbb97fbff,
	0, 0, 0xc1bcf067, 0x73d50662, 0x2a341f8d, 0,
	0x4a822f5e, 0, 0x21fedfdd, 0xfe8017aa, 0, 0x8f350333,
	0, 0x5b1dd353, 0x005f785f, 0x30e3e0ed, 0xc183ac10, 0,
	0, 0, 0x0978479c, 0xa324d4b6, 0x8219fbdc, 0,
	0, 0xd000b7c5, 0x275651c7, 0xc9a40ae9, 0xeca1906d, 0xff799600,
	0xb072de72, 0xf7720389, 0xc4b4c6c3, 0, 0, 0x0b77ca73,
	0, 0, 0xbcd44db7, 0, 0x4ebfc3a7, 0,
	0, 0xca0d612d, 0, 0, 0, 0,
	0xb50e8b17, 0x1feb2d5a, 0, 0, 0, 0xd1fb2c03,
	0xfc6bf4ba, 0xab2694cf,
};

bool
feature_denies(uint32_t word)
{
	return denials[word * DENIAL_PLACE >> (32 - DENIAL_BITS)] == word &&
	    word != 0;
}

/* "Not only good", "nothing but praise", "no wonder": the rest is not denied.
 * Of: but only just wonder doubt wait problem aber sondern nur mais seulement
 * pero sino solo ma mas apenas. */
static bool
is_granted(uint32_t word)
{
	static const uint32_t granted[] = {
		0x48dda8d2, 0x23c534b6, 0xf7c8d2ee, 0xaedba2ad, 0x45d663eb,
		0xebbbde97, 0x047fe7db, 0xa6148be0, 0x81dce0b6, 0x9e38b314,
		0x9fd6c0d5, 0x6b0cbf9f, 0x2206d4b5, 0x27ff3c8a, 0x0867038b,
		0xa81ea56e, 0xfafb3e09, 0x3d629f4f,
	};

	for (size_t i = 0; i < COUNT(granted); i++)
		if (granted[i] == word)
			return true;
	return false;
}

static bool
is_number(slice fold)
{
	return fold.n >= NUMBER_LEAST && ascii_digit(fold.p[0]) &&
	    ascii_digit(fold.p[fold.n - 1]);
}

/* Pieces of four and five bytes of "<word>", without the whole of it; the
 * last four bytes are one number that moves along. */
static size_t
pieces(slice fold, uint32_t *out)
{
	size_t	 n = 0, len = fold.n < PIECES_UNTIL ? fold.n : PIECES_UNTIL;
	uint32_t four = '<';

	for (size_t i = 0; i <= len && len >= PIECES_FROM; i++) {
		uint32_t c = i < len ? (uint8_t)fold.p[i] : '>';

		if (i >= 3 && len > PIECES_FROM)
			out[n++] = mix((four ^ SALT_FIVE) * 0x9e3779b1u + c);
		four = four << 8 | c;
		if (i >= 2)
			out[n++] = mix(four * 0x9e3779b1u ^ SALT_FOUR);
	}
	return n;
}

/* "soooo" as "so": runs of three and more are one letter, or two. */
static __attribute__((cold)) slice
shorten(slice word, size_t keep, char *buf)
{
	size_t	 n = 0;

	for (size_t i = 0, run; i < word.n; i += run) {
		for (run = 1; i + run < word.n && word.p[i + run] ==
		    word.p[i]; run++)
			;
		for (size_t k = 0; k < (run > 2 ? keep : run); k++)
			buf[n++] = word.p[i];
	}
	return (slice){ buf, n };
}

static slice
word_fold(const struct sentence *s, size_t word)
{
	return (slice){ s->buf + s->words[word].at, s->words[word].n };
}

size_t
feature_word(const struct sentence *s, size_t word,
    uint32_t out[static FEATURE_WORD_MOST])
{
	const struct sentence_word *w = &s->words[word];
	slice	 fold = word_fold(s, word);
	char	 once[TOKEN_MAX], twice[TOKEN_MAX];
	size_t	 n = 0;

	if (is_number(fold)) {
		out[0] = SALT_NUMBER;
		return 1;
	}
	if (!w->drawn) {
		out[n++] = mix(w->hash ^ SALT_WORD);
		if (!w->emoji && !w->wide)
			n += pieces(fold, out + n);
		return n;
	}
	out[n++] = mix(hash_bytes(shorten(fold, 1, once)) ^ SALT_WORD);
	fold = shorten(fold, 2, twice);
	out[n++] = mix(hash_bytes(fold) ^ SALT_WORD);
	return n + pieces(fold, out + n);
}

/* What its neighbours see of a word that is drawn out, or a number. */
static __attribute__((noinline)) uint32_t
seen(struct features *f, const struct sentence *s, size_t word)
{
	const struct sentence_word *w = &s->words[word];
	char	 once[TOKEN_MAX];

	if (w->drawn)
		return hash_bytes(shorten(word_fold(s, word), 1, once));
	if (!is_number(word_fold(s, word)))
		return w->hash;
	f->numbers++;
	return SALT_NUMBER;
}

static void
count(struct features *f, const struct sentence *s)
{
	f->words += s->n - s->emoji;
	f->emoji += s->emoji;
	f->capitals += s->capitals;
	f->drawn += s->drawn;
	f->exclamations += s->exclamations;
	f->questions += s->question;
	f->dots += s->dots;
}

size_t
feature_places(struct features *f, const struct sentence *s,
    struct feature_place of[static SENTENCE_WORDS],
    uint32_t out[static FEATURE_PLACES_MOST])
{
	bool	 odd = s->digits || s->drawn > 0;
	uint32_t before = 0, denied = 0;	/* words that a "not" reaches */
	size_t	 n = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct sentence_word *w = &s->words[i];
		uint32_t h = odd ? seen(f, s, i) : w->hash;

		if (denied > 0 && (w->comma || is_granted(h)))
			denied = 0;
		out[n++] = pair(before, h);
		of[i] = (struct feature_place){ 1, denied > 0 };
		if (denied > 0 && !w->emoji) {
			out[n++] = mix(h ^ SALT_NOT);
			of[i].hashes++;
		}
		denied = feature_denies(h) ? NOT_REACH : denied - (denied > 0);
		before = h;
	}
	count(f, s);
	out[n++] = pair(before, s->exclamations > 0 ? 1 : s->question ? 2 :
	    s->dots ? 3 : 4);
	return n;
}

/* How many of one mark, up to so many, behind the others. */
static inline uint64_t
put(uint64_t key, size_t count, unsigned most)
{
	return key << 3 | (count < most ? count : most);
}

/* How many of each mark, three bits each, the first one highest. */
uint64_t
feature_marks_key(const struct features *f, const struct sentences *k)
{
	uint64_t key = put(0, f->exclamations, 3);

	key = put(key, f->questions, 2);
	key = put(key, f->capitals, 3);
	key = put(key, f->drawn, 2);
	key = put(key, f->dots, 2);
	key = put(key, k->addresses, 2);
	key = put(key, k->accounts, 2);
	key = put(key, k->tags, 3);
	key = put(key, k->quotes >> 1, 1);
	key = put(key, f->emoji, 3);
	key = put(key, f->numbers, 2);
	return put(key, f->words >> 2, 7);
}

size_t
feature_marks(const struct features *f, const struct sentences *k,
    uint32_t out[static FEATURE_MARKS_MOST])
{
	uint64_t key = feature_marks_key(f, k);

	for (size_t i = FEATURE_MARKS_MOST; i-- > 0; key >>= 3)
		out[i] = mix(SALT_MARK + (uint32_t)(i * 16 + (key & 7)));
	return FEATURE_MARKS_MOST;
}
