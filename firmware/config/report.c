#include "firmware/config/report.h"

#include "firmware/config/staff.h"

enum { MORNING = 8 * 60, KEY_LEAST = 16 /* bytes */ };

static const slice nobody = { "", 0 };

/* The phrases in quotes, as a rule would have them; empty: not such a list. */
static slice
put_rule(struct sink *k, const cJSON *list)
{
	for (const cJSON *m = cJSON_IsArray(list) ? list->child : NULL; m;
	    m = m->next) {
		slice	 s = slice_trim(slice_of(m->valuestring));

		if (!cJSON_IsString(m) || s.n == 0 || slice_index(s, '"') < s.n)
			return nobody;
		sink_text(k, k->len ? " OR \"" : "\"");
		sink_put(k, s);
		sink_byte(k, '"');
	}
	return sink_slice(k);
}

static slice
phrase_rule(struct config_reader *r, const cJSON *phrases, const char *set)
{
	size_t	 used = r->scratch->used;
	struct sink k = sink_open(r->scratch);
	slice	 rule = put_rule(&k, config_member(phrases, set));
	struct fault f = { "is a list of phrases, each without quotes in it" };

	sink_close(&k, r->scratch);
	if (rule.n && query_compile(r->scratch, rule, &f) != NULL)
		rule = arena_copy(r->keep, rule);
	else
		rule = nobody;
	r->scratch->used = used;
	if (rule.n == 0)
		config_note(r, "phrases", slice_of(set), f.text);
	return rule;
}

static void
read_phrases(struct config_reader *r, const cJSON *phrases)
{
	static const char *const keys[] = { "old", "new", "//" };

	if (phrases == NULL)
		return;
	config_only(r, "phrases", nobody, phrases, keys, COUNT(keys));
	r->c->phrases[0] = phrase_rule(r, phrases, "old");
	r->c->phrases[1] = phrase_rule(r, phrases, "new");
}

/* --- letters ---------------------------------------------------------- */

/* "mon 18:00" as hours that begin then; what it does not say stays. False: it is
 * no such time. */
static bool
read_moment(slice text, int *weekday, int *minute)
{
	char	 room[80];
	struct sink k = { .buf = room, .cap = sizeof(room) };
	struct fault unsaid = { "" };
	bool	 timed = false, daily;
	struct week w;

	for (size_t i = 0; i < text.n; i++)
		timed |= ascii_digit(text.p[i]);
	sink_put(&k, text);
	sink_text(&k, timed ? "-24" : " 0-24");
	if (k.full || !week_parse(sink_slice(&k), &w, &unsaid) || w.n == 0)
		return false;
	daily = w.n == 7 || w.spans[0].to - w.spans[0].from == WEEK_MINUTES;
	if (!daily)
		*weekday = w.spans[0].from / 1440;
	if (timed)
		*minute = w.spans[0].from % 1440;
	return daily ? timed : w.n == 1 && w.spans[0].to -
	    w.spans[0].from <= 1440;
}

/* "mon 18:00", "sunday", "18:00", "off"; of a month the last two. */
static void
read_round(struct config_reader *r, const cJSON *letters, const char *key,
    enum round_kind round)
{
	struct rounds *to = &r->c->rounds;
	slice	 text = config_text(r, letters, key);
	int	 weekday = -1, minute = to->minute[round];

	if (slice_eq(text, SLICE("off"))) {
		to->minute[round] = ROUND_OFF;
	} else if (text.n == 0 || (read_moment(text, &weekday, &minute) &&
	    (weekday < 0 || round == ROUND_WEEK))) {
		to->minute[round] = minute;
		if (weekday >= 0)
			to->weekday = weekday;
	} else {
		config_note(r, "letters", slice_of(key), round == ROUND_WEEK ?
		    "is a weekday and a time, such as \"mon 08:00\", or "
		    "\"off\"" : "is a time on the first, such as \"08:00\", "
		    "or \"off\"");
	}
}

static void
read_readers(struct config_reader *r, const cJSON *letters)
{
	slice	 names = config_lines(r, "letters", SLICE("to"),
	    config_member(letters, "to")), name;

	while ((name = slice_cut(&names, '\n')).n) {
		size_t	 who = staff_named(&r->c->staff, name);

		if (who == STAFF_MAX)
			config_note(r, "letters", name,
			    "is none of \"people\"");
		else
			r->c->rounds.who |= (uint32_t)1 << who;
	}
}

static void
read_letters(struct config_reader *r, const cJSON *letters)
{
	static const char *const keys[] = { "week", "month", "to", "//" };
	struct rounds *to = &r->c->rounds;
	int	 digest = r->c->staff.people[0].digest;

	for (enum round_kind i = 0; i < ROUNDS; i++)
		to->minute[i] = digest == ROUND_OFF ? MORNING : digest;
	config_only(r, "letters", nobody, letters, keys, COUNT(keys));
	read_round(r, letters, "week", ROUND_WEEK);
	read_round(r, letters, "month", ROUND_MONTH);
	read_readers(r, letters);
	if (to->who == 0)
		to->who = 1;
}

/* --- fleet ------------------------------------------------------------ */

static void
read_fleet(struct config_reader *r, const cJSON *fleet)
{
	static const char *const keys[] = { "key", "box", "allow", "//" };
	struct config_fleet *f = &r->c->fleet;
	slice	 allow = config_lines(r, "fleet", SLICE("allow"),
	    config_member(fleet, "allow")), what;

	if (fleet == NULL)
		return;
	config_only(r, "fleet", nobody, fleet, keys, COUNT(keys));
	f->key = config_text(r, fleet, "key");
	f->box = config_text(r, fleet, "box");
	if (f->key.n < KEY_LEAST || slice_eq(f->key, SLICE(CONFIG_LEFT_OUT))) {
		config_note(r, "fleet", SLICE("key"), "needs 16 letters or "
		    "more, of this box alone, by chance: openssl rand -hex "
		    "32");
		f->key.n = 0;
	}
	while ((what = slice_cut(&allow, '\n')).n)
		if (slice_eq(what, SLICE("shop")))
			f->shop = true;
		else if (slice_eq(what, SLICE("sources")))
			f->sources = true;
		else
			config_note(r, "fleet", what, "cannot be allowed: "
			    "\"shop\" and \"sources\" can, their names");
}

void
config_report(struct config_reader *r, const cJSON *root)
{
	read_phrases(r, config_member(root, "phrases"));
	read_letters(r, config_member(root, "letters"));
	read_fleet(r, config_member(root, "fleet"));
}
