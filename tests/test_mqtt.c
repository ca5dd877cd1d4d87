#include "net/mqtt.h"
#include "tests/mail_side.h"

#include <signal.h>
#include <sys/wait.h>

#define BYTES(text)	{ text, sizeof(text) - 1 }

static char	 room[1 << 20];

/* --- packets, byte for byte ----------------------------------------------- */

static const struct mqtt_message two[] = {
	{ .topic = BYTES("a/b"), .payload = BYTES("{}") },
	{ .topic = BYTES("c"), .payload = BYTES(""), .retain = true },
};

static void
test_packets(void)
{
	struct mqtt_job j = { .client = SLICE("me"), .user = SLICE("u"),
	    .password = SLICE("pw"), .will = { BYTES("w"), BYTES("off"),
	    true }, .messages = two, .n = 2, .keepalive = 60, .again = true };
	static const slice sent[] = {
		BYTES("\x10\x1d\0\4MQTT\4\xee\0\x3c\0\2me\0\1w\0\3off\0\1u"
		    "\0\2pw"),
		BYTES("\x3a\x09\0\3a/b\0\1{}"),
		BYTES("\x3b\x05\0\1c\0\2"),
		BYTES("\xe0\0"),
	};
	static const slice heard[] = { BYTES(""), BYTES("\x20\2\0\0"),
	    BYTES("\x40\2\0\1"), BYTES("\x40\2\0\2") };
	char	 buf[200];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct fault f = { "" };
	struct arena a;
	struct mqtt *m;

	arena_init(&a, room, sizeof(room));
	m = mqtt_begin(&a, &j);
	CHECK(mqtt_room(&j) <= sizeof(buf));
	for (size_t i = 0; i < COUNT(sent); i++) {
		k.len = 0;
		CHECK(mqtt_step(m, heard[i], &k, &f) ==
		    (i < 3 ? MQTT_SEND : MQTT_DONE));
		CHECK(slice_eq(sink_slice(&k), sent[i]));
		CHECK(mqtt_unsure(m) == (i == 1 || i == 2));
	}
	CHECK(mqtt_step(m, heard[3], &k, &f) == MQTT_RETRY);	/* over */
	k.len = 0;
	mqtt_ping(&k);
	CHECK(slice_eq(sink_slice(&k), SLICE("\xc0\0")));
	CHECK(mqtt_is_pong(SLICE("\xd0\0")) && !mqtt_is_pong(SLICE("")));
}

/* A length of more than 127 bytes takes two. */
static void
test_long(void)
{
	static char text[20000];
	struct mqtt_message m = { .topic = SLICE("t"),
	    .payload = { text, sizeof(text) } };
	struct mqtt_job j = { .client = SLICE("c"), .messages = &m, .n = 1 };
	static char buf[20100];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct fault f = { "" };
	struct arena a;
	struct mqtt *q;

	arena_init(&a, room, sizeof(room));
	q = mqtt_begin(&a, &j);
	CHECK(mqtt_step(q, SLICE(""), &k, &f) == MQTT_SEND);
	k.len = 0;
	CHECK(mqtt_step(q, SLICE("\x20\2\1\0"), &k, &f) == MQTT_SEND);
	CHECK(slice_starts(sink_slice(&k), SLICE("\x32\xa5\x9c\x01\0\1t")));
	CHECK(k.len == 20000 + 9 && k.len <= mqtt_room(&j));
	k.cap = 10;			/* no room: nothing goes out */
	k.len = 0;
	arena_init(&a, room, sizeof(room));
	q = mqtt_begin(&a, &j);
	CHECK(mqtt_step(q, SLICE(""), &k, &f) == MQTT_RETRY);
}

/* --- what a broker may say ------------------------------------------------ */

