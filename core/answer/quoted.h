/*
 * quoted.h - which of the customer's words a draft may repeat, and how it
 * names what went wrong.
 */
#ifndef CORE_QUOTED_H
#define CORE_QUOTED_H

#include "core/answer/phrase.h"
#include "core/mention.h"

/* Two words or more of theirs, clean and short. Never about health or trust,
 * where a repeated accusation is half an admission, and nothing foul. Empty:
 * there is nothing that is safe to repeat. */
slice	 quoted_words(struct arena *, const struct verdict *);
/* PHRASE_KEYS: nothing to name. */
enum phrase_key quoted_issue(const struct verdict *);

#endif
