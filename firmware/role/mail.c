/*
 * mail.c - the worker that visits one mailbox: every new mail read,
 * matched and judged as any mention. When there is none, and the server can
 * tell of one (IDLE), it waits for it as long as the visit may last.
 */
#include "firmware/role/role.h"

#include "core/mail/address.h"
#include "core/mail/notice.h"
#include "core/mail/said.h"
#include "core/mail/share.h"
#include "firmware/role/tell.h"
#include "firmware/worker.h"
#include "net/mailbox.h"

#include <unistd.h>

enum {
	READING = 60,			/* seconds of a visit that are not for
					 * waiting */
	WAITED = 30 * 1000,		/* ms: a server that ends it earlier is
					 * not asked again at once */
	DAY = 86400,
	DAYS = 14,			/* of mails, when nothing is known */
	HEAD_ONLY = 65536		/* of a mail too rich for our memory */
};

struct mail_work {
	struct teller	 teller;
	struct role_job	*in;
	struct recipe	 recipe;
	struct job_outcome out;
	struct imap_job	 job;
	struct imap	*imap;
	struct fault	 fault;
	int64_t		 mails;
	bool		 may_wait;	/* the keeper gave us time for it */
};

/* --- mails ------------------------------------------------------------- */

/* Why it is told even if no rule takes it: a template read it. */
static slice
reason(struct mail_work *w, const struct notice *n)
{
	struct arena *a = &w->teller.role->arena;
	struct sink k;

	if (n->by.n == 0)
		return w->in->job.everything ? SLICE("everything") : SLICE("");
	k = sink_open(a);
	sink_text(&k, "mail: ");
	sink_put(&k, slice_head(n->by, 100));
	return sink_close(&k, a);
}

static bool
read_mail(struct mail_work *w, slice bytes, struct message *m,
    struct notice *n)
{
	struct arena *a = &w->teller.role->arena;

	message_read(a, bytes, m);
	notice_read(a, json_at(w->recipe.root, SLICE("/mails")), m, n);
	return !a->spent;
}

/* --- answers to our own letters ------------------------------------------ */

/* What it answers was named by a token, at this box; empty: it was not. */
static slice
answered(const struct mail_work *w, const struct message *m)
{
	slice	 host = m->parent, token = slice_cut(&host, '@');

	return token_like(token) && slice_ieq(host,
	    w->teller.role->visit.host_id) ? token : SLICE("");
}

static void
tell_deed(const struct press_deed *d)
{
	if (!worker_tell(&press_deed, d))
		_exit(1);
}

/* It is no mention. A machine that answers for its owner (on holiday) says
 * nothing about the item; nor does a sender who is proven not to be it. */
static void
tell_answer(struct mail_work *w, const struct message *m, slice token)
{
	struct press_deed d = { .token = token, .from = m->from,
	    .when = m->time, .index = w->out.index };
	slice	 note = said_read(&w->teller.role->arena, m, &d.act);

	w->out.fetched++;
	w->out.unmatched++;
	if (m->bulk || m->trust == MESSAGE_FORGED)
		return;
	if (d.act != 0)
		tell_deed(&d);
	d.act = ACT_NOTE + 1;
	d.words = note;
	if (note.n)
		tell_deed(&d);
}

/* --- what one of ours passes on ------------------------------------------- */

/* Of a sender who is not proven that is said; a forged one is a stranger. */
static bool
take_share(struct mail_work *w, const struct message *in,
    const struct notice *n)
{
	struct teller *t = &w->teller;
	struct arena *a = &t->role->arena;
	struct mention m;
	struct sink k;
	slice	 note;

	if (in->bulk || in->trust == MESSAGE_FORGED ||
	    !address_in(w->in->job.friends, in->from) ||
	    n->n > 1 ||
	    !share_read(a, in, w->in->job.shares != 0, &m, &note))
		return false;
	if (n->n == 1 && n->by.n)
		m = n->mentions[0];	/* a review, with its stars */
	k = sink_open(a);
	sink_put(&k, note);
	if (in->trust != MESSAGE_PROVEN)
		sink_text(&k, note.n ? " (from their address, not proven)" :
		    "passed on (from their address, not proven)");
	t->note = sink_close(&k, a);
	t->by = in->from;
	if (m.time == 0 || m.time > t->now)
		m.time = t->now;
	(void)role_tell(t, w->in, SLICE("passed on"), &m, &w->out);
	t->by = t->note = SLICE("");
	w->out.fetched++;
	return true;
}

