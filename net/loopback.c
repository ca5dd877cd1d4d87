#include "net/loopback.h"

#include "net/dial.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

enum { PATIENCE = 3000 };	/* ms for one request: browsers open
				 * connections that they do not use */

int
loopback_open(unsigned *port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)*port),
	    .sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t n = sizeof(at);
	int	 one = 1;
	int	 fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -1;
	(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(fd, (struct sockaddr *)&at, sizeof(at)) != 0 ||
	    listen(fd, 4) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &n) != 0) {
		close(fd);
		return -1;
	}
	*port = ntohs(at.sin_port);
	return fd;
}

/* All of the head, or what there is of it. */
static size_t
read_head(int fd, char *buf)
{
	int64_t	 deadline = dial_clock() + PATIENCE;
	size_t	 n = 0;

	while (n < LOOPBACK_MOST && slice_find((slice){ buf, n },
	    SLICE("\r\n\r\n")) == n) {
		ssize_t	 got;

		if (!dial_wait(fd, POLLIN, deadline) ||
		    (got = recv(fd, buf + n, LOOPBACK_MOST - n,
		    MSG_DONTWAIT)) <= 0)
			break;
		n += (size_t)got;
	}
	return n;
}

slice
loopback_hear(int door, char buf[static LOOPBACK_MOST], int *guest)
{
	slice	 line, head;

	*guest = accept4(door, NULL, NULL, SOCK_CLOEXEC);
	if (*guest < 0)
		return SLICE("");
	head = (slice){ buf, read_head(*guest, buf) };
	line = slice_cut(&head, '\n');
	if (!slice_starts(line, SLICE("GET /")))
		return SLICE("");
	line = slice_from(line, 4);
	return slice_cut(&line, ' ');
}

void
loopback_answer(int guest, bool good, const char *words)
{
	char	 buf[512];
	int	 n = snprintf(buf, sizeof(buf), "HTTP/1.1 %s\r\nContent-Type: "
	    "text/plain; charset=utf-8\r\nContent-Length: %zu\r\nConnection: "
	    "close\r\nReferrer-Policy: no-referrer\r\n\r\n%s",
	    good ? "200 OK" : "400 Bad Request", strlen(words), words);

	if (n > 0 && (size_t)n < sizeof(buf))
		(void)send(guest, buf, (size_t)n, MSG_NOSIGNAL);
	shutdown(guest, SHUT_WR);
	close(guest);
}
