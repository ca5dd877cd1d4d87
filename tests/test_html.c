#include "core/text/entity.h"
#include "core/text/html.h"
#include "tests/test.h"

#include <cJSON.h>

static char room[1 << 16];

typedef void writer(struct sink *, slice);

static bool
gives(writer *write, slice html, slice want)
{
	struct sink k = { .buf = room, .cap = sizeof(room) };

	write(&k, html);
	if (!k.full && slice_eq(sink_slice(&k), want))
		return true;
	printf("%.*s\n\t%.*s\n", SLICE_ARG(html), SLICE_ARG(sink_slice(&k)));
	return false;
}

/* --- for people ---------------------------------------------------------- */

static const struct {
	const char *html, *text;
} readable[] = {
	{ "",						"" },
	{ "plain",					"plain" },
	{ "  two\n lines\n\n\n and\tmore ",	"two\nlines\n\nand more" },
	{ "<b>two\n lines</b>",				"two lines" },
	{ "<p>One</p><p>Two</p>",			"One\n\nTwo" },
	{ "<p>One<p>Two<br>Three<br/><br />Four",
	    "One\n\nTwo\nThree\n\nFour" },
	{ "<br><br><br>x<br>",				"x" },
	{ "<div><div>a</div></div><div>b</div>",	"a\nb" },
	{ "in<b>li</b>ne <i>text</i>.",			"inline text." },
	{ "List:<ul><li>one</li><li>two</ul>end",
	    "List:\n\none\ntwo\n\nend" },
	{ "<table><tr><th>a<td>b<tr><td>c</table>",	"a b\nc" },
	{ "<h1>T</h1>text",				"T\n\ntext" },
	{ "<pre>a\n  b</pre>c\nd",			"a\nb\n\nc d" },
	{ "a&nbsp;&nbsp;b &amp;&#32;c",			"a b & c" },
	{ "<head><title>no</title><style>p{}</style></head>yes",	"yes" },
	{ "a<script>if (a<b) '</p>';</script>b",	"ab" },
	{ "a<script><!-- <script> </script> x --></script>b", "ab" },
	{ "a<SCRIPT>x</sCript >b",			"ab" },
	{ "a<style>never closed <b>x</b>",		"a" },
	{ "a<noscript>x<noscript>y</noscript>z</noscript>b", "ab" },
	{ "a<svg/>b<svg><title>x</title></svg>c",	"abc" },
	{ "a<!-- b --> c<!x>d<?php e ?>f",		"a cdf" },
	{ "<img alt='no' src=x>a",			"a" },
	{ "1 < 2 and 3 > 2 <3",				"1 < 2 and 3 > 2 <3" },
	/* what Mastodon sends */
	{ "<p>See <a href=\"https://shop.example/a/b\">"
	    "<span class=\"invisible\">https://www.</span>"
	    "<span class=\"ellipsis\">shop.example/a</span>"
	    "<span class=\"invisible\">/b</span></a></p>",
	    "See shop.example/a…" },
	{ "<span class=\"a invisible\">x<span>y</span>z</span>w",	"w" },
	{ "<span class='invisibles'>x</span>",		"x" },
	{ "<p><span class=invisible>lost</p><p>found",	"found" },
	{ "<span class=ellipsis>a<span>b</span></span>c",	"ab…c" },
	{ "</span></script></p>stray",			"stray" },
	{ "caf\xe9 <b>",				"caf\xef\xbf\xbd" },
};

/* --- the standard's characters ------------------------------------------- */

