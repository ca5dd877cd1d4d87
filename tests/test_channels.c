/*
 * Every folder of tests/replay/channel is a channel that answers for itself:
 * `params`, what an owner would enter; `sent` and `sent.bare`, what a fixed
 * letter and one without a link become, byte for byte, `sent.buttons` the first
 * with its buttons where the channel has any; and `answers.jsonl`, what a
 * server said once, with what that must mean.
 *
 * WRITE=1 in the environment writes the two files instead of comparing them.
 */
#include "core/recipe/limit.h"
#include "core/recipe/outgoing.h"
#include "firmware/config/config.h"
#include "tests/recording.h"

#define REPLAY "tests/replay/channel"

/* SLICE() for constants. */
#define BYTES(text)	{ text, sizeof(text) - 1 }

enum { ROOM = 8 << 20, NOW = 1795253400 };	/* 2026-11-21T09:30:00Z */

static char	 room[ROOM], recipe_room[1 << 16], params_room[1 << 14],
		 want[1 << 16], got[1 << 16];

/* What strangers write: quotes, markup, backslashes, line breaks, scripts. */
static const struct letter loud = {
	.channel = { "phone", 5 }, .level = { "urgent", 6 },
	.title = BYTES("\xe2\x98\x85\xe2\x98\x86\xe2\x98\x86\xe2\x98\x86"
	    "\xe2\x98\x86 on Google: \"Kaffee <b>kalt</b> & teuer\""),
	.text = BYTES("Nie *wieder*! \\o/ \xe2\x98\x95\n[hier](https://"
	    "evil.example)\n\nJ\xc3\xb6rg on Google, 4 min ago"),
	.url = BYTES("https://maps.example/?cid=1&x=2"),
	.mentions = { "41", 2 }, .mention = 41, .id = 7, .born = NOW - 20,
};
static const struct item about = {
	.mention = { .id = { "g1", 2 }, .author = { "J\xc3\xb6rg", 5 },
	    .handle = { "@joerg", 6 }, .text = { "Nie wieder!", 11 },
	    .title = { "Kaffee kalt & teuer", 19 }, .place = { "Leeds", 5 },
	    .lang = { "de", 2 }, .time = NOW - 260, .rating = 1 },
	.verdict = { .polarity = { "negative", 8 },
	    .class = { "complaint", 9 }, .issues = { "coffee", 6 },
	    .sentiment = -80, .priority = 78 },
	.source = { "Google", 6 }, .rule = { "us", 2 },
	.words = { "kaffee", 6 }, .found = NOW - 30,
};
static const struct letter quiet = {
	.channel = { "phone", 5 }, .level = { "low", 3 },
	.title = BYTES("3 mentions while your phone could not be reached"),
	.text = BYTES("- one\n- two\n- three\n"),
	.mentions = { "41 42 43", 8 }, .id = 8, .born = NOW,
};
static const struct item nothing;

#define TOKEN(c) c "0123456789-_0123456789-_0123456789-_0123456789-"
static const struct press_buttons buttons = {
	.web = BYTES("http://192.168.1.5:8642"), .answers = 1,
	.tokens = BYTES(TOKEN("M") TOKEN("D") TOKEN("N") TOKEN("S")
	    TOKEN("U") TOKEN("Q") TOKEN("A")),
};

/* --- what is sent --------------------------------------------------------- */

static bool
send_http(struct sink *k, const struct recipe *r, struct template_scope *s,
    struct fault *f)
{
	struct http_request rq;

	if (!recipe_request(r, s, NOW, &rq, f))
		return false;
	recording_request(k, &rq);
	return true;
}

static bool
send_smtp(struct sink *k, const struct recipe *r, struct template_scope *s,
    struct fault *f)
{
	static const char *const parts[] = { "From", "To", "Subject",
	    "X-Priority", "text" };
	slice	 out;

	for (size_t i = 0; i < COUNT(parts); i++) {
		if (!recipe_message(r, s, NOW, slice_of(parts[i]), &out, f))
			return false;
		sink_text(k, parts[i]);
		recording_line(k, ": ", out);
	}
	return true;
}

static void
put_message(struct sink *k, const char *what, const struct mqtt_message *m)
{
	sink_text(k, what);
	sink_text(k, m->retain ? "(retained) " : "");
	recording_line(k, "", m->topic);
	recording_line(k, "", m->payload);
}

