#include "net/dial.h"

#include "core/web/url.h"

#include <errno.h>
#include <limits.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

int64_t
dial_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool
dial_wait(int fd, short events, int64_t deadline)
{
	struct pollfd p = { .fd = fd, .events = events };

	for (;;) {
		int64_t	 left = deadline - dial_clock();
		int	 n;

		if (left <= 0)
			return false;
		n = poll(&p, 1, left > INT_MAX ? INT_MAX : (int)left);
		if (n > 0)
			return true;
		if (n < 0 && errno != EINTR)
			return false;
	}
}

/* --- names to addresses --------------------------------------------------- */

static size_t
ip_of(const struct sockaddr *sa, unsigned char ip[static 16])
{
	if (sa->sa_family == AF_INET) {
		memcpy(ip, &((const struct sockaddr_in *)sa)->sin_addr, 4);
		return 4;
	}
	if (sa->sa_family == AF_INET6) {
		memcpy(ip, &((const struct sockaddr_in6 *)sa)->sin6_addr, 16);
		return 16;
	}
	return 0;
}

static void
add(struct dial_addresses *d, const unsigned char *ip, size_t n)
{
	struct sockaddr_in six4 = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)d->port) };
	struct sockaddr_in6 six6 = { .sin6_family = AF_INET6,
	    .sin6_port = htons((uint16_t)d->port) };

	if (d->count == DIAL_ADDRESSES)
		return;
	if (n == 4) {
		memcpy(&six4.sin_addr, ip, 4);
		memcpy(&d->at[d->count], &six4, sizeof(six4));
		d->n[d->count++] = sizeof(six4);
	} else {
		memcpy(&six6.sin6_addr, ip, 16);
		memcpy(&d->at[d->count], &six6, sizeof(six6));
		d->n[d->count++] = sizeof(six6);
	}
}

/* An address as text, for the owner to read. */
static slice
ip_text(const unsigned char *ip, size_t n, char buf[static 64])
{
	struct sink k = { .buf = buf, .cap = 64 };

	for (size_t i = 0; i < n; i += n == 4 ? 1 : 2) {
		if (i)
			sink_byte(&k, n == 4 ? '.' : ':');
		if (n == 4)
			sink_int(&k, ip[i]);
		else
			sink_hex(&k, (slice){ (const char *)ip + i, 2 });
	}
	return sink_slice(&k);
}

static bool
refused(const struct dial_addresses *d, const unsigned char *ip, size_t n,
    struct fault *f)
{
	unsigned char literal[16];
	bool	 itself = url_ip(slice_of(d->host), literal) > 0;
	char	 buf[64];

	return fault_tell(f, "% is %%a private address: add it to "
	    "allow_private if you mean it", slice_of(d->host),
	    itself ? SLICE("") : ip_text(ip, n, buf),
	    itself ? SLICE("") : SLICE(", "));
}

static slice
lookup_words(int error)
{
	static const struct { int error; const char *words; } known[] = {
		{ EAI_NONAME, "there is no such name" },
		{ EAI_AGAIN, "the name server does not answer" },
		{ EAI_FAIL, "the name server refuses" },
		{ EAI_NODATA, "the name has no address" },
	};

	for (size_t i = 0; i < COUNT(known); i++)
		if (known[i].error == error)
			return slice_of(known[i].words);
	return slice_of(gai_strerror(error));
}

/* Asks the system: hosts file, name servers. */
static bool
lookup(struct dial_addresses *d, const struct dial_policy *policy,
    struct fault *f)
{
	struct addrinfo hints = { .ai_family = AF_UNSPEC,
	    .ai_socktype = SOCK_STREAM }, *list = NULL;
	unsigned char ip[16], bad[16];
	size_t	 n, nbad = 0;
	int	 e = getaddrinfo(d->host, NULL, &hints, &list);

	if (e != 0)
		return fault_tell(f, "%: %", slice_of(d->host),
		    lookup_words(e));
	for (struct addrinfo *at = list; at; at = at->ai_next) {
		n = ip_of(at->ai_addr, ip);
		if (n == 0)
			continue;
		if (policy->allow_private || !url_ip_private(ip, n)) {
			add(d, ip, n);
		} else {
			memcpy(bad, ip, n);
			nbad = n;
		}
	}
	freeaddrinfo(list);
	if (d->count)
		return true;
	if (nbad)
		return refused(d, bad, nbad, f);
	return fault_tell(f, "%: the name has no address", slice_of(d->host));
}

bool
dial_resolve(struct dial_addresses *d, slice host, unsigned port,
    const struct dial_policy *policy, struct fault *f)
{
	slice	 name = policy->pinned.n ? policy->pinned : host;
	unsigned char ip[16];
	size_t	 n;

	*d = (struct dial_addresses){ .port = port };
	if (host.n == 0 || host.n >= sizeof(d->host) ||
	    memchr(host.p, '\0', host.n) || port == 0 || port > 65535)
		return fault_tell(f, "not the name of a host: %", host);
	memcpy(d->host, host.p, host.n);
	n = url_ip(name, ip);
	if (n == 0 && policy->pinned.n)
		return fault_tell(f, "not an address to pin % to: %", host,
		    name);
	if (n == 0)
		return lookup(d, policy, f);
	if (!policy->allow_private && url_ip_private(ip, n))
		return refused(d, ip, n, f);
	add(d, ip, n);
	return true;
}

/* --- addresses to a socket ------------------------------------------------ */

/* A socket, or -1 with errno. */
static int
try_one(const struct sockaddr_storage *at, socklen_t n, int64_t deadline)
{
	int	 fd, on = 1, e = 0;
	socklen_t size = sizeof(e);

	fd = socket(at->ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
	    0);
	if (fd < 0)
		return -1;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	if (connect(fd, (const struct sockaddr *)at, n) == 0)
		return fd;
	if (errno == EINPROGRESS || errno == EINTR) {
		if (!dial_wait(fd, POLLOUT, deadline))
			e = ETIMEDOUT;
		else if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &e, &size) < 0)
			e = errno;
		if (e == 0)
			return fd;
		errno = e;
	}
	e = errno;
	close(fd);
	errno = e;
	return -1;
}

int
dial_connect(const struct dial_addresses *d, int64_t deadline,
    struct fault *f)
{
	char	 number[24];
	int	 fd;

	errno = ETIMEDOUT;
	for (size_t i = 0; i < d->count; i++) {
		int64_t	 now = dial_clock();

		if (now >= deadline)
			break;
		/* a fair share each, so that a dead address costs little */
		fd = try_one(&d->at[i], d->n[i], now + (deadline - now) /
		    (int64_t)(d->count - i));
		if (fd >= 0)
			return fd;
	}
	fault_tell(f, "nobody answers at % port %: %", slice_of(d->host),
	    fault_int(number, d->port), slice_of(strerror(errno)));
	return -1;
}
