/*
 * peak FILE COMMAND... - runs it, and stops each of its processes when it
 * ends, to see what memory it had. A row in FILE for each:
 *
 *	WHO PEAK END FILES GROUP
 *
 * WHO is the role of a worker, or "keeper". In KB: PEAK the most it had for
 * itself, END what it had at its end, FILES the pages of files it used (the
 * program's, the store's: the page cache has them anyway), GROUP what all
 * that lived then had for themselves. A page for itself is an anonymous one:
 * heap, stack, arenas, and what it changed of its program's data.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	MOST = 256,			/* alive at a time */
	OPTIONS = PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
	    PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT |
	    PTRACE_O_EXITKILL
};

/* Between vfork and exec a child shows its parent's memory: not counted. */
static struct {
	pid_t	 pid;
	bool	 counts;
} alive[MOST];
static size_t nalive;

static size_t
place(pid_t pid)
{
	size_t	 i;

	for (i = 0; i < nalive; i++)
		if (alive[i].pid == pid)
			return i;
	if (nalive == MOST) {
		fprintf(stderr, "peak: too many processes\n");
		exit(1);
	}
	alive[nalive++].pid = pid;
	alive[i].counts = false;
	return i;
}

/* The KB behind such a key in a file of /proc/PID. */
static long
kb(pid_t pid, const char *file, const char *key)
{
	char	 name[64], line[256];
	size_t	 n = strlen(key);
	long	 v = 0;
	FILE	*f;

	snprintf(name, sizeof(name), "/proc/%d/%s", (int)pid, file);
	f = fopen(name, "re");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, key, n) == 0)
			v = atol(line + n);
	if (f != NULL)
		fclose(f);
	return v;
}

static void
who(pid_t pid, char *out, size_t cap)
{
	static const char worker[] = "earshot: worker";
	char	 name[64], line[256];
	size_t	 n = 0;
	FILE	*f;

	snprintf(name, sizeof(name), "/proc/%d/cmdline", (int)pid);
	f = fopen(name, "re");
	if (f != NULL) {
		n = fread(line, 1, sizeof(line) - 1, f);
		fclose(f);
	}
	line[n] = '\0';
	snprintf(out, cap, "%.60s", n > sizeof(worker) &&
	    memcmp(line, worker, sizeof(worker)) == 0 ?
	    line + sizeof(worker) : "keeper");
}

/* smaps is exact; of a process that confined itself only root may read it. */
static long
anonymous(pid_t pid)
{
	return kb(pid, "smaps_rollup", "Rss:") ?
	    kb(pid, "smaps_rollup", "Anonymous:") :
	    kb(pid, "status", "RssAnon:");
}

static void
note(FILE *out, pid_t pid)
{
	long	 own = anonymous(pid), group = 0;
	long	 file = kb(pid, "status", "VmRSS:") - own;
	long	 peak = kb(pid, "status", "VmHWM:") - file;
	char	 name[64];

	for (size_t i = 0; i < nalive; i++)
		if (alive[i].counts)
			group += anonymous(alive[i].pid);
	who(pid, name, sizeof(name));
	fprintf(out, "%s %ld %ld %ld %ld\n", name, peak > own ? peak : own,
	    own, file, group);
}

/* A stop: what happened, and the signal to go on with. */
static int
stopped(FILE *out, pid_t pid, int status)
{
	size_t	 before = nalive, i = place(pid);

	switch (status >> 16) {
	case PTRACE_EVENT_EXEC:
		alive[i].counts = true;
		return 0;
	case PTRACE_EVENT_EXIT:
		if (alive[i].counts)
			note(out, pid);
		return 0;
	case 0:		/* a new one begins with a stop that is ours */
		return WSTOPSIG(status) == SIGSTOP && nalive > before ? 0 :
		    WSTOPSIG(status);
	default:
		return 0;
	}
}

static int
watch(FILE *out, pid_t first)
{
	int	 status, result = 1;
	pid_t	 pid;

	while ((pid = waitpid(-1, &status, __WALL)) > 0) {
		if (WIFSTOPPED(status)) {
			ptrace(PTRACE_CONT, pid, NULL,
			    (long)stopped(out, pid, status));
			continue;
		}
		alive[place(pid)] = alive[nalive - 1];
		nalive--;
		if (pid == first)
			result = WIFEXITED(status) ? WEXITSTATUS(status) :
			    128 + WTERMSIG(status);
	}
	return result;
}

int
main(int argc, char **argv)
{
	FILE	*out = argc < 3 ? NULL : fopen(argv[1], "ae");
	pid_t	 pid = out ? fork() : -1;
	int	 status;

	if (pid == 0) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		raise(SIGSTOP);
		execvp(argv[2], argv + 2);
		perror(argv[2]);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0 || !WIFSTOPPED(status) ||
	    ptrace(PTRACE_SETOPTIONS, pid, NULL, (long)OPTIONS) != 0) {
		fprintf(stderr, "usage: peak FILE COMMAND...\n");
		return 2;
	}
	place(pid);
	ptrace(PTRACE_CONT, pid, NULL, 0L);
	status = watch(out, pid);
	return fclose(out) == 0 ? status : 1;
}
