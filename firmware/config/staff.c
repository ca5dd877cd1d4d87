#include "firmware/config/staff.h"

#include "core/desk/care.h"
#include "core/judge/score.h"
#include "core/when/when.h"
#include "firmware/desk/sharing.h"

#include <stdio.h>
#include <time.h>

enum {
	DAY = 86400, MORNING = 8 * 60, LISTEN_MOST = 60,
	MINUTES_MOST = 10080,
	AHEAD = 28			/* days: is somebody always on duty? */
};

/* --- what it is made of --------------------------------------------------- */

int
config_minute(slice s)
{
	int64_t	 v[2] = { 0, 0 };
	size_t	 digits = 0, part = 0;

	for (size_t i = 0; i < s.n; i++)
		if (ascii_digit(s.p[i]) && digits < 2) {
			v[part] = 10 * v[part] + (s.p[i] - '0');
			digits++;
		} else if (s.p[i] == ':' && part == 0 && digits > 0) {
			part = 1;
			digits = 0;
		} else {
			return -1;
		}
	if (digits == 0 || (part == 1 && digits != 2) || v[0] > 23 ||
	    v[1] > 59)
		return -1;
	return (int)(60 * v[0] + v[1]);
}

static int64_t
number(struct config_reader *r, const char *room, const cJSON *o,
    const char *key, int64_t most, int64_t otherwise)
{
	const cJSON *m = config_member(o, key);
	int64_t	 n = m ? json_int(m, -1) : otherwise;

	if (n >= 0 && n <= most)
		return n;
	config_note(r, room, slice_of(key), "is no such number");
	return otherwise;
}

/* --- hours ---------------------------------------------------------------- */

/* The clock of this machine, as far as one number tells. */
static struct zone
own_zone(void)
{
	time_t	 now = time(NULL);
	struct tm tm;

	if (localtime_r(&now, &tm) == NULL)
		return zone_fixed(0);
	return zone_fixed(tm.tm_gmtoff);
}

static void
read_zone(struct config_reader *r, const cJSON *hours, struct staff *s)
{
	slice	 name = config_text(r, hours, "zone"), near;
	struct fault f = { "" };
	char	 buf[64];

	s->hours.zone = own_zone();
	if (name.n == 0 || zone_named(name, &s->hours.zone))
		return;
	near = zone_near(name, buf);
	fault_tell(&f, "there is no time zone \"%\"%%%", name,
	    near.n ? SLICE(": perhaps \"") : SLICE(""), near,
	    near.n ? SLICE("\"") : SLICE(""));
	config_note(r, "hours", SLICE("zone"), f.text);
}

static void
read_closed(struct config_reader *r, const cJSON *hours, struct staff *s)
{
	slice	 list = config_lines(r, "hours", SLICE("closed"),
	    config_member(hours, "closed")), day;

	while ((day = slice_cut(&list, '\n')).n) {
		struct fault f = { "" };

		if (!days_add(&s->hours.closed, day, &f))
			config_note(r, "hours", SLICE("closed"), f.text);
	}
}

static void
read_default_digest(struct config_reader *r, const cJSON *hours)
{
	slice	 at = config_text(r, hours, "digest");

	if (at.n == 0 || slice_eq(at, SLICE("opening")))
		r->c->digest = r->c->staff.hours.open.n ? -1 : MORNING;
	else if (slice_eq(at, SLICE("off")))
		r->c->digest = -2;
	else if ((r->c->digest = config_minute(at)) < 0)
		config_note(r, "hours", SLICE("digest"), "is a time like "
		    "\"18:00\", or \"opening\", or \"off\"");
}

static void
read_hours(struct config_reader *r, const cJSON *hours)
{
	static const char *const keys[] = { "zone", "open", "closed",
	    "digest", "listen", "buzz_when_closed", "//" };
	struct staff *s = &r->c->staff;
	slice	 open = config_lines(r, "hours", SLICE("open"),
	    config_member(hours, "open"));
	struct fault f = { "" };

	config_only(r, "hours", SLICE(""), hours, keys, COUNT(keys));
	read_zone(r, hours, s);
	if (open.n && !week_parse(open, &s->hours.open, &f))
		config_note(r, "hours", SLICE("open"), f.text);
	if (s->hours.open.n == 1 && s->hours.open.spans[0].to -
	    s->hours.open.spans[0].from == WEEK_MINUTES)
		s->hours.open.n = 0;	/* day and night: it never closes */
	read_closed(r, hours, s);
	read_default_digest(r, hours);
	s->listen = number(r, "hours", hours, "listen", LISTEN_MOST, 0);
	s->closed_buzz = config_flag(r, hours, "buzz_when_closed", false);
}

