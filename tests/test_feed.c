#include "core/feed/feed_doc.h"
#include "tests/test.h"

enum { ROOM = 1 << 22 };

#define BASE "https://shop.example/feeds/all.xml"
#define ITEM(x) "<rss><channel><item>" x "</item></channel></rss>"
#define ENTRY(x) "<feed xmlns='http://www.w3.org/2005/Atom'><entry>" x	\
	"</entry></feed>"
#define FEED(head, entry) "{\"feed\":{" head "},\"entries\":[{" entry "}]}\n"

static char	 room[ROOM], out[ROOM], big[ROOM];

/* `want` is the document of feed_doc.h; with `say` in the fault the feed is
 * refused (want NULL) or breaks off. */
static const struct {
	const char	*text;
	const char	*want;
	const char	*say;
} cases[] = {
	/* the formats */
	{ "<rss version='2.0'><channel><title>Tea &amp; Co</title>"
	    "<link>https://tea.example/</link><language>en-gb</language>"
	    "<item><guid isPermaLink='false'>7</guid><title>One</title>"
	    "<link>/one</link><description>&lt;b&gt;short&lt;/b&gt;"
	    "</description><content:encoded><![CDATA[<p>long</p>]]>"
	    "</content:encoded><author>a@tea.example (Ann)</author>"
	    "<pubDate>Sat, 21 Nov 2026 09:30:00 GMT</pubDate>"
	    "<source url='https://news.example/'>News</source>"
	    "</item></channel></rss>",
	    FEED("\"title\":\"Tea & Co\",\"link\":\"https://tea.example/\","
	    "\"lang\":\"en-gb\"", "\"id\":\"7\","
	    "\"link\":\"https://shop.example/one\",\"title\":\"One\","
	    "\"summary\":\"<b>short</b>\",\"content\":\"<p>long</p>\","
	    "\"author\":\"Ann\",\"source\":\"News\","
	    "\"published\":1795253400"), NULL },
	{ "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'>"
	    "<title type='html'>A &amp;amp; B</title><author><name>Eva</name>"
	    "</author><link rel='self' href='feed'/><link href='/'/><entry>"
	    "<id>tag:a,1</id><title type='text'>1 &lt; 2</title>"
	    "<link rel='enclosure' href='x.mp3'/><link href='a'/>"
	    "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
	    "<p class='k'>x<br/>&lt;y</p></div></content>"
	    "<updated>2026-11-21T09:30:00Z</updated></entry></feed>",
	    FEED("\"title\":\"A &amp; B\",\"link\":\"https://shop.example/\","
	    "\"lang\":\"de\"", "\"id\":\"tag:a,1\","
	    "\"link\":\"https://shop.example/feeds/a\","
	    "\"title\":\"1 &lt; 2\",\"content\":"
	    "\"<p class=\\\"k\\\">x<br>&lt;y</p>\",\"author\":\"Eva\","
	    "\"lang\":\"de\",\"updated\":1795253400"), NULL },
	{ "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>"
	    "<title mode='base64'>PGI+Zm9vPC9iPg==</title>"
	    "<issued>2026-11-21T09:30:00Z</issued></entry></feed>",
	    FEED("", "\"title\":\"<b>foo</b>\",\"published\":1795253400"),
	    NULL },
	{ "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
	    "xmlns='http://purl.org/rss/1.0/' "
	    "xmlns:d='http://purl.org/dc/elements/1.1/'>"
	    "<channel rdf:about='u'><title>R</title></channel>"
	    "<image><title>no</title></image>"
	    "<item rdf:about='urn:1'><title>I</title><d:creator>Jo</d:creator>"
	    "<d:date>2026-11-21</d:date></item></rdf:RDF>",
	    FEED("\"title\":\"R\"", "\"id\":\"urn:1\",\"title\":\"I\","
	    "\"author\":\"Jo\",\"published\":1795219200"), NULL },
	{ "<CHANNEL HREF='http://c.example/'><TITLE>C</TITLE>"
	    "<ITEM HREF='http://c.example/1' LASTMOD='2026-11-21'>"
	    "<ABSTRACT>x</ABSTRACT></ITEM></CHANNEL>",
	    FEED("\"title\":\"C\",\"link\":\"http://c.example/\"",
	    "\"id\":\"http://c.example/1\",\"link\":\"http://c.example/1\","
	    "\"summary\":\"x\",\"updated\":1795219200"), NULL },
	{ "\xef\xbb\xbf {\"version\":\"https://jsonfeed.org/version/1.1\","
	    "\"title\":\"J\",\"authors\":[{\"name\":\"Al\"}],\"items\":[{"
	    "\"id\":12345678901234567,\"url\":\"/j\",\"content_text\":"
	    "\"a<b\",\"date_published\":\"2026-11-21T09:30:00Z\"}]}",
	    FEED("\"title\":\"J\"", "\"id\":\"12345678901234567\","
	    "\"link\":\"https://shop.example/j\",\"content\":\"a&lt;b\","
	    "\"author\":\"Al\",\"published\":1795253400"), NULL },

	/* which of several */
	{ ITEM("<title>a</title><title>b</title><media:title>c</media:title>"
	    "<image><title>d</title><link>http://e.example/</link></image>"),
	    FEED("", "\"title\":\"a\""), NULL },
	{ ITEM("<dc:date>2026-11-20</dc:date><pubDate>soon</pubDate>"
	    "<dc:creator>x</dc:creator><author>y</author>"),
	    FEED("", "\"author\":\"y\",\"published\":1795132800"), NULL },
	{ ITEM("<guid>http://a.example/1</guid>"),
	    FEED("", "\"id\":\"http://a.example/1\","
	    "\"link\":\"http://a.example/1\""), NULL },
	{ ITEM("<guid>http://a.example/1</guid><link>http://b.example/"
	    "</link>"), FEED("", "\"id\":\"http://a.example/1\","
	    "\"link\":\"http://b.example/\""), NULL },
	{ ITEM("<description>a</description><summary>b</summary>"),
	    FEED("", "\"summary\":\"a\",\"content\":\"b\""), NULL },
	{ ENTRY("<media:group><media:title>t</media:title>"
	    "<media:description>d</media:description></media:group>"),
	    FEED("", "\"title\":\"t\",\"summary\":\"d\""), NULL },
	{ ENTRY("<source><title>S</title><id>no</id></source>"
	    "<author><email>a@b.example</email></author>"
	    "<link rel='related' href='http://r.example/'/>"
	    "<link rel='self' href='http://s.example/'/>"),
	    FEED("", "\"id\":\"http://r.example/\","
	    "\"link\":\"http://r.example/\",\"author\":\"a@b.example\","
	    "\"source\":\"S\""), NULL },
	{ ENTRY("<link href='https://www.google.com/url?rct=j&amp;sa=t&amp;"
	    "url=https://n.example/a%3Fb&amp;ct=ga'/>"),
	    FEED("", "\"id\":\"https://n.example/a?b\","
	    "\"link\":\"https://n.example/a?b\""), NULL },
	{ "<feed xml:base='http://o.example/x/'><entry xml:base='y/'>"
	    "<link xml:base='z/' href='1'/></entry><entry>"
	    "<link href='2'/></entry></feed>",
	    "{\"feed\":{},\"entries\":[{\"id\":\"http://o.example/x/y/z/1\","
	    "\"link\":\"http://o.example/x/y/z/1\"},"
	    "{\"id\":\"http://o.example/x/2\","
	    "\"link\":\"http://o.example/x/2\"}]}\n", NULL },
	{ ENTRY("<content type='image/png'>iVBORw0KGgo=</content>"),
	    FEED("", ""), NULL },
	{ ENTRY("<t:title xmlns:t='http://www.w3.org/2005/Atom'>a</t:title>"
	    "<t:title>b</t:title><x:title>c</x:title>"),
	    FEED("", "\"title\":\"a\""), NULL },

	/* what is mended */
	{ "junk \n<!-- -- --><?xml version='1.0'?>\n" ITEM("<title>a</title>")
	    "<script>x</script>", FEED("", "\"title\":\"a\""), NULL },
	{ ITEM("<title>a & b &eacute;&nobody; &#146;&#0;&#x41; 1 < 2 <3 &"
	    "</title>"), FEED("", "\"title\":\"a & b \xc3\xa9&nobody; "
	    "\xe2\x80\x99\xef\xbf\xbd" "A 1 < 2 <3 &\""), NULL },
	{ ITEM("<link>http://a.example/?x=1&y=2&copy=3</link>"),
	    FEED("", "\"id\":\"http://a.example/?x=1&y=2&copy=3\","
	    "\"link\":\"http://a.example/?x=1&y=2&copy=3\""), NULL },
	{ ITEM("<title>\x01" "a\x92\x0c]]> \xc3\xa9</title>"),
	    FEED("", "\"title\":\"a\xe2\x80\x99]]> \xc3\xa9\""), NULL },
	{ ITEM("<description><p align=left nowrap class='a'class='b'>x<br>y"
	    "<b><i>z</b></p></description>"),
	    FEED("", "\"summary\":\"<p align=\\\"left\\\" "
	    "nowrap=\\\"nowrap\\\" class=\\\"a\\\">x<br>y<b><i>z</i></b>"
	    "</p>\""), NULL },
	{ ITEM("</stray><title>a</title>"), FEED("", "\"title\":\"a\""),
	    NULL },
	{ "<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' "
	    "'http://dtd.example/rss.dtd' [<!ENTITY % a SYSTEM 'x'> %a;]>"
	    ITEM("<title>a</title>"), FEED("", "\"title\":\"a\""), NULL },
	{ "<?xml version='1.0' encoding='windows-1251'?>"
	    ITEM("<title>\xc4\xe0</title>"),
	    FEED("", "\"title\":\"\xd0\x94\xd0\xb0\""), NULL },
	{ "<?xml version='1.0' encoding='iso-8859-1'?>"	/* it lies */
	    ITEM("<title>\xd0\x94</title>"),
	    FEED("", "\"title\":\"\xd0\x94\""), NULL },
	{ "<?xml version='1.0' encoding='euc-kr'?>"
	    ITEM("<title>a\xb3\xe2z</title>"),
	    FEED("", "\"title\":\"a\xef\xbf\xbd\xef\xbf\xbdz\""), NULL },
	{ "<?xml version='1.0' encoding='utf-16'?>"	/* it cannot be */
	    ITEM("<title>a</title>"), FEED("", "\"title\":\"a\""), NULL },

	/* what breaks off */
	{ "<rss><channel><item><title>a</title></item><item><title>b",
	    FEED("", "\"title\":\"a\""), "breaks off in line 1" },
	{ "<rss>\n<channel>\n<item><title>a</title></item></channel></rss",
	    FEED("", "\"title\":\"a\""), "breaks off in line 3" },
	{ "<rss><channel><title>t</title>", "{\"feed\":{\"title\":\"t\"},"
	    "\"entries\":[]}\n", "breaks off" },

	/* what is no feed */
	{ "",				NULL, "no feed" },
	{ "hello",			NULL, "no feed" },
	{ "<!-- only this -->",		NULL, "no feed" },
	{ "<!doctype html><html><p>404",  NULL, "a page (HTML)" },
	{ "<opml><body/></opml>",	NULL, "<opml>" },
	{ "{\"a\":1}",			NULL, "no JSON Feed" },
	{ "{\"items\":[}",		NULL, "line 1, column 11" },
	{ "<!DOCTYPE rss [<!ENTITY lol 'lol'><!ENTITY l2 '&lol;&lol;'>]>"
	    ITEM("<title>&l2;</title>"), NULL, "<!ENTITY" },
	{ "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
	    ITEM("<title>&x;</title>"), NULL, "<!ENTITY" },
};

