#include "core/imap/put.h"
#include "core/imap/state.h"

static enum imap_next
login_plain(struct imap *s)
{
	if (s->offer.can & IMAP_NO_LOGIN || s->sasl.password.n == 0)
		return imap_stop(s, IMAP_CONFIG, SLICE("the mail server offers "
		    "no way to log in that fits: it wants an app password, or a "
		    "token, or another port"));
	s->said = 0;
	s->secret = s->sasl.password;
	imap_command(s, LOGIN, "LOGIN ");
	if (imap_put_quoted(s->out, s->sasl.user) &&
	    imap_is_quotable(s->sasl.password)) {
		sink_byte(s->out, ' ');
		imap_put_quoted(s->out, s->sasl.password);
		s->said = 3;
	} else if (imap_is_quotable(s->sasl.user)) {
		sink_byte(s->out, ' ');
		imap_put_literal(s->out, s->sasl.password);
		s->said = 2;
	} else {
		imap_put_literal(s->out, s->sasl.user);
	}
	sink_text(s->out, "\r\n");
	return IMAP_READ;
}

/* The literals one by one, each when the server wants it. */
enum imap_next
imap_literal(struct imap *s, const struct imap_reply *r)
{
	(void)r;
	s->said++;
	if (s->said == 1) {
		sink_put(s->out, s->sasl.user);
		sink_byte(s->out, ' ');
		imap_put_literal(s->out, s->sasl.password);
		s->said = 2;
	} else if (s->said == 3) {
		sink_put(s->out, s->sasl.password);
	} else {
		return imap_stop(s, IMAP_RETRY, SLICE("the mail server asks "
		    "for the password without end"));
	}
	sink_text(s->out, "\r\n");
	return IMAP_READ;
}

static enum imap_next
login(struct imap *s)
{
	s->mech = sasl_choose(&s->sasl, s->offer.logins);
	if (s->mech == NULL)
		return login_plain(s);
	s->said = 0;
	imap_command(s, AUTH, "AUTHENTICATE ");
	sink_put(s->out, s->mech->name);
	if (s->mech->answers == 1 && (s->offer.can & IMAP_IR)) {
		s->secret = sasl_answer(s->arena, s->mech, &s->sasl, 0);
		sink_byte(s->out, ' ');
		sink_put(s->out, s->secret);
		s->said = 1;
	}
	sink_text(s->out, "\r\n");
	return IMAP_READ;
}

enum imap_next
imap_answer(struct imap *s, const struct imap_reply *r)
{
	(void)r;
	if (!sasl_next(s->arena, s->mech, &s->sasl, &s->said, &s->secret,
	    s->out))
		return imap_stop(s, IMAP_RETRY, SLICE("the mail server asks "
		    "for the password without end"));
	sink_text(s->out, "\r\n");
	return IMAP_READ;
}

enum imap_next
imap_proceed(struct imap *s, const struct imap_reply *r)
{
	(void)r;
	if (s->state == ASK)
		s->offered = true;	/* or it never tells */
	if (!s->offered)
		return imap_ask(s, ASK, "CAPABILITY");
	if (s->job->starttls && !s->secure) {
		if (s->inside || !(s->offer.can & IMAP_STARTTLS))
			return imap_stop(s, IMAP_CONFIG, SLICE("the mail "
			    "server offers no encryption (STARTTLS), so it got "
			    "nothing from us: look at its name and port, or "
			    "somebody is in between"));
		return imap_ask(s, STARTTLS, "STARTTLS");
	}
	if (!s->secure)
		return imap_stop(s, IMAP_CONFIG, SLICE("a password is never "
		    "sent without encryption: set tls to implicit or starttls"));
	if (!s->inside)
		return login(s);
	imap_command(s, EXAMINE, "EXAMINE ");
	imap_put_folder(s->out, s->arena, s->job->folder);
	sink_text(s->out, "\r\n");
	return IMAP_READ;
}

enum imap_next
imap_greeted(struct imap *s, const struct imap_reply *r)
{
	if (!sasl_check(&s->sasl, s->fault))
		return IMAP_CONFIG;
	if (s->sasl.user.n == 0)
		return imap_stop(s, IMAP_CONFIG,
		    SLICE("a mailbox needs a user name and a password"));
	s->inside = r->status == IMAP_PREAUTH;
	return imap_proceed(s, r);
}

/* What is offered to who is known may be more than to strangers. */
enum imap_next
imap_logged_in(struct imap *s, const struct imap_reply *r)
{
	s->inside = true;
	s->offered = slice_istarts(r->code, SLICE("CAPABILITY "));
	return imap_proceed(s, r);
}

enum imap_next
imap_begin_tls(struct imap *s, const struct imap_reply *r)
{
	(void)r;
	s->state = TLS;
	return IMAP_TLS;
}
