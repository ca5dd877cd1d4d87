#include "core/desk/care.h"

enum care_what
care_look(struct care *c, bool trouble, int64_t patience, int64_t now,
    int64_t *told, int64_t *next)
{
	int64_t	 due;

	*told = c->told;
	*next = INT64_MAX;
	if (!trouble) {
		*c = (struct care){ .since = 0 };
		return *told ? CARE_WELL : CARE_REST;
	}
	if (c->since == 0 || c->since > now)
		c->since = now;
	due = c->since + patience * (c->told + 1);
	if (c->told >= 2 || now < due) {
		*next = c->told >= 2 ? INT64_MAX : due;
		return CARE_REST;
	}
	c->told++;
	*next = c->told >= 2 ? INT64_MAX : due + patience;
	return CARE_TELL;
}

void
care_put(struct sink *k, const struct care *c)
{
	sink_int(k, c->since);
	sink_byte(k, ' ');
	sink_int(k, c->told);
}

void
care_get(slice s, struct care *c)
{
	if (!slice_int(slice_cut(&s, ' '), &c->since) ||
	    !slice_int(s, &c->told) || c->since < 0 || c->told < 0 ||
	    c->told > 2)
		*c = (struct care){ .since = 0 };
}
