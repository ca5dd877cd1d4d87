#include "core/smtp/smtp.h"

#include "core/mail/address.h"
#include "core/mail/sasl.h"

/*
 *	state		we have sent	and the answer
 *
 *	GREETING	(nothing)	220 EHLO
 *	EHLO		EHLO name	250 proceed(): STARTTLS, AUTH or MAIL
 *					500 502 550 HELO
 *	HELO		HELO name	250 as EHLO, without extensions
 *	STARTTLS	STARTTLS	220 TLS, then EHLO again
 *	AUTH		AUTH mech	334 the next answer of the mechanism
 *					235 MAIL
 *	MAIL		MAIL FROM	250 RCPT
 *	RCPT		RCPT TO		250 the next one, or DATA
 *					4xx 5xx the same; nobody left: over
 *	DATA		DATA		354 the letter
 *	BODY		message, dot	250 done
 *
 *	any		421 4xx retry; 530 534 535 538 set-up; 5xx before
 *			MAIL set-up, after it reject; all else retry
 *
 * One command at a time: an answer that comes before its question is the
 * sign of a meddler (CVE-2011-0411), and net/mail refuses it.
 */
enum state {
	GREETING, EHLO, HELO, STARTTLS, TLS, AUTH, MAIL, RCPT, DATA, BODY, OVER
};

enum { COMMAND = 512 };			/* RFC 5321, 4.5.3.1.4 */

struct smtp {
	const struct smtp_job *job;
	struct arena	*arena;
	struct sink	*out;		/* of this step */
	struct fault	*fault;
	struct sasl	 sasl;
	const struct sasl_mech *mech;
	struct address	*to;
	slice		 from;
	slice		 secret;	/* the last answer sent */
	size_t		 nto, at, accepted, said;
	enum state	 state;
	struct smtp_offer offer;
	bool		 secure;
	bool		 utf8;		/* an address is not ASCII */
	bool		 later;		/* a recipient was put off */
	struct fault	 note;		/* the first recipient refused */
};

typedef enum smtp_next act_fn(struct smtp *, slice reply);

/* "<words>: 550 5.1.1 no such user" into a fault. */
static void
explain(const struct smtp *s, struct fault *f, slice words, slice reply)
{
	const slice secrets[] = { slice_head(s->secret, 8), s->sasl.password,
	    s->sasl.token };
	slice	 one, two;

	for (size_t i = 0; i < COUNT(secrets); i++)
		if (smtp_reply_tells(reply, secrets[i]))
			reply = slice_head(reply, 3);
	one = slice_trim(slice_cut(&reply, '\n'));
	two = slice_trim(slice_from(slice_cut(&reply, '\n'), 4));
	fault_tell(f, "the mail server %: %%%", words, one,
	    two.n ? SLICE(" ") : SLICE(""), two);
}

static enum smtp_next
stop(struct smtp *s, enum smtp_next next, slice words)
{
	fault_say(s->fault, words);
	return next;
}

static enum smtp_next
ask(struct smtp *s, enum state state, slice command)
{
	sink_put(s->out, command);
	s->state = state;
	return SMTP_SEND;
}

/* --- before the letter ------------------------------------------------- */

static bool
read_addresses(struct smtp *s)
{
	struct address from;

	s->to = arena_take(s->arena, SMTP_RECIPIENTS * sizeof(*s->to));
	if (s->to == NULL)
		return true;			/* smtp_step() looks */
	if (address_list(s->job->from, &from, 1, s->fault) == 0)
		return fault_words(s->fault, "a letter needs an address it "
		    "comes from");
	s->from = from.at;
	s->nto = address_list(s->job->to, s->to, SMTP_RECIPIENTS, s->fault);
	if (s->nto == 0)
		return fault_words(s->fault, "a letter needs an address to go "
		    "to");
	s->utf8 = !address_is_ascii(s->from);
	for (size_t i = 0; i < s->nto; i++)
		s->utf8 = s->utf8 || !address_is_ascii(s->to[i].at);
	return true;
}

/* The domain we are; a name without a dot is none, and refused by some. */
static enum smtp_next
hello(struct smtp *s, enum state state)
{
	slice	 name = s->job->host_id;

	s->offer = (struct smtp_offer){ .can = 0 };	/* the old is void */
	if (!address_is_domain(name) || !address_is_ascii(name) ||
	    slice_index(name, '.') == name.n || name.n > 255)
		name = SLICE("[127.0.0.1]");
	sink_text(s->out, state == EHLO ? "EHLO " : "HELO ");
	sink_put(s->out, name);
	return ask(s, state, SLICE("\r\n"));
}

static enum smtp_next
greeted(struct smtp *s, slice reply)
{
	(void)reply;
	if (!read_addresses(s) || !sasl_check(&s->sasl, s->fault))
		return SMTP_CONFIG;
	if (s->sasl.user.n && !s->secure && !s->job->starttls)
		return stop(s, SMTP_CONFIG, SLICE("a password is never sent "
		    "without encryption: set tls to implicit or starttls"));
	return hello(s, EHLO);
}

