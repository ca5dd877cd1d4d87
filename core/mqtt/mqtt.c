#include "core/mqtt/mqtt.h"

#include "core/text/text.h"

/* First bytes of packets: type, and the flags it must have. */
enum {
	CONNECT = 0x10, CONNACK = 0x20, PUBLISH = 0x32, PUBACK = 0x40,
	PINGREQ = 0xc0, PINGRESP = 0xd0, DISCONNECT = 0xe0
};
enum { DUP = 8, RETAIN = 1 };		/* of PUBLISH */
enum {					/* of CONNECT */
	CLEAN = 0x02, WILL = 0x0c /* QoS 1 */, WILL_RETAIN = 0x20,
	PASSWORD = 0x40, USER = 0x80
};
enum {
	TEXT_MOST = 65535,
	PAYLOAD_MOST = 128 << 10	/* what clouds take at the most */
};

struct mqtt {
	const struct mqtt_job *job;
	size_t	 at;			/* messages acknowledged */
	bool	 begun, welcome, over;
};

/* --- packets -------------------------------------------------------------- */

static const struct {
	unsigned char	 first;
	unsigned char	 rest;		/* bytes behind the length */
} answers[] = {
	{ CONNACK, 2 }, { PUBACK, 2 }, { PINGRESP, 0 },
};

long
mqtt_answer(slice b)
{
	for (size_t i = 0; i < COUNT(answers) && b.n; i++) {
		size_t	 n = 2u + answers[i].rest;

		if ((unsigned char)b.p[0] != answers[i].first)
			continue;
		if (b.n > 1 && (unsigned char)b.p[1] != answers[i].rest)
			return -1;
		return b.n >= n ? (long)n : 0;
	}
	return b.n ? -1 : 0;
}

static void
put_16(struct sink *k, size_t n)
{
	sink_byte(k, (char)(n >> 8 & 0xff));
	sink_byte(k, (char)(n & 0xff));
}

static void
put_text(struct sink *k, slice s)
{
	put_16(k, s.n);
	sink_put(k, s);
}

static void
put_head(struct sink *k, int first, size_t rest)
{
	sink_byte(k, (char)first);
	do {
		sink_byte(k, (char)((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0)));
		rest >>= 7;
	} while (rest);
}

static size_t
text_size(slice s)
{
	return s.n ? s.n + 2 : 0;
}

static void
put_connect(struct sink *k, const struct mqtt_job *j)
{
	const struct mqtt_message *w = &j->will;
	bool	 will = w->topic.n > 0;

	put_head(k, CONNECT, 12 + j->client.n +
	    (will ? w->topic.n + w->payload.n + 4 : 0) +
	    text_size(j->user) + text_size(j->password));
	put_text(k, SLICE("MQTT"));
	sink_byte(k, 4);		/* 3.1.1 */
	sink_byte(k, (char)(CLEAN | (will ? WILL : 0) |
	    (will && w->retain ? WILL_RETAIN : 0) |
	    (j->user.n ? USER : 0) | (j->password.n ? PASSWORD : 0)));
	put_16(k, j->keepalive);
	put_text(k, j->client);
	if (will) {
		put_text(k, w->topic);
		put_text(k, w->payload);
	}
	if (j->user.n)
		put_text(k, j->user);
	if (j->password.n)
		put_text(k, j->password);
}

/* The packet's number is the message's, from 1 on. */
static void
put_publish(struct sink *k, const struct mqtt_job *j, size_t i)
{
	const struct mqtt_message *m = &j->messages[i];

	put_head(k, PUBLISH | (j->again ? DUP : 0) | (m->retain ? RETAIN : 0),
	    m->topic.n + m->payload.n + 4);
	put_text(k, m->topic);
	put_16(k, i + 1);
	sink_put(k, m->payload);
}

void
mqtt_ping(struct sink *k)
{
	put_head(k, PINGREQ, 0);
}

void
mqtt_leave(struct sink *k)
{
	put_head(k, DISCONNECT, 0);
}

bool
mqtt_is_pong(slice packet)
{
	return packet.n == 2 && (unsigned char)packet.p[0] == PINGRESP;
}

size_t
mqtt_room(const struct mqtt_job *j)
{
	size_t	 most = 64 + j->client.n + j->user.n + j->password.n +
	    j->will.topic.n + j->will.payload.n;

	for (size_t i = 0; i < j->n; i++) {
		size_t	 n = 16 + j->messages[i].topic.n +
		    j->messages[i].payload.n;

		most = n > most ? n : most;
	}
	return most;
}

/* --- is it sound? --------------------------------------------------------- */

static bool
is_text(slice s)
{
	return s.n <= TEXT_MOST && text_valid(s) &&
	    slice_index(s, '\0') == s.n;
}

