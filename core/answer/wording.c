#include "core/answer/wording.h"

#include "core/answer/quoted.h"
#include "core/answer/sheet.h"
#include "core/judge/label.h"
#include "core/text/text.h"

/* What goes when room is short, the highest first. */
enum { MUST, BODY, LINK, OPENING, GREET, OTHERS };

enum part {
	GREETS = 1,
	ANSWERS = 2,		/* words that are on file instead of our body */
	FILED = 4,		/* ... but only a statement */
	OFFERS = 8,		/* help first, the offer second */
	SERVES = 16,		/* service page, community */
	CALLS = 32		/* the person to talk to */
};

struct plan {
	const char *name;	/* the owner's own texts are for */
	uint8_t	 open, body, again, fix;	/* first reply; solution */
	uint8_t	 parts;
	bool	 spare;		/* without its opening it is still polite */
	const char *caution;
};

#define NO PHRASE_KEYS
#define CAREFUL "Do not send this unread: admit nothing and blame nobody " \
	"before you know what happened, and say who can be called."

enum situation {
	TO_COMPLAINT, TO_QUESTION, TO_PRAISE, TO_REFER, TO_LEAD, TO_LEAD_US,
	TO_IDEA, TO_RUMOUR, TO_CRISIS, TO_RIVAL, TO_NOBODY
};

static const struct plan plans[] = {
	[TO_COMPLAINT] = { "complaint", PHRASE_COMPLAINT, PHRASE_COMPLAINT_DO,
	    PHRASE_ANSWER, PHRASE_COMPLAINT_FIX, GREETS | ANSWERS | SERVES,
	    false, NULL },
	[TO_QUESTION] = { "question", PHRASE_QUESTION, PHRASE_QUESTION_DO,
	    PHRASE_QUESTION, PHRASE_QUESTION_DO, GREETS | ANSWERS | SERVES,
	    true, NULL },
	[TO_PRAISE] = { "praise", PHRASE_PRAISE, PHRASE_PRAISE_DO,
	    PHRASE_PRAISE, PHRASE_PRAISE_DO, 0, false, NULL },
	[TO_REFER] = { "refer", PHRASE_REFER, PHRASE_PRAISE_DO,
	    PHRASE_REFER, PHRASE_PRAISE_DO, 0, false, NULL },
	[TO_LEAD] = { "lead", NO, PHRASE_LEAD_TIP, NO, PHRASE_LEAD_TIP,
	    GREETS | ANSWERS | OFFERS, true, NULL },
	[TO_LEAD_US] = { "lead", PHRASE_LEAD_US, NO, PHRASE_LEAD_US, NO,
	    GREETS | ANSWERS, false, NULL },
	[TO_IDEA] = { "idea", PHRASE_IDEA, PHRASE_IDEA_DO, PHRASE_IDEA,
	    PHRASE_IDEA_DO, 0, false, NULL },
	[TO_RUMOUR] = { "rumour", PHRASE_RUMOUR, PHRASE_RUMOUR_DO,
	    PHRASE_RUMOUR, PHRASE_RUMOUR_DO, ANSWERS, true, "Say only what "
	    "you can show, and link to it." },
	[TO_CRISIS] = { "crisis", PHRASE_CRISIS, PHRASE_CRISIS_DO,
	    PHRASE_CRISIS, PHRASE_CRISIS_DO, ANSWERS | FILED | CALLS, false,
	    CAREFUL },
	[TO_RIVAL] = { "competitor", PHRASE_RIVAL, PHRASE_RIVAL_TIP,
	    PHRASE_RIVAL, PHRASE_RIVAL_TIP, GREETS | OFFERS, false, NULL },
};

struct work {
	const struct wording_house *house;
	const struct wording_case *c;
	enum situation to;
	struct sheet sheet;
	slice	 sign;		/* "– Anna, Joe's" */
	slice	 initial;	/* "– Anna" */
	bool	 cut;		/* the answer on file was too long */
};

