#include "net/mqtt.h"

enum {
	OPENING = 20000,	/* ms until the last message is the broker's */
	ANSWERING = 10000,	/* ms for the answer to a ping */
	PARTING = 1000		/* ms for what changes nothing any more */
};

struct call {
	struct visit	*v;
	struct mqtt	*mqtt;
	const struct mqtt_job *job;
	struct sink	 out;
	char		 in[MQTT_ANSWER_MAX];
	int64_t		 deadline;	/* of what is done now */
	struct fault	*fault;
};

/* Exactly one packet; empty: the connection has ended, or somebody speaks who
 * is no broker (the packet then is what cannot be one). */
static bool
hear(struct call *c, slice *packet)
{
	size_t	 have = 0;
	long	 n = 0;

	while (n == 0 && have < sizeof(c->in)) {
		/* not a byte more than this packet has */
		long	 got = conn_read(c->v->conn, c->in + have,
		    have < 2 ? 2 - have : sizeof(c->in) - have, c->deadline,
		    c->fault);

		*packet = SLICE("");
		if (got <= 0)
			return got == 0;
		have += (size_t)got;
		n = mqtt_answer((slice){ c->in, have });
	}
	*packet = (slice){ c->in, have };
	return true;
}

static enum mqtt_next
converse(struct call *c)
{
	slice	 packet = SLICE("");
	enum mqtt_next next;

	for (;;) {
		c->out.len = 0;
		next = mqtt_step(c->mqtt, packet, &c->out, c->fault);
		if (next != MQTT_SEND)
			return next;
		if (!conn_write(c->v->conn, sink_slice(&c->out), c->deadline,
		    c->fault) || !hear(c, &packet))
			return MQTT_RETRY;
	}
}

static bool
ping(struct call *c)
{
	slice	 packet;

	c->out.len = 0;
	mqtt_ping(&c->out);
	c->deadline = dial_clock() + ANSWERING;
	if (c->deadline > c->v->deadline + PARTING)
		c->deadline = c->v->deadline + PARTING;
	return conn_write(c->v->conn, sink_slice(&c->out), c->deadline,
	    c->fault) && hear(c, &packet) && (mqtt_is_pong(packet) ||
	    fault_words(c->fault, "the broker hung up"));
}

/* Silence is what we wait for; a ping now and then shows that it is one. */
static enum mqtt_next
hold(struct call *c)
{
	int64_t	 every = (int64_t)c->job->keepalive * 500;
	struct fault silence = { "" };
	char	 byte;

	while (dial_clock() < c->v->deadline) {
		int64_t	 until = dial_clock() + every;

		if (until > c->v->deadline)
			until = c->v->deadline;
		if (conn_read(c->v->conn, &byte, 1, until, &silence) >= 0 ||
		    dial_clock() < until) {
			fault_words(c->fault, "the broker hung up");
			return MQTT_RETRY;
		}
		if (until < c->v->deadline && !ping(c))
			return MQTT_RETRY;
	}
	c->out.len = 0;
	mqtt_leave(&c->out);
	return MQTT_DONE;
}

static enum mqtt_next
visit(struct call *c, struct arena *a)
{
	enum mqtt_next next;

	c->out.cap = mqtt_room(c->job);
	c->out.buf = arena_take(a, c->out.cap);
	c->mqtt = mqtt_begin(a, c->job);
	if (a->spent) {
		fault_words(c->fault, "no memory for the message");
		return MQTT_RETRY;
	}
	next = converse(c);
	if (next == MQTT_DONE && c->job->stay)
		next = hold(c);
	/* the messages are there: a goodbye that fails changes nothing */
	if (next == MQTT_DONE) {
		struct fault ignored = { "" };

		conn_write(c->v->conn, sink_slice(&c->out),
		    dial_clock() + PARTING, &ignored);
	}
	return next;
}

enum mqtt_next
mqtt_send(struct visit *v, bool secure, struct arena *a,
    const struct mqtt_job *job, bool *unsure, struct fault *fault)
{
	struct call c = { .v = v, .job = job, .fault = fault,
	    .deadline = dial_clock() + OPENING };
	enum mqtt_next next = MQTT_CONFIG;

	*unsure = false;
	if (!mqtt_check(job, fault) || (job->password.n && !secure &&
	    !fault_words(fault, "a password is never sent without encryption: "
	    "set tls to true")))
		return MQTT_CONFIG;
	if (c.deadline > v->deadline)
		c.deadline = v->deadline;
	if (!secure)
		v->roots = NULL;
	if (visit_open(v, fault) != FETCH_OK)
		return MQTT_RETRY;
	next = visit(&c, a);
	*unsure = c.mqtt != NULL && next == MQTT_RETRY && mqtt_unsure(c.mqtt);
	visit_close(v);
	return next;
}
