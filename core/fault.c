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

bool
fault_fill(struct fault *f, const char *words, const slice *parts, size_t n)
{
	slice	 all[16], rest = slice_of(words);
	size_t	 at = 0;

	while (rest.n && at + 2 <= COUNT(all)) {
		bool	 hole = slice_index(rest, '%') < rest.n;

		all[at++] = slice_cut(&rest, '%');
		if (hole && n > 0) {
			all[at++] = *parts++;
			n--;
		}
	}
	return fault_join(f, all, at);
}

bool
fault_words(struct fault *f, const char *words)
{
	return fault_say(f, slice_of(words));
}

slice
fault_int(char buf[static 24], int64_t v)
{
	struct sink k = { .buf = buf, .cap = 24 };

	sink_int(&k, v);
	return sink_slice(&k);
}
