#include "core/imap/imap.h"

#include "core/imap/state.h"
#include "core/smtp/reply.h"

/*
 *	state		we have sent		and the answer
 *
 *	GREETING	(nothing)		OK offers known? proceed()
 *						PREAUTH the same, logged in
 *	ASK		CAPABILITY		OK proceed()
 *	STARTTLS	STARTTLS		OK TLS, then CAPABILITY again
 *	AUTH		AUTHENTICATE mech	+ the next answer
 *						OK CAPABILITY if not told
 *	LOGIN		LOGIN user password	+ the next literal
 *						OK as AUTH
 *	EXAMINE		EXAMINE folder		OK what is new? LIST, or rest()
 *	LIST		FETCH sizes and UIDs	OK fetch the first, or rest()
 *	FETCH		UID FETCH one mail	OK fetch the next, or the end
 *						NO it is passed over
 *	IDLE		IDLE			+ wait
 *	WAIT		(nothing)		EXISTS DONE
 *	WOKEN		DONE			OK LIST
 *
 *	any		* BYE retry; NO and BAD as the table says
 *
 * Untagged data may come at any time and in any order: hear() takes it.
 */
void
imap_explain(const struct imap *s, struct fault *f, slice words, slice text)
{
	const slice secrets[] = { slice_head(s->secret, 8), s->sasl.password,
	    s->sasl.token };

	for (size_t i = 0; i < COUNT(secrets); i++)
		if (smtp_reply_tells(text, secrets[i]))
			text = SLICE("");
	fault_tell(f, "the mail server %%%", words,
	    text.n ? SLICE(": ") : SLICE(""), slice_head(text, 160));
}

enum imap_next
imap_stop(struct imap *s, enum imap_next next, slice words)
{
	fault_say(s->fault, words);
	return next;
}

void
imap_command(struct imap *s, enum imap_state state, const char *words)
{
	s->state = state;
	s->tag++;
	sink_byte(s->out, 'e');
	sink_int(s->out, (int64_t)s->tag);
	sink_byte(s->out, ' ');
	sink_text(s->out, words);
}

enum imap_next
imap_ask(struct imap *s, enum imap_state state, const char *words)
{
	imap_command(s, state, words);
	sink_text(s->out, "\r\n");
	return IMAP_READ;
}

enum imap_next
imap_leave(struct imap *s)
{
	imap_command(s, OVER, "LOGOUT\r\n");
	return IMAP_END;
}

/* --- the table --------------------------------------------------------- */

enum { NO_OR_BAD = 100, ANY };

/* The first row that fits; an empty code fits all. Without `act`, `words` and
 * the reply make the fault. */
static const struct rule {
	unsigned char	 first, last;	/* states */
	unsigned char	 status;
	const char	*code;
	imap_act	*act;
	enum imap_next	 next;
	const char	*words;
} rules[] = {
	{ GREETING, GREETING, IMAP_OK, "", imap_greeted, IMAP_READ, "" },
	{ GREETING, GREETING, IMAP_PREAUTH, "", imap_greeted, IMAP_READ, "" },
	{ GREETING, WOKEN, IMAP_BYE, "", NULL, IMAP_RETRY, "hangs up" },
	{ ASK, ASK, IMAP_OK, "", imap_proceed, IMAP_READ, "" },
	{ STARTTLS, STARTTLS, IMAP_OK, "", imap_begin_tls, IMAP_READ, "" },
	{ AUTH, AUTH, IMAP_PLUS, "", imap_answer, IMAP_READ, "" },
	{ LOGIN, LOGIN, IMAP_PLUS, "", imap_literal, IMAP_READ, "" },
	{ AUTH, LOGIN, IMAP_OK, "", imap_logged_in, IMAP_READ, "" },
	{ EXAMINE, EXAMINE, IMAP_OK, "", imap_examined, IMAP_READ, "" },
	{ LIST, FETCH, IMAP_OK, "", imap_fetch_next, IMAP_READ, "" },
	{ IDLE, IDLE, IMAP_PLUS, "", imap_idling, IMAP_WAIT, "" },
	{ WOKEN, WOKEN, IMAP_OK, "", imap_woken, IMAP_READ, "" },
	{ AUTH, FETCH, IMAP_NO, "UNAVAILABLE", NULL, IMAP_RETRY,
	    "asks us to try later" },
	{ AUTH, FETCH, IMAP_NO, "INUSE", NULL, IMAP_RETRY,
	    "asks us to try later" },
	{ AUTH, FETCH, IMAP_NO, "LIMIT", NULL, IMAP_RETRY,
	    "asks us to try later" },
	{ AUTH, FETCH, IMAP_NO, "SERVERBUG", NULL, IMAP_RETRY, "is ill" },
	{ AUTH, LOGIN, NO_OR_BAD, "", NULL, IMAP_CONFIG,
	    "does not accept the login" },
	{ EXAMINE, EXAMINE, NO_OR_BAD, "", NULL, IMAP_CONFIG,
	    "does not open the folder" },
	{ ASK, STARTTLS, NO_OR_BAD, "", NULL, IMAP_CONFIG,
	    "wants nothing from us" },
	{ FETCH, FETCH, NO_OR_BAD, "", imap_not_given, IMAP_READ, "" },
	{ GREETING, OVER, NO_OR_BAD, "", NULL, IMAP_RETRY, "says no" },
	{ GREETING, OVER, ANY, "", NULL, IMAP_RETRY,
	    "answers what nobody asked" },
};

