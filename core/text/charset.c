#include "core/text/charset.h"

#include "core/text/codepages.h"
#include "core/text/text.h"

enum {
	REPLACEMENT = 0xfffd,
	LABEL = 24			/* longer ones are nobody's */
};

/* Labels without their hyphens and underscores, a blank after each. */
static const char *const labels[CHARSET_UNKNOWN] = {
	[CHARSET_UTF8] = "utf8 unicode11utf8 unicode20utf8 xunicode20utf8 ",
	[CHARSET_UTF16LE] = "utf16 utf16le ucs2 unicode csunicode "
	    "unicodefeff iso10646ucs2 ",
	[CHARSET_UTF16BE] = "utf16be unicodefffe ",
	[CHARSET_UTF32LE] = "utf32 utf32le ucs4 csucs4 iso10646ucs4 ",
	[CHARSET_UTF32BE] = "utf32be ",
	[CHARSET_LATIN2] = "iso88592 latin2 l2 csisolatin2 isoir101 "
	    "iso88592:1987 ",
	[CHARSET_CYRILLIC] = "iso88595 cyrillic csisolatincyrillic isoir144 "
	    "iso88595:1988 ",
	[CHARSET_GREEK] = "iso88597 greek greek8 csisolatingreek ecma118 "
	    "elot928 isoir126 iso88597:1987 suneugreek ",
	[CHARSET_LATIN9] = "iso885915 latin9 l9 csisolatin9 ",
	[CHARSET_W874] = "windows874 dos874 iso885911 tis620 ",
	[CHARSET_W1250] = "windows1250 cp1250 xcp1250 ",
	[CHARSET_W1251] = "windows1251 cp1251 xcp1251 ",
	[CHARSET_W1252] = "windows1252 iso88591 usascii ascii latin1 l1 "
	    "cp1252 xcp1252 cp819 ibm819 csisolatin1 isoir100 "
	    "ansix3.41968 iso88591:1987 ",
	[CHARSET_W1253] = "windows1253 cp1253 xcp1253 ",
	[CHARSET_W1254] = "windows1254 cp1254 xcp1254 iso88599 latin5 l5 "
	    "csisolatin5 isoir148 iso88599:1989 ",
	/* ISO-8859-8 lacks the points, else it has the same letters */
	[CHARSET_W1255] = "windows1255 cp1255 xcp1255 iso88598 iso88598i "
	    "hebrew logical ",
	[CHARSET_W1256] = "windows1256 cp1256 xcp1256 ",
	[CHARSET_W1257] = "windows1257 cp1257 xcp1257 ",
	[CHARSET_W1258] = "windows1258 cp1258 xcp1258 ",
	[CHARSET_KOI8R] = "koi8r koi8 koi cskoi8r ",
	[CHARSET_KOI8U] = "koi8u koi8ru ",
};

/* The label as the table spells it, with the blank; empty if impossible. */
static slice
bare_label(char buf[static LABEL], slice label)
{
	struct sink k = { .buf = buf, .cap = LABEL };

	label = slice_trim(label);
	for (size_t i = 0; i < label.n && !k.full; i++) {
		if (ascii_space(label.p[i]) || label.p[i] == '\0')
			return SLICE("");
		if (label.p[i] != '-' && label.p[i] != '_')
			sink_byte(&k, ascii_lower(label.p[i]));
	}
	sink_byte(&k, ' ');
	return k.full || k.len == 1 ? SLICE("") : sink_slice(&k);
}

enum charset
charset_named(slice label)
{
	char	 buf[LABEL];
	slice	 bare = bare_label(buf, label);

	if (bare.n == 0)
		return CHARSET_UNKNOWN;
	for (unsigned c = 0; c < CHARSET_UNKNOWN; c++) {
		slice	 rest = slice_of(labels[c]);

		while (rest.n) {
			if (slice_starts(rest, bare))
				return (enum charset)c;
			slice_cut(&rest, ' ');
		}
	}
	return CHARSET_UNKNOWN;
}

