#include "core/count/pack.h"

void
pack_put(struct sink *k, int64_t value)
{
	uint64_t v = value > 0 ? (uint64_t)value : 0;

	for (; v > 127; v >>= 7)
		sink_byte(k, (char)(v | 0x80));
	sink_byte(k, (char)v);
}

bool
pack_get(slice *s, int64_t most, int64_t *value)
{
	uint64_t v = 0;

	*value = 0;
	for (unsigned i = 0; i < 9 && s->n; i++) {
		unsigned char c = (unsigned char)s->p[0];

		*s = slice_from(*s, 1);
		v |= (uint64_t)(c & 0x7f) << (7 * i);
		if (c < 0x80) {
			if (v > (uint64_t)most)
				return false;
			*value = (int64_t)v;
			return true;
		}
	}
	return false;
}

void
pack_put_row(struct sink *k, const int64_t *row, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t	 run = 0;

		pack_put(k, row[i]);
		if (row[i++] > 0)
			continue;
		while (i < n && row[i] <= 0) {
			i++;
			run++;
		}
		pack_put(k, (int64_t)run);
	}
}

bool
pack_get_row(slice *s, int64_t most, int64_t *row, size_t n)
{
	for (size_t i = 0; i < n;) {
		int64_t	 run;

		if (!pack_get(s, most, &row[i]))
			return false;
		if (row[i++] > 0)
			continue;
		if (!pack_get(s, (int64_t)(n - i), &run))
			return false;
		while (run-- > 0)
			row[i++] = 0;
	}
	return true;
}
