/*
 * envelope.h - what a mail says: headers unfolded and decoded, the body as
 * plain text.
 */
#ifndef TOWN_ENVELOPE_H
#define TOWN_ENVELOPE_H

struct town;

/* Notes the letter that came for `to`; lines of `raw` end in "\n". */
void	 envelope_open(struct town *, const char *to, const char *raw);

#endif
