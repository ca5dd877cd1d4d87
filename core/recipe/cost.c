#include "core/recipe/cost.h"

#include "core/recipe/value.h"
#include "core/when/midnight.h"

static int64_t
amount(const cJSON *rule, const char *key, const struct template_scope *scope)
{
	const double most = 1e12;
	double	 d;

	if (!value_as_number(scope->arena, value_of(json_get(rule, key), scope),
	    &d) || !(d > 0))
		return 0;
	return (int64_t)((d < most ? d : most) * COST_UNIT + 0.5);
}

bool
cost_of(const struct recipe *r, const struct template_scope *scope,
    struct cost *c)
{
	const cJSON *rule = json_get(r->root, "/limits/cost");
	struct template_scope s = recipe_scope(r, scope, 0);
	int64_t	 records = json_count(rule, "/page", 0);

	*c = (struct cost){
	    .pot = json_word(rule, "/pot"), .unit = json_word(rule, "/unit"),
	    .request = amount(rule, "/request", &s),
	    .record = amount(rule, "/record", &s),
	    .most = amount(rule, "/most", &s),
	    .daily = json_is(rule, "/per", "day"),
	    .zone = json_word(rule, "/zone") };
	if (records < 0 || records > 1000)
		records = 1000;
	c->page = c->request;
	while (records-- > 0 && c->page < c->most)
		c->page += c->record;
	return rule != NULL;
}

int64_t
cost_ends(const struct cost *c, int64_t now)
{
	int64_t	 wait;

	if (!c->daily)
		return month_ends(now);
	wait = midnight_in(c->zone.n ? c->zone : SLICE("midnight:UTC"), now);
	return now + (wait > 0 ? wait : 1);
}

/* 3.20, or 3 when nothing follows the point. */
static void
put_amount(struct sink *k, int64_t n, bool cents)
{
	sink_int(k, n / COST_UNIT);
	if (!cents)
		return;
	sink_byte(k, '.');
	sink_int(k, n / (COST_UNIT / 10) % 10);
	sink_int(k, n / (COST_UNIT / 100) % 10);
}

void
cost_put(struct sink *k, const struct cost *c, int64_t spent)
{
	put_amount(k, spent, c->record % COST_UNIT || c->request % COST_UNIT ||
	    spent % COST_UNIT);
	sink_text(k, " of ");
	put_amount(k, c->most, c->most % COST_UNIT != 0);
	sink_byte(k, ' ');
	sink_put(k, c->unit);
	sink_text(k, c->daily ? " today" : " this month");
}