static const struct {
	slice	 heard[4];		/* after CONNECT */
	enum mqtt_next end;
	const char *words;
} talks[] = {
	{ { BYTES("\x20\2\0\0"), BYTES("\x40\2\0\1"), BYTES("\x40\2\0\2") },
	    MQTT_DONE, "" },
	{ { BYTES("\x20\2\1\0"), BYTES("\x40\2\0\1"), BYTES("\x40\2\0\2") },
	    MQTT_DONE, "" },
	{ { BYTES("\x20\2\0\1") }, MQTT_CONFIG, "3.1.1" },
	{ { BYTES("\x20\2\0\2") }, MQTT_CONFIG, "client name" },
	{ { BYTES("\x20\2\0\3") }, MQTT_RETRY, "not available" },
	{ { BYTES("\x20\2\0\4") }, MQTT_CONFIG, "password" },
	{ { BYTES("\x20\2\0\5") }, MQTT_CONFIG, "authorized" },
	{ { BYTES("\x20\2\0\6") }, MQTT_RETRY, "refuses" },
	{ { BYTES("\x20\2\0\xff") }, MQTT_RETRY, "refuses" },
	{ { BYTES("") }, MQTT_RETRY, "before it let us in" },
	{ { BYTES("HT") }, MQTT_RETRY, "no MQTT broker" },
	{ { BYTES("\x20\3\0\0") }, MQTT_RETRY, "no MQTT broker" },
	{ { BYTES("\x40\2\0\1") }, MQTT_RETRY, "nobody asked" },
	{ { BYTES("\xd0\0") }, MQTT_RETRY, "nobody asked" },
	{ { BYTES("\x20\2\0\0"), BYTES("\x20\2\0\0") }, MQTT_RETRY,
	    "nobody asked" },
	{ { BYTES("\x20\2\0\0"), BYTES("\x40\2\0\2") }, MQTT_RETRY,
	    "nobody asked" },
	{ { BYTES("\x20\2\0\0"), BYTES("\x30\2\0\0") }, MQTT_RETRY,
	    "rules of MQTT" },
	{ { BYTES("\x20\2\0\0"), BYTES("") }, MQTT_RETRY,
	    "before it confirmed" },
	{ { BYTES("\x20\2\0\0"), BYTES("\x40\2\0\1"), BYTES("\x40\2\0\1") },
	    MQTT_RETRY, "nobody asked" },
};

static void
test_talk(size_t i)
{
	struct mqtt_job j = { .client = SLICE("me"), .messages = two, .n = 2 };
	char	 buf[200];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct fault f = { "" };
	struct arena a;
	struct mqtt *m;
	enum mqtt_next next;

	arena_init(&a, room, sizeof(room));
	m = mqtt_begin(&a, &j);
	next = mqtt_step(m, SLICE(""), &k, &f);
	for (size_t n = 0; next == MQTT_SEND && n < 4; n++) {
		k.len = 0;
		next = mqtt_step(m, talks[i].heard[n], &k, &f);
	}
	if (next != talks[i].end || !strstr(f.text, talks[i].words))
		printf("talk %zu: %d, %s\n", i, (int)next, f.text);
	CHECK(next == talks[i].end && strstr(f.text, talks[i].words));
}

static void
test_answers(void)
{
	CHECK(mqtt_answer(SLICE("")) == 0);
	CHECK(mqtt_answer(SLICE("\x20")) == 0);
	CHECK(mqtt_answer(SLICE("\x20\2\0")) == 0);
	CHECK(mqtt_answer(SLICE("\x20\2\0\0\x40")) == 4);
	CHECK(mqtt_answer(SLICE("\xd0\0")) == 2);
	CHECK(mqtt_answer(SLICE("\xd0\1")) == -1);
	CHECK(mqtt_answer(SLICE("\x21")) == -1);
	CHECK(mqtt_answer(SLICE("\x20\xff")) == -1);
}

/* --- what is not sent at all ---------------------------------------------- */

static const struct {
	slice	 client, user, password, topic;
	bool	 good;
} jobs[] = {
	{ BYTES("c"), BYTES(""), BYTES(""), BYTES("a/\xc3\xa9"), true },
	{ BYTES("c"), BYTES("u"), BYTES(""), BYTES("a"), true },
	{ BYTES(""), BYTES(""), BYTES(""), BYTES("a"), false },
	{ BYTES("c"), BYTES(""), BYTES("p"), BYTES("a"), false },
	{ BYTES("c\0"), BYTES(""), BYTES(""), BYTES("a"), false },
	{ BYTES("c"), BYTES(""), BYTES(""), BYTES(""), false },
	{ BYTES("c"), BYTES(""), BYTES(""), BYTES("a/#"), false },
	{ BYTES("c"), BYTES(""), BYTES(""), BYTES("a/+/b"), false },
	{ BYTES("c"), BYTES(""), BYTES(""), BYTES("a\0b"), false },
	{ BYTES("c"), BYTES(""), BYTES(""), BYTES("\xff"), false },
};

