/* What the program carries: packed recipes, and what they cost. */
#include "core/recipe/recipe.h"
#include "net/embed.h"
#include "tests/test.h"

#include <stdio.h>

enum { ROOM = 1 << 20, PACKED_MOST = 60000 };

static char	 room[ROOM], text[1 << 16];

int
main(void)
{
	CHECK(embed_npacked <= PACKED_MOST);
	for (size_t i = 0; i < embed_nrecipes; i++) {
		const struct embed_recipe *e = &embed_recipes[i];
		struct arena a;
		struct recipe r;
		struct fault f = { "" };

		arena_init(&a, room, ROOM);
		CHECK(e->n <= sizeof(text) && embed_text(e, text));
		if (!recipe_load(&a, (slice){ text, e->n }, &r, &f))
			printf("%s: %s\n", e->name, f.text);
		CHECK(slice_eq(r.id, slice_of(e->name)));
	}
	CHECK(embed_nrecipes > 50);
	return test_failed;
}
