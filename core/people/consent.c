#include "core/people/contact.h"

#include "core/show.h"
#include "core/when/when.h"

enum { NAME_SHOWN = 40, EVIDENCE = 240 };

static slice
shown(const struct contact *c, char *buf, size_t cap)
{
	struct sink k = { .buf = buf, .cap = cap };

	show_put(&k, c->name, NAME_SHOWN, false);
	return k.len ? sink_slice(&k) : SLICE("this person");
}

/* "mastodon" of a network "mastodon|example.org", of a recipe's name
 * "mastodon.tag", and of a space with both. */
static slice
family(slice network)
{
	network = slice_head(network, slice_index(network, '|'));
	return slice_head(network, slice_index(network, '.'));
}

static bool
same_network(slice a, slice b)
{
	static const slice fediverse[] = {
		{ "mastodon", 8 }, { "lemmy", 5 }, { "fedi", 4 },
	};
	static const slice letters = { "mailbox", 7 };
	bool	 x = false, y = false;

	a = family(a);
	b = family(b);
	a = slice_eq(a, letters) ? SLICE("mail") : a;
	b = slice_eq(b, letters) ? SLICE("mail") : b;
	for (size_t i = 0; i < COUNT(fediverse); i++) {
		x = x || slice_ieq(a, fediverse[i]);
		y = y || slice_ieq(b, fediverse[i]);
	}
	return slice_ieq(a, b) || (x && y);
}

static bool
consent_for(const struct contact *c, slice network, slice *line)
{
	slice	 list = c->consent;

	while (lines_next(&list, line))
		if (same_network(contact_network(*line), network))
			return true;
	return false;
}

static bool
refuse_never(const struct contact *c, slice name, struct fault *why)
{
	char	 day[24];
	struct sink k = { .buf = day, .cap = sizeof(day) };

	when_put_date(&k, c->never);
	return fault_tell(why, "% is not to be contacted, since %: %", name,
	    sink_slice(&k), c->why.n ? c->why : SLICE("they asked for it"));
}

bool
contact_may(const struct contact *c, slice network, enum approach how,
    struct fault *why)
{
	char	 buf[NAME_SHOWN * 4 + 8];
	slice	 name = c != NULL ? shown(c, buf, sizeof(buf)) :
		    SLICE("this person"), line;

	if (c != NULL && c->never)
		return refuse_never(c, name, why);
	if (c != NULL && c->prefers.n && !same_network(c->prefers, network))
		return fault_tell(why, "% wants to be written to by % and not "
		    "by %", name, c->prefers, network);
	if (how != APPROACH_COLD || (c != NULL &&
	    consent_for(c, network, &line)))
		return true;
	return fault_tell(why, "% neither spoke to you nor asked everybody, "
	    "and has not allowed you to write by %: earshot contact WHO "
	    "consent % LINK, once they have", name, network, family(network));
}

bool
contact_allow(struct arena *a, struct contact *c, slice channel, int64_t now,
    slice evidence, struct fault *f)
{
	struct sink k = sink_open(a);
	slice	 line;

	channel = slice_trim(channel);
	if (channel.n == 0 || channel.n >= CONTACT_PREFERS ||
	    contact_network(channel).n != channel.n)
		return fault_words(f, "consent for which channel? One word, "
		    "such as mail or phone");
	sink_put(&k, channel);
	sink_byte(&k, ' ');
	when_put_date(&k, now);
	sink_byte(&k, ' ');
	show_put(&k, evidence, EVIDENCE / 4, false);
	line = slice_trim(sink_close(&k, a));
	contact_revoke(a, c, channel);
	return lines_add(a, &c->consent, line, CONTACT_CONSENT) ||
	    fault_words(f, "there is no room for one more consent: take one "
	    "back first");
}

void
contact_revoke(struct arena *a, struct contact *c, slice channel)
{
	slice	 list = c->consent, line;

	while (lines_next(&list, &line))
		if (slice_ieq(contact_network(line), channel))
			lines_drop(a, &c->consent, line);
}

void
contact_forbid(struct arena *a, struct contact *c, int64_t now, slice why)
{
	if (c->never == 0)
		c->never = now;
	if (why.n) {
		c->why = SLICE("");
		lines_add(a, &c->why, slice_head(why, CONTACT_WHY - 2),
		    CONTACT_WHY);
	}
}
