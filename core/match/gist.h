/*
 * gist.h - the words of a mention that tell whether it is another's again.
 *
 * Title first, then text; a text that begins with its title tells it once.
 * Addresses, what is left of markup, emoji and "Continue reading" are taken
 * off. What may differ between two copies without a meaning is loose: a
 * site's name behind the title, a label before it, handles and hashtags at
 * either end, "via ...", the half word before an ellipsis.
 */
#ifndef CORE_GIST_H
#define CORE_GIST_H

#include "core/mention.h"

enum {
	GIST_TITLE = 24,	/* words of a title, at most */
	GIST_WORDS = 184,	/* of both: enough to know a text by */
	GIST_FOLD = 16		/* bytes of a word that are kept */
};

enum {
	GIST_NUMBER = 1,
	GIST_MONEY = 2,		/* a number beside a sign of currency */
	GIST_NAME = 4,		/* a capital within a sentence; a handle */
	GIST_WIDE = 8,		/* one character of a script without blanks */
	GIST_ASKS = 16,		/* before a question mark */
	GIST_LOOSE = 32,
	GIST_TAG = 64		/* of a hashtag, or a handle */
};

struct gist_word {
	uint32_t	 hash;		/* of the whole folded word */
	unsigned char	 n;		/* bytes in fold */
	unsigned char	 what;
	char		 fold[GIST_FOLD];
};

struct gist {
	struct gist_word word[GIST_WORDS];
	size_t		 ntitle;	/* so many of them are the title */
	size_t		 n;
	bool		 cut;		/* it says that it goes on elsewhere */
	bool		 marked;	/* it says that it is a copy: "RT" */
	uint32_t	 via;		/* ... of this account's; 0: no name */
};

void	 gist_read(struct gist *, const struct mention *);
/* "@anna@example.org" and "Anna" are the same account name; 0: none. */
uint32_t gist_account(slice handle);

static inline slice
gist_fold(const struct gist_word *w)
{
	return (slice){ w->fold, w->n };
}

#endif
