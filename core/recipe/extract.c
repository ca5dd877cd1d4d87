#include "core/recipe/extract.h"

#include "core/feed/feed_items.h"
#include "core/recipe/condition.h"
#include "core/recipe/cursor.h"
#include "core/recipe/paging.h"
#include "core/recipe/record.h"

#define TOO_LARGE "the answer is too large for the memory of one job"

enum {
	RECORDS_MAX = 2000,	/* looked at in one answer */
	INSIDE_MAX = 50		/* lists in them that go on elsewhere */
};

struct reading {
	const struct recipe *r;
	struct template_scope scope;
	slice	 base;
	struct extract *x;
	const cJSON *records;	/* the recipe's */
	size_t	 seen;		/* records so far */
	size_t	 room;		/* mentions; 0: only counting */
	size_t	 bad;		/* null, or without an id */
	bool	 found;		/* the list is where it should be */
};

static void
take_record(struct reading *rd, const cJSON *record, const cJSON *parent)
{
	struct extract *x = rd->x;
	struct mention m;
	bool	 wanted, known;

	rd->bad += rd->room && cJSON_IsNull(record);
	if (cJSON_IsNull(record) || rd->seen++ >= RECORDS_MAX || !rd->room)
		return;
	rd->scope.record = record;
	rd->scope.parent = parent;
	known = record_read(rd->r, &rd->scope, rd->base, &m);
	wanted = condition_holds(json_get(rd->records, "/where"), &rd->scope);
	rd->bad += wanted && !known;
	if (rd->r->cursor != NULL)
		x->cursor = cursor_larger(rd->r, x->cursor,
		    cursor_of(rd->r, &rd->scope, m.time));
	if (known && wanted && x->n < rd->room)
		x->mentions[x->n++] = m;
	else
		x->skipped++;
}

/* The list inside of this record goes on elsewhere. */
static void
note_inside(struct reading *rd, const cJSON *record, size_t first)
{
	struct extract *x = rd->x;
	slice	 next;

	rd->scope.record = record;
	if (x->n == first || x->inside == NULL || x->ninside == INSIDE_MAX)
		return;
	next = paging_reach(&rd->scope, rd->base, value_text_of(
	    json_get(rd->r->root, "/page/inside"), &rd->scope));
	if (next.n)
		x->inside[x->ninside++] = (struct extract_inside){ first,
		    x->n, next, false };
}

/* The elements of an array, or an object alone; `at` NULL: the first. */
static const cJSON *
next_of(const cJSON *list, const cJSON *at)
{
	if (cJSON_IsArray(list))
		return at ? at->next : list->child;
	return at == NULL && cJSON_IsObject(list) ? list : NULL;
}

/* With `expand`, the records are what stands inside of each. */
static void
take_expanded(struct reading *rd, const cJSON *record)
{
	const cJSON *expand = json_get(rd->records, "/expand");
	const cJSON *list = json_at(record, json_word(expand, ""));
	const cJSON *at = NULL;
	size_t	 first = rd->x->n;

	while (expand != NULL && (at = next_of(list, at)) != NULL)
		take_record(rd, at, record);
	if (expand != NULL)
		note_inside(rd, record, first);
	if (expand == NULL || json_true(rd->records, "/parent_too"))
		take_record(rd, record, NULL);
}

static void
take_at(struct reading *rd, slice at)
{
	const cJSON *list, *record = NULL;

	rd->scope.record = rd->scope.whole;
	list = value_ref(at, &rd->scope).node;
	rd->found = rd->found || cJSON_IsObject(list) || cJSON_IsArray(list);
	while ((record = next_of(list, record)) != NULL)
		take_expanded(rd, record);
}

static void
take_all(struct reading *rd)
{
	const cJSON *at = json_get(rd->records, "/at");

	rd->seen = 0;
	if (!cJSON_IsArray(at))
		take_at(rd, at || !rd->r->feed ? json_word(at, "") :
		    SLICE("/items"));
	else
		for (at = at->child; at != NULL; at = at->next)
			take_at(rd, json_word(at, ""));
}

static const cJSON *
read_feed(struct reading *rd, slice body, slice type, struct fault *fault)
{
	struct arena *a = rd->scope.arena;
	struct feed feed;
	const cJSON *doc;

	if (!feed_parse(a, body, rd->base, type, &feed, fault))
		return NULL;
	doc = feed_items(a, &feed);
	rd->x->broken = feed.broken;
	rd->x->feed_title = json_word(doc, "/title");
	return doc;
}

/* The mentions are whole; what else is not as the recipe has it? */
static bool
say_odd(struct reading *rd, struct fault *fault)
{
	if (!cJSON_IsObject(rd->scope.whole) && !cJSON_IsArray(rd->scope.whole))
		return !fault_words(fault, "the answer is JSON, but neither a "
		    "list nor an object");
	if (!rd->found && !json_true(rd->records, "/optional"))
		return !fault_tell(fault, "the answer has no list at \"%\": "
		    "it is not what the recipe expects",
		    json_word(rd->records, "/at"));
	return rd->bad > 0 && !fault_words(fault, "an entry of the answer is "
	    "null or has no id; it was passed over");
}

bool
extract(const struct recipe *r, const struct template_scope *scope,
    const struct http_head *head, slice body, slice base, struct extract *x,
    struct fault *fault)
{
	struct reading rd = { .r = r, .scope = recipe_scope(r, scope, 0),
	    .base = base, .x = x,
	    .records = json_get(r->root, "/records") };
	struct arena *a = scope->arena;

	memset(x, 0, sizeof(*x));
	rd.scope.whole = r->feed ? read_feed(&rd, body,
	    http_value(head, SLICE("Content-Type")), fault) :
	    json_parse(a, body, fault);
	if (rd.scope.whole == NULL || a->spent)
		return fault_words(fault, a->spent ? TOO_LARGE :
		    "the answer is empty");
	take_all(&rd);
	rd.room = rd.seen < EXTRACT_MAX ? rd.seen : EXTRACT_MAX;
	x->mentions = arena_take(a, rd.room * sizeof(*x->mentions));
	if (json_get(r->root, "/page/inside") != NULL)
		x->inside = arena_take(a, INSIDE_MAX * sizeof(*x->inside));
	if (x->mentions != NULL)
		take_all(&rd);
	x->records = rd.seen;
	x->next = paging_next(r, &rd.scope, head, base, rd.seen);
	x->broken = say_odd(&rd, fault) || x->broken;
	return !a->spent || fault_words(fault, TOO_LARGE);
}

void
extract_news(struct extract *x, size_t mention)
{
	for (size_t i = 0; i < x->ninside; i++)
		if (mention >= x->inside[i].first && mention < x->inside[i].end)
			x->inside[i].news = true;
}

slice
extract_todo(struct arena *a, const struct extract *x, bool more, slice rest)
{
	struct sink k = sink_open(a);

	for (size_t i = 0; i < x->ninside; i++)
		if (x->inside[i].news)
			paging_line(&k, x->inside[i].next);
	if (more)
		paging_line(&k, x->next);
	paging_line(&k, rest);
	return sink_close(&k, a);
}
