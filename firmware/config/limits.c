/* limits.c - how often a host may be asked, and what that may cost. */
#include "firmware/config/way.h"

void
config_limits(struct config_reader *r, struct config_source *s,
    const struct recipe *rec)
{
	const cJSON *rate = json_at(rec->root, SLICE("/limits/rate"));
	struct template_scope scope = { .arena = r->scratch };
	struct template_var *vars = arena_take(r->scratch,
	    s->way.nparams * sizeof(*vars) + 1);

	rate = rate ? rate->child : NULL;
	for (size_t n = 0; rate && n < CONFIG_RATES; rate = rate->next) {
		s->rates[n].n = json_int(json_at(rate, SLICE("/0")), 0);
		s->rates[n].seconds = json_int(json_at(rate, SLICE("/1")), 0);
		n += s->rates[n].n > 0 && s->rates[n].seconds > 0;
	}
	for (size_t i = 0; vars != NULL && i < s->way.nparams; i++)
		vars[scope.nvars++] = (struct template_var){
		    .name = s->way.params[i].name,
		    .value = s->way.params[i].value };
	scope.vars = vars;
	s->paid = cost_of(rec, &scope, &s->cost);
	s->cost.pot = arena_copy(r->keep, s->cost.pot);
	s->cost.unit = arena_copy(r->keep, s->cost.unit);
	s->cost.zone = arena_copy(r->keep, s->cost.zone);
}
