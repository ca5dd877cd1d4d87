#include "core/web/url.h"

#include "tests/test.h"

static char block[1 << 16];

#define EMPTY	((slice){ "", 0 })

static bool
is(slice got, const char *want)
{
	if (slice_eq(got, slice_of(want)))
		return true;
	printf("\tgot \"%.*s\", not \"%s\"\n", SLICE_ARG(got), want);
	return false;
}

/* RFC 3986, 5.4, against http://a/b/c/d;p?q */
static const struct {
	const char	*reference, *want;
} rfc[] = {
	{ "g:h", "g:h" },		{ "g", "http://a/b/c/g" },
	{ "./g", "http://a/b/c/g" },	{ "g/", "http://a/b/c/g/" },
	{ "/g", "http://a/g" },		{ "//g", "http://g" },
	{ "?y", "http://a/b/c/d;p?y" },	{ "g?y", "http://a/b/c/g?y" },
	{ "#s", "http://a/b/c/d;p?q#s" }, { "g#s", "http://a/b/c/g#s" },
	{ "g?y#s", "http://a/b/c/g?y#s" }, { ";x", "http://a/b/c/;x" },
	{ "g;x", "http://a/b/c/g;x" },	{ "g;x?y#s", "http://a/b/c/g;x?y#s" },
	{ "", "http://a/b/c/d;p?q" },	{ ".", "http://a/b/c/" },
	{ "./", "http://a/b/c/" },	{ "..", "http://a/b/" },
	{ "../", "http://a/b/" },	{ "../g", "http://a/b/g" },
	{ "../..", "http://a/" },	{ "../../", "http://a/" },
	{ "../../g", "http://a/g" },
	{ "../../../g", "http://a/g" },	{ "../../../../g", "http://a/g" },
	{ "/./g", "http://a/g" },	{ "/../g", "http://a/g" },
	{ "g.", "http://a/b/c/g." },	{ ".g", "http://a/b/c/.g" },
	{ "g..", "http://a/b/c/g.." },	{ "..g", "http://a/b/c/..g" },
	{ "./../g", "http://a/b/g" },	{ "./g/.", "http://a/b/c/g/" },
	{ "g/./h", "http://a/b/c/g/h" }, { "g/../h", "http://a/b/c/h" },
	{ "g;x=1/./y", "http://a/b/c/g;x=1/y" },
	{ "g;x=1/../y", "http://a/b/c/y" },
	{ "g?y/./x", "http://a/b/c/g?y/./x" },
	{ "g?y/../x", "http://a/b/c/g?y/../x" },
	{ "g#s/./x", "http://a/b/c/g#s/./x" },
	{ "g#s/../x", "http://a/b/c/g#s/../x" },
	{ "http:g", "http:g" },
};

