#include "core/wire.h"

enum {
	VARINT_MAX = 10,
	WHY_MAX = 256		/* 16 of them stay below the field's bound */
};

#define FIELD(tag, type, s, f, most)	{ tag, type, offsetof(s, f), most }

static const struct wire_field item_fields[] = {
	FIELD(1, WIRE_TEXT, struct item, mention.id, 1024),
	FIELD(2, WIRE_WHOLE, struct item, mention.url, 4096),
	FIELD(3, WIRE_TEXT, struct item, mention.title, 4096),
	FIELD(4, WIRE_TEXT, struct item, mention.text, 65536),
	FIELD(5, WIRE_TEXT, struct item, mention.author, 1024),
	FIELD(6, WIRE_TEXT, struct item, mention.handle, 1024),
	FIELD(7, WIRE_WHOLE, struct item, mention.author_url, 4096),
	FIELD(8, WIRE_TEXT, struct item, mention.lang, 64),
	FIELD(9, WIRE_WHOLE, struct item, mention.parent, 1024),
	FIELD(10, WIRE_TEXT, struct item, mention.place, 1024),
	FIELD(11, WIRE_WHOLE, struct item, mention.keep, 4096),
	FIELD(12, WIRE_INT, struct item, mention.time, 0),
	FIELD(13, WIRE_INT, struct item, mention.rating, 0),
	FIELD(14, WIRE_INT, struct item, mention.followers, 0),
	FIELD(15, WIRE_INT, struct item, mention.likes, 0),
	FIELD(16, WIRE_INT, struct item, mention.replies, 0),
	FIELD(17, WIRE_TEXT, struct item, mention.type, 16),
	FIELD(20, WIRE_TEXT, struct item, verdict.polarity, 16),
	FIELD(21, WIRE_TEXT, struct item, verdict.class, 32),
	FIELD(22, WIRE_TEXT, struct item, verdict.lang, 16),
	FIELD(23, WIRE_INT, struct item, verdict.sentiment, 0),
	FIELD(24, WIRE_INT, struct item, verdict.priority, 0),
	FIELD(25, WIRE_REASONS, struct item, verdict, 8192),
	FIELD(26, WIRE_TEXT, struct item, verdict.attitude, 16),
	FIELD(27, WIRE_TEXT, struct item, verdict.issues, 256),
	FIELD(28, WIRE_TEXT, struct item, verdict.spot, 16),
	FIELD(29, WIRE_TEXT, struct item, verdict.issue_words, 512),
	FIELD(30, WIRE_TEXT, struct item, source, 256),
	FIELD(31, WIRE_TEXT, struct item, rule, 256),
	FIELD(32, WIRE_TEXT, struct item, words, 1024),
	FIELD(33, WIRE_TEXT, struct item, muted, 256),
	FIELD(34, WIRE_INT, struct item, found, 0),
	FIELD(35, WIRE_INT, struct item, fate, 0),
	FIELD(36, WIRE_INT, struct item, sightings, 0),
	FIELD(37, WIRE_INT, struct item, edited, 0),
	FIELD(38, WIRE_TEXT, struct item, also, ITEM_ALSO),
	FIELD(39, WIRE_INT, struct item, answers, 0),
	FIELD(40, WIRE_INT, struct item, spread, 0),
	FIELD(41, WIRE_INT, struct item, verdict.guarded, 0),
};

static const struct wire_field source_fields[] = {
	FIELD(1, WIRE_WHOLE, struct source_state, cursor, 1024),
	FIELD(2, WIRE_WHOLE, struct source_state, etag, 1024),
	FIELD(3, WIRE_WHOLE, struct source_state, modified, 128),
	FIELD(4, WIRE_WHOLE, struct source_state, seen, 65536),
	FIELD(5, WIRE_WHOLE, struct source_state, moved, 4096),
	FIELD(6, WIRE_TEXT, struct source_state, trouble, 1024),
	FIELD(7, WIRE_INT, struct source_state, next, 0),
	FIELD(8, WIRE_INT, struct source_state, polled, 0),
	FIELD(9, WIRE_INT, struct source_state, good, 0),
	FIELD(10, WIRE_INT, struct source_state, failures, 0),
	FIELD(11, WIRE_INT, struct source_state, baseline, 0),
	FIELD(12, WIRE_INT, struct source_state, newest, 0),
	FIELD(13, WIRE_WHOLE, struct source_state, resume, 4096),
	FIELD(14, WIRE_WHOLE, struct source_state, high, 1024),
	FIELD(15, WIRE_INT, struct source_state, floor, 0),
	FIELD(16, WIRE_INT, struct source_state, dug, 0),
	FIELD(17, WIRE_INT, struct source_state, spent, 0),
	FIELD(18, WIRE_INT, struct source_state, until, 0),
};

