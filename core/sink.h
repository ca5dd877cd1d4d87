/*
 * sink.h - bounded output with a sticky overflow flag.
 *
 * Write as often as needed and look at `full` once, when done. A full sink
 * ignores further bytes: half a request must never leave the house.
 */
#ifndef CORE_SINK_H
#define CORE_SINK_H

#include "core/arena.h"

struct sink {
	char	*buf;
	size_t	 cap;
	size_t	 len;
	bool	 full;
};

void	 sink_put(struct sink *, slice);

inline void
sink_byte(struct sink *k, char c)
{
	if (k->full || k->len == k->cap)
		k->full = true;
	else
		k->buf[k->len++] = c;
}

inline void
sink_text(struct sink *k, const char *name)
{
	sink_put(k, slice_of(name));
}

inline slice
sink_slice(const struct sink *k)	/* what was written so far */
{
	return (slice){ k->buf, k->len };
}

void	 sink_int(struct sink *, int64_t);		/* decimal */
void	 sink_big(struct sink *, uint64_t, unsigned bytes);	/* the highest
						 * first */
void	 sink_base64(struct sink *, slice);		/* RFC 4648, 4 */
void	 sink_base64url(struct sink *, slice);		/* RFC 4648, 5, without
						 * the '=' at its end */
void	 sink_hex(struct sink *, slice);		/* lower case */

/* A sink over all that is left of an arena; close it with what was written.
 * Between the two calls the arena must not be used for anything else. */
struct sink sink_open(struct arena *);
slice	 sink_close(struct sink *, struct arena *);	/* full: arena spent */


/* In the arena; empty when it is spent: a number, and the parts in a row. */
slice	 sink_number(struct arena *, int64_t);
slice	 sink_joined(struct arena *, const slice *parts, size_t n);
/* What this writes of it. */
slice	 sink_made(struct arena *, void (*)(struct sink *, slice), slice);
#define sink_join(a, ...) sink_joined((a), (const slice[]){ __VA_ARGS__ },	\
	    sizeof((const slice[]){ __VA_ARGS__ }) / sizeof(slice))

#endif
