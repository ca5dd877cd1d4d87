/*
 * budget.c - manners and money: how often a host may be asked, whatever
 * sources ask it, and what that may cost in a month.
 */
#include "firmware/keeper/keeper.h"

#include "core/when/when.h"

/* --- how often ------------------------------------------------------------ */

/* Its first source keeps the pace of a host. */
static struct live *
host_of(struct keeper *k, size_t source)
{
	const struct url *origin = &k->c->sources[source].way.origin;
	size_t	 i = 0;

	while (i < source &&
	    !url_same_origin(&k->c->sources[i].way.origin, origin))
		i++;
	return &k->live[i];
}

/*
 * n requests in s seconds are one each s/n on average, and n at once when it
 * was quiet before: `paced` is when the average has caught up with us.
 */
void
budget_take(struct keeper *k, size_t source, int64_t requests, int64_t now)
{
	const struct config_source *s = &k->c->sources[source];
	struct live *l = host_of(k, source);

	for (size_t r = 0; r < CONFIG_RATES && s->rates[r].n > 0; r++) {
		if (l->paced[r] < now * 1000)
			l->paced[r] = now * 1000;
		l->paced[r] += requests * s->rates[r].seconds * 1000 /
		    s->rates[r].n;
	}
}

/* Seconds until one more keeps to the rates. */
static int64_t
pause(struct keeper *k, size_t source, int64_t now)
{
	const struct config_source *s = &k->c->sources[source];
	const struct live *l = host_of(k, source);
	int64_t	 longest = 0;

	for (size_t r = 0; r < CONFIG_RATES && s->rates[r].n > 0; r++) {
		int64_t	 span = s->rates[r].seconds * 1000;
		int64_t	 wait = l->paced[r] + span / s->rates[r].n - span -
		    now * 1000;

		/* a clock that was set back */
		if (wait > span)
			wait = 0;
		if ((wait + 999) / 1000 > longest)
			longest = (wait + 999) / 1000;
	}
	return longest;
}

/* --- for how much --------------------------------------------------------- */

/* A pot is kept like a source, under a name that no source has. */
static slice
pot_name(const struct config_source *s, char buf[static 128])
{
	struct sink k = { .buf = buf, .cap = 128 };

	sink_byte(&k, '\n');
	sink_put(&k, slice_head(s->cost.pot, 100));
	return sink_slice(&k);
}

bool
budget_state(struct txn *t, const struct config_source *s, int64_t now,
    struct source_state *pot)
{
	char	 buf[128];

	*pot = (struct source_state){ .spent = 0 };
	if (!s->paid || !sources_get(t, pot_name(s, buf), pot))
		return false;
	if (pot->until <= now || pot->until > cost_ends(&s->cost, now)) {
		pot->spent = 0;
		pot->until = cost_ends(&s->cost, now);
	}
	return true;
}

int64_t
budget_left(struct txn *t, const struct config_source *s, int64_t now)
{
	struct source_state pot;

	if (!budget_state(t, s, now, &pot) || pot.spent >= s->cost.most)
		return 0;
	return s->cost.most - pot.spent;
}

bool
budget_pay(struct keeper *k, struct txn *t, size_t source)
{
	const struct config_source *s = &k->c->sources[source];
	struct source_state pot;
	char	 buf[128];

	if (!budget_state(t, s, keeper_now(), &pot))
		return !s->paid;
	pot.spent += k->live[source].owed;
	return sources_put(t, pot_name(s, buf), &pot);
}

static void
say_spent(const struct config_source *s, const struct source_state *pot,
    struct fault *why)
{
	char	 sum[100], day[16];
	struct sink k = { .buf = sum, .cap = sizeof(sum) };
	struct sink d = { .buf = day, .cap = sizeof(day) };

	cost_put(&k, &s->cost, pot->spent);
	when_put_date(&d, pot->until);
	fault_tell(why, "%: % are spent; it is not asked again before %",
	    s->cost.pot, sink_slice(&k), sink_slice(&d));
}

/* What is left is given to one worker at a time. */
static bool
is_shared(const struct keeper *k, const struct config_source *s)
{
	for (size_t i = 0; s->paid && i < k->c->nsources; i++)
		if (k->live[i].running && k->c->sources[i].paid &&
		    slice_eq(k->c->sources[i].cost.pot, s->cost.pot))
			return true;
	return false;
}

int64_t
budget_wait(struct keeper *k, struct txn *t, size_t source, int64_t now,
    struct fault *why)
{
	const struct config_source *s = &k->c->sources[source];
	struct source_state pot;
	int64_t	 wait = pause(k, source, now);

	if (wait == 0 && is_shared(k, s))
		return 1;
	if (wait > 0 || !budget_state(t, s, now, &pot) ||
	    s->cost.most - pot.spent >= s->cost.page)
		return wait;
	say_spent(s, &pot, why);
	return pot.until - now;
}