static bool
send_mqtt(struct sink *k, const struct recipe *r, struct template_scope *s,
    struct fault *f)
{
	struct mqtt_job j = { .keepalive = 60 };

	for (int presence = 0; presence < 2; presence++) {
		if (!outgoing_mqtt(r, s, NOW, presence, &j, f) ||
		    !mqtt_check(&j, f))
			return false;
		recording_line(k, "CLIENT ", j.client);
		if (presence)
			put_message(k, "WILL ", &j.will);
		for (size_t i = 0; i < j.n; i++)
			put_message(k, "PUBLISH ", &j.messages[i]);
	}
	return true;
}

static bool
send_exec(struct sink *k, const struct recipe *r, struct template_scope *s,
    struct fault *f)
{
	slice	 json;

	if (!recipe_message(r, s, NOW, SLICE("json"), &json, f))
		return false;
	recording_line(k, "", json);
	return true;
}

static void
test_sent(const char *dir, const struct recipe *r, struct arena *a,
    const struct template_var *params, size_t n, const struct outgoing *o,
    const char *name)
{
	static bool (*const ways[])(struct sink *, const struct recipe *,
	    struct template_scope *, struct fault *) = {
		[RECIPE_HTTP] = send_http, [RECIPE_SMTP] = send_smtp,
		[RECIPE_MQTT] = send_mqtt, [RECIPE_EXEC] = send_exec,
	};
	struct template_scope s = outgoing_scope(a, r, o, params, n);
	struct sink k = { .buf = got, .cap = sizeof(got) };
	struct fault f = { "" };

	s.crypto = &config_crypto;
	if (!ways[r->transport](&k, r, &s, &f))
		printf("%s: %s\n", dir, f.text);
	CHECK(f.text[0] == '\0' && !k.full && !a->spent);
	recording_compare(dir, name, sink_slice(&k));
}

static void
test_all_sent(const char *dir, const struct recipe *r, struct arena *a,
    const struct template_var *params, size_t n)
{
	struct outgoing o = { .letter = &loud, .item = &about,
	    .host_id = SLICE("b0x"), .now = NOW };

	test_sent(dir, r, a, params, n, &o, "sent");
	o.buttons = &buttons;
	if (json_at(r->root, SLICE("/actions_as")) != NULL)
		test_sent(dir, r, a, params, n, &o, "sent.buttons");
	else	/* nobody else is shown any */
		test_sent(dir, r, a, params, n, &o, "sent");
	o = (struct outgoing){ .letter = &quiet, .item = &nothing,
	    .host_id = SLICE("b0x"), .now = NOW };
	test_sent(dir, r, a, params, n, &o, "sent.bare");
}

/* The longest text with the longest address: the limit holds, and no link is
 * cut. */
static void
test_limit(const char *dir, const struct recipe *r, struct arena *a)
{
	static char long_text[9000];
	struct press_buttons far = buttons;
	struct letter l = loud;
	struct outgoing o = { .letter = &l, .item = &about,
	    .host_id = SLICE("b0x"), .now = NOW, .buttons = &far };
	struct template_scope s;
	struct fault f = { "" };
	slice	 end = SLICE(TOKEN("N"));

	memset(long_text, 'x', sizeof(long_text));
	far.web = SLICE("http://a-box-with-a-name-as-long-as-the-file-takes"
	    ".example:8642");
	far.answers = 0;
	l.text = (slice){ long_text, sizeof(long_text) };
	s = outgoing_scope(a, r, &o, NULL, 0);
	for (size_t i = 0; i < s.nvars; i++)
		if (slice_eq(s.vars[i].name, SLICE("text"))) {
			CHECK(limit_fits(a, r, SLICE("text"), s.vars[i].value,
			    &f));
			CHECK(slice_ends(s.vars[i].value, end));
		}
	if (f.text[0])
		printf("%s: %s\n", dir, f.text);
}

/* --- what is answered ----------------------------------------------------- */

static void
test_answer(const char *dir, const struct recipe *r, struct arena a,
    struct template_scope *s, slice line)
{
	struct fault f = { "" };
	const cJSON *all = json_parse(&a, line, &f);
	struct http_head head = recording_head(&a, all);
	slice	 id = json_text(&a, json_at(all, SLICE("/id")));
	struct recipe_answer v;

