#include "core/archive.h"

static void
put_number(char *p, size_t v, unsigned bytes)
{
	for (; bytes-- > 0; v >>= 8)
		p[bytes] = (char)(unsigned char)v;
}

static size_t
number(slice s, size_t at, unsigned bytes)
{
	size_t	 v = 0;

	for (unsigned i = 0; i < bytes; i++)
		v = v << 8 | (unsigned char)s.p[at + i];
	return v;
}

bool
archive_head(const struct archive_row *r, char out[static ARCHIVE_HEAD])
{
	out[0] = (char)r->kind;
	put_number(out + 1, r->name.n, 1);
	put_number(out + 2, r->key.n, 2);
	put_number(out + 4, r->value.n, 4);
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
	name = number(s, 1, 1);
	key = number(s, 2, 2);
	value = number(s, 4, 4);
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
