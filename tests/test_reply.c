/*
 * Every recipe with a `reply` has tests/replay/reply/NAME.json (what the owner
 * gave, the record that is answered, the words, and what a server says once)
 * and NAME.sent: the requests, byte for byte. WRITE=1 in the environment
 * writes those instead of comparing them.
 */
#include "core/recipe/record.h"
#include "core/recipe/reply.h"
#include "firmware/config/config.h"
#include "tests/recording.h"

#define DIRECTORY "tests/replay/reply"

enum { ROOM = 8 << 20, NOW = 1795253400 };	/* 2026-11-21T09:30:00Z */

static char	 room[ROOM], recipe_room[1 << 16], case_room[1 << 16],
		 got[1 << 16];

struct trial {
	const char	*name;
	struct arena	 a;
	struct recipe	 r;
	const cJSON	*all;
	struct template_var params[32];
	size_t		 nparams;
	struct letter	 letter;
	struct item	 item;
	struct outgoing	 o;
};

static slice
text_of(struct trial *t, const cJSON *at, const char *pointer)
{
	return json_text(&t->a, json_at(at, slice_of(pointer)));
}

static struct template_scope
scope_of(struct trial *t)
{
	struct template_scope s = reply_scope(&t->a, &t->r, &t->o, t->params,
	    t->nparams);

	s.crypto = &config_crypto;
	return s;
}

static bool
open_trial(struct trial *t, const char *name)
{
	struct fault f = { "" };
	struct template_scope s = { .arena = &t->a };
	char	 file[300];

	*t = (struct trial){ .name = name };
	arena_init(&t->a, room, ROOM);
	snprintf(file, sizeof(file), "%s.json", name);
	if (!recipe_load(&t->a, file_into(recipe_room, sizeof(recipe_room),
	    "net/recipes/source", file), &t->r, &f) ||
	    (t->all = json_parse(&t->a, file_into(case_room,
	    sizeof(case_room), DIRECTORY, file), &f)) == NULL) {
		printf("%s: %s\n", name, f.text);
		return false;
	}
	t->nparams = recording_params(&t->a, json_at(t->all,
	    SLICE("/params")), t->params);
	s.vars = t->params;
	s.nvars = t->nparams;
	s.record = s.whole = json_at(t->all, SLICE("/record"));
	CHECK(record_read(&t->r, &s, SLICE("https://x.example/"),
	    &t->item.mention));
	t->letter = (struct letter){ .channel = SLICE("reply/x"), .id = 7,
	    .born = NOW, .mention = 41, .mentions = SLICE("41"),
	    .text = text_of(t, t->all, "/text") };
	t->o = (struct outgoing){ .letter = &t->letter, .item = &t->item,
	    .host_id = SLICE("b0x"), .now = NOW };
	return true;
}

/* --- what is sent ------------------------------------------------------- */

/* The origin is the poll's, or the worker may not go there. */
static void
check_origin(struct trial *t, slice url)
{
	struct template_scope s = scope_of(t);
	struct http_request rq;
	struct fault f = { "" };
	struct url here, there;

	CHECK(recipe_request(&t->r, &s, NOW, &rq, &f) &&
	    url_http(rq.url, &here) && url_http(url, &there) &&
	    url_same_origin(&here, &there));
}

static void
put_request(struct trial *t, struct sink *k, const struct recipe *r,
    const char *what)
{
	struct template_scope s = scope_of(t);
	struct http_request rq;
	struct fault f = { "" };

	sink_text(k, what);
	if (!recipe_request(r, &s, NOW, &rq, &f)) {
		printf("%s: %s\n", t->name, f.text);
		CHECK(!"a request");
		return;
	}
	check_origin(t, rq.url);
	CHECK(rq.secret);
	recording_request(k, &rq);
}

static void
test_sent(struct trial *t)
{
	struct sink k = { .buf = got, .cap = sizeof(got) };
	struct reply_step step = { .last = false };
	char	 what[40], name[300];

	for (int64_t i = 0; !step.last; i++) {
		if (i == 1)
			t->letter.state = SLICE("{\"container\":\"C1\"}");
		snprintf(what, sizeof(what), i ? "\n--- then, after %lld s\n" :
		    "", (long long)step.pause);
		CHECK(reply_step(&t->r, i, &step));
		put_request(t, &k, &step.asks, what);
	}
	if (reply_step(&t->r, REPLY_LOOK, &step))
		put_request(t, &k, &step.asks, "\n--- is it there?\n");
	CHECK(!k.full && !t->a.spent);
	snprintf(name, sizeof(name), "%s.sent", t->name);
	recording_compare(DIRECTORY, name, sink_slice(&k));
	t->letter.state = SLICE("");
}

