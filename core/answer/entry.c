#include "core/answer/entry.h"

static const struct wire_field fields[] = {
	{ 1, WIRE_INT, offsetof(struct entry, order), 0 },
	{ 2, WIRE_INT, offsetof(struct entry, remove), 0 },
	{ 3, WIRE_SLICE, offsetof(struct entry, faq), 8192 },
};

const struct wire_shape wire_entry = { 'a', fields, COUNT(fields),
    sizeof(struct entry) };