	s->arena = &a;
	recipe_judge(r, &head, json_text(&a, json_at(all, SLICE("/body"))), s,
	    NOW, &v);
	if (v.what != recording_want(&a, all) ||
	    v.wait != json_int(json_at(all, SLICE("/wait")), -1) ||
	    (v.what == RECIPE_SUCCESS && !slice_eq(v.result, id))) {
		printf("%s: %.*s\n  became %d, wait %lld, id %.*s, %s\n", dir,
		    SLICE_ARG(line), (int)v.what, (long long)v.wait,
		    SLICE_ARG(v.result), v.why.text);
		CHECK(!"judged as expected");
	}
	recording_hushed(s, v.why.text);
}

/* Whoever it is: a hotel's page is no delivery, and no reason to give up. */
static const char *const everywhere[] = {
	"{\"status\":200,\"body\":\"<!DOCTYPE html><html><title>Welcome"
	    "</title>\",\"want\":\"retry\"}",
	"{\"status\":502,\"body\":\"<html>Bad Gateway\",\"want\":\"retry\"}",
	"{\"status\":511,\"body\":\"<html>\",\"want\":\"retry\"}",
	"{\"status\":302,\"headers\":{\"Location\":\"https://login.example\"},"
	    "\"body\":\"\",\"want\":\"owner\"}",
	"{\"status\":401,\"body\":\"\",\"want\":\"owner\"}",
	"{\"status\":429,\"headers\":{\"Retry-After\":\"30\"},\"body\":\"\","
	    "\"want\":\"wait\",\"wait\":30}",
};

static void
test_answers(const char *dir, const struct recipe *r, struct arena *a,
    const struct template_var *params, size_t n)
{
	struct outgoing o = { .letter = &loud, .item = &about,
	    .host_id = SLICE("b0x"), .now = NOW };
	struct template_scope s = outgoing_scope(a, r, &o, params, n);
	slice	 lines = file_into(want, sizeof(want), dir, "answers.jsonl");

	if (r->transport != RECIPE_HTTP)
		return;
	CHECK(lines.n > 0);
	while (lines.n)
		test_answer(dir, r, *a, &s, slice_cut(&lines, '\n'));
	for (size_t i = 0; i < COUNT(everywhere); i++)
		test_answer(dir, r, *a, &s, slice_of(everywhere[i]));
}

static void
test_channel(const char *name)
{
	char	 dir[300], file[300];
	struct template_var params[32];
	struct arena a;
	struct recipe r;
	struct fault f = { "" };
	size_t	 n;

	snprintf(dir, sizeof(dir), REPLAY "/%s", name);
	snprintf(file, sizeof(file), "%s.json", name);
	arena_init(&a, room, ROOM);
	if (!recipe_load(&a, file_into(recipe_room, sizeof(recipe_room),
	    "net/recipes/channel", file), &r, &f)) {
		printf("%s: %s\n", name, f.text);
		CHECK(!"a sound recipe");
		return;
	}
	n = recording_params(&a, json_parse(&a, file_into(params_room,
	    sizeof(params_room), dir, "params"), &f), params);
	test_all_sent(dir, &r, &a, params, n);
	if (slice_eq(json_text(&a, json_at(r.root, SLICE("/actions_as"))),
	    SLICE("plain")))
		test_limit(dir, &r, &a);
	test_answers(dir, &r, &a, params, n);
}

static void
has_folder(const char *dir, const char *name)
{
	char	 path[400];
	DIR	*d;

	(void)dir;
	snprintf(path, sizeof(path), REPLAY "/%.*s",
	    (int)(strlen(name) - 5), name);
	d = opendir(path);
	if (d == NULL)
		printf("%s is missing\n", path);
	CHECK(d != NULL);
	if (d != NULL)
		closedir(d);
}

int
main(void)
{
	DIR	*d = opendir(REPLAY);
	struct dirent *e;

	CHECK(d != NULL);
	while (d != NULL && (e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			test_channel(e->d_name);
	if (d != NULL)
		closedir(d);
	CHECK(files_json("net/recipes/channel", has_folder) >= 20);
	return test_failed;
}
