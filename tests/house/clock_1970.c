/*
 * clock_1970.c - a clock of its own for one build of the program, linked in by
 * --wrap: how far it is off stands in a file beside the program, because
 * workers have no environment. Setting it writes that file.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

time_t	 __real_time(time_t *);
time_t	 __wrap_time(time_t *);
int	 __wrap_clock_settime(clockid_t, const struct timespec *);

static char	 path[PATH_MAX];
static long long off;

/* Before main(): a worker may soon open no file. */
static void __attribute__((constructor))
wake_up(void)
{
	ssize_t	 n = readlink("/proc/self/exe", path, sizeof(path) - 8);
	FILE	*f;

	if (n < 0)
		abort();
	memcpy(path + n, ".clock", 7);
	f = fopen(path, "re");
	if (f != NULL) {
		if (fscanf(f, "%lld", &off) != 1)
			off = 0;
		fclose(f);
	}
}

time_t
__wrap_time(time_t *t)
{
	time_t	 now = __real_time(NULL) + (time_t)off;

	if (t != NULL)
		*t = now;
	return now;
}

int
__wrap_clock_settime(clockid_t which, const struct timespec *t)
{
	FILE	*f = fopen(path, "we");

	(void)which;
	if (f == NULL)
		return -1;
	off = (long long)t->tv_sec - (long long)__real_time(NULL);
	fprintf(f, "%lld\n", off);
	return fclose(f);
}
