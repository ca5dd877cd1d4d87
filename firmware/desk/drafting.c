#include "firmware/desk/drafting.h"

#include "core/judge/classes.h"
#include "core/people/contact.h"
#include "core/recipe/recipe.h"
#include "firmware/desk/crisis.h"
#include "storage/mentions.h"
#include "storage/tasks.h"

#include <stdlib.h>

enum { OFFER_ROOM = 512 << 10 };

/* --- what is on file --------------------------------------------------- */

static void
look_up(struct answering *a, struct draft *d)
{
	const struct config_answers *c = &a->c->answers;
	const struct verdict *v = &a->item->verdict;
	struct faq *all;
	size_t	 n = answers_faq(a->txn, a->arena, &all);
	const struct faq_book *book = faq_book(a->arena, all, n);

	if (book != NULL)
		faq_find(book, a->arena, &a->item->mention, v->lang,
		    v->issues, &d->faq);
	d->pinned = a->ask.crisis != 0 && crisis_pin(a->c, a->txn, a->arena,
	    &d->holding).n && d->holding.words.n + d->holding.link.n;
	d->statement = d->pinned ? &d->holding : shelf_statement(
	    c->statements, c->nstatements, v, v->lang);
	d->playbook = shelf_playbook(c->playbooks, c->nplaybooks, v);
}

/* --- of whom, to whom -------------------------------------------------- */

static slice
first_name(slice called)
{
	return slice_head(called, slice_index(called, ' '));
}

/* In a file without people the owner has no name but the one that signs. */
static slice
signer_of(const struct answering *a, const struct staff_person *signer)
{
	slice	 name = signer ? signer->called : a->c->answers.signer;

	if (name.n == 0)
		name = a->c->staff.people[0].called;
	if (slice_eq(name, SLICE("you")))
		name = a->c->answers.signer;
	return first_name(name);
}

struct rank {
	int64_t	 mention, class;
	uint32_t n;
};

static bool
count_before(void *arg, const struct task *task)
{
	struct rank *r = arg;

	r->n += task->class == r->class && task->mention < r->mention;
	return true;
}

/* The how many-th of its class it is: so no two openings that follow each
 * other are the same, and a draft is the same whenever it is asked for. */
static uint32_t
rank_of(const struct answering *a)
{
	struct rank r = { .mention = (int64_t)a->id };
	enum class class = CLASS_OTHER;

	class_named(a->item->verdict.class, &class);
	r.class = (int64_t)class + 1;
	tasks_newest(a->txn, count_before, &r);
	return r.n;
}

/* What the network takes, if that is less than the owner wants. */
static size_t
length_of(struct answering *a)
{
	size_t	 chars = a->c->answers.chars;
	struct fault f = { "" };
	struct recipe rec;

	for (size_t i = 0; i < a->c->nsources; i++) {
		const struct config_way *w = &a->c->sources[i].way;
		int64_t	 most;

		if (!slice_eq(w->name, a->item->source) ||
		    !recipe_load(a->arena, w->recipe_text, &rec, &f))
			continue;
		most = json_int(json_at(rec.root,
		    SLICE("/reply/limit/text/max")), 0);
		if (most > 0 && (uint64_t)most < chars)
			chars = (size_t)most;
	}
	return chars;
}

/* Of that issue, or else of all; to nobody twice in a while. */
static slice
community(const struct answering *a, const struct playbook *p)
{
	if (a->pointed != 0)
		return SLICE("");
	return p != NULL && p->community.n ? p->community :
	    a->c->answers.house.community;
}

bool
drafting_make(struct answering *a, const struct staff_person *signer,
    enum wording_kind kind, struct draft *d)
{
	struct task task;
	struct wording_case c = { .mention = &a->item->mention,
	    .verdict = &a->item->verdict, .kind = kind,
	    .chars = length_of(a), .dice = rank_of(a),
	    .signer = signer_of(a, signer) };

	*d = (struct draft){ .why = SLICE("") };
	look_up(a, d);
	c.faq = &d->faq;
	c.statement = d->statement;
	c.pinned = d->pinned;
	c.community = community(a, d->playbook);
	c.playbook = d->playbook;
	if (tasks_get(a->txn, a->id, &task))
		c.task = &task;
	if (a->known && contact_is_own(a->contact))
		c.name = first_name(a->contact->name);
	if (answering_may(a, SLICE(""), &d->why) != MAY)
		return false;
	if (!wording_make(a->arena, &a->c->answers.house, &c, &d->wording)) {
		d->why = d->wording.why;
		return false;
	}
	return answering_may(a, d->wording.text, &d->why) == MAY;
}

/* --- without being asked ------------------------------------------------ */

static struct offer
offer(struct answering *a, struct arena *to, const struct staff_person *by)
{
	struct draft d;

	answering_know(a);
	if (!drafting_make(a, by, WORDING_FIRST, &d) || a->arena->spent)
		return (struct offer){ .draft = { "", 0 } };
	return (struct offer){ arena_copy(to, d.wording.text),
	    arena_copy(to, d.wording.caution.n ? d.wording.caution : d.why) };
}

struct offer
drafting_offer(const struct config *c, struct txn *t, struct arena *to,
    uint64_t id, const struct staff_person *by, int64_t now)
{
	struct offer none = { .draft = { "", 0 } };
	void	*room = malloc(OFFER_ROOM);
	struct arena arena;
	struct item item;
	struct answering a = { .c = c, .txn = t, .arena = &arena, .id = id,
	    .item = &item, .by = by, .offered = true, .now = now };

	if (room == NULL)
		return none;
	arena_init(&arena, room, OFFER_ROOM);
	if (mentions_get(t, id, &item))
		none = offer(&a, to, by);
	free(room);
	return none;
}
