/* test_dial.c - names, addresses and whom the policy lets us meet. */
#include "net/dial.h"
#include "tests/test.h"

#include "core/slice.h"

#include <netinet/in.h>
#include <poll.h>
#include <unistd.h>

static const struct {
	const char *host, *pinned;
	unsigned port;
	bool	 allow;
	const char *words;	/* NULL: resolved */
} hosts[] = {
	{ "127.0.0.1", "", 80, true, NULL },
	{ "::1", "", 80, true, NULL },
	{ "198.51.100.7", "", 80, true, NULL },
	{ "localhost", "", 80, true, NULL },
	{ "a.example", "127.0.0.1", 80, true, NULL },
	{ "8.8.8.8", "", 80, false, NULL },
	{ "a.example", "8.8.8.8", 80, false, NULL },
	{ "127.0.0.1", "", 80, false, "127.0.0.1 is a private address" },
	{ "::1", "", 80, false, "private" },
	{ "::ffff:10.0.0.1", "", 80, false, "private" },
	{ "localhost", "", 80, false, "private" },
	{ "2130706433", "", 80, false, "" },	/* inet_aton's 127.0.0.1 */
	{ "a.example", "192.168.1.5", 80, false, "192.168.1.5, a private" },
	{ "a.example", "b.example", 80, true, "pin" },
	{ "", "", 80, true, "not the name" },
	{ "127.0.0.1", "", 0, true, "not the name" },
	{ "127.0.0.1", "", 65536, true, "not the name" },
	{ "a.invalid", "", 80, true, "a.invalid: " },
};

static void
test_hosts(void)
{
	for (size_t i = 0; i < COUNT(hosts); i++) {
		struct dial_policy policy = { slice_of(hosts[i].pinned),
		    hosts[i].allow };
		struct dial_addresses d;
		struct fault f = { "" };
		bool	 ok = dial_resolve(&d, slice_of(hosts[i].host),
		    hosts[i].port, &policy, &f);

		CHECK(ok == (hosts[i].words == NULL) ||
		    (printf("host %zu: %s\n", i, f.text), 0));
		CHECK(!ok || (d.count > 0 && d.port == hosts[i].port));
		CHECK(ok || (f.text[0] && strstr(f.text, hosts[i].words)) ||
		    (printf("host %zu: %s\n", i, f.text), 0));
	}
}

/* A dead address does not use up the living one's time. */
static void
test_in_turn(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t size = sizeof(at);
	struct dial_policy policy = { SLICE("127.0.0.1"), true };
	struct dial_addresses d;
	struct fault f = { "" };
	int	 dead = socket(AF_INET, SOCK_STREAM, 0), fd;
	int	 alive = socket(AF_INET, SOCK_STREAM, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	CHECK(bind(dead, (struct sockaddr *)&at, size) == 0 &&
	    bind(alive, (struct sockaddr *)&at, size) == 0 &&
	    listen(alive, 1) == 0);
	CHECK(getsockname(dead, (struct sockaddr *)&at, &size) == 0);
	CHECK(dial_resolve(&d, SLICE("a.example"), ntohs(at.sin_port), &policy,
	    &f));
	CHECK(dial_connect(&d, dial_clock() + 5000, &f) == -1);
	CHECK(strstr(f.text, "nobody answers at a.example port ") != NULL);
	f.text[0] = '\0';
	CHECK(getsockname(alive, (struct sockaddr *)&at, &size) == 0);
	memcpy(&d.at[1], &at, sizeof(at));
	d.n[1] = sizeof(at);
	d.count = 2;
	fd = dial_connect(&d, dial_clock() + 5000, &f);
	CHECK(fd >= 0 && f.text[0] == '\0');
	CHECK(!dial_wait(fd, POLLIN, dial_clock() + 20));
	CHECK(dial_wait(fd, POLLOUT, dial_clock() + 5000));
	close(fd);
	/* no time at all is no connection */
	CHECK(dial_connect(&d, dial_clock() - 1, &f) == -1);
	close(dead);
	close(alive);
}

int
main(void)
{
	test_hosts();
	test_in_turn();
	return test_failed;
}
