#include "core/report/digest_part.h"

#include "core/desk/route.h"

struct digest *
digest_open(struct arena *a, const struct digest_head *head)
{
	struct digest *d = arena_take(a, sizeof(*d));

	if (d == NULL)
		return NULL;
	d->arena = a;
	d->head = *head;
	d->issues = issue_sum_take(a);
	return d->issues ? d : NULL;
}

/* --- adding ----------------------------------------------------------- */

static void
keep_best(struct best *b, const struct item *item, const struct task *task,
    int64_t rank)
{
	size_t	 at = b->n < QUOTES ? b->n++ : QUOTES;

	b->seen++;
	while (at > 0 && b->rank[at - 1] < rank) {
		if (at < QUOTES) {
			b->item[at] = b->item[at - 1];
			b->task[at] = b->task[at - 1];
			b->rank[at] = b->rank[at - 1];
		}
		at--;
	}
	if (at == QUOTES)
		return;
	b->item[at] = *item;
	b->task[at] = task ? *task : (struct task){ .state = 0 };
	b->rank[at] = rank;
}

static void
note_delay(struct digest *d, int64_t delay)
{
	size_t	 at = d->ndelays;

	d->answered++;
	if (delay < 0 || at == DELAYS)
		return;
	for (; at > 0 && d->delays[at - 1] > delay; at--)
		d->delays[at] = d->delays[at - 1];
	d->delays[at] = delay;
	d->ndelays++;
}

/* Praise does not. */
bool
digest_wants(const struct item *item)
{
	static const bool answered[CLASSES] = { [CLASS_CRISIS] = true,
	    [CLASS_RUMOUR] = true, [CLASS_COMPLAINT] = true,
	    [CLASS_LEAD] = true, [CLASS_QUESTION] = true,
	    [CLASS_COMPETITOR] = true };
	enum class class;

	return class_named(item->verdict.class, &class) && answered[class];
}

/* Does it stand in the digests of a crisis? All else waits for the first one
 * after it, so that each mention stands in one of them. */
static bool
is_of_crisis(const struct item *item)
{
	return item_critical(item) ||
	    slice_eq(item->verdict.polarity, SLICE("negative")) ||
	    slice_eq(item->verdict.class, class_name(CLASS_COMPLAINT)) ||
	    slice_eq(item->verdict.class, class_name(CLASS_RUMOUR));
}

int64_t
digest_plain_from(const struct digest_head *h)
{
	return h->plain ? h->plain : h->from;
}

/* What stood in a digest of the crisis does not stand in the one after it. */
static bool
is_new(struct digest *d, const struct item *item)
{
	const struct digest_head *h = &d->head;
	bool	 of_crisis = is_of_crisis(item);

	if (item->fate == FATE_MUTED || item->found <= (of_crisis ? h->from :
	    digest_plain_from(h)))
		return false;
	d->later += h->crisis && !of_crisis;
	return of_crisis || !h->crisis;
}

static bool
waits(const struct item *item, const struct task *task)
{
	return task && task_open(task) && digest_wants(item);
}

static void
note_last(struct digest *d, const struct task *task)
{
	if (task && task->replied > d->last)
		d->last = task->replied;
	if (task && task_state(task) == TASK_DONE && task->closed > d->last)
		d->last = task->closed;
}

void
digest_mention(struct digest *d, const struct item *item,
    const struct task *task)
{
	int64_t	 rank = item->verdict.priority;
	enum class class;

	if (task && !d->head.crisis &&
	    task->replied > digest_plain_from(&d->head))
		note_delay(d, task->replied - task->opened);
	if (waits(item, task)) {
		keep_best(&d->waiting, item, task, rank);
		if (d->oldest == 0 || task->opened < d->oldest)
			d->oldest = task->opened;
	}
	note_last(d, task);
	if (!is_new(d, item))
		return;
	d->mentions++;
	if (class_named(item->verdict.class, &class))
		d->classes[class]++;
	issue_sum_add(d->issues, &item->verdict);
	if (item->fate == FATE_DIGEST && !waits(item, task))
		keep_best(&d->kept, item, task, rank);
	if (task && task->would)
		keep_best(&d->would, item, task, rank);
}

void
digest_blind(struct digest *d, slice source, slice trouble)
{
	if (d->nblind == BLIND)
		return;
	d->blind[d->nblind].source = source;
	d->blind[d->nblind++].trouble = trouble;
}

void
digest_rising(struct digest *d, slice words)
{
	if (d->nrising < RISING)
		d->rising[d->nrising++] = words;
}

void
digest_ledger(struct digest *d, const struct tally *t, size_t sources)
{
	d->tally = *t;
	d->sources = sources;
}
