/*
 * chart.h - a small picture of numbers over time, as SVG (W3C, SVG 1.1) for a
 * page of HTML or a file of its own: no script, nothing from outside.
 *
 * Made for a phone: the box is 360 wide, as are its letters, and is drawn
 * larger where there is room. Layers differ in lightness as well as in colour
 * (after Okabe and Ito 2008), have white between them and always the same
 * order, so that they can be told apart by everybody, and on paper. A reader
 * that does not see hears title and description.
 */
#ifndef CORE_CHART_H
#define CORE_CHART_H

#include "core/sink.h"

enum {
	CHART_WIDE = 360,
	CHART_LAYERS = 6, CHART_BARS = 100, CHART_MARKS = 24,
	CHART_NAME = 18			/* characters of a layer's name */
};

enum chart_tones { CHART_SIDES /* against, neither, for */, CHART_KINDS };

struct chart {
	unsigned number;		/* of its own in the page */
	slice	 title, about;		/* about: for who does not see it */
	enum chart_tones tones;
	slice	 names[CHART_LAYERS];
	size_t	 layers;
	size_t	 bars;
	int64_t	 day[CHART_BARS];	/* on which each begins */
	int64_t	 of[CHART_BARS][CHART_LAYERS];	/* below 0: as 0 */
	struct { size_t bar; int64_t number; } marks[CHART_MARKS];
	size_t	 nmarks;		/* "1" above a line at that bar */
};

/* Layers on each other, the first at the bottom. More than there may be are
 * left out. */
void	 chart_bars(struct sink *, const struct chart *);

/* Shares of thousandths: of[0] is the share, of[1] and of[2] the ends of its
 * interval; of[0] below 0: too few, a gap. names[0] says what of. */
void	 chart_shares(struct sink *, const struct chart *);

#endif
