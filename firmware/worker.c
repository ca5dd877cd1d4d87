#include "firmware/worker.h"
#include "core/job.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static worker_role *fallback;

void
worker_fallback(worker_role *run)
{
	fallback = run;
}

bool
worker_open(struct worker *w)
{
	void	*block = mmap(NULL, WORKER_MEMORY, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	*w = (struct worker){ .fd = -1 };
	if (block == MAP_FAILED)
		return false;
	arena_init(&w->memory, block, WORKER_MEMORY);
	w->job = arena_take(&w->memory, WORKER_PACKETS * sizeof(slice));
	w->found = arena_take(&w->memory, WORKER_PACKETS * sizeof(slice));
	return true;
}

void
worker_close(struct worker *w)
{
	if (w->memory.base != NULL)
		munmap(w->memory.base, WORKER_MEMORY);
	*w = (struct worker){ .fd = -1 };
}

void
worker_say(struct worker *w, const struct wire_shape *shape, const void *what)
{
	struct sink k = sink_open(&w->memory);

	wire_put(&k, shape, what);
	if (w->njob < WORKER_PACKETS)
		w->job[w->njob++] = sink_close(&k, &w->memory);
	else
		w->memory.spent = true;
}

void
worker_go(struct worker *w)
{
	static const char go[] = { JOB_GO };

	if (w->njob < WORKER_PACKETS)
		w->job[w->njob++] = (slice){ go, 1 };
	else
		w->memory.spent = true;
}

/* The same program again, in a forked child without exec. */
static pid_t
fork_self(const char *role, int fd, int guest)
{
	pid_t	 pid = fallback ? fork() : -1;

	if (pid != 0)
		return pid;
	if (dup2(fd, WORKER_FD) != WORKER_FD ||
	    (guest && dup2(guest, WORKER_GUEST) != WORKER_GUEST))
		_exit(111);
	for (int i = guest ? WORKER_GUEST + 1 : WORKER_FD + 1; i < 64; i++)
		close(i);
	_exit(fallback(role));
}

static pid_t
spawn_self(const char *role, int fd, int guest)
{
	char	*argv[] = { (char *)"earshot: worker", (char *)role, NULL };
	char	*envp[] = { NULL };
	posix_spawn_file_actions_t fa;
	pid_t	 pid;
	int	 e;

	if (posix_spawn_file_actions_init(&fa) != 0)
		return -1;
	e = posix_spawn_file_actions_adddup2(&fa, fd, WORKER_FD);
	if (e == 0 && guest)
		e = posix_spawn_file_actions_adddup2(&fa, guest, WORKER_GUEST);
	if (e == 0)
		e = posix_spawn(&pid, "/proc/self/exe", &fa, NULL, argv, envp);
	posix_spawn_file_actions_destroy(&fa);
	return e == 0 ? pid : fork_self(role, fd, guest);
}

static bool
fail(struct worker *w, const char *why)
{
	snprintf(w->why, sizeof(w->why), "%s", why);
	w->state = WORKER_FAILED;
	return false;
}

bool
worker_start(struct worker *w, const char *role, int64_t deadline)
{
	int	 pair[2];

	w->deadline = deadline;
	if (w->memory.spent)
		return fail(w, "the job is too large");
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
		return fail(w, "no socket pair to be had");
	w->fd = pair[0];
	w->pid = spawn_self(role, pair[1], w->guest);
	close(pair[1]);
	if (w->pid > 0) {
		w->state = WORKER_RUNNING;
		return true;
	}
	close(w->fd);
	w->fd = -1;
	return fail(w, "no process to be had");
}

short
worker_events(const struct worker *w)
{
	return (short)(POLLIN | (w->sent < w->njob ? POLLOUT : 0));
}

static void
describe(struct worker *w, int status)
{
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
		fail(w, "its worker asked for a right it does not have");
	else if (WIFSIGNALED(status))
		snprintf(w->why, sizeof(w->why), "its worker died of signal %d",
		    WTERMSIG(status));
	else
		snprintf(w->why, sizeof(w->why), "its worker gave up (%d)",
		    WEXITSTATUS(status));
}

static void
finish(struct worker *w, const char *why)
{
	int	 status = 0;

	if (why != NULL)
		kill(w->pid, SIGKILL);
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	close(w->fd);
	w->fd = -1;
	if (why != NULL) {
		fail(w, why);
	} else if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
		w->state = WORKER_DONE;
	} else {
		w->state = WORKER_FAILED;
		describe(w, status);
	}
}

static void
send_some(struct worker *w)
{
	while (w->sent < w->njob) {
		slice	 s = w->job[w->sent];

		if (send(w->fd, s.p, s.n, MSG_DONTWAIT | MSG_NOSIGNAL) !=
		    (ssize_t)s.n)
			return;		/* full: later; gone: reading tells */
		w->sent++;
	}
}

/* One packet; false when there is none now, or the worker is finished. */
static bool
receive(struct worker *w)
{
	struct sink k = sink_open(&w->memory);
	ssize_t	 n = recv(w->fd, k.buf, k.cap < WIRE_MAX ? k.cap : WIRE_MAX,
	    MSG_DONTWAIT | MSG_TRUNC);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return false;
	if (n <= 0) {
		finish(w, NULL);
	} else if (n > WIRE_MAX || (size_t)n > k.cap) {
		finish(w, "its worker sent more than there is room for");
	} else if (w->nfound == WORKER_PACKETS) {
		finish(w, "its worker sent too many packets");
	} else {
		k.len = (size_t)n;
		w->found[w->nfound++] = sink_close(&k, &w->memory);
		return true;
	}
	return false;
}

void
worker_step(struct worker *w, short revents, int64_t now)
{
	if (revents & POLLOUT)
		send_some(w);
	while (w->state == WORKER_RUNNING && receive(w))
		;
	if (w->state == WORKER_RUNNING && now >= w->deadline)
		finish(w, "no answer in time");
}

bool
worker_hear(char *buf, size_t cap, slice *packet)
{
	ssize_t	 n;

	do {
		n = recv(WORKER_FD, buf, cap, MSG_TRUNC);
	} while (n < 0 && errno == EINTR);
	if (n <= 0 || (size_t)n > cap)
		_exit(112);		/* the keeper is gone, or mad */
	*packet = (slice){ buf, (size_t)n };
	return !(n == 1 && buf[0] == JOB_GO);
}

bool
worker_tell(const struct wire_shape *shape, const void *what)
{
	static char buf[WIRE_MAX];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	wire_put(&k, shape, what);
	return !k.full && send(WORKER_FD, buf, k.len, MSG_NOSIGNAL) ==
	    (ssize_t)k.len;
}
