#include "core/archive.h"

#include "core/sink.h"

bool
archive_head(const struct archive_row *r, char out[static ARCHIVE_HEAD])
{
	struct sink k = { .buf = out, .cap = ARCHIVE_HEAD };

	sink_byte(&k, (char)r->kind);
	sink_big(&k, r->name.n, 1);
	sink_big(&k, r->key.n, 2);
	sink_big(&k, r->value.n, 4);
	return r->name.n < 256 && r->key.n < 65536 &&
	    r->value.n <= ARCHIVE_VALUE;
}

static slice
take(slice *s, size_t n)
{
	slice	 head = slice_head(*s, n);

	*s = slice_from(*s, n);
	return head;
}

enum archive_is
archive_next(slice *bytes, struct archive_row *r)
{
	slice	 s = *bytes;
	size_t	 name, key, value;

	if (s.n < ARCHIVE_HEAD)
		return ARCHIVE_MORE;
	r->kind = s.p[0];
	name = (size_t)slice_big(s, 1, 1);
	key = (size_t)slice_big(s, 2, 2);
	value = (size_t)slice_big(s, 4, 4);
	if ((r->kind != ARCHIVE_FILE && r->kind != ARCHIVE_RECORD &&
	    r->kind != ARCHIVE_END) || value > ARCHIVE_VALUE)
		return ARCHIVE_BROKEN;
	s = slice_from(s, ARCHIVE_HEAD);
	if (s.n < name + key + value)
		return ARCHIVE_MORE;
	r->name = take(&s, name);
	r->key = take(&s, key);
	r->value = take(&s, value);
	*bytes = s;
	return ARCHIVE_ROW_READ;
}

bool
archive_name_fits(slice s)
{
	if (s.n == 0 || s.n > 200 || s.p[0] == '.')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_alpha(s.p[i]) && !ascii_digit(s.p[i]) &&
		    s.p[i] != '.' && s.p[i] != '-' && s.p[i] != '_')
			return false;
	return true;
}
