#include "core/text/charset.h"
#include "core/text/text.h"
#include "tests/test.h"

static const struct {
	const char *label;
	enum charset charset;
} labels[] = {
	{ "utf-8",		CHARSET_UTF8 },
	{ " UTF8\n",		CHARSET_UTF8 },
	{ "ISO-8859-1",		CHARSET_W1252 },
	{ "iso_8859-1:1987",	CHARSET_W1252 },
	{ "latin1",		CHARSET_W1252 },
	{ "US-ASCII",		CHARSET_W1252 },
	{ "ANSI_X3.4-1968",	CHARSET_W1252 },
	{ "windows-1252",	CHARSET_W1252 },
	{ "cp1251",		CHARSET_W1251 },
	{ "iso-8859-2",		CHARSET_LATIN2 },
	{ "ISO-8859-5",		CHARSET_CYRILLIC },
	{ "greek",		CHARSET_GREEK },
	{ "iso-8859-9",		CHARSET_W1254 },
	{ "iso-8859-15",	CHARSET_LATIN9 },
	{ "TIS-620",		CHARSET_W874 },
	{ "koi8-r",		CHARSET_KOI8R },
	{ "KOI8-U",		CHARSET_KOI8U },
	{ "utf-16",		CHARSET_UTF16LE },
	{ "UTF-16BE",		CHARSET_UTF16BE },
	{ "utf-32",		CHARSET_UTF32LE },
	{ "windows-1258",	CHARSET_W1258 },
	{ "",			CHARSET_UNKNOWN },
	{ "-",			CHARSET_UNKNOWN },
	{ "utf",		CHARSET_UNKNOWN },
	{ "utf 8",		CHARSET_UNKNOWN },
	{ "utf-8 latin1",	CHARSET_UNKNOWN },
	{ "bogus",		CHARSET_UNKNOWN },
	{ "euc-kr",		CHARSET_UNKNOWN },
	{ "a label much longer than any that exists", CHARSET_UNKNOWN },
};

static void
test_labels(void)
{
	for (size_t i = 0; i < COUNT(labels); i++) {
		enum charset got = charset_named(slice_of(labels[i].label));

		if (got != labels[i].charset)
			printf("%s: %d\n", labels[i].label, got);
		CHECK(got == labels[i].charset);
	}
}

static const struct {
	const char *type, *charset;
} types[] = {
	{ "text/xml; charset=utf-8",			"utf-8" },
	{ "text/html;charset=\"ISO-8859-1\"; x=y",	"ISO-8859-1" },
	{ "text/html; Charset = 'us-ascii' ",		"us-ascii" },
	{ "text/html; a=\"; charset=no\"; charset=yes",	"yes" },
	{ "text/html; a=\"\\\"; charset=no\"; charset=yes", "yes" },
	{ "text/html; charset=one; charset=two",	"one" },
	{ "text/html; charset=\"open",			"open" },
	{ "charset=utf-8",				"" },
	{ "text/html; charset",				"" },
	{ "text/html; xcharset=utf-8",			"" },
	{ "text/html;;; charset=",			"" },
	{ "text/html; a=\"\\",				"" },
	{ "",						"" },
};

static void
test_types(void)
{
	for (size_t i = 0; i < COUNT(types); i++) {
		slice	 got = charset_of_type(slice_of(types[i].type));

		if (!slice_eq(got, slice_of(types[i].charset)))
			printf("%s: %.*s\n", types[i].type, SLICE_ARG(got));
		CHECK(slice_eq(got, slice_of(types[i].charset)));
	}
}

#define BYTES(literal)	{ literal, sizeof(literal) - 1 }

