#include "firmware/config/wording.h"

#include "firmware/config/staff.h"

#include <stdio.h>

enum { STRANGERS_MOST = 100, ENTRIES_MOST = 200 };

static const char room[] = "answers";

/* --- what it is made of ------------------------------------------------ */

static slice
address(struct config_reader *r, const cJSON *o, const char *key)
{
	slice	 s = config_text(r, o, key);
	struct url u;

	if (s.n == 0 || url_http(s, &u))
		return s;
	config_note(r, room, slice_of(key), "is an address that begins with "
	    "https://; it is left out");
	return SLICE("");
}

static const cJSON *
list_of(struct config_reader *r, const cJSON *o, const char *key, int type)
{
	const cJSON *m = config_member(o, key);

	if (m == NULL || (m->type & 0xff) == type)
		return m;
	config_note(r, room, slice_of(key), type == cJSON_Array ?
	    "is a list: [ { ... } ]" : "is an object of issues and what to "
	    "do: { \"wait/late\": { ... } }");
	return NULL;
}

/* Room for all members that are objects; *n is 0. */
static void *
take(struct config_reader *r, const cJSON *list, size_t size)
{
	size_t	 n = 1;

	for (const cJSON *m = list ? list->child : NULL; m; m = m->next)
		n++;
	return arena_take(r->keep, (n < ENTRIES_MOST ? n : ENTRIES_MOST) *
	    size);
}

static bool
is_entry(struct config_reader *r, const char *key, const cJSON *m, size_t n)
{
	if (!cJSON_IsObject(m))
		config_note(r, room, slice_of(key), "one of them is no object");
	else if (n + 1 >= ENTRIES_MOST)
		config_note(r, room, slice_of(key), "there are too many");
	else
		return true;
	return false;
}

/* What an entry is for, under one of two names: issues, kinds or classes. */
static slice
what_of(struct config_reader *r, const char *key, const cJSON *m,
    const char *const names[2])
{
	struct sink k = sink_open(r->keep);

	for (size_t i = 0; i < 2; i++)
		sink_put(&k, config_lines(r, room, slice_of(key),
		    config_member(m, names[i])));
	return sink_close(&k, r->keep);
}

static bool
is_known(struct config_reader *r, const char *key, slice what)
{
	slice	 bad = shelf_unknown(what);
	struct fault f = { "" };

	if (slice_trim(what).n == 0)
		fault_words(&f, "one of them does not say what it is for: add "
		    "\"issue\": \"wait/late\" or \"class\": \"praise\"");
	else if (bad.n)
		fault_tell(&f, "\"%\" is neither an issue (earshot issues) nor "
		    "a class", bad);
	if (f.text[0] != '\0')
		config_note(r, room, slice_of(key), f.text);
	return f.text[0] == '\0';
}

/* --- drafts, statements, playbooks ------------------------------------- */

static void
read_drafts(struct config_reader *r, const cJSON *o)
{
	static const char *const keys[] = { "class", "issue", "lang", "text",
	    "//" };
	const cJSON *list = list_of(r, o, "drafts", cJSON_Array);
	struct wording_own *own = take(r, list, sizeof(*own));
	struct wording_house *h = &r->c->answers.house;

	h->own = own;
	for (const cJSON *m = list ? list->child : NULL; m && own;
	    m = m->next) {
		struct wording_own *w = &own[h->nown];
		struct fault f = { "" };

		if (!is_entry(r, "drafts", m, h->nown))
			continue;
		config_only(r, room, SLICE("drafts"), m, keys, COUNT(keys));
		*w = (struct wording_own){ .what = what_of(r, "drafts", m,
		    (const char *const[2]){ "issue", "class" }),
		    .lang = config_text(r, m, "lang"),
		    .text = config_text(r, m, "text") };
		if (wording_sound(w, &f))
			h->nown++;
		else
			config_note(r, room, slice_of("drafts"), f.text);
	}
}

static void
read_statements(struct config_reader *r, const cJSON *o)
{
	static const char *const keys[] = { "name", "words", "link", "issues",
	    "classes", "lang", "//" };
	const cJSON *list = list_of(r, o, "statements", cJSON_Array);
	struct statement *all = take(r, list, sizeof(*all));
	struct config_answers *to = &r->c->answers;

	to->statements = all;
	for (const cJSON *m = list ? list->child : NULL; m && all;
	    m = m->next) {
		struct statement *s = &all[to->nstatements];

		if (!is_entry(r, "statements", m, to->nstatements))
			continue;
		config_only(r, room, SLICE("statements"), m, keys,
		    COUNT(keys));
		*s = (struct statement){ .name = config_text(r, m, "name"),
		    .words = config_text(r, m, "words"),
		    .link = address(r, m, "link"),
		    .what = what_of(r, "statements", m,
		    (const char *const[2]){ "issues", "classes" }),
		    .lang = config_text(r, m, "lang") };
		if (s->words.n == 0 && s->link.n == 0)
			config_note(r, room, slice_of("statements"), "one of "
			    "them has neither \"words\" nor a \"link\"");
		else
			to->nstatements += is_known(r, "statements", s->what);
	}
}

