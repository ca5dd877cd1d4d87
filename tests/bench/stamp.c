/* stamp - each line of standard input, with the milliseconds at which it came
 * in front of it. */
#include <stdio.h>
#include <time.h>

int
main(void)
{
	char	 line[4096];
	struct timespec t;

	while (fgets(line, sizeof(line), stdin) != NULL) {
		clock_gettime(CLOCK_MONOTONIC, &t);
		printf("%lld.%06ld ", (long long)t.tv_sec * 1000 +
		    t.tv_nsec / 1000000, t.tv_nsec % 1000000);
		fputs(line, stdout);
		fflush(stdout);
	}
	return 0;
}