static enum smtp_next
old_style(struct smtp *s, slice reply)
{
	(void)reply;
	return hello(s, HELO);
}

static enum smtp_next
mail(struct smtp *s, slice reply)
{
	const struct smtp_job *j = s->job;

	(void)reply;
	if (s->offer.size > 0 && j->message.n > (uint64_t)s->offer.size)
		return stop(s, SMTP_REJECT, SLICE("the mail server does not "
		    "take letters as long as this one"));
	if (s->utf8 && !(s->offer.can & SMTP_UTF8))
		return stop(s, SMTP_CONFIG, SLICE("the mail server takes only "
		    "addresses in plain ASCII"));
	sink_put(s->out, SLICE("MAIL FROM:<"));
	sink_put(s->out, s->from);
	sink_byte(s->out, '>');
	if (s->offer.can & SMTP_SIZE) {
		sink_put(s->out, SLICE(" SIZE="));
		sink_int(s->out, (int64_t)j->message.n);
	}
	if ((s->offer.can & SMTP_8BIT) && !address_is_ascii(j->message))
		sink_put(s->out, SLICE(" BODY=8BITMIME"));
	return ask(s, MAIL, s->utf8 ? SLICE(" SMTPUTF8\r\n") : SLICE("\r\n"));
}

static enum smtp_next
answer(struct smtp *s, slice reply)
{
	(void)reply;
	if (!sasl_next(s->arena, s->mech, &s->sasl, &s->said, &s->secret,
	    s->out))
		return stop(s, SMTP_RETRY, SLICE("the mail server asks for the "
		    "password without end"));
	return ask(s, AUTH, SLICE("\r\n"));
}

/* With the first answer in the same line when it is the only one and short
 * (RFC 4954, 4). */
static enum smtp_next
login(struct smtp *s)
{
	slice	 first;

	s->mech = sasl_choose(&s->sasl, s->offer.logins);
	if (s->mech == NULL)
		return stop(s, SMTP_CONFIG, s->offer.can & SMTP_AUTH ?
		    SLICE("the mail server offers no way to log in that fits: "
		    "it wants an app password, or a token, or another port") :
		    SLICE("the mail server lets nobody log in here: look at "
		    "its name and port"));
	sink_put(s->out, SLICE("AUTH "));
	sink_put(s->out, s->mech->name);
	first = sasl_answer(s->arena, s->mech, &s->sasl, 0);
	if (s->mech->answers == 1 && first.n + s->mech->name.n + 8 <= COMMAND) {
		sink_byte(s->out, ' ');
		sink_put(s->out, first);
		s->secret = first;
		s->said = 1;
	}
	return ask(s, AUTH, SLICE("\r\n"));
}

static enum smtp_next
proceed(struct smtp *s, slice reply)
{
	if (s->job->starttls && !s->secure)
		return s->offer.can & SMTP_STARTTLS ?
		    ask(s, STARTTLS, SLICE("STARTTLS\r\n")) :
		    stop(s, SMTP_CONFIG, SLICE("the mail server offers no "
		    "encryption (STARTTLS), so it got nothing from us: look "
		    "at its name and port, or somebody is in between"));
	return s->sasl.user.n ? login(s) : mail(s, reply);
}

static enum smtp_next
offered(struct smtp *s, slice reply)
{
	s->offer = smtp_reply_offer(reply);
	return proceed(s, reply);
}

static enum smtp_next
begin_tls(struct smtp *s, slice reply)
{
	(void)reply;
	s->state = TLS;
	return SMTP_TLS;
}

/* --- the letter -------------------------------------------------------- */

static enum smtp_next
recipient(struct smtp *s, slice reply)
{
	(void)reply;
	if (s->at < s->nto) {
		sink_put(s->out, SLICE("RCPT TO:<"));
		sink_put(s->out, s->to[s->at++].at);
		return ask(s, RCPT, SLICE(">\r\n"));
	}
	if (s->accepted)
		return ask(s, DATA, SLICE("DATA\r\n"));
	*s->fault = s->note;
	return s->later ? SMTP_RETRY : SMTP_REJECT;
}

static enum smtp_next
taken(struct smtp *s, slice reply)
{
	s->accepted++;
	return recipient(s, reply);
}

/* 552 was "too many recipients" once: RFC 5321, 4.5.3.1.10. */
static enum smtp_next
refused(struct smtp *s, slice reply)
{
	char	 buf[300];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	sink_put(&k, SLICE("does not take letters for "));
	sink_put(&k, s->to[s->at - 1].at);
	s->later = s->later || reply.p[0] == '4' ||
	    slice_starts(reply, SLICE("552"));
	explain(s, &s->note, sink_slice(&k), reply);
	return recipient(s, reply);
}

