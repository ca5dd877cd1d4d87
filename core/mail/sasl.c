#include "core/mail/sasl.h"

/* The best first. */
static const struct sasl_mech mechs[] = {
	{ { "XOAUTH2", 7 }, "", 1, true },
	{ { "PLAIN", 5 }, "*", 1, false },
	{ { "LOGIN", 5 }, "*", 2, false },
};

/* A piece of an answer: literal text, or a field of struct sasl. */
enum { USER = 1, PASSWORD, TOKEN };

static const struct {
	unsigned char	 mech, at, field;
	slice		 text;
} pieces[] = {
	{ 0, 0, 0,		{ "user=", 5 } },
	{ 0, 0, USER,		{ "", 0 } },
	{ 0, 0, 0,		{ "\001auth=Bearer ", 13 } },
	{ 0, 0, TOKEN,		{ "", 0 } },
	{ 0, 0, 0,		{ "\001\001", 2 } },
	{ 1, 0, 0,		{ "\0", 1 } },
	{ 1, 0, USER,		{ "", 0 } },
	{ 1, 0, 0,		{ "\0", 1 } },
	{ 1, 0, PASSWORD,	{ "", 0 } },
	{ 2, 0, USER,		{ "", 0 } },
	{ 2, 1, PASSWORD,	{ "", 0 } },
};

unsigned
sasl_bit(slice name)
{
	for (unsigned i = 0; i < COUNT(mechs); i++)
		if (slice_ieq(name, mechs[i].name))
			return 1u << i;
	return 0;
}

const struct sasl_mech *
sasl_choose(const struct sasl *s, unsigned offered)
{
	for (unsigned i = 0; i < COUNT(mechs); i++)
		if ((offered & 1u << i) &&
		    (mechs[i].token ? s->token : s->password).n > 0)
			return &mechs[i];
	return NULL;
}

slice
sasl_answer(struct arena *a, const struct sasl_mech *m, const struct sasl *s,
    size_t at)
{
	const slice fields[] = { [USER] = s->user, [PASSWORD] = s->password,
	    [TOKEN] = s->token };
	struct sink k = sink_open(a);
	slice	 clear;

	for (size_t i = 0; i < COUNT(pieces); i++)
		if (pieces[i].mech == m - mechs && pieces[i].at == at)
			sink_put(&k, pieces[i].field ?
			    fields[pieces[i].field] : pieces[i].text);
	clear = sink_close(&k, a);
	k = sink_open(a);
	sink_base64(&k, clear);
	return sink_close(&k, a);
}

bool
sasl_next(struct arena *a, const struct sasl_mech *m, const struct sasl *s,
    size_t *said, slice *secret, struct sink *out)
{
	size_t	 at = (*said)++;

	if (at > m->answers)
		return false;
	if (at == m->answers) {
		sink_text(out, m->after);
	} else {
		*secret = sasl_answer(a, m, s, at);
		sink_put(out, *secret);
	}
	return true;
}

bool
sasl_check(const struct sasl *s, struct fault *fault)
{
	const slice all[] = { s->user, s->password, s->token };

	if (s->user.n == 0 && s->password.n + s->token.n > 0)
		return fault_words(fault, "there is a password but no user "
		    "name");
	if (s->user.n > 0 && s->password.n + s->token.n == 0)
		return fault_words(fault, "there is a user name but no "
		    "password");
	for (size_t i = 0; i < COUNT(all); i++)
		for (size_t n = 0; n < all[i].n; n++)
			if ((unsigned char)all[i].p[n] < ' ')
				return fault_words(fault, "the user name or "
				    "password has a control byte in it");
	return true;
}
