#include "core/desk/week.h"

#include <assert.h>

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check_fault(const struct fault *f, bool good)
{
	assert(good == (f->text[0] == '\0'));
	assert(memchr(f->text, '\0', sizeof(f->text)) != NULL);
}

/* In order, apart, within the week; and what is put is what is parsed. */
static void
week(slice text, struct week *w)
{
	char	 buf[2048];
	struct sink k = { .buf = buf, .cap = sizeof(buf) };
	struct fault f = { "" }, none = { "" };
	struct week again;
	int64_t	 minutes = 0, held = 0;

	check_fault(&f, week_parse(text, w, &f));
	assert(w->n <= WEEK_SPANS);
	for (size_t i = 0; i < w->n; i++) {
		assert(w->spans[i].from < w->spans[i].to);
		assert(w->spans[i].to <= WEEK_MINUTES);
		assert(i == 0 || w->spans[i].from > w->spans[i - 1].to);
		minutes += w->spans[i].to - w->spans[i].from;
	}
	week_put(&k, w);
	assert(!k.full && week_parse(sink_slice(&k), &again, &none));
	assert(again.n == w->n && memcmp(again.spans, w->spans,
	    w->n * sizeof(*w->spans)) == 0);
	/* from edge to edge nothing changes */
	for (int64_t t = 4 * 86400, next; t < 11 * 86400; t = next) {
		next = week_edge(w, t);
		assert(next > t);
		assert(week_holds(w, t) == week_holds(w, next - 1));
		held += week_holds(w, t) ? (next - t) / 60 : 0;
	}
	assert(held == minutes);
}

/* A moment that is found is one; before it there is none. */
static void
moments(const struct calendar *c, int64_t now)
{
	int64_t	 opens = calendar_opens(c, now);
	int64_t	 closes = calendar_closes(c, now);
	int64_t	 first = opens < closes ? opens : closes;

	if (opens != INT64_MAX)
		assert(opens > now && calendar_open(c, opens) &&
		    !calendar_open(c, opens - 1));
	if (closes != INT64_MAX)
		assert(closes > now && !calendar_open(c, closes) &&
		    calendar_open(c, closes - 1));
	if (first != INT64_MAX)
		assert(calendar_open(c, now) == calendar_open(c, first - 1));
	first = calendar_at(c, now, 450);
	assert(first > now && first <= now + 2 * 86400 + 7200);
	assert(calendar_at(c, first - 1, 450) == first);
}

static void
near(slice name)
{
	char	 buf[64];
	slice	 found = zone_near(name, buf);
	struct zone z;

	assert(found.n < sizeof(buf));
	assert(found.n == 0 || zone_named(found, &z));
	if (zone_named(name, &z))
		for (size_t i = 0; i < name.n; i++)
			if (ascii_digit(name.p[i]))
				return;
	if (zone_named(name, &z))
		assert(slice_eq(found, name));
}

/* Lines: a time in two bytes, a zone; hours; days. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	slice	 rest = { (const char *)data, n }, head;
	struct calendar c = { .open = { .n = 0 } };
	int64_t	 now = 1767225600;

	if (n < 2)
		return 0;
	now += ((int64_t)data[0] << 8 | data[1]) * 3600;
	rest = slice_from(rest, 2);
	head = slice_cut(&rest, '\n');
	if (data[1] % 16 == 0)
		near(head);
	if (!zone_named(head, &c.zone))
		c.zone = zone_fixed((int64_t)data[0] * 900);
	week(slice_cut(&rest, '\n'), &c.open);
	while (rest.n) {
		struct fault f = { "" };
		slice	 line = slice_cut(&rest, '\n');

		check_fault(&f, days_add(&c.closed, line, &f));
	}
	assert(c.closed.n <= DAYS_SPANS);
	moments(&c, now);
	return 0;
}