static const struct wire_field letter_fields[] = {
	FIELD(1, WIRE_TEXT, struct letter, channel, 256),
	FIELD(2, WIRE_TEXT, struct letter, level, 16),
	FIELD(3, WIRE_TEXT, struct letter, title, 4096),
	FIELD(4, WIRE_TEXT, struct letter, text, 65536),
	FIELD(5, WIRE_WHOLE, struct letter, url, 4096),
	FIELD(6, WIRE_WHOLE, struct letter, mentions, 32768),
	FIELD(7, WIRE_TEXT, struct letter, trouble, 1024),
	FIELD(8, WIRE_INT, struct letter, id, 0),
	FIELD(9, WIRE_INT, struct letter, born, 0),
	FIELD(10, WIRE_INT, struct letter, tries, 0),
	FIELD(11, WIRE_INT, struct letter, mention, 0),
	FIELD(12, WIRE_INT, struct letter, unsure, 0),
	FIELD(13, WIRE_INT, struct letter, order, 0),
	FIELD(14, WIRE_INT, struct letter, step, 0),
	FIELD(15, WIRE_WHOLE, struct letter, state, 4096),
	FIELD(16, WIRE_TEXT, struct letter, who, 64),
	FIELD(17, WIRE_WHOLE, struct letter, html, 18432),
	FIELD(18, WIRE_INT, struct letter, anyway, 0),
};

static const struct wire_field delivery_fields[] = {
	FIELD(1, WIRE_TEXT, struct delivery, channel, 256),
	FIELD(2, WIRE_TEXT, struct delivery, verdict, 1024),
	FIELD(3, WIRE_INT, struct delivery, letter, 0),
	FIELD(4, WIRE_INT, struct delivery, when, 0),
	FIELD(5, WIRE_INT, struct delivery, tries, 0),
	FIELD(6, WIRE_INT, struct delivery, order, 0),
};

static const struct wire_field tally_fields[] = {
	FIELD(1, WIRE_INT, struct tally, fetched, 0),
	FIELD(2, WIRE_INT, struct tally, fresh, 0),
	FIELD(3, WIRE_INT, struct tally, duplicate, 0),
	FIELD(4, WIRE_INT, struct tally, matched, 0),
	FIELD(5, WIRE_INT, struct tally, unmatched, 0),
	FIELD(6, WIRE_INT, struct tally, sent, 0),
	FIELD(7, WIRE_INT, struct tally, digest, 0),
	FIELD(8, WIRE_INT, struct tally, muted, 0),
	FIELD(9, WIRE_INT, struct tally, polls, 0),
	FIELD(10, WIRE_INT, struct tally, failures, 0),
	FIELD(11, WIRE_INT, struct tally, unchanged, 0),
};

#define SHAPE(kind, fields, type)					\
	{ kind, fields, COUNT(fields), sizeof(type) }

const struct wire_shape wire_item = SHAPE('I', item_fields, struct item);
const struct wire_shape wire_source =
    SHAPE('S', source_fields, struct source_state);
const struct wire_shape wire_letter = SHAPE('L', letter_fields, struct letter);
const struct wire_shape wire_delivery =
    SHAPE('D', delivery_fields, struct delivery);
const struct wire_shape wire_tally = SHAPE('T', tally_fields, struct tally);

static void
put_varint(struct sink *k, uint64_t v)
{
	while (v > 127) {
		sink_byte(k, (char)(v | 0x80));
		v >>= 7;
	}
	sink_byte(k, (char)v);
}

static bool
get_varint(slice *s, uint64_t *v)
{
	*v = 0;
	for (unsigned i = 0; i < VARINT_MAX && s->n; i++) {
		unsigned char c = (unsigned char)s->p[0];

		*s = slice_from(*s, 1);
		if (i == VARINT_MAX - 1 && c > 1)
			return false;
		*v |= (uint64_t)(c & 0x7f) << (7 * i);
		if (c < 0x80)
			return true;
	}
	return false;
}

static uint64_t
zigzag(int64_t v)
{
	return (uint64_t)v << 1 ^ (v < 0 ? UINT64_MAX : 0);
}

static int64_t
unzigzag(uint64_t v)
{
	return (int64_t)(v >> 1 ^ (v & 1 ? UINT64_MAX : 0));
}

static size_t
varint_size(uint64_t v)
{
	size_t	 n = 1;

	for (; v > 127; v >>= 7)
		n++;
	return n;
}

