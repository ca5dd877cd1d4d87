/*
 * letter.h - what the owner reads on the phone and in the mail.
 *
 * Plain words, short. What strangers wrote is shown without control bytes and
 * without what turns or hides text (U+202E and its like).
 */
#ifndef CORE_LETTER_H
#define CORE_LETTER_H

#include "core/wire.h"

enum {
	LETTER_TITLE = 90,		/* characters: a locked screen */
	LETTER_WORDS = 600,		/* of what was said */
	LETTER_LINES = 20		/* of a catch-up */
};

/*
 * Title and text of an alert. `now` for "4 min ago". Fills title, text and
 * url, and level where it is empty; all slices live in the arena. The rest
 * is the caller's.
 *
 *	title	Complaint on gazette: "my new Focus stalls again"
 *		or, with stars: ★☆☆☆☆ on Google: "rude staff"
 *	text	the words; then who, where, when; then what it complains of,
 *		if anything; then the reasons
 */
void	 letter_alert(struct arena *, const struct item *, int64_t now,
	    struct letter *);

/* The same once more, `waited` seconds later, for whoever is asked next. */
void	 letter_again(struct arena *, int64_t waited, struct letter *);

/*
 * One letter for many: after an outage, for the low ones. Fills title, text,
 * url, mentions and mention, and level (the highest) where it is empty. A
 * `born` that is set before gives the "3 h ago" of each line.
 */
void	 letter_catch_up(struct arena *, const struct letter *, size_t n,
	    struct letter *);

/* The issues and their words: "wait (late): 'still waiting', 'third time';
 * staff (rude): 'so rude'". Nothing where there is none. */
void	 letter_issues(struct sink *, const struct verdict *);
/* The reasons for an owner: "'still waiting' +22, two stars +15 = 61, high". */
void	 letter_reasons(struct sink *, const struct verdict *);

/* "Complaint on gazette", "★☆☆☆☆ on Google". */
void	 letter_kind(struct sink *, const struct item *);
/* "wait/no-answer" as "wait (no answer)". */
void	 letter_label(struct sink *, slice label);

#endif