static const struct {
	const char	*base, *reference, *want;
} joins[] = {
	/* as feeds write them */
	{ "http://a", "g",		"http://a/g" },
	{ "http://a?q", "?y",		"http://a?y" },
	{ "http://a?q", "",		"http://a?q" },
	{ "http://a/b#f", "",		"http://a/b" },
	{ "https://a/b", "//host/x",	"https://host/x" },
	{ "https://a:8443/b", "//host/x", "https://host/x" },
	{ "https://a:8443/b", "/x",	"https://a:8443/x" },
	{ "https://u:p@a/b", "x",	"https://u:p@a/x" },
	{ "", "http://a/b",		"http://a/b" },
	{ "nonsense", "http://a/b",	"http://a/b" },
	{ "", "/b",			"" },
	{ "nonsense", "b",		"" },
	{ "http://a/", " \n\thttp://b/c\r\n ", "http://b/c" },
	{ "http://a/", "ht\ntp://b/\tc",	"http://b/c" },
	{ "http://a/", "x y",		"http://a/x%20y" },
	{ "http://a/", "caf\xc3\xa9?\xc3\xbc=\xc3\xa4#\xc3\xb6",
	    "http://a/caf%C3%A9?%C3%BC=%C3%A4#%C3%B6" },
	{ "http://a/", "\xff",		"http://a/%FF" },
	{ "http://a/", "100%",		"http://a/100%25" },
	{ "http://a/", "%zz%4%41%c3",	"http://a/%25zz%254%41%c3" },
	{ "http://a/", "<b>\"|^`{}\\",
	    "http://a/%3Cb%3E%22%7C%5E%60%7B%7D%5C" },
	{ "http://a/", "HTTP://EXAMPLE.Com:80/A", "http://example.com/A" },
	{ "http://a/", "https://a:/",	"https://a/" },
	{ "http://a/", "https://a:80/",	"https://a:80/" },
	{ "http://a/", "http://a:65535", "http://a:65535" },
	{ "http://a/", "http://a:65536", "" },
	{ "http://a/", "http://a:-1",	"" },
	{ "http://a/", "http://a:8o",	"" },
	{ "http://a/", "http://a b/",	"" },
	{ "http://a/", "http://a\\b/",	"" },
	{ "http://a/", "x\x01y",	"" },
	{ "http://a/", "http://a%2fb/",	"" },
	{ "http://a/", "http://%61/",	"http://a/" },
	{ "http://a/", "http://u@v@w/",	"http://u%40v@w/" },
	{ "http://a/", "http://[2001:DB8::1]:8080/x",
	    "http://[2001:db8::1]:8080/x" },
	{ "http://a/", "http://[::1%25eth0]/", "" },
	{ "http://a/", "http://[127.0.0.1]/", "" },
	{ "http://a/", "http://[::1]x/", "" },
	{ "http://a/", "http://[::1",	"" },
	/* not the web: the caller decides */
	{ "http://a/", "mailto:a@b",	"mailto:a@b" },
	{ "http://a/", "javascript:if (a<b) {c()}",
	    "javascript:if%20(a<b)%20{c()}" },
	{ "http://a/", "java\nscript:x", "javascript:x" },
	{ "http://a/", "data:,x",	"data:,x" },
	{ "http://a/", "x:/..//y",	"" },
	/* Punycode; the first two are from RFC 3492, 7.1 */
	{ "", "http://\xe4\xbb\x96\xe4\xbb\xac\xe4\xb8\xba\xe4\xbb\x80\xe4\xb9"
	    "\x88\xe4\xb8\x8d\xe8\xaf\xb4\xe4\xb8\xad\xe6\x96\x87/",
	    "http://xn--ihqwcrb4cv8a8dqg056pqjye/" },
	{ "", "http://3\xe5\xb9\xb4" "b\xe7\xb5\x84\xe9\x87\x91\xe5\x85\xab"
	    "\xe5\x85\x88\xe7\x94\x9f/",
	    "http://xn--3b-ww4c5e180e575a65lsy2b/" },
	{ "", "https://B\xc3\x9c" "cher.Example/x",
	    "https://xn--bcher-kva.example/x" },
	{ "", "https://b%C3%BCcher.example/",
	    "https://xn--bcher-kva.example/" },
	{ "", "https://\xd0\x9f\xd0\xa0\xd0\x98\xd0\x9c\xd0\x95\xd0\xa0."
	    "\xd0\x98\xd0\xa1\xd0\x9f\xd0\xab\xd0\xa2\xd0\x90\xd0\x9d\xd0\x98"
	    "\xd0\x95/", "https://xn--e1afmkfd.xn--80akhbyknj4f/" },
	{ "", "https://a\xe3\x80\x82" "com/", "https://a.com/" },
	{ "", "http://\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1/",
	    "http://127.0.0.1/" },
	{ "", "http://a\xef\xbc\x8f" "b/", "" },
	{ "", "http://\xff/",		"" },
};

