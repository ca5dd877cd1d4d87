/*
 * issue.h - what a mention complains of or asks to change, in two levels, and
 * the words of the text that say so.
 *
 * "lovely staff, but 40 minutes for a coffee" is wait/queue and nothing
 * else. The words are those of core/judge/issue/LANG.txt, tables made by
 * toolchain/lexicon.c. What a word weighs depends on the sentence: one that
 * is turned ("not rude"), or stands among praise, is none or little; what the
 * text is (a crisis, a wish) says which labels it can have.
 */
#ifndef CORE_ISSUE_H
#define CORE_ISSUE_H

#include "core/judge/class.h"
#include "core/judge/finding.h"
#include "core/judge/read.h"

enum {
	ISSUES_MAX = 3, ISSUE_WORDS = FINDING_WORDS
};

struct issue {
	unsigned label;		/* core/judge/label.h */
	int	 points;
	size_t	 nwords;
	slice	 words[ISSUE_WORDS];	/* slices of the text */
};

/* The strongest first. */
struct issues {
	size_t	 n;
	struct issue list[ISSUES_MAX];
};

extern const struct lexicon lexicon_issue_en, lexicon_issue_de,
    lexicon_issue_fr, lexicon_issue_es, lexicon_issue_it, lexicon_issue_pt;

/* Of the mention that was just read. None where the language has no table, or
 * where the class is one that complains of nothing. */
void	 issues_find(struct issues *, struct reader *, const struct read *,
	    enum class);

#endif