static slice
parse(slice body, slice type, size_t cap, struct feed *f, struct fault *fault)
{
	struct sink k = { .buf = out, .cap = sizeof(out) };
	struct arena a;

	arena_init(&a, room, cap);
	*fault = (struct fault){ "" };
	if (!feed_parse(&a, body, SLICE(BASE), type, f, fault))
		return SLICE("");
	CHECK(a.cap <= cap && a.used <= a.cap);
	CHECK(f->broken == (fault->text[0] != '\0'));
	feed_doc_put(&k, f);
	return sink_slice(&k);
}

static void
check_cases(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct fault fault;
		struct feed f;
		slice	 doc = parse(slice_of(cases[i].text), SLICE(""), ROOM,
		    &f, &fault);

		if (slice_eq(doc, slice_of(cases[i].want)) &&
		    strstr(fault.text, cases[i].say ? cases[i].say : "") &&
		    (cases[i].say || fault.text[0] == '\0'))
			continue;
		printf("case %zu: %.*s\n  want %s  %s\n", i, SLICE_ARG(doc),
		    cases[i].want ? cases[i].want : cases[i].say, fault.text);
		test_failed = 1;
	}
}

static void
check_charsets(void)
{
	static const char text[] = ITEM("<title>e</title>");
	struct fault fault;
	struct feed f;

	for (unsigned wide = 2; wide <= 4; wide += 2)
		for (unsigned last = 0; last < 2; last++) {
			size_t	 n = (sizeof(text) - 1) * wide;

			memset(big, 0, n);
			for (size_t i = 0; i + 1 < sizeof(text); i++)
				big[i * wide + (last ? wide - 1 : 0)] =
				    text[i];
			parse((slice){ big, n }, SLICE(""), ROOM, &f, &fault);
			CHECK(f.nentries == 1 && slice_eq(f.entries[0].title,
			    SLICE("e")));
		}
	parse(slice_of(ITEM("<title>\xe4</title>")),
	    SLICE("text/xml; charset=windows-1251"), ROOM, &f, &fault);
	CHECK(f.nentries == 1 && slice_eq(f.entries[0].title,
	    SLICE("\xd0\xb4")));
	/* a header that cannot be true */
	parse(slice_of("<?xml version='1.0' encoding='koi8-r'?>"
	    ITEM("<title>\xc4</title>")), SLICE("text/xml; charset=utf-8"),
	    ROOM, &f, &fault);
	CHECK(f.nentries == 1 && slice_eq(f.entries[0].title,
	    SLICE("\xd0\xb4")));
}