/* ---- to whom --------------------------------------------------------- */

static bool
is_progressive(const struct verdict *v)
{
	return slice_eq(v->attitude, SLICE("progressive"));
}

/* Somebody's health: nothing is said that a lawyer would not say. */
static bool
is_grave(const struct verdict *v)
{
	return slice_find(v->issues, SLICE("safety/")) < v->issues.n;
}

static enum situation
no_answer(struct wording *out, const char *why)
{
	out->why = slice_of(why);
	return TO_NOBODY;
}

static enum situation
situation(const struct wording_case *c, struct wording *out)
{
	const struct verdict *v = c->verdict;
	enum class class = CLASS_OTHER;

	class_named(v->class, &class);
	switch (class) {
	case CLASS_CRISIS:	return TO_CRISIS;
	case CLASS_COMPLAINT:	return is_grave(v) ? TO_CRISIS : TO_COMPLAINT;
	case CLASS_QUESTION:	return TO_QUESTION;
	case CLASS_IDEA:	return TO_IDEA;
	case CLASS_RUMOUR:	return TO_RUMOUR;
	case CLASS_PRAISE:	return wording_refers(c->mention, v) ?
				    TO_REFER : TO_PRAISE;
	case CLASS_LEAD:	return is_progressive(v) ? TO_LEAD :
				    TO_LEAD_US;
	case CLASS_COMPETITOR:	return is_progressive(v) ? TO_RIVAL :
				    no_answer(out, "they speak of another "
				    "shop, not to you");
	case CLASS_SPAM:	return no_answer(out, "spam is best left "
				    "alone");
	case CLASS_NEWS:	return no_answer(out, "news asks for no "
				    "answer");
	default:		return no_answer(out, "nothing in it asks for "
				    "an answer");
	}
}

/* ---- the language ---------------------------------------------------- */

static size_t
lang_of(const struct wording_house *h, const struct verdict *v)
{
	size_t	 lang = phrase_lang(v->lang);

	if (lang == PHRASE_LANGS)
		lang = phrase_lang(h->lang);
	return lang < PHRASE_LANGS ? lang : EN;
}

static bool
is_spoken(const struct work *j, slice lang)
{
	return lang.n == 0 || phrase_lang(lang) == j->sheet.lang;
}

/* ---- what is on file ------------------------------------------------- */

struct filed {
	slice	 words, link;
};

static struct filed
filed(const struct work *j)
{
	const struct wording_case *c = j->c;
	const struct plan *p = &plans[j->to];
	bool	 solves = j->to != TO_COMPLAINT || c->kind == WORDING_SOLUTION;
	struct filed f = { SLICE(""), SLICE("") };

	if (!(p->parts & ANSWERS))
		return f;
	if (c->statement != NULL) {
		f.link = c->statement->link;
		if (is_spoken(j, c->statement->lang))
			f.words = c->statement->words;
	} else if (c->faq != NULL && c->faq->entry != NULL && solves &&
	    !(p->parts & FILED)) {
		f.link = c->faq->entry->link;
		if (is_spoken(j, c->faq->entry->lang))
			f.words = c->faq->entry->answer;
	}
	if (f.words.n == 0 && j->to == TO_COMPLAINT && !solves &&
	    c->playbook != NULL && is_spoken(j, c->playbook->lang))
		f.words = c->playbook->first;
	f.words = sheet_clean(j->sheet.arena, f.words);
	return f;
}

/* ---- putting it together --------------------------------------------- */

static slice
with_link(struct work *j, enum phrase_key key, slice link)
{
	j->sheet.holes.value[HOLE_LINK] = sheet_clean(j->sheet.arena, link);
	return sheet_phrase(&j->sheet, key);
}

static slice
phrase(struct work *j, unsigned key)
{
	return key == NO ? SLICE("") :
	    sheet_phrase(&j->sheet, (enum phrase_key)key);
}

