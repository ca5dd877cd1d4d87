/*
 * town - a pretend internet on loopback, and who asks it for something:
 *
 *	town DIR [PORT] [quiet]		the town; its ports go to DIR/ports
 *	town ask DIR PATH [TEXT]	a test pulls a string (control.c)
 *	town peak FILE COMMAND...	runs it; the memory that it or a child of
 *					it had at most goes to FILE, in KB
 *
 * PORT is the https port, the others follow it; 0: any that are free.
 */
#include "tests/town/say.h"
#include "tests/town/town.h"

#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { USUAL_PORT = 8443, STACK = 256 << 10 };

static const struct {
	const char	*name;
	void		(*serve)(struct town *, int fd);
} doors[PORTS] = {
	[PORT_HTTPS]	= { "HTTPS",	front_serve },
	[PORT_SPARE]	= { "SPARE",	front_serve },
	[PORT_CONTROL]	= { "CONTROL",	control_serve },
	[PORT_SMTPS]	= { "SMTPS",	mailroom_serve },
	[PORT_SMTP]	= { "SMTP",	mailroom_serve_clear },
	[PORT_OLD_ALERT] = { "OLD_ALERT", rude_old_alert },
	[PORT_OLD_HELLO] = { "OLD_HELLO", rude_old_hello },
	[PORT_PLAIN]	= { "PLAIN",	rude_plain },
	[PORT_MUTE]	= { "MUTE",	rude_mute },
	[PORT_IMAPS]	= { "IMAPS",	postbox_serve },
};

void
town_lock(struct town *t)
{
	pthread_mutex_lock(&t->lock);
}

void
town_unlock(struct town *t)
{
	pthread_mutex_unlock(&t->lock);
}

void
town_nap(long ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000 };

	while (nanosleep(&t, &t) != 0 && errno == EINTR)
		;
}

/* --- threads ------------------------------------------------------------- */

struct guest {				/* one connection, on its own thread */
	struct town	*town;
	size_t		 door;
	int		 fd;
};

static void
start(void *(*run)(void *), void *arg)
{
	pthread_attr_t attr;
	pthread_t id;

	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	if (pthread_create(&id, &attr, run, arg) != 0) {
		fprintf(stderr, "town: no thread to be had\n");
		exit(1);
	}
	pthread_attr_destroy(&attr);
}

static void *
receive(void *arg)
{
	struct guest g = *(struct guest *)arg;

	free(arg);
	doors[g.door].serve(g.town, g.fd);
	return NULL;
}

/* The door's socket as it is now: the spare one is shut now and then. */
static int
socket_of(struct guest *g)
{
	int	 fd = g->fd;

	if (g->door == PORT_SPARE) {
		town_lock(g->town);
		fd = g->town->spare_fd;
		town_unlock(g->town);
	}
	return fd;
}

static void *
keep_door(void *arg)
{
	struct guest *g = arg;

	for (;;) {
		struct guest *in;
		int	 fd = accept4(socket_of(g), NULL, NULL, SOCK_CLOEXEC);

		if (fd < 0) {
			town_nap(20);
			continue;
		}
		in = must_alloc(sizeof(*in));
		*in = (struct guest){ g->town, g->door, fd };
		start(receive, in);
	}
	return NULL;
}

/* --- opening ------------------------------------------------------------- */

static void
write_ports(const struct town *t, const char *dir)
{
	char	 name[512], temp[520];
	FILE	*f;

	snprintf(name, sizeof(name), "%s/ports", dir);
	snprintf(temp, sizeof(temp), "%s.tmp", name);
	f = fopen(temp, "we");
	for (size_t i = 0; f != NULL && i < PORTS; i++)
		fprintf(f, "%s=%u\n", doors[i].name, t->ports[i]);
	if (f == NULL || fclose(f) != 0 || rename(temp, name) != 0) {
		perror(name);
		exit(1);
	}
}

