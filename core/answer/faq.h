/*
 * faq.h - questions that have an answer, and which of them somebody asks.
 *
 * Entries grow from what was closed ("save as answer"). A match is the words
 * that both have, each weighed by how few entries have it; small words of
 * the language count nothing. There is no stemming: words are compared as
 * core/text/text.h folds them, and one that only ends otherwise ("cake",
 * "cakes"; "vegano", "veganas") counts three quarters.
 */
#ifndef CORE_FAQ_H
#define CORE_FAQ_H

#include "core/fault.h"
#include "core/wire.h"

struct faq {
	int64_t	 id;
	slice	 question;
	slice	 answer;
	slice	 link;			/* a page of the shop's, or empty */
	slice	 lang;			/* "en"; empty: any */
	slice	 labels;		/* issues: "wait/late, price" */
	int64_t	 uses;
	int64_t	 used;			/* last time; 0: never */
	int64_t	 made;
	int64_t	 mention;		/* it was saved from; 0: none */
};

extern const struct wire_shape wire_faq;

enum {
	FAQ_MOST = 256,			/* entries of a book: the newest */
	FAQ_WORDS = 16,			/* of a question, and told of a match */
	FAQ_HEARD = 96			/* words of a mention */
};

/* "What is missing": false with a sentence; an entry needs a question, an
 * answer or a link, and must keep to the bounds of wire_faq. */
bool	 faq_sound(const struct faq *, struct fault *);

/* "Save as answer": an entry of what was asked and what we wrote, to be looked
 * over. The question is the sentence with the question mark, or the title, or
 * how the text begins; the answer goes without its signature. */
void	 faq_from(struct arena *, const struct mention *,
	    const struct verdict *, slice reply, struct faq *);

struct faq_book;

/* Once for many mentions. The entries must outlive it. NULL: the arena is
 * spent. */
const struct faq_book *faq_book(struct arena *, const struct faq *, size_t n);

struct faq_hit {
	const struct faq *entry;	/* NULL: none fits */
	int64_t	 percent;		/* of the question that was heard */
	slice	 words;			/* "gluten, cakes": as they wrote it */
};

/* The best one, or none. `lang` is the mention's, issues may be empty. False:
 * none fits well enough. */
bool	 faq_find(const struct faq_book *, struct arena *,
	    const struct mention *, slice lang, slice issues,
	    struct faq_hit *);

/* One entry for the shop's own page: Markdown (CommonMark), a line of JSON. */
void	 faq_put_markdown(struct sink *, const struct faq *);
void	 faq_put_json(struct sink *, const struct faq *);

#endif