/* What is on file, as much of it as there is room for beside the rest. */
static slice
answer(struct work *j, slice words, slice link, slice open)
{
	struct sheet rest = j->sheet;
	size_t	 room;
	slice	 fit;

	rest.n = 0;
	sheet_add(&rest, plans[j->to].spare ? SLICE("") : open, MUST);
	sheet_add(&rest, link, MUST);
	sheet_add(&rest, j->sign, MUST);
	room = sheet_room(&rest);
	if (words.n == 0 || room < WORDING_LEAST)
		return SLICE("");
	fit = sheet_cut(j->sheet.arena, words, room);
	j->cut = fit.n != words.n;
	return fit;
}

/* {name} {opening} {answer or our body} {link} {offer} {page} {signature} */
static slice
compose(struct work *j)
{
	const struct plan *p = &plans[j->to];
	const struct wording_house *h = j->house;
	bool	 first = j->c->kind == WORDING_FIRST;
	slice	 open = phrase(j, first ? p->open : p->again);
	struct filed file = filed(j);
	slice	 more = with_link(j, PHRASE_MORE, file.link);
	slice	 words = answer(j, file.words, more, open);
	slice	 body = words.n ? words : phrase(j, first ? p->body : p->fix);

	if (p->parts & GREETS)
		sheet_add(&j->sheet, phrase(j, PHRASE_GREET), GREET);
	sheet_add(&j->sheet, open, p->spare && body.n ? OPENING : MUST);
	sheet_add(&j->sheet, body, words.n || open.n == 0 ? MUST : BODY);
	sheet_add(&j->sheet, more, words.n ? LINK : BODY);
	if (p->parts & OFFERS)
		sheet_add(&j->sheet, phrase(j, PHRASE_OFFER), BODY);
	if (p->parts & CALLS)
		sheet_add(&j->sheet, phrase(j, h->contact.n ?
		    PHRASE_CONTACT : PHRASE_MESSAGE), BODY);
	if ((p->parts & SERVES) && more.n == 0 && j->to == TO_COMPLAINT)
		sheet_add(&j->sheet, with_link(j, PHRASE_SERVICE, h->service),
		    LINK);
	if (p->parts & SERVES)
		sheet_add(&j->sheet, with_link(j, PHRASE_COMMUNITY,
		    j->c->community), OTHERS);
	sheet_add(&j->sheet, j->sign, MUST);
	return sheet_close(&j->sheet);
}

/* ---- the owner's own ------------------------------------------------- */

/* 4 for this very issue ... 1 for all others of the class; 0. */
static unsigned
own_fits(const struct work *j, const struct wording_own *o)
{
	unsigned fit = shelf_fits(o->what, j->c->verdict);

	if (!is_spoken(j, o->lang))
		return 0;
	if (j->to == TO_REFER && slice_eq(o->what, SLICE("refer")))
		return 2;
	/* what is for any complaint is not for one of somebody's health */
	if (fit == 1 && !slice_eq(o->what, slice_of(plans[j->to].name)) &&
	    j->to == TO_CRISIS)
		return 0;
	return fit;
}

static slice
fill_own(struct work *j, const struct wording_own *o)
{
	struct sheet s = j->sheet;
	struct sink k = sink_open(s.arena);
	slice	 text, bad;
	bool	 good = hole_read(&k, o->text, &bad);

	text = sink_close(&k, s.arena);
	s.holes.value[HOLE_LINK] = sheet_clean(s.arena, j->house->service);
	k = sink_open(s.arena);
	good = good && hole_fill(&k, text, &s.holes);
	text = sheet_clean(s.arena, sink_close(&k, s.arena));
	if (!good || text.n == 0)
		return SLICE("");
	s.n = 0;
	sheet_add(&s, text, MUST);
	if (slice_find(text, s.holes.value[HOLE_ME]) == text.n)
		sheet_add(&s, j->sign, MUST);
	return sheet_close(&s);
}

