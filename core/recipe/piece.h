/*
 * piece.h - a template cut into literal text and holes.
 *
 *	{name}  {/ptr}  {^/ptr}  {</ptr}  {.}	a hole, {/uri|basename} piped
 *	{{  }}					a brace
 *	{id,from{id,name}}			a list of names with a comma: itself,
 *						as some servers want it
 */
#ifndef CORE_PIECE_H
#define CORE_PIECE_H

#include "core/fault.h"

struct piece {
	slice	 text;		/* literal, or what stands between the braces */
	slice	 ref;		/* of a hole: what it refers to */
	slice	 pipes;		/* of a hole: "trim|cut:9", may be empty */
	bool	 hole;
};

/* Is it a reference: a name, a pointer, or "."? */
bool	 piece_is_ref(slice);
bool	 piece_is_name(slice);

/* The next piece of *rest, which must not be empty. False: malformed. */
bool	 piece_next(slice *rest, struct piece *, struct fault *);

/* Is the whole text one hole? Then its value keeps its type. */
bool	 piece_whole(slice text, struct piece *);

#endif
