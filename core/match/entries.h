/*
 * entries.h - a list of names or places, an entry a line, as one watch rule.
 *
 * An entry is a phrase, "LS1*" is every word that begins so, "@joes" the
 * account. Signs mean nothing in a name, and would mean something in a rule,
 * so they are left out; "Joe's" is one word.
 */
#ifndef CORE_ENTRIES_H
#define CORE_ENTRIES_H

#include "core/match/query.h"

/*
 * The rule of as many entries as fit into one (QUERY_MAX); *list is what is
 * left of it. An entry that can be no rule (a prefix of more than
 * QUERY_PREFIX_MAX bytes, more than QUERY_PHRASE_MAX words) is left out alone.
 * NULL: there was no entry of any words, or the arena is spent.
 */
const struct query *entries_rule(struct arena *, slice *list);

#endif
