/*
 * fact.h - what a rule asks beside the words: site, lang, type, stars.
 */
#ifndef CORE_FACT_H
#define CORE_FACT_H

#include "core/match/rule.h"
#include "core/mention.h"

bool	 fact_holds(const struct node *, const struct mention *);

/* The host, or one below it. */
bool	 fact_host(slice host, slice site);
/* en takes en-GB; en_gb takes en-GB. */
bool	 fact_lang(slice lang, slice want);

#endif
