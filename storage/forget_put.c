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
put_count(struct sink *k, size_t n, const char *one, const char *many)
{
	put_number(k, n);
	sink_text(k, n == 1 ? one : many);
}

static void
put_gone(struct sink *k, const struct forgotten *d)
{
	sink_text(k, "forgotten: ");
	put_count(k, d->mentions, " mention, ", " mentions, ");
	put_count(k, d->contacts, " contact card, ", " contact cards, ");
	put_count(k, d->letters, " letter; ", " letters; ");
	put_count(k, d->rewritten, " letter shortened, ",
	    " letters shortened, ");
	put_count(k, d->taps, " tap made wordless, ", " taps made wordless, ");
	put_count(k, d->named, " mention of others that named them masked\n",
	    " mentions of others that named them masked\n");
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
	put_count(k, d->traces, " trace", " traces");
	sink_text(k, d->more ? " (and there were more) found in " :
	    " found in ");
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
