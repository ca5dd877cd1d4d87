#include "core/desk/link.h"

#define FIELD(tag, type, of, member, most)				\
	{ tag, type, offsetof(struct of, member), most }

static const struct wire_field fields[] = {
	FIELD(1, WIRE_INT, link, id, 0),
	FIELD(2, WIRE_INT, link, until, 0),
	FIELD(3, WIRE_INT, link, days, 0),
	FIELD(4, WIRE_INT, link, names, 0),
	FIELD(5, WIRE_TEXT, link, who, LINK_WHO),
	FIELD(6, WIRE_WHOLE, link, hash, LINK_HASH),
};
static const struct wire_field part[] = {
	FIELD(1, WIRE_SLICE, link_part, bytes, LINK_PART),
};

const struct wire_shape wire_link = { 'k', fields, COUNT(fields),
    sizeof(struct link) };
const struct wire_shape link_part = { 'p', part, COUNT(part),
    sizeof(struct link_part) };

bool
link_target(slice address, slice *token, slice *table)
{
	*table = address;
	*token = slice_cut(table, '/');
	for (size_t i = 0; i < token->n; i++)
		if (!ascii_digit(token->p[i]) && (token->p[i] < 'a' ||
		    token->p[i] > 'f'))
			return false;
	return token->n == LINK_CHARS && address.n <= LINK_ADDRESS;
}

/* A byte that tells its length stands before each. */
bool
links_next(slice *list, struct link *l)
{
	size_t	 n = list->n ? (unsigned char)list->p[0] : 0;
	slice	 record = slice_head(slice_from(*list, 1), n);

	*list = slice_from(*list, n + 1);
	return n > 0 && record.n == n && wire_get(record, &wire_link, l) &&
	    l->hash.n == LINK_HASH;
}

bool
links_find(slice list, slice hash, int64_t now, struct link *out)
{
	bool	 found = false;
	struct link l;

	while (links_next(&list, &l)) {
		volatile unsigned char differ = l.until <= now;

		for (size_t i = 0; i < LINK_HASH && hash.n == LINK_HASH; i++)
			differ = (unsigned char)(differ | (l.hash.p[i] ^
			    hash.p[i]));
		if (differ || hash.n != LINK_HASH)
			continue;
		*out = l;
		found = true;
	}
	return found;
}

static void
put(struct sink *k, const struct link *l)
{
	size_t	 at = k->len;

	sink_byte(k, 0);
	wire_put(k, &wire_link, l);
	if (!k->full && k->len - at - 1 < 128)
		k->buf[at] = (char)(k->len - at - 1);
	else
		k->full = true;
}

bool
links_change(struct sink *k, slice list, const struct link *change,
    int64_t now)
{
	size_t	 n = 0;
	struct link l;

	while (links_next(&list, &l))
		if (l.until > now && l.id != change->id) {
			put(k, &l);
			n++;
		}
	if (change->until)
		put(k, change);
	return !k->full && n + (change->until != 0) <= LINKS_MOST;
}