static void
open_doors(struct town *t, unsigned port)
{
	struct guest *g;

	for (size_t i = 0; i < PORTS; i++) {
		g = must_alloc(sizeof(*g));
		t->ports[i] = port ? port + (unsigned)i : 0;
		*g = (struct guest){ t, i, line_listen(&t->ports[i]) };
		if (g->fd < 0) {
			fprintf(stderr, "town: port %u: %s\n", t->ports[i],
			    strerror(errno));
			exit(1);
		}
		if (i == PORT_SPARE)
			t->spare_fd = g->fd;
		start(keep_door, g);
	}
}

static int
run(const char *dir, unsigned port, bool quiet)
{
	struct town *t = must_alloc(sizeof(*t));
	sigset_t ends;
	int	 sig;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &ends, NULL);
	pthread_mutex_init(&t->lock, NULL);
	t->quiet = quiet;
	t->bench_entries = 30;
	t->last_id = 1000;
	t->tls = tls_open(dir);
	open_doors(t, port);
	script_history(t);
	write_ports(t, dir);
	start(script_run, t);
	sigwait(&ends, &sig);
	return 0;
}

/* --- asking -------------------------------------------------------------- */

static unsigned
control_port(const char *dir)
{
	char	 name[512], row[64];
	unsigned port = 0;
	FILE	*f;

	snprintf(name, sizeof(name), "%s/ports", dir);
	f = fopen(name, "re");
	while (f != NULL && fgets(row, sizeof(row), f))
		(void)sscanf(row, "CONTROL=%u", &port);
	if (f != NULL)
		fclose(f);
	return port;
}

static int
dial(unsigned port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr = { htonl(INADDR_LOOPBACK) } };
	int	 fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof(at)) == 0)
		return fd;
	fprintf(stderr, "town: nobody answers at port %u\n", port);
	exit(1);
}

static int
ask(const char *dir, const char *path, const char *text)
{
	struct line *l = must_alloc(sizeof(*l));
	struct buf out = { .p = NULL };
	char	 row[512];
	int	 c, status = 0;

	line_open(l, dial(control_port(dir)));
	buf_printf(&out, "%s %s HTTP/1.1\r\nHost: town\r\nConnection: close"
	    "\r\nContent-Length: %zu\r\n\r\n%s", text ? "POST" : "GET", path,
	    text ? strlen(text) : 0, text ? text : "");
	line_write(l, out.p, out.n);
	if (line_gets(l, row, sizeof(row)))
		(void)sscanf(row, "HTTP/1.1 %d", &status);
	while (line_gets(l, row, sizeof(row)) && row[0])
		;
	while ((c = line_byte(l)) >= 0)
		putchar(c);
	line_close(l);
	free(l);
	buf_free(&out);
	return status == 200 ? 0 : 1;
}

static int
peak(const char *file, char **command)
{
	struct rusage all;
	pid_t	 pid = fork();
	int	 status = 0;
	FILE	*f;

	if (pid == 0) {
		execv(command[0], command);
		perror(command[0]);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0 ||
	    getrusage(RUSAGE_CHILDREN, &all) != 0 ||
	    (f = fopen(file, "we")) == NULL)
		return 1;
	fprintf(f, "%ld\n", all.ru_maxrss);
	fclose(f);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 +
	    WTERMSIG(status);
}

int
main(int argc, char **argv)
{
	if (argc >= 4 && strcmp(argv[1], "peak") == 0)
		return peak(argv[2], argv + 3);
	if (argc >= 4 && strcmp(argv[1], "ask") == 0)
		return ask(argv[2], argv[3], argc > 4 ? argv[4] : NULL);
	if (argc < 2 || argc > 4) {
		fprintf(stderr, "usage: town DIR [PORT] [quiet]\n"
		    "       town ask DIR PATH [TEXT]\n");
		return 2;
	}
	return run(argv[1], argc > 2 ? (unsigned)atoi(argv[2]) : USUAL_PORT,
	    argc > 3 && strcmp(argv[3], "quiet") == 0);
}
