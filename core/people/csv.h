/*
 * csv.h - tables as spreadsheets write them (RFC 4180, and what they really
 * do), and back.
 *
 * Comma, semicolon, tab or bar, found out from the first line ("sep=;" too);
 * fields in quotes with line breaks; a mark of byte order, UTF-16; what is not
 * UTF-8 is Windows-1252. A quote that never ends takes its line alone along.
 */
#ifndef CORE_CSV_H
#define CORE_CSV_H

#include "core/sink.h"

enum {
	CSV_FIELDS = 64,		/* of a line; more are passed over */
	CSV_QUOTED = 16384		/* bytes of a field in quotes */
};

struct csv {
	slice	 rest;
	char	 sep;
	size_t	 line;			/* where the last record began */
	size_t	 next;			/* where the next one begins */
};

enum csv_got { CSV_END, CSV_RECORD, CSV_BAD /* a quote without its end */ };

/* What must be decoded goes into the arena, which then must last. */
void	 csv_init(struct csv *, struct arena *, slice file);
/* The next line that is not empty. Fields without their quotes; those that had
 * quotes within lie in the arena. */
enum csv_got csv_next(struct csv *, struct arena *, slice fields[static
	    CSV_FIELDS], size_t *n);

/* One line, with CRLF. A field that a spreadsheet would take for a formula
 * (= + - @ in front) gets a ' before it; csv_plain() takes it away again. */
void	 csv_put(struct sink *, const slice *fields, size_t n);
#define csv_row(k, ...) csv_put((k), (const slice[]){ __VA_ARGS__ },	\
	    sizeof((const slice[]){ __VA_ARGS__ }) / sizeof(slice))
slice	 csv_plain(slice field);

#endif