static bool
is_ours(const struct imap *s, slice tag)
{
	int64_t	 n;

	return slice_starts(tag, SLICE("e")) &&
	    slice_int(slice_from(tag, 1), &n) && n == (int64_t)s->tag;
}

static bool
fits(const struct rule *rule, const struct imap *s, const struct imap_reply *r)
{
	bool	 no = r->status == IMAP_NO || r->status == IMAP_BAD;

	return s->state >= rule->first && s->state <= rule->last &&
	    (rule->status == ANY || rule->status == (unsigned)r->status ||
	    (rule->status == NO_OR_BAD && no)) && (rule->code[0] == '\0' ||
	    slice_ieq(r->code, slice_of(rule->code)));
}

static enum imap_next
react(struct imap *s, const struct imap_reply *r)
{
	const struct rule *rule = rules;

	while (!fits(rule, s, r))
		rule++;
	if (rule->act)
		return rule->act(s, r);
	imap_explain(s, s->fault, slice_of(rule->words), r->text);
	return rule->next;
}

static enum imap_next
take(struct imap *s, slice reply)
{
	struct imap_reply r = imap_reply(reply);
	bool	 untagged = slice_eq(r.tag, SLICE("*"));

	if (r.status != IMAP_DATA && r.status != IMAP_PLUS)
		imap_hear_code(s, &r);
	if (untagged && s->state != GREETING && r.status != IMAP_BYE)
		return r.status == IMAP_DATA ? imap_hear(s, &r) :
		    s->state == WAIT ? IMAP_WAIT : IMAP_READ;
	if (!untagged && r.status != IMAP_PLUS && !is_ours(s, r.tag))
		r.status = IMAP_DATA;		/* fits only the last row */
	return react(s, &r);
}

/* An empty reply: TLS is up, waiting is over, or the connection is. */
static enum imap_next
silence(struct imap *s)
{
	if (s->state == TLS) {
		s->secure = true;
		s->offered = false;		/* what was said in clear */
		return imap_proceed(s, NULL);
	}
	if (s->state != WAIT)
		return imap_stop(s, IMAP_RETRY, SLICE("the mail server closed "
		    "the connection too early"));
	sink_text(s->out, "DONE\r\n");
	return imap_leave(s);
}

struct imap *
imap_begin(struct arena *a, const struct imap_job *job)
{
	struct imap *s = arena_take(a, sizeof(*s));

	if (s == NULL)
		return NULL;
	s->job = job;
	s->arena = a;
	s->secure = job->secure;
	s->sasl = (struct sasl){ job->user, job->password, job->token };
	s->list = arena_take(a, (IMAP_MAILS + 1) * sizeof(s->list[0]));
	return s->list != NULL ? s : NULL;
}

enum imap_next
imap_step(struct imap *s, slice reply, struct sink *out, struct fault *fault)
{
	enum imap_next next;

	s->out = out;
	s->fault = fault;
	next = reply.n ? take(s, reply) : silence(s);
	if (next < IMAP_END && (out->full || s->arena->spent))
		next = imap_stop(s, IMAP_RETRY,
		    SLICE("no memory for the mailbox"));
	if (next > IMAP_END) {
		out->len = 0;
		out->full = false;
		if (reply.n)
			imap_command(s, OVER, "LOGOUT\r\n");
		s->state = OVER;
	}
	return next;
}

const struct imap_mail *
imap_mail(const struct imap *s)
{
	return &s->mail;
}

void
imap_cursor(const struct imap *s, int64_t *validity, int64_t *uid)
{
	*validity = s->validity;
	*uid = s->uid;
}

bool
imap_more(const struct imap *s)
{
	return s->more;
}

bool
imap_idles(const struct imap *s)
{
	return (s->offer.can & IMAP_IDLES) != 0;
}

slice
imap_note(const struct imap *s)
{
	return slice_of(s->note.text);
}

size_t
imap_room(const struct imap_job *j)
{
	return 2 * (j->user.n + j->password.n + j->token.n) +
	    4 * j->folder.n + 1024;
}
