#include "core/web/http1.h"

#include "core/json/json.h"
#include "core/when/when.h"

enum {
	USAGE_PAUSE = 3600,		/* Meta counts over a sliding hour */
	USAGE_FULL = 100		/* percent */
};

/* The header of that name, else the first of these. */
static slice
header(const struct http_head *head, slice named, const char *words)
{
	slice	 s = http_value(head, named), rest = slice_of(words);

	while (rest.n && s.n == 0)
		s = http_value(head, slice_cut(&rest, ' '));
	return slice_trim(s);
}

/* "12.5" is 12, and a part of one. */
static bool
number(slice s, int64_t *n, bool *part)
{
	slice	 whole = slice_cut(&s, '.');

	*part = false;
	for (size_t i = 0; i < s.n; i++) {
		if (!ascii_digit(s.p[i]))
			return false;
		*part = *part || s.p[i] != '0';
	}
	return slice_int(whole, n);
}

/* No moment since 2001 is as small as a wait can be long. */
static int64_t
seconds_to(slice text, int64_t now)
{
	const int64_t moment = 1000000000, ms = 100000000000;
	int64_t	 n;
	bool	 part;

	if (!number(text, &n, &part)) {
		if (!when_parse(text, &n))
			return -1;
	} else if (n < moment) {
		return n < 0 ? 0 : n + part;
	} else if (n > ms) {
		n /= 1000;
	}
	return n > now ? n - now : 0;
}

/* "a";r=0;t=30, "b";r=5;t=900   or   limit=10, remaining=0, reset=30 */
static void
read_structured(slice s, struct http_rates *r)
{
	slice	 list = SLICE("");
	bool	 spent = false;

	while (s.n || list.n) {
		slice	 value, name;
		int64_t	 n;

		if (list.n == 0)
			list = slice_cut(&s, ',');
		value = slice_cut(&list, ';');
		name = slice_trim(slice_cut(&value, '='));
		if (!slice_int(slice_trim(value), &n))
			continue;
		if (slice_eq(name, SLICE("r")) ||
		    slice_ieq(name, SLICE("remaining")))
			spent = n <= 0;
		else if ((slice_eq(name, SLICE("t")) ||
		    slice_ieq(name, SLICE("reset"))) && n > r->wait)
			if (spent || r->wait < 0)
				r->wait = n;
		r->spent = r->spent || spent;
	}
}

/* {"1234":[{"call_count":100,"estimated_time_to_regain_access":5}]}: percents
 * and minutes, somewhere in it. */
static void
read_usage(const cJSON *v, struct http_rates *r)
{
	for (v = v ? v->child : NULL; v != NULL; v = v->next) {
		slice	 key = json_key(v);
		int64_t	 n = json_int(v, 0);

		read_usage(v, r);
		if (n >= USAGE_FULL && slice_word("call_count total_time "
		    "total_cputime", key) >= 0)
			r->spent = true;
		if (slice_eq(key, SLICE("estimated_time_to_regain_access")) &&
		    n > 0 && n < 10000 && n * 60 > r->wait) {
			r->spent = true;
			r->wait = n * 60;
		}
	}
}

struct http_rates
http_rates(struct arena *a, const struct http_head *head, slice remaining,
    slice reset, int64_t now)
{
	static const char *const usages[] = { "X-Business-Use-Case-Usage",
		"X-App-Usage" };
	slice	 left = header(head, remaining, "X-RateLimit-Remaining "
	    "X-Rate-Limit-Remaining RateLimit-Remaining");
	slice	 until = header(head, reset, "X-RateLimit-Reset "
	    "X-Rate-Limit-Reset RateLimit-Reset RateLimit-ResetTime");
	struct http_rates r = { .wait = -1 };
	int64_t	 n;
	bool	 part;

	if (until.n)
		r.wait = seconds_to(until, now);
	if (left.n && number(left, &n, &part))
		r.spent = n < 1;
	read_structured(http_value(head, SLICE("RateLimit")), &r);
	for (size_t i = 0; i < COUNT(usages); i++) {
		slice	 usage = http_value(head, slice_of(usages[i]));
		struct http_rates u = { .wait = -1 };

		if (usage.n)
			read_usage(json_parse(a, usage, NULL), &u);
		if (u.spent)
			r = (struct http_rates){ true, u.wait < 0 ?
			    USAGE_PAUSE : u.wait };
	}
	return r;
}
