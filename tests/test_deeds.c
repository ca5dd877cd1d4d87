/*
 * test_deeds.c - what the keeper makes of buttons and of answers by mail: from
 * whom, once, and nothing else.
 */
#include "firmware/keeper/keeper.h"
#include "firmware/log.h"
#include "tests/box.h"

#include <sys/stat.h>

enum { LETTER = 7, MAIL = 0, CHAT = 1, STRANGE_CHAT = 2 };

static struct config_param mail_params[] = {
	{ { "from", 4 }, { "Box <box@mokka.example>", 23 }, false },
	{ { "to", 2 }, { "Anna <anna@home.example>, b@home.example", 40 },
	    false },
};
static struct config_param chat_params[] = {
	{ { "token", 5 }, { "1:t", 3 }, true },
};
static struct config_param box_params[] = {
	{ { "user", 4 }, { "box@mokka.example", 17 }, false },
};
static struct config_param strange_params[] = {
	{ { "token", 5 }, { "2:t", 3 }, true },
};

static struct config_channel channels[] = {
	{ .way = { .name = { "mail", 4 }, .params = mail_params,
	    .nparams = 2, .origin = { .scheme = { "smtp", 4 } } } },
	{ .way = { .name = { "chat", 4 }, .params = chat_params,
	    .nparams = 1, .origin = { .scheme = { "https", 5 } } } },
	{ .way = { .name = { "till", 4 }, .machine = true,
	    .origin = { .scheme = { "https", 5 } } } },
};
static struct config_source sources[] = {
	[MAIL] = { .way = { .name = { "inbox", 5 }, .mail = true,
	    .params = box_params, .nparams = 1 } },
	[CHAT] = { .way = { .name = { "taps", 4 }, .params = chat_params,
	    .nparams = 1 }, .presses = true },
	[STRANGE_CHAT] = { .way = { .name = { "other", 5 },
	    .params = strange_params, .nparams = 1 }, .presses = true },
};
static struct config config = {
	.channels = channels, .nchannels = COUNT(channels),
	.sources = sources, .nsources = COUNT(sources),
	.staff = { .n = 2, .lock = 30, .people = {
		{ .name = { "anna", 4 }, .called = { "Anna", 4 },
		    .ways = { { 0, 0 }, { 1, 0 } }, .nways = 2, .buzzes = -1,
		    .may = MAY_READ | MAY_DRAFT | MAY_SEND },
		{ .name = { "bob", 3 }, .called = { "Bob", 3 },
		    .ways = { { 1, 0 } }, .nways = 1, .buzzes = -1,
		    .may = MAY_READ | MAY_DRAFT | MAY_SEND } } },
};

static struct keeper k;
static char	 room[PRESS_ROOM];
static int64_t	 born;

/* --- a store with one item ------------------------------------------------ */

static int64_t
put_item(struct box *b, const char *id)
{
	struct item item = box_item(id, id, born);

	return box_open_item(b, &item, born);
}

static slice
token(char buf[static 64], int64_t item, const char *who, enum act act)
{
	struct sink s = { .buf = buf, .cap = 64 };
	struct token t = { .item = item, .letter = LETTER,
	    .expires = born + TOKEN_LIFE, .act = act,
	    .person = token_person(&config_crypto, slice_of(who)) };

	CHECK(token_put(&s, &config_crypto, (slice){ k.secret,
	    TOKEN_SECRET }, &t));
	return sink_slice(&s);
}

static struct task
task_of(struct box *b, int64_t item)
{
	static char kept[8192];
	struct arena a;
	struct task t = { .state = 0 };

	arena_init(&a, kept, sizeof(kept));
	CHECK(tasks_get(box_begin(b, false), (uint64_t)item, &t));
	t.note = arena_copy(&a, t.note);
	t.owner = arena_copy(&a, t.owner);
	store_abort(b->txn);
	return t;
}

/* One deed, committed if it says so; its status. */
static int64_t
deed(struct box *b, const struct press_deed *d, bool *changed)
{
	struct press_told told;
	size_t	 who;

	*changed = press_deed_make(&k, box_begin(b, true), d, &told, &who,
	    room);
	if (*changed)
		CHECK(box_commit(b));
	else
		store_abort(b->txn);
	CHECK(told.says.n > 0);
	return told.status;
}

/* --- tests ---------------------------------------------------------------- */

static void
test_secret(struct box *b)
{
	char	 path[400], first[TOKEN_SECRET], nothing[TOKEN_SECRET] = "";
	struct stat st;

	press_begin(&k);
	CHECK(k.presses && memcmp(k.secret, nothing, TOKEN_SECRET) != 0);
	memcpy(first, k.secret, TOKEN_SECRET);
	snprintf(path, sizeof(path), "%s/button.key", b->dir);
	CHECK(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600 &&
	    st.st_size == TOKEN_SECRET);
	memset(k.secret, 0, TOKEN_SECRET);
	press_begin(&k);
	CHECK(memcmp(first, k.secret, TOKEN_SECRET) == 0);
}