/* --- what is answered --------------------------------------------------- */

static void
test_answer(struct trial *t, const cJSON *one)
{
	struct http_head head = recording_head(&t->a, one);
	const cJSON *found = json_at(one, SLICE("/found"));
	int64_t	 i = json_int(json_at(one, SLICE("/step")), 0);
	slice	 body = text_of(t, one, "/body"), is = { "", 0 };
	slice	 state = text_of(t, one, "/state");
	slice	 result = text_of(t, one, "/result");
	struct template_scope s = scope_of(t);
	struct reply_step step;
	struct recipe_answer v;

	CHECK(reply_step(&t->r, found ? REPLY_LOOK : i, &step));
	recipe_judge(&step.asks, &head, body, &s, NOW, &v);
	if (v.what != recording_want(&t->a, one) || (v.what ==
	    RECIPE_LIMITED && json_at(one, SLICE("/wait")) && v.wait !=
	    json_int(json_at(one, SLICE("/wait")), -1))) {
		printf("%s: %d, wait %lld: %s\n", t->name, (int)v.what,
		    (long long)v.wait, v.why.text);
		CHECK(!"judged as expected");
		return;
	}
	if (found != NULL)
		CHECK(reply_found(&t->r, &s, body, &is) ==
		    cJSON_IsTrue(found));
	else if (v.what == RECIPE_SUCCESS)
		is = reply_takes(&step, &s, SLICE(""), body);
	if (slice_find(result, SLICE("{tid}")) < result.n)
		CHECK(slice_starts(is, slice_head(result, slice_index(result,
		    '{'))));
	else if (!slice_eq(is, !step.last && !found ? state : result)) {
		printf("%s: gives \"%.*s\"\n", t->name, SLICE_ARG(is));
		CHECK(v.what != RECIPE_SUCCESS);
	}
	recording_hushed(&s, v.why.text);
}

/* A hotel's page is no answer. */
static void
test_portal(struct trial *t)
{
	struct http_head head = { .status = 200 };
	struct template_scope s = scope_of(t);
	struct reply_step step = { .last = false };
	struct recipe_answer v;

	for (int64_t i = 0; !step.last; i++) {
		CHECK(reply_step(&t->r, i, &step));
		recipe_judge(&step.asks, &head,
		    SLICE("<!doctype html><title>Log in"), &s, NOW, &v);
		CHECK(v.what == RECIPE_RETRY && v.odd);
	}
}

/* --- what cannot be said ------------------------------------------------ */

static slice
repeat(struct trial *t, const char *what, size_t n)
{
	struct sink k = sink_open(&t->a);

	while (n-- > 0)
		sink_text(&k, what);
	return sink_close(&k, &t->a);
}

static bool
fits(struct trial *t, slice text, slice handles, int64_t now,
    const char *says)
{
	struct fault f = { "" };
	bool	 good = reply_fits(&t->a, &t->r, &t->item, text, handles, now,
	    &f);

	if (says[0] && strstr(f.text, says) == NULL)
		printf("%s: \"%s\"\n", t->name, f.text);
	CHECK(good == (says[0] == '\0') && strstr(f.text, says) != NULL);
	return good;
}

#define FAMILY "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"	/* one to see */

