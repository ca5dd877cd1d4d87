#include "core/people/contact.h"

#include "core/show.h"

#define FIELD(tag, type, f, most)					\
	{ tag, type, offsetof(struct contact, f), most }

static const struct wire_field fields[] = {
	FIELD(1, WIRE_INT, id, 0),
	FIELD(2, WIRE_INT, head, 0),
	FIELD(3, WIRE_INT, first, 0),
	FIELD(4, WIRE_INT, last, 0),
	FIELD(5, WIRE_INT, negative, 0),
	FIELD(6, WIRE_INT, neutral, 0),
	FIELD(7, WIRE_INT, positive, 0),
	FIELD(8, WIRE_INT, replied, 0),
	FIELD(9, WIRE_INT, answered, 0),
	FIELD(10, WIRE_INT, before, 0),
	FIELD(11, WIRE_INT, after, 0),
	FIELD(12, WIRE_INT, imported, 0),
	FIELD(13, WIRE_INT, never, 0),
	FIELD(20, WIRE_TEXT, name, CONTACT_NAME),
	FIELD(21, WIRE_WHOLE, handles, CONTACT_HANDLES),
	FIELD(22, WIRE_WHOLE, mail, CONTACT_MAIL),
	FIELD(23, WIRE_WHOLE, phone, CONTACT_PHONE),
	FIELD(24, WIRE_TEXT, note, CONTACT_NOTE),
	FIELD(25, WIRE_TEXT, bought, CONTACT_BOUGHT),
	FIELD(26, WIRE_WHOLE, consent, CONTACT_CONSENT),
	FIELD(27, WIRE_TEXT, why, CONTACT_WHY),
	FIELD(28, WIRE_TEXT, prefers, CONTACT_PREFERS),
	FIELD(29, WIRE_WHOLE, wrote, CONTACT_WROTE),
	FIELD(30, WIRE_WHOLE, parts, CONTACT_PARTS),
};

const struct wire_shape wire_contact = { 'H', fields, COUNT(fields),
	sizeof(struct contact) };

/* Thirteen numbers of twelve bytes, eleven texts with three bytes more. */
_Static_assert(1 + 13 * 12 + 11 * 3 + CONTACT_NAME + CONTACT_HANDLES +
    CONTACT_MAIL + CONTACT_PHONE + CONTACT_NOTE + CONTACT_BOUGHT +
    CONTACT_CONSENT + CONTACT_WHY + CONTACT_PREFERS + CONTACT_WROTE +
    CONTACT_PARTS <= CONTACT_BYTES, "more than a record holds");

/* --- lists ------------------------------------------------------------ */

bool
lines_next(slice *list, slice *line)
{
	while (list->n) {
		*line = slice_cut(list, '\n');
		if (line->n)
			return true;
	}
	return false;
}

bool
lines_have(slice list, slice line)
{
	slice	 one;

	while (lines_next(&list, &one))
		if (slice_ieq(one, line))
			return true;
	return false;
}

bool
lines_add(struct arena *a, slice *list, slice line, size_t most)
{
	struct sink k = sink_open(a);
	slice	 clean;

	show_put(&k, line, most, false);
	clean = sink_close(&k, a);
	if (clean.n == 0 || lines_have(*list, clean))
		return true;
	if (clean.n + 1 > most || list->n > most - clean.n - 1)
		return false;
	k = sink_open(a);
	sink_put(&k, *list);
	if (list->n)
		sink_byte(&k, '\n');
	sink_put(&k, clean);
	*list = sink_close(&k, a);
	return !a->spent;
}

void
lines_drop(struct arena *a, slice *list, slice line)
{
	struct sink k = sink_open(a);
	slice	 rest = *list, one;

	while (lines_next(&rest, &one)) {
		if (slice_ieq(one, line))
			continue;
		if (k.len)
			sink_byte(&k, '\n');
		sink_put(&k, one);
	}
	*list = sink_close(&k, a);
}

/* --- counting --------------------------------------------------------- */

/* "reddit 4": how often, and the rest of the line's list around it. */
static int64_t
count_of(slice list, slice name, slice *line)
{
	int64_t	 n = 0;

	while (lines_next(&list, line))
		if (slice_starts(*line, name) && line->n > name.n + 1 &&
		    line->p[name.n] == ' ' &&
		    slice_int(slice_from(*line, name.n + 1), &n))
			return n;
	*line = SLICE("");
	return 0;
}

static void
count_more(struct arena *a, slice *list, slice name, int64_t more)
{
	char	 buf[CONTACT_KEY + 24];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	slice	 old;
	int64_t	 n = count_of(*list, name, &old);

	if (name.n == 0 || n > INT32_MAX)
		return;
	sink_put(&k, name);
	sink_byte(&k, ' ');
	sink_int(&k, n + more);
	if (k.full)
		return;
	if (old.n)
		lines_drop(a, list, old);
	lines_add(a, list, sink_slice(&k), CONTACT_WROTE);
}

static enum contact_mood
mood_of(slice polarity)
{
	if (slice_eq(polarity, SLICE("negative")))
		return MOOD_NEGATIVE;
	return slice_eq(polarity, SLICE("positive")) ? MOOD_POSITIVE :
	    MOOD_NEUTRAL;
}

static void
hear_mood(struct contact *c, enum contact_mood mood, int64_t when)
{
	c->negative += mood == MOOD_NEGATIVE;
	c->neutral += mood == MOOD_NEUTRAL;
	c->positive += mood == MOOD_POSITIVE;
	if (c->answered && when > c->answered)
		c->after = mood;
	else if (!c->answered && when >= c->last)
		c->before = mood;
}

