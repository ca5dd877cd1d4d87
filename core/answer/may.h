/*
 * may.h - may we speak to them, now, and who of us?
 *
 * Asked before a draft is made and again before an answer leaves; nothing is
 * ever sent that this has not allowed. A refusal is a sentence for the owner.
 */
#ifndef CORE_MAY_H
#define CORE_MAY_H

#include "core/desk/staff.h"
#include "core/wire.h"

enum {
	MAY_AGAIN = 30 * 86400,		/* to a second unasked contact */
	MAY_REPEAT = 7 * 86400,		/* the same words, pointed out */
	MAY_POINT = 30 * 86400,		/* to others who solved it, once more */
	MAY_DAILY = 3,			/* contacts about a need, a day */
	MAY_STAGE = 20			/* of those who turned to us, answered
					 * in time: then others, too */
};

/* What was sent to whom: the box's memory of its own voice. */
struct sent {
	int64_t	 when;
	int64_t	 mention;
	int64_t	 words;			/* may_words() of the text */
	int64_t	 unasked;		/* 1: they had not turned to us */
	int64_t	 progressive;		/* 1: about a need of theirs */
	slice	 person;		/* "mastodon @anna@example.org": as
					 * the caller spells people */
	slice	 by;			/* name of ours */
	int64_t	 pointed;		/* 1: the way to others stood in it */
};

extern const struct wire_shape wire_sent;

/* Also who speaks of us, not to us? MAY_BY_HAND: when a person wants it; the
 * box does not offer it. */
enum may_proactive { MAY_OFF, MAY_ON, MAY_BY_HAND };

/* The shop's rules, from its configuration. */
struct may_rules {
	int64_t	 daily;			/* MAY_DAILY; -1: no bound */
	enum may_proactive proactive;
	bool	 progressive;		/* also who needs what we have */
	bool	 four_eyes;		/* of a complaint one drafts, another
					 * sends */
};

struct may_ask {
	const struct may_rules *rules;
	const struct staff_person *by;	/* NULL: the owner alone, may all */
	const struct mention *mention;
	const struct verdict *verdict;
	bool	 send;			/* or else only a draft */
	bool	 offered;		/* by the box, unasked */
	bool	 outside;		/* `by` is an agency, and it is not
					 * theirs */
	bool	 no_contact;		/* they asked us to leave them alone */
	bool	 consent;		/* they allowed it */
	bool	 customer;		/* they have answered us here */
	int64_t	 now;
	int64_t	 unasked;		/* our last such contact; 0: never */
	int64_t	 today;			/* contacts about a need, of today */
	int64_t	 crisis;		/* crisis mode since; 0: no */
	int64_t	 written;		/* its words were; 0: now */
	bool	 anyway;		/* the owner says: a crisis or not */
	int64_t	 in_goal;		/* answered in time, ever */
	slice	 drafted;		/* name of who wrote it; empty: this
					 * program did */
	int64_t	 repeated;		/* the same words went out then; 0:
					 * never */
};

/* In the order in which they are looked at: the first that holds is told. */
enum may {
	MAY, MAY_NOT_RIGHT, MAY_NOT_REACH, MAY_NOT_CONTACT, MAY_NOT_CRISIS,
	MAY_NOT_ASKED, MAY_NOT_AGAIN, MAY_NOT_TODAY, MAY_NOT_ALONE
};

/* *why: the reason of a refusal, or else what should be known, or empty; it
 * lives in the arena. */
enum may may_answer(struct arena *, const struct may_ask *, slice *why);

/* Had they turned to us (a reply, a review, a message, their consent)? */
bool	 may_unasked(const struct may_ask *);

/* A hash of the words of a text as they are folded: case, signs and blanks do
 * not count, nor does who signed behind the last dash. Never 0. */
int64_t	 may_words(slice text);

#endif