static void
take(void *with, const struct imap_mail *mail)
{
	struct mail_work *w = with;
	struct arena *a = &w->teller.role->arena;
	const size_t mark = a->used;
	struct message in;
	struct notice n;
	slice	 why, token;

	if (!read_mail(w, mail->bytes, &in, &n)) {
		a->used = mark;
		a->spent = false;
		(void)read_mail(w, slice_head(mail->bytes, HEAD_ONLY), &in,
		    &n);
	}
	token = answered(w, &in);
	if (token.n)
		tell_answer(w, &in, token);
	why = reason(w, &n);
	if (token.n || take_share(w, &in, &n))
		n.n = 0;
	for (size_t i = 0; i < n.n; i++) {
		struct mention *m = &n.mentions[i];

		if (m->time == 0 || m->time > w->teller.now + DAY)
			m->time = w->teller.now;
		(void)role_tell(&w->teller, w->in, why, m, &w->out);
		w->out.fetched++;
	}
	w->mails++;
	a->used = mark;
	a->spent = false;
}

/* --- the cursor: "UIDVALIDITY:UID" ------------------------------------- */

static void
read_cursor(struct mail_work *w)
{
	slice	 rest = w->in->job.cursor;
	slice	 validity = slice_cut(&rest, ':');

	if (!slice_int(validity, &w->job.validity) ||
	    !slice_int(rest, &w->job.uid) || w->job.uid < 0)
		w->job.validity = w->job.uid = 0;
}

static slice
write_cursor(struct mail_work *w)
{
	struct arena *a = &w->teller.role->arena;
	int64_t	 validity, uid;
	struct sink k;

	imap_cursor(w->imap, &validity, &uid);
	if (validity == 0)
		return w->in->job.cursor;
	k = sink_open(a);
	sink_int(&k, validity);
	sink_byte(&k, ':');
	sink_int(&k, uid);
	return sink_close(&k, a);
}

/* --- the visit --------------------------------------------------------- */

static void
trouble(struct mail_work *w, enum job_end end)
{
	w->out.end = end;
	w->out.trouble = slice_of(w->fault.text);
}

/* What was read before the trouble counts: a mailbox that is too slow for one
 * visit is read in several. */
static void
settle(struct mail_work *w, enum imap_next end, int64_t waited)
{
	int64_t	 validity, uid;

	imap_cursor(w->imap, &validity, &uid);
	w->out.cursor = write_cursor(w);
	if (end != IMAP_END && w->mails == 0) {
		trouble(w, end == IMAP_CONFIG ? JOB_OWNER : JOB_TROUBLE);
		return;
	}
	w->out.end = w->mails > 0 || validity != w->job.validity ? JOB_FRESH :
	    JOB_UNCHANGED;
	w->out.trouble = end == IMAP_END ? imap_note(w->imap) :
	    slice_of(w->fault.text);
	w->out.again = end == IMAP_END && (imap_more(w->imap) ||
	    (w->may_wait && imap_idles(w->imap) &&
	    (w->out.end == JOB_FRESH || waited >= WAITED)));
}

/* Not on the first visit: what comes while it lasts would be old news. */
static void
set_job(struct mail_work *w)
{
	struct role *r = w->teller.role;
	slice	 tls = role_param(w->in, "tls");

	w->job = (struct imap_job){ .user = role_param(w->in, "user"),
	    .password = role_param(w->in, "password"),
	    .token = role_token(w->in),
	    .folder = role_param(w->in, "folder"),
	    .since = w->teller.now - DAYS * DAY,
	    .starttls = slice_eq(tls, SLICE("starttls")) };
	w->job.secure = !w->job.starttls;
	if (w->job.folder.n == 0)
		w->job.folder = SLICE("INBOX");
	read_cursor(w);
	w->may_wait = r->visit.seconds > READING;
	w->job.idle = w->may_wait && w->job.validity != 0;
}

static void
visit(struct mail_work *w)
{
	struct role *r = w->teller.role;
	struct mailbox box = { .to = &r->to.addresses, .roots = r->to.roots,
	    .session = r->visit.session, .ticket = &r->ticket,
	    .deadline = r->to.deadline, .take = take, .with = w,
	    .patience = r->to.deadline - READING * 1000 };
	int64_t	 began = dial_clock();
	enum imap_next end;

	set_job(w);
	w->imap = imap_begin(&r->arena, &w->job);
	if (w->imap == NULL) {
		fault_words(&w->fault, "no memory for the mailbox");
		trouble(w, JOB_TROUBLE);
		return;
	}
	end = mailbox_read(&box, &r->arena, &w->job, w->imap, &w->fault);
	settle(w, end, dial_clock() - began);
}

int
role_mail(void)
{
	struct role *r = role_begin();
	struct mail_work w = { .in = &r->jobs[0], .out = {
	    .index = r->jobs[0].job.index, .cursor = r->jobs[0].job.cursor } };

	if (!role_teller(r, &w.teller))
		return 1;
	if (!r->reachable) {
		fault_words(&w.fault, r->fault.text);
		trouble(&w, JOB_TROUBLE);
	} else if (!recipe_load(&r->arena, w.in->job.recipe, &w.recipe,
	    &w.fault)) {
		trouble(&w, JOB_OWNER);
	} else {
		visit(&w);
	}
	if (!worker_tell(&job_outcome, &w.out))
		return 1;
	return role_end(r);
}
