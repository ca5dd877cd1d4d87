/*
 * view.h - a mail as its reader sees it: text, and where its links lead.
 *
 * Pictures are what they show: stars by their "alt" or by their file's name.
 */
#ifndef CORE_VIEW_H
#define CORE_VIEW_H

#include "core/sink.h"

enum { VIEW_MAX = 65536, VIEW_LINKS = 300 };

struct view_link {
	slice	 url;		/* as it stands there, entities resolved */
	slice	 label;		/* what is read; of a bare address: what stands
				 * before it */
	size_t	 at, end;	/* where, in the text */
};

struct view {
	slice	 text;		/* lines tidied, at most VIEW_MAX bytes */
	struct view_link *links;
	size_t	 n;
};

void	 view_html(struct arena *, slice html, struct view *);
void	 view_plain(struct arena *, slice text, struct view *);

#endif
