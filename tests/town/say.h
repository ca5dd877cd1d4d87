/*
 * say.h - what the town tells whoever watches: short plain lines, in colour
 * when somebody sits at a terminal.
 */
#ifndef TOWN_SAY_H
#define TOWN_SAY_H

enum say_kind {
	SAY_POSTED, SAY_EDITED, SAY_PHONE, SAY_MAIL, SAY_HOOK, SAY_TELEGRAM,
	SAY_TROUBLE, SAY_NOTE
};

void	 say(enum say_kind, const char *format, ...)
	    __attribute__((format(printf, 2, 3)));

/* At most n characters of a text on one line, with an ellipsis. */
const char *say_short(char *buf, unsigned long cap, const char *s,
	    unsigned n);

#endif
