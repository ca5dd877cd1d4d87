#include "firmware/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

static bool quiet;

void
log_quiet(bool on)
{
	quiet = on;
}

/* Foreign text may hold terminal commands. */
static void
put_plain(const char *s)
{
	for (; *s; s++)
		putc((unsigned char)*s < 0x20 || *s == 0x7f ? '?' : *s, stderr);
}

void
log_event(slice who, const char *format, ...)
{
	char	 line[1024], clock[16];
	time_t	 now = time(NULL);
	struct tm tm;
	va_list	 ap;

	if (quiet)
		return;
	localtime_r(&now, &tm);
	strftime(clock, sizeof(clock), "%H:%M:%S", &tm);
	va_start(ap, format);
	vsnprintf(line, sizeof(line), format, ap);
	va_end(ap);
	fprintf(stderr, "%s ", clock);
	if (who.n)
		fprintf(stderr, "%.*s: ", SLICE_ARG(who));
	put_plain(line);
	putc('\n', stderr);
	fflush(stderr);
}
