/*
 * Every folder of tests/replay/channel is a channel that answers for itself:
 * `params`, what an owner would enter; `sent` and `sent.bare`, what a fixed
 * letter and one without a link become, byte for byte; and `answers.jsonl`,
 * what a server said once, with what that must mean.
 *
 * WRITE=1 in the environment writes the two files instead of comparing them.
 */
#include "core/recipe/outgoing.h"
#include "firmware/config.h"
#include "tests/files.h"

#include <stdlib.h>

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

static size_t
read_params(struct arena *a, const char *dir, struct template_var *vars)
{
	struct fault f = { "" };
	const cJSON *at = json_parse(a, file_into(params_room,
	    sizeof(params_room), dir, "params"), &f);
	size_t	 n = 0;

	CHECK(at != NULL);
	for (at = at ? at->child : NULL; at != NULL; at = at->next)
		vars[n++] = (struct template_var){ .name = json_key(at),
		    .value = json_text(a, at) };
	return n;
}

/* --- what is sent --------------------------------------------------------- */

static void
put_line(struct sink *k, const char *name, slice value)
{
	sink_text(k, name);
	sink_put(k, value);
	sink_byte(k, '\n');
}

static bool
send_http(struct sink *k, const struct recipe *r, struct template_scope *s,
    struct fault *f)
{
	struct http_request rq;

	if (!recipe_request(r, s, NOW, &rq, f))
		return false;
	sink_put(k, rq.method);
	put_line(k, " ", rq.url);
	for (size_t i = 0; i < rq.nheaders; i++) {
		sink_put(k, rq.headers[i].name);
		put_line(k, ": ", rq.headers[i].value);
	}
	put_line(k, "\n", rq.body);
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
		put_line(k, ": ", out);
	}
	return true;
}

static void
put_message(struct sink *k, const char *what, const struct mqtt_message *m)
{
	sink_text(k, what);
	sink_text(k, m->retain ? "(retained) " : "");
	put_line(k, "", m->topic);
	put_line(k, "", m->payload);
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
		put_line(k, "CLIENT ", j.client);
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

	if (!outgoing_json(r, s, NOW, &json, f))
		return false;
	put_line(k, "", json);
	return true;
}

static void
compare(const char *dir, const char *name, slice sent)
{
	char	 path[400];
	FILE	*f;

	if (getenv("WRITE") != NULL) {
		snprintf(path, sizeof(path), "%s/%s", dir, name);
		f = fopen(path, "wb");
		CHECK(f && fwrite(sent.p, 1, sent.n, f) == sent.n);
		if (f)
			fclose(f);
		return;
	}
	if (slice_eq(sent, file_into(want, sizeof(want), dir, name)))
		return;
	printf("%s/%s: this was sent:\n%.*s", dir, name, SLICE_ARG(sent));
	CHECK(!"sent as expected");
}

static void
test_sent(const char *dir, const struct recipe *r, struct arena *a,
    const struct template_var *params, size_t n, bool bare)
{
	static bool (*const ways[])(struct sink *, const struct recipe *,
	    struct template_scope *, struct fault *) = {
		[RECIPE_HTTP] = send_http, [RECIPE_SMTP] = send_smtp,
		[RECIPE_MQTT] = send_mqtt, [RECIPE_EXEC] = send_exec,
	};
	struct outgoing o = { .letter = bare ? &quiet : &loud,
	    .item = bare ? &nothing : &about, .host_id = SLICE("b0x"),
	    .now = NOW };
	struct template_scope s = outgoing_scope(a, r, &o, params, n);
	struct sink k = { .buf = got, .cap = sizeof(got) };
	struct fault f = { "" };

	s.crypto = &config_crypto;
	if (!ways[r->transport](&k, r, &s, &f))
		printf("%s: %s\n", dir, f.text);
	CHECK(f.text[0] == '\0' && !k.full && !a->spent);
	compare(dir, bare ? "sent.bare" : "sent", sink_slice(&k));
}

/* --- what is answered ----------------------------------------------------- */

static enum recipe_do
named(slice word)
{
	static const char *const words[] = { [RECIPE_SUCCESS] = "done",
	    [RECIPE_RETRY] = "retry", [RECIPE_LIMITED] = "wait",
	    [RECIPE_CONFIG] = "owner", [RECIPE_FAIL] = "reject" };

	for (size_t i = 0; i < COUNT(words); i++)
		if (words[i] && slice_eq(word, slice_of(words[i])))
			return (enum recipe_do)i;
	CHECK(!"done, retry, wait, owner or reject");
	return RECIPE_IGNORE;
}

static void
test_answer(const char *dir, const struct recipe *r, struct arena a,
    struct template_scope *s, slice line)
{
	struct fault f = { "" };
	const cJSON *all = json_parse(&a, line, &f), *at;
	struct http_head head = { .status = (int)json_int(json_at(all,
	    SLICE("/status")), 0) };
	slice	 id = json_text(&a, json_at(all, SLICE("/id")));
	struct recipe_answer v;

	at = json_at(all, SLICE("/headers"));
	for (at = at ? at->child : NULL; at != NULL; at = at->next)
		head.headers[head.nheaders++] = (struct http_header){
		    json_key(at), json_text(&a, at) };
	s->arena = &a;
	recipe_judge(r, &head, json_text(&a, json_at(all, SLICE("/body"))), s,
	    NOW, &v);
	if (v.what != named(json_text(&a, json_at(all, SLICE("/want")))) ||
	    v.wait != json_int(json_at(all, SLICE("/wait")), -1) ||
	    (v.what == RECIPE_SUCCESS && !slice_eq(v.result, id))) {
		printf("%s: %.*s\n  became %d, wait %lld, id %.*s, %s\n", dir,
		    SLICE_ARG(line), (int)v.what, (long long)v.wait,
		    SLICE_ARG(v.result), v.why);
		CHECK(!"judged as expected");
	}
	for (size_t i = 0; i < s->nvars; i++)	/* no secret in the words */
		CHECK(!slice_starts(s->vars[i].value, SLICE("hush")) ||
		    slice_find(slice_of(v.why), s->vars[i].value) ==
		    strlen(v.why));
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
	n = read_params(&a, dir, params);
	test_sent(dir, &r, &a, params, n, false);
	test_sent(dir, &r, &a, params, n, true);
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