static enum smtp_next
body(struct smtp *s, slice reply)
{
	(void)reply;
	smtp_stuff(s->out, s->job->message);
	return ask(s, BODY, SLICE(""));
}

static enum smtp_next
accepted(struct smtp *s, slice reply)
{
	(void)reply;
	*s->fault = s->note;
	return SMTP_DONE;
}

/* The first row that fits. Without `act`, `words` and the reply make the
 * fault. */
static const struct rule {
	unsigned char	 first, last;	/* states */
	unsigned short	 from, to;	/* codes */
	act_fn		*act;
	enum smtp_next	 next;
	const char	*words;
} rules[] = {
	{ GREETING, BODY, 421, 421, NULL, SMTP_RETRY, "is closing" },
	{ GREETING, GREETING, 220, 220, greeted, SMTP_SEND, "" },
	{ EHLO, EHLO, 250, 250, offered, SMTP_SEND, "" },
	{ EHLO, EHLO, 500, 504, old_style, SMTP_SEND, "" },
	{ EHLO, EHLO, 550, 550, old_style, SMTP_SEND, "" },
	{ HELO, HELO, 250, 250, proceed, SMTP_SEND, "" },
	{ STARTTLS, STARTTLS, 220, 220, begin_tls, SMTP_SEND, "" },
	{ AUTH, AUTH, 334, 334, answer, SMTP_SEND, "" },
	{ AUTH, AUTH, 235, 235, mail, SMTP_SEND, "" },
	{ AUTH, AUTH, 500, 599, NULL, SMTP_CONFIG,
	    "does not accept the login" },
	{ EHLO, BODY, 530, 530, NULL, SMTP_CONFIG, "wants a login first" },
	{ EHLO, BODY, 534, 535, NULL, SMTP_CONFIG,
	    "does not accept the login" },
	{ EHLO, BODY, 538, 538, NULL, SMTP_CONFIG, "wants encryption first" },
	{ GREETING, STARTTLS, 500, 599, NULL, SMTP_CONFIG,
	    "wants nothing from us" },
	{ MAIL, MAIL, 250, 250, recipient, SMTP_SEND, "" },
	{ MAIL, MAIL, 550, 550, NULL, SMTP_CONFIG, "refuses the sender" },
	{ MAIL, MAIL, 553, 553, NULL, SMTP_CONFIG, "refuses the sender" },
	{ RCPT, RCPT, 250, 259, taken, SMTP_SEND, "" },
	{ RCPT, RCPT, 400, 599, refused, SMTP_SEND, "" },
	{ DATA, DATA, 354, 354, body, SMTP_SEND, "" },
	{ BODY, BODY, 250, 259, accepted, SMTP_DONE, "" },
	{ GREETING, BODY, 400, 499, NULL, SMTP_RETRY, "asks us to try later" },
	{ MAIL, BODY, 500, 599, NULL, SMTP_REJECT, "refuses the letter" },
	{ GREETING, OVER, 0, 599, NULL, SMTP_RETRY,
	    "answers what nobody asked" },
};

static enum smtp_next
react(struct smtp *s, slice reply)
{
	const struct rule *r = rules;
	int	 code = smtp_reply_code(reply);

	while (s->state < r->first || s->state > r->last || code < r->from ||
	    code > r->to)
		r++;
	if (r->act)
		return r->act(s, reply);
	explain(s, s->fault, slice_of(r->words), reply);
	return r->next;
}

static enum smtp_next
ended(struct smtp *s)
{
	return stop(s, SMTP_RETRY, s->state == BODY ?
	    SLICE("the mail server went away before it confirmed the letter: "
	    "it is sent again, and may arrive twice") :
	    SLICE("the mail server closed the connection too early"));
}

struct smtp *
smtp_begin(struct arena *a, const struct smtp_job *job)
{
	struct smtp *s = arena_take(a, sizeof(*s));

	if (s == NULL)
		return NULL;
	s->job = job;
	s->arena = a;
	s->secure = job->secure;
	s->sasl = (struct sasl){ job->user, job->password, job->token };
	return s;
}

enum smtp_next
smtp_step(struct smtp *s, slice reply, struct sink *out, struct fault *fault)
{
	size_t	 mark = out->len;
	enum smtp_next next;

	s->out = out;
	s->fault = fault;
	if (s->state == TLS && reply.n == 0) {
		s->secure = true;
		next = hello(s, EHLO);
	} else {
		next = reply.n ? react(s, reply) : ended(s);
	}
	if (next == SMTP_SEND && (out->full || s->arena->spent))
		next = stop(s, SMTP_RETRY, SLICE("no memory for the letter"));
	if (next >= SMTP_DONE) {
		s->state = OVER;
		out->len = mark;
		out->full = false;
		sink_text(out, reply.n ? "QUIT\r\n" : "");
	}
	return next;
}

size_t
smtp_room(const struct smtp_job *j)
{
	return 2 * (j->message.n + j->user.n + j->password.n + j->token.n) +
	    1024;
}
