/*
 * print.h - one JSON line a thing for programs, words for people.
 */
#ifndef FIRMWARE_VERB_PRINT_H
#define FIRMWARE_VERB_PRINT_H

#include "core/json/json.h"
#include "core/wire.h"

enum { PRINT_MAX = 512 << 10 };		/* the longest line */

/* Is a person reading (standard output is a terminal)? */
bool	 print_to_person(void);
/* The line to standard output; what did not fit is said on standard error. */
void	 print_line(const struct sink *);

void	 print_mention(struct sink *, const struct mention *);
void	 print_verdict(struct json_line *, const struct verdict *);
/* "11 read = 10 new + 1 known; ...": the ledger's identities. */
void	 print_tally(struct sink *, const struct tally *);
void	 print_item(struct sink *, uint64_t id, const struct item *);

#endif
