/* test_config_web.c - where the page with the buttons may be. */
#include "firmware/config/config.h"
#include "tests/test.h"

#include <stdlib.h>
#include <unistd.h>

static const struct {
	const char *web;
	unsigned port;			/* 0: there is no page */
	const char *address, *hosts;
} rows[] = {
	{ "{\"listen\":\"192.168.1.5:8642\"}", 8642,
	    "http://192.168.1.5:8642",
	    "192.168.1.5:8642\n192.168.1.5:8642\n" },
	{ "{\"listen\":\"192.168.1.5:80\",\"address\":\"http://box.lan/\"}", 80,
	    "http://box.lan", "192.168.1.5:80\nbox.lan\nbox.lan\n" },
	{ "{\"listen\":\"[fd00::5]:8642\"}", 8642, "http://[fd00::5]:8642",
	    "[fd00::5]:8642\n[fd00::5]:8642\n" },
	{ "{\"listen\":\"0.0.0.0:8642\",\"address\":\"http://b:8642\"}", 8642,
	    "http://b:8642", "0.0.0.0:8642\nb:8642\n" },
	{ "{\"listen\":\"127.0.0.1:1\",\"port\":3}", 1, "http://127.0.0.1:1",
	    "127.0.0.1:1\n127.0.0.1:1\n" },
	{ "{}", 0, "", "" },
	{ "{\"address\":\"http://box.lan\"}", 0, "", "" },
	{ "{\"listen\":\"8.8.8.8:8642\"}", 0, "", "" },
	{ "{\"listen\":\"[2606:4700::1]:8642\"}", 0, "", "" },
	{ "{\"listen\":\"0.0.0.0:8642\"}", 0, "", "" },
	{ "{\"listen\":\"192.168.1.5\"}", 0, "", "" },
	{ "{\"listen\":\"192.168.1.5:0\"}", 0, "", "" },
	{ "{\"listen\":\"192.168.1.5:65536\"}", 0, "", "" },
	{ "{\"listen\":\"192.168.1.5:-1\"}", 0, "", "" },
	{ "{\"listen\":\"fd00::5:8642\"}", 0, "", "" },
	{ "{\"listen\":\"box.lan:8642\"}", 0, "", "" },
	{ "{\"listen\":8642}", 0, "", "" },
	{ "{\"listen\":\"10.0.0.1:1\",\"address\":\"http://b/x\"}", 0, "", "" },
	{ "{\"listen\":\"10.0.0.1:1\",\"address\":\"http://u@b\"}", 0, "", "" },
	{ "{\"listen\":\"10.0.0.1:1\",\"address\":\"http://b?x\"}", 0, "", "" },
	{ "{\"listen\":\"10.0.0.1:1\",\"address\":\"ftp://b\"}", 0, "", "" },
	{ "{\"listen\":\"10.0.0.1:1\",\"address\":\"http://a-name-that-is-as-"
	    "long-as-no-message-has-room-for.example.org\"}", 0, "", "" },
};

static void
test_row(const char *name, size_t i)
{
	FILE	*f = fopen(name, "w");
	const struct config *c;

	CHECK(f != NULL && fprintf(f, "{\"web\":%s}\n", rows[i].web) > 0);
	if (f != NULL)
		fclose(f);
	c = config_read(name);
	CHECK(c != NULL);		/* the rest holds without it */
	if (c == NULL)
		return;
	if (c->web.port != rows[i].port)
		printf("%s\n", rows[i].web);
	CHECK(c->web.port == rows[i].port);
	CHECK(slice_eq(c->web.address, slice_of(rows[i].address)));
	CHECK(slice_eq(c->web.hosts, slice_of(rows[i].hosts)));
	CHECK((c->notes != NULL) == (rows[i].port < 2));
	/* the configuration begins its memory: it is kept for good elsewhere */
	free((void *)(uintptr_t)c);
}

int
main(void)
{
	char	 name[] = "/tmp/earshot.web.XXXXXX";
	int	 fd = mkstemp(name);

	CHECK(fd >= 0);
	close(fd);
	if (freopen("/dev/null", "w", stderr) == NULL)
		return 1;
	for (size_t i = 0; i < COUNT(rows); i++)
		test_row(name, i);
	unlink(name);
	return test_failed;
}