/* --- people --------------------------------------------------------------- */

/* Nobody is named: whoever owns the channels. */
static void
only_owner(struct config_reader *r)
{
	struct staff_person *p = &r->c->staff.people[0];

	*p = (struct staff_person){ .name = SLICE("owner"),
	    .called = SLICE("you"), .together = true, .buzzes = -1,
	    .least = LEVEL_LOW, .digest = r->c->digest,
	    .may = MAY_READ | MAY_DRAFT | MAY_SEND };
	for (size_t i = 0; i < r->c->nchannels; i++) {
		const struct config_channel *ch = &r->c->channels[i];

		if (ch->way.machine)
			continue;
		if (p->nways == STAFF_WAYS) {
			config_complain(r, "channels", ch->way.name,
			    "is one too many for one person: name \"people\"");
			return;
		}
		p->ways[p->nways++] = (struct way_out){ (uint16_t)i,
		    (uint8_t)ch->least };
	}
	r->c->staff.n = 1;
}

static void
read_people(struct config_reader *r, const cJSON *people)
{
	struct staff *s = &r->c->staff;

	for (const cJSON *m = people ? people->child : NULL; m; m = m->next)
		if (s->n == STAFF_MAX)
			config_note(r, "people", json_key(m),
			    "is one too many: 24 are possible");
		else if (staff_named(s, json_key(m)) != STAFF_MAX)
			config_note(r, "people", json_key(m),
			    "stands there twice");
		else
			s->n += config_person(r, m, &s->people[s->n]);
	if (s->n > 0 && s->people[0].agency)
		config_note(r, "people", s->people[0].name, "is an agency and "
		    "the first of all, whose is what is nobody's: name "
		    "somebody of the shop before them");
}

/* --- rota ----------------------------------------------------------------- */

static int32_t
day(struct config_reader *r, const cJSON *o, const char *key)
{
	slice	 text = config_text(r, o, key);
	int64_t	 t;

	if (text.n == 0)
		return 0;
	if (text.n == 10 && when_parse(text, &t) && t > 0)
		return (int32_t)(t / DAY);
	config_note(r, "rota", slice_of(key), "is a day like \"2026-12-24\"");
	return 0;
}

static void
read_duty(struct config_reader *r, const cJSON *o)
{
	static const char *const keys[] = { "who", "when", "from", "to", "//" };
	struct staff *s = &r->c->staff;
	struct duty *d = &s->rota[s->nrota];
	slice	 names = config_lines(r, "rota", SLICE("who"),
	    config_member(o, "who")), name;
	slice	 when = config_lines(r, "rota", SLICE("when"),
	    config_member(o, "when"));
	struct fault f = { "" };

	config_only(r, "rota", SLICE(""), o, keys, COUNT(keys));
	*d = (struct duty){ .from = day(r, o, "from"), .to = day(r, o, "to") };
	while ((name = slice_cut(&names, '\n')).n) {
		size_t	 who = staff_named(s, name);

		if (who == STAFF_MAX)
			config_note(r, "rota", name, "is none of \"people\"");
		else
			d->who |= 1u << who;
	}
	if (when.n && !week_parse(when, &d->week, &f))
		config_note(r, "rota", SLICE("when"), f.text);
	if (d->to != 0 && d->to < d->from)
		config_note(r, "rota", SLICE("to"), "is before \"from\"");
	s->nrota += d->who != 0;
}

static void
read_rota(struct config_reader *r, const cJSON *rota)
{
	for (const cJSON *m = rota ? rota->child : NULL; m; m = m->next)
		if (r->c->staff.nrota == ROTA_MAX) {
			config_note(r, "rota", SLICE(""),
			    "32 entries are possible");
			return;
		} else {
			read_duty(r, m);
		}
}

/* --- escalate, goals ------------------------------------------------------ */

