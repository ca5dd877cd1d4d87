#include "core/archive.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static bool
inside(slice whole, slice part)
{
	return part.n == 0 || (part.p >= whole.p &&
	    part.p + part.n <= whole.p + whole.n);
}

/* What was read is written as it stood there. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 all = { (const char *)data, n }, rest = all, before = all;
	char	 head[ARCHIVE_HEAD];
	struct archive_row r;

	while (archive_next(&rest, &r) == ARCHIVE_ROW_READ) {
		assert(inside(all, r.name) && inside(all, r.key) &&
		    inside(all, r.value));
		assert(before.n - rest.n == ARCHIVE_HEAD + r.name.n + r.key.n +
		    r.value.n);
		assert(archive_head(&r, head));
		assert(memcmp(head, before.p, ARCHIVE_HEAD) == 0);
		if (archive_name_fits(r.key))
			assert(r.key.p[0] != '.' &&
			    slice_index(r.key, '/') == r.key.n);
		before = rest;
	}
	assert(slice_eq(rest, before));
	return 0;
}
