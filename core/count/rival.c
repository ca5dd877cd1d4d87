#include "core/count/rival.h"

#define LATEST	(INT64_C(1) << 40)

#define FIELD(tag, f) { tag, WIRE_INT, offsetof(struct rival_seen, f), 0 }

static const struct wire_field fields[] = {
	FIELD(1, index), FIELD(2, id), FIELD(3, said), FIELD(4, answered),
};

const struct wire_shape wire_rival = { 'r', fields, COUNT(fields),
	sizeof(struct rival_seen) };

static bool
is_theirs(slice names, const struct mention *m)
{
	while (names.n) {
		slice	 name = slice_cut(&names, '\n');

		if (name.n && (slice_ieq(name, m->handle) ||
		    slice_ieq(name, m->author)))
			return true;
	}
	return false;
}

static int64_t
hash(slice id)
{
	return (int64_t)(slice_hash(id) >> 1);
}

bool
rival_look(slice names, const struct mention *m, struct rival_seen *s)
{
	bool	 theirs = is_theirs(names, m);

	*s = (struct rival_seen){ .id = hash(theirs ? m->parent : m->id),
	    .said = theirs ? 0 : m->time,
	    .answered = theirs ? m->time : m->answered };
	return m->time > 0 && (!theirs || m->parent.n > 0);
}

static bool
set_answered(struct rival_seen *s, int64_t when)
{
	if (s->answered != 0 || when <= 0)
		return false;
	s->answered = when > s->said ? when : s->said;
	return true;
}

static bool
insert(struct rivals *r, const struct rival_seen *s)
{
	size_t	 at = r->n;

	while (at > 0 && r->of[at - 1].said > s->said)
		at--;
	if (r->n == RIVAL_KEPT && at == 0)
		return false;		/* older than all that is kept */
	if (r->n == RIVAL_KEPT) {
		at--;
		memmove(r->of, r->of + 1, at * sizeof(r->of[0]));
	} else {
		memmove(r->of + at + 1, r->of + at, (r->n++ - at) *
		    sizeof(r->of[0]));
	}
	r->of[at] = (struct rival_seen){ .id = s->id, .said = s->said };
	(void)set_answered(&r->of[at], s->answered);
	return true;
}

bool
rival_note(struct rivals *r, const struct rival_seen *s)
{
	if (s->said < 0 || s->said > LATEST || s->answered < 0 ||
	    s->answered > LATEST)
		return false;
	for (size_t i = 0; i < r->n; i++)
		if (r->of[i].id == s->id)
			return set_answered(&r->of[i], s->answered);
	return s->said > 0 && insert(r, s);
}

void
rival_put(struct sink *k, const struct rivals *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct rival_seen *s = &r->of[i];

		sink_int(k, s->id);
		sink_byte(k, ' ');
		sink_int(k, s->said);
		sink_byte(k, ' ');
		sink_int(k, s->answered ? s->answered - s->said + 1 : 0);
		sink_byte(k, '\n');
	}
}

void
rival_get(slice text, struct rivals *r)
{
	r->n = 0;
	while (text.n) {
		slice	 rest = slice_cut(&text, '\n');
		slice	 id = slice_cut(&rest, ' ');
		slice	 said = slice_cut(&rest, ' ');
		struct rival_seen s = { .index = 0 };
		int64_t	 took;

		if (slice_int(id, &s.id) && slice_int(said, &s.said) &&
		    slice_int(rest, &took) && s.said > 0 && took >= 0 &&
		    took <= LATEST && s.said <= LATEST) {
			s.answered = took ? s.said + took - 1 : 0;
			(void)rival_note(r, &s);
		}
	}
}