static slice
own(struct work *j)
{
	const struct wording_house *h = j->house;

	for (unsigned fit = 3; fit > 0; fit--)
		for (size_t i = 0; i < h->nown; i++) {
			const struct wording_own *o =
			    &h->own[(i + j->c->dice) % h->nown];
			slice	 text = own_fits(j, o) == fit ?
			    fill_own(j, o) : SLICE("");

			if (text.n)
				return text;
		}
	return SLICE("");
}

/* ---- the whole ------------------------------------------------------- */

static void
sign(struct work *j, slice shop, slice me)
{
	slice	 name = me.n ? me : shop;
	struct sink k = sink_open(j->sheet.arena);

	sink_text(&k, name.n ? "\xe2\x80\x93 " : "");
	sink_put(&k, name);
	j->initial = sink_close(&k, j->sheet.arena);
	j->sign = j->initial;
	if (me.n == 0 || shop.n == 0)
		return;
	k = sink_open(j->sheet.arena);
	sink_put(&k, j->initial);
	sink_text(&k, ", ");
	sink_put(&k, shop);
	j->sign = sink_close(&k, j->sheet.arena);
}

static void
begin(struct work *j, struct arena *a)
{
	const struct wording_case *c = j->c;
	slice	*hole = j->sheet.holes.value;
	size_t	 chars = c->chars ? c->chars : WORDING_CHARS;

	j->sheet.arena = a;
	j->sheet.dice = c->dice;
	j->sheet.chars = chars < WORDING_MOST ? chars : WORDING_MOST;
	j->sheet.lang = lang_of(j->house, c->verdict);
	hole[HOLE_ME] = sheet_clean(a, c->signer);
	hole[HOLE_SHOP] = sheet_clean(a, j->house->shop);
	hole[HOLE_NAME] = sheet_clean(a, c->name);
	hole[HOLE_CONTACT] = sheet_clean(a, j->house->contact);
	sign(j, hole[HOLE_SHOP], hole[HOLE_ME]);
	if (phrase_lang(c->verdict->lang) == j->sheet.lang)
		hole[HOLE_WORDS] = quoted_words(a, c->verdict);
	hole[HOLE_ISSUE] = phrase(j, quoted_issue(c->verdict));
	j->sheet.dice = c->dice;	/* the issue was no choice */
}

static slice
caution(const struct work *j)
{
	const char *const said[] = {
		plans[j->to].caution,
		j->cut ? "The answer on file was cut to fit." : NULL,
		phrase_lang(j->c->verdict->lang) != j->sheet.lang ? "They "
		    "wrote in another language than this." : NULL,
	};
	struct sink k = sink_open(j->sheet.arena);

	for (size_t i = 0; i < COUNT(said); i++)
		if (said[i] != NULL) {
			sink_text(&k, k.len ? " " : "");
			sink_text(&k, said[i]);
		}
	return sink_close(&k, j->sheet.arena);
}

bool
wording_make(struct arena *a, const struct wording_house *h,
    const struct wording_case *given, struct wording *out)
{
	struct wording_case c = *given;
	struct work j = { .house = h, .c = &c };

	*out = (struct wording){ SLICE(""), SLICE(""), SLICE(""), SLICE("") };
	if (c.task != NULL && c.task->replied != 0)
		c.kind = WORDING_SOLUTION;
	j.to = situation(&c, out);
	if (j.to == TO_NOBODY)
		return false;
	begin(&j, a);
	if (j.sign.n == 0) {
		out->why = SLICE("nobody is there to sign it: who are you?");
		return false;
	}
	if (!c.pinned)
		out->text = own(&j);
	if (out->text.n == 0)
		out->text = compose(&j);
	if (out->text.n == 0) {
		j.sign = j.initial;
		j.sheet.n = 0;
		out->text = compose(&j);
	}
	out->lang = phrase_code(j.sheet.lang);
	out->caution = caution(&j);
	if (out->text.n == 0 || a->spent) {
		out->text = SLICE("");
		out->why = SLICE("so short a text has no room for an answer");
	}
	return out->text.n > 0;
}
