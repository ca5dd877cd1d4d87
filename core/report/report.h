/*
 * report.h - the shop's numbers over a time: what was heard, how it was
 * answered, and what of it is worth changing. As a text, as one page of HTML
 * with its pictures inside, and as one JSON object.
 *
 * Everything is added one by one, in any order; memory is bounded however much
 * it is. A number of few is never made a percentage (core/report/ratio.h), and
 * nothing here says why something happened.
 */
#ifndef CORE_REPORT_H
#define CORE_REPORT_H

#include "core/count/rival.h"
#include "core/desk/task.h"
#include "core/report/event.h"
#include "core/report/ratio.h"
#include "core/report/series.h"

struct report_head {
	slice	 shop;
	const struct calendar *hours;
	const int64_t *goals;		/* of each class: minutes; 0: none */
	int64_t	 from, to;		/* local days, both included */
	int64_t	 now;
	int64_t	 began;			/* when listening did; 0: not known */
	bool	 phrases;		/* the owner named old and new words */
	slice	 stage;			/* who else could be answered; empty:
					 * all are, or we do not know */
	const struct staff *staff;	/* who may be asked too much, or NULL */
};

/* A mention and what became of it. What slices point at must last. */
struct report_seen {
	const struct item *item;
	const struct task *task;	/* NULL: it never was one */
	int64_t	 pushed;		/* the first letter arrived; 0: none */
	bool	 waved_off;		/* the owner said "not us" */
	bool	 old, new;		/* uses that wording */
	bool	 refers;		/* recommends us */
};

/* When it was said, as far as that can be believed. */
int64_t	 report_said(const struct item *);

struct report;

/* NULL: the arena is spent. It takes about 900 KB, and the page 300 more. */
struct report *report_open(struct arena *, const struct report_head *);
/* Sources in the order of the file, also those that bring nothing. */
void	 report_source(struct report *, slice name);
void	 report_mention(struct report *, const struct report_seen *);
/* What is kept of a day when its mentions no longer are. */
void	 report_counts(struct report *, int64_t day, slice source,
	    const struct count_day *);
void	 report_event(struct report *, const struct event *);
/* A question that so many asked and that has no answer yet; the most asked. */
void	 report_asked(struct report *, slice question, size_t n);
/* A source that cannot be read, since that local day, and why. */
void	 report_blind(struct report *, slice source, int64_t day,
	    slice trouble);
/* Somebody who was unhappy, was answered and wrote again: content now? */
void	 report_came_back(struct report *, bool content);

/* A business beside ours, of which that was seen; NULL: that it is one. */
void	 report_rival(struct report *, slice name,
	    const struct rival_seen *);

/* Quotes nobody: who reads it may not know what customers wrote. */
void	 report_mute(struct report *);
/* How soon: from posted to read here, and from then to the phone; of the
 * source of that number. False: there is no such source. */
struct report_lag { slice source; struct spans *heard, *pushed; };
bool	 report_lag(struct report *, size_t source, struct report_lag *);

/* One of them, once. False: it did not fit. */
enum report_form { REPORT_TEXT, REPORT_HTML, REPORT_JSON };
bool	 report_close(struct report *, enum report_form, slice *out);
/* Or the letter of a month (R87): a page of numbers, and what to change, each
 * with its evidence; nothing is suggested without. Title, text and html, in
 * the arena. */
bool	 report_letter(struct report *, struct letter *);

#endif
