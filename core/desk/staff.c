#include "core/desk/staff.h"

#include "core/judge/score.h"
#include "core/show.h"

enum { DAY = 86400, HOUR = 3600, DAYS_MOST = 3660 };

#define LATEST	INT64_C(250000000000)	/* about the year 9900 */

/* --- on duty -------------------------------------------------------------- */

static uint32_t
everybody(const struct staff *s)
{
	return (UINT32_C(1) << s->n) - 1;
}

int64_t
staff_goal(const struct staff *s, int64_t class)
{
	return class >= 1 && class <= CLASSES ? s->goals[class - 1] : 0;
}

uint32_t
staff_duty(const struct staff *s, int64_t now)
{
	int64_t	 local = zone_local(&s->hours.zone, now);
	int64_t	 day = calendar_day(&s->hours, now);
	uint32_t who = 0;

	if (s->nrota == 0)
		return everybody(s);
	for (size_t i = 0; i < s->nrota; i++) {
		const struct duty *d = &s->rota[i];

		if (day >= d->from && (d->to == 0 || day <= d->to) &&
		    (d->week.n == 0 || week_holds(&d->week, local)))
			who |= d->who;
	}
	return who & everybody(s);
}

uint32_t
staff_house(const struct staff *s)
{
	uint32_t who = 0;

	for (size_t i = 0; i < s->n; i++)
		if (!s->people[i].agency)
			who |= UINT32_C(1) << i;
	return who ? who : everybody(s);
}

/* The next moment at which any hours begin or end, or a day does. */
static int64_t
next_edge(const struct staff *s, int64_t now)
{
	int64_t	 local = zone_local(&s->hours.zone, now), t;
	int64_t	 edge = week_edge(&s->hours.open, local);

	for (size_t i = 0; i < s->nrota; i++) {
		t = week_edge(&s->rota[i].week, local);
		edge = t < edge ? t : edge;
	}
	t = zone_utc(&s->hours.zone, edge);
	/* the second time that it comes, where a clock was put back */
	return t > now ? t : now + edge - local;
}

int64_t
staff_hole(const struct staff *s, int64_t now, int64_t days, int64_t *seconds)
{
	int64_t	 end = 0, begun = 0;

	*seconds = 0;
	if (s->nrota == 0 || now < 0 || now > LATEST || days > DAYS_MOST)
		return 0;
	end = now + days * DAY;
	for (int64_t t = now, next; t < end; t = next) {
		next = next_edge(s, t);
		if (!calendar_open(&s->hours, t) || staff_duty(s, t) != 0) {
			if (*seconds >= HOUR)
				break;
			*seconds = 0;
			continue;
		}
		if (*seconds == 0)
			begun = t;
		*seconds = (next < end ? next : end) - begun;
	}
	if (*seconds >= HOUR)
		return begun;
	*seconds = 0;
	return 0;
}

/* As the file writes it; or in letters of either case; or as they are
 * called. */
size_t
staff_named(const struct staff *s, slice name)
{
	size_t	 found = STAFF_MAX;

	for (size_t i = s->n; i-- > 0;) {
		if (slice_eq(s->people[i].name, name))
			return i;
		if (slice_ieq(s->people[i].name, name))
			found = i;
	}
	for (size_t i = 0; i < s->n && found == STAFF_MAX; i++)
		if (name.n && slice_ieq(s->people[i].called, name))
			found = i;
	return found;
}

/* --- what breaks through -------------------------------------------------- */

static void
put_list(struct sink *k, const char *what, slice list)
{
	bool	 first = true;

	while (list.n) {
		slice	 one = slice_trim(slice_cut(&list, '\n'));

		if (one.n == 0)
			continue;
		sink_text(k, first ? "; " : ", ");
		sink_text(k, first ? what : "");
		show_put(k, one, 40, false);
		first = false;
	}
}

