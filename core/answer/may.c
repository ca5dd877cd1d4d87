#include "core/answer/may.h"

#include "core/answer/sheet.h"
#include "core/match/tokens.h"

#define FIELD(tag, type, f, most) { tag, type, offsetof(struct sent, f), most }

static const struct wire_field sent_fields[] = {
	FIELD(1, WIRE_INT, when, 0),
	FIELD(2, WIRE_INT, mention, 0),
	FIELD(3, WIRE_INT, words, 0),
	FIELD(4, WIRE_INT, unasked, 0),
	FIELD(5, WIRE_INT, progressive, 0),
	FIELD(6, WIRE_TEXT, person, 1024),
	FIELD(7, WIRE_TEXT, by, 256),
	FIELD(8, WIRE_INT, pointed, 0),
};

const struct wire_shape wire_sent = { 'M', sent_fields, COUNT(sent_fields),
	sizeof(struct sent) };

/* ---- what they said, and to whom ------------------------------------- */

static bool
is_class(const struct may_ask *q, enum class c)
{
	return slice_eq(q->verdict->class, class_name(c));
}

static bool
is_progressive(const struct may_ask *q)
{
	return slice_eq(q->verdict->attitude, SLICE("progressive"));
}

/* A message and a mail came to the shop alone. */
static bool
is_private(const struct may_ask *q)
{
	slice	 type = mention_type(q->mention);

	return slice_eq(type, SLICE("mail")) ||
	    slice_eq(type, SLICE("message"));
}

bool
may_unasked(const struct may_ask *q)
{
	return !slice_eq(q->verdict->attitude, SLICE("reactive")) &&
	    !is_private(q) && !q->consent && !q->customer;
}

/* Who asks the public may be answered by anybody. */
static bool
asks_public(const struct may_ask *q)
{
	return is_class(q, CLASS_QUESTION) || is_class(q, CLASS_LEAD);
}

/* ---- why not --------------------------------------------------------- */

typedef bool refusal_fn(const struct may_ask *, struct sink *);

static bool
no_right(const struct may_ask *q, struct sink *k)
{
	unsigned need = q->send ? MAY_SEND : MAY_DRAFT;

	if (q->by == NULL || (q->by->may & need) != 0)
		return false;
	sink_put(k, q->by->name);
	sink_text(k, q->send ? " may not send answers" :
	    " may not draft answers");
	return true;
}

static bool
no_reach(const struct may_ask *q, struct sink *k)
{
	if (!q->outside || q->by == NULL)
		return false;
	sink_put(k, q->by->name);
	sink_text(k, " is an agency, and this is not theirs to answer");
	return true;
}

static bool
no_contact(const struct may_ask *q, struct sink *k)
{
	sink_text(k, q->no_contact ?
	    "they do not want to be contacted by the shop" : "");
	return q->no_contact;
}

/* What is said of the crisis itself may be answered, with great care, and in
 * words that are not from before it. */
static bool
in_crisis(const struct may_ask *q, struct sink *k)
{
	bool	 old = q->written != 0 && q->written < q->crisis;

	if (q->crisis == 0 || q->anyway || (!old &&
	    (is_class(q, CLASS_CRISIS) || is_class(q, CLASS_RUMOUR))))
		return false;
	sink_text(k, "crisis mode is on: ");
	sink_text(k, old ? "what was written before waits until it is over" :
	    "other answers wait until it is over");
	return true;
}

/* From those who turn to us to others (R55): how far that is. */
static void
put_stage(const struct may_ask *q, struct sink *k)
{
	bool	 early = q->in_goal < MAY_STAGE;

	sink_int(k, q->in_goal);
	sink_text(k, early ? " of the first " : " of those");
	if (early)
		sink_int(k, MAY_STAGE);
	sink_text(k, " who turned to you were answered within your goals");
	sink_text(k, early ? "" : ": time to turn it on");
}

