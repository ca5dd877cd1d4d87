/*
 * forget_scene.h - a store with somebody who will be forgotten, and with others
 * who will not.
 */
#ifndef TESTS_FORGET_SCENE_H
#define TESTS_FORGET_SCENE_H

#include "storage/forget.h"
#include "storage/taps.h"
#include "tests/box.h"

#define REDDIT	SLICE("reddit.search|www.reddit.com")
#define FEDI	SLICE("mastodon.tag|social.example")

static char block[256 << 10];
static struct arena arena;

/* Whatever of her must not be left anywhere. */
static const char *const hers[] = {
	"anna_b77", "Anna Berg", "anna@far.example", "anna.berg@mail.example",
	"+49 30 7654321", "/user/Anna_B77", "anna%40far.example",
	"the Focus stalls at every light", "my dog ate the second loaf",
	"waits for a call since Monday", "comments/abc123",
	"a headline that only she wrote", "by @anna_b77",
	"Sorry to hear that, Anna",
};

static const char *const others[] = {
	"otto_x", "Otto Meyer", "great bread as always", "otto@mail.example",
	"queue was long today",
};

static inline struct arena *
fresh(void)
{
	arena_init(&arena, block, sizeof(block));
	return &arena;
}

static inline size_t
in_file(struct box *b, const char *what)
{
	static char file[8 << 20];
	char	 path[400];
	size_t	 n, found = 0;
	FILE	*f;

	snprintf(path, sizeof(path), "%s/store.mdb", b->dir);
	f = fopen(path, "rb");
	CHECK(f != NULL);
	n = fread(file, 1, sizeof(file), f);
	fclose(f);
	for (char *at = file; (at = memmem(at, n - (size_t)(at - file), what,
	    strlen(what))) != NULL; at++)
		found++;
	return found;
}

/* --- a store with her and with others ---------------------------------- */

struct said {
	const char *space, *id, *author, *handle, *url, *title, *text, *type;
};

static const struct said all[] = {
	{ "reddit.search|www.reddit.com", "t1", "Anna Berg", "anna_b77",
	  "https://www.reddit.com/r/x/comments/abc123", "a headline that only "
	  "she wrote", "Hello, the Focus stalls at every light and my dog ate "
	  "the second loaf, really.", "post" },
	{ "reddit.search|www.reddit.com", "t2", "Otto Meyer", "otto_x",
	  "https://www.reddit.com/r/x/comments/def456", "",
	  "great bread as always, and thanks", "post" },
	{ "mastodon.tag|social.example", "t3", "Anna", "@anna@far.example",
	  "https://far.example/@anna/1", "", "Still waits for a call since "
	  "Monday, nobody home", "post" },
	{ "mastodon.tag|social.example", "t4", "Otto Meyer",
	  "@otto_x@far.example", "", "", "I asked anna@far.example and Anna "
	  "Berg too: the queue was long today", "post" },
	{ "mailbox|mail.example", "t5", "Anna Berg", "anna.berg@mail.example",
	  "", "", "short", "mail" },
};

static inline void
put_all(struct box *b)
{
	unsigned char bytes[SKETCH_SIZE];

	for (size_t i = 0; i < COUNT(all); i++) {
		struct item item = box_item(all[i].id, all[i].text,
		    1000 + (int64_t)i);
		slice	 space = slice_of(all[i].space);
		uint64_t id, who;

		item.mention.author = slice_of(all[i].author);
		item.mention.handle = slice_of(all[i].handle);
		item.mention.url = slice_of(all[i].url);
		item.mention.title = slice_of(all[i].title);
		item.mention.type = slice_of(all[i].type);
		if (i == 0)
			item.mention.author_url =
			    SLICE("https://www.reddit.com/user/Anna_B77");
		CHECK(sketch_make(fresh(), &item.mention, bytes) || i == 4);
		CHECK(mentions_meet(b->txn, space, item.mention.url,
		    (slice){ (char *)bytes, SKETCH_SIZE }, &item, &id) ==
		    MENTIONS_NEW);
		CHECK(id == i + 1);
		CHECK(contacts_meet(b->txn, fresh(), space, &item, &who));
	}
}

static inline void
put_letter(struct box *b, const char *channel, const char *title,
    const char *text, const char *mentions, int64_t due, bool reject)
{
	struct letter l = { .channel = slice_of(channel), .born = 5,
	    .title = slice_of(title), .text = slice_of(text),
	    .mentions = slice_of(mentions), .level = SLICE("high"),
	    .mention = mentions[0] - '0' };

	l.id = (int64_t)store_next_id(b->txn, "letter");
	CHECK(outbox_put(b->txn, due, &l));
	if (reject) {
		l.trouble = SLICE("the far end said no");
		CHECK(outbox_reject(b->txn, due, &l, 9));
	}
}

static inline void
put_letters(struct box *b)
{
	put_letter(b, "phone", "Complaint: \"Hello, the Focus stalls at every "
	    "light\"", "the Focus stalls at every light", "1", 10, false);
	put_letter(b, "phone", "2 mentions", "- Complaint: \"Hello, the Focus "
	    "stalls at every light and my dog\" (1 h)\n- Praise: \"great "
	    "bread as always\" (2 h)\n", "1 2", 20, false);
	put_letter(b, "mail", "Anna Berg on reddit", "anna_b77", "3", 30,
	    true);
	put_letter(b, "phone", "Praise: \"great bread as always\"",
	    "great bread as always", "2", 40, false);
	put_letter(b, "reddit", "answer", "Sorry to hear that, Anna", "1", 50,
	    false);
}

static inline void
put_tap(struct box *b, int64_t mention, const char *label)
{
	char	 moves[40] = "\1\2\3\4\0\20";
	struct tap tap = { .what = TAP_USEFUL + 1, .mention = mention,
	    .order = 1000 + mention, .says = slice_of(label) };
	static char big[1 << 20];
	struct arena a;

	moves[0] = (char)mention;
	moves[6] = (char)strlen(label);
	strcpy(moves + 7, label);
	tap.moves = (slice){ moves, 7 + strlen(label) };
	arena_init(&a, big, sizeof(big));
	CHECK(taps_put(b->txn, &a, &tap) == TAPS_DONE);
}

static inline bool
note(void *arg, struct arena *a, struct contact *c)
{
	(void)arg;
	c->note = SLICE("She waits for a call since Monday, careful");
	return !a->spent;
}

static inline void
fill(struct box *b)
{
	struct contact in = { .name = SLICE("Anna Berg"),
	    .handles = SLICE("reddit anna_b77"),
	    .mail = SLICE("anna.berg@mail.example"),
	    .phone = SLICE("+49 30 7654321") };
	struct contact otto = { .name = SLICE("Otto Meyer"),
	    .handles = SLICE("reddit otto_x"),
	    .mail = SLICE("otto@mail.example") };
	struct fault f = { "" };
	uint64_t id;
	bool	 is_new;

	box_begin(b, true);
	put_all(b);
	put_letters(b);
	put_tap(b, 1, "by @anna_b77");
	put_tap(b, 2, "great bread");
	CHECK(contacts_import(b->txn, fresh(), &in, 100, &id, &is_new));
	CHECK(id == 1 && contacts_change(b->txn, fresh(), 1, note, NULL));
	CHECK(contacts_import(b->txn, fresh(), &otto, 100, &id, &is_new));
	CHECK(contacts_merge(b->txn, fresh(), 1, 3, &f));
	CHECK(box_commit(b));
	CHECK(box_broken(b) == 0);
}

#endif