void
contact_hear(struct arena *a, struct contact *c, slice space,
    const struct item *item)
{
	const struct mention *m = &item->mention;
	slice	 keys[CONTACT_KEYS];
	size_t	 n = contact_keys(a, space, m, keys);
	int64_t	 when = m->time ? m->time : item->found;

	for (size_t i = 0; i < n; i++) {
		if (slice_eq(contact_network(keys[i]), SLICE("mail")))
			lines_add(a, &c->mail, slice_from(keys[i], 5),
			    CONTACT_MAIL);
		else
			lines_add(a, &c->handles, keys[i], CONTACT_HANDLES);
	}
	if (n)
		count_more(a, &c->wrote, contact_network(keys[0]), 1);
	if (c->name.n == 0)
		c->name = show(a, m->author, CONTACT_NAME / 4 - 1, false);
	hear_mood(c, mood_of(item->verdict.polarity), when);
	if (c->first == 0 || when < c->first)
		c->first = when;
	if (when > c->last)
		c->last = when;
}

void
contact_reply(struct contact *c, int64_t now)
{
	c->replied++;
	if (now > c->answered)
		c->answered = now;
}

int
contact_recovered(const struct contact *c)
{
	if (c->before != MOOD_NEGATIVE || c->after == MOOD_UNKNOWN)
		return -1;
	return c->after != MOOD_NEGATIVE;
}

slice
contact_habit(const struct contact *c)
{
	slice	 list = c->wrote, line, best = SLICE("");
	int64_t	 most = 0, n;

	while (lines_next(&list, &line)) {
		slice	 name = contact_network(line);

		if (slice_int(slice_from(line, name.n + 1), &n) && n > most) {
			most = n;
			best = name;
		}
	}
	return best;
}

bool
contact_is_own(const struct contact *c)
{
	return c->imported || c->bought.n || c->consent.n;
}

int64_t
contact_until(const struct contact *c, const struct contact_days *d)
{
	int64_t	 days = contact_is_own(c) ?
		    (d ? d->own : CONTACT_OWN_DAYS) :
		    (d ? d->strangers : CONTACT_DAYS);
	int64_t	 from = c->last > c->imported ? c->last : c->imported;

	if (c->answered > from)
		from = c->answered;
	return c->never || from > INT64_MAX - days * 86400 ? INT64_MAX :
	    from + days * 86400;
}

/* --- two that are one -------------------------------------------------- */

static int64_t
least(int64_t a, int64_t b)		/* 0 is none */
{
	return a == 0 || (b != 0 && b < a) ? b : a;
}

static void
union_lines(struct arena *a, slice *to, slice from)
{
	slice	 line;

	while (lines_next(&from, &line))
		lines_add(a, to, line, WIRE_MAX);
}

static void
union_counts(struct arena *a, slice *to, slice from)
{
	slice	 line, name;
	int64_t	 n;

	while (lines_next(&from, &line)) {
		name = contact_network(line);
		if (slice_int(slice_from(line, name.n + 1), &n))
			count_more(a, to, name, n);
	}
}

/* The latest answer, and what was said around it, are the same part's. */
static void
union_moods(struct contact *c, const struct contact *b)
{
	bool	 later = b->answered > c->answered;

	if (later || (b->answered == c->answered && c->before == 0)) {
		c->before = b->before;
		c->after = b->after ? b->after : c->after;
	}
	if (later)
		c->answered = b->answered;
	c->negative += b->negative;
	c->neutral += b->neutral;
	c->positive += b->positive;
	c->replied += b->replied;
}

void
contact_union(struct arena *a, struct contact *c, const struct contact *b)
{
	union_moods(c, b);
	c->first = least(c->first, b->first);
	c->last = c->last > b->last ? c->last : b->last;
	c->imported = c->imported > b->imported ? c->imported : b->imported;
	if (b->never && (!c->never || b->never < c->never)) {
		c->never = b->never;
		c->why = b->why;
	}
	if (c->name.n == 0)
		c->name = b->name;
	if (c->prefers.n == 0)
		c->prefers = b->prefers;
	union_lines(a, &c->handles, b->handles);
	union_lines(a, &c->mail, b->mail);
	union_lines(a, &c->phone, b->phone);
	union_lines(a, &c->note, b->note);
	union_lines(a, &c->bought, b->bought);
	union_lines(a, &c->consent, b->consent);
	union_counts(a, &c->wrote, b->wrote);
}

bool
contact_merge(struct arena *a, struct contact *head, struct contact *part,
    struct fault *f)
{
	char	 number[24];

	if (head->id == part->id || part->head != 0 || head->head != 0)
		return fault_tell(f, "contact % is part of one already",
		    fault_int(number, part->id));
	if (!lines_add(a, &head->parts, fault_int(number, part->id),
	    CONTACT_PARTS))
		return fault_tell(f, "too many parts of one contact: there is "
		    "no room for %", fault_int(number, part->id));
	part->head = head->id;
	return true;
}

bool
contact_unmerge(struct arena *a, struct contact *head, struct contact *part,
    struct fault *f)
{
	char	 number[24], other[24];

	if (part->head != head->id || head->id == 0)
		return fault_tell(f, "contact % is no part of %",
		    fault_int(number, part->id), fault_int(other, head->id));
	lines_drop(a, &head->parts, fault_int(number, part->id));
	part->head = 0;
	return true;
}
