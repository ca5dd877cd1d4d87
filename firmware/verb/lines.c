#include "firmware/verb/lines.h"

#include "core/json/json.h"
#include "core/when/when.h"
#include "firmware/file.h"

#include <stdio.h>
#include <sys/mman.h>

enum { MEMORY = 64 << 20, MOST = 32 << 20 };

bool
lines_open(struct lines *l, const char *name)
{
	struct fault f = { "" };
	void	*block = mmap(NULL, MEMORY, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	*l = (struct lines){ .mention.id = SLICE("-") };
	if (block == MAP_FAILED)
		return false;
	/* what is read is looked up all over it: a hint, no more */
	(void)madvise(block, MEMORY, MADV_HUGEPAGE);
	arena_init(&l->arena, block, MEMORY);
	return file_read(&l->arena, name, MOST, &l->rest, &f) ||
	    (fprintf(stderr, "%s\n", f.text), false);
}

/* Which member of a JSON line is which field of a mention. */
static const struct {
	const char	*key;
	size_t		 at;
} members[] = {
	{ "text",	offsetof(struct mention, text) },
	{ "title",	offsetof(struct mention, title) },
	{ "author",	offsetof(struct mention, author) },
	{ "handle",	offsetof(struct mention, handle) },
	{ "url",	offsetof(struct mention, url) },
	{ "lang",	offsetof(struct mention, lang) },
	{ "type",	offsetof(struct mention, type) },
	{ "parent",	offsetof(struct mention, parent) },
	{ "place",	offsetof(struct mention, place) },
};

/* False: the line is not a JSON object, so it is the text itself. */
static __attribute__((cold, noinline)) bool
read_object(struct arena *a, slice line, struct mention *m)
{
	struct fault f;
	const cJSON *v;
	slice	 time;

	f.text[0] = '\0';
	if ((v = json_parse(a, line, &f)) == NULL)
		return false;
	for (size_t i = 0; i < COUNT(members); i++)
		*(slice *)(void *)((char *)m + members[i].at) = json_text(a,
		    cJSON_GetObjectItemCaseSensitive(v, members[i].key));
	m->rating = json_int(cJSON_GetObjectItemCaseSensitive(v, "rating"), 0);
	time = json_text(a, cJSON_GetObjectItemCaseSensitive(v, "time"));
	(void)when_parse(time, &m->time);
	return true;
}

bool
lines_read(struct lines *l)
{
	if (!l->begun)
		l->mark = l->arena.used;
	l->begun = true;
	l->arena.used = l->mark;
	l->arena.spent = false;
	if (l->rest.n == 0)
		return false;
	l->line = slice_trim(slice_cut(&l->rest, '\n'));
	if (l->object)		/* a text sets nothing else */
		l->mention = (struct mention){ .id = SLICE("-") };
	l->object = l->line.n > 0 && l->line.p[0] == '{' &&
	    read_object(&l->arena, l->line, &l->mention);
	if (!l->object)
		l->mention.text = l->line;
	return true;
}
