#include "firmware/role/program.h"

#include "firmware/confine.h"
#include "net/dial.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOT_RUN = 126, NOT_THERE = 127 };	/* as shells have it */

/* Nothing of ours goes along, above all not the keeper's socket. */
static void
close_others(void)
{
	struct rlimit most;
	int	 end = 4096;

	if (getrlimit(RLIMIT_NOFILE, &most) == 0 && most.rlim_cur < 4096)
		end = (int)most.rlim_cur;
	for (int fd = STDERR_FILENO + 1; fd < end; fd++)
		close(fd);
}

/* The child: nothing happens before there is input, so that a letter which
 * cannot be written starts no program. */
static void
become(const char *path, uid_t uid, int in, int out)
{
	char	*argv[] = { (char *)(uintptr_t)path, NULL };
	char	 go[] = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:"
		    "/usr/bin:/sbin:/bin";
	char	*envp[] = { go, NULL };
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };

	if (setpgid(0, 0) != 0 || !confine_program(uid) || chdir("/") != 0 ||
	    dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
	    dup2(out, STDERR_FILENO) < 0)
		_exit(NOT_RUN);
	close_others();
	if (poll(&p, 1, -1) != 1 || !(p.revents & POLLIN))
		_exit(NOT_RUN);
	signal(SIGPIPE, SIG_DFL);
	execve(path, argv, envp);
	_exit(errno == ENOENT ? NOT_THERE : NOT_RUN);
}

bool
program_open(struct program *p, const char *path, uid_t uid)
{
	int	 in[2], out[2];

	*p = (struct program){ .in = -1, .out = -1 };
	if (pipe2(in, O_CLOEXEC) != 0)
		return false;
	if (pipe2(out, O_CLOEXEC) != 0) {
		close(in[0]);
		close(in[1]);
		return false;
	}
	p->pid = fork();
	if (p->pid == 0)
		become(path, uid, in[0], out[1]);
	signal(SIGPIPE, SIG_IGN);
	close(in[0]);
	close(out[1]);
	p->in = in[1];
	p->out = out[0];
	/* our ends only: the program finds pipes that wait */
	return p->pid > 0 && fcntl(p->in, F_SETFL, O_NONBLOCK) == 0 &&
	    fcntl(p->out, F_SETFL, O_NONBLOCK) == 0;
}

static void
shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* As much as it takes now. One that reads nothing gets nothing: that is its
 * business, and its exit status counts. */
static void
feed(struct program *p, slice *input)
{
	ssize_t	 n = write(p->in, input->p, input->n);

	if (n > 0)
		*input = slice_from(*input, (size_t)n);
	else if (n < 0 && errno != EAGAIN && errno != EINTR)
		input->n = 0;
	if (input->n == 0)
		shut(&p->in);
}

/* The first line is kept, the others are read so that it need not wait. */
static void
listen_to(struct program *p)
{
	char	 buf[512];
	ssize_t	 n = read(p->out, buf, sizeof(buf));
	slice	 s = { buf, n > 0 ? (size_t)n : 0 };

	if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
		shut(&p->out);
	s = slice_head(s, sizeof(p->line) - p->nline);
	if (p->nline && memchr(p->line, '\n', p->nline) != NULL)
		return;
	memcpy(p->line + p->nline, s.p, s.n);
	p->nline += s.n;
}

/* Its end: also of one that left others behind with its output open. */
static bool
is_over(struct program *p)
{
	return waitpid(p->pid, &p->status, WNOHANG) == p->pid;
}

void
program_run(struct program *p, slice input, int64_t deadline)
{
	bool	 over = false;

	while (!over && dial_clock() < deadline) {
		struct pollfd fds[] = {
			{ .fd = p->in, .events = POLLOUT },
			{ .fd = p->out, .events = POLLIN },
		};

		(void)poll(fds, 2, 50);
		if (p->in >= 0 && fds[0].revents)
			feed(p, &input);
		if (p->out >= 0 && fds[1].revents)
			listen_to(p);
		over = is_over(p);
	}
	p->late = !over;
	if (over && p->out >= 0)
		listen_to(p);
	program_drop(p);
}

void
program_drop(struct program *p)
{
	if (p->pid > 0) {
		kill(-p->pid, SIGKILL);		/* what it left behind, too */
		kill(p->pid, SIGKILL);
		while (waitpid(p->pid, &p->status, 0) < 0 && errno == EINTR)
			;
	}
	p->pid = 0;
	shut(&p->in);
	shut(&p->out);
	p->nline = slice_index((slice){ p->line, p->nline }, '\n');
}
