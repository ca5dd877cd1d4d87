/* drawing.h - reads a chart as a browser would: well-formed, everything that
 * is drawn inside its box, nothing that could run or fetch. */
#ifndef TESTS_DRAWING_H
#define TESTS_DRAWING_H

#include "core/slice.h"
#include "tests/test.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

struct drawing {
	XML_Parser parser;
	long	 wide, high;		/* of the box */
	long	 x, at;			/* of the text being read */
	bool	 to_the_left;		/* it ends there */
	size_t	 letters;
	size_t	 texts, paths, rects, circles;
	bool	 titled, described;
};

static inline const char *
drawing_attr(const char **attrs, const char *name)
{
	for (; attrs[0] != NULL; attrs += 2)
		if (strcmp(attrs[0], name) == 0)
			return attrs[1];
	return NULL;
}

static inline long
drawing_number(const char **attrs, const char *name)
{
	const char *v = drawing_attr(attrs, name);

	return v != NULL ? strtol(v, NULL, 10) : 0;
}

static inline void
drawing_point(const struct drawing *d, long x, long y)
{
	bool	 in = x >= 0 && x <= d->wide && y >= 0 && y <= d->high;

	if (!in)
		printf("%ld %ld lies outside of %ld %ld\n", x, y, d->wide,
		    d->high);
	CHECK(in);
}

/* M x y, then h v H V with one number, z back to the start. */
static inline void
drawing_path(const struct drawing *d, const char *p)
{
	long	 x = 0, y = 0, x0 = 0, y0 = 0;

	while (*p) {
		char	 op = *p++, *end = NULL;

		if (op == 'z') {
			x = x0;
			y = y0;
			continue;
		}
		if (op == 'M') {
			x = x0 = strtol(p, &end, 10);
			p = end;
			y = y0 = strtol(p, &end, 10);
		} else {
			long	 v = strtol(p, &end, 10);

			CHECK(end != p && strchr("hvHV", op) != NULL);
			x = op == 'h' ? x + v : op == 'H' ? v : x;
			y = op == 'v' ? y + v : op == 'V' ? v : y;
		}
		drawing_point(d, x, y);
		p = end;
	}
}

static inline void
drawing_begin(void *arg, const char *name, const char **attrs)
{
	struct drawing *d = arg;
	static const char *const known[] = { "svg", "title", "desc", "rect",
	    "text", "path", "circle" };
	size_t	 i = 0;
	long	 x = drawing_number(attrs, "x"), y = drawing_number(attrs, "y");

	while (i < COUNT(known) && strcmp(known[i], name) != 0)
		i++;
	CHECK(i < COUNT(known));		/* no script, image, use, a */
	for (const char **a = attrs; a[0] != NULL; a += 2)
		CHECK(strncmp(a[0], "on", 2) != 0 &&
		    strstr(a[0], "href") == NULL);
	switch (i) {
	case 0:
		CHECK(sscanf(drawing_attr(attrs, "viewBox"), "0 0 %ld %ld",
		    &d->wide, &d->high) == 2);
		break;
	case 1:
		d->titled = true;
		break;
	case 2:
		d->described = true;
		break;
	case 3:
		d->rects++;
		drawing_point(d, x, y);
		drawing_point(d, x + drawing_number(attrs, "width"),
		    y + drawing_number(attrs, "height"));
		break;
	case 4:
		d->texts++;
		d->x = x;
		d->to_the_left = drawing_attr(attrs, "text-anchor") != NULL;
		d->letters = 0;
		d->at = 1;
		drawing_point(d, x, y);
		drawing_point(d, x, y - 110);
		break;
	case 5:
		d->paths++;
		drawing_path(d, drawing_attr(attrs, "d"));
		break;
	default:
		d->circles++;
		x = drawing_number(attrs, "cx");
		y = drawing_number(attrs, "cy");
		drawing_point(d, x - 45, y - 45);
		drawing_point(d, x + 45, y + 45);
	}
}

static inline void
drawing_chars(void *arg, const char *s, int n)
{
	struct drawing *d = arg;

	for (int i = 0; d->at && i < n; i++)
		d->letters += ((unsigned char)s[i] & 0xc0) != 0x80;
}

/* A letter of 11 is about 7 wide. */
static inline void
drawing_end(void *arg, const char *name)
{
	struct drawing *d = arg;
	long	 wide = (long)d->letters * 70;

	if (strcmp(name, "text") != 0)
		return;
	d->at = 0;
	drawing_point(d, d->to_the_left ? d->x - wide : d->x + wide, 0);
}

static inline struct drawing
drawing_read(slice svg)
{
	struct drawing d = { .parser = XML_ParserCreate("UTF-8") };
	bool	 good;

	XML_SetUserData(d.parser, &d);
	XML_SetElementHandler(d.parser, drawing_begin, drawing_end);
	XML_SetCharacterDataHandler(d.parser, drawing_chars);
	good = XML_Parse(d.parser, svg.p, (int)svg.n, 1) == XML_STATUS_OK;
	if (!good)
		printf("%s at %lu: %.*s\n", XML_ErrorString(
		    XML_GetErrorCode(d.parser)), (unsigned long)
		    XML_GetCurrentLineNumber(d.parser), SLICE_ARG(
		    slice_head(svg, 2000)));
	CHECK(good && d.titled && d.described && d.wide > 0);
	XML_ParserFree(d.parser);
	return d;
}

#endif
