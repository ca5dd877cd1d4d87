/*
 * script.h - what the people of Harford write, as data.
 */
#ifndef TOWN_SCRIPT_H
#define TOWN_SCRIPT_H

#include <stddef.h>

struct script_line {
	const char	*host, *author, *lang;
	const char	*title;		/* NULL: the network has none */
	const char	*text;		/* {a|b|c}: another one each round */
};

/* What was there before anybody listened. */
extern const struct script_line script_before[];
extern const size_t script_nbefore;
/* One after the other, round and round. */
extern const struct script_line script_lines[];
extern const size_t script_nlines;

#endif
