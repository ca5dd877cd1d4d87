/*
 * charset.h - other people's encodings to UTF-8.
 *
 * The names are those of the WHATWG Encoding standard and its labels:
 * "ISO-8859-1" is read as Windows-1252, as every browser does.
 */
#ifndef CORE_CHARSET_H
#define CORE_CHARSET_H

#include "core/sink.h"

enum charset {
	CHARSET_UTF8,
	CHARSET_UTF16LE, CHARSET_UTF16BE, CHARSET_UTF32LE, CHARSET_UTF32BE,
	CHARSET_LATIN2,			/* ISO-8859-2, the first of one byte */
	CHARSET_CYRILLIC,		/* ISO-8859-5 */
	CHARSET_GREEK,			/* ISO-8859-7 */
	CHARSET_LATIN9,			/* ISO-8859-15 */
	CHARSET_W874,			/* Thai */
	CHARSET_W1250, CHARSET_W1251, CHARSET_W1252, CHARSET_W1253,
	CHARSET_W1254, CHARSET_W1255, CHARSET_W1256, CHARSET_W1257,
	CHARSET_W1258,
	CHARSET_KOI8R, CHARSET_KOI8U,
	CHARSET_UNKNOWN
};

enum charset charset_named(slice label);	/* case, blanks, - _ ignored */
enum charset charset_of_bom(slice body, size_t *nbom);	/* UNKNOWN: no BOM */
slice	 charset_of_type(slice content_type);	/* its charset parameter */

/*
 * To valid UTF-8. A BOM is dropped, and is believed more than the label.
 * Unmappable bytes become U+FFFD. False: the charset is not one we read.
 */
bool	 charset_decode(struct sink *, slice body, enum charset);

/* The table of a one-byte charset, 128 code points for 0x80..0xff (0 is
 * unmapped), for a parser that wants it whole; NULL for the others. */
const uint16_t *charset_upper(enum charset);

#endif
