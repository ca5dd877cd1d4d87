/*
 * hashtag.h - the words that were written together behind a '#'.
 */
#ifndef CORE_HASHTAG_H
#define CORE_HASHTAG_H

#include "core/judge/lexicon.h"
#include "core/judge/sentence.h"

enum { HASHTAG_PIECES = 8 };

/* "worstserviceever" as three words of words[], which is a sentence of their
 * own; false: it does not fall into words that the tables know. The pieces of
 * one with unknown parts ("samsungfail") are what is known at its end. */
bool	 hashtag_split(const struct lexicon *, const struct sentence *,
	    size_t word, struct sentence *pieces);

#endif
