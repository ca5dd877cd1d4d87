#include "firmware/desk/linking.h"

#include "firmware/desk/exporting.h"
#include "firmware/desk/gather_report.h"
#include "storage/counts.h"

enum { TABLE_MOST = 512 << 10 };	/* bytes; a page has 320 KB at most */

static const slice name = { "links", 5 };

slice
linking_list(struct txn *t)
{
	slice	 list = { "", 0 };

	(void)counts_state_get(t, name, &list);
	return list;
}

bool
linking_find(struct txn *t, slice hash, int64_t now, struct link *l)
{
	return links_find(linking_list(t), hash, now, l);
}

/* An order that is read twice counts once: its hash is there. */
bool
linking_obey(struct txn *t, struct link *l, int64_t now, bool *write,
    struct fault *says)
{
	char	 room[LINKS_BYTES], number[24];
	struct sink k = { .buf = room, .cap = sizeof(room) };
	bool	 new = l->until != 0;
	struct link before;

	if (new && (l->hash.n != LINK_HASH || linking_find(t, l->hash, 0,
	    &before)))
		return true;
	if (new)
		l->id = (int64_t)store_next_id(t, "link");
	if (!links_change(&k, linking_list(t), l, now))
		return fault_words(says, "there are too many links: take one "
		    "back"), true;
	*write = counts_state_put(t, name, sink_slice(&k));
	if (*write)
		fault_tell(says, "link %%%", fault_int(number, l->id),
		    !new ? SLICE(" is taken back") : l->who.n ?
		    SLICE(" shows a report, for ") : SLICE(" shows a report"),
		    l->who);
	return *write;
}

/* --- what it shows ---------------------------------------------------- */

/* The first two to everybody. */
static const slice tables[] = { { "counts.csv", 10 }, { "words.csv", 9 },
    { "mentions.csv", 12 } };

bool
linking_shows(const struct link *l, slice table)
{
	for (size_t i = 0; i < COUNT(tables) - !l->names; i++)
		if (slice_eq(table, tables[i]))
			return true;
	return table.n == 0;
}

static void
put_rows(void *arg, slice s)
{
	sink_put(arg, s);
}

static bool
make_table(const struct config *c, struct txn *t, int64_t from, int64_t to,
    slice table, struct arena *a, slice *out)
{
	struct sink k = { .buf = arena_take(a, TABLE_MOST) };

	k.cap = k.buf ? TABLE_MOST : 0;
	(void)exporting(slice_head(table, slice_index(table, '.')),
	    &c->staff.hours, t, a, from, to, put_rows, &k);
	*out = sink_slice(&k);
	return !k.full && !a->spent;
}

/* The page of a report, with the way to its tables before it ends. */
static bool
add_tables(const struct link *l, slice token, slice page, struct arena *a,
    slice *out)
{
	size_t	 end = page.n - (sizeof("</body></html>\n") - 1);
	struct sink k = sink_open(a);

	sink_put(&k, slice_head(page, end));
	sink_text(&k, "<p>As tables:");
	for (size_t i = 0; i < COUNT(tables); i++) {
		if (!linking_shows(l, tables[i]))
			continue;
		sink_text(&k, " <a href=\"/r/");
		sink_put(&k, token);
		sink_byte(&k, '/');
		sink_put(&k, tables[i]);
		sink_text(&k, "\">");
		sink_put(&k, tables[i]);
		sink_text(&k, "</a>");
	}
	sink_text(&k, "</p>\n");
	sink_put(&k, slice_from(page, end));
	*out = sink_close(&k, a);
	return !a->spent;
}

bool
linking_make(const struct config *c, struct txn *t, const struct link *l,
    slice token, slice table, int64_t now, struct arena *a, slice *out)
{
	int64_t	 to = calendar_day(&c->staff.hours, now);
	int64_t	 from = to - l->days + 1;
	struct report *r;
	slice	 page;

	if (table.n)
		return make_table(c, t, from, to, table, a, out);
	r = gather_report(c, t, from, to, now, a);
	if (r == NULL)
		return false;
	if (!l->names)
		report_mute(r);
	return report_close(r, REPORT_HTML, &page) &&
	    add_tables(l, token, page, a, out);
}
