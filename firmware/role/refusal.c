#include "firmware/role/refusal.h"

#include "core/when/when.h"

/* "Reddit", of "Reddit: search"; of any feed its host. */
static slice
who(const struct recipe *r, slice host)
{
	slice	 title = slice_head(r->title, slice_index(r->title, ':'));

	if (title.n == 0 || slice_eq(r->id, SLICE("feed")))
		return host;
	return slice_trim(slice_head(title, slice_index(title, '(')));
}

/* " until 14:20"; a date when that is far. */
static void
put_until(struct sink *k, int64_t t, bool far)
{
	int64_t	 minutes = t / 60 % 1440;
	char	 clock[] = { (char)('0' + minutes / 600),
	    (char)('0' + minutes / 60 % 10), ':',
	    (char)('0' + minutes % 60 / 10), (char)('0' + minutes % 10) };

	sink_text(k, " until ");
	if (far)
		when_put_date(k, t);
	else
		sink_put(k, (slice){ clock, sizeof(clock) });
}

void
refusal_say(const struct recipe *r, const struct job_visit *visit, int64_t now,
    const struct recipe_answer *answer, struct fault *fault)
{
	char	 buf[40];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };

	if (answer->wait >= 0)
		put_until(&k, now + answer->wait + visit->east,
		    answer->wait >= 86400);
	fault_tell(fault, "% refuses us% (%)", who(r, visit->host),
	    sink_slice(&k), slice_of(answer->why.text));
}
