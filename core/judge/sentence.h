/*
 * sentence.h - a text sentence by sentence, for who weighs its words.
 *
 * Addresses of the web and names of accounts are left out; an emoji or an
 * emoticon is a word. A sentence ends at its mark, at the end of a line, or
 * where it is too long to be one.
 */
#ifndef CORE_SENTENCE_H
#define CORE_SENTENCE_H

#include "core/judge/hash.h"
#include "core/judge/memo.h"
#include "core/match/tokens.h"

enum { SENTENCE_WORDS = 128, SENTENCE_BYTES = 2048 };

struct sentence_word {
	slice	 raw;
	uint32_t hash;		/* hash_bytes() of the folded word */
	uint16_t at, n;		/* folded, in the buffer */
	bool	 comma;		/* stands before it */
	bool	 capitals;	/* two letters or more, all of them capital */
	bool	 drawn;		/* "sooo" */
	bool	 emoji : 1;
	bool	 wide : 1;	/* a character of a script without blanks */
	bool	 tagged : 1;	/* stands in what begins with # */
	bool	 slipped : 1;	/* core/judge/slip.h knows what is meant */
	uint16_t slot;		/* in memo[], or MEMO_NONE, */
	uint16_t marks;		/* and those it had when it was weighed */
};

/* (what is asked for most comes first, where short instructions reach it) */
struct sentence {
	struct memo_word *memo;	/* of who has weighed it, or NULL */
	size_t	 n;		/* words */
	size_t	 len;		/* bytes of buf */
	size_t	 capitals, drawn, emoji;	/* so many of the words */
	size_t	 slips;		/* words that slipped */
	size_t	 exclamations;
	bool	 digits;	/* a word begins with a digit */
	bool	 tagged;	/* one stands in what begins with # */
	bool	 question;
	bool	 dots;		/* "..." */
	bool	 felt, praise;	/* core/judge/read.c: it has been weighed, and
				 * most of it is praise */
	struct sentence_word words[SENTENCE_WORDS];
	char	 buf[SENTENCE_BYTES];	/* one blank before each word */
};

struct sentences {
	const struct memo *memo;	/* in which its words will be asked
					 * for, or NULL */
	struct tokens tokens;
	const char *after;	/* the last token */
	const char *skip;	/* tokens before this are part of an address */
	const char *tag;	/* and those before this, of a hashtag */
	slice	 text;
	bool	 has_next;
	struct token next;
	size_t	 addresses, accounts, tags, quotes;
};

void	 sentences_init(struct sentences *, slice text);
bool	 sentence_next(struct sentences *, struct sentence *);

/* One of its words stands for another: what it was in the text stays, `raw`
 * and all. False: there is no room. */
bool	 sentence_change(struct sentence *, size_t word, slice fold);

/* The sentence from one of its words on. */
static inline slice
sentence_from(const struct sentence *s, size_t word)
{
	size_t	 at = s->words[word].at;

	return (slice){ s->buf + at, s->len - at };
}

/* What is remembered of a word of the sentence, or NULL. */
static inline __attribute__((always_inline)) struct memo_word *
sentence_memo(const struct sentence *s, const struct sentence_word *w)
{
	struct memo_word *m = s->memo == NULL || w->slot == MEMO_NONE ? NULL :
	    s->memo + w->slot;

	/* another word may have got its place since */
	return m != NULL && memo_is(m, w->hash) ? m : NULL;
}

#endif