static const struct {
	const char	*text;
	bool		 good;
} https[] = {
	{ "http://a",			true },
	{ "HTTPS://Example.COM:8443/x?y#z", true },
	{ "http://a_b-c.example./",	true },
	{ "http://user:pw@a/",		true },
	{ "http://127.0.0.1/",		true },
	{ "http://[::1]/",		true },
	{ "http://123.example/",	true },
	{ "http://0xab.example/",	true },
	{ "http://a/caf\xc3\xa9",	true },
	{ "ftp://a/",			false },
	{ "//a/",			false },
	{ "/a",				false },
	{ "",				false },
	{ "http:",			false },
	{ "http://",			false },
	{ "http:///x",			false },
	{ "http:a",			false },
	{ "http://:80/",		false },
	{ "http://a:0/",		false },
	{ "http://a:65536/",		false },
	{ "http://a:99999999999999999999/", false },
	{ "http://a/x y",		false },
	{ "http://a/\r\nHost: b",	false },
	{ "http://a\\@b/",		false },
	{ "http://a b/",		false },
	{ "http://a..b/",		false },
	{ "http://.a/",			false },
	{ "http://a../",		false },
	{ "http://./",			false },
	{ "http://a%2eb/",		false },
	{ "http://b\xc3\xbc" "cher/",	false },
	{ "http://::1/",		false },
	{ "http://[::1]:x/",		false },
	{ "http://[::1::]/",		false },
	{ "http://[fe80::1%25eth0]/",	false },
	/* numbers that some libraries take for addresses */
	{ "http://127.1/",		false },
	{ "http://2130706433/",		false },
	{ "http://0x7f.1/",		false },
	{ "http://0x7f.0.0.0x1/",	false },
	{ "http://0x/",			false },
	{ "http://017700000001/",	false },
	{ "http://0177.0.0.1/",		false },
	{ "http://127.0.0.1./",		false },
	{ "http://127.0.0.01/",		false },
	{ "http://256.0.0.1/",		false },
	{ "http://1.2.3.4.5/",		false },
	{ "http://example.1/",		false },
	{ "http://example.0XfF/",	false },
};

static const struct {
	const char	*text, *want;
} canons[] = {
	{ "http://www.Example.com/", "https://example.com" },
	{ "HTTPS://example.com:443", "https://example.com" },
	{ "http://example.com:443/", "https://example.com" },
	{ "https://example.com:8443/a/", "https://example.com:8443/a" },
	{ "https://example.com./a//#top", "https://example.com/a" },
	{ "https://www.com/", "https://www.com" },
	{ "https://www.www.example.com", "https://example.com" },
	{ "https://user@example.com/", "https://example.com" },
	{ "https://[2001:DB8::1]/x", "https://[2001:db8::1]/x" },
	{ "https://a.com/%7Eu/%2e%2e/%c3%a9/%41?", "https://a.com/%C3%A9/A" },
	{ "https://a.com/x?utm_source=f&id=7&UTM_Medium=e",
	    "https://a.com/x?id=7" },
	{ "https://a.com/?b=2&a=1&&fbclid=x&gclid=y", "https://a.com?a=1&b=2" },
	{ "https://a.com/?utm%5Fsource=f&q=a+b", "https://a.com?q=a%20b" },
	{ "https://a.com/?q=a%20b&mc_cid=1&mc_eid=2&_hsenc=3&_hsmi=4",
	    "https://a.com?q=a%20b" },
	{ "https://a.com/?q=a%2Bb&igshid=1&ref_src=2&yclid=3&msclkid=4",
	    "https://a.com?q=a%2Bb" },
	{ "https://a.com/?utm=1&source=2&ref=3&page=4",
	    "https://a.com?page=4&ref=3&source=2&utm=1" },
	{ "https://www.youtube.com/watch?v=1&si=2&t=3",
	    "https://youtube.com/watch?t=3&v=1" },
	{ "https://notx.com/?s=1&t=2", "https://notx.com?s=1&t=2" },
	{ "https://mobile.x.com/u/status/1?s=20&t=2",
	    "https://mobile.x.com/u/status/1" },
	{ "https://B\xc3\xbc" "cher.example/",
	    "https://xn--bcher-kva.example" },
	{ "mailto:a@b", "mailto:a@b" },
	{ "tag:example.com,2026:1", "tag:example.com,2026:1" },
	{ "", "" },
};