static void
test_check(size_t i)
{
	struct mqtt_message m = { .topic = jobs[i].topic };
	struct mqtt_job j = { .client = jobs[i].client, .user = jobs[i].user,
	    .password = jobs[i].password, .messages = &m, .n = 1 };
	struct fault f = { "" };

	CHECK(mqtt_check(&j, &f) == jobs[i].good);
	CHECK((f.text[0] == '\0') == jobs[i].good);
	j.will = m;
	j.n = 0;
	CHECK(mqtt_check(&j, &f) == (jobs[i].good || m.topic.n == 0));
}

/* --- over a connection ---------------------------------------------------- */

/*
 * What the broker does: '<' says these bytes, '=' one after the other, '>'
 * must hear them, '!' begins TLS, '_' must hear the end, '|' hangs up without
 * TLS's goodbye. "<" wants its length, for there are zeros.
 */
struct step { char what; slice bytes; };

#define CONNECT	{ '>', BYTES("\x10\x0e\0\4MQTT\4\2\0\0\0\2me") }
#define SECRET	{ '>', BYTES("\x10\x15\0\4MQTT\4\xc2\0\0\0\2me\0\1u\0\2pw") }
#define HELD	{ '>', BYTES("\x10\x0e\0\4MQTT\4\2\0\1\0\2me") }
#define WELCOME	{ '<', BYTES("\x20\2\0\0") }
#define FIRST	{ '>', BYTES("\x32\x09\0\3a/b\0\1{}") }, \
	{ '<', BYTES("\x40\2\0\1") }
#define SECOND	{ '>', BYTES("\x33\x05\0\1c\0\2") }
#define LAST	SECOND, { '<', BYTES("\x40\2\0\2") }
#define LEAVE	{ '>', BYTES("\xe0\0") }, { '_', BYTES("") }

static const struct scene {
	const char	*name;
	bool		 tls, password, stay;
	int		 patience;
	struct step	 steps[14];
	enum mqtt_next	 end;
	bool		 unsure;
	const char	*words;
} scenes[] = {
	{ "in clear", false, false, false, 60000,
	    { CONNECT, WELCOME, FIRST, LAST, LEAVE }, MQTT_DONE, false, "" },
	{ "TLS and a password", true, true, false, 60000,
	    { { '!', BYTES("") }, SECRET, WELCOME, FIRST, LAST, LEAVE },
	    MQTT_DONE, false, "" },
	{ "byte by byte", false, false, false, 60000,
	    { CONNECT, { '=', BYTES("\x20\2\0\0") }, FIRST, SECOND,
	    { '=', BYTES("\x40\2\0\2") }, LEAVE }, MQTT_DONE, false, "" },
	{ "a password in clear", false, true, false, 60000,
	    { { 0, BYTES("") } }, MQTT_CONFIG, false, "without encryption" },
	{ "wrong password", true, true, false, 60000,
	    { { '!', BYTES("") }, SECRET, { '<', BYTES("\x20\2\0\4") },
	    { '_', BYTES("") } }, MQTT_CONFIG, false, "password" },
	{ "a web server", false, false, false, 60000,
	    { CONNECT, { '<', BYTES("HTTP/1.1 400 Bad Request\r\n\r\n") } },
	    MQTT_RETRY, false, "no MQTT broker" },
	{ "the last answer is lost", false, false, false, 60000,
	    { CONNECT, WELCOME, FIRST, SECOND }, MQTT_RETRY, true,
	    "before it confirmed" },
	{ "cut off inside of TLS", true, true, false, 60000,
	    { { '!', BYTES("") }, SECRET, WELCOME, FIRST, SECOND,
	    { '|', BYTES("") } }, MQTT_RETRY, true, "hung up" },
	{ "goes away at once", false, false, false, 60000,
	    { { 0, BYTES("") } }, MQTT_RETRY, false, "" },
	{ "silent", false, false, false, 150, { CONNECT, { '_', BYTES("") } },
	    MQTT_RETRY, false, "time allowed is over" },
	{ "the line is held", false, false, true, 800,
	    { HELD, WELCOME, FIRST, LAST, { '>', BYTES("\xc0\0") },
	    { '<', BYTES("\xd0\0") }, LEAVE }, MQTT_DONE, false, "" },
	{ "the line is held in TLS", true, false, true, 800,
	    { { '!', BYTES("") }, HELD, WELCOME, FIRST, LAST,
	    { '>', BYTES("\xc0\0") }, { '<', BYTES("\xd0\0") }, LEAVE },
	    MQTT_DONE, false, "" },
	{ "hung up while held", false, false, true, 60000,
	    { HELD, WELCOME, FIRST, LAST }, MQTT_RETRY, false, "hung up" },
	{ "no answer to a ping", false, false, true, 600,
	    { HELD, WELCOME, FIRST, LAST, { '>', BYTES("\xc0\0") },
	    { '_', BYTES("") } }, MQTT_RETRY, false, "time allowed" },
};

