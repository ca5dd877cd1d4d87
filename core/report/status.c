#include "core/report/status.h"

#include "core/json/json.h"
#include "core/when/when.h"

struct number { const char *key; size_t at; };

#define OF(key, type, member)	{ key, offsetof(struct type, member) }

static const struct number numbers[] = {
	OF("seq", status, seq), OF("up", status, up),
	OF("sources", status, sources), OF("blind", status, blind),
	OF("waiting", status, waiting), OF("refused", status, refused),
};
static const struct number sums[] = {
	OF("read", tally, fetched), OF("new", tally, fresh),
	OF("known", tally, duplicate), OF("about_you", tally, matched),
	OF("not_about_you", tally, unmatched), OF("told", tally, sent),
	OF("kept", tally, digest), OF("quiet", tally, muted),
	OF("failures", tally, failures),
};

static void
put_numbers(struct json_line *j, const struct number *n, size_t count,
    const void *of)
{
	for (size_t i = 0; i < count; i++) {
		int64_t	 v;

		memcpy(&v, (const char *)of + n[i].at, sizeof(v));
		json_line_zero(j, n[i].key, v);
	}
}

void
status_put(struct sink *k, const struct status *s)
{
	struct json_line j = json_line_open(k), in;
	char	 when[40];
	struct sink t = { .buf = when, .cap = sizeof(when) };
	slice	 rest = s->names;

	when_put(&t, s->time);
	json_line_text(&j, "box", s->box);
	json_line_text(&j, "version", s->version);
	json_line_text(&j, "time", sink_slice(&t));
	put_numbers(&j, numbers, COUNT(numbers), s);
	json_line_raw(&j, "holds", s->holds ? SLICE("true") : SLICE("false"));
	json_line_raw(&j, "ledger", SLICE(""));
	in = json_line_open(k);
	put_numbers(&in, sums, COUNT(sums), &s->sum);
	sink_byte(k, '}');
	json_line_text(&j, "shop", s->shop);
	if (rest.n) {
		json_line_raw(&j, "blind_sources", SLICE("["));
		while (rest.n) {
			sink_text(k, rest.p == s->names.p ? "\"" : ",\"");
			json_escape(k, slice_cut(&rest, '\n'));
			sink_byte(k, '"');
		}
		sink_byte(k, ']');
	}
	sink_byte(k, '}');
}
