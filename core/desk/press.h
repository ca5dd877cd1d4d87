/*
 * press.h - what the keeper and its workers say of buttons.
 *
 * The tokens of a letter go to the worker that delivers it, beside the letter;
 * they are stored nowhere. What was pressed comes back as an ASK of the worker
 * that serves the page (it waits for what is TOLD), or as a DEED of one that
 * reads a messenger or a mailbox. None of them can make a token.
 */
#ifndef CORE_PRESS_H
#define CORE_PRESS_H

#include "core/desk/mark.h"
#include "core/desk/token.h"

/* The tokens that a letter gets, in that order. */
enum press { PRESS_MINE, PRESS_DONE, PRESS_NOT_US, PRESS_SEEN, PRESS_USEFUL,
	PRESS_NOT_URGENT, PRESS_ANSWER /* of a mail: its Message-ID */,
	PRESSES };
enum act press_act(enum press);

struct press_buttons {
	slice	 web;			/* "http://192.168.1.5:8642", or empty */
	slice	 tokens;		/* PRESSES of them, without gaps */
	int64_t	 answers;		/* 1: what is pressed or answered on that
					 * channel comes back to us */
};
slice	 press_token(const struct press_buttons *, enum press);

struct press_ask {
	slice	 token;
	int64_t	 press;			/* 1; 0: only what it is about */
};

struct press_told {
	slice	 says;			/* a sentence */
	slice	 about;			/* what was said, and where */
	slice	 label;			/* of the button; empty: there is none */
	slice	 draft;			/* of an answer; empty: there is none */
	slice	 careful;		/* what should be known of it */
	int64_t	 status;		/* of HTTP */
	int64_t	 item;
};

struct press_deed {
	slice	 token;
	slice	 words;			/* of a note */
	slice	 from;			/* address of the mail, lower case */
	int64_t	 act;			/* enum act + 1; 0: as the token says */
	int64_t	 when;			/* the mail says; 0: now */
	int64_t	 index;			/* of the source */
};

enum { PRESS_DRAFT = 8000 };		/* bytes */

/* To the worker that has a guest. */
struct press_guest {
	slice	 hosts;			/* that we are called, a line each */
	int64_t	 seconds;
	int64_t	 uid;
};

extern const struct wire_shape press_buttons, press_ask, press_told,
    press_deed, press_guest;

/* --- in words ---------------------------------------------------------------- */

slice	 press_label(enum act);		/* "Not us" */
slice	 press_question(enum act);	/* what pressing it would do */
/* "Thanks, Anna. Item 12 is yours." `called` may be empty. */
void	 press_thanks(struct sink *, enum act, slice called, int64_t item);

/*
 * The first words of an answer by mail, in six languages: "mine", "done.",
 * "nicht wir". What remains is a note, perhaps an empty one. False: all of it
 * is a note.
 */
bool	 press_word(slice text, enum act *, slice *rest);

#endif