static void
test_mail(struct box *b)
{
	int64_t	 item = put_item(b, "waiting for weeks");
	char	 buf[64], web[64];
	struct press_deed d = { .index = MAIL, .act = ACT_MINE + 1,
	    .from = SLICE("mallory@evil.example") };
	bool	 changed;

	d.token = token(buf, item, "anna", ACT_NOTE);
	CHECK(deed(b, &d, &changed) == 403 && !changed);
	d.from = SLICE("");
	CHECK(deed(b, &d, &changed) == 403 && !changed);
	CHECK(task_of(b, item).state == TASK_NEW);
	d.from = SLICE("anna@home.example");
	CHECK(deed(b, &d, &changed) == 200 && changed);
	CHECK(task_of(b, item).state == TASK_DOING);
	CHECK(deed(b, &d, &changed) == 200 && !changed);
	/* a button's token is no Message-ID */
	d.token = token(web, item, "anna", ACT_DONE);
	CHECK(deed(b, &d, &changed) == 403 && !changed);
	/* Bob has no mail: nothing that comes by mail is his */
	d.token = token(web, item, "bob", ACT_NOTE);
	CHECK(deed(b, &d, &changed) == 403 && !changed);
}

/* A mailbox that is read again writes no note twice. */
static void
test_note(struct box *b)
{
	int64_t	 item = put_item(b, "the coffee was cold");
	char	 buf[64];
	struct press_deed d = { .index = MAIL, .act = ACT_NOTE + 1,
	    .from = SLICE("b@home.example"), .when = born + 1,
	    .words = SLICE("she wants her money back") };
	bool	 changed;

	d.token = token(buf, item, "anna", ACT_NOTE);
	CHECK(deed(b, &d, &changed) == 200 && changed);
	CHECK(slice_eq(task_of(b, item).note,
	    SLICE("anna: she wants her money back")));
	CHECK(deed(b, &d, &changed) == 200 && !changed);
	d.when = born + 2;
	d.words = SLICE("she comes on Friday");
	CHECK(deed(b, &d, &changed) == 200 && changed);
	d.when = born + 1;
	d.words = SLICE("she wants her money back");
	CHECK(deed(b, &d, &changed) == 200 && !changed);
	CHECK(slice_eq(task_of(b, item).note, SLICE("anna: she wants her "
	    "money back\nanna: she comes on Friday")));
}

/* A messenger says only that it was pressed. */
static void
test_messenger(struct box *b)
{
	int64_t	 item = put_item(b, "rude staff");
	char	 buf[64];
	struct press_deed d = { .index = CHAT, .act = ACT_DONE + 1,
	    .words = SLICE("x") };
	bool	 changed;

	d.token = token(buf, item, "bob", ACT_MINE);
	CHECK(deed(b, &d, &changed) == 200 && changed);
	CHECK(task_of(b, item).state == TASK_DOING);
	CHECK(slice_eq(task_of(b, item).owner, SLICE("bob")));
	d.token = token(buf, item, "anna", ACT_MINE);
	CHECK(deed(b, &d, &changed) == 409 && !changed);
	d.token = token(buf, item, "carl", ACT_MINE);
	CHECK(deed(b, &d, &changed) == 403 && !changed);
	d.token = token(buf, 999, "bob", ACT_MINE);
	CHECK(deed(b, &d, &changed) == 410 && !changed);
	born -= TOKEN_LIFE;
	d.token = token(buf, item, "bob", ACT_DONE);
	CHECK(deed(b, &d, &changed) == 410 && !changed);
	born += TOKEN_LIFE;
	d.token = SLICE("garbage");
	CHECK(deed(b, &d, &changed) == 403 && !changed);
}