static void
read_playbooks(struct config_reader *r, const cJSON *o)
{
	static const char *const keys[] = { "who", "first", "limit", "next",
	    "community", "lang", "//" };
	const cJSON *list = list_of(r, o, "playbooks", cJSON_Object);
	struct playbook *all = take(r, list, sizeof(*all));
	struct config_answers *to = &r->c->answers;

	to->playbooks = all;
	for (const cJSON *m = list ? list->child : NULL; m && all;
	    m = m->next) {
		if (!is_entry(r, "playbooks", m, to->nplaybooks))
			continue;
		config_only(r, room, json_key(m), m, keys, COUNT(keys));
		all[to->nplaybooks] = (struct playbook){
		    .what = arena_copy(r->keep, json_key(m)),
		    .who = config_text(r, m, "who"),
		    .first = config_text(r, m, "first"),
		    .limit = config_text(r, m, "limit"),
		    .next = config_text(r, m, "next"),
		    .community = address(r, m, "community"),
		    .lang = config_text(r, m, "lang") };
		to->nplaybooks += is_known(r, "playbooks",
		    all[to->nplaybooks].what);
	}
}

/* --- who may ----------------------------------------------------------- */

static void
read_proactive(struct config_reader *r, const cJSON *o)
{
	const cJSON *m = config_member(o, "proactive");
	enum may_proactive *is = &r->c->answers.may.proactive;

	*is = cJSON_IsTrue(m) ? MAY_ON : cJSON_IsFalse(m) ? MAY_OFF :
	    MAY_BY_HAND;
	if (m != NULL && !cJSON_IsBool(m) &&
	    !slice_eq(config_text(r, o, "proactive"), SLICE("by hand")))
		config_note(r, room, slice_of("proactive"), "is true, false or "
		    "\"by hand\", which is assumed");
}

/* A number of strangers a day; true is the usual one, false or 0 is off. */
static void
read_progressive(struct config_reader *r, const cJSON *o)
{
	const cJSON *m = config_member(o, "progressive");
	struct may_rules *may = &r->c->answers.may;
	int64_t	 n = m == NULL || cJSON_IsFalse(m) ? 0 :
	    cJSON_IsTrue(m) ? MAY_DAILY : json_int(m, -1);

	if (n < 0 || n > STRANGERS_MOST)
		config_note(r, room, slice_of("progressive"), "is how many "
		    "strangers a day you answer who did not turn to you, 0 to "
		    "100; it stays off");
	may->progressive = n > 0 && n <= STRANGERS_MOST;
	may->daily = may->progressive ? n : MAY_DAILY;
	if (may->progressive && may->proactive == MAY_OFF)
		config_note(r, room, slice_of("progressive"), "is on while "
		    "\"proactive\" is off: strangers with a need are answered, "
		    "and who speaks of you is not; add \"proactive\": true");
}

static void
read_four_eyes(struct config_reader *r, const cJSON *o)
{
	const struct staff *s = &r->c->staff;
	size_t	 send = 0, write = 0;

	for (size_t i = 0; i < s->n; i++) {
		send += (s->people[i].may & MAY_SEND) != 0;
		write += (s->people[i].may & MAY_DRAFT) != 0;
	}
	r->c->answers.may.four_eyes = config_flag(r, o, "four_eyes", false);
	if (!r->c->answers.may.four_eyes || (send > 0 && write > 1))
		return;
	r->c->answers.may.four_eyes = false;
	config_note(r, room, slice_of("four_eyes"), "needs two of \"people\", "
	    "one of whom may send; until then it is off");
}

static void
read_length(struct config_reader *r, const cJSON *o)
{
	const cJSON *m = config_member(o, "length");
	int64_t	 n = m ? json_int(m, 0) : WORDING_CHARS;

	if (n >= WORDING_LEAST && n <= WORDING_MOST)
		r->c->answers.chars = (size_t)n;
	else
		config_note(r, room, slice_of("length"), "is 40 to 2000 "
		    "characters; 280 is assumed");
}

void
config_wording(struct config_reader *r, const cJSON *o)
{
	static const char *const keys[] = { "signed", "service_page",
	    "community", "contact", "lang", "proactive", "progressive",
	    "four_eyes", "length", "drafts", "statements", "playbooks", "//" };
	struct config_answers *to = &r->c->answers;

	*to = (struct config_answers){ .chars = WORDING_CHARS,
	    .signer = config_text(r, o, "signed"),
	    .house = { .shop = r->c->shop.name,
		.lang = config_text(r, o, "lang"),
		.service = address(r, o, "service_page"),
		.community = address(r, o, "community"),
		.contact = config_text(r, o, "contact") } };
	config_only(r, room, SLICE(""), o, keys, COUNT(keys));
	if (to->house.lang.n && !wording_speaks(to->house.lang))
		config_note(r, room, slice_of("lang"), "is en, de, fr, es, it "
		    "or pt; English is assumed");
	read_proactive(r, o);
	read_progressive(r, o);
	read_four_eyes(r, o);
	read_length(r, o);
	read_drafts(r, o);
	read_statements(r, o);
	read_playbooks(r, o);
}
