/* Addresses that guests ask for, and a list of links that was damaged. */
#include "core/desk/link.h"

#include <stdlib.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 text = { (const char *)data, n }, rest = text, token, table;
	char	 room[LINKS_BYTES];
	struct sink k = { .buf = room, .cap = sizeof(room) };
	struct link l = { .id = 7, .until = 9, .hash = { "", 0 } }, got;
	size_t	 count = 0;

	if (link_target(text, &token, &table) &&
	    (token.n != LINK_CHARS || n > LINK_ADDRESS))
		abort();
	while (links_next(&rest, &got))
		if (got.hash.n != LINK_HASH || ++count > n)
			abort();
	if (links_find(text, slice_head(text, LINK_HASH), 0, &got) &&
	    n < LINK_HASH)
		abort();
	l.hash = slice_head(text, LINK_HASH);
	if (links_change(&k, text, &l, 0) && l.hash.n == LINK_HASH &&
	    !links_find(sink_slice(&k), l.hash, 0, &got))
		abort();
	return 0;
}
