#include "core/mention.h"

static const slice types[] = {
	{ "post", 4 }, { "comment", 7 }, { "reply", 5 }, { "review", 6 },
	{ "article", 7 }, { "video", 5 }, { "mail", 4 }, { "message", 7 },
};

slice
mention_type_named(slice name)
{
	for (size_t i = 0; i < COUNT(types); i++)
		if (slice_ieq(types[i], name))
			return types[i];
	return SLICE("");
}

slice
mention_type(const struct mention *m)
{
	slice	 said = mention_type_named(m->type);

	if (said.n)
		return said;
	if (m->rating > 0)
		return SLICE("review");
	return m->parent.n ? SLICE("reply") : SLICE("");
}