static const struct {
	slice	 body;
	enum charset charset;
	const char *want;
} decoded[] = {
	{ BYTES("caf\xe9 \x80 \x93quoted\x94 \x81"),	CHARSET_W1252,
	    "café € “quoted” \xc2\x81" },
	{ BYTES("\xa4 \xbd"),		CHARSET_LATIN9,	"€ œ" },
	{ BYTES("\xb1\xea"),		CHARSET_LATIN2,	"ąę" },
	{ BYTES("\xb9\x8c"),		CHARSET_W1250,	"ąŚ" },
	{ BYTES("\xcf\xf0\xe8\xe2\xe5\xf2"), CHARSET_W1251, "Привет" },
	{ BYTES("\xf0\xd2\xc9\xd7\xc5\xd4"), CHARSET_KOI8R, "Привет" },
	{ BYTES("\xa7 \xae"),		CHARSET_KOI8U,	"ї ў" },
	{ BYTES("\xbf\xe0"),		CHARSET_CYRILLIC, "Пр" },
	{ BYTES("\xea\xe1\xeb\xfc\xd2"), CHARSET_W1253,	"καλό\xef\xbf\xbd" },
	{ BYTES("\xea\xe1\xeb\xfc"),	CHARSET_GREEK,	"καλό" },
	{ BYTES("\xdd\xfe\xf0"),	CHARSET_W1254,	"İşğ" },
	{ BYTES("\xf9\xec\xe5\xed\xca"), CHARSET_W1255,	"שלום\xd6\xba" },
	{ BYTES("\xe3\xd1\xcd\xc8\xc7"), CHARSET_W1256,	"مرحبا" },
	{ BYTES("\xe0\xe8\xa1"),	CHARSET_W1257,	"ąč\xef\xbf\xbd" },
	{ BYTES("\xfe"),		CHARSET_W1258,	"₫" },
	{ BYTES("\xa1\xd2\xdb"),	CHARSET_W874,	"กา\xef\xbf\xbd" },
	{ BYTES("a\xc3\xa9\xe9z"),	CHARSET_UTF8,	"aé\xef\xbf\xbdz" },
	{ BYTES("a\0\x3d\xd8\0\xde"),	CHARSET_UTF16LE, "a😀" },
	{ BYTES("\0a\xd8\x3d\xde\0"),	CHARSET_UTF16BE, "a😀" },
	/* surrogates alone, in the wrong order, cut off */
	{ BYTES("\xd8\x3d\0a"),		CHARSET_UTF16BE, "\xef\xbf\xbd""a" },
	{ BYTES("\xde\0\xd8\x3d"),	CHARSET_UTF16BE,
	    "\xef\xbf\xbd\xef\xbf\xbd" },
	{ BYTES("\xd8\x3d\xde"),	CHARSET_UTF16BE,
	    "\xef\xbf\xbd\xef\xbf\xbd" },
	{ BYTES("\xd8\x3d\xd8\x3d\xde\0"), CHARSET_UTF16BE,
	    "\xef\xbf\xbd😀" },
	{ BYTES("a"),			CHARSET_UTF16LE, "\xef\xbf\xbd" },
	{ BYTES("a\0\0\0\0\xf6\1\0"),	CHARSET_UTF32LE, "a😀" },
	{ BYTES("\0\0\xd8\0\0\x11\0\0\0"), CHARSET_UTF32BE,
	    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
	/* a mark is believed more than the label, and dropped */
	{ BYTES("\xef\xbb\xbf\xc3\xa9"), CHARSET_W1252,	"é" },
	{ BYTES("\xfe\xff\0a"),		CHARSET_UTF16LE, "a" },
	{ BYTES("\xff\xfe""a\0"),	CHARSET_UNKNOWN, "a" },
	{ BYTES("\xff\xfe\0\0a\0\0\0"),	CHARSET_UTF8,	"a" },
	{ BYTES("\0\0\xfe\xff\0\0\0a"),	CHARSET_UTF8,	"a" },
	{ BYTES(""),			CHARSET_UTF8,	"" },
};

static void
test_decode(void)
{
	char	 room[64];

	for (size_t i = 0; i < COUNT(decoded); i++) {
		struct sink k = { .buf = room, .cap = sizeof(room) };

		CHECK(charset_decode(&k, decoded[i].body,
		    decoded[i].charset));
		if (!slice_eq(sink_slice(&k), slice_of(decoded[i].want)))
			printf("%zu: %.*s\n", i, SLICE_ARG(sink_slice(&k)));
		CHECK(slice_eq(sink_slice(&k), slice_of(decoded[i].want)));
		CHECK(text_valid(sink_slice(&k)));
	}
}

static void
test_unknown(void)
{
	char	 room[4];
	struct sink k = { .buf = room, .cap = sizeof(room) };

	CHECK(!charset_decode(&k, SLICE("abc"), CHARSET_UNKNOWN));
	CHECK(k.len == 0);
	CHECK(charset_decode(&k, SLICE("abcde"), CHARSET_W1252) && k.full);
	CHECK(charset_upper(CHARSET_UTF16BE) == NULL);
	CHECK(charset_upper(CHARSET_UNKNOWN) == NULL);
}

/* Every one-byte charset has a name, a table, and its own letters. */
static void
test_tables(void)
{
	for (unsigned c = CHARSET_LATIN2; c < CHARSET_UNKNOWN; c++) {
		const uint16_t *upper = charset_upper((enum charset)c);
		size_t	 letters = 0;

		CHECK(upper != NULL);
		for (size_t i = 0; i < 128; i++) {
			CHECK(upper[i] == 0 || upper[i] >= 0x80);
			letters += text_is_word(upper[i]);
		}
		CHECK(letters > 40);
	}
}

int
main(void)
{
	test_labels();
	test_types();
	test_decode();
	test_unknown();
	test_tables();
	return test_failed;
}