static bool
not_asked(const struct may_ask *q, struct sink *k)
{
	enum may_proactive is = q->rules->proactive;
	bool	 need = is_progressive(q);

	if (!may_unasked(q) || (asks_public(q) && !need) ||
	    (need ? q->rules->progressive : is == MAY_ON ||
	    (is == MAY_BY_HAND && !q->offered)))
		return false;
	sink_text(k, need ? "they have a need but did not turn to you; "
	    "\"progressive\" is off; " : "they speak about the shop, not to "
	    "it; \"proactive\" is off; ");
	put_stage(q, k);
	return true;
}

static void
staged(const struct may_ask *q, struct sink *k)
{
	if (q->rules->proactive != MAY_BY_HAND || !may_unasked(q) ||
	    asks_public(q) || is_progressive(q))
		return;
	sink_text(k, "they speak about the shop, not to it; ");
	put_stage(q, k);
}

static void
put_days(struct sink *k, int64_t seconds)
{
	int64_t	 days = seconds / 86400;

	sink_int(k, days);
	sink_text(k, days == 1 ? " day" : " days");
}

static bool
not_again(const struct may_ask *q, struct sink *k)
{
	int64_t	 ago = q->now - q->unasked;

	if (!may_unasked(q) || q->unasked == 0 || ago >= MAY_AGAIN)
		return false;
	sink_text(k, "you wrote to them unasked ");
	put_days(k, ago < 0 ? 0 : ago);
	sink_text(k, " ago; a second time is for ");
	put_days(k, MAY_AGAIN);
	sink_text(k, " later, or when they answer");
	return true;
}

static bool
not_today(const struct may_ask *q, struct sink *k)
{
	if (!is_progressive(q) || !may_unasked(q) || q->rules->daily < 0 ||
	    q->today < q->rules->daily)
		return false;
	sink_text(k, "enough strangers for one day: ");
	sink_int(k, q->today);
	sink_text(k, " of ");
	sink_int(k, q->rules->daily);
	return true;
}

static bool
not_alone(const struct may_ask *q, struct sink *k)
{
	if (!q->rules->four_eyes || !q->send || q->by == NULL ||
	    !(is_class(q, CLASS_COMPLAINT) || is_class(q, CLASS_CRISIS)) ||
	    (q->drafted.n && !slice_eq(q->drafted, q->by->name)))
		return false;
	sink_text(k, "four eyes: one writes an answer to a complaint, "
	    "another sends it");
	return true;
}

static void
repeated(const struct may_ask *q, struct sink *k)
{
	int64_t	 ago = q->now - q->repeated;

	if (q->repeated == 0 || ago >= MAY_REPEAT)
		return;
	sink_text(k, k->len ? "; the same words went out " :
	    "the same words went out ");
	if (ago < 86400) {
		sink_text(k, "within the last day");
	} else {
		put_days(k, ago);
		sink_text(k, " ago");
	}
	sink_text(k, "; change some");
}

enum may
may_answer(struct arena *a, const struct may_ask *q, slice *why)
{
	static const struct {
		enum may no;
		refusal_fn *refuses;
	} rules[] = {
		{ MAY_NOT_RIGHT, no_right }, { MAY_NOT_REACH, no_reach },
		{ MAY_NOT_CONTACT, no_contact }, { MAY_NOT_CRISIS, in_crisis },
		{ MAY_NOT_ASKED, not_asked }, { MAY_NOT_AGAIN, not_again },
		{ MAY_NOT_TODAY, not_today }, { MAY_NOT_ALONE, not_alone },
	};
	struct sink k = sink_open(a);
	enum may no = MAY;

	for (size_t i = 0; no == MAY && i < COUNT(rules); i++)
		if (rules[i].refuses(q, &k))
			no = rules[i].no;
	if (no == MAY) {
		staged(q, &k);
		repeated(q, &k);
	}
	*why = sink_close(&k, a);
	return no;
}

/* ---- the same words -------------------------------------------------- */

int64_t
may_words(slice text)
{
	struct tokens all;
	struct token t;
	uint64_t h = 0xcbf29ce484222325u;

	tokens_init(&all, sheet_unsigned(text));
	while (token_next(&all, &t))
		if (t.kind != TOKEN_TAG)
			h = (h ^ t.hash) * 0x100000001b3u;
	h ^= h >> 29;
	return (int64_t)(h >> 1 | 1);
}