enum charset
charset_of_bom(slice body, size_t *nbom)
{
	/* UTF-32 before UTF-16, whose mark it begins with */
	static const struct {
		slice	 mark;
		enum charset charset;
	} boms[] = {
		{ { "\xef\xbb\xbf", 3 },	CHARSET_UTF8 },
		{ { "\xff\xfe\0\0", 4 },	CHARSET_UTF32LE },
		{ { "\0\0\xfe\xff", 4 },	CHARSET_UTF32BE },
		{ { "\xff\xfe", 2 },		CHARSET_UTF16LE },
		{ { "\xfe\xff", 2 },		CHARSET_UTF16BE },
	};

	for (size_t i = 0; i < COUNT(boms); i++)
		if (slice_starts(body, boms[i].mark)) {
			*nbom = boms[i].mark.n;
			return boms[i].charset;
		}
	*nbom = 0;
	return CHARSET_UNKNOWN;
}

/* The next parameter of a Content-Type, behind the semicolon. A semicolon
 * inside quotes does not end it. */
static slice
next_parameter(slice *rest)
{
	slice	 all = *rest;
	char	 quote = '\0';
	size_t	 i = 0;

	for (; i < all.n && (quote || all.p[i] != ';'); i++)
		if (quote == '"' && all.p[i] == '\\')
			i += i + 1 < all.n;
		else if (all.p[i] == quote)
			quote = '\0';
		else if (quote == '\0' && all.p[i] == '"')
			quote = '"';
	*rest = slice_from(all, i + 1);
	return slice_head(all, i);
}

slice
charset_of_type(slice type)
{
	slice	 rest = type;

	next_parameter(&rest);
	while (rest.n) {
		slice	 value = next_parameter(&rest);
		slice	 name = slice_trim(slice_cut(&value, '='));

		if (!slice_ieq(name, SLICE("charset")))
			continue;
		value = slice_trim(value);
		if (value.n && (value.p[0] == '"' || value.p[0] == '\'')) {
			char	 quote = value.p[0];

			value = slice_from(value, 1);
			value = slice_head(value, slice_index(value, quote));
		}
		return slice_trim(value);
	}
	return SLICE("");
}

const uint16_t *
charset_upper(enum charset c)
{
	if (c < CHARSET_LATIN2 || c >= CHARSET_UNKNOWN)
		return NULL;
	return codepages[c - CHARSET_LATIN2];
}

static void
decode_bytes(struct sink *k, slice s, const uint16_t upper[static 128])
{
	for (size_t i = 0; i < s.n && !k->full; i++) {
		uint8_t	 b = (uint8_t)s.p[i];

		if (b < 0x80)
			sink_byte(k, s.p[i]);
		else if (upper[b - 0x80])
			text_put(k, upper[b - 0x80]);
		else
			text_put(k, REPLACEMENT);
	}
}

/* One unit of `size` bytes; what is cut off at the end is not a scalar. */
static uint32_t
next_unit(slice *rest, size_t size, bool big)
{
	uint32_t v = 0;

	if (rest->n < size) {
		*rest = slice_from(*rest, size);
		return TEXT_BAD;
	}
	for (size_t i = 0; i < size; i++) {
		size_t	 at = big ? i : size - 1 - i;

		v = v << 8 | (uint8_t)rest->p[at];
	}
	*rest = slice_from(*rest, size);
	return v;
}

static void
decode_units(struct sink *k, slice s, size_t size, bool big)
{
	while (s.n && !k->full) {
		uint32_t c = next_unit(&s, size, big);
		slice	 low = s;

		if (size == 2 && (c & ~0x3ffu) == 0xd800 && s.n) {
			uint32_t d = next_unit(&low, size, big);

			if ((d & ~0x3ffu) == 0xdc00) {
				c = 0x10000 + ((c & 0x3ff) << 10 | (d & 0x3ff));
				s = low;
			}
		}
		text_put(k, c);
	}
}

bool
charset_decode(struct sink *k, slice body, enum charset c)
{
	size_t	 nbom;
	enum charset marked = charset_of_bom(body, &nbom);

	if (marked != CHARSET_UNKNOWN)
		c = marked;
	body = slice_from(body, nbom);
	if (charset_upper(c) != NULL)
		decode_bytes(k, body, charset_upper(c));
	else if (c == CHARSET_UTF8)
		text_repair(k, body);
	else if (c == CHARSET_UTF16LE || c == CHARSET_UTF16BE)
		decode_units(k, body, 2, c == CHARSET_UTF16BE);
	else if (c == CHARSET_UTF32LE || c == CHARSET_UTF32BE)
		decode_units(k, body, 4, c == CHARSET_UTF32BE);
	else
		return false;
	return true;
}
