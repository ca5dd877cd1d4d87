#include "core/imap/state.h"
#include "core/when/when.h"

/* Nothing more to read now. */
static enum imap_next
rest(struct imap *s)
{
	if (!s->more && s->highest > s->uid)
		s->uid = s->highest;
	if (!s->more && s->next - 1 > s->uid)
		s->uid = s->next - 1;
	if (s->fetched > 0 || !s->job->idle || !(s->offer.can & IMAP_IDLES))
		return imap_leave(s);
	return imap_ask(s, IDLE, "IDLE");
}

/* The cursor counts only in the folder it was made in. */
static bool
is_known(const struct imap *s)
{
	return s->job->validity != 0 && s->job->validity == s->validity;
}

static enum imap_next
list(struct imap *s)
{
	int64_t	 window = s->job->validity ? IMAP_RESTART : IMAP_FIRST;
	bool	 known = is_known(s) || s->uid > 0;

	s->nlist = s->at = 0;
	s->counted = s->exists;
	if (s->exists == 0 || (known && s->next > 0 && s->uid + 1 >= s->next))
		return rest(s);
	imap_command(s, LIST, known ? "UID FETCH " : "FETCH ");
	if (known)
		sink_int(s->out, s->uid + 1);
	else
		sink_int(s->out, s->exists > window ? s->exists - window + 1 :
		    1);
	sink_text(s->out, ":* (UID RFC822.SIZE INTERNALDATE)\r\n");
	return IMAP_READ;
}

enum imap_next
imap_examined(struct imap *s, const struct imap_reply *r)
{
	(void)r;
	if (s->validity == 0)
		s->validity = 1;	/* a server that has only one */
	s->uid = is_known(s) ? s->job->uid : 0;
	return list(s);
}

enum imap_next
imap_fetch_next(struct imap *s, const struct imap_reply *r)
{
	(void)r;
	if (s->at > 0)
		s->uid = s->list[s->at - 1].uid;
	if (s->at == s->nlist)
		return rest(s);
	imap_command(s, FETCH, "UID FETCH ");
	sink_int(s->out, s->list[s->at].uid);
	/* IMAP_PART or MESSAGE_MAX bytes, whatever size the server told */
	sink_text(s->out, s->list[s->at].size > MESSAGE_MAX ?
	    " (UID BODY.PEEK[]<0.65536>)\r\n" :
	    " (UID BODY.PEEK[]<0.1048576>)\r\n");
	s->at++;
	return IMAP_READ;
}

/* A mail that the server cannot give must not keep us from the next ones. */
enum imap_next
imap_not_given(struct imap *s, const struct imap_reply *r)
{
	imap_explain(s, &s->note, SLICE("cannot give one of the mails"),
	    r->text);
	return imap_fetch_next(s, r);
}

/* A mail that came since the list was made may have been announced already. */
static enum imap_next
wait(struct imap *s)
{
	bool	 grew = s->exists > s->counted;

	s->state = grew ? WOKEN : WAIT;
	sink_text(s->out, grew ? "DONE\r\n" : "");
	return grew ? IMAP_READ : IMAP_WAIT;
}

enum imap_next
imap_idling(struct imap *s, const struct imap_reply *r)
{
	(void)r;
	return wait(s);
}

enum imap_next
imap_woken(struct imap *s, const struct imap_reply *r)
{
	(void)r;
	s->next = 0;			/* not known any more */
	return list(s);
}

/* --- data that nobody asked for ---------------------------------------- */

/* Kept in order of UIDs; when there are too many, the oldest. */
static void
note_mail(struct imap *s, const struct imap_fetch *f)
{
	size_t	 at = s->nlist;
	int64_t	 t;

	if (f->uid <= s->uid || f->uid > UINT32_MAX)
		return;
	if (f->uid > s->highest)
		s->highest = f->uid;
	if (!is_known(s) && when_parse(f->date, &t) && t < s->job->since)
		return;
	while (at > 0 && s->list[at - 1].uid > f->uid)
		at--;
	if (at > 0 && s->list[at - 1].uid == f->uid)
		return;
	s->more = s->more || s->nlist == IMAP_MAILS;
	if (at == IMAP_MAILS)
		return;
	s->nlist -= s->nlist == IMAP_MAILS;
	memmove(&s->list[at + 1], &s->list[at],
	    (s->nlist - at) * sizeof(s->list[0]));
	s->list[at] = (struct imap_listed){ f->uid, f->size };
	s->nlist++;
}

static enum imap_next
hear_fetch(struct imap *s, const struct imap_reply *r)
{
	struct imap_fetch f;

	if (!imap_fetch(r->text, &f))
		f.uid = 0;
	if (s->state == LIST)
		note_mail(s, &f);
	if (s->state != FETCH || !f.has_body || s->mail.uid == f.uid ||
	    f.uid != s->list[s->at - 1].uid)
		return s->state == WAIT ? IMAP_WAIT : IMAP_READ;
	s->mail = (struct imap_mail){ .bytes = f.body, .uid = f.uid,
	    .cut = s->list[s->at - 1].size > MESSAGE_MAX };
	s->fetched++;
	return IMAP_MAIL;
}

static void
hear_count(struct imap *s, const struct imap_reply *r)
{
	if (slice_ieq(r->name, SLICE("EXISTS")))
		s->exists = r->number < 0 ? 0 : r->number;
	else if (slice_ieq(r->name, SLICE("EXPUNGE")) && s->exists > 0)
		s->exists--;
	if (s->counted > s->exists)
		s->counted = s->exists;
}

void
imap_hear_code(struct imap *s, const struct imap_reply *r)
{
	int64_t	 n;

	if (slice_istarts(r->code, SLICE("CAPABILITY "))) {
		s->offer = imap_offer(slice_from(r->code, 11));
		s->offered = true;
	} else if (slice_ieq(r->code, SLICE("ALERT"))) {
		imap_explain(s, &s->note, SLICE("wants you to know"), r->text);
	}
	if ((n = imap_code_number(r->code, SLICE("UIDVALIDITY"))) > 0)
		s->validity = n;
	if ((n = imap_code_number(r->code, SLICE("UIDNEXT"))) > 0)
		s->next = n;
}

enum imap_next
imap_hear(struct imap *s, const struct imap_reply *r)
{
	if (slice_ieq(r->name, SLICE("FETCH")))
		return hear_fetch(s, r);
	hear_count(s, r);
	if (slice_ieq(r->name, SLICE("CAPABILITY")) && r->number == 0) {
		s->offer = imap_offer(r->text);
		s->offered = true;
	}
	return s->state == WAIT ? wait(s) : IMAP_READ;
}
