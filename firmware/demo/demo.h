/*
 * demo.h - the day of `earshot demo`: what a pretend town would answer, hour
 * by hour, in the very bytes of feeds, networks and mails. Its text is
 * firmware/demo/day.txt, which lies in the program:
 *
 *	"shop": ...		the rest of an earshot.json, behind its "{"
 *	@09:10 forum The town's forum
 *	{"posts": ...		what that source then answers, to the next @
 */
#ifndef FIRMWARE_DEMO_DEMO_H
#define FIRMWARE_DEMO_DEMO_H

#include "core/mail/notice.h"
#include "core/recipe/template.h"
#include "firmware/config/config.h"

enum {
	DEMO_DAY = 1773100800,		/* Tuesday, 10 March 2026: in London,
					 * where the shop's clock is, that is
					 * midnight as well */
	DEMO_WIDTH = 80,		/* of the widest line */
	DEMO_PATH = 256
};

struct demo_answer {
	int64_t	 at;			/* Unix seconds */
	slice	 source;		/* as the configuration calls it */
	slice	 where;			/* as people do */
	slice	 body;
};

/* The whole day, in the arena; empty: no memory. */
slice	 demo_day(struct arena *);
slice	 demo_config(slice day);
/* The next answer; *rest begins as the day. False: it is over. */
bool	 demo_next(slice *rest, struct demo_answer *);

/* Its mentions, by the source's recipe; the scope has an arena, and the
 * parameters where they matter (what is said is the same without). */
bool	 demo_read(struct template_scope *, slice recipe,
	    const struct demo_answer *, struct notice *, struct fault *);

/* The text in lines that are not wider, broken between words; each behind
 * `before`, and when there is an `after`, filled up in front of that. Empty
 * ones are left out: a day is to fit a screen or two. */
void	 demo_fold(struct sink *, slice text, size_t width, const char *before,
	    const char *after);

/* room.c: a folder of its own below TMPDIR. */
struct demo_room {
	char	 dir[DEMO_PATH];
	char	 file[DEMO_PATH + 16], data[DEMO_PATH + 16];
};
bool	 demo_room_make(struct demo_room *);	/* false: was told */
/* The day's configuration, with its store in there. NULL: was told. */
const struct config *demo_room_config(struct demo_room *, struct arena *,
	    slice day);
/* Removes all of it. A store that is open goes on. */
void	 demo_room_sweep(const struct demo_room *);

#endif
