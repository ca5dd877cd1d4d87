#include "core/fault.h"

#include "core/text/text.h"

bool
fault_join(struct fault *f, const slice *parts, size_t n)
{
	struct sink k = { .cap = FAULT_MAX - 4 };

	if (f == NULL || f->text[0] != '\0')
		return false;
	k.buf = f->text;
	for (size_t i = 0; i < n; i++) {
		slice	 rest = parts[i];

		while (rest.n && !k.full) {
			slice	 at = rest;
			uint32_t c = text_next(&rest);

			if (c < 0x20 || c == 0x7f || c == TEXT_BAD)
				sink_byte(&k, '?');
			else
				sink_put(&k, slice_head(at, at.n - rest.n));
		}
	}
	memcpy(f->text + k.len, k.full ? "\xe2\x80\xa6" : "", k.full ? 4 : 1);
	return false;
}

slice
fault_int(char buf[static 24], int64_t v)
{
	struct sink k = { .buf = buf, .cap = 24 };

	sink_int(&k, v);
	return sink_slice(&k);
}