/* Wherever it is cut: no crash, and only whole entries, in their order. */
static void
check_cuts(void)
{
	static const char text[] = "<rss><channel><title>t</title>"
	    "<item><guid>0</guid></item><item><guid>1</guid>"
	    "<title><![CDATA[x]]></title></item>"
	    "<item a='b'><guid>2</guid><!-- c --></item></channel></rss>";
	size_t	 before = 0;

	for (size_t n = 0; n < sizeof(text); n++) {
		struct fault fault;
		struct feed f;

		parse((slice){ text, n }, SLICE(""), ROOM, &f, &fault);
		CHECK(f.nentries >= before && f.nentries <= 3);
		for (size_t i = 0; i < f.nentries; i++)
			CHECK(f.entries[i].id.p[0] == (char)('0' + i));
		CHECK(f.broken || n < 5 || n == sizeof(text) - 1);
		before = f.nentries;
	}
	CHECK(before == 3);
}

static void
check_many(void)
{
	struct sink k = { .buf = big, .cap = sizeof(big) };
	struct fault fault;
	struct feed f;

	sink_text(&k, "<rss><channel>");
	for (int i = 0; i < FEED_MAX_ENTRIES + 7; i++) {
		sink_text(&k, "<item><guid>");
		sink_int(&k, i);
		sink_text(&k, "</guid></item>");
	}
	sink_text(&k, "</channel></rss>");
	parse(sink_slice(&k), SLICE(""), ROOM, &f, &fault);
	CHECK(f.nentries == FEED_MAX_ENTRIES && f.unread == 7 && !f.broken);
	CHECK(slice_eq(f.entries[FEED_MAX_ENTRIES - 1].id, SLICE("499")));
}