static const struct {
	slice	 html, text;
} tokens[] = {
#define BYTES(literal)	{ literal, sizeof(literal) - 1 }
#define T(html, text)	{ BYTES(html), BYTES(text) }
	T("<p>One<p>Two",		"OneTwo"),
	T(" a\r\nb\rc\n",		" a\nb\nc\n"),
	T("a\0b",			"a\0b"),
	T("<title>a\0&amp;<b></title>",	"a\xef\xbf\xbd&<b>"),
	T("<style>a\0&amp;\r</style>",	"a\xef\xbf\xbd&amp;\n"),
	T("<xmp></xm></xmpx></xmp>",	"</xm></xmpx>"),
	T("<script><!--></script>a",	"<!-->a"),
	T("<script><!--<script></script>--></script>a",
	    "<!--<script></script>-->a"),
	T("<script><!--<script>--></script>a",	"<!--<script>-->a"),
	T("<plaintext></plaintext>",	"</plaintext>"),
	/* text that begins like markup */
	T("<",				"<"),
	T("</",				"</"),
	T("a < b",			"a < b"),
	T("<3 <=",			"<3 <="),
	T("a</>b</3>c</ >d",		"abcd"),
	T("<a",				""),
	T("x<a href='>'",		"x"),
	T("<a/b=/>c",			"c"),
	/* attributes */
	T("<a b='>' c=\">\" d=>e",	"e"),
	T("<a =>b",			"b"),
	T("<a b = '>'>c",		"c"),
	T("<a b='c'd=\"e\"f>g",		"g"),
	T("<a b=c'>'d",			"'d"),
	T("<a\"'>b",			"b"),
	T("<a b=`>`c",			"`c"),
	T("</a b='>'>c",		"c"),
	/* comments and what is read as one */
	T("<!---->a",			"a"),
	T("<!-->a",			"a"),
	T("<!--->a",			"a"),
	T("<!--a--!>b",			"b"),
	T("<!----!>b",			"b"),
	T("<!---!>b-->c",		"c"),
	T("<!--!>b-->c",		"c"),
	T("<!--a--b->c--->d",		"d"),
	T("<!--a-- >b",			""),
	T("<!doctype html \">a",	"a"),
	T("<![CDATA[a>b]]>c",		"b]]>c"),
	T("<?a?>b<!>c",			"bc"),
	/* references */
	T("&eacute;&Eacute;&euro;",	"éÉ€"),
	T("&eacute &eacutex &notit;",	"é éx ¬it;"),
	T("&euro &hellip. &apos&apos;",	"&euro &hellip. &apos'"),
	T("&notin; &notin ",		"∉ ¬in "),
	T("&LT;&AMP&QUOT;&COPY",	"<&\"©"),
	T("&lang;&rang;&thetasym;",	"⟨⟩ϑ"),
	T("&;&&amp;&x&",		"&;&&&x&"),
	T("&#65;&#66 &#x43;&#X44&#69x",	"AB CDEx"),
	T("&#;&#x;&#xg;&#a;&#",		"&#;&#x;&#xg;&#a;&#"),
	T("&#0;&#xD800;&#x110000;&#99999999999999999999;",
	    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"),
	T("&#128;&#x92;&#129;&#x0d;\n",	"€’\xc2\x81\r\n"),
	T("&amp;lt; <a b='&gt;'>",	"&lt; "),
#undef T
};

static void
test_text(void)
{
	for (size_t i = 0; i < COUNT(readable); i++)
		CHECK(gives(html_text, slice_of(readable[i].html),
		    slice_of(readable[i].text)));
	for (size_t i = 0; i < COUNT(tokens); i++)
		CHECK(gives(html_tokens, tokens[i].html, tokens[i].text));
}

static void
test_unescape(void)
{
	CHECK(gives(html_unescape, SLICE("<b>&lt;&amp;lt;\r\n&eacute"),
	    SLICE("<b><&lt;\r\n\xc3\xa9")));
}

/* --- entities -------------------------------------------------------------- */

static void
test_entities(void)
{
	CHECK(entity_code(SLICE("nbsp")) == 0xa0);
	CHECK(entity_code(SLICE("diams")) == 0x2666);
	CHECK(entity_code(SLICE("apos")) == '\'');
	CHECK(entity_code(SLICE("AElig")) == 0xc6);
	CHECK(entity_code(SLICE("aelig")) == 0xe6);
	CHECK(entity_code(SLICE("zwnj")) == 0x200c);
	CHECK(entity_code(SLICE("Nbsp")) == 0);
	CHECK(entity_code(SLICE("thetasymb")) == 0);
	CHECK(entity_code(SLICE("amp\0")) == 0);
	CHECK(entity_code(SLICE("")) == 0);
}

/* --- hostile -------------------------------------------------------------- */

static const char *const repeated[] = { "<", "<a", "<a ", "&", "&#", "<!--",
	"<b>", "</b>", "<script>", "<span class=invisible>", "<a b='", "&#9",
	"<!", "-->", "<title>", "&amp", "<p><br>", "\r", "<a a=\"" };

/* A long run of anything is read once, and whole: under the sanitizers a
 * quadratic reader would be seen, and a reader past the end is reported. */
static void
test_repeated(void)
{
	static char html[40000];

	for (size_t i = 0; i < COUNT(repeated); i++) {
		struct sink in = { .buf = html, .cap = sizeof(html) };
		struct sink out = { .buf = room, .cap = sizeof(room) };

		while (!in.full)
			sink_text(&in, repeated[i]);
		html_text(&out, sink_slice(&in));
		html_tokens(&out, sink_slice(&in));
	}
}

static void
test_full(void)
{
	struct sink k = { .buf = room, .cap = 3 };

	html_text(&k, SLICE("<p>abc<p>d"));
	CHECK(k.full && k.len == 3);
	k = (struct sink){ .buf = room, .cap = 2 };
	html_tokens(&k, SLICE("&euro;"));
	CHECK(k.full && k.len == 0);
}

/* --- the suite of others, when it is there -------------------------------- */

static void
suite_line(const cJSON *test)
{
	slice	 kind = slice_of(cJSON_GetStringValue(
		    cJSON_GetObjectItem(test, "kind")));
	slice	 in = slice_of(cJSON_GetStringValue(
		    cJSON_GetObjectItem(test, "input")));
	slice	 want = slice_of(cJSON_GetStringValue(
		    cJSON_GetObjectItem(test, "expected_text")));

	/* the names of HTML 5 alone are not ours */
	if (!slice_eq(kind, SLICE("entity")))
		CHECK(gives(html_tokens, in, want));
}

static void
test_suite(void)
{
	FILE	*f = fopen("../shared/suites/html_text.jsonl", "r");
	static char line[1 << 16];

	if (f == NULL) {
		printf("skipped: no ../shared/suites/html_text.jsonl\n");
		return;
	}
	while (fgets(line, sizeof(line), f) != NULL) {
		cJSON	*test = cJSON_Parse(line);

		/* a zero ends cJSON's strings: those are in `tokens` */
		if (test != NULL && strstr(line, "\\u0000") == NULL)
			suite_line(test);
		cJSON_Delete(test);
	}
	fclose(f);
}

static void
test_pages(void)
{
	CHECK(html_is_page(SLICE("<!DOCTYPE html><title>Hotel</title>")));
	CHECK(html_is_page(SLICE("\xef\xbb\xbf\n <HTML lang=en>")));
	CHECK(!html_is_page(SLICE("{\"a\":\"<html>\"}")));
	CHECK(!html_is_page(SLICE("<b>html</b>")) && !html_is_page(SLICE("")));
}

int
main(void)
{
	test_text();
	test_unescape();
	test_entities();
	test_repeated();
	test_full();
	test_suite();
	test_pages();
	return test_failed;
}