/* At most n bytes, and no half character at the end. */
static slice
cut(slice s, size_t n)
{
	if (s.n <= n)
		return s;
	for (int i = 0; i < 3 && n > 0; i++)
		n -= ((unsigned char)s.p[n] & 0xc0) == 0x80;
	return slice_head(s, n);
}

static slice
fitting(const struct wire_field *f, slice s)
{
	if (f->most == 0 || s.n <= f->most || f->type == WIRE_SLICE)
		return s;
	return f->type == WIRE_TEXT ? cut(s, f->most) : (slice){ "", 0 };
}

static void
put_bytes(struct sink *k, unsigned char tag, slice s)
{
	if (s.n == 0)
		return;
	sink_byte(k, (char)tag);
	put_varint(k, s.n);
	sink_put(k, s);
}

static void
put_reasons(struct sink *k, unsigned char tag, const struct verdict *v)
{
	size_t	 n = 0, many = v->nreasons;

	if (many > REASONS_MAX)
		many = REASONS_MAX;
	for (size_t i = 0; i < many; i++) {
		slice	 why = cut(v->reasons[i].why, WHY_MAX);

		n += varint_size(zigzag(v->reasons[i].points)) +
		    varint_size(why.n) + why.n;
	}
	if (n == 0)
		return;
	sink_byte(k, (char)tag);
	put_varint(k, n);
	for (size_t i = 0; i < many; i++) {
		slice	 why = cut(v->reasons[i].why, WHY_MAX);

		put_varint(k, zigzag(v->reasons[i].points));
		put_varint(k, why.n);
		sink_put(k, why);
	}
}

static bool
get_reasons(slice s, struct verdict *v)
{
	uint64_t points, n;

	while (s.n) {
		if (v->nreasons == REASONS_MAX || !get_varint(&s, &points) ||
		    !get_varint(&s, &n) || n > s.n)
			return false;
		v->reasons[v->nreasons++] = (struct reason){
		    .why = slice_head(s, (size_t)n),
		    .points = unzigzag(points) };
		s = slice_from(s, (size_t)n);
	}
	return true;
}

static void
put_int(struct sink *k, unsigned char tag, int64_t v)
{
	if (v == 0)
		return;
	sink_byte(k, (char)tag);
	put_varint(k, varint_size(zigzag(v)));
	put_varint(k, zigzag(v));
}

void
wire_put(struct sink *k, const struct wire_shape *shape, const void *what)
{
	sink_byte(k, (char)shape->kind);
	for (size_t i = 0; i < shape->nfields; i++) {
		const struct wire_field *f = &shape->fields[i];
		const char *at = (const char *)what + f->at;

		if (f->type == WIRE_INT)
			put_int(k, f->tag, *(const int64_t *)(const void *)at);
		else if (f->type == WIRE_REASONS)
			put_reasons(k, f->tag,
			    (const struct verdict *)(const void *)at);
		else
			put_bytes(k, f->tag, fitting(f,
			    *(const slice *)(const void *)at));
	}
}

static bool
get_field(const struct wire_field *f, slice value, void *what)
{
	char	*at = (char *)what + f->at;
	uint64_t v;

	if (f->most && value.n > f->most)
		return false;
	if (f->type == WIRE_REASONS)
		return get_reasons(value, (struct verdict *)(void *)at);
	if (f->type != WIRE_INT) {
		*(slice *)(void *)at = value;
		return true;
	}
	if (!get_varint(&value, &v) || value.n)
		return false;
	*(int64_t *)(void *)at = unzigzag(v);
	return true;
}

bool
wire_get(slice bytes, const struct wire_shape *shape, void *what)
{
	size_t	 next = 0;	/* fields come in the order of the table */

	memset(what, 0, shape->size);
	if (bytes.n > WIRE_MAX || wire_kind(bytes) != shape->kind)
		return false;
	bytes = slice_from(bytes, 1);
	while (bytes.n) {
		unsigned char tag = (unsigned char)bytes.p[0];
		uint64_t n;

		bytes = slice_from(bytes, 1);
		if (tag == 0 || !get_varint(&bytes, &n) || n > bytes.n)
			return false;
		while (next < shape->nfields && shape->fields[next].tag < tag)
			next++;
		if (next < shape->nfields && shape->fields[next].tag == tag) {
			if (!get_field(&shape->fields[next++],
			    slice_head(bytes, (size_t)n), what))
				return false;
		} else if (next > 0 && shape->fields[next - 1].tag >= tag) {
			return false;		/* twice, or out of order */
		}
		bytes = slice_from(bytes, (size_t)n);
	}
	return true;
}

int
wire_kind(slice bytes)
{
	return bytes.n ? (unsigned char)bytes.p[0] : -1;
}