/* What came of it is told where nothing else shows it. */
static void
test_told(struct box *b)
{
	static const struct { int64_t source; const char *who; enum act act;
	    const char *from; size_t letters; } rows[] = {
		{ CHAT, "bob", ACT_SEEN, "", 1 },
		{ STRANGE_CHAT, "bob", ACT_DONE, "", 0 },
		{ MAIL, "anna", ACT_NOTE, "anna@home.example", 0 },
		{ MAIL, "anna", ACT_NOTE, "x@evil.example", 1 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		char	 buf[64], name[24];
		int64_t	 item;
		struct press_deed d = { .index = rows[i].source,
		    .from = slice_of(rows[i].from),
		    .words = SLICE("a note") };
		struct worker w = { .fd = -1 };
		size_t	 before;

		snprintf(name, sizeof(name), "told %zu", i);
		item = put_item(b, name);
		d.token = token(buf, item, rows[i].who, rows[i].act);
		CHECK(worker_open(&w));
		worker_say(&w, &press_deed, &d);
		w.found = w.job;
		w.nfound = w.njob;
		before = outbox_count(box_begin(b, true));
		CHECK(deeds_settle(&k, b->txn, &w, CHAT + 40));	/* not of it */
		CHECK(outbox_count(b->txn) == before);
		CHECK(deeds_settle(&k, b->txn, &w, (size_t)d.index));
		CHECK(outbox_count(b->txn) == before + rows[i].letters);
		CHECK(box_commit(b));
		worker_close(&w);
	}
}

/* Which letters have buttons. */
static void
test_out(struct box *b)
{
	int64_t	 item = put_item(b, "lost my parcel");
	char	 number[24], two[30];
	struct letter l = { .id = LETTER, .mention = item, .born = born,
	    .who = SLICE("anna"), .mentions = fault_int(number, item) };
	struct { size_t channel; bool web, many, known, has, answers; }
	rows[] = {
		{ 0, false, false, true, true, true },	/* by mail */
		{ 1, false, false, true, true, true },	/* in the chat */
		{ 1, true, false, true, true, true },
		{ 1, true, true, true, false, false },	/* about two */
		{ 1, true, false, false, false, false },	/* about none */
		{ 2, true, false, true, false, false },	/* a machine's */
	};

	snprintf(two, sizeof(two), "%s 999", number);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct slot s = { .used = true };
		struct press_buttons out;
		struct letter copy = l;

		config.web.address = rows[i].web ? SLICE("http://b:1") :
		    SLICE("");
		copy.mentions = rows[i].many ? slice_of(two) : l.mentions;
		copy.mention = rows[i].known ? item : 999;
		CHECK(worker_open(&s.worker));
		press_say(&k, &s, box_begin(b, false),
		    &channels[rows[i].channel].way, &copy);
		store_abort(b->txn);
		CHECK(s.worker.njob == rows[i].has);
		if (s.worker.njob == 1) {
			char	 buf[64];

			CHECK(wire_get(s.worker.job[0], &press_buttons,
			    &out));
			CHECK(out.answers == rows[i].answers);
			CHECK(slice_eq(press_token(&out, PRESS_MINE),
			    token(buf, item, "anna", ACT_MINE)));
		}
		worker_close(&s.worker);
	}
	config.web.address = SLICE("");
	sources[CHAT].presses = false;	/* nobody reads it, no page: none */
	CHECK(!press_is_read(&channels[1].way, &sources[CHAT]));
	sources[CHAT].presses = true;
}

/* A letter older than what an item still knows of its buttons does nothing. */
static void
test_cut(struct box *b)
{
	int64_t	 item = put_item(b, "a long story");
	struct task t;
	char	 buf[64];
	struct press_deed d = { .index = CHAT,
	    .token = token(buf, item, "bob", ACT_MINE) };
	bool	 changed;

	CHECK(tasks_get(box_begin(b, true), (uint64_t)item, &t));
	t.cut = born;
	CHECK(tasks_put(b->txn, &t) && box_commit(b));
	CHECK(deed(b, &d, &changed) == 410 && !changed);
	CHECK(tasks_get(box_begin(b, true), (uint64_t)item, &t));
	t.cut = born - 1;
	CHECK(tasks_put(b->txn, &t) && box_commit(b));
	CHECK(deed(b, &d, &changed) == 200 && changed);
}

/* Looking changes nothing, and says what pressing would do. */
static void
test_look(struct box *b)
{
	int64_t	 item = put_item(b, "is <b>it</b> open?");
	struct press_told told;
	char	 buf[64];
	slice	 t = token(buf, item, "anna", ACT_DONE);

	press_look(&k, box_begin(b, false), t, &told, room);
	store_abort(b->txn);
	CHECK(told.status == 200 && told.item == item &&
	    slice_eq(told.label, SLICE("Done")));
	CHECK(slice_ends(told.about, SLICE("is <b>it</b> open?")));
	CHECK(task_of(b, item).state == TASK_NEW);
	CHECK(press_make(&k, box_begin(b, true), t, &told, room) &&
	    box_commit(b));
	CHECK(told.status == 200 && told.label.n == 0);
	press_look(&k, box_begin(b, false), t, &told, room);
	store_abort(b->txn);
	CHECK(told.status == 200 && told.label.n == 0 &&
	    slice_eq(told.says, SLICE("That was done already.")));
}

int
main(void)
{
	struct box b;
	char	 path[400];

	log_quiet(true);
	if (!box_new(&b, BOX_MAP))
		return 1;
	config.data = b.dir;
	k.c = &config;
	k.store = b.store;
	born = keeper_now() - 60;
	test_secret(&b);
	test_mail(&b);
	test_note(&b);
	test_messenger(&b);
	test_told(&b);
	test_out(&b);
	test_cut(&b);
	test_look(&b);
	CHECK(box_broken(&b) == 0);
	snprintf(path, sizeof(path), "%s/button.key", b.dir);
	CHECK(unlink(path) == 0);
	box_end(&b);
	return test_failed;
}