/* "An agency: sees, presses and answers nothing but: places Boston." */
static void
put_reach(struct sink *k, const struct staff_person *p)
{
	bool	 first = true;

	if (!p->agency)
		return;
	sink_text(k, "An agency: sees, presses and answers nothing but what "
	    "is theirs");
	put_list(k, "places ", p->territory);
	put_list(k, "sources ", p->sources);
	put_list(k, "issues ", p->issues);
	put_list(k, "languages ", p->langs);
	for (unsigned c = 0; c < CLASSES; c++)
		if (p->classes >> c & 1) {
			sink_text(k, first ? "; classes " : ", ");
			sink_put(k, class_name((enum class)c));
			first = false;
		}
	sink_text(k, ".\n");
}

static void
put_quiet(struct sink *k, const struct staff_person *p)
{
	size_t	 at = k->len;

	if (p->quiet.n == 0) {
		sink_text(k, "No quiet hours.\n");
		return;
	}
	sink_text(k, "Quiet ");
	week_put(k, &p->quiet);
	sink_text(k, at + 6 + 11 == k->len ? ", every day.\n" : ".\n");
}

static void
put_closed(struct sink *k, const struct staff *s)
{
	const struct calendar *c = &s->hours;

	if (s->closed_buzz || (c->open.n == 0 && c->closed.n == 0))
		return;
	sink_text(k, "Quiet, too, while the shop is closed");
	if (c->open.n) {
		sink_text(k, "; it is open ");
		week_put(k, &c->open);
	}
	sink_text(k, c->closed.n ? ", but not on the days in \"closed\".\n" :
	    ".\n");
}

/* What always passes, core/desk/desk.h. */
static void
put_always(struct sink *k, const struct staff *s)
{
	sink_text(k, "What gets through: words like injury, allergy, fire, "
	    "police, recall, your own critical words, and what reads like a "
	    "crisis - always, also at night, also when the day's calls are "
	    "used up.\n");
	if (s->nrota) {
		sink_text(k, "Who is called: whoever is on duty then; when "
		    "nobody is, ");
		sink_put(k, s->people[0].called);
		sink_text(k, ". What is said in somebody's places is "
		    "theirs.\n");
	}
}

static void
put_ladder(struct sink *k, const struct staff *s, const struct staff_person *p)
{
	if (s->ladder == 0 || (s->n == 1 && (p->nways < 2 || p->together)))
		return;
	sink_text(k, "Not answered within ");
	sink_int(k, s->ladder);
	sink_text(k, " min, it goes on: to the next channel");
	sink_text(k, s->n > 1 ? ", the next person, at last to everybody" : "");
	sink_text(k, s->from == LEVEL_LOW ? "" : "; from ");
	if (s->from != LEVEL_LOW)
		sink_put(k, score_level_name(s->from));
	sink_text(k, s->from == LEVEL_LOW || s->from == LEVEL_URGENT ? "" :
	    " up");
	sink_text(k, ". In quiet hours only what gets through anyway.\n");
}

static void
put_calls(struct sink *k, const struct staff *s, const struct staff_person *p)
{
	if (s->listen > 0) {
		sink_text(k, "For the first ");
		sink_int(k, s->listen);
		sink_text(k, " days nothing else calls: it only listens.\n");
	}
	sink_text(k, "At other times: ");
	sink_put(k, p->least == LEVEL_LOW ? SLICE("everything") :
	    score_level_name(p->least));
	sink_text(k, p->least == LEVEL_LOW || p->least == LEVEL_URGENT ? "" :
	    " and louder");
	if (p->buzzes >= 0) {
		sink_text(k, ", at most ");
		sink_int(k, p->buzzes);
		sink_text(k, " calls a day");
	}
	sink_text(k, ".\nEverything else ");
	sink_text(k, p->digest == -2 ? "is not sent: it stands in the list" :
	    "waits for the digest at ");
	if (p->digest == -1)
		sink_text(k, s->hours.open.n ? "opening time" :
		    "the next opening");
	else if (p->digest >= 0)
		clock_put(k, (unsigned)p->digest);
	sink_text(k, ".\n");
}

void
staff_breaks(struct sink *k, const struct staff *s, size_t who)
{
	const struct staff_person *p = &s->people[who];

	put_reach(k, p);
	if (!p->critical) {
		put_quiet(k, p);
		put_closed(k, s);
	}
	put_always(k, s);
	put_ladder(k, s, p);
	if (p->critical)
		sink_text(k, "Nothing else is sent, and no digest.\n");
	else
		put_calls(k, s, p);
}
