#include "core/feed/feed.h"

#include "core/text/charset.h"
#include "core/feed/feed_json.h"
#include "core/feed/feed_xml.h"
#include "core/text/text.h"

enum { HEAD = 512 };			/* where an XML declaration stands */

/* XML 1.0, appendix F: UTF-16 and UTF-32 without a byte order mark. */
static enum charset
of_first_bytes(slice body)
{
	static const struct {
		slice	 bytes;
		enum charset charset;
	} begins[] = {
		{ { "<\0\0\0", 4 },	CHARSET_UTF32LE },
		{ { "\0\0\0<", 4 },	CHARSET_UTF32BE },
		{ { "<\0", 2 },		CHARSET_UTF16LE },
		{ { "\0<", 2 },		CHARSET_UTF16BE },
	};

	for (size_t i = 0; i < COUNT(begins); i++)
		if (slice_starts(body, begins[i].bytes))
			return begins[i].charset;
	return CHARSET_UNKNOWN;
}

/* encoding="..." in the XML declaration. */
static slice
declared(slice body)
{
	slice	 rest = slice_head(body, HEAD), label;
	size_t	 at = slice_find(rest, SLICE("<?xml"));

	rest = slice_from(rest, at);
	rest = slice_head(rest, slice_index(rest, '>'));
	rest = slice_from(rest, slice_find(rest, SLICE("encoding")));
	slice_cut(&rest, '=');
	label = slice_trim(rest);
	if (label.n < 2 || (label.p[0] != '"' && label.p[0] != '\''))
		return SLICE("");
	rest = slice_from(label, 1);
	return slice_head(rest, slice_index(rest, label.p[0]));
}

/*
 * A body that is not UTF-8: what the header says counts before what the
 * document says, except where both cannot be, as "utf-8" here. A charset
 * that we do not read is `foreign`.
 */
static enum charset
labelled(slice type, slice body, bool *foreign)
{
	const slice labels[] = { charset_of_type(type), declared(body) };

	for (size_t i = 0; i < COUNT(labels); i++) {
		enum charset c = charset_named(labels[i]);

		*foreign = c == CHARSET_UNKNOWN && labels[i].n > 0;
		if (charset_upper(c) != NULL)
			return c;
		if (*foreign)
			break;
	}
	return CHARSET_UTF8;
}

/* Bytes that are good UTF-8 are UTF-8, whatever anybody says: it does not
 * happen by chance, while wrong labels happen every day. */
static enum charset
charset_of(slice *body, slice type, bool *foreign)
{
	size_t	 nbom;
	enum charset c = charset_of_bom(*body, &nbom);

	*body = slice_from(*body, nbom);
	if (c == CHARSET_UNKNOWN)
		c = of_first_bytes(*body);
	if (c == CHARSET_UNKNOWN)
		c = text_valid(*body) ? CHARSET_UTF8 :
		    labelled(type, *body, foreign);
	return c;
}

/* The decoded text stands at the far end of the arena, which ends before it
 * until the caller puts `cap` back. */
static slice
decode(struct arena *a, slice body, enum charset c)
{
	struct sink k = sink_open(a);
	char	*end;

	charset_decode(&k, body, c);
	if (k.full) {
		a->spent = true;
		return SLICE("");
	}
	end = a->base + a->cap - k.len;
	memmove(end, k.buf, k.len);
	a->cap -= k.len;
	return (slice){ end, k.len };
}

bool
feed_parse(struct arena *a, slice body, slice base, slice type,
    struct feed *f, struct fault *fault)
{
	bool	 foreign = false, good;
	enum charset c = charset_of(&body, type, &foreign);
	size_t	 cap = a->cap;

	memset(f, 0, sizeof(*f));
	if (c != CHARSET_UTF8)
		body = decode(a, body, c);
	if (a->spent)
		return fault_words(fault, "the feed needs more memory than one "
		    "job has");
	if (slice_starts(slice_trim(slice_head(body, HEAD)), SLICE("{")))
		good = feed_json(a, body, base, f, fault);
	else
		good = feed_xml(a, body, foreign, base, f, fault);
	a->cap = cap;
	return good;
}
