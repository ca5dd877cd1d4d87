/* test_redirect.c - where an answer sends us, and where we do not go. */
#include "net/fetch.h"
#include "tests/test.h"

static char block[4096];

static const struct {
	const char *from, *head, *to;
	bool	 refused;
} redirects[] = {
	{ "http://a.example/x/y", "HTTP/1.1 301 -\r\nLocation: ../z\r\n\r\n",
	    "http://a.example/z", false },
	{ "http://a.example/", "HTTP/1.1 308 -\r\nLocation: https://b.example"
	    "/\r\n\r\n", "https://b.example/", false },
	{ "https://a.example/", "HTTP/1.1 307 -\r\nlocation: //b.example/c\r\n"
	    "\r\n", "https://b.example/c", false },
	{ "https://a.example/", "HTTP/1.1 302 -\r\nLocation: http://a.example"
	    "/\r\n\r\n", "", true },
	{ "http://a.example/", "HTTP/1.1 303 -\r\nLocation: file:///etc/passwd"
	    "\r\n\r\n", "", true },
	{ "http://a.example/", "HTTP/1.1 302 -\r\nLocation: javascript:x\r\n"
	    "\r\n", "", true },
	{ "http://a.example/", "HTTP/1.1 302 -\r\n\r\n", "", false },
	{ "http://a.example/", "HTTP/1.1 302 -\r\nLocation: \r\n\r\n", "",
	    false },
	{ "http://a.example/", "HTTP/1.1 200 -\r\nLocation: /b\r\n\r\n", "",
	    false },
	{ "http://a.example/", "HTTP/1.1 304 -\r\nLocation: /b\r\n\r\n", "",
	    false },
	{ "http://a.example/", "HTTP/1.1 302 -\r\nLocation: /a\r\nLocation: /b"
	    "\r\n\r\n", "", true },
};

static void
test_redirects(void)
{
	for (size_t i = 0; i < COUNT(redirects); i++) {
		struct http_head h;
		struct fault f = { "" };
		struct arena a;
		slice	 to;

		arena_init(&a, block, sizeof(block));
		CHECK(http_head(slice_of(redirects[i].head), &h, &f) > 0);
		to = fetch_redirect(&a, slice_of(redirects[i].from), &h, &f);
		CHECK(slice_eq(to, slice_of(redirects[i].to)) ||
		    (printf("redirect %zu: %.*s\n", i, SLICE_ARG(to)), 0));
		CHECK(redirects[i].refused == (f.text[0] != '\0'));
	}
}

int
main(void)
{
	test_redirects();
	return test_failed;
}
