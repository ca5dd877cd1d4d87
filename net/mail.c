#include "net/mail.h"

enum { PARTING = 2000 };	/* ms for the answer to QUIT */

struct talk {
	const struct dial_addresses *to;
	struct roots	*roots;
	struct conn	*conn;
	struct smtp	*smtp;
	const struct smtp_job *job;
	struct sink	 out;
	char		*in;		/* SMTP_REPLY_MAX bytes */
	size_t		 have;
	bool		 greeted;	/* and may know a secret of ours */
	int64_t		 deadline;
	struct fault	*fault;
};

/*
 * Exactly one reply; empty: the connection has ended. What follows in the
 * same packet came before its question, perhaps from somebody who wants it
 * to be taken for an answer inside TLS: no such conversation goes on.
 */
static bool
read_reply(struct talk *t, slice *reply)
{
	long	 n = 0;

	for (t->have = 0; n == 0;) {
		long	 got = conn_read(t->conn, t->in + t->have,
		    SMTP_REPLY_MAX - t->have, t->deadline, t->fault);

		*reply = SLICE("");
		if (got <= 0)
			return got == 0;
		t->have += (size_t)got;
		n = smtp_reply((slice){ t->in, t->have });
	}
	if (n < 0)
		return fault_tell(t->fault, "this is no mail server, or not on "
		    "this port: it says \"%\"",
		    slice_head((slice){ t->in, t->have }, t->greeted ? 3 : 60));
	*reply = (slice){ t->in, (size_t)n };
	t->greeted = true;
	return t->have == (size_t)n || fault_words(t->fault, "the mail server "
	    "answers before it is asked, so we do not trust it");
}

static bool
start_tls(struct talk *t)
{
	return conn_tls(t->conn, t->to->host, t->roots, SLICE(""),
	    t->deadline, t->fault);
}

/* Bytes that wait in clear when TLS is about to start are a meddler's, even
 * those that came too late to be read with the reply. */
static bool
upgrade(struct talk *t)
{
	if (!conn_idle(t->conn))
		return fault_words(t->fault, "the mail server did not wait for "
		    "encryption to begin");
	return start_tls(t);
}

/* The next reply, or the end of the handshake. */
static bool
listen_to(struct talk *t, enum smtp_next next, slice *reply)
{
	*reply = SLICE("");
	if (next == SMTP_TLS)
		return upgrade(t);
	return conn_write(t->conn, sink_slice(&t->out), t->deadline,
	    t->fault) && read_reply(t, reply);
}

static enum smtp_next
converse(struct talk *t)
{
	enum smtp_next next = SMTP_SEND;
	slice	 reply;

	while (next < SMTP_DONE) {
		bool	 good = listen_to(t, next, &reply);

		t->out.len = 0;
		if (!good)
			return SMTP_RETRY;
		next = smtp_step(t->smtp, reply, &t->out, t->fault);
	}
	return next;
}

/* QUIT. The letter's fate is known: good manners have a short time limit,
 * and no influence. */
static void
part(const struct talk *t)
{
	struct talk last = *t;
	struct fault ignored = { .text = "" };
	int64_t	 soon = dial_clock() + PARTING;
	slice	 reply;

	last.fault = &ignored;
	if (last.deadline > soon)
		last.deadline = soon;
	if (t->out.len)
		listen_to(&last, SMTP_SEND, &reply);
}

static enum smtp_next
visit(struct talk *t, struct arena *a)
{
	enum smtp_next verdict;

	if (t->job->secure && !start_tls(t))
		return SMTP_RETRY;
	t->in = arena_take(a, SMTP_REPLY_MAX);
	t->out.cap = smtp_room(t->job);
	t->out.buf = arena_take(a, t->out.cap);
	t->smtp = smtp_begin(a, t->job);
	if (a->spent) {
		fault_words(t->fault, "no memory for the letter");
		return SMTP_RETRY;
	}
	verdict = converse(t);
	part(t);
	return verdict;
}

enum smtp_next
mail_send(const struct dial_addresses *to, struct roots *roots,
    struct arena *a, const struct smtp_job *job, int64_t deadline,
    struct fault *fault)
{
	struct talk t = { .to = to, .roots = roots, .job = job,
	    .deadline = deadline, .fault = fault };
	enum smtp_next verdict;

	t.conn = conn_open(to, deadline, fault);
	if (t.conn == NULL)
		return SMTP_RETRY;
	verdict = visit(&t, a);
	conn_close(t.conn);
	return verdict;
}