static bool
hears(struct side *s, slice want)
{
	for (size_t i = 0; i < want.n; i++)
		if (side_get(s) != (unsigned char)want.p[i])
			return false;
	return true;
}

static bool
one_step(struct side *s, const struct step *p)
{
	switch (p->what) {
	case '<':
		return side_put(s, p->bytes.p, p->bytes.n);
	case '=':
		for (size_t i = 0; i < p->bytes.n; i++)
			if (!side_put(s, p->bytes.p + i, 1))
				return false;
		return true;
	case '>':
		return hears(s, p->bytes);
	case '!':
		return side_tls(s);
	case '_':
		return side_get(s) < 0;
	case '|':
		s->secure = false;
		return true;
	}
	return true;
}

static void
broker(int listener, const struct scene *c, struct identity *me)
{
	struct side s = { .me = me, .fd = accept(listener, NULL, NULL) };
	int	 bad = 0;

	for (size_t i = 0; i < COUNT(c->steps) && !bad; i++)
		if (!one_step(&s, &c->steps[i]))
			bad = (int)i + 1;
	side_end(&s);
	_exit(bad);
}

static enum mqtt_next
call(const struct scene *c, struct visit *v, bool *unsure, struct fault *f)
{
	struct mqtt_job j = { .client = SLICE("me"), .messages = two, .n = 2,
	    .stay = c->stay, .keepalive = c->stay };
	struct arena a;
	enum mqtt_next end;

	if (c->password) {
		j.user = SLICE("u");
		j.password = SLICE("pw");
	}
	arena_init(&a, room, sizeof(room));
	v->deadline = dial_clock() + c->patience;
	end = mqtt_send(v, c->tls, &a, &j, unsure, f);
	CHECK(v->conn == NULL);
	return end;
}

static void
test_scene(const struct scene *c, struct identity *me, struct roots *roots)
{
	struct visit v = { .roots = roots };
	int	 fd = side_listen(&v.addresses, "mail.test"), status = 0;
	struct fault f = { "" };
	bool	 unsure = false;
	enum mqtt_next end;
	pid_t	 pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0)
		broker(fd, c, me);
	close(fd);
	end = call(c, &v, &unsure, &f);
	if (c->steps[0].what == 0)
		kill(pid, SIGKILL);	/* perhaps nobody called */
	waitpid(pid, &status, 0);
	if (end != c->end || unsure != c->unsure ||
	    !strstr(f.text, c->words) || (WIFEXITED(status) && status))
		printf("%s: %d, unsure %d, %s; the broker stopped at step "
		    "%d\n", c->name, (int)end, unsure, f.text,
		    WEXITSTATUS(status));
	CHECK(end == c->end && unsure == c->unsure &&
	    strstr(f.text, c->words));
	CHECK(!WIFEXITED(status) || status == 0);
}

int
main(void)
{
	static struct identity me;
	struct roots *roots;

	signal(SIGPIPE, SIG_IGN);
	test_packets();
	test_long();
	test_answers();
	for (size_t i = 0; i < COUNT(talks); i++)
		test_talk(i);
	for (size_t i = 0; i < COUNT(jobs); i++)
		test_check(i);
	CHECK(identity_make(&me));
	roots = identity_roots(&me);
	for (size_t i = 0; roots && i < COUNT(scenes); i++)
		test_scene(&scenes[i], &me, roots);
	roots_close(roots);
	identity_free(&me);
	return test_failed;
}