static const struct {
	const char	*text, *want;
} unwraps[] = {
	{ "https://www.google.com/url?rct=j&sa=t&url=https://a.com/"
	    "x%3Fy%3D1%26z%3D2&ct=ga", "https://a.com/x?y=1&z=2" },
	{ "https://www.google.co.uk/url?q=http%3A%2F%2Fa.com%2F&sa=U",
	    "http://a.com/" },
	{ "http://google.de/url?q=no&url=https%3A%2F%2Fb.com",
	    "https://b.com" },
	{ "https://www.google.com/url?q=https://a.com/b%20c",
	    "https://a.com/b%20c" },
	{ "https://www.google.com/url?url=javascript:x", NULL },
	{ "https://www.google.com/url?url=http://127.1/", NULL },
	{ "https://www.google.com/url?url=http://a.com%0d%0aX:y/", NULL },
	{ "https://www.google.com/url?sa=t", NULL },
	{ "https://www.google.com/url", NULL },
	{ "https://www.google.com/alerts/feeds/1/2?url=https://a.com", NULL },
	{ "https://news.google.com/url?url=https://a.com", NULL },
	{ "https://news.google.com/rss/articles/CBMi?oc=5", NULL },
	{ "https://google.example.com/url?url=https://a.com", NULL },
	{ "https://google.com.evil.com/url?url=https://a.com", NULL },
	{ "https://a.com/url?url=https://b.com", NULL },
	{ "/url?url=https://a.com", NULL },
	{ "", NULL },
};

static void
test_join(void)
{
	struct arena a;

	for (size_t i = 0; i < COUNT(rfc); i++) {
		arena_init(&a, block, sizeof(block));
		CHECK(is(url_join(&a, SLICE("http://a/b/c/d;p?q"),
		    slice_of(rfc[i].reference)), rfc[i].want));
	}
	for (size_t i = 0; i < COUNT(joins); i++) {
		slice	 got;

		arena_init(&a, block, sizeof(block));
		got = url_join(&a, slice_of(joins[i].base),
		    slice_of(joins[i].reference));
		CHECK(is(got, joins[i].want));
		if (got.n)
			CHECK(is(url_join(&a, EMPTY, got), joins[i].want));
		CHECK(!a.spent);
	}
	arena_init(&a, block, sizeof(block));
	CHECK(url_join(&a, SLICE("http://a/"), SLICE("x\0y")).n == 0);
}

static void
test_split(void)
{
	struct url u, v;

	CHECK(url_split(SLICE("Http://u:p@h.x:81/p/q?r=s?#t#"), &u));
	CHECK(is(u.scheme, "Http") && is(u.user, "u:p") && is(u.host, "h.x"));
	CHECK(is(u.path, "/p/q") && is(u.query, "r=s?"));
	CHECK(is(u.fragment, "t#") && u.port == 81);
	CHECK(u.has_host && u.has_query && u.has_fragment);
	CHECK(url_split(SLICE("https://[::1]"), &u) && u.port == 443);
	CHECK(is(u.host, "::1") && u.path.n == 0 && !u.has_query);
	CHECK(url_split(SLICE("p/q:r"), &u) && u.scheme.n == 0 && u.port == 0);
	CHECK(url_split(SLICE("?"), &u) && u.has_query && u.query.n == 0);
	CHECK(url_split(EMPTY, &u) && !u.has_host && !u.has_query);
	CHECK(url_split(SLICE("file:///x"), &u) && u.has_host && !u.host.n);
	CHECK(!url_split(SLICE("http://a/\n"), &u));
	CHECK(!url_split(SLICE("\0"), &u));
	CHECK(!url_split(SLICE("http://a:1x/"), &u));
	for (size_t i = 0; i < COUNT(https); i++) {
		bool	 ok = url_http(slice_of(https[i].text), &u);

		CHECK(ok == https[i].good);
		if (ok != https[i].good)
			printf("\t%s\n", https[i].text);
	}
	CHECK(url_split(SLICE("HTTP://A/x"), &u));
	CHECK(url_split(SLICE("http://a:80"), &v) && url_same_origin(&u, &v));
	CHECK(url_split(SLICE("https://a:80"), &v) && !url_same_origin(&u, &v));
	CHECK(url_split(SLICE("http://a:81"), &v) && !url_same_origin(&u, &v));
	CHECK(url_split(SLICE("http://b"), &v) && !url_same_origin(&u, &v));
}

