/*
 * gist_ends.h - what stands at the ends of titles and texts and is not of
 * them: for core/match/gist.c.
 */
#ifndef CORE_GIST_ENDS_H
#define CORE_GIST_ENDS_H

#include "core/match/gist.h"

/* "Update: ...": the words from `from` before word `colon` are loose. */
void	 gist_label(struct gist *, size_t from, size_t colon);
/* "... - The Gazette": the words from `bar` to the end of the title. */
void	 gist_site(struct gist *, size_t bar);
/* The text's: its title once more, "Continue reading", "via ...", "...". */
void	 gist_ends(struct gist *, const struct mention *);

#endif
