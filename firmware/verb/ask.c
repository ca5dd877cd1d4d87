#include "firmware/verb/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

enum { LINE = 16384 };			/* bytes of what is pasted */

static bool
hide(struct termios *before)
{
	struct termios t;

	if (tcgetattr(STDIN_FILENO, before) != 0)
		return false;		/* a pipe shows nothing */
	t = *before;
	t.c_lflag &= ~(tcflag_t)ECHO;
	return tcsetattr(STDIN_FILENO, TCSAFLUSH, &t) == 0;
}

slice
ask_line(struct arena *a, bool secret)
{
	char	*line = NULL;
	size_t	 cap = 0;
	struct termios before;
	bool	 hidden = secret && hide(&before);
	ssize_t	 n = getline(&line, &cap, stdin);
	slice	 s = SLICE("");

	if (hidden) {
		(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
		fprintf(stderr, "\n");
	}
	if (n > 0 && n <= LINE)
		s = arena_copy(a, slice_trim((slice){ line, (size_t)n }));
	free(line);
	return s;
}