static void
read_escalate(struct config_reader *r, const cJSON *o, bool people)
{
	static const char *const keys[] = { "minutes", "min", "lock", "source",
	    "//" };
	struct staff *s = &r->c->staff;
	slice	 from = config_text(r, o, "min");

	config_only(r, "escalate", SLICE(""), o, keys, COUNT(keys));
	s->ladder = number(r, "escalate", o, "minutes", MINUTES_MOST,
	    people || o ? STAFF_LADDER : 0);
	s->lock = number(r, "escalate", o, "lock", MINUTES_MOST, STAFF_LOCK);
	s->patience = number(r, "escalate", o, "source", MINUTES_MOST,
	    CARE_MINUTES);
	s->from = LEVEL_HIGH;
	if (from.n && !score_level_named(from, &s->from))
		config_note(r, "escalate", SLICE("min"),
		    "is low, normal, high or urgent");
}

static void
read_goals(struct config_reader *r, const cJSON *goals)
{
	struct staff *s = &r->c->staff;
	enum class class;

	s->goals[CLASS_COMPLAINT] = s->goals[CLASS_CRISIS] = 60;
	s->goals[CLASS_QUESTION] = s->goals[CLASS_LEAD] = 120;
	for (const cJSON *m = goals ? goals->child : NULL; m; m = m->next)
		if (!class_named(json_key(m), &class))
			config_note(r, "goals", json_key(m),
			    "is no class of mentions");
		else
			s->goals[class] = number(r, "goals", goals,
			    m->string, MINUTES_MOST, s->goals[class]);
}

/* --- whose a source is ---------------------------------------------------- */

static void
read_owner(struct config_reader *r, slice source, const char *what,
    slice *name)
{
	struct fault f = { "" };

	if (name->n == 0 || staff_named(&r->c->staff, *name) < STAFF_MAX)
		return;
	fault_tell(&f, "\"%\" is \"%\", and nobody of \"people\" is called "
	    "that", slice_of(what), *name);
	config_note(r, "sources", source, f.text);
	*name = SLICE("");
}

static bool
has_address(const struct config *c)
{
	char	 room[512];
	struct sink k = { .buf = room, .cap = sizeof(room) };

	sharing_friends(c, &k);
	return k.len > 0 || k.full;
}

static void
read_owners(struct config_reader *r)
{
	for (size_t i = 0; i < r->c->nsources; i++) {
		struct config_source *s = &r->c->sources[i];

		read_owner(r, s->way.name, "owner", &s->owner);
		read_owner(r, s->way.name, "backup", &s->backup);
		if (s->shares > 0 && !has_address(r->c))
			config_note(r, "sources", s->way.name,
			    "\"shares\", and nobody of \"people\" has a "
			    "\"mail\": nothing there counts as passed on");
		if (s->owner.n && staff_named(&r->c->staff, s->owner) ==
		    staff_named(&r->c->staff, s->backup))
			config_note(r, "sources", s->way.name, "has one and "
			    "the same \"owner\" and \"backup\"");
	}
}

void
config_staff(struct config_reader *r, const cJSON *root)
{
	const cJSON *people = config_member(root, "people");

	read_hours(r, config_member(root, "hours"));
	read_people(r, people);
	if (r->c->staff.n == 0)
		only_owner(r);
	read_owners(r);
	read_rota(r, config_member(root, "rota"));
	read_escalate(r, config_member(root, "escalate"),
	    r->c->staff.n > 0 && people != NULL);
	read_goals(r, config_member(root, "goals"));
}

/* --- what only a date can tell -------------------------------------------- */

static bool
has_hole(const struct config *c, int64_t now)
{
	const struct staff *s = &c->staff;
	int64_t	 seconds = 0, at = staff_hole(s, now, AHEAD, &seconds);
	char	 when[32];
	struct sink k = { .buf = when, .cap = sizeof(when) };

	if (at == 0)
		return false;
	zone_put(&k, &s->hours.zone, at);
	fprintf(stderr, "%s: rota: nobody is on duty on %.10s from %.5s for "
	    "%lld h, while the shop is open: what comes then goes to %.*s; "
	    "add somebody to \"rota\"\n", c->file, when, when + 11,
	    (long long)(seconds + 1800) / 3600,
	    SLICE_ARG(s->people[0].called));
	return true;
}

static size_t
tell(const struct config_note *note)
{
	size_t	 n = note ? tell(note->before) : 0;

	if (note != NULL)
		fprintf(stderr, "%.*s\n", SLICE_ARG(note->text));
	return n + (note != NULL);
}

size_t
config_tell_notes(const struct config *c, int64_t now)
{
	return tell(c->notes) + has_hole(c, now);
}