static void
test_same(void)
{
	struct arena a;

	for (size_t i = 0; i < COUNT(canons); i++) {
		slice	 got;

		arena_init(&a, block, sizeof(block));
		got = url_canonical(&a, slice_of(canons[i].text));
		CHECK(is(got, canons[i].want));
		CHECK(is(url_canonical(&a, got), canons[i].want));
	}
	for (size_t i = 0; i < COUNT(unwraps); i++) {
		slice	 text = slice_of(unwraps[i].text);
		const char *want = unwraps[i].want;

		arena_init(&a, block, sizeof(block));
		CHECK(is(url_unwrap(&a, text), want ? want : text.p));
	}
}

static void
test_param(void)
{
	slice	 query = SLICE("a=1&b=x%20y+z&%63=%zz%&d&=e&a=2&f=%00");
	struct arena a;
	char	 buf[32];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	arena_init(&a, block, sizeof(block));
	CHECK(is(url_param(&a, query, SLICE("a")), "1"));
	CHECK(is(url_param(&a, query, SLICE("b")), "x y z"));
	CHECK(is(url_param(&a, query, SLICE("c")), "%zz%"));
	CHECK(is(url_param(&a, query, SLICE("d")), ""));
	CHECK(is(url_param(&a, query, EMPTY), "e"));
	CHECK(is(url_param(&a, query, SLICE("aa")), ""));
	CHECK(is(url_param(&a, EMPTY, SLICE("a")), ""));
	CHECK(slice_eq(url_param(&a, query, SLICE("f")), SLICE("\0")));
	url_escape(&k, SLICE("aZ09-._~ /\xc3\xa9\0%"));
	CHECK(!k.full && is(sink_slice(&k), "aZ09-._~%20%2F%C3%A9%00%25"));
	k.len = 0;
	url_escape_but(&k, SLICE(" a  b+/"), ' ', '+');
	CHECK(!k.full && is(sink_slice(&k), "+a++b%2B%2F"));
}

/* Every shortage of room is told, and what is large ends soon. */
static void
test_room(void)
{
	static char text[1 << 18], room[1 << 22];
	slice	 url = SLICE("http://www.b\xc3\xbc.de:81/%7e/../x y?b&a");
	static const char *const fills[] = { "../", "a&", "z&y&", "%", "[", "@",
	    ".", ":", "//", "\t", "\xc3\xbc", "+", "?" };
	struct arena a;
	size_t	 need = 0;

	for (size_t cap = 0; cap < 2048; cap += 16) {
		slice	 got;

		arena_init(&a, block, cap);
		got = url_canonical(&a, url);
		CHECK(a.spent == (got.n == 0));
		CHECK(need == 0 || got.n);	/* enough stays enough */
		need = got.n ? cap : 0;
	}
	CHECK(need > 0);
	for (size_t i = 0; i < COUNT(fills); i++) {
		size_t	 n = strlen(fills[i]);

		memcpy(text, "http://a/?", 10);
		for (size_t at = 10; at < sizeof(text); at++)
			text[at] = fills[i][at % n];
		for (size_t skip = 0; skip < 3; skip++) {
			slice	 s = { text, sizeof(text) };

			text[skip == 0 ? 9 : 8] = skip == 1 ? '/' : '?';
			arena_init(&a, room, sizeof(room));
			url_canonical(&a, skip == 2 ? slice_from(s, 9) : s);
			arena_init(&a, room, sizeof(room));
			url_unwrap(&a, url_join(&a, SLICE("http://a/b"), s));
		}
		memcpy(text, "http://", 7);
		memset(text + 7, 'a', 3);
		arena_init(&a, room, sizeof(room));
		url_join(&a, EMPTY, (slice){ text, sizeof(text) });
	}
}

int
main(void)
{
	test_join();
	test_split();
	test_same();
	test_param();
	test_room();
	return test_failed;
}
