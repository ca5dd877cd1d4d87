#include "firmware/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static bool quiet;

void
log_quiet(bool on)
{
	quiet = on;
}

enum { LINE = 1024 };

/* Foreign text may hold terminal commands. */
static void
make_plain(char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			*s = '?';
}

void
log_event(slice who, const char *format, ...)
{
	char	 line[LINE], text[LINE - 320], clock[40];
	time_t	 now = time(NULL);
	struct tm tm;
	va_list	 ap;
	int	 n;

	if (quiet)
		return;
	localtime_r(&now, &tm);
	snprintf(clock, sizeof(clock), "%02d:%02d:%02d", tm.tm_hour,
	    tm.tm_min, tm.tm_sec);
	va_start(ap, format);
	vsnprintf(text, sizeof(text), format, ap);
	va_end(ap);
	make_plain(text);
	if (who.n > 256)
		who.n = 256;
	n = snprintf(line, sizeof(line), "%s %.*s%s%s\n", clock,
	    SLICE_ARG(who), who.n ? ": " : "", text);
	(void)!write(STDERR_FILENO, line, (size_t)n);	/* one line, one call */
}