static void
test_limits(void)
{
	struct trial t;

	CHECK(open_trial(&t, "bluesky.search"));
	fits(&t, repeat(&t, FAMILY, 300), SLICE(""), NOW, "");
	fits(&t, repeat(&t, FAMILY, 303), SLICE(""), NOW,
	    "too long by 3 characters: Bluesky takes 300");
	t.item.mention.keep = SLICE("{\"uri\":\"at://x\"}");
	fits(&t, SLICE("Hello"), SLICE(""), NOW, "without its \"cid\"");
	t.item.mention.keep = SLICE("");
	fits(&t, SLICE("Hello"), SLICE(""), NOW, "without its \"uri\"");
	CHECK(open_trial(&t, "x.mentions"));
	fits(&t, repeat(&t, "a", 280), SLICE("@mokka"), NOW, "");
	fits(&t, repeat(&t, "\xe6\x97\xa5", 141), SLICE("@mokka"), NOW,
	    "too long by 2 characters: X takes 280");
	fits(&t, SLICE("Hello"), SLICE("mokka_cafe\nother"), NOW,
	    "calls you by your name");
	fits(&t, SLICE("Hello"), SLICE(""), NOW, "");
	CHECK(open_trial(&t, "threads.mentions"));
	fits(&t, repeat(&t, "\xc3\xbc", 251), SLICE(""), NOW,
	    "too long by 2 bytes: Threads takes 500");
	CHECK(open_trial(&t, "mastodon.tag"));	/* with @joerg@... before it */
	fits(&t, repeat(&t, "a", 500), SLICE(""), NOW,
	    "too long by 21 characters");
	CHECK(open_trial(&t, "facebook.conversations"));
	fits(&t, SLICE("Hello"), SLICE(""), t.item.mention.time + 86399, "");
	fits(&t, SLICE("Hello"), SLICE(""), t.item.mention.time + 86400,
	    "too late: answers are taken there for 24 hours");
}

/* A stranger's record must not take the place of what the owner gave. */
static void
test_strangers(void)
{
	struct trial t;
	struct template_scope s;
	const struct template_var *v;

	CHECK(open_trial(&t, "mastodon.tag"));
	t.item.mention.keep = SLICE("{\"base\":\"https://evil.example\","
	    "\"token\":\"x\",\"text\":\"buy\",\"id\":\"1\",\"status\":\"5\","
	    "\"acct\":\"a\\nb\"}");
	s = scope_of(&t);
	v = template_var(&s, SLICE("base"));
	CHECK(v && slice_eq(v->value, SLICE("https://social.example")));
	v = template_var(&s, SLICE("id"));
	CHECK(v && slice_eq(v->value, SLICE("b0x-7")));
	v = template_var(&s, SLICE("status"));
	CHECK(v && slice_eq(v->value, SLICE("5")));
	t.nparams = 0;			/* not even when it is not given */
	s = scope_of(&t);
	v = template_var(&s, SLICE("base"));
	CHECK(v == NULL || !slice_starts(v->value, SLICE("https://evil")));
}

static void
test_repeats(void)
{
	static const struct {
		const char *name;
		int64_t	 step, safe, pause;
		bool	 last;
	} cases[] = {
		{ "mastodon.tag", 0, 3600, 0, true },
		{ "bluesky.search", 0, -1, 0, true },
		{ "telegram.group", 0, 0, 0, true },
		{ "threads.search", 0, -1, 30, false },
		{ "threads.search", 1, 0, 0, true },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct reply_step s;
		struct trial t;

		CHECK(open_trial(&t, cases[i].name));
		CHECK(reply_step(&t.r, cases[i].step, &s));
		CHECK(s.safe == cases[i].safe && s.pause == cases[i].pause);
		CHECK(s.last == cases[i].last);
		CHECK(!cases[i].last || cases[i].step == 0 ||
		    !reply_step(&t.r, cases[i].step + 1, &s));
	}
}

/* --- all of them -------------------------------------------------------- */

static void
test_recipe(const char *dir, const char *file)
{
	char	 name[300];
	struct trial t;
	struct arena a;
	struct recipe r;
	struct fault f = { "" };
	const cJSON *at;

	arena_init(&a, room, ROOM);
	CHECK(recipe_load(&a, file_into(recipe_room, sizeof(recipe_room), dir,
	    file), &r, &f));
	if (f.text[0])
		printf("%s: %s\n", file, f.text);
	if (f.text[0] || r.reply == NULL)
		return;
	snprintf(name, sizeof(name), "%.*s", (int)strlen(file) - 5, file);
	if (!open_trial(&t, name)) {
		CHECK(!"a case for it");
		return;
	}
	fits(&t, SLICE("Hello"), SLICE(""), NOW, "");
	test_sent(&t);
	test_portal(&t);
	at = json_at(t.all, SLICE("/answers"));
	for (at = at->child; at != NULL; at = at->next) {
		if (json_at(at, SLICE("/step")) || json_at(at,
		    SLICE("/found")))
			t.letter.state = SLICE("{\"container\":\"C1\"}");
		test_answer(&t, at);
	}
}

int
main(void)
{
	CHECK(files_json("net/recipes/source", test_recipe) > 30);
	test_limits();
	test_strangers();
	test_repeats();
	return test_failed;
}
