/*
 * answers.h - what the shop answers: the FAQ, and what was sent to whom.
 *
 *	answer	"f", number		-> struct faq (core/answer/faq.h)
 *	answer	"s", time, number	-> struct sent (core/answer/may.h)
 *
 * Entries of the FAQ stay until somebody deletes them; what was sent is
 * kept for ANSWERS_DAYS. False from a call that writes: the transaction must
 * be aborted. Slices that are read point into the map.
 */
#ifndef STORAGE_ANSWERS_H
#define STORAGE_ANSWERS_H

#include "core/answer/faq.h"
#include "core/answer/may.h"
#include "storage/store.h"

enum { ANSWERS_DAYS = 400 };

/* --- the FAQ ---------------------------------------------------------- */

/* New (id 0; it gets one) or changed. Of at most FAQ_MOST there may be; false
 * with a sentence when there are, or it is not sound. */
bool	 answers_put_faq(struct txn *, struct faq *, struct fault *);
bool	 answers_get_faq(struct txn *, int64_t id, struct faq *);
bool	 answers_del_faq(struct txn *, int64_t id);	/* absent: true */
/* It was used in an answer. */
bool	 answers_used(struct txn *, int64_t id, int64_t now);
/* The same of those whose answer, or else link, stands in what was sent. */
bool	 answers_told(struct txn *, slice text, int64_t now);
/* There is an entry with that question and that answer. */
bool	 answers_have(struct txn *, const struct faq *);
/* All in the order of their numbers; how many. The texts live in the arena. */
size_t	 answers_faq(struct txn *, struct arena *, struct faq **);

/* --- what was sent ---------------------------------------------------- */

bool	 answers_sent(struct txn *, const struct sent *);
/* The last unasked contact with that person, but for what was said to that
 * mention (0: any): to go on there is no new contact. 0: none is known. */
int64_t	 answers_recent(struct txn *, slice person, int64_t mention);
/* When they were last shown the way to others, not before `since`; 0. */
int64_t	 answers_pointed(struct txn *, slice person, int64_t since);
/* When the same words last went out, not before `since`; 0: they did not. */
int64_t	 answers_same_text(struct txn *, int64_t words, int64_t since);
/* How many contacts about a need since then. */
int64_t	 answers_progressive(struct txn *, int64_t since);

/* Forgets that an entry was saved from that mention. False: the transaction
 * must be aborted. */
bool	 answers_unlink(struct txn *, int64_t mention);
/* Forgets what was sent before then, at most `most`; returns how many. */
size_t	 answers_retire(struct txn *, int64_t before, size_t most);

/* What is broken in words, of the first record that is; NULL: nothing. */
const char *answers_check(struct txn *);

#endif
