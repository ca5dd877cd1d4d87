#include "tests/town/say.h"

#include "core/slice.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static const struct {
	const char	*word, *colour;
} kinds[] = {
	[SAY_POSTED]	= { "posted",	"\033[36m" },
	[SAY_EDITED]	= { "edited",	"\033[36m" },
	[SAY_PHONE]	= { "PHONE",	"\033[1;33m" },
	[SAY_MAIL]	= { "MAIL",	"\033[1;35m" },
	[SAY_HOOK]	= { "WEBHOOK",	"\033[1;34m" },
	[SAY_TELEGRAM]	= { "TELEGRAM",	"\033[1;34m" },
	[SAY_TROUBLE]	= { "trouble",	"\033[31m" },
	[SAY_NOTE]	= { "town",	"\033[2m" },
};

void
say(enum say_kind kind, const char *format, ...)
{
	static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
	bool	 colour = isatty(STDOUT_FILENO) == 1;
	char	 line[1024];
	va_list	 ap;

	va_start(ap, format);
	vsnprintf(line, sizeof(line), format, ap);
	va_end(ap);
	pthread_mutex_lock(&one);
	printf("%s%-9s%s %s\n", colour ? kinds[kind].colour : "",
	    kinds[kind].word, colour ? "\033[0m" : "", line);
	fflush(stdout);
	pthread_mutex_unlock(&one);
}

const char *
say_short(char *buf, unsigned long cap, const char *s, unsigned n)
{
	unsigned long at = 0;
	bool	 gap = false;

	for (; *s && at + 8 < cap; s++) {
		if (((unsigned char)*s & 0xc0) != 0x80 && n-- == 0)
			break;
		gap = gap && (unsigned char)*s <= ' ';
		if ((unsigned char)*s <= ' ' || *s == 0x7f) {
			if (!gap)
				buf[at++] = ' ';
			gap = true;
		} else {
			buf[at++] = *s;
		}
	}
	buf[at] = '\0';
	if (*s)
		memcpy(buf + at, "\xe2\x80\xa6", 4);
	return buf;
}
