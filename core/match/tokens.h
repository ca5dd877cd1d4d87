/*
 * tokens.h - the words of a text, as people count them.
 *
 * A word is a run of letters, marks and digits of any script. Inside it an
 * apostrophe does not count ("don't" is "dont") and a point or comma between
 * digits is a point ("3,50" is "3.50"); a hyphen parts words. Scripts written
 * without blanks give a word per character, so that a word of several
 * characters is a phrase there; so does an emoji, without its colour. What
 * begins with # or @ comes twice: as TOKEN_TAG with its sign, and then as the
 * plain words in it, the first of which has the same position.
 */
#ifndef CORE_TOKENS_H
#define CORE_TOKENS_H

#include "core/judge/hash.h"

enum { TOKEN_MAX = 128, TOKEN_PLAIN = 32 };

enum token_kind { TOKEN_WORD, TOKEN_WIDE, TOKEN_EMOJI, TOKEN_TAG };

struct token {
	slice	 raw;		/* as it stands in the text */
	uint32_t pos;		/* the how many-th word, from 0 */
	enum token_kind kind;
	bool	 whole;		/* false: longer than fold[] has room for */
	bool	 thrice;	/* false: no letter stands in it three times in
				 * a row */
	size_t	 n;		/* bytes of fold */
	uint32_t hash;		/* hash_bytes() of fold; a tag has none */
	size_t	 head;		/* "joe" of "joe's", "@anna" of
				 * "@anna@example.org": its bytes, or 0 */
	size_t	 tail;		/* where "escale" of "l'escale" begins, or 0 */
	char	 fold[TOKEN_MAX];	/* as core/text/text.h folds */
};

struct tokens {
	slice	 rest;
	uint32_t pos;
	uint32_t before;	/* the last character seen */
	bool	 handle;	/* an '@' is understood to stand here */
};

void	 tokens_init(struct tokens *, slice text);
/* The same for the name of an account, with or without its '@'. */
void	 tokens_init_handle(struct tokens *, slice handle);
bool	 token_next(struct tokens *, struct token *);	/* false: the end */
/* If a word of fewer than TOKEN_PLAIN letters of ASCII begins here, as mostly:
 * its letters, folded to where there is room for so many, and its hash. 0: ask
 * token_next(). (core/match/plain.c) */
size_t	 token_plain(slice at, char *fold, uint32_t *hash);

/* Goes on at a later rest, behind such words; they are not counted. */
static inline void
tokens_pass(struct tokens *k, slice rest)
{
	if (rest.p > k->rest.p)
		k->before = (uint8_t)rest.p[-1];
	k->rest = rest;
}

static inline slice
token_fold(const struct token *t)
{
	return (slice){ t->fold, t->n };
}

#endif