/* `open` n times behind `head`: deep, wide or endless, never a crash. */
static void
check_hostile(void)
{
	static const struct {
		const char	*head, *open;
		bool		 feed;
	} bombs[] = {
		{ "<rss><channel>", "<a>", true },
		{ "<rss><channel><item><title>", "<b>", true },
		{ "<rss><channel><item>", "<title", true },
		{ "<rss><channel><item><title ", "a ", true },
		{ "<rss><channel><item><title ", "abcdefgh", true },
		{ "<rss><channel><item><title a='", "<", true },
		{ "<rss><channel>", "<!--", true },
		{ "<rss><channel>", "<![CDATA[", true },
		{ "<rss><channel>", "<?a", true },
		{ "<rss><channel>", "</a>", true },
		{ "<rss><channel>", "<x></y>", true },
		{ "<rss><channel><item><title>", "&#", true },
		{ "<rss xmlns:a='", "x", false },
		{ "", "<!DOCTYPE a [", false },
		{ "<", "a", false },
		{ "{\"items\":", "[", false },
	};

	for (size_t i = 0; i < COUNT(bombs); i++) {
		struct sink k = { .buf = big, .cap = 1 << 20 };
		struct fault fault;
		struct feed f;
		slice	 doc;

		sink_text(&k, bombs[i].head);
		while (!k.full)
			sink_text(&k, bombs[i].open);
		doc = parse(sink_slice(&k), SLICE(""), ROOM, &f, &fault);
		CHECK((doc.n > 0) == bombs[i].feed);
		CHECK(fault.text[0] != '\0' && f.nentries == 0);
	}
}

/* 64 KB of an element are kept, cut between characters */
static void
check_long(void)
{
	struct sink k = { .buf = big, .cap = sizeof(big) };
	struct fault fault;
	struct feed f;

	sink_text(&k, "<rss><channel><item><title>x");
	for (int i = 0; i < 50000; i++)
		sink_text(&k, "\xc3\xa9");
	sink_text(&k, "</title><guid>1</guid></item></channel></rss>");
	parse(sink_slice(&k), SLICE(""), ROOM, &f, &fault);
	CHECK(f.nentries == 1 && f.entries[0].title.n == 65535);
	CHECK(slice_eq(f.entries[0].id, SLICE("1")));
}

static void
check_shortage(void)
{
	size_t	 best = 0;

	for (size_t cap = 0; cap < 500000; cap += 4099) {
		struct fault fault = { "" };
		struct feed f;
		struct arena a;
		bool	 good;

		arena_init(&a, room, cap);
		good = feed_parse(&a, slice_of(cases[0].text), SLICE(BASE),
		    SLICE(""), &f, &fault);
		if (good && !f.broken)
			best++;
		else
			CHECK(best == 0 && strstr(fault.text, "memory"));
		CHECK(a.cap <= cap);
	}
	CHECK(best > 20);
}

int
main(void)
{
	check_cases();
	check_charsets();
	check_cuts();
	check_many();
	check_hostile();
	check_long();
	check_shortage();
	return test_failed;
}
