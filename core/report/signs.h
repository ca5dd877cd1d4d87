/*
 * signs.h - what points at something worth changing, gathered mention by
 * mention for hints.c: counts, and of each the one mention that says it best.
 */
#ifndef CORE_SIGNS_H
#define CORE_SIGNS_H

#include "core/report/report.h"

enum {
	SIGN_RULES = 32, SIGN_BLIND = 8,
	SIGN_WORDS = 2048,		/* a power of two */
	SIGN_NARROW = 2,		/* words that would narrow a rule */
	SLOT_HOURS = 2, SLOTS = 24 / SLOT_HOURS
};

struct sign {
	int64_t	 n, of;
	slice	 said;			/* empty: nobody did */
	int64_t	 rank;			/* of who said it */
};

/* A word beside those of a rule: in how many mentions that were "not us", and
 * in how many that were not. */
struct sign_word {
	uint32_t key;			/* of rule and word; 0: free */
	uint32_t last;			/* mention that had it */
	uint16_t off, us;
	uint8_t	 rule;
	slice	 raw;
};

struct signs {
	struct sign rules[SIGN_RULES];	/* "not us", of what buzzed */
	slice	 names[SIGN_RULES];
	size_t	 nrules;
	struct sign late[CLASSES];	/* beyond the goal, of what has one */
	struct sign hours[SLOTS];	/* the same, by when it came */
	struct sign slots[7 * SLOTS];	/* complaints, Monday first */
	struct sign closed[7];		/* those while the shop was closed */
	struct sign spent[STAFF_MAX];	/* n: days without a buzz left; of:
					 * mentions that waited for that */
	int64_t	 spent_on[STAFF_MAX];	/* the last such day */
	struct sign asked;		/* one question without an answer */
	struct { slice name, trouble; int64_t day; } blind[SIGN_BLIND];
	size_t	 nblind;
	uint32_t nth;			/* mention */
	size_t	 nwords;
	struct sign_word words[SIGN_WORDS];
};

/* One more of it; `hit`: it speaks for the sign, that much. */
void	 sign_add(struct sign *, bool hit, slice said, int64_t rank);
slice	 sign_said(const struct item *);
/* Complaints by hour, rules and their words, who had no buzz left. */
void	 signs_mention(struct signs *, const struct report_head *,
	    const struct report_seen *, int64_t said);
/* An answer that has a goal. */
void	 signs_goal(struct signs *, const struct report_head *, enum class,
	    const struct item *, int64_t opened, int64_t took, bool late);
/* The words that stand in most of what was "not us" and in nothing else of
 * that rule; how many. */
size_t	 signs_narrow(const struct signs *, size_t rule,
	    const struct sign_word *words[static SIGN_NARROW]);

#endif
