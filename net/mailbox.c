#include "net/mailbox.h"

enum {
	READ = 16384,			/* room for one record of TLS */
	ROOM = IMAP_REPLY_MAX + READ,
	PARTING = 2000			/* ms for LOGOUT to go out */
};

struct talk {
	const struct mailbox *box;
	const struct imap_job *job;
	struct conn	*conn;
	struct imap	*imap;
	struct imap_frame frame;
	struct sink	 out;
	char		*in;		/* ROOM bytes */
	size_t		 head, have;	/* what is read and not used yet */
	bool		 greeted;
	struct fault	*fault;
};

static long
read_more(struct talk *t, int64_t deadline, struct fault *fault)
{
	long	 got;

	if (t->head == t->have) {
		t->head = t->have = 0;
	} else if (ROOM - t->have < READ && t->head > 0) {
		memmove(t->in, t->in + t->head, t->have - t->head);
		t->have -= t->head;
		t->head = 0;
	}
	got = conn_read(t->conn, t->in + t->have, ROOM - t->have, deadline,
	    fault);
	t->have += got > 0 ? (size_t)got : 0;
	return got;
}

/* The next reply; empty: the connection has ended, or, when we wait, nothing
 * came for long enough. */
static bool
read_reply(struct talk *t, bool wait, slice *reply)
{
	struct fault unsaid = { "" };
	long	 n;

	*reply = SLICE("");
	while ((n = imap_frame(&t->frame, (slice){ t->in + t->head,
	    t->have - t->head })) == 0) {
		long	 got = wait ? read_more(t, t->box->patience, &unsaid) :
		    read_more(t, t->box->deadline, t->fault);

		if (got <= 0)
			return got == 0 || wait;
	}
	if (n < 0)
		return fault_words(t->fault, "the mail server says more than "
		    "we can take in");
	*reply = (slice){ t->in + t->head, (size_t)n };
	t->head += (size_t)n;
	if (!t->greeted && reply->p[0] != '*')
		return fault_tell(t->fault, "this is no mail server for "
		    "reading (IMAP), or not on this port: it says \"%\"",
		    slice_head(*reply, 60));
	t->greeted = true;
	return true;
}

static bool
start_tls(struct talk *t)
{
	return conn_tls(t->conn, t->box->to->host, t->box->roots,
	    t->box->session, t->box->deadline, t->fault);
}

/* Bytes that wait in clear when TLS is about to start are a meddler's. */
static bool
upgrade(struct talk *t)
{
	if (t->head != t->have || !conn_idle(t->conn))
		return fault_words(t->fault, "the mail server did not wait for "
		    "encryption to begin");
	return start_tls(t);
}

static bool
listen_to(struct talk *t, enum imap_next next, slice *reply)
{
	slice	 out = sink_slice(&t->out);

	*reply = SLICE("");
	if (next == IMAP_TLS)
		return upgrade(t);
	if (out.n && !conn_write(t->conn, out, t->box->deadline, t->fault))
		return false;
	t->out.len = 0;
	return read_reply(t, next == IMAP_WAIT, reply);
}

static enum imap_next
converse(struct talk *t)
{
	enum imap_next next = IMAP_READ;
	slice	 reply;

	while (next < IMAP_END) {
		if (!listen_to(t, next, &reply))
			return IMAP_RETRY;
		next = imap_step(t->imap, reply, &t->out, t->fault);
		if (next == IMAP_MAIL)
			t->box->take(t->box->with, imap_mail(t->imap));
	}
	return next;
}

/* LOGOUT: what it comes to changes nothing. */
static void
part(struct talk *t)
{
	struct fault unsaid = { "" };
	int64_t	 soon = dial_clock() + PARTING;

	if (t->box->ticket != NULL && conn_secure(t->conn))
		(void)conn_session(t->conn, t->box->ticket);
	if (t->out.len)
		(void)conn_write(t->conn, sink_slice(&t->out), soon, &unsaid);
}

static enum imap_next
visit(struct talk *t, struct arena *a)
{
	enum imap_next end;

	t->in = arena_take(a, ROOM);
	t->out.cap = imap_room(t->job);
	t->out.buf = arena_take(a, t->out.cap);
	if (a->spent) {
		fault_words(t->fault, "no memory for the mailbox");
		return IMAP_RETRY;
	}
	if (t->job->secure && !start_tls(t))
		return IMAP_RETRY;
	end = converse(t);
	part(t);
	return end;
}

enum imap_next
mailbox_read(const struct mailbox *box, struct arena *a,
    const struct imap_job *job, struct imap *imap, struct fault *fault)
{
	struct talk t = { .box = box, .job = job, .imap = imap,
	    .fault = fault };
	enum imap_next end;

	t.conn = conn_open(box->to, box->deadline, fault);
	if (t.conn == NULL)
		return IMAP_RETRY;
	end = visit(&t, a);
	conn_close(t.conn);
	return end;
}
