/*
 * show.h - what strangers wrote, for a person's eyes: nothing that a screen
 * hides, nothing that turns the rest around, no control bytes.
 */
#ifndef CORE_SHOW_H
#define CORE_SHOW_H

#include "core/sink.h"

/* At most `most` code points, then an ellipsis; white space runs to one blank
 * or, with `lines`, to one line break. */
void	 show_put(struct sink *, slice, size_t most, bool lines);
/* The same, cut to `most` characters as a person counts them (and four times
 * as many bytes), at the end of a word when there is one. In the arena. */
slice	 show(struct arena *, slice, size_t most, bool lines);

#endif
