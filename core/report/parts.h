/*
 * parts.h - what a report is made of, for the rooms that write it:
 * report.c gathers, page.c and page_*.c write it for people, report_json.c for
 * programs, hints.c looks for what to change.
 */
#ifndef CORE_REPORT_PARTS_H
#define CORE_REPORT_PARTS_H

#include "core/report/doc.h"
#include "core/report/figures.h"
#include "core/report/issues.h"
#include "core/report/ratio.h"
#include "core/report/report.h"
#include "core/report/signs.h"

enum {
	REPORT_EVENTS = 24,		/* the latest in the time */
	REPORT_AUTHORS = 1024,
	REPORT_HINTS = 3,
	REPORT_RIVALS = 4,
	REPORT_ASIDE = 14		/* days on either side of an event */
};

/* Items of one class. */
struct answers {
	int64_t	 items;			/* those waved off left out */
	int64_t	 seen, replied, done, visits, won, lost;
	int64_t	 in_goal, of_goal;	/* of those it can be said of */
	struct spans first;		/* until the first answer */
	struct spans closed;		/* until it was done */
};

struct report {
	struct arena *arena;
	struct report_head head;
	struct series *days, *counts;
	size_t	 forgotten;		/* days known by their counts only */
	struct issue_sum *issues, *asked;	/* all; questions alone */
	struct answers answers[CLASSES];
	struct { struct spans heard, pushed; } lag[SERIES_SOURCES + 1];
	int32_t	 words[SERIES_WEEKS][3];	/* old, new, both; of a week */
	struct event events[REPORT_EVENTS];	/* by their days */
	size_t	 nevents;
	struct signs *signs;		/* for hints.c */
	bool	 mute;			/* quotes nobody */
	int64_t	 alerts, waved_off;
	uint64_t authors[REPORT_AUTHORS];	/* whose reach is counted */
	size_t	 nauthors;
	int64_t	 told, untold;		/* mentions whose reach is known, not */
	int64_t	 widest, reach;		/* one author's; all of them */
	int64_t	 echoes;		/* likes and answers */
	int64_t	 back, content;		/* wrote again; and were */
	int64_t	 recovered;		/* so marked by the owner */
	int64_t	 referred;		/* praised us to others */
	struct figures figures;
	struct { slice name; struct answers is; } rivals[REPORT_RIVALS];
	size_t	 nrivals;
};

struct hint { slice what, evidence; };
/* At most REPORT_HINTS, the surest first; how many. In the arena. */
size_t	 hints_find(struct report *, struct hint hints[static REPORT_HINTS]);

/* Opening hours between two moments, in seconds. */
int64_t	 report_open_time(const struct calendar *, int64_t from, int64_t to);
/* All classes that have a goal together. */
void	 report_wanting(const struct report *, struct answers *sum);
/* Daily counts about an event; how many before and after, at most
 * REPORT_ASIDE each. */
struct change report_change(const struct report *, const struct event *);
struct ratio report_words(const struct report *, size_t week);
bool	 report_weekly(const struct report *);	/* bars are weeks */

/* Sections of the page. */
void	 page_put(struct report *, struct doc *);
slice	 page_title(struct report *);	/* "Mokka, 1 Oct to 31 Oct 2026" */
void	 page_changes(struct report *, struct doc *);
void	 page_put_answers(struct sink *, struct answers *);
void	 page_pictures(struct report *, struct doc *);
void	 page_words_picture(struct report *, struct doc *);
void	 page_answers(struct report *, struct doc *);
void	 page_rivals(struct report *, struct doc *);
void	 page_figures(struct report *, struct doc *);
void	 report_json(struct report *, struct sink *);

#endif
