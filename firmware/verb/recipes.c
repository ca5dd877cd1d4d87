/* recipes.c - check --recipes: every recipe there is, held against the
 * format: those inside of the program, and the owner's. */
#include "core/recipe/value.h"
#include "firmware/config/config.h"
#include "firmware/file.h"
#include "firmware/verb/verbs.h"
#include "net/embed.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { LINT_MEMORY = 8 << 20 };

struct lint {
	struct arena	 arena;
	size_t		 n, bad, own;
};

static const char *const wanted[] = { "id", "time", "text", "title" };

/* What loads, but would disappoint. False: *f says what. */
static bool
is_sensible(const struct recipe *r, slice name, struct fault *f)
{
	const cJSON *fields = json_at(r->root, SLICE("/fields"));
	bool	 has[COUNT(wanted)];

	if (!slice_eq(r->id, name))
		return fault_tell(f, "is called %, but its id is %", name,
		    r->id);
	if (r->title.n == 0)
		return fault_words(f, "has no title");
	if (fields == NULL)
		return true;
	for (size_t i = 0; i < COUNT(wanted); i++)
		has[i] = cJSON_GetObjectItemCaseSensitive(fields,
		    wanted[i]) != NULL;
	if (!has[1] && json_at(r->root, SLICE("/buttons")) == NULL)
		return fault_words(f, "fields: without \"time\" nobody knows "
		    "how old a mention is");
	return has[2] || has[3] || fault_words(f, "fields: has neither "
	    "\"text\" nor \"title\"");
}

static void
lint_one(struct lint *l, slice name, slice text)
{
	struct recipe r;
	struct fault f = { "" };

	l->n++;
	if (recipe_load(&l->arena, text, &r, &f) &&
	    is_sensible(&r, name, &f))
		return;
	l->bad++;
	fprintf(stderr, "%.*s: %s\n", SLICE_ARG(name), f.text);
}

static void
lint_embedded(struct lint *l)
{
	for (size_t i = 0; i < embed_nrecipes; i++) {
		const struct embed_recipe *e = &embed_recipes[i];
		size_t	 mark = l->arena.used;
		char	*text = arena_take(&l->arena, e->n);

		if (text != NULL && embed_text(e, text))
			lint_one(l, slice_of(e->name), (slice){ text, e->n });
		l->arena.used = mark;
	}
}

static void
lint_file(struct lint *l, const char *dir, slice file)
{
	char	 path[1024];
	size_t	 mark = l->arena.used;
	struct fault f = { "" };
	slice	 text;

	if (!slice_ends(file, SLICE(".json")))
		return;
	snprintf(path, sizeof(path), "%s/%.*s", dir, SLICE_ARG(file));
	l->own++;
	if (file_read(&l->arena, path, CONFIG_FILE_MAX, &text, &f)) {
		lint_one(l, slice_head(file, file.n - 5), text);
	} else {
		l->bad++;
		fprintf(stderr, "%s\n", f.text);
	}
	l->arena.used = mark;
}

int
verb_check_recipes(const char *file, const char *dir)
{
	void	*block = malloc(LINT_MEMORY);
	struct lint l = { .n = 0 };
	struct dirent *e;
	DIR	*d;

	if (block == NULL)
		return EXIT_SYSTEM;
	arena_init(&l.arena, block, LINT_MEMORY);
	if (dir == NULL)
		dir = config_recipes(&l.arena, file);
	lint_embedded(&l);
	d = opendir(dir);
	while (d != NULL && (e = readdir(d)) != NULL)
		lint_file(&l, dir, slice_of(e->d_name));
	if (d != NULL)
		closedir(d);
	fprintf(stderr, "%zu recipes, %zu of them from %s: %zu with a fault\n",
	    l.n, l.own, dir, l.bad);
	free(block);
	return l.bad ? EXIT_NO : EXIT_GOOD;
}
