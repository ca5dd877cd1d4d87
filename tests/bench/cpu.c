/*
 * cpu FILE COMMAND... - runs it, and appends a row to FILE: microseconds of
 * processor time (user and system, of it and of all it started), microseconds
 * on the clock, KB of the largest process, bytes written to the disk.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long
micro(struct timeval t)
{
	return t.tv_sec * 1000000 + t.tv_usec;
}

static long
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int
report(const char *file, long begun)
{
	long	 clock = now() - begun;
	struct rusage all;
	FILE	*f = fopen(file, "ae");

	if (f == NULL || getrusage(RUSAGE_CHILDREN, &all) != 0) {
		perror(file);
		return 1;
	}
	fprintf(f, "%ld %ld %ld %ld\n", micro(all.ru_utime) +
	    micro(all.ru_stime), clock, all.ru_maxrss, all.ru_oublock * 512);
	return fclose(f) == 0 ? 0 : 1;
}

int
main(int argc, char **argv)
{
	long	 begun = now();
	int	 status = 0;
	pid_t	 pid;

	if (argc < 3) {
		fprintf(stderr, "usage: cpu FILE COMMAND...\n");
		return 2;
	}
	pid = fork();
	if (pid == 0) {
		execvp(argv[2], argv + 2);
		perror(argv[2]);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0 ||
	    report(argv[1], begun) != 0)
		return 1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 +
	    WTERMSIG(status);
}