/* Brokers hang up on wildcards in the topic of a message. */
static bool
check_message(const struct mqtt_message *m, struct fault *f)
{
	if (m->topic.n == 0 || !is_text(m->topic) ||
	    slice_index(m->topic, '#') < m->topic.n ||
	    slice_index(m->topic, '+') < m->topic.n)
		return fault_tell(f, "\"%\" cannot be a topic: it is empty, or "
		    "has a # or a + in it", slice_head(m->topic, 80));
	return m->payload.n <= PAYLOAD_MOST || fault_words(f, "the message is "
	    "longer than brokers take");
}

bool
mqtt_check(const struct mqtt_job *j, struct fault *f)
{
	if (j->client.n == 0 || !is_text(j->client))
		return fault_words(f, "\"client\" must be a name");
	if (!is_text(j->user) || j->password.n > TEXT_MOST)
		return fault_words(f, "the user name or password cannot be "
		    "sent");
	if (j->password.n && j->user.n == 0)
		return fault_words(f, "there is a password but no user name");
	if (j->n >= TEXT_MOST || j->keepalive > TEXT_MOST ||
	    j->will.payload.n > TEXT_MOST)
		return fault_words(f, "that is more than MQTT can carry");
	if (j->will.topic.n && !check_message(&j->will, f))
		return false;
	for (size_t i = 0; i < j->n; i++)
		if (!check_message(&j->messages[i], f))
			return false;
	return true;
}

/* --- the dialogue --------------------------------------------------------- */

struct mqtt *
mqtt_begin(struct arena *a, const struct mqtt_job *job)
{
	struct mqtt *m = arena_take(a, sizeof(*m));

	if (m != NULL)
		m->job = job;
	return m;
}

static enum mqtt_next
stop(struct mqtt *m, enum mqtt_next next, slice words, struct fault *f)
{
	m->over = true;
	fault_say(f, words);
	return next;
}

static enum mqtt_next
begin(struct mqtt *m, struct sink *out, struct fault *f)
{
	m->begun = true;
	if (!mqtt_check(m->job, f))
		return stop(m, MQTT_CONFIG, SLICE(""), f);
	put_connect(out, m->job);
	return MQTT_SEND;
}

static enum mqtt_next
go_on(struct mqtt *m, struct sink *out)
{
	if (m->at < m->job->n) {
		put_publish(out, m->job, m->at);
		return MQTT_SEND;
	}
	m->over = true;
	if (!m->job->stay)
		mqtt_leave(out);
	return MQTT_DONE;
}

static enum mqtt_next
greeted(struct mqtt *m, unsigned code, struct sink *out, struct fault *f)
{
	static const struct {
		enum mqtt_next	 next;
		slice		 words;
	} codes[] = {
		{ MQTT_RETRY, { "", 0 } },
#define CODE(next, words) { next, { words, sizeof(words) - 1 } }
		CODE(MQTT_CONFIG, "the broker does not speak MQTT 3.1.1"),
		CODE(MQTT_CONFIG, "the broker does not take this client name"),
		CODE(MQTT_RETRY, "the broker is not available"),
		CODE(MQTT_CONFIG, "the broker does not accept the user name "
		    "and password"),
		CODE(MQTT_CONFIG, "the broker does not let us in: not "
		    "authorized"),
	};

	if (code >= COUNT(codes))
		return stop(m, MQTT_RETRY,
		    SLICE("the broker refuses in words that MQTT 3.1.1 does "
		    "not have"), f);
	if (code)
		return stop(m, codes[code].next, codes[code].words, f);
	m->welcome = true;
	return go_on(m, out);
}

static enum mqtt_next
ended(struct mqtt *m, struct fault *f)
{
	return stop(m, MQTT_RETRY, !m->welcome ?
	    SLICE("the broker closed the connection before it let us in") :
	    SLICE("the broker closed the connection before it confirmed the "
	    "message: perhaps it may not be written to that topic"), f);
}

enum mqtt_next
mqtt_step(struct mqtt *m, slice packet, struct sink *out, struct fault *f)
{
	const unsigned char *p = (const unsigned char *)packet.p;
	enum mqtt_next next = MQTT_RETRY;

	if (!m->begun)
		next = begin(m, out, f);
	else if (packet.n == 0 || m->over)
		next = ended(m, f);
	else if (mqtt_answer(packet) != (long)packet.n)
		next = stop(m, MQTT_RETRY, m->welcome ?
		    SLICE("the broker breaks the rules of MQTT") :
		    SLICE("this is no MQTT broker, or not on this port"), f);
	else if (!m->welcome && p[0] == CONNACK)
		next = greeted(m, p[3], out, f);
	else if (m->welcome && p[0] == PUBACK &&
	    ((size_t)p[2] << 8 | p[3]) == m->at + 1) {
		m->at++;
		next = go_on(m, out);
	} else
		next = stop(m, MQTT_RETRY,
		    SLICE("the broker answers what nobody asked"), f);
	if (next <= MQTT_DONE && out->full)
		next = stop(m, MQTT_RETRY, SLICE("no memory for the message"),
		    f);
	return next;
}

bool
mqtt_unsure(const struct mqtt *m)
{
	return m->welcome && m->at < m->job->n;
}
