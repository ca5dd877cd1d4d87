#include "storage/forget.h"

/* 1,204,224 */
static void
put_number(struct sink *k, uint64_t v)
{
	char	 buf[24];
	slice	 s = fault_int(buf, v > INT64_MAX ? INT64_MAX : (int64_t)v);

	for (size_t i = 0; i < s.n; i++) {
		if (i && (s.n - i) % 3 == 0)
			sink_byte(k, ',');
		sink_byte(k, s.p[i]);
	}
}

static void
put_gone(struct sink *k, const struct forgotten *d)
{
	const struct {
		size_t	 n;
		const char *one, *many;
	} gone[] = {
		{ d->mentions, "mention", "mentions" },
		{ d->contacts, "contact card", "contact cards" },
		{ d->letters, "letter", "letters" },
		{ d->rewritten, "letter shortened", "letters shortened" },
		{ d->taps, "tap made wordless", "taps made wordless" },
		{ d->sent, "note of an answer", "notes of answers" },
		{ d->orders, "order that waited", "orders that waited" },
		{ d->named, "mention of others masked",
		    "mentions of others masked" },
	};
	bool	 more = false;

	sink_text(k, "forgotten: ");
	for (size_t i = 0; i < COUNT(gone); i++) {
		if (gone[i].n == 0)
			continue;
		sink_text(k, more ? ", " : "");
		put_number(k, gone[i].n);
		sink_byte(k, ' ');
		sink_text(k, gone[i].n == 1 ? gone[i].one : gone[i].many);
		more = true;
	}
	sink_text(k, more ? "\n" : "what was left of them\n");
}

static void
put_stays(struct sink *k, const struct forgotten *d)
{
	sink_text(k, "the same words stand in what others said, and stay: ");
	for (size_t i = 0; i < d->nstays; i++) {
		sink_text(k, i ? ", " : "");
		sink_text(k, d->stays[i] ? "mention " :
		    "a record that is no mention");
		if (d->stays[i])
			put_number(k, d->stays[i]);
	}
	sink_text(k, "\n");
}

void
forgotten_put(struct sink *k, const struct forgotten *d)
{
	put_gone(k, d);
	if (!d->proven) {
		sink_text(k, "NOT PROVEN: the file could not be written anew; "
		    "the same order does it once there is room\n");
		return;
	}
	put_number(k, d->found);
	sink_text(k, " of ");
	put_number(k, d->traces);
	sink_text(k, d->more ? " traces (and there were more) found in " :
	    " traces found in ");
	put_number(k, d->bytes);
	sink_text(k, " bytes: the store was written anew and read to the "
	    "end\n");
	if (d->nstays)
		put_stays(k, d);
	sink_text(k, "stays: counts by day, which hold no names; hashes of "
	    "words, and of posts that must not come back\n"
	    "not in reach: the system's log, backups, and what was delivered "
	    "to phones before\n");
}
